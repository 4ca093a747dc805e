/** JSON Pointer (RFC 6901) over node trees, in its string and its URI fragment form (§6). */
#ifndef DOCUMENT_POINTER_H
#define DOCUMENT_POINTER_H

#include "document/node.h"

/**
 * The node that `pointer` ("", "/a/b", no '#', percent escapes already decoded) names under `root`,
 * or NULL. *reached (may be NULL) is then the deepest node that exists on the way and *rest the
 * token that has no match, unescaped, so that the caller can suggest another.
 */
node *pointer_get(node *root, str pointer, node **reached, str *rest, mem *m);

/** Adds one reference token with its '/', with ~ and / escaped. */
void pointer_add(buf *b, str token);

/** Decodes percent escapes of a URI fragment. False: a bad escape. */
bool pointer_unescape_uri(mem *m, str fragment, str *out);

#endif

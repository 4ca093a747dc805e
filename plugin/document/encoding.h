/** Encodings of texts: everything becomes UTF-8 without a byte order mark. */
#ifndef DOCUMENT_ENCODING_H
#define DOCUMENT_ENCODING_H

#include "base/str.h"

/**
 * The text as UTF-8: itself, a view without its byte order mark, or a copy in `m` if a mark says
 * UTF-16 or UTF-32. UTF-8 is not checked here. False: bytes that are not what the mark says;
 * *encoding is then its name and *offset their place.
 */
bool encoding_to_utf8(mem *m, str text, str *out, const char **encoding, size_t *offset);

#endif

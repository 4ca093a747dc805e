/**
 * Bytes: where documents come from. For now local files and standard input ("-"); remote documents
 * join here. Knows paths and URIs, nothing of what the bytes mean.
 */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include "base/diag.h"

/** Reads a whole file into `m`, at most `limit` bytes (0: 256 MiB). False after one DIAG_IO error in `d`. */
bool source_read_file(mem *m, diag *d, str path, size_t limit, str *text);

/** The absolute file: URI of a path (RFC 8089), percent-escaped, with . and .. resolved textually. */
str source_file_uri(mem *m, str path);

/**
 * Whether there is an ordinary file that could be read, so that opening it does not wait for anybody.
 * False: *reason is the system's, static text.
 */
bool source_is_file(mem *m, str path, const char **reason);

/** Whether there is nothing at all at the path. */
bool source_is_absent(mem *m, str path);

/** The path of a file: URI, or STR_NULL if it is none. */
str source_uri_path(mem *m, str uri);

/** Resolves a reference against a base (RFC 3986 §5.2). Both without their fragment or with it. */
str source_uri_resolve(mem *m, str base, str reference);

/**
 * The reference that leads from `base` to `uri`, "../common/pet.yaml"; `uri` itself where they share
 * neither scheme nor host.
 */
str source_uri_relative(mem *m, str base, str uri);

/** Splits "uri#fragment" (fragment without '#', STR_NULL if there is none). */
void source_uri_split(str uri, str *without, str *fragment);

/** The scheme is present: "https://..." or "urn:...". */
bool source_uri_is_absolute(str uri);

#endif

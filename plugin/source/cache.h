/**
 * Answers of the network, kept on disk: bodies with their ETag, so that what has not changed is not sent again, and
 * redirects, so that --offline finds its way. A file for each URL and set of credentials, 0600 in a
 * folder of 0700; its first line holds the hash of the rest, so that damage shows.
 */
#ifndef SOURCE_CACHE_H
#define SOURCE_CACHE_H

#include "base/str.h"

typedef struct cache_entry {
    str etag;     /* STR_NULL: none */
    str location; /* absolute: the answer was a redirect; else STR_NULL */
    str body;
} cache_entry;

typedef enum cache_state { CACHE_NONE, CACHE_FOUND, CACHE_DAMAGED } cache_state;

/** $XDG_CACHE_HOME/openapi2c, else ~/.cache/openapi2c; STR_NULL: there is neither. */
str cache_default_folder(mem *m);

/**
 * The answer of `url` to a request with these credentials (any text; "" for none): another's is never
 * found. CACHE_DAMAGED: there is a file, which is not what was written. The entry is in `m`.
 */
cache_state cache_find(mem *m, str folder, str url, str credentials, cache_entry *out);

/**
 * Writes it under another name and renames it, making folders as needed. False: errno says why not, and
 * what was there is there still.
 */
bool cache_put(mem *m, str folder, str url, str credentials, const cache_entry *entry);

#endif

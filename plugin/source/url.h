/**
 * URLs of documents on the network: http and https (RFC 9110 §4.2), one spelling for each, so that what is
 * fetched once is known again. What could be read in two ways is no URL here: libcurl and we must agree
 * on the host that is asked.
 */
#ifndef SOURCE_URL_H
#define SOURCE_URL_H

#include "base/str.h"

typedef struct url_parts {
    str text;   /* normal: scheme and host in lower case, no default port, a path, no fragment */
    str origin; /* "https://example.com:8443" (RFC 6454 §4) */
    str host;   /* "example.com", "127.0.0.1", "[::1]" */
    bool secure;
} url_parts;

/** Whether the user, or a document, means the network: "http://..." or "https://...", in any case. */
bool url_is_remote(str text);

/**
 * Reads an absolute URL; its fragment is dropped. False: *fault says what is wrong with it, static text
 * that goes on after "the URL". All in `m`.
 */
bool url_parse(mem *m, str text, url_parts *out, const char **fault);

/** The last part of the path, as file names are: "https://x.org/v1/pets.yaml?a=b" gives "pets.yaml". */
str url_file_name(str text);

#endif

/**
 * Documents by URL: follows redirects within the rules, asks the cache first what is known, and says of
 * each refusal what would allow it. Knows nothing of locks.
 */
#ifndef SOURCE_FETCH_H
#define SOURCE_FETCH_H

#include "source/header.h"
#include "source/http.h"

#include "base/list.h"

/** Zero means the default. */
typedef struct fetch_options {
    bool allow_http, allow_private, netrc, offline;
    str ca_file, proxy, cache; /* cache: a folder; STR_NULL: none */
    size_t max_bytes;          /* of a document; 64 MiB. Four times that for all of a run */
    long timeout;              /* milliseconds for a document; 60,000. Ten times that for a run */
    long connect_timeout;      /* milliseconds; 10,000 */
    long low_speed_time;       /* seconds below 100 bytes a second; 10 */
    void (*progress)(const char *text); /* before each exchange; NULL after it. May be NULL */
} fetch_options;

/** Why there is no document. */
typedef struct fetch_failure {
    const char *code; /* "O2C-N001" */
    str text;
} fetch_failure;

typedef struct fetched {
    str url; /* that answered, after all redirects: the base of what it refers to (RFC 3986 §5.1.3) */
    str body;
} fetched;

typedef struct fetcher {
    mem *m;
    fetch_options options;
    LIST(header) headers;
    LIST(str) trusted; /* origins that the user has named */
    http *http;
    size_t bytes;      /* of all documents so far */
    long spent;        /* milliseconds */
    int cache_error;   /* errno of the first entry that could not be written; 0: none */
    LIST(str) damaged; /* URLs whose entries were not used */
} fetcher;

void fetch_init(fetcher *self, mem *m, const fetch_options *options);
void fetch_free(fetcher *self);

/** The user names a URL: its origin is sent the headers that have no URL of their own. */
void fetch_trust(fetcher *self, const url_parts *named);

/** Whether a URL may be asked for at all. False: *failure says why not. */
bool fetch_may(fetcher *self, const url_parts *wanted, fetch_failure *failure);

/** Gets a document. False: *failure says why. All in the memory of `self`. */
bool fetch_get(fetcher *self, const url_parts *wanted, fetched *out, fetch_failure *failure);

/** What is said of a document with more bytes than one may have. */
str fetch_too_large(const fetcher *self);

/** The same from the cache alone. False without saying why: it is not there. */
bool fetch_cached(fetcher *self, const url_parts *wanted, fetched *out);

#endif

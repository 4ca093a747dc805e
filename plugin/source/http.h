/** One exchange over HTTP, by libcurl: a GET without redirects, within bounds. */
#ifndef SOURCE_HTTP_H
#define SOURCE_HTTP_H

#include "source/url.h"

typedef struct http http;

/** A connection is kept for the next exchange with the same origin. All in `m`, but for libcurl's own. */
http *http_new(mem *m);
void http_free(http *self);

typedef struct http_request {
    url_parts url;
    const str *headers; /* "Name: value"; secrets */
    size_t header_count;
    str etag;           /* what is known already, or STR_NULL */
    bool netrc;         /* look for a user and password in ~/.netrc */
    bool allow_private; /* ask addresses that are not public, too */
    str ca_file,
        proxy; /* STR_NULL: libcurl's built-in path; no proxy, whatever the environment says */
    size_t max_bytes;              /* of the body, after decompression */
    long timeout, connect_timeout; /* milliseconds */
    long low_speed_time;           /* seconds below 100 bytes a second */
} http_request;

typedef enum http_outcome {
    HTTP_ANSWERED, /* `status` and what belongs to it */
    HTTP_FAILED,   /* no answer: `fault` */
    HTTP_TOO_LARGE,
    HTTP_TOO_SLOW, /* `fault`: what was waited for */
    HTTP_PRIVATE /* an address that is not public: `fault` is the address */
} http_outcome;

typedef struct http_response {
    long status;
    str body;
    str etag;      /* STR_NULL: none */
    str location;  /* absolute; STR_NULL: no redirect */
    bool no_store; /* Cache-Control (RFC 9111 §5.2.2.5) */
    str fault;
} http_response;

http_outcome http_get(http *self, mem *m, const http_request *request, http_response *out);

/** libcurl's: "7.88.1" */
const char *http_version(void);

#endif

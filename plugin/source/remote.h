/**
 * Remote documents as the rest of the generator sees them: what the lock says, the cache, the network, in this
 * order. A build without OPENAPI2C_REMOTE has all of these functions, and says what it lacks.
 */
#ifndef SOURCE_REMOTE_H
#define SOURCE_REMOTE_H

#include "source/fetch.h"

#include "base/diag.h"

typedef struct remote_options {
    fetch_options fetch; /* its cache: STR_NULL for the default */
    bool no_cache;
    const str *headers; /* header_read's rules */
    size_t header_count;
    str lock;               /* path of a lock file that is there; STR_NULL: none */
    bool locked;            /* only what the lock lists */
    bool update;            /* what is fetched becomes the lock's, whatever it says now */
    str sha256;             /* of the first URL that is named; STR_NULL */
    uint32_t max_documents; /* 0: 5,000 */
} remote_options;

typedef struct remote remote;

/** NULL after DIAG_USAGE and DIAG_IO errors in `d`: a bad header, a bad lock. Borrows the options' texts. */
remote *remote_new(mem *m, diag *d, const remote_options *options);
void remote_free(remote *self);

/** The user names this URL. */
void remote_name(remote *self, str text);

/** Whether the lock lists it. */
bool remote_is_locked(const remote *self, str text);

/** Gets a document. False: *failure says why; its text goes on after the URL and a colon. */
bool remote_get(remote *self, str text, fetched *out, fetch_failure *failure);

/** The lock with all that was got since, as text; in `m`. STR_NULL: there was nothing to lock. */
str remote_lock_text(const remote *self, mem *m);

/** "7.88.1", which is libcurl's, or NULL: there are no remote documents in this build. */
const char *remote_version(void);

#endif

#include "source/fetch.h"

#include "source/address.h"
#include "source/cache.h"

#include <errno.h>
#include <string.h>
#include <time.h>

enum {
    REDIRECT_MAX = 5,
    MAX_BYTES = 64 << 20,
    TIMEOUT = 60000,
    CONNECT_TIMEOUT = 10000,
    LOW_SPEED_TIME = 10,
    RUN_BYTES = 4, /* times what one document may have */
    RUN_TIME = 10  /* times what one document may take */
};

/* One document on its way. */
typedef struct hop {
    url_parts at;
    bool own; /* still at the origin of the first URL: credentials may be sent */
    int redirects;
    long start; /* milliseconds */
    LIST(str) headers;
    str credentials; /* all that is sent, for the cache; "" for none */
    cache_entry known;
} hop;

static long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void fetch_init(fetcher *self, mem *m, const fetch_options *options)
{
    *self = (fetcher){.m = m, .options = *options};
    fetch_options *o = &self->options;
    o->max_bytes = o->max_bytes ? o->max_bytes : MAX_BYTES;
    o->timeout = o->timeout ? o->timeout : TIMEOUT;
    o->connect_timeout = o->connect_timeout ? o->connect_timeout : CONNECT_TIMEOUT;
    o->low_speed_time = o->low_speed_time ? o->low_speed_time : LOW_SPEED_TIME;
    self->http = http_new(m);
}

void fetch_free(fetcher *self)
{
    http_free(self->http);
}

static bool is_trusted(const fetcher *self, str origin)
{
    for (size_t i = 0; i < self->trusted.count; i++)
        if (str_eq(self->trusted.items[i], origin))
            return true;
    return false;
}

void fetch_trust(fetcher *self, const url_parts *named)
{
    if (!is_trusted(self, named->origin))
        list_push(self->m, &self->trusted, named->origin);
}

/* Where a redirect leads, without what may be a key to it. */
static str shown(fetcher *self, str location)
{
    size_t end = str_find(location, '?');
    return str_print(self->m, "%.*s%s", STR_ARG(str_slice(location, 0, end)),
                     end < location.len ? "?…" : "");
}

static bool fail(fetcher *self, fetch_failure *out, const char *code, const hop *h, str text)
{
    out->code = code;
    out->text = text;
    if (h->redirects)
        out->text = str_print(self->m, "%.*s (redirected to '%.*s')", STR_ARG(text),
                              STR_ARG(shown(self, h->at.text)));
    return false;
}

/* Numeric addresses that a proxy would be asked for; names are the proxy's to look up. */
static bool is_private_host(const fetcher *self, str host)
{
    return self->options.proxy.len && !self->options.allow_private && !address_host_is_public(host);
}

static bool check_url(fetcher *self, const hop *h, fetch_failure *failure)
{
    if (!h->at.secure && !self->options.allow_http)
        return fail(self, failure, "O2C-N002", h,
                    STR("http: is refused, for anybody on the way may change what it brings; "
                        "'--allow-http' allows it"));
    if (is_private_host(self, h->at.host))
        return fail(self, failure, "O2C-N003", h,
                    str_print(self->m, "'%.*s' is a private address; '--allow-private' allows it",
                              STR_ARG(h->at.host)));
    return true;
}

/* What the origin is sent besides the request: headers that are meant for it, and netrc's password. */
static void add_credentials(fetcher *self, hop *h)
{
    bool trusted = is_trusted(self, h->at.origin);
    buf all = BUF_INIT;
    h->headers.count = 0;
    for (size_t i = 0; h->own && i < self->headers.count; i++) {
        const header *one = &self->headers.items[i];
        if (one->origin.data ? !str_eq(one->origin, h->at.origin) : !trusted)
            continue;
        list_push(self->m, &h->headers, one->line);
        buf_print(&all, "%.*s\n", STR_ARG(one->line));
    }
    if (self->options.netrc && h->own)
        buf_text(&all, "netrc\n");
    h->credentials = buf_take(&all, self->m);
}

/* What the cache has for this hop. False: nothing. */
static bool look_up(fetcher *self, hop *h)
{
    add_credentials(self, h);
    h->known = (cache_entry){.etag = STR_NULL};
    if (!self->options.cache.data)
        return false;
    cache_state state =
        cache_find(self->m, self->options.cache, h->at.text, h->credentials, &h->known);
    if (state == CACHE_DAMAGED)
        list_push(self->m, &self->damaged, h->at.text);
    return state == CACHE_FOUND;
}

static void keep(fetcher *self, const hop *h, const cache_entry *entry)
{
    if (self->options.cache.data && !self->cache_error &&
        !cache_put(self->m, self->options.cache, h->at.text, h->credentials, entry))
        self->cache_error = errno ? errno : EIO;
}

/* ---- redirects ---- */

/* Goes where an answer points. False: *fault says why that is refused. */
static bool follow(fetcher *self, hop *h, str location, str *fault)
{
    const char *why;
    url_parts to;
    if (h->redirects == REDIRECT_MAX) {
        *fault = str_print(self->m, "it is redirected more than %d times", REDIRECT_MAX);
        return false;
    }
    if (!url_parse(self->m, location, &to, &why)) {
        *fault = str_print(self->m, "it is redirected to a URL that %s", why);
        return false;
    }
    if (h->at.secure && !to.secure) {
        *fault = str_print(self->m, "it is redirected from https: to '%.*s'; that is refused",
                           STR_ARG(shown(self, to.text)));
        return false;
    }
    h->own = h->own && str_eq(h->at.origin, to.origin);
    h->at = to;
    h->redirects++;
    return true;
}

static bool is_redirect(long status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool fetch_may(fetcher *self, const url_parts *wanted, fetch_failure *failure)
{
    hop h = {.at = *wanted};
    return check_url(self, &h, failure);
}

bool fetch_cached(fetcher *self, const url_parts *wanted, fetched *out)
{
    hop h = {.at = *wanted, .own = true};
    str fault;
    while (look_up(self, &h)) {
        if (!h.known.location.data) {
            *out = (fetched){.url = h.at.text, .body = h.known.body};
            return true;
        }
        if (!follow(self, &h, h.known.location, &fault))
            return false;
    }
    return false;
}

/* ---- one exchange ---- */

static long time_left(const fetcher *self, const hop *h)
{
    long left = h->start + self->options.timeout - now();
    long of_run = self->options.timeout * RUN_TIME - self->spent - (now() - h->start);
    left = left < of_run ? left : of_run;
    return left > 0 ? left : 1; /* 0 would be no limit */
}

static size_t bytes_left(const fetcher *self)
{
    size_t of_run = self->options.max_bytes * RUN_BYTES - self->bytes;
    return of_run < self->options.max_bytes ? of_run : self->options.max_bytes;
}

static http_outcome exchange(fetcher *self, const hop *h, http_response *answer)
{
    const fetch_options *o = &self->options;
    http_request request = {
        .url = h->at,
        .headers = h->headers.items,
        .header_count = h->headers.count,
        .etag = h->known.etag,
        .netrc = o->netrc && h->own && (h->at.secure || is_trusted(self, h->at.origin)),
        .allow_private = o->allow_private,
        .ca_file = o->ca_file,
        .proxy = o->proxy,
        .max_bytes = bytes_left(self),
        .timeout = time_left(self, h),
        .connect_timeout = o->connect_timeout,
        .low_speed_time = o->low_speed_time,
    };
    if (o->progress)
        o->progress(str_print(self->m, "fetching from %.*s", STR_ARG(h->at.host)).data);
    http_outcome outcome = http_get(self->http, self->m, &request, answer);
    if (o->progress)
        o->progress(NULL);
    return outcome;
}

str fetch_too_large(const fetcher *self)
{
    size_t limit = self->options.max_bytes;
    return str_print(self->m, "it has more than %zu bytes, the limit of '--max-bytes'", limit);
}

static str too_large(const fetcher *self)
{
    size_t limit = self->options.max_bytes;
    if (bytes_left(self) < limit)
        return str_print(self->m,
                         "the documents of this run have more than %zu bytes together, four times "
                         "'--max-bytes'",
                         limit * RUN_BYTES);
    return fetch_too_large(self);
}

static str too_slow(const fetcher *self, const hop *h, str fault)
{
    long of_run = self->options.timeout * RUN_TIME;
    if (self->spent + now() - h->start >= of_run)
        return str_print(self->m,
                         "the documents of this run take longer than %g s together, ten times "
                         "'--timeout'",
                         (double)of_run / 1000);
    return str_print(self->m, "it takes too long: %.*s ('--timeout' allows %g s)", STR_ARG(fault),
                     (double)self->options.timeout / 1000);
}

static bool fail_exchange(fetcher *self, const hop *h, http_outcome outcome, str fault,
                          fetch_failure *failure)
{
    switch (outcome) {
    case HTTP_PRIVATE:
        fault =
            str_print(self->m, "'%.*s' is at %.*s, a private address; '--allow-private' allows it",
                      STR_ARG(h->at.host), STR_ARG(fault));
        return fail(self, failure, "O2C-N003", h, fault);
    case HTTP_TOO_LARGE: return fail(self, failure, "O2C-N004", h, too_large(self));
    case HTTP_TOO_SLOW: return fail(self, failure, "O2C-N004", h, too_slow(self, h, fault));
    case HTTP_ANSWERED:
    case HTTP_FAILED: break;
    }
    fault = str_print(self->m, "it cannot be fetched: %.*s", STR_ARG(fault));
    return fail(self, failure, "O2C-N001", h, fault);
}

static bool fail_status(fetcher *self, const hop *h, long status, fetch_failure *failure)
{
    const char *hint =
        status == 401 || status == 403 ? "; '--header' and '--netrc' send credentials"
        : status == 404 && !h->credentials.len
            ? ", or hides it from requests without credentials ('--header', '--netrc')"
            : "";
    return fail(self, failure, "O2C-N006", h,
                str_print(self->m, "the server answers with status %ld%s", status, hint));
}

static void take_body(fetcher *self, const hop *h, const http_response *answer, fetched *out)
{
    const cache_entry entry = {.etag = answer->etag, .body = answer->body};
    *out = (fetched){.url = h->at.text, .body = answer->body};
    self->bytes += answer->body.len;
    if (!answer->no_store)
        keep(self, h, &entry);
}

/* Asks one URL. *done: there is a document; else the hop has moved on. */
static bool step(fetcher *self, hop *h, fetched *out, bool *done, fetch_failure *failure)
{
    http_response answer;
    str fault;
    if (!check_url(self, h, failure))
        return false;
    look_up(self, h);
    http_outcome outcome = exchange(self, h, &answer);
    if (outcome != HTTP_ANSWERED)
        return fail_exchange(self, h, outcome, answer.fault, failure);
    *done = true;
    if (answer.status == 304 && h->known.etag.data) {
        *out = (fetched){.url = h->at.text, .body = h->known.body};
        return true;
    }
    if (answer.status == 200) {
        take_body(self, h, &answer, out);
        return true;
    }
    if (!is_redirect(answer.status) || !answer.location.data)
        return fail_status(self, h, answer.status, failure);
    *done = false;
    const cache_entry entry = {.location = answer.location};
    const hop from = *h;
    if (!follow(self, h, answer.location, &fault))
        return fail(self, failure, "O2C-N005", h, fault);
    keep(self, &from, &entry);
    return true;
}

bool fetch_get(fetcher *self, const url_parts *wanted, fetched *out, fetch_failure *failure)
{
    hop h = {.at = *wanted, .own = true, .start = now()};
    bool done = false, ok = true;
    *out = (fetched){.url = STR_NULL};
    while (ok && !done)
        ok = step(self, &h, out, &done, failure);
    self->spent += now() - h.start;
    return ok;
}

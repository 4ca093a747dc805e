#include "source/http.h"

#include "source/address.h"

#include <curl/curl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    HEADERS_MAX = 256 << 10, /* bytes of all header fields */
    LOW_SPEED = 100          /* bytes a second */
};

struct http {
    CURL *handle;
    str origin; /* of the last exchange */
    mem own;    /* of `origin` */
    bool started;
};

/* What the callbacks of one exchange share. */
typedef struct exchange {
    const http_request *request;
    mem *m;
    buf body;
    size_t header_bytes;
    bool too_large;
    str refused; /* the address that was not asked */
    char error[CURL_ERROR_SIZE];
} exchange;

/*
 * Who hangs up on us must not end the program. libcurl takes care of that itself unless CURLOPT_NOSIGNAL keeps it
 * from signals altogether, which it has to: SIGALRM is the progress line's.
 */
static struct sigaction ignore_pipes(void)
{
    struct sigaction before, ignore = {.sa_handler = SIG_IGN};
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGPIPE, &ignore, &before);
    return before;
}

http *http_new(mem *m)
{
    return mem_new(m, http);
}

void http_free(http *self)
{
    if (!self)
        return;
    struct sigaction before = ignore_pipes();
    curl_easy_cleanup(self->handle);
    if (self->started)
        curl_global_cleanup();
    sigaction(SIGPIPE, &before, NULL);
    mem_free(&self->own);
    *self = (http){0};
}

/* No handle outlives its origin, so nothing that one was told can reach another. */
static bool prepare_handle(http *self, str origin)
{
    if (!self->started)
        self->started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    if (self->handle && str_eq(self->origin, origin))
        return true;
    curl_easy_cleanup(self->handle);
    self->handle = self->started ? curl_easy_init() : NULL;
    o2c_arena_reset(&self->own);
    self->origin = str_copy(&self->own, origin);
    return self->handle;
}

static size_t take_body(char *data, size_t size, size_t count, void *context)
{
    exchange *e = context;
    size_t n = size * count;
    e->too_large = n > e->request->max_bytes - e->body.len;
    if (e->too_large)
        return 0;
    buf_add(&e->body, (str){data, n});
    return n;
}

static size_t take_header(char *data, size_t size, size_t count, void *context)
{
    exchange *e = context;
    (void)data;
    e->header_bytes += size * count;
    e->too_large = e->header_bytes > HEADERS_MAX;
    return e->too_large ? 0 : size * count;
}

/* Called with every address that is about to be asked, after all names were looked up. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *to)
{
    exchange *e = context;
    (void)purpose;
    bool proxied = e->request->proxy.len > 0;
    if (!proxied && !e->request->allow_private && !address_is_public(&to->addr)) {
        e->refused = address_print(e->m, &to->addr);
        return CURL_SOCKET_BAD;
    }
    int fd = socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
    return fd < 0 ? CURL_SOCKET_BAD : fd;
}

static struct curl_slist *make_headers(exchange *e)
{
    const http_request *r = e->request;
    struct curl_slist *list = NULL;
    for (size_t i = 0; i < r->header_count; i++)
        list = curl_slist_append(list, str_copy(e->m, r->headers[i]).data);
    if (r->etag.data)
        list =
            curl_slist_append(list, str_print(e->m, "If-None-Match: %.*s", STR_ARG(r->etag)).data);
    return list;
}

static void set_limits(CURL *h, const http_request *r)
{
    curl_easy_setopt(h, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)r->max_bytes);
    curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, r->timeout);
    curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, r->connect_timeout);
    curl_easy_setopt(h, CURLOPT_LOW_SPEED_LIMIT, (long)LOW_SPEED);
    curl_easy_setopt(h, CURLOPT_LOW_SPEED_TIME, r->low_speed_time);
    curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(h, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    curl_easy_setopt(h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
}

static void set_callbacks(CURL *h, exchange *e)
{
    curl_easy_setopt(h, CURLOPT_ERRORBUFFER, e->error);
    curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(h, CURLOPT_WRITEDATA, e);
    curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(h, CURLOPT_HEADERDATA, e);
    curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(h, CURLOPT_OPENSOCKETDATA, e);
}

static void set_request(CURL *h, exchange *e)
{
    const http_request *r = e->request;
    curl_easy_setopt(h, CURLOPT_URL, str_copy(e->m, r->url.text).data);
    curl_easy_setopt(h, CURLOPT_USERAGENT, "openapi2c/" OPENAPI2C_VERSION);
    curl_easy_setopt(h, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(h, CURLOPT_NETRC, (long)(r->netrc ? CURL_NETRC_OPTIONAL : CURL_NETRC_IGNORED));
    curl_easy_setopt(h, CURLOPT_PROXY, r->proxy.len ? str_copy(e->m, r->proxy).data : "");
    curl_easy_setopt(h, CURLOPT_NOPROXY, "");
    if (r->ca_file.data)
        curl_easy_setopt(h, CURLOPT_CAINFO, str_copy(e->m, r->ca_file).data);
}

/* The last of the field's values, or STR_NULL; an ETag as long as a document is none. */
static str find_header(CURL *h, mem *m, const char *name)
{
    enum { LENGTH_MAX = 1000 };
    struct curl_header *found;
    if (curl_easy_header(h, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK)
        return STR_NULL;
    str value = str_of(found->value);
    return value.len <= LENGTH_MAX ? str_copy(m, value) : STR_NULL;
}

/* Whether one of the field's values has this word, in any case. */
static bool has_word(CURL *h, const char *name, const char *word)
{
    struct curl_header *found;
    size_t n = strlen(word);
    for (size_t i = 0; curl_easy_header(h, name, i, CURLH_HEADER, -1, &found) == CURLHE_OK; i++)
        for (const char *at = found->value; *at; at++)
            if (curl_strnequal(at, word, n))
                return true;
    return false;
}

static void read_answer(CURL *h, exchange *e, http_response *out)
{
    const char *location = NULL;
    curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &out->status);
    curl_easy_getinfo(h, CURLINFO_REDIRECT_URL, &location);
    out->location = location ? str_copy(e->m, str_of(location)) : STR_NULL;
    out->etag = find_header(h, e->m, "ETag");
    out->no_store = has_word(h, "Cache-Control", "no-store");
    out->body = buf_take(&e->body, e->m);
}

static http_outcome conclude(CURL *h, exchange *e, CURLcode code, http_response *out)
{
    if (code == CURLE_OK) {
        read_answer(h, e, out);
        return HTTP_ANSWERED;
    }
    out->fault = str_copy(e->m, str_of(*e->error ? e->error : curl_easy_strerror(code)));
    if (e->too_large || code == CURLE_FILESIZE_EXCEEDED)
        return HTTP_TOO_LARGE;
    if (code == CURLE_OPERATION_TIMEDOUT)
        return HTTP_TOO_SLOW;
    if (code != CURLE_COULDNT_CONNECT || !e->refused.data)
        return HTTP_FAILED;
    out->fault = e->refused;
    return HTTP_PRIVATE;
}

static http_outcome perform(CURL *h, exchange *e, http_response *out)
{
    struct curl_slist *headers = make_headers(e);
    set_limits(h, e->request);
    set_callbacks(h, e);
    set_request(h, e);
    curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers);
    http_outcome outcome = conclude(h, e, curl_easy_perform(h), out);
    curl_easy_reset(h); /* it forgets the secrets, and what is on our stack */
    curl_slist_free_all(headers);
    return outcome;
}

http_outcome http_get(http *self, mem *m, const http_request *request, http_response *out)
{
    exchange e = {.request = request, .m = m, .body = BUF_INIT};
    *out = (http_response){.fault = STR("libcurl cannot be started")};
    struct sigaction before = ignore_pipes();
    http_outcome outcome = HTTP_FAILED;
    if (prepare_handle(self, request->url.origin))
        outcome = perform(self->handle, &e, out);
    sigaction(SIGPIPE, &before, NULL);
    buf_free(&e.body);
    return outcome;
}

const char *http_version(void)
{
    return curl_version_info(CURLVERSION_NOW)->version;
}

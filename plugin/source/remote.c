#include "source/remote.h"

#include "source/cache.h"
#include "source/lock.h"
#include "source/sha256.h"

#include <string.h>

enum { DOCUMENTS_MAX = 5000 }; /* public specs of 1,500 files exist */

struct remote {
    mem *m;
    diag *d;
    remote_options options;
    fetcher fetch;
    lock lock; /* what documents must be */
    lock found; /* what they are */
    uint32_t documents;
    size_t damaged; /* entries of the cache that were reported */
    bool told;      /* that the cache cannot be written */
};

static void usage(remote *self, str text)
{
    diag_fail(self->d, DIAG_USAGE, "O2C-U004", (diag_place){0}, "%.*s", STR_ARG(text));
}

static void add_headers(remote *self)
{
    for (size_t i = 0; i < self->options.header_count; i++) {
        header one;
        str fault;
        if (header_read(self->m, self->options.headers[i], &one, &fault))
            list_push(self->m, &self->fetch.headers, one);
        else
            usage(self, str_print(self->m, "'--header': %.*s", STR_ARG(fault)));
    }
}

/* A proxy's URL may hold a password. */
static void set_proxy(remote *self)
{
    str fault, *proxy = &self->fetch.options.proxy;
    if (proxy->data && !header_from_environment(self->m, *proxy, proxy, &fault))
        usage(self, str_print(self->m, "'--proxy': %.*s", STR_ARG(fault)));
}

static void set_cache(remote *self)
{
    str *folder = &self->fetch.options.cache;
    if (self->options.no_cache)
        *folder = STR_NULL;
    else if (!folder->len)
        *folder = cache_default_folder(self->m);
}

remote *remote_new(mem *m, diag *d, const remote_options *options)
{
    size_t errors = d->errors;
    remote *self = mem_new(m, remote);
    self->m = m;
    self->d = d;
    self->options = *options;
    if (!self->options.max_documents)
        self->options.max_documents = DOCUMENTS_MAX;
    fetch_init(&self->fetch, m, &options->fetch);
    set_cache(self);
    lock_init(&self->lock, m);
    lock_init(&self->found, m);
    add_headers(self);
    set_proxy(self);
    if (options->sha256.data && !sha256_is_hash(options->sha256))
        usage(self, STR("'--sha256' takes 64 hexadecimal digits in lower case"));
    if (options->lock.data)
        lock_read(&self->lock, d, options->lock);
    if (d->errors == errors)
        return self;
    remote_free(self);
    return NULL;
}

void remote_free(remote *self)
{
    if (self)
        fetch_free(&self->fetch);
}

void remote_name(remote *self, str text)
{
    const char *fault;
    url_parts where;
    if (!url_parse(self->m, text, &where, &fault))
        return; /* remote_get says what is wrong */
    fetch_trust(&self->fetch, &where);
    if (self->options.sha256.data)
        lock_put(&self->lock, (lock_entry){where.text, self->options.sha256, 0, true});
    self->options.sha256 = STR_NULL;
}

bool remote_is_locked(const remote *self, str text)
{
    const char *fault;
    url_parts where;
    return url_parse(self->m, text, &where, &fault) && lock_find(&self->lock, where.text);
}

static bool fail(fetch_failure *out, const char *code, str text)
{
    *out = (fetch_failure){code, text};
    return false;
}

static bool is_as_locked(remote *self, const lock_entry *locked, const fetched *f)
{
    return (locked->any_size || locked->size == f->body.len) &&
           str_eq(locked->hash, sha256(self->m, f->body));
}

static bool fail_changed(remote *self, const lock_entry *locked, const fetched *f,
                         fetch_failure *failure)
{
    str by = locked->any_size ? STR("'--sha256'") : self->options.lock;
    return fail(failure, "O2C-N009",
                str_print(self->m, "it is not what %.*s says: SHA-256 %.*s, not %.*s%s",
                          STR_ARG(by), STR_ARG(sha256(self->m, f->body)), STR_ARG(locked->hash),
                          locked->any_size ? "" : "; '--update' takes the new one in"));
}

static bool get_offline(remote *self, const url_parts *where, fetched *out, fetch_failure *failure)
{
    if (fetch_cached(&self->fetch, where, out))
        return true;
    return fail(failure, "O2C-N008",
                STR("it is not in the cache, and '--offline' keeps it from being fetched"));
}

/* What is neither an error nor the document's. */
static void report_cache(remote *self)
{
    const fetcher *f = &self->fetch;
    for (; self->damaged < f->damaged.count; self->damaged++)
        diag_warning(self->d, "O2C-N011", (diag_place){0}, NULL,
                     "'%.*s': the copy in the cache is damaged and was not used",
                     STR_ARG(f->damaged.items[self->damaged]));
    if (f->cache_error && !self->told)
        diag_note(self->d, "O2C-N011", (diag_place){0}, "'--cache DIR' has it elsewhere",
                  "the cache '%.*s' cannot be written: %s", STR_ARG(f->options.cache),
                  strerror(f->cache_error));
    self->told |= f->cache_error != 0;
}

/* Whether a document is what is said of its URL, or of the one that it was redirected to. */
static bool check_lock(remote *self, const lock_entry *locked, const fetched *f,
                       fetch_failure *failure)
{
    bool replaced = locked && self->options.update && !locked->any_size;
    return !locked || replaced || is_as_locked(self, locked, f) ||
           fail_changed(self, locked, f, failure);
}

static bool get(remote *self, const url_parts *where, fetched *out, fetch_failure *failure)
{
    const lock_entry *locked = lock_find(&self->lock, where->text);
    bool ok = locked && !self->options.update && fetch_cached(&self->fetch, where, out) &&
              is_as_locked(self, locked, out);
    if (ok)
        return true;
    ok = self->options.fetch.offline ? get_offline(self, where, out, failure)
                                     : fetch_get(&self->fetch, where, out, failure);
    return ok && check_lock(self, locked, out, failure) &&
           check_lock(self, lock_find(&self->lock, out->url), out, failure);
}

bool remote_get(remote *self, str text, fetched *out, fetch_failure *failure)
{
    const char *fault;
    url_parts where;
    *out = (fetched){.url = STR_NULL};
    if (!url_parse(self->m, text, &where, &fault))
        return fail(failure, "O2C-N002", str_print(self->m, "the URL %s", fault));
    if (self->options.locked && !lock_find(&self->lock, where.text))
        return fail(
            failure, "O2C-N009",
            str_print(self->m, "%.*s does not list it, which '--locked' asks for",
                      STR_ARG(self->options.lock.data ? self->options.lock : STR("the lock"))));
    if (self->documents == self->options.max_documents)
        return fail(
            failure, "O2C-N004",
            str_print(self->m,
                      "more than %u remote documents would be read, the limit of '--max-documents'",
                      (unsigned)self->options.max_documents));
    self->documents++;
    bool ok = fetch_may(&self->fetch, &where, failure) && get(self, &where, out, failure);
    report_cache(self);
    if (ok && out->body.len > self->fetch.options.max_bytes) /* another run had a higher limit */
        ok = fail(failure, "O2C-N004", fetch_too_large(&self->fetch));
    if (ok)
        lock_put(&self->found,
                 (lock_entry){where.text, sha256(self->m, out->body), out->body.len, false});
    else
        *out = (fetched){.url = STR_NULL};
    return ok;
}

str remote_lock_text(const remote *self, mem *m)
{
    lock all;
    lock_init(&all, m);
    lock_merge(&all, &self->lock);
    lock_merge(&all, &self->found);
    bool nothing = !self->options.lock.data && !all.by_url.count;
    return nothing ? STR_NULL : lock_text(m, &all);
}

const char *remote_version(void)
{
    return http_version();
}

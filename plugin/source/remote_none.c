/* Without OPENAPI2C_REMOTE: no libcurl, and a clear word where it would be needed. */
#include "source/remote.h"

struct remote {
    char unused;
};

remote *remote_new(mem *m, diag *d, const remote_options *options)
{
    (void)d;
    (void)options;
    return mem_new(m, remote);
}

void remote_free(remote *self)
{
    (void)self;
}

void remote_name(remote *self, str text)
{
    (void)self;
    (void)text;
}

bool remote_is_locked(const remote *self, str text)
{
    (void)self;
    (void)text;
    return false;
}

bool remote_get(remote *self, str text, fetched *out, fetch_failure *failure)
{
    (void)self;
    (void)text;
    *out = (fetched){.url = STR_NULL};
    *failure = (fetch_failure){"O2C-N012", STR("this openapi2c was built without remote documents "
                                               "(-DOPENAPI2C_REMOTE=OFF, no libcurl)")};
    return false;
}

str remote_lock_text(const remote *self, mem *m)
{
    (void)self;
    (void)m;
    return STR_NULL;
}

const char *remote_version(void)
{
    return NULL;
}

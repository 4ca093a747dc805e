#include "format_host.h"

bool o2c_is_ldh_label(const char *p, const char *end)
{
    if (p == end || end - p > O2C_LABEL_MAX || *p == '-' || end[-1] == '-') {
        return false;
    }
    while (p < end && (o2c_is_alphanumeric(*p) || *p == '-')) {
        p++;
    }
    return p == end;
}

bool o2c_is_ldh_name(const char *p, const char *end)
{
    if (end - p > O2C_HOST_MAX) {
        return false;
    }
    for (;;) {
        const char *dot = memchr(p, '.', (size_t)(end - p));
        if (!o2c_is_ldh_label(p, dot != NULL ? dot : end)) {
            return false;
        }
        if (dot == NULL) {
            return true;
        }
        p = dot + 1;
    }
}

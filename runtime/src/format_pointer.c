/* JSON Pointers: RFC 6901 §3, and relative ones (draft-bhutton-relative-json-pointer-00 §3). */
#include "format_scan.h"

bool o2c_format_is_json_pointer(const char *data, size_t len)
{
    const char *p = data, *end = p + len;
    if (len == 0) {
        return true;
    }
    if (*p != '/') {
        return false;
    }
    while (p < end && (p = memchr(p, '~', (size_t)(end - p))) != NULL) {
        if (end - p < 2 || (p[1] != '0' && p[1] != '1')) {
            return false;
        }
        p += 2;
    }
    return true;
}

/* The end of a whole number without leading zeros, NULL if there is none. */
static const char *integer_end(const char *p, const char *end)
{
    const char *digits = p;
    while (p < end && o2c_is_digit(*p)) {
        p++;
    }
    return p == digits || (*digits == '0' && p - digits > 1) ? NULL : p;
}

bool o2c_format_is_relative_json_pointer(const char *data, size_t len)
{
    const char *end = data + len;
    const char *p = integer_end(data, end);
    if (p != NULL && p < end && (*p == '+' || *p == '-')) {
        p = integer_end(p + 1, end); /* index manipulation */
    }
    if (p == NULL) {
        return false;
    }
    return (end - p == 1 && *p == '#') || o2c_format_is_json_pointer(p, (size_t)(end - p));
}

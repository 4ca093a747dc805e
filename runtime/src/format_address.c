/* Addresses: IPv4 (RFC 2673 §3.2, no leading zeros) and IPv6 (RFC 4291 §2.2, no zone). */
#include "format_scan.h"

/* The end of an octet in decimal, 0 to 255 without leading zeros; NULL if there is none. */
static const char *octet_end(const char *p, const char *end)
{
    if (p == end || !o2c_is_digit(*p)) {
        return NULL;
    }
    unsigned value = (unsigned)(*p - '0');
    if (value == 0) {
        return p + 1;
    }
    for (p++; p < end && o2c_is_digit(*p) && value <= 255; p++) {
        value = value * 10 + (unsigned)(*p - '0');
    }
    return value <= 255 ? p : NULL;
}

bool o2c_format_is_ipv4(const char *data, size_t len)
{
    const char *p = data, *end = p + len;
    if (len < 7 || len > 15) {
        return false;
    }
    for (int i = 0; i < 4; i++) {
        p = octet_end(p, end);
        if (p == NULL || (i < 3 && (p == end || *p++ != '.'))) {
            return false;
        }
    }
    return p == end;
}

bool o2c_format_is_ipv6(const char *data, size_t len)
{
    const char *p = data, *end = p + len;
    int groups = 0;
    bool shortened = false;
    if (len < 2 || len > 45) {
        return false;
    }
    while (p < end) {
        const char *start = p;
        while (p < end && p - start < 5 && o2c_is_hex(*p)) {
            p++;
        }
        if (p < end && *p == '.') { /* the last 32 bits, in decimal */
            bool fits = shortened ? groups < 6 : groups == 6;
            return fits && o2c_format_is_ipv4(start, (size_t)(end - start));
        }
        if (p == start && !(groups == 0 && !shortened && end - p >= 2 && p[1] == ':')) {
            return false;
        }
        if (p - start > 4 || (p > start && ++groups > 8)) {
            return false;
        }
        if (p == end) {
            break;
        }
        if (*p++ != ':' || p == end) {
            return false;
        }
        if (*p == ':') {
            if (shortened) {
                return false;
            }
            shortened = true;
            if (++p == end) {
                break;
            }
        }
    }
    return shortened ? groups < 8 : groups == 8;
}

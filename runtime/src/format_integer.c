/* 64-bit integers that are sent as strings, spelt as JSON does (RFC 8259 §6). */
#include "format_scan.h"

/* Whether [p, end) are digits without leading zeros, in value at most `maximum`. */
static bool is_at_most(const char *p, const char *end, uint64_t maximum)
{
    uint64_t value = 0;
    if (p == end || end - p > 20 || (*p == '0' && end - p > 1)) {
        return false;
    }
    for (; p < end; p++) {
        unsigned digit = (unsigned)(*p - '0');
        if (digit > 9 || value > (maximum - digit) / 10) {
            return false;
        }
        value = value * 10 + digit;
    }
    return true;
}

bool o2c_format_is_int64(const char *data, size_t len)
{
    bool negative = len > 0 && *data == '-';
    return is_at_most(data + negative, data + len, (uint64_t)INT64_MAX + negative);
}

bool o2c_format_is_uint64(const char *data, size_t len)
{
    return is_at_most(data, data + len, UINT64_MAX);
}

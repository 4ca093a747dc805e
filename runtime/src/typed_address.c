/* Addresses: IPv4, and IPv6 as RFC 4291 §2.2 reads it and RFC 5952 writes it. */
#include "typed.h"

#include "format_scan.h"

/* ---- IPv4 ---- */

/* The four octets of a text that is checked. */
static void take_octets(const char *p, const char *end, uint8_t *out)
{
    for (unsigned value = 0; p < end; p++) {
        if (*p == '.') {
            *out++ = (uint8_t)value;
            value = 0;
        } else {
            value = value * 10 + (unsigned)(*p - '0');
            *out = (uint8_t)value;
        }
    }
}

static char *put_octets(char *out, const uint8_t *octets)
{
    for (int i = 0; i < 4; i++) {
        if (i > 0) {
            *out++ = '.';
        }
        out = o2c_put_number(out, octets[i]);
    }
    return out;
}

static size_t ended(char *out, char *end)
{
    *end = '\0';
    return (size_t)(end - out);
}

bool o2c_ipv4_parse(const char *text, size_t len, o2c_ipv4 *out)
{
    memset(out, 0, sizeof *out);
    if (!o2c_format_is_ipv4(text, len)) {
        return false;
    }
    take_octets(text, text + len, out->bytes);
    return true;
}

size_t o2c_ipv4_print(const o2c_ipv4 *value, char *out)
{
    return ended(out, put_octets(out, value->bytes));
}

/* ---- IPv6 ---- */

/* The groups of [p, end), which is checked, up to "::" or the end. Returns the bytes that they make;
 * *p is left behind the "::" or at the end. */
static size_t take_groups(const char **p, const char *end, uint8_t *out)
{
    size_t count = 0;
    while (*p < end) {
        if (**p == ':') { /* the second one */
            ++*p;
            break;
        }
        const char *group = *p;
        unsigned value = 0;
        for (; *p < end && o2c_is_hex(**p); ++*p) {
            unsigned c = (unsigned char)**p;
            value = value << 4 | ((c & 15u) + (c >> 6) * 9);
        }
        if (*p < end && **p == '.') {
            take_octets(group, end, out + count);
            *p = end;
            return count + 4;
        }
        out[count++] = (uint8_t)(value >> 8);
        out[count++] = (uint8_t)value;
        *p += *p < end; /* a colon */
    }
    return count;
}

bool o2c_ipv6_parse(const char *text, size_t len, o2c_ipv6 *out)
{
    const char *p = text, *end = text + len;
    uint8_t rest[16];
    memset(out, 0, sizeof *out);
    if (!o2c_format_is_ipv6(text, len)) {
        return false;
    }
    p += *p == ':'; /* the first one of "::" */
    take_groups(&p, end, out->bytes);
    size_t count = take_groups(&p, end, rest);
    memcpy(out->bytes + 16 - count, rest, count);
    return true;
}

static unsigned group_at(const o2c_ipv6 *value, int i)
{
    return (unsigned)value->bytes[2 * i] << 8 | value->bytes[2 * i + 1];
}

/* The first of the longest runs of two or more zero groups; *count: 0 for none (RFC 5952 §4.2). */
static int longest_zeros(const o2c_ipv6 *value, int *count)
{
    int best = 0;
    *count = 0;
    for (int i = 0; i < 8; i++) {
        int start = i;
        while (i < 8 && group_at(value, i) == 0) {
            i++;
        }
        if (i - start > 1 && i - start > *count) {
            best = start;
            *count = i - start;
        }
    }
    return best;
}

static char *put_group(char *out, unsigned group)
{
    static const char digits[] = "0123456789abcdef";
    for (int shift = group > 0xFFF  ? 12
                     : group > 0xFF ? 8
                     : group > 0xF  ? 4
                                    : 0;
         shift >= 0; shift -= 4) {
        *out++ = digits[group >> shift & 15];
    }
    return out;
}

/* ::ffff:1.2.3.4 (RFC 5952 §5) */
static bool is_mapped(const o2c_ipv6 *value)
{
    static const uint8_t prefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    return memcmp(value->bytes, prefix, sizeof prefix) == 0;
}

size_t o2c_ipv6_print(const o2c_ipv6 *value, char *out)
{
    int count, zeros = longest_zeros(value, &count);
    int last = is_mapped(value) ? 6 : 8;
    char *p = out;
    for (int i = 0; i < last; i++) {
        if (i == zeros && count > 0) {
            *p++ = ':';
            *p++ = ':';
            i += count - 1;
            continue;
        }
        if (p > out && p[-1] != ':') {
            *p++ = ':';
        }
        p = put_group(p, group_at(value, i));
    }
    if (last == 6) {
        *p++ = ':';
        p = put_octets(p, value->bytes + 12);
    }
    return ended(out, p);
}

DEFINE_TYPED(ipv4, o2c_ipv4, O2C_FORMAT_IPV4, O2C_IPV4_ROOM, NULL, false)
DEFINE_TYPED(ipv6, o2c_ipv6, O2C_FORMAT_IPV6, O2C_IPV6_ROOM, NULL, false)

#include "scan.h"

#define FOUR(c)       c, c, c, c
#define THIRTY_TWO(c) FOUR(c), FOUR(c), FOUR(c), FOUR(c), FOUR(c), FOUR(c), FOUR(c), FOUR(c)

const struct o2c_byte_table o2c_byte_table = {{THIRTY_TWO(0x02)}, {THIRTY_TWO(' ')}, {THIRTY_TWO('\\')}};

int o2c_hex4(const char *p)
{
    int value = 0;
    for (int i = 0; i < 4; i++) {
        char c = p[i];
        int digit;
        if (c >= '0' && c <= '9') {
            digit = c - '0';
        } else if (c >= 'a' && c <= 'f') {
            digit = c - 'a' + 10;
        } else if (c >= 'A' && c <= 'F') {
            digit = c - 'A' + 10;
        } else {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

char *o2c_put_utf8(char *out, uint32_t code_point)
{
    if (code_point < 0x80) {
        *out++ = (char)code_point;
        return out;
    }
    if (code_point < 0x800) {
        *out++ = (char)(0xC0 | code_point >> 6);
    } else {
        if (code_point < 0x10000) {
            *out++ = (char)(0xE0 | code_point >> 12);
        } else {
            *out++ = (char)(0xF0 | code_point >> 18);
            *out++ = (char)(0x80 | (code_point >> 12 & 0x3F));
        }
        *out++ = (char)(0x80 | (code_point >> 6 & 0x3F));
    }
    *out++ = (char)(0x80 | (code_point & 0x3F));
    return out;
}

static const char *skip_digits(const char *p, const char *end)
{
    while (p < end && *p >= '0' && *p <= '9') {
        p++;
    }
    return p;
}

static bool is_digit(const char *p, const char *end)
{
    return p < end && *p >= '0' && *p <= '9';
}

const char *o2c_scan_number(const char *p, const char *end, const char **bad)
{
    p += p < end && *p == '-';
    *bad = p;
    if (!is_digit(p, end)) {
        return NULL;
    }
    if (*p == '0') {
        *bad = ++p;
        if (is_digit(p, end)) {
            return NULL;
        }
    } else {
        p = skip_digits(p, end);
    }
    if (p < end && *p == '.') {
        *bad = ++p;
        if (!is_digit(p, end)) {
            return NULL;
        }
        p = skip_digits(p, end);
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        p += p < end && (*p == '+' || *p == '-');
        *bad = p;
        if (!is_digit(p, end)) {
            return NULL;
        }
        p = skip_digits(p, end);
    }
    return p;
}

const char *o2c_scan_string_end(const char *p, const char *end)
{
    while (p < end) {
#if O2C_SSE2
        if (end - p >= 32) {
            __m128i first = o2c_ends_any(o2c_load128(p));
            __m128i second = o2c_ends_any(o2c_load128(p + 16));
            unsigned mask = o2c_mask32(first, second);
            if (mask == 0) {
                p += 32;
                continue;
            }
            p += __builtin_ctz(mask);
        }
#endif
        if (*p == '"') {
            return p + 1;
        }
        p += *p == '\\' ? 2 : 1;
    }
    return end;
}

/* What a one-letter escape stands for. */
static char simple_escape(char letter)
{
    switch (letter) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return letter; /* quote, backslash, slash */
    }
}

/* The code point of the \u escape at `at`, or -1; *size: its bytes. */
static int32_t unicode_escape(const char *at, const char *end, size_t *size)
{
    int32_t unit = end - at >= 6 ? o2c_hex4(at + 2) : -1;
    *size = 6;
    if (unit < 0xD800 || unit > 0xDFFF) {
        return unit;
    }
    int32_t low = end - at >= 12 && at[6] == '\\' && at[7] == 'u' ? o2c_hex4(at + 8) : -1;
    if (unit > 0xDBFF || low < 0xDC00 || low > 0xDFFF) {
        return -1;
    }
    *size = 12;
    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

uint32_t o2c_take_escape(const char **p, const char *end)
{
    const char *at = *p;
    if (end - at >= 2 && at[1] != 'u') {
        *p += 2;
        return (unsigned char)simple_escape(at[1]);
    }
    size_t size;
    int32_t code_point = unicode_escape(at, end, &size);
    *p += code_point >= 0 ? size : 1;
    return code_point >= 0 ? (uint32_t)code_point : '\\';
}

char *o2c_unescape(char *out, const char *p, const char *end)
{
    while (p < end) {
        if (*p == '\\') {
            out = o2c_put_utf8(out, o2c_take_escape(&p, end));
        } else {
            *out++ = *p++;
        }
    }
    return out;
}

/**
 * What the checkers of formats share: classes of ASCII characters, and shapes of eight bytes at once.
 */
#ifndef O2C_FORMAT_SCAN_H
#define O2C_FORMAT_SCAN_H

#include <o2c/format.h>

#include "scan.h"

static inline bool o2c_is_digit(char byte)
{
    return (unsigned char)(byte - '0') < 10;
}

static inline bool o2c_is_letter(char byte)
{
    return (unsigned char)((byte | 0x20) - 'a') < 26;
}

static inline bool o2c_is_alphanumeric(char byte)
{
    return o2c_is_digit(byte) || o2c_is_letter(byte);
}

static inline bool o2c_is_hex(char byte)
{
    return o2c_is_digit(byte) || (unsigned char)((byte | 0x20) - 'a') < 6;
}

/** Whether "%41" stands at `p`. */
static inline bool o2c_is_percent_triplet(const char *p, const char *end)
{
    return end - p >= 3 && *p == '%' && o2c_is_hex(p[1]) && o2c_is_hex(p[2]);
}

/**
 * Whether the eight bytes at `p` are as in `shape`, where '0' stands for any digit. With the shape's
 * bits taken off, a digit is at most 9 and any other byte 0; `limits` (0x76 for a digit, 0x7F for
 * another byte) lifts what is more into the highest bit. No byte carries into the next unless its own
 * highest bit is set, and then the answer is no anyway.
 */
static inline bool o2c_has_shape8(const char *p, const char *shape, const char *limits)
{
    uint64_t word = o2c_load64(p) ^ o2c_load64(shape);
    return (((word + o2c_load64(limits)) | word) & O2C_HIGHS) == 0;
}

/** The code point at *p, which moves behind it; UINT32_MAX (and *p unmoved) if it is not UTF-8. */
uint32_t o2c_take_utf8(const char **p, const char *end);

#endif

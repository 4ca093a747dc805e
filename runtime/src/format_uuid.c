/* UUIDs (RFC 4122 §3), any version and variant. */
#include "format_scan.h"

/* The high bit of every byte of `word` that is a hexadecimal digit; all bytes are below 0x80. */
static uint64_t hex_digits(uint64_t word)
{
    uint64_t letter = word | O2C_ONES * 0x20;
    uint64_t digits = (word + O2C_ONES * (0x80 - '0')) & ~(word + O2C_ONES * (0x7F - '9'));
    uint64_t letters = (letter + O2C_ONES * (0x80 - 'a')) & ~(letter + O2C_ONES * (0x7F - 'f'));
    return digits | letters;
}

bool o2c_format_is_uuid(const char *data, size_t len)
{
    if (len != 36 || data[8] != '-' || data[13] != '-' || data[18] != '-' || data[23] != '-') {
        return false;
    }
    /* what turns the dashes of 9..16 and 16..23 into '0' */
    const char *second = "\0\0\0\0\x1D\0\0", *third = "\0\0\x1D\0\0\0\0\x1D";
    uint64_t a = o2c_load64(data), b = o2c_load64(data + 9) ^ o2c_load64(second);
    uint64_t c = o2c_load64(data + 16) ^ o2c_load64(third), d = o2c_load64(data + 24);
    uint64_t e = o2c_load64(data + 28);
    uint64_t all = hex_digits(a) & hex_digits(b) & hex_digits(c) & hex_digits(d) & hex_digits(e);
    return ((a | b | c | d | e) & O2C_HIGHS) == 0 && (all & O2C_HIGHS) == O2C_HIGHS;
}

/**
 * Binary to decimal. The shortest digits are found by Schubfach (Raffaello Giulietti, "The Schubfach
 * way to render doubles", 2020); digits are made eight at a time in one machine word.
 */
#include "number.h"

#include "wide.h"

/* ---- digits ---- */

static const char two_digits[201] = "0001020304050607080910111213141516171819"
                                    "2021222324252627282930313233343536373839"
                                    "4041424344454647484950515253545556575859"
                                    "6061626364656667686970717273747576777879"
                                    "8081828384858687888990919293949596979899";

/** The eight decimal digits of a number below 10^8, the first one in the lowest byte. */
static inline uint64_t eight_bytes(uint32_t value)
{
    uint64_t x = (uint64_t)(value / 10000) | (uint64_t)(value % 10000) << 32;
    uint64_t hundreds = ((x * 10486) >> 20) & 0x0000007f0000007fu;
    x = hundreds | (x - 100 * hundreds) << 16;
    uint64_t tens = ((x * 103) >> 10) & 0x000f000f000f000fu;
    return tens | (x - 10 * tens) << 8;
}

static inline char *print_small(char *out, uint32_t value)
{
    if (value < 10) {
        *out = (char)('0' + value);
        return out + 1;
    }
    if (value < 100) {
        memcpy(out, two_digits + 2 * value, 2);
        return out + 2;
    }
    uint64_t digits = eight_bytes(value);
    int skip = o2c_trailing_zeros(digits) / 8;
    o2c_store8(out, (digits | 0x3030303030303030u) >> (8 * skip));
    return out + 8 - skip;
}

static inline char *print_eight(char *out, uint32_t value)
{
    o2c_store8(out, eight_bytes(value) | 0x3030303030303030u);
    return out + 8;
}

char *o2c_number_print_u64(char *out, uint64_t value)
{
    if (O2C_LIKELY(value < 100000000))
        return print_small(out, (uint32_t)value);
    uint64_t high = value / 100000000;
    if (high < 100000000) {
        out = print_small(out, (uint32_t)high);
    } else {
        out = print_small(out, (uint32_t)(high / 100000000));
        out = print_eight(out, (uint32_t)(high % 100000000));
    }
    return print_eight(out, (uint32_t)(value % 100000000));
}

char *o2c_number_print_i64(char *out, int64_t value)
{
    *out = '-';
    return value < 0 ? o2c_number_print_u64(out + 1, 0 - (uint64_t)value)
                     : o2c_number_print_u64(out, (uint64_t)value);
}

/* ---- layout ---- */

enum { BLOCK = 24, DIGITS = 17 };

/**
 * Spells seventeen digits with leading zeros, then zeros. Sets [*start, *end) to the place of the
 * significant ones.
 */
static inline void spell(char buffer[DIGITS + 2 * BLOCK], uint64_t digits, int *start, int *end)
{
    uint64_t high = digits / 100000000;
    uint64_t top = high / 100000000;
    uint64_t middle = eight_bytes((uint32_t)(high % 100000000));
    uint64_t low = eight_bytes((uint32_t)(digits % 100000000));
    buffer[0] = (char)('0' + top);
    o2c_store8(buffer + 1, middle | 0x3030303030303030u);
    o2c_store8(buffer + 9, low | 0x3030303030303030u);
    memset(buffer + DIGITS, '0', BLOCK);
    *end = low ? 17 - o2c_leading_zeros(low) / 8 : middle ? 9 - o2c_leading_zeros(middle) / 8 : 1;
    int zeros = middle ? o2c_trailing_zeros(middle) / 8 : 8;
    if (zeros == 8 && low)
        zeros += o2c_trailing_zeros(low) / 8;
    *start = top ? 0 : 1 + zeros;
}

static char *print_exponent(char *out, const char *digits, int count, int exponent)
{
    *out++ = *digits;
    if (count > 1) {
        *out++ = '.';
        memcpy(out, digits + 1, BLOCK);
        out += count - 1;
    }
    *out++ = 'e';
    *out++ = exponent < 0 ? '-' : '+';
    return o2c_number_print_u64(out, (uint64_t)(exponent < 0 ? -exponent : exponent));
}

/** digits × 10^exponent as ECMA-262 Number::toString spells it; 0 < digits < 10^17. */
static inline char *print_decimal(char *out, uint64_t value, int exponent)
{
    char buffer[DIGITS + 2 * BLOCK];
    int start, end;
    spell(buffer, value, &start, &end);
    const char *digits = buffer + start;
    int count = end - start;
    int point = DIGITS - start + exponent;
    if (point > 0 && point <= 21) {
        memcpy(out, digits, BLOCK);
        if (point >= count)
            return out + point;
        memcpy(out + point + 1, digits + point, BLOCK);
        out[point] = '.';
        return out + count + 1;
    }
    if (point > -6 && point <= 0) {
        memcpy(out, "0.000000", 8);
        memcpy(out + 2 - point, digits, BLOCK);
        return out + 2 - point + count;
    }
    return print_exponent(out, digits, count, point - 1);
}

/* ---- shortest digits ---- */

/** floor(c × 10^k / 2^...) for the table's power `g` rounded up, its last bit set if inexact. */
static inline uint64_t round_to_odd(o2c_u128 g, uint64_t c)
{
    o2c_u128 x = o2c_mul64(g.lo, c), y = o2c_mul64(g.hi, c);
    y.lo += x.hi;
    y.hi += y.lo < x.hi;
    return y.hi | (y.lo > 1);
}

static inline o2c_u128 power_above(int k)
{
    o2c_u128 g = {o2c_pow5[k - O2C_POW5_FIRST][0], o2c_pow5[k - O2C_POW5_FIRST][1]};
    bool exact = k >= 0 && k <= 55;
    g.lo += !exact;
    g.hi += !exact && g.lo == 0;
    return g;
}

/**
 * Prints c × 2^q, c not 0. `uneven`: the gap to the value below is half the gap to the one above.
 * Names follow the paper: between the neighbours' mid-points, scaled by 10^-k to about 17 digits,
 * a multiple of ten is taken if there is one, else the nearest integer.
 */
static inline char *print_shortest(char *out, uint64_t c, int q, bool uneven)
{
    /* floor(log10(2^q)), or floor(log10(3/4 × 2^q)) */
    int k = (q * 1262611 - (uneven ? 524031 : 0)) >> 22;
    int h = q + o2c_log2_pow10(-k) + 1;
    o2c_u128 g = power_above(-k);
    uint64_t odd = c & 1;
    uint64_t lower = round_to_odd(g, (4 * c - 2 + uneven) << h) + odd;
    uint64_t value = round_to_odd(g, (4 * c) << h);
    uint64_t upper = round_to_odd(g, (4 * c + 2) << h) - odd;

    uint64_t s = value / 4;
    if (s >= 10) {
        uint64_t tens = s / 10;
        bool down = lower <= 40 * tens, up = 40 * tens + 40 <= upper;
        if (down != up)
            return print_decimal(out, tens + up, k + 1);
    }
    bool down = lower <= 4 * s, up = 4 * s + 4 <= upper;
    if (down == up) {
        uint64_t middle = 4 * s + 2;
        up = value > middle || (value == middle && (s & 1));
    }
    return print_decimal(out, s + up, k);
}

/** Prints the value with these fields of an IEEE 754 encoding, `bits` in the stored significand. */
static inline char *print_fields(char *out, uint64_t fraction, int exponent, int bits, int bias)
{
    uint64_t c = exponent ? fraction | (uint64_t)1 << bits : fraction;
    int q = (exponent ? exponent : 1) - bias - bits;
    if (q <= 0 && q >= -bits && (c & (((uint64_t)1 << -q) - 1)) == 0)
        return o2c_number_print_u64(out, c >> -q);
    if (c == 0) {
        *out = '0';
        return out + 1;
    }
    return print_shortest(out, c, q, fraction == 0 && exponent > 1);
}

char *o2c_number_print_f64(char *out, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    *out = '-';
    out += bits >> 63;
    uint64_t fraction = bits & (((uint64_t)1 << 52) - 1);
    return print_fields(out, fraction, (int)(bits >> 52 & 0x7ff), 52, 1023);
}

char *o2c_number_print_f32(char *out, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    *out = '-';
    out += bits >> 31;
    return print_fields(out, bits & 0x7fffff, (int)(bits >> 23 & 0xff), 23, 127);
}

/**
 * Numbers as text: decimal to binary, binary to decimal, and exact decimals. No libc, no locale.
 * Every `text` here is a valid JSON number (RFC 8259 §6) of `len` bytes; nothing else is read.
 */
#ifndef O2C_NUMBER_H
#define O2C_NUMBER_H

#include <o2c/base.h>
#include <o2c/error.h>

/* ---- decimal to binary ---- */

/**
 * The nearest double, ties to even, whatever the length of the text; too small a number is 0 or
 * subnormal. False: beyond the largest finite double, and `*out` is 0.
 */
O2C_NODISCARD bool o2c_number_f64(const char *text, size_t len, double *out);

/**
 * Checks and converts, in one go, the number that starts at `p` in a text that ends at `end`. Returns
 * its end, or NULL for what the careful way must see: malformed, out of range, more than 19 digits, or
 * within 8 bytes of the text's end.
 */
const char *o2c_number_scan_f64(const char *p, const char *end, double *out);
const char *o2c_number_scan_f32(const char *p, const char *end, float *out);

/** The nearest float, rounded once. False: beyond the largest finite float. */
O2C_NODISCARD bool o2c_number_f32(const char *text, size_t len, float *out);

/**
 * A whole number's sign and magnitude; 1.0 and 1e2 are whole (JSON Schema Validation §6.1.1).
 * Returns O2C_OK, O2C_E_TYPE (not whole) or O2C_E_RANGE (magnitude beyond 64 bits); outputs are then
 * 0. `*negative` is false for -0.
 */
o2c_code o2c_number_integer(const char *text, size_t len, bool *negative, uint64_t *magnitude);

/* ---- binary to decimal: returns the end of what was written at `out` ---- */

enum { O2C_NUMBER_ROOM = 64 }; /* bytes that `out` must have; more than any number needs */

char *o2c_number_print_u64(char *out, uint64_t value);
char *o2c_number_print_i64(char *out, int64_t value);

/**
 * The shortest decimal that reads back as `value`, the nearest one of those, spelt as ECMAScript's
 * Number::toString does, but -0 is "-0". `value` is finite.
 */
char *o2c_number_print_f64(char *out, double value);
char *o2c_number_print_f32(char *out, float value);

/* ---- exact decimals ---- */

/** A number's parts: ±0.ddd × 10^(point + exponent). Pointers go into the text. */
typedef struct o2c_decimal {
    const char *first, *last; /* significant digits without outer zeros; may have '.' inside */
    const char *exponent, *exponent_end; /* digits of the written exponent without leading zeros */
    int64_t point;
    bool negative, exponent_negative;
} o2c_decimal;

/** Zero has first == last. */
void o2c_decimal_split(const char *text, size_t len, o2c_decimal *out);

/** point + exponent, held within ±2^61. */
int64_t o2c_decimal_scale(const o2c_decimal *d);

/** Compares |d| with m × 2^k. |d| must lie within a double's range, give or take a digit. */
int o2c_decimal_compare_binary(const o2c_decimal *d, uint64_t m, int k);

/* ---- shared with pow5.c ---- */

enum { O2C_POW5_FIRST = -342, O2C_POW5_LAST = 324 };

/** Top 128 bits of 5^q, {high, low}, rounded down; exact for 0 <= q <= 55. */
extern const uint64_t o2c_pow5[O2C_POW5_LAST - O2C_POW5_FIRST + 1][2];

/** floor(log2(10^q)) for every q of the table (proved by runtime/tools/make_pow5.py). */
static inline int o2c_log2_pow10(int q)
{
    return (q * 217706) >> 16;
}

#endif

#include <o2c/reader.h>

#include "internal.h"
#include "number.h"
#include "scan.h"

/*
 * Numbers. Short integers are read in the loop that checks them, floating point by number.h in one go;
 * what has more digits, or stands at the very end of the text, is checked first.
 */

#define FAST_DIGITS 18 /* as many always fit a uint64_t, and an int64_t */

const char *o2c_number_check(o2c_reader *r, const char *p)
{
    const char *bad;
    const char *end = o2c_scan_number(p, r->end, &bad);
    if (end == NULL) {
        o2c_fail_byte(r, O2C_E_NUMBER, bad, "a digit");
    }
    return end;
}

static bool is_digit(char c)
{
    return (unsigned)(c - '0') <= 9;
}

static bool is_number(const o2c_reader *r, const char *p)
{
    return p != r->end && (*p == '-' || is_digit(*p));
}

/* ---- integers ---- */

typedef struct integer {
    uint64_t magnitude;
    bool negative;
} integer;

/* Whether the C type is not the usual one, but that of a format. */
static bool is_narrow(const char *expected)
{
    return strcmp(expected, "integer") != 0;
}

/* The careful way: any spelling of the number at `p`. False: an error, which says `expected`. */
static O2C_NOINLINE bool read_any_integer(o2c_reader *r, const char *p, const char *expected,
                                          integer *out)
{
    if (!is_number(r, p)) {
        o2c_refuse_type(r, p, expected);
        return false;
    }
    const char *end = o2c_number_check(r, p);
    if (end == NULL) {
        return false;
    }
    o2c_code code = o2c_number_integer(p, (size_t)(end - p), &out->negative, &out->magnitude);
    if (code == O2C_E_TYPE) {
        o2c_refuse_type(r, p, expected);
        return false;
    }
    if (code != O2C_OK) {
        o2c_refuse(r, O2C_E_RANGE, p, expected, strlen(expected), is_narrow(expected));
        return false;
    }
    r->at = p;
    r->p = end;
    return true;
}

/* Reads the integer that is next. False: an error, which says `expected`. */
static inline bool read_integer(o2c_reader *r, const char *expected, integer *out)
{
    const char *start = o2c_to_value(r->p, r->end);
    if (O2C_UNLIKELY(r->end - start < FAST_DIGITS + 2)) {
        return read_any_integer(r, start, expected, out);
    }
    const char *p = start;
    out->negative = *p == '-';
    p += out->negative;
    const char *first = p;
    uint64_t value = 0;
    while (is_digit(*p) && p - first < FAST_DIGITS) {
        value = value * 10 + (uint64_t)(*p++ - '0');
    }
    bool odd = p == first || (*first == '0' && p - first > 1) || is_digit(*p) || *p == '.' ||
               (*p | 0x20) == 'e';
    if (O2C_UNLIKELY(odd)) {
        return read_any_integer(r, start, expected, out);
    }
    out->negative &= value != 0;
    out->magnitude = value;
    r->at = start;
    r->p = p;
    return true;
}

/* Checks the integer just read against a C type's range. */
static bool fits(o2c_reader *r, const integer *n, uint64_t most, uint64_t least,
                 const char *expected)
{
    if (O2C_LIKELY(n->magnitude <= (n->negative ? least : most))) {
        return true;
    }
    bool narrow = is_narrow(expected);
    expected = narrow ? expected : "integer of 64 bits";
    o2c_fail(r, O2C_E_RANGE, r->at, expected, strlen(expected), narrow);
    return false;
}

static int64_t read_signed(o2c_reader *r, uint64_t most, const char *expected)
{
    integer n;
    if (!read_integer(r, expected, &n) || !fits(r, &n, most, most + 1, expected)) {
        return 0;
    }
    if (n.negative) {
        return -(int64_t)(n.magnitude - 1) - 1; /* in range for the least value too */
    }
    return (int64_t)n.magnitude;
}

static uint64_t read_unsigned(o2c_reader *r, uint64_t most, const char *expected)
{
    integer n;
    return read_integer(r, expected, &n) && fits(r, &n, most, 0, expected) ? n.magnitude : 0;
}

int32_t o2c_read_i32(o2c_reader *r)
{
    return (int32_t)read_signed(r, INT32_MAX, "integer of 32 bits");
}

uint32_t o2c_read_u32(o2c_reader *r)
{
    return (uint32_t)read_unsigned(r, UINT32_MAX, "unsigned integer of 32 bits");
}

/* Most integers have at most seven digits, no sign, and follow their key at once. Those are read from
 * one word without a loop, whose end would be anybody's guess. */
#define SHORT_FAILS (-1)

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && !defined(__TINYC__)

static inline int64_t read_short(o2c_reader *r)
{
    const char *p = o2c_to_value(r->p, r->end);
    if (O2C_UNLIKELY(r->end - p < 8)) {
        return SHORT_FAILS;
    }
    uint64_t word = o2c_load64(p);
    uint64_t high = word & 0xF0F0F0F0F0F0F0F0u, above = (word + 0x0606060606060606u) >> 4;
    uint64_t other = (high | (above & 0x0F0F0F0F0F0F0F0Fu)) ^ 0x3333333333333333u;
    unsigned bits = other ? (unsigned)__builtin_ctzll(other) & ~7u : 64;
    unsigned count = bits >> 3;
    if (O2C_UNLIKELY(count - 1 > 6)) {
        return SHORT_FAILS; /* none, or more than seven */
    }
    char next = p[count];
    if (O2C_UNLIKELY(next == '.' || (next | 0x20) == 'e' || (*p == '0' && count > 1))) {
        return SHORT_FAILS;
    }
    uint64_t digits = word << (64 - bits) & 0x0F0F0F0F0F0F0F0Fu; /* zeros before the first */
    digits = (digits * 10) + (digits >> 8);
    digits = ((digits & 0x000000FF000000FFu) * 0x000F424000000064u +
              (digits >> 16 & 0x000000FF000000FFu) * 0x0000271000000001u) >>
             32;
    r->at = p;
    r->p = p + count;
    return (int64_t)(digits & 0xFFFFFFFFu);
}

#else

static inline int64_t read_short(o2c_reader *r)
{
    (void)r;
    return SHORT_FAILS;
}

#endif

int64_t o2c_read_i64(o2c_reader *r)
{
    int64_t value = read_short(r);
    if (O2C_LIKELY(value != SHORT_FAILS)) {
        return value;
    }
    return read_signed(r, INT64_MAX, "integer");
}

uint64_t o2c_read_u64(o2c_reader *r)
{
    return read_unsigned(r, UINT64_MAX, "unsigned integer");
}

/* ---- floating point ---- */

/* Checks the number at `p` in full. Returns its end, or NULL after an error. */
static const char *check_number(o2c_reader *r, const char *p)
{
    if (!is_number(r, p)) {
        o2c_refuse_type(r, p, "number");
        return NULL;
    }
    return o2c_number_check(r, p);
}

static O2C_NOINLINE double read_any_f64(o2c_reader *r, const char *p)
{
    double value = 0;
    const char *end = check_number(r, p);
    if (end == NULL) {
        return 0;
    }
    if (!o2c_number_f64(p, (size_t)(end - p), &value)) {
        o2c_refuse(r, O2C_E_RANGE, p, O2C_LIT("number that a double can hold"), 0);
        return 0;
    }
    r->at = p;
    r->p = end;
    return value;
}

double o2c_read_f64(o2c_reader *r)
{
    const char *p = o2c_to_value(r->p, r->end);
    double value;
    const char *end = o2c_number_scan_f64(p, r->end, &value);
    if (O2C_UNLIKELY(end == NULL)) {
        return read_any_f64(r, p);
    }
    r->at = p;
    r->p = end;
    return value;
}

static O2C_NOINLINE float read_any_f32(o2c_reader *r, const char *p)
{
    float value = 0;
    const char *end = check_number(r, p);
    if (end == NULL) {
        return 0;
    }
    if (!o2c_number_f32(p, (size_t)(end - p), &value)) {
        o2c_refuse(r, O2C_E_RANGE, p, O2C_LIT("number that a float can hold"), 1);
        return 0;
    }
    r->at = p;
    r->p = end;
    return value;
}

float o2c_read_f32(o2c_reader *r)
{
    const char *p = o2c_to_value(r->p, r->end);
    float value;
    const char *end = o2c_number_scan_f32(p, r->end, &value);
    if (O2C_UNLIKELY(end == NULL)) {
        return read_any_f32(r, p);
    }
    r->at = p;
    r->p = end;
    return value;
}

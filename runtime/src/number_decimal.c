/** Exact decimals: taking a number's text apart, and comparing it without rounding. */
#include "number.h"

#include <assert.h>
#include <o2c/value.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_digits(const char *p, const char *end)
{
    while (p < end && is_digit(*p))
        p++;
    return p;
}

static const char *skip_zeros(const char *p, const char *end)
{
    while (p < end && *p == '0')
        p++;
    return p;
}

static const char *drop_zeros(const char *begin, const char *p)
{
    while (p > begin && p[-1] == '0')
        p--;
    return p;
}

static void split_exponent(const char *p, const char *end, o2c_decimal *out)
{
    if (p < end && (*p == '-' || *p == '+')) {
        out->exponent_negative = *p == '-';
        p++;
    }
    out->exponent = skip_zeros(p, end);
    out->exponent_end = end;
}

void o2c_decimal_split(const char *text, size_t len, o2c_decimal *out)
{
    const char *end = text + len;
    memset(out, 0, sizeof *out);
    out->negative = *text == '-';
    const char *whole = text + out->negative;
    const char *whole_end = skip_digits(whole, end);
    const char *part = whole_end, *part_end = whole_end;
    if (part < end && *part == '.') {
        part++;
        part_end = skip_digits(part, end);
    }
    split_exponent(part_end < end ? part_end + 1 : end, end, out);

    out->first = skip_zeros(whole, whole_end);
    out->point = whole_end - out->first;
    if (out->first == whole_end) {
        out->first = skip_zeros(part, part_end);
        out->point = part - out->first;
    }
    out->last = drop_zeros(part, part_end);
    if (out->last == part)
        out->last = drop_zeros(whole, whole_end);
    if (out->last < out->first)
        out->last = out->first;
}

/** Sums that pass this stay beyond it, whatever smaller digits follow. */
#define SATURATED ((int64_t)1 << 60)

static int64_t push_digit(int64_t sum, int digit)
{
    if (sum > SATURATED / 16 || sum < -SATURATED / 16)
        return sum < 0 ? -SATURATED : SATURATED;
    return sum * 10 + digit;
}

int64_t o2c_decimal_scale(const o2c_decimal *d)
{
    int64_t sum = 0;
    for (const char *p = d->exponent; p < d->exponent_end; p++)
        sum = push_digit(sum, *p - '0');
    return d->point + (d->exponent_negative ? -sum : sum);
}

/** The digit that stands for 10^place in a written exponent, with its sign. */
static int exponent_digit(const o2c_decimal *d, size_t place)
{
    if (place >= (size_t)(d->exponent_end - d->exponent))
        return 0;
    int digit = d->exponent_end[-1 - (ptrdiff_t)place] - '0';
    return d->exponent_negative ? -digit : digit;
}

/**
 * The sign of scale(a) - scale(b), exactly. The written exponents may have any number of digits, so
 * they are subtracted from the left, and only the difference is held.
 */
static int compare_scale(const o2c_decimal *a, const o2c_decimal *b)
{
    size_t places = (size_t)(a->exponent_end - a->exponent);
    size_t other = (size_t)(b->exponent_end - b->exponent);
    int64_t difference = 0;
    for (size_t place = places > other ? places : other; place-- > 0;)
        difference = push_digit(difference, exponent_digit(a, place) - exponent_digit(b, place));
    int64_t points = b->point - a->point;
    return (difference > points) - (difference < points);
}

static int compare_digits(const o2c_decimal *a, const o2c_decimal *b)
{
    const char *p = a->first, *q = b->first;
    for (; p < a->last && q < b->last; p++, q++) {
        p += *p == '.';
        q += *q == '.';
        if (*p != *q)
            return *p < *q ? -1 : 1;
    }
    return (p < a->last) - (q < b->last);
}

int o2c_number_compare(o2c_str a, o2c_str b)
{
    o2c_decimal x, y;
    o2c_decimal_split(a.data, a.len, &x);
    o2c_decimal_split(b.data, b.len, &y);
    int x_sign = x.first == x.last ? 0 : x.negative ? -1 : 1;
    int y_sign = y.first == y.last ? 0 : y.negative ? -1 : 1;
    if (x_sign != y_sign)
        return x_sign < y_sign ? -1 : 1;
    if (x_sign == 0)
        return 0;
    int order = compare_scale(&x, &y);
    if (order == 0)
        order = compare_digits(&x, &y);
    return x_sign * order;
}

/** The digits of `d` as an integer; false if they do not fit. */
static bool integer_digits(const o2c_decimal *d, uint64_t *out)
{
    uint64_t sum = 0;
    for (const char *p = d->first; p < d->last; p++) {
        if (*p == '.')
            continue;
        uint64_t digit = (uint64_t)(*p - '0');
        if (sum > (UINT64_MAX - digit) / 10)
            return false;
        sum = sum * 10 + digit;
    }
    *out = sum;
    return true;
}

static int64_t digit_count(const o2c_decimal *d)
{
    int64_t span = d->last - d->first;
    return memchr(d->first, '.', (size_t)span) ? span - 1 : span;
}

o2c_code o2c_number_integer(const char *text, size_t len, bool *negative, uint64_t *magnitude)
{
    *negative = false;
    *magnitude = 0;
    o2c_decimal d;
    o2c_decimal_split(text, len, &d);
    if (d.first == d.last)
        return O2C_OK;
    int64_t zeros = o2c_decimal_scale(&d) - digit_count(&d);
    if (zeros < 0)
        return O2C_E_TYPE;
    uint64_t sum = 0;
    if (zeros > 19 || !integer_digits(&d, &sum))
        return O2C_E_RANGE;
    for (; zeros > 0; zeros--) {
        if (sum > UINT64_MAX / 10)
            return O2C_E_RANGE;
        sum *= 10;
    }
    *negative = d.negative;
    *magnitude = sum;
    return O2C_OK;
}

/* ---- big integers, only as large as a double's exact decimal needs ---- */

/** Half-way points between doubles have at most 768 significant digits; the rest is one bit. */
enum { DIGITS_MAX = 800, LIMBS = 112 };

typedef struct big {
    uint32_t limbs[LIMBS]; /* least first */
    int count;
} big;

static void big_multiply_add(big *b, uint32_t factor, uint32_t addend)
{
    uint64_t carry = addend;
    for (int i = 0; i < b->count; i++) {
        carry += (uint64_t)b->limbs[i] * factor;
        b->limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry) {
        assert(b->count < LIMBS);
        b->limbs[b->count++] = (uint32_t)carry;
    }
}

static void big_multiply_pow5(big *b, int64_t n)
{
    for (; n >= 13; n -= 13)
        big_multiply_add(b, 1220703125u, 0);
    for (; n > 0; n--)
        big_multiply_add(b, 5, 0);
}

static void big_shift_left(big *b, int64_t n)
{
    int64_t words = n / 32;
    assert(b->count + words < LIMBS);
    big_multiply_add(b, (uint32_t)1 << (n % 32), 0);
    memmove(b->limbs + words, b->limbs, (size_t)b->count * sizeof *b->limbs);
    memset(b->limbs, 0, (size_t)words * sizeof *b->limbs);
    b->count += (int)words;
}

static int big_compare(const big *a, const big *b)
{
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (int i = a->count; i-- > 0;) {
        if (a->limbs[i] != b->limbs[i])
            return a->limbs[i] < b->limbs[i] ? -1 : 1;
    }
    return 0;
}

/** Sets `b` to the digits; what lies beyond DIGITS_MAX becomes one more digit. Returns their number. */
static int64_t big_read(big *b, const o2c_decimal *d)
{
    int64_t count = 0;
    b->count = 0;
    for (const char *p = d->first; p < d->last; p++) {
        if (*p == '.')
            continue;
        if (count == DIGITS_MAX) {
            big_multiply_add(b, 10, 1);
            return count + 1;
        }
        big_multiply_add(b, 10, (uint32_t)(*p - '0'));
        count++;
    }
    return count;
}

int o2c_decimal_compare_binary(const o2c_decimal *d, uint64_t m, int k)
{
    big decimal, binary = {{(uint32_t)m, (uint32_t)(m >> 32)}, 2};
    binary.count = binary.limbs[1] ? 2 : binary.limbs[0] ? 1 : 0;
    int64_t count = big_read(&decimal, d);
    int64_t exponent = o2c_decimal_scale(d) - count;
    big_multiply_pow5(exponent < 0 ? &binary : &decimal, exponent < 0 ? -exponent : exponent);
    int64_t twos = exponent - k;
    big_shift_left(twos < 0 ? &binary : &decimal, twos < 0 ? -twos : twos);
    return big_compare(&decimal, &binary);
}

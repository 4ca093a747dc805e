/**
 * Decimal to binary. Three steps, each taken when the one before cannot tell:
 * exact arithmetic on doubles (Clinger 1990), a 128-bit product (Lemire, "Number parsing at a
 * gigabyte per second", 2021) with its error bounded, and big integers.
 */
#include "number.h"

#include "wide.h"
#include <float.h>

/** A number's first 19 significant digits: w × 10^q, and more if `cut`. */
typedef struct scanned {
    uint64_t w;
    int64_t q;
    bool negative, cut;
} scanned;

/** An IEEE 754 format: bits of the significand with the hidden one; least and greatest exponent. */
typedef struct format {
    int bits, least, greatest;
} format;

static const format f64_format = {53, -1022, 1023};
static const format f32_format = {24, -126, 127};

static const uint64_t pow10_u64[8] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000};

enum { MOST_DIGITS = 19 }; /* that always fit a uint64_t */

/* ---- scanning ---- */

static inline bool eight_digits(uint64_t v)
{
    uint64_t high = 0xf0f0f0f0f0f0f0f0u;
    return ((v & high) | (((v + 0x0606060606060606u) & high) >> 4)) == 0x3333333333333333u;
}

/** The number that eight digits spell, the first one in the lowest byte. */
static inline uint64_t eight_value(uint64_t v)
{
    v -= 0x3030303030303030u;
    v = v * 10 + (v >> 8);
    uint64_t mask = 0x000000ff000000ffu;
    return (((v & mask) * 0x000f424000000064u) + (((v >> 16) & mask) * 0x0000271000000001u)) >> 32;
}

/** Reads digits one by one. */
static inline const char *scan_slowly(const char *p, const char *end, uint64_t *w)
{
    uint64_t sum = *w;
    for (; p < end; p++) {
        unsigned digit = (unsigned)*p - '0';
        if (digit > 9)
            break;
        sum = sum * 10 + digit;
    }
    *w = sum;
    return p;
}

/**
 * Reads the digits of a fraction, eight at a time. The last few are read as the end of the eight
 * bytes before `end`, which are in the text as long as it has so many.
 */
static inline const char *scan_fraction(const char *text, const char *p, const char *end,
                                        uint64_t *w)
{
    while (end - p >= 8) {
        uint64_t v = o2c_load8(p);
        if (!eight_digits(v))
            return scan_slowly(p, end, w);
        *w = *w * 100000000 + eight_value(v);
        p += 8;
    }
    ptrdiff_t left = end - p;
    if (left == 0 || end - text < 8)
        return scan_slowly(p, end, w);
    int before = (int)(64 - 8 * left);
    uint64_t v = o2c_load8(end - 8) >> before << before;
    v |= 0x3030303030303030u >> (8 * left);
    if (!eight_digits(v))
        return scan_slowly(p, end, w);
    *w = *w * pow10_u64[left] + eight_value(v);
    return end;
}

/** The value of the exponent's digits, held within ±10^17. */
static int64_t scan_exponent(const char *p, const char *end)
{
    bool negative = *p == '-';
    if (negative || *p == '+')
        p++;
    int64_t sum = 0;
    for (; p < end; p++) {
        if (sum < INT64_C(10000000000000000))
            sum = sum * 10 + (*p - '0');
    }
    return negative ? -sum : sum;
}

/** The careful way, for more than 19 digits. */
static O2C_NOINLINE void scan_long(const char *text, size_t len, scanned *out)
{
    o2c_decimal d;
    o2c_decimal_split(text, len, &d);
    int count = 0;
    out->w = 0;
    const char *p = d.first;
    for (; p < d.last && count < MOST_DIGITS; p++) {
        if (*p == '.')
            continue;
        out->w = out->w * 10 + (uint64_t)(*p - '0');
        count++;
    }
    out->cut = p < d.last;
    out->q = o2c_decimal_scale(&d) - count;
}

static inline void scan(const char *text, size_t len, scanned *out)
{
    const char *end = text + len;
    out->cut = false;
    out->negative = *text == '-';
    const char *first = text + out->negative;
    uint64_t w = 0;
    const char *p = scan_slowly(first, end, &w);
    ptrdiff_t digits = p - first;
    int64_t q = 0;
    if (p < end && *p == '.') {
        const char *fraction = p + 1;
        p = scan_fraction(text, fraction, end, &w);
        q = fraction - p;
        digits += p - fraction;
    }
    if (p < end)
        q += scan_exponent(p + 1, end);
    out->w = w;
    out->q = q;
    if (O2C_UNLIKELY(digits > MOST_DIGITS))
        scan_long(text, len, out);
}

/**
 * Reads a run of digits whose end is not known: how many of eight bytes are digits is counted in one
 * step. NULL: nearly at the end of what may be read.
 */
static inline const char *scan_run(const char *p, const char *end, uint64_t *w)
{
    const uint64_t high = 0xf0f0f0f0f0f0f0f0u, threes = 0x3030303030303030u;
    for (; O2C_LIKELY(end - p >= 8); p += 8) {
        uint64_t v = o2c_load8(p);
        uint64_t other = ((v & high) ^ threes) | (((v + 0x0606060606060606u) & high) ^ threes);
        if (other != 0) {
            int count = o2c_trailing_zeros(other) / 8;
            v = v << 8 << (56 - 8 * count) | threes >> (8 * count);
            *w = *w * pow10_u64[count] + eight_value(v);
            return p + count;
        }
        *w = *w * 100000000 + eight_value(v);
    }
    return NULL;
}

/** Reads a short exponent behind its letter. NULL: anything unusual. */
static inline const char *scan_short_exponent(const char *p, const char *end, int64_t *q)
{
    bool negative = p < end && *p == '-';
    p += p < end && (*p == '-' || *p == '+');
    const char *first = p;
    uint64_t sum = 0;
    p = scan_slowly(p, end - p > 5 ? p + 5 : end, &sum);
    if (p == first || p - first == 5)
        return NULL;
    *q += negative ? -(int64_t)sum : (int64_t)sum;
    return p;
}

/** Reads and checks a number of the usual kind, with an end that is not known. NULL: another kind. */
static inline const char *scan_checked(const char *p, const char *end, scanned *out)
{
    out->w = 0;
    out->q = 0;
    out->cut = false;
    out->negative = p < end && *p == '-';
    const char *first = p + out->negative;
    p = scan_run(first, end, &out->w);
    if (!p || p == first || (*first == '0' && p - first > 1))
        return NULL;
    ptrdiff_t digits = p - first - (*first == '0');
    if (*p == '.') {
        const char *fraction = p + 1;
        p = scan_run(fraction, end, &out->w);
        if (!p || p == fraction)
            return NULL;
        out->q = fraction - p;
        digits += p - fraction;
    }
    if (O2C_UNLIKELY((*p | 0x20) == 'e'))
        p = scan_short_exponent(p + 1, end, &out->q);
    return O2C_LIKELY(digits <= MOST_DIGITS) ? p : NULL;
}

/* ---- rounding ---- */

enum { ROUND_DOWN, ROUND_UP, ROUND_UNKNOWN };

/**
 * Sets `*bits` to w × 10^q rounded towards zero, as the format's encoding, and returns which way the
 * nearest value lies. w is not 0, q is in the table. Infinity is encoded like any other value.
 *
 * The product of w (64 bits, normalised) and the table's 5^q falls short of the true one by less
 * than 2 units of the last place that was computed, so only remainders just below one half are open.
 */
static inline int approximate(uint64_t w, int q, const format *f, uint64_t *bits)
{
    const uint64_t *power = o2c_pow5[q - O2C_POW5_FIRST];
    int zeros = o2c_leading_zeros(w);
    w <<= zeros;
    o2c_u128 x = o2c_mul64(w, power[0]);
    int carry = (int)(x.hi >> 63);
    int exponent = o2c_log2_pow10(q) + 63 - zeros + carry;
    int shift = 63 - f->bits + carry;
    if (O2C_UNLIKELY(exponent < f->least))
        shift += f->least - exponent;
    if (O2C_UNLIKELY(shift > 63)) {
        *bits = 0;
        if (shift > 64)
            return ROUND_DOWN;
        if (x.hi > (uint64_t)1 << 63)
            return ROUND_UP;
        return x.hi < ((uint64_t)1 << 63) - 2 ? ROUND_DOWN : ROUND_UNKNOWN;
    }
    uint64_t half = (uint64_t)1 << (shift - 1);
    uint64_t rest = x.hi & (2 * half - 1);
    uint64_t kept = x.hi >> shift;
    uint64_t hidden = (uint64_t)1 << (f->bits - 1);
    *bits = kept;
    if (O2C_LIKELY(exponent >= f->least))
        *bits += ((uint64_t)(exponent - f->least + 1) << (f->bits - 1)) - hidden;
    if (O2C_LIKELY(rest - (half - 1) > 1))
        return rest > half;

    o2c_u128 y = o2c_mul64(w, power[1]);
    x.lo += y.hi;
    rest += x.lo < y.hi;
    bool exact = q >= 0 && q <= 55;
    if (rest < half)
        return exact || x.lo < UINT64_MAX - 1 ? ROUND_DOWN : ROUND_UNKNOWN;
    if (rest == half && exact && (x.lo | y.lo) == 0)
        return kept & 1 ? ROUND_UP : ROUND_DOWN;
    return ROUND_UP;
}

/** Which way to round `bits` (rounded towards zero) by comparing with the point half-way up. */
static O2C_NOINLINE int round_exactly(const char *text, size_t len, const format *f, uint64_t bits)
{
    o2c_decimal d;
    o2c_decimal_split(text, len, &d);
    uint64_t hidden = (uint64_t)1 << (f->bits - 1);
    int exponent = (int)(bits >> (f->bits - 1));
    uint64_t m = (bits & (hidden - 1)) | (exponent ? hidden : 0);
    int k = (exponent ? exponent : 1) + f->least - f->bits;
    int order = o2c_decimal_compare_binary(&d, 2 * m + 1, k - 1);
    return order > 0 || (order == 0 && (m & 1)) ? ROUND_UP : ROUND_DOWN;
}

/**
 * The nearest value's encoding, for w not 0. Digits that were cut off leave the number between w
 * and w + 1; usually both round to the same value.
 */
static uint64_t nearest(const char *text, size_t len, const scanned *n, const format *f)
{
    uint64_t bits, above;
    if (n->q < O2C_POW5_FIRST)
        return 0;
    if (n->q > 308)
        return (uint64_t)(f->greatest - f->least + 2) << (f->bits - 1);
    int way = approximate(n->w, (int)n->q, f, &bits);
    if (O2C_UNLIKELY(n->cut) && way != ROUND_UNKNOWN) {
        int way_above = approximate(n->w + 1, (int)n->q, f, &above);
        if (way_above == ROUND_UNKNOWN || above + (unsigned)way_above != bits + (unsigned)way)
            way = ROUND_UNKNOWN;
    }
    if (O2C_UNLIKELY(way == ROUND_UNKNOWN))
        way = round_exactly(text, len, f, bits);
    return bits + (unsigned)way;
}

/* ---- the two types ---- */

#if defined(FLT_EVAL_METHOD) && FLT_EVAL_METHOD == 0
static const double exact_f64[23] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                     1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                     1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
static const float exact_f32[11] = {1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f,
                                    1e6f, 1e7f, 1e8f, 1e9f, 1e10f};
#endif

/** Sets `*out` to what was scanned from the text. The sign is a bit: as a branch it is a coin's toss. */
static inline bool make_f64(const char *text, size_t len, const scanned *n, double *out)
{
    uint64_t bits, sign = (uint64_t)n->negative << 63;
#if defined(FLT_EVAL_METHOD) && FLT_EVAL_METHOD == 0
    if (!n->cut && n->w >> 53 == 0 && n->q >= -22 && n->q <= 22) {
        double w = (double)(int64_t)n->w;
        w = n->q < 0 ? w / exact_f64[-n->q] : w * exact_f64[n->q];
        memcpy(&bits, &w, sizeof bits);
        bits |= sign;
        memcpy(out, &bits, sizeof *out);
        return true;
    }
#endif
    bits = n->w ? nearest(text, len, n, &f64_format) : 0;
    bool finite = bits < (uint64_t)0x7ff << 52;
    bits = finite ? bits | sign : 0;
    memcpy(out, &bits, sizeof *out);
    return finite;
}

bool o2c_number_f64(const char *text, size_t len, double *out)
{
    scanned n;
    scan(text, len, &n);
    return make_f64(text, len, &n, out);
}

const char *o2c_number_scan_f64(const char *p, const char *end, double *out)
{
    scanned n;
    const char *last = scan_checked(p, end, &n);
    if (O2C_UNLIKELY(!last) || !make_f64(p, (size_t)(last - p), &n, out))
        return NULL;
    return last;
}

static inline bool make_f32(const char *text, size_t len, const scanned *n, float *out)
{
#if defined(FLT_EVAL_METHOD) && FLT_EVAL_METHOD == 0
    if (!n->cut && n->w >> 24 == 0 && n->q >= -10 && n->q <= 10) {
        float w = (float)(int32_t)n->w;
        w = n->q < 0 ? w / exact_f32[-n->q] : w * exact_f32[n->q];
        *out = n->negative ? -w : w;
        return true;
    }
#endif
    uint64_t wide = n->w ? nearest(text, len, n, &f32_format) : 0;
    bool finite = wide < (uint64_t)0xff << 23;
    uint32_t bits = finite ? (uint32_t)wide | (uint32_t)n->negative << 31 : 0;
    memcpy(out, &bits, sizeof *out);
    return finite;
}

bool o2c_number_f32(const char *text, size_t len, float *out)
{
    scanned n;
    scan(text, len, &n);
    return make_f32(text, len, &n, out);
}

const char *o2c_number_scan_f32(const char *p, const char *end, float *out)
{
    scanned n;
    const char *last = scan_checked(p, end, &n);
    if (O2C_UNLIKELY(!last) || !make_f32(p, (size_t)(last - p), &n, out))
        return NULL;
    return last;
}

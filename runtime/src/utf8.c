#include "utf8.h"

#include "cpu.h"
#include "scan.h"

/* ---- one sequence after the other: finds the place ---- */

static bool is_tail(char byte)
{
    return ((unsigned char)byte & 0xC0u) == 0x80u;
}

/* The length of the well-formed sequence at `p`, or 0: the table of RFC 3629 §4. */
static size_t sequence_length(const char *p, const char *end)
{
    unsigned lead = (unsigned char)p[0];
    size_t left = (size_t)(end - p);
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4 || left < 2 || !is_tail(p[1])) {
        return 0;
    }
    if (lead < 0xE0) {
        return 2;
    }
    unsigned second = (unsigned char)p[1];
    if (left < 3 || !is_tail(p[2])) {
        return 0;
    }
    if (lead < 0xF0) {
        bool overlong = lead == 0xE0 && second < 0xA0;
        bool surrogate = lead == 0xED && second > 0x9F;
        return overlong || surrogate ? 0 : 3;
    }
    bool overlong = lead == 0xF0 && second < 0x90;
    bool beyond = lead == 0xF4 && second > 0x8F;
    return left < 4 || !is_tail(p[3]) || overlong || beyond ? 0 : 4;
}

static const char *scan_sequences(const char *p, const char *end)
{
    while (p < end) {
        if (end - p >= 8) {
            uint64_t high = o2c_load64(p) & O2C_HIGHS;
            if (high == 0) {
                p += 8;
                continue;
            }
            p += o2c_first_byte(high);
        }
        size_t length = sequence_length(p, end);
        if (length == 0) {
            return p;
        }
        p += length;
    }
    return end;
}

#if O2C_SSE2

/* ---- 16 bytes at a time, with SSE2 ---- */

/* What a block of 16 bytes leaves for the next: its leads whose sequences go on there. */
typedef struct carry {
    uint32_t leads, threes, fours; /* bits 13 to 15 of the block before, moved to bits -3 to -1 */
    uint32_t e0, ed, f0, f4;       /* bit 15 of the block before: its last byte */
} carry;

static inline uint32_t bits(__m128i v)
{
    return (uint32_t)_mm_movemask_epi8(v);
}

/*
 * Checks 16 bytes without a branch: the table of RFC 3629 §4 as sets of bytes, a bit for each. Bytes are
 * compared as signed ones, so those beyond ASCII are negative and 0x80 is the least. Sets are kept
 * with three bits of the block before below them, so that a shift reaches across. Nonzero: an error.
 */
static inline uint32_t check_block(__m128i v, carry *c)
{
    uint32_t tails = bits(_mm_cmplt_epi8(v, _mm_set1_epi8((char)0xC0)));
    uint32_t high = bits(v);
    uint32_t leads = high & ~tails;
    uint32_t threes = high & bits(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xDF)));
    uint32_t fours = high & bits(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xEF)));
    uint32_t beyond = high & bits(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xF4)));
    uint32_t overlong = leads & bits(_mm_cmplt_epi8(v, _mm_set1_epi8((char)0xC2)));
    uint32_t l = leads << 3 | c->leads, t = threes << 3 | c->threes, f = fours << 3 | c->fours;
    uint32_t wanted = (l << 1 | t << 2 | f << 3) >> 3 & 0xFFFFu;
    uint32_t wrong = (wanted ^ tails) | beyond | overlong;

    uint32_t below_a0 = bits(_mm_cmplt_epi8(v, _mm_set1_epi8((char)0xA0)));
    uint32_t below_90 = bits(_mm_cmplt_epi8(v, _mm_set1_epi8((char)0x90)));
    uint32_t e0 = bits(_mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xE0)));
    uint32_t ed = bits(_mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xED)));
    uint32_t f0 = bits(_mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xF0)));
    uint32_t f4 = bits(_mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xF4)));
    wrong |= (e0 << 1 | c->e0) & below_a0;  /* overlong */
    wrong |= (ed << 1 | c->ed) & ~below_a0; /* surrogates */
    wrong |= (f0 << 1 | c->f0) & below_90;  /* overlong */
    wrong |= (f4 << 1 | c->f4) & ~below_90; /* beyond U+10FFFF */

    c->leads = l >> 16;
    c->threes = t >> 16;
    c->fours = f >> 16;
    c->e0 = e0 >> 15;
    c->ed = ed >> 15;
    c->f0 = f0 >> 15;
    c->f4 = f4 >> 15;
    return wrong & 0xFFFFu;
}

static bool is_fine_by_16(const char *s, size_t n)
{
    carry c = {0, 0, 0, 0, 0, 0, 0};
    uint32_t wrong = 0;
    for (; n >= 16; s += 16, n -= 16) {
        __m128i v = o2c_load128(s);
        if (bits(v) != 0 || c.leads != 0) {
            wrong |= check_block(v, &c);
        }
    }
    char last[16] = {0}; /* with a zero at least, so that a sequence that is cut short shows */
    memcpy(last, s, n);
    return (wrong | check_block(o2c_load128(last), &c)) == 0;
}

#endif

#if O2C_AVX2_CODE

/* ---- 32 bytes at a time, with AVX2 ---- */

/*
 * John Keiser, Daniel Lemire, "Validating UTF-8 in less than one instruction per byte" (2021): what is
 * wrong with two bytes shows in the two halves of the first and the upper half of the second. Each half
 * looks up the errors that it allows; an error stands if all three allow it. Whether a third or
 * fourth byte continues a sequence is asked beside that, and must agree with TWO_TAILS.
 */
enum {
    SHORT = 1,      /* a lead or ASCII where a tail should be */
    LONG = 2,       /* a tail behind ASCII */
    OVERLONG3 = 4,  /* E0 80..9F */
    LARGE = 8,      /* F4 90.. and beyond */
    SURROGATE = 16, /* ED A0..BF */
    OVERLONG2 = 32, /* C0, C1 */
    OVERLONG4 = 64, /* F0 80..8F, and F5.. 80..8F, which is too large */
    TWO_TAILS = 128,
    ANY_LOW = SHORT | LONG | TWO_TAILS,
    BEYOND = ANY_LOW | LARGE | OVERLONG4,
    TAIL = LONG | OVERLONG2 | TWO_TAILS
};

O2C_WITH_AVX2 static inline __m256i load256(const char *p)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

O2C_WITH_AVX2 static inline __m256i upper_halves(__m256i v)
{
    return _mm256_and_si256(_mm256_srli_epi16(v, 4), _mm256_set1_epi8(15));
}

O2C_WITH_AVX2 static inline __m256i table(char a, char b, char c, char d, char e, char f, char g,
                                          char h, char i, char j, char k, char l, char m, char n,
                                          char o, char p)
{
    return _mm256_broadcastsi128_si256(
        _mm_setr_epi8(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p));
}

/* Nonzero bytes where `v`, which stands behind `before`, is not well-formed so far. */
O2C_WITH_AVX2 static inline __m256i errors_of(__m256i v, __m256i before)
{
    const __m256i by_first_upper =
        table(LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, (char)TWO_TAILS, (char)TWO_TAILS,
              (char)TWO_TAILS, (char)TWO_TAILS, SHORT | OVERLONG2, SHORT,
              SHORT | OVERLONG3 | SURROGATE, SHORT | LARGE | OVERLONG4);
    const __m256i by_first_lower =
        table((char)(ANY_LOW | OVERLONG2 | OVERLONG3 | OVERLONG4), (char)(ANY_LOW | OVERLONG2),
              (char)ANY_LOW, (char)ANY_LOW, (char)(ANY_LOW | LARGE), (char)BEYOND, (char)BEYOND,
              (char)BEYOND, (char)BEYOND, (char)BEYOND, (char)BEYOND, (char)BEYOND, (char)BEYOND,
              (char)(BEYOND | SURROGATE), (char)BEYOND, (char)BEYOND);
    const __m256i by_second_upper =
        table(SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT,
              (char)(TAIL | OVERLONG3 | OVERLONG4), (char)(TAIL | OVERLONG3 | LARGE),
              (char)(TAIL | SURROGATE | LARGE), (char)(TAIL | SURROGATE | LARGE), SHORT, SHORT,
              SHORT, SHORT);
    __m256i across = _mm256_permute2x128_si256(before, v, 0x21); /* what is before each half */
    __m256i first = _mm256_alignr_epi8(v, across, 15);
    __m256i lower = _mm256_and_si256(first, _mm256_set1_epi8(15));
    __m256i pair =
        _mm256_and_si256(_mm256_and_si256(_mm256_shuffle_epi8(by_first_upper, upper_halves(first)),
                                          _mm256_shuffle_epi8(by_first_lower, lower)),
                         _mm256_shuffle_epi8(by_second_upper, upper_halves(v)));
    __m256i third = _mm256_subs_epu8(_mm256_alignr_epi8(v, across, 14), _mm256_set1_epi8(0x60));
    __m256i fourth = _mm256_subs_epu8(_mm256_alignr_epi8(v, across, 13), _mm256_set1_epi8(0x70));
    __m256i tail = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
    return _mm256_xor_si256(pair, tail);
}

/* Whether there is nothing wrong with the bytes before s + n, where [.., s) has `errors` so far and ends
 * with `before`; `last` has the n that are left, and zeros, which end what is not complete. */
O2C_WITH_AVX2 static inline bool is_fine(__m256i errors, __m256i last, __m256i before)
{
    errors = _mm256_or_si256(errors, errors_of(last, before));
    return _mm256_testz_si256(errors, errors) != 0;
}

/* Checks as many blocks of 32 bytes as there are. */
O2C_WITH_AVX2 static inline __m256i check_blocks(const char **s, size_t *n, __m256i *before)
{
    __m256i errors = _mm256_setzero_si256();
    for (; *n >= 32; *s += 32, *n -= 32) {
        __m256i v = load256(*s);
        errors = _mm256_or_si256(errors, errors_of(v, *before));
        *before = v;
    }
    return errors;
}

O2C_WITH_AVX2 bool o2c_utf8_ok_avx2(const char *s, size_t n)
{
    char last[32] = {0};
    __m256i before = _mm256_setzero_si256();
    __m256i errors = check_blocks(&s, &n, &before);
    memcpy(last, s, n);
    return is_fine(errors, load256(last), before);
}

O2C_WITH_AVX2 bool o2c_utf8_ok_near_avx2(const char *s, size_t n)
{
    const __m256i places =
        _mm256_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
                         21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
    __m256i before = _mm256_setzero_si256();
    __m256i errors = check_blocks(&s, &n, &before);
    __m256i left = _mm256_cmpgt_epi8(_mm256_set1_epi8((char)n), places);
    return is_fine(errors, _mm256_and_si256(load256(s), left), before);
}

#endif

/* ---- all together ---- */

static bool is_fine_by_one(const char *s, size_t n)
{
    return scan_sequences(s, s + n) == s + n;
}

bool o2c_utf8_ok_at(size_t level, const char *s, size_t n)
{
#if O2C_AVX2_CODE
    if (level == 2 && o2c_has_avx2()) {
        return o2c_utf8_ok_avx2(s, n);
    }
#endif
#if O2C_SSE2
    if (level >= 1) {
        return is_fine_by_16(s, n);
    }
#else
    (void)level;
#endif
    return is_fine_by_one(s, n);
}

bool o2c_utf8_ok(const char *s, size_t n)
{
    return o2c_utf8_ok_at(O2C_UTF8_LEVELS - 1, s, n);
}

const char *o2c_scan_utf8(const char *p, const char *end)
{
    return O2C_LIKELY(o2c_utf8_ok(p, (size_t)(end - p))) ? end : scan_sequences(p, end);
}

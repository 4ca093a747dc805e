#include "utf8.h"

#include "scan.h"

#if O2C_SSE2 && defined(__SSSE3__)

#include <tmmintrin.h>

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

static inline __m128i upper_halves(__m128i v)
{
    return _mm_and_si128(_mm_srli_epi16(v, 4), _mm_set1_epi8(15));
}

/** Nonzero bytes where `v`, which stands behind `before`, is not well-formed so far. */
static inline __m128i errors_of(__m128i v, __m128i before)
{
    const __m128i by_first_upper =
        _mm_setr_epi8(LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, (char)TWO_TAILS,
                      (char)TWO_TAILS, (char)TWO_TAILS, (char)TWO_TAILS, SHORT | OVERLONG2, SHORT,
                      SHORT | OVERLONG3 | SURROGATE, SHORT | LARGE | OVERLONG4);
    const __m128i by_first_lower = _mm_setr_epi8(
        (char)(ANY_LOW | OVERLONG2 | OVERLONG3 | OVERLONG4), (char)(ANY_LOW | OVERLONG2),
        (char)ANY_LOW, (char)ANY_LOW, (char)(ANY_LOW | LARGE), (char)BEYOND, (char)BEYOND,
        (char)BEYOND, (char)BEYOND, (char)BEYOND, (char)BEYOND, (char)BEYOND, (char)BEYOND,
        (char)(BEYOND | SURROGATE), (char)BEYOND, (char)BEYOND);
    const __m128i by_second_upper =
        _mm_setr_epi8(SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT,
                      (char)(TAIL | OVERLONG3 | OVERLONG4), (char)(TAIL | OVERLONG3 | LARGE),
                      (char)(TAIL | SURROGATE | LARGE), (char)(TAIL | SURROGATE | LARGE), SHORT,
                      SHORT, SHORT, SHORT);
    __m128i first = _mm_alignr_epi8(v, before, 15);
    __m128i pair = _mm_and_si128(
        _mm_and_si128(_mm_shuffle_epi8(by_first_upper, upper_halves(first)),
                      _mm_shuffle_epi8(by_first_lower, _mm_and_si128(first, _mm_set1_epi8(15)))),
        _mm_shuffle_epi8(by_second_upper, upper_halves(v)));
    __m128i third = _mm_subs_epu8(_mm_alignr_epi8(v, before, 14), _mm_set1_epi8(0xe0 - 0x80));
    __m128i fourth = _mm_subs_epu8(_mm_alignr_epi8(v, before, 13), _mm_set1_epi8(0xf0 - 0x80));
    __m128i tail = _mm_and_si128(_mm_or_si128(third, fourth), _mm_set1_epi8((char)0x80));
    return _mm_xor_si128(pair, tail);
}

bool o2c_utf8_ok(const char *s, size_t n)
{
    __m128i before = _mm_setzero_si128(), errors = before;
    int high = 0; /* bytes beyond ASCII so far; what is before them is not looked at closely */
    for (; n >= 16; s += 16, n -= 16) {
        __m128i v = o2c_load128(s);
        high |= _mm_movemask_epi8(v);
        if (high)
            errors = _mm_or_si128(errors, errors_of(v, before));
        before = v;
    }
    /* The zeros behind the text end what is not complete. */
    char last[16] = "";
    memcpy(last, s, n);
    errors = _mm_or_si128(errors, errors_of(o2c_load128(last), before));
    return _mm_movemask_epi8(_mm_cmpeq_epi8(errors, _mm_setzero_si128())) == 0xffff;
}

#else

bool o2c_utf8_ok(const char *s, size_t n)
{
    return o2c_scan_utf8(s, s + n) == s + n;
}

#endif

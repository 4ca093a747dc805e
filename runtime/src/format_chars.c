#include "format_chars.h"

/* RFC 3986 §2, §3 and RFC 6570 §2.1, §2.3 (with its erratum 6937, by which an apostrophe is literal). */
const uint8_t o2c_chars[128] = {
    0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,
    0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   62,  0,   32,  62,  0,
    62,  62,  62,  62,  62,  63,  62,  63,  63,  56,  127, 127, 127, 127, 127, 127, 127, 127, 127,
    127, 60,  62,  0,   62,  0,   48,  56,  127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127,
    127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 32,  0,   32,  0,
    126, 0,   127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 127,
    127, 127, 127, 127, 127, 127, 127, 127, 127, 0,   0,   0,   62,  0,
};

static bool is_ucs(uint32_t c)
{
    if (c < 0x10000) {
        return (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) ||
               (c >= 0xFDF0 && c <= 0xFFEF);
    }
    return c < 0xF0000 && (c & 0xFFFF) <= 0xFFFD && !(c >= 0xE0000 && c < 0xE1000);
}

static bool is_private(uint32_t c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && (c & 0xFFFF) <= 0xFFFD);
}

#if O2C_SSE2

static inline __m128i between(__m128i v, char low, char high)
{
    return _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)(low - 1))),
                         _mm_cmplt_epi8(v, _mm_set1_epi8((char)(high + 1))));
}

/* Whether 16 bytes are of what paths, queries and literals are mostly made of: letters, digits, and
 * -._~=: with most of the delimiters. Others, triplets among them, have to be looked at. */
static inline bool are_usual(const char *p)
{
    __m128i v = o2c_load128(p);
    __m128i letters = between(_mm_or_si128(v, _mm_set1_epi8(0x20)), 'a', 'z');
    __m128i others = _mm_or_si128(
        _mm_cmpeq_epi8(v, _mm_set1_epi8('_')),
        _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('=')), _mm_cmpeq_epi8(v, _mm_set1_epi8('~'))));
    return o2c_all_set(_mm_or_si128(_mm_or_si128(letters, others), between(v, '&', ';')));
}

#endif

const char *o2c_chars_end(const char *p, const char *end, unsigned set, o2c_chars_beyond beyond)
{
#if O2C_SSE2
    if (set >= O2C_CHAR_PATH) {
        while (end - p >= 16 && are_usual(p)) {
            p += 16;
        }
    }
#endif
    while (p < end) {
        unsigned byte = (unsigned char)*p;
        if (byte < 0x80 && (o2c_chars[byte] & set) != 0) {
            p++;
        } else if (o2c_is_percent_triplet(p, end)) {
            p += 3;
        } else if (byte >= 0x80 && beyond != O2C_BEYOND_NONE) {
            const char *next = p;
            uint32_t c = o2c_take_utf8(&next, end);
            if (!is_ucs(c) && !(beyond == O2C_BEYOND_PRIVATE && is_private(c))) {
                return p;
            }
            p = next;
        } else {
            return p;
        }
    }
    return p;
}

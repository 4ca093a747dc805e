#include "format_chars.h"

/* RFC 3986 §2, §3; RFC 6570 §2.1, §2.3 (with its erratum 6937, by which an apostrophe is literal); RFC 5322
 * §3.2.3. */
const uint8_t o2c_chars[128] = {
    0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,
    0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   190, 0,   160, 190, 128,
    190, 190, 62,  62,  190, 191, 62,  191, 63,  184, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 60,  62,  0,   190, 0,   176, 56,  255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 32,  0,   32,  128,
    254, 128, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 128, 128, 128, 190, 0,
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

/* One bit for each of 16 bytes that is not of what paths, queries and literals are mostly made of:
 * letters, digits, -._~=:@ and most of the delimiters. Others, triplets among them, are looked at. */
static inline unsigned unusual(const char *p)
{
    __m128i v = o2c_load128(p);
    __m128i letters = between(_mm_or_si128(v, _mm_set1_epi8(0x20)), 'a', 'z');
    __m128i marks = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('_')), _mm_cmpeq_epi8(v, _mm_set1_epi8('='))),
        _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('~')), _mm_cmpeq_epi8(v, _mm_set1_epi8('@'))));
    __m128i usual = _mm_or_si128(_mm_or_si128(letters, marks), between(v, '&', ';'));
    return ~(unsigned)_mm_movemask_epi8(usual) & 0xFFFFu;
}

#endif

/* The first byte from `p` on that is not usual, if `set` has all that is; else any before it. `begin`:
 * so far back may be loaded. */
static inline const char *skip_usual(const char *begin, const char *p, const char *end,
                                     unsigned set)
{
#if O2C_SSE2
    if (end - begin < 16 || (set & (O2C_CHAR_PATH | O2C_CHAR_QUERY | O2C_CHAR_LITERAL)) == 0) {
        return p;
    }
    for (; end - p >= 16; p += 16) {
        unsigned found = unusual(p);
        if (found != 0) {
            return p + __builtin_ctz(found);
        }
    }
    unsigned found =
        unusual(end - 16) >> (16 - (end - p)); /* the last 16, of which p is past some */
    return found != 0 ? p + __builtin_ctz(found) : end;
#else
    (void)begin, (void)end, (void)set;
    return p;
#endif
}

/* The end of the character or triplet at `p`, NULL if it may not stand there. */
static const char *char_end(const char *p, const char *end, unsigned set, o2c_chars_beyond beyond)
{
    unsigned byte = (unsigned char)*p;
    if (byte < 0x80) {
        if ((o2c_chars[byte] & set) != 0) {
            return p + 1;
        }
        return set != O2C_CHAR_ATOM && o2c_is_percent_triplet(p, end) ? p + 3 : NULL;
    }
    if (beyond == O2C_BEYOND_NONE) {
        return NULL;
    }
    uint32_t c = o2c_take_utf8(&p, end);
    return is_ucs(c) || (beyond == O2C_BEYOND_PRIVATE && is_private(c)) ? p : NULL;
}

const char *o2c_chars_end(const char *p, const char *end, unsigned set, o2c_chars_beyond beyond)
{
    const char *begin = p;
    while (p < end) {
        p = skip_usual(begin, p, end, set);
        const char *next = p < end ? char_end(p, end, set, beyond) : NULL;
        if (next == NULL) {
            break;
        }
        p = next;
    }
    return p;
}

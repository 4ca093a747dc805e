/**
 * Scanning bytes: white space and the plain part of strings, 16 at a time where the target has it.
 *
 * Everything takes `end`, one past the text, and `limit` >= end, one past what may be loaded; no
 * function reads outside [p, limit) or answers beyond `end`.
 */
#ifndef O2C_SCAN_H
#define O2C_SCAN_H

#include <o2c/base.h>
#include <string.h>

#if defined(__SSE2__) && !defined(__TINYC__)
#define O2C_SSE2 1
#include <emmintrin.h>
#else
#define O2C_SSE2 0
#endif

#if O2C_SSE2 && defined(__AVX2__)
#define O2C_AVX2 1
#include <immintrin.h>
#else
#define O2C_AVX2 0
#endif

#define O2C_ONES  0x0101010101010101u
#define O2C_HIGHS 0x8080808080808080u

static inline uint64_t o2c_load64(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

/* How many bytes of a loaded word stand before the first with its highest bit set; at least one has. */
static inline unsigned o2c_first_byte(uint64_t highs)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && !defined(__TINYC__)
    return (unsigned)__builtin_ctzll(highs) >> 3;
#else
    char bytes[8];
    unsigned n = 0;
    memcpy(bytes, &highs, sizeof bytes);
    while (bytes[n] == 0) {
        n++;
    }
    return n;
#endif
}

/* Nonzero if a byte of `word` is less than n (n <= 128). Which one it is would depend on byte order,
 * so callers only ask whether. */
static inline uint64_t o2c_any_less(uint64_t word, unsigned n)
{
    return (word - O2C_ONES * n) & ~word & O2C_HIGHS;
}

/* Nonzero if a byte ends the plain part of a string: quote, backslash, control character. */
static inline uint64_t o2c_any_special(uint64_t word)
{
    return o2c_any_less(word, 0x20) | o2c_any_less(word ^ (O2C_ONES * '"'), 1) |
           o2c_any_less(word ^ (O2C_ONES * '\\'), 1);
}

static inline bool o2c_is_special(char byte)
{
    return (unsigned char)byte < 0x20 || byte == '"' || byte == '\\';
}

#if O2C_SSE2

static inline __m128i o2c_load128(const char *p)
{
    return _mm_loadu_si128((const __m128i *)(const void *)p);
}

/* Nonzero bytes where `v` has one that ends the plain part of a string. */
static inline __m128i o2c_specials(__m128i v)
{
    __m128i flipped = _mm_xor_si128(v, _mm_set1_epi8(0x02)); /* the quote becomes 0x20 */
    __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(flipped, _mm_set1_epi8(0x20)), flipped);
    return _mm_or_si128(low, _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
}

/* One bit for each byte of `v` that ends the plain part of a string. */
static inline unsigned o2c_special_mask(__m128i v)
{
    return (unsigned)_mm_movemask_epi8(o2c_specials(v));
}

#endif

#if O2C_SSE2

/* All ones in the bytes of `v` that are plain ASCII, neither special nor beyond it. With bit 1 flipped
 * the quote is 0x20, and nothing else is below 0x21 but controls and, as signed bytes are, what is not
 * ASCII. */
static inline __m128i o2c_plain_ascii(__m128i v)
{
    __m128i flipped = _mm_xor_si128(v, _mm_set1_epi8(0x02));
    __m128i above = _mm_cmpgt_epi8(flipped, _mm_set1_epi8(0x20));
    return _mm_andnot_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\\')), above);
}

/* Whether all bits of 16 bytes are set. */
static inline bool o2c_all_set(__m128i v)
{
    return _mm_movemask_epi8(v) == 0xFFFF;
}

/* Nonzero bytes where `v` has a quote or a backslash. */
static inline __m128i o2c_ends_any(__m128i v)
{
    return _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')),
                        _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
}

/* One bit for each nonzero byte of 32. */
static inline unsigned o2c_mask32(__m128i first, __m128i second)
{
    return (unsigned)_mm_movemask_epi8(first) | (unsigned)_mm_movemask_epi8(second) << 16;
}

#endif

/** Bytes that are looked for, 32 times each: constants of another file stay in memory. */
struct o2c_byte_table {
    _Alignas(32) char flip[32], space[32], slash[32];
};

extern const struct o2c_byte_table o2c_byte_table;

/** One bit for each of the 32 bytes at `p` that is special or not ASCII. */
#if O2C_AVX2
static inline uint32_t o2c_odd_32(const char *p)
{
    __m256i v = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i flipped = _mm256_xor_si256(v, _mm256_set1_epi8(0x02)); /* as in o2c_plain_ascii */
    __m256i above = _mm256_cmpgt_epi8(flipped, _mm256_set1_epi8(0x20));
    __m256i plain = _mm256_andnot_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8('\\')), above);
    return ~(uint32_t)_mm256_movemask_epi8(plain);
}
#elif O2C_SSE2
static inline uint32_t o2c_odd_32(const char *p)
{
    return ~(uint32_t)o2c_mask32(o2c_plain_ascii(o2c_load128(p)),
                                 o2c_plain_ascii(o2c_load128(p + 16)));
}

#endif

/** The first byte at or after `p` that is special or not ASCII, if it is quickly found; else any byte
 * before it. */
static inline const char *o2c_scan_ascii(const char *p, const char *end)
{
#if O2C_SSE2
    for (; end - p >= 32; p += 32) {
        uint32_t odd = o2c_odd_32(p);
        if (odd != 0) {
            return p + __builtin_ctz(odd);
        }
    }
#else
    (void)end;
#endif
    return p;
}

/** The first special byte at or after `p`, or `end`. *high is set nonzero if bytes >= 0x80 were passed. */
static inline const char *o2c_scan_plain(const char *p, const char *end, const char *limit,
                                         uint64_t *high)
{
#if O2C_SSE2
    while (limit - p >= 16) {
        __m128i v = o2c_load128(p);
        unsigned special = o2c_special_mask(v);
        unsigned above = (unsigned)_mm_movemask_epi8(v);
        if (special != 0) {
            unsigned n = (unsigned)__builtin_ctz(special);
            *high |= above & ((1u << n) - 1);
            p += n;
            return p < end ? p : end;
        }
        *high |= above;
        p += 16;
    }
    if (p >= end) {
        return end;
    }
#else
    (void)limit;
    while (end - p >= 8) {
        uint64_t word = o2c_load64(p);
        if (o2c_any_special(word) != 0) {
            break;
        }
        *high |= word & O2C_HIGHS;
        p += 8;
    }
#endif
    for (; p < end && !o2c_is_special(*p); p++) {
        *high |= (unsigned char)*p & 0x80u;
    }
    return p;
}

static inline bool o2c_is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

#if O2C_SSE2
/* One bit for each byte of `v` that is white space. */
static inline unsigned o2c_space_mask(__m128i v)
{
    __m128i blank =
        _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(' ')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\n')));
    blank = _mm_or_si128(blank, _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\r')),
                                             _mm_cmpeq_epi8(v, _mm_set1_epi8('\t'))));
    return (unsigned)_mm_movemask_epi8(blank);
}
#endif

/** Whether the first n < 32 bytes at `p` are white space; 32 may be loaded. */
static inline bool o2c_is_indent(const char *p, uint32_t n)
{
#if O2C_SSE2
    uint32_t blank = o2c_space_mask(o2c_load128(p));
    if (n > 16) {
        blank |= o2c_space_mask(o2c_load128(p + 16)) << 16;
    }
    return (~blank & (((uint32_t)1 << n) - 1)) == 0;
#else
    while (n > 0 && o2c_is_space(p[n - 1])) {
        n--;
    }
    return n == 0;
#endif
}

/** The first byte at or after `p` that is no white space (RFC 8259 §2), or `end`. */
static inline const char *o2c_scan_space(const char *p, const char *end)
{
#if O2C_SSE2
    while (end - p >= 16) {
        unsigned other = ~o2c_space_mask(o2c_load128(p)) & 0xFFFFu;
        if (other != 0) {
            return p + __builtin_ctz(other);
        }
        p += 16;
    }
#endif
    while (p < end && o2c_is_space(*p)) {
        p++;
    }
    return p;
}

/** o2c_scan_space where white space is not expected. */
static inline const char *o2c_to_value(const char *p, const char *end)
{
    return O2C_LIKELY(p < end && (unsigned char)*p > ' ') ? p : o2c_scan_space(p, end);
}

/** o2c_to_value where one space is usual. */
static inline const char *o2c_behind_colon(const char *p, const char *end)
{
    return end - p > 1 && *p == ' ' && (unsigned char)p[1] > ' ' ? p + 1 : o2c_to_value(p, end);
}

/** The value of four hexadecimal digits, or -1. */
int o2c_hex4(const char *p);

/** Writes a code point as UTF-8 and returns the end. */
char *o2c_put_utf8(char *out, uint32_t code_point);

/** The end of the number at `p`, or NULL and *bad: the byte where it is malformed. */
const char *o2c_scan_number(const char *p, const char *end, const char **bad);

/**
 * The byte behind the closing quote of a string whose content starts at `p`, without a look at what
 * is in it; `end` if it is never closed.
 */
const char *o2c_scan_string_end(const char *p, const char *end);

/**
 * The code point of the escape at *p (its backslash); *p moves behind it. A backslash that starts no
 * escape stands for itself.
 */
uint32_t o2c_take_escape(const char **p, const char *end);

/**
 * Unescapes [p, end), which was checked, to `out` and returns the end of what was written: never
 * more bytes than there were.
 */
char *o2c_unescape(char *out, const char *p, const char *end);

#endif

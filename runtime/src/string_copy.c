#include "string_copy.h"

#include "cpu.h"
#include "internal.h"
#include "scan.h"
#include "utf8.h"

/*
 * The loops over 32 bytes each are written once and inlined into a function for each kind of processor,
 * with the steps that it has. Most strings are plain ASCII and end with the first or second step; what
 * has escapes or goes beyond ASCII is a function of its own.
 */

#if O2C_SSE2

/* What 32 bytes hold, a bit for each. */
typedef struct marks {
    uint32_t special; /* ends the plain part of a string */
    uint32_t high;    /* beyond ASCII */
} marks;

typedef uint32_t copy_plain_step(char *to, const char *p); /* copies; bits: special or not ASCII */
typedef marks copy_any_step(char *to, const char *p);
typedef bool utf8_check(const char *s, size_t n);

/* The room that a step takes: its bytes, and a NUL or the up to four bytes of an escape behind them. */
enum { STEP = 32, STEP_ROOM = STEP + 8 };

static inline void copy_32(char *to, __m128i first, __m128i second)
{
    _mm_storeu_si128((__m128i *)(void *)to, first);
    _mm_storeu_si128((__m128i *)(void *)(to + 16), second);
}

static inline uint32_t copy_plain_sse2(char *to, const char *p)
{
    __m128i first = o2c_load128(p), second = o2c_load128(p + 16);
    copy_32(to, first, second);
    return ~o2c_mask32(o2c_plain_ascii(first), o2c_plain_ascii(second));
}

static inline marks copy_any_sse2(char *to, const char *p)
{
    __m128i first = o2c_load128(p), second = o2c_load128(p + 16);
    copy_32(to, first, second);
    marks m = {o2c_mask32(o2c_specials(first), o2c_specials(second)), o2c_mask32(first, second)};
    return m;
}

#if O2C_AVX2_CODE

/* A row of o2c_byte_table: gcc would make a constant that it can see anew in three steps each time. */
O2C_WITH_AVX2 static inline __m256i repeated(const char *row)
{
    return _mm256_load_si256((const __m256i *)(const void *)row);
}

O2C_WITH_AVX2 static inline __m256i move_32(char *to, const char *p)
{
    __m256i v = _mm256_loadu_si256((const __m256i *)(const void *)p);
    _mm256_storeu_si256((__m256i *)(void *)to, v);
    return v;
}

O2C_WITH_AVX2 static inline uint32_t copy_plain_avx2(char *to, const char *p)
{
    __m256i v = move_32(to, p);
    __m256i flipped = _mm256_xor_si256(v, repeated(o2c_byte_table.flip)); /* as in o2c_plain_ascii */
    __m256i above = _mm256_cmpgt_epi8(flipped, repeated(o2c_byte_table.space));
    __m256i slash = _mm256_cmpeq_epi8(v, repeated(o2c_byte_table.slash));
    return ~(uint32_t)_mm256_movemask_epi8(_mm256_andnot_si256(slash, above));
}

O2C_WITH_AVX2 static inline marks copy_any_avx2(char *to, const char *p)
{
    __m256i v = move_32(to, p);
    __m256i flipped = _mm256_xor_si256(v, repeated(o2c_byte_table.flip)); /* as in o2c_specials */
    __m256i low = _mm256_min_epu8(flipped, repeated(o2c_byte_table.space));
    __m256i special = _mm256_or_si256(_mm256_cmpeq_epi8(low, flipped),
                                      _mm256_cmpeq_epi8(v, repeated(o2c_byte_table.slash)));
    marks m = {(uint32_t)_mm256_movemask_epi8(special), (uint32_t)_mm256_movemask_epi8(v)};
    return m;
}

#endif

/* ---- the loops ---- */

/* Whether a step may load at `p` and store at `to`. */
static inline bool has_room(const o2c_reader *r, const char *p, const char *to)
{
    return p < r->near && r->arena->end - to >= STEP_ROOM;
}

/* The string at r->p, whose closing quote is at `close`, copied to the arena up to `to`. */
static inline o2c_str copied(o2c_reader *r, const char *close, char *to)
{
    o2c_arena *a = r->arena;
    o2c_str s = {a->at, (size_t)(to - a->at)};
    a->at = to + 1;
    *to = '\0';
    r->at = r->p;
    r->p = close + 1;
    return s;
}

/* What the letter of a short escape stands for, or NUL. */
static inline char short_escape(char letter)
{
    switch (letter) {
    case '"': return '"';
    case '\\': return '\\';
    case '/': return '/';
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    case 'b': return '\b';
    case 'f': return '\f';
    default: return '\0';
    }
}

/* Decodes the escape at *p to *to and moves both behind it. False: it is wrong. */
static inline bool copy_escape(const char **p, const char *end, char **to)
{
    const char *start = *p;
    char simple = short_escape(start[1]);
    if (O2C_LIKELY(simple != '\0')) {
        *(*to)++ = simple;
        *p += 2;
        return true;
    }
    uint32_t code_point = o2c_take_escape(p, end);
    *to = o2c_put_utf8(*to, code_point);
    return start[1] == 'u' && *p - start > 1;
}

/* Goes on copying the string at r->p, of which [r->p + 1, p), plain ASCII, has been copied. What is
 * between two escapes is checked by itself, and where it came from: that is in the processor's cache, the
 * copy is still on its way there. */
O2C_INLINE o2c_str copy_rest(o2c_reader *r, const char *p, char *to, copy_any_step *step,
                             utf8_check *utf8_ok)
{
    const char *piece = p;
    uint32_t high = 0;
    while (has_room(r, p, to)) {
        marks m = step(to, p);
        if (m.special == 0) {
            high |= m.high;
            p += STEP;
            to += STEP;
            continue;
        }
        unsigned n = (unsigned)__builtin_ctz(m.special);
        high |= m.high & ((1u << n) - 1);
        p += n;
        to += n;
        if (high != 0 && !utf8_ok(piece, (size_t)(p - piece))) {
            break;
        }
        if (*p == '"') {
            return copied(r, p, to);
        }
        if (*p != '\\' || !copy_escape(&p, r->end, &to)) {
            break;
        }
        piece = p;
        high = 0;
    }
    return o2c_string_take(r, r->p);
}

/* Copies the string that is next to *to, so long as it is plain ASCII. Returns the byte in the text that is
 * not, with *to where it would go; NULL: there is no string, or no room. */
O2C_INLINE const char *copy_plain(const o2c_reader *r, char **to, copy_plain_step *step)
{
    const char *p = r->p;
    char *out = *to;
    if (O2C_UNLIKELY(!has_room(r, p, out) || *p != '"')) {
        return NULL;
    }
    uint32_t odd = step(out, ++p);
    while (odd == 0) {
        p += STEP;
        out += STEP;
        if (O2C_UNLIKELY(!has_room(r, p, out))) {
            return NULL;
        }
        odd = step(out, p);
    }
    *to = out + __builtin_ctz(odd);
    return p + __builtin_ctz(odd);
}

/* ---- for each kind of processor ---- */

static O2C_NOINLINE o2c_str rest_with_sse2(o2c_reader *r, const char *p, char *to)
{
    return copy_rest(r, p, to, copy_any_sse2, o2c_utf8_ok);
}

static o2c_str read_with_sse2(o2c_reader *r)
{
    char *to = r->arena->at;
    const char *p = copy_plain(r, &to, copy_plain_sse2);
    if (O2C_UNLIKELY(p == NULL)) {
        return o2c_string_read(r);
    }
    return O2C_LIKELY(*p == '"') ? copied(r, p, to) : rest_with_sse2(r, p, to);
}

#if O2C_AVX2_CODE

O2C_WITH_AVX2 static O2C_NOINLINE o2c_str rest_with_avx2(o2c_reader *r, const char *p, char *to)
{
    return copy_rest(r, p, to, copy_any_avx2, o2c_utf8_ok_near_avx2);
}

O2C_WITH_AVX2 static o2c_str read_with_avx2(o2c_reader *r)
{
    char *to = r->arena->at;
    const char *p = copy_plain(r, &to, copy_plain_avx2);
    if (O2C_UNLIKELY(p == NULL)) {
        return o2c_string_read(r);
    }
    return O2C_LIKELY(*p == '"') ? copied(r, p, to) : rest_with_avx2(r, p, to);
}

#endif

o2c_string_reader *o2c_string_copier_at(size_t index)
{
#if O2C_AVX2_CODE
    if (index == 1 && o2c_has_avx2()) {
        return read_with_avx2;
    }
#endif
    return index == 0 ? read_with_sse2 : NULL;
}

#else

o2c_string_reader *o2c_string_copier_at(size_t index)
{
    return index == 0 ? o2c_string_read : NULL;
}

#endif

o2c_string_reader *o2c_string_copier(void)
{
    o2c_string_reader *best = o2c_string_copier_at(1);
    return best != NULL ? best : o2c_string_copier_at(0);
}

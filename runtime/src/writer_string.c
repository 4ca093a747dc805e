/**
 * Strings as JSON: runs of bytes that stand for themselves are loaded, stored and tested 16 at a
 * time; only at a quote, a backslash, a control character or a byte beyond U+007F is it one by one.
 */
#include "scan.h"
#include "wide.h"
#include "writer_buffer.h"
/* ---- plain runs ---- */

/** What cannot be copied as it stands: 00..1F, '"', '\\', and 80..FF, which is to be checked. */
static inline bool is_special(char byte)
{
    unsigned char c = (unsigned char)byte;
    return c < 0x20 || c >= 0x80 || c == '"' || c == '\\';
}

/** Copies fewer than four bytes up to the first special one; returns how many are plain. */
static inline size_t copy_few(char *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (is_special(s[i]))
            return i;
        out[i] = s[i];
    }
    return n;
}

/*
 * copy_plain copies up to `n` bytes to `out`, which has room for all of them, and returns how many
 * stand before the first special one. The last step goes over bytes a second time rather than beyond
 * the end.
 */

#if O2C_SSE2

/** FF for each plain byte: in signed comparison 80..FF is less than 20, and '"' ^ 2 is 20. */
static inline __m128i plain_sixteen(__m128i v)
{
    __m128i high = _mm_cmpgt_epi8(_mm_xor_si128(v, _mm_set1_epi8(2)), _mm_set1_epi8(0x20));
    return _mm_andnot_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\\')), high);
}

/** A bit for each special byte. */
static inline unsigned special_bits(__m128i v)
{
    return (unsigned)_mm_movemask_epi8(plain_sixteen(v)) ^ 0xffffu;
}

static inline unsigned copy_sixteen(char *out, const char *s)
{
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)s);
    _mm_storeu_si128((__m128i *)(void *)out, v);
    return special_bits(v);
}

/** Copies 32 bytes; whether all are plain. */
static inline bool copy_thirty_two(char *out, const char *s)
{
    __m128i a = _mm_loadu_si128((const __m128i *)(const void *)s);
    __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(s + 16));
    _mm_storeu_si128((__m128i *)(void *)out, a);
    _mm_storeu_si128((__m128i *)(void *)(out + 16), b);
    return _mm_movemask_epi8(_mm_and_si128(plain_sixteen(a), plain_sixteen(b))) == 0xffff;
}

/** Copies 8 to 15 bytes as two halves. */
static inline size_t copy_halves(char *out, const char *s, size_t n)
{
    __m128i low = _mm_loadl_epi64((const __m128i *)(const void *)s);
    __m128i high = _mm_loadl_epi64((const __m128i *)(const void *)(s + n - 8));
    _mm_storel_epi64((__m128i *)(void *)out, low);
    _mm_storel_epi64((__m128i *)(void *)(out + n - 8), high);
    unsigned special = special_bits(_mm_unpacklo_epi64(low, high));
    if (O2C_LIKELY(!special))
        return n;
    size_t at = (size_t)o2c_trailing_zeros(special);
    return at < 8 ? at : n - 16 + at;
}

/** Copies 4 to 7 bytes as two halves. */
static inline size_t copy_quarters(char *out, const char *s, size_t n)
{
    int low, high;
    memcpy(&low, s, 4);
    memcpy(&high, s + n - 4, 4);
    memcpy(out, &low, 4);
    memcpy(out + n - 4, &high, 4);
    __m128i both = _mm_unpacklo_epi32(_mm_cvtsi32_si128(low), _mm_cvtsi32_si128(high));
    unsigned special = special_bits(both) & 0xffu;
    if (O2C_LIKELY(!special))
        return n;
    size_t at = (size_t)o2c_trailing_zeros(special);
    return at < 4 ? at : n - 8 + at;
}

static inline size_t copy_plain(char *out, const char *s, size_t n)
{
    if (n < 16)
        return n >= 8   ? copy_halves(out, s, n)
               : n >= 4 ? copy_quarters(out, s, n)
                        : copy_few(out, s, n);
    size_t i = 0;
    while (i + 32 <= n && O2C_LIKELY(copy_thirty_two(out + i, s + i)))
        i += 32;
    for (; i + 16 <= n; i += 16) {
        unsigned special = copy_sixteen(out + i, s + i);
        if (O2C_UNLIKELY(special))
            return i + (size_t)o2c_trailing_zeros(special);
    }
    if (i == n)
        return n;
    unsigned special = copy_sixteen(out + n - 16, s + n - 16);
    return O2C_LIKELY(!special) ? n : n - 16 + (size_t)o2c_trailing_zeros(special);
}

#else

/** The high bit of each special byte. */
static inline uint64_t special_bytes(uint64_t v)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    uint64_t low7 = v & ~high;
    uint64_t quote = low7 ^ ('"' * ones), backslash = low7 ^ ('\\' * ones);
    uint64_t other = (quote + ~high) & (backslash + ~high); /* high bit: neither of the two */
    return (v | ~((low7 + 0x60 * ones) & other)) & high;
}

static inline uint64_t copy_eight(char *out, const char *s)
{
    uint64_t v = o2c_load8(s);
    o2c_store8(out, v);
    return special_bytes(v);
}

static inline size_t copy_plain(char *out, const char *s, size_t n)
{
    if (n < 8)
        return copy_few(out, s, n);
    for (size_t i = 0; i + 8 <= n; i += 8) {
        uint64_t special = copy_eight(out + i, s + i);
        if (special)
            return i + (size_t)o2c_trailing_zeros(special) / 8;
    }
    uint64_t special = copy_eight(out + n - 8, s + n - 8);
    return special ? n - 8 + (size_t)o2c_trailing_zeros(special) / 8 : n;
}

#endif

/* ---- what is not plain ---- */

static char *escape_unit(char *out, uint32_t unit)
{
    static const char hex[] = "0123456789abcdef";
    out[0] = '\\';
    out[1] = 'u';
    for (int i = 0; i < 4; i++)
        out[2 + i] = hex[unit >> (12 - 4 * i) & 15];
    return out + 6;
}

static char *escape_point(char *out, uint32_t point)
{
    if (point < 0x10000)
        return escape_unit(out, point);
    point -= 0x10000;
    return escape_unit(escape_unit(out, 0xd800 + (point >> 10)), 0xdc00 + (point & 0x3ff));
}

static char *escape_ascii(char *out, unsigned char c)
{
    static const char shorts[] = "btn\0fr"; /* U+0008..U+000D; U+000B has none */
    char letter = c == '"' || c == '\\' ? (char)c : c >= 8 && c <= 13 ? shorts[c - 8] : '\0';
    if (!letter)
        return escape_unit(out, c);
    out[0] = '\\';
    out[1] = letter;
    return out + 2;
}

/** The code point of the well-formed UTF-8 sequence at *s (RFC 3629 §3), which is left behind it. */
static uint32_t take_point(const char **s)
{
    unsigned char lead = (unsigned char)**s;
    int more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    uint32_t point = lead & (0x3fu >> more);
    for (const char *last = *s + more; *s < last;)
        point = point << 6 | ((unsigned char)*++*s & 0x3fu);
    ++*s;
    return point;
}

static bool put_points(o2c_writer *w, const char *s, const char *end)
{
    while (s < end) {
        char escaped[12];
        char *last = escape_point(escaped, take_point(&s));
        if (!o2c_writer_put(w, escaped, (size_t)(last - escaped)))
            return false;
    }
    return true;
}

/** Appends the run of bytes beyond U+007F at `s`. Returns its length; 0 after an error. */
static size_t put_high(o2c_writer *w, const char *s, size_t n)
{
    size_t run = 1;
    while (run < n && (unsigned char)s[run] >= 0x80)
        run++;
    if (o2c_scan_utf8(s, s + run) != s + run) {
        o2c_writer_fail(w, O2C_E_UTF8, NULL, 0);
        return 0;
    }
    bool done = w->ascii ? put_points(w, s, s + run) : o2c_writer_put(w, s, run);
    return done ? run : 0;
}

/** Appends what stands at `s`, which is special. Returns its bytes; 0 after an error. */
static size_t put_special(o2c_writer *w, const char *s, size_t n)
{
    unsigned char c = (unsigned char)*s;
    if (c >= 0x80)
        return put_high(w, s, n);
    if (o2c_writer_has(w, 6)) {
        w->p = escape_ascii(w->p, c);
        return 1;
    }
    char escaped[6];
    return o2c_writer_put(w, escaped, (size_t)(escape_ascii(escaped, c) - escaped));
}

/** Appends as much of a plain run as there is room for, at least one byte. False: an error. */
static bool put_plain(o2c_writer *w, const char **s, size_t *n)
{
    if (!o2c_writer_has(w, *n) && !o2c_writer_make(w, *n) && w->p == w->end)
        return o2c_writer_put(w, *s, 1); /* notes that the buffer is full */
    size_t room = (size_t)(w->end - w->p);
    size_t plain = copy_plain(w->p, *s, *n < room ? *n : room);
    w->p += plain;
    *s += plain;
    *n -= plain;
    return true;
}

/** The rest of a string, from a special character on or where the room is short. */
static O2C_NOINLINE void quote_rest(o2c_writer *w, const char *s, size_t n, char after)
{
    while (n > 0) {
        if (!is_special(*s)) {
            if (!put_plain(w, &s, &n))
                return;
            continue;
        }
        size_t bytes = put_special(w, s, n);
        if (bytes == 0)
            return;
        s += bytes;
        n -= bytes;
    }
    if (!o2c_writer_put(w, "\"", 1))
        return;
    if (after == ',')
        o2c_writer_comma(w);
    else
        o2c_writer_put(w, &after, 1);
}

static O2C_NOINLINE void quote_slowly(o2c_writer *w, o2c_str s, char after)
{
    if (o2c_writer_put(w, "\"", 1))
        quote_rest(w, s.data, s.len, after);
}

/* The common way calls nothing but what it ends in, so that it has no registers to save. */
static inline void quote(o2c_writer *w, o2c_str s, char after)
{
    char *p = w->p;
    size_t room = (size_t)(w->end - p);
    if (O2C_UNLIKELY(room < 3 || room - 3 < s.len)) {
        quote_slowly(w, s, after);
        return;
    }
    *p++ = '"';
    size_t plain = copy_plain(p, s.data, s.len);
    p += plain;
    if (O2C_LIKELY(plain == s.len)) {
        p[0] = '"';
        p[1] = after;
        w->p = p + 2;
        return;
    }
    w->p = p;
    quote_rest(w, s.data + plain, s.len - plain, after);
}

void o2c_writer_quote(o2c_writer *w, o2c_str s, char after)
{
    quote(w, s, after);
}

static O2C_NOINLINE void write_str_specially(o2c_writer *w, o2c_str value)
{
    if (!value.data) {
        o2c_writer_fail(w, O2C_E_UNSET, NULL, 0);
        return;
    }
    o2c_writer_break(w);
    quote(w, value, ',');
}

void o2c_write_str(o2c_writer *w, o2c_str value)
{
    if (O2C_UNLIKELY(!value.data || w->indent != 0))
        write_str_specially(w, value);
    else
        quote(w, value, ',');
}

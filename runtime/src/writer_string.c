/**
 * Strings as JSON. Most are plain: they are copied in pieces that overlap rather than go beyond the
 * end, so that there is a branch for each class of lengths instead of one for the bytes that are left,
 * and are looked at on the way. What turns out not to be plain is written anew, from its start.
 */
#include "scan.h"
#include "utf8.h"
#include "writer_buffer.h"
#include "writer_token.h"

/* ---- plain strings ---- */

/*
 * copy_plain copies `n` bytes to `out`, which has room for all of them, and says whether all are plain:
 * stand for themselves. Not so are 00..1F, '"' and '\\', and 80..FF, which is to be checked.
 */

/** Nonzero if any of eight bytes is not plain. */
static inline uint64_t not_plain(uint64_t v)
{
    return (v & O2C_HIGHS) | o2c_any_special(v);
}

#if O2C_SSE2

static inline __m128i copy_sixteen(char *out, const char *s)
{
    __m128i v = o2c_load128(s);
    _mm_storeu_si128((__m128i *)(void *)out, v);
    return o2c_plain_ascii(v);
}

/** Copies 16 bytes and, from `second` on, another 16. */
static inline bool copy_pair(char *out, const char *s, size_t second)
{
    __m128i plain = copy_sixteen(out, s);
    return o2c_all_set(_mm_and_si128(plain, copy_sixteen(out + second, s + second)));
}

/** Copies 8 to 15 bytes as two halves. */
static inline bool copy_halves(char *out, const char *s, size_t n)
{
    __m128i low = _mm_loadl_epi64((const __m128i *)(const void *)s);
    __m128i high = _mm_loadl_epi64((const __m128i *)(const void *)(s + n - 8));
    _mm_storel_epi64((__m128i *)(void *)out, low);
    _mm_storel_epi64((__m128i *)(void *)(out + n - 8), high);
    return o2c_all_set(o2c_plain_ascii(_mm_unpacklo_epi64(low, high)));
}

#else

static inline bool copy_halves(char *out, const char *s, size_t n)
{
    uint64_t low = o2c_load64(s), high = o2c_load64(s + n - 8);
    memcpy(out, &low, 8);
    memcpy(out + n - 8, &high, 8);
    return (not_plain(low) | not_plain(high)) == 0;
}

static inline bool copy_pair(char *out, const char *s, size_t second)
{
    return copy_halves(out, s, 16) && copy_halves(out + second, s + second, 16);
}

#endif

/** Copies fewer than eight bytes: each once or twice, without a loop. */
static inline bool copy_few(char *out, const char *s, size_t n)
{
    uint64_t seen;
    if (n >= 4) {
        uint32_t low, high;
        memcpy(&low, s, 4);
        memcpy(&high, s + n - 4, 4);
        memcpy(out, &low, 4);
        memcpy(out + n - 4, &high, 4);
        seen = (uint64_t)high << 32 | low;
    } else if (n > 0) {
        char first = s[0], middle = s[n / 2], last = s[n - 1];
        out[0] = first;
        out[n / 2] = middle;
        out[n - 1] = last;
        seen = (unsigned char)first | (uint64_t)(unsigned char)middle << 8 |
               (uint64_t)(unsigned char)last << 16 | O2C_ONES * ' ' << 24;
    } else {
        return true;
    }
    return not_plain(seen) == 0;
}

O2C_INLINE bool copy_plain(char *out, const char *s, size_t n)
{
    if (O2C_UNLIKELY(n < 16))
        return n >= 8 ? copy_halves(out, s, n) : copy_few(out, s, n);
    if (n <= 32)
        return copy_pair(out, s, n - 16);
    size_t last = n - 32;
    for (size_t i = 0; i < last; i += 32) {
        if (O2C_UNLIKELY(!copy_pair(out + i, s + i, 16)))
            return false;
    }
    return copy_pair(out + last, s + last, 16);
}

/* ---- what is not plain ---- */

/** What cannot be copied as it stands: 00..1F, '"', '\\', and 80..FF, which is to be checked. */
static inline bool is_special(char byte)
{
    return (unsigned char)byte >= 0x80 || o2c_is_special(byte);
}

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

/** Bytes that stand for themselves, one after the other. */
static size_t run_of_plain(const char *s, size_t n)
{
    size_t run = 0;
    while (run < n && !is_special(s[run]))
        run++;
    return run;
}

/** In pieces: where the room is short, only ASCII is wanted, or an error is to be found. */
static void quote_in_pieces(o2c_writer *w, const char *s, size_t n, char after)
{
    bool ok = o2c_writer_put(w, "\"", 1);
    while (ok && n > 0) {
        size_t bytes = run_of_plain(s, n);
        if (bytes > 0)
            ok = o2c_writer_put(w, s, bytes);
        else
            ok = (bytes = put_special(w, s, n)) > 0;
        s += bytes;
        n -= bytes;
    }
    if (!ok || !o2c_writer_put(w, "\"", 1))
        return;
    if (after == ',')
        o2c_writer_comma(w);
    else
        o2c_writer_put(w, &after, 1);
}

/** Copies well-formed [s, end) and escapes what must be; there is room for all that it may come to. */
static char *copy_escaped(char *out, const char *s, const char *end)
{
#if O2C_SSE2
    while (end - s >= 16) {
        __m128i v = o2c_load128(s);
        _mm_storeu_si128((__m128i *)(void *)out, v);
        unsigned special = o2c_special_mask(v);
        if (special != 0) {
            size_t plain = (size_t)__builtin_ctz(special);
            out = escape_ascii(out + plain, (unsigned char)s[plain]);
            s += plain + 1;
            continue;
        }
        out += 16;
        s += 16;
    }
#endif
    for (; s < end; s++) {
        if (O2C_UNLIKELY(o2c_is_special(*s)))
            out = escape_ascii(out, (unsigned char)*s);
        else
            *out++ = *s;
    }
    return out;
}

/* ---- strings ---- */

/* Bytes; from 4 to 12 KiB there is little difference. Three lines are what a string and its share of
 * the struct take. */
enum { AHEAD = 6144, LINE = 64, LINES = 3 };

/**
 * Asks for memory that will be read soon. The strings of a decoded tree lie in its arena as they were
 * read, among the structs that have them; the processor sees that, but does not look beyond a page.
 * Nothing is read, so any address will do.
 */
static inline void fetch_early(const char *s)
{
#if defined(__GNUC__) || defined(__clang__)
    for (uintptr_t i = 0; i < LINES; i++)
        __builtin_prefetch((const void *)((uintptr_t)s + AHEAD + i * LINE));
#else
    (void)s;
#endif
}

O2C_INLINE bool quote_plain(o2c_writer *w, char *p, o2c_str s, char after)
{
    fetch_early(s.data);
    p[0] = '"';
    if (O2C_UNLIKELY(!copy_plain(p + 1, s.data, s.len)))
        return false;
    p += s.len;
    p[1] = '"';
    p[2] = after;
    w->p = p + 3;
    return true;
}

static O2C_NOINLINE void quote_slowly(o2c_writer *w, o2c_str s, char after)
{
    if (!w->ascii && o2c_writer_room(w) / 6 > s.len + 2 && o2c_utf8_ok(s.data, s.len)) {
        *w->p = '"';
        char *p = copy_escaped(w->p + 1, s.data, s.data + s.len);
        p[0] = '"';
        p[1] = after;
        w->p = p + 2;
    } else if (!o2c_writer_make(w, s.len + 3) || !quote_plain(w, w->p, s, after)) {
        quote_in_pieces(w, s.data, s.len, after);
    }
}

void o2c_writer_quote(o2c_writer *w, o2c_str s, char after)
{
    if (O2C_UNLIKELY(!o2c_writer_fast(w, w->p, s.len + 3) || !quote_plain(w, w->p, s, after)))
        quote_slowly(w, s, after);
}

static O2C_NOINLINE void write_str_slowly(o2c_writer *w, o2c_str value)
{
    if (!value.data) {
        o2c_writer_fail(w, O2C_E_UNSET, NULL, 0);
        return;
    }
    if (w->indent != 0)
        o2c_writer_break(w);
    quote_slowly(w, value, ',');
}

void o2c_write_str(o2c_writer *w, o2c_str value)
{
    if (O2C_UNLIKELY(!value.data || !o2c_writer_fast(w, w->p, value.len + 3) ||
                     !quote_plain(w, w->p, value, ',')))
        write_str_slowly(w, value);
}

static O2C_NOINLINE void write_str_member_slowly(o2c_writer *w, const char *token, size_t len,
                                                 o2c_str value)
{
    o2c_write_key(w, token, len);
    write_str_slowly(w, value);
}

void o2c_write_str_member(o2c_writer *w, const char *token, size_t len, o2c_str value)
{
    char *p = w->p;
    if (O2C_LIKELY(value.data && o2c_writer_fast(w, p, len + value.len + 3))) {
        p = o2c_copy_token(p, token, len);
        if (O2C_LIKELY(quote_plain(w, p, value, ',')))
            return;
    }
    write_str_member_slowly(w, token, len, value);
}

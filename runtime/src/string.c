#include "internal.h"
#include "scan.h"
#include "utf8.h"

#include <string.h>

/*
 * Strings. They are copied to the arena while they are scanned. What is near the end of the text or
 * of the arena's block, is wrong, or is not copied is checked in full first and then viewed, copied
 * or unescaped, which cannot fail any more.
 */

/* Checks the escape at `p`. Returns its end, or NULL after an error. */
static const char *check_escape(o2c_reader *r, const char *p)
{
    if (r->end - p < 2) {
        o2c_fail_byte(r, O2C_E_END, r->end, "an escape");
        return NULL;
    }
    if (p[1] != 'u') {
        if (p[1] != '\0' && strchr("\"\\/bfnrt", p[1]) != NULL) {
            return p + 2;
        }
        o2c_fail_byte(r, O2C_E_STRING, p + 1, "an escape (\", \\, /, b, f, n, r, t or u)");
        return NULL;
    }
    if (r->end - p < 6) {
        o2c_fail_byte(r, O2C_E_END, r->end, "four hexadecimal digits");
        return NULL;
    }
    int unit = o2c_hex4(p + 2);
    if (unit < 0) {
        o2c_fail(r, O2C_E_STRING, p, O2C_LIT("four hexadecimal digits"), 0);
        return NULL;
    }
    if (unit < 0xD800 || unit > 0xDFFF) {
        return p + 6;
    }
    if (unit <= 0xDBFF && r->end - p >= 12 && p[6] == '\\' && p[7] == 'u') {
        int low = o2c_hex4(p + 8);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            return p + 12;
        }
    }
    o2c_fail(r, O2C_E_SURROGATE, p, NULL, 0, 0);
    return NULL;
}

const char *o2c_string_check(o2c_reader *r, const char *open, bool *escaped)
{
    uint64_t high = 0;
    const char *p = o2c_scan_ascii(open + 1, r->end);
    const char *ascii = p; /* all before it is */
    *escaped = false;
    if (O2C_LIKELY(p != r->end && *p == '"')) {
        return p;
    }
    for (;;) {
        p = o2c_scan_plain(p, r->end, r->limit, &high);
        if (p == r->end) {
            o2c_fail(r, O2C_E_END, p, O2C_LIT("a closing quote"), 0);
            return NULL;
        }
        if (*p == '"' || (*p == '\0' && r->strings == O2C_STRINGS_AGAIN)) {
            break;
        }
        if (*p != '\\') {
            o2c_fail(r, O2C_E_STRING, p, NULL, 0, 0);
            return NULL;
        }
        *escaped = true;
        p = check_escape(r, p);
        if (p == NULL) {
            return NULL;
        }
    }
    if (high != 0) {
        const char *bad = o2c_scan_utf8(ascii, p);
        if (bad != p) {
            o2c_fail(r, O2C_E_UTF8, bad, NULL, 0, 0);
            return NULL;
        }
    }
    return p;
}

/* The checked string [p, close) without its escapes, NUL-terminated in the arena. */
static o2c_str unescaped(o2c_reader *r, const char *p, const char *close)
{
    o2c_str s = {NULL, 0};
    size_t room = (size_t)(close - p) + 1;
    char *out = o2c_arena_alloc(r->arena, room, 1);
    if (out == NULL) {
        o2c_fail(r, O2C_E_MEMORY, p - 1, NULL, 0, 0);
        return s;
    }
    char *last = o2c_unescape(out, p, close);
    *last = '\0';
    if (out + room == r->arena->at) { /* what the escapes were longer goes back */
        r->arena->at = last + 1;
    }
    s.data = out;
    s.len = (size_t)(last - out);
    return s;
}

const char *o2c_string_glance(o2c_reader *r, const char *open, o2c_str *out)
{
    bool escaped;
    out->data = NULL;
    out->len = 0;
    const char *close = o2c_string_check(r, open, &escaped);
    if (close == NULL) {
        return NULL;
    }
    if (escaped) {
        *out = unescaped(r, open + 1, close);
        return out->data != NULL ? close + 1 : NULL;
    }
    out->data = open + 1;
    out->len = (size_t)(close - out->data);
    return close + 1;
}

/* The string without escapes [p, close) by the reader's mode. */
static o2c_str settle(o2c_reader *r, const char *p, const char *close)
{
    o2c_str s = {p, (size_t)(close - p)};
    bool copies = r->strings == O2C_STRINGS_COPY ||
                  (r->strings == O2C_STRINGS_IN_PLACE && r->quiet > 0); /* it may be read again */
    if (copies) {
        s = o2c_arena_str(r->arena, p, s.len);
        if (s.data == NULL) {
            o2c_fail(r, O2C_E_MEMORY, p - 1, NULL, 0, 0);
        }
    } else if (r->strings == O2C_STRINGS_IN_PLACE) {
        *(char *)(uintptr_t)close = '\0'; /* the caller gave a text that may be written to */
    }
    return s;
}

o2c_str o2c_string_take(o2c_reader *r, const char *open)
{
    o2c_str s = {NULL, 0};
    bool escaped;
    const char *close = o2c_string_check(r, open, &escaped);
    if (close == NULL) {
        return s;
    }
    r->at = open;
    r->p = close + 1;
    return escaped ? unescaped(r, open + 1, close) : settle(r, open + 1, close);
}

#if O2C_SSE2

static inline void store128(char *to, __m128i v)
{
    _mm_storeu_si128((__m128i *)(void *)to, v);
}

/* The bytes that can be loaded at `p` and stored at `to`, with a NUL after them. */
static inline ptrdiff_t copy_room(const o2c_reader *r, const char *p, const char *to)
{
    ptrdiff_t text = r->end - p, room = r->arena->end - to - 1;
    return text < room ? text : room;
}

/* The string copied up to `to`, whose closing quote is at `close`. */
static inline o2c_str copied(o2c_reader *r, const char *open, const char *close, char *to)
{
    o2c_str s = {r->arena->at, (size_t)(to - r->arena->at)};
    *to = '\0';
    r->arena->at = to + 1;
    r->at = open;
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

/* Decodes the escape at *p to *to and moves both behind it. False: it is wrong or near the end. */
static bool copy_escape(const char **p, const char *end, char **to)
{
    const char *start = *p;
    if (end - start < 12) {
        return false;
    }
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

/* Goes on copying the string at `open`, of which [open + 1, p) has been copied, with escapes and what
 * is not ASCII. Whatever is wrong or near an end is left to o2c_string_take, from the start. */
static O2C_NOINLINE o2c_str copy_rest(o2c_reader *r, const char *open, const char *p, char *to,
                                      uint32_t high)
{
    char *start = r->arena->at;
    ptrdiff_t room;
    while ((room = copy_room(r, p, to)) >= 20) { /* 15 bytes, and 4 of an escape behind them */
        __m128i v = o2c_load128(p);
        unsigned special = o2c_special_mask(v);
        unsigned above = (unsigned)_mm_movemask_epi8(v);
        store128(to, v);
        if (special == 0) {
            high |= above;
            p += 16;
            to += 16;
            continue;
        }
        unsigned n = (unsigned)__builtin_ctz(special);
        high |= above & ((1u << n) - 1);
        p += n;
        to += n;
        if (*p == '"' && (high == 0 || o2c_utf8_ok(start, (size_t)(to - start)))) {
            return copied(r, open, p, to);
        }
        if (*p != '\\' || !copy_escape(&p, r->end, &to)) {
            break;
        }
    }
    return o2c_string_take(r, open);
}

/* Copies the string at `open` to the arena while scanning: here as far as it has no escape. */
static inline o2c_str copy_string(o2c_reader *r, const char *open)
{
    const char *p = open + 1;
    char *to = r->arena->at;
    uint32_t beyond = 0; /* ASCII, anywhere */
    for (ptrdiff_t room = copy_room(r, p, to); room >= 32; room -= 32) {
        uint32_t special = o2c_special_32(p);
        memcpy(to, p, 32);
        if (special != 0) {
            unsigned n = (unsigned)__builtin_ctz(special);
            beyond |=
                o2c_high_32(p) & ((special & (0 - special)) - 1); /* before the special byte */
            p += n;
            to += n;
            bool fine = beyond == 0 || o2c_utf8_ok(r->arena->at, (size_t)(to - r->arena->at));
            return O2C_LIKELY(*p == '"' && fine) ? copied(r, open, p, to)
                                                 : copy_rest(r, open, p, to, beyond);
        }
        beyond |= o2c_any_high_32(p);
        p += 32;
        to += 32;
    }
    return copy_rest(r, open, p, to, beyond);
}

#endif

static O2C_COLD o2c_str refuse_string(o2c_reader *r, const char *p)
{
    o2c_str s = {NULL, 0};
    o2c_refuse_type(r, p, "string");
    return s;
}

o2c_str o2c_read_str(o2c_reader *r)
{
    const char *p = o2c_to_value(r->p, r->end);
    if (O2C_UNLIKELY(p == r->end || *p != '"')) {
        return refuse_string(r, p);
    }
#if O2C_SSE2
    if (r->strings == O2C_STRINGS_COPY) {
        return copy_string(r, p);
    }
#endif
    if (r->strings == O2C_STRINGS_VIEW) {
        const char *close = o2c_scan_ascii(p + 1, r->end);
        if (O2C_LIKELY(close != r->end && *close == '"')) {
            o2c_str view = {p + 1, (size_t)(close - p) - 1};
            r->at = p;
            r->p = close + 1;
            return view;
        }
    }
    return o2c_string_take(r, p);
}

#include "internal.h"
#include "scan.h"
#include "string_copy.h"
#include "utf8.h"

#include <string.h>

/*
 * Strings, the careful way: checked in full first and then viewed, copied or unescaped, which cannot
 * fail any more. Most are copied while they are scanned, in string_copy.c.
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

static O2C_COLD o2c_str refuse_string(o2c_reader *r, const char *p)
{
    o2c_str s = {NULL, 0};
    o2c_refuse_type(r, p, "string");
    return s;
}

o2c_str o2c_string_read(o2c_reader *r)
{
    const char *p = o2c_to_value(r->p, r->end);
    if (O2C_UNLIKELY(p == r->end || *p != '"')) {
        return refuse_string(r, p);
    }
    if (p != r->p) { /* nothing but white space was in the way */
        r->p = p;
        return r->read_str(r);
    }
    return o2c_string_take(r, p);
}

/* A string without escapes that is not copied needs no more than a look at it. */
static o2c_str view_string(o2c_reader *r)
{
    const char *p = r->p;
    if (O2C_LIKELY(p < r->near && *p == '"')) {
        const char *close = o2c_scan_ascii(p + 1, r->end);
        if (O2C_LIKELY(close != r->end && *close == '"')) {
            o2c_str view = {p + 1, (size_t)(close - p) - 1};
            r->at = p;
            r->p = close + 1;
            return view;
        }
    }
    return o2c_string_read(r);
}

void o2c_string_mode_set(o2c_reader *r, o2c_string_mode mode)
{
    r->strings = mode;
    r->read_str = mode == O2C_STRINGS_COPY   ? o2c_string_copier()
                  : mode == O2C_STRINGS_VIEW ? view_string
                                             : o2c_string_read;
}

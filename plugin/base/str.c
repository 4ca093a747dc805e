#include "base/str.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

str str_of(const char *text)
{
    return text ? (str){text, strlen(text)} : STR_NULL;
}

bool str_eq(str a, str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

int str_compare(str a, str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.data, b.data, n) : 0;
    if (order)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(str s, str prefix)
{
    return s.len >= prefix.len && str_eq(str_slice(s, 0, prefix.len), prefix);
}

bool str_ends(str s, str suffix)
{
    return s.len >= suffix.len && str_eq(str_slice(s, s.len - suffix.len, s.len), suffix);
}

str str_slice(str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return (str){s.data ? s.data + from : NULL, to - from};
}

size_t str_find(str s, char c)
{
    const char *hit = s.len ? memchr(s.data, c, s.len) : NULL;
    return hit ? (size_t)(hit - s.data) : s.len;
}

str str_copy(mem *m, str s)
{
    char *copy = mem_alloc(m, s.len + 1);
    if (s.len)
        memcpy(copy, s.data, s.len);
    return (str){copy, s.len};
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Levenshtein distance without regard to ASCII case, or `limit + 1` as soon as it is beyond. */
static size_t edit_distance(str a, str b, size_t limit)
{
    enum { MAX = 128 };
    size_t row[MAX + 1];
    if (a.len > MAX || b.len > MAX)
        return limit + 1;
    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t diagonal = row[0], best = row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t cost = diagonal + (lower(a.data[i - 1]) != lower(b.data[j - 1]));
            diagonal = row[j];
            if (row[j] + 1 < cost)
                cost = row[j] + 1;
            if (row[j - 1] + 1 < cost)
                cost = row[j - 1] + 1;
            row[j] = cost;
            if (cost < best)
                best = cost;
        }
        if (best > limit)
            return limit + 1;
    }
    return row[b.len];
}

str str_suggest(str typo, const str *candidates, size_t count)
{
    size_t limit = typo.len / 3 + (typo.len < 3);
    str best = STR_NULL;
    for (size_t i = 0; i < count; i++) {
        size_t longer = candidates[i].len > typo.len ? candidates[i].len : typo.len;
        size_t shorter = candidates[i].len + typo.len - longer;
        if (longer - shorter > limit)
            continue;
        size_t d = edit_distance(typo, candidates[i], limit);
        if (d > limit)
            continue;
        best = candidates[i];
        if (d == 0)
            break;
        limit = d - 1;
    }
    return best;
}

int str_hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool str_percent_decode(mem *m, str s, str *out)
{
    char *text = mem_alloc(m, s.len + 1);
    size_t len = 0;
    *out = STR_NULL;
    for (size_t i = 0; i < s.len; i++) {
        text[len] = s.data[i];
        if (s.data[i] == '%') {
            int high = s.len - i > 2 ? str_hex_digit(s.data[i + 1]) : -1;
            int low = s.len - i > 2 ? str_hex_digit(s.data[i + 2]) : -1;
            if (high < 0 || low < 0)
                return false;
            text[len] = (char)(high << 4 | low);
            i += 2;
        }
        len++;
    }
    *out = (str){text, len};
    return true;
}

static void buf_room(buf *b, size_t more)
{
    if (more > SIZE_MAX / 4 || b->len > SIZE_MAX / 4)
        mem_exhausted();
    size_t need = b->len + more + 1;
    if (need <= b->cap)
        return;
    size_t cap = b->cap ? b->cap * 2 : 256;
    while (cap < need)
        cap *= 2;
    char *data = realloc(b->data, cap);
    if (!data)
        mem_exhausted();
    b->data = data;
    b->cap = cap;
}

void buf_add(buf *b, str s)
{
    buf_room(b, s.len);
    if (s.len)
        memcpy(b->data + b->len, s.data, s.len);
    b->len += s.len;
    b->data[b->len] = '\0';
}

void buf_char(buf *b, char c)
{
    buf_add(b, (str){&c, 1});
}

void buf_text(buf *b, const char *text)
{
    buf_add(b, str_of(text));
}

void buf_rune(buf *b, uint32_t rune)
{
    if (rune < 0x80) {
        buf_char(b, (char)rune);
    } else if (rune < 0x800) {
        buf_char(b, (char)(0xC0 | (rune >> 6)));
        buf_char(b, (char)(0x80 | (rune & 0x3F)));
    } else if (rune < 0x10000) {
        buf_char(b, (char)(0xE0 | (rune >> 12)));
        buf_char(b, (char)(0x80 | ((rune >> 6) & 0x3F)));
        buf_char(b, (char)(0x80 | (rune & 0x3F)));
    } else {
        buf_char(b, (char)(0xF0 | (rune >> 18)));
        buf_char(b, (char)(0x80 | ((rune >> 12) & 0x3F)));
        buf_char(b, (char)(0x80 | ((rune >> 6) & 0x3F)));
        buf_char(b, (char)(0x80 | (rune & 0x3F)));
    }
}

void buf_json(buf *b, str s)
{
    static const char HEX[] = "0123456789abcdef";
    buf_char(b, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.data[i];
        const char *escape = c == '"'    ? "\\\""
                             : c == '\\' ? "\\\\"
                             : c == '\n' ? "\\n"
                             : c == '\r' ? "\\r"
                             : c == '\t' ? "\\t"
                             : c == '\b' ? "\\b"
                             : c == '\f' ? "\\f"
                                         : NULL;
        if (escape) {
            buf_text(b, escape);
        } else if (c < 0x20) {
            char u[6] = {'\\', 'u', '0', '0', HEX[c >> 4], HEX[c & 15]};
            buf_add(b, (str){u, 6});
        } else {
            buf_char(b, (char)c);
        }
    }
    buf_char(b, '"');
}

str buf_str(const buf *b)
{
    return (str){b->data ? b->data : "", b->len};
}

str buf_take(buf *b, mem *m)
{
    str copy = str_copy(m, buf_str(b));
    buf_free(b);
    return copy;
}

void buf_reset(buf *b)
{
    b->len = 0;
    if (b->data)
        b->data[0] = '\0';
}

void buf_free(buf *b)
{
    free(b->data);
    *b = (buf)BUF_INIT;
}

uint32_t str_rune(str s, size_t *at)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *p = (const unsigned char *)s.data + *at;
    size_t left = s.len - *at;
    size_t n = p[0] < 0x80   ? 1
               : p[0] < 0xC2 ? 0
               : p[0] < 0xE0 ? 2
               : p[0] < 0xF0 ? 3
               : p[0] < 0xF5 ? 4
                             : 0;
    if (n == 1) {
        *at += 1;
        return p[0];
    }
    uint32_t rune = n ? p[0] & (0xFFu >> (n + 1)) : 0;
    for (size_t i = 1; i < n; i++) {
        if (i >= left || (p[i] & 0xC0) != 0x80) {
            n = 0;
            break;
        }
        rune = rune << 6 | (p[i] & 0x3F);
    }
    if (n == 0 || rune < least[n] || (rune >= 0xD800 && rune < 0xE000) || rune > 0x10FFFF) {
        *at += 1;
        return 0xFFFD;
    }
    *at += n;
    return rune;
}

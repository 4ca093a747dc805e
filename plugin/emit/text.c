#include "emit/text.h"

#include <stdio.h>

static void quote_byte(buf *b, unsigned char c, char quote)
{
    switch (c) {
    case '\n': buf_text(b, "\\n"); return;
    case '\t': buf_text(b, "\\t"); return;
    case '\r': buf_text(b, "\\r"); return;
    case '\\': buf_text(b, "\\\\"); return;
    case '?': buf_text(b, "\\?"); return; /* trigraphs */
    default: break;
    }
    if (c == (unsigned char)quote)
        buf_char(b, '\\');
    if (c >= 0x20 && c < 0x7F)
        buf_char(b, (char)c);
    else
        buf_print(b, "\\%03o", c); /* octal takes three digits at most, hex would run on */
}

str text_quote(mem *m, str s)
{
    buf b = BUF_INIT;
    buf_char(&b, '"');
    for (size_t i = 0; i < s.len; i++) {
        /* A lone '?' is harmless and reads better without its backslash. */
        bool lone = s.data[i] == '?' && (i + 1 == s.len || s.data[i + 1] != '?') &&
                    (i == 0 || s.data[i - 1] != '?');
        if (lone)
            buf_char(&b, '?');
        else
            quote_byte(&b, (unsigned char)s.data[i], '"');
    }
    buf_char(&b, '"');
    return buf_take(&b, m);
}

str text_characters(mem *m, str s)
{
    buf b = BUF_INIT;
    for (size_t i = 0; i < s.len; i++) {
        buf_text(&b, i ? ", '" : "'");
        quote_byte(&b, (unsigned char)s.data[i], '\'');
        buf_char(&b, '\'');
    }
    return buf_take(&b, m);
}

str text_json(mem *m, const node *n)
{
    buf b = BUF_INIT;
    node_print(&b, n);
    return buf_take(&b, m);
}

str text_token(mem *m, str s, bool colon)
{
    buf b = BUF_INIT;
    buf_json(&b, s);
    if (colon)
        buf_char(&b, ':');
    return buf_take(&b, m);
}

/* Characters that a terminal or an editor might obey instead of showing. */
static bool is_unsafe(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFB) || c == 0xFFFD;
}

static void comment_rune(buf *b, uint32_t c)
{
    char before = b->len ? b->data[b->len - 1] : ' ';
    bool breaks =
        (c == '/' && before == '*') || (c == '*' && before == '/') || (c == '?' && before == '?');
    if (breaks)
        buf_char(b, ' ');
    buf_rune(b, is_unsafe(c) ? ' ' : c);
}

/* A backslash must not stand at the end of a line. */
static void end_comment(buf *b)
{
    while (b->len && b->data[b->len - 1] == ' ')
        b->data[--b->len] = '\0';
    if (b->len && b->data[b->len - 1] == '\\')
        buf_char(b, '.');
}

str text_comment(mem *m, str s, size_t max)
{
    buf b = BUF_INIT;
    size_t i = 0;
    while (i < s.len && b.len < max)
        comment_rune(&b, str_rune(s, &i));
    end_comment(&b);
    if (i < s.len)
        buf_text(&b, " ...");
    return buf_take(&b, m);
}

static void push_line(mem *m, view *lines, buf *b)
{
    end_comment(b);
    view_set_text(view_push_object(lines), "line", buf_take(b, m));
}

void text_wrap(mem *m, view *lines, str s, size_t width)
{
    buf line = BUF_INIT;
    size_t i = 0;
    unsigned breaks = 0;
    while (i < s.len) {
        char c = s.data[i];
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            breaks += c == '\n';
            i++;
            continue;
        }
        size_t end = i;
        while (end < s.len && s.data[end] != ' ' && s.data[end] != '\t' && s.data[end] != '\r' &&
               s.data[end] != '\n')
            end++;
        if (breaks > 1 && line.len) {
            push_line(m, lines, &line);
            view_set_text(view_push_object(lines), "line", STR(""));
        } else if (line.len && line.len + 1 + (end - i) > width) {
            push_line(m, lines, &line);
        } else if (line.len) {
            buf_char(&line, ' ');
        }
        breaks = 0;
        while (i < end)
            comment_rune(&line, str_rune(s, &i));
    }
    if (line.len)
        push_line(m, lines, &line);
    buf_free(&line);
}

str text_double(mem *m, const node *n)
{
    double value;
    if (!node_f64(n, &value)) /* beyond the range of a double */
        return n->as.text.data[0] == '-' ? STR("-1.7976931348623157e308")
                                         : STR("1.7976931348623157e308");
    for (size_t i = 0; i < n->as.text.len; i++) {
        if (n->as.text.data[i] == '.' || n->as.text.data[i] == 'e' || n->as.text.data[i] == 'E')
            return n->as.text;
    }
    return str_print(m, "%.*s.0", STR_ARG(n->as.text));
}

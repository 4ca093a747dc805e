#include "emit/template_parse.h"

#include "base/cursor.h"

#include <string.h>

typedef struct parser {
    tmpl *t;
    template_mode mode;
    mem *m;
    diag *d;
    str open, close; /* the delimiters */
    size_t at;       /* everything before is done */
    bool line_start; /* `at` is the start of a line */
    struct {
        uint32_t items[TEMPLATE_MAX_DEPTH];
        size_t count;
    } sections; /* the operations that opened them */
} parser;

/* One tag: {{#name}}. */
typedef struct tag {
    size_t from, to; /* with its delimiters */
    char sign;       /* one of # ^ / > ! = & {, or 0 for none */
    str body;        /* after the sign, trimmed */
} tag;

diag_place tmpl_place(const tmpl *t, size_t at)
{
    cursor c = cursor_start(t->text);
    cursor_to_offset(&c, at);
    uint32_t column = c.column - (uint32_t)t->indent.len; /* blanks: a byte is a column */
    return (diag_place){.file = &t->file, .line = c.line, .column = column, .width = 1};
}

#define FAIL(p, at, code, ...)                                                                     \
    (diag_fail((p)->d, (p)->t->cls, (code), tmpl_place((p)->t, (at)), __VA_ARGS__), false)

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_space(char c)
{
    return is_blank(c) || c == '\n' || c == '\r';
}

static str trim(str s)
{
    while (s.len && is_space(s.data[0]))
        s = str_slice(s, 1, s.len);
    while (s.len && is_space(s.data[s.len - 1]))
        s.len--;
    return s;
}

/* Position of `what` in the text, from `from` on; the text's length if it is not there. */
static size_t find_text(str text, str what, size_t from)
{
    while (from + what.len <= text.len) {
        const char *hit = memchr(text.data + from, what.data[0], text.len - what.len - from + 1);
        if (!hit)
            break;
        from = (size_t)(hit - text.data);
        if (memcmp(hit, what.data, what.len) == 0)
            return from;
        from++;
    }
    return text.len;
}

static tmpl_op *add_op(parser *p, tmpl_op_kind kind, size_t at)
{
    list_push(p->m, &p->t->ops, (tmpl_op){.kind = kind, .at = (uint32_t)at});
    return &p->t->ops.items[p->t->ops.count - 1];
}

static void add_text(parser *p, size_t from, size_t to)
{
    if (from < to)
        add_op(p, TMPL_TEXT, from)->text = str_slice(p->t->text, from, to);
}

/* Reads the tag at `from`. False after an error. */
static bool read_tag(parser *p, size_t from, tag *out)
{
    static const char SIGNS[] = "#^/>!=&{";
    str text = p->t->text;
    size_t body = from + p->open.len;
    char sign = body < text.len && text.data[body] && strchr(SIGNS, text.data[body])
                    ? text.data[body]
                    : '\0';
    if (sign)
        body++;
    char closer[34] = {sign == '{' ? '}' : '='};
    size_t extra = sign == '{' || sign == '=';
    memcpy(closer + extra, p->close.data, p->close.len);
    str end = {closer, p->close.len + extra};
    size_t to = find_text(text, end, body);
    if (to == text.len)
        return FAIL(p, from, "O2C-T001", "this tag is never closed: '%.*s' is missing",
                    STR_ARG(end));
    *out = (tag){from, to + end.len, sign, trim(str_slice(text, body, to))};
    return true;
}

/*
 * Whether the tag has its line to itself (mustache/spec, sections and others: "standalone"). Then
 * *start and *next are the bounds of the line, its end included.
 */
static bool stands_alone(const parser *p, const tag *g, size_t *start, size_t *next)
{
    str text = p->t->text;
    size_t from = g->from, to = g->to;
    while (from > p->at && is_blank(text.data[from - 1]))
        from--;
    if (from == p->at ? !p->line_start : text.data[from - 1] != '\n')
        return false;
    while (to < text.len && is_blank(text.data[to]))
        to++;
    if (to < text.len) {
        to += text.data[to] == '\r' && to + 1 < text.len && text.data[to + 1] == '\n';
        if (text.data[to] != '\n')
            return false;
        to++;
    }
    *start = from;
    *next = to;
    return true;
}

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-' || c == '/';
}

static bool check_name(parser *p, const tag *g)
{
    if (!g->body.len)
        return FAIL(p, g->from, "O2C-T005", "this tag has no name");
    for (size_t i = 0; i < g->body.len; i++) {
        char c = g->body.data[i];
        if (p->mode == TEMPLATE_STRICT ? !is_name_char(c) : is_space(c))
            return FAIL(p, g->from, "O2C-T005", "'%.*s' is no name", STR_ARG(g->body));
    }
    return true;
}

/* Splits a.b.c; "." alone is the empty path. */
static bool set_path(parser *p, const tag *g, tmpl_op *op)
{
    op->text = g->body;
    if (str_eq(g->body, STR(".")))
        return true;
    LIST(view_name) path = {0};
    for (size_t from = 0; from <= g->body.len;) {
        size_t to = from + str_find(str_slice(g->body, from, g->body.len), '.');
        if (from == to)
            return FAIL(p, g->from, "O2C-T005", "'%.*s' has an empty part", STR_ARG(g->body));
        list_push(p->m, &path, view_name_of(str_slice(g->body, from, to)));
        from = to + 1;
    }
    op->path = path.items;
    op->path_count = (uint32_t)path.count;
    return true;
}

static bool add_named(parser *p, const tag *g, tmpl_op_kind kind)
{
    return check_name(p, g) && set_path(p, g, add_op(p, kind, g->from));
}

static bool open_section(parser *p, const tag *g)
{
    if (p->sections.count == TEMPLATE_MAX_DEPTH)
        return FAIL(p, g->from, "O2C-T009", "more than %d sections are open", TEMPLATE_MAX_DEPTH);
    p->sections.items[p->sections.count++] = (uint32_t)p->t->ops.count;
    return add_named(p, g, g->sign == '#' ? TMPL_SECTION : TMPL_INVERTED);
}

static bool close_section(parser *p, const tag *g)
{
    if (!p->sections.count)
        return FAIL(p, g->from, "O2C-T003", "no section '%.*s' is open", STR_ARG(g->body));
    tmpl_op *opened = &p->t->ops.items[p->sections.items[--p->sections.count]];
    if (!str_eq(opened->text, g->body))
        return FAIL(p, g->from, "O2C-T003",
                    "section '%.*s' of line %u is to be closed first, not '%.*s'",
                    STR_ARG(opened->text), tmpl_place(p->t, opened->at).line, STR_ARG(g->body));
    opened->end = (uint32_t)p->t->ops.count;
    return true;
}

/* {{=<% %>=}} */
static bool set_delimiters(parser *p, const tag *g)
{
    enum { MAX = 32 };
    size_t space = 0;
    while (space < g->body.len && !is_space(g->body.data[space]))
        space++;
    str open = str_slice(g->body, 0, space);
    str close = trim(str_slice(g->body, space, g->body.len));
    bool odd = !open.len || !close.len || open.len > MAX || close.len > MAX;
    for (size_t i = 0; i < close.len; i++)
        odd |= is_space(close.data[i]);
    for (size_t i = 0; i < g->body.len; i++)
        odd |= g->body.data[i] == '=';
    if (odd)
        return FAIL(p, g->from, "O2C-T004", "'%.*s' is not a pair of delimiters", STR_ARG(g->body));
    p->open = open;
    p->close = close;
    return true;
}

static bool add_partial(parser *p, const tag *g, str indent)
{
    if (!check_name(p, g))
        return false;
    tmpl_op *op = add_op(p, TMPL_PARTIAL, g->from);
    op->text = g->body;
    op->indent = indent;
    return true;
}

static bool add_tag(parser *p, const tag *g, str indent)
{
    switch (g->sign) {
    case '#':
    case '^': return open_section(p, g);
    case '/': return close_section(p, g);
    case '>': return add_partial(p, g, indent);
    case '=': return set_delimiters(p, g);
    case '&':
    case '{': return add_named(p, g, TMPL_RAW);
    case '!': return true;
    default: return add_named(p, g, TMPL_VALUE);
    }
}

/* The text before the tag, and the tag. */
static bool step(parser *p, const tag *g)
{
    bool shows = g->sign == '\0' || g->sign == '&' || g->sign == '{';
    size_t start = g->from, next = g->to;
    bool alone = !shows && stands_alone(p, g, &start, &next);
    add_text(p, p->at, start);
    if (!add_tag(p, g, str_slice(p->t->text, start, g->from)))
        return false;
    p->at = next;
    p->line_start = alone;
    return true;
}

bool tmpl_parse(tmpl *t, template_mode mode, mem *m, diag *d)
{
    parser p = {.t = t, .mode = mode, .m = m, .d = d, .open = STR("{{"), .close = STR("}}")};
    p.line_start = true;
    t->ops.count = 0;
    for (;;) {
        tag g;
        size_t from = find_text(t->text, p.open, p.at);
        if (from == t->text.len)
            break;
        if (!read_tag(&p, from, &g) || !step(&p, &g))
            return false;
    }
    add_text(&p, p.at, t->text.len);
    if (p.sections.count) {
        const tmpl_op *opened = &t->ops.items[p.sections.items[p.sections.count - 1]];
        return FAIL(&p, opened->at, "O2C-T002", "section '%.*s' is never closed",
                    STR_ARG(opened->text));
    }
    return true;
}

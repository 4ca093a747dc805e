#include "command/try_cases.h"

typedef struct scan {
    str text;
    size_t at;
} scan;

static char peek(const scan *s)
{
    return s->at < s->text.len ? s->text.data[s->at] : '\0';
}

static void skip_space(scan *s)
{
    for (char c = peek(s); c == ' ' || c == '\t' || c == '\r'; c = peek(s))
        s->at++;
}

static bool take_char(scan *s, char c)
{
    skip_space(s);
    if (s->at == s->text.len || s->text.data[s->at] != c)
        return false;
    s->at++;
    return true;
}

/** Moves over a string, from its quote to behind the next one that has no backslash before it. */
static void skip_string(scan *s)
{
    for (s->at++; s->at < s->text.len; s->at++) {
        if (s->text.data[s->at] == '\\')
            s->at++;
        else if (s->text.data[s->at] == '"')
            break;
    }
    s->at = s->at < s->text.len ? s->at + 1 : s->text.len;
}

/**
 * The bytes of a value: up to the comma or bracket that stands outside of all of its own brackets and
 * strings. Whether they are JSON is not asked.
 */
static str take_value(scan *s)
{
    skip_space(s);
    size_t from = s->at, depth = 0;
    while (s->at < s->text.len) {
        char c = s->text.data[s->at];
        if (depth == 0 && (c == ',' || c == '}' || c == ']'))
            break;
        if (c == '"') {
            skip_string(s);
            continue;
        }
        if (c == '{' || c == '[')
            depth++;
        else if (c == '}' || c == ']')
            depth--;
        s->at++;
    }
    str value = str_slice(s->text, from, s->at);
    while (value.len && (value.data[value.len - 1] == ' ' || value.data[value.len - 1] == '\t'))
        value.len--;
    return value;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/** The four digits of a unicode escape. */
static bool take_hex(scan *s, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++, s->at++) {
        int digit = hex_digit(peek(s));
        if (digit < 0)
            return false;
        *out = *out << 4 | (uint32_t)digit;
    }
    return true;
}

/** Half a surrogate pair stays what it is, three bytes that are not UTF-8: the decoder is to refuse it. */
static void add_unit(buf *out, uint32_t unit)
{
    if (unit < 0xD800 || (unit > 0xDFFF)) {
        buf_rune(out, unit);
        return;
    }
    buf_char(out, (char)(0xE0 | unit >> 12));
    buf_char(out, (char)(0x80 | (unit >> 6 & 0x3F)));
    buf_char(out, (char)(0x80 | (unit & 0x3F)));
}

static bool add_unicode_escape(scan *s, buf *out)
{
    uint32_t unit, low;
    if (!take_hex(s, &unit))
        return false;
    scan ahead = *s;
    if (unit >= 0xD800 && unit < 0xDC00 && peek(&ahead) == '\\') {
        ahead.at++;
        if (peek(&ahead) == 'u') {
            ahead.at++;
            if (take_hex(&ahead, &low) && low >= 0xDC00 && low < 0xE000) {
                *s = ahead;
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            }
        }
    }
    add_unit(out, unit);
    return true;
}

static bool add_escape(scan *s, buf *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = peek(s);
    s->at++;
    if (c == 'u')
        return add_unicode_escape(s, out);
    for (size_t i = 0; from[i]; i++)
        if (from[i] == c) {
            buf_char(out, to[i]);
            return true;
        }
    return false;
}

/** The contents of a string, `raw` with its quotes. Bytes that are not UTF-8 stay. */
static bool unquote(mem *m, str raw, str *out)
{
    if (raw.len < 2 || raw.data[0] != '"' || raw.data[raw.len - 1] != '"')
        return false;
    scan s = {str_slice(raw, 1, raw.len - 1), 0};
    buf text = BUF_INIT;
    bool ok = true;
    while (ok && s.at < s.text.len) {
        char c = s.text.data[s.at++];
        if (c == '\\')
            ok = add_escape(&s, &text);
        else if (c == '"')
            ok = false;
        else
            buf_char(&text, c);
    }
    *out = buf_take(&text, m);
    return ok;
}

/* ---- cases ---- */

typedef struct case_members {
    str schema, valid, pointer, doc, text; /* raw; data NULL: absent */
} case_members;

/** Members that we do not know (kind, note) are for people. */
static str *find_member(case_members *members, str name)
{
    const struct {
        str name;
        str *value;
    } known[] = {
        {STR("schema"), &members->schema},   {STR("valid"), &members->valid},
        {STR("pointer"), &members->pointer}, {STR("doc"), &members->doc},
        {STR("text"), &members->text},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(known[i].name, name))
            return known[i].value;
    return NULL;
}

static bool take_member(mem *m, scan *s, case_members *members, str *fault)
{
    str name, raw = STR_NULL;
    skip_space(s);
    size_t from = s->at;
    if (peek(s) == '"')
        skip_string(s);
    bool named = unquote(m, str_slice(s->text, from, s->at), &name) && take_char(s, ':');
    if (named)
        raw = take_value(s);
    if (!raw.len) {
        *fault = str_print(m, "no member of a JSON object at column %zu", from + 1);
        return false;
    }
    str *value = find_member(members, name);
    if (value && value->data) {
        *fault = str_print(m, "'%.*s' is given twice", STR_ARG(name));
        return false;
    }
    if (value)
        *value = raw;
    return true;
}

/** Takes a line apart. False, and a fault, if it is no JSON object. */
static bool take_members(mem *m, str line, case_members *members, str *fault)
{
    scan s = {line, 0};
    if (!take_char(&s, '{')) {
        *fault = STR("the line is no JSON object");
        return false;
    }
    do {
        if (!take_member(m, &s, members, fault))
            return false;
    } while (take_char(&s, ','));
    bool closed = take_char(&s, '}');
    skip_space(&s);
    if (!closed || s.at < line.len)
        *fault = str_print(m, "the object does not end at column %zu", s.at + 1);
    return closed && s.at == line.len;
}

static bool is_null(str raw)
{
    return !raw.data || str_eq(raw, STR("null"));
}

/** A pointer as errors have it: they are NUL-terminated, so U+0000 in a name is spelt out. */
static str spell_pointer(mem *m, str pointer)
{
    buf out = BUF_INIT;
    for (size_t i = 0; i < pointer.len; i++) {
        if (pointer.data[i])
            buf_char(&out, pointer.data[i]);
        else
            buf_text(&out, "\\u0000");
    }
    return buf_take(&out, m);
}

/** Fills in `c` from its members; returns what is wrong, or NULL. */
static const char *fill_case(mem *m, const case_members *members, try_case *c)
{
    if (!members->schema.data || !unquote(m, members->schema, &c->schema))
        return "'schema' must be a string";
    c->valid = str_eq(members->valid, STR("true"));
    if (!c->valid && !str_eq(members->valid, STR("false")))
        return "'valid' must be true or false";
    if (!is_null(members->pointer) && !unquote(m, members->pointer, &c->pointer))
        return "'pointer' must be a string or null";
    if (c->pointer.data)
        c->pointer = spell_pointer(m, c->pointer);
    if (!members->doc.data == !members->text.data)
        return "one of 'doc' and 'text' must be there";
    c->document = members->doc;
    if (members->text.data && !unquote(m, members->text, &c->document))
        return "'text' must be a string";
    return NULL;
}

static try_case read_case(mem *m, str file, size_t number, str line)
{
    try_case c = {.file = file, .line = number};
    case_members members = {0};
    if (take_members(m, line, &members, &c.fault))
        c.fault = str_of(fill_case(m, &members, &c));
    return c;
}

/* ---- lines ---- */

/** Takes the next line that is not blank, without its end. */
static bool next_line(str *rest, size_t *number, str *line)
{
    while (rest->len) {
        size_t end = str_find(*rest, '\n');
        *line = str_slice(*rest, 0, end);
        *rest = str_slice(*rest, end + 1, rest->len);
        ++*number;
        if (line->len && line->data[line->len - 1] == '\r')
            line->len--;
        scan s = {*line, 0};
        skip_space(&s);
        if (s.at < line->len)
            return true;
    }
    return false;
}

void try_cases_add_cases(mem *m, try_cases *out, str file, str text)
{
    str line;
    size_t number = 0;
    while (next_line(&text, &number, &line))
        list_push(m, out, read_case(m, file, number, line));
}

void try_cases_add_instances(mem *m, try_cases *out, str file, str text, str schema)
{
    str line;
    size_t number = 0;
    while (next_line(&text, &number, &line))
        list_push(m, out, (try_case){file, number, schema, true, STR_NULL, line, STR_NULL});
}

void try_cases_add_file(mem *m, try_cases *out, str file, str text, str schema)
{
    list_push(m, out, (try_case){file, 0, schema, true, STR_NULL, text, STR_NULL});
}

#include "source/header.h"

#include "source/url.h"

#include <stdlib.h>
#include <string.h>

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* A token (RFC 9110 §5.6.2). */
static bool is_token(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!is_letter_or_digit(s.data[i]) && (!s.data[i] || !strchr("!#$%&'*+-.^_`|~", s.data[i])))
            return false;
    return s.len > 0;
}

/* Fields that say how the message is sent, which is not the user's to say. */
static bool is_ours(str name)
{
    static const char *const ours[] = {
        "Accept-Encoding", "Connection", "Content-Length",   "Host", "If-Match", "If-None-Match",
        "If-Range",        "Range",      "Transfer-Encoding"};
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
        str one = str_of(ours[i]);
        size_t n = 0;
        while (n < one.len && n < name.len && (one.data[n] | 0x20) == (name.data[n] | 0x20))
            n++;
        if (n == one.len && n == name.len)
            return true;
    }
    return false;
}

static str trim(str s)
{
    while (s.len && (s.data[0] == ' ' || s.data[0] == '\t'))
        s = str_slice(s, 1, s.len);
    while (s.len && (s.data[s.len - 1] == ' ' || s.data[s.len - 1] == '\t'))
        s.len--;
    return s;
}

bool header_from_environment(mem *m, str word, str *value, str *fault)
{
    str name = str_slice(word, 4, word.len);
    *value = word;
    if (!str_starts(word, STR("env:")))
        return true;
    const char *found = getenv(str_copy(m, name).data);
    if (found && *found) {
        *value = str_of(found);
        return true;
    }
    *value = STR_NULL;
    *fault = str_print(m, "the environment has no '%.*s'", STR_ARG(name));
    return false;
}

/* Bytes that a value may hold (RFC 9110 §5.5). A line break would begin another field. */
static bool is_value(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.data[i] < ' ' && s.data[i] != '\t')
            return false;
        else if (s.data[i] == 0x7F)
            return false;
    return s.len > 0;
}

static bool add_value(mem *m, str name, str value, buf *line, str *fault)
{
    size_t start = line->len;
    while (value.len) {
        size_t end = str_find(value, ' ');
        str word;
        if (!header_from_environment(m, str_slice(value, 0, end), &word, fault)) {
            *fault = str_print(m, "%.*s, which the value of '%.*s' asks for", STR_ARG(*fault),
                               STR_ARG(name));
            return false;
        }
        buf_add(line, word);
        if (end < value.len)
            buf_char(line, ' ');
        value = str_slice(value, end + 1, value.len);
    }
    if (is_value(str_slice(buf_str(line), start, line->len)))
        return true;
    *fault = str_print(m, "the value of '%.*s' is empty or has control characters", STR_ARG(name));
    return false;
}

static bool add_line(mem *m, str rule, buf *line, str *fault)
{
    size_t colon = str_find(rule, ':');
    str name = trim(str_slice(rule, 0, colon));
    if (colon == rule.len || !is_token(name)) {
        *fault = STR("it takes '[URL ]Name: value'");
        return false;
    }
    if (is_ours(name)) {
        *fault = str_print(m, "'%.*s' is not for the user to set", STR_ARG(name));
        return false;
    }
    buf_print(line, "%.*s: ", STR_ARG(name));
    return add_value(m, name, trim(str_slice(rule, colon + 1, rule.len)), line, fault);
}

static bool read_origin(mem *m, str *rule, str *origin, str *fault)
{
    size_t end = str_find(*rule, ' ');
    const char *why;
    url_parts where;
    if (!url_is_remote(*rule))
        return true;
    if (!url_parse(m, str_slice(*rule, 0, end), &where, &why)) {
        *fault = str_print(m, "its URL %s", why);
        return false;
    }
    *origin = where.origin;
    *rule = trim(str_slice(*rule, end, rule->len));
    return true;
}

bool header_read(mem *m, str rule, header *out, str *fault)
{
    buf line = BUF_INIT;
    *out = (header){.origin = STR_NULL};
    rule = trim(rule);
    bool ok = read_origin(m, &rule, &out->origin, fault) && add_line(m, rule, &line, fault);
    if (ok)
        out->line = buf_take(&line, m);
    buf_free(&line);
    return ok;
}

#include "command/options.h"

#include "command/later.h"

#include <string.h>

typedef struct parser {
    mem *m;
    diag *d;
    option_tables tables;
    char *record;
    texts *rest;
    char **argv;
    int argc, at; /* argv[at] is next */
    given_options given;
} parser;

static void usage_error(parser *p, const char *code, str text)
{
    diag_fail(p->d, DIAG_USAGE, code, (diag_place){0}, "%.*s", STR_ARG(text));
}

const option *option_find(option_tables tables, str name)
{
    for (; *tables; tables++)
        for (const option *o = *tables; o->kind; o++)
            if (str_eq(str_of(o->name), name))
                return o;
    return NULL;
}

static const option *find_letter(option_tables tables, char letter)
{
    for (; *tables; tables++)
        for (const option *o = *tables; o->kind; o++)
            if (o->letter && o->letter == letter)
                return o;
    return NULL;
}

static void fail_unknown(parser *p, str name)
{
    if (later_option(name)) {
        usage_error(p, "O2C-U002",
                    str_print(p->m, "'--%.*s' comes with a later version", STR_ARG(name)));
        return;
    }
    texts names = {0};
    for (option_tables t = p->tables; *t; t++)
        for (const option *o = *t; o->kind; o++)
            list_push(p->m, &names, str_of(o->name));
    str near = str_suggest(name, names.items, names.count);
    usage_error(p, "O2C-U001",
                near.data ? str_print(p->m, "unknown option '--%.*s'; did you mean '--%.*s'?",
                                      STR_ARG(name), STR_ARG(near))
                          : str_print(p->m, "unknown option '--%.*s'", STR_ARG(name)));
}

/** A decimal number of digits alone, within the option's bounds. */
static bool parse_number(const option *o, str text, uint32_t *out)
{
    uint64_t n = 0;
    if (!text.len || text.len > 10)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        n = n * 10 + (uint64_t)(text.data[i] - '0');
    }
    *out = (uint32_t)n;
    return n >= o->from && n <= o->to;
}

/** The position of `text` in "a|b|c", or -1. */
static int find_choice(const char *choices, str text)
{
    str left = str_of(choices);
    for (int i = 0;; i++) {
        size_t end = str_find(left, '|');
        if (str_eq(str_slice(left, 0, end), text))
            return i;
        if (end == left.len)
            return -1;
        left = str_slice(left, end + 1, left.len);
    }
}

static void fail_value(parser *p, const option *o, str value)
{
    if (o->kind == OPTION_NUMBER)
        usage_error(p, "O2C-U004",
                    str_print(p->m, "'--%s' takes a number from %u to %u, not '%.*s'", o->name,
                              (unsigned)o->from, (unsigned)o->to, STR_ARG(value)));
    else
        usage_error(
            p, "O2C-U004",
            str_print(p->m, "'--%s' takes %s, not '%.*s'", o->name, o->argument, STR_ARG(value)));
}

/** A value given twice is a mistake, except where values add up. */
static void note_given(parser *p, const option *o)
{
    bool adds_up = o->kind == OPTION_LIST || o->kind == OPTION_NAMES || o->kind == OPTION_FLAG ||
                   o->kind == OPTION_SET;
    for (size_t i = 0; i < p->given.count; i++)
        if (p->given.items[i] == o && !adds_up) {
            usage_error(p, "O2C-U005", str_print(p->m, "'--%s' is given twice", o->name));
            return;
        }
    list_push(p->m, &p->given, o);
}

bool option_is_given(const given_options *given, const option *o)
{
    for (size_t i = 0; i < given->count; i++)
        if (given->items[i]->offset == o->offset)
            return true;
    return false;
}

/* "a,b" as two of them. */
static void push_names(mem *m, texts *list, str value)
{
    size_t end = str_find(value, ',');
    for (; end < value.len; end = str_find(value, ',')) {
        list_push(m, list, str_slice(value, 0, end));
        value = str_slice(value, end + 1, value.len);
    }
    list_push(m, list, value);
}

bool option_set(mem *m, const option *o, void *record, str value)
{
    void *target = (char *)record + o->offset;
    int choice;
    switch (o->kind) {
    case OPTION_LIST: list_push(m, (texts *)target, value); return true;
    case OPTION_NAMES: push_names(m, (texts *)target, value); return true;
    case OPTION_TEXT: *(str *)target = value; return true;
    case OPTION_NUMBER: return parse_number(o, value, target);
    case OPTION_CHOICE:
        choice = find_choice(o->argument, value);
        if (choice >= 0)
            *(int *)target = choice;
        return choice >= 0;
    case OPTION_FLAG:
    case OPTION_SET:
    case OPTION_END: break;
    }
    return false;
}

void option_set_flag(const option *o, void *record, bool value)
{
    *(bool *)(void *)((char *)record + o->offset) = value;
}

static bool takes_value(const option *o)
{
    return o->kind != OPTION_FLAG && o->kind != OPTION_SET;
}

static void set_flag(parser *p, const option *o)
{
    note_given(p, o);
    if (o->kind == OPTION_FLAG)
        option_set_flag(o, p->record, true);
    else
        *(int *)(void *)(p->record + o->offset) = (int)o->from;
}

/** value: what is attached to the option itself, or STR_NULL. */
static void take_option(parser *p, const option *o, str value)
{
    if (!takes_value(o)) {
        if (value.data)
            usage_error(p, "O2C-U003", str_print(p->m, "'--%s' takes no value", o->name));
        else
            set_flag(p, o);
        return;
    }
    if (!value.data && o->kind == OPTION_NAMES)
        value = STR("all");
    if (!value.data && p->at < p->argc)
        value = str_of(p->argv[p->at++]);
    if (!value.data)
        usage_error(p, "O2C-U003",
                    str_print(p->m, "'--%s' needs a value: %s", o->name, o->argument));
    else {
        note_given(p, o);
        if (!option_set(p->m, o, p->record, value))
            fail_value(p, o, value);
    }
}

/** --no-flag, for a flag that a configuration may have set. */
static bool take_back(parser *p, str name)
{
    const option *o =
        str_starts(name, STR("no-")) ? option_find(p->tables, str_slice(name, 3, name.len)) : NULL;
    if (!o || o->kind != OPTION_FLAG)
        return false;
    note_given(p, o);
    option_set_flag(o, p->record, false);
    return true;
}

static void take_long(parser *p, str text)
{
    size_t end = str_find(text, '=');
    str name = str_slice(text, 0, end);
    str value = end < text.len ? str_slice(text, end + 1, text.len) : STR_NULL;
    const option *o = option_find(p->tables, name);
    if (o)
        take_option(p, o, value);
    else if (value.data || !take_back(p, name))
        fail_unknown(p, name);
}

static void take_short(parser *p, str text)
{
    const option *o = find_letter(p->tables, text.data[0]);
    if (o)
        take_option(p, o, text.len > 1 ? str_slice(text, 1, text.len) : STR_NULL);
    else
        usage_error(p, "O2C-U001", str_print(p->m, "unknown option '-%.*s'", STR_ARG(text)));
}

bool options_parse(mem *m, diag *d, option_tables tables, int argc, char **argv, void *record,
                   texts *rest, given_options *given)
{
    parser p = {.m = m, .d = d, .tables = tables, .record = record, .rest = rest};
    p.argc = argc;
    p.argv = argv;
    size_t before = d->errors;
    bool only_rest = false;
    while (p.at < argc) {
        str arg = str_of(argv[p.at++]);
        if (only_rest || arg.len < 2 || arg.data[0] != '-')
            list_push(m, rest, arg);
        else if (arg.data[1] != '-')
            take_short(&p, str_slice(arg, 1, arg.len));
        else if (arg.len == 2)
            only_rest = true;
        else
            take_long(&p, str_slice(arg, 2, arg.len));
    }
    if (given)
        *given = p.given;
    return d->errors == before;
}

void options_wrap(buf *out, const char *start, size_t width, str text)
{
    while (text.len) {
        size_t end = text.len;
        if (end > width) {
            end = width;
            while (end && text.data[end] != ' ')
                end--;
            if (!end)
                end = str_find(text, ' ');
        }
        buf_print(out, "%s%.*s\n", start, STR_ARG(str_slice(text, 0, end)));
        text = str_slice(text, end + 1, text.len);
    }
}

void options_help(buf *out, option_tables tables)
{
    for (; *tables; tables++)
        for (const option *o = *tables; o->kind; o++) {
            buf_text(out, "    ");
            if (o->letter)
                buf_print(out, "-%c, ", o->letter);
            buf_print(out, "--%s", o->name);
            if (o->kind == OPTION_NAMES)
                buf_print(out, "[=%s]", o->argument);
            else if (takes_value(o))
                buf_print(out, "%c%s", o->kind == OPTION_CHOICE ? '=' : ' ', o->argument);
            buf_char(out, '\n');
            options_wrap(out, "        ", 72, str_of(o->help));
        }
}

/** Patterns: calls of their functions, and the tables in those. */
#include "emit/build.h"

enum { SHOWN = 100, WIDTH = 88 };

/* The start of the text, for messages: whole characters. */
static str shown(str text)
{
    size_t end = text.len < SHOWN ? text.len : SHOWN;
    while (end < text.len && end && ((unsigned char)text.data[end] & 0xC0) == 0x80)
        end--;
    return str_slice(text, 0, end);
}

static void push_call(mem *m, view *list, const plan_pattern *p, const plan_type *t, str of)
{
    view *c = view_push_object(list);
    str text = text_quote(m, shown(p->model->text));
    bool any = str_eq(t->scalar, STR("value"));
    view_set_text(c, "check", any ? STR("value_pattern") : STR("pattern"));
    if (any)
        view_set_print(c, "arguments", "%.*s, %.*s, O2C_MESSAGE(%.*s)", STR_ARG(address_of(m, of)),
                       STR_ARG(p->c_name), STR_ARG(text));
    else
        view_set_print(c, "arguments", "%.*s(r, %.*s), O2C_MESSAGE(%.*s)", STR_ARG(p->c_name),
                       STR_ARG(of), STR_ARG(text));
}

void patterns_view(mem *m, view *list, const plan_patterns *patterns, const plan_type *type, str of)
{
    const plan_type *t = base_type(type);
    if (t->form != PLAN_SCALAR)
        return;
    for (size_t i = 0; i < patterns->count; i++)
        push_call(m, list, patterns->items[i], t, of);
}

/* ---- tables ---- */

/** Items that are separated by commas, on lines of about one width. */
typedef struct lines {
    view *list;
    buf line;
} lines;

static lines lines_begin(view *o, const char *name)
{
    return (lines){view_set_list(o, name), BUF_INIT};
}

static void lines_flush(mem *m, lines *l)
{
    if (l->line.len)
        view_set_text(view_push_object(l->list), "line", buf_take(&l->line, m));
    l->line = (buf)BUF_INIT;
}

static void lines_add(mem *m, lines *l, str item)
{
    if (l->line.len + item.len + 2 > WIDTH)
        lines_flush(m, l);
    if (l->line.len)
        buf_char(&l->line, ' ');
    buf_add(&l->line, item);
    buf_char(&l->line, ',');
}

static str limit_text(mem *m, uint32_t max)
{
    return max == UINT32_MAX ? STR("UINT32_MAX") : str_print(m, "%u", (unsigned)max);
}

static str word_text(mem *m, uint64_t word)
{
    return word ? str_print(m, "UINT64_C(0x%llx)", (unsigned long long)word) : STR("0");
}

static void runs_view(mem *m, view *o, const pattern_code *c)
{
    lines sets = lines_begin(o, "sets"), ranges = lines_begin(o, "ranges");
    lines runs = lines_begin(o, "runs");
    for (size_t i = 0; i < c->sets.count; i++) {
        const o2c_set *s = &c->sets.items[i];
        lines_add(m, &sets,
                  str_print(m, "{{%.*s, %.*s}, %u, %u}", STR_ARG(word_text(m, s->ascii[0])),
                            STR_ARG(word_text(m, s->ascii[1])), (unsigned)s->first,
                            (unsigned)s->count));
    }
    for (size_t i = 0; i < c->ranges.count; i++)
        lines_add(m, &ranges,
                  str_print(m, "{0x%x, 0x%x}", (unsigned)c->ranges.items[i].low,
                            (unsigned)c->ranges.items[i].high));
    for (size_t i = 0; i < c->runs.count; i++) {
        const o2c_run *r = &c->runs.items[i];
        lines_add(m, &runs,
                  str_print(m, "{%u, %.*s, %u}", (unsigned)r->min, STR_ARG(limit_text(m, r->max)),
                            (unsigned)r->set));
    }
    lines_flush(m, &sets);
    lines_flush(m, &ranges);
    lines_flush(m, &runs);
    view_set_bool(o, "has_ranges", c->ranges.count > 0);
    view_set_bool(o, "has_runs", c->runs.count > 0);
    view_set_print(o, "run_count", "%zu", c->runs.count);
    view_set_bool(o, "whole", c->whole);
}

static void states_view(mem *m, view *o, const pattern_code *c)
{
    lines classes = lines_begin(o, "class_of"), next = lines_begin(o, "next");
    size_t count = (size_t)c->states * c->automaton.classes;
    for (unsigned byte = 0; byte < 256; byte++)
        lines_add(m, &classes, str_print(m, "%u", (unsigned)c->class_of[byte]));
    for (size_t i = 0; i < count; i++)
        lines_add(m, &next, str_print(m, "%u", (unsigned)c->next[i]));
    lines_flush(m, &classes);
    lines_flush(m, &next);
    bool wide = c->states > 256;
    view_set_text(o, "state_type", wide ? STR("uint16_t") : STR("uint8_t"));
    view_set_text(o, "matcher", wide ? STR("o2c_match_states_wide") : STR("o2c_match_states"));
    view_set_print(o, "classes", "%u", (unsigned)c->automaton.classes);
    view_set_print(o, "start", "%u", (unsigned)c->automaton.start);
    view_set_print(o, "accepting", "%u", (unsigned)c->automaton.accepting);
}

static void library_view(mem *m, view *o, const pattern_code *c)
{
    bool longish = c->translated.len > TEXT_LITERAL_MAX;
    view_set_text(o, "literal", longish ? STR("") : text_quote(m, c->translated));
    view_set_text(o, "characters", longish ? text_characters(m, c->translated) : STR(""));
    view_set_print(o, "hash", "0x%016llx", (unsigned long long)str_digest(c->translated));
    view_set_print(o, "length", "%zu", c->translated.len);
    view_set_bool(o, "searches", c->searches);
    view_set_text(o, "reason", str_of(c->reason));
}

void pattern_view(mem *m, view *o, const plan_pattern *pattern)
{
    const pattern_code *c = &pattern->model->code;
    view_set_text(o, "name", pattern->c_name);
    view_set_text(o, "comment", text_comment(m, pattern->model->text, 200));
    view_set_bool(o, "by_runs", c->form == PATTERN_RUNS);
    view_set_bool(o, "by_states", c->form == PATTERN_STATES);
    view_set_bool(o, "by_library", c->form == PATTERN_LIBRARY);
    switch (c->form) {
    case PATTERN_RUNS: runs_view(m, o, c); break;
    case PATTERN_STATES: states_view(m, o, c); break;
    case PATTERN_LIBRARY: library_view(m, o, c); break;
    }
}

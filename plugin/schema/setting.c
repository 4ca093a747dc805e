/** Choices that were made from outside, by JSON Pointer or name (schema_options.settings). */
#include "schema/choice.h"
#include "schema/select.h"

#include "base/glob.h"

#define SETTING_UNUSED "O2C-G015"

static void copy_choice(schema_choices *to, const schema_choices *from, const schema_choice *c,
                        bool loose)
{
    const void *source = (const char *)from + c->offset;
    void *target = (char *)to + c->offset;
    if (!c->values && ((const schema_name *)source)->text.data)
        *(schema_name *)target = *(const schema_name *)source;
    else if (c->values && ((const schema_pick *)source)->value) {
        *(schema_pick *)target = *(const schema_pick *)source;
        ((schema_pick *)target)->loose = loose;
    }
}

/* twin: a part of a schema that was split (legacy.c); what it is called is said of the whole. */
static void apply(schema *s, const schema_setting *setting, bool twin)
{
    for (size_t i = 0; i < SCHEMA_CHOICE_COUNT; i++)
        if (!twin || schema_choice_table[i].values)
            copy_choice(&s->choices, &setting->choices, &schema_choice_table[i],
                        glob_is_pattern(setting->at));
}

static bool is_pointer(str at)
{
    return str_find(at, '#') < at.len || str_find(at, '/') < at.len;
}

static bool matches(const schema_setting *setting, const schema *s)
{
    str at = setting->at;
    if (!is_pointer(at))
        return s->key.data && glob_match(at, s->key);
    str pointer = s->pointer;
    if (at.data[0] == '#')
        pointer = str_slice(pointer, str_find(pointer, '#'), pointer.len);
    return glob_match(at, pointer);
}

/* Schemas in the same place that are called alike, or STR_NULL. */
static str suggestion(builder *b, str at)
{
    LIST(str) near = {0};
    bool pointer = is_pointer(at);
    size_t parent = at.len;
    while (pointer && parent && at.data[parent - 1] != '/')
        parent--;
    for (size_t i = 0; i < b->graph->all.count; i++) {
        const schema *s = b->graph->all.items[i];
        str name = pointer ? s->pointer : s->key;
        bool beside = name.len > parent && str_starts(name, str_slice(at, 0, parent)) &&
                      str_find(str_slice(name, parent, name.len), '/') == name.len - parent;
        if (pointer ? beside : name.data != NULL)
            list_push(b->m, &near, name);
    }
    return str_suggest(at, near.items, near.count);
}

static void report_unused(builder *b, const schema_setting *setting)
{
    str near = glob_is_pattern(setting->at) ? STR_NULL : suggestion(b, setting->at);
    const char *hint =
        near.data ? str_print(b->m, "did you mean '%.*s'?", STR_ARG(near)).data : NULL;
    diag_warning(b->d, SETTING_UNUSED, setting->place, hint,
                 "no schema is at '%.*s'; nothing was set", STR_ARG(setting->at));
}

static void apply_to_all(builder *b, const schema_setting *setting)
{
    const schema *last = NULL;
    for (size_t i = 0; i < b->graph->all.count; i++) {
        schema *s = b->graph->all.items[i];
        if (!matches(setting, s))
            continue;
        apply(s, setting, last && str_eq(last->pointer, s->pointer));
        last = s;
    }
    if (!last && !select_is_on(b))
        report_unused(b, setting);
}

void setting_apply(builder *b, const schema_options *o)
{
    for (size_t i = 0; i < o->setting_count; i++)
        apply_to_all(b, &o->settings[i]);
}

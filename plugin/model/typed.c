/** Typed forms: strings of some formats kept as what they say, where that was asked for. */
#include "model/build.h"

#include <o2c/typed.h>

#define TYPED_TEXT "O2C-M021"

static const o2c_format typed[] = {
    O2C_FORMAT_UUID,      O2C_FORMAT_DATE_TIME, O2C_FORMAT_DATE,   O2C_FORMAT_TIME,
    O2C_FORMAT_DURATION,  O2C_FORMAT_IPV4,      O2C_FORMAT_IPV6,   O2C_FORMAT_BYTE,
    O2C_FORMAT_BASE64URL, O2C_FORMAT_INT64,     O2C_FORMAT_UINT64,
};

enum { FORMATS = sizeof typed / sizeof *typed };

o2c_format model_typed_find(str name)
{
    o2c_format found = o2c_format_find(name.data, name.len);
    for (size_t i = 0; i < FORMATS; i++)
        if (typed[i] == found)
            return found;
    return O2C_FORMAT_NONE;
}

str model_typed_names(mem *m)
{
    buf names = BUF_INIT;
    for (size_t i = 0; i < FORMATS; i++)
        buf_print(&names, "%s%s", i ? ", " : "", o2c_format_name(typed[i]));
    return buf_take(&names, m);
}

bool typed_holds(o2c_format format, str text)
{
    o2c_time time;
    o2c_date_time moment;
    o2c_duration duration;
    switch (format) {
    case O2C_FORMAT_TIME: return o2c_time_parse(text.data, text.len, &time);
    case O2C_FORMAT_DATE_TIME: return o2c_date_time_parse(text.data, text.len, &moment);
    case O2C_FORMAT_DURATION: return o2c_duration_parse(text.data, text.len, &duration);
    default: return o2c_format_ok(format, text.data, text.len); /* they hold all that there is */
    }
}

/* What stands in for a format that is not there or not known: the first encoding that is base64. */
static o2c_format format_of_encoding(const schema_list *leaves)
{
    for (size_t i = 0; i < leaves->count; i++) {
        str encoding = leaves->items[i]->content_encoding;
        if (str_eq(encoding, STR("base64")))
            return O2C_FORMAT_BYTE;
        if (str_eq(encoding, STR("base64url")))
            return O2C_FORMAT_BASE64URL;
    }
    return O2C_FORMAT_NONE;
}

/* An int64 is a number, too: as text only where nothing but strings is allowed. */
static bool is_text_alone(const schema_list *leaves)
{
    for (size_t i = 0; i < leaves->count; i++)
        if ((leaves->items[i]->types & ~(unsigned)SCHEMA_NULL) == SCHEMA_STRING)
            return true;
    return false;
}

static const schema_list *leaves_of(const model_type *type)
{
    return &build_of((model_type *)(uintptr_t)type)->leaves;
}

uint32_t typed_asserted(const model_type *type)
{
    const schema_list *leaves = leaves_of(type);
    uint32_t formats = 0;
    for (size_t i = 0; i < leaves->count; i++)
        formats |= schema_format_bits(leaves->items[i]);
    return formats;
}

static o2c_format form_of(const model_type *type)
{
    const schema_list *leaves = leaves_of(type);
    o2c_format form = o2c_format_find(type->format.data, type->format.len);
    if (!form)
        form = format_of_encoding(leaves);
    if ((form == O2C_FORMAT_INT64 || form == O2C_FORMAT_UINT64) && !is_text_alone(leaves))
        return O2C_FORMAT_NONE;
    for (size_t i = 0; i < FORMATS; i++)
        if (typed[i] == form)
            return form;
    return O2C_FORMAT_NONE;
}

/* What else is asked is asked of the text. */
static bool is_about_text(const model_checks *c, o2c_format form)
{
    return c->min_length || c->max_length != UINT64_MAX || c->patterns.count ||
           (c->formats & ~(UINT32_C(1) << form));
}

static void note_coverage(build *b, const model_type *type)
{
    bool parts = type->typed == O2C_FORMAT_TIME || type->typed == O2C_FORMAT_DATE_TIME ||
                 type->typed == O2C_FORMAT_DURATION;
    if (!type->checks.formats)
        coverage_add(b, MODEL_NARROWER, type->schema, NULL, "format",
                     "a typed form holds strings of the format alone");
    else if (parts)
        coverage_add(b, MODEL_NARROWER, type->schema, NULL, "format",
                     "fractions of seconds have 9 digits, numbers of durations 32 bits");
}

void typed_fill(build *b, model_type *type, schema_pick chosen)
{
    if (type->kind == MODEL_NULLABLE)
        return; /* it is for what is not null */
    if (type->kind != MODEL_STRING) {
        choose_warn_idle(b, type, &chosen, "type", "string");
        return;
    }
    bool asked = chosen.value == SCHEMA_CHOOSE_TYPED;
    o2c_format form = form_of(type);
    if (asked && !form)
        choose_warn_idle(b, type, &chosen, "type", "string of a format with a typed form");
    if (!form || chosen.value == SCHEMA_CHOOSE_STRING || (!asked && !(b->graph->typed >> form & 1)))
        return;
    if (is_about_text(&type->checks, form)) {
        if (build_once(b, TYPED_TEXT, type->schema->node))
            diag_note(b->d, TYPED_TEXT, node_place(type->schema->node), NULL,
                      "kept as text, not as %s: more than the format is asked of the text",
                      o2c_format_name(form));
        return;
    }
    type->typed = form;
    note_coverage(b, type);
    type->checks.formats = UINT32_C(1) << form;
}

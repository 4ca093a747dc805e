/** What was chosen for a schema (x-o2c-..., the configuration), where it changes its type. */
#include "model/build.h"

#define CHOICE_IDLE "O2C-G017"

/* The first choice among the leaves of a type; all of them are about the same value. */
static schema_pick pick_of(const model_type *type, size_t offset)
{
    const schema_list *leaves = &build_of((model_type *)(uintptr_t)type)->leaves;
    schema_pick none = {0};
    for (size_t i = 0; i < leaves->count; i++) {
        const char *choices = (const char *)&leaves->items[i]->choices;
        const schema_pick *pick = (const schema_pick *)(const void *)(choices + offset);
        if (pick->value)
            return *pick;
    }
    return none;
}

#define PICK_OF(type, field) pick_of(type, offsetof(schema_choices, field))

void choose_warn_idle(build *b, const model_type *type, const schema_pick *pick, const char *choice,
                      const char *what)
{
    if (!pick->loose)
        diag_warning(b->d, CHOICE_IDLE, node_place(pick->node), NULL,
                     "'%s' means nothing for '%.*s': it is no %s", choice, STR_ARG(type->pointer),
                     what);
}

bool choose_value(build *b, model_type *type, const flat *f)
{
    if (PICK_OF(type, type).value != SCHEMA_CHOOSE_VALUE)
        return false;
    residue_whole(b, type, &build_of(type)->leaves);
    type->kinds = kinds_of_types(f->types & build_of(type)->mask);
    coverage_add(b, MODEL_DYNAMIC, type->schema, NULL, "x-o2c-type", "a dynamic value was chosen");
    return true;
}

static void choose_width(build *b, model_type *type, const schema_pick *pick)
{
    static const model_width widths[] = {
        [SCHEMA_CHOOSE_INT32] = MODEL_WIDTH_32,   [SCHEMA_CHOOSE_INT64] = MODEL_WIDTH_64,
        [SCHEMA_CHOOSE_UINT32] = MODEL_WIDTH_U32, [SCHEMA_CHOOSE_UINT64] = MODEL_WIDTH_U64,
        [SCHEMA_CHOOSE_FLOAT] = MODEL_WIDTH_32,   [SCHEMA_CHOOSE_DOUBLE] = MODEL_WIDTH_64};
    bool real = pick->value == SCHEMA_CHOOSE_FLOAT || pick->value == SCHEMA_CHOOSE_DOUBLE;
    if (type->kind == MODEL_NULLABLE)
        return; /* it is for what is not null */
    if (type->kind != (real ? MODEL_NUMBER : MODEL_INTEGER)) {
        choose_warn_idle(b, type, pick, "type", real ? "number with a fraction" : "integer");
        return;
    }
    if (type->width == widths[pick->value])
        return;
    type->width = widths[pick->value];
    coverage_add(b, MODEL_NARROWER, type->schema, NULL, "x-o2c-type",
                 "the range of the C type that was chosen");
}

static void choose_open(build *b, model_type *type, schema_pick pick)
{
    type->open = pick;
    if (type->kind != MODEL_ENUM && type->kind != MODEL_UNION && type->kind != MODEL_NULLABLE)
        choose_warn_idle(b, type, &pick, "open", "enumeration or union");
}

static void choose_unknown(build *b, model_type *type, schema_pick pick)
{
    type->unknown = pick;
    if (type->kind == MODEL_OBJECT ? type->others != MODEL_OTHERS_OPEN
                                   : type->kind != MODEL_NULLABLE && type->kind != MODEL_UNION)
        choose_warn_idle(b, type, &pick, "unknown", "object with members that it leaves open");
}

void choose_fill(build *b, model_type *type)
{
    schema_pick width = PICK_OF(type, type), open = PICK_OF(type, open);
    schema_pick unknown = PICK_OF(type, unknown);
    bool of_text = width.value == SCHEMA_CHOOSE_STRING || width.value == SCHEMA_CHOOSE_TYPED;
    if (width.value && !of_text)
        choose_width(b, type, &width);
    if (of_text || type->kind == MODEL_STRING)
        typed_fill(b, type, width);
    if (open.value)
        choose_open(b, type, open);
    if (unknown.value)
        choose_unknown(b, type, unknown);
}

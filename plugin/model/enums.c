/** enum and const: the values that are left, and the type that they make. */
#include "model/build.h"

static unsigned type_of_value(const node *value)
{
    switch (value->kind) {
    case NODE_NULL: return SCHEMA_NULL;
    case NODE_BOOL: return SCHEMA_BOOLEAN;
    case NODE_NUMBER: return node_is_whole(value) ? SCHEMA_INTEGER : SCHEMA_NUMBER;
    case NODE_STRING: return SCHEMA_STRING;
    case NODE_ARRAY: return SCHEMA_ARRAY;
    case NODE_OBJECT: return SCHEMA_OBJECT;
    }
    return 0;
}

bool types_allow(unsigned types, const node *value)
{
    unsigned bit = type_of_value(value);
    return !types || (types & bit) || (bit == SCHEMA_INTEGER && (types & SCHEMA_NUMBER));
}

static uint64_t count_runes(str s)
{
    uint64_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += ((unsigned char)s.data[i] & 0xC0) != 0x80;
    return count;
}

static bool number_passes(const node *value, const model_checks *c)
{
    return !(c->minimum && number_compare(value, c->minimum) < 0) &&
           !(c->maximum && number_compare(value, c->maximum) > 0) &&
           !(c->exclusive_minimum && number_compare(value, c->exclusive_minimum) <= 0) &&
           !(c->exclusive_maximum && number_compare(value, c->exclusive_maximum) >= 0);
}

static bool has_formats(str text, uint32_t formats)
{
    for (int i = 0; i < 32; i++)
        if ((formats >> i & 1) && !o2c_format_ok((o2c_format)i, text.data, text.len))
            return false;
    return true;
}

/* What only a library could tell is taken for a match; residue.c has it checked. */
static bool has_patterns(str text, const model_patterns *patterns)
{
    for (size_t i = 0; i < patterns->count; i++)
        if (pattern_match(&patterns->items[i]->code, text) == O2C_MATCH_NO)
            return false;
    return true;
}

bool value_passes(const node *value, const model_checks *c)
{
    if (value->kind == NODE_NUMBER)
        return number_passes(value, c);
    if (value->kind != NODE_STRING)
        return true;
    uint64_t length = count_runes(value->as.text);
    return length >= c->min_length && length <= c->max_length &&
           has_formats(value->as.text, c->formats) && has_patterns(value->as.text, &c->patterns);
}

/* Not of what the schema stage has warned of: a value against the type beside it. */
static void warn_of_value(build *b, const node *value, const schema *s)
{
    if (!types_allow(s->types, value))
        return;
    if (build_once(b, "O2C-M004", value))
        diag_warning(b->d, "O2C-M004", node_place(value), NULL,
                     "this value is refused by the schema that lists it, and is left out");
}

static bool has_required(const node *value, const flat *f)
{
    for (size_t i = 0; value->kind == NODE_OBJECT && i < f->properties.count; i++)
        if (f->properties.items[i].required && !node_get(value, f->properties.items[i].name))
            return false;
    return true;
}

/* Formats are conventions that specs get wrong, and what an enum lists is what its author means: the
 * list decides. */
static void warn_of_format(build *b, const node *value, const model_checks *c)
{
    if (value->kind == NODE_STRING && !has_formats(value->as.text, c->formats) &&
        build_once(b, "O2C-M020", value))
        diag_warning(b->d, "O2C-M020", node_place(value), NULL,
                     "this value does not have the format that stands beside it; it is allowed "
                     "nevertheless");
}

/* The values that the other keywords allow. */
static node_list allowed_values(build *b, const model_type *type, const flat *f, unsigned *types)
{
    node_list kept = {0};
    unsigned mask = build_of((model_type *)type)->mask;
    model_checks checks = f->checks;
    if (!b->graph->exact)
        checks.formats = 0;
    *types = 0;
    for (size_t i = 0; i < f->values.count; i++) {
        const node *value = f->values.items[i];
        unsigned bit = type_of_value(value);
        if (!(f->types & bit) || !value_passes(value, &checks) || !has_required(value, f)) {
            warn_of_value(b, value, f->values_schema);
        } else if (mask & bit) {
            warn_of_format(b, value, &f->checks);
            list_push(&b->scratch, &kept, value);
            *types |= bit;
        }
    }
    return kept;
}

/* An array of the schema that runs beside its enum. */
static const node *beside(const schema *s, const char *const *names)
{
    for (; *names; names++) {
        const node *found = node_get(s->node, str_of(*names));
        if (found && found->kind == NODE_ARRAY && s->enum_node &&
            found->count == s->enum_node->count)
            return found;
    }
    return NULL;
}

static str text_at(const node *array, uint32_t i)
{
    return array && array->as.items[i]->kind == NODE_STRING ? array->as.items[i]->as.text
                                                            : STR_NULL;
}

static void fill_values(build *b, model_type *type, const flat *f, const node_list *values)
{
    static const char *const names[] = {"x-enum-varnames", "x-enumNames", "x-enum-names", NULL};
    static const char *const texts[] = {"x-enum-descriptions", "x-enumDescriptions", NULL};
    const schema *s = f->values_schema;
    const node *hints = beside(s, names);
    const node *descriptions = beside(s, texts);
    uint32_t at = 0;
    for (size_t i = 0; i < values->count; i++) {
        model_value value = {.value = values->items[i]};
        while (s->enum_node && at < s->enum_node->count &&
               s->enum_node->as.items[at] != value.value)
            at++;
        if (s->enum_node && at < s->enum_node->count) {
            value.name_hint = text_at(hints, at);
            value.description = text_at(descriptions, at);
        }
        list_push(b->m, &type->values, value);
    }
    type->kind = MODEL_ENUM;
    type->constant = f->constant;
}

/* Whole numbers that one integer type holds. */
static bool fill_integers(build *b, model_type *type, const flat *f, const node_list *values)
{
    int64_t i;
    uint64_t u;
    bool negative = false, large = false;
    for (size_t k = 0; k < values->count; k++) {
        bool fits = node_i64(values->items[k], &i);
        if (!fits && !node_u64(values->items[k], &u))
            return false;
        large = large || !fits;
        negative = negative || (fits && i < 0);
    }
    if (large && negative)
        return false;
    fill_values(b, type, f, values);
    type->width = large ? MODEL_WIDTH_U64 : MODEL_WIDTH_64;
    return true;
}

static void fill_value_enum(build *b, model_type *type, const node_list *values, unsigned types)
{
    type->kind = MODEL_ANY;
    type->kinds = kinds_of_types(types);
    for (size_t i = 0; i < values->count; i++)
        list_push(b->m, &type->checks.value_enum, values->items[i]);
    coverage_add(b, MODEL_DYNAMIC, type->schema, NULL, "enum",
                 "values that are neither all strings nor all integers");
}

void enum_fill(build *b, model_type *type, flat *f)
{
    unsigned types;
    node_list values = allowed_values(b, type, f, &types);
    if (!types)
        shape_never(b, type, f->values_schema->node, "none of the listed values is allowed");
    else if (types == SCHEMA_NULL)
        type->kind = MODEL_NULL;
    else if (types & SCHEMA_NULL)
        shape_nullable(b, type);
    else if (types == SCHEMA_BOOLEAN && values.count == 2)
        type->kind = MODEL_BOOL;
    else if (types == SCHEMA_STRING)
        fill_values(b, type, f, &values);
    else if (types != SCHEMA_INTEGER || !fill_integers(b, type, f, &values))
        fill_value_enum(b, type, &values, types);
}

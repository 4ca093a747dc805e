/** Which keyword of which schema is the reason for a refusal. */
#include "model/build.h"

/* So many schemas are looked at: those of an allOf of allOfs may be more than anybody would want to search. */
enum { SOURCES_MAX = 256 };

static bool has_source(const schema_list *list, const schema *s)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == s)
            return true;
    return false;
}

schema_list model_spread(mem *m, const schema_list *list)
{
    schema_list all = {0};
    for (size_t i = 0; i < list->count; i++)
        if (!has_source(&all, list->items[i]))
            list_push(m, &all, list->items[i]);
    for (size_t i = 0; i < all.count && all.count < SOURCES_MAX; i++) {
        schema *s = all.items[i];
        if (s->ref && !has_source(&all, s->ref))
            list_push(m, &all, s->ref);
        for (size_t k = 0; k < s->all_of.count && all.count < SOURCES_MAX; k++)
            if (!has_source(&all, s->all_of.items[k]))
                list_push(m, &all, s->all_of.items[k]);
    }
    return all;
}

schema_list model_sources(mem *m, const model_type *type)
{
    schema_list list = {0};
    const schema_list *leaves = &build_of((model_type *)type)->leaves;
    if (type->schema)
        list_push(m, &list, (schema *)type->schema);
    for (size_t i = 0; i < leaves->count; i++)
        list_push(m, &list, leaves->items[i]);
    return model_spread(m, &list);
}

static const schema *others_of(const schema *s)
{
    if (s->additional_properties && !s->additional_properties->always)
        return s->additional_properties;
    if (s->unevaluated_properties && !s->unevaluated_properties->always)
        return s->unevaluated_properties;
    return NULL;
}

schema_list model_element_sources(mem *m, const schema_list *sources, bool array)
{
    schema_list found = {0};
    for (size_t i = 0; i < sources->count; i++) {
        const schema *s = sources->items[i];
        const schema *element = array ? s->items : others_of(s);
        if (!array && s->pattern_properties.count && (!element || element->never))
            element = s->pattern_properties.items[0].value;
        if (element)
            list_push(m, &found, (schema *)element);
    }
    return model_spread(m, &found);
}

schema_list model_item_sources(mem *m, const schema_list *sources, size_t position)
{
    schema_list found = {0};
    for (size_t i = 0; i < sources->count; i++) {
        const schema *s = sources->items[i];
        schema *item = position < s->prefix_items.count ? s->prefix_items.items[position] : s->items;
        if (item)
            list_push(m, &found, item);
    }
    return model_spread(m, &found);
}

/* ---- keywords ---- */

/** A keyword that sets a limit: how it is called, and where a schema has it. */
typedef struct limit_keyword {
    o2c_code code;
    const char *name;
    size_t at; /* offset in struct schema */
    int tighter; /* 1: the greatest, -1: the least, 0: the first */
} limit_keyword;

static const limit_keyword LIMITS[] = {
    {O2C_E_MINIMUM, "minimum", offsetof(schema, minimum), 1},
    {O2C_E_MAXIMUM, "maximum", offsetof(schema, maximum), -1},
    {O2C_E_EXCLUSIVE_MINIMUM, "exclusiveMinimum", offsetof(schema, exclusive_minimum), 1},
    {O2C_E_EXCLUSIVE_MAXIMUM, "exclusiveMaximum", offsetof(schema, exclusive_maximum), -1},
    {O2C_E_MULTIPLE, "multipleOf", offsetof(schema, multiple_of), 0},
    {O2C_E_MIN_LENGTH, "minLength", offsetof(schema, min_length), 1},
    {O2C_E_MAX_LENGTH, "maxLength", offsetof(schema, max_length), -1},
    {O2C_E_MIN_ITEMS, "minItems", offsetof(schema, min_items), 1},
    {O2C_E_MAX_ITEMS, "maxItems", offsetof(schema, max_items), -1},
    {O2C_E_MIN_PROPERTIES, "minProperties", offsetof(schema, min_properties), 1},
    {O2C_E_MAX_PROPERTIES, "maxProperties", offsetof(schema, max_properties), -1},
    {O2C_E_PATTERN, "pattern", offsetof(schema, pattern), 0},
    {O2C_E_COSTLY, "pattern", offsetof(schema, pattern), 0},
    {O2C_E_UNIQUE, "uniqueItems", offsetof(schema, unique_node), 0},
    {O2C_E_FORMAT, "format", offsetof(schema, format_node), 0},
};

static const node *node_at(const schema *s, size_t offset)
{
    return *(const node *const *)(const void *)((const char *)s + offset);
}

static str keyword_of(mem *m, const schema *s, const char *name)
{
    return s && *name ? str_print(m, "%.*s/%s", STR_ARG(s->pointer), name) : STR_NULL;
}

static str limit_origin(mem *m, const schema_list *all, const limit_keyword *k)
{
    const schema *found = NULL;
    const node *tightest = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const node *value = node_at(all->items[i], k->at);
        if (!value || (found && (!k->tighter || number_compare(value, tightest) != k->tighter)))
            continue;
        found = all->items[i];
        tightest = value;
    }
    return keyword_of(m, found, k->name);
}

static bool requires_name(const schema *s, str name)
{
    for (size_t i = 0; i < s->required.count; i++)
        if (str_eq(s->required.items[i], name))
            return true;
    return false;
}

/* What implies the type of a schema that does not say it. */
static const char *implying(const schema *s)
{
    if (s->any_of.count)
        return "anyOf";
    if (s->one_of.count)
        return "oneOf";
    if (s->properties.count)
        return "properties";
    if (s->additional_properties)
        return "additionalProperties";
    if (s->pattern_properties.count)
        return "patternProperties";
    if (s->prefix_items.count)
        return node_get(s->node, STR("prefixItems")) ? "prefixItems" : "items";
    return s->items ? "items" : "";
}

/* The keyword of `s` that refuses values with that code; "": none. */
static const char *keyword_in(const schema *s, o2c_code code, str name, bool narrow)
{
    switch (code) {
    case O2C_E_TYPE: return s->type_node ? "type" : "";
    case O2C_E_RANGE: return narrow ? (s->format_node ? "format" : "") : s->type_node ? "type" : "";
    case O2C_E_REQUIRED: return requires_name(s, name) ? "required" : "";
    case O2C_E_UNKNOWN:
        if (s->additional_properties && s->additional_properties->never)
            return "additionalProperties";
        return s->unevaluated_properties && s->unevaluated_properties->never
                   ? "unevaluatedProperties"
                   : "";
    case O2C_E_ENUM: return s->enum_node ? "enum" : s->const_node ? "const" : "";
    case O2C_E_CONST: return s->const_node ? "const" : s->enum_node ? "enum" : "";
    case O2C_E_TAG:
        if (s->discriminator)
            return "discriminator";
        return s->one_of.count ? "oneOf" : s->any_of.count ? "anyOf" : "";
    case O2C_E_UNION:
    case O2C_E_ONE_OF:
        if (s->one_of.count)
            return "oneOf";
        return s->any_of.count ? "anyOf" : s->discriminator ? "discriminator" : "";
    default: return "";
    }
}

static str first_origin(mem *m, const schema_list *all, o2c_code code, str name, bool narrow)
{
    for (size_t i = 0; i < all->count; i++) {
        const char *keyword = keyword_in(all->items[i], code, name, narrow);
        if (*keyword)
            return keyword_of(m, all->items[i], keyword);
    }
    return STR_NULL;
}

/* Scalars that were the branches of one union: what their branches say. */
static schema_list branches_of(mem *m, const schema_list *all)
{
    schema_list found = {0};
    for (size_t i = 0; i < all->count; i++) {
        const schema_list *lists[] = {&all->items[i]->any_of, &all->items[i]->one_of};
        for (size_t k = 0; k < 2; k++)
            for (size_t n = 0; n < lists[k]->count && found.count < SOURCES_MAX; n++)
                list_push(m, &found, lists[k]->items[n]);
    }
    return found;
}

static str find_origin(mem *m, const schema_list *all, o2c_code code, str name, bool narrow)
{
    for (size_t i = 0; i < sizeof LIMITS / sizeof *LIMITS; i++)
        if (LIMITS[i].code == code)
            return limit_origin(m, all, &LIMITS[i]);
    return first_origin(m, all, code, name, narrow);
}

/* What says so instead of `type`. */
static str implied_origin(mem *m, const schema_list *all)
{
    str values = first_origin(m, all, O2C_E_ENUM, STR(""), false);
    for (size_t i = 0; i < all->count && !values.data; i++)
        values = keyword_of(m, all->items[i], implying(all->items[i]));
    return values;
}

str model_origin(mem *m, const schema_list *sources, o2c_code code, str name, bool narrow)
{
    str found = find_origin(m, sources, code, name, narrow);
    if (!found.data && code == O2C_E_TYPE)
        found = implied_origin(m, sources);
    if (found.data || code == O2C_E_REQUIRED || code == O2C_E_UNKNOWN)
        return found;
    schema_list branches = branches_of(m, sources);
    branches = model_spread(m, &branches);
    return find_origin(m, &branches, code, name, narrow);
}

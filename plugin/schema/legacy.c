/**
 * What older dialects say in other ways, put into the record as the newest says it, so that no later
 * stage knows of dialects.
 */
#include "schema/keyword.h"

bool legacy_ref_alone(const builder *b, const schema *s)
{
    const node *ref = node_get(s->node, STR("$ref"));
    return (b->scope.dialect & DIALECT_REF_ALONE) && ref && ref->kind == NODE_STRING;
}

static bool is_among(str name, const char *const *names)
{
    for (; *names; names++)
        if (str_eq(name, str_of(*names)))
            return true;
    return false;
}

bool legacy_beside_ref(builder *b, const schema *s, const node_member *m)
{
    static const char *const kept[] = {"$ref",       "$defs",    "definitions", "description",
                                       "title",      "$comment", "readOnly",    "writeOnly",
                                       "deprecated", "x-go-name", NULL};
    static const char *const harmless[] = {
        "$schema", "$id", "id", "summary", "examples", "xml", "externalDocs", "example", NULL};
    if (is_among(m->key, kept) || str_starts(m->key, STR("x-o2c-")))
        return true;
    if (is_among(m->key, harmless) || !map_has(&keyword_vocabulary(b)->keywords, m->key))
        return false;
    diag_warning(b->d, SCHEMA_BESIDE_REF, node_key_place(s->node, m),
                 "put the reference into an 'allOf', with the rest beside that",
                 "'%.*s' beside '$ref' is ignored, as %s says", STR_ARG(m->key),
                 dialect_name(b->scope.dialect));
    return false;
}

/* `exclusiveMinimum: true` moves the limit (JSON Schema draft 4, Validation §5.1.3). */
static void fold_exclusive(schema *s, const pending *p)
{
    if (p->exclusive_minimum && s->minimum) {
        s->exclusive_minimum = s->minimum;
        s->minimum = NULL;
    }
    if (p->exclusive_maximum && s->maximum) {
        s->exclusive_maximum = s->maximum;
        s->maximum = NULL;
    }
}

static bool holds_null(const node *values)
{
    for (size_t i = 0; i < values->count; i++)
        if (values->as.items[i]->kind == NODE_NULL)
            return true;
    return false;
}

/* Whether `allOf` with one part says all there is. */
static bool is_wrapper(const schema *s)
{
    static const char *const silent[] = {
        "allOf",      "nullable", "x-nullable", "title",        "description", "example", "default",
        "deprecated", "readOnly", "writeOnly",  "externalDocs", "xml",         NULL};
    bool alone = s->all_of.count == 1;
    for (size_t i = 0; alone && i < s->node->count; i++) {
        str key = s->node->as.members[i].key;
        alone = is_among(key, silent) || str_starts(key, STR("x-"));
    }
    return alone;
}

/* Leaves the annotations in `s` and moves what it asserts into a branch. */
static schema *split_off(builder *b, schema *s)
{
    schema *inner = parse_new(b, s->node, s->pointer, STR_NULL);
    uint32_t id = inner->id;
    schema outer = {.node = s->node,
                    .id = s->id,
                    .pointer = s->pointer,
                    .name = s->name,
                    .key = s->key,
                    .title = s->title,
                    .description = s->description,
                    .deprecated = s->deprecated,
                    .read_only = s->read_only,
                    .write_only = s->write_only,
                    .default_node = s->default_node,
                    .is_property = s->is_property,
                    .choices = {.name = s->choices.name, .type_name = s->choices.type_name}};
    *inner = *s;
    inner->id = id;
    inner->name = inner->key = inner->title = inner->description = STR_NULL;
    inner->choices.name = inner->choices.type_name = (schema_name){0};
    inner->default_node = NULL;
    *s = outer;
    return inner;
}

/* X as "X or null", which no `type` says. */
static void fold_branches(builder *b, schema *s, const node *at)
{
    schema *first;
    if (is_wrapper(s)) {
        first = s->all_of.items[0];
        s->all_of.count = 0;
    } else {
        first = split_off(b, s);
    }
    s->node = at; /* what the members of the object say is said by the branch */
    schema *null =
        parse_new(b, at, parse_pointer(b, s->pointer, STR("nullable"), STR_NULL), STR_NULL);
    null->types = SCHEMA_NULL;
    list_push(b->m, &s->any_of, first);
    list_push(b->m, &s->any_of, null);
}

/*
 * `nullable` adds null to the type beside it (OAS 3.0.3 §4.7.24.1), so an `enum` must have it as well.
 * Without a type the specification is silent; what people mean is that null is allowed.
 */
static void fold_nullable(builder *b, schema *s, const node *at)
{
    bool object = s->properties.count || s->additional_properties || s->required.count;
    bool combined = s->all_of.count || s->any_of.count || s->one_of.count || s->not_;
    if (s->enum_node && !holds_null(s->enum_node))
        diag_warning(b->d, SCHEMA_NULLABLE, node_place(at), "list null in 'enum'",
                     "'nullable' without null in 'enum': null is refused");
    if (s->types)
        s->types |= SCHEMA_NULL;
    else if (combined && !s->enum_node)
        fold_branches(b, s, at);
    else if (object)
        s->types = SCHEMA_OBJECT | SCHEMA_NULL;
    else if (s->items)
        s->types = SCHEMA_ARRAY | SCHEMA_NULL;
}

void legacy_fold(builder *b, schema *s, const pending *p)
{
    fold_exclusive(s, p);
    if (p->tuple) /* without an array, `additionalItems` says nothing */
        s->items = p->rest;
    if (p->nullable)
        fold_nullable(b, s, p->nullable);
}

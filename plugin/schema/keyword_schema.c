#include "schema/keyword.h"

#include <stddef.h>

#define FIELD(type, s, k) ((type *)(void *)((char *)(s) + (k)->offset))

void keyword_schema(builder *b, schema *s, const keyword *k, const node_member *m)
{
    if (m->value->kind == NODE_ARRAY && k->offset == offsetof(schema, items)) {
        diag_error(b->d, SCHEMA_KIND, node_place(m->value),
                   "write 'prefixItems', and 'items' for what follows",
                   "'items' takes one schema in this dialect, not an array");
        return;
    }
    str pointer = parse_pointer(b, s->pointer, m->key, STR_NULL);
    *FIELD(schema *, s, k) = parse_schema(b, m->value, pointer, STR_NULL);
}

/* What it finds is evaluated (2020-12 Core §10.3.1.3); before that it was not. */
void keyword_contains(builder *b, schema *s, const keyword *k, const node_member *m)
{
    keyword_schema(b, s, k, m);
    s->contains_evaluates = (b->scope.dialect & (DIALECT_OLD_DRAFTS | DIALECT_2019_09)) == 0;
}

/* An array is for the first items; `additionalItems` then is for those that follow. */
void keyword_items(builder *b, schema *s, const keyword *k, const node_member *m)
{
    static const keyword tuple = {.name = "items", .offset = offsetof(schema, prefix_items)};
    b->pending->tuple = m->value->kind == NODE_ARRAY;
    if (b->pending->tuple)
        keyword_schema_list(b, s, &tuple, m);
    else
        keyword_schema(b, s, k, m);
}

void keyword_additional_items(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)k;
    str pointer = parse_pointer(b, s->pointer, m->key, STR_NULL);
    b->pending->rest = parse_schema(b, m->value, pointer, STR_NULL);
}

void keyword_schema_list(builder *b, schema *s, const keyword *k, const node_member *m)
{
    const node *value = m->value;
    if (value->kind != NODE_ARRAY) {
        keyword_bad(b, m->key, value, "an array of schemas");
        return;
    }
    if (value->count == 0)
        diag_warning(b->d, SCHEMA_EMPTY, node_place(value), NULL, "'%.*s' is empty and is ignored",
                     STR_ARG(m->key));
    schema_list *list = FIELD(schema_list, s, k);
    for (size_t i = 0; i < value->count; i++) {
        str pointer = parse_pointer_index(b, s->pointer, m->key, i);
        list_push(b->m, list, parse_schema(b, value->as.items[i], pointer, STR_NULL));
    }
}

/* Whether a member of an object of schemas is a reference in place of all of them. */
static bool is_borrowed(const node_member *m)
{
    return str_eq(m->key, STR("$ref")) && m->value->kind == NODE_STRING;
}

/*
 * Adds the members that a reference in the place of the object names: it is no JSON Schema, but tools
 * that put files together by text follow it, and so there are specs that live on it.
 */
static void borrow_schemas(builder *b, schema_properties *list, const node *ref, str holder)
{
    scope outer = b->scope;
    str pointer;
    const node *n = registry_peek(b, ref, &pointer);
    bool found = n && n->kind == NODE_OBJECT;
    diag_warning(b->d, SCHEMA_BORROWED, node_place(ref), NULL,
                 found ? "'%.*s' takes no reference; this one is followed"
                       : "'%.*s' takes no reference, and this one names no object; it is ignored",
                 STR_ARG(holder));
    for (size_t i = 0; found && i < n->count; i++) {
        const node_member *m = &n->as.members[i];
        str at = parse_pointer(b, pointer, STR_NULL, m->key);
        if (!is_borrowed(m))
            list_push(b->m, list, (schema_property){m, parse_schema(b, m->value, at, STR_NULL)});
    }
    b->scope = outer;
}

static void add_schemas(builder *b, schema_properties *list, const node *value, str pointer,
                        str holder)
{
    for (size_t i = 0; i < value->count; i++) {
        const node_member *m = &value->as.members[i];
        if (is_borrowed(m)) {
            borrow_schemas(b, list, m->value, holder);
            continue;
        }
        str at = parse_pointer(b, pointer, STR_NULL, m->key);
        list_push(b->m, list, (schema_property){m, parse_schema(b, m->value, at, STR_NULL)});
    }
}

void keyword_schema_map(builder *b, schema *s, const keyword *k, const node_member *m)
{
    const node *value = m->value;
    if (value->kind != NODE_OBJECT) {
        keyword_bad(b, m->key, value, "an object of schemas");
        return;
    }
    schema_properties *to = FIELD(schema_properties, s, k);
    add_schemas(b, to, value, parse_pointer(b, s->pointer, m->key, STR_NULL), m->key);
    for (size_t i = 0; to == &s->properties && i < to->count; i++)
        to->items[i].value->is_property = true;
}

/* The members that are arrays, as an object of its own. */
static node *arrays_of(builder *b, const node *value)
{
    node *n = mem_new(b->m, node);
    *n = *value;
    n->index = NULL;
    n->count = 0;
    n->as.members = mem_array(b->m, node_member, value->count);
    for (size_t i = 0; i < value->count; i++)
        if (value->as.members[i].value->kind == NODE_ARRAY)
            n->as.members[n->count++] = value->as.members[i];
    return n;
}

/* `dependencies` is two keywords in one (JSON Schema draft 7, Validation §6.5.7). */
void keyword_dependencies(builder *b, schema *s, const keyword *k, const node_member *m)
{
    if (m->value->kind != NODE_OBJECT) {
        keyword_bad(b, m->key, m->value, "an object of schemas and arrays");
        return;
    }
    node_member arrays = *m;
    arrays.value = arrays_of(b, m->value);
    if (arrays.value->count)
        keyword_dependent_required(b, s, k, &arrays);
    s->dependencies = true;
    for (size_t i = 0; i < m->value->count; i++) {
        const node_member *member = &m->value->as.members[i];
        if (member->value->kind == NODE_ARRAY)
            continue;
        str pointer = parse_pointer(b, s->pointer, m->key, member->key);
        schema *child = parse_schema(b, member->value, pointer, STR_NULL);
        list_push(b->m, &s->dependent_schemas, (schema_property){member, child});
    }
}

void keyword_definitions(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)k;
    if (m->value->kind != NODE_OBJECT) {
        keyword_bad(b, m->key, m->value, "an object of schemas");
        return;
    }
    for (size_t i = 0; i < m->value->count; i++) {
        const node_member *member = &m->value->as.members[i];
        str pointer = parse_pointer(b, s->pointer, m->key, member->key);
        parse_schema(b, member->value, pointer, member->key);
    }
}

void keyword_ref(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)k;
    if (m->value->kind != NODE_STRING) {
        keyword_bad(b, m->key, m->value, "a string");
        return;
    }
    s->ref_node = m->value;
    registry_refer(b, (reference){.node = m->value, .text = m->value->as.text, .slot = &s->ref});
}

/* Beside a $ref it joins allOf, which means the same: both apply in place. */
static void refer_dynamically(builder *b, schema *s, const node_member *m, reference r)
{
    if (m->value->kind != NODE_STRING) {
        keyword_bad(b, m->key, m->value, "a string");
        return;
    }
    r.node = m->value;
    r.text = m->value->as.text;
    r.dynamic = true;
    r.owner = s;
    if (node_find(s->node, STR("$ref"))) {
        r.list = &s->all_of;
    } else {
        r.slot = &s->ref;
        s->ref_node = m->value;
    }
    registry_refer(b, r);
}

void keyword_dynamic_ref(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)k;
    refer_dynamically(b, s, m, (reference){.recursive = false});
}

/* Always "#" (2019-09, Core §8.2.4.2.1). */
void keyword_recursive_ref(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)k;
    refer_dynamically(b, s, m, (reference){.recursive = true});
}

/*
 * What a mapping's value refers to: the name of a component of this document or of the entry, else a
 * URI reference (OAS 3.1 §4.8.25).
 */
static reference mapping_reference(builder *b, const node *value, schema **slot)
{
    spec *const near[] = {b->scope.base->spec, b->specs.items[0]};
    reference r = {.node = value, .text = value->as.text, .slot = slot, .mapping = true};
    for (size_t i = 0; i < sizeof near / sizeof *near; i++) {
        const node *components = node_get(near[i]->doc->root, STR("components"));
        if (!node_find(node_get(components, STR("schemas")), r.text))
            continue;
        str whole = parse_join(b, near[i]->whole->uri, "#", STR("/components/schemas"));
        r.text = parse_pointer(b, whole, r.text, STR_NULL);
        break;
    }
    return r;
}

static void parse_mapping(builder *b, schema_discriminator *discriminator, const node *mapping)
{
    if (mapping->kind != NODE_OBJECT) {
        keyword_bad(b, STR("mapping"), mapping, "an object of strings");
        return;
    }
    for (size_t i = 0; i < mapping->count; i++)
        list_push(b->m, &discriminator->mapping,
                  (schema_mapping){.value = mapping->as.members[i].key});
    for (size_t i = 0; i < mapping->count; i++) {
        const node *value = mapping->as.members[i].value;
        if (value->kind == NODE_STRING)
            registry_refer(b, mapping_reference(b, value, &discriminator->mapping.items[i].target));
        else
            keyword_bad(b, STR("mapping"), value, "an object of strings");
    }
}

static void parse_default_mapping(builder *b, schema_discriminator *discriminator,
                                  const node *value)
{
    if (b->scope.dialect != DIALECT_OPENAPI_3_2) {
        diag_warning(b->d, SCHEMA_FOREIGN, node_place(value), NULL,
                     "'defaultMapping' is no keyword of %s and is ignored",
                     dialect_name(b->scope.dialect));
        return;
    }
    if (value->kind != NODE_STRING) {
        keyword_bad(b, STR("defaultMapping"), value, "a string");
        return;
    }
    registry_refer(b, mapping_reference(b, value, &discriminator->otherwise));
}

/* Swagger 2.0: the name of the property alone; the schemas' names are the tag's values. */
void keyword_discriminator_name(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)k;
    if (b->graph->exact)
        return;
    if (m->value->kind != NODE_STRING) {
        keyword_bad(b, m->key, m->value, "the name of a property");
        return;
    }
    s->discriminator = mem_new(b->m, schema_discriminator);
    s->discriminator->node = m->value;
    s->discriminator->property = m->value->as.text;
}

void keyword_discriminator(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)k;
    if (b->graph->exact)
        return;
    const node *property = node_get(m->value, STR("propertyName"));
    if (m->value->kind != NODE_OBJECT) {
        keyword_bad(b, m->key, m->value, "an object");
        return;
    }
    if (!property || property->kind != NODE_STRING) {
        diag_error(b->d, SCHEMA_KIND, node_place(property ? property : m->value), NULL,
                   "'discriminator' needs a 'propertyName' that is a string");
        return;
    }
    s->discriminator = mem_new(b->m, schema_discriminator);
    s->discriminator->node = m->value;
    s->discriminator->property = property->as.text;
    const node *mapping = node_get(m->value, STR("mapping"));
    if (mapping)
        parse_mapping(b, s->discriminator, mapping);
    const node *otherwise = node_get(m->value, STR("defaultMapping"));
    if (otherwise)
        parse_default_mapping(b, s->discriminator, otherwise);
}

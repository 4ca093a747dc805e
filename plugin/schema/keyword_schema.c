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

void keyword_schema_map(builder *b, schema *s, const keyword *k, const node_member *m)
{
    const node *value = m->value;
    if (value->kind != NODE_OBJECT) {
        keyword_bad(b, m->key, value, "an object of schemas");
        return;
    }
    schema_properties *list = FIELD(schema_properties, s, k);
    for (size_t i = 0; i < value->count; i++) {
        const node_member *member = &value->as.members[i];
        str pointer = parse_pointer(b, s->pointer, m->key, member->key);
        schema *child = parse_schema(b, member->value, pointer, STR_NULL);
        list_push(b->m, list, (schema_property){member, child});
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
void keyword_dynamic_ref(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)k;
    if (m->value->kind != NODE_STRING) {
        keyword_bad(b, m->key, m->value, "a string");
        return;
    }
    reference r = {.node = m->value, .text = m->value->as.text, .dynamic = true};
    if (node_find(s->node, STR("$ref"))) {
        r.list = &s->all_of;
    } else {
        r.slot = &s->ref;
        s->ref_node = m->value;
    }
    registry_refer(b, r);
}

/* What a mapping's value refers to: the name of a component, else a URI reference (OAS 3.1 §4.8.25). */
static str mapping_reference(builder *b, str value)
{
    const node *schemas = node_get(node_get(b->doc->root, STR("components")), STR("schemas"));
    if (!node_find(schemas, value))
        return value;
    return parse_pointer(b, STR("#/components/schemas"), value, STR_NULL);
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
        if (value->kind != NODE_STRING) {
            keyword_bad(b, STR("mapping"), value, "an object of strings");
            continue;
        }
        registry_refer(b, (reference){.node = value,
                                      .text = mapping_reference(b, value->as.text),
                                      .slot = &discriminator->mapping.items[i].target,
                                      .mapping = true});
    }
}

void keyword_discriminator(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)k;
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
}

#include "schema/build.h"

void root_add(builder *b, schema_root_kind kind, str name, schema *value)
{
    list_push(b->m, &b->graph->roots, (schema_root){kind, name, value});
}

/* The member `name` of `n` if it is an object; reports another kind. */
static const node *get_object(builder *b, const node *n, str name)
{
    const node *value = node_get(n, name);
    if (!value || value->kind == NODE_OBJECT)
        return value;
    diag_error(b->d, SCHEMA_OPENAPI, node_place(value), NULL, "'%.*s' must be an object, not %s",
               STR_ARG(name), node_kind_name(value->kind));
    return NULL;
}

static void component_roots(builder *b)
{
    const node *components = get_object(b, b->doc->root, STR("components"));
    const node *schemas = get_object(b, components, STR("schemas"));
    for (size_t i = 0; schemas && i < schemas->count; i++) {
        const node_member *m = &schemas->as.members[i];
        str pointer = parse_pointer(b, STR("#/components"), STR("schemas"), m->key);
        schema *s = parse_schema(b, m->value, pointer, m->key);
        root_add(b, SCHEMA_ROOT_COMPONENT, m->key, s);
    }
}

static void path_roots(builder *b, str section)
{
    const node *paths = get_object(b, b->doc->root, section);
    for (size_t i = 0; paths && i < paths->count; i++) {
        const node_member *m = &paths->as.members[i];
        if (!str_starts(m->key, STR("x-")))
            operation_roots(b, m->value, parse_pointer(b, STR("#"), section, m->key), m->key);
    }
}

void openapi_roots(builder *b)
{
    component_roots(b);
    path_roots(b, STR("paths"));
    path_roots(b, STR("webhooks"));
    if (b->graph->roots.count == 0)
        diag_warning(b->d, SCHEMA_NONE, node_place(b->doc->root), NULL,
                     "this OpenAPI document has no schema");
}

#include "schema/select.h"

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

void openapi_components(builder *b, component_visitor *found)
{
    const spec *from = b->scope.base->spec;
    const node *holder = from->doc->root;
    str pointer = from->whole->pointer, name = STR("definitions");
    if (from->openapi != DIALECT_SWAGGER_2_0) {
        holder = get_object(b, holder, STR("components"));
        pointer = parse_pointer(b, pointer, STR("components"), STR_NULL);
        name = STR("schemas");
    }
    const node *schemas = get_object(b, holder, name);
    for (size_t i = 0; schemas && i < schemas->count; i++) {
        const node_member *m = &schemas->as.members[i];
        found(b, m, parse_pointer(b, pointer, name, m->key));
    }
}

static void path_roots(builder *b, str section)
{
    const spec *from = b->scope.base->spec;
    const node *paths = get_object(b, from->doc->root, section);
    for (size_t i = 0; paths && i < paths->count; i++) {
        const node_member *m = &paths->as.members[i];
        str pointer = parse_pointer(b, from->whole->pointer, section, m->key);
        if (!str_starts(m->key, STR("x-")))
            operation_roots(b, m->value, pointer, m->key, true);
    }
}

void openapi_roots(builder *b)
{
    const spec *from = b->scope.base->spec;
    size_t before = b->graph->roots.count;
    openapi_components(b, select_component);
    path_roots(b, STR("paths"));
    if (from->openapi & (DIALECT_OPENAPI_3_1 | DIALECT_OPENAPI_3_2))
        path_roots(b, STR("webhooks"));
    if (b->graph->roots.count == before && !select_is_on(b))
        diag_warning(b->d, SCHEMA_NONE, node_place(from->doc->root), NULL,
                     "this OpenAPI document has no schema");
}

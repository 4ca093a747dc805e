/** Operations: roots for what they take and give. */
#include "schema/operation.h"
#include "schema/select.h"

void operation_bad_shape(builder *b, const node *n, const char *what, const char *wanted)
{
    diag_error(b->d, SCHEMA_OPENAPI, node_place(n), NULL, "%s must be %s, not %s", what, wanted,
               node_kind_name(n->kind));
}

static void request_root(builder *b, const operation *op)
{
    const node *body = node_get(op->node, STR("requestBody"));
    if (!body)
        return;
    scope outer = b->scope;
    str pointer = parse_pointer(b, op->pointer, STR("requestBody"), STR_NULL);
    body = registry_follow(b, body, &pointer, "request body");
    if (body)
        media_roots(b, SCHEMA_ROOT_REQUEST, body, pointer,
                    parse_join(b, op->name, "", STR(".request")));
    b->scope = outer;
}

/* Swagger 2.0: one schema, whatever the media type. */
static void swagger_response(builder *b, const operation *op, const node *response, str pointer,
                             str name)
{
    const node *n = node_get(response, STR("schema")), *types = node_get(op->node, STR("produces"));
    if (!n)
        return;
    if (!types)
        types = node_get(b->scope.base->spec->doc->root, STR("produces"));
    schema *s = parse_schema(b, n, parse_pointer(b, pointer, STR("schema"), STR_NULL), STR_NULL);
    media_root(b, SCHEMA_ROOT_RESPONSE, s, types, name);
}

static void response_root(builder *b, const operation *op, const node_member *m)
{
    scope outer = b->scope;
    str pointer = parse_pointer(b, op->pointer, STR("responses"), m->key);
    str name = parse_join(b, op->name, ".response.", m->key);
    const node *response = registry_follow(b, m->value, &pointer, "response");
    if (response && b->scope.base->spec->version == DIALECT_SWAGGER_2_0)
        swagger_response(b, op, response, pointer, name);
    else if (response)
        media_roots(b, SCHEMA_ROOT_RESPONSE, response, pointer, name);
    if (response)
        parameter_headers(b, response, pointer, parse_join(b, name, "", STR(".headers")));
    b->scope = outer;
}

static void response_roots(builder *b, const operation *op)
{
    const node *responses = node_get(op->node, STR("responses"));
    if (responses && responses->kind != NODE_OBJECT) {
        operation_bad_shape(b, responses, "'responses'", "an object");
        return;
    }
    for (size_t i = 0; responses && i < responses->count; i++)
        if (!str_starts(responses->as.members[i].key, STR("x-")))
            response_root(b, op, &responses->as.members[i]);
}

static void callback_roots(builder *b, const operation *op)
{
    const node *callbacks = node_get(op->node, STR("callbacks"));
    if (callbacks && callbacks->kind != NODE_OBJECT) {
        operation_bad_shape(b, callbacks, "'callbacks'", "an object");
        return;
    }
    for (size_t i = 0; callbacks && i < callbacks->count; i++) {
        const node_member *m = &callbacks->as.members[i];
        str pointer = parse_pointer(b, op->pointer, STR("callbacks"), m->key);
        scope outer = b->scope;
        const node *callback = registry_follow(b, m->value, &pointer, "callback");
        for (size_t j = 0; callback && j < callback->count; j++) {
            const node_member *item = &callback->as.members[j];
            if (!str_starts(item->key, STR("x-")))
                operation_roots(b, item->value, parse_pointer(b, pointer, item->key, STR_NULL),
                                m->key, false);
        }
        b->scope = outer;
    }
}

/* A name that an operation has. */
typedef struct taken {
    const spec *spec;
    unsigned asked; /* how often */
} taken;

static str take_name(builder *b, str name)
{
    taken *t = mem_new(b->m, taken);
    *t = (taken){b->scope.base->spec, 1};
    map_put(&b->operation_ids, name, t);
    return name;
}

/*
 * A name of its own: an id that another document has gets the file's in front; else the first number
 * that makes it free.
 */
static str unique_name(builder *b, str id, const node *at)
{
    taken *t = map_get(&b->operation_ids, id);
    if (!t)
        return take_name(b, id);
    const spec *here = b->scope.base->spec;
    str name = parse_join(b, graph_stem(here->doc->file.name), ".", id);
    if (t->spec != here && !map_has(&b->operation_ids, name))
        return take_name(b, name);
    do
        name = parse_join(b, id, "", str_print(b->m, "%u", ++t->asked));
    while (map_has(&b->operation_ids, name));
    diag_warning(b->d, SCHEMA_OPERATION_ID, node_place(at), NULL,
                 "another operation is called '%.*s'; this one becomes '%.*s'", STR_ARG(id),
                 STR_ARG(name));
    return take_name(b, name);
}

static str operation_name(builder *b, const node *n, str method, str path)
{
    const node *id = node_get(n, STR("operationId"));
    if (id && id->kind != NODE_STRING)
        operation_bad_shape(b, id, "'operationId'", "a string");
    else if (id && id->as.text.len)
        return unique_name(b, id->as.text, id);
    return unique_name(b, parse_join(b, method, " ", path), n);
}

static bool is_method(const builder *b, str name)
{
    static const char *const methods[] = {"get",     "put",  "post",  "delete",
                                          "options", "head", "patch", "trace"};
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (str_eq(name, str_of(methods[i])))
            return true;
    return b->scope.base->spec->version == DIALECT_OPENAPI_3_2 && str_eq(name, STR("query"));
}

/* Whether the operation is met for the first time: path items may be shared, and lead to themselves. */
static bool first_visit(builder *b, const node *n)
{
    const node **kept = mem_new(b->m, const node *);
    *kept = n;
    return map_put(&b->operations, (str){(const char *)kept, sizeof *kept}, kept);
}

/*
 * The operation that `n` stands for. OpenAPI has references to path items alone, but people who keep a
 * file for each operation write them all the same.
 */
static const node *follow_operation(builder *b, const node *n, str *pointer)
{
    const node *ref = node_get(n, STR("$ref"));
    if (ref && !b->operation_refs)
        diag_warning(b->d, SCHEMA_OPERATION_REF, node_place(ref), NULL,
                     "OpenAPI has no references to operations; this one, and others, are followed");
    b->operation_refs |= ref != NULL;
    return registry_follow(b, n, pointer, "operation");
}

static void operation_root(builder *b, const node *item, str pointer, str at, str path,
                           const node_member *m)
{
    scope outer = b->scope;
    if (!first_visit(b, m->value))
        return;
    const node *n = follow_operation(b, m->value, &at);
    if (n && (n == m->value || first_visit(b, n))) {
        operation op = {operation_name(b, n, m->key, path), at, n};
        parameter_roots(b, item, pointer, outer, &op);
        request_root(b, &op);
        response_roots(b, &op);
        callback_roots(b, &op);
    }
    b->scope = outer;
}

/* `additionalOperations` of OpenAPI 3.2: methods by any name. */
static void additional_roots(builder *b, const node *item, str pointer, str path, bool select)
{
    const node *more = node_get(item, STR("additionalOperations"));
    if (!more || b->scope.base->spec->version != DIALECT_OPENAPI_3_2)
        return;
    if (more->kind != NODE_OBJECT) {
        operation_bad_shape(b, more, "'additionalOperations'", "an object");
        return;
    }
    for (size_t i = 0; i < more->count; i++) {
        const node_member *m = &more->as.members[i];
        str at = parse_pointer(b, pointer, STR("additionalOperations"), m->key);
        if (!select || select_operation(b, m->value, path))
            operation_root(b, item, pointer, at, path, m);
    }
}

void operation_roots(builder *b, const node *item, str pointer, str path, bool select)
{
    scope outer = b->scope;
    item = registry_follow(b, item, &pointer, "path item");
    for (size_t i = 0; item && i < item->count; i++) {
        const node_member *m = &item->as.members[i];
        if (is_method(b, m->key) && (!select || select_operation(b, m->value, path)))
            operation_root(b, item, pointer, parse_pointer(b, pointer, m->key, STR_NULL), path, m);
    }
    if (item)
        additional_roots(b, item, pointer, path, select);
    b->scope = outer;
}

/** Parameters and header fields: objects whose properties they are. */
#include "schema/operation.h"

/* One parameter of a path or an operation, or a header field of a response. */
typedef struct parameter {
    str name, in;
    const node *node; /* the parameter itself, references followed */
    diag_place name_place;
    str pointer;
    scope scope;
} parameter;

typedef LIST(parameter) parameter_list;

static bool is_swagger(const scope *at)
{
    return at->base->spec->version == DIALECT_SWAGGER_2_0;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool equal_but_for_case(str a, str b)
{
    size_t same = 0;
    while (same < a.len && same < b.len && lower(a.data[same]) == lower(b.data[same]))
        same++;
    return same == a.len && same == b.len;
}

/* Header fields that OpenAPI describes elsewhere (OAS 3.1 §4.8.12.2.1). */
static bool is_reserved_header(const parameter *p)
{
    static const char *const names[] = {"accept", "content-type", "authorization"};
    if (!str_eq(p->in, STR("header")))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (equal_but_for_case(p->name, str_of(names[i])))
            return true;
    return false;
}

/* Where a parameter may be; *places: for messages. */
static bool is_place(const scope *at, str in, const char **places)
{
    dialect version = at->base->spec->version;
    *places = "query, path, header or cookie";
    if (str_eq(in, STR("query")) || str_eq(in, STR("path")) || str_eq(in, STR("header")))
        return true;
    if (version == DIALECT_SWAGGER_2_0) {
        *places = "query, path, header, formData or body";
        return str_eq(in, STR("formData")) || str_eq(in, STR("body"));
    }
    return str_eq(in, STR("cookie")) ||
           (version == DIALECT_OPENAPI_3_2 && str_eq(in, STR("querystring")));
}

/* Reads one in the scope that its references lead to; that of the caller stays. */
static bool read_parameter(builder *b, const node *n, str pointer, parameter *out)
{
    const char *places;
    n = registry_follow(b, n, &pointer, "parameter");
    if (!n)
        return false;
    const node *name = node_get(n, STR("name")), *in = node_get(n, STR("in"));
    if (!name && in && in->kind == NODE_STRING && str_eq(in->as.text, STR("querystring")))
        name = in; /* it is the query as a whole */
    if (!name || name->kind != NODE_STRING || !in || in->kind != NODE_STRING) {
        diag_error(b->d, SCHEMA_OPENAPI, node_place(n), NULL,
                   "a parameter needs 'name' and 'in', both strings");
        return false;
    }
    if (!is_place(&b->scope, in->as.text, &places)) {
        diag_error(b->d, SCHEMA_OPENAPI, node_place(in), NULL, "'in' must be %s, not '%.*s'",
                   places, STR_ARG(in->as.text));
        return false;
    }
    *out = (parameter){name->as.text, in->as.text, n, node_place(name), pointer, b->scope};
    return !is_reserved_header(out);
}

static str parameter_key(builder *b, const parameter *p)
{
    return parse_join(b, p->in, " ", p->name);
}

/* Adds the parameters of `owner`, each in the place of an earlier one of the same name and `in`. */
static void read_parameters(builder *b, const node *owner, str pointer, map *by_key,
                            parameter_list *out)
{
    const node *list = node_get(owner, STR("parameters"));
    if (list && list->kind != NODE_ARRAY) {
        operation_bad_shape(b, list, "'parameters'", "an array");
        return;
    }
    for (size_t i = 0; list && i < list->count; i++) {
        parameter p;
        str at = parse_pointer_index(b, pointer, STR("parameters"), i);
        scope outer = b->scope;
        bool read = read_parameter(b, list->as.items[i], at, &p);
        b->scope = outer;
        if (!read)
            continue;
        str key = parameter_key(b, &p);
        size_t known = (size_t)(uintptr_t)map_get(by_key, key); /* 1 + position */
        if (known) {
            out->items[known - 1] = p;
            continue;
        }
        list_push(b->m, out, p);
        map_put(by_key, key, (void *)(uintptr_t)out->count);
    }
}

/* In Swagger 2.0 all but a body is its own schema, with few keywords. */
static schema *swagger_schema(builder *b, const parameter *p)
{
    b->scope.dialect = DIALECT_SWAGGER_ITEMS;
    schema *s = parse_schema(b, p->node, p->pointer, STR_NULL);
    return node_get(p->node, STR("type")) || node_get(p->node, STR("enum")) ? s : NULL;
}

/* Its schema: that of `schema`, or of the one media type in `content`. NULL: it has none. */
static schema *read_schema(builder *b, const parameter *p)
{
    const node *n = node_get(p->node, STR("schema"));
    if (is_swagger(&p->scope) && !str_eq(p->in, STR("body")))
        return swagger_schema(b, p);
    if (n)
        return parse_schema(b, n, parse_pointer(b, p->pointer, STR("schema"), STR_NULL), STR_NULL);
    const node *content = node_get(p->node, STR("content"));
    if (!content || content->kind != NODE_OBJECT || content->count == 0)
        return NULL;
    const node_member *media = &content->as.members[0];
    n = node_get(media->value, STR("schema"));
    if (!n)
        return NULL;
    str pointer = parse_pointer(b, p->pointer, STR("content"), media->key);
    return parse_schema(b, n, parse_pointer(b, pointer, STR("schema"), STR_NULL), STR_NULL);
}

static schema *parameter_schema(builder *b, const parameter *p)
{
    scope outer = b->scope;
    b->scope = p->scope;
    schema *s = read_schema(b, p);
    b->scope = outer;
    return s;
}

/* The schema of a parameter that has none: anything. */
static schema *any_schema(builder *b, const parameter *p)
{
    diag_warning(b->d, SCHEMA_PARAMETER, node_place(p->node), NULL,
                 "parameter '%.*s' has %s; any value is taken", STR_ARG(p->name),
                 is_swagger(&p->scope) ? "no 'type'" : "neither 'schema' nor 'content'");
    schema *s = parse_new(b, p->node, p->pointer, STR_NULL);
    s->always = true;
    return s;
}

/* The property's name: the parameter's, made different where another `in` has the same. */
static str property_name(builder *b, const parameter *p, map *names)
{
    str name = p->name;
    if (map_put(names, name, names))
        return name;
    while (!map_put(names, name, names))
        name = parse_join(b, name, ".", p->in);
    diag_warning(b->d, SCHEMA_PARAMETER, p->name_place, NULL,
                 "there is another parameter '%.*s'; this one, in %.*s, becomes '%.*s'",
                 STR_ARG(p->name), STR_ARG(p->in), STR_ARG(name));
    return name;
}

static void add_parameter(builder *b, schema *object, const parameter *p, map *names)
{
    schema *value = parameter_schema(b, p);
    if (!value)
        value = any_schema(b, p);
    node_member *key = mem_new(b->m, node_member);
    key->key = property_name(b, p, names);
    key->line = p->name_place.line;
    key->column = p->name_place.column;
    key->width = p->name_place.width;
    key->value = (node *)(uintptr_t)value->node; /* trees are immutable, their members plain */
    value->is_property = true;
    list_push(b->m, &object->properties, (schema_property){key, value});
    const node *required = node_get(p->node, STR("required"));
    if (required && required->kind != NODE_BOOL)
        operation_bad_shape(b, required, "'required' of a parameter", "true or false");
    else if (required && required->boolean)
        list_push(b->m, &object->required, key->key);
}

typedef enum group { IN_PARAMETERS, IN_FORM, IN_BODY } group;

static group group_of(const parameter *p)
{
    if (str_eq(p->in, STR("body")))
        return IN_BODY;
    return str_eq(p->in, STR("formData")) ? IN_FORM : IN_PARAMETERS;
}

/* Those of one group as an object, if there are any. */
static void object_root(builder *b, const parameter_list *list, group wanted, const node *at,
                        str pointer, str name)
{
    schema *s = NULL;
    map names;
    map_init(&names, b->m);
    for (size_t i = 0; i < list->count; i++) {
        if (group_of(&list->items[i]) != wanted)
            continue;
        if (!s)
            s = parse_new(b, at, pointer, STR_NULL);
        add_parameter(b, s, &list->items[i], &names);
    }
    if (!s)
        return;
    s->types = SCHEMA_OBJECT;
    root_add(b, SCHEMA_ROOT_PARAMETERS, name, s);
}

/* `consumes` or `produces`: the operation's, else the document's. */
static void body_root(builder *b, const parameter *p, const operation *op)
{
    const node *types = node_get(op->node, STR("consumes"));
    schema *s = parameter_schema(b, p);
    if (!types)
        types = node_get(b->scope.base->spec->doc->root, STR("consumes"));
    if (s)
        media_root(b, SCHEMA_ROOT_REQUEST, s, types, parse_join(b, op->name, "", STR(".request")));
}

void parameter_roots(builder *b, const node *item, str item_pointer, scope item_scope,
                     const operation *op)
{
    scope outer = b->scope;
    parameter_list list = {0};
    map by_key;
    map_init(&by_key, b->m);
    b->scope = item_scope;
    read_parameters(b, item, item_pointer, &by_key, &list);
    b->scope = outer;
    read_parameters(b, op->node, op->pointer, &by_key, &list);
    const node *own = node_get(op->node, STR("parameters"));
    const node *at = own ? own : node_get(item, STR("parameters"));
    str pointer = parse_pointer(b, op->pointer, STR("parameters"), STR_NULL);
    object_root(b, &list, IN_PARAMETERS, at, pointer, parse_join(b, op->name, "", STR(".params")));
    object_root(b, &list, IN_FORM, at, pointer, parse_join(b, op->name, "", STR(".form")));
    for (size_t i = 0; i < list.count; i++)
        if (group_of(&list.items[i]) == IN_BODY)
            body_root(b, &list.items[i], op);
}

/* A header field (OAS 3.1 §4.8.21), which `headers` names. False: none, or after an error. */
static bool read_header(builder *b, const node *headers, const node_member *m, str pointer,
                        parameter *out)
{
    const node *n = registry_follow(b, m->value, &pointer, "header");
    if (!n || equal_but_for_case(m->key, STR("content-type")))
        return false;
    *out = (parameter){m->key, STR("header"), n, node_key_place(headers, m), pointer, b->scope};
    return true;
}

void parameter_headers(builder *b, const node *response, str pointer, str name)
{
    const node *headers = node_get(response, STR("headers"));
    parameter_list list = {0};
    if (headers && headers->kind != NODE_OBJECT) {
        operation_bad_shape(b, headers, "'headers'", "an object");
        return;
    }
    for (size_t i = 0; headers && i < headers->count; i++) {
        const node_member *m = &headers->as.members[i];
        parameter p;
        scope outer = b->scope;
        str at = parse_pointer(b, pointer, STR("headers"), m->key);
        if (!str_starts(m->key, STR("x-o2c-")) && read_header(b, headers, m, at, &p))
            list_push(b->m, &list, p);
        b->scope = outer;
    }
    object_root(b, &list, IN_PARAMETERS, headers,
                parse_pointer(b, pointer, STR("headers"), STR_NULL), name);
}

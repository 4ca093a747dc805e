#include "schema/build.h"

/* A body that many operations share counts for each: the product must stay bounded. */
enum { ROOT_LIMIT = 1 << 20 };

/* An operation under way. */
typedef struct operation {
    str name;
    str pointer;
    const node *node;
} operation;

/* One of its parameters, of the path or of its own. */
typedef struct parameter {
    str name, in;
    const node *node; /* the parameter itself, references followed */
    const node *name_node;
    str pointer;
} parameter;

typedef LIST(parameter) parameter_list;

static void bad_shape(builder *b, const node *n, const char *what, const char *wanted)
{
    diag_error(b->d, SCHEMA_OPENAPI, node_place(n), NULL, "%s must be %s, not %s", what, wanted,
               node_kind_name(n->kind));
}

/* Media types. */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* "application/json; charset=utf-8" as "application/json" */
static str plain_media_type(builder *b, str type)
{
    type = str_copy(b->m, str_slice(type, 0, str_find(type, ';')));
    while (type.len && type.data[type.len - 1] == ' ')
        type.len--;
    char *text = (char *)(uintptr_t)type.data; /* our own copy */
    for (size_t i = 0; i < type.len; i++)
        text[i] = lower(text[i]);
    return type;
}

static bool is_json(str type)
{
    return str_ends(type, STR("/json")) || str_ends(type, STR("+json")) ||
           str_eq(type, STR("*/*")) || str_eq(type, STR("application/*"));
}

/* "text/html" as "text_html" */
static str media_suffix(builder *b, str type)
{
    str copy = str_copy(b->m, type);
    char *text = (char *)(uintptr_t)copy.data; /* our own copy */
    for (size_t i = 0; i < copy.len; i++) {
        char c = lower(text[i]);
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        text[i] = plain ? c : '_';
    }
    return copy;
}

/* Adds a root for each media type of a `content` object that has a schema, named in full. */
static void content_roots(builder *b, schema_root_kind kind, const node *owner, str pointer,
                          str name)
{
    const node *content = node_get(owner, STR("content"));
    if (!content)
        return;
    if (content->kind != NODE_OBJECT) {
        bad_shape(b, content, "'content'", "an object");
        return;
    }
    for (size_t i = 0; i < content->count; i++) {
        const node_member *m = &content->as.members[i];
        const node *n = node_get(m->value, STR("schema"));
        if (!n)
            continue;
        if (b->graph->roots.count == ROOT_LIMIT) {
            diag_error(b->d, SCHEMA_LIMIT, (diag_place){.file = &b->doc->file}, NULL,
                       "the operations have more than %d bodies", ROOT_LIMIT);
            return;
        }
        str type = plain_media_type(b, m->key), suffix = media_suffix(b, type);
        str at = parse_pointer(b, pointer, STR("content"), m->key);
        schema *s = parse_schema(b, n, parse_pointer(b, at, STR("schema"), STR_NULL), STR_NULL);
        list_push(b->m, &b->bodies, (schema_body){b->graph->roots.count, name, !is_json(type)});
        root_add(b, kind, parse_join(b, name, ".", suffix), s);
    }
}

/* Whose bodies are being settled. */
typedef struct settling {
    str name;          /* their own copy of the plain name */
    const node *plain; /* the schema that got it */
} settling;

/* Whether the body is a root; the first of its `content` takes the plain name. */
static bool settle_body(settling *s, const schema_body *one, schema_root *r)
{
    if (one->raw && check_types(r->value) != SCHEMA_STRING)
        return false;
    if (one->name.data == s->name.data)
        return !node_equal(s->plain, r->value->node);
    *s = (settling){one->name, r->value->node};
    r->name = one->name;
    return true;
}

void operation_settle_bodies(builder *b)
{
    schema_graph *g = b->graph;
    settling s = {0};
    size_t kept = 0, next = 0;
    for (size_t i = 0; i < g->roots.count; i++) {
        schema_root *r = &g->roots.items[i];
        bool is_body = next < b->bodies.count && b->bodies.items[next].root == i;
        if (!is_body || settle_body(&s, &b->bodies.items[next++], r))
            g->roots.items[kept++] = *r;
    }
    g->roots.count = kept;
}

/* Parameters. */

/* Header fields that OpenAPI describes elsewhere (OAS 3.1 §4.8.12.2.1). */
static bool is_reserved_header(const parameter *p)
{
    static const char *const names[] = {"accept", "content-type", "authorization"};
    if (!str_eq(p->in, STR("header")))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        str known = str_of(names[i]);
        size_t same = 0;
        while (same < known.len && same < p->name.len &&
               lower(p->name.data[same]) == known.data[same])
            same++;
        if (same == known.len && same == p->name.len)
            return true;
    }
    return false;
}

static bool is_place(str in)
{
    return str_eq(in, STR("query")) || str_eq(in, STR("path")) || str_eq(in, STR("header")) ||
           str_eq(in, STR("cookie"));
}

static bool read_parameter(builder *b, const node *n, str pointer, parameter *out)
{
    n = registry_follow(b, n, &pointer, "parameter");
    if (!n)
        return false;
    const node *name = node_get(n, STR("name")), *in = node_get(n, STR("in"));
    if (!name || name->kind != NODE_STRING || !in || in->kind != NODE_STRING) {
        diag_error(b->d, SCHEMA_OPENAPI, node_place(n), NULL,
                   "a parameter needs 'name' and 'in', both strings");
        return false;
    }
    if (!is_place(in->as.text)) {
        diag_error(b->d, SCHEMA_OPENAPI, node_place(in), NULL,
                   "'in' must be query, path, header or cookie, not '%.*s'", STR_ARG(in->as.text));
        return false;
    }
    *out = (parameter){name->as.text, in->as.text, n, name, pointer};
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
        bad_shape(b, list, "'parameters'", "an array");
        return;
    }
    for (size_t i = 0; list && i < list->count; i++) {
        parameter p;
        str at = parse_pointer_index(b, pointer, STR("parameters"), i);
        if (!read_parameter(b, list->as.items[i], at, &p))
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

/* Its schema: that of `schema`, or of the one media type in `content`. NULL: it has none. */
static schema *parameter_schema(builder *b, const parameter *p)
{
    const node *n = node_get(p->node, STR("schema"));
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

/* The schema of a parameter that has none: anything. */
static schema *any_schema(builder *b, const parameter *p)
{
    diag_warning(b->d, SCHEMA_PARAMETER, node_place(p->node), NULL,
                 "parameter '%.*s' has neither 'schema' nor 'content'; any value is taken",
                 STR_ARG(p->name));
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
    diag_warning(b->d, SCHEMA_PARAMETER, node_place(p->name_node), NULL,
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
    key->line = p->name_node->line;
    key->column = p->name_node->column;
    key->width = p->name_node->width;
    key->value = (node *)(uintptr_t)value->node; /* trees are immutable, their members plain */
    list_push(b->m, &object->properties, (schema_property){key, value});
    const node *required = node_get(p->node, STR("required"));
    if (required && required->kind != NODE_BOOL)
        bad_shape(b, required, "'required' of a parameter", "true or false");
    else if (required && required->boolean)
        list_push(b->m, &object->required, key->key);
}

/* The parameters of an operation as one object. */
static void parameter_roots(builder *b, const node *item, str item_pointer, const operation *op)
{
    parameter_list list = {0};
    map by_key, names;
    map_init(&by_key, b->m);
    map_init(&names, b->m);
    read_parameters(b, item, item_pointer, &by_key, &list);
    read_parameters(b, op->node, op->pointer, &by_key, &list);
    if (list.count == 0)
        return;
    const node *own = node_get(op->node, STR("parameters"));
    schema *s = parse_new(b, own ? own : node_get(item, STR("parameters")),
                          parse_pointer(b, op->pointer, STR("parameters"), STR_NULL), STR_NULL);
    s->types = SCHEMA_OBJECT;
    for (size_t i = 0; i < list.count; i++)
        add_parameter(b, s, &list.items[i], &names);
    root_add(b, SCHEMA_ROOT_PARAMETERS, parse_join(b, op->name, "", STR(".params")), s);
}

/* Operations. */

static void request_root(builder *b, const operation *op)
{
    const node *body = node_get(op->node, STR("requestBody"));
    if (!body)
        return;
    str pointer = parse_pointer(b, op->pointer, STR("requestBody"), STR_NULL);
    body = registry_follow(b, body, &pointer, "request body");
    if (body)
        content_roots(b, SCHEMA_ROOT_REQUEST, body, pointer,
                      parse_join(b, op->name, "", STR(".request")));
}

static void response_roots(builder *b, const operation *op)
{
    const node *responses = node_get(op->node, STR("responses"));
    if (responses && responses->kind != NODE_OBJECT) {
        bad_shape(b, responses, "'responses'", "an object");
        return;
    }
    for (size_t i = 0; responses && i < responses->count; i++) {
        const node_member *m = &responses->as.members[i];
        if (str_starts(m->key, STR("x-")))
            continue;
        str pointer = parse_pointer(b, op->pointer, STR("responses"), m->key);
        const node *response = registry_follow(b, m->value, &pointer, "response");
        if (response)
            content_roots(b, SCHEMA_ROOT_RESPONSE, response, pointer,
                          parse_join(b, op->name, ".response.", m->key));
    }
}

static void callback_roots(builder *b, const operation *op)
{
    const node *callbacks = node_get(op->node, STR("callbacks"));
    if (callbacks && callbacks->kind != NODE_OBJECT) {
        bad_shape(b, callbacks, "'callbacks'", "an object");
        return;
    }
    for (size_t i = 0; callbacks && i < callbacks->count; i++) {
        const node_member *m = &callbacks->as.members[i];
        str pointer = parse_pointer(b, op->pointer, STR("callbacks"), m->key);
        const node *callback = registry_follow(b, m->value, &pointer, "callback");
        for (size_t j = 0; callback && j < callback->count; j++) {
            const node_member *item = &callback->as.members[j];
            if (!str_starts(item->key, STR("x-")))
                operation_roots(b, item->value, parse_pointer(b, pointer, item->key, STR_NULL),
                                m->key);
        }
    }
}

/* A name of its own: an id that is taken gets the first number that makes it free. */
static str unique_name(builder *b, str id, const node *at)
{
    str name = id;
    uint32_t *used = map_get(&b->operation_ids, id);
    if (used) {
        do
            name = parse_join(b, id, "", str_print(b->m, "%u", (unsigned)++*used));
        while (map_has(&b->operation_ids, name));
        diag_warning(b->d, SCHEMA_OPERATION_ID, node_place(at), NULL,
                     "another operation is called '%.*s'; this one becomes '%.*s'", STR_ARG(id),
                     STR_ARG(name));
    }
    used = mem_new(b->m, uint32_t);
    *used = 1;
    map_put(&b->operation_ids, name, used);
    return name;
}

static str operation_name(builder *b, const node *n, str method, str path)
{
    const node *id = node_get(n, STR("operationId"));
    if (id && id->kind != NODE_STRING)
        bad_shape(b, id, "'operationId'", "a string");
    else if (id && id->as.text.len)
        return unique_name(b, id->as.text, id);
    return unique_name(b, parse_join(b, method, " ", path), n);
}

static bool is_method(str name)
{
    static const char *const methods[] = {"get",     "put",  "post",  "delete",
                                          "options", "head", "patch", "trace"};
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (str_eq(name, str_of(methods[i])))
            return true;
    return false;
}

/* Whether the operation is met for the first time: path items may be shared, and lead to themselves. */
static bool first_visit(builder *b, const node *n)
{
    const node **kept = mem_new(b->m, const node *);
    *kept = n;
    return map_put(&b->operations, (str){(const char *)kept, sizeof *kept}, kept);
}

void operation_roots(builder *b, const node *item, str pointer, str path)
{
    item = registry_follow(b, item, &pointer, "path item");
    for (size_t i = 0; item && i < item->count; i++) {
        const node_member *m = &item->as.members[i];
        if (!is_method(m->key) || !first_visit(b, m->value))
            continue;
        if (m->value->kind != NODE_OBJECT) {
            bad_shape(b, m->value, "an operation", "an object");
            continue;
        }
        operation op = {operation_name(b, m->value, m->key, path),
                        parse_pointer(b, pointer, m->key, STR_NULL), m->value};
        parameter_roots(b, item, pointer, &op);
        request_root(b, &op);
        response_roots(b, &op);
        callback_roots(b, &op);
    }
}

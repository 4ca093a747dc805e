/** Bodies: which media types of a request or response have a type. */
#include "schema/operation.h"

/* A body that many operations share counts for each: the product must stay bounded. */
enum { ROOT_LIMIT = 1 << 20 };

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

static bool has_room(builder *b)
{
    if (b->graph->roots.count < ROOT_LIMIT)
        return true;
    diag_error(b->d, SCHEMA_LIMIT, (diag_place){.file = &b->scope.base->spec->doc->file}, NULL,
               "the operations have more than %d bodies", ROOT_LIMIT);
    return false;
}

static void add_body(builder *b, schema_root_kind kind, schema *s, str name, str type, bool raw)
{
    list_push(b->m, &b->bodies, (schema_body){b->graph->roots.count, name, raw});
    root_add(b, kind, parse_join(b, name, ".", media_suffix(b, type)), s);
}

/* The roots for `member`, "schema" or (of OpenAPI 3.2) "itemSchema", whose values are JSON always. */
static bool member_roots(builder *b, schema_root_kind kind, const node *content, str pointer,
                         str member, str name)
{
    bool item = !str_eq(member, STR("schema"));
    for (size_t i = 0; i < content->count; i++) {
        const node_member *m = &content->as.members[i];
        scope outer = b->scope;
        str at = parse_pointer(b, pointer, STR("content"), m->key);
        bool alias = b->scope.base->spec->version == DIALECT_OPENAPI_3_2;
        const node *media = alias ? registry_follow(b, m->value, &at, "media type") : m->value;
        const node *n = node_get(media, member);
        str type = plain_media_type(b, m->key);
        if (n && !has_room(b))
            return false;
        if (n)
            add_body(b, kind, parse_schema(b, n, parse_pointer(b, at, member, STR_NULL), STR_NULL),
                     name, type, !item && !is_json(type));
        b->scope = outer;
    }
    return true;
}

void media_roots(builder *b, schema_root_kind kind, const node *owner, str pointer, str name)
{
    const node *content = node_get(owner, STR("content"));
    if (!content)
        return;
    if (content->kind != NODE_OBJECT) {
        operation_bad_shape(b, content, "'content'", "an object");
        return;
    }
    if (member_roots(b, kind, content, pointer, STR("schema"), name) &&
        b->scope.base->spec->version == DIALECT_OPENAPI_3_2)
        member_roots(b, kind, content, pointer, STR("itemSchema"),
                     parse_join(b, name, "", STR(".item")));
}

void media_root(builder *b, schema_root_kind kind, schema *value, const node *types, str name)
{
    bool json = !types || types->kind != NODE_ARRAY || types->count == 0;
    for (size_t i = 0; !json && i < types->count; i++)
        json = types->as.items[i]->kind == NODE_STRING &&
               is_json(plain_media_type(b, types->as.items[i]->as.text));
    if (has_room(b))
        add_body(b, kind, value, name, STR("application/json"), !json);
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
        if (!r->value)
            continue; /* not selected, and not needed */
        bool is_body = next < b->bodies.count && b->bodies.items[next].root == i;
        if (!is_body || settle_body(&s, &b->bodies.items[next++], r))
            g->roots.items[kept++] = *r;
    }
    g->roots.count = kept;
}

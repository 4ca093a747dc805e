#include "schema/keyword.h"

#include "document/pointer.h"

#include <stdio.h>

/* Schemas within schemas. The loader bounds nesting as well, but YAML aliases may add to it. */
enum { DEPTH_LIMIT = 512 };

/* A node's address as a key. `at` must live as long as the table. */
static str node_key(const node *const *at)
{
    return (str){(const char *)at, sizeof *at};
}

schema *parse_known(const builder *b, const node *n)
{
    return map_get(&b->by_node, node_key(&n));
}

schema *parse_new(builder *b, const node *n, str pointer, str name)
{
    schema *s = mem_new(b->m, schema);
    s->node = n;
    s->pointer = pointer;
    s->name = name;
    s->id = (uint32_t)b->graph->all.count;
    list_push(b->m, &b->graph->all, s);
    return s;
}

/* Adds a token with its '/', so that the whole stays a URI fragment where that matters: at '%'. */
static void add_token(buf *out, str token)
{
    buf escaped = BUF_INIT;
    pointer_add(&escaped, token);
    str text = buf_str(&escaped);
    for (size_t from = 0; from < text.len;) {
        str rest = str_slice(text, from, text.len);
        size_t plain = str_find(rest, '%');
        buf_add(out, str_slice(rest, 0, plain));
        if (plain < rest.len)
            buf_text(out, "%25");
        from += plain + 1;
    }
    buf_free(&escaped);
}

/* Keeps the pointer if all of them together stay in bounds: keys may be long and nested deeply. */
static str keep_pointer(builder *b, str parent, buf *text)
{
    if (text->len < b->pointer_room) {
        b->pointer_room -= text->len;
        return buf_take(text, b->m);
    }
    buf_free(text);
    b->pointer_room = 0;
    diag_error(b->d, SCHEMA_LIMIT, (diag_place){.file = &b->doc->file}, NULL,
               "the names on the way to schemas are too long to be kept");
    return parent;
}

str parse_pointer(builder *b, str parent, str member, str token)
{
    if (b->pointer_room == 0)
        return parent; /* reported */
    buf text = BUF_INIT;
    buf_add(&text, parent);
    if (member.data)
        add_token(&text, member);
    if (token.data)
        add_token(&text, token);
    return keep_pointer(b, parent, &text);
}

str parse_pointer_index(builder *b, str parent, str member, size_t index)
{
    char token[24];
    int len = snprintf(token, sizeof token, "%zu", index);
    return parse_pointer(b, parent, member, (str){token, (size_t)len});
}

str parse_join(builder *b, str a, const char *between, str c)
{
    buf text = BUF_INIT;
    buf_add(&text, a);
    buf_text(&text, between);
    buf_add(&text, c);
    return buf_take(&text, b->m);
}

static void parse_keywords(builder *b, schema *s)
{
    for (size_t i = 0; i < s->node->count; i++) {
        const node_member *m = &s->node->as.members[i];
        const keyword *k = map_get(&b->keywords, m->key);
        if (!k)
            keyword_unknown(b, s->node, m);
        else if (k->dialects & b->dialect)
            k->parse(b, s, k, m);
        else
            keyword_foreign(b, s->node, k, m);
    }
}

/* An embedded resource may say that it is of another dialect (Core §9.3.3). */
static void check_dialect(builder *b, const schema *s)
{
    const node *meta = node_get(s->node, STR("$schema"));
    if (meta && s->node != b->doc->root)
        dialect_accept(b->d, meta);
}

static void parse_object(builder *b, schema *s)
{
    if (b->depth == DEPTH_LIMIT) {
        diag_error(b->d, SCHEMA_LIMIT, node_place(s->node), NULL,
                   "schemas are nested more than %d deep", DEPTH_LIMIT);
        return;
    }
    resource *outer = b->base;
    b->depth++;
    check_dialect(b, s);
    b->base = registry_identify(b, s);
    s->always = s->node->count == 0;
    parse_keywords(b, s);
    b->base = outer;
    b->depth--;
}

schema *parse_schema(builder *b, const node *n, str pointer, str name)
{
    schema *s = parse_known(b, n);
    if (s)
        return s;
    s = parse_new(b, n, pointer, name);
    map_put(&b->by_node, node_key(&s->node), s);
    if (n->kind == NODE_OBJECT) {
        parse_object(b, s);
    } else if (n->kind == NODE_BOOL) {
        s->always = n->boolean;
        s->never = !n->boolean;
    } else {
        s->always = true;
        diag_error(b->d, SCHEMA_KIND, node_place(n), NULL,
                   "a schema must be an object or a boolean, not %s", node_kind_name(n->kind));
    }
    return s;
}

#include "schema/keyword.h"
#include "schema/vocabulary.h"

#include "document/pointer.h"

#include <stdio.h>

/* Schemas within schemas. The loader bounds nesting as well, but YAML aliases may add to it. */
enum { DEPTH_LIMIT = 512 };

str parse_key(const void *const *at)
{
    return (str){(const char *)at, sizeof *at};
}

schema *parse_known(const builder *b, const node *n)
{
    const void *address = n;
    return map_get(&b->by_node, parse_key(&address));
}

static void remember(builder *b, const node *n, schema *s)
{
    const void **address = mem_new(b->m, const void *);
    *address = n;
    map_put(&b->by_node, parse_key(address), s);
}

schema *parse_new(builder *b, const node *n, str pointer, str name)
{
    schema *s = mem_new(b->m, schema);
    s->node = n;
    s->pointer = pointer;
    s->name = s->key = name;
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
    diag_error(b->d, SCHEMA_LIMIT, (diag_place){.file = &b->scope.base->spec->doc->file}, NULL,
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
    const vocabulary *words = keyword_vocabulary(b);
    bool alone = legacy_ref_alone(b, s);
    for (size_t i = 0; i < s->node->count; i++) {
        const node_member *m = &s->node->as.members[i];
        const keyword *k = map_get(&words->keywords, m->key);
        if (alone && !legacy_beside_ref(b, s, m))
            continue;
        if (!k)
            keyword_unknown(b, s->node, m);
        else if (b->scope.base->off && !vocabulary_has(b->scope.base->off, m->key))
            continue; /* its vocabulary is not one of the dialect's */
        else if (k->dialects & b->scope.dialect)
            k->parse(b, s, k, m);
        else
            keyword_foreign(b, s->node, k, m);
    }
}

static void parse_object(builder *b, schema *s)
{
    if (b->depth == DEPTH_LIMIT) {
        diag_error(b->d, SCHEMA_LIMIT, node_place(s->node), NULL,
                   "schemas are nested more than %d deep", DEPTH_LIMIT);
        return;
    }
    scope outer = b->scope;
    pending *of_outer = b->pending, own = {0};
    b->depth++;
    b->pending = &own;
    registry_identify(b, s);
    s->base = b->scope.base;
    if (b->scope.base != outer.base)
        list_push(b->m, &outer.base->reaches, b->scope.base);
    s->always = s->node->count == 0;
    parse_keywords(b, s);
    if (s->discriminator && !s->one_of.count && !s->any_of.count)
        b->scope.base->spec->bases = true;
    legacy_fold(b, s, &own);
    b->scope = outer;
    b->pending = of_outer;
    b->depth--;
}

schema *parse_schema(builder *b, const node *n, str pointer, str name)
{
    schema *s = parse_known(b, n);
    if (s)
        return s;
    s = parse_new(b, n, pointer, name);
    remember(b, n, s);
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

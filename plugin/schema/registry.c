#include "schema/build.h"

#include "document/pointer.h"
#include "source/source.h"

#include <stdlib.h>

/* Candidates that are compared for "did you mean" in one document. */
enum { SUGGESTION_LIMIT = 1 << 20 };
/* Bytes of an absolute `$id`: every identifier and reference below it is resolved against it. */
enum { URI_LIMIT = 2048 };
/* References that may lead from one OpenAPI object to another before there is a schema. */
enum { HOP_LIMIT = 32 };

typedef struct anchor {
    schema *schema;
    bool dynamic;
} anchor;

typedef enum outcome {
    FOUND,
    UNKNOWN, /* yet: `waiting` and `key` say what must become known */
    FAILED   /* and reported */
} outcome;

/* What a reference names. */
typedef struct target {
    node *node;
    str pointer;
    resource *resource;   /* NULL: that is what is unknown */
    const anchor *anchor; /* by which it was named, or NULL */
    map *waiting;         /* UNKNOWN: where to wait, */
    str key;              /* and for what */
} target;

void registry_init(builder *b)
{
    registry *r = &b->registry;
    map_init(&r->resources, b->m);
    map_init(&r->dynamic, b->m);
    map_init(&r->waiting, b->m);
    r->suggestions = SUGGESTION_LIMIT;
}

/* Moves references that waited for `key` back into the queue. */
static void wake(builder *b, const map *waiting, str key)
{
    reference_list *list = map_get(waiting, key);
    if (!list)
        return;
    for (size_t i = 0; i < list->count; i++)
        list_push(b->m, &b->registry.queue, list->items[i]);
    list->count = 0;
}

static void name_resource(builder *b, resource *r, str uri)
{
    r->uri = uri;
    map_put(&b->registry.resources, uri, r);
    wake(b, &b->registry.waiting, uri);
}

static resource *add_resource(builder *b, str uri, str pointer, const node *root)
{
    resource *r = mem_new(b->m, resource);
    r->pointer = pointer;
    r->root = (node *)(uintptr_t)root; /* trees are immutable; pointer_get wants it plain */
    map_init(&r->anchors, b->m);
    map_init(&r->waiting, b->m);
    name_resource(b, r, uri);
    return r;
}

resource *registry_open(builder *b)
{
    return add_resource(b, b->doc->uri, STR("#"), b->doc->root);
}

/* A string that identifies: the value of `name`, or STR_NULL (after an error if it is no string). */
static str identifier(builder *b, const schema *s, str name, const node **at)
{
    *at = node_get(s->node, name);
    if (!*at)
        return STR_NULL;
    if ((*at)->kind == NODE_STRING)
        return (*at)->as.text;
    diag_error(b->d, SCHEMA_KIND, node_place(*at), NULL, "'%.*s' must be a string, not %s",
               STR_ARG(name), node_kind_name((*at)->kind));
    return STR_NULL;
}

static resource *identify_resource(builder *b, const schema *s)
{
    const node *at;
    str id = identifier(b, s, STR("$id"), &at), uri, fragment;
    if (!id.data)
        return b->base;
    source_uri_split(id, &uri, &fragment);
    if (fragment.len) {
        diag_error(b->d, REF_IDENTIFIER, node_place(at),
                   "write '$anchor' for a name in the document", "'$id' must not have a fragment");
        return b->base;
    }
    uri = source_uri_resolve(b->m, b->base->uri, uri);
    if (uri.len > URI_LIMIT) {
        diag_error(b->d, SCHEMA_LIMIT, node_place(at), NULL, "this '$id' has more than %d bytes",
                   URI_LIMIT);
        return b->base;
    }
    resource *known = map_get(&b->registry.resources, uri);
    if (!known && b->base->root == s->node) { /* the document itself, now under two names */
        name_resource(b, b->base, uri);
        return b->base;
    }
    if (!known)
        return add_resource(b, uri, s->pointer, s->node);
    if (known->root == s->node)
        return known;
    diag_error(b->d, REF_TWICE, node_place(at), NULL, "'%.*s' already identifies %.*s", STR_ARG(id),
               STR_ARG(known->pointer));
    return b->base;
}

/* [A-Za-z_][-A-Za-z0-9._]* (Core §8.2.2) */
static bool is_anchor(str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.data[i];
        bool first = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        bool later = (c >= '0' && c <= '9') || c == '-' || c == '.';
        if (!first && !(later && i > 0))
            return false;
    }
    return name.len > 0;
}

static void count_dynamic(builder *b, str name)
{
    uint32_t *count = map_get(&b->registry.dynamic, name);
    if (!count) {
        count = mem_new(b->m, uint32_t);
        map_put(&b->registry.dynamic, name, count);
    }
    ++*count;
}

static void identify_anchor(builder *b, schema *s, resource *base, str keyword, bool dynamic)
{
    const node *at;
    str name = identifier(b, s, keyword, &at);
    if (!name.data)
        return;
    if (!is_anchor(name)) {
        diag_error(
            b->d, REF_IDENTIFIER, node_place(at), NULL,
            "'%.*s' must start with a letter or '_', and go on with those, digits, '-' or '.'",
            STR_ARG(keyword));
        return;
    }
    if (dynamic)
        count_dynamic(b, name);
    anchor *a = map_get(&base->anchors, name);
    if (a && a->schema != s) {
        diag_error(b->d, REF_TWICE, node_place(at), NULL, "'%.*s' is already the anchor of %.*s",
                   STR_ARG(name), STR_ARG(a->schema->pointer));
        return;
    }
    if (!a)
        a = mem_new(b->m, anchor);
    a->schema = s;
    a->dynamic |= dynamic;
    map_put(&base->anchors, name, a);
    wake(b, &base->waiting, name);
}

resource *registry_identify(builder *b, schema *s)
{
    resource *base = identify_resource(b, s);
    identify_anchor(b, s, base, STR("$anchor"), false);
    identify_anchor(b, s, base, STR("$dynamicAnchor"), true);
    return base;
}

void registry_refer(builder *b, reference r)
{
    reference *kept = mem_new(b->m, reference);
    *kept = r;
    kept->base = b->base;
    list_push(b->m, &b->registry.queue, kept);
}

const char *registry_suggest(builder *b, const node *reached, str missing)
{
    if (!reached || reached->kind != NODE_OBJECT || reached->count > b->registry.suggestions)
        return NULL;
    b->registry.suggestions -= reached->count;
    str *names = mem_array(b->m, str, reached->count);
    for (size_t i = 0; i < reached->count; i++)
        names[i] = reached->as.members[i].key;
    str meant = str_suggest(missing, names, reached->count);
    return meant.data ? str_print(b->m, "did you mean '%.*s'?", STR_ARG(meant)).data : NULL;
}

static outcome fail_missing(builder *b, const node *at, str text, const node *reached, str rest)
{
    diag_error(b->d, REF_MISSING, node_place(at), registry_suggest(b, reached, rest),
               "'%.*s' does not exist", STR_ARG(text));
    return FAILED;
}

str registry_pointer(builder *b, const resource *r, str pointer)
{
    buf out = BUF_INIT;
    buf_add(&out, r->pointer);
    for (size_t i = 0; i < pointer.len; i++) {
        if (pointer.data[i] == '%')
            buf_text(&out, "%25");
        else
            buf_char(&out, pointer.data[i]);
    }
    return buf_take(&out, b->m);
}

static outcome find_pointer(builder *b, const node *at, str text, str fragment, target *out)
{
    node *reached = NULL;
    str rest = STR_NULL;
    out->node = pointer_get(out->resource->root, fragment, &reached, &rest, b->m);
    if (!out->node)
        return fail_missing(b, at, text, reached, rest);
    out->pointer = registry_pointer(b, out->resource, fragment);
    return FOUND;
}

static outcome find_anchor(str name, target *out)
{
    out->anchor = map_get(&out->resource->anchors, name);
    if (!out->anchor) {
        out->waiting = &out->resource->waiting;
        out->key = name;
        return UNKNOWN;
    }
    out->pointer = out->anchor->schema->pointer;
    out->node = (node *)(uintptr_t)out->anchor->schema->node;
    return FOUND;
}

/* Finds what `text`, written at `at`, names. */
static outcome find_target(builder *b, const node *at, str text, resource *base, target *out)
{
    str uri, fragment;
    *out = (target){.resource = base};
    source_uri_split(text, &uri, &fragment);
    if (fragment.len && !pointer_unescape_uri(b->m, fragment, &fragment)) {
        diag_error(b->d, REF_ESCAPE, node_place(at), NULL, "'%.*s' has a bad percent escape",
                   STR_ARG(text));
        return FAILED;
    }
    if (uri.len) {
        o2c_arena_reset(&b->scratch);
        out->key = source_uri_resolve(&b->scratch, base->uri, uri);
        out->resource = map_get(&b->registry.resources, out->key);
        out->waiting = &b->registry.waiting;
        if (!out->resource)
            return UNKNOWN;
    }
    if (fragment.len && fragment.data[0] != '/')
        return find_anchor(fragment, out);
    return find_pointer(b, at, text, fragment, out);
}

static void wait_for(builder *b, map *waiting, str key, reference *r)
{
    reference_list *list = map_get(waiting, key);
    if (!list) {
        list = mem_new(b->m, reference_list);
        map_put(waiting, str_copy(b->m, key), list);
    }
    list_push(b->m, list, r);
}

static void resolve_one(builder *b, reference *r)
{
    target t;
    outcome o = find_target(b, r->node, r->text, r->base, &t);
    if (o == UNKNOWN)
        wait_for(b, t.waiting, t.key, r);
    if (o != FOUND)
        return;
    if (t.node->kind != NODE_OBJECT && t.node->kind != NODE_BOOL) {
        diag_error(b->d, REF_NO_SCHEMA, node_place(r->node), NULL, "'%.*s' is %s, not a schema",
                   STR_ARG(r->text), node_kind_name(t.node->kind));
        return;
    }
    b->base = t.resource;
    schema *s = parse_schema(b, t.node, t.pointer, STR_NULL);
    if (r->slot)
        *r->slot = s;
    else
        list_push(b->m, r->list, s);
    if (r->dynamic && t.anchor && t.anchor->dynamic)
        list_push(b->m, &b->registry.dynamic_refs, r);
}

/* The fragment of a dynamic reference, which is known to be an anchor's name. */
static void check_dynamic(builder *b, const reference *r)
{
    str uri, name;
    source_uri_split(r->text, &uri, &name);
    if (!pointer_unescape_uri(b->m, name, &name))
        return;
    const uint32_t *count = map_get(&b->registry.dynamic, name);
    if (count && *count > 1)
        diag_error(b->d, REF_DYNAMIC, node_place(r->node), NULL,
                   "'$dynamicRef' to '%.*s' is not supported yet: %u schemas have this "
                   "'$dynamicAnchor'",
                   STR_ARG(name), (unsigned)*count);
}

static void report_unknown(builder *b, const reference *r)
{
    target t;
    if (find_target(b, r->node, r->text, r->base, &t) != UNKNOWN)
        return;
    if (t.resource)
        diag_error(b->d, REF_ANCHOR, node_place(r->node), NULL, "no schema has the anchor '%.*s'",
                   STR_ARG(r->text));
    else if (r->mapping && str_find(r->text, '/') == r->text.len)
        diag_error(
            b->d, REF_MAPPING, node_place(r->node),
            registry_suggest(b, node_get(node_get(b->doc->root, STR("components")), STR("schemas")),
                             r->text),
            "'%.*s' is neither the name of a schema nor a reference to one", STR_ARG(r->text));
    else
        diag_error(b->d, REF_OUTSIDE, node_place(r->node), NULL,
                   "'%.*s' leaves the document; references into other documents are not supported "
                   "yet",
                   STR_ARG(r->text));
}

static int by_place(const void *a, const void *b)
{
    const node *x = (*(reference *const *)a)->node, *y = (*(reference *const *)b)->node;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

static void collect_waiting(builder *b, const map *waiting, reference_list *out)
{
    for (size_t i = 0; i < waiting->count; i++) {
        const reference_list *list = waiting->entries[i].value;
        for (size_t j = 0; j < list->count; j++)
            list_push(b->m, out, list->items[j]);
    }
}

static void report_waiting(builder *b)
{
    reference_list left = {0};
    collect_waiting(b, &b->registry.waiting, &left);
    for (size_t i = 0; i < b->registry.resources.count; i++) {
        const resource *r = b->registry.resources.entries[i].value;
        collect_waiting(b, &r->waiting, &left);
    }
    if (left.count)
        qsort(left.items, left.count, sizeof *left.items, by_place);
    for (size_t i = 0; i < left.count; i++)
        report_unknown(b, left.items[i]);
}

void registry_resolve(builder *b)
{
    registry *r = &b->registry;
    while (r->next < r->queue.count)
        resolve_one(b, r->queue.items[r->next++]);
    report_waiting(b);
    for (size_t i = 0; i < r->dynamic_refs.count; i++)
        check_dynamic(b, r->dynamic_refs.items[i]);
}

const node *registry_follow(builder *b, const node *n, str *pointer, const char *what)
{
    const node *first = n;
    for (int hops = 0; n->kind == NODE_OBJECT; hops++) {
        const node *ref = node_get(n, STR("$ref"));
        if (!ref)
            return n;
        if (ref->kind != NODE_STRING) {
            diag_error(b->d, SCHEMA_KIND, node_place(ref), NULL, "'$ref' must be a string, not %s",
                       node_kind_name(ref->kind));
            return NULL;
        }
        if (hops == HOP_LIMIT) {
            diag_error(b->d, REF_CYCLE, node_place(node_get(first, STR("$ref"))), NULL,
                       "this reference leads to no %s, only to further references", what);
            return NULL;
        }
        target t;
        outcome o = find_target(b, ref, ref->as.text, b->base, &t);
        if (o == UNKNOWN)
            report_unknown(b, &(reference){.node = ref, .text = ref->as.text, .base = b->base});
        if (o != FOUND)
            return NULL;
        n = t.node;
        *pointer = t.pointer;
    }
    diag_error(b->d, SCHEMA_OPENAPI, node_place(first), NULL, "a %s must be an object, not %s",
               what, node_kind_name(n->kind));
    return NULL;
}

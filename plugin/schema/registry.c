#include "schema/vocabulary.h"

#include "source/source.h"

/* Candidates that are compared for "did you mean" in one run. */
enum { SUGGESTION_LIMIT = 1 << 20 };
/* Bytes of an absolute `$id`: every identifier and reference below it is resolved against it. */
enum { URI_LIMIT = 2048 };

void registry_init(builder *b)
{
    registry *r = &b->registry;
    map_init(&r->resources, b->m);
    map_init(&r->dynamic, b->m);
    map_init(&r->waiting, b->m);
    map_init(&r->unknown, b->m);
    map_init(&r->captures, b->m);
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

void registry_name(builder *b, resource *r, str uri)
{
    if (!r->uri.data)
        r->uri = uri;
    map_put(&b->registry.resources, uri, r);
    wake(b, &b->registry.waiting, uri);
}

static resource *add_resource(builder *b, const resource *like, str uri, str pointer,
                              const node *root)
{
    resource *r = mem_new(b->m, resource);
    r->spec = like->spec;
    r->dialect = like->dialect;
    r->off = like->off;
    r->asserts_formats = like->asserts_formats;
    r->pointer = pointer;
    r->root = (node *)(uintptr_t)root; /* trees are immutable; pointer_get wants it plain */
    map_init(&r->anchors, b->m);
    map_init(&r->waiting, b->m);
    registry_name(b, r, uri);
    return r;
}

/* A document with a URL must not stand in for a file of whoever uses it. */
static bool claims_file(builder *b, const resource *in, const node *id, str uri)
{
    bool local = str_starts(in->spec->doc->uri, STR("file:"));
    if (local || !source_uri_path(b->m, uri).data)
        return false;
    diag_warning(b->d, REF_OUTSIDE, node_place(id), NULL,
                 "'%.*s' names a local file, which a document with a URL may not; it is ignored",
                 STR_ARG(id->as.text));
    return true;
}

/* `$self` of OpenAPI 3.2 (§4.1.1) names the document as `$id` does. */
static void take_self(builder *b, resource *whole)
{
    const node *self = node_get(whole->root, STR("$self"));
    if (whole->spec->openapi != DIALECT_OPENAPI_3_2 || !self || self->kind != NODE_STRING)
        return;
    str uri, fragment;
    source_uri_split(self->as.text, &uri, &fragment);
    uri = source_uri_resolve(b->m, whole->uri, uri);
    if (uri.len > URI_LIMIT || map_has(&b->registry.resources, uri) ||
        claims_file(b, whole, self, uri))
        return;
    whole->uri = STR_NULL;
    registry_name(b, whole, uri);
}

resource *registry_open(builder *b, spec *s, dialect schemas)
{
    const resource like = {.spec = s, .dialect = schemas};
    str pointer = parse_join(b, s->label, "#", STR_NULL);
    s->whole = add_resource(b, &like, s->doc->uri, pointer, s->doc->root);
    take_self(b, s->whole);
    return s->whole;
}

/* A string that identifies: the value of `name`, or STR_NULL (after an error if it is no string). */
static str identifier(builder *b, const node *n, str name, const node **at)
{
    *at = node_get(n, name);
    if (!*at)
        return STR_NULL;
    if ((*at)->kind == NODE_STRING)
        return (*at)->as.text;
    diag_error(b->d, SCHEMA_KIND, node_place(*at), NULL, "'%.*s' must be a string, not %s",
               STR_ARG(name), node_kind_name((*at)->kind));
    return STR_NULL;
}

/* How the dialect spells `$id`; STR_NULL: it has no such thing. */
static str id_keyword(dialect d)
{
    if (d & DIALECT_OLD_OPENAPI)
        return STR_NULL;
    return d == DIALECT_DRAFT_4 ? STR("id") : STR("$id");
}

/* A second schema of one name: an error where the dialect says so, else the first one has it. */
static void report_twice(builder *b, const scope *at, const node *id, str first)
{
    if (at->dialect & DIALECT_OLD_DRAFTS)
        diag_warning(b->d, REF_TWICE, node_place(id), NULL,
                     "'%.*s' already identifies %.*s; this one is ignored", STR_ARG(id->as.text),
                     STR_ARG(first));
    else
        diag_error(b->d, REF_TWICE, node_place(id), NULL, "'%.*s' already identifies %.*s",
                   STR_ARG(id->as.text), STR_ARG(first));
}

/* Enters the resource that the URI of an `$id` names. */
static void enter_resource(builder *b, scope *at, const node *n, str pointer, const node *id,
                           str uri)
{
    uri = source_uri_resolve(b->m, at->base->uri, uri);
    if (uri.len > URI_LIMIT) {
        diag_error(b->d, SCHEMA_LIMIT, node_place(id), NULL, "this '%s' has more than %d bytes",
                   at->dialect == DIALECT_DRAFT_4 ? "id" : "$id", URI_LIMIT);
        return;
    }
    if (claims_file(b, at->base, id, uri))
        return;
    resource *known = map_get(&b->registry.resources, uri);
    if (known && known->root != n) {
        report_twice(b, at, id, known->pointer);
        return;
    }
    if (!known && at->base->root == n) { /* the document itself, now under two names */
        registry_name(b, at->base, uri);
        at->base->uri = uri;
        known = at->base;
    }
    at->base = known ? known : add_resource(b, at->base, uri, pointer, n);
    at->base->dialect = at->dialect;
}

/* Whether a `$ref` hides all that is beside it, names too (JSON Schema draft 7, Core §8.3). */
static bool is_hidden(const scope *at, const node *n)
{
    const node *ref = node_get(n, STR("$ref"));
    return (at->dialect & DIALECT_REF_ALONE) && ref && ref->kind == NODE_STRING;
}

void registry_enter(builder *b, scope *at, const node *n, str pointer)
{
    const node *meta = node_get(n, STR("$schema")), *id;
    own_dialect own;
    bool named = false;
    if (is_hidden(at, n))
        return;
    if (meta && n != at->base->spec->doc->root && !(at->dialect & DIALECT_OLD_OPENAPI)) {
        named = vocabulary_find(b, meta, at->base->spec->doc, &own);
        dialect found = named ? own.dialect : dialect_of_uri(b->d, meta, at->dialect);
        at->dialect = found ? found : at->dialect;
    }
    str keyword = id_keyword(at->dialect), uri, fragment;
    str text = keyword.data ? identifier(b, n, keyword, &id) : STR_NULL;
    if (!text.data)
        return;
    source_uri_split(text, &uri, &fragment);
    if (fragment.len && !(at->dialect & DIALECT_OLD_DRAFTS)) {
        diag_error(b->d, REF_IDENTIFIER, node_place(id),
                   "write '$anchor' for a name in the document", "'$id' must not have a fragment");
        return;
    }
    if (uri.len)
        enter_resource(b, at, n, pointer, id, uri);
    if (named && at->base->root == n) {
        at->base->off = own.off;
        at->base->asserts_formats = own.asserts_formats;
    }
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

static void add_anchor(builder *b, schema *s, const node *at, str name, bool dynamic)
{
    resource *base = b->scope.base;
    anchor *a = map_get(&base->anchors, name);
    if (dynamic)
        count_dynamic(b, name);
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

static void identify_anchor(builder *b, schema *s, str keyword, bool dynamic)
{
    const node *at;
    str name = identifier(b, s->node, keyword, &at);
    if (!name.data)
        return;
    if (is_anchor(name))
        add_anchor(b, s, at, name, dynamic);
    else
        diag_error(
            b->d, REF_IDENTIFIER, node_place(at), NULL,
            "'%.*s' must start with a letter or '_', and go on with those, digits, '-' or '.'",
            STR_ARG(keyword));
}

/* `$id: "#name"` of the drafts before 2019-09. One that looks like a pointer names nothing new. */
static void identify_fragment(builder *b, schema *s)
{
    const node *at = node_get(s->node, id_keyword(b->scope.dialect));
    str uri, fragment;
    if (!at || at->kind != NODE_STRING)
        return;
    source_uri_split(at->as.text, &uri, &fragment);
    if (fragment.len && fragment.data[0] != '/')
        add_anchor(b, s, at, fragment, false);
}

/* `$recursiveAnchor` (2019-09, Core §8.2.4.2) is a dynamic anchor without a name. */
static void identify_recursive(builder *b, schema *s)
{
    const node *at = node_get(s->node, STR("$recursiveAnchor"));
    if (!at || b->scope.base->root != s->node)
        return;
    if (at->kind != NODE_BOOL) {
        diag_error(b->d, SCHEMA_KIND, node_place(at), NULL,
                   "'$recursiveAnchor' must be true or false, not %s", node_kind_name(at->kind));
        return;
    }
    if (at->boolean && !b->scope.base->recursive)
        count_dynamic(b, STR(""));
    b->scope.base->recursive |= at->boolean;
}

void registry_identify(builder *b, schema *s)
{
    registry_enter(b, &b->scope, s->node, s->pointer);
    dialect d = b->scope.dialect;
    if (is_hidden(&b->scope, s->node) || (d & DIALECT_OLD_OPENAPI))
        return;
    if (d & DIALECT_OLD_DRAFTS) {
        identify_fragment(b, s);
        return;
    }
    identify_anchor(b, s, STR("$anchor"), false);
    if (d == DIALECT_2019_09)
        identify_recursive(b, s);
    else
        identify_anchor(b, s, STR("$dynamicAnchor"), true);
}

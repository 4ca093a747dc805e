/** References: what each names, in which document, and what to say where it names nothing. */
#include "schema/keyword.h"

#include "document/pointer.h"
#include "source/source.h"
#include "source/url.h"

#include <stdlib.h>

/* References that may lead from one OpenAPI object to another before there is a schema. */
enum { HOP_LIMIT = 32 };

typedef enum outcome {
    FOUND,
    UNKNOWN, /* yet: `waiting` and `key` say what must become known */
    FAILED   /* and reported */
} outcome;

/* What a reference names. */
typedef struct target {
    node *node;
    str pointer, fragment;
    scope scope;          /* of the schema there; no base: that is what is unknown */
    const anchor *anchor; /* by which it was named, or NULL */
    map *waiting;         /* UNKNOWN: where to wait, */
    str key;              /* and for what */
} target;

void registry_refer(builder *b, reference r)
{
    reference *kept = mem_new(b->m, reference);
    *kept = r;
    kept->scope = b->scope;
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

/* A mapping is a hint: what it gets wrong costs a tag, not the spec. */
static void report(builder *b, const reference *r, const char *code, const char *hint, str text)
{
    if (r->silent)
        return;
    if (r->mapping)
        diag_warning(b->d, code, node_place(r->node), hint, "%.*s; this tag is not known",
                     STR_ARG(text));
    else
        diag_error(b->d, code, node_place(r->node), hint, "%.*s", STR_ARG(text));
}

static outcome fail_missing(builder *b, const reference *r, const node *reached, str rest)
{
    report(b, r, REF_MISSING, registry_suggest(b, reached, rest),
           str_print(b->m, "'%.*s' does not exist", STR_ARG(r->text)));
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

/*
 * Whether the way to a schema may change what it means: another resource or dialect begins there. What
 * has such a member that is no string is an object of properties, one of which is called so.
 */
static bool begins_scope(const node *n)
{
    static const char *const names[] = {"$id", "id", "$schema"};
    bool begins = false, named = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const node *value = node_get(n, str_of(names[i]));
        begins |= value && value->kind == NODE_STRING;
        named |= value && value->kind != NODE_STRING;
    }
    return begins && !named;
}

/* The end of a walk along a pointer. */
typedef struct walk {
    node *node, *reached; /* node NULL: there is no more than `reached`, which has no `rest` */
    str rest;
} walk;

/* Follows a pointer token by token, into the resources that begin on its way. */
static walk walk_pointer(builder *b, const resource *from, str pointer, scope *at)
{
    walk w = {.node = from->root, .reached = from->root, .rest = pointer};
    size_t done = 0;
    while (w.node && done < pointer.len) {
        if (w.node != from->root && begins_scope(w.node))
            registry_enter(b, at, w.node, registry_pointer(b, from, str_slice(pointer, 0, done)));
        size_t end = done + 1 + str_find(str_slice(pointer, done + 1, pointer.len), '/');
        w.node = pointer_get(w.node, str_slice(pointer, done, end), &w.reached, &w.rest, b->m);
        done = end;
    }
    return w;
}

/*
 * Before 2019-09 people gave `id`s to parts of a schema and went on to point from the document's root,
 * which by the letter leads nowhere.
 */
static bool is_from_document(const reference *r, const target *t)
{
    return (t->scope.dialect & DIALECT_OLD_DRAFTS) && r->text.len && r->text.data[0] == '#' &&
           t->scope.base != t->scope.base->spec->whole;
}

static outcome find_pointer(builder *b, const reference *r, target *out)
{
    const resource *from = out->scope.base;
    walk w = walk_pointer(b, from, out->fragment, &out->scope);
    out->scope.base = w.node ? out->scope.base : (resource *)(uintptr_t)from;
    if (!w.node && is_from_document(r, out)) {
        from = from->spec->whole;
        out->scope = (scope){from->spec->whole, from->dialect};
        w = walk_pointer(b, from, out->fragment, &out->scope);
        if (w.node)
            diag_warning(
                b->d, REF_BY_DOCUMENT, node_place(r->node), NULL,
                "'%.*s' does not exist in the schema with an 'id' that it stands in; it is "
                "looked for in the document",
                STR_ARG(r->text));
    }
    if (!w.node)
        return fail_missing(b, r, w.reached, w.rest);
    out->node = w.node;
    out->pointer = registry_pointer(b, from, out->fragment);
    return FOUND;
}

static outcome find_anchor(target *out)
{
    resource *r = out->scope.base;
    out->anchor = map_get(&r->anchors, out->fragment);
    if (!out->anchor) {
        out->waiting = &r->waiting;
        out->key = out->fragment;
        return UNKNOWN;
    }
    out->pointer = out->anchor->schema->pointer;
    out->node = (node *)(uintptr_t)out->anchor->schema->node;
    return FOUND;
}

/* A document that a URL names must not read the files of whoever uses it. */
static bool is_trespass(builder *b, const reference *r, str uri)
{
    bool local = str_starts(r->scope.base->spec->doc->uri, STR("file:"));
    return !local && source_uri_path(&b->scratch, uri).data;
}

static void report_trespass(builder *b, const reference *r)
{
    static const char text[] = "a document with a URL may not refer to local files";
    if (r->mapping)
        report(b, r, REF_OUTSIDE, NULL, str_print(b->m, "'%.*s': %s", STR_ARG(r->text), text));
    else
        diag_fail(b->d, DIAG_IO, REF_OUTSIDE, node_place(r->node), "'%.*s': %s", STR_ARG(r->text),
                  text);
}

static outcome find_target(builder *b, const reference *r, target *out)
{
    resource *base = r->scope.base;
    str uri;
    *out = (target){.scope = {base, base->dialect}};
    source_uri_split(r->text, &uri, &out->fragment);
    if (out->fragment.len && !pointer_unescape_uri(b->m, out->fragment, &out->fragment)) {
        report(b, r, REF_ESCAPE, NULL,
               str_print(b->m, "'%.*s' has a bad percent escape", STR_ARG(r->text)));
        return FAILED;
    }
    if (uri.len) {
        o2c_arena_reset(&b->scratch);
        out->key = source_uri_resolve(&b->scratch, base->uri, uri);
        out->waiting = &b->registry.waiting;
        if (is_trespass(b, r, out->key)) {
            report_trespass(b, r);
            return FAILED;
        }
        base = map_get(&b->registry.resources, out->key);
        out->scope = (scope){base, base ? base->dialect : DIALECT_NONE};
        if (!base)
            return UNKNOWN;
    }
    if (out->fragment.len && out->fragment.data[0] != '/')
        return find_anchor(out);
    return find_pointer(b, r, out);
}

/* Where a document may be asked for other things than its `$id` says: beside the file it is in. */
static bool find_beside(builder *b, const reference *r, str key)
{
    static const char *const endings[] = {"", ".json", ".yaml", ".yml"};
    str uri, fragment;
    documents_failure ignored;
    source_uri_split(r->text, &uri, &fragment);
    if (source_uri_is_absolute(uri) || str_eq(r->scope.base->uri, r->scope.base->spec->doc->uri))
        return false;
    str plain = source_uri_resolve(b->m, r->scope.base->spec->doc->uri, uri);
    document *doc = NULL;
    for (size_t i = 0; !doc && i < sizeof endings / sizeof *endings; i++)
        doc = documents_find(b->documents, str_print(b->m, "%.*s%s", STR_ARG(plain), endings[i]),
                             r->scope.base->spec->doc, &ignored);
    if (!doc)
        return false;
    spec *s = graph_add(b, doc, &r->scope);
    diag_note(b->d, REF_BY_FILE, node_place(r->node), NULL,
              "'%.*s' would be '%.*s'; it is read from the file beside this one", STR_ARG(uri),
              STR_ARG(key));
    registry_name(b, s->whole, key);
    return true;
}

/* Looks for the document that a reference waits for. True: it is known now. */
static bool fetch(builder *b, const reference *r, str key)
{
    documents_failure ignored;
    key = str_copy(b->m, key);
    document *doc = documents_find(b->documents, key, r->scope.base->spec->doc, &ignored);
    if (!doc)
        return find_beside(b, r, key);
    spec *s = graph_add(b, doc, &r->scope);
    if (!map_has(&b->registry.resources, key))
        registry_name(b, s->whole, key);
    return true;
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

/* The last token of a pointer to a place where names of schemas stand, or STR_NULL. */
static str name_at(const spec *from, str pointer)
{
    static const char *const holders[] = {"/components/schemas", "/definitions", "/$defs"};
    size_t last = pointer.len;
    while (pointer.data[last - 1] != '/')
        last--;
    str holder = str_slice(pointer, 0, last - 1), name = str_slice(pointer, last, pointer.len);
    bool holds = !holder.len && !from->openapi && !keyword_is_known(name);
    for (size_t i = 0; i < sizeof holders / sizeof *holders; i++)
        holds |= str_eq(holder, str_of(holders[i]));
    return holds && str_find(pointer, '~') == pointer.len ? name : STR_NULL;
}

/*
 * What a schema that a reference leads to is called: as in components, or after its file. An entry has
 * named what it names itself.
 */
static str name_of(const reference *r, const target *t)
{
    const spec *from = t->scope.base->spec;
    if (from->entry && from == r->scope.base->spec)
        return STR_NULL;
    if (t->anchor)
        return t->fragment;
    if (t->fragment.len)
        return name_at(from, t->fragment);
    return from->entry || from->openapi ? STR_NULL : graph_stem(from->doc->file.name);
}

static schema *parse_target(builder *b, const reference *r, const target *t)
{
    scope outer = b->scope;
    str name = name_of(r, t);
    b->scope = t->scope;
    schema *s = parse_schema(b, t->node, t->pointer, name);
    bool whole = s->node == t->scope.base->spec->doc->root && t->scope.base->spec->entry;
    if (!s->name.data && name.data && !whole)
        s->name = s->key = name;
    b->scope = outer;
    return s;
}

static void settle(builder *b, const reference *r, schema *s)
{
    if (r->slot)
        *r->slot = s;
    else
        list_push(b->m, r->list, s);
}

static void resolve_one(builder *b, reference *r)
{
    target t;
    outcome o = find_target(b, r, &t);
    if (o == UNKNOWN)
        wait_for(b, t.waiting, t.key, r);
    if (o != FOUND)
        return;
    if (t.node->kind != NODE_OBJECT && t.node->kind != NODE_BOOL) {
        report(b, r, REF_NO_SCHEMA, NULL,
               str_print(b->m, "'%.*s' is %s, not a schema", STR_ARG(r->text),
                         node_kind_name(t.node->kind)));
        return;
    }
    r->found = parse_target(b, r, &t);
    settle(b, r, r->found);
    if (t.scope.base != r->scope.base)
        list_push(b->m, &r->scope.base->reaches, t.scope.base);
    bool dynamic = r->recursive ? t.scope.base->recursive : t.anchor && t.anchor->dynamic;
    if (r->dynamic && dynamic)
        list_push(b->m, &b->registry.dynamic_refs, r);
}

/* A part of a standard that nothing answers: any value, since it only says what schemas are. */
static void assume_meta_schema(builder *b, const reference *r, str uri)
{
    str key = parse_join(b, uri, "#", STR_NULL);
    schema *s = map_get(&b->registry.unknown, key);
    if (!s) {
        s = parse_new(b, r->node, key, STR_NULL);
        s->always = true;
        map_put(&b->registry.unknown, key, s);
    }
    diag_warning(
        b->d, REF_META, node_place(r->node), "--map URL-PREFIX=DIR answers it from a folder",
        "'%.*s' is a meta-schema that is not at hand; any value is taken there", STR_ARG(r->text));
    settle(b, r, s);
}

static void report_outside(builder *b, const reference *r, str uri)
{
    documents_failure why;
    if (documents_find(b->documents, uri, r->scope.base->spec->doc, &why) || !why.reason.data)
        return; /* what is wrong with the document was said */
    diag_fail(b->d, why.io ? DIAG_IO : DIAG_SPEC, why.code ? why.code : REF_OUTSIDE,
              node_place(r->node), "'%.*s': %.*s", STR_ARG(r->text), STR_ARG(why.reason));
}

static void report_far_mapping(builder *b, const reference *r, str uri)
{
    documents_failure why;
    if (documents_find(b->documents, uri, r->scope.base->spec->doc, &why) || !why.reason.data)
        return;
    report(b, r, why.code ? why.code : REF_OUTSIDE, NULL,
           str_print(b->m, "'%.*s': %.*s", STR_ARG(r->text), STR_ARG(why.reason)));
}

/* The schemas that a mapping may name. */
static const node *components_of(const spec *s)
{
    return node_get(node_get(s->doc->root, STR("components")), STR("schemas"));
}

static void report_unknown(builder *b, const reference *r)
{
    target t;
    if (find_target(b, r, &t) != UNKNOWN)
        return;
    str key = str_copy(b->m, t.key);
    if (t.scope.base)
        report(b, r, REF_ANCHOR, NULL,
               str_print(b->m, "no schema has the anchor '%.*s'", STR_ARG(r->text)));
    else if (r->mapping && url_is_remote(r->text))
        report_far_mapping(b, r, key);
    else if (r->mapping)
        report(b, r, REF_MAPPING, registry_suggest(b, components_of(r->scope.base->spec), r->text),
               str_print(b->m, "'%.*s' is neither the name of a schema nor a reference to one",
                         STR_ARG(r->text)));
    else if (dialect_is_meta_schema(key) && (r->slot || r->list))
        assume_meta_schema(b, r, key);
    else
        report_outside(b, r, key);
}

static int by_place(const void *a, const void *b)
{
    const reference *r = *(reference *const *)a, *s = *(reference *const *)b;
    const node *x = r->node, *y = s->node;
    size_t p = r->scope.base->spec->number, q = s->scope.base->spec->number;
    if (p != q)
        return p < q ? -1 : 1;
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

static void collect_anchors(builder *b, reference_list *out)
{
    for (size_t i = 0; i < b->registry.resources.count; i++) {
        const resource *r = b->registry.resources.entries[i].value;
        if (str_eq(r->uri, b->registry.resources.entries[i].key)) /* once, by its first name */
            collect_waiting(b, &r->waiting, out);
    }
}

static void report_waiting(builder *b)
{
    reference_list left = {0};
    collect_waiting(b, &b->registry.waiting, &left);
    collect_anchors(b, &left);
    if (left.count)
        qsort(left.items, left.count, sizeof *left.items, by_place);
    for (size_t i = 0; i < left.count; i++)
        report_unknown(b, left.items[i]);
}

static void drain_queue(builder *b)
{
    registry *r = &b->registry;
    while (r->next < r->queue.count)
        resolve_one(b, r->queue.items[r->next++]);
}

/* The reference that may have most fetched: one in a document that was fetched itself. */
static const reference *who_asks(const reference_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->scope.base->spec->doc->follow)
            return list->items[i];
    return list->items[0];
}

/* Looks for a document that is waited for; each once. */
static bool fetch_next(builder *b)
{
    registry *r = &b->registry;
    while (r->next_waiting < r->waiting.count) {
        const map_entry *one = &r->waiting.entries[r->next_waiting++];
        const reference_list *list = one->value;
        if (list->count && fetch(b, who_asks(list), one->key))
            return true;
    }
    return false;
}

static bool any_waits(const map *waiting)
{
    for (size_t i = 0; i < waiting->count; i++) {
        const reference_list *list = waiting->entries[i].value;
        if (list->count)
            return true;
    }
    return false;
}

static bool is_stuck(const builder *b)
{
    bool stuck = b->registry.dynamic_refs.count || any_waits(&b->registry.waiting);
    for (size_t i = 0; !stuck && i < b->registry.resources.count; i++) {
        const resource *r = b->registry.resources.entries[i].value;
        stuck = any_waits(&r->waiting);
    }
    return stuck;
}

/* What a reference did not find may be a name within a document of which only parts were parsed. */
static bool parse_more(builder *b)
{
    for (size_t i = b->registry.next_spec; i < b->specs.count && is_stuck(b); i++) {
        b->registry.next_spec = i + 1;
        if (b->specs.items[i]->parsed)
            continue;
        graph_parse_whole(b, b->specs.items[i]);
        return true;
    }
    return false;
}

void registry_resolve(builder *b)
{
    do
        drain_queue(b);
    while (fetch_next(b) || parse_more(b) || heirs_parse(b));
    report_waiting(b);
    for (size_t i = 0; i < b->registry.dynamic_refs.count; i++)
        dynamic_settle(b, b->registry.dynamic_refs.items[i]);
    dynamic_spread(b);
}

/* One step from an OpenAPI object to another, now: its document is loaded if need be. */
static bool follow_one(builder *b, const node *ref, bool silent, target *t)
{
    reference r = {.node = ref, .text = ref->as.text, .scope = b->scope, .silent = silent};
    outcome o = find_target(b, &r, t);
    if (o == UNKNOWN && !t->scope.base && fetch(b, &r, t->key))
        o = find_target(b, &r, t);
    if (o == UNKNOWN && !silent)
        report_unknown(b, &r);
    return o == FOUND;
}

const node *registry_peek(builder *b, const node *ref, str *pointer)
{
    target t;
    if (!follow_one(b, ref, true, &t))
        return NULL;
    *pointer = t.pointer;
    b->scope = t.scope;
    return t.node;
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
        if (!follow_one(b, ref, false, &t))
            return NULL;
        n = t.node;
        *pointer = t.pointer;
        b->scope = t.scope;
    }
    diag_error(b->d, SCHEMA_OPENAPI, node_place(first), NULL, "%s %s must be an object, not %s",
               what[0] == 'o' ? "an" : "a", what, node_kind_name(n->kind));
    return NULL;
}

#include "schema/keyword.h"
#include "schema/select.h"
#include "schema/vocabulary.h"

#include "document/pointer.h"
#include "source/url.h"

/* Bytes that the pointers of all schemas may take: 64 MiB, and 16 for each byte of the documents. */
static const size_t POINTER_ROOM = (size_t)64 << 20;
enum { POINTER_ROOM_PER_BYTE = 16 };

static void builder_init(builder *b, mem *m, diag *d, document *entry)
{
    *b = (builder){.m = m, .scratch = MEM_INIT, .d = d, .pointer_room = POINTER_ROOM};
    b->graph = mem_new(m, schema_graph);
    b->graph->entry = entry;
    map_init(&b->by_node, m);
    map_init(&b->spec_of, m);
    map_init(&b->operation_ids, m);
    map_init(&b->operations, m);
    registry_init(b);
}

spec *graph_spec(const builder *b, const node *n)
{
    const void *address = n->document;
    return map_get(&b->spec_of, parse_key(&address));
}

spec *graph_add(builder *b, const document *doc, const scope *by)
{
    spec *known = graph_spec(b, doc->root);
    if (known)
        return known;
    spec *s = mem_new(b->m, spec);
    dialect_found found;
    dialect otherwise = by ? by->dialect : b->otherwise;
    if (otherwise == DIALECT_SWAGGER_ITEMS)
        otherwise = DIALECT_SWAGGER_2_0;
    const void **address = mem_new(b->m, const void *);
    *address = doc;
    map_put(&b->spec_of, parse_key(address), s);
    s->doc = doc;
    s->number = b->specs.count;
    s->entry = !by;
    own_dialect own;
    if (vocabulary_find(b, node_get(doc->root, STR("$schema")), doc, &own))
        found = (dialect_found){DIALECT_NONE, own.dialect};
    else if (!dialect_detect(b->d, doc, otherwise, &found))
        s->parsed = true; /* nothing more to be had from it */
    s->openapi = s->version = found.openapi;
    if (!s->version && by)
        s->version = by->base->spec->version;
    if (s->number || b->many)
        s->label = documents_label(b->documents, doc);
    b->pointer_room += POINTER_ROOM_PER_BYTE * doc->file.text.len;
    list_push(b->m, &b->specs, s);
    registry_open(b, s, found.schemas ? found.schemas : otherwise);
    s->whole->off = own.off;
    s->whole->asserts_formats = own.asserts_formats;
    return s;
}

/* Whether the root says more than where it is from and what it defines. */
static bool asserts(const node *root)
{
    static const char *const silent[] = {"$defs",   "definitions",   "$id",      "$schema",
                                         "title",   "description",   "$comment", "$vocabulary",
                                         "$anchor", "$dynamicAnchor"};
    for (size_t i = 0; i < root->count; i++) {
        bool counts = keyword_is_known(root->as.members[i].key);
        for (size_t j = 0; counts && j < sizeof silent / sizeof *silent; j++)
            counts = !str_eq(root->as.members[i].key, str_of(silent[j]));
        if (counts)
            return true;
    }
    return root->kind == NODE_BOOL;
}

static bool looks_like_schema(const node *root)
{
    for (size_t i = 0; root->kind == NODE_OBJECT && i < root->count; i++)
        if (keyword_is_known(root->as.members[i].key))
            return true;
    return root->kind == NODE_BOOL;
}

str graph_stem(str name)
{
    if (url_is_remote(name))
        name = url_file_name(name);
    for (size_t slash = str_find(name, '/'); slash < name.len; slash = str_find(name, '/'))
        name = str_slice(name, slash + 1, name.len);
    static const char *const endings[] = {".json", ".yaml", ".yml", ".schema"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(name, str_of(endings[i])) && name.len > str_of(endings[i]).len)
            name.len -= str_of(endings[i]).len;
    return name;
}

static str document_name(const document *doc)
{
    const node *title = node_get(doc->root, STR("title"));
    if (title && title->kind == NODE_STRING && title->as.text.len)
        return title->as.text;
    return graph_stem(doc->file.name);
}

static void definition_roots(builder *b, const spec *from, str name)
{
    const node *definitions = node_get(from->doc->root, name);
    if (!definitions || definitions->kind != NODE_OBJECT)
        return;
    for (size_t i = 0; i < definitions->count; i++) {
        const node_member *m = &definitions->as.members[i];
        schema *s = parse_known(b, m->value);
        if (s)
            root_add(
                b, select_schema(b, m->key, s->pointer) ? SCHEMA_ROOT_COMPONENT : SCHEMA_ROOT_HEIR,
                m->key, s);
    }
}

static void json_schema_roots(builder *b, const spec *from)
{
    schema *root = parse_schema(b, from->doc->root, from->whole->pointer, STR_NULL);
    definition_roots(b, from, STR("$defs"));
    definition_roots(b, from, STR("definitions"));
    str name = document_name(from->doc);
    if (asserts(from->doc->root) && select_schema(b, name, from->whole->pointer))
        root_add(b, SCHEMA_ROOT_DOCUMENT, name, root);
}

static void parse_component(builder *b, const node_member *m, str pointer)
{
    parse_schema(b, m->value, pointer, m->key);
}

void graph_parse_whole(builder *b, spec *s)
{
    scope outer = b->scope;
    s->parsed = true;
    b->scope = (scope){s->whole, s->whole->dialect};
    if (s->openapi)
        openapi_components(b, parse_component);
    else if (looks_like_schema(s->doc->root))
        parse_schema(b, s->doc->root, s->whole->pointer, STR_NULL);
    b->scope = outer;
}

static bool is_root(const builder *b, const schema *s)
{
    for (size_t i = 0; i < b->graph->roots.count; i++)
        if (b->graph->roots.items[i].value == s)
            return true;
    return false;
}

/* The last token of a pointer, or the document's name for "". */
static str pointer_name(const document *doc, str pointer)
{
    if (pointer.len == 0)
        return document_name(doc);
    size_t from = pointer.len;
    while (pointer.data[from - 1] != '/')
        from--;
    return str_slice(pointer, from, pointer.len);
}

void graph_pointer_root(builder *b, const spec *from, str asked)
{
    diag_place nowhere = {.file = &from->doc->file};
    str pointer = asked;
    if (str_starts(asked, STR("#")) &&
        !pointer_unescape_uri(b->m, str_slice(asked, 1, asked.len), &pointer)) {
        diag_error(b->d, REF_ESCAPE, nowhere, NULL, "'%.*s' has a bad percent escape",
                   STR_ARG(asked));
        return;
    }
    if (pointer.len && pointer.data[0] != '/') {
        diag_error(b->d, REF_POINTER, nowhere, NULL,
                   "'%.*s' is no JSON Pointer: it starts with '/'", STR_ARG(asked));
        return;
    }
    node *reached = NULL;
    str rest = STR_NULL;
    node *n = pointer_get(from->doc->root, pointer, &reached, &rest, b->m);
    if (!n) {
        diag_error(b->d, REF_POINTER, reached ? node_place(reached) : nowhere,
                   registry_suggest(b, reached, rest), "'%.*s' does not exist", STR_ARG(asked));
        return;
    }
    b->scope = (scope){from->whole, from->whole->dialect};
    schema *s = parse_schema(b, n, registry_pointer(b, from->whole, pointer), STR_NULL);
    if (!is_root(b, s))
        root_add(b, SCHEMA_ROOT_POINTER, pointer_name(from->doc, pointer), s);
}

/* pointers: the document need not be a schema as a whole, since parts of it are asked for. */
static void entry_roots(builder *b, spec *s, bool pointers)
{
    bool schema_like = looks_like_schema(s->doc->root);
    if (s->parsed)
        return; /* not read: reported */
    s->parsed = true;
    b->scope = (scope){s->whole, s->whole->dialect};
    if (s->openapi)
        openapi_roots(b);
    else if (schema_like)
        json_schema_roots(b, s);
    else if (!pointers)
        diag_error(b->d, SCHEMA_NONE, node_place(s->doc->root), NULL,
                   "no schema found: this is neither an OpenAPI document nor a JSON Schema");
}

bool schema_is_dialect(str name)
{
    return dialect_named(name) != DIALECT_NONE;
}

static void build_all(builder *b, document *entry, const schema_options *o)
{
    b->otherwise = o->dialect.data ? dialect_named(o->dialect) : DIALECT_2020_12;
    b->many = o->other_count > 0;
    select_init(b, o);
    graph_add(b, entry, NULL);
    for (size_t i = 0; i < o->other_count; i++)
        graph_add(b, o->others[i], NULL);
    b->graph->exact = o->exact;
    b->graph->typed = o->typed;
    b->graph->openapi = b->specs.items[0]->openapi != DIALECT_NONE;
    b->asserts_formats = o->formats == SCHEMA_FORMATS_ASSERT ||
                         (o->formats == SCHEMA_FORMATS_DEFAULT && b->graph->openapi && !o->exact);
    for (size_t i = 0; i < b->specs.count && b->specs.items[i]->entry; i++)
        entry_roots(b, b->specs.items[i], i == 0 && o->pointer_count);
    if (b->specs.items[0]->whole->dialect)
        for (size_t i = 0; i < o->pointer_count; i++)
            graph_pointer_root(b, b->specs.items[0], o->pointers[i]);
    select_pointers(b);
    registry_resolve(b);
    heirs_add(b);
    select_settle(b);
    select_report(b);
    operation_settle_bodies(b);
    names_settle(b);
    setting_apply(b, o);
    check_graph(b);
}

schema_graph *schema_build(mem *m, diag *d, document *entry, const schema_options *options)
{
    static const schema_options none = {0};
    size_t errors = d->errors;
    documents own;
    builder b;
    builder_init(&b, m, d, entry);
    b.documents = options ? options->documents : NULL;
    if (!b.documents) {
        documents_init(&own, m, d);
        documents_add(&own, entry);
        b.documents = &own;
    }
    build_all(&b, entry, options ? options : &none);
    mem_free(&b.scratch);
    return d->errors > errors ? NULL : b.graph;
}

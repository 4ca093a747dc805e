#include "schema/keyword.h"

#include "document/pointer.h"

/* Bytes that the pointers of all schemas may take: 64 MiB, and 16 for each byte of the document. */
#define POINTER_ROOM(doc) (((size_t)64 << 20) + 16 * (doc)->file.text.len)

static void builder_init(builder *b, mem *m, diag *d, document *entry)
{
    *b = (builder){
        .m = m, .scratch = MEM_INIT, .d = d, .doc = entry, .pointer_room = POINTER_ROOM(entry)};
    b->graph = mem_new(m, schema_graph);
    b->graph->entry = entry;
    map_init(&b->by_node, m);
    map_init(&b->typos, m);
    map_init(&b->operation_ids, m);
    map_init(&b->operations, m);
    registry_init(b);
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

/* "folder/pet.schema.json" as "pet" */
static str file_stem(str name)
{
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
    return file_stem(doc->file.name);
}

static void definition_roots(builder *b, str name)
{
    const node *definitions = node_get(b->doc->root, name);
    if (!definitions || definitions->kind != NODE_OBJECT)
        return;
    for (size_t i = 0; i < definitions->count; i++) {
        const node_member *m = &definitions->as.members[i];
        root_add(b, SCHEMA_ROOT_COMPONENT, m->key, parse_known(b, m->value));
    }
}

static void json_schema_roots(builder *b)
{
    schema *root = parse_schema(b, b->doc->root, STR("#"), STR_NULL);
    definition_roots(b, STR("$defs"));
    definition_roots(b, STR("definitions"));
    if (asserts(b->doc->root))
        root_add(b, SCHEMA_ROOT_DOCUMENT, document_name(b->doc), root);
}

static bool is_root(const builder *b, const schema *s)
{
    for (size_t i = 0; i < b->graph->roots.count; i++)
        if (b->graph->roots.items[i].value == s)
            return true;
    return false;
}

/* The last token of a pointer, or the document's name for "". */
static str pointer_name(builder *b, str pointer)
{
    if (pointer.len == 0)
        return document_name(b->doc);
    size_t from = pointer.len;
    while (pointer.data[from - 1] != '/')
        from--;
    return str_slice(pointer, from, pointer.len);
}

static void pointer_root(builder *b, str asked)
{
    diag_place nowhere = {.file = &b->doc->file};
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
    node *n = pointer_get(b->doc->root, pointer, &reached, &rest, b->m);
    if (!n) {
        diag_error(b->d, REF_POINTER, reached ? node_place(reached) : nowhere,
                   registry_suggest(b, reached, rest), "'%.*s' does not exist", STR_ARG(asked));
        return;
    }
    schema *s = parse_schema(b, n, registry_pointer(b, b->base, pointer), STR_NULL);
    if (!is_root(b, s))
        root_add(b, SCHEMA_ROOT_POINTER, pointer_name(b, pointer), s);
}

schema_graph *schema_build(mem *m, diag *d, document *entry, const schema_options *options)
{
    size_t errors = d->errors, pointers = options ? options->pointer_count : 0;
    builder b;
    builder_init(&b, m, d, entry);
    b.dialect = dialect_detect(d, entry);
    if (!b.dialect)
        return NULL;
    if (b.dialect == DIALECT_2020_12 && !pointers && !looks_like_schema(entry->root)) {
        diag_error(d, SCHEMA_NONE, node_place(entry->root), NULL,
                   "no schema found: this is neither an OpenAPI document nor a JSON Schema");
        return NULL;
    }
    keyword_table(&b);
    b.base = registry_open(&b);
    if (b.dialect == DIALECT_OPENAPI_3_1)
        openapi_roots(&b);
    else if (!pointers || looks_like_schema(entry->root))
        json_schema_roots(&b);
    for (size_t i = 0; i < pointers; i++)
        pointer_root(&b, options->pointers[i]);
    registry_resolve(&b);
    operation_settle_bodies(&b);
    check_graph(&b);
    mem_free(&b.scratch);
    return d->errors > errors ? NULL : b.graph;
}

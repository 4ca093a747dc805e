/**
 * Dialects of people's own: a meta-schema that is at hand says by `$vocabulary` which keywords mean
 * something (2019-09 and 2020-12, Core §8.1.2).
 */
#include "schema/vocabulary.h"

#include "source/source.h"

/* Meta-schemas of meta-schemas that are followed. */
enum { META_DEPTH = 8 };

typedef struct vocabulary_row {
    const char *name; /* after ".../vocab/" */
    vocabulary_set set;
} vocabulary_row;

static const vocabulary_row ROWS[] = {
    {"core", 0},
    {"applicator", VOCABULARY_APPLICATOR},
    {"unevaluated", VOCABULARY_UNEVALUATED},
    {"validation", VOCABULARY_VALIDATION},
    {"meta-data", 0},
    {"format", VOCABULARY_FORMAT},
    {"format-annotation", VOCABULARY_FORMAT},
    {"format-assertion", VOCABULARY_ASSERTION},
    {"content", 0},
};

/* Keywords of each vocabulary that could be left out; what is in none always counts. */
static const char *const APPLICATORS[] = {
    "prefixItems", "items",         "contains", "additionalItems", "additionalProperties",
    "properties",  "propertyNames", "if",       "then",            "patternProperties",
    "else",        "allOf",         "anyOf",    "oneOf",           "dependentSchemas",
    "not",         NULL};
static const char *const UNEVALUATED[] = {"unevaluatedItems", "unevaluatedProperties", NULL};
static const char *const VALIDATION[] = {
    "type",          "const",        "enum",        "multipleOf",
    "maximum",       "minimum",      "maxLength",   "exclusiveMaximum",
    "minLength",     "pattern",      "maxItems",    "exclusiveMinimum",
    "minItems",      "uniqueItems",  "maxContains", "maxProperties",
    "minProperties", "required",     "minContains", "dependentRequired",
    NULL};

static bool is_among(const char *const *names, str name)
{
    for (; *names; names++)
        if (str_eq(str_of(*names), name))
            return true;
    return false;
}

bool vocabulary_has(vocabulary_set off, str name)
{
    return !((off & VOCABULARY_APPLICATOR) && is_among(APPLICATORS, name)) &&
           !((off & VOCABULARY_UNEVALUATED) && is_among(UNEVALUATED, name)) &&
           !((off & VOCABULARY_VALIDATION) && is_among(VALIDATION, name));
}

static const vocabulary_row *find_row(str uri)
{
    static const char *const folders[] = {"https://json-schema.org/draft/2019-09/vocab/",
                                          "https://json-schema.org/draft/2020-12/vocab/"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        str folder = str_of(folders[i]);
        for (size_t k = 0; str_starts(uri, folder) && k < sizeof ROWS / sizeof *ROWS; k++)
            if (str_eq(str_slice(uri, folder.len, uri.len), str_of(ROWS[k].name)))
                return &ROWS[k];
    }
    return NULL;
}

static void read_vocabularies(builder *b, const node *listed, own_dialect *out)
{
    vocabulary_set on = 0;
    if (!listed || listed->kind != NODE_OBJECT)
        return;
    for (size_t i = 0; i < listed->count; i++) {
        const node_member *m = &listed->as.members[i];
        const vocabulary_row *row = find_row(m->key);
        if (row)
            on |= row->set;
        else if (m->value->kind == NODE_BOOL && m->value->boolean)
            diag_warning(b->d, SCHEMA_DIALECT, node_key_place(listed, m), NULL,
                         "the vocabulary '%.*s' is not known; its keywords say nothing",
                         STR_ARG(m->key));
    }
    if (out->dialect == DIALECT_2019_09 && (on & VOCABULARY_APPLICATOR))
        on |= VOCABULARY_UNEVALUATED;
    out->off = ~on & VOCABULARY_OPTIONAL;
    out->asserts_formats = (on & VOCABULARY_ASSERTION) != 0;
}

static const document *find_document(builder *b, const node *meta, const document *from)
{
    str uri, fragment;
    documents_failure ignored;
    source_uri_split(meta->as.text, &uri, &fragment);
    return str_find(uri, ':') < uri.len ? documents_find(b->documents, uri, from, &ignored) : NULL;
}

bool vocabulary_find(builder *b, const node *meta, const document *from, own_dialect *out)
{
    const node *listed = NULL;
    *out = (own_dialect){DIALECT_NONE, 0, false};
    for (int depth = 0; meta && meta->kind == NODE_STRING && depth < META_DEPTH; depth++) {
        if (dialect_is_known(meta->as.text, &out->dialect)) {
            if (depth > 0 && out->dialect)
                read_vocabularies(b, listed, out);
            return depth > 0 && out->dialect;
        }
        from = find_document(b, meta, from);
        if (!from)
            return false;
        if (depth == 0)
            listed = node_get(from->root, STR("$vocabulary"));
        meta = node_get(from->root, STR("$schema"));
    }
    return false;
}

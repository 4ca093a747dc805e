#include "schema/dialect.h"

#include "schema/build.h"

#include <string.h>

#define READS "this version reads OpenAPI 3.1 and JSON Schema 2020-12"

/* How a document says what it is: the member that names the version, and how its value starts. */
typedef struct version_row {
    const char *member, *prefix, *name;
    dialect dialect;
    bool supported;
} version_row;

static const version_row VERSIONS[] = {
    {"swagger", "2.0", "Swagger 2.0", DIALECT_SWAGGER_2_0, false},
    {"openapi", "3.0", "OpenAPI 3.0", DIALECT_OPENAPI_3_0, false},
    {"openapi", "3.1", "OpenAPI 3.1", DIALECT_OPENAPI_3_1, true},
    {"openapi", "3.2", "OpenAPI 3.2", DIALECT_OPENAPI_3_2, false},
    {"asyncapi", "", "AsyncAPI", DIALECT_NONE, false},
};

/* Values of `$schema`, without scheme and empty fragment. */
typedef struct meta_row {
    const char *uri, *name;
    dialect dialect;
    bool supported;
} meta_row;

static const meta_row METAS[] = {
    {"json-schema.org/draft-03/schema", "JSON Schema draft 3", DIALECT_NONE, false},
    {"json-schema.org/draft-04/schema", "JSON Schema draft 4", DIALECT_DRAFT_4, false},
    {"json-schema.org/draft-06/schema", "JSON Schema draft 6", DIALECT_DRAFT_6, false},
    {"json-schema.org/draft-07/schema", "JSON Schema draft 7", DIALECT_DRAFT_7, false},
    {"json-schema.org/draft/2019-09/schema", "JSON Schema 2019-09", DIALECT_2019_09, false},
    {"json-schema.org/draft/2020-12/schema", "JSON Schema 2020-12", DIALECT_2020_12, true},
    {"spec.openapis.org/oas/3.1/dialect/", "the dialect of OpenAPI 3.1", DIALECT_2020_12, true},
    {"spec.openapis.org/oas/3.2/dialect/", "the dialect of OpenAPI 3.2", DIALECT_OPENAPI_3_2,
     false},
};

static const meta_row *find_meta(str uri)
{
    static const char *const schemes[] = {"http://", "https://"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (str_starts(uri, str_of(schemes[i])))
            uri = str_slice(uri, strlen(schemes[i]), uri.len);
    if (str_ends(uri, STR("#")))
        uri.len--;
    for (size_t i = 0; i < sizeof METAS / sizeof *METAS; i++) {
        str known = str_of(METAS[i].uri);
        /* A dialect of OpenAPI is named by a folder and a date. */
        if (str_ends(known, STR("/")) ? str_starts(uri, known) : str_eq(uri, known))
            return &METAS[i];
    }
    return NULL;
}

bool dialect_accept(diag *d, const node *n)
{
    if (n->kind != NODE_STRING) {
        diag_error(d, SCHEMA_KIND, node_place(n), NULL, "a dialect must be a string, not %s",
                   node_kind_name(n->kind));
        return false;
    }
    const meta_row *meta = find_meta(n->as.text);
    if (!meta) {
        diag_warning(d, SCHEMA_DIALECT, node_place(n), NULL,
                     "the dialect '%.*s' is not known; reading it as JSON Schema 2020-12",
                     STR_ARG(n->as.text));
        return true;
    }
    if (!meta->supported)
        diag_error(d, SCHEMA_DIALECT, node_place(n), NULL, "%s is not supported yet; " READS,
                   meta->name);
    return meta->supported;
}

/* The text of a version, also where it was written as a number (`openapi: 3.1`). */
static str version_text(const node *n)
{
    if (n->kind == NODE_NUMBER)
        return n->source.data ? n->source : n->as.text;
    return n->kind == NODE_STRING ? n->as.text : STR_NULL;
}

static bool version_is(str version, str prefix)
{
    return str_starts(version, prefix) &&
           (prefix.len == 0 || version.len == prefix.len || version.data[prefix.len] == '.');
}

static dialect detect_version(diag *d, const char *member, const node *n)
{
    str version = version_text(n);
    for (size_t i = 0; i < sizeof VERSIONS / sizeof *VERSIONS; i++) {
        const version_row *row = &VERSIONS[i];
        if (strcmp(row->member, member) != 0 || !version_is(version, str_of(row->prefix)))
            continue;
        if (row->supported)
            return row->dialect;
        diag_error(d, SCHEMA_DIALECT, node_place(n), NULL, "%s is not supported yet; " READS,
                   row->name);
        return DIALECT_NONE;
    }
    diag_error(d, SCHEMA_DIALECT, node_place(n), NULL, "'%s: %.*s' is not a known version; " READS,
               member, STR_ARG(version));
    return DIALECT_NONE;
}

dialect dialect_detect(diag *d, const document *doc)
{
    static const char *const members[] = {"openapi", "swagger", "asyncapi"};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const node *n = node_get(doc->root, str_of(members[i]));
        /* An object here is a schema's own idea of such a member, not a version. */
        if (!n || (n->kind != NODE_STRING && n->kind != NODE_NUMBER))
            continue;
        dialect found = detect_version(d, members[i], n);
        const node *base = node_get(doc->root, STR("jsonSchemaDialect"));
        return found && base && !dialect_accept(d, base) ? DIALECT_NONE : found;
    }
    const node *meta = node_get(doc->root, STR("$schema"));
    return meta && !dialect_accept(d, meta) ? DIALECT_NONE : DIALECT_2020_12;
}

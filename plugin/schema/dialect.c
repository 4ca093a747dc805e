#include "schema/dialect.h"

#include "schema/build.h"

#include <string.h>

#define READS                                                                                      \
    "this version reads Swagger 2.0, OpenAPI 3.0 to 3.2 and JSON Schema draft 4 to 2020-12"

/* The names for messages, and for users. */
static const struct {
    dialect dialect;
    const char *name, *option;
} NAMES[DIALECT_COUNT] = {
    {DIALECT_DRAFT_4, "JSON Schema draft 4", "draft4"},
    {DIALECT_DRAFT_6, "JSON Schema draft 6", "draft6"},
    {DIALECT_DRAFT_7, "JSON Schema draft 7", "draft7"},
    {DIALECT_2019_09, "JSON Schema 2019-09", "draft2019-09"},
    {DIALECT_2020_12, "JSON Schema 2020-12", "draft2020-12"},
    {DIALECT_SWAGGER_2_0, "Swagger 2.0", "swagger2.0"},
    {DIALECT_OPENAPI_3_0, "OpenAPI 3.0", "openapi3.0"},
    {DIALECT_OPENAPI_3_1, "OpenAPI 3.1", "openapi3.1"},
    {DIALECT_OPENAPI_3_2, "OpenAPI 3.2", "openapi3.2"},
    {DIALECT_SWAGGER_ITEMS, "a parameter of Swagger 2.0", NULL},
};

/* How a document says what it is: the member that names the version, and how its value starts. */
typedef struct version_row {
    const char *member, *prefix;
    dialect dialect;
} version_row;

static const version_row VERSIONS[] = {
    {"swagger", "2.0", DIALECT_SWAGGER_2_0}, {"openapi", "3.0", DIALECT_OPENAPI_3_0},
    {"openapi", "3.1", DIALECT_OPENAPI_3_1}, {"openapi", "3.2", DIALECT_OPENAPI_3_2},
    {"asyncapi", "", DIALECT_NONE},
};

/* Values of `$schema`, without scheme and empty fragment. One that ends in '/' is a folder. */
typedef struct meta_row {
    const char *uri;
    dialect dialect;
} meta_row;

static const meta_row METAS[] = {
    {"json-schema.org/draft-03/schema", DIALECT_NONE},
    {"json-schema.org/draft-04/schema", DIALECT_DRAFT_4},
    {"json-schema.org/draft-06/schema", DIALECT_DRAFT_6},
    {"json-schema.org/draft-07/schema", DIALECT_DRAFT_7},
    {"json-schema.org/draft/2019-09/schema", DIALECT_2019_09},
    {"json-schema.org/draft/2020-12/schema", DIALECT_2020_12},
    {"spec.openapis.org/oas/3.1/dialect/", DIALECT_OPENAPI_3_1},
    {"spec.openapis.org/oas/3.2/dialect/", DIALECT_OPENAPI_3_2},
};

/* Where the standards keep the rest of their meta-schemas. */
static const char *const META_FOLDERS[] = {
    "json-schema.org/draft-04/", "json-schema.org/draft-05/",      "json-schema.org/draft-06/",
    "json-schema.org/draft-07/", "json-schema.org/draft/2019-09/", "json-schema.org/draft/2020-12/",
    "spec.openapis.org/oas/",    "swagger.io/v2/schema.json",
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char *dialect_name(dialect d)
{
    for (size_t i = 0; i < COUNT(NAMES); i++)
        if (NAMES[i].dialect == d)
            return NAMES[i].name;
    return "no dialect";
}

dialect dialect_named(str name)
{
    for (size_t i = 0; i < COUNT(NAMES); i++)
        if (NAMES[i].option && str_eq(str_of(NAMES[i].option), name))
            return NAMES[i].dialect;
    return DIALECT_NONE;
}

static str without_scheme(str uri)
{
    static const char *const schemes[] = {"http://", "https://"};
    for (size_t i = 0; i < COUNT(schemes); i++)
        if (str_starts(uri, str_of(schemes[i])))
            return str_slice(uri, strlen(schemes[i]), uri.len);
    return uri;
}

static const meta_row *find_meta(str uri)
{
    uri = without_scheme(uri);
    if (str_ends(uri, STR("#")))
        uri.len--;
    for (size_t i = 0; i < COUNT(METAS); i++) {
        str known = str_of(METAS[i].uri);
        /* A dialect of OpenAPI is named by a folder and a date. */
        if (str_ends(known, STR("/")) ? str_starts(uri, known) : str_eq(uri, known))
            return &METAS[i];
    }
    return NULL;
}

bool dialect_is_known(str uri, dialect *out)
{
    const meta_row *meta = find_meta(uri);
    *out = meta ? meta->dialect : DIALECT_NONE;
    return meta != NULL;
}

bool dialect_is_meta_schema(str uri)
{
    str rest = without_scheme(uri);
    bool found = false;
    for (size_t i = 0; rest.len < uri.len && !found && i < COUNT(META_FOLDERS); i++)
        found = str_starts(rest, str_of(META_FOLDERS[i]));
    return found;
}

dialect dialect_of_uri(diag *d, const node *n, dialect otherwise)
{
    if (n->kind != NODE_STRING) {
        diag_error(d, SCHEMA_KIND, node_place(n), NULL, "a dialect must be a string, not %s",
                   node_kind_name(n->kind));
        return DIALECT_NONE;
    }
    const meta_row *meta = find_meta(n->as.text);
    if (!meta)
        diag_warning(d, SCHEMA_DIALECT, node_place(n), NULL,
                     "the dialect '%.*s' is not known; reading it as %s", STR_ARG(n->as.text),
                     dialect_name(otherwise));
    else if (!meta->dialect)
        diag_error(d, SCHEMA_DIALECT, node_place(n), NULL,
                   "JSON Schema draft 3 is not supported; " READS);
    return meta ? meta->dialect : otherwise;
}

/* The text of a version, also where it was written as a number (`openapi: 3.1`). */
static str version_text(const node *n)
{
    if (n->kind == NODE_NUMBER)
        return n->source.data ? n->source : n->as.text;
    return n->kind == NODE_STRING ? n->as.text : STR_NULL;
}

/* "3.1" starts "3.1.0" and "3.1"; "3.1.0-rc1" as well, but not "3.10". */
static bool version_is(str version, str prefix)
{
    return str_starts(version, prefix) &&
           (prefix.len == 0 || version.len == prefix.len || version.data[prefix.len] == '.');
}

static dialect detect_version(diag *d, const char *member, const node *n)
{
    str version = version_text(n);
    if (str_eq(str_of(member), STR("swagger")) && str_eq(version, STR("2")))
        return DIALECT_SWAGGER_2_0; /* `swagger: 2`, as JSON may print 2.0 */
    for (size_t i = 0; i < COUNT(VERSIONS); i++) {
        const version_row *row = &VERSIONS[i];
        if (strcmp(row->member, member) != 0 || !version_is(version, str_of(row->prefix)))
            continue;
        if (row->dialect)
            return row->dialect;
        diag_error(d, SCHEMA_DIALECT, node_place(n), NULL, "AsyncAPI is not supported; " READS);
        return DIALECT_NONE;
    }
    diag_error(d, SCHEMA_DIALECT, node_place(n), NULL, "'%s: %.*s' is not a known version; " READS,
               member, STR_ARG(version));
    return DIALECT_NONE;
}

/* `jsonSchemaDialect`: that of all schemas without one of their own (OAS 3.1 §4.8.24.5). */
static dialect schemas_of(diag *d, const document *doc, dialect openapi)
{
    const node *base = node_get(doc->root, STR("jsonSchemaDialect"));
    if (!base || (openapi & DIALECT_OLD_OPENAPI))
        return openapi;
    dialect found = dialect_of_uri(d, base, openapi);
    return found == DIALECT_2020_12 ? openapi : found;
}

bool dialect_detect(diag *d, const document *doc, dialect otherwise, dialect_found *out)
{
    static const char *const members[] = {"openapi", "swagger", "asyncapi"};
    *out = (dialect_found){DIALECT_NONE, DIALECT_NONE};
    for (size_t i = 0; i < COUNT(members); i++) {
        const node *n = node_get(doc->root, str_of(members[i]));
        /* An object here is a schema's own idea of such a member, not a version. */
        if (!n || (n->kind != NODE_STRING && n->kind != NODE_NUMBER))
            continue;
        out->openapi = detect_version(d, members[i], n);
        if (out->openapi)
            out->schemas = schemas_of(d, doc, out->openapi);
        return out->schemas != DIALECT_NONE;
    }
    const node *meta = node_get(doc->root, STR("$schema"));
    if (meta)
        out->schemas = dialect_of_uri(d, meta, otherwise);
    return !meta || out->schemas;
}

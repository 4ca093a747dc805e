/** Which specification a document or a schema follows. Private to schema/. */
#ifndef SCHEMA_DIALECT_H
#define SCHEMA_DIALECT_H

#include "document/node.h"

/** Bits, so that a keyword can name all dialects that have it. */
typedef enum dialect {
    DIALECT_NONE = 0,
    DIALECT_DRAFT_4 = 1,
    DIALECT_DRAFT_6 = 2,
    DIALECT_DRAFT_7 = 4,
    DIALECT_2019_09 = 8,
    DIALECT_2020_12 = 16,
    DIALECT_SWAGGER_2_0 = 32,
    DIALECT_OPENAPI_3_0 = 64,
    DIALECT_OPENAPI_3_1 = 128,
    DIALECT_OPENAPI_3_2 = 256,
    DIALECT_SWAGGER_ITEMS =
        512 /* of parameters, headers and their items, which say a little only */
} dialect;

enum { DIALECT_COUNT = 10 };

#define DIALECT_OLD_DRAFTS  (DIALECT_DRAFT_4 | DIALECT_DRAFT_6 | DIALECT_DRAFT_7)
#define DIALECT_OLD_OPENAPI (DIALECT_SWAGGER_2_0 | DIALECT_SWAGGER_ITEMS | DIALECT_OPENAPI_3_0)
/** Where a `$ref` stands for the whole schema, whatever is beside it. */
#define DIALECT_REF_ALONE (DIALECT_OLD_DRAFTS | DIALECT_OLD_OPENAPI)

/** "OpenAPI 3.0", for messages. */
const char *dialect_name(dialect d);

/** Of "draft4", "2020-12", "openapi3.0", ... as users name it; DIALECT_NONE: none of these. */
dialect dialect_named(str name);

/** What a document says of itself. */
typedef struct dialect_found {
    dialect openapi; /* DIALECT_NONE: not an OpenAPI document */
    dialect schemas; /* DIALECT_NONE: it does not say */
} dialect_found;

/** Reads what names the dialect of a document. otherwise: of a `$schema` not known. False after an error. */
bool dialect_detect(diag *d, const document *doc, dialect otherwise, dialect_found *out);

/**
 * The dialect that a `$schema` names. One that is not known is `otherwise`, with a warning;
 * DIALECT_NONE after an error.
 */
dialect dialect_of_uri(diag *d, const node *schema_uri, dialect otherwise);

/** Whether the URI is that of a dialect; *out: which, or DIALECT_NONE for one that is not read. */
bool dialect_is_known(str uri, dialect *out);

/** Whether the URI names a meta-schema of one of the dialects, or a part of one. */
bool dialect_is_meta_schema(str uri);

#endif

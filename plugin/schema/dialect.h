/** Which specification a document follows, and which of them this version reads. Private to schema/. */
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
    DIALECT_OPENAPI_3_2 = 256
} dialect;

/** The dialect of a whole document, or DIALECT_NONE after an error: none, or one that is not read yet. */
dialect dialect_detect(diag *d, const document *doc);

/** Reports the value of a `$schema` whose dialect is not read. False after an error. */
bool dialect_accept(diag *d, const node *schema_uri);

#endif

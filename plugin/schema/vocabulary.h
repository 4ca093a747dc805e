/** Dialects of people's own. Private to schema/. */
#ifndef SCHEMA_VOCABULARY_H
#define SCHEMA_VOCABULARY_H

#include "schema/build.h"

/** Vocabularies, as bits, that a meta-schema may leave out. */
enum {
    VOCABULARY_APPLICATOR = 1,
    VOCABULARY_UNEVALUATED = 2,
    VOCABULARY_VALIDATION = 4,
    VOCABULARY_FORMAT = 8,
    VOCABULARY_ASSERTION = 16, /* `format` is an assertion */
    VOCABULARY_OPTIONAL = VOCABULARY_APPLICATOR | VOCABULARY_UNEVALUATED | VOCABULARY_VALIDATION
};

/** What a meta-schema that is no standard says of its schemas. */
typedef struct own_dialect {
    dialect dialect;    /* that it builds on */
    vocabulary_set off; /* what it leaves out */
    bool asserts_formats;
} own_dialect;

/**
 * Reads the dialect that `meta` (a $schema) names, if that is no standard one and its meta-schema is at
 * hand. False: it is not. from: the document that says so.
 */
bool vocabulary_find(builder *b, const node *meta, const document *from, own_dialect *out);

/** Whether a keyword means something without the vocabularies that are off. */
bool vocabulary_has(vocabulary_set off, str keyword);

#endif

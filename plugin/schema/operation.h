/** What the files about operations share. Private to schema/. */
#ifndef SCHEMA_OPERATION_H
#define SCHEMA_OPERATION_H

#include "schema/build.h"

/** An operation under way. */
typedef struct operation {
    str name;
    str pointer;
    const node *node;
} operation;

void operation_bad_shape(builder *b, const node *n, const char *what, const char *wanted);

/* media.c */

/** Adds a root for each media type of a `content` object that has a schema, named in full. */
void media_roots(builder *b, schema_root_kind kind, const node *owner, str pointer, str name);
/**
 * The same for a schema without media types of its own (Swagger 2.0). types: `consumes` or `produces`,
 * or NULL; that is JSON.
 */
void media_root(builder *b, schema_root_kind kind, schema *value, const node *types, str name);

/* parameter.c */

/**
 * The parameters of an operation as one object; in Swagger 2.0 also its body and form. item: the path
 * item, at `item_pointer` and with `item_scope`; the operation's scope is the current one.
 */
void parameter_roots(builder *b, const node *item, str item_pointer, scope item_scope,
                     const operation *op);
/** The header fields of a response as one object, `name`. */
void parameter_headers(builder *b, const node *response, str pointer, str name);

#endif

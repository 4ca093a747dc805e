/**
 * What may be chosen for one schema: by an extension `x-o2c-NAME` beside its keywords, or from outside by
 * its JSON Pointer. One table of what there is; the values end up in struct schema.
 */
#ifndef SCHEMA_CHOICE_H
#define SCHEMA_CHOICE_H

#include "schema/schema.h"

typedef struct schema_choice {
    const char *name;   /* "storage" */
    const char *values; /* "value|pointer"; NULL: any name */
    size_t offset;      /* of its schema_name or schema_pick in struct schema_choices */
    const char *help;   /* one sentence */
} schema_choice;

enum { SCHEMA_CHOICE_COUNT = 7 };
extern const schema_choice schema_choice_table[SCHEMA_CHOICE_COUNT];

/** The choice of that name, or NULL. */
const schema_choice *schema_choice_find(str name);

/**
 * Sets it from a node: a string, or a boolean where that is what it takes. False after an error of class
 * `cls` at the node. what: how the message calls it, "x-o2c-storage".
 */
bool schema_choice_set(diag *d, diag_class cls, schema_choices *to, const schema_choice *c,
                       const node *value, str what);

#endif

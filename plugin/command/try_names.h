/**
 * What `try` calls schemas by: a member of components/schemas, $defs or definitions as it is spelled
 * there, else a JSON Pointer ("/a/b", "#/a/b", "" for the root), else an operation's type
 * ("getPet.response.200").
 */
#ifndef COMMAND_TRY_NAMES_H
#define COMMAND_TRY_NAMES_H

#include "command/options.h"
#include "layout/plan.h"

typedef struct try_name {
    str text;    /* as it was given */
    str pointer; /* of its schema, without '#'; data NULL: it is no schema's name nor pointer */
    const node *node;      /* what stands there, or NULL */
    const plan_root *root; /* its type, once resolved; or NULL, and then: */
    str problem;           /* why there is none */
} try_name;

typedef struct try_names {
    mem *m;
    map table; /* texts to try_name */
} try_names;

void try_names_init(try_names *names, mem *m);

/** The name of that text; a new one if it is not known. The text is borrowed. */
try_name *try_names_add(try_names *names, str text);

/** Finds what each one stands for in `doc`, and appends the pointers that must become roots. */
void try_names_locate(try_names *names, const document *doc, texts *pointers);

/** Finds the type of each one. */
void try_names_resolve(try_names *names, const document *doc, const plan *built);

#endif

/**
 * Selection: which of the named schemas and operations of the entries become roots. Everything that a root
 * needs comes with it, selected or not. What is not selected is not even parsed, unless something needs
 * it. Private to schema/.
 */
#ifndef SCHEMA_SELECT_H
#define SCHEMA_SELECT_H

#include "schema/build.h"

/** Takes in what was asked for. */
void select_init(builder *b, const schema_options *o);

/** Whether there is anything but "all". */
bool select_is_on(const builder *b);

/** Whether the named schema at `pointer` is wanted as a root. */
bool select_schema(builder *b, str name, str pointer);

/** Whether an operation is: by its path (or webhook), tags and operationId. */
bool select_operation(builder *b, const node *operation, str path);

/** Adds the root of a named schema, or, if it is not wanted, notes that it may turn out to be needed. */
void select_component(builder *b, const node_member *m, str pointer);

/** Makes roots of what selectors name by a JSON Pointer and is no named schema. */
void select_pointers(builder *b);

/** Once references are resolved: settles the named schemas that were needed after all. */
void select_settle(builder *b);

/** Reports selectors that selected nothing, and a selection of nothing. */
void select_report(builder *b);

#endif

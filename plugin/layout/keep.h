/** Names that stay: those of the names file, and those that a spec gives. Private to layout/. */
#ifndef LAYOUT_KEEP_H
#define LAYOUT_KEEP_H

#include "layout/build.h"

/**
 * Gives every type that may have C functions of its own a key, holds the names that are chosen by hand,
 * and then those of the names file that are still of use, before any other name is given.
 */
void keep_begin(layout_build *b);

/** The name of `t`, whose key and form are set: the one that is held for it, or a new one like `base`. */
str keep_name(layout_build *b, plan_type *t, str base);

/** Holds the enumerators of types that the names file has; once types have their names. */
void keep_enumerators(layout_build *b);

/** The name of a part of `t` in the names file, or STR_NULL. */
str keep_part(const plan_type *t, name_part part, str key);
/** The same for an enumerator, whole; STR_NULL as well if something else has taken it. */
str keep_enumerator(layout_build *b, const plan_type *t, name_part part, str key);

/** "Cat", and "Cat 2" for the second branch of that hint: the key of a branch. */
str keep_branch_key(layout_build *b, const model_branch *branch);
/** The key of an enumerator's value. */
str keep_value_key(const model_value *value);

/** Puts all names of the plan into the names file. */
void keep_record(layout_build *b);

#endif

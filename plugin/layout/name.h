/**
 * C identifiers from the names of a spec: total (any text gives one), deterministic, and free of
 * collisions within a scope. All naming rules live here.
 */
#ifndef LAYOUT_NAME_H
#define LAYOUT_NAME_H

#include "base/list.h"

/**
 * snake_case: `displayName` is display_name, `HTTPServer2` is http_server2, `$type` is type, `+1` is
 * plus_1, `é` is u00e9. Only [a-z0-9_], may start with a digit; "" gives "empty".
 */
str name_snake(mem *m, str text);

/** The same in upper case, for enumerators and macros. */
str name_upper(mem *m, str text);

/** A legal identifier for a member: snake_case, `_` before a digit, `_` after a reserved word. */
str name_member(mem *m, str text);

/** Whether it is an identifier of C: letters, digits and '_', no digit first. */
bool name_is_identifier(str word);

/** Whether it may follow "prefix_" in one: not empty, letters, digits and '_'. */
bool name_is_tail(str word);

/** Whether C, C++ or a usual macro has taken the word. */
bool name_is_reserved(str word);

/** A scope: the identifiers that are taken. */
typedef struct name_scope {
    mem *m;
    map taken;
} name_scope;

void name_scope_init(name_scope *scope, mem *m);

/** Claims `name` and its suffixes. False, with nothing claimed: one of them is taken. */
bool name_take(name_scope *scope, str name, const char *const *suffixes);

/**
 * Claims `base`, or `base_2`, `base_3` … : the first for which it and all of its `suffixes` (NULL
 * ends; may be NULL) are free. Claims them all and returns the name.
 */
str name_claim(name_scope *scope, str base, const char *const *suffixes);

#endif

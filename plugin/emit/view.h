/**
 * The data that a template shows: a tree of texts, booleans, lists and objects. It is built once, in an
 * arena, and then only read.
 *
 *     view *pet = view_object(m);
 *     view_set_text(pet, "name", STR("Pet"));
 *     view *fields = view_list(m);
 *     view_set(pet, "fields", fields);    // what is pushed later is seen as well
 *     view_push(fields, view_text(m, STR("id")));
 *
 * Names and texts are borrowed: they must live as long as the view (names are string literals mostly).
 */
#ifndef EMIT_VIEW_H
#define EMIT_VIEW_H

#include "base/list.h"

typedef enum view_kind {
    VIEW_NONE, /* known, and nothing: false, and without text */
    VIEW_BOOL,
    VIEW_TEXT,
    VIEW_LIST,
    VIEW_OBJECT
} view_kind;

typedef struct view view;

/** A value. Small, so that lists and objects hold their values themselves; private to view and template. */
struct view {
    view_kind kind;
    bool boolean; /* VIEW_BOOL */
    union {
        str text;
        struct view_items *list;
        struct view_members *object;
    } as;
};

/** New ones in `m`, which also pays for what is added later. view_text borrows `text`. */
view *view_object(mem *m);
view *view_list(mem *m);
view *view_text(mem *m, str text);
view *view_bool(mem *m, bool yes);

/** Sets a member of the object `o`; a name that is there gets the new value. v NULL: VIEW_NONE. */
void view_set(view *o, const char *name, const view *v);
void view_set_text(view *o, const char *name, str text);
void view_set_bool(view *o, const char *name, bool yes);
/** printf; the text goes to the arena of `o`. */
void view_set_print(view *o, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/** A new object or list as a member. */
view *view_set_object(view *o, const char *name);
view *view_set_list(view *o, const char *name);

/** Appends to a list. */
void view_push(view *list, const view *v);
void view_push_text(view *list, str text);
/** Appends a new object. */
view *view_push_object(view *list);

/** Whether a section shows it: true, text that is not empty, a list that is not empty, any object. */
bool view_is_true(const view *v);

/** Elements of a list; 0 of anything else. */
size_t view_count(const view *v);
const view *view_at(const view *list, size_t i);

/** A name with its hash, made once and looked up often. */
typedef struct view_name {
    str text;
    uint64_t hash;
} view_name;

view_name view_name_of(str text);

/** The member of `v`, or NULL; NULL also if `v` is no object. O(1). */
const view *view_find(const view *v, const view_name *name);

/** Appends the names of all members of `v` to `names`, in order; nothing if it is no object. */
typedef LIST(str) view_names;
void view_member_names(const view *v, mem *m, view_names *names);

#endif

/** What the passes of layout/ share while a plan is made; private to layout/. */
#ifndef LAYOUT_BUILD_H
#define LAYOUT_BUILD_H

#include "layout/name.h"
#include "layout/plan.h"

/** Types that are used by each other alone (group.c). */
typedef struct plan_group {
    plan_type *head;      /* the one that others use */
    plan_type_list types; /* users before what they use */
    size_t users;         /* other groups */
    const struct plan_group *last_user;
} plan_group;

typedef struct layout_build {
    mem *m;
    diag *d;
    const model *model;
    plan *plan;
    plan_type **of;   /* by model type id: the C type that stands for it; NULL: none of its own */
    str *root_names;  /* by model type id: what a root calls an unnamed type */
    size_t *sizes;    /* by model type id: estimate of sizeof, bytes */
    map derived;      /* lists, maps and boxes that are shared: C name to plan_type */
    map scalars;      /* runtime types by their suffix */
    name_scope names; /* every identifier of file scope */
    str *keys;        /* by model type id, of those with C functions of their own: see keep.h */
    map by_key;       /* the same types by their keys */
    map key_counts;   /* key that several would have: how many have been numbered */
    map root_keys;    /* of all roots */
    map chosen;       /* key: str, a name chosen by hand */
    map held;         /* key: name_block, of the names file */
    plan_type_list made; /* emitted types, before they are ordered */
    LIST(plan_group *) groups;
} layout_build;

/** Whether the type has C functions of its own, if it is used. */
bool layout_is_own(const model_type *t);

/** Whether an enum or a union keeps what it does not list: as was chosen for it, or for all. */
bool layout_is_open(const layout_build *b, const model_type *t);

/** The form of such a type. */
plan_form layout_own_form(const layout_build *b, const model_type *t);

/**
 * What follows a type's name in the identifiers that it brings along; NULL at the end. t: may be NULL.
 */
const char *const *layout_suffixes(plan_form form, const model_type *t);

/** Gives every type that has C functions of its own a plan_type with a name; fills `of`. */
void layout_name_types(layout_build *b);

/** The C type of a model type, made on demand where it is shared. */
plan_type *layout_type_of(layout_build *b, const model_type *t);

typedef enum layout_place {
    LAYOUT_VALUE,
    LAYOUT_MEMBER, /* has bits for absence and null beside it */
    LAYOUT_TAG     /* a member or branch whose one value tells branches of a union apart */
} layout_place;

/** The place that holds a value of type `t`. */
plan_slot layout_slot(layout_build *b, const model_type *t, layout_place place);

/** The shared list, map or box of what `element` holds. made_for: for comments alone. */
plan_type *layout_container(layout_build *b, plan_form form, const model_type *made_for,
                            plan_slot element);

/** Whether an integer enumeration can be a C enum: its values are ints. */
bool layout_fits_enum(const model_type *t);

/** Fills members, branches, enumerators or element of a type, once: of what is made on demand at once. */
void layout_fill_type(layout_build *b, plan_type *t);
/** The same of every type. */
void layout_fill(layout_build *b);

/** Names of members, with their bits, and of what holds undeclared ones (`others`). */
void layout_name_members(layout_build *b, plan_type *t, bool others);
/** Names and enumerators of branches, and of what an open union keeps (`other`). */
void layout_name_branches(layout_build *b, plan_type *t, bool other);
/** Enumerators of an enum. */
void layout_name_values(layout_build *b, plan_type *t);

/** Makes the roots, with an alias where a root needs a name of its own. */
void layout_roots(layout_build *b);

/** The i-th slot of a type; NULL after the last. */
const plan_slot *layout_slot_at(const plan_type *t, size_t i);

/** Whether the slot is of an emitted type at all. */
bool layout_uses(const plan_type *t, const plan_slot *slot);

/** Whether the C definition of `t` needs that of its slot's type to be complete. */
bool layout_needs(const plan_type *t, const plan_slot *slot);

/** Whether the slot is the value of a map's entries. */
bool layout_is_entry(const plan_type *t, const plan_slot *slot);

/** Whether a walk goes from `t` to the type of its slot. */
typedef bool layout_edge(const plan_type *t, const plan_slot *slot);

/**
 * Appends `types` to `out`: what `leads` leads to before what it leads from, cycles aside, else in the
 * order of `types`. What is not in `types` is left out.
 */
void layout_walk(layout_build *b, const plan_type_list *types, layout_edge *leads,
                 plan_type_list *out);

/** Finds the groups; `order` is the position in `made` then. */
void layout_groups(layout_build *b);

/** Cuts the types into shards, and orders and numbers them. */
void layout_shards(layout_build *b);

/** Gives the patterns that are checked names, and places their functions in shards. */
void layout_patterns(layout_build *b);

/** The pattern's function, which the code of that shard calls. After layout_patterns has begun. */
const plan_pattern *layout_use_pattern(layout_build *b, uint32_t shard,
                                       const model_pattern *pattern);
/** Makes the check table of every shard. */
void layout_checks(layout_build *b);

/** Finds which files of a shard include which headers. */
void layout_includes(layout_build *b);

/** The form at the end of aliases. */
plan_form layout_form(const plan_type *t);

/** The checks that have to be made of a value that was read, or NULL: a typed form has its format. */
const model_checks *layout_checks_of(const model_type *t);

#endif

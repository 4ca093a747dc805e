/** What the passes of layout/ share while a plan is made; private to layout/. */
#ifndef LAYOUT_BUILD_H
#define LAYOUT_BUILD_H

#include "layout/name.h"
#include "layout/plan.h"

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
    LIST(plan_type *) made; /* emitted types, before they are ordered */
} layout_build;

/** Gives every type that has C functions of its own a plan_type with a name; fills `of`. */
void layout_name_types(layout_build *b);

/** The C type of a model type, made on demand where it is shared. */
plan_type *layout_type_of(layout_build *b, const model_type *t);

/** The place that holds a value of type `t`. */
plan_slot layout_slot(layout_build *b, const model_type *t, bool member);

/** The shared list, map or box of what `element` holds. made_for: for comments alone. */
plan_type *layout_container(layout_build *b, plan_form form, const model_type *made_for,
                            plan_slot element);

/** Whether an integer enumeration can be a C enum: its values are ints. */
bool layout_fits_enum(const model_type *t);

/** Fills members, branches, enumerators and elements of every type. */
void layout_fill(layout_build *b);

/** Makes the roots, with an alias where a root needs a name of its own. */
void layout_roots(layout_build *b);

/** Sorts the types so that what is held by value comes first; numbers them. */
void layout_order(layout_build *b);

/** Cuts the ordered types into shards and finds which header includes which. */
void layout_shards(layout_build *b);

/** The form at the end of aliases. */
plan_form layout_form(const plan_type *t);

/** Whether a check has to be made at all. */
bool layout_has_checks(const model_checks *checks);

#endif

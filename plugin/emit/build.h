/** What the view builders of emit/ share; private to emit/. */
#ifndef EMIT_BUILD_H
#define EMIT_BUILD_H

#include "emit/text.h"
#include "emit/view.h"
#include "layout/name.h"
#include "layout/plan.h"

/** One name of a shape, before it is laid out. */
typedef struct shape_name {
    str name; /* a bare name, or the token of a value that is no string */
    bool string;
    uint32_t member;
} shape_name;

typedef LIST(shape_name) shape_names;

typedef struct shape_options {
    bool members;             /* names of members (with a ':'), else values */
    bool guessed;             /* read where a key or tag is expected, not as an enum */
    uint32_t words;           /* of required */
    const uint64_t *required; /* NULL: none */
    str flags; /* C expression */
    const view *places; /* of a struct: see places_view; NULL: none */
} shape_options;

/** Sets what templates/shape.c.tmpl shows. */
void shape_view(mem *m, view *o, str c_name, const shape_names *names,
                const shape_options *options);

/** Sets what templates/read.tmpl and write.tmpl show. to, from: C lvalues. */
void slot_view(mem *m, view *o, const plan_slot *slot, str to, str from);

/** Pushes the calls that make `checks` on the value `of`, of that C type. */
void checks_view(mem *m, view *list, const model_checks *checks, const plan_type *type, str of);

/** Pushes the calls that match the value `of`, of that C type, against the patterns. */
void patterns_view(mem *m, view *list, const plan_patterns *patterns, const plan_type *type, str of);

/** Sets what templates/pattern.c.tmpl shows. */
void pattern_view(mem *m, view *o, const plan_pattern *pattern);

/** The address of an lvalue: "item" for "*item". */
str address_of(mem *m, str lvalue);

/** Adds the call o2c_check_CHECK(r, ARGUMENTS). */
void check_push(view *list, const char *check, str arguments);

/* bounds.c */

/** Adds what the bounds of a number of that C type take; of: the value just read, still at r->at. */
void bounds_i64(mem *m, view *list, const model_checks *c, str of);
void bounds_u64(mem *m, view *list, const model_checks *c, str of);
void bounds_number(mem *m, view *list, const model_checks *c, str of, bool is_float);

/** "T " or "T *": what stands before a name in a declaration. */
str slot_type(mem *m, const plan_slot *slot);

/** The type at the end of aliases. */
const plan_type *base_type(const plan_type *t);

/* places.c */

/** Sets `places`, as templates/places.c.tmpl and shape.c.tmpl show them; returns them. t: one with an API. */
const view *places_view(mem *m, view *o, const plan_type *t);

/** Sets `branch_places` of a union that needs them: branches are tried, or are no types of their own. */
void branch_places_view(mem *m, view *o, const plan_type *t);

/** Whether the places of its branches are needed: they are tried, or are no types with places of their own. */
bool places_are_needed(const plan_type *t);

/** Whether they are also about what is inside a container that has none of its own. */
bool places_need_start(const plan_type *t);

/** The view of a type; what its two templates show. */
view *type_view(mem *m, const plan *p, const plan_type *t);

/** What templates/checks.c.tmpl shows. */
view *check_table_view(mem *m, const plan *p, const plan_checks *checks);

/** Sets what templates/checked.c.tmpl shows. */
void check_view(mem *m, view *o, const plan *p, const plan_type *t);

/** Sets what templates/decision.tmpl shows, and the union's shapes. */
void union_decision_view(mem *m, view *o, const plan *p, const plan_type *t);

/** Pushes the assignments of a member's default. */
void default_view(mem *m, view *list, const plan_member *pm);

#endif

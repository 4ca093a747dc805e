/**
 * What the passes that decide unions share. Private to this folder.
 *
 * A decision is a tree of questions about the value. A question may rule a branch out only by proof;
 * where branches are left over, they are tried.
 */
#ifndef MODEL_DECIDE_H
#define MODEL_DECIDE_H

#include "model/build.h"

/*
 * Limits: candidates that are compared pair by pair, members that are asked for, questions within
 * questions, unions within a branch, candidates whose keys are compared.
 */
enum { MAX_PAIRWISE = 64, MAX_TAGS = 64, MAX_DEPTH = 4, MAX_NESTED = 256, MAX_CANDIDATES = 64 };

typedef struct decider {
    build *b;
    model_type *type;
    const union_info *info;
    LIST(str) asked; /* the properties of which something is known already */
    size_t asks;     /* questions so far */
} decider;

/* What a branch says about a property that may be the tag. */
typedef struct tag_values {
    node_list values;
    bool required;
    size_t nested; /* types looked at */
} tag_values;

typedef struct tag_group {
    const node *value;
    index_list candidates;
} tag_group;

/* A tag under construction: which values lead to which candidates. */
typedef struct tag_table {
    str property;
    map values;           /* key of a value to tag_group */
    index_list optional;  /* candidates that do without the tag */
    index_list untagged;  /* candidates that no value leads to */
    index_list otherwise; /* where a missing or unknown tag leads, if that is said */
    size_t largest;       /* group, but that of null, which says as little as a missing tag */
    bool required;        /* by all candidates, or beside them */
    bool alone;           /* a known tag decides: those that no value leads to are not meant */
} tag_table;

/* What a candidate says of a key. */
typedef struct key_fact {
    bool required, refused, declared;
    unsigned kinds; /* KIND_* that the member may have */
    unsigned items; /* KIND_* that the first item may have, if it is an array, */
    bool filled;    /* ... which is not empty */
} key_fact;

typedef struct key_row {
    str name;
    key_fact *facts; /* one for each candidate */
} key_row;

typedef struct key_table {
    model_type *const *types; /* of the candidates; NULL: one that may be anything */
    size_t count;             /* of those */
    LIST(key_row) keys;
    map known; /* their names */
} key_table;

/* decide.c */

/** How to tell these candidates apart for values of one KIND_*; NULL if there are none. */
model_decision *decide(decider *d, unsigned kind, const index_list *candidates, int depth);
model_decision *decision_new(decider *d, model_pick pick, str reason);
/** The type of a branch, aliases resolved. */
model_type *branch_type(const decider *d, uint32_t branch);

/* decide_tag.c */

void table_init(decider *d, tag_table *t, str property);
void table_add(decider *d, tag_table *t, const node *value, uint32_t branch);
/** The decision that a table makes. */
model_decision *table_decide(decider *d, const tag_table *t, str reason, int depth);
/** The values that a branch allows for a property; false: any, or no object. Also inside unions. */
bool property_values(build *b, model_type *type, str name, tag_values *out, int depth);
/** Whether every object that the type accepts has the member. *nested: 0 at first. */
bool member_required(build *b, model_type *type, str name, size_t *nested, int depth);
/** How good a tag is: one of all candidates that leads to one each, of all candidates, of some. */
enum { TAG_CERTAIN = 6, TAG_OF_ALL = 2, TAG_OF_SOME = 1 };
/** By a property whose values are listed; NULL: there is none that is at least so good. */
model_decision *decide_implicit(decider *d, const index_list *candidates, int least, int depth);
/** By the property that is required beside the branches; NULL: its values are not listed. */
model_decision *decide_required(decider *d, const index_list *candidates);

/** Whether what stands beside the branches requires that property, whose name may be empty. */
static inline bool is_required_tag(const union_info *info, str property)
{
    return info->required_tag.data && str_eq(info->required_tag, property);
}

/** Whether the answer is known already. */
bool was_asked(const decider *d, str property);

/* decide_keys.c */

/** By the keys that there are; NULL: that rules nothing out, or if `alone`, leaves more than one. */
model_decision *decide_keys(decider *d, const index_list *candidates, bool alone, int depth);
/** By the kind of a member; NULL: that rules nothing out. */
model_decision *decide_member(decider *d, const index_list *candidates, int depth);
/** What a type says of a key. */
key_fact key_fact_of(build *b, model_type *type, str name);
/** What types say of all keys that they declare, in scratch memory; NULL for one that says nothing. */
void keys_collect(decider *d, key_table *t, model_type *const *types, size_t count);

/* decide_try.c */

/** By the first item of a list; NULL: that rules nothing out. */
model_decision *decide_item(decider *d, const index_list *candidates);
/** Trying, in the best order that is known. */
model_decision *decide_try(decider *d, unsigned kind, const index_list *candidates);

/* decide_discriminator.c */

model_decision *decide_discriminator(decider *d, const index_list *candidates, int depth);

#endif

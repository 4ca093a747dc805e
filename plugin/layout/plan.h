/**
 * The C plan: which C types and functions stand for the model, under which names, in which file and
 * order, what is held by value and what by pointer. Everything that needs thought is decided here;
 * emit/ only spells it.
 */
#ifndef LAYOUT_PLAN_H
#define LAYOUT_PLAN_H

#include "layout/name_lock.h"
#include "model/model.h"

typedef enum layout_unknown { /* members that a schema does not declare */
                              LAYOUT_UNKNOWN_IGNORE,
                              LAYOUT_UNKNOWN_REJECT,
                              LAYOUT_UNKNOWN_KEEP
} layout_unknown;

typedef struct layout_options {
    str prefix;      /* of every name; a C identifier */
    uint32_t shards; /* number of .c files; 0: as many as their size asks for */
    layout_unknown unknown;
    bool accept_field_names;
    bool open_unions, open_enums;
    bool duplicates_last;
    name_lock *names; /* names that stay, which the plan's own are put into; may be NULL */
    str label;        /* of the first spec, in pointers of runs with several; else empty */
} layout_options;

/** How a C type is made up; decides which template writes it. */
typedef enum plan_form {
    PLAN_SCALAR, /* a C or runtime type that a runtime function reads: int64_t, o2c_str, o2c_value */
    PLAN_ENUM,   /* enum */
    PLAN_OPEN_ENUM, /* enum and text */
    PLAN_STRUCT,    /* struct with members */
    PLAN_TUPLE,     /* struct with one member a position */
    PLAN_UNION,     /* kind and as */
    PLAN_LIST,      /* items and count */
    PLAN_MAP,       /* items (key, value) and count */
    PLAN_BOX,       /* is_null and value: a nullable that is no member */
    PLAN_ALIAS      /* typedef of another type of the plan */
} plan_form;

typedef struct plan_type plan_type;
typedef LIST(plan_type *) plan_type_list;

/** A typed form of the runtime (o2c/typed.h). */
typedef struct plan_typed {
    o2c_format format;
    const char *c_name, *scalar; /* "o2c_uuid", "uuid" */
    size_t size, align;          /* where pointers have 64 bits */
} plan_typed;

/** The typed form of a format that has one. */
const plan_typed *plan_typed_of(o2c_format format);

/** A pattern as a function: o2c_match NAME(o2c_reader *r, o2c_str subject). */
typedef struct plan_pattern {
    const model_pattern *model;
    str c_name;     /* "petstore_pattern_5f0c2d7e": by the text alone */
    uint32_t shard; /* whose .c file defines it */
} plan_pattern;

typedef LIST(const plan_pattern *) plan_patterns;

/** A place that holds a value: a member, an element, a branch. */
typedef struct plan_slot {
    plan_type *type;
    const model_type
        *model; /* with the checks that this place adds; aliases and null not resolved */
    const model_checks *checks; /* to be made at this place, or NULL */
    plan_patterns patterns;     /* those of `checks` */
    bool pointer;               /* held by pointer */
    bool nullable;              /* null is allowed (members only) */
    bool literal; /* one value only, so nothing is stored (members and branches only) */
} plan_slot;

typedef struct plan_member {
    const model_member *model;
    str c_name;
    str has_name, null_name; /* presence bits; STR_NULL: none */
    plan_slot slot;
} plan_member;

typedef struct plan_branch {
    const model_branch *model;
    str enumerator; /* PETSTORE_PET_CAT */
    str c_name;     /* cat */
    plan_slot slot;
} plan_branch;

typedef struct plan_enumerator {
    const model_value *model;
    str c_name;
} plan_enumerator;

struct plan_type {
    plan_form form;
    const model_type *model; /* the type it was made for; NULL for shared runtime types */
    str c_name;              /* "petstore_pet", "o2c_str", "int64_t" */
    str key;                 /* in the names file; emitted types only */
    const name_block *kept;  /* what the names file has for it, or NULL; private to layout/ */
    str constant;            /* prefix of its enumerators: "PETSTORE_PET" */
    str scalar;  /* PLAN_SCALAR: suffix of o2c_read_ and o2c_write_: "str", "i64", "value" */
    const plan_typed *typed; /* PLAN_SCALAR: what a string says; NULL: none such */
    bool filled; /* private to layout/, as is what follows */
    uint8_t mark, reach;
    uint32_t place, step; /* in the document; and where that is the same */
    size_t unions; /* UNION: that there are in it by value, with itself */
    struct plan_group *group;
    bool emitted; /* false: the runtime's, nothing to write */
    bool api;     /* gets _decode, _encode, _validate and _check */
    str tag;      /* PLAN_STRUCT: gets _write_tagged for this property, as the branch of a
                                union that has tags; STR_NULL: no such branch */
    const model_checks *checks;        /* made by its _read, or NULL */
    plan_patterns patterns;            /* those of `checks` */
    const model_check *check; /* of the value as a whole, made before its _read; or NULL */
    const model_check *dependent; /* STRUCT: instead of `check`, what members that were seen ask for; or NULL */
    bool check_whole;
    uint32_t check_number;             /* in its shard's table */
    uint32_t order;                    /* position among the emitted */
    uint32_t shard;                    /* its index in plan.shards */
    uint32_t id;                       /* UNION: of its attempts, no two have the same */
    LIST(plan_member) members;         /* STRUCT, TUPLE */
    LIST(plan_branch) branches;        /* UNION */
    LIST(plan_enumerator) enumerators; /* ENUM */
    plan_slot element;   /* LIST, MAP, BOX, ALIAS; STRUCT with others typed; TUPLE's rest */
    plan_slot container; /* STRUCT, TUPLE: the map or list that holds those; no type: none */
    str others;          /* STRUCT, TUPLE: member that keeps what is not declared; STR_NULL: none */
    str extra; /* UNION, OPEN_ENUM: enumerator of what --open-unions or --open-enums keeps. MAP: name of its entries */
};

/** What `try` and users look types up by. */
typedef struct plan_root {
    schema_root_kind kind;
    str name;    /* "Pet", "getPet.response.200" */
    str pointer; /* "#/components/schemas/Pet" */
    plan_type *type;
} plan_root;

/** The check table of a shard: what its types check, and all that those lead to. */
typedef struct plan_checks {
    str c_name;
    LIST(const model_check *) checks; /* by number */
    map numbers;                      /* the address of a check: 1 + number */
    bool matches;                     /* some rule asks a format or a pattern */
} plan_checks;

/** A header and its .c file. Shards come after those whose types they hold by value. */
typedef struct plan_shard {
    uint64_t number;         /* in the names of its files; neither without gaps nor in this order */
    plan_type_list types;    /* in order of definition */
    LIST(uint32_t) includes; /* shards whose headers its header needs, ascending */
    LIST(uint32_t) reaches;  /* shards whose headers its .c file needs, its own left out */
    plan_type_list entries;  /* maps whose entries its header defines, at its end */
    plan_type_list forwards; /* types of other shards that its header only points to */
    plan_patterns patterns;  /* that its .c file calls; it defines those of its own */
    plan_checks checks;
} plan_shard;

typedef struct plan {
    layout_options options;
    plan_type_list types; /* the emitted ones in order of definition */
    LIST(plan_shard) shards;
    LIST(plan_root) roots;
    LIST(plan_pattern *) patterns; /* by model_pattern.id; NULL: not used */
    bool needs_pcre2;              /* one of them is matched by libo2c-pcre2 */
} plan;

/** The function of a pattern that is used; NULL: it is not. */
const plan_pattern *plan_pattern_of(const plan *p, const model_pattern *pattern);

/** Makes the plan. All memory from `m`; borrows `types`. Reports to `d`; NULL if there are errors. */
plan *layout_plan(mem *m, diag *d, const model *types, const layout_options *options);

/** What happens to members that an object with OTHERS_OPEN does not declare. */
layout_unknown plan_unknown(const plan *self, const model_type *t);
/** The number of a check in a table that has it. */
uint32_t plan_check_number(const plan_checks *table, const model_check *check);

/** Says in words what a type is in C, how it is held, and what leads back to it. */
void plan_explain(const plan *self, const plan_type *t, buf *out);

/** Prints the plan for `inspect --stage layout`: stable. */
void plan_print(const plan *self, buf *out);

/**
 * Prints the bytes of each emitted type, one a line, in order of definition: what sizeof says where
 * pointers have 64 bits.
 */
void plan_sizes(mem *m, const plan *self, buf *out);

#endif

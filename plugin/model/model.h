/**
 * The type model: what the schemas mean as types, without a word of C. Input of the back end.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "model/pattern.h"
#include "schema/schema.h"
#include <o2c/check.h>

typedef enum model_kind {
    MODEL_ANY,     /* a dynamic value of one of `kinds` */
    MODEL_NEVER,   /* no value satisfies it */
    MODEL_NULL,
    MODEL_BOOL,
    MODEL_INTEGER,
    MODEL_NUMBER,
    MODEL_STRING,
    MODEL_ENUM,    /* scalars of one JSON kind (strings, or integers): `values` */
    MODEL_OBJECT,  /* members, and what is allowed beside them */
    MODEL_MAP,     /* an object without declared members whose values have a type: `element` */
    MODEL_ARRAY,   /* `element` */
    MODEL_TUPLE,   /* `items`, then `element` (NULL: nothing more; MODEL_ANY by default) */
    MODEL_UNION,
    MODEL_NULLABLE,/* null or `element`; element is never nullable itself */
    MODEL_ALIAS    /* another name of `element` (a component that is only a $ref) */
} model_kind;

/** Widths of integers and numbers, from format and bounds. */
typedef enum model_width {
    MODEL_WIDTH_64 = 0, /* int64_t, double */
    MODEL_WIDTH_32,     /* int32_t, float: only by format */
    MODEL_WIDTH_U32,    /* uint32_t: format uint32 or narrower */
    MODEL_WIDTH_U64     /* uint64_t: format uint64, or minimum >= 0 and maximum beyond int64_t */
} model_width;

typedef struct model_type model_type;

/** What the type itself does not enforce. Absent ones are NULL; nodes are checked and of the right kind. */
typedef struct model_checks {
    const node *minimum, *maximum, *exclusive_minimum, *exclusive_maximum; /* the tightest */
    LIST(const node *) multiple_of;
    uint64_t min_length, max_length;         /* max: UINT64_MAX for none, likewise below */
    model_patterns patterns;                 /* of strings, all of them; none that every string matches */
    uint32_t formats;                        /* of strings, all of them: bits 1 << o2c_format */
    uint64_t min_items, max_items;
    uint64_t min_properties, max_properties;
    bool unique_items;
    LIST(const node *) value_enum;           /* a dynamic value must equal one of these */
} model_checks;

/**
 * What a schema asks of a value, keyword by keyword, as the runtime evaluates it over the value as a
 * whole (o2c/check.h). They form a graph: references may lead back.
 */
typedef struct model_check model_check;
typedef LIST(model_check *) model_check_list;

typedef struct model_named { /* a property, or a pattern of names */
    str name;
    const model_pattern *pattern; /* NULL: none, or one that nothing can match */
    model_check *check;
} model_named;

typedef struct model_rule {
    o2c_check_op op;
    const node *value;            /* limits of numbers */
    uint64_t limit;               /* of sizes; CONTAINS: least; FORMAT: which o2c_format */
    uint64_t most;                /* CONTAINS; UINT64_MAX for none */
    unsigned kinds;               /* TYPE: bits 1 << o2c_kind */
    LIST(uint32_t) scopes;        /* DYNAMIC: the scope that each of `checks` is for */
    bool flag;                    /* TYPE: numbers are whole. CONTAINS: what it finds is evaluated */
    LIST(const node *) values;    /* ENUM, CONST */
    const model_pattern *pattern; /* PATTERN; NULL: one that nothing can match */
    str name;                     /* DEPENDENT_*: the member that asks */
    LIST(str) names;              /* REQUIRED, DEPENDENT_REQUIRED */
    LIST(model_named) properties; /* MEMBERS, each once */
    LIST(model_named) patterns;   /* MEMBERS */
    model_check_list checks;      /* ANY, ONE; ITEMS: of the first items; IF: if, then, else; DYNAMIC */
    model_check *check;           /* of the rest: the one that there is; NULL: none. So in `checks` */
} model_rule;

struct model_check {
    str pointer;            /* of its schema */
    uint32_t scope;         /* that evaluating it enters; 0: none that matters */
    LIST(model_rule) rules; /* unevaluated* last */
};

typedef struct model_member {
    str name; /* wire name */
    model_type *type;
    bool required;
    bool recursive;             /* the edge stays inside one strongly connected component */
    const node *default_value;  /* valid for the type, or NULL (also NULL for `default: null`) */
    uint32_t default_branch;    /* of a union: the one that it is of, a scalar */
    str description;
    bool deprecated, read_only, write_only;
    const schema *schema;
    schema_list sources; /* the schemas that all hold for it; none: it is only required */
    schema_name given;   /* what to call it in code */
    schema_pick storage; /* SCHEMA_CHOOSE_BY_VALUE, _BY_POINTER */
} model_member;

typedef enum model_others { /* members that are not declared */
    MODEL_OTHERS_OPEN,   /* anything: the unknown-member policy */
    MODEL_OTHERS_CLOSED, /* refused */
    MODEL_OTHERS_TYPED   /* kept as a map of `element` */
} model_others;

typedef struct model_value { /* an enumerator */
    const node *value;
    str name_hint; /* x-enum-varnames, or STR_NULL */
    str description;
} model_value;

typedef struct model_branch {
    model_type *type;
    const schema *schema; /* in the anyOf or oneOf; of heirs, the heir's; NULL: one of several types */
    str hint; /* a name for kind and member: the schema's name, title, tag or kind ("string") */
    uint32_t same; /* branches before it that have the same hint */
    bool shared;   /* some other one has it */
    LIST(const node *) tags; /* values that lead here, the one to write first; may be empty */
} model_branch;

/** How a union's branch is found, as data: a tree (DESIGN §4, unions). */
typedef enum model_pick {
    MODEL_PICK_FAIL,   /* nothing fits: O2C_E_UNION at the value */
    MODEL_PICK_ONE,    /* `branch`, and no other */
    MODEL_PICK_KIND,   /* by the JSON kind of the value: by_kind */
    MODEL_PICK_TAG,    /* by the value of the member `property`: tags, missing, unknown */
    MODEL_PICK_KEY,    /* by the first member that is among `keys`: then, missing */
    MODEL_PICK_MEMBER, /* by the JSON kind of the member `property`: by_kind, missing */
    MODEL_PICK_ITEM,   /* by the JSON kind of the first item, of the member `property` if there is
                          one: by_kind, missing */
    MODEL_PICK_TRY     /* `candidates`, in an order */
} model_pick;

/** What is known of the candidates of MODEL_PICK_TRY; how sure a union is of its branches. */
typedef enum model_order {
    MODEL_ORDER_PROVED,   /* no value has two of them */
    MODEL_ORDER_KEYS,     /* those first that declare most of the members there are */
    MODEL_ORDER_SPECIFIC, /* those last that take almost anything */
    MODEL_ORDER_DOCUMENT  /* nothing tells them apart */
} model_order;

typedef struct model_decision model_decision;

typedef struct model_tag {
    const node *value;
    model_decision *then;
} model_tag;

typedef struct model_key {
    str name;
    model_decision *then; /* of MODEL_PICK_KEY */
} model_key;

/** What a candidate says of the keys that order it, as bits: of the first key 1, of the second 2, … */
typedef struct model_key_bits {
    uint64_t required, refused, declared;
} model_key_bits;

struct model_decision {
    model_pick pick;
    uint32_t branch;
    model_decision *by_kind[7]; /* indexed by o2c_kind (O2C_NULL …); NULL: no branch, O2C_E_TYPE */
    str property;
    LIST(model_tag) tags;
    LIST(model_key) keys;    /* KEY; TRY: at most 64 that order the candidates, or none */
    bool tag_required;       /* missing or unknown tags are errors about the tag; else: */
    model_decision *missing; /* then these decide (NULL: fail at the value) */
    model_decision *unknown;
    LIST(uint32_t) candidates;
    LIST(model_key_bits) bits; /* one for each candidate, if there are keys */
    bool of_item;            /* the keys are those of the first item */
    model_order order;
    uint32_t tagged;         /* TRY: 1 + the position of the candidate that a tag names; 0: none */
    bool exact;              /* oneOf whose candidates may overlap: exactly one must match */
    str reason;              /* for people: "discriminator", "const of 'type'", "JSON type", … */
};

struct model_type {
    model_kind kind;
    uint32_t id;        /* position in model.types */
    str name;           /* schema's own name if it has one ("AppBskyFeedDefs_PostView"), else STR_NULL */
    const model_type *parent; /* unnamed: the type that it is first used in, */
    str hint;           /* and as what: member name, "item", "value", branch hint */
    str pointer;        /* "#/components/schemas/Pet/properties/owner" */
    str title, description;
    bool deprecated;
    const schema *schema;
    schema_name given; /* what to call it in code */
    schema_pick open;    /* ENUM, UNION: SCHEMA_CHOOSE_OPEN, _CLOSED; not chosen: as for all */
    schema_pick unknown; /* OBJECT with OTHERS_OPEN: SCHEMA_CHOOSE_IGNORE, ... */
    LIST(str) also;    /* pointers of further inline schemas that this type stands for */

    unsigned kinds;     /* MODEL_ANY: bits 1 << o2c_kind allowed; all of them for `true` */
    model_width width;
    str format;
    o2c_format typed; /* STRING: kept as what it says, as that format has it; NONE: as text */
    LIST(model_value) values;     /* MODEL_ENUM */
    bool constant;                /* MODEL_ENUM: a `const` says so, which no policy opens */
    model_type *element;          /* ARRAY, MAP, NULLABLE, ALIAS, TUPLE, OBJECT with OTHERS_TYPED */
    LIST(model_type *) items;     /* TUPLE */
    LIST(model_member) members;   /* OBJECT, in schema order */
    model_others others;
    str tag;                      /* OBJECT: the property by which a union finds it, expected first; or STR_NULL */
    LIST(model_branch) branches;  /* UNION */
    model_decision *decision;     /* UNION */
    model_checks checks;
    model_check *check; /* of the value as a whole, beside what the type enforces; or NULL */
    bool check_whole;         /* it is all that is asked, also of what is inside */

    uint32_t scc;       /* strongly connected component; numbered so that what is used comes first */
    bool recursive;     /* its component has a cycle */
    bool impossible;    /* no finite document satisfies it: reads as O2C_E_NEVER */
};

/** How well a schema node is kept (DESIGN §4, coverage). */
typedef enum model_coverage_kind {
    MODEL_NARROWER,
    MODEL_WEAKER,
    MODEL_DYNAMIC
} model_coverage_kind;

typedef struct model_coverage {
    model_coverage_kind kind;
    const node *node;
    str pointer;
    str keyword;
    str reason;
} model_coverage;

typedef struct model_root {
    schema_root_kind kind;
    str name;         /* as schema_root.name */
    str pointer;      /* of its schema */
    model_type *type;
} model_root;

typedef struct model {
    LIST(model_type *) types;    /* every type that is reached, what is used before its users, cycles together */
    LIST(model_root) roots;
    LIST(model_coverage) coverage;
    model_patterns patterns;     /* every pattern that a check may use, by id */
} model;

/**
 * Builds the model: allOf merged, unions decided, null split off, cycles found, equal inline types
 * merged. Never fails on a valid schema; what has no type becomes MODEL_ANY with its checks. All
 * memory from `m`, which must be the graph's or outlive it not.
 */
model *model_build(mem *m, diag *d, const schema_graph *graph);

/*
 * Origins: which schemas say what a type is, so that errors can name them. Sources are a list of schemas,
 * and all that those lead to through $ref and allOf.
 */

/** The schemas of `list`, and all that they lead to. */
schema_list model_spread(mem *m, const schema_list *list);

/** The schemas that a type was made of. */
schema_list model_sources(mem *m, const model_type *type);

/** What the sources of an array or object say of its items, or of members that it does not declare. */
schema_list model_element_sources(mem *m, const schema_list *sources, bool array);

/** What the sources of an array say of its item at that position. */
schema_list model_item_sources(mem *m, const schema_list *sources, size_t position);

/**
 * The JSON Pointer of the keyword that refuses values with that code: of the tightest one, if several
 * would. name: of the member that is missing, for O2C_E_REQUIRED. narrow: for O2C_E_RANGE, the C type
 * is one of a format. STR_NULL: none says so.
 */
str model_origin(mem *m, const schema_list *sources, o2c_code code, str name, bool narrow);

/** The type that aliases end at. */
model_type *model_resolve(model_type *type);

/** The format of that name, if its strings can be kept as what they say (o2c/typed.h); else NONE. */
o2c_format model_typed_find(str name);

/** The names of those formats: "uuid, date-time, ...". */
str model_typed_names(mem *m);

/** The least sure of what a decision leads to. */
model_order model_decision_order(const model_decision *decision);

/**
 * Adds a small JSON document that both types accept. False: none was found, which is no proof that
 * there is none. Memory from `m`, which may be emptied afterwards.
 */
bool model_witness(mem *m, model_type *x, model_type *y, buf *out);

/**
 * Says in words what a type is, how the branch of a union is found and how sure that is, with a document
 * that two branches accept where that can be shown. indent: before each line.
 */
void model_explain(mem *m, model_type *type, const char *indent, buf *out);

/** Prints the model for `inspect --stage model`: stable, readable. */
void model_print(const model *self, buf *out);

#endif

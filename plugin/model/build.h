/**
 * What the passes of the model share, and the passes themselves in the order in which model_build
 * runs them. Private to this folder.
 *
 * A type stands for a *set of leaves*: a leaf is a schema object as it reads without its $ref and
 * allOf, and a set of leaves is their conjunction. Following $ref and allOf from a schema gives its
 * set, so that allOf is an intersection by construction, and equal sets are one type whatever way
 * they were spelled. Types are made empty and filled from a queue; nothing recurses through $ref.
 */
#ifndef MODEL_BUILD_H
#define MODEL_BUILD_H

#include "model/model.h"

/** Bits of JSON kinds, 1 << o2c_kind, as in model_type.kinds. */
enum {
    KIND_NULL = 1u << O2C_NULL,
    KIND_BOOL = 1u << O2C_BOOL,
    KIND_NUMBER = 1u << O2C_NUMBER,
    KIND_STRING = 1u << O2C_STRING,
    KIND_ARRAY = 1u << O2C_ARRAY,
    KIND_OBJECT = 1u << O2C_OBJECT,
    KIND_ALL = KIND_NULL | KIND_BOOL | KIND_NUMBER | KIND_STRING | KIND_ARRAY | KIND_OBJECT
};

typedef LIST(model_type *) type_list;
typedef LIST(const node *) node_list;
typedef LIST(uint32_t) index_list;
typedef LIST(schema_discriminator *) discriminator_list;

/** Where a branch came from. */
typedef struct branch_source {
    const schema *schema; /* or NULL */
    bool requires_tag;    /* what stood beside it requires the tag of the union */
} branch_source;

/** Branches that were those of one branch before they joined the union. */
typedef struct branch_group {
    const schema *schema; /* of that one */
    index_list branches;
} branch_group;

/** What a union keeps from its schema until it is decided. */
typedef struct union_info {
    const schema *schema; /* that has the anyOf or oneOf */
    bool one_of;          /* exactly one branch may match */
    bool split;           /* the JSON kinds of one schema: the branches are disjoint */
    const schema_discriminator *discriminator; /* or NULL */
    str required_tag;    /* a property that the schema beside the branches requires, or STR_NULL */
    bool apart;          /* what stands beside the branches is not part of them */
    unsigned kinds;      /* KIND_* that the schema beside the branches allows */
    LIST(branch_source) sources;       /* one a branch */
    LIST(branch_group) groups;         /* see flatten.c */
    discriminator_list discriminators; /* of those; their mappings count, too */
    o2c_match null;      /* whether it takes null; from nullable_split, which takes that off */
} union_info;

/** A type with what the passes note about it. Every model_type of a build is the start of one. */
typedef struct build_type {
    model_type type;
    schema_list leaves;
    unsigned mask;    /* SCHEMA_* types that this use leaves; SCHEMA_ALL at first */
    bool branch;      /* an inline branch of a union: `type` is not implied */
    bool weak;        /* accepts more than its schema, or one that it reaches does */
    bool lax;         /* it does so itself */
    bool together;    /* a dynamic value, however many types are left */
    bool inner;       /* what the value as a whole has to be is asked by the type that this is a part of */
    bool heirs_only;  /* to be filled with a base's heirs, see union_fill_heirs */
    unsigned kinds;   /* KIND_* of the values that it may accept; from kinds_compute */
    union_info *info; /* MODEL_UNION */
    map *members;     /* index of members by name; NULL until asked for */
    uint32_t order;   /* scratch of the component search: */
    uint32_t low;
    uint32_t edge;
    bool on_stack;
    uint32_t component;
    model_type *same; /* de-duplication: an equal one that was met before; NULL: none */
    model_type *first; /* of those that are `same` as this one the first in the document */
    uint8_t mark;
} build_type;

/** A schema with what the passes note about it. */
typedef struct entry {
    const schema *schema;
    uint32_t index;
    uint32_t visit; /* number of the last walk that came here */
    bool leaves_known, reported, weak, target_known, resolving, open;
    bool evaluated;      /* unevaluatedProperties sees the properties of its leaves, and no more */
    const schema
        *target;        /* what a schema that only refers stands for; NULL: a cycle of references */
    const schema *base; /* a copy without its union, when one was asked for */
    schema_list leaves;
    model_check *check;   /* all that it asks; NULL until somebody needs it */
    model_check *shallow; /* what it evaluates, see rules.c */
    model_type *type;
    model_type *own;   /* of a base with heirs: its own shape */
    schema_list heirs; /* of a base with a discriminator: those that reach it through allOf */
} entry;

typedef struct build {
    mem *m;
    mem scratch; /* for one type at a time: emptied after each */
    diag *d;
    const schema_graph *graph;
    model *out;
    entry **entries; /* a hash table by the address of the schema */
    size_t entry_count, entry_room;
    map sets;            /* set of leaves to type */
    map plain;           /* type and format to the one type of scalars without checks */
    type_list types;     /* all that were made, in order */
    size_t filled;       /* types[0, filled) have been filled */
    map parents;         /* pairs of addresses: a schema with branches, and one of those */
    map patterns;        /* text to what is known of it */
    size_t pattern_steps;
    map said;            /* code and address of a node: reported before */
    size_t work, budget; /* leaves and members copied by merging; a limit against explosion */
    uint32_t walks;
    LIST(struct rule_job) jobs; /* of rules.c */
    size_t jobs_done;
    model_check *anything; /* the check without a rule */
    map meetings; /* pairs of patterns that were compared */
} build;

static inline build_type *build_of(model_type *type)
{
    return (build_type *)type;
}

/* references.c: schemas, and what they refer to */

entry *entry_of(build *b, const schema *s);
/** Follows $ref and one-part allOf that add nothing but annotations. NULL: they lead back to themselves. */
const schema *schema_target(build *b, const schema *s);
/** Has a keyword that restricts values, beside $ref and allOf. */
bool schema_asserts(const schema *s);
/** Notes, for all schemas of the graph, which is a branch of which. */
void schema_note_parents(build *b);
/** A copy without $ref, allOf, union and discriminator; the same one each time. */
const schema *schema_base(build *b, const schema *s);
/** The leaves of `s`, base first. Borrowed. */
const schema_list *schema_leaves(build *b, const schema *s);
/** Adds the leaves of `s` to `set`, a list in scratch memory, each once a walk. */
void leaves_add(build *b, schema_list *set, const schema *s, const schema *root, uint32_t walk);
/** Adds `s` itself, whose $ref and allOf were followed before. */
void leaves_add_alone(build *b, schema_list *set, const schema *s, const schema *root,
                      uint32_t walk);
/** A copy that lasts. */
schema_list leaves_copy(build *b, const schema_list *set);
/** Begins a walk: leaves_add with its number adds no leaf twice. */
uint32_t leaves_walk(build *b);
/** The formats that `s` asserts of strings, as bits of model_checks.formats. */
uint32_t schema_format_bits(const schema *s);
/** The decimal comparison of two number nodes: < 0, 0, > 0. */
int number_compare(const node *a, const node *b);
/** Counts work that merging multiplies. False, after one warning: the budget is used up. */
bool build_spend(build *b, size_t amount, const schema *s);
/** Ends the life of all scratch memory. */
void scratch_empty(build *b);
/** True the first time for a code and a node: nothing is said twice. */
bool build_once(build *b, const char *code, const node *at);
/** The place of a keyword of `s`, or of `s` itself. */
diag_place schema_place(const schema *s, const char *keyword);
/** A key under which equal scalars meet; other values by their JSON text. In scratch memory. */
str value_key(build *b, const node *value);

/* coverage.c: what is not kept exactly */

void coverage_add(build *b, model_coverage_kind kind, const schema *s, const node *at,
                  const char *keyword, const char *reason);
/** Warns of, and lists, the keywords of `s` that nothing enforces; notes that `s` is weak. */
void coverage_keywords(build *b, entry *e);
/** Notes that a check of `s` is left out, because it depends on a keyword that nothing enforces. */
void coverage_check(build *b, const schema *s);
/** Its one pattern of patternProperties matches every name. */
bool pattern_is_total(const schema *s);
/** Puts the list in document order. */
void coverage_sort(build *b);

/** Finds the schemas whose unevaluatedProperties is additionalProperties of their merged properties. */
void coverage_evaluate(build *b);

/* pattern_find.c */

/**
 * The pattern of that text, which stands at `place` (of a scalar, or of a name). NULL, with a warning:
 * it is no regular expression, or one that nothing can match; what depends on it is not enforced.
 */
const model_pattern *pattern_find(build *b, str text, diag_place place);

/* merge.c: a set of leaves as one record */

typedef struct flat_property {
    str name;
    const schema *first; /* where it was declared first */
    schema_list parts;   /* all must hold; empty: anything */
    bool required;
    const node *required_at;  /* the name in `required`, for its place; NULL: not found */
    const schema *refused_by; /* the leaf whose additionalProperties: false has no room for it */
} flat_property;

typedef struct flat {
    unsigned types;            /* SCHEMA_* left; NUMBER always with INTEGER */
    bool typed;                /* by `type`, enum or const, not by default */
    const node *contradiction; /* NULL, or where it was noticed: no value satisfies the set */
    const char *conflict;
    bool never; /* a part is `false` */
    bool has_values, constant; /* by enum or const; by const */
    node_list values; /* enum and const, intersected; those of a wrong type are gone */
    const schema *values_schema;
    const schema *object_schema, *array_schema; /* the first with keywords for that type, or NULL */
    LIST(flat_property) properties;
    bool declares; /* has `properties` */
    model_others others;
    schema_list others_parts;
    schema_list items; /* parts of what follows the prefix */
    bool items_closed; /* nothing follows the prefix */
    LIST(schema_list) prefix;
    schema_list unions; /* leaves with anyOf or oneOf */
    str format;
    const node *format_node;
    model_checks checks;
} flat;

/** Intersects the leaves of a type, in scratch memory. Contradictions are warned of by the caller. */
void merge_leaves(build *b, const schema_list *leaves, flat *out);
void checks_init(model_checks *c);

/* shape.c: schema to type */

/** The type of a schema, made and queued at its first use, there as `hint` of `parent`. */
model_type *shape_schema(build *b, const schema *s, model_type *parent, str hint);
/** The type of the conjunction of `parts`; MODEL_ANY if there are none. */
model_type *shape_parts(build *b, const schema_list *parts, model_type *parent, str hint);
/** The type of a set of leaves. */
model_type *shape_set(build *b, const schema_list *leaves, const schema *s, model_type *parent,
                      str hint);
/** A new type, queued if it has leaves. */
model_type *shape_new(build *b, model_kind kind, const schema *s, model_type *parent, str hint);
/** Makes `type` the nullable of a new type with its leaves, which must allow null and more. */
void shape_nullable(build *b, model_type *type);
/** "X or null" without a name is no type in code: what it is to be called, X is. */
void shape_pass_name(model_type *outer, model_type *inner);
/** Makes `type` one that no value satisfies, with a warning. at: NULL for its schema. */
void shape_never(build *b, model_type *type, const node *at, const char *why);
/** Makes the types of all roots, and of all that they reach. */
void shape_all(build *b);

/* number_format.c */

/** What the format of a number allows; NULL where it says nothing. */
typedef struct number_limits {
    const node *minimum, *maximum, *exclusive_minimum, *exclusive_maximum, *multiple_of;
} number_limits;

/** The range of a format, "int8" to "double"; like: where it stands. False: it is none of those. */
bool number_range(build *b, str format, const node *like, number_limits *out);
/** The range that `s` asserts of numbers; false: none. */
bool number_asserts(build *b, const schema *s, number_limits *out);
/** The same where no C type's width says so. */
bool number_asserts_more(build *b, const schema *s, number_limits *out);

/* typed.c */

/** Gives a string its typed form if that was asked for: of all of its format, or by `chosen`. */
void typed_fill(build *b, model_type *type, schema_pick chosen);
/** The formats that the schemas of a typed string assert, whatever its form needs. */
uint32_t typed_asserted(const model_type *type);
/** Whether the typed form of a format can hold a text. */
bool typed_holds(o2c_format format, str text);

/* choose.c: what was chosen for a schema */

/** Warns that a choice means nothing for a type: it is no `what`. */
void choose_warn_idle(build *b, const model_type *type, const schema_pick *pick, const char *choice,
                      const char *what);

/** Makes `type` a dynamic value if that was chosen. False: it was not. */
bool choose_value(build *b, model_type *type, const flat *f);
/** Applies the other choices to a type that was filled; warns of those that mean nothing there. */
void choose_fill(build *b, model_type *type);
/* rules.c: schemas as checks */

/** How much of a schema a check holds. */
typedef enum rule_extent {
    RULE_ALL,
    RULE_EVALUATED, /* what has a part in unevaluated*, and the rest; not what shapes see to */
    RULE_REST       /* what no shape enforces */
} rule_extent;

/** A check to be filled. */
typedef struct rule_job {
    model_check *check;
    const schema *schema;
    rule_extent extent;
} rule_job;

/** The check of all that a schema asks, made once; filled by rules_fill. */
model_check *check_of(build *b, const schema *s);
/** Adds what a schema asks to a check. */
void rules_add(build *b, model_check *check, const schema *s, rule_extent extent);
/** Adds its `required`, which dynamic values leave to a check. */
void rules_add_required(build *b, model_check *check, const schema *s);
/** Adds its anyOf or oneOf. */
void rules_add_union(build *b, model_check *check, const schema *s);
/** Adds the bounds, lengths, formats and patterns of a scalar type. */
void rules_add_checks(build *b, model_check *check, const model_checks *c);
/** Adds that all of another check holds. */
void rules_add_apply(build *b, model_check *check, model_check *other);
/** Fills all checks that were asked for. */
void rules_fill(build *b);

/* residue.c: what a type does not enforce */

/** Makes the type a dynamic value with a check of all that these leaves ask. */
void residue_whole(build *b, model_type *type, const schema_list *leaves);
/** Gives a type that was filled a check of what is left. */
void residue_attach(build *b, model_type *type, const flat *f);
/** Takes away the checks that depend on patterns that nothing can match. */
void residue_drop_unknown(build *b);
/** Adds a rule to what is checked of the value. */
void residue_add(build *b, model_type *type, model_rule rule);
/** A member that all branches of a union need is checked beside them. */
void residue_require(build *b, model_type *type, str name);
/** A dynamic number that must be whole. */
void residue_whole_number(build *b, model_type *type);
/** Makes uniqueItems of types that contain themselves a check. */
void residue_share_unique(build *b);
/** Settles the checks of nullables, whose null bits are no place for one. */
void residue_settle(build *b);

/* accept.c */

/** Whether a scalar passes a check; O2C_MATCH_COSTLY: it is not known. */
o2c_match check_accepts(const model_check *check, const node *scalar);

/* enums.c: enum and const */

void enum_fill(build *b, model_type *type, flat *f);
/** Whether `type` with these bits allows the value; 0 allows all. */
bool types_allow(unsigned types, const node *value);
/** Whether a scalar keeps within the bounds and lengths. */
bool value_passes(const node *value, const model_checks *c);

/* union.c: branches */

/** Fills a type whose leaves have an anyOf or oneOf. False: its branches only constrain. */
bool union_fill(build *b, model_type *type, flat *f);
/** Fills a type whose `type` lists several kinds. */
void union_fill_types(build *b, model_type *type, const flat *f, unsigned types);
/** The own shape of a schema with heirs and a branch for each of those. */
void union_fill_heirs(build *b, model_type *type, entry *base);

/* constraint.c */

/**
 * Whether branches beside what `f` says of `type` only constrain it, so that they are a check; the types
 * that they leave are then those of `f`.
 */
bool constraints_take(build *b, const model_type *type, flat *f, const schema_list *branches);

/* inherit.c: bases with a discriminator */

void inherit_find(build *b);

/* cycles.c */

/** Branches, aliases and nullables that lead back without a value in between become MODEL_NEVER. */
void cycles_cut_direct(build *b, type_list *order);
/** Orders what is reached from the roots, numbers the components, marks recursive edges. */
void cycles_order(build *b);
/** Marks types that no finite document satisfies. */
void cycles_impossible(build *b);
/** A type is weak if one that it reaches is. */
void cycles_spread_weak(build *b);

/* nullable.c, collapse.c, kinds.c: in an order that has branches before their unions */

/** Splits null off the unions, and makes nullables of nullables one. */
void nullable_split(build *b, const type_list *order);
/** Unions whose branches are scalars of one kind become that scalar. */
void collapse_unions(build *b, const type_list *order);
/** Under which branches that stand twice in a union meet. In scratch memory. */
str branch_says(build *b, const model_branch *branch);
/** Makes every edge skip the aliases without a name. */
void alias_skip(build *b);
/** Sets build_type.kinds of all types. */
void kinds_compute(build *b);
/** The KIND_* of what `type` is; of what it refers to only after kinds_compute. */
unsigned type_own_kinds(const model_type *type);

/* the rest */

void check_defaults(build *b);
/** Branches that are unions by the same question join the union that they are branches of. */
void flatten_unions(build *b, const type_list *order);
/** Gives unions their decisions, and branches their hints. */
void decide_all(build *b);
/** Notes that a union is tried in document order, and what would help. */
void advise_union(build *b, const model_type *type);
/** Gives the branches of a union without a name a hint: the tag, or what they are. */
void branch_names(build *b, model_type *type);
/** No value satisfies both types; proven, never guessed. */
bool types_are_disjoint(build *b, model_type *x, model_type *y);
/** Whether every value of `narrow` is one of `wide`; proven, never guessed. Costs a bounded number of steps. */
bool type_includes(build *b, model_type *wide, model_type *narrow);
/** Whether the type takes every value of a KIND_*; false where that is not sure. */
bool type_takes_all(build *b, model_type *type, unsigned kind);
/**
 * Whether a value that both types take lacks what would tell: it has null, nothing or an empty list
 * where each of them has something else.
 */
bool types_are_apart(build *b, model_type *x, model_type *y);
void dedupe_types(build *b);
/**
 * What a type says, as bytes: types without a name for which it is equal are the same. Not of unions,
 * whose decision is a part of it. In scratch memory.
 */
str type_says(build *b, const model_type *type);

/** The number of types that `type` refers to, and one of them; edges keep their places. */
uint32_t type_edge_count(const model_type *type);
model_type **type_edge(model_type *type, uint32_t i);
/** KIND_* bits of SCHEMA_* bits. */
unsigned kinds_of_types(unsigned types);
unsigned kind_of_node(const node *n);
/** "string", "object", ... of one KIND_* bit. */
const char *kind_name(unsigned kind);
/** The member of an object type, or NULL. */
model_member *type_member(build *b, model_type *object, str name);
/** Its values are all that its shape takes: nothing is checked, and nothing should be. */
bool type_is_plain(const model_type *type);
/** Whether the checks are those of a type without any. */
bool checks_none(const model_checks *c);
/** Adds " where not, if": the keywords of a check; nothing for NULL. */
void check_print(const model_check *check, buf *out);
/** Adds a decision on one line, as model_print shows it. */
void decision_print(const model_decision *decision, buf *out);

#endif

/**
 * The schema graph: every schema object of the input, once, with each keyword parsed into a typed
 * record, and every reference resolved to the schema that it names. Knows dialects; no types, no C.
 */
#ifndef SCHEMA_SCHEMA_H
#define SCHEMA_SCHEMA_H

#include "document/node.h"
#include <o2c/format.h>

typedef struct schema schema;

/** The JSON types that `type` allows, as bits. An integer is a number: SCHEMA_NUMBER allows both. */
enum {
    SCHEMA_NULL = 1,
    SCHEMA_BOOLEAN = 2,
    SCHEMA_INTEGER = 4,
    SCHEMA_NUMBER = 8,
    SCHEMA_STRING = 16,
    SCHEMA_ARRAY = 32,
    SCHEMA_OBJECT = 64,
    SCHEMA_ALL = 127
};

/** A name for the code that stands in the spec. */
typedef struct schema_name {
    str text;         /* STR_NULL: none */
    const node *node; /* where */
    bool exact;       /* to be taken as it is; else a word to make one from, as another tool's is */
} schema_name;

/** What was chosen of a list of values, and where: see choice.h. */
typedef struct schema_pick {
    int value; /* its position from 1; 0: nothing */
    const node *node;
    bool loose; /* for all that a pattern matches: those that it means nothing for are not complained of */
} schema_pick;

enum { /* schema_choices.type */
       SCHEMA_CHOOSE_INT32 = 1,
       SCHEMA_CHOOSE_INT64,
       SCHEMA_CHOOSE_UINT32,
       SCHEMA_CHOOSE_UINT64,
       SCHEMA_CHOOSE_FLOAT,
       SCHEMA_CHOOSE_DOUBLE,
       SCHEMA_CHOOSE_VALUE,
       SCHEMA_CHOOSE_STRING,
       SCHEMA_CHOOSE_TYPED
};
enum { SCHEMA_CHOOSE_BY_VALUE = 1, SCHEMA_CHOOSE_BY_POINTER };             /* storage */
enum { SCHEMA_CHOOSE_OPEN = 1, SCHEMA_CHOOSE_CLOSED };                     /* open */
enum { SCHEMA_CHOOSE_IGNORE = 1, SCHEMA_CHOOSE_REJECT, SCHEMA_CHOOSE_KEEP }; /* unknown */

/** What was chosen for one schema, which the spec's keywords do not say. */
typedef struct schema_choices {
    schema_name name;      /* x-o2c-name, x-go-name: of the member if it is a property, else of the type */
    schema_name type_name; /* x-o2c-type-name, x-go-type-name */
    schema_pick type, storage, open, unknown, profile;
} schema_choices;

typedef struct schema_property {
    const node_member *key; /* name and place */
    schema *value;
} schema_property;

typedef LIST(schema *) schema_list;
typedef LIST(schema_property) schema_properties; /* in document order */

/** The outermost of several resources decides what a $dynamicRef means (Core §8.2.3.2). */
typedef struct schema_scoped {
    uint32_t scope; /* from 1 */
    schema *schema;
} schema_scoped;

typedef LIST(schema_scoped) schema_scoped_list;

typedef struct schema_mapping {
    str value;      /* the tag's value */
    schema *target; /* resolved; NULL after an error was reported */
} schema_mapping;

typedef struct schema_discriminator { /* OAS 3.1 §4.8.25 */
    const node *node;
    str property;
    LIST(schema_mapping) mapping;
    schema *otherwise; /* defaultMapping of OpenAPI 3.2, or NULL */
} schema_discriminator;

/** One schema object (or boolean schema). Pointers are NULL where the keyword is absent. */
struct schema {
    const node *node;
    uint32_t id;    /* position in the graph's `all` */
    str pointer;    /* "#/components/schemas/Pet", "#" for a whole document; unescaped tokens escaped.
                       Of another document than the only entry: "common/pet.yaml#/Pet", relative to
                       the folder of the first */
    str key;        /* member name under components/schemas, $defs or definitions, or where a file
                       keeps what others refer to; that one's stem for the whole; else STR_NULL */
    str name;       /* the same, made different where documents share it: "pet.Pet" */
    bool always, never; /* boolean schema true or {} ; false */
    schema *ref;    /* target of $ref (or of a $dynamicRef with a single target; beside a $ref that
                       joins all_of). Following ref and all_of alone never comes back */
    const node *ref_node;
    const node *dynamic_node; /* a $dynamicRef (or $recursiveRef) whose target depends on the way here: */
    schema *dynamic_otherwise; /* what it names by itself, */
    schema_scoped_list dynamic_targets; /* or in a scope that came through one of these resources */
    uint32_t scope; /* the resource that it is in, if that is among those of some target; else 0 */
    bool reaches_dynamic; /* what it says, or something that it leads to, depends on the way here */
    const struct resource *base; /* private to schema/ */

    unsigned types; /* SCHEMA_* bits; 0: no `type` */
    const node *type_node;
    const node *enum_node;  /* an array */
    const node *const_node;
    const node *default_node;
    const node *format_node;
    str format, title, description;
    bool asserts_format; /* `format` is an assertion, if it is known */
    o2c_format asserted_format; /* that strings must have; O2C_FORMAT_NONE: `format` is absent, not known
                                   or an annotation */
    bool deprecated, read_only, write_only;

    const node *minimum, *maximum, *exclusive_minimum, *exclusive_maximum, *multiple_of; /* numbers */
    const node *min_length, *max_length, *min_items, *max_items, *min_properties, *max_properties;
    const node *pattern;
    bool unique_items;
    const node *unique_node;

    schema_properties properties, pattern_properties;
    LIST(str) required;
    const node *required_node;
    schema *additional_properties, *property_names;
    schema_properties dependent_schemas;
    const node *dependent_required; /* an object of arrays of strings, checked */
    bool dependencies;              /* ... which is part of `dependencies` */
    schema *items, *contains;
    const node *min_contains, *max_contains;
    bool contains_evaluates; /* what `contains` finds is seen by unevaluated_items */
    schema_list prefix_items;
    schema *unevaluated_items, *unevaluated_properties;

    schema_list all_of, any_of, one_of;
    schema *not_, *if_, *then_, *else_;
    schema_discriminator *discriminator;

    str content_encoding, content_media_type;
    schema *content_schema; /* an annotation (Validation §8.5): never checked */

    bool is_property;           /* its place is a name's in `properties`, or a parameter's */
    schema_choices choices;
};

/*
 * The record is that of 2020-12, whatever the dialect says it with: `nullable` is a type more, or a
 * branch with null; a boolean `exclusiveMinimum` moves the limit; `items` as an array is prefix_items;
 * `dependencies` are split.
 */

/** Where types are wanted: what the user names, calls and decodes. */
typedef enum schema_root_kind {
    SCHEMA_ROOT_COMPONENT, /* components/schemas, $defs, definitions */
    SCHEMA_ROOT_DOCUMENT,  /* a JSON Schema as a whole, "" */
    SCHEMA_ROOT_PARAMETERS,/* parameters, form fields or header fields as one object */
    SCHEMA_ROOT_REQUEST,   /* an operation's request body */
    SCHEMA_ROOT_RESPONSE,  /* an operation's response body, by status */
    SCHEMA_ROOT_POINTER,   /* asked for by JSON Pointer */
    SCHEMA_ROOT_HEIR       /* a component that is not selected: no type of its own, but a branch of a base
                              with a discriminator that is */
} schema_root_kind;

/**
 * Bodies: a media type without `schema` has no root. JSON (application/json, any +json, a wildcard)
 * always has one; another media type only where its schema is a string (bytes, text), since forms and
 * the like are no JSON. Media types with equal schemas share the first one's root.
 * Parameters: an object whose properties are the parameters; two of one name in different places are
 * told apart by ".query", ".header" and so on after the later one's name. Form fields of Swagger 2.0
 * ("getPet.form") and header fields of a response ("getPet.response.200.headers") are such objects, too.
 * Items of a sequence (OpenAPI 3.2) have a root of their own: "getPet.response.200.item".
 */
typedef struct schema_root {
    schema_root_kind kind;
    str name; /* "Pet"; operations: "getPet.params", "getPet.request", "getPet.response.200" (and,
                 after the first media type, ".text_html"); documents: the title or file's stem */
    schema *value;
} schema_root;

typedef struct schema_graph {
    LIST(schema_root) roots; /* in document order; components first */
    schema_list all;         /* every schema reached, in order of discovery */
    document *entry;         /* the first */
    bool exact;              /* as asked for */
    uint32_t typed;          /* formats whose strings get typed forms: bits 1 << o2c_format */
    bool openapi;            /* it is an OpenAPI document, of any version */
} schema_graph;

struct documents;

/** Choices for all schemas whose pointer, or if it has no '#' nor '/', whose name a pattern matches. */
typedef struct schema_setting {
    str at;
    diag_place place; /* of the pattern */
    schema_choices choices;
} schema_setting;

/** What is to become a root: "Pet", "schema:*Event", "#/$defs/pet", "tag:pets", "path:/pets/" and "**". */
typedef struct schema_selector {
    str text;
    diag_place place; /* where it was said, for messages; none for the command line */
} schema_selector;

/** Whether `format` is an assertion (JSON Schema Validation §7.2). */
typedef enum schema_formats {
    SCHEMA_FORMATS_DEFAULT, /* in OpenAPI documents, and what they refer to; not in a JSON Schema */
    SCHEMA_FORMATS_ASSERT,
    SCHEMA_FORMATS_ANNOTATE
} schema_formats;

typedef struct schema_options {
    const str *pointers; /* further roots by JSON Pointer ("" is the root; after '#' with percent
                            escapes), e.g. for `try`. One that is a root already adds none */
    size_t pointer_count;
    const schema_selector *only, *except; /* which named schemas and operations are roots: those that
                                             one of `only` matches (all, if it is empty) and none of
                                             `except`. What they need comes with them */
    size_t only_count, except_count;
    const schema_setting *settings; /* later ones win, and all of them over the spec's extensions */
    size_t setting_count;
    struct documents *documents; /* where other documents come from; NULL: read as they are met */
    document *const *others;     /* entries beside the first, each with its own roots */
    size_t other_count;
    str dialect; /* of entries that name none: "draft4", "openapi3.0"; may be STR_NULL */
    schema_formats formats;
    bool exact;  /* JSON Schema to the letter: a discriminator is an annotation */
    uint32_t typed; /* as schema_graph.typed */
} schema_options;

/** Whether schema_options.dialect may be that. */
bool schema_is_dialect(str name);

/**
 * Builds the graph of one entry document or several: Swagger 2.0, OpenAPI 3.0 to 3.2, JSON Schema
 * draft 4 to 2020-12, and of the documents that they refer to. Reports all problems to `d`; NULL if
 * there are errors. All memory from `m`, or that of the documents.
 */
schema_graph *schema_build(mem *m, diag *d, document *entry, const schema_options *options);

/** Prints the graph for `inspect --stage schema`: one line a schema, stable. */
void schema_print(const schema_graph *g, buf *out);

#endif

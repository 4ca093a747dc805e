/**
 * What the files of this stage share while a graph is being built. Private to schema/.
 *
 * Schemas are parsed once each, eagerly, wherever a keyword or an OpenAPI object holds one. A reference
 * only joins a queue, because what it names (an anchor, an embedded resource) may come later; the
 * queue is worked off once all roots are parsed, and may discover further schemas itself.
 */
#ifndef SCHEMA_BUILD_H
#define SCHEMA_BUILD_H

#include "schema/dialect.h"
#include "schema/documents.h"
#include "schema/schema.h"

typedef struct resource resource;

/** Vocabularies (VOCABULARY_*), as bits. */
typedef unsigned vocabulary_set;

/** A document as this stage sees it. */
typedef struct spec {
    const document *doc;
    str label;       /* before the '#' of its pointers: "" for a single entry */
    dialect openapi; /* DIALECT_NONE: not an OpenAPI document */
    dialect version; /* of OpenAPI objects in it: the same, or that of what refers to it */
    resource *whole;
    size_t number; /* in order of arrival; entries first */
    bool entry;
    bool parsed; /* every schema in it was looked at */
    bool bases;  /* a schema in it has a discriminator and no branches */
    bool heirs;  /* every schema in it that may inherit was parsed */
} spec;

/** A schema resource (Core §4.3.5): the document, or a schema in it with an `$id` of its own. */
struct resource {
    spec *spec;
    dialect dialect; /* of its schemas */
    vocabulary_set off;   /* vocabularies that its dialect leaves out */
    bool asserts_formats; /* its dialect does */
    str uri;         /* absolute, without fragment */
    str pointer;     /* of its root, with its document's label: "#..." */
    node *root;
    uint32_t scope;           /* its number among those that a dynamic reference may mean; 0: none */
    bool recursive;           /* its root has a $recursiveAnchor of true */
    map anchors;              /* name: anchor */
    map waiting;              /* name of an anchor that is not known yet: reference_list */
    LIST(resource *) reaches; /* by references, and by what stands in it */
    const schema *settled;    /* the reference that it was offered to last */
    const void *met;          /* in a walk over resources: which one it was */
};

/** Where a schema stands: what its references are relative to, and what its keywords mean. */
typedef struct scope {
    resource *base;
    dialect dialect;
} scope;

/** A reference that waits to be resolved into `*slot`. */
typedef struct reference {
    const node *node; /* the string, for its place */
    str text;         /* the reference proper */
    scope scope;      /* what it is relative to */
    schema *owner;    /* of a dynamic one: the schema that it is in, */
    schema *found;    /* and what it names by itself */
    schema **slot;
    schema_list *list; /* where slot is NULL: the target is added here */
    bool dynamic;      /* $dynamicRef, or $recursiveRef */
    bool recursive;    /* $recursiveRef */
    bool mapping;      /* of a discriminator: worded in its own way */
    bool silent;       /* nothing is reported */
} reference;

typedef LIST(reference *) reference_list;

typedef struct registry {
    map resources; /* absolute URI: resource */
    map waiting;   /* URI of a resource that is not known yet: reference_list */
    map dynamic;   /* name of a $dynamicAnchor: uint32_t, how many schemas carry it */
    map unknown;   /* reference to a meta-schema that nothing answers: schema, always true */
    reference_list queue;
    size_t next;         /* the first of `queue` that is not done */
    size_t next_waiting; /* the first of `waiting` that no document was looked for */
    size_t next_spec;    /* the first document of which perhaps only parts were parsed */
    reference_list dynamic_refs;
    uint32_t scopes; /* resources that a dynamic reference may mean */
    map captures;       /* name of a $dynamicAnchor: capture, of dynamic.c */
    size_t suggestions; /* candidates that may still be compared, so that hints cost bounded time */
} registry;

/** A root for one media type of a request or response. */
typedef struct schema_body {
    size_t root; /* position among the roots */
    str name;    /* without the media type; one copy for all media types of one `content` */
    bool raw;    /* the media type is not JSON: a root only if the schema is a string */
} schema_body;

/** What `only` and `except` say; see select.h. */
typedef enum select_kind {
    SELECT_SCHEMA,
    SELECT_TAG,
    SELECT_PATH,
    SELECT_OPERATION,
    SELECT_KIND_COUNT
} select_kind;

typedef struct selector {
    schema_selector asked;
    str pattern; /* without its kind */
    select_kind kind;
    bool pointer; /* of a schema; else the pattern is of names */
    bool used;    /* something matched it */
} selector;

typedef LIST(selector) selectors;

/** A named schema that is not wanted, and the root that it has in case that it is needed. */
typedef struct select_left {
    size_t root; /* position among the roots */
    const node_member *member;
} select_left;

typedef struct selection {
    bool on;
    selectors only, except;
    LIST(str) names[SELECT_KIND_COUNT]; /* all that exist, for suggestions */
    LIST(select_left) left;
} selection;

/** The keywords of one dialect. */
typedef struct vocabulary {
    map keywords; /* name: keyword */
    map typos;    /* unknown keywords met: what was meant, or an empty text */
} vocabulary;

/** What keywords of older dialects say that only together have a meaning; see legacy.c. */
typedef struct pending {
    const node *exclusive_minimum, *exclusive_maximum; /* true */
    const node *nullable;                              /* true */
    bool tuple;                                        /* `items` is an array */
    schema *rest;                                      /* `additionalItems` */
} pending;

typedef struct builder {
    mem *m;
    mem scratch; /* what need not outlive the next reference */
    diag *d;
    documents *documents;
    schema_graph *graph;
    LIST(spec *) specs;
    map spec_of;       /* address of a document: spec */
    bool many;         /* several entries: the pointers of all name their documents */
    dialect otherwise; /* of entries that do not say */
    bool asserts_formats;
    vocabulary *vocabularies[DIALECT_COUNT];
    map by_node; /* address of a node: schema */
    registry registry;
    scope scope;         /* of the schema that is being parsed */
    pending *pending;    /* of it */
    size_t depth;        /* of schemas in schemas, now */
    size_t pointer_room; /* bytes that pointers may still take */
    map operation_ids;   /* names in use, of operation.c */
    map operations;      /* address of an operation's node: itself */
    bool operation_refs; /* one was met, and said */
    LIST(schema_body) bodies;
    selection selection;
} builder;

/* graph.c */

/** Takes in a document: its dialect and its first resource. by: what led there; NULL for an entry. */
spec *graph_add(builder *b, const document *doc, const scope *by);
/** The document that a node is of. */
spec *graph_spec(const builder *b, const node *n);
/** Parses all schemas of a document that a reference led to. */
void graph_parse_whole(builder *b, spec *s);
/** Makes a root of what a JSON Pointer, with or without '#', names in an entry. */
void graph_pointer_root(builder *b, const spec *from, str asked);
/** "folder/pet.schema.json" as "pet" */
str graph_stem(str name);

/* parse.c */

/** The schema at `n`, parsed on the first call. Never NULL: what is no schema is reported and `true`. */
schema *parse_schema(builder *b, const node *n, str pointer, str name);
/** The schema that was parsed from `n`, or NULL. */
schema *parse_known(const builder *b, const node *n);
/** A record of its own for `n`, added to the graph, with nothing parsed. */
schema *parse_new(builder *b, const node *n, str pointer, str name);
/** `parent` + "/member" + "/token" (either may be STR_NULL), escaped. */
str parse_pointer(builder *b, str parent, str member, str token);
/** The `index`th element under `parent` + "/member". */
str parse_pointer_index(builder *b, str parent, str member, size_t index);

/** a + between + c, whatever bytes they hold (printf would end at U+0000). */
str parse_join(builder *b, str a, const char *between, str c);

/** An address as a key. `at` must live as long as the table. */
str parse_key(const void *const *at);

/* registry.c: names of schemas */

typedef struct anchor {
    schema *schema;
    bool dynamic;
} anchor;

void registry_init(builder *b);
/** The resource that is a whole document. */
resource *registry_open(builder *b, spec *s, dialect schemas);
/** Gives a resource another name. */
void registry_name(builder *b, resource *r, str uri);
/** Moves `at` into the resource and dialect that the object `n` at `pointer` begins, if it does. */
void registry_enter(builder *b, scope *at, const node *n, str pointer);
/** Enters a schema that is about to be parsed, and takes in the names that it has. */
void registry_identify(builder *b, schema *s);

/* reference.c: from names to schemas */

/** Queues a reference; `r` is copied. Its scope is the current one. */
void registry_refer(builder *b, reference r);
/** Resolves all that is queued, and reports what names nothing. */
void registry_resolve(builder *b);
/**
 * The object that `n` stands for in the OpenAPI document: `n` itself, or what its chain of $ref leads
 * to, with *pointer and the current scope moved there. what: for messages, "a parameter". NULL after
 * an error.
 */
const node *registry_follow(builder *b, const node *n, str *pointer, const char *what);

/**
 * What the string `ref` names, with *pointer and the current scope moved there. NULL, and nothing moved
 * or reported: it names nothing that can be had.
 */
const node *registry_peek(builder *b, const node *ref, str *pointer);

/** The pointer ("label#/...") of what `pointer` ("" or "/...") names in a resource. */
str registry_pointer(builder *b, const resource *r, str pointer);
/** The hint "did you mean 'x'?" for a token missing in the object `reached`, or NULL. */
const char *registry_suggest(builder *b, const node *reached, str missing);

/* dynamic.c */

/**
 * Points a dynamic reference, which was resolved as a plain one, at the one schema that it can mean; where
 * there are several, at none, with a warning.
 */
void dynamic_settle(builder *b, const reference *r);
/** Marks the schemas whose meaning depends on the way to them. */
void dynamic_spread(builder *b);

/* legacy.c */

/** Folds `p` into the record, so that it says the same in terms of the newest dialect. */
void legacy_fold(builder *b, schema *s, const pending *p);
/** Whether the schema is a reference that hides what stands beside it. */
bool legacy_ref_alone(const builder *b, const schema *s);
/** Whether a member beside such a reference still counts; reports what is lost. */
bool legacy_beside_ref(builder *b, const schema *s, const node_member *m);

/* heirs.c */

/** Parses what may inherit in a document of which a base was reached. False: there is none left. */
bool heirs_parse(builder *b);
/** Makes roots of them, since nothing refers to them. */
void heirs_add(builder *b);

/* setting.c */

/** Puts the choices of o->settings into the schemas that they are for; warns of those for none. */
void setting_apply(builder *b, const schema_options *o);

/* names.c */

/** Gives schemas of different documents with one name a name each. */
void names_settle(builder *b);

/* openapi.c, operation.c */

/** The roots of the OpenAPI document that is the current scope. */
void openapi_roots(builder *b);
/** Sees a named schema, which need not be parsed, and its pointer. */
typedef void component_visitor(builder *b, const node_member *m, str pointer);
/** Visits all named schemas of that document. */
void openapi_components(builder *b, component_visitor *found);
/**
 * The operations of a path item. path: for names of operations without an operationId. select: only
 * those that are selected.
 */
void operation_roots(builder *b, const node *item, str pointer, str path, bool select);
/**
 * Settles what bodies are roots, once references are resolved: where the media type is not JSON, those
 * that are strings (bytes, text); of several media types with equal schemas, the first. The first of a
 * `content` loses the media type in its name. Roots without a schema are dropped.
 */
void operation_settle_bodies(builder *b);
void root_add(builder *b, schema_root_kind kind, str name, schema *value);

/* check.c */

/** Looks at the finished graph: reference cycles, and what sloppy specs get wrong. */
void check_graph(builder *b);
/** The types that `s` states, or the references it starts with; 0: none. */
unsigned check_types(const schema *s);

/* Problems. */

#define REF_MISSING     "O2C-R001"
#define REF_ANCHOR      "O2C-R002"
#define REF_OUTSIDE     "O2C-R003"
#define REF_ESCAPE      "O2C-R004"
#define REF_NO_SCHEMA   "O2C-R005"
#define REF_CYCLE       "O2C-R006"
#define REF_TWICE       "O2C-R007"
#define REF_MAPPING     "O2C-R009"
#define REF_POINTER     "O2C-R010"
#define REF_IDENTIFIER  "O2C-R011"
#define REF_BY_FILE     "O2C-R012"
#define REF_META        "O2C-R013"
#define REF_BY_DOCUMENT "O2C-R014"

#define SELECT_NOTHING "O2C-G001"
#define SELECT_EMPTY   "O2C-G002"

#define SCHEMA_NONE            "O2C-S001"
#define SCHEMA_DIALECT         "O2C-S002"
#define SCHEMA_KIND            "O2C-S003"
#define SCHEMA_RANGE           "O2C-S004"
#define SCHEMA_TYPE_NAME       "O2C-S005"
#define SCHEMA_TYPO            "O2C-S006"
#define SCHEMA_FOREIGN         "O2C-S007"
#define SCHEMA_DUPLICATE       "O2C-S008"
#define SCHEMA_UNDECLARED      "O2C-S009"
#define SCHEMA_EMPTY           "O2C-S010"
#define SCHEMA_DEFAULT         "O2C-S011"
#define SCHEMA_ENUM            "O2C-S012"
#define SCHEMA_OPENAPI         "O2C-S013"
#define SCHEMA_OPERATION_ID    "O2C-S014"
#define SCHEMA_PARAMETER       "O2C-S015"
#define SCHEMA_LIMIT           "O2C-S016"
#define SCHEMA_ANNOTATION      "O2C-S017"
#define SCHEMA_BESIDE_REF      "O2C-S018"
#define SCHEMA_NULLABLE        "O2C-S019"
#define SCHEMA_OPERATION_REF   "O2C-S021"
#define SCHEMA_BORROWED        "O2C-S022"

#endif

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
#include "schema/schema.h"

/** A schema resource (Core §4.3.5): the document, or a schema in it with an `$id` of its own. */
typedef struct resource {
    str uri;     /* absolute, without fragment */
    str pointer; /* of its root in the document: "#..." */
    node *root;
    map anchors; /* name: anchor */
    map waiting; /* name of an anchor that is not known yet: reference_list */
} resource;

/** A reference that waits to be resolved into `*slot`. */
typedef struct reference {
    const node *node;     /* the string, for its place */
    str text;             /* the reference proper */
    resource *base;       /* what it is relative to */
    schema **slot;
    schema_list *list;    /* where slot is NULL: the target is added here */
    bool dynamic;         /* $dynamicRef */
    bool mapping;         /* of a discriminator: worded in its own way */
} reference;

typedef LIST(reference *) reference_list;

typedef struct registry {
    map resources; /* absolute URI: resource */
    map waiting;   /* URI of a resource that is not known yet: reference_list */
    map dynamic;   /* name of a $dynamicAnchor: uint32_t, how many schemas carry it */
    reference_list queue;
    size_t next;   /* the first of `queue` that is not done */
    reference_list dynamic_refs;
    size_t suggestions; /* candidates that may still be compared, so that hints cost bounded time */
} registry;

/** A root for one media type of a request or response. */
typedef struct schema_body {
    size_t root; /* position among the roots */
    str name;    /* without the media type; one copy for all media types of one `content` */
    bool raw;    /* the media type is not JSON: a root only if the schema is a string */
} schema_body;

typedef struct builder {
    mem *m;
    mem scratch; /* what need not outlive the next reference */
    diag *d;
    document *doc;
    schema_graph *graph;
    dialect dialect;
    map keywords; /* name: keyword, for the dialect */
    map by_node;  /* address of a node: schema */
    registry registry;
    resource *base; /* of the schema that is being parsed */
    size_t depth;         /* of schemas in schemas, now */
    size_t pointer_room;  /* bytes that pointers may still take */
    map typos;            /* unknown keywords met: what was meant, or an empty text */
    map operation_ids;    /* names in use: how often they were asked for */
    map operations;       /* address of an operation's node: itself */
    LIST(schema_body) bodies;
} builder;

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

/* registry.c */

void registry_init(builder *b);
/** Makes the whole document the first resource. */
resource *registry_open(builder *b);
/** Takes in $id, $anchor and $dynamicAnchor of a schema object; returns the resource it belongs to. */
resource *registry_identify(builder *b, schema *s);
/** Queues a reference; `r` is copied. Its base is the current one. */
void registry_refer(builder *b, reference r);
/** Resolves all that is queued, and reports what names nothing. */
void registry_resolve(builder *b);
/**
 * The object that `n` stands for in the OpenAPI document: `n` itself, or what its chain of $ref leads
 * to, with *pointer moved there. what: for messages, "a parameter". NULL after an error.
 */
const node *registry_follow(builder *b, const node *n, str *pointer, const char *what);

/** The pointer in the document ("#/...") of what `pointer` ("" or "/...") names in a resource. */
str registry_pointer(builder *b, const resource *r, str pointer);
/** The hint "did you mean 'x'?" for a token missing in the object `reached`, or NULL. */
const char *registry_suggest(builder *b, const node *reached, str missing);

/* openapi.c, operation.c */

void openapi_roots(builder *b);
/** The operations of a path item. path: for names of operations without an operationId. */
void operation_roots(builder *b, const node *item, str pointer, str path);
/**
 * Settles what bodies are roots, once references are resolved: where the media type is not JSON, those
 * that are strings (bytes, text); of several media types with equal schemas, the first. The first of a
 * `content` loses the media type in its name.
 */
void operation_settle_bodies(builder *b);
void root_add(builder *b, schema_root_kind kind, str name, schema *value);

/* check.c */

/** Looks at the finished graph: reference cycles, and what sloppy specs get wrong. */
void check_graph(builder *b);
/** The types that `s` states, or the references it starts with; 0: none. */
unsigned check_types(const schema *s);

/* Problems. */

#define REF_MISSING "O2C-R001"
#define REF_ANCHOR "O2C-R002"
#define REF_OUTSIDE "O2C-R003"
#define REF_ESCAPE "O2C-R004"
#define REF_NO_SCHEMA "O2C-R005"
#define REF_CYCLE "O2C-R006"
#define REF_TWICE "O2C-R007"
#define REF_DYNAMIC "O2C-R008"
#define REF_MAPPING "O2C-R009"
#define REF_POINTER "O2C-R010"
#define REF_IDENTIFIER "O2C-R011"

#define SCHEMA_NONE "O2C-S001"
#define SCHEMA_DIALECT "O2C-S002"
#define SCHEMA_KIND "O2C-S003"
#define SCHEMA_RANGE "O2C-S004"
#define SCHEMA_TYPE_NAME "O2C-S005"
#define SCHEMA_TYPO "O2C-S006"
#define SCHEMA_FOREIGN "O2C-S007"
#define SCHEMA_DUPLICATE "O2C-S008"
#define SCHEMA_UNDECLARED "O2C-S009"
#define SCHEMA_EMPTY "O2C-S010"
#define SCHEMA_DEFAULT "O2C-S011"
#define SCHEMA_ENUM "O2C-S012"
#define SCHEMA_OPENAPI "O2C-S013"
#define SCHEMA_OPERATION_ID "O2C-S014"
#define SCHEMA_PARAMETER "O2C-S015"
#define SCHEMA_LIMIT "O2C-S016"
#define SCHEMA_ANNOTATION "O2C-S017"

#endif

/**
 * The tree that every input becomes, JSON or YAML: nodes that remember where they stood.
 * A tree is immutable and lives in the arena that it was loaded into.
 */
#ifndef DOCUMENT_NODE_H
#define DOCUMENT_NODE_H

#include "base/diag.h"

typedef enum node_kind {
    NODE_NULL,
    NODE_BOOL,
    NODE_NUMBER,
    NODE_STRING,
    NODE_ARRAY,
    NODE_OBJECT
} node_kind;

typedef struct node node;

typedef struct node_member {
    str key;
    uint32_t line, column, width; /* of the key */
    node *value;
} node_member;

struct node {
    node_kind kind;
    bool boolean; /* NODE_BOOL */
    uint32_t line, column, width;
    uint32_t count; /* elements or members */
    const struct document *document;
    union {
        /* NODE_STRING: contents. NODE_NUMBER: as JSON spells it (`0x1F` is "31", `.5` is "0.5");
           digits are never lost, 1.0 stays "1.0" */
        str text;
        node **items;         /* NODE_ARRAY */
        node_member *members; /* NODE_OBJECT, in document order, keys all different */
    } as;
    str source; /* NODE_NUMBER: as it was spelled ("3.10"); else STR_NULL */
    map *index; /* NODE_OBJECT with many members: key to node_member; private */
};

/** One loaded text. */
typedef struct document {
    diag_file file; /* name and text */
    str uri;        /* absolute URI it was read from, without fragment */
    str asked;      /* the URL that was asked for it, before redirects; STR_NULL: `uri` */
    bool fetched;   /* it came from the network, or from the cache of it */
    bool follow;    /* and what it refers to there may be fetched as well */
    node *root;
    bool yaml;
} document;

/** The place of a node's value, and of a member's key. */
diag_place node_place(const node *n);
diag_place node_key_place(const node *object, const node_member *member);

/** The member's value, or NULL; NULL also if `n` is NULL or no object. */
node *node_get(const node *n, str key);
/** The same with its key's place. */
const node_member *node_find(const node *n, str key);

/** "string", "object", ... with its article for messages: "a string". */
const char *node_kind_name(node_kind kind);

/**
 * Equality of JSON Schema (Core §4.2.2): numbers by exact decimal value, objects in any order.
 */
bool node_equal(const node *a, const node *b);

/** Adds the node as compact JSON. */
void node_print(buf *b, const node *n);

/** Number access: false if `n` is no number, not whole, or out of range. */
bool node_i64(const node *n, int64_t *out);
bool node_u64(const node *n, uint64_t *out);
bool node_f64(const node *n, double *out);
/** Whether `n` is a number without a fraction, whatever its size: 1.0 and 1e30 have none. */
bool node_is_whole(const node *n);

#endif

/** What the JSON and the YAML reader share: making nodes, closing containers, finding duplicates. */
#ifndef DOCUMENT_TREE_H
#define DOCUMENT_TREE_H

#include "base/cursor.h"
#include "document/load.h"

#include <o2c/error.h>

/**
 * A tree under construction. Children of open containers wait on two stacks, so that each container
 * gets its array at its exact size.
 */
typedef struct tree {
    mem *m; /* the tree's */
    diag *d;
    document *doc;
    doc_limits limits; /* none of them 0 */
    cursor at;         /* where reading is; only goes forward */
    mem scratch;       /* the stacks' */
    LIST(node *) items;
    LIST(node_member) members;
} tree;

/** A node of `kind` at the cursor. width: code points. */
node *tree_node(tree *t, node_kind kind, size_t width);

/** Moves the items above `base` into the array `n`. */
void tree_array(tree *t, node *n, size_t base);

/** Moves the members above `base` into the object `n`. Each repeated key is an error in `d`. */
void tree_object(tree *t, node *n, size_t base);

/** A place in the tree's document. */
diag_place tree_place(const tree *t, uint32_t line, uint32_t column, uint32_t width);

/** The place of a byte offset or a code point's index, wherever it is; costs time, for errors. */
diag_place tree_place_at_offset(const tree *t, size_t offset);
diag_place tree_place_at_index(const tree *t, size_t index);

/** Both readers: the root, or NULL after an error in `d`. */
node *doc_read_yaml(tree *t);
/** *not_json: the text is no JSON at all; then nothing was reported about that: `doc_report_json` does. */
node *doc_read_json(tree *t, o2c_error *not_json);
void doc_report_json(tree *t, const o2c_error *not_json);

#endif

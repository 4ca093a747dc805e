/**
 * Text to tree. JSON is read by our own strict reader (never by libyaml, which gets it wrong); YAML by
 * libyaml's events and the YAML 1.2 core schema. Which one it is follows from the first byte that is
 * not space ('{' or '[' is JSON) and, where that fails, from the file's name.
 */
#ifndef DOCUMENT_LOAD_H
#define DOCUMENT_LOAD_H

#include "document/node.h"

typedef struct doc_limits {
    size_t depth;     /* nesting; 0: 512; at most 10,000, so that walking a tree may recurse */
    size_t expansion; /* nodes that aliases may add, long texts counting as several;
                         0: max(10,000, 10 * nodes read so far) */
} doc_limits;

/**
 * Loads `text` (borrowed, must outlive the result). name: for messages; uri: absolute, kept.
 * All in `m`. NULL after at least one error in `d`. Duplicate keys are errors that show both places;
 * UTF-8, UTF-16 and UTF-32 (with BOM), CRLF and a BOM are handled. Aliases share nodes, so a tree may
 * be a graph; walking it as a tree costs no more than the limits allow.
 */
document *doc_load(mem *m, diag *d, str name, str uri, str text, const doc_limits *limits);

#endif

/**
 * The documents of one run: those that the user names and those that references reach, each loaded
 * once, however it is spelled.
 */
#ifndef SCHEMA_DOCUMENTS_H
#define SCHEMA_DOCUMENTS_H

#include "document/node.h"

/** URIs that start with `prefix` are answered from `folder`. */
typedef struct documents_map {
    str prefix, folder;
} documents_map;

typedef struct documents {
    mem *m;
    diag *d;
    LIST(documents_map) maps;
    LIST(document *) all; /* in order of loading */
    str base;             /* URI of the first, which names and labels are relative to */
    str folder;           /* of the first, as the user spells it; "" or ending in '/' */
    map by_uri;           /* private: every spelling, also of what cannot be had */
} documents;

/** Memory of all documents from `m`; problems go to `d`. */
void documents_init(documents *self, mem *m, diag *d);

/** Takes "URL-PREFIX=DIR". False, with nothing reported: it is none. */
bool documents_map_prefix(documents *self, str rule);

/** Loads a file that the user names; "-": standard input. NULL after errors. */
document *documents_open(documents *self, str path);

/** Takes in a document that was loaded elsewhere. */
void documents_add(documents *self, document *doc);

/**
 * The document that an absolute URI (without fragment) names, loaded on the first call. NULL: *reason
 * says why, or is STR_NULL where loading it has reported that. *remote: it is for the network.
 */
document *documents_find(documents *self, str uri, str *reason, bool *remote);

/** How a document is called wherever it is built: "common/pet.yaml" as seen from the first, or its URL. */
str documents_label(documents *self, const document *doc);

#endif

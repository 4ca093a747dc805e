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
    struct remote *remote; /* answers what is on the network; NULL: nobody does */
    bool fetch;           /* references may be fetched without being locked */
    LIST(document *) all; /* in order of loading */
    str base;             /* URI of the first, which names and labels are relative to */
    str folder;           /* of the first, as the user spells it; "" or ending in '/' */
    map by_uri;           /* private: every spelling, also of what cannot be had */
} documents;

/** Memory of all documents from `m`; problems go to `d`. */
void documents_init(documents *self, mem *m, diag *d);

/** Takes "URL-PREFIX=DIR". False, with nothing reported: it is none. */
bool documents_map_prefix(documents *self, str rule);

/** Loads a file or a URL that the user names; "-": standard input. NULL after errors. */
document *documents_open(documents *self, str name);

/** Takes in a document that was loaded elsewhere. */
void documents_add(documents *self, document *doc);

/** Why a document cannot be had. */
typedef struct documents_failure {
    str reason;       /* STR_NULL: that was reported when it was loaded */
    const char *code; /* of its own, or NULL */
    bool io;          /* it is a matter of files or the network, not of the spec */
} documents_failure;

/**
 * The document that an absolute URI (without fragment) names, loaded on the first call. from: what
 * refers to it; may be NULL. NULL: *failure says why. What is on the network is fetched if `fetch` allows
 * that, the lock lists it, or `from` was fetched itself under one of the first two or by name.
 */
document *documents_find(documents *self, str uri, const document *from, documents_failure *failure);

/** How a document is called wherever it is built: "common/pet.yaml" as seen from the first, or its URL. */
str documents_label(documents *self, const document *doc);

#endif

/**
 * Plan to files: builds the view of every type, renders the templates and hands the files to `out`,
 * which writes them (or not, if there were errors).
 */
#ifndef EMIT_EMIT_H
#define EMIT_EMIT_H

#include "emit/output.h"
#include "layout/plan.h"

typedef struct emit_options {
    str templates;   /* folder that overrides built-in templates; STR_NULL: none */
    str title;       /* of the document, for comments; STR_NULL: none */
    str description; /* likewise */
} emit_options;

/**
 * Emits all files of a library: P.h, P_types_N.h, P_N.c (N from 1). False after errors in `d`.
 */
bool emit_all(mem *m, diag *d, const plan *types, const emit_options *options, output *out);

#endif

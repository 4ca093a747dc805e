/**
 * The stages in order, with an arena for each lifetime: documents; schema and model and plan; output.
 * Every subcommand runs as many of them as it needs.
 */
#ifndef COMMAND_PIPELINE_H
#define COMMAND_PIPELINE_H

#include "command/command.h"
#include "emit/output.h"
#include "layout/plan.h"
#include "schema/documents.h"

typedef struct pipeline {
    const settings *settings; /* borrowed */
    mem documents, middle, output;
    diag diag;
    bool reported;
    FILE *problems; /* where they are printed: standard error unless told */
    str prefix;
    struct remote *remote; /* answers URLs */
    str lock;          /* path of the lock file; STR_NULL: none */
    documents sources; /* all that were read */
    document *document; /* the first */
    document **others;  /* s->others */
    schema_graph *graph;
    model *model;
    name_lock *names;     /* of s->names, or NULL */
    diag_file names_file; /* as it was read */
    plan *plan;
    bool whole_paths; /* make the side file, and name files as the user does, not relative to the spec's folder */
} pipeline;

void pipeline_init(pipeline *p, const settings *s);
/** Prints what was reported; once, however often it is called. */
void pipeline_report(pipeline *p);
/** Prints what was not yet printed, frees everything and returns the exit status. */
int pipeline_end(pipeline *p);

/** Each runs one stage on the result of the one before. False after errors in p->diag. */
bool pipeline_load(pipeline *p);
bool pipeline_schema(pipeline *p, const schema_options *options);
bool pipeline_model(pipeline *p);
bool pipeline_layout(pipeline *p);
bool pipeline_emit(pipeline *p, output *out);

#endif

/**
 * What the subcommands share: the table of them, and the record that the command line fills.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "command/options.h"
#include "schema/schema.h"

typedef enum inspect_stage {
    INSPECT_DOCUMENT,
    INSPECT_SCHEMA,
    INSPECT_MODEL,
    INSPECT_LAYOUT
} inspect_stage;

/** Every value that an option of any subcommand sets. Texts are borrowed from argv. */
typedef struct settings {
    bool help;
    int diagnostics; /* a report_form */

    /* what is generated: generate, inspect and try */
    str prefix;
    uint32_t shards;
    int unknown; /* a layout_unknown; -1: not given */
    bool accept_field_names, open_unions, open_enums, strict;
    int duplicates; /* 0 error, 1 last */
    str templates;
    str names; /* file */
    texts maps; /* URL-PREFIX=DIR */
    str dialect;
    int formats; /* a schema_formats */
    texts typed_formats; /* names, or "all" */
    bool exact;
    texts only, except; /* selectors */
    const diag_place *only_places, *except_places; /* where the configuration has them; or NULL */
    str config;                                    /* the file that was read; STR_NULL: none */
    const schema_setting *schemas; /* what it chooses for single schemas */
    size_t schema_count;

    /* remote documents */
    bool fetch, offline, locked, netrc, allow_http, allow_private, no_cache, update;
    str lock, sha256, ca_file, proxy, cache;
    texts headers;
    uint32_t max_bytes, max_documents, timeout; /* timeout: seconds; 0: not given */

    /* fetch */
    bool refs;

    /* generate */
    str out, depfile, stamp;
    bool bundle_runtime, source_map, quiet;

    /* inspect */
    int stage; /* an inspect_stage; -1: not given */
    bool coverage, sizes;

    /* try */
    str schema, cc, keep_temp;
    texts instances, cases, cflags;
    uint32_t max_depth;

    str spec;
    texts others; /* further specs */
    texts files;  /* what follows the spec and is none */
} settings;

typedef struct command {
    const char *name;
    const char *arguments; /* "SPEC [OPTION...]" */
    const char *summary;   /* one line */
    const char *details;   /* paragraphs for its help, or NULL */
    option_tables options;
    bool takes_files, takes_specs;   /* arguments after SPEC */
    bool needs_no_spec;
    int (*run)(mem *m, settings *s); /* returns the exit status */
} command;

extern const command command_check, command_explain, command_fetch, command_generate, command_init,
    command_inspect, command_try;

/** All of them, NULL at the end. */
extern const command *const commands[];
const command *command_find(str name);

/** Options of several subcommands: what is generated, and --help. */
extern const option generation_options[];
extern const option common_options[];

/** Prints the help of one subcommand, or of the whole (NULL). */
void help_print(const command *c, FILE *stream);
void version_print(FILE *stream);

#endif

/**
 * The command line as tables: parsing, help and complaints all come from an array of options. Values
 * go into one record (a struct of the caller's) at the offsets that the table names.
 *
 *     --name VALUE   --name=VALUE   -o VALUE   -oVALUE   -- (what follows is no option)
 */
#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H

#include "base/diag.h"

typedef enum option_kind {
    OPTION_END = 0, /* ends a table */
    OPTION_FLAG,    /* bool, set to true */
    OPTION_SET,     /* int, set to `from` */
    OPTION_TEXT,    /* str, borrowed from argv */
    OPTION_LIST,    /* texts; may be given again and again */
    OPTION_NAMES,   /* texts; commas separate them, and without `=` it is "all" */
    OPTION_NUMBER,  /* uint32_t, `from` to `to` */
    OPTION_CHOICE   /* int, the position of the value in `argument`, "ignore|reject|keep" */
} option_kind;

typedef LIST(str) texts;

typedef struct option {
    option_kind kind;
    char letter;          /* 'o' for -o, or 0 */
    const char *name;     /* "out" for --out */
    const char *argument; /* how help calls the value, or the choices */
    size_t offset;        /* of the value in the record */
    const char *help;     /* one sentence; lines are broken here */
    uint32_t from, to;
} option;

/** A subcommand's options: tables in the order of its help, NULL at the end. */
typedef const option *const *option_tables;

/** The options that were given. */
typedef LIST(const option *) given_options;

/**
 * Parses argv[0..argc) into `record`; what is no option goes to `rest`, and the options that were given to
 * `given` (may be NULL). `--no-flag` takes back what a configuration says. Lists grow in `m`. False
 * after DIAG_USAGE errors in `d`: unknown options with a suggestion, options that a later version
 * brings by name, missing and bad values, values given twice.
 */
bool options_parse(mem *m, diag *d, option_tables tables, int argc, char **argv, void *record,
                   texts *rest, given_options *given);

/** The option of that name, or NULL. */
const option *option_find(option_tables tables, str name);

/** Whether the option, or another that sets the same value, was given. */
bool option_is_given(const given_options *given, const option *o);

/** Sets the value of an option that takes one; adds to a list. False: it does not take that. */
bool option_set(mem *m, const option *o, void *record, str value);
void option_set_flag(const option *o, void *record, bool value);

/** Adds `text` broken at spaces, `start` in front of every line of at most `width` bytes. */
void options_wrap(buf *out, const char *start, size_t width, str text);

/** Adds one paragraph an option, with its help. */
void options_help(buf *out, option_tables tables);

#endif

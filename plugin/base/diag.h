/**
 * Diagnostics: problems of the input, collected in order, each with its place. A pass reports and
 * carries on where that makes sense; the driver stops between passes if there are errors.
 *
 *     petstore.yaml:42:15: error: '#/components/schemas/Pett' does not exist [O2C-R001]
 *        42 |         $ref: '#/components/schemas/Pett'
 *           |               ^~~~~~~~~~~~~~~~~~~~~~~~~~~ did you mean 'Pet'?
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/list.h"

#include <stdio.h>

/** A text that positions point into. */
typedef struct diag_file {
    str name; /* as the user knows it: path or URL */
    str text; /* UTF-8 without a BOM, which is what lines and columns count in; borrowed */
} diag_file;

/** A place in a file. line 0: the file as a whole. file NULL: no file (a command line option). */
typedef struct diag_place {
    const diag_file *file;
    uint32_t line;   /* from 1 */
    uint32_t column; /* in code points, from 1 */
    uint32_t width;  /* code points to underline; 0 as 1 */
} diag_place;

typedef enum diag_severity { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR } diag_severity;

/** What an error makes of the exit status (DESIGN §7): the highest one wins. */
typedef enum diag_class {
    DIAG_SPEC = 1,  /* the spec is wrong, or asks for what is not supported */
    DIAG_USAGE = 2, /* the command line */
    DIAG_IO = 3,    /* a file that cannot be read or written, or the network */
    DIAG_BUG = 70   /* ours */
} diag_class;

typedef struct diag_item {
    diag_severity severity;
    diag_class cls;
    const char *code; /* stable, "O2C-R001" */
    diag_place place;
    str text;
    str hint; /* STR_NULL: none */
} diag_item;

/**
 * An exact repetition (code, place, text) is kept once. Of a flood, `items` holds the first 10,000 of
 * each severity; the counts count all.
 */
typedef struct diag {
    mem m;
    LIST(diag_item) items; /* in order of report */
    size_t errors, warnings, notes;
    map seen;   /* private: what was reported */
    int status; /* private: of diag_status */
} diag;

void diag_init(diag *d);
void diag_free(diag *d);

/**
 * Reports a problem of the spec. code: see docs; hint: may be NULL; both texts are copied, of the
 * message the first 1,000 bytes.
 */
void diag_error(diag *d, const char *code, diag_place place, const char *hint, const char *format,
                ...) __attribute__((format(printf, 5, 6)));
void diag_warning(diag *d, const char *code, diag_place place, const char *hint, const char *format,
                  ...) __attribute__((format(printf, 5, 6)));
void diag_note(diag *d, const char *code, diag_place place, const char *hint, const char *format,
               ...) __attribute__((format(printf, 5, 6)));
/** An error of another class than DIAG_SPEC. */
void diag_fail(diag *d, diag_class cls, const char *code, diag_place place, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/** "error", "warning", "note". */
const char *diag_severity_name(diag_severity severity);

/** 0 without errors, else the class of the gravest one. */
int diag_status(const diag *d);

/**
 * Prints the items with their source lines, in order of report: the first 100 of each severity, then
 * how many more there are. colour: ANSI escapes. Control characters are shown safely.
 */
void diag_print(const diag *d, FILE *stream, bool colour);

#endif

/**
 * The documents that `try` is given, and what is expected of them: whole files, instances (one a line)
 * and cases (an object a line that names its schema and says what is right).
 *
 * Lines are taken apart here without judging the document inside: it reaches the decoder as the bytes
 * that stand in the line, whatever is wrong with them.
 */
#ifndef COMMAND_TRY_CASES_H
#define COMMAND_TRY_CASES_H

#include "base/diag.h"

typedef struct try_case {
    str file;
    size_t line;  /* from 1; 0: the file as a whole */
    str schema;   /* a name or JSON Pointer, as it is spelled */
    bool valid;   /* what is expected */
    str pointer;  /* where an invalid one must fail; data NULL: anywhere */
    str document; /* its bytes */
    str fault;    /* why the line is no case; data NULL if it is one */
} try_case;

typedef LIST(try_case) try_cases;

/** Adds one case for each line of `text` that is not blank. Views into `text`, and memory of `m`. */
void try_cases_add_cases(mem *m, try_cases *out, str file, str text);
void try_cases_add_instances(mem *m, try_cases *out, str file, str text, str schema);

/** Adds a whole file. */
void try_cases_add_file(mem *m, try_cases *out, str file, str text, str schema);

#endif

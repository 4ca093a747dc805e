/** How problems reach the user: text in colour on a terminal, or a form that programs read. */
#ifndef COMMAND_REPORT_H
#define COMMAND_REPORT_H

#include "base/diag.h"

/** In the order of the choices of `--diagnostics`. */
typedef enum report_form {
    REPORT_TEXT,
    REPORT_JSON,  /* one object: `diagnostics`, and how many there are of each severity */
    REPORT_SARIF, /* SARIF 2.1.0 (OASIS): one run */
    REPORT_GITHUB /* workflow commands, a line each: ::error file=…,line=…::… */
} report_form;

#define REPORT_FORMS "text|json|sarif|github"

/**
 * Prints all of `d` to the stream and returns the exit status (DESIGN §7). JSON and SARIF are whole
 * documents, also where there is nothing to say.
 */
int report(const diag *d, report_form form, FILE *stream);

/**
 * Flushes standard output. False after a DIAG_IO error: what was printed did not arrive (a full disk,
 * a closed pipe).
 */
bool report_flush(diag *d);

/* Private to the forms. */

/** `text` with what is not UTF-8 replaced by U+FFFD (file names may hold anything). */
str report_utf8(mem *m, str text);

void report_json(const diag *d, FILE *stream);
void report_sarif(const diag *d, FILE *stream);
void report_github(const diag *d, FILE *stream);

#endif

/** How problems reach the user: on standard error, in colour on a terminal. */
#ifndef COMMAND_REPORT_H
#define COMMAND_REPORT_H

#include "base/diag.h"

/** Prints all of `d` to standard error and returns the exit status (DESIGN §7). */
int report(const diag *d);

/**
 * Flushes standard output. False after a DIAG_IO error: what was printed did not arrive (a full disk,
 * a closed pipe).
 */
bool report_flush(diag *d);

#endif

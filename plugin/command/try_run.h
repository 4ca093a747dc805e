/** Runs the program of `try` over the cases. */
#ifndef COMMAND_TRY_RUN_H
#define COMMAND_TRY_RUN_H

#include "command/try_cases.h"

typedef struct try_record {
    const try_case *what;
    size_t type; /* position in the driver's table */
    str problem; /* the schema has none: why; data NULL: it has */
} try_record;

typedef struct try_counts {
    size_t passed, failed;
} try_counts;

/**
 * Hands the records to the program, which prints what fails. folder: for a file of ours. side_file: path of the
 * PREFIX.map. max_depth: 0 for the default. False after an error in `d` (the program crashed, or a sanitizer found something) or a
 * signal.
 */
bool try_run(mem *m, diag *d, str program, str folder, str side_file, uint32_t max_depth,
             const try_record *records, size_t count, try_counts *counts);

#endif

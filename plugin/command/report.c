#include "command/report.h"

#include "command/progress.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/** NO_COLOR (no-color.org) and dumb terminals are respected. */
static bool wants_colour(void)
{
    const char *no = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    return isatty(STDERR_FILENO) && !(no && *no) && term && strcmp(term, "dumb") != 0;
}

int report(const diag *d)
{
    progress_end();
    diag_print(d, stderr, wants_colour());
    return diag_status(d);
}

bool report_flush(diag *d)
{
    bool failed = ferror(stdout); /* and why is forgotten by now */
    if (fflush(stdout) != 0)
        diag_fail(d, DIAG_IO, "O2C-I001", (diag_place){0}, "cannot write to standard output: %s",
                  strerror(errno));
    else if (failed)
        diag_fail(d, DIAG_IO, "O2C-I001", (diag_place){0}, "cannot write to standard output");
    else
        return true;
    return false;
}

#include "command/report.h"

#include "command/progress.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/** NO_COLOR (no-color.org) and dumb terminals are respected. */
static bool wants_colour(FILE *stream)
{
    const char *no = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    return isatty(fileno(stream)) && !(no && *no) && term && strcmp(term, "dumb") != 0;
}

str report_utf8(mem *m, str text)
{
    buf out = BUF_INIT;
    for (size_t at = 0; at < text.len;)
        buf_rune(&out, str_rune(text, &at));
    return buf_take(&out, m);
}

int report(const diag *d, report_form form, FILE *stream)
{
    progress_end();
    switch (form) {
    case REPORT_TEXT: diag_print(d, stream, wants_colour(stream)); break;
    case REPORT_JSON: report_json(d, stream); break;
    case REPORT_SARIF: report_sarif(d, stream); break;
    case REPORT_GITHUB: report_github(d, stream); break;
    }
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

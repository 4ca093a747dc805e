/** openapi2c check: the problems of a spec, and nothing else. */
#include "command/command.h"
#include "command/network.h"
#include "command/pipeline.h"
#include "command/report.h"

static const option *const tables[] = {generation_options, network_options, common_options, NULL};

static int run(mem *m, settings *s)
{
    (void)m;
    pipeline p;
    pipeline_init(&p, s);
    p.problems = stdout; /* they are what is asked for */
    if (pipeline_load(&p) && pipeline_schema(&p, NULL) && pipeline_model(&p))
        pipeline_layout(&p);
    pipeline_report(&p);
    diag failure;
    diag_init(&failure);
    report_flush(&failure);
    report(&failure, REPORT_TEXT, stderr);
    int lost = diag_status(&failure), status = pipeline_end(&p);
    diag_free(&failure);
    return status > lost ? status : lost;
}

const command command_check = {
    .name = "check",
    .arguments = "SPEC... [OPTION...]",
    .summary = "print the problems of a spec, and write nothing",
    .details =
        "Does what 'generate' does with the same options up to writing files, and prints what is "
        "wrong,\nsuspicious or weaker than the spec says on standard output. Exit status 0: no "
        "errors; "
        "warnings\nalone are none. '--diagnostics' has forms for programs.",
    .options = tables,
    .takes_specs = true,
    .run = run,
};

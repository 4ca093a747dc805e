/** openapi2c inspect: what each stage makes of a spec. */
#include "command/command.h"
#include "command/network.h"
#include "command/pipeline.h"
#include "command/progress.h"
#include "command/report.h"

static const option inspect_options[] = {
    {OPTION_CHOICE, 0, "stage", "document|schema|model|layout", offsetof(settings, stage),
     "Print the result of this stage.", 0, 0},
    {OPTION_FLAG, 0, "coverage", NULL, offsetof(settings, coverage),
     "List what is kept narrower or weaker than the spec says, or as a dynamic value, with its "
     "line.",
     0, 0},
    {OPTION_FLAG, 0, "sizes", NULL, offsetof(settings, sizes),
     "Print the bytes of each C type, as they are where pointers have 64 bits.", 0, 0},
    {0},
};

static const option *const tables[] = {inspect_options, generation_options, network_options, common_options, NULL};

static const char *coverage_name(model_coverage_kind kind)
{
    switch (kind) {
    case MODEL_NARROWER: return "narrower";
    case MODEL_WEAKER: return "weaker";
    case MODEL_DYNAMIC: break;
    }
    return "dynamic";
}

static void add_coverage(buf *out, const model *self)
{
    for (size_t i = 0; i < self->coverage.count; i++) {
        const model_coverage *c = &self->coverage.items[i];
        diag_place place = node_place(c->node);
        if (place.file)
            buf_print(out, "%.*s:%u:%u: ", STR_ARG(place.file->name), (unsigned)place.line,
                      (unsigned)place.column);
        buf_print(out, "%s: %.*s: %.*s: %.*s\n", coverage_name(c->kind), STR_ARG(c->pointer),
                  STR_ARG(c->keyword), STR_ARG(c->reason));
    }
}

/** Runs the stages up to the one that is asked for and adds its result. */
static bool add_stage(pipeline *p, inspect_stage stage, buf *out)
{
    if (stage == INSPECT_DOCUMENT) {
        node_print(out, p->document->root);
        buf_char(out, '\n');
        return true;
    }
    if (!pipeline_schema(p, NULL))
        return false;
    if (stage == INSPECT_SCHEMA) {
        schema_print(p->graph, out);
        return true;
    }
    if (!pipeline_model(p))
        return false;
    if (stage == INSPECT_MODEL && !p->settings->coverage)
        model_print(p->model, out);
    if (stage == INSPECT_MODEL)
        return true;
    if (!pipeline_layout(p))
        return false;
    if (p->settings->sizes)
        plan_sizes(&p->middle, p->plan, out);
    else
        plan_print(p->plan, out);
    return true;
}

static bool check_usage(pipeline *p)
{
    const settings *s = p->settings;
    int questions = (s->stage >= 0) + s->coverage + s->sizes;
    if (!questions)
        diag_fail(&p->diag, DIAG_USAGE, "O2C-U010", (diag_place){0},
                  "say what to print: --stage=%s, --coverage or --sizes",
                  inspect_options[0].argument);
    else if (questions > 1)
        diag_fail(&p->diag, DIAG_USAGE, "O2C-U010", (diag_place){0},
                  "'--stage', '--coverage' and '--sizes' are different questions; ask one");
    return !p->diag.errors;
}

static int run(mem *m, settings *s)
{
    (void)m;
    pipeline p;
    pipeline_init(&p, s);
    buf out = BUF_INIT;
    inspect_stage stage = s->coverage ? INSPECT_MODEL
                          : s->sizes  ? INSPECT_LAYOUT
                                      : (inspect_stage)s->stage;
    if (check_usage(&p) && pipeline_load(&p) && add_stage(&p, stage, &out)) {
        if (s->coverage)
            add_coverage(&out, p.model);
        progress_end();
        if (out.len) /* nothing is NULL */
            fwrite(out.data, 1, out.len, stdout);
        report_flush(&p.diag);
    }
    buf_free(&out);
    return pipeline_end(&p);
}

const command command_inspect = {
    .name = "inspect",
    .arguments = "SPEC... --stage=STAGE | --coverage | --sizes [OPTION...]",
    .summary = "print what a stage makes of a spec",
    .details =
        "Prints the result of one stage of the generator, how well the spec is covered, or how "
        "large\nthe C types are, on standard output. SPEC '-' is standard input.",
    .options = tables,
    .takes_specs = true,
    .run = run,
};

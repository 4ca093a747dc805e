/** openapi2c: finds the subcommand, reads its options, calls it. */
#include "command/command.h"
#include "command/later.h"
#include "command/report.h"

static void fail_command(mem *m, diag *d, str name)
{
    if (later_command(name)) {
        diag_fail(d, DIAG_USAGE, "O2C-U002", (diag_place){0}, "'%.*s' comes with a later version",
                  STR_ARG(name));
        return;
    }
    texts names = {0};
    for (const command *const *c = commands; *c; c++)
        list_push(m, &names, str_of((*c)->name));
    str near = str_suggest(name, names.items, names.count);
    if (near.data)
        diag_fail(d, DIAG_USAGE, "O2C-U006", (diag_place){0},
                  "unknown command '%.*s'; did you mean '%.*s'?", STR_ARG(name), STR_ARG(near));
    else
        diag_fail(d, DIAG_USAGE, "O2C-U006", (diag_place){0},
                  "unknown command '%.*s'; 'openapi2c --help' lists them", STR_ARG(name));
}

/** Splits what is no option into the spec and the files after it. */
static void take_arguments(diag *d, const command *c, const texts *rest, settings *s)
{
    if (s->help)
        return;
    if (!rest->count) {
        diag_fail(d, DIAG_USAGE, "O2C-U007", (diag_place){0},
                  "no spec is given; usage: openapi2c %s %s", c->name, c->arguments);
        return;
    }
    s->spec = rest->items[0];
    texts *more = c->takes_specs ? &s->others : &s->files;
    more->items = rest->items + 1;
    more->count = rest->count - 1;
    if (more->count && !c->takes_files && !c->takes_specs)
        diag_fail(d, DIAG_USAGE, "O2C-U008", (diag_place){0},
                  "'%s' takes one spec; '%.*s' is too much", c->name, STR_ARG(rest->items[1]));
}

static int print_help(diag *d, const command *c)
{
    help_print(c, stdout);
    report_flush(d);
    return diag_status(d);
}

static int run_command(mem *m, diag *d, report_form *form, const command *c, int argc, char **argv)
{
    settings s = {.stage = -1, .unknown = -1};
    texts rest = {0};
    if (options_parse(m, d, c->options, argc, argv, &s, &rest))
        take_arguments(d, c, &rest, &s);
    *form = (report_form)s.diagnostics;
    if (d->errors)
        return diag_status(d);
    return s.help ? print_help(d, c) : c->run(m, &s);
}

/** `openapi2c help [COMMAND]` */
static int run_help(mem *m, diag *d, int argc, char **argv)
{
    const command *c = argc ? command_find(str_of(argv[0])) : NULL;
    if (!argc || c)
        return print_help(d, c);
    fail_command(m, d, str_of(argv[0]));
    return diag_status(d);
}

static int run(mem *m, diag *d, report_form *form, int argc, char **argv)
{
    if (!argc) {
        help_print(NULL, stderr);
        return DIAG_USAGE;
    }
    str name = str_of(argv[0]);
    if (str_eq(name, STR("--help")) || str_eq(name, STR("-h")) || str_eq(name, STR("help")))
        return run_help(m, d, argc - 1, argv + 1);
    if (str_eq(name, STR("--version")) || str_eq(name, STR("version"))) {
        version_print(stdout);
        report_flush(d);
        return diag_status(d);
    }
    const command *c = command_find(name);
    if (c)
        return run_command(m, d, form, c, argc - 1, argv + 1);
    fail_command(m, d, name);
    return diag_status(d);
}

int main(int argc, char **argv)
{
    mem m = MEM_INIT;
    diag d;
    diag_init(&d);
    report_form form = REPORT_TEXT;
    int status = run(&m, &d, &form, argc > 0 ? argc - 1 : 0, argv + 1);
    int own = diag_status(&d);
    if (d.items.count) /* the subcommand reports for itself */
        report(&d, form, stderr);
    diag_free(&d);
    mem_free(&m);
    return status > own ? status : own;
}

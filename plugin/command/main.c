/** openapi2c: finds the subcommand, reads its options, calls it. */
#include "command/command.h"
#include "command/config.h"
#include "command/later.h"
#include "command/report.h"
#include "source/source.h"

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

/** The configuration that counts: the one that is asked for; where nothing is named, that of the folder. */
static str find_config(mem *m, const command *c, const texts *rest, const settings *s)
{
    if (!option_find(c->options, STR("config")) || s->help)
        return STR_NULL;
    if (s->config.data || rest->count || source_is_absent(m, STR(CONFIG_NAME)))
        return s->config;
    return STR(CONFIG_NAME);
}

/** What is no option: the specs or the spec, which the configuration may have named, and files. */
static void take_arguments(diag *d, const command *c, const texts *rest, settings *s)
{
    bool named = s->spec.data != NULL;
    if (!named && rest->count)
        s->spec = rest->items[0];
    texts *more = c->takes_specs ? &s->others : &s->files;
    size_t taken = named || !rest->count ? 0 : 1;
    if (rest->count > taken) {
        more->items = rest->items + taken;
        more->count = more->room = rest->count - taken;
    }
    if (!s->spec.data && !c->needs_no_spec)
        diag_fail(d, DIAG_USAGE, "O2C-U007", (diag_place){0},
                  "no spec is given; usage: openapi2c %s %s", c->name, c->arguments);
    else if (more->count && !c->takes_files && !c->takes_specs)
        diag_fail(d, DIAG_USAGE, "O2C-U008", (diag_place){0},
                  "'%s' takes one spec; '%.*s' is too much", c->name, STR_ARG(more->items[0]));
}

/** Everything that the command line and the configuration say. */
static void take_all(mem *m, diag *d, const command *c, int argc, char **argv, settings *s)
{
    texts rest = {0};
    given_options given;
    if (!options_parse(m, d, c->options, argc, argv, s, &rest, &given) || s->help)
        return;
    str config = find_config(m, c, &rest, s);
    bool specs = !rest.count || c->takes_files;
    if (!config.data || config_load(m, d, c, config, specs, &given, s))
        take_arguments(d, c, &rest, s);
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
    take_all(m, d, c, argc, argv, &s);
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

/** openapi2c init: a configuration to start from, with everything that there is, in comments. */
#include "command/config.h"
#include "command/prefix.h"
#include "command/report.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const option *const tables[] = {common_options, NULL};

static void add_comment(buf *out, str text)
{
    options_wrap(out, "# ", 96, text);
}

/* A value that the option takes, to be changed. */
static void add_example(buf *out, const option *o)
{
    const char *first = o->argument ? o->argument : "";
    switch (o->kind) {
    case OPTION_FLAG: buf_text(out, "true"); return;
    case OPTION_NUMBER: buf_print(out, "%u", (unsigned)o->from); return;
    case OPTION_CHOICE: buf_print(out, "%.*s", (int)str_find(str_of(first), '|'), first); return;
    case OPTION_LIST: buf_print(out, "['%s']", first); return;
    case OPTION_NAMES: buf_text(out, "[all]"); return;
    case OPTION_TEXT: buf_print(out, "%s", first); return;
    case OPTION_SET:
    case OPTION_END: return;
    }
}

static void add_option(buf *out, const config_key *key)
{
    const option *o = config_option(key);
    buf_char(out, '\n');
    add_comment(out, str_of(o->help));
    buf_print(out, "# %s: ", key->name);
    add_example(out, o);
    if (o->kind == OPTION_CHOICE)
        buf_print(out, " # %s", o->argument);
    buf_char(out, '\n');
}

static void add_specs(buf *out, const settings *s)
{
    buf_text(out, "\nspecs:\n");
    buf_text(out, "  - ");
    buf_json(out, s->spec.data ? s->spec : STR("openapi.yaml"));
    for (size_t i = 0; i < s->others.count; i++) {
        buf_text(out, "\n  - ");
        buf_json(out, s->others.items[i]);
    }
    buf_char(out, '\n');
}

static void add_schemas(buf *out)
{
    buf_text(out, "\n");
    add_comment(
        out,
        STR("What is chosen for single schemas: those whose JSON Pointer 'at' matches, or whose "
            "name where it has no '/', with the wildcards *, ** and ?. Later entries win. A "
            "spec says the same with x-o2c-name and so on beside a schema's keywords."));
    buf_text(out, "# schemas:\n#   - at: '#/components/schemas/Pet/properties/owner'\n");
    for (size_t i = 0; i < SCHEMA_CHOICE_COUNT; i++) {
        const schema_choice *c = &schema_choice_table[i];
        options_wrap(out, "#     # ", 90, str_of(c->help));
        if (c->values)
            buf_print(out, "#     %s: %.*s # %s\n", c->name, (int)str_find(str_of(c->values), '|'),
                      c->values, c->values);
        else
            buf_print(out, "#     %s: NAME\n", c->name);
    }
}

static void add_file(buf *out, const settings *s)
{
    add_comment(
        out, STR("What 'openapi2c generate' does in this folder; 'check', 'inspect' and 'try' read "
                 "it, too. The command line wins. Paths are relative to this file."));
    add_specs(out, s);
    for (size_t i = 0; i < CONFIG_KEY_COUNT; i++)
        add_option(out, &config_keys[i]);
    add_schemas(out);
}

static bool write_whole(int fd, str text)
{
    while (text.len) {
        ssize_t n = write(fd, text.data, text.len);
        if (n < 0 && errno != EINTR)
            return false;
        text = str_slice(text, n > 0 ? (size_t)n : 0, text.len);
    }
    return true;
}

/* Never over another file. */
static bool write_file(diag *d, str text)
{
    int fd = open(CONFIG_NAME, O_WRONLY | O_CREAT | O_EXCL, 0666);
    bool ok = fd >= 0 && write_whole(fd, text);
    int reason = errno;
    if (fd >= 0 && close(fd) != 0 && ok) {
        reason = errno;
        ok = false;
    }
    if (fd >= 0 && !ok)
        unlink(CONFIG_NAME);
    if (!ok && fd < 0 && reason == EEXIST)
        diag_fail(d, DIAG_IO, "O2C-I004", (diag_place){0},
                  "'" CONFIG_NAME "' is there already; it is left as it is");
    else if (!ok)
        diag_fail(d, DIAG_IO, "O2C-I004", (diag_place){0}, "cannot write '" CONFIG_NAME "': %s",
                  strerror(reason));
    return ok;
}

static int run(mem *m, settings *s)
{
    (void)m;
    diag d;
    buf text = BUF_INIT;
    diag_init(&d);
    add_file(&text, s);
    write_file(&d, buf_str(&text));
    report(&d, (report_form)s->diagnostics, stderr);
    int status = diag_status(&d);
    buf_free(&text);
    diag_free(&d);
    return status;
}

const command command_init = {
    .name = "init",
    .arguments = "[SPEC...]",
    .summary = "write a configuration to start from",
    .details = "Writes " CONFIG_NAME
               " for the specs, with every setting in a comment. A file that is there\n"
               "is left as it is.",
    .options = tables,
    .takes_specs = true,
    .needs_no_spec = true,
    .run = run,
};

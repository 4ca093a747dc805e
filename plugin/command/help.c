/** --help and --version. */
#include "command/command.h"
#include "source/remote.h"

#include <string.h>

enum { NAME_COLUMN = 11 };

static void add_whole(buf *out)
{
    buf_text(out, "Usage: openapi2c COMMAND [ARGUMENT...]\n\n"
                  "Turns OpenAPI and JSON Schema documents into plain C11: structs, decoders,\n"
                  "encoders and unions that link against the small library libo2c.\n\n"
                  "Commands:\n");
    for (const command *const *c = commands; *c; c++) {
        buf_print(out, "    %s", (*c)->name);
        for (size_t column = strlen((*c)->name); column < NAME_COLUMN; column++)
            buf_char(out, ' ');
        buf_print(out, "%s\n", (*c)->summary);
    }
    buf_text(out,
             "    help       print the help of a command\n\n"
             "    -h, --help, --version\n\n"
             "Exit status: 0 done, 1 the spec (or a document) is wrong, 2 usage, 3 a file or the\n"
             "network cannot be read or written, 70 a bug of ours.\n\n"
             "'openapi2c COMMAND --help' has a command's options.\n");
}

static void add_command(buf *out, const command *c)
{
    buf_print(out, "Usage: openapi2c %s %s\n\n%s\n", c->name, c->arguments, c->details);
    buf_text(out, "\nOptions:\n");
    options_help(out, c->options);
}

void help_print(const command *c, FILE *stream)
{
    buf out = BUF_INIT;
    if (c)
        add_command(&out, c);
    else
        add_whole(&out);
    fwrite(out.data, 1, out.len, stream);
    buf_free(&out);
}

void version_print(FILE *stream)
{
    const char *network = remote_version();
    fprintf(stream, "openapi2c %s (runtime ABI %d; %s%s)\n", OPENAPI2C_VERSION, O2C_RT_ABI,
            network ? "remote documents by libcurl " : "without remote documents",
            network ? network : "");
}

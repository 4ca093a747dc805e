#include "command/command.h"

#include "command/report.h"
#include "layout/plan.h"

const command *const commands[] = {
    &command_generate, &command_check, &command_try,  &command_inspect,
    &command_explain,  &command_fetch, &command_init, NULL};

const option generation_options[] = {
    {OPTION_TEXT, 0, "config", "FILE", offsetof(settings, config),
     "Read settings from this file; without SPEC, openapi2c.yaml of the current folder is read. "
     "What "
     "the command line says wins.",
     0, 0},
    {OPTION_TEXT, 'p', "prefix", "NAME", offsetof(settings, prefix),
     "Prefix of all C names and file names. Default: the spec's file name made an identifier.", 0,
     0},
    {OPTION_NUMBER, 0, "shards", "N", offsetof(settings, shards),
     "Number of .c files. Default: as many as the size asks for.", 1, 999},
    {OPTION_CHOICE, 0, "unknown", "ignore|reject|keep", offsetof(settings, unknown),
     "What happens to members that a schema does not declare. Default: ignore; they are still "
     "checked as JSON.",
     0, 0},
    {OPTION_SET, 0, "keep-unknown", NULL, offsetof(settings, unknown),
     "The same as --unknown=keep: they are kept and written back.", LAYOUT_UNKNOWN_KEEP, 0},
    {OPTION_FLAG, 0, "accept-field-names", NULL, offsetof(settings, accept_field_names),
     "Accept a property under its C name as well as its wire name.", 0, 0},
    {OPTION_FLAG, 0, "open-unions", NULL, offsetof(settings, open_unions),
     "Keep values with an unknown tag instead of refusing them.", 0, 0},
    {OPTION_FLAG, 0, "open-enums", NULL, offsetof(settings, open_enums),
     "Keep unknown values of string enumerations instead of refusing them.", 0, 0},
    {OPTION_CHOICE, 0, "duplicates", "error|last", offsetof(settings, duplicates),
     "What happens to a declared member that is given twice. Default: error.", 0, 0},
    {OPTION_LIST, 0, "map", "URL-PREFIX=DIR", offsetof(settings, maps),
     "Answer references to URLs that start with this from files in a folder. May be given again.",
     0, 0},
    {OPTION_FLAG, 0, "exact", NULL, offsetof(settings, exact),
     "Take the schemas to the letter: no 'type' is implied by other keywords, a discriminator is an "
     "annotation and oneOf counts, numbers are kept as values whatever their size, and of members "
     "given twice the last counts.",
     0, 0},
    {OPTION_TEXT, 0, "dialect", "NAME", offsetof(settings, dialect),
     "Dialect of specs that name none: draft4, draft6, draft7, draft2019-09, draft2020-12 (the "
     "default), "
     "swagger2.0, openapi3.0, openapi3.1 or openapi3.2.",
     0, 0},
    {OPTION_CHOICE, 0, "formats", "default|assert|annotate", offsetof(settings, formats),
     "Whether strings are checked against 'format'. By default those of OpenAPI documents are, and "
     "those of a JSON Schema are not. Formats that are not known never are.",
     0, 0},
    {OPTION_NAMES, 0, "typed-formats", "FORMAT,...", offsetof(settings, typed_formats),
     "Keep strings of these formats (all, if none is named) as what they say instead of as text: "
     "uuid, date-time, date, time, duration, ipv4, ipv6, byte, base64url, int64, uint64.",
     0, 0},
    {OPTION_FLAG, 0, "strict", NULL, offsetof(settings, strict),
     "What would be weaker than the spec says is an error.", 0, 0},
    {OPTION_LIST, 0, "only", "SELECTOR", offsetof(settings, only),
     "Make types for this alone and for what it needs: a schema by NAME or '#/JSON/Pointer', "
     "'tag:NAME', 'path:/pets/**' or 'operation:ID', with the wildcards *, ** and ?. May be given "
     "again.",
     0, 0},
    {OPTION_LIST, 0, "except", "SELECTOR", offsetof(settings, except),
     "Leave this out, unless something else needs it. May be given again.", 0, 0},
    {OPTION_TEXT, 0, "names", "FILE", offsetof(settings, names),
     "Keep C names in this file: what is in it keeps its name, what is new gets one and a line. "
     "'generate' makes it if it is not there.",
     0, 0},
    {OPTION_TEXT, 0, "templates", "DIR", offsetof(settings, templates),
     "Templates in this folder replace the built-in ones of the same name.", 0, 0},
    {0},
};

const option common_options[] = {
    {OPTION_CHOICE, 0, "diagnostics", REPORT_FORMS, offsetof(settings, diagnostics),
     "Form of messages. Default: text.", 0, 0},
    {OPTION_FLAG, 'h', "help", NULL, offsetof(settings, help), "Print this help.", 0, 0},
    {0},
};

const command *command_find(str name)
{
    for (const command *const *c = commands; *c; c++)
        if (str_eq(str_of((*c)->name), name))
            return *c;
    return NULL;
}

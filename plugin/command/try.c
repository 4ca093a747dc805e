/** openapi2c try: generates, compiles with the system's C compiler, and decodes documents. */
#include "command/command.h"
#include "command/network.h"
#include "command/pipeline.h"
#include "command/progress.h"
#include "command/report.h"
#include "command/temp.h"
#include "command/try_build.h"
#include "command/try_names.h"
#include "command/try_run.h"
#include "source/source.h"

enum { MAX_DEPTH = 100000, MAX_INPUT_GIB = 4 };

static const option try_options[] = {
    {OPTION_TEXT, 's', "schema", "NAME", offsetof(settings, schema),
     "What FILEs and --instances are: a member of components/schemas, definitions or $defs, else a "
     "JSON "
     "Pointer, else an operation's type such as getPet.response.200. Default: the root, if SPEC is a JSON "
     "Schema.",
     0, 0},
    {OPTION_LIST, 0, "instances", "FILE", offsetof(settings, instances),
     "A document a line, each expected to be valid.", 0, 0},
    {OPTION_LIST, 0, "cases", "FILE", offsetof(settings, cases),
     "A case a line: {\"schema\": NAME or JSON Pointer, \"valid\": bool, \"doc\": any}, or "
     "\"text\": "
     "string instead of doc; \"pointer\": where an invalid one must fail.",
     0, 0},
    {OPTION_NUMBER, 0, "max-depth", "N", offsetof(settings, max_depth),
     "The reader's limit of nested arrays and objects. Default: 1024.", 1, MAX_DEPTH},
    {OPTION_TEXT, 0, "cc", "COMMAND", offsetof(settings, cc),
     "The C compiler. Default: $CC, else tcc, gcc or clang.", 0, 0},
    {OPTION_LIST, 0, "cflags", "FLAGS", offsetof(settings, cflags),
     "More flags for it, separated by spaces: --cflags \"-O1 -fsanitize=address\"", 0, 0},
    {OPTION_TEXT, 0, "keep-temp", "DIR", offsetof(settings, keep_temp),
     "Build in this folder and leave it behind.", 0, 0},
    {0},
};

static const option *const tables[] = {try_options, generation_options, network_options, common_options, NULL};

/** A run of `try`. */
typedef struct try_state {
    pipeline *p;
    mem *m;     /* lives as long as the documents */
    bool named; /* it was said what the documents are */
    try_cases cases;
    try_names names;
    try_types types;
    try_record *records; /* one a case */
} try_state;

/* ---- what is to be tried ---- */

static bool check_usage(diag *d, const settings *s)
{
    if (!s->files.count && !s->instances.count && !s->cases.count)
        diag_fail(d, DIAG_USAGE, "O2C-U011", (diag_place){0},
                  "nothing to try: give FILE..., --instances FILE or --cases FILE");
    return !d->errors;
}

/** Without --schema a JSON Schema is meant as a whole; an OpenAPI document is none. */
static bool check_root(const try_state *t)
{
    const node *root = t->p->document->root;
    bool whole = !node_get(root, STR("openapi")) && !node_get(root, STR("swagger"));
    if (t->named || whole)
        return true;
    diag_fail(&t->p->diag, DIAG_USAGE, "O2C-U011", (diag_place){0},
              "say what the documents are: --schema NAME");
    return false;
}

/** An input is read once: standard input can be one of them. */
static bool count_stdin(diag *d, const settings *s)
{
    const texts *lists[] = {&s->files, &s->instances, &s->cases};
    size_t count = str_eq(s->spec, STR("-"));
    for (int i = 0; i < 3; i++)
        for (size_t j = 0; j < lists[i]->count; j++)
            count += str_eq(lists[i]->items[j], STR("-"));
    if (count > 1)
        diag_fail(d, DIAG_USAGE, "O2C-U012", (diag_place){0}, "'-' is given %zu times", count);
    return count <= 1;
}

static bool read_input(try_state *t, str file, str *text)
{
    return source_read_file(t->m, &t->p->diag, file, (size_t)MAX_INPUT_GIB << 30, text);
}

/** Reads all documents and cases. False after errors: every file that cannot be read. */
static bool read_cases(try_state *t)
{
    const settings *s = t->p->settings;
    str text;
    progress_step("reading the documents");
    for (size_t i = 0; i < s->files.count; i++)
        if (read_input(t, s->files.items[i], &text))
            try_cases_add_file(t->m, &t->cases, s->files.items[i], text, s->schema);
    for (size_t i = 0; i < s->instances.count; i++)
        if (read_input(t, s->instances.items[i], &text))
            try_cases_add_instances(t->m, &t->cases, s->instances.items[i], text, s->schema);
    for (size_t i = 0; i < s->cases.count; i++)
        if (read_input(t, s->cases.items[i], &text))
            try_cases_add_cases(t->m, &t->cases, s->cases.items[i], text);
    return !t->p->diag.errors;
}

/* ---- which types ---- */

static void collect_names(try_state *t)
{
    const settings *s = t->p->settings;
    try_names_init(&t->names, t->m);
    if (s->schema.data)
        try_names_add(&t->names, s->schema);
    for (size_t i = 0; i < t->cases.count; i++)
        if (!t->cases.items[i].fault.data)
            try_names_add(&t->names, t->cases.items[i].schema);
}

/** Position of the type in the driver's table. */
static size_t type_index(try_state *t, map *known, const plan_type *type)
{
    size_t *index = map_get(known, type->c_name);
    if (!index) {
        index = mem_new(t->m, size_t);
        *index = t->types.count;
        map_put(known, type->c_name, index);
        list_push(t->m, &t->types, type);
    }
    return *index;
}

static void make_records(try_state *t)
{
    map known;
    map_init(&known, t->m);
    t->records = mem_array(t->m, try_record, t->cases.count);
    for (size_t i = 0; i < t->cases.count; i++) {
        try_record *r = &t->records[i];
        r->what = &t->cases.items[i];
        if (r->what->fault.data)
            continue;
        const try_name *name = try_names_add(&t->names, r->what->schema);
        r->problem = name->problem;
        if (!r->problem.data)
            r->type = type_index(t, &known, name->root->type);
    }
}

/** A wrong --schema ends the run; a wrong name in a case is that case's failure. */
static bool check_schema(try_state *t)
{
    const settings *s = t->p->settings;
    if (!s->schema.data)
        return true;
    const try_name *name = try_names_add(&t->names, s->schema);
    if (name->problem.data)
        diag_fail(&t->p->diag, DIAG_USAGE, "O2C-U013", (diag_place){0}, "%.*s",
                  STR_ARG(name->problem));
    return !name->problem.data;
}

static bool plan_types(try_state *t)
{
    pipeline *p = t->p;
    texts pointers = {0};
    if (!pipeline_load(p) || !check_root(t))
        return false;
    collect_names(t);
    try_names_locate(&t->names, p->document, &pointers);
    const schema_options options = {.pointers = pointers.items, .pointer_count = pointers.count};
    if (!pipeline_schema(p, &options) || !pipeline_model(p) || !pipeline_layout(p))
        return false;
    try_names_resolve(&t->names, p->document, p->plan);
    make_records(t);
    return check_schema(t);
}

/* ---- the run ---- */

static bool build_and_run(try_state *t, str folder, try_counts *counts)
{
    pipeline *p = t->p;
    str program;
    if (!try_build(p, folder, &t->types, &program))
        return false;
    str side_file = str_print(t->m, "%.*s/%.*s.map", STR_ARG(folder), STR_ARG(p->prefix));
    return try_run(t->m, &p->diag, program, folder, side_file, p->settings->max_depth, t->records,
                   t->cases.count, counts);
}

/** Everything happens in a folder that is removed in the end, whatever happens. */
static bool run_in_folder(try_state *t, try_counts *counts)
{
    str kept = t->p->settings->keep_temp, folder = kept;
    temp_catch_signals();
    if (!kept.data && !temp_make(t->m, &t->p->diag, &folder))
        return false;
    bool ok = build_and_run(t, folder, counts);
    progress_end();
    if (!kept.data)
        temp_remove(folder);
    temp_release_signals();
    return ok;
}

/** Whole files say for themselves what became of them. */
static void print_counts(const settings *s, const try_counts *counts)
{
    if ((s->cases.count || s->instances.count) && counts->passed + counts->failed)
        printf("%zu passed, %zu failed\n", counts->passed, counts->failed);
}

static int run(mem *m, settings *s)
{
    pipeline p;
    pipeline_init(&p, s);
    try_state t = {.p = &p, .m = m};
    p.whole_paths = true;
    try_counts counts = {0, 0};
    t.named = s->schema.data || !(s->files.count || s->instances.count);
    if (!t.named)
        s->schema = STR("");
    if (s->unknown < 0)
        s->unknown = LAYOUT_UNKNOWN_KEEP;
    bool ready =
        check_usage(&p.diag, s) && count_stdin(&p.diag, s) && read_cases(&t) && plan_types(&t);
    if (ready)
        run_in_folder(&t, &counts);
    print_counts(s, &counts);
    report_flush(&p.diag);
    int status = pipeline_end(&p);
    return !status && counts.failed ? 1 : status;
}

const command command_try = {
    .name = "try",
    .arguments = "SPEC [--schema NAME] FILE... | --instances FILE | --cases FILE",
    .summary = "generate, compile, and decode documents",
    .details =
        "Generates C for SPEC (with --keep-unknown unless --unknown says otherwise), compiles it "
        "in a "
        "temporary\nfolder, decodes the documents and says what the decoder says. What is valid is "
        "encoded again and\nmust be the same JSON value.",
    .options = tables,
    .takes_files = true,
    .run = run,
};

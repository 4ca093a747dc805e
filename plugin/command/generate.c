/** openapi2c generate: a spec in, C files out. */
#include "command/bundle.h"
#include "command/command.h"
#include "command/network.h"
#include "command/pipeline.h"

#include <dirent.h>
#include <stdlib.h>

static const option generate_options[] = {
    {OPTION_TEXT, 'o', "out", "DIR", offsetof(settings, out),
     "Where the files go; made if it is not there. Default: the current folder.", 0, 0},
    {OPTION_FLAG, 0, "bundle-runtime", NULL, offsetof(settings, bundle_runtime),
     "Write the runtime's sources as well, under DIR/o2c: cc -IDIR DIR/*.c DIR/o2c/src/*.c", 0, 0},
    {OPTION_FLAG, 0, "source-map", NULL, offsetof(settings, source_map),
     "Write NAME.map as well: the line of the spec of each schema that errors name.", 0, 0},
    {OPTION_TEXT, 0, "depfile", "FILE", offsetof(settings, depfile),
     "Write a Make rule with every file that was read.", 0, 0},
    {OPTION_TEXT, 0, "stamp", "FILE", offsetof(settings, stamp),
     "Write this file at the end, even if no other changed; the depfile's target. Without it that "
     "is "
     "the header.",
     0, 0},
    {OPTION_FLAG, 'q', "quiet", NULL, offsetof(settings, quiet), "Print no summary, only problems.",
     0, 0},
    {0},
};

static const option *const tables[] = {generate_options, generation_options, network_update_options, network_options, common_options, NULL};

static int compare_texts(const void *a, const void *b)
{
    return str_compare(*(const str *)a, *(const str *)b);
}

/** The files of the --templates folder, sorted. That it can be read was seen when they were loaded. */
static void add_template_files(mem *m, str folder, texts *inputs)
{
    DIR *entries = opendir(str_copy(m, folder).data);
    if (!entries)
        return;
    size_t first = inputs->count;
    for (struct dirent *e = readdir(entries); e; e = readdir(entries))
        if (e->d_name[0] != '.')
            list_push(m, inputs, str_print(m, "%.*s/%s", STR_ARG(folder), e->d_name));
    closedir(entries);
    qsort(inputs->items + first, inputs->count - first, sizeof *inputs->items, compare_texts);
}

static bool is_here(str folder)
{
    return !folder.len || str_eq(folder, STR("."));
}

/** What the depfile says is made: the stamp, or the header that users include. */
static str depfile_target(mem *m, const pipeline *p)
{
    const settings *s = p->settings;
    if (s->stamp.data)
        return s->stamp;
    if (is_here(s->out))
        return str_print(m, "%.*s.h", STR_ARG(p->prefix));
    return str_print(m, "%.*s/%.*s.h", STR_ARG(s->out), STR_ARG(p->prefix));
}

/** The file of a document: standard input, the network and the meta-schemas that are built in have none. */
static void add_source(mem *m, const document *doc, texts *inputs)
{
    if (!doc->fetched && !str_eq(doc->file.name, STR("<stdin>")) &&
        !str_eq(doc->file.name, doc->uri))
        list_push(m, inputs, doc->file.name);
}

static void add_names(pipeline *p, output *out)
{
    buf text = BUF_INIT;
    name_lock_print(p->names, &text);
    output_add_at(out, p->settings->names, buf_take(&text, &p->output));
}

static void add_depfile(pipeline *p, output *out)
{
    const settings *s = p->settings;
    texts inputs = {0};
    for (size_t i = 0; i < p->sources.all.count; i++)
        add_source(&p->output, p->sources.all.items[i], &inputs);
    if (p->lock.data && !s->update)
        list_push(&p->output, &inputs, p->lock);
    if (s->config.data)
        list_push(&p->output, &inputs, s->config);
    if (s->names.data)
        list_push(&p->output, &inputs, s->names);
    if (s->templates.data)
        add_template_files(&p->output, s->templates, &inputs);
    buf rule = BUF_INIT;
    output_depfile(&rule, depfile_target(&p->output, p), inputs.items, inputs.count, &p->diag);
    output_add_at(out, s->depfile, buf_take(&rule, &p->output));
}

static bool run_stages(pipeline *p)
{
    return pipeline_load(p) && pipeline_schema(p, NULL) && pipeline_model(p) && pipeline_layout(p);
}

static bool write_files(pipeline *p, output_counts *counts)
{
    const settings *s = p->settings;
    output *out = output_new(&p->output, s->out);
    if (!pipeline_emit(p, out))
        return false;
    if (s->bundle_runtime)
        bundle_add(&p->output, out, p->plan->needs_pcre2, NULL);
    if (s->names.data)
        add_names(p, out);
    if (s->depfile.data)
        add_depfile(p, out);
    network_add_lock(p, out);
    if (s->stamp.data)
        output_set_stamp(out, s->stamp);
    return output_commit(out, &p->diag, counts);
}

static void print_summary(const pipeline *p, const output_counts *counts)
{
    size_t types = p->plan->types.count, files = counts->written + counts->unchanged;
    fprintf(stderr, "%.*s: %zu type%s, %zu file%s, %zu written\n", STR_ARG(p->prefix), types,
            types == 1 ? "" : "s", files, files == 1 ? "" : "s", counts->written);
}

static int run(mem *m, settings *s)
{
    (void)m;
    pipeline p;
    pipeline_init(&p, s);
    output_counts counts = {0};
    bool ok = run_stages(&p) && write_files(&p, &counts);
    pipeline_report(&p);
    if (ok && !s->quiet)
        print_summary(&p, &counts);
    return pipeline_end(&p);
}

const command command_generate = {
    .name = "generate",
    .arguments = "SPEC... [-o DIR] [--prefix NAME] [OPTION...]",
    .summary = "write C for a spec",
    .details =
        "Writes NAME.h, NAME_types_N.h and NAME_N.c for the OpenAPI document or JSON Schema SPEC, "
        "in YAML or\nJSON; '-' is standard input. Several of them make one library, with each "
        "shared type "
        "once.  Files that would not change are not touched; "
        "after an error nothing is\nwritten.",
    .options = tables,
    .takes_specs = true,
    .run = run,
};

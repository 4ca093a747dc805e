/** openapi2c fetch: remote documents into files, the cache and the lock. */
#include "command/command.h"
#include "command/network.h"
#include "command/pipeline.h"
#include "command/progress.h"
#include "command/report.h"
#include "source/remote.h"

#include <unistd.h>

static const option fetch_options_table[] = {
    {OPTION_TEXT, 'o', "out", "FILE", offsetof(settings, out),
     "Write the document to this file. Default: standard output.", 0, 0},
    {OPTION_FLAG, 0, "refs", NULL, offsetof(settings, refs),
     "Fetch what SPECs refer to as well, into the cache; they may be files, then. Nothing is "
     "written "
     "but the lock.",
     0, 0},
    {OPTION_FLAG, 'q', "quiet", NULL, offsetof(settings, quiet), "Print no summary, only problems.",
     0, 0},
    {0},
};

static const option *const tables[] = {fetch_options_table, network_update_options, network_options,
                                       common_options, NULL};

/* What a run has fetched. */
typedef struct haul {
    size_t documents, bytes;
    str body; /* of the last */
} haul;

static bool check_usage(pipeline *p)
{
    const settings *s = p->settings;
    bool several = s->others.count > 0 || s->refs;
    if (several && s->out.data)
        diag_fail(&p->diag, DIAG_USAGE, "O2C-U014", (diag_place){0},
                  "'--out' is for one document alone");
    for (size_t i = 0; !s->refs && i <= s->others.count; i++) {
        str one = i ? s->others.items[i - 1] : s->spec;
        if (!url_is_remote(one))
            diag_fail(&p->diag, DIAG_USAGE, "O2C-U014", (diag_place){0},
                      "'%.*s' is no http: or https: URL", STR_ARG(one));
    }
    return !p->diag.errors;
}

static void fetch_one(pipeline *p, str name, haul *h)
{
    fetched got;
    fetch_failure fault;
    diag_file *file = mem_new(&p->diag.m, diag_file);
    file->name = name;
    remote_name(p->remote, name);
    if (!remote_get(p->remote, name, &got, &fault)) {
        diag_fail(&p->diag, DIAG_IO, fault.code, (diag_place){.file = file}, "%.*s",
                  STR_ARG(fault.text));
        return;
    }
    h->documents++;
    h->bytes += got.body.len;
    h->body = got.body;
}

static void fetch_named(pipeline *p, haul *h)
{
    const settings *s = p->settings;
    if (!network_open(p))
        return;
    fetch_one(p, s->spec, h);
    for (size_t i = 0; i < s->others.count; i++)
        fetch_one(p, s->others.items[i], h);
}

static void fetch_referred(pipeline *p, haul *h)
{
    if (!pipeline_load(p))
        return;
    p->sources.fetch = true;
    pipeline_schema(p, NULL);
    for (size_t i = 0; i < p->sources.all.count; i++) {
        const document *doc = p->sources.all.items[i];
        h->documents += doc->fetched;
        h->bytes += doc->fetched ? doc->file.text.len : 0;
    }
}

static bool write_files(pipeline *p, const haul *h)
{
    const settings *s = p->settings;
    output *out = output_new(&p->output, STR("."));
    if (s->out.data)
        output_add_at(out, s->out, h->body);
    network_add_lock(p, out);
    return output_commit(out, &p->diag, NULL);
}

static void conclude(pipeline *p, const haul *h)
{
    const settings *s = p->settings;
    bool to_stdout = !s->out.data && !s->others.count && !s->refs;
    if (p->diag.errors || !write_files(p, h))
        return;
    progress_end();
    if (to_stdout && h->body.len)
        fwrite(h->body.data, 1, h->body.len, stdout);
    if (to_stdout)
        report_flush(&p->diag);
    else if (!s->quiet)
        fprintf(stderr, "%zu remote document%s, %zu bytes\n", h->documents,
                h->documents == 1 ? "" : "s", h->bytes);
}

static int run(mem *m, settings *s)
{
    (void)m;
    pipeline p;
    haul h = {0};
    pipeline_init(&p, s);
    progress_step("fetching");
    if (check_usage(&p) && s->refs)
        fetch_referred(&p, &h);
    else if (!p.diag.errors)
        fetch_named(&p, &h);
    conclude(&p, &h);
    return pipeline_end(&p);
}

const command command_fetch = {
    .name = "fetch",
    .arguments = "URL... [-o FILE] [OPTION...]",
    .summary = "fetch remote documents",
    .details =
        "Fetches documents as 'generate' does, with its rules and limits, and prints the one or "
        "writes "
        "it to\nFILE; several go to the cache alone. With '--update' their hashes go to the lock.",
    .options = tables,
    .takes_specs = true,
    .run = run,
};

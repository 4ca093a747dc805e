#include "command/pipeline.h"

#include "command/network.h"
#include "command/prefix.h"
#include "command/progress.h"
#include "command/report.h"
#include "emit/emit.h"
#include "schema/places.h"
#include "source/remote.h"
#include "source/source.h"

void pipeline_init(pipeline *p, const settings *s)
{
    *p = (pipeline){.settings = s, .problems = stderr, .documents = MEM_INIT, .middle = MEM_INIT, .output = MEM_INIT};
    diag_init(&p->diag);
}

void pipeline_report(pipeline *p)
{
    if (!p->reported)
        report(&p->diag, (report_form)p->settings->diagnostics, p->problems);
    p->reported = true;
}

int pipeline_end(pipeline *p)
{
    pipeline_report(p);
    int status = diag_status(&p->diag);
    remote_free(p->remote);
    diag_free(&p->diag);
    mem_free(&p->output);
    mem_free(&p->middle);
    mem_free(&p->documents);
    return status;
}

/** Standard input has no name of its own. */
static str prefix_of_spec(pipeline *p, str spec)
{
    if (str_eq(spec, STR("-")))
        return STR("api");
    return prefix_of_file(&p->documents, url_is_remote(spec) ? url_file_name(spec) : spec);
}

static bool choose_prefix(pipeline *p)
{
    const settings *s = p->settings;
    if (!s->prefix.data) {
        p->prefix = prefix_of_spec(p, s->spec);
        return true;
    }
    p->prefix = s->prefix;
    return prefix_check(&p->diag, s->prefix);
}

static bool set_sources(pipeline *p)
{
    const settings *s = p->settings;
    documents_init(&p->sources, &p->documents, &p->diag);
    for (size_t i = 0; i < s->maps.count; i++)
        if (!documents_map_prefix(&p->sources, s->maps.items[i]))
            diag_fail(&p->diag, DIAG_USAGE, "O2C-U004", (diag_place){0},
                      "'--map' takes URL-PREFIX=DIR, not '%.*s'", STR_ARG(s->maps.items[i]));
    if (s->dialect.data && !schema_is_dialect(s->dialect))
        diag_fail(&p->diag, DIAG_USAGE, "O2C-U004", (diag_place){0},
                  "'--dialect' takes draft4, draft6, draft7, draft2019-09, draft2020-12, "
                  "swagger2.0, openapi3.0, openapi3.1 or openapi3.2, not '%.*s'",
                  STR_ARG(s->dialect));
    network_open(p);
    p->sources.remote = p->remote;
    p->sources.fetch = s->fetch;
    return !p->diag.errors;
}

bool pipeline_load(pipeline *p)
{
    const texts *others = &p->settings->others;
    if (!choose_prefix(p) || !set_sources(p))
        return false;
    progress_step("reading the spec");
    p->document = documents_open(&p->sources, p->settings->spec);
    p->others = mem_array(&p->documents, document *, others->count);
    for (size_t i = 0; i < others->count; i++)
        p->others[i] = documents_open(&p->sources, others->items[i]);
    return p->document && !p->diag.errors;
}

static const schema_selector *selectors_of(pipeline *p, const texts *list, const diag_place *places)
{
    schema_selector *out = mem_array(&p->middle, schema_selector, list->count);
    for (size_t i = 0; i < list->count; i++)
        out[i] = (schema_selector){list->items[i], places ? places[i] : (diag_place){0}};
    return out;
}

/* The formats that --typed-formats names, as bits. */
static uint32_t typed_formats(pipeline *p)
{
    const texts *names = &p->settings->typed_formats;
    uint32_t bits = 0;
    for (size_t i = 0; i < names->count; i++) {
        o2c_format format = model_typed_find(names->items[i]);
        if (str_eq(names->items[i], STR("all")))
            bits = UINT32_MAX;
        else if (!format)
            diag_fail(&p->diag, DIAG_USAGE, "O2C-U004", (diag_place){0},
                      "'--typed-formats' takes all, %.*s, not '%.*s'",
                      STR_ARG(model_typed_names(&p->middle)), STR_ARG(names->items[i]));
        bits |= format ? UINT32_C(1) << format : 0;
    }
    return bits;
}

bool pipeline_schema(pipeline *p, const schema_options *options)
{
    schema_options all = options ? *options : (schema_options){0};
    all.documents = &p->sources;
    all.others = p->others;
    all.other_count = p->settings->others.count;
    all.dialect = p->settings->dialect;
    all.formats = (schema_formats)p->settings->formats;
    all.exact = p->settings->exact;
    all.typed = typed_formats(p);
    if (p->diag.errors)
        return false;
    all.only = selectors_of(p, &p->settings->only, p->settings->only_places);
    all.only_count = p->settings->only.count;
    all.except = selectors_of(p, &p->settings->except, p->settings->except_places);
    all.except_count = p->settings->except.count;
    all.settings = p->settings->schemas;
    all.setting_count = p->settings->schema_count;
    progress_step("finding the schemas");
    p->graph = schema_build(&p->middle, &p->diag, p->document, &all);
    return p->graph && !p->diag.errors;
}

/** --strict */
static void refuse_weaker(pipeline *p)
{
    for (size_t i = 0; i < p->model->coverage.count; i++) {
        const model_coverage *c = &p->model->coverage.items[i];
        if (c->kind == MODEL_WEAKER)
            diag_error(&p->diag, "O2C-W001", node_place(c->node), NULL,
                       "weaker than the spec says: '%.*s' of '%.*s': %.*s", STR_ARG(c->keyword),
                       STR_ARG(c->pointer), STR_ARG(c->reason));
    }
}

bool pipeline_model(pipeline *p)
{
    progress_step("finding the types");
    p->model = model_build(&p->middle, &p->diag, p->graph);
    if (p->model && p->settings->strict)
        refuse_weaker(p);
    return p->model && !p->diag.errors;
}

/* The names of an earlier run; a file that is not there has none. */
static bool load_names(pipeline *p)
{
    str file = p->settings->names;
    if (!file.data)
        return true;
    p->names = mem_new(&p->middle, name_lock);
    name_lock_init(p->names, &p->middle);
    p->names->partial = p->settings->only.count || p->settings->except.count;
    p->names_file = (diag_file){file, STR("")};
    if (source_is_absent(&p->middle, file))
        return true;
    return source_read_file(&p->middle, &p->diag, file, 0, &p->names_file.text) &&
           name_lock_read(p->names, &p->diag, &p->names_file);
}

bool pipeline_layout(pipeline *p)
{
    const settings *s = p->settings;
    if (!load_names(p))
        return false;
    const layout_options options = {
        .prefix = p->prefix,
        .shards = s->shards,
        .unknown = s->unknown < 0 ? LAYOUT_UNKNOWN_IGNORE : (layout_unknown)s->unknown,
        .accept_field_names = s->accept_field_names,
        .open_unions = s->open_unions,
        .open_enums = s->open_enums,
        .duplicates_last = s->duplicates == 1 || s->exact,
        .names = p->names,
        .label = s->others.count ? documents_label(&p->sources, p->document) : STR_NULL,
    };
    progress_step("planning the C types");
    p->plan = layout_plan(&p->middle, &p->diag, p->model, &options);
    return p->plan && !p->diag.errors;
}

/* A text of the OpenAPI Info Object, or of the schema itself (JSON Schema Validation §9.1). */
static str about_text(const pipeline *p, str name)
{
    const node *root = p->document->root, *info = node_get(root, STR("info"));
    const node *text = node_get(info ? info : root, name);
    return text && text->kind == NODE_STRING ? text->as.text : STR_NULL;
}

/** The folder that the first spec is in, with a slash at its end. */
static str spec_folder(const pipeline *p)
{
    str name = p->document->file.name;
    if (url_is_remote(name))
        return STR("");
    while (name.len && name.data[name.len - 1] != '/')
        name.len--;
    return name;
}

/** The side file: where the schemas stand that errors name. */
static void add_map(pipeline *p, output *out)
{
    buf text = BUF_INIT;
    schema_places(&p->output, p->graph, p->whole_paths ? STR("") : spec_folder(p), &text);
    output_add(out, str_print(&p->output, "%.*s.map", STR_ARG(p->prefix)),
               buf_take(&text, &p->output));
}

bool pipeline_emit(pipeline *p, output *out)
{
    const emit_options options = {
        .templates = p->settings->templates,
        .title = about_text(p, STR("title")),
        .description = about_text(p, STR("description")),
    };
    progress_step("writing C");
    if (p->settings->source_map || p->whole_paths)
        add_map(p, out);
    return emit_all(&p->output, &p->diag, p->plan, &options, out) && !p->diag.errors;
}

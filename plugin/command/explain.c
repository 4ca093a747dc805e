/** openapi2c explain: one schema, its type, its union's decision, its place in a cycle. */
#include "command/command.h"
#include "command/network.h"
#include "command/pipeline.h"
#include "command/progress.h"
#include "command/report.h"
#include "command/try_names.h"

static const option *const tables[] = {generation_options, network_options, common_options, NULL};

static bool check_usage(pipeline *p)
{
    if (!p->settings->files.count)
        diag_fail(&p->diag, DIAG_USAGE, "O2C-U020", (diag_place){0},
                  "say what to explain: NAME, or a JSON Pointer");
    return !p->diag.errors;
}

static model_type *model_of(const pipeline *p, const plan_root *root)
{
    for (size_t i = 0; i < p->model->roots.count; i++) {
        const model_root *found = &p->model->roots.items[i];
        if (str_eq(found->pointer, root->pointer) && str_eq(found->name, root->name))
            return found->type;
    }
    return NULL;
}

/* The type that stands there in what is generated: a pointer makes a name of its own here. */
static const plan_type *type_of(const plan_root *root)
{
    const plan_type *t = root->type;
    while (root->kind == SCHEMA_ROOT_POINTER && t->element.type &&
           (t->form == PLAN_ALIAS || t->form == PLAN_BOX))
        t = t->element.type;
    return t;
}

static void explain_one(pipeline *p, const try_name *name, buf *out)
{
    mem scratch = MEM_INIT;
    model_type *type = model_of(p, name->root);
    buf_print(out, "%.*s\n", STR_ARG(name->root->pointer));
    if (type)
        model_explain(&scratch, type, "  ", out);
    plan_explain(p->plan, type_of(name->root), out);
    mem_free(&scratch);
}

static bool explain_all(pipeline *p, try_names *names, buf *out)
{
    const texts *wanted = &p->settings->files;
    for (size_t i = 0; i < wanted->count; i++) {
        const try_name *name = try_names_add(names, wanted->items[i]);
        if (name->problem.data)
            diag_fail(&p->diag, DIAG_USAGE, "O2C-U013", (diag_place){0}, "%.*s",
                      STR_ARG(name->problem));
        else
            explain_one(p, name, out);
    }
    return !p->diag.errors;
}

static bool plan_types(pipeline *p, try_names *names)
{
    texts pointers = {0};
    if (!check_usage(p) || !pipeline_load(p))
        return false;
    try_names_init(names, &p->documents);
    for (size_t i = 0; i < p->settings->files.count; i++)
        try_names_add(names, p->settings->files.items[i]);
    try_names_locate(names, p->document, &pointers);
    const schema_options options = {.pointers = pointers.items, .pointer_count = pointers.count};
    if (!pipeline_schema(p, &options) || !pipeline_model(p) || !pipeline_layout(p))
        return false;
    try_names_resolve(names, p->document, p->plan);
    return true;
}

static int run(mem *m, settings *s)
{
    (void)m;
    pipeline p;
    try_names names;
    pipeline_init(&p, s);
    buf out = BUF_INIT;
    if (plan_types(&p, &names) && explain_all(&p, &names, &out)) {
        progress_end();
        if (out.len)
            fwrite(out.data, 1, out.len, stdout);
        report_flush(&p.diag);
    }
    buf_free(&out);
    return pipeline_end(&p);
}

const command command_explain = {
    .name = "explain",
    .arguments = "SPEC NAME... [OPTION...]",
    .summary = "say what a schema becomes, and how its union is decided",
    .details =
        "Prints the type of each NAME, how a union's branch is found and how sure that is, a "
        "document\nthat two branches accept where nothing tells them apart, the type's name and "
        "storage in C, and\nits place in a cycle. NAME: a member of components/schemas, "
        "definitions or $defs, else a JSON\nPointer, else an operation's type such as "
        "getPet.response.200.",
    .options = tables,
    .takes_files = true,
    .run = run,
};

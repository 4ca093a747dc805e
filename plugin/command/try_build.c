#include "command/try_build.h"

#include "command/bundle.h"
#include "command/process.h"
#include "command/progress.h"
#include "emit/template.h"

#include <stdlib.h>

#define MAIN "try_main.c"

/** Whether documents may hold what is not written back as it was, so that comparing them is no use. */
static bool is_lossy(const settings *s)
{
    return s->accept_field_names || s->unknown == LAYOUT_UNKNOWN_IGNORE;
}

/** The typed forms that there are, for comparing texts by what they say. */
static void typed_view(pipeline *p, view *data)
{
    uint32_t used = 0;
    for (size_t i = 0; i < p->model->types.count; i++)
        used |= UINT32_C(1) << p->model->types.items[i]->typed;
    view *forms = view_set_list(data, "forms");
    for (int i = O2C_FORMAT_NONE + 1; i < 32; i++) {
        const plan_typed *form = used >> i & 1 ? plan_typed_of((o2c_format)i) : NULL;
        if (form && form->format != O2C_FORMAT_BYTE && form->format != O2C_FORMAT_BASE64URL) {
            view *o = view_push_object(forms);
            view_set_text(o, "form", str_of(form->scalar));
            view_set_text(o, "form_type", str_of(form->c_name));
        }
    }
    view_set_bool(data, "base64url", used >> O2C_FORMAT_BASE64URL & 1);
    view_set_bool(data, "base64", used >> O2C_FORMAT_BYTE & 1);
    view_set_bool(data, "typed", used > 1);
}

static bool render_main(pipeline *p, const try_types *types, str *text)
{
    mem *m = &p->output;
    view *data = view_object(m);
    view_set_print(data, "header", "%.*s.h", STR_ARG(p->prefix));
    view_set_bool(data, "lossy", is_lossy(p->settings));
    typed_view(p, data);
    view *list = view_set_list(data, "types");
    for (size_t i = 0; i < types->count; i++) {
        view *type = view_push_object(list);
        view_set_print(type, "index", "%zu", i);
        view_set_text(type, "name", types->items[i]->c_name);
    }
    template_set *set = templates_new(m, TEMPLATE_STRICT);
    str folder = p->settings->templates;
    buf out = BUF_INIT;
    bool ok = templates_load_embedded(set, &p->diag) &&
              (!folder.data || templates_load_dir(set, folder, &p->diag)) &&
              template_render(set, MAIN, data, &out, &p->diag);
    *text = buf_take(&out, m);
    return ok;
}

/** Writes everything; the names of the .c files, relative to the folder, go to `sources`. */
static bool write_sources(pipeline *p, str folder, const try_types *types, texts *sources)
{
    mem *m = &p->output;
    output *out = output_new(m, folder);
    str text;
    if (!pipeline_emit(p, out) || !render_main(p, types, &text))
        return false;
    output_add(out, STR(MAIN), text);
    list_push(m, sources, STR(MAIN));
    for (size_t i = 0; i < p->plan->shards.count; i++)
        list_push(m, sources,
                  str_print(m, "%.*s_%llu.c", STR_ARG(p->prefix),
                            (unsigned long long)p->plan->shards.items[i].number));
    bundle_add(m, out, p->plan->needs_pcre2, sources);
    return output_commit(out, &p->diag, NULL);
}

/** --cc, else $CC, else what is there: the fastest compiler first, unless there are flags, of which it
 * knows few and says nothing about the others. */
static bool find_compiler(pipeline *p, argument_list *words)
{
    static const char *const usual[] = {"tcc", "gcc", "clang", "cc"};
    mem *m = &p->output;
    const char *environment = getenv("CC");
    str cc = p->settings->cc.data ? p->settings->cc : str_of(environment);
    for (size_t i = p->settings->cflags.count > 0; !cc.len && i < sizeof usual / sizeof *usual; i++)
        if (process_exists(m, str_of(usual[i])))
            cc = str_of(usual[i]);
    process_words(m, words, cc);
    if (words->count && process_exists(m, str_of(words->items[0])))
        return true;
    if (words->count)
        diag_fail(&p->diag, DIAG_USAGE, "O2C-C002", (diag_place){0},
                  "there is no C compiler '%s'; choose one with --cc", words->items[0]);
    else
        diag_fail(&p->diag, DIAG_USAGE, "O2C-C002", (diag_place){0},
                  "neither tcc, gcc, clang nor cc is on PATH; name a C compiler with --cc");
    return false;
}

static void add_flags(mem *m, const settings *s, argument_list *a)
{
    process_argument(m, a, STR("-O0"));
    for (size_t i = 0; i < s->cflags.count; i++)
        process_words(m, a, s->cflags.items[i]);
}

static argument_list copy_words(mem *m, const argument_list *words)
{
    argument_list copy = {0};
    for (size_t i = 0; i < words->count; i++)
        list_push(m, &copy, words->items[i]);
    return copy;
}

static process_job compile_job(pipeline *p, const argument_list *cc, str folder, str source,
                               str object)
{
    mem *m = &p->output;
    process_job job = {copy_words(m, cc), source};
    argument_list *a = &job.arguments;
    process_argument(m, a, STR("-std=c11"));
    add_flags(m, p->settings, a);
    process_argument(m, a, str_print(m, "-I%.*s", STR_ARG(folder)));
    process_argument(m, a, STR("-c"));
    process_argument(m, a, str_print(m, "%.*s/%.*s", STR_ARG(folder), STR_ARG(source)));
    process_argument(m, a, STR("-o"));
    process_argument(m, a, object);
    list_push(m, a, NULL);
    return job;
}

static process_job link_job(pipeline *p, const argument_list *cc, const texts *objects, str program)
{
    mem *m = &p->output;
    process_job job = {copy_words(m, cc), STR("the program")};
    add_flags(m, p->settings, &job.arguments);
    for (size_t i = 0; i < objects->count; i++)
        process_argument(m, &job.arguments, objects->items[i]);
    process_argument(m, &job.arguments, STR("-o"));
    process_argument(m, &job.arguments, program);
    if (p->plan->needs_pcre2)
        process_argument(m, &job.arguments, STR("-lpcre2-8"));
    list_push(m, &job.arguments, NULL);
    return job;
}

/** Emitted code that does not compile is our bug, unless the user had a hand in it, or PCRE2 is not here. */
static diag_class compile_class(const pipeline *p)
{
    const settings *s = p->settings;
    bool theirs = s->cflags.count || s->cc.data || s->templates.data || p->plan->needs_pcre2;
    return theirs ? DIAG_USAGE : DIAG_BUG;
}

bool try_build(pipeline *p, str folder, const try_types *types, str *program)
{
    mem *m = &p->output;
    argument_list cc = {0};
    texts sources = {0}, objects = {0};
    if (!find_compiler(p, &cc) || !write_sources(p, folder, types, &sources))
        return false;
    process_job *jobs = mem_array(m, process_job, sources.count);
    for (size_t i = 0; i < sources.count; i++) {
        list_push(m, &objects, str_print(m, "%.*s/%zu.o", STR_ARG(folder), i));
        jobs[i] = compile_job(p, &cc, folder, sources.items[i], objects.items[i]);
    }
    *program = str_print(m, "%.*s/try", STR_ARG(folder));
    process_job link = link_job(p, &cc, &objects, *program);
    diag_class cls = compile_class(p);
    progress_step("compiling");
    return process_run_all(m, &p->diag, cls, jobs, sources.count) &&
           process_run_all(m, &p->diag, cls, &link, 1);
}

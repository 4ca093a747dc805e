#include "emit/emit.h"

#include "emit/build.h"
#include "emit/template.h"

typedef struct emitter {
    mem *m;      /* output */
    mem scratch; /* the view of one type */
    diag *d;
    const plan *p;
    const emit_options *options;
    template_set *templates;
    output *out;
} emitter;

typedef struct shard_text {
    buf enums, body, entries, source;
} shard_text;

static str file_name(emitter *e, const char *middle, uint32_t shard, const char *ending)
{
    return str_print(e->m, "%.*s%s_%llu%s", STR_ARG(e->p->options.prefix), middle,
                     (unsigned long long)e->p->shards.items[shard].number, ending);
}

static str guard(emitter *e, str file)
{
    return str_print(e->m, "%.*s", STR_ARG(name_upper(e->m, file)));
}

static const char *const HEADERS[] = {NULL,      "enum.h", "open_enum.h", "struct.h", "struct.h",
                                      "union.h", "list.h", "map.h",       "box.h",    "alias.h"};
static const char *const SOURCES[] = {NULL,      "enum.c", "open_enum.c", "struct.c", "tuple.c",
                                      "union.c", "list.c", "map.c",       "box.c",    "alias.c"};

static bool emit_type(emitter *e, const plan_type *t, shard_text *text)
{
    o2c_arena_reset(&e->scratch);
    const view *v = type_view(&e->scratch, e->p, t);
    buf *header = t->form == PLAN_ENUM ? &text->enums : &text->body;
    return template_render(e->templates, HEADERS[t->form], v, header, e->d) &&
           template_render(e->templates, SOURCES[t->form], v, &text->source, e->d);
}

static bool emit_checks(emitter *e, const plan_checks *checks, shard_text *text)
{
    o2c_arena_reset(&e->scratch);
    return !checks->checks.count ||
           template_render(e->templates, "checks.c", check_table_view(&e->scratch, e->p, checks),
                           &text->source, e->d);
}

static bool emit_entry(emitter *e, const plan_type *t, buf *text)
{
    o2c_arena_reset(&e->scratch);
    view *o = view_object(&e->scratch);
    view_set_text(o, "entry", t->extra);
    view_set_text(o, "element_type", slot_type(&e->scratch, &t->element));
    return template_render(e->templates, "entry.h", o, text, e->d);
}

static void frame_view(emitter *e, view *o)
{
    view_set_text(o, "version", STR(O2C_VERSION));
    view_set_text(o, "title", text_comment(e->m, e->options->title, 80));
    view_set_print(o, "abi", "%d", O2C_RT_ABI);
}

static void push_file(view *list, str file)
{
    view_set_text(view_push_object(list), "file", file);
}

static void push_type(view *list, str name)
{
    view_set_text(view_push_object(list), "type", name);
}

static bool is_forward(const plan_type *t)
{
    return t->form != PLAN_ENUM && t->form != PLAN_ALIAS && t->form != PLAN_SCALAR;
}

static void declarations_view(view *o, const plan_shard *shard)
{
    view *structs = view_set_list(o, "structs"), *aliases = view_set_list(o, "aliases");
    view *forwards = view_set_list(o, "forwards");
    for (size_t i = 0; i < shard->types.count; i++) {
        const plan_type *t = shard->types.items[i];
        if (is_forward(t))
            push_type(structs, t->c_name);
        if (t->form == PLAN_MAP)
            push_type(structs, t->extra);
        if (t->form != PLAN_ALIAS)
            continue;
        view *a = view_push_object(aliases);
        view_set_text(a, "type", base_type(t)->c_name);
        view_set_text(a, "alias", t->c_name);
    }
    view_set_bool(o, "has_aliases", view_count(aliases) > 0);
    for (size_t i = 0; i < shard->forwards.count; i++) {
        if (is_forward(shard->forwards.items[i]))
            push_type(forwards, shard->forwards.items[i]->c_name);
    }
}

static bool render(emitter *e, const char *name, const view *v, str file)
{
    buf text = BUF_INIT;
    bool ok = template_render(e->templates, name, v, &text, e->d);
    output_add(e->out, file, buf_take(&text, e->m));
    return ok;
}

static bool emit_header(emitter *e, uint32_t number, const shard_text *text)
{
    const plan_shard *shard = &e->p->shards.items[number];
    view *o = view_object(e->m);
    str file = file_name(e, "_types", number, ".h");
    frame_view(e, o);
    view_set_text(o, "guard", guard(e, file));
    view *includes = view_set_list(o, "includes");
    for (size_t i = 0; i < shard->includes.count; i++)
        push_file(includes, file_name(e, "_types", shard->includes.items[i], ".h"));
    declarations_view(o, shard);
    view_set_text(o, "enums", buf_str(&text->enums));
    view_set_text(o, "body", buf_str(&text->body));
    view_set_text(o, "entries", buf_str(&text->entries));
    return render(e, "header.h", o, file);
}

/* The functions that the shard defines, to `text`; the prototypes of all that it calls, to `o`. */
static bool emit_patterns(emitter *e, uint32_t number, view *o, buf *text)
{
    const plan_patterns *all = &e->p->shards.items[number].patterns;
    view *prototypes = view_set_list(o, "patterns");
    bool ok = true, pcre2 = false;
    for (size_t i = 0; i < all->count && ok; i++) {
        const plan_pattern *p = all->items[i];
        view_set_text(view_push_object(prototypes), "pattern", p->c_name);
        if (p->shard != number)
            continue;
        o2c_arena_reset(&e->scratch);
        view *v = view_object(&e->scratch);
        pattern_view(&e->scratch, v, p);
        pcre2 = pcre2 || p->model->code.form == PATTERN_LIBRARY;
        ok = template_render(e->templates, "pattern.c", v, text, e->d);
    }
    view_set_bool(o, "has_patterns", all->count > 0);
    view_set_bool(o, "needs_pcre2", pcre2);
    return ok;
}

static bool emit_source(emitter *e, uint32_t number, const shard_text *text)
{
    buf patterns = BUF_INIT;
    const plan_shard *shard = &e->p->shards.items[number];
    view *o = view_object(e->m);
    frame_view(e, o);
    view_set_text(o, "header", file_name(e, "_types", number, ".h"));
    view *includes = view_set_list(o, "includes");
    for (size_t i = 0; i < shard->reaches.count; i++)
        push_file(includes, file_name(e, "_types", shard->reaches.items[i], ".h"));
    bool ok = emit_patterns(e, number, o, &patterns);
    view_set_text(o, "matchers", buf_take(&patterns, e->m));
    view_set_text(o, "body", buf_str(&text->source));
    return ok && render(e, "source.c", o, file_name(e, "", number, ".c"));
}

static bool emit_shard(emitter *e, uint32_t number)
{
    const plan_shard *shard = &e->p->shards.items[number];
    shard_text text = {BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT};
    bool ok = emit_checks(e, &shard->checks, &text);
    for (size_t i = 0; i < shard->types.count && ok; i++)
        ok = emit_type(e, shard->types.items[i], &text);
    for (size_t i = 0; i < shard->entries.count && ok; i++)
        ok = emit_entry(e, shard->entries.items[i], &text.entries);
    ok = ok && emit_header(e, number, &text) && emit_source(e, number, &text);
    buf_free(&text.enums);
    buf_free(&text.body);
    buf_free(&text.entries);
    buf_free(&text.source);
    return ok;
}

static bool emit_umbrella(emitter *e)
{
    str file = str_print(e->m, "%.*s.h", STR_ARG(e->p->options.prefix));
    view *o = view_object(e->m);
    frame_view(e, o);
    view_set_text(o, "guard", guard(e, file));
    view *about = view_set_list(o, "about");
    text_wrap(e->m, about, e->options->title.len ? e->options->title : e->p->options.prefix, 92);
    if (e->options->description.len) {
        view_set_text(view_push_object(about), "line", STR(""));
        text_wrap(e->m, about, e->options->description, 92);
    }
    view *includes = view_set_list(o, "includes");
    for (uint32_t i = 0; i < e->p->shards.count; i++)
        push_file(includes, file_name(e, "_types", i, ".h"));
    return render(e, "umbrella.h", o, file);
}

bool emit_all(mem *m, diag *d, const plan *types, const emit_options *options, output *out)
{
    emitter e = {.m = m, .d = d, .p = types, .options = options, .out = out};
    e.scratch = (mem)MEM_INIT;
    e.templates = templates_new(m, TEMPLATE_STRICT);
    bool ok = templates_load_embedded(e.templates, d) &&
              (!options->templates.data || templates_load_dir(e.templates, options->templates, d));
    for (uint32_t i = 0; i < types->shards.count && ok; i++)
        ok = emit_shard(&e, i);
    ok = ok && emit_umbrella(&e);
    mem_free(&e.scratch);
    return ok;
}

#include "emit/template_parse.h"

/* What names are looked up in: the value of each open section, innermost first. */
typedef struct scope {
    const view *data;
    const struct scope *up;
    bool item, first, last; /* `data` is an item of a list, and which */
} scope;

typedef struct renderer {
    template_set *set;
    buf *out;
    diag *d;
    size_t depth; /* of sections and partials */
} renderer;

template_set *templates_new(mem *m, template_mode mode)
{
    template_set *set = mem_new(m, template_set);
    set->m = m;
    set->mode = mode;
    map_init(&set->templates, m);
    return set;
}

bool tmpl_add(template_set *set, str name, str file, str text, diag_class cls, diag *d)
{
    tmpl *t = map_get(&set->templates, name);
    if (!t) {
        t = mem_new(set->m, tmpl);
        map_put(&set->templates, name, t);
    }
    *t = (tmpl){.file = {file, text}, .text = text, .cls = cls};
    return tmpl_parse(t, set->mode, set->m, d);
}

bool templates_add(template_set *set, str name, str file, str text, diag *d)
{
    return tmpl_add(set, name, file, text, DIAG_USAGE, d);
}

view_names tmpl_names(const template_set *set)
{
    view_names names = {0};
    for (size_t i = 0; i < set->templates.count; i++)
        list_push(set->m, &names, set->templates.entries[i].key);
    return names;
}

/* "; did you mean 'x'?", or nothing. */
static str suggestion(mem *m, str typo, const view_names *names)
{
    str best = str_suggest(typo, names->items, names->count);
    return best.data ? str_print(m, "; did you mean '%.*s'?", STR_ARG(best)) : STR("");
}

static bool report_partial(const template_set *set, const tmpl *t, const tmpl_op *op, diag *d)
{
    view_names names = tmpl_names(set);
    str hint = suggestion(set->m, op->text, &names);
    diag_fail(d, t->cls, "O2C-T007", tmpl_place(t, op->at), "no template is called '%.*s'%.*s",
              STR_ARG(op->text), STR_ARG(hint));
    return false;
}

bool tmpl_check_partials(const template_set *set, diag *d)
{
    bool ok = true;
    for (size_t i = 0; i < set->templates.count; i++) {
        const tmpl *t = set->templates.entries[i].value;
        for (size_t j = 0; j < t->ops.count; j++) {
            const tmpl_op *op = &t->ops.items[j];
            if (op->kind == TMPL_PARTIAL && !map_has(&set->templates, op->text))
                ok = report_partial(set, t, op, d);
        }
    }
    return ok;
}

/* Names */

static const view *find_in_scopes(const scope *top, const view_name *name)
{
    for (; top; top = top->up) {
        const view *found = view_find(top->data, name);
        if (found)
            return found;
    }
    return NULL;
}

/* first_ and last_ of the innermost list. */
static const view *find_position(const scope *top, str name)
{
    static const view ANSWERS[] = {{.kind = VIEW_BOOL, .boolean = false},
                                   {.kind = VIEW_BOOL, .boolean = true}};
    bool first = str_eq(name, STR("first_"));
    if (!first && !str_eq(name, STR("last_")))
        return NULL;
    while (top && !top->item)
        top = top->up;
    return top ? &ANSWERS[first ? top->first : top->last] : NULL;
}

/* All of mustache's resolution: the first name in any scope, the others inside what it names. */
static const view *resolve(const renderer *r, const tmpl_op *op, const scope *top)
{
    if (!op->path_count)
        return top->data;
    const view *v = find_in_scopes(top, &op->path[0]);
    if (!v && r->set->mode == TEMPLATE_STRICT)
        v = find_position(top, op->path[0].text);
    for (uint32_t i = 1; v && i < op->path_count; i++)
        v = view_find(v, &op->path[i]);
    return v;
}

static bool report_name(const renderer *r, const tmpl *t, const tmpl_op *op, const scope *top)
{
    view_names names = {0};
    for (; top; top = top->up)
        view_member_names(top->data, r->set->m, &names);
    str hint = suggestion(r->set->m, op->text, &names);
    diag_fail(r->d, t->cls, "O2C-T006", tmpl_place(t, op->at), "nothing is called '%.*s' here%.*s",
              STR_ARG(op->text), STR_ARG(hint));
    return false;
}

/* The value of op's name, VIEW_NONE for one that nobody knows; NULL after an error. */
static const view *value_of(const renderer *r, const tmpl *t, const tmpl_op *op, const scope *top)
{
    static const view NONE = {.kind = VIEW_NONE};
    const view *v = resolve(r, op, top);
    if (v)
        return v;
    if (r->set->mode == TEMPLATE_STANDARD)
        return &NONE;
    report_name(r, t, op, top);
    return NULL;
}

/* Operations */

static void add_html(buf *out, str text)
{
    size_t done = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        const char *entity = c == '&'   ? "&amp;"
                             : c == '"' ? "&quot;"
                             : c == '<' ? "&lt;"
                             : c == '>' ? "&gt;"
                                        : NULL;
        if (!entity)
            continue;
        buf_add(out, str_slice(text, done, i));
        buf_text(out, entity);
        done = i + 1;
    }
    buf_add(out, str_slice(text, done, text.len));
}

static bool render_value(renderer *r, const tmpl *t, const tmpl_op *op, const scope *top)
{
    const view *v = value_of(r, t, op, top);
    if (!v)
        return false;
    if (v->kind == VIEW_BOOL) {
        buf_text(r->out, v->boolean ? "true" : "false");
    } else if (v->kind == VIEW_TEXT) {
        if (r->set->mode == TEMPLATE_STANDARD && op->kind == TMPL_VALUE)
            add_html(r->out, v->as.text);
        else
            buf_add(r->out, v->as.text);
    } else if (r->set->mode == TEMPLATE_STRICT) {
        diag_fail(r->d, t->cls, "O2C-T008", tmpl_place(t, op->at), "'%.*s' has no text",
                  STR_ARG(op->text));
        return false;
    }
    return true;
}

static bool render_ops(renderer *r, const tmpl *t, uint32_t from, uint32_t to, const scope *top);

static bool enter(renderer *r, const tmpl *t, const tmpl_op *op)
{
    if (r->depth == TEMPLATE_MAX_DEPTH) {
        diag_fail(r->d, t->cls, "O2C-T009", tmpl_place(t, op->at),
                  "more than %d sections and partials are open", TEMPLATE_MAX_DEPTH);
        return false;
    }
    r->depth++;
    return true;
}

/* The operations after the one at `i` up to its end, for each item of `v` or for `v`. */
static bool render_body(renderer *r, const tmpl *t, uint32_t i, const view *v, const scope *top)
{
    uint32_t end = t->ops.items[i].end;
    if (v->kind != VIEW_LIST)
        return render_ops(r, t, i + 1, end, &(scope){.data = v, .up = top});
    size_t count = view_count(v);
    for (size_t n = 0; n < count; n++) {
        scope inner = {view_at(v, n), top, true, n == 0, n + 1 == count};
        if (!render_ops(r, t, i + 1, end, &inner))
            return false;
    }
    return true;
}

static bool render_section(renderer *r, const tmpl *t, uint32_t i, const scope *top)
{
    const tmpl_op *op = &t->ops.items[i];
    const view *v = value_of(r, t, op, top);
    if (!v)
        return false;
    if (view_is_true(v) == (op->kind == TMPL_INVERTED))
        return true;
    if (!enter(r, t, op))
        return false;
    bool ok = op->kind == TMPL_INVERTED ? render_ops(r, t, i + 1, op->end, top)
                                        : render_body(r, t, i, v, top);
    r->depth--;
    return ok;
}

/* `text` with `indent` before each of its lines that is not empty. */
static str indented(mem *m, str text, str indent)
{
    buf b = BUF_INIT;
    for (size_t from = 0; from < text.len;) {
        size_t line = str_find(str_slice(text, from, text.len), '\n');
        size_t to = from + line + (from + line < text.len);
        if (line)
            buf_add(&b, indent);
        buf_add(&b, str_slice(text, from, to));
        from = to;
    }
    return buf_take(&b, m);
}

/*
 * The partial that a tag names. Where the tag is indented so is the partial's text, before it is parsed
 * (mustache/spec, partials): that makes a template of its own, which the tag keeps.
 */
static tmpl *partial_of(const renderer *r, tmpl_op *op)
{
    tmpl *t = map_get(&r->set->templates, op->text);
    if (!t || !op->indent.len)
        return t;
    if (!op->partial || op->partial->file.text.data != t->file.text.data) {
        op->partial = mem_new(r->set->m, tmpl);
        *op->partial = (tmpl){.file = t->file, .indent = op->indent, .cls = t->cls};
        op->partial->text = indented(r->set->m, t->file.text, op->indent);
        if (!tmpl_parse(op->partial, r->set->mode, r->set->m, r->d))
            op->partial = NULL; /* cannot be: it was parsed without the indentation */
    }
    return op->partial;
}

static bool render_partial(renderer *r, const tmpl *t, tmpl_op *op, const scope *top)
{
    const tmpl *partial = partial_of(r, op);
    if (!partial)
        return r->set->mode == TEMPLATE_STANDARD || report_partial(r->set, t, op, r->d);
    if (!enter(r, t, op))
        return false;
    bool ok = render_ops(r, partial, 0, (uint32_t)partial->ops.count, top);
    r->depth--;
    return ok;
}

static bool render_ops(renderer *r, const tmpl *t, uint32_t from, uint32_t to, const scope *top)
{
    for (uint32_t i = from; i < to; i++) {
        tmpl_op *op = &t->ops.items[i];
        bool ok = true;
        switch (op->kind) {
        case TMPL_TEXT: buf_add(r->out, op->text); break;
        case TMPL_VALUE:
        case TMPL_RAW: ok = render_value(r, t, op, top); break;
        case TMPL_SECTION:
        case TMPL_INVERTED:
            ok = render_section(r, t, i, top);
            i = op->end - 1;
            break;
        case TMPL_PARTIAL: ok = render_partial(r, t, op, top); break;
        }
        if (!ok)
            return false;
    }
    return true;
}

bool template_render(template_set *set, const char *name, const view *data, buf *out, diag *d)
{
    const tmpl *t = map_get(&set->templates, str_of(name));
    if (!t) {
        diag_fail(d, DIAG_BUG, "O2C-T011", (diag_place){0}, "there is no template '%s'", name);
        return false;
    }
    renderer r = {set, out, d, 0};
    size_t before = out->len;
    bool ok = render_ops(&r, t, 0, (uint32_t)t->ops.count, &(scope){.data = data});
    if (!ok && out->data) {
        out->len = before;
        out->data[before] = '\0';
    }
    return ok;
}

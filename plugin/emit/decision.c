/** The view of a union's decision tree. */
#include "emit/build.h"

#include <o2c/base.h>
#include <stdio.h>

typedef struct context {
    mem *m;
    const plan_type *t;
    view *shapes; /* the union's tag sets */
    unsigned tag_sets, attempts;
    bool reads; /* some branch at all */
} context;

static void decision_view(context *c, view *o, const model_decision *d);

static str kind_of(const context *c, uint32_t branch)
{
    return c->t->branches.items[branch].enumerator;
}

static bool is_one(const model_decision *d)
{
    return d && d->pick == MODEL_PICK_ONE;
}

static bool is_tag_only(const context *c, const model_decision *d)
{
    if (d->pick != MODEL_PICK_TAG || !d->tag_required || c->t->others.data)
        return false;
    for (size_t i = 0; i < d->tags.count; i++) {
        if (!is_one(d->tags.items[i].then))
            return false;
    }
    return true;
}

/* The cases of a switch: one for each different decision, with all labels that lead there. */
typedef struct decision_case {
    const model_decision *then;
    view *view, *labels;
} decision_case;

typedef LIST(decision_case) decision_cases;

static bool same_decision(const model_decision *a, const model_decision *b)
{
    return a == b || (is_one(a) && is_one(b) && a->branch == b->branch);
}

static void add_case(context *c, view *list, decision_cases *cases, const model_decision *then,
                     str label)
{
    decision_case *found = NULL;
    for (size_t i = 0; i < cases->count && !found; i++) {
        if (same_decision(cases->items[i].then, then))
            found = &cases->items[i];
    }
    if (!found) {
        view *o = view_push_object(list);
        list_push(c->m, cases, (decision_case){then, o, view_set_list(o, "labels")});
        found = &cases->items[cases->count - 1];
        decision_view(c, o, then);
        found->labels = view_set_list(o, "labels");
    }
    view_set_text(view_push_object(found->labels), "label", label);
}

static void by_tag(context *c, view *o, const model_decision *d, bool only)
{
    shape_names names = {0};
    decision_cases cases = {0};
    view *list = view_set_list(o, "cases");
    for (size_t i = 0; i < d->tags.count; i++) {
        const model_tag *tag = &d->tags.items[i];
        bool string = tag->value->kind == NODE_STRING;
        uint32_t number = only ? tag->then->branch + 1 : (uint32_t)i + 1;
        str name = string ? tag->value->as.text : text_json(c->m, tag->value);
        list_push(c->m, &names, (shape_name){name, string, number});
        if (!only)
            add_case(c, list, &cases, tag->then, str_print(c->m, "%u", number));
    }
    const char *flags = !d->tag_required    ? "O2C_SHAPE_TAG_OPTIONAL"
                        : c->t->others.data ? "O2C_SHAPE_TAG_OPEN"
                                            : "0";
    shape_options options = {.words = 1, .slot = c->t->slot, .flags = str_of(flags)};
    c->tag_sets++;
    str shape = str_print(c->m, c->tag_sets > 1 ? "%.*s_tags_%u" : "%.*s_tags",
                          STR_ARG(c->t->c_name), c->tag_sets);
    shape_view(c->m, view_push_object(c->shapes), shape, &names, &options);
    view_set_text(o, "tag_shape", shape);
    view_set_text(o, "tag_key", text_quote(c->m, text_token(c->m, d->property, true)));
    view_set_bool(o, "tag_required", d->tag_required);
    static const model_decision FAIL = {.pick = MODEL_PICK_FAIL};
    if (!d->tag_required) {
        decision_view(c, view_set_object(o, "missing"), d->missing ? d->missing : &FAIL);
        decision_view(c, view_set_object(o, "unknown"), d->unknown ? d->unknown : &FAIL);
    }
}

static void by_kind(context *c, view *o, const model_decision *d)
{
    static const char *const KINDS[] = {NULL,         "O2C_NULL",  "O2C_BOOL",  "O2C_NUMBER",
                                        "O2C_STRING", "O2C_ARRAY", "O2C_OBJECT"};
    decision_cases cases = {0};
    unsigned kinds = 0;
    view *list = view_set_list(o, "cases");
    for (unsigned k = O2C_NULL; k <= O2C_OBJECT; k++) {
        if (!d->by_kind[k])
            continue;
        kinds |= 1u << k;
        add_case(c, list, &cases, d->by_kind[k], str_of(KINDS[k]));
    }
    view_set_print(o, "kinds", "0x%xu", kinds);
}

static void by_trying(context *c, view *o, const model_decision *d)
{
    buf b = BUF_INIT;
    for (size_t i = 0; i < d->candidates.count; i++)
        buf_print(&b, "%s%.*s", i ? ", " : "", STR_ARG(kind_of(c, d->candidates.items[i])));
    view_set_text(o, "kinds_in_order", buf_take(&b, c->m));
    view_set_print(o, "attempt_id", "%u", c->t->order * 64 + c->attempts++ % 64);
    view_set_print(o, "attempt_count", "%zu", d->candidates.count);
    view_set_text(o, "exact", d->exact ? STR("true") : STR("false"));
}

static void decision_view(context *c, view *o, const model_decision *d)
{
    bool only = is_tag_only(c, d);
    view_set_bool(o, "fail", d->pick == MODEL_PICK_FAIL);
    view_set_bool(o, "one", d->pick == MODEL_PICK_ONE);
    view_set_bool(o, "by_kind", d->pick == MODEL_PICK_KIND);
    view_set_bool(o, "by_tag", d->pick == MODEL_PICK_TAG && !only);
    view_set_bool(o, "by_tag_only", only);
    view_set_bool(o, "by_trying", d->pick == MODEL_PICK_TRY);
    c->reads = c->reads || d->pick == MODEL_PICK_ONE || d->pick == MODEL_PICK_TRY || only;
    switch (d->pick) {
    case MODEL_PICK_FAIL: break;
    case MODEL_PICK_ONE: view_set_text(o, "kind", kind_of(c, d->branch)); break;
    case MODEL_PICK_KIND: by_kind(c, o, d); break;
    case MODEL_PICK_TAG: by_tag(c, o, d, only); break;
    case MODEL_PICK_TRY: by_trying(c, o, d); break;
    }
}

void union_decision_view(mem *m, view *o, const plan_type *t)
{
    context c = {.m = m, .t = t, .shapes = view_set_list(o, "shapes")};
    decision_view(&c, view_set_object(o, "decision"), t->model->decision);
    view_set_bool(o, "tries", c.attempts > 0);
    view_set_bool(o, "reads", c.reads || t->others.data);
}

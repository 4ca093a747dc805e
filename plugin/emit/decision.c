/** The view of a union's decision tree. */
#include "emit/build.h"

#include <o2c/base.h>
#include <stdio.h>

typedef struct context {
    mem *m;
    const plan_type *t;
    const plan *p;
    view *shapes; /* the union's tag and key sets, */
    view *orders; /* ... and what the branches say of those */
    unsigned tag_sets, key_sets, order_sets;
    str member, member_shape; /* the member last looked at, and the shape of its name */
    bool reads;               /* some branch at all */
    bool tries;
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

/* note: what the label stands for, or STR_NULL. */
static void add_case(context *c, view *list, decision_cases *cases, const model_decision *then,
                     str label, str note)
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
    view *o = view_push_object(found->labels);
    view_set_text(o, "label", label);
    view_set_text(o, "note",
                  note.data ? str_print(c->m, " /* %.*s */", STR_ARG(text_comment(c->m, note, 60)))
                            : STR(""));
}

/* "pet_keys", "pet_keys_2", … */
static str numbered(context *c, const char *suffix, unsigned *count)
{
    ++*count;
    return *count == 1 ? str_print(c->m, "%.*s%s", STR_ARG(c->t->c_name), suffix)
                       : str_print(c->m, "%.*s%s_%u", STR_ARG(c->t->c_name), suffix, *count);
}

static const model_decision FAIL = {.pick = MODEL_PICK_FAIL};

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
            add_case(c, list, &cases, tag->then, str_print(c->m, "%u", number), STR_NULL);
    }
    const char *flags = !d->tag_required    ? "O2C_SHAPE_TAG_OPTIONAL"
                        : c->t->others.data ? "O2C_SHAPE_TAG_OPEN"
                                            : "0";
    shape_options options = {.guessed = true, .words = 1, .flags = str_of(flags)};
    str shape = numbered(c, "_tags", &c->tag_sets);
    shape_view(c->m, view_push_object(c->shapes), shape, &names, &options);
    view_set_text(o, "tag_shape", shape);
    view_set_text(o, "tag_key", text_quote(c->m, text_token(c->m, d->property, true)));
    view_set_bool(o, "tag_required", d->tag_required);
    if (!d->tag_required) {
        decision_view(c, view_set_object(o, "missing"), d->missing ? d->missing : &FAIL);
        decision_view(c, view_set_object(o, "unknown"), d->unknown ? d->unknown : &FAIL);
    }
}

/* A case for each kind that leads somewhere. Returns their bits. */
static unsigned kind_cases(context *c, view *list, decision_cases *cases, const model_decision *d)
{
    static const char *const KINDS[] = {NULL,         "O2C_NULL",  "O2C_BOOL",  "O2C_NUMBER",
                                        "O2C_STRING", "O2C_ARRAY", "O2C_OBJECT"};
    unsigned kinds = 0;
    for (unsigned k = O2C_NULL; k <= O2C_OBJECT; k++) {
        if (!d->by_kind[k])
            continue;
        kinds |= 1u << k;
        add_case(c, list, cases, d->by_kind[k], str_of(KINDS[k]), STR_NULL);
    }
    return kinds;
}

static void by_kind(context *c, view *o, const model_decision *d)
{
    decision_cases cases = {0};
    view_set_print(o, "kinds", "0x%xu", kind_cases(c, view_set_list(o, "cases"), &cases, d));
}

/* ---- keys ---- */

/* The name by which a branch's struct knows a member; STR_NULL if it is the same, or not known. */
static str field_name(const plan_type *t, str name, int depth)
{
    enum { MAX_DEPTH = 5 };
    t = t ? base_type(t) : NULL;
    if (!t || depth > MAX_DEPTH)
        return STR_NULL;
    for (size_t i = 0; t->form == PLAN_STRUCT && i < t->members.count; i++)
        if (str_eq(t->members.items[i].model->name, name))
            return str_eq(t->members.items[i].c_name, name) ? STR_NULL : t->members.items[i].c_name;
    for (size_t i = 0; t->form == PLAN_UNION && i < t->branches.count; i++) {
        const plan_slot *slot = &t->branches.items[i].slot;
        str found = slot->literal ? STR_NULL : field_name(slot->type, name, depth + 1);
        if (found.data)
            return found;
    }
    return t->form == PLAN_LIST ? field_name(t->element.type, name, depth + 1) : STR_NULL;
}

static bool has_name(const shape_names *names, str name)
{
    for (size_t i = 0; i < names->count; i++)
        if (str_eq(names->items[i].name, name))
            return true;
    return false;
}

/* With --accept-field-names a member may stand under its C name, too. */
static void add_field_names(context *c, shape_names *names)
{
    size_t count = names->count;
    for (size_t k = 0; c->p->options.accept_field_names && k < count; k++)
        for (size_t i = 0; i < c->t->branches.count; i++) {
            const plan_slot *slot = &c->t->branches.items[i].slot;
            str field = slot->literal ? STR_NULL : field_name(slot->type, names->items[k].name, 0);
            if (field.data && !has_name(names, field))
                list_push(c->m, names, (shape_name){field, true, (uint32_t)k});
        }
}

/* Adds a shape of keys. Returns its name. */
static str key_shape(context *c, shape_names *names, const char *flags)
{
    add_field_names(c, names);
    shape_options options = {.words = 1, .flags = str_of(flags)};
    str shape = numbered(c, "_keys", &c->key_sets);
    shape_view(c->m, view_push_object(c->shapes), shape, names, &options);
    return shape;
}

static str shape_of_keys(context *c, const model_decision *d)
{
    shape_names names = {0};
    for (size_t i = 0; i < d->keys.count; i++)
        list_push(c->m, &names, (shape_name){d->keys.items[i].name, true, (uint32_t)i});
    return key_shape(c, &names, d->of_item ? "O2C_SHAPE_OF_ITEM" : "0");
}

static void by_key(context *c, view *o, const model_decision *d)
{
    decision_cases cases = {0};
    view_set_text(o, "key_shape", shape_of_keys(c, d));
    view *list = view_set_list(o, "cases");
    for (size_t i = 0; i < d->keys.count; i++)
        add_case(c, list, &cases, d->keys.items[i].then, str_print(c->m, "%zu", i),
                 d->keys.items[i].name);
    decision_view(c, view_set_object(o, "missing"), d->missing ? d->missing : &FAIL);
}

/* The shape of one name; a question and the next one about the same member share it. */
static str shape_of_member(context *c, str name)
{
    if (!str_eq(c->member, name)) {
        shape_names names = {0};
        list_push(c->m, &names, (shape_name){name, true, 0});
        c->member_shape = key_shape(c, &names, "0");
        c->member = name;
    }
    return c->member_shape;
}

static void by_look(context *c, view *o, const model_decision *d)
{
    decision_cases cases = {0};
    if (d->property.data)
        view_set_text(o, "key_shape", shape_of_member(c, d->property));
    view *list = view_set_list(o, "cases");
    kind_cases(c, list, &cases, d);
    if (d->missing)
        add_case(c, list, &cases, d->missing, STR("O2C_NONE"), STR_NULL);
}

/* What the candidates say of the keys. */
static void order_view(context *c, view *o, const model_decision *d)
{
    view *order = view_push_object(c->orders);
    str name = numbered(c, "_order", &c->order_sets);
    view_set_text(order, "order_name", name);
    view *list = view_set_list(order, "candidates");
    for (size_t i = 0; i < d->bits.count; i++) {
        const model_key_bits *bits = &d->bits.items[i];
        view *line = view_push_object(list);
        view_set_print(line, "bits", "UINT64_C(0x%llx), UINT64_C(0x%llx), UINT64_C(0x%llx)",
                       (unsigned long long)bits->required, (unsigned long long)bits->refused,
                       (unsigned long long)bits->declared);
        view_set_text(line, "candidate", kind_of(c, d->candidates.items[i]));
    }
    view_set_text(o, "order_name", name);
}

static void by_trying(context *c, view *o, const model_decision *d)
{
    buf b = BUF_INIT;
    for (size_t i = 0; i < d->candidates.count; i++)
        buf_print(&b, "%s%.*s", i ? ", " : "", STR_ARG(kind_of(c, d->candidates.items[i])));
    view_set_text(o, "kinds_in_order", buf_take(&b, c->m));
    view_set_print(o, "attempt_id", "%u", c->t->id);
    c->tries = true;
    view_set_print(o, "attempt_count", "%zu", d->candidates.count);
    view_set_text(o, "exact", d->exact ? STR("true") : STR("false"));
    view_set_bool(o, "is_tagged", d->tagged > 0);
    view_set_print(o, "tagged", "%u", d->tagged - 1);
    view_set_bool(o, "by_keys", d->keys.count > 0);
    if (d->keys.count) {
        view_set_text(o, "key_shape", shape_of_keys(c, d));
        order_view(c, o, d);
    }
}

static void decision_view(context *c, view *o, const model_decision *d)
{
    bool only = is_tag_only(c, d);
    view_set_bool(o, "fail", d->pick == MODEL_PICK_FAIL);
    view_set_bool(o, "one", d->pick == MODEL_PICK_ONE);
    view_set_bool(o, "by_kind", d->pick == MODEL_PICK_KIND);
    view_set_bool(o, "by_tag", d->pick == MODEL_PICK_TAG && !only);
    view_set_bool(o, "by_tag_only", only);
    view_set_bool(o, "by_key", d->pick == MODEL_PICK_KEY);
    view_set_bool(o, "by_member", d->pick == MODEL_PICK_MEMBER);
    view_set_bool(o, "by_item", d->pick == MODEL_PICK_ITEM && !d->property.data);
    view_set_bool(o, "by_member_item", d->pick == MODEL_PICK_ITEM && d->property.data);
    view_set_bool(o, "by_trying", d->pick == MODEL_PICK_TRY);
    c->reads = c->reads || d->pick == MODEL_PICK_ONE || d->pick == MODEL_PICK_TRY || only;
    switch (d->pick) {
    case MODEL_PICK_FAIL: break;
    case MODEL_PICK_ONE: view_set_text(o, "kind", kind_of(c, d->branch)); break;
    case MODEL_PICK_KIND: by_kind(c, o, d); break;
    case MODEL_PICK_TAG: by_tag(c, o, d, only); break;
    case MODEL_PICK_KEY: by_key(c, o, d); break;
    case MODEL_PICK_MEMBER:
    case MODEL_PICK_ITEM: by_look(c, o, d); break;
    case MODEL_PICK_TRY: by_trying(c, o, d); break;
    }
}

void union_decision_view(mem *m, view *o, const plan *p, const plan_type *t)
{
    context c = {.m = m, .p = p, .t = t, .shapes = view_set_list(o, "shapes")};
    c.orders = view_set_list(o, "orders");
    decision_view(&c, view_set_object(o, "decision"), t->model->decision);
    view_set_bool(o, "tries", c.tries);
    view_set_bool(o, "reads", c.reads || t->others.data);
}

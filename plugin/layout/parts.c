/**
 * Names of what is inside types: members and their bits, branches, enumerators. What was chosen by hand
 * comes first, then what the names file has, then the rest in the schema's order.
 */
#include "layout/keep.h"

/* In C++ a member must not be called like a type that its struct uses: no name of ours does. */
static bool is_ours(const layout_build *b, str name)
{
    str prefix = b->plan->options.prefix;
    return str_starts(name, STR("o2c_")) ||
           (str_starts(name, prefix) && name.len > prefix.len && name.data[prefix.len] == '_');
}

static str member_name(const layout_build *b, str wire)
{
    str name = name_member(b->m, wire);
    return is_ours(b, name) ? str_print(b->m, "%.*s_", STR_ARG(name)) : name;
}

static void choose_member(layout_build *b, plan_member *pm, name_scope *scope)
{
    const schema_name *given = &pm->model->given;
    str name = given->text;
    if (!name_is_identifier(name) || name_is_reserved(name) || is_ours(b, name))
        diag_error(b->d, "O2C-G012", node_place(given->node), NULL,
                   "'%.*s' cannot be the name of a member in C and C++", STR_ARG(name));
    else if (!name_take(scope, name, NULL))
        diag_error(b->d, "O2C-G013", node_place(given->node), NULL,
                   "another member of this struct is called '%.*s' as well", STR_ARG(name));
    else
        pm->c_name = name;
}

/* The bits of members that have names already must not give way to other members. */
static void keep_bits(layout_build *b, const plan_type *t, plan_member *pm, name_scope *scope)
{
    str has = keep_part(t, NAME_HAS, pm->model->name);
    str null = keep_part(t, NAME_NULL, pm->model->name);
    if (!has.data)
        has = str_print(b->m, "has_%.*s", STR_ARG(pm->c_name));
    if (!null.data)
        null = str_print(b->m, "null_%.*s", STR_ARG(pm->c_name));
    if (!pm->model->required && name_take(scope, has, NULL))
        pm->has_name = has;
    if (pm->slot.nullable && name_take(scope, null, NULL))
        pm->null_name = null;
}

static void keep_members(layout_build *b, plan_type *t, name_scope *scope)
{
    for (size_t i = 0; i < t->members.count; i++)
        if (t->members.items[i].model->given.exact)
            choose_member(b, &t->members.items[i], scope);
    for (size_t i = 0; t->kept && i < t->members.count; i++) {
        plan_member *pm = &t->members.items[i];
        str kept = keep_part(t, NAME_MEMBER, pm->model->name);
        if (!pm->c_name.data && kept.data && !is_ours(b, kept) && name_take(scope, kept, NULL))
            pm->c_name = kept;
    }
    for (size_t i = 0; t->kept && i < t->members.count; i++)
        if (t->members.items[i].c_name.data)
            keep_bits(b, t, &t->members.items[i], scope);
}

/* After all members have their names, so that none of them has to give way to a bit. */
static void name_bits(layout_build *b, plan_type *t, name_scope *scope)
{
    for (size_t i = 0; i < t->members.count; i++) {
        plan_member *pm = &t->members.items[i];
        str bare = pm->c_name;
        if (!pm->model->required && !pm->has_name.data)
            pm->has_name = name_claim(scope, str_print(b->m, "has_%.*s", STR_ARG(bare)), NULL);
        if (pm->slot.nullable && !pm->null_name.data)
            pm->null_name = name_claim(scope, str_print(b->m, "null_%.*s", STR_ARG(bare)), NULL);
    }
}

void layout_name_members(layout_build *b, plan_type *t, bool others)
{
    name_scope scope;
    name_scope_init(&scope, b->m);
    keep_members(b, t, &scope);
    str own = keep_part(t, NAME_OWN, STR("others"));
    bool held = others && own.data && name_take(&scope, own, NULL);
    for (size_t i = 0; i < t->members.count; i++) {
        plan_member *pm = &t->members.items[i];
        const model_member *mm = pm->model;
        str wish = mm->given.text.data ? mm->given.text : mm->name;
        if (!pm->c_name.data)
            pm->c_name = name_claim(&scope, member_name(b, wish), NULL);
    }
    name_bits(b, t, &scope);
    if (others)
        t->others = held ? own : name_claim(&scope, STR("others"), NULL);
}

static str name_enumerator(layout_build *b, const plan_type *t, str key, str hint)
{
    str kept = keep_enumerator(b, t, NAME_ENUMERATOR, key);
    if (kept.data)
        return kept;
    str upper = name_upper(b->m, hint);
    return name_claim(&b->names, str_print(b->m, "%.*s_%.*s", STR_ARG(t->constant), STR_ARG(upper)),
                      NULL);
}

/* The enumerator for what a policy keeps. */
static void name_extra(layout_build *b, plan_type *t)
{
    t->extra = keep_enumerator(b, t, NAME_OWN, STR("OTHER"));
    if (!t->extra.data)
        t->extra = name_claim(&b->names, str_print(b->m, "%.*s_OTHER", STR_ARG(t->constant)), NULL);
}

void layout_name_branches(layout_build *b, plan_type *t, bool other)
{
    name_scope scope;
    name_scope_init(&scope, b->m);
    for (size_t i = 0; i < t->branches.count; i++) {
        plan_branch *pb = &t->branches.items[i];
        str kept = keep_part(t, NAME_BRANCH, keep_branch_key(b, pb->model));
        if (kept.data && !is_ours(b, kept) && name_take(&scope, kept, NULL))
            pb->c_name = kept;
    }
    str own = keep_part(t, NAME_OWN, STR("others"));
    bool held = other && own.data && name_take(&scope, own, NULL);
    for (size_t i = 0; i < t->branches.count; i++) {
        plan_branch *pb = &t->branches.items[i];
        pb->enumerator = name_enumerator(b, t, keep_branch_key(b, pb->model), pb->model->hint);
        if (!pb->c_name.data)
            pb->c_name = name_claim(&scope, member_name(b, pb->model->hint), NULL);
    }
    if (other)
        t->others = held ? own : name_claim(&scope, STR("other"), NULL);
    if (other)
        name_extra(b, t);
}

void layout_name_values(layout_build *b, plan_type *t)
{
    if (t->form == PLAN_OPEN_ENUM)
        name_extra(b, t);
    for (size_t i = 0; i < t->enumerators.count; i++) {
        plan_enumerator *pe = &t->enumerators.items[i];
        str hint = pe->model->name_hint.data ? pe->model->name_hint : pe->model->value->as.text;
        pe->c_name = name_enumerator(b, t, keep_value_key(pe->model), hint);
    }
}

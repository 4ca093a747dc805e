#include "layout/plan.h"

#include "layout/keep.h"

plan *layout_plan(mem *m, diag *d, const model *types, const layout_options *options)
{
    plan *p = mem_new(m, plan);
    p->options = *options;
    layout_build b = {.m = m, .d = d, .model = types, .plan = p};
    b.of = mem_array(m, plan_type *, types->types.count);
    b.root_names = mem_array(m, str, types->types.count);
    b.sizes = mem_array(m, size_t, types->types.count);
    map_init(&b.derived, m);
    map_init(&b.scalars, m);
    name_scope_init(&b.names, m);

    size_t errors = d->errors;
    keep_begin(&b);
    layout_name_types(&b);
    keep_enumerators(&b);
    layout_roots(&b);
    layout_fill(&b);
    layout_groups(&b);
    layout_shards(&b);
    layout_patterns(&b);
    layout_checks(&b);
    keep_record(&b);
    return d->errors > errors ? NULL : p;
}

bool layout_is_open(const layout_build *b, const model_type *t)
{
    const layout_options *o = &b->plan->options;
    if (t->open.value)
        return t->open.value == SCHEMA_CHOOSE_OPEN;
    return t->kind == MODEL_ENUM ? o->open_enums : o->open_unions;
}

layout_unknown plan_unknown(const plan *self, const model_type *t)
{
    static const layout_unknown chosen[] = {[SCHEMA_CHOOSE_IGNORE] = LAYOUT_UNKNOWN_IGNORE,
                                            [SCHEMA_CHOOSE_REJECT] = LAYOUT_UNKNOWN_REJECT,
                                            [SCHEMA_CHOOSE_KEEP] = LAYOUT_UNKNOWN_KEEP};
    return t->unknown.value ? chosen[t->unknown.value] : self->options.unknown;
}

plan_form layout_form(const plan_type *t)
{
    while (t->form == PLAN_ALIAS)
        t = t->element.type;
    return t->form;
}

static bool has_checks(const model_checks *c)
{
    return c->minimum || c->maximum || c->exclusive_minimum || c->exclusive_maximum ||
           c->multiple_of.count || c->min_length || c->max_length != UINT64_MAX || c->min_items ||
           c->max_items != UINT64_MAX || c->min_properties || c->max_properties != UINT64_MAX ||
           c->unique_items || c->value_enum.count || c->formats || c->patterns.count;
}

const model_checks *layout_checks_of(const model_type *t)
{
    return has_checks(&t->checks) && !t->typed ? &t->checks : NULL;
}

/**
 * Schemas as checks, keyword by keyword: what the runtime evaluates where no shape says it. References
 * become edges of a graph, so a queue fills it, and nothing recurses through $ref.
 */
#include "model/build.h"

#include <stdlib.h>

static model_check *check_new(build *b, str pointer)
{
    model_check *check = mem_new(b->m, model_check);
    check->pointer = pointer;
    return check;
}

static model_check *queue(build *b, const schema *s, rule_extent extent)
{
    model_check *check = check_new(b, s->pointer);
    check->scope = s->scope;
    list_push(b->m, &b->jobs, (rule_job){check, s, extent});
    return check;
}

static model_check *anything(build *b)
{
    if (!b->anything)
        b->anything = check_new(b, STR("#"));
    return b->anything;
}

model_check *check_of(build *b, const schema *s)
{
    entry *e = entry_of(b, s);
    if (!e->check)
        e->check = s->always ? anything(b) : queue(b, s, RULE_ALL);
    return e->check;
}

/* A part that must hold: where the shape sees to that, only what it evaluates matters. */
static model_check *part_of(build *b, const schema *s, rule_extent extent)
{
    if (extent == RULE_ALL)
        return check_of(b, s);
    entry *e = entry_of(b, s);
    if (!e->shallow)
        e->shallow = s->always ? anything(b) : queue(b, s, RULE_EVALUATED);
    return e->shallow;
}

/* What is inside the value, where the shape sees to it. */
static model_check *inside_of(build *b, const schema *s, rule_extent extent)
{
    return extent == RULE_ALL ? check_of(b, s) : anything(b);
}

static model_rule *add(build *b, model_check *check, o2c_check_op op)
{
    list_push(b->m, &check->rules, (model_rule){.op = op});
    return &check->rules.items[check->rules.count - 1];
}

static bool restricts(const schema *s)
{
    return s && !s->always;
}

/* ---- scalars ---- */

static void add_type(build *b, model_check *check, const schema *s)
{
    if (!s->types)
        return;
    model_rule *r = add(b, check, O2C_CHECK_TYPE);
    r->kinds = kinds_of_types(s->types);
    r->flag = (s->types & SCHEMA_INTEGER) && !(s->types & SCHEMA_NUMBER);
}

static void add_values(build *b, model_check *check, const schema *s)
{
    if (s->enum_node) {
        model_rule *r = add(b, check, O2C_CHECK_ENUM);
        for (uint32_t i = 0; i < s->enum_node->count; i++)
            list_push(b->m, &r->values, s->enum_node->as.items[i]);
    }
    if (s->const_node) {
        model_rule *r = add(b, check, O2C_CHECK_CONST);
        list_push(b->m, &r->values, s->const_node);
    }
}

static void add_range(build *b, model_check *check, const number_limits *l)
{
    const node *const limits[] = {l->minimum, l->maximum, l->exclusive_minimum,
                                  l->exclusive_maximum, l->multiple_of};
    for (unsigned i = 0; i < sizeof limits / sizeof *limits; i++)
        if (limits[i])
            add(b, check, (o2c_check_op)(O2C_CHECK_MINIMUM + i))->value = limits[i];
}

static void add_limits(build *b, model_check *check, const schema *s)
{
    const number_limits own = {s->minimum, s->maximum, s->exclusive_minimum, s->exclusive_maximum,
                               s->multiple_of};
    number_limits of_format;
    add_range(b, check, &own);
    if (number_asserts(b, s, &of_format))
        add_range(b, check, &of_format);
}

static void add_sizes(build *b, model_check *check, const schema *s)
{
    const node *const sizes[] = {s->min_length, s->max_length,     s->min_items,
                                 s->max_items,  s->min_properties, s->max_properties};
    for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (!sizes[i])
            continue;
        uint64_t limit = UINT64_MAX; /* more than 64 bits hold */
        node_u64(sizes[i], &limit);
        add(b, check, (o2c_check_op)(O2C_CHECK_MIN_LENGTH + i))->limit = limit;
    }
}

static void add_formats(build *b, model_check *check, uint32_t formats)
{
    for (unsigned i = 0; i < 32; i++)
        if (formats >> i & 1)
            add(b, check, O2C_CHECK_FORMAT)->limit = i;
}

static void add_strings(build *b, model_check *check, const schema *s)
{
    const model_pattern *pattern = NULL;
    if (s->pattern)
        pattern = pattern_find(b, s->pattern->as.text, node_place(s->pattern));
    if (s->pattern && !(pattern && pattern_is_any(&pattern->code)))
        add(b, check, O2C_CHECK_PATTERN)->pattern = pattern;
    bool listed = s->enum_node || s->const_node; /* as enums.c has it */
    uint32_t formats = listed && !b->graph->exact ? 0 : schema_format_bits(s);
    add_formats(b, check, formats);
}

void rules_add_checks(build *b, model_check *check, const model_checks *c)
{
    const node *const limits[] = {c->minimum, c->maximum, c->exclusive_minimum,
                                  c->exclusive_maximum};
    for (unsigned i = 0; i < sizeof limits / sizeof *limits; i++)
        if (limits[i])
            add(b, check, (o2c_check_op)(O2C_CHECK_MINIMUM + i))->value = limits[i];
    for (size_t i = 0; i < c->multiple_of.count; i++)
        add(b, check, O2C_CHECK_MULTIPLE)->value = c->multiple_of.items[i];
    if (c->min_length)
        add(b, check, O2C_CHECK_MIN_LENGTH)->limit = c->min_length;
    if (c->max_length != UINT64_MAX)
        add(b, check, O2C_CHECK_MAX_LENGTH)->limit = c->max_length;
    for (size_t i = 0; i < c->patterns.count; i++)
        add(b, check, O2C_CHECK_PATTERN)->pattern = c->patterns.items[i];
    add_formats(b, check, c->formats);
}

/* ---- arrays ---- */

static void add_items(build *b, model_check *check, const schema *s, rule_extent extent)
{
    if (!s->prefix_items.count && !s->items)
        return;
    model_rule *r = add(b, check, O2C_CHECK_ITEMS);
    for (size_t i = 0; i < s->prefix_items.count; i++)
        list_push(b->m, &r->checks, inside_of(b, s->prefix_items.items[i], extent));
    r->check = s->items ? inside_of(b, s->items, extent) : NULL;
}

static void add_contains(build *b, model_check *check, const schema *s)
{
    if (!s->contains)
        return;
    model_rule *r = add(b, check, O2C_CHECK_CONTAINS);
    r->check = check_of(b, s->contains);
    r->limit = 1;
    r->most = UINT64_MAX;
    r->flag = s->contains_evaluates;
    if (s->min_contains && !node_u64(s->min_contains, &r->limit))
        r->limit = UINT64_MAX;
    if (s->max_contains && !node_u64(s->max_contains, &r->most))
        r->most = UINT64_MAX;
}

/* ---- objects ---- */

static int compare_names(const void *x, const void *y)
{
    return str_compare(((const model_named *)x)->name, ((const model_named *)y)->name);
}

static const node *pattern_node(const schema *s)
{
    return node_get(s->node, STR("patternProperties"));
}

static void add_members(build *b, model_check *check, const schema *s, rule_extent extent)
{
    const schema *others = s->additional_properties;
    bool patterns = s->pattern_properties.count > 0;
    if (extent == RULE_REST ? !patterns || pattern_is_total(s)
                            : !s->properties.count && !patterns && !others)
        return;
    model_rule *r = add(b, check, O2C_CHECK_MEMBERS);
    for (size_t i = 0; i < s->properties.count; i++) {
        const schema_property *p = &s->properties.items[i];
        list_push(b->m, &r->properties,
                  (model_named){p->key->key, NULL, inside_of(b, p->value, extent)});
    }
    if (r->properties.count)
        qsort(r->properties.items, r->properties.count, sizeof *r->properties.items, compare_names);
    rule_extent named = patterns && !pattern_is_total(s) ? RULE_ALL : extent; /* not by shapes */
    for (size_t i = 0; i < s->pattern_properties.count; i++) {
        const schema_property *p = &s->pattern_properties.items[i];
        str text = p->key->key;
        const model_pattern *pattern =
            pattern_find(b, text, node_key_place(pattern_node(s), p->key));
        list_push(b->m, &r->patterns, (model_named){text, pattern, inside_of(b, p->value, named)});
    }
    r->check = others ? inside_of(b, others, named) : NULL;
}

void rules_add_required(build *b, model_check *check, const schema *s)
{
    if (!s->required.count)
        return;
    model_rule *r = add(b, check, O2C_CHECK_REQUIRED);
    for (size_t i = 0; i < s->required.count; i++)
        list_push(b->m, &r->names, s->required.items[i]);
}

static void add_dependent_required(build *b, model_check *check, const schema *s)
{
    const node *all = s->dependent_required;
    for (uint32_t i = 0; all && i < all->count; i++) {
        const node *wanted = all->as.members[i].value;
        if (!wanted->count)
            continue;
        model_rule *r =
            add(b, check, s->dependencies ? O2C_CHECK_DEPENDENCIES : O2C_CHECK_DEPENDENT_REQUIRED);
        r->name = all->as.members[i].key;
        for (uint32_t k = 0; k < wanted->count; k++)
            list_push(b->m, &r->names, wanted->as.items[k]->as.text);
    }
}

static void add_dependent_schemas(build *b, model_check *check, const schema *s)
{
    for (size_t i = 0; i < s->dependent_schemas.count; i++) {
        const schema_property *p = &s->dependent_schemas.items[i];
        if (p->value->always)
            continue;
        model_rule *r = add(b, check, O2C_CHECK_DEPENDENT_SCHEMA);
        r->name = p->key->key;
        r->check = check_of(b, p->value);
    }
}

static void add_property_names(build *b, model_check *check, const schema *s)
{
    if (restricts(s->property_names))
        add(b, check, O2C_CHECK_NAMES)->check = check_of(b, s->property_names);
}

/* ---- applicators ---- */

void rules_add_apply(build *b, model_check *check, model_check *other)
{
    add(b, check, O2C_CHECK_APPLY)->check = other;
}

static void add_parts(build *b, model_check *check, const schema *s, rule_extent extent)
{
    if (s->ref)
        rules_add_apply(b, check, part_of(b, s->ref, extent));
    for (size_t i = 0; i < s->all_of.count; i++)
        rules_add_apply(b, check, part_of(b, s->all_of.items[i], extent));
}

static void add_dynamic(build *b, model_check *check, const schema *s)
{
    if (!s->dynamic_node)
        return;
    model_rule *r = add(b, check, O2C_CHECK_DYNAMIC);
    r->check = check_of(b, s->dynamic_otherwise);
    for (size_t i = 0; i < s->dynamic_targets.count; i++) {
        list_push(b->m, &r->scopes, s->dynamic_targets.items[i].scope);
        list_push(b->m, &r->checks, check_of(b, s->dynamic_targets.items[i].schema));
    }
}

static void add_branches(build *b, model_check *check, o2c_check_op op, const schema_list *branches)
{
    if (!branches->count)
        return;
    model_rule *r = add(b, check, op);
    for (size_t i = 0; i < branches->count; i++)
        list_push(b->m, &r->checks, check_of(b, branches->items[i]));
}

void rules_add_union(build *b, model_check *check, const schema *s)
{
    add_branches(b, check, O2C_CHECK_ANY, &s->any_of);
    add_branches(b, check, O2C_CHECK_ONE, &s->one_of);
}

static void add_not(build *b, model_check *check, const schema *s)
{
    if (s->not_)
        add(b, check, O2C_CHECK_NOT)->check = check_of(b, s->not_);
}

/* Without consequences `if` matters for what it evaluates alone. */
static void add_if(build *b, model_check *check, const schema *s, rule_extent extent)
{
    if (!s->if_ || (extent == RULE_REST && !restricts(s->then_) && !restricts(s->else_)))
        return;
    model_rule *r = add(b, check, O2C_CHECK_IF);
    list_push(b->m, &r->checks, check_of(b, s->if_));
    list_push(b->m, &r->checks, s->then_ ? check_of(b, s->then_) : NULL);
    list_push(b->m, &r->checks, s->else_ ? check_of(b, s->else_) : NULL);
}

static void add_unevaluated(build *b, model_check *check, const schema *s)
{
    if (s->unevaluated_items)
        add(b, check, O2C_CHECK_UNEVALUATED_ITEMS)->check = check_of(b, s->unevaluated_items);
    if (s->unevaluated_properties)
        add(b, check, O2C_CHECK_UNEVALUATED_PROPERTIES)->check =
            check_of(b, s->unevaluated_properties);
}

/* ---- the whole ---- */

/* What shapes enforce everywhere. */
static void add_shaped(build *b, model_check *check, const schema *s)
{
    if (s->never)
        add(b, check, O2C_CHECK_NEVER);
    add_type(b, check, s);
    add_values(b, check, s);
    add_limits(b, check, s);
    add_sizes(b, check, s);
    add_strings(b, check, s);
    if (s->unique_items)
        add(b, check, O2C_CHECK_UNIQUE);
    rules_add_required(b, check, s);
}

void rules_add(build *b, model_check *check, const schema *s, rule_extent extent)
{
    if (extent == RULE_ALL)
        add_shaped(b, check, s);
    add_dependent_required(b, check, s);
    add_property_names(b, check, s);
    add_contains(b, check, s);
    add_not(b, check, s);
    add_members(b, check, s, extent);
    if (extent != RULE_REST) {
        add_items(b, check, s, extent);
        add_parts(b, check, s, extent);
        add_dynamic(b, check, s);
        rules_add_union(b, check, s);
    }
    add_dependent_schemas(b, check, s);
    add_if(b, check, s, extent);
    if (extent != RULE_REST)
        add_unevaluated(b, check, s);
}

void rules_fill(build *b)
{
    for (; b->jobs_done < b->jobs.count; b->jobs_done++) {
        rule_job job = b->jobs.items[b->jobs_done];
        rules_add(b, job.check, job.schema, job.extent);
    }
}

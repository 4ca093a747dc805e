/**
 * Check tables: which checks a shard's types make, and all that those lead to, by number. Each shard
 * has its own, so that a change of one does not touch the others.
 */
#include "layout/build.h"

static str key_of(const model_check *const *check)
{
    return (str){(const char *)check, sizeof *check};
}

uint32_t plan_check_number(const plan_checks *table, const model_check *check)
{
    return (uint32_t)(uintptr_t)map_get(&table->numbers, key_of(&check)) - 1;
}

static void add(layout_build *b, plan_checks *table, const model_check *check)
{
    if (!check || map_has(&table->numbers, key_of(&check)))
        return;
    list_push(b->m, &table->checks, check);
    const model_check **key = mem_new(b->m, const model_check *);
    *key = check;
    map_put(&table->numbers, key_of(key), (void *)(uintptr_t)table->checks.count);
}

static void add_next(layout_build *b, plan_checks *table, uint32_t shard, const model_rule *r)
{
    if (r->op == O2C_CHECK_PATTERN)
        layout_use_pattern(b, shard, r->pattern);
    for (size_t i = 0; i < r->patterns.count; i++)
        layout_use_pattern(b, shard, r->patterns.items[i].pattern);
    table->matches = table->matches || r->op == O2C_CHECK_FORMAT || r->op == O2C_CHECK_PATTERN ||
                     r->patterns.count;
    add(b, table, r->check);
    for (size_t i = 0; i < r->checks.count; i++)
        add(b, table, r->checks.items[i]);
    for (size_t i = 0; i < r->properties.count; i++)
        add(b, table, r->properties.items[i].check);
    for (size_t i = 0; i < r->patterns.count; i++)
        add(b, table, r->patterns.items[i].check);
}

/* ---- what is known of the members that were seen ---- */

static bool declares(const plan_type *t, str name)
{
    for (size_t i = 0; i < t->members.count; i++)
        if (str_eq(t->members.items[i].model->name, name))
            return true;
    return false;
}

static bool is_about_members(const plan_type *t, const model_rule *r)
{
    bool dependent = r->op == O2C_CHECK_DEPENDENT_REQUIRED || r->op == O2C_CHECK_DEPENDENCIES;
    bool all = dependent && declares(t, r->name);
    for (size_t i = 0; all && i < r->names.count; i++)
        all = declares(t, r->names.items[i]);
    return all;
}

/* The reader of a struct knows which members it has seen, by their names if it takes no others. */
static void check_as_seen(const layout_build *b, plan_type *t)
{
    if (!t->check || t->check_whole || t->form != PLAN_STRUCT ||
        b->plan->options.accept_field_names)
        return;
    for (size_t i = 0; i < t->check->rules.count; i++)
        if (!is_about_members(t, &t->check->rules.items[i]))
            return;
    t->dependent = t->check;
    t->check = NULL;
}

/* ---- tables ---- */

static void fill_table(layout_build *b, uint32_t number)
{
    plan_shard *shard = &b->plan->shards.items[number];
    plan_checks *table = &shard->checks;
    map_init(&table->numbers, b->m);
    for (size_t i = 0; i < shard->types.count; i++)
        check_as_seen(b, shard->types.items[i]);
    for (size_t i = 0; i < shard->types.count; i++)
        add(b, table, shard->types.items[i]->check);
    for (size_t i = 0; i < shard->types.count; i++)
        if (shard->types.items[i]->check)
            shard->types.items[i]->check_number =
                plan_check_number(table, shard->types.items[i]->check);
    for (size_t i = 0; i < table->checks.count; i++) {
        const model_check *check = table->checks.items[i];
        for (size_t k = 0; k < check->rules.count; k++)
            add_next(b, table, number, &check->rules.items[k]);
    }
}

void layout_checks(layout_build *b)
{
    for (uint32_t i = 0; i < b->plan->shards.count; i++) {
        plan_shard *shard = &b->plan->shards.items[i];
        fill_table(b, i);
        if (!shard->checks.checks.count)
            continue;
        str base = str_print(b->m, "%.*s_checks_%llu", STR_ARG(b->plan->options.prefix),
                             (unsigned long long)shard->number);
        shard->checks.c_name = name_claim(&b->names, base, NULL);
    }
}

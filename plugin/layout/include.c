/** What each file of a shard has to include or declare. */
#include "layout/build.h"

#include <stdlib.h>

/* For each shard, by whom it was listed last: its index + 1. */
typedef struct lists {
    layout_build *b;
    uint32_t *reached, *included;
} lists;

static void reach(lists *all, const plan_type *t, const plan_slot *slot)
{
    if (!layout_uses(t, slot) || slot->type->shard == t->shard)
        return;
    mem *m = all->b->m;
    plan_shard *shard = &all->b->plan->shards.items[t->shard];
    uint32_t to = slot->type->shard, by = t->shard + 1;
    if (all->reached[to] != by)
        list_push(m, &shard->reaches, to);
    all->reached[to] = by;
    if (!layout_needs(t, slot) && !(layout_is_entry(t, slot) && to < t->shard)) {
        list_push(m, &shard->forwards, slot->type);
        return;
    }
    if (all->included[to] != by)
        list_push(m, &shard->includes, to);
    all->included[to] = by;
}

/* An entry goes where both its map and its value are defined. */
static void place_entry(layout_build *b, plan_type *t)
{
    if (!t->element.type || !layout_is_entry(t, &t->element))
        return;
    const plan_type *value = t->element.type;
    uint32_t at = value->emitted && value->shard > t->shard ? value->shard : t->shard;
    list_push(b->m, &b->plan->shards.items[at].entries, t);
}

static int by_number(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void sort_numbers(uint32_t *items, size_t count)
{
    if (count)
        qsort(items, count, sizeof *items, by_number);
}

/* Each once, in order of definition; not those whose headers are included. */
static void tidy_forwards(lists *all, uint32_t number)
{
    plan_shard *shard = &all->b->plan->shards.items[number];
    size_t kept = 0;
    for (size_t i = 0; i < shard->forwards.count; i++) {
        plan_type *t = shard->forwards.items[i];
        if (t->mark || all->included[t->shard] == number + 1)
            continue;
        t->mark = 1;
        shard->forwards.items[kept++] = t;
    }
    shard->forwards.count = kept;
    for (size_t i = 0; i < kept; i++)
        shard->forwards.items[i]->mark = 0;
}

/* Types stand by shard, so what one lists is done before the next begins. */
void layout_includes(layout_build *b)
{
    plan *p = b->plan;
    lists all = {.b = b};
    all.reached = mem_array(b->m, uint32_t, p->shards.count);
    all.included = mem_array(b->m, uint32_t, p->shards.count);
    for (uint32_t i = 0; i < p->shards.count; i++) {
        plan_shard *shard = &p->shards.items[i];
        const plan_slot *slot;
        for (size_t n = 0; n < shard->types.count; n++) {
            plan_type *t = shard->types.items[n];
            for (size_t k = 0; (slot = layout_slot_at(t, k)) != NULL; k++)
                reach(&all, t, slot);
            place_entry(b, t);
        }
        sort_numbers(shard->includes.items, shard->includes.count);
        sort_numbers(shard->reaches.items, shard->reaches.count);
        tidy_forwards(&all, i);
    }
}

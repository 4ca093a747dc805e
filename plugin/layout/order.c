/** The order of definitions: what is held by value comes first. And the cut into shards. */
#include "layout/build.h"

#include <stdlib.h>

typedef struct frame {
    plan_type *type;
    size_t next; /* slot to look at */
} frame;

const plan_slot *layout_slot_at(const plan_type *t, size_t i)
{
    if (i < t->members.count)
        return &t->members.items[i].slot;
    i -= t->members.count;
    if (i < t->branches.count)
        return &t->branches.items[i].slot;
    i -= t->branches.count;
    if (t->container.type)
        return i == 0 ? &t->container : i == 1 ? &t->element : NULL;
    return i == 0 && t->element.type ? &t->element : NULL;
}

/* A key and a value of a map: a struct of its own, which stands behind all definitions of a header, so
   that it may hold what leads back to the map. */
static bool is_entry(const plan_type *t, const plan_slot *slot)
{
    return slot == &t->element && t->form == PLAN_MAP;
}

/* Elements that are reached through a list or map only. */
static bool is_pointed_to(const plan_type *t, const plan_slot *slot)
{
    return slot == &t->element && (t->form == PLAN_LIST || t->form == PLAN_MAP ||
                                   t->form == PLAN_STRUCT || t->form == PLAN_TUPLE);
}

/* Whether the C definition of `t` needs that of its slot's type to be complete. */
static bool needs_definition(const plan_type *t, const plan_slot *slot)
{
    if (slot->literal || !slot->type->emitted)
        return false;
    /* Structs are declared before anything is defined, which is enough for a pointer. */
    if (slot->type->form == PLAN_ENUM || slot->type->form == PLAN_ALIAS)
        return true;
    return !slot->pointer && !is_pointed_to(t, slot);
}

enum { NEW = 0, OPEN = 1, DONE = 2 };

void layout_order(layout_build *b)
{
    LIST(frame) stack = {0};
    for (size_t i = 0; i < b->made.count; i++)
        b->made.items[i]->order = NEW;
    for (size_t i = 0; i < b->made.count; i++) {
        if (b->made.items[i]->order != NEW)
            continue;
        b->made.items[i]->order = OPEN;
        list_push(b->m, &stack, (frame){b->made.items[i], 0});
        while (stack.count) {
            frame *top = &stack.items[stack.count - 1];
            const plan_slot *slot = layout_slot_at(top->type, top->next);
            if (!slot) {
                top->type->order = DONE;
                list_push(b->m, &b->plan->types, top->type);
                stack.count--;
                continue;
            }
            top->next++;
            if (needs_definition(top->type, slot) && slot->type->order == NEW) {
                slot->type->order = OPEN;
                list_push(b->m, &stack, (frame){slot->type, 0});
            }
        }
    }
    for (size_t i = 0; i < b->plan->types.count; i++)
        b->plan->types.items[i]->order = (uint32_t)i;
}

/* About what a type's .c text comes to, in bytes. */
static size_t text_size(const plan_type *t)
{
    return 1900 + 640 * t->members.count + 600 * t->branches.count + 120 * t->enumerators.count;
}

enum { SHARD_BYTES = 240 * 1000 };

static bool has_number(const uint32_t *items, size_t count, uint32_t number)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i] == number)
            return true;
    }
    return false;
}

static void reach(layout_build *b, plan_type *t, const plan_slot *slot)
{
    if (!slot->type || !slot->type->emitted || slot->type->shard == t->shard)
        return;
    plan_shard *shard = &b->plan->shards.items[t->shard];
    uint32_t to = slot->type->shard;
    if (!has_number(shard->reaches.items, shard->reaches.count, to))
        list_push(b->m, &shard->reaches, to);
    if (!needs_definition(t, slot) && !(is_entry(t, slot) && to < t->shard))
        list_push(b->m, &shard->forwards, slot->type);
    else if (!has_number(shard->includes.items, shard->includes.count, to))
        list_push(b->m, &shard->includes, to);
}

/* An entry goes where both its map and its value are defined. */
static void place_entry(layout_build *b, plan_type *t)
{
    if (!t->element.type || !is_entry(t, &t->element))
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

void layout_shards(layout_build *b)
{
    plan *p = b->plan;
    size_t total = 0;
    for (size_t i = 0; i < p->types.count; i++)
        total += text_size(p->types.items[i]);
    uint32_t count = p->options.shards;
    if (!count)
        count = (uint32_t)(total / SHARD_BYTES) + 1;
    for (uint32_t i = 0; i < count; i++)
        list_push(b->m, &p->shards, (plan_shard){0});
    size_t each = total / count + 1, at = 0;
    for (size_t i = 0; i < p->types.count; i++) {
        plan_type *t = p->types.items[i];
        t->shard = (uint32_t)(at / each);
        at += text_size(t);
        list_push(b->m, &p->shards.items[t->shard].types, t);
    }
    for (size_t i = 0; i < p->types.count; i++) {
        plan_type *t = p->types.items[i];
        const plan_slot *slot;
        for (size_t k = 0; (slot = layout_slot_at(t, k)) != NULL; k++)
            reach(b, t, slot);
        place_entry(b, t);
    }
    for (size_t i = 0; i < p->shards.count; i++) {
        plan_shard *shard = &p->shards.items[i];
        sort_numbers(shard->includes.items, shard->includes.count);
        sort_numbers(shard->reaches.items, shard->reaches.count);
    }
}

/** The order of definitions: what a type needs to be complete comes before it. */
#include "layout/build.h"

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
bool layout_is_entry(const plan_type *t, const plan_slot *slot)
{
    return slot == &t->element && t->form == PLAN_MAP;
}

/* Elements that are reached through a list or map only. */
static bool is_pointed_to(const plan_type *t, const plan_slot *slot)
{
    return slot == &t->element && (t->form == PLAN_LIST || t->form == PLAN_MAP ||
                                   t->form == PLAN_STRUCT || t->form == PLAN_TUPLE);
}

bool layout_uses(const plan_type *t, const plan_slot *slot)
{
    (void)t;
    return !slot->literal && slot->type && slot->type->emitted;
}

bool layout_needs(const plan_type *t, const plan_slot *slot)
{
    if (!layout_uses(t, slot))
        return false;
    /* Structs are declared before anything is defined, which is enough for a pointer. */
    if (slot->type->form == PLAN_ENUM || slot->type->form == PLAN_ALIAS)
        return true;
    return !slot->pointer && !is_pointed_to(t, slot);
}

enum { OUTSIDE = 0, NEW, OPEN, DONE };

typedef struct frame {
    plan_type *type;
    size_t next; /* slot to look at */
} frame;

typedef LIST(frame) frames;

static void push(layout_build *b, frames *stack, plan_type *t)
{
    t->mark = OPEN;
    list_push(b->m, stack, (frame){t, 0});
}

/* Goes on with the innermost type: to what it leads to, or back. */
static void step(layout_build *b, frames *stack, layout_edge *leads, plan_type_list *out)
{
    frame *top = &stack->items[stack->count - 1];
    const plan_slot *slot = layout_slot_at(top->type, top->next);
    if (!slot) {
        top->type->mark = DONE;
        list_push(b->m, out, top->type);
        stack->count--;
        return;
    }
    top->next++;
    if (leads(top->type, slot) && slot->type->mark == NEW)
        push(b, stack, slot->type);
}

void layout_walk(layout_build *b, const plan_type_list *types, layout_edge *leads,
                 plan_type_list *out)
{
    frames stack = {0};
    for (size_t i = 0; i < types->count; i++)
        types->items[i]->mark = NEW;
    for (size_t i = 0; i < types->count; i++) {
        if (types->items[i]->mark == NEW)
            push(b, &stack, types->items[i]);
        while (stack.count)
            step(b, &stack, leads, out);
    }
    for (size_t i = 0; i < types->count; i++)
        types->items[i]->mark = OUTSIDE;
}

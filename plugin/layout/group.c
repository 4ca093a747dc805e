/**
 * Groups: types that are used by each other alone, such as a schema with its inline types and with the
 * component that nothing else refers to. Who changes one has to compile the others again anyway, so a
 * group stays together where it can, and what several groups use stands apart from what none does.
 */
#include "layout/build.h"

/* How the users of a type were found so far. */
typedef struct usage {
    size_t waiting; /* users that have no group yet */
    plan_group *by; /* the group of all others; NULL: there is none */
    bool several;   /* more than one group */
} usage;

/* A type of the same list as `t`, other than itself. */
static plan_type *used(const plan_type *t, const plan_slot *slot)
{
    return layout_uses(t, slot) && slot->type != t ? slot->type : NULL;
}

static void count_users(const plan_type_list *types, usage *all)
{
    const plan_slot *slot;
    for (size_t i = 0; i < types->count; i++) {
        for (size_t k = 0; (slot = layout_slot_at(types->items[i], k)) != NULL; k++) {
            plan_type *to = used(types->items[i], slot);
            if (to)
                all[to->order].waiting++;
        }
    }
}

static void tell_used(const plan_type *t, usage *all)
{
    const plan_slot *slot;
    for (size_t k = 0; (slot = layout_slot_at(t, k)) != NULL; k++) {
        plan_type *to = used(t, slot);
        if (!to)
            continue;
        usage *u = &all[to->order];
        u->waiting--;
        u->several = u->several || (u->by && u->by != t->group);
        u->by = t->group;
    }
}

/* Parents and elements can form cycles. */
enum { MAX_STEPS = 32 };

static bool is_shared_container(const layout_build *b, const plan_type *t)
{
    return (t->form == PLAN_LIST || t->form == PLAN_MAP || t->form == PLAN_BOX) &&
           b->of[t->model->id] != t && layout_uses(t, &t->element);
}

/* Schemas and roots stand in the document's order, and what has no name of its own where its parent
   does: so that a new schema moves none of the others. */
static uint32_t position(const layout_build *b, const plan_type *t)
{
    unsigned steps = 0;
    while (is_shared_container(b, t) && steps++ < MAX_STEPS)
        t = t->element.type;
    if (t->form == PLAN_ALIAS)
        return t->order;
    const model_type *mt = t->model;
    while (mt->parent && !mt->name.data && !b->root_names[mt->id].data && steps++ < MAX_STEPS)
        mt = mt->parent;
    const plan_type *parent = b->of[mt->id];
    return parent && parent->emitted ? parent->order : t->order;
}

static plan_group *new_group(layout_build *b, plan_type *head)
{
    plan_group *g = mem_new(b->m, plan_group);
    g->head = head;
    list_push(b->m, &b->groups, g);
    return g;
}

/* Users before what they use, cycles aside: a type joins the group that all of its users are in. */
static void join_groups(layout_build *b, const plan_type_list *walked, usage *all)
{
    for (size_t i = walked->count; i-- > 0;) {
        plan_type *t = walked->items[i];
        const usage *u = &all[t->order];
        bool joins = u->by && !u->several && !u->waiting;
        t->group = joins ? u->by : new_group(b, t);
        list_push(b->m, &t->group->types, t);
        tell_used(t, all);
    }
}

/* How many groups use each. */
static void count_group_users(layout_build *b)
{
    const plan_slot *slot;
    for (size_t i = 0; i < b->groups.count; i++) {
        plan_group *g = b->groups.items[i];
        for (size_t n = 0; n < g->types.count; n++) {
            const plan_type *t = g->types.items[n];
            for (size_t k = 0; (slot = layout_slot_at(t, k)) != NULL; k++) {
                plan_type *to = used(t, slot);
                if (!to || to->group == g || to->group->last_user == g)
                    continue;
                to->group->last_user = g;
                to->group->users++;
            }
        }
    }
}

void layout_groups(layout_build *b)
{
    plan_type_list walked = {0};
    for (size_t i = 0; i < b->made.count; i++)
        b->made.items[i]->order = (uint32_t)i;
    usage *all = mem_array(b->m, usage, b->made.count);
    count_users(&b->made, all);
    layout_walk(b, &b->made, layout_uses, &walked);
    for (size_t i = 0; i < walked.count; i++) {
        walked.items[i]->place = position(b, walked.items[i]);
        walked.items[i]->step = (uint32_t)i;
    }
    join_groups(b, &walked, all);
    count_group_users(b);
}

/** What stands for a type in C, and its place in a cycle, in words for people. */
#include "layout/plan.h"

enum { MAX_LISTED = 20 };

static const char *form_words(plan_form form)
{
    switch (form) {
    case PLAN_SCALAR: return "a value";
    case PLAN_ENUM: return "an enum";
    case PLAN_OPEN_ENUM: return "an enum and its text";
    case PLAN_STRUCT: return "a struct";
    case PLAN_TUPLE: return "a struct with a member for each item";
    case PLAN_UNION: return "a kind and a union";
    case PLAN_LIST: return "items and their count";
    case PLAN_MAP: return "entries and their count";
    case PLAN_BOX: return "a value and whether it is null";
    case PLAN_ALIAS: break;
    }
    return "a typedef";
}

static const char *storage_words(const plan_type *t)
{
    if (t->form != PLAN_STRUCT && t->form != PLAN_TUPLE)
        return "held by value";
    if (t->model && t->model->recursive)
        return "held by pointer inside its cycle and where it is optional, nullable or a branch, "
               "else by value";
    return "held by value where it is required and not nullable; by pointer where it is optional, "
           "nullable or a branch";
}

/* Another name of a type is no type more. */
static bool is_in_cycle(const plan_type *t, uint32_t scc)
{
    return t && t->form != PLAN_ALIAS && t->model && t->model->recursive && t->model->scc == scc;
}

static void add_member_edge(const plan_type *from, str member, const plan_slot *slot, buf *out)
{
    buf_print(out, "    %.*s.%.*s: %.*s%s\n", STR_ARG(from->c_name), STR_ARG(member),
              STR_ARG(slot->type->c_name), slot->pointer ? " *" : "");
}

/* The edges of `from` inside the cycle that are pointers: members, branches, items. */
static size_t add_pointers(const plan_type *from, uint32_t scc, buf *out)
{
    size_t count = 0;
    for (size_t i = 0; i < from->members.count; i++) {
        const plan_slot *slot = &from->members.items[i].slot;
        if (!slot->literal && slot->pointer && is_in_cycle(slot->type, scc) && ++count)
            add_member_edge(from, from->members.items[i].c_name, slot, out);
    }
    for (size_t i = 0; i < from->branches.count; i++) {
        const plan_slot *slot = &from->branches.items[i].slot;
        if (!slot->literal && slot->pointer && is_in_cycle(slot->type, scc) && ++count)
            add_member_edge(from, from->branches.items[i].c_name, slot, out);
    }
    if ((from->form == PLAN_LIST || from->form == PLAN_MAP) &&
        is_in_cycle(from->element.type, scc) && ++count)
        buf_print(out, "    %.*s.items: %.*s%s[]\n", STR_ARG(from->c_name),
                  STR_ARG(from->element.type->c_name), from->element.pointer ? " *" : " ");
    return count;
}

static void explain_cycle(const plan *self, const plan_type *t, buf *out)
{
    uint32_t scc = t->model->scc;
    size_t count = 0, pointers = 0;
    for (size_t i = 0; i < self->types.count; i++)
        count += is_in_cycle(self->types.items[i], scc);
    buf_print(out, "  Cycle: %zu type%s that lead%s back to %s\n", count, count == 1 ? "" : "s",
              count == 1 ? "s" : "", count == 1 ? "itself" : "each other");
    for (size_t i = 0, listed = 0; i < self->types.count && listed < MAX_LISTED; i++)
        if (is_in_cycle(self->types.items[i], scc) && ++listed)
            buf_print(out, "    %.*s\n", STR_ARG(self->types.items[i]->c_name));
    if (count > MAX_LISTED)
        buf_print(out, "    and %zu more\n", count - MAX_LISTED);
    buf_text(out, "  Its pointers\n");
    for (size_t i = 0; i < self->types.count && pointers < MAX_LISTED; i++)
        if (is_in_cycle(self->types.items[i], scc))
            pointers += add_pointers(self->types.items[i], scc, out);
    if (pointers >= MAX_LISTED)
        buf_text(out, "    ...\n");
}

void plan_explain(const plan *self, const plan_type *t, buf *out)
{
    buf_print(out, "  C: %.*s, %s", STR_ARG(t->c_name), form_words(t->form));
    if (t->form == PLAN_ALIAS && t->element.type)
        buf_print(out, " of %.*s", STR_ARG(t->element.type->c_name));
    if (t->emitted)
        buf_print(out, ", in %.*s_types_%u.h", STR_ARG(self->options.prefix), t->shard + 1);
    buf_print(out, "; %s\n", storage_words(t));
    if (t->model && t->model->recursive)
        explain_cycle(self, t, out);
    else
        buf_text(out, "  Cycle: none\n");
}

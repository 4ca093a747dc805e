#include "layout/plan.h"

static const char *const FORMS[] = {"scalar", "enum", "open enum", "struct", "tuple",
                                    "union",  "list", "map",       "box",    "alias"};

static void print_slot(buf *out, const plan_slot *slot)
{
    if (slot->literal) {
        buf_text(out, "(constant)");
        return;
    }
    if (!slot->type)
        return;
    buf_print(out, "%.*s%s%s%s", STR_ARG(slot->type->c_name), slot->pointer ? " *" : "",
              slot->nullable ? " or null" : "", slot->checks ? " checked" : "");
}

static void print_type(buf *out, const plan *self, const plan_type *t)
{
    buf_print(out, "%s %.*s (shard %llu)", FORMS[t->form], STR_ARG(t->c_name),
              (unsigned long long)self->shards.items[t->shard].number);
    if (t->model && t->model->pointer.data)
        buf_print(out, " %.*s", STR_ARG(t->model->pointer));
    buf_char(out, '\n');
    for (size_t i = 0; i < t->members.count; i++) {
        const plan_member *pm = &t->members.items[i];
        buf_print(out, "    %.*s: ", STR_ARG(pm->c_name));
        print_slot(out, &pm->slot);
        buf_print(out, "%s\n", pm->has_name.data ? " optional" : "");
    }
    for (size_t i = 0; i < t->branches.count; i++) {
        buf_print(out, "    %.*s: ", STR_ARG(t->branches.items[i].enumerator));
        print_slot(out, &t->branches.items[i].slot);
        buf_char(out, '\n');
    }
    for (size_t i = 0; i < t->enumerators.count; i++)
        buf_print(out, "    %.*s\n", STR_ARG(t->enumerators.items[i].c_name));
    if (t->element.type) {
        buf_text(out, "    of ");
        print_slot(out, &t->element);
        buf_char(out, '\n');
    }
}

void plan_print(const plan *self, buf *out)
{
    for (size_t i = 0; i < self->types.count; i++)
        print_type(out, self, self->types.items[i]);
    for (size_t i = 0; i < self->roots.count; i++) {
        const plan_root *root = &self->roots.items[i];
        buf_print(out, "root %.*s = %.*s\n", STR_ARG(root->name), STR_ARG(root->type->c_name));
    }
}

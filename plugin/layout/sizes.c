/** How large C types are where pointers and size_t have 64 bits (LP64 and LLP64). */
#include "layout/plan.h"

typedef struct extent {
    size_t size, align;
} extent;

/* What a struct has so far. */
typedef struct record {
    extent end;
    size_t bits; /* of one bit each, behind the members */
} record;

static size_t round_up(size_t size, size_t align)
{
    return (size + align - 1) / align * align;
}

static void add(record *r, extent member)
{
    if (!member.size)
        return;
    r->end.size = round_up(r->end.size, member.align) + member.size;
    if (member.align > r->end.align)
        r->end.align = member.align;
}

/* Bits of type bool take bytes behind the last member; C has no empty structs. */
static extent finish(record r)
{
    r.end.size += (r.bits + 7) / 8;
    if (!r.end.align)
        r.end.align = 1;
    if (!r.end.size)
        r.end.size = 1;
    return (extent){round_up(r.end.size, r.end.align), r.end.align};
}

static extent scalar_extent(const plan_type *t)
{
    static const struct {
        const char *name;
        size_t size, align;
    } known[] = {{"bool", 1, 1},  {"int32_t", 4, 4},  {"uint32_t", 4, 4},
                 {"float", 4, 4}, {"o2c_str", 16, 8}, {"o2c_value", 24, 8}};
    if (t->typed)
        return (extent){t->typed->size, t->typed->align};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(t->c_name, str_of(known[i].name)))
            return (extent){known[i].size, known[i].align};
    return (extent){8, 8}; /* the 64-bit numbers */
}

/* known: of the emitted types so far, which have all that they hold by value. */
static extent slot_extent(const plan_slot *slot, const extent *known)
{
    if (slot->literal || !slot->type)
        return (extent){0, 1};
    if (slot->pointer)
        return (extent){8, 8};
    if (slot->type->emitted)
        return known[slot->type->order];
    return slot->type->form == PLAN_SCALAR ? scalar_extent(slot->type) : (extent){16, 8};
}

static extent struct_extent(const plan_type *t, const extent *known)
{
    record r = {{0, 0}, 0};
    for (size_t i = 0; i < t->members.count; i++) {
        const plan_member *pm = &t->members.items[i];
        add(&r, slot_extent(&pm->slot, known));
        r.bits += pm->has_name.data != NULL;
        r.bits += pm->null_name.data != NULL;
    }
    if (t->others.data)
        add(&r, (extent){16, 8});
    return finish(r);
}

static extent union_extent(const plan_type *t, const extent *known)
{
    extent largest = {t->others.data ? 16 : 1, t->others.data ? 8 : 1};
    for (size_t i = 0; i < t->branches.count; i++) {
        extent branch = slot_extent(&t->branches.items[i].slot, known);
        largest.size = branch.size > largest.size ? branch.size : largest.size;
        largest.align = branch.align > largest.align ? branch.align : largest.align;
    }
    largest.size = round_up(largest.size, largest.align);
    record r = {{4, 4}, 0}; /* kind */
    add(&r, largest);
    return finish(r);
}

static extent type_extent(const plan_type *t, const extent *known)
{
    record box = {{1, 1}, 0}; /* is_null */
    switch (t->form) {
    case PLAN_SCALAR: return scalar_extent(t);
    case PLAN_ENUM: return (extent){4, 4};
    case PLAN_OPEN_ENUM: return (extent){24, 8};
    case PLAN_STRUCT:
    case PLAN_TUPLE: return struct_extent(t, known);
    case PLAN_UNION: return union_extent(t, known);
    case PLAN_LIST:
    case PLAN_MAP: return (extent){16, 8};
    case PLAN_BOX: add(&box, slot_extent(&t->element, known)); return finish(box);
    case PLAN_ALIAS: return slot_extent(&t->element, known);
    }
    return (extent){0, 1};
}

void plan_sizes(mem *m, const plan *self, buf *out)
{
    extent *known = mem_array(m, extent, self->types.count + 1);
    for (size_t i = 0; i < self->types.count; i++) {
        const plan_type *t = self->types.items[i];
        known[t->order] = type_extent(t, known);
        buf_print(out, "%6zu %.*s\n", known[t->order].size, STR_ARG(t->c_name));
    }
}

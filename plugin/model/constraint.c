/**
 * Branches that only constrain: they say which members there must be, how long a value is and the like,
 * and nothing about the shape that what stands beside them gives it. They are a check, no union.
 */
#include "model/build.h"

/* How deep branches of branches are looked at, and how many leaves of a union. */
enum { CONSTRAINT_DEPTH = 4, CONSTRAINT_LEAVES = 1024 };

/* A look at the branches of one union. */
typedef struct look {
    build *b;
    unsigned types; /* SCHEMA_* that the value may have, whatever the branch */
    size_t leaves;
} look;

static unsigned types_of(const schema *s)
{
    return !s->types                  ? (unsigned)SCHEMA_ALL
           : s->types & SCHEMA_NUMBER ? s->types | SCHEMA_INTEGER
                                      : s->types;
}

static bool restricts(const schema *s)
{
    return s && !s->always;
}

/* A format may say how wide a number is. */
static bool adds_shape(const schema *s, unsigned types)
{
    return s->never || s->enum_node || s->const_node || s->properties.count ||
           s->pattern_properties.count || restricts(s->additional_properties) ||
           restricts(s->items) || s->prefix_items.count || s->choices.type.value ||
           (s->format_node && !schema_format_bits(s) && (types & (SCHEMA_INTEGER | SCHEMA_NUMBER)));
}

static bool constrains(look *l, const schema *branch, int depth);

static bool all_constrain(look *l, const schema_list *branches, int depth)
{
    for (size_t i = 0; i < branches->count; i++)
        if (!constrains(l, branches->items[i], depth))
            return false;
    return true;
}

/* A type that the value has anyhow is nothing new. */
static bool constrains(look *l, const schema *branch, int depth)
{
    const schema *target = schema_target(l->b, branch);
    const schema_list *leaves = schema_leaves(l->b, branch);
    if (!target || entry_of(l->b, target)->heirs.count || depth > CONSTRAINT_DEPTH)
        return false;
    for (size_t i = 0; i < leaves->count; i++) {
        const schema *s = leaves->items[i];
        if (++l->leaves > CONSTRAINT_LEAVES || adds_shape(s, l->types) ||
            (l->types & ~types_of(s)) || !all_constrain(l, &s->any_of, depth + 1) ||
            !all_constrain(l, &s->one_of, depth + 1))
            return false;
    }
    return true;
}

/* The types that some branch allows. */
static unsigned types_of_branches(build *b, const schema_list *branches)
{
    unsigned all = 0;
    for (size_t i = 0; i < branches->count; i++) {
        const schema_list *leaves = schema_leaves(b, branches->items[i]);
        unsigned types = SCHEMA_ALL;
        for (size_t k = 0; k < leaves->count; k++)
            types &= types_of(leaves->items[k]);
        all |= types;
    }
    return all;
}

bool constraints_take(build *b, const model_type *type, flat *f, const schema_list *branches)
{
    unsigned mask = build_of((model_type *)type)->mask;
    unsigned shaped = (f->object_schema ? (unsigned)SCHEMA_OBJECT : 0) |
                      (f->array_schema ? (unsigned)SCHEMA_ARRAY : 0);
    unsigned types = types_of_branches(b, branches);
    bool typed = f->typed || mask != SCHEMA_ALL, limited = types != SCHEMA_ALL;
    look l = {.b = b, .types = f->types & mask & types};
    if (!l.types || (limited && !typed && !shaped) || !all_constrain(&l, branches, 0))
        return false;
    f->types &= types;
    f->typed = f->typed || limited;
    return true;
}

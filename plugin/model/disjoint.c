/** Proofs that no value has two types. What is not proven is possible. */
#include "model/build.h"

/* How deep members of members are compared, how many of each object, values of enums, branches. */
enum { MAX_MEETINGS = 2000 }; /* pairs of patterns that are compared, in all */
enum { PROOF_DEPTH = 3, PROOF_MEMBERS = 64, PROOF_VALUES = 512, PROOF_BRANCHES = 16 };

/* How many members are compared to find one that is different where it is there. */
enum { APART_MEMBERS = 16 };

static bool disjoint(build *b, model_type *x, model_type *y, int depth);

static bool disjoint_enums(build *b, const model_type *x, const model_type *y)
{
    if (x->values.count + y->values.count > PROOF_VALUES)
        return false;
    map values;
    map_init(&values, &b->scratch);
    for (size_t i = 0; i < x->values.count; i++)
        map_put(&values, value_key(b, x->values.items[i].value), b);
    for (size_t i = 0; i < y->values.count; i++)
        if (map_has(&values, value_key(b, y->values.items[i].value)))
            return false;
    return true;
}

/* No value of the enum passes the checks of the other type. */
static bool disjoint_values(const model_type *values, const model_type *other)
{
    for (size_t i = 0; i < values->values.count; i++)
        if (value_passes(values->values.items[i].value, &other->checks))
            return false;
    return true;
}

static bool disjoint_bounds(const model_checks *x, const model_checks *y)
{
    if (x->maximum && y->minimum && number_compare(x->maximum, y->minimum) < 0)
        return true;
    if (x->exclusive_maximum && y->minimum && number_compare(x->exclusive_maximum, y->minimum) <= 0)
        return true;
    if (x->maximum && y->exclusive_minimum && number_compare(x->maximum, y->exclusive_minimum) <= 0)
        return true;
    return x->max_length < y->min_length;
}

/*
 * Formats of which no string has two: times have ':' and a zone, dates and numbers of days do not;
 * durations begin with P, mail has '@', addresses and UUIDs have neither dashes nor dots where others do.
 */
static const uint32_t distinct_formats = 1u << O2C_FORMAT_DATE | 1u << O2C_FORMAT_DATE_TIME |
                                         1u << O2C_FORMAT_TIME | 1u << O2C_FORMAT_DURATION |
                                         1u << O2C_FORMAT_EMAIL | 1u << O2C_FORMAT_IPV4 |
                                         1u << O2C_FORMAT_IPV6 | 1u << O2C_FORMAT_UUID;

static bool disjoint_formats(uint32_t x, uint32_t y)
{
    x &= distinct_formats;
    y &= distinct_formats;
    return x && y && !(x & y);
}

static bool is_any_common(const model_patterns *x, const model_patterns *y)
{
    str found;
    mem scratch = MEM_INIT;
    bool common = patterns_meet(&scratch, x, y, &found) != O2C_MATCH_NO;
    mem_free(&scratch);
    return common;
}

static str meeting_key(build *b, const model_patterns *x, const model_patterns *y)
{
    buf key = BUF_INIT;
    for (size_t i = 0; i < x->count; i++)
        buf_print(&key, "%u ", x->items[i]->id);
    for (size_t i = 0; i < y->count; i++)
        buf_print(&key, "/%u", y->items[i]->id);
    return buf_take(&key, b->m);
}

/* Patterns of which no string has two; each pair is compared once. What costs too much is not proven. */
static bool disjoint_patterns(build *b, const model_checks *x, const model_checks *y)
{
    static const char apart, together;
    if (!x->patterns.count || !y->patterns.count)
        return false;
    str key = meeting_key(b, &x->patterns, &y->patterns);
    const char *known = map_get(&b->meetings, key);
    if (!known && b->meetings.count < MAX_MEETINGS) {
        known = is_any_common(&x->patterns, &y->patterns) ? &together : &apart;
        map_put(&b->meetings, key, (void *)known);
    }
    return known == &apart;
}

static bool disjoint_scalars(build *b, const model_type *x, const model_type *y)
{
    if (x->kind == MODEL_ENUM && y->kind == MODEL_ENUM)
        return disjoint_enums(b, x, y);
    if (x->kind == MODEL_ENUM || y->kind == MODEL_ENUM)
        return x->kind == MODEL_ENUM ? disjoint_values(x, y) : disjoint_values(y, x);
    return disjoint_bounds(&x->checks, &y->checks) || disjoint_bounds(&y->checks, &x->checks) ||
           disjoint_formats(x->checks.formats, y->checks.formats) ||
           disjoint_patterns(b, &x->checks, &y->checks);
}

/* A member that `x` requires: `y` has no room for it, or wants another value there. */
static bool disjoint_by_member(build *b, const model_member *m, model_type *y, int depth)
{
    const model_member *other = type_member(b, y, m->name);
    if (!other)
        return y->others == MODEL_OTHERS_CLOSED ||
               (y->others == MODEL_OTHERS_TYPED && disjoint(b, m->type, y->element, depth + 1));
    return disjoint(b, m->type, other->type, depth + 1);
}

static bool disjoint_by_required(build *b, const model_type *x, model_type *y, int depth)
{
    size_t looked = 0;
    for (size_t i = 0; i < x->members.count && looked < PROOF_MEMBERS; i++) {
        if (!x->members.items[i].required)
            continue;
        looked++;
        if (disjoint_by_member(b, &x->members.items[i], y, depth))
            return true;
    }
    return false;
}

/* No length is left, or there must be an item and none suits both. */
static bool disjoint_arrays(build *b, const model_type *x, const model_type *y, int depth)
{
    if (x->checks.max_items < y->checks.min_items || y->checks.max_items < x->checks.min_items)
        return true;
    return (x->checks.min_items || y->checks.min_items) &&
           disjoint(b, x->element, y->element, depth + 1);
}

static bool disjoint_branches(build *b, const model_type *x, model_type *y, int depth)
{
    if (x->branches.count > PROOF_BRANCHES)
        return false;
    for (size_t i = 0; i < x->branches.count; i++)
        if (!disjoint(b, x->branches.items[i].type, y, depth + 1))
            return false;
    return true;
}

static bool is_scalar(const model_type *type)
{
    return type->kind == MODEL_ENUM || type->kind == MODEL_INTEGER || type->kind == MODEL_NUMBER ||
           type->kind == MODEL_STRING;
}

static bool disjoint(build *b, model_type *x, model_type *y, int depth)
{
    x = model_resolve(x);
    y = model_resolve(y);
    if (!(build_of(x)->kinds & build_of(y)->kinds))
        return true;
    if (depth > PROOF_DEPTH || x == y)
        return false;
    if (is_scalar(x) && is_scalar(y))
        return disjoint_scalars(b, x, y);
    if (x->kind == MODEL_OBJECT && y->kind == MODEL_OBJECT)
        return disjoint_by_required(b, x, y, depth) || disjoint_by_required(b, y, x, depth);
    if (x->kind == MODEL_ARRAY && y->kind == MODEL_ARRAY)
        return disjoint_arrays(b, x, y, depth);
    if (x->kind == MODEL_UNION)
        return disjoint_branches(b, x, y, depth);
    return y->kind == MODEL_UNION && disjoint_branches(b, y, x, depth);
}

/* ---- nearly disjoint ---- */

static bool apart(build *b, model_type *x, model_type *y, int depth);

/* A member that both declare, if it is there and not empty, belongs to one of them. */
static bool apart_by_member(build *b, const model_type *x, model_type *y, int depth)
{
    for (size_t i = 0; i < x->members.count && i < APART_MEMBERS; i++) {
        const model_member *m = &x->members.items[i], *other = type_member(b, y, m->name);
        if (other && apart(b, m->type, other->type, depth + 1))
            return true;
    }
    return false;
}

static bool apart(build *b, model_type *x, model_type *y, int depth)
{
    x = model_resolve(x);
    y = model_resolve(y);
    x = x->kind == MODEL_NULLABLE ? model_resolve(x->element) : x;
    y = y->kind == MODEL_NULLABLE ? model_resolve(y->element) : y;
    if (disjoint(b, x, y, depth))
        return true;
    if (depth > PROOF_DEPTH || x == y || x->kind != y->kind)
        return false;
    if (x->kind == MODEL_ARRAY)
        return apart(b, x->element, y->element, depth + 1);
    return x->kind == MODEL_OBJECT && apart_by_member(b, x, y, depth);
}

bool types_are_apart(build *b, model_type *x, model_type *y)
{
    return apart(b, x, y, 0);
}

bool types_are_disjoint(build *b, model_type *x, model_type *y)
{
    return disjoint(b, x, y, 0);
}

/** Proofs that one type takes every value of another. What is not proven may be so nevertheless. */
#include "model/build.h"

/* How deep types in types are compared, and how many in all for one question. */
enum { PROOF_DEPTH = 6, PROOF_STEPS = 2000 };

typedef struct proof {
    build *b;
    size_t steps;
} proof;

static bool includes(proof *p, model_type *wide, model_type *narrow, int depth);

/* ---- whole kinds ---- */

static bool takes_kind(const model_type *type, unsigned kind)
{
    switch (type->kind) {
    case MODEL_ANY: return type->kinds & kind;
    case MODEL_NULL: return kind == KIND_NULL;
    case MODEL_BOOL: return kind == KIND_BOOL;
    case MODEL_NUMBER: return kind == KIND_NUMBER && type->width == MODEL_WIDTH_64;
    case MODEL_STRING: return kind == KIND_STRING;
    default: return false;
    }
}

static bool takes_all(proof *p, model_type *type, unsigned kind, int depth)
{
    type = model_resolve(type);
    if (depth > PROOF_DEPTH || ++p->steps > PROOF_STEPS || !type_is_plain(type))
        return false;
    if (type->kind == MODEL_NULLABLE)
        return kind == KIND_NULL || takes_all(p, type->element, kind, depth + 1);
    if (type->kind != MODEL_UNION)
        return takes_kind(type, kind);
    if (build_of(type)->info->one_of || !(build_of(type)->info->kinds & kind))
        return false;
    for (size_t i = 0; i < type->branches.count; i++)
        if (takes_all(p, type->branches.items[i].type, kind, depth + 1))
            return true;
    return false;
}

bool type_takes_all(build *b, model_type *type, unsigned kind)
{
    proof p = {.b = b};
    return takes_all(&p, type, kind, 0);
}

static bool takes_kinds(proof *p, model_type *type, unsigned kinds, int depth)
{
    for (unsigned kind = KIND_NULL; kind <= KIND_OBJECT; kind <<= 1)
        if ((kinds & kind) && !takes_all(p, type, kind, depth))
            return false;
    return true;
}

/* ---- scalars ---- */

static bool is_among(const node *value, const node *const *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (node_equal(values[i], value))
            return true;
    return false;
}

static bool includes_value(const model_type *wide, const node *value)
{
    int64_t i;
    for (size_t k = 0; wide->kind == MODEL_ENUM && k < wide->values.count; k++)
        if (node_equal(wide->values.items[k].value, value))
            return true;
    if (wide->kind == MODEL_ENUM || wide->checks.multiple_of.count ||
        !value_passes(value, &wide->checks))
        return false;
    for (size_t k = 0; k < wide->checks.patterns.count;
         k++) /* what it costs to know is not known */
        if (value->kind == NODE_STRING &&
            pattern_match(&wide->checks.patterns.items[k]->code, value->as.text) != O2C_MATCH_YES)
            return false;
    switch (wide->kind) {
    case MODEL_STRING: return value->kind == NODE_STRING;
    case MODEL_NUMBER: return value->kind == NODE_NUMBER && wide->width == MODEL_WIDTH_64;
    case MODEL_INTEGER:
        return value->kind == NODE_NUMBER && wide->width == MODEL_WIDTH_64 && node_i64(value, &i);
    default: return false;
    }
}

static bool includes_values(const model_type *wide, const model_type *narrow)
{
    for (size_t i = 0; i < narrow->values.count; i++)
        if (!includes_value(wide, narrow->values.items[i].value))
            return false;
    return true;
}

/* The lower bound of `narrow`, or a higher one, is that of `wide`. */
static bool bounds_low(const model_checks *wide, const model_checks *narrow)
{
    const node *low = narrow->minimum, *above = narrow->exclusive_minimum;
    bool open = !wide->minimum || (low && number_compare(low, wide->minimum) >= 0) ||
                (above && number_compare(above, wide->minimum) >= 0);
    bool above_open = !wide->exclusive_minimum ||
                      (low && number_compare(low, wide->exclusive_minimum) > 0) ||
                      (above && number_compare(above, wide->exclusive_minimum) >= 0);
    return open && above_open;
}

static bool bounds_high(const model_checks *wide, const model_checks *narrow)
{
    const node *high = narrow->maximum, *below = narrow->exclusive_maximum;
    bool open = !wide->maximum || (high && number_compare(high, wide->maximum) <= 0) ||
                (below && number_compare(below, wide->maximum) <= 0);
    bool below_open = !wide->exclusive_maximum ||
                      (high && number_compare(high, wide->exclusive_maximum) < 0) ||
                      (below && number_compare(below, wide->exclusive_maximum) <= 0);
    return open && below_open;
}

static bool includes_numbers(const model_type *wide, const model_type *narrow)
{
    const model_checks *w = &wide->checks, *n = &narrow->checks;
    bool whole = narrow->kind == MODEL_INTEGER;
    bool width = wide->width == narrow->width ||
                 (wide->width == MODEL_WIDTH_64 && whole && narrow->width != MODEL_WIDTH_U64);
    if (wide->kind == MODEL_NUMBER) /* every integer of 64 bits is in the range of a float */
        width = wide->width == MODEL_WIDTH_64 || whole || narrow->width == wide->width;
    for (size_t i = 0; i < w->multiple_of.count; i++)
        if (!is_among(w->multiple_of.items[i], n->multiple_of.items, n->multiple_of.count))
            return false;
    return (whole || wide->kind == MODEL_NUMBER) && width && bounds_low(w, n) && bounds_high(w, n);
}

static bool includes_strings(const model_checks *wide, const model_checks *narrow)
{
    for (size_t i = 0; i < wide->patterns.count; i++) {
        bool found = false;
        for (size_t k = 0; k < narrow->patterns.count; k++)
            found = found || narrow->patterns.items[k] == wide->patterns.items[i];
        if (!found)
            return false;
    }
    return wide->min_length <= narrow->min_length && wide->max_length >= narrow->max_length &&
           !(wide->formats & ~narrow->formats);
}

/* ---- containers ---- */

static bool includes_arrays(proof *p, const model_type *wide, const model_type *narrow, int depth)
{
    const model_checks *w = &wide->checks, *n = &narrow->checks;
    return w->min_items <= n->min_items && w->max_items >= n->max_items &&
           (!w->unique_items || n->unique_items) &&
           (!n->max_items || includes(p, wide->element, narrow->element, depth + 1));
}

/* What members that are not declared are: NULL for anything; *closed: there are none. */
static model_type *others_of(const model_type *type, bool *closed)
{
    *closed = type->others == MODEL_OTHERS_CLOSED;
    return type->kind == MODEL_MAP || type->others == MODEL_OTHERS_TYPED ? type->element : NULL;
}

/* A member of `wide`, whatever `narrow` says of it. */
static bool includes_member(proof *p, const model_member *m, model_type *narrow, int depth)
{
    bool closed;
    const model_type *others = others_of(narrow, &closed);
    const model_member *other = type_member(p->b, narrow, m->name);
    if (m->required && !(other && other->required))
        return false;
    if (other)
        return includes(p, m->type, other->type, depth + 1);
    return closed || (others ? includes(p, m->type, (model_type *)others, depth + 1)
                             : takes_kinds(p, m->type, KIND_ALL, depth + 1));
}

static bool includes_others(proof *p, model_type *wide, const model_type *narrow, int depth)
{
    bool wide_closed, narrow_closed;
    model_type *wide_others = others_of(wide, &wide_closed);
    model_type *narrow_others = others_of(narrow, &narrow_closed);
    bool open = !wide_closed && !wide_others;
    for (size_t i = 0; !open && i < narrow->members.count; i++) {
        const model_member *m = &narrow->members.items[i];
        if (!type_member(p->b, wide, m->name) &&
            (wide_closed || !includes(p, wide_others, m->type, depth + 1)))
            return false;
    }
    if (open || narrow_closed)
        return true;
    return !wide_closed && (narrow_others ? includes(p, wide_others, narrow_others, depth + 1)
                                          : takes_kinds(p, wide_others, KIND_ALL, depth + 1));
}

static bool includes_objects(proof *p, model_type *wide, model_type *narrow, int depth)
{
    const model_checks *w = &wide->checks, *n = &narrow->checks;
    if (w->min_properties > n->min_properties || w->max_properties < n->max_properties)
        return false;
    for (size_t i = 0; i < wide->members.count; i++)
        if (!includes_member(p, &wide->members.items[i], narrow, depth))
            return false;
    return includes_others(p, wide, narrow, depth);
}

/* ---- choices ---- */

/* Some branch takes all of it, and nothing else is asked of a value. */
static bool includes_by_branch(proof *p, model_type *wide, model_type *narrow, int depth)
{
    const union_info *info = build_of(wide)->info;
    if (info->one_of || info->discriminator || info->required_tag.data ||
        (build_of(narrow)->kinds & ~info->kinds))
        return false;
    for (size_t i = 0; i < wide->branches.count; i++)
        if (includes(p, wide->branches.items[i].type, narrow, depth + 1))
            return true;
    return false;
}

static bool includes_branches(proof *p, model_type *wide, const model_type *narrow, int depth)
{
    for (size_t i = 0; i < narrow->branches.count; i++)
        if (!includes(p, wide, narrow->branches.items[i].type, depth + 1))
            return false;
    return true;
}

static bool is_object(const model_type *type)
{
    return type->kind == MODEL_OBJECT || type->kind == MODEL_MAP;
}

static bool includes_shape(proof *p, model_type *wide, model_type *narrow, int depth)
{
    if (narrow->kind == MODEL_ENUM)
        return includes_values(wide, narrow);
    if (is_object(wide) && is_object(narrow))
        return includes_objects(p, wide, narrow, depth);
    if (wide->kind == MODEL_ARRAY && narrow->kind == MODEL_ARRAY)
        return includes_arrays(p, wide, narrow, depth);
    if (wide->kind == MODEL_STRING && narrow->kind == MODEL_STRING)
        return includes_strings(&wide->checks, &narrow->checks);
    bool numbers = (wide->kind == MODEL_INTEGER || wide->kind == MODEL_NUMBER) &&
                   (narrow->kind == MODEL_INTEGER || narrow->kind == MODEL_NUMBER);
    return numbers && includes_numbers(wide, narrow);
}

static bool includes(proof *p, model_type *wide, model_type *narrow, int depth)
{
    wide = model_resolve(wide);
    narrow = model_resolve(narrow);
    unsigned kinds = build_of(narrow)->kinds;
    if (wide == narrow || narrow->kind == MODEL_NEVER)
        return true;
    if (depth > PROOF_DEPTH || ++p->steps > PROOF_STEPS || (kinds & ~build_of(wide)->kinds))
        return false;
    if (takes_kinds(p, wide, kinds, depth))
        return true;
    if (wide->check)
        return false;
    if (narrow->kind == MODEL_NULLABLE)
        return takes_all(p, wide, KIND_NULL, depth) &&
               includes(p, wide, narrow->element, depth + 1);
    if (wide->kind == MODEL_NULLABLE)
        return includes(p, wide->element, narrow, depth + 1);
    if (wide->kind == MODEL_UNION && includes_by_branch(p, wide, narrow, depth))
        return true;
    if (narrow->kind == MODEL_UNION)
        return includes_branches(p, wide, narrow, depth);
    return includes_shape(p, wide, narrow, depth);
}

bool type_includes(build *b, model_type *wide, model_type *narrow)
{
    proof p = {.b = b};
    return includes(&p, wide, narrow, 0);
}

/**
 * Unions whose branches are scalars of one kind are that scalar, where that says the same: all values of
 * the branches, or the scalar with a check. Null was split off before.
 */
#include "model/build.h"

static void forget_branches(model_type *type)
{
    type->branches.items = NULL;
    type->branches.count = type->branches.room = 0;
}

/* The kind that all branches have, or MODEL_UNION. */
static model_kind common_kind(const model_type *type)
{
    model_kind kind = model_resolve(type->branches.items[0].type)->kind;
    for (size_t i = 1; i < type->branches.count; i++)
        if (model_resolve(type->branches.items[i].type)->kind != kind)
            return MODEL_UNION;
    return kind;
}

static bool of_one_value_kind(const model_type *type)
{
    node_kind first = model_resolve(type->branches.items[0].type)->values.items[0].value->kind;
    for (size_t i = 1; i < type->branches.count; i++) {
        const model_type *branch = model_resolve(type->branches.items[i].type);
        if (branch->values.items[0].value->kind != first || branch->width != MODEL_WIDTH_64)
            return false;
    }
    return true;
}

/* A value of a const takes its description and hint from the branch. */
static model_value value_of_branch(const model_type *branch, size_t i)
{
    model_value value = branch->values.items[i];
    if (branch->values.count != 1)
        return value;
    if (!value.description.data)
        value.description = branch->description;
    if (!value.name_hint.data && !branch->name.data)
        value.name_hint = branch->title;
    return value;
}

typedef struct tally {
    model_value value;
    unsigned count; /* branches that have it */
} tally;

/* The values of all branches; of a oneOf, those that only one branch has. */
static void join_enums(build *b, model_type *type)
{
    map seen;
    map_init(&seen, &b->scratch);
    bool one_of = build_of(type)->info->one_of;
    for (size_t i = 0; i < type->branches.count; i++) {
        const model_type *branch = model_resolve(type->branches.items[i].type);
        for (size_t k = 0; k < branch->values.count; k++) {
            str key = value_key(b, branch->values.items[k].value);
            tally *t = map_get(&seen, key);
            if (!t) {
                t = mem_new(&b->scratch, tally);
                t->value = value_of_branch(branch, k);
                map_put(&seen, key, t);
            }
            t->count++;
        }
    }
    forget_branches(type);
    for (size_t i = 0; i < seen.count; i++) {
        const tally *t = seen.entries[i].value;
        if (!one_of || t->count == 1)
            list_push(b->m, &type->values, t->value);
    }
    if (type->values.count)
        type->kind = MODEL_ENUM;
    else
        shape_never(b, type, NULL, "every value has more than one branch");
}

/* Some branch takes every string, and all take strings only. */
static bool is_any_string(const model_type *type, bool *open_enum)
{
    bool all = false;
    *open_enum = false;
    for (size_t i = 0; i < type->branches.count; i++) {
        const model_type *branch = model_resolve(type->branches.items[i].type);
        bool string_enum =
            branch->kind == MODEL_ENUM && branch->values.items[0].value->kind == NODE_STRING;
        if (!string_enum && branch->kind != MODEL_STRING)
            return false;
        *open_enum = *open_enum || string_enum;
        all = all || (branch->kind == MODEL_STRING && type_is_plain(branch));
    }
    return all;
}

/* A branch that takes every number that another one takes, or NULL. *width: that holds them all. */
static const model_type *any_number(const model_type *type, model_width *width)
{
    const model_type *widest = NULL;
    *width = model_resolve(type->branches.items[0].type)->width;
    for (size_t i = 0; i < type->branches.count; i++) {
        model_type *branch = model_resolve(type->branches.items[i].type);
        if (branch->kind != MODEL_INTEGER && branch->kind != MODEL_NUMBER)
            return NULL;
        if (branch->width != *width &&
            (branch->width == MODEL_WIDTH_U64 || *width == MODEL_WIDTH_U64))
            return NULL;
        if (branch->width != *width || (widest && branch->kind != widest->kind))
            *width = MODEL_WIDTH_64;
        if (!widest || branch->kind == MODEL_NUMBER)
            widest =
                widest && widest->kind == branch->kind && type_is_plain(widest) ? widest : branch;
        else if (branch->kind == widest->kind && type_is_plain(branch))
            widest = branch;
    }
    return type_is_plain(widest) ? widest : NULL;
}

static void note_open_enum(build *b, const model_type *type)
{
    if (build_once(b, "O2C-M011", type->schema->node))
        diag_note(b->d, "O2C-M011", node_place(type->schema->node), NULL,
                  "an enum beside any string is an open one: read as a string");
}

static void collapse_any_of(build *b, model_type *type)
{
    bool open_enum;
    model_width width;
    const model_type *number = any_number(type, &width);
    if (is_any_string(type, &open_enum)) {
        if (open_enum)
            note_open_enum(b, type);
        type->kind = MODEL_STRING;
        forget_branches(type);
    } else if (number) {
        type->kind = number->kind;
        type->width = width;
        forget_branches(type);
    } else if (common_kind(type) == MODEL_BOOL) {
        type->kind = MODEL_BOOL;
        forget_branches(type);
    }
}

/* ---- branches that differ in checks alone ---- */

/* Where one branch is text, all are. */
static bool are_typed(const model_type *type)
{
    for (size_t i = 0; i < type->branches.count; i++)
        if (!model_resolve(type->branches.items[i].type)->typed)
            return false;
    return true;
}

static bool is_scalar(const model_type *type)
{
    return type->kind == MODEL_STRING || type->kind == MODEL_INTEGER || type->kind == MODEL_NUMBER;
}

/* Where exactly one must fit, one that takes all is the only one that can: the others only refuse. */
static const model_type *only_winner(const model_type *type)
{
    const model_type *found = NULL;
    for (size_t i = 0; build_of((model_type *)type)->info->one_of && i < type->branches.count;
         i++) {
        const model_type *branch = model_resolve(type->branches.items[i].type);
        bool all = branch->kind == MODEL_STRING ||
                   (branch->kind == MODEL_NUMBER && branch->width == MODEL_WIDTH_64);
        found = all && type_is_plain(branch) ? branch : found;
    }
    return found;
}

/* Whether a check says all that the branch does; what is weak cannot be counted, see decide_try.c. */
static bool is_as_check(const model_type *branch)
{
    bool values = branch->kind == MODEL_ENUM && !branch->open.value;
    bool scalar =
        is_scalar(branch) && (branch->kind == MODEL_STRING || branch->width == MODEL_WIDTH_64);
    return (values || scalar) && !build_of((model_type *)branch)->weak;
}

/* The one C type that all branches are, whatever else they ask, or NULL. */
static const model_type *one_scalar(const model_type *type)
{
    const model_type *winner = only_winner(type);
    const model_type *one = winner ? winner : model_resolve(type->branches.items[0].type);
    bool typed = are_typed(type);
    if (!is_scalar(one))
        return NULL;
    for (size_t i = 0; i < type->branches.count; i++) {
        model_type *branch = model_resolve(type->branches.items[i].type);
        bool same = branch->kind == one->kind && branch->width == one->width &&
                    (!typed || branch->typed == one->typed);
        if (type_own_kinds(branch) != type_own_kinds(one))
            return NULL;
        if (winner ? !is_as_check(branch) : !same || build_of(branch)->weak)
            return NULL;
    }
    return one;
}

/* What is true of the lengths of all branches bounds the memory of the one. */
static void join_lengths(model_checks *all, const model_checks *one, bool first)
{
    if (first || one->min_length < all->min_length)
        all->min_length = one->min_length;
    if (first || one->max_length > all->max_length)
        all->max_length = one->max_length;
}

static model_check *check_branch(build *b, const model_type *branch)
{
    model_check *check = mem_new(b->m, model_check);
    model_rule scalar = {.op = O2C_CHECK_TYPE, .kinds = type_own_kinds(branch)};
    model_rule values = {.op = O2C_CHECK_ENUM};
    scalar.flag = branch->kind == MODEL_INTEGER;
    check->pointer = branch->pointer;
    model_checks c = branch->checks;
    if (branch->typed)
        c.formats = typed_asserted(branch);
    for (size_t i = 0; i < branch->values.count; i++)
        list_push(b->m, &values.values, branch->values.items[i].value);
    list_push(b->m, &check->rules, branch->kind == MODEL_ENUM ? values : scalar);
    rules_add_checks(b, check, &c);
    if (branch->check)
        rules_add_apply(b, check, branch->check);
    return check;
}

/* The scalar, and a check of what the branches ask. */
static void join_checks(build *b, model_type *type, const model_type *one)
{
    model_rule any = {.op = build_of(type)->info->one_of ? O2C_CHECK_ONE : O2C_CHECK_ANY};
    type->kind = one->kind;
    type->width = one->width;
    type->format = one->format;
    if (are_typed(type)) {
        type->typed = one->typed;
        type->checks.formats = one->checks.formats;
    }
    for (size_t i = 0; i < type->branches.count; i++) {
        const model_type *branch = model_resolve(type->branches.items[i].type);
        if (!str_eq(branch->format, type->format))
            type->format = STR_NULL;
        join_lengths(&type->checks, &branch->checks, i == 0);
        list_push(b->m, &any.checks, check_branch(b, branch));
    }
    forget_branches(type);
    residue_add(b, type, any);
}

str branch_says(build *b, const model_branch *branch)
{
    const model_type *type = model_resolve(branch->type);
    if (!type->name.data && type->kind != MODEL_UNION)
        return type_says(b, type);
    const model_type **slot = mem_new(&b->scratch, const model_type *);
    *slot = type;
    return (str){(const char *)slot, sizeof *slot};
}

/* In anyOf a branch that stands there twice says nothing new. */
static void drop_twins(build *b, model_type *type)
{
    map seen;
    map_init(&seen, &b->scratch);
    union_info *info = build_of(type)->info;
    size_t kept = 0;
    for (size_t i = 0; i < type->branches.count; i++) {
        if (!map_put(&seen, branch_says(b, &type->branches.items[i]), b))
            continue;
        type->branches.items[kept] = type->branches.items[i];
        info->sources.items[kept++] = info->sources.items[i];
    }
    type->branches.count = info->sources.count = kept;
}

/* All branches are scalars of kinds that the schema beside them allows. */
static bool are_scalars(const model_type *type, unsigned allowed)
{
    for (size_t i = 0; i < type->branches.count; i++) {
        const model_type *branch = model_resolve(type->branches.items[i].type);
        unsigned scalars = KIND_BOOL | KIND_NUMBER | KIND_STRING;
        if (branch->kind == MODEL_UNION || (type_own_kinds(branch) & ~(scalars & allowed)))
            return false;
    }
    return true;
}

static bool is_any_checked(const model_type *type)
{
    for (size_t i = 0; i < type->branches.count; i++)
        if (model_resolve(type->branches.items[i].type)->check)
            return true;
    return false;
}

static void collapse_scalars(build *b, model_type *type)
{
    if (common_kind(type) == MODEL_ENUM && of_one_value_kind(type))
        join_enums(b, type);
    else if (!build_of(type)->info->one_of)
        collapse_any_of(b, type);
}

static void collapse_all(build *b, model_type *type)
{
    if (!is_any_checked(type))
        collapse_scalars(b, type);
    const model_type *one = type->kind == MODEL_UNION ? one_scalar(type) : NULL;
    if (one)
        join_checks(b, type, one);
}

/* ---- scalars among other branches ---- */

/* The kinds that a branch may have, before kinds_compute; those that are not known count. */
static unsigned kinds_of_branch(model_type *type, int depth)
{
    enum { MAX_DEPTH = 4 };
    unsigned kinds = 0;
    type = model_resolve(type);
    if (depth > MAX_DEPTH)
        return KIND_ALL;
    if (type->kind == MODEL_NULLABLE)
        return KIND_NULL | kinds_of_branch(type->element, depth + 1);
    if (type->kind != MODEL_UNION)
        return type_own_kinds(type);
    for (size_t i = 0; i < type->branches.count; i++)
        kinds |= kinds_of_branch(type->branches.items[i].type, depth + 1);
    return kinds & build_of(type)->info->kinds;
}

/* The branches of one JSON kind, if no other branch may take a value of it. */
static bool part_of_kind(build *b, const model_type *type, unsigned kind, model_type *part)
{
    union_info *info = build_of(part)->info;
    for (size_t i = 0; i < type->branches.count; i++) {
        model_type *branch = model_resolve(type->branches.items[i].type);
        unsigned kinds = kinds_of_branch(branch, 0);
        if (!(kinds & kind))
            continue;
        if (kinds != kind || branch->kind == MODEL_UNION)
            return false;
        list_push(&b->scratch, &part->branches, type->branches.items[i]);
        list_push(&b->scratch, &info->sources,
                  build_of((model_type *)type)->info->sources.items[i]);
    }
    return part->branches.count > 1;
}

/* The branches of a JSON kind are one, which stands where the first of them stood. */
static void replace_part(model_type *type, unsigned kind, const model_branch *made)
{
    union_info *info = build_of(type)->info;
    size_t kept = 0;
    bool done = false;
    for (size_t i = 0; i < type->branches.count; i++) {
        bool of_kind = kinds_of_branch(type->branches.items[i].type, 0) == kind;
        if (of_kind && done)
            continue;
        type->branches.items[kept] = of_kind ? *made : type->branches.items[i];
        info->sources.items[kept++] = of_kind ? (branch_source){0} : info->sources.items[i];
        done = done || of_kind;
    }
    type->branches.count = info->sources.count = kept;
}

/* What the scalars of one JSON kind among the branches collapse to as a union is a branch. */
static void collapse_part(build *b, model_type *type, unsigned kind)
{
    build_type part = *build_of(type);
    union_info info = *part.info;
    part.info = &info;
    part.type.branches.items = NULL;
    part.type.branches.count = part.type.branches.room = 0;
    info.sources.items = NULL;
    info.sources.count = info.sources.room = 0;
    part.type.check = NULL;
    checks_init(&part.type.checks);
    if (!(info.kinds & kind) || !part_of_kind(b, type, kind, &part.type))
        return;
    collapse_all(b, &part.type);
    if (part.type.kind == MODEL_UNION)
        return;
    model_branch made = {.hint = str_of(kind_name(kind))};
    made.type = shape_new(b, part.type.kind, type->schema, type, made.hint);
    made.type->width = part.type.width;
    made.type->format = part.type.format;
    made.type->typed = part.type.typed;
    made.type->checks = part.type.checks;
    made.type->check = part.type.check;
    made.type->values = part.type.values;
    replace_part(type, kind, &made);
}

static void collapse_union(build *b, model_type *type)
{
    const union_info *info = build_of(type)->info;
    if (info->discriminator || info->split || !type->branches.count)
        return;
    if (!info->one_of)
        drop_twins(b, type);
    if (are_scalars(type, info->kinds))
        collapse_all(b, type);
    if (type->kind != MODEL_UNION)
        return;
    collapse_part(b, type, KIND_NUMBER);
    collapse_part(b, type, KIND_STRING);
}

void collapse_unions(build *b, const type_list *order)
{
    for (size_t i = 0; i < order->count; i++) {
        model_type *type = order->items[i];
        if (type->kind == MODEL_NULLABLE)
            type = type->element; /* the union that null was split off */
        if (type->kind == MODEL_UNION)
            collapse_union(b, type);
        scratch_empty(b);
    }
}

/** Null apart: "X or null" is X with a null bit, never a union. */
#include "model/build.h"

/* A value that may be null already. */
static void become_any(model_type *type, const model_type *any)
{
    type->kind = MODEL_ANY;
    type->kinds = any->kinds;
    type->checks = any->checks;
    type->element = NULL;
}

static void settle_nullable(build *b, model_type *type)
{
    model_type *inner = model_resolve(type->element);
    if (inner->kind == MODEL_NULLABLE && inner->check) {
        residue_whole(
            b, type,
            &build_of(type)->leaves); /* null passes twice, and only one of them asks more of it */
    } else if (inner->kind == MODEL_NULLABLE) {
        type->element = inner->element;
    } else if (inner->kind == MODEL_NULL || inner->kind == MODEL_NEVER) {
        type->kind = MODEL_NULL;
        type->element = NULL;
    } else if (inner->kind == MODEL_ANY && (inner->kinds & KIND_NULL) && !inner->check) {
        become_any(type, inner);
    }
}

/* What a check leaves of an answer. */
static o2c_match checked(const model_type *type, o2c_match found)
{
    const node null_value = {.kind = NODE_NULL};
    if (found == O2C_MATCH_NO || !type->check)
        return found;
    o2c_match passes = check_accepts(type->check, &null_value);
    return passes == O2C_MATCH_YES ? found : passes;
}

/* Whether a branch takes null; O2C_MATCH_COSTLY: it is not known. */
static o2c_match takes_null(model_type *type)
{
    type = model_resolve(type);
    switch (type->kind) {
    case MODEL_NULL:
    case MODEL_NULLABLE: return checked(type, O2C_MATCH_YES);
    case MODEL_ANY:
        if (!(type->kinds & KIND_NULL))
            return O2C_MATCH_NO;
        return build_of(type)->weak ? O2C_MATCH_COSTLY : checked(type, O2C_MATCH_YES);
    case MODEL_UNION: return checked(type, build_of(type)->info->null);
    default: return O2C_MATCH_NO;
    }
}

/* How many branches take null, and how many may. */
typedef struct null_count {
    size_t sure, unsure;
    size_t split; /* of those that are sure, whose null can be taken off */
} null_count;

static bool is_split(const model_type *branch)
{
    return (branch->kind == MODEL_NULL || branch->kind == MODEL_NULLABLE) && !branch->check;
}

static null_count count_nulls(const model_type *type)
{
    null_count count = {0};
    for (size_t i = 0; i < type->branches.count; i++) {
        model_type *branch = model_resolve(type->branches.items[i].type);
        o2c_match found = takes_null(branch);
        count.sure += found == O2C_MATCH_YES;
        count.unsure += found != O2C_MATCH_YES && found != O2C_MATCH_NO;
        count.split += is_split(branch);
    }
    return count;
}

static o2c_match union_takes_null(const union_info *info, const null_count *count)
{
    if (!(info->kinds & KIND_NULL) || (info->one_of && count->sure > 1))
        return O2C_MATCH_NO;
    if (count->unsure && (info->one_of || !count->sure))
        return O2C_MATCH_COSTLY;
    return count->sure ? O2C_MATCH_YES : O2C_MATCH_NO;
}

/* Drops the branches that no value satisfies, and takes null off the others if that is to be. */
static void strip_branches(model_type *type, bool null)
{
    union_info *info = build_of(type)->info;
    size_t kept = 0;
    for (size_t i = 0; i < type->branches.count; i++) {
        model_branch branch = type->branches.items[i];
        model_type *resolved = model_resolve(branch.type);
        bool split = null && is_split(resolved);
        if (resolved->kind == MODEL_NEVER || (split && resolved->kind == MODEL_NULL))
            continue;
        if (split)
            branch.type = resolved->element;
        type->branches.items[kept] = branch;
        info->sources.items[kept++] = info->sources.items[i];
    }
    type->branches.count = info->sources.count = kept;
}

/* What null was split off stands where the nullable stands. */
static void move_up(model_type *type, model_type *inner)
{
    if (inner->name.data || inner->parent != type)
        return;
    inner->parent = type->name.data ? type : type->parent;
    inner->hint = type->name.data ? STR("value") : type->hint;
    shape_pass_name(type, inner);
}

/* The union without null as a type of its own, or its only branch. */
static model_type *without_null(build *b, model_type *type)
{
    union_info *info = build_of(type)->info;
    bool bare = type->branches.count == 1 && !info->discriminator && !info->required_tag.data &&
                (info->kinds | KIND_NULL) == KIND_ALL;
    if (bare) {
        move_up(type, type->branches.items[0].type);
        return type->branches.items[0].type;
    }
    model_type *inner = shape_new(b, MODEL_UNION, type->schema, type, STR_NULL);
    move_up(type, inner);
    inner->branches.items = type->branches.items;
    inner->branches.count = type->branches.count;
    inner->branches.room = type->branches.room;
    build_of(inner)->info = info;
    build_of(inner)->weak = build_of(type)->weak;
    inner->open = type->open;
    info->kinds &= ~(unsigned)KIND_NULL;
    for (size_t i = 0; i < inner->branches.count; i++)
        if (inner->branches.items[i].type->parent == type)
            inner->branches.items[i].type->parent = inner;
    return inner;
}

/* Null is split off where it is known what becomes of it: otherwise the branches are counted. */
static void split_union(build *b, model_type *type)
{
    union_info *info = build_of(type)->info;
    null_count count = count_nulls(type);
    info->null = union_takes_null(info, &count);
    bool known = info->null == O2C_MATCH_YES || info->null == O2C_MATCH_NO;
    bool accepted = info->null == O2C_MATCH_YES && count.split == count.sure;
    strip_branches(type, known);
    if (info->null == O2C_MATCH_NO)
        info->kinds &= ~(unsigned)KIND_NULL;
    if (!type->branches.count) {
        type->kind = accepted ? MODEL_NULL : MODEL_NEVER;
        return;
    }
    if (!accepted)
        return;
    model_type *inner = without_null(b, type);
    type->kind = MODEL_NULLABLE;
    type->element = inner;
    type->branches.items = NULL;
    type->branches.count = type->branches.room = 0;
    settle_nullable(b, type);
}

void nullable_split(build *b, const type_list *order)
{
    for (size_t i = 0; i < order->count; i++) {
        model_type *type = order->items[i];
        if (type->kind == MODEL_NULLABLE)
            settle_nullable(b, type);
        else if (type->kind == MODEL_UNION)
            split_union(b, type);
    }
}

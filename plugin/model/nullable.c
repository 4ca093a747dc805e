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

/* Takes null off the branches, and those that no value satisfies. */
static unsigned strip_branches(model_type *type, bool *any_null)
{
    union_info *info = build_of(type)->info;
    unsigned nulls = 0;
    size_t kept = 0;
    for (size_t i = 0; i < type->branches.count; i++) {
        model_branch branch = type->branches.items[i];
        model_type *resolved = model_resolve(branch.type);
        bool null = resolved->kind == MODEL_NULL || resolved->kind == MODEL_NULLABLE;
        bool plain = null && !resolved->check;
        nulls += plain;
        *any_null = *any_null || (null && !plain) ||
                    (resolved->kind == MODEL_ANY && (resolved->kinds & KIND_NULL));
        if ((resolved->kind == MODEL_NULL && plain) || resolved->kind == MODEL_NEVER)
            continue;
        if (resolved->kind == MODEL_NULLABLE && plain)
            branch.type = resolved->element;
        type->branches.items[kept] = branch;
        info->sources.items[kept++] = info->sources.items[i];
    }
    type->branches.count = info->sources.count = kept;
    return nulls;
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

static void split_union(build *b, model_type *type)
{
    union_info *info = build_of(type)->info;
    bool any_null = false;
    unsigned nulls = strip_branches(type, &any_null);
    bool accepted = nulls && (info->kinds & KIND_NULL) && !any_null;
    if (info->one_of && nulls + any_null > 1) {
        accepted = false; /* null has more than one branch */
        info->kinds &= ~(unsigned)KIND_NULL;
    }
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

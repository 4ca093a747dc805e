/**
 * Unions within unions. A branch that is a union by the same discriminator property, or whose branches
 * could as well stand beside it, gives its branches to the union that it is a branch of.
 */
#include "model/build.h"

/*
 * Branches that are compared pair by pair, and what a type may cost on average: unions in unions in
 * unions would be flattened again at each level.
 */
enum { MAX_PAIRWISE = 64, WORK_PER_TYPE = 16 };

/* A union that nothing but `type` knows: without a name of its own. */
static bool is_own(const model_type *type, const model_type *branch)
{
    return !branch->name.data && branch->parent == type;
}

static bool is_plain_union(const union_info *info)
{
    return !info->discriminator && !info->required_tag.data && !info->split &&
           (info->kinds | KIND_NULL) == KIND_ALL;
}

static bool are_disjoint(build *b, const model_type *type)
{
    if (type->branches.count > MAX_PAIRWISE)
        return false;
    for (size_t i = 0; i < type->branches.count; i++)
        for (size_t k = i + 1; k < type->branches.count; k++)
            if (!types_are_disjoint(b, type->branches.items[i].type, type->branches.items[k].type))
                return false;
    return true;
}

/* Whether counting the branches of both together is the same as counting them one after the other. */
static bool counts_alike(build *b, const union_info *outer, model_type *branch)
{
    const union_info *inner = build_of(branch)->info;
    return (!outer->one_of && !inner->one_of) || are_disjoint(b, branch);
}

static bool is_same_tag(const union_info *outer, const union_info *inner)
{
    return outer->discriminator && inner->discriminator &&
           str_eq(outer->discriminator->property, inner->discriminator->property) &&
           (!inner->required_tag.data ||
            str_eq(inner->required_tag, outer->discriminator->property)) &&
           (inner->kinds & KIND_OBJECT) && !inner->discriminator->otherwise;
}

/* Whether the branch's own branches may take its place. */
static bool joins(build *b, const model_type *type, model_type *branch)
{
    const union_info *outer = build_of((model_type *)type)->info;
    if (branch->kind != MODEL_UNION || branch == type || branch->check)
        return false;
    const union_info *inner = build_of(branch)->info;
    if (outer->discriminator)
        return is_same_tag(outer, inner);
    return !outer->split && is_plain_union(inner) && is_own(type, branch) &&
           counts_alike(b, outer, branch);
}

/* The branches of a union as they become. */
typedef struct joined {
    build *b;
    model_type *type;
    union_info *info; /* a copy */
    LIST(model_branch) branches;
    map seen; /* what a branch says: its number + 1 */
} joined;

/* Returns its number. */
static uint32_t add_branch(joined *j, const model_branch *branch, branch_source source)
{
    str key = branch_says(j->b, branch);
    size_t known = (size_t)map_get(&j->seen, key);
    if (known && (j->info->discriminator || !j->info->one_of))
        return (uint32_t)known - 1; /* a tag may lead there, too */
    list_push(j->b->m, &j->branches, *branch);
    list_push(j->b->m, &j->info->sources, source);
    map_put(&j->seen, key, (void *)j->branches.count);
    return (uint32_t)j->branches.count - 1;
}

static void take_discriminators(joined *j, const union_info *inner)
{
    if (!inner->discriminator)
        return;
    list_push(j->b->m, &j->info->discriminators, (schema_discriminator *)inner->discriminator);
    for (size_t i = 0; i < inner->discriminators.count; i++)
        list_push(j->b->m, &j->info->discriminators, inner->discriminators.items[i]);
}

static void add_group(joined *j, const schema *s, const index_list *branches, const index_list *at)
{
    branch_group group = {.schema = s};
    for (size_t i = 0; i < branches->count; i++)
        list_push(j->b->m, &group.branches, at->items[branches->items[i]]);
    list_push(j->b->m, &j->info->groups, group);
}

static void take_branches(joined *j, model_type *branch, const schema *source)
{
    const union_info *inner = build_of(branch)->info;
    index_list all = {0}, at = {0};
    for (uint32_t i = 0; i < branch->branches.count; i++) {
        branch_source from = inner->sources.items[i];
        from.requires_tag = from.requires_tag || inner->required_tag.data;
        list_push(&j->b->scratch, &all, i);
        list_push(&j->b->scratch, &at, add_branch(j, &branch->branches.items[i], from));
        if (is_own(branch, branch->branches.items[i].type) && is_own(j->type, branch))
            branch->branches.items[i].type->parent = j->type;
    }
    add_group(j, source, &all, &at);
    for (size_t i = 0; i < inner->groups.count; i++)
        add_group(j, inner->groups.items[i].schema, &inner->groups.items[i].branches, &at);
    take_discriminators(j, inner);
}

static void flatten(build *b, model_type *type)
{
    union_info *info = mem_new(b->m, union_info);
    *info = *build_of(type)->info;
    info->sources.items = NULL;
    info->sources.count = info->sources.room = 0;
    joined j = {.b = b, .type = type, .info = info};
    map_init(&j.seen, &b->scratch);
    for (size_t i = 0; i < type->branches.count; i++) {
        model_type *branch = model_resolve(type->branches.items[i].type);
        branch_source source = build_of(type)->info->sources.items[i];
        if (joins(b, type, branch))
            take_branches(&j, branch, source.schema);
        else
            add_branch(&j, &type->branches.items[i], source);
    }
    type->branches.items = j.branches.items;
    type->branches.count = j.branches.count;
    type->branches.room = j.branches.room;
    build_of(type)->info = info;
}

/* How many branches join it; 0: none. */
static size_t count_joining(build *b, const model_type *type)
{
    size_t count = 0;
    for (size_t i = 0; i < type->branches.count; i++) {
        model_type *branch = model_resolve(type->branches.items[i].type);
        count += joins(b, type, branch) ? branch->branches.count : 0;
    }
    return count;
}

void flatten_unions(build *b, const type_list *order)
{
    size_t room = WORK_PER_TYPE * order->count;
    for (size_t i = 0; i < order->count; i++) {
        model_type *type = order->items[i];
        if (type->kind == MODEL_NULLABLE)
            type = type->element; /* the union that null was split off */
        size_t count = type->kind == MODEL_UNION ? count_joining(b, type) : 0;
        if (count && count <= room) {
            room -= count;
            flatten(b, type);
        }
        scratch_empty(b);
    }
}

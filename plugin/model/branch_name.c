/** What branches are called: hints for their kinds and members. */
#include "model/build.h"

static str tag_text(build *b, const model_branch *branch)
{
    if (!branch->tags.count)
        return STR_NULL;
    const node *tag = branch->tags.items[0];
    return tag->kind == NODE_STRING ? tag->as.text : str_print(b->m, "%.*s", STR_ARG(tag->as.text));
}

static str kind_hint(const model_type *type)
{
    if (type->kind == MODEL_INTEGER)
        return STR("integer");
    if (type->typed)
        return str_of(o2c_format_name(type->typed));
    unsigned kinds = build_of((model_type *)type)->kinds;
    return str_of(kind_name(kinds));
}

static void give_hint(build *b, model_type *type, model_branch *branch)
{
    if (!branch->hint.data)
        branch->hint = tag_text(b, branch);
    if (!branch->hint.data)
        branch->hint = kind_hint(model_resolve(branch->type));
    if (branch->type->parent == type && !branch->type->hint.data)
        branch->type->hint = branch->hint;
}

/* Counts those with the same hint, in one pass however many they are. */
static void count_same(build *b, model_type *type)
{
    map last; /* hint to the last branch that had it */
    map_init(&last, &b->scratch);
    for (size_t i = 0; i < type->branches.count; i++) {
        model_branch *branch = &type->branches.items[i], *before = map_get(&last, branch->hint);
        if (before) {
            branch->same = before->same + 1;
            branch->shared = before->shared = true;
        }
        map_put(&last, branch->hint, branch);
    }
}

void branch_names(build *b, model_type *type)
{
    for (size_t i = 0; i < type->branches.count; i++)
        give_hint(b, type, &type->branches.items[i]);
    count_same(b, type);
}

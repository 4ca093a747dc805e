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
    unsigned kinds = build_of((model_type *)type)->kinds;
    return str_of(kind_name(kinds));
}

void branch_name(build *b, model_type *type, model_branch *branch)
{
    if (!branch->hint.data)
        branch->hint = tag_text(b, branch);
    if (!branch->hint.data)
        branch->hint = kind_hint(model_resolve(branch->type));
    if (branch->type->parent == type && !branch->type->hint.data)
        branch->type->hint = branch->hint;
}

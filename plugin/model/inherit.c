/**
 * Inheritance: a schema with a discriminator and no branches of its own (OAS 3.1 §4.8.25) means, where
 * it is referred to, itself and all that reach it through allOf.
 */
#include "model/build.h"

static bool is_base(const schema *s)
{
    return s->discriminator && !s->one_of.count && !s->any_of.count;
}

/* Another name of a schema inherits nothing. */
static bool is_alias(build *b, const schema *s)
{
    return schema_target(b, s) != s;
}

void inherit_find(build *b)
{
    bool any = false;
    for (size_t i = 0; !any && i < b->graph->all.count; i++)
        any = is_base(b->graph->all.items[i]);
    for (size_t i = 0; any && i < b->graph->roots.count; i++) {
        const schema_root *root = &b->graph->roots.items[i];
        bool named = root->kind == SCHEMA_ROOT_COMPONENT || root->kind == SCHEMA_ROOT_HEIR;
        if (!named || is_alias(b, root->value))
            continue;
        const schema_list *leaves = schema_leaves(b, root->value);
        for (size_t k = 0; k < leaves->count; k++)
            if (is_base(leaves->items[k]) && leaves->items[k] != root->value)
                list_push(b->m, &entry_of(b, leaves->items[k])->heirs, root->value);
        scratch_empty(b);
    }
}

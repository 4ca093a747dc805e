/** What would make a union certain of its branches, for those that are tried in document order. */
#include "model/decide.h"

static const model_decision *find_tried(const model_decision *decision);

static const model_decision *find_in_kinds(const model_decision *decision)
{
    const model_decision *found = NULL;
    for (unsigned k = O2C_NULL; !found && k <= O2C_OBJECT; k++)
        found = find_tried(decision->by_kind[k]);
    return found;
}

/* The first question that ends in trying in document order, or NULL. */
static const model_decision *find_tried(const model_decision *decision)
{
    if (!decision || model_decision_order(decision) != MODEL_ORDER_DOCUMENT)
        return NULL;
    if (decision->pick == MODEL_PICK_TRY)
        return decision;
    const model_decision *found = find_in_kinds(decision);
    for (size_t i = 0; !found && i < decision->tags.count; i++)
        found = find_tried(decision->tags.items[i].then);
    for (size_t i = 0; !found && i < decision->keys.count; i++)
        found = find_tried(decision->keys.items[i].then);
    found = found ? found : find_tried(decision->missing);
    return found ? found : find_tried(decision->unknown);
}

/* A string that both have, best one that both require: it could be a tag. */
static const model_member *shared_string(build *b, model_type *x, model_type *y)
{
    const model_member *best = NULL;
    for (size_t i = 0; i < x->members.count; i++) {
        const model_member *m = &x->members.items[i], *other = type_member(b, y, m->name);
        unsigned kinds = build_of(m->type)->kinds;
        if (!other || kinds != KIND_STRING || build_of(other->type)->kinds != KIND_STRING)
            continue;
        if (m->required && other->required)
            return m;
        best = best ? best : m;
    }
    return best;
}

static str advise_objects(build *b, model_type *x, model_type *y)
{
    const model_member *m =
        x->kind == MODEL_OBJECT && y->kind == MODEL_OBJECT ? shared_string(b, x, y) : NULL;
    if (!m)
        return STR(
            "add a discriminator, or a required property with a constant of its own to each");
    return str_print(b->m,
                     "add a discriminator, or require '%.*s' with a constant of its own in each",
                     STR_ARG(m->name));
}

static str advise(build *b, model_type *x, model_type *y)
{
    unsigned kinds = build_of(x)->kinds & build_of(y)->kinds;
    if (kinds & KIND_OBJECT)
        return advise_objects(b, x, y);
    if (kinds & KIND_ARRAY)
        return STR("give their items different types, or wrap each in an object");
    return STR("make the values of one impossible for the other, or write them as one schema");
}

/* What has no name is called by its place. */
static str branch_words(const model_type *type, uint32_t branch)
{
    const model_type *found = model_resolve(type->branches.items[branch].type);
    return found->name.data ? found->name : found->pointer;
}

void advise_union(build *b, const model_type *type)
{
    const model_decision *tried = find_tried(type->decision);
    const schema *s = build_of((model_type *)type)->info->schema;
    if (!tried || tried->candidates.count < 2 || !build_once(b, "O2C-M031", s->node))
        return;
    uint32_t first = tried->candidates.items[0], second = tried->candidates.items[1];
    str hint = advise(b, model_resolve(type->branches.items[first].type),
                      model_resolve(type->branches.items[second].type));
    diag_note(b->d, "O2C-M031",
              schema_place(s, s->one_of.count   ? "oneOf"
                              : s->any_of.count ? "anyOf"
                                                : NULL),
              hint.data, "nothing tells '%.*s' and '%.*s' apart: they are tried in document order",
              STR_ARG(branch_words(type, first)), STR_ARG(branch_words(type, second)));
}

/**
 * How the branch of a union is found (DESIGN §4): by the JSON kind, by a tag, by keys, else by trying.
 * Only a proof rules a branch out.
 */
#include "model/decide.h"

model_decision *decision_new(decider *d, model_pick pick, str reason)
{
    model_decision *decision = mem_new(d->b->m, model_decision);
    decision->pick = pick;
    decision->reason = reason;
    return decision;
}

model_type *branch_type(const decider *d, uint32_t branch)
{
    return model_resolve(d->type->branches.items[branch].type);
}

/* Questions that a union may cost: beside its branches, and for each. */
enum { ASKS_FREE = 64, ASKS_PER_BRANCH = 16 };

/* What settles it first; then what leaves the fewest. */
static model_decision *ask_about_object(decider *d, const index_list *candidates, int depth)
{
    model_decision *decision = decide_implicit(d, candidates, TAG_CERTAIN, depth);
    if (!decision)
        decision = decide_keys(d, candidates, true, depth);
    if (!decision)
        decision = decide_implicit(d, candidates, TAG_OF_SOME, depth);
    if (!decision)
        decision = decide_keys(d, candidates, false, depth);
    return decision ? decision : decide_member(d, candidates, depth);
}

model_decision *decide(decider *d, unsigned kind, const index_list *candidates, int depth)
{
    if (!candidates->count)
        return NULL;
    bool object = kind == KIND_OBJECT;
    model_decision *decision = NULL;
    if (object && depth == 0 && d->info->discriminator)
        return decide_discriminator(d, candidates, depth);
    if (object && depth == 0 && d->info->required_tag.data)
        decision = decide_required(d, candidates);
    if (!decision && candidates->count == 1) {
        decision = decision_new(d, MODEL_PICK_ONE, STR("JSON type"));
        decision->branch = candidates->items[0];
    }
    bool may_ask =
        depth <= MAX_DEPTH && d->asks++ < ASKS_FREE + ASKS_PER_BRANCH * d->type->branches.count;
    if (!decision && may_ask && object)
        decision = ask_about_object(d, candidates, depth);
    if (!decision && may_ask && kind == KIND_ARRAY)
        decision = decide_item(d, candidates);
    return decision ? decision : decide_try(d, kind, candidates);
}

static index_list candidates_of(decider *d, unsigned kind)
{
    index_list found = {0};
    for (uint32_t i = 0; (d->info->kinds & kind) && i < d->type->branches.count; i++)
        if (build_of(d->type->branches.items[i].type)->kinds & kind)
            list_push(&d->b->scratch, &found, i);
    return found;
}

/* One kind that leads somewhere, and no branch would take another: nothing to ask. */
static bool is_sole(const decider *d, unsigned kinds)
{
    for (size_t i = 0; i < d->type->branches.count; i++)
        if (build_of(d->type->branches.items[i].type)->kinds & ~kinds)
            return false;
    return (kinds & (kinds - 1)) == 0;
}

static model_decision *decide_union(decider *d)
{
    model_decision *by_kind[7] = {NULL};
    unsigned kinds = 0;
    model_decision *last = NULL;
    for (unsigned k = O2C_NULL; k <= O2C_OBJECT; k++) {
        index_list candidates = candidates_of(d, 1u << k);
        by_kind[k] = decide(d, 1u << k, &candidates, 0);
        kinds |= by_kind[k] ? 1u << k : 0;
        last = by_kind[k] ? by_kind[k] : last;
    }
    if (!last)
        return decision_new(d, MODEL_PICK_FAIL, STR("no branch is left"));
    if (is_sole(d, kinds))
        return last;
    model_decision *decision = decision_new(d, MODEL_PICK_KIND, STR("JSON type"));
    for (unsigned k = O2C_NULL; k <= O2C_OBJECT; k++)
        decision->by_kind[k] = by_kind[k];
    return decision;
}

void decide_all(build *b)
{
    for (size_t i = 0; i < b->types.count; i++) {
        model_type *type = b->types.items[i];
        if (type->kind != MODEL_UNION)
            continue;
        decider d = {.b = b, .type = type, .info = build_of(type)->info};
        type->decision = decide_union(&d);
        branch_names(b, type);
        advise_union(b, type);
        scratch_empty(b);
    }
}

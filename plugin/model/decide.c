/**
 * How the branch of a union is found (DESIGN §4): by the JSON kind, by a tag, else by trying. Only a
 * proof rules a branch out.
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

/* Trying. */

static bool are_disjoint(decider *d, const index_list *candidates)
{
    if (d->info->split)
        return true;
    if (candidates->count > MAX_PAIRWISE)
        return false;
    for (size_t i = 0; i < candidates->count; i++)
        for (size_t k = i + 1; k < candidates->count; k++)
            if (!types_are_disjoint(d->b, branch_type(d, candidates->items[i]),
                                    branch_type(d, candidates->items[k])))
                return false;
    return true;
}

/* A branch that takes too much cannot be counted: a second match may be none. */
static bool is_any_weak(decider *d, const index_list *candidates)
{
    for (size_t i = 0; i < candidates->count; i++)
        if (build_of(branch_type(d, candidates->items[i]))->weak)
            return true;
    return false;
}

static bool must_count(decider *d, const index_list *candidates)
{
    if (!d->info->one_of || are_disjoint(d, candidates))
        return false;
    if (!is_any_weak(d, candidates))
        return true;
    const schema *s = d->info->schema;
    if (!build_once(d->b, "O2C-M015", s->node))
        return false;
    coverage_add(d->b, MODEL_WEAKER, s, NULL, "oneOf",
                 "branches that are not fully checked are not counted: the first one wins");
    diag_warning(d->b->d, "O2C-M015", schema_place(s, "oneOf"), NULL,
                 "the branches are not counted, because one of them is not fully checked; the "
                 "first that fits is taken");
    return false;
}

static model_decision *try_all(decider *d, const index_list *candidates)
{
    model_decision *decision = decision_new(d, MODEL_PICK_TRY, STR("in order"));
    for (size_t i = 0; i < candidates->count; i++)
        list_push(d->b->m, &decision->candidates, candidates->items[i]);
    decision->exact = must_count(d, candidates);
    return decision;
}

static model_decision *pick_one(decider *d, uint32_t branch, const char *reason)
{
    model_decision *decision = decision_new(d, MODEL_PICK_ONE, str_of(reason));
    decision->branch = branch;
    return decision;
}

/* The whole. */

model_decision *decide(decider *d, unsigned kind, const index_list *candidates, int depth)
{
    if (!candidates->count)
        return NULL;
    bool tagged = kind == KIND_OBJECT && depth <= MAX_DEPTH;
    if (tagged && d->info->discriminator && depth == 0)
        return decide_discriminator(d, candidates, depth);
    model_decision *decision = NULL;
    if (tagged && depth == 0 && d->info->required_tag.data)
        decision = decide_required(d, candidates);
    if (!decision && tagged && candidates->count > 1)
        decision = decide_implicit(d, candidates, depth);
    if (decision)
        return decision;
    if (candidates->count == 1)
        return pick_one(d, candidates->items[0], depth ? "by the tag" : "JSON type");
    return try_all(d, candidates);
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
        for (size_t k = 0; k < type->branches.count; k++)
            branch_name(b, type, &type->branches.items[k]);
        scratch_empty(b);
    }
}

/**
 * Objects by their keys: which members there are, and of which kind one is. A key that a branch has no
 * room for rules it out, as does one that is missing though required.
 */
#include "model/decide.h"

#include <string.h>

/* Keys that are compared of all candidates together. */
enum { MAX_KEYS = 256 };

/* ---- what a branch says of a key ---- */

static key_fact fact_of_object(build *b, model_type *type, str name)
{
    const model_member *member = type_member(b, type, name);
    if (member)
        return (key_fact){.required = member->required,
                          .refused = !build_of(member->type)->kinds,
                          .declared = true,
                          .kinds = build_of(member->type)->kinds};
    if (type->others == MODEL_OTHERS_CLOSED)
        return (key_fact){.refused = true};
    unsigned kinds = type->others == MODEL_OTHERS_TYPED ? build_of(type->element)->kinds : KIND_ALL;
    return (key_fact){.refused = !kinds, .kinds = kinds};
}

/* What all branches of a union say, as far as they take objects. */
static key_fact fact_of(build *b, model_type *type, str name, size_t *nested, int depth)
{
    type = model_resolve(type);
    if (type->kind == MODEL_NULLABLE)
        type = model_resolve(type->element);
    if (depth > MAX_DEPTH || ++*nested > MAX_NESTED)
        return (key_fact){.kinds = KIND_ALL};
    if (type->kind == MODEL_OBJECT)
        return fact_of_object(b, type, name);
    if (type->kind == MODEL_MAP)
        return (key_fact){.refused = !build_of(type->element)->kinds,
                          .kinds = build_of(type->element)->kinds};
    if (type->kind != MODEL_UNION)
        return (key_fact){.kinds = KIND_ALL};
    key_fact all = {.required = true, .refused = true};
    for (size_t i = 0; i < type->branches.count; i++) {
        model_type *branch = type->branches.items[i].type;
        if (!(build_of(branch)->kinds & KIND_OBJECT))
            continue;
        key_fact one = fact_of(b, branch, name, nested, depth + 1);
        all.required = all.required && one.required;
        all.refused = all.refused && one.refused;
        all.declared = all.declared || one.declared;
        all.kinds |= one.kinds;
    }
    all.required = all.required || str_eq(build_of(type)->info->required_tag, name);
    return all;
}

key_fact key_fact_of(build *b, model_type *type, str name)
{
    size_t nested = 0;
    return fact_of(b, type, name, &nested, 0);
}

/* ---- the table of keys and candidates ---- */

static void add_key(decider *d, key_table *t, str name)
{
    if (t->keys.count == MAX_KEYS || !map_put(&t->known, name, t))
        return;
    key_row row = {.name = name, .facts = mem_array(&d->b->scratch, key_fact, t->count)};
    for (size_t i = 0; i < t->count; i++)
        row.facts[i] = key_fact_of(d->b, t->types[i], name);
    list_push(&d->b->scratch, &t->keys, row);
}

static void add_keys(decider *d, key_table *t, model_type *type, size_t *nested, int depth)
{
    type = model_resolve(type);
    if (type->kind == MODEL_NULLABLE)
        type = model_resolve(type->element);
    if (depth > MAX_DEPTH || ++*nested > MAX_NESTED)
        return;
    for (size_t i = 0; type->kind == MODEL_OBJECT && i < type->members.count; i++)
        add_key(d, t, type->members.items[i].name);
    for (size_t i = 0; type->kind == MODEL_UNION && i < type->branches.count; i++)
        add_keys(d, t, type->branches.items[i].type, nested, depth + 1);
}

void keys_collect(decider *d, key_table *t, model_type *const *types, size_t count)
{
    *t = (key_table){.types = types, .count = count};
    map_init(&t->known, &d->b->scratch);
    for (size_t i = 0; i < count; i++) {
        size_t nested = 0;
        add_keys(d, t, types[i], &nested, 0);
    }
}

static void collect(decider *d, key_table *t, const index_list *candidates)
{
    model_type **types = mem_array(&d->b->scratch, model_type *, candidates->count);
    for (size_t i = 0; i < candidates->count; i++)
        types[i] = branch_type(d, candidates->items[i]);
    keys_collect(d, t, types, candidates->count);
}

/* ---- by a key that others refuse ---- */

static index_list with_room(decider *d, const key_row *row, const index_list *candidates)
{
    index_list left = {0};
    for (size_t i = 0; i < candidates->count; i++)
        if (!row->facts[i].refused)
            list_push(&d->b->scratch, &left, candidates->items[i]);
    return left;
}

static bool is_own_key(const key_fact *fact, bool required)
{
    return fact->declared && !fact->refused && (fact->required || !required);
}

/* The fewest candidates that a key of this candidate leaves; required keys are asked for first. */
static size_t fewest(const key_table *t, const size_t *rooms, size_t candidate, bool required)
{
    size_t best = t->count;
    for (size_t k = 0; k < t->keys.count; k++)
        if (is_own_key(&t->keys.items[k].facts[candidate], required) && rooms[k] < best)
            best = rooms[k];
    return best;
}

/* How many candidates have room for each key; all of them, if it was asked for. */
static size_t *count_rooms(decider *d, const key_table *t)
{
    size_t *rooms = mem_array(&d->b->scratch, size_t, t->keys.count + 1);
    for (size_t k = 0; k < t->keys.count; k++) {
        bool asked = was_asked(d, t->keys.items[k].name);
        for (size_t i = 0; i < t->count; i++)
            rooms[k] += asked || !t->keys.items[k].facts[i].refused;
    }
    return rooms;
}

/* Which keys to ask for: of each candidate those that leave the fewest. */
static bool *choose_keys(decider *d, const key_table *t)
{
    const size_t *rooms = count_rooms(d, t);
    bool *chosen = mem_array(&d->b->scratch, bool, t->keys.count + 1);
    for (size_t i = 0; i < t->count; i++) {
        bool required = fewest(t, rooms, i, true) < t->count;
        size_t best = fewest(t, rooms, i, required);
        for (size_t k = 0; best < t->count && k < t->keys.count; k++)
            if (rooms[k] == best && is_own_key(&t->keys.items[k].facts[i], required))
                chosen[k] = true;
    }
    return chosen;
}

/* The candidates that need none of the chosen keys. */
static index_list without_keys(decider *d, const key_table *t, const bool *chosen,
                               const index_list *candidates)
{
    index_list left = {0};
    for (size_t i = 0; i < candidates->count; i++) {
        bool needs = false;
        for (size_t k = 0; k < t->keys.count; k++)
            needs = needs || (chosen[k] && t->keys.items[k].facts[i].required);
        if (!needs)
            list_push(&d->b->scratch, &left, candidates->items[i]);
    }
    return left;
}

static model_decision *ask_for_keys(decider *d, const key_table *t, const bool *chosen,
                                    const index_list *candidates, int depth)
{
    model_decision *decision = decision_new(d, MODEL_PICK_KEY, STR("keys that others refuse"));
    size_t asked = d->asked.count;
    for (size_t k = 0; k < t->keys.count; k++) {
        if (!chosen[k])
            continue;
        index_list left = with_room(d, &t->keys.items[k], candidates);
        list_push(&d->b->scratch, &d->asked, t->keys.items[k].name);
        model_key key = {t->keys.items[k].name, decide(d, KIND_OBJECT, &left, depth + 1)};
        d->asked.count--;
        list_push(d->b->m, &decision->keys, key);
    }
    for (size_t k = 0; k < t->keys.count; k++)
        if (chosen[k])
            list_push(&d->b->scratch, &d->asked, t->keys.items[k].name);
    index_list left = without_keys(d, t, chosen, candidates);
    decision->missing = decide(d, KIND_OBJECT, &left, depth + 1);
    d->asked.count = asked;
    return decision;
}

/* ---- by the kind of a member ---- */

static bool lists_equal(const index_list *x, const index_list *y)
{
    return x->count == y->count &&
           (!x->count || !memcmp(x->items, y->items, x->count * sizeof *x->items));
}

/* The candidates that a member of this kind leaves. */
static index_list of_kind(decider *d, const key_row *row, unsigned kind,
                          const index_list *candidates)
{
    index_list left = {0};
    for (size_t i = 0; i < candidates->count; i++)
        if (row->facts[i].kinds & kind)
            list_push(&d->b->scratch, &left, candidates->items[i]);
    return left;
}

/* How many candidates are left at most, of whatever kind the member is; all must declare it. */
static size_t most_left(const key_row *row, size_t count)
{
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        if (!row->facts[i].declared)
            return count;
    for (unsigned kind = KIND_NULL; kind <= KIND_OBJECT; kind <<= 1) {
        size_t left = 0;
        for (size_t i = 0; i < count; i++)
            left += (row->facts[i].kinds & kind) != 0;
        most = left > most ? left : most;
    }
    return most;
}

static size_t count_optional(const key_row *row, size_t count)
{
    size_t optional = 0;
    for (size_t i = 0; i < count; i++)
        optional += !row->facts[i].required;
    return optional;
}

/* The member that leaves the fewest; among those the one that is required most. */
static const key_row *best_member(const decider *d, const key_table *t)
{
    const key_row *best = NULL;
    size_t fewest_left = t->count, fewest_optional = 0;
    for (size_t k = 0; k < t->keys.count; k++) {
        const key_row *row = &t->keys.items[k];
        size_t left = most_left(row, t->count), optional = count_optional(row, t->count);
        bool better =
            left < fewest_left || (best && left == fewest_left && optional < fewest_optional);
        if (!better || was_asked(d, row->name))
            continue;
        best = row;
        fewest_left = left;
        fewest_optional = optional;
    }
    return best;
}

static model_decision *ask_for_member(decider *d, const key_row *row, const index_list *candidates,
                                      int depth)
{
    str reason = str_print(d->b->m, "type of '%.*s'", STR_ARG(row->name));
    model_decision *decision = decision_new(d, MODEL_PICK_MEMBER, reason);
    decision->property = row->name;
    list_push(&d->b->scratch, &d->asked, row->name);
    index_list before[7] = {{0}};
    for (unsigned k = O2C_NULL; k <= O2C_OBJECT; k++) {
        before[k] = of_kind(d, row, 1u << k, candidates);
        for (unsigned j = O2C_NULL; j < k && !decision->by_kind[k]; j++)
            if (lists_equal(&before[j], &before[k]))
                decision->by_kind[k] = decision->by_kind[j];
        if (!decision->by_kind[k])
            decision->by_kind[k] = decide(d, KIND_OBJECT, &before[k], depth + 1);
    }
    index_list left = {0};
    for (size_t i = 0; i < candidates->count; i++)
        if (!row->facts[i].required)
            list_push(&d->b->scratch, &left, candidates->items[i]);
    decision->missing = decide(d, KIND_OBJECT, &left, depth + 1);
    d->asked.count--;
    return decision;
}

/* Whether each chosen key, and none of them, leaves one candidate at most. */
static bool leaves_one(decider *d, const key_table *t, const bool *chosen,
                       const index_list *candidates)
{
    for (size_t k = 0; k < t->keys.count; k++)
        if (chosen[k] && with_room(d, &t->keys.items[k], candidates).count > 1)
            return false;
    return without_keys(d, t, chosen, candidates).count <= 1;
}

model_decision *decide_keys(decider *d, const index_list *candidates, bool alone, int depth)
{
    if (candidates->count > MAX_CANDIDATES)
        return NULL;
    key_table t;
    collect(d, &t, candidates);
    const bool *chosen = choose_keys(d, &t);
    bool any = false;
    for (size_t k = 0; k < t.keys.count; k++)
        any = any || chosen[k];
    if (!any || (alone && !leaves_one(d, &t, chosen, candidates)))
        return NULL;
    return ask_for_keys(d, &t, chosen, candidates, depth);
}

model_decision *decide_member(decider *d, const index_list *candidates, int depth)
{
    if (candidates->count > MAX_CANDIDATES)
        return NULL;
    key_table t;
    collect(d, &t, candidates);
    const key_row *member = best_member(d, &t);
    return member ? ask_for_member(d, member, candidates, depth) : NULL;
}

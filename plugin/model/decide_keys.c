/**
 * Objects by their keys: which members there are, and of which kind one is. A key that a branch has no
 * room for rules it out, as does one that is missing though required.
 */
#include "model/decide.h"

#include <string.h>

/* Keys that are compared of all candidates together. */
enum { MAX_KEYS = 256 };

/* ---- what a branch says of a key ---- */

static unsigned item_kinds(model_type *type, int depth)
{
    type = model_resolve(type);
    unsigned kinds = 0;
    if (depth > MAX_DEPTH)
        return KIND_ALL;
    switch (type->kind) {
    case MODEL_ANY: return KIND_ALL;
    case MODEL_NULLABLE: return item_kinds(type->element, depth + 1);
    case MODEL_ARRAY: return build_of(type->element)->kinds;
    case MODEL_TUPLE: return build_of(type->items.items[0])->kinds;
    case MODEL_UNION:
        for (size_t i = 0; i < type->branches.count; i++)
            kinds |= item_kinds(type->branches.items[i].type, depth + 1);
        return kinds;
    default: return 0;
    }
}

static bool is_filled(model_type *type)
{
    type = model_resolve(type);
    if (type->kind == MODEL_NULLABLE)
        type = model_resolve(type->element);
    return (type->kind == MODEL_ARRAY || type->kind == MODEL_TUPLE) && type->checks.min_items;
}

static key_fact fact_of_type(model_type *type, bool required, bool declared)
{
    unsigned kinds = build_of(type)->kinds;
    return (key_fact){.required = required,
                      .refused = !kinds,
                      .declared = declared,
                      .kinds = kinds,
                      .items = item_kinds(type, 0),
                      .filled = is_filled(type)};
}

static const key_fact anything = {.kinds = KIND_ALL, .items = KIND_ALL};

static key_fact fact_of_object(build *b, model_type *type, str name)
{
    const model_member *member = type_member(b, type, name);
    if (member)
        return fact_of_type(member->type, member->required, true);
    if (type->others == MODEL_OTHERS_CLOSED)
        return (key_fact){.refused = true};
    return type->others == MODEL_OTHERS_TYPED ? fact_of_type(type->element, false, false)
                                              : anything;
}

/* What all branches of a union say, as far as they take objects. */
static key_fact fact_of(build *b, model_type *type, str name, size_t *nested, int depth)
{
    type = model_resolve(type);
    if (type->kind == MODEL_NULLABLE)
        type = model_resolve(type->element);
    if (depth > MAX_DEPTH || ++*nested > MAX_NESTED)
        return anything;
    if (type->kind == MODEL_OBJECT)
        return fact_of_object(b, type, name);
    if (type->kind == MODEL_MAP)
        return fact_of_type(type->element, false, false);
    if (type->kind != MODEL_UNION)
        return anything;
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
        all.items |= one.items;
    }
    all.required = all.required || is_required_tag(build_of(type)->info, name);
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
        row.facts[i] = t->types[i] ? key_fact_of(d->b, t->types[i], name) : anything;
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
        if (types[i])
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

/* The candidates that a member of this kind leaves; item: that of its first item, or KIND_ALL. */
static index_list of_kind(decider *d, const key_row *row, unsigned kind, unsigned item,
                          const index_list *candidates)
{
    index_list left = {0};
    for (size_t i = 0; i < candidates->count; i++)
        if ((row->facts[i].kinds & kind) && (item == KIND_ALL || (row->facts[i].items & item)))
            list_push(&d->b->scratch, &left, candidates->items[i]);
    return left;
}

static size_t count_kind(const key_row *row, size_t count, unsigned kind, unsigned item)
{
    size_t left = 0;
    for (size_t i = 0; i < count; i++)
        left += (row->facts[i].kinds & kind) && (item == KIND_ALL || (row->facts[i].items & item));
    return left;
}

/* How many an array leaves at most, whatever its first item is. */
static size_t most_left_by_item(const key_row *row, size_t count)
{
    size_t most = 0;
    for (unsigned item = KIND_NULL; item <= KIND_OBJECT; item <<= 1) {
        size_t left = count_kind(row, count, KIND_ARRAY, item);
        most = left > most ? left : most;
    }
    return most;
}

/*
 * How many candidates are left at most, of whatever kind the member is; all must declare it. Null says
 * as little as a missing member.
 */
static size_t most_left(const key_row *row, size_t count)
{
    size_t most = most_left_by_item(row, count);
    for (size_t i = 0; i < count; i++)
        if (!row->facts[i].declared)
            return count;
    for (unsigned kind = KIND_BOOL; kind <= KIND_OBJECT; kind <<= 1) {
        size_t left = kind == KIND_ARRAY ? 0 : count_kind(row, count, kind, KIND_ALL);
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

/* Decisions for kinds, each set of candidates decided once. */
typedef struct by_kinds {
    model_decision *decision;
    index_list left[7];
} by_kinds;

static void decide_kind(decider *d, by_kinds *all, unsigned k, index_list left, int depth)
{
    model_decision **slot = &all->decision->by_kind[k];
    all->left[k] = left;
    if (!left.count)
        return;
    for (unsigned j = O2C_NULL; j < k && !*slot; j++)
        if (lists_equal(&all->left[j], &left))
            *slot = all->decision->by_kind[j];
    if (!*slot)
        *slot = decide(d, KIND_OBJECT, &left, depth + 1);
}

static index_list without_filled(decider *d, const key_row *row, const index_list *candidates)
{
    index_list left = {0};
    for (size_t i = 0; i < candidates->count; i++)
        if ((row->facts[i].kinds & KIND_ARRAY) && !row->facts[i].filled)
            list_push(&d->b->scratch, &left, candidates->items[i]);
    return left;
}

/* An array: by its first item, if that leaves fewer. */
static model_decision *ask_for_item(decider *d, const key_row *row, const index_list *candidates,
                                    int depth)
{
    if (most_left_by_item(row, candidates->count) ==
        count_kind(row, candidates->count, KIND_ARRAY, KIND_ALL))
        return NULL;
    str reason = str_print(d->b->m, "type of the first item of '%.*s'", STR_ARG(row->name));
    by_kinds all = {.decision = decision_new(d, MODEL_PICK_ITEM, reason)};
    all.decision->property = row->name;
    for (unsigned k = O2C_NULL; k <= O2C_OBJECT; k++)
        decide_kind(d, &all, k, of_kind(d, row, KIND_ARRAY, 1u << k, candidates), depth);
    index_list left = without_filled(d, row, candidates);
    all.decision->missing = decide(d, KIND_OBJECT, &left, depth + 1);
    return all.decision;
}

static model_decision *ask_for_member(decider *d, const key_row *row, const index_list *candidates,
                                      int depth)
{
    str reason = str_print(d->b->m, "type of '%.*s'", STR_ARG(row->name));
    by_kinds all = {.decision = decision_new(d, MODEL_PICK_MEMBER, reason)};
    all.decision->property = row->name;
    list_push(&d->b->scratch, &d->asked, row->name);
    for (unsigned k = O2C_NULL; k <= O2C_OBJECT; k++) {
        if (k == O2C_ARRAY)
            all.decision->by_kind[k] = ask_for_item(d, row, candidates, depth);
        if (!all.decision->by_kind[k])
            decide_kind(d, &all, k, of_kind(d, row, 1u << k, KIND_ALL, candidates), depth);
    }
    index_list left = {0};
    for (size_t i = 0; i < candidates->count; i++)
        if (!row->facts[i].required)
            list_push(&d->b->scratch, &left, candidates->items[i]);
    all.decision->missing = decide(d, KIND_OBJECT, &left, depth + 1);
    d->asked.count--;
    return all.decision;
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

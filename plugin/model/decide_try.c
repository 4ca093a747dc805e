/**
 * Where branches are left over: arrays by their first item, then trying. What merely suggests a branch
 * orders the attempts.
 */
#include "model/decide.h"

#include <stdlib.h>

static model_decision *decide_one(decider *d, uint32_t branch, const char *reason)
{
    model_decision *decision = decision_new(d, MODEL_PICK_ONE, str_of(reason));
    decision->branch = branch;
    return decision;
}

/* ---- arrays ---- */

/* What the first item of an array of this type is; NULL: anything. */
static model_type *item_type(model_type *type)
{
    type = model_resolve(type);
    if (type->kind == MODEL_TUPLE && type->items.count)
        return model_resolve(type->items.items[0]);
    return type->kind == MODEL_ARRAY || type->kind == MODEL_TUPLE ? model_resolve(type->element)
                                                                  : NULL;
}

static bool may_be_empty(model_type *type)
{
    type = model_resolve(type);
    return (type->kind != MODEL_ARRAY && type->kind != MODEL_TUPLE) || !type->checks.min_items;
}

static index_list with_item(decider *d, unsigned kind, const index_list *candidates)
{
    index_list left = {0};
    for (size_t i = 0; i < candidates->count; i++) {
        model_type *item = item_type(branch_type(d, candidates->items[i]));
        if (!item || (build_of(item)->kinds & kind))
            list_push(&d->b->scratch, &left, candidates->items[i]);
    }
    return left;
}

static index_list without_item(decider *d, const index_list *candidates)
{
    index_list left = {0};
    for (size_t i = 0; i < candidates->count; i++)
        if (may_be_empty(branch_type(d, candidates->items[i])))
            list_push(&d->b->scratch, &left, candidates->items[i]);
    return left;
}

/* Arrays that the first item leaves. */
static model_decision *decide_left(decider *d, const index_list *left)
{
    if (!left->count)
        return NULL;
    return left->count == 1 ? decide_one(d, left->items[0], "type of the first item")
                            : decide_try(d, KIND_ARRAY, left);
}

/* Whether the first of them is as good as any for an empty array. */
static bool takes_empty(decider *d, const index_list *candidates)
{
    return (!d->info->one_of || candidates->count == 1) &&
           !build_of(branch_type(d, candidates->items[0]))->weak &&
           !branch_type(d, candidates->items[0])->check;
}

model_decision *decide_item(decider *d, const index_list *candidates)
{
    size_t most = 0;
    index_list left[7] = {{0}};
    for (unsigned k = O2C_NULL; k <= O2C_OBJECT; k++) {
        left[k] = with_item(d, 1u << k, candidates);
        most = left[k].count > most ? left[k].count : most;
    }
    if (most == candidates->count)
        return NULL;
    model_decision *decision = decision_new(d, MODEL_PICK_ITEM, STR("type of the first item"));
    for (unsigned k = O2C_NULL; k <= O2C_OBJECT; k++)
        decision->by_kind[k] = decide_left(d, &left[k]);
    left[0] = without_item(d, candidates);
    decision->missing = left[0].count && takes_empty(d, &left[0])
                            ? decide_one(d, left[0].items[0], "an empty array")
                            : decide_left(d, &left[0]);
    return decision;
}

/* So many branches are compared for one taking all that another does. */
enum { MAX_NESTING = 16 };

/* ---- counting ---- */

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

/* ---- branches that take all ---- */

static size_t count_takers(decider *d, unsigned kind, const index_list *candidates)
{
    size_t count = 0;
    for (size_t i = 0; i < candidates->count; i++)
        count += type_takes_all(d->b, branch_type(d, candidates->items[i]), kind);
    return count;
}

/* The candidates up to the first that takes all: nothing gets to those behind it. */
static void cut_behind_taker(decider *d, unsigned kind, index_list *order)
{
    for (size_t i = 0; i < order->count; i++)
        if (type_takes_all(d->b, branch_type(d, order->items[i]), kind))
            order->count = i + 1;
}

/* ---- trying ---- */

/* How much a type takes: what takes almost anything comes last. */
typedef enum width { LISTED, CHECKED, WHOLE, PLAIN, ANYTHING } width;

static width width_of(build *b, model_type *type, int depth)
{
    type = model_resolve(type);
    width most = LISTED;
    switch (type->kind) {
    case MODEL_ENUM: return LISTED;
    case MODEL_ANY: return type->checks.value_enum.count ? LISTED : ANYTHING;
    case MODEL_UNION:
        for (size_t i = 0; depth <= MAX_DEPTH && i < type->branches.count; i++) {
            width one = width_of(b, type->branches.items[i].type, depth + 1);
            most = one > most ? one : most;
        }
        return depth <= MAX_DEPTH ? most : PLAIN;
    case MODEL_ARRAY:
    case MODEL_NULLABLE: return depth <= MAX_DEPTH ? width_of(b, type->element, depth + 1) : PLAIN;
    default:
        if (!type_is_plain(type))
            return CHECKED;
        return type->kind == MODEL_INTEGER ? WHOLE : PLAIN;
    }
}

typedef struct sorted {
    uint32_t branch;
    size_t width; /* what is less comes first */
} sorted;

static int compare_sorted(const void *x, const void *y)
{
    const sorted *a = x, *b = y;
    if (a->width != b->width)
        return a->width < b->width ? -1 : 1;
    return (a->branch > b->branch) - (a->branch < b->branch);
}

/* Of objects, how many values they list of a tag that was asked for: the fewer, the narrower. */
static size_t width_of_object(decider *d, model_type *type)
{
    for (size_t i = 0; type->kind == MODEL_OBJECT && i < d->asked.count; i++) {
        const model_member *member = type_member(d->b, type, d->asked.items[i]);
        const model_type *values = member ? model_resolve(member->type) : NULL;
        if (values && values->kind == MODEL_ENUM)
            return values->values.count;
    }
    return SIZE_MAX - 1;
}

static size_t width_among(decider *d, bool scalars, uint32_t branch)
{
    model_type *type = branch_type(d, branch);
    width found = width_of(d->b, type, 0);
    if (scalars)
        return found;
    return found == ANYTHING ? SIZE_MAX : width_of_object(d, type);
}

/* Sorts the candidates. Returns whether no two of them are of one width. */
static bool sort_candidates(decider *d, bool scalars, const index_list *from, index_list *to)
{
    sorted *all = mem_array(&d->b->scratch, sorted, from->count);
    for (size_t i = 0; i < from->count; i++)
        all[i] = (sorted){from->items[i], width_among(d, scalars, from->items[i])};
    qsort(all, from->count, sizeof *all, compare_sorted);
    bool distinct = true;
    for (size_t i = 0; i < from->count; i++) {
        list_push(&d->b->scratch, to, all[i].branch);
        distinct = distinct && (!i || all[i].width != all[i - 1].width);
    }
    return distinct;
}

/* The types whose keys order the candidates: their own, or those of their items; NULL: of anything. */
static model_type **keyed_types(decider *d, unsigned kind, const index_list *candidates)
{
    model_type **types = mem_array(&d->b->scratch, model_type *, candidates->count);
    for (size_t i = 0; i < candidates->count; i++) {
        model_type *type = branch_type(d, candidates->items[i]);
        types[i] = kind == KIND_ARRAY ? item_type(type) : type;
    }
    return types;
}

static bool tells_apart(const key_row *row, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const key_fact *x = &row->facts[0], *y = &row->facts[i];
        if (x->required != y->required || x->refused != y->refused || x->declared != y->declared)
            return true;
    }
    return false;
}

static void add_bits(decider *d, model_decision *decision, const key_table *t)
{
    for (size_t i = 0; i < t->count; i++)
        list_push(d->b->m, &decision->bits, (model_key_bits){0, 0, 0});
    for (size_t k = 0; k < t->keys.count && decision->keys.count < 64; k++) {
        const key_row *row = &t->keys.items[k];
        if (!tells_apart(row, t->count))
            continue;
        uint64_t bit = UINT64_C(1) << decision->keys.count;
        list_push(d->b->m, &decision->keys, (model_key){row->name, NULL});
        for (size_t i = 0; i < t->count; i++) {
            model_key_bits *bits = &decision->bits.items[i];
            bits->required |= row->facts[i].required ? bit : 0;
            bits->refused |= row->facts[i].refused ? bit : 0;
            bits->declared |= row->facts[i].declared ? bit : 0;
        }
    }
}

/* Whether the keys order the candidates, as far as they do. */
static bool order_by_keys(decider *d, unsigned kind, const index_list *order,
                          model_decision *decision)
{
    if (!(kind & (KIND_OBJECT | KIND_ARRAY)) || order->count > MAX_CANDIDATES)
        return false;
    key_table t;
    keys_collect(d, &t, keyed_types(d, kind, order), order->count);
    add_bits(d, decision, &t);
    decision->of_item = kind == KIND_ARRAY;
    return decision->keys.count > 0;
}

/* ---- branches within branches ---- */

/* One that takes all that the others do. Where exactly one must fit, no other can. */
static bool is_any_widest(decider *d, unsigned kind, const index_list *candidates)
{
    if (count_takers(d, kind, candidates))
        return true;
    for (size_t i = 0; candidates->count <= MAX_NESTING && i < candidates->count; i++) {
        size_t taken = 0;
        for (size_t k = 0; k < candidates->count; k++)
            taken += k == i || type_includes(d->b, branch_type(d, candidates->items[i]),
                                             branch_type(d, candidates->items[k]));
        if (taken == candidates->count)
            return true;
    }
    return false;
}

/* Whether no value has two of them, or it is known which branch alone may have it. */
static bool is_settled(decider *d, unsigned kind, const index_list *candidates, bool exact)
{
    return are_disjoint(d, candidates) || (exact && is_any_widest(d, kind, candidates));
}

/* What is known of two candidates: bits of the ways in which one takes all that the other does. */
typedef struct nesting {
    size_t count;
    bool within[MAX_NESTING][MAX_NESTING]; /* of the row's candidate in the column's */
} nesting;

/* Whether any two of them are nested, one way, or as good as disjoint. */
static bool find_nesting(decider *d, const index_list *order, nesting *n)
{
    n->count = order->count;
    for (size_t i = 0; i < order->count; i++)
        for (size_t k = 0; k < i; k++) {
            model_type *x = branch_type(d, order->items[i]), *y = branch_type(d, order->items[k]);
            n->within[i][k] = type_includes(d->b, y, x);
            n->within[k][i] = type_includes(d->b, x, y);
            if (n->within[i][k] == n->within[k][i] && !types_are_apart(d->b, x, y))
                return false;
        }
    return true;
}

/* The first candidate that has none of those left within it. */
static size_t innermost(const nesting *n, const bool *taken)
{
    for (size_t i = 0; i < n->count; i++) {
        bool outer = taken[i];
        for (size_t k = 0; !outer && k < n->count; k++)
            outer = !taken[k] && k != i && n->within[k][i];
        if (!outer)
            return i;
    }
    return 0;
}

/* Puts what lies within another before it. False: that says nothing of some of them. */
static bool sort_by_nesting(decider *d, index_list *order)
{
    nesting n = {0};
    bool taken[MAX_NESTING] = {false};
    uint32_t before[MAX_NESTING];
    if (order->count > MAX_NESTING || !find_nesting(d, order, &n))
        return false;
    for (size_t i = 0; i < n.count; i++)
        before[i] = order->items[i];
    for (size_t i = 0; i < n.count; i++) {
        size_t next = innermost(&n, taken);
        taken[next] = true;
        order->items[i] = before[next];
    }
    return true;
}

model_decision *decide_try(decider *d, unsigned kind, const index_list *candidates)
{
    index_list order = {0};
    bool distinct =
        sort_candidates(d, kind != KIND_OBJECT && kind != KIND_ARRAY, candidates, &order);
    bool exact = must_count(d, candidates);
    if (!exact)
        cut_behind_taker(d, kind, &order);
    if (order.count == 1)
        return decide_one(d, order.items[0], "a branch that takes all");
    bool settled = is_settled(d, kind, &order, exact);
    model_decision *decision = decision_new(d, MODEL_PICK_TRY, STR("in order"));
    bool keyed = order_by_keys(d, kind, &order, decision);
    if (!settled && !keyed && !distinct)
        distinct = sort_by_nesting(d, &order);
    for (size_t i = 0; i < order.count; i++)
        list_push(d->b->m, &decision->candidates, order.items[i]);
    decision->exact = exact;
    decision->order = settled    ? MODEL_ORDER_PROVED
                      : keyed    ? MODEL_ORDER_KEYS
                      : distinct ? MODEL_ORDER_SPECIFIC
                                 : MODEL_ORDER_DOCUMENT;
    return decision;
}

static model_order worse(model_order x, const model_decision *of)
{
    model_order y = model_decision_order(of);
    return x > y ? x : y;
}

/* Where there is nothing to ask about, like a tag that is missing or null, the answer is a fallback. */
static model_order fallback(model_order x, const model_decision *of)
{
    model_order y = model_decision_order(of);
    y = y == MODEL_ORDER_DOCUMENT ? MODEL_ORDER_KEYS : y;
    return x > y ? x : y;
}

model_order model_decision_order(const model_decision *decision)
{
    if (!decision)
        return MODEL_ORDER_PROVED;
    if (decision->pick == MODEL_PICK_TRY)
        return decision->order;
    model_order worst = worse(MODEL_ORDER_PROVED, decision->unknown);
    worst = decision->pick == MODEL_PICK_KEY ? worse(worst, decision->missing)
                                             : fallback(worst, decision->missing);
    worst = decision->pick == MODEL_PICK_MEMBER ? fallback(worst, decision->by_kind[O2C_NULL])
                                                : worse(worst, decision->by_kind[O2C_NULL]);
    for (unsigned k = O2C_BOOL; k <= O2C_OBJECT; k++)
        worst = worse(worst, decision->by_kind[k]);
    for (size_t i = 0; i < decision->tags.count; i++)
        worst = decision->tags.items[i].value->kind == NODE_NULL
                    ? fallback(worst, decision->tags.items[i].then)
                    : worse(worst, decision->tags.items[i].then);
    for (size_t i = 0; i < decision->keys.count; i++)
        worst = worse(worst, decision->keys.items[i].then);
    return worst;
}

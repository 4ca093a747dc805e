/**
 * Shards: which file each type goes to. What is asked of the cut is that a change of the spec moves
 * little. So all types stand in one order, in which only their own names, users and places in the
 * document count, and that is cut where the names say: at the least hash of a piece, until all pieces are
 * small enough. A type more or less changes the piece that it falls into, and hardly ever a cut.
 */
#include "layout/build.h"

#include <stdlib.h>

/* Beyond this a piece is cut; by chance, so that pieces have half of it on average. */
enum { PIECE_MAX = 500 * 1000 };

/* About what a type's .c text comes to, in bytes. */
static size_t text_size(const plan_type *t)
{
    return 1900 + 640 * t->members.count + 600 * t->branches.count + 120 * t->enumerators.count;
}

/* ---- the order to cut ---- */

static int by_place(const void *a, const void *b)
{
    const plan_group *x = *(plan_group *const *)a, *y = *(plan_group *const *)b;
    if (x->head->place != y->head->place)
        return x->head->place < y->head->place ? -1 : 1;
    return str_compare(x->head->c_name, y->head->c_name);
}

/* All types in the order in which they stand where nothing forces another, numbered: the document's;
   inside a group what is used before its users. */
static void place_all(layout_build *b, plan_type_list *out)
{
    if (b->groups.count)
        qsort(b->groups.items, b->groups.count, sizeof *b->groups.items, by_place);
    for (size_t i = 0; i < b->groups.count; i++) {
        const plan_group *g = b->groups.items[i];
        for (size_t k = g->types.count; k-- > 0;) {
            g->types.items[k]->order = (uint32_t)out->count;
            list_push(b->m, out, g->types.items[k]);
        }
    }
}

/* How many groups use a type, roughly, so that one more seldom matters. */
static uint8_t magnitude(size_t users)
{
    return users < 2 ? 0 : users < 8 ? 1 : users < 32 ? 2 : 3;
}

/* Who includes a type's header includes those of what it holds by value as well. */
static void find_reach(layout_build *b, const plan_type_list *placed)
{
    plan_type_list sorted = {0};
    layout_walk(b, placed, layout_needs, &sorted);
    for (size_t i = sorted.count; i-- > 0;) {
        plan_type *t = sorted.items[i];
        uint8_t own = t == t->group->head ? magnitude(t->group->users) : 0;
        t->reach = own > t->reach ? own : t->reach;
        const plan_slot *slot;
        for (size_t k = 0; (slot = layout_slot_at(t, k)) != NULL; k++) {
            if (layout_needs(t, slot) && slot->type->reach < t->reach)
                slot->type->reach = t->reach;
        }
    }
}

static int by_reach(const void *a, const void *b)
{
    const plan_type *x = *(plan_type *const *)a, *y = *(plan_type *const *)b;
    if (x->reach != y->reach)
        return x->reach > y->reach ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* What many include comes first, so that the files which they include hold nothing else. */
static plan_type_list order_all(layout_build *b)
{
    plan_type_list placed = {0}, order = {0};
    place_all(b, &placed);
    find_reach(b, &placed);
    if (placed.count)
        qsort(placed.items, placed.count, sizeof *placed.items, by_reach);
    layout_walk(b, &placed, layout_needs, &order);
    return order;
}

/* ---- the cuts ---- */

typedef struct cutter {
    layout_build *b;
    plan_type_list order;
    uint64_t *weights;    /* of everything before the i-th type */
    uint64_t *digests;    /* of its name; 0 where types begin that fewer include */
    size_t *left, *right; /* the cuts of the two parts that a cut makes; 0: none */
    size_t root;          /* the first cut */
    LIST(size_t) starts;  /* of shards, ascending */
} cutter;

/* Where many include a file, a change costs more: it is cut smaller, by this much for each user. */
enum { USER_BYTES = 16 * 1000 };

static uint64_t weight(const cutter *c, const plan_type *t)
{
    static const uint64_t USERS[] = {0, 4, 16, 64}; /* by magnitude */
    uint64_t size = text_size(t);
    if (c->b->plan->options.shards)
        return size;
    if (t == t->group->head)
        size += USERS[magnitude(t->group->users)] * USER_BYTES;
    return size < PIECE_MAX ? size : PIECE_MAX;
}

static void weigh(cutter *c)
{
    size_t count = c->order.count;
    c->weights = mem_array(c->b->m, uint64_t, count + 1);
    c->digests = mem_array(c->b->m, uint64_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        const plan_type *t = c->order.items[i];
        bool fewer = i && t->reach != c->order.items[i - 1]->reach;
        c->weights[i + 1] = c->weights[i] + weight(c, t);
        c->digests[i] = fewer ? 0 : str_digest(t->c_name);
    }
}

static bool starts_group(const cutter *c, size_t i)
{
    return c->order.items[i]->group != c->order.items[i - 1]->group;
}

/* Whether a cut before the i-th type goes before one at `k`: between groups, if there are any, where the
   hash is least. */
static bool cuts_first(const cutter *c, size_t i, size_t k)
{
    if (starts_group(c, i) != starts_group(c, k))
        return starts_group(c, i);
    return c->digests[i] < c->digests[k];
}

/* The tree in which each cut is the first of its part: a Cartesian tree, made in one pass (Gabow, Bentley,
   Tarjan: "Scaling and related techniques for geometry problems", 1984). Looking for the first cut of
   each part would be quadratic for names that are made for it. */
static void grow_tree(cutter *c)
{
    mem *m = c->b->m;
    size_t *path = mem_array(m, size_t, c->order.count + 1), depth = 0; /* the rightmost one */
    c->left = mem_array(m, size_t, c->order.count + 1);
    c->right = mem_array(m, size_t, c->order.count + 1);
    for (size_t i = 1; i < c->order.count; i++) {
        while (depth && cuts_first(c, i, path[depth - 1]))
            c->left[i] = path[--depth];
        if (depth)
            c->right[path[depth - 1]] = i;
        path[depth++] = i;
    }
    c->root = depth ? path[0] : 0;
}

/* Types [from, to), and the cut that goes through them first. */
typedef struct piece {
    size_t from, to, cut;
} piece;

static bool fits_one_file(const cutter *c)
{
    uint64_t size = 0;
    for (size_t i = 0; i < c->order.count; i++)
        size += text_size(c->order.items[i]);
    return size <= PIECE_MAX;
}

/* From the first piece to the last. */
static void cut_by_size(cutter *c)
{
    mem *m = c->b->m;
    LIST(piece) left = {0};
    grow_tree(c);
    list_push(m, &left, (piece){0, c->order.count, c->root});
    while (left.count) {
        piece p = left.items[--left.count];
        if (c->weights[p.to] - c->weights[p.from] <= PIECE_MAX || !p.cut) {
            list_push(m, &c->starts, p.from);
            continue;
        }
        list_push(m, &left, (piece){p.cut, p.to, c->right[p.cut]});
        list_push(m, &left, (piece){p.from, p.cut, c->left[p.cut]});
    }
}

static uint64_t distance(uint64_t a, uint64_t b)
{
    return a > b ? a - b : b - a;
}

/* The first type with that much before it, or the end. */
static size_t find_weight(const cutter *c, uint64_t weight)
{
    size_t from = 0, to = c->order.count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (c->weights[middle] < weight)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static size_t nearest(const cutter *c, uint64_t target)
{
    size_t after = find_weight(c, target);
    bool before = after && (after == c->order.count || distance(c->weights[after - 1], target) <=
                                                           distance(c->weights[after], target));
    return before ? after - 1 : after;
}

/* The start next to `target`, where it is least: a number from the name, and the higher the farther away,
   up to `reach`. Without one there the nearest. */
static size_t choose_near(const cutter *c, uint64_t target, uint64_t reach)
{
    size_t found = 0, first = find_weight(c, target > reach ? target - reach : 0);
    uint64_t least = UINT64_MAX;
    for (int inside = 0; inside < 2 && !found; inside++) {
        for (size_t i = first ? first : 1; i < c->order.count && c->weights[i] < target + reach;
             i++) {
            uint64_t away = distance(c->weights[i], target);
            if (away >= reach || !(inside || starts_group(c, i)))
                continue;
            uint64_t score = (c->digests[i] >> 40) * reach / (reach - away);
            if (score < least) {
                least = score;
                found = i;
            }
        }
    }
    return found ? found : nearest(c, target);
}

/* Equal parts, more or less: each cut is looked for in a stretch of its own. */
static void cut_by_count(cutter *c, uint32_t count)
{
    uint64_t all = c->weights[c->order.count];
    list_push(c->b->m, &c->starts, 0);
    for (uint32_t i = 1; i < count; i++)
        list_push(c->b->m, &c->starts, choose_near(c, all * i / count, all / count / 2));
}

/* A shard is called after the type that it was cut at: it keeps its number when others come and go. */
static uint64_t number_of(const cutter *c, map *taken, size_t index)
{
    size_t start = c->starts.items[index];
    uint64_t number = index + 1;
    if (!c->b->plan->options.shards && index)
        number = 10000 + str_digest(c->order.items[start]->c_name) % 90000;
    while (!map_put(taken, str_print(c->b->m, "%llu", (unsigned long long)number), taken))
        number++;
    return number;
}

static void make_shards(cutter *c)
{
    mem *m = c->b->m;
    map taken;
    map_init(&taken, m);
    for (size_t i = 0; i < c->starts.count; i++) {
        size_t end = i + 1 < c->starts.count ? c->starts.items[i + 1] : c->order.count;
        plan_shard shard = {.number = number_of(c, &taken, i)};
        for (size_t k = c->starts.items[i]; k < end; k++) {
            c->order.items[k]->shard = (uint32_t)i;
            list_push(m, &shard.types, c->order.items[k]);
        }
        list_push(m, &c->b->plan->shards, shard);
    }
}

/* ---- inside a shard ---- */

static bool needs_of_shard(const plan_type *t, const plan_slot *slot)
{
    return layout_needs(t, slot) && slot->type->shard == t->shard;
}

static int by_document(const void *a, const void *b)
{
    const plan_type *x = *(plan_type *const *)a, *y = *(plan_type *const *)b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return (x->step > y->step) - (x->step < y->step);
}

/* Inside, the document's order counts alone: that of the cuts depends on who uses what. */
static void sort_shard(layout_build *b, plan_shard *shard)
{
    plan_type_list sorted = shard->types;
    if (sorted.count)
        qsort(sorted.items, sorted.count, sizeof *sorted.items, by_document);
    shard->types = (plan_type_list){0};
    layout_walk(b, &sorted, needs_of_shard, &shard->types);
}

/* What remembers attempts tells unions by a number: that of the name, which other unions cannot move. */
static void number_unions(layout_build *b)
{
    map taken;
    map_init(&taken, b->m);
    for (size_t i = 0; i < b->plan->types.count; i++) {
        plan_type *t = b->plan->types.items[i];
        if (t->form != PLAN_UNION)
            continue;
        t->id = (uint32_t)str_digest(t->c_name);
        while (!map_put(&taken, str_print(b->m, "%u", t->id), t))
            t->id++;
    }
}

static void number_types(layout_build *b)
{
    plan *p = b->plan;
    for (size_t i = 0; i < p->shards.count; i++) {
        plan_shard *shard = &p->shards.items[i];
        sort_shard(b, shard);
        for (size_t k = 0; k < shard->types.count; k++) {
            shard->types.items[k]->order = (uint32_t)p->types.count;
            list_push(b->m, &p->types, shard->types.items[k]);
        }
    }
    number_unions(b);
}

void layout_shards(layout_build *b)
{
    cutter c = {.b = b, .order = order_all(b)};
    weigh(&c);
    if (b->plan->options.shards || fits_one_file(&c))
        cut_by_count(&c, b->plan->options.shards);
    else
        cut_by_size(&c);
    make_shards(&c);
    number_types(b);
    layout_includes(b);
}

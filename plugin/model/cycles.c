/** Strongly connected components (Tarjan, without recursion), and what follows from them. */
#include "model/build.h"

#include <stdlib.h>

/* One search: which edges count, and what has been found. */
typedef struct search {
    build *b;
    bool direct;     /* only edges between types of the same value */
    type_list path;  /* the types that are being visited */
    type_list stack; /* visited, component not known yet */
    type_list order; /* by component, what is used first */
    uint32_t visits, components;
} search;

static bool is_direct(const model_type *type)
{
    return type->kind == MODEL_ALIAS || type->kind == MODEL_NULLABLE || type->kind == MODEL_UNION;
}

static void enter(search *s, model_type *type)
{
    build_type *made = build_of(type);
    made->order = made->low = ++s->visits;
    made->edge = 0;
    made->on_stack = true;
    list_push(s->b->m, &s->path, type);
    list_push(s->b->m, &s->stack, type);
}

static int compare_order(const void *x, const void *y)
{
    uint32_t a = build_of(*(model_type *const *)x)->order;
    uint32_t b = build_of(*(model_type *const *)y)->order;
    return (a > b) - (a < b);
}

/* Takes a component off the stack; within it, types stand as they were found. */
static void close_component(search *s, const model_type *first)
{
    size_t from = s->order.count;
    model_type *type;
    do {
        type = s->stack.items[--s->stack.count];
        build_of(type)->on_stack = false;
        build_of(type)->component = s->components;
        list_push(s->b->m, &s->order, type);
    } while (type != first);
    s->components++;
    if (s->order.count - from > 1)
        qsort(s->order.items + from, s->order.count - from, sizeof *s->order.items, compare_order);
}

static void leave(search *s, model_type *type)
{
    s->path.count--;
    if (build_of(type)->low == build_of(type)->order)
        close_component(s, type);
    if (!s->path.count)
        return;
    build_type *user = build_of(s->path.items[s->path.count - 1]);
    if (build_of(type)->low < user->low)
        user->low = build_of(type)->low;
}

static void visit(search *s, model_type *root)
{
    if (build_of(root)->order)
        return;
    enter(s, root);
    while (s->path.count) {
        model_type *type = s->path.items[s->path.count - 1];
        build_type *made = build_of(type);
        uint32_t edges = !s->direct || is_direct(type) ? type_edge_count(type) : 0;
        if (made->edge == edges) {
            leave(s, type);
            continue;
        }
        build_type *next = build_of(*type_edge(type, made->edge++));
        if (!next->order)
            enter(s, &next->type);
        else if (next->on_stack && next->order < made->low)
            made->low = next->order;
    }
}

static void search_init(search *s, build *b, bool direct)
{
    *s = (search){.b = b, .direct = direct};
    for (size_t i = 0; i < b->types.count; i++)
        build_of(b->types.items[i])->order = 0;
}

static bool has_loop(model_type *type)
{
    uint32_t count = type_edge_count(type);
    for (uint32_t i = 0; i < count; i++)
        if (*type_edge(type, i) == type)
            return true;
    return false;
}

/* The end of the component that starts at `from`. */
static size_t component_end(const type_list *order, size_t from)
{
    size_t to = from + 1;
    while (to < order->count &&
           build_of(order->items[to])->component == build_of(order->items[from])->component)
        to++;
    return to;
}

/* Branches that stand for the union itself. */

static void cut_branches(build *b, model_type *type)
{
    size_t kept = 0;
    union_info *info = build_of(type)->info;
    for (size_t i = 0; i < type->branches.count; i++) {
        build_type *branch = build_of(type->branches.items[i].type);
        if (branch->component != build_of(type)->component) {
            type->branches.items[kept] = type->branches.items[i];
            info->sources.items[kept++] = info->sources.items[i];
        }
    }
    if (kept < type->branches.count && build_once(b, "O2C-M006", type->schema->node))
        diag_warning(b->d, "O2C-M006", node_place(type->schema->node), NULL,
                     "a branch of '%.*s' leads back to it without a value in between, and is "
                     "ignored",
                     STR_ARG(type->pointer));
    type->branches.count = info->sources.count = kept;
    if (!kept)
        type->kind = MODEL_NEVER;
}

/* Unions first: the aliases among them end there. Aliases of nothing but each other have no value. */
static void cut_component(build *b, type_list *order, size_t from, size_t to)
{
    type_list sorted = {0};
    for (size_t i = from; i < to; i++)
        if (order->items[i]->kind == MODEL_UNION) {
            cut_branches(b, order->items[i]);
            list_push(b->m, &sorted, order->items[i]);
        }
    for (size_t i = from; i < to; i++) {
        model_type *type = order->items[i];
        if (is_direct(type) && type->kind != MODEL_UNION && !sorted.count) {
            type->kind = MODEL_NEVER;
            type->element = NULL;
        }
    }
}

static void direct_order(build *b, type_list *order)
{
    search s;
    search_init(&s, b, true);
    for (size_t i = 0; i < b->types.count; i++)
        visit(&s, b->types.items[i]);
    *order = s.order;
}

void cycles_cut_direct(build *b, type_list *order)
{
    bool cut = false;
    direct_order(b, order);
    for (size_t from = 0, to; from < order->count; from = to) {
        to = component_end(order, from);
        model_type *type = order->items[from];
        if (to - from > 1 || (is_direct(type) && has_loop(type))) {
            cut_component(b, order, from, to);
            cut = true;
        }
    }
    if (cut)
        direct_order(b, order);
}

/* The order of the model's types. */

static void mark_recursive(model_type *type)
{
    type->recursive = true;
    for (size_t i = 0; i < type->members.count; i++) {
        build_type *used = build_of(type->members.items[i].type);
        type->members.items[i].recursive = used->component == build_of(type)->component;
    }
}

static bool is_reached(const build *b, const model_type *type)
{
    return type->id < b->out->types.count && b->out->types.items[type->id] == type;
}

/* The nearest parent that is reached; what stood in between has become a part of others. */
static void settle_parent(build *b, model_type *type)
{
    enum { MAX_STEPS = 64 };
    const model_type *parent = type->parent;
    unsigned steps = 0;
    while (parent && !is_reached(b, parent))
        parent = ++steps < MAX_STEPS ? parent->parent : NULL;
    type->parent = parent;
}

void cycles_order(build *b)
{
    search s;
    search_init(&s, b, false);
    for (size_t i = 0; i < b->out->roots.count; i++)
        visit(&s, b->out->roots.items[i].type);
    for (size_t from = 0, to; from < s.order.count; from = to) {
        to = component_end(&s.order, from);
        bool cyclic = to - from > 1 || has_loop(s.order.items[from]);
        for (size_t i = from; i < to; i++) {
            model_type *type = s.order.items[i];
            type->id = (uint32_t)i;
            type->scc = build_of(type)->component;
            if (cyclic)
                mark_recursive(type);
            list_push(b->m, &b->out->types, type);
        }
    }
    for (size_t i = 0; i < b->out->types.count; i++)
        settle_parent(b, b->out->types.items[i]);
}

void cycles_spread_weak(build *b)
{
    search s;
    search_init(&s, b, false);
    for (size_t i = 0; i < b->types.count; i++) {
        build_of(b->types.items[i])->lax = build_of(b->types.items[i])->weak;
        visit(&s, b->types.items[i]);
    }
    for (size_t from = 0, to; from < s.order.count; from = to) {
        to = component_end(&s.order, from);
        bool weak = false;
        for (size_t i = from; i < to; i++) {
            model_type *type = s.order.items[i];
            uint32_t edges = type_edge_count(type);
            weak = weak || build_of(type)->weak;
            for (uint32_t k = 0; !weak && k < edges; k++)
                weak = build_of(*type_edge(type, k))->weak;
        }
        for (size_t i = from; i < to; i++)
            build_of(s.order.items[i])->weak = weak;
    }
}

/*
 * A type is possible once what it needs is. Each type waits for a number of others (`low`), and is
 * put on the list of those that it waits for.
 */

typedef struct waiting {
    model_type *type;
    struct waiting *next;
} waiting;

typedef struct possible {
    build *b;
    waiting **waiting; /* by id: who waits for it */
    type_list ready;
} possible;

static void wait_for(possible *p, model_type *type, const model_type *needed)
{
    waiting *w = mem_new(p->b->m, waiting);
    *w = (waiting){type, p->waiting[needed->id]};
    p->waiting[needed->id] = w;
    build_of(type)->low++;
}

static void wait_for_items(possible *p, model_type *type)
{
    for (size_t i = 0; i < type->items.count && i < type->checks.min_items; i++)
        wait_for(p, type, type->items.items[i]);
    if (type->checks.min_items > type->items.count && type->element)
        wait_for(p, type, type->element);
}

static void wait_for_members(possible *p, model_type *type)
{
    for (size_t i = 0; i < type->members.count; i++)
        if (type->members.items[i].required)
            wait_for(p, type, type->members.items[i].type);
}

/* Any one branch is enough. */
static void wait_for_branches(possible *p, model_type *type)
{
    for (size_t i = 0; i < type->branches.count; i++)
        wait_for(p, type, type->branches.items[i].type);
    build_of(type)->low = 1;
}

static void wait_for_needs(possible *p, model_type *type)
{
    build_of(type)->low = 0;
    type->impossible = true;
    switch (type->kind) {
    case MODEL_ARRAY:
    case MODEL_TUPLE: wait_for_items(p, type); break;
    case MODEL_OBJECT: wait_for_members(p, type); break;
    case MODEL_MAP:
        if (type->checks.min_properties)
            wait_for(p, type, type->element);
        break;
    case MODEL_UNION: wait_for_branches(p, type); break;
    case MODEL_ALIAS: wait_for(p, type, type->element); break;
    case MODEL_NEVER: build_of(type)->low = 1; break;
    default: break;
    }
    if (!build_of(type)->low)
        list_push(p->b->m, &p->ready, type);
}

static void spread_possible(possible *p)
{
    for (size_t i = 0; i < p->ready.count; i++) {
        p->ready.items[i]->impossible = false;
        for (waiting *w = p->waiting[p->ready.items[i]->id]; w; w = w->next) {
            build_type *user = build_of(w->type);
            if (user->low && --user->low == 0)
                list_push(p->b->m, &p->ready, w->type);
        }
    }
}

/* Warns once a cycle; what only needs such a type has been told enough. */
static void warn_of_impossible(build *b)
{
    uint32_t told = UINT32_MAX;
    for (size_t i = 0; i < b->out->types.count; i++) {
        const model_type *type = b->out->types.items[i];
        if (!type->impossible || !type->recursive || type->scc == told || !type->schema)
            continue;
        told = type->scc;
        diag_warning(b->d, "O2C-M007", node_place(type->schema->node), NULL,
                     "no finite document satisfies '%.*s': it needs itself",
                     STR_ARG(type->pointer));
    }
}

void cycles_impossible(build *b)
{
    possible p = {.b = b, .waiting = mem_array(b->m, waiting *, b->out->types.count + 1)};
    for (size_t i = 0; i < b->out->types.count; i++)
        wait_for_needs(&p, b->out->types.items[i]);
    spread_possible(&p);
    warn_of_impossible(b);
}

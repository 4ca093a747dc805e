/** Trees as programs. Built from the end: what follows a node is there before the node. */
#include "model/automaton.h"

enum { MAX_NODES = 20000, MAX_LOOKS = 16 };

static uint32_t build(program *p, const regex_node *n, uint32_t next);

static bool obstruct(program *p, const char *obstacle)
{
    if (!p->obstacle)
        p->obstacle = obstacle;
    return false;
}

static uint32_t add(program *p, program_op op, uint32_t next, uint32_t other)
{
    if (p->nodes.count >= MAX_NODES)
        obstruct(p, "its repetitions are too many");
    else
        list_push(p->m, &p->nodes, ((program_node){.op = op, .next = next, .other = other}));
    return (uint32_t)p->nodes.count - 1;
}

static uint32_t build_set(program *p, const regex_set *set, uint32_t next)
{
    uint32_t node = add(p, PROGRAM_READ, next, 0);
    p->nodes.items[node].set = spelling_add(&p->bytes, set);
    return node;
}

static uint32_t build_class(program *p, const regex_node *n, uint32_t next)
{
    if (n->opaque)
        obstruct(p, "a property of characters whose table is PCRE2's");
    return build_set(p, &n->set, next);
}

static uint32_t build_choice(program *p, const regex_node *n, uint32_t next)
{
    uint32_t entry = build(p, n->items.items[n->items.count - 1], next);
    for (size_t i = n->items.count - 1; i-- > 0 && !p->obstacle;)
        entry = add(p, PROGRAM_FORK, build(p, n->items.items[i], next), entry);
    return entry;
}

static uint32_t build_repeat(program *p, const regex_node *n, uint32_t next)
{
    const regex_node *item = n->items.items[0];
    uint32_t entry = next, copies = n->min;
    if (n->max == REGEX_NO_LIMIT) {
        uint32_t loop = add(p, PROGRAM_FORK, 0, next);
        uint32_t body = build(p, item, loop);
        p->nodes.items[loop].next = body;
        entry = copies ? body : loop;
        copies -= copies > 0;
    } else {
        for (uint32_t i = n->min; i < n->max && !p->obstacle; i++)
            entry = add(p, PROGRAM_FORK, build(p, item, entry), next);
    }
    for (; copies && !p->obstacle; copies--)
        entry = build(p, item, entry);
    return entry;
}

static uint32_t build_look(program *p, const regex_node *n, uint32_t next)
{
    uint32_t number = (uint32_t)p->looks.count;
    if (number >= MAX_LOOKS)
        obstruct(p, "it looks ahead or behind in too many places");
    if (p->obstacle)
        return next;
    uint32_t entry = build(p, n->items.items[0], add(p, PROGRAM_MATCH, 0, 0));
    if (p->looks.count != number)
        obstruct(p, "it looks ahead or behind inside of looking");
    list_push(p->m, &p->looks, ((program_look){entry, n->behind, n->negated}));
    p->has_behind = p->has_behind || n->behind;
    return add(p, PROGRAM_LOOK, next, number);
}

static uint32_t build_boundary(program *p, const regex_node *n, uint32_t next)
{
    uint32_t node = add(p, PROGRAM_BOUNDARY, next, 0);
    p->nodes.items[node].negated = n->negated;
    p->has_boundary = true;
    return node;
}

static uint32_t build(program *p, const regex_node *n, uint32_t next)
{
    if (p->obstacle)
        return next;
    switch (n->kind) {
    case REGEX_SET: return build_class(p, n, next);
    case REGEX_SEQUENCE:
        for (size_t i = n->items.count; i-- > 0;)
            next = build(p, n->items.items[i], next);
        return next;
    case REGEX_CHOICE: return build_choice(p, n, next);
    case REGEX_REPEAT: return build_repeat(p, n, next);
    case REGEX_GROUP: return build(p, n->items.items[0], next);
    case REGEX_BEGIN: p->has_begin = true; return add(p, PROGRAM_BEGIN, next, 0);
    case REGEX_END: return add(p, PROGRAM_END, next, 0);
    case REGEX_BOUNDARY: return build_boundary(p, n, next);
    case REGEX_LOOK: return build_look(p, n, next);
    case REGEX_REFERENCE: obstruct(p, "it refers to what a group has captured"); return next;
    }
    return next;
}

/* (any character)*, then `next`. */
static uint32_t build_search(program *p, uint32_t next)
{
    regex_set any = {0};
    regex_set_add(p->m, &any, 0, REGEX_MAX_RUNE);
    uint32_t loop = add(p, PROGRAM_FORK, 0, next);
    uint32_t body = build_set(p, &any, loop);
    p->nodes.items[loop].next = body;
    return loop;
}

/* (any byte)*, then `next`: smaller, where nothing asks what stands around a place. */
static uint32_t build_byte_search(program *p, uint32_t next)
{
    uint32_t loop = build_search(p, next);
    p->nodes.items[p->nodes.items[loop].next].set = spelling_add_byte(&p->bytes);
    return loop;
}

static bool looks_around(const regex_node *n)
{
    if (n->kind == REGEX_BOUNDARY || n->kind == REGEX_LOOK)
        return true;
    for (size_t i = 0; i < n->items.count; i++)
        if (looks_around(n->items.items[i]))
            return true;
    return false;
}

bool program_build(program *p, mem *m, const regex *source)
{
    bool searches = !regex_is_anchored(source->root);
    *p = (program){.m = m};
    spelling_init(&p->bytes, m);
    p->bytes.strict = searches && !looks_around(source->root);
    p->entry = build(p, source->root, add(p, PROGRAM_MATCH, 0, 0));
    if (searches)
        p->entry = p->bytes.strict ? build_byte_search(p, p->entry) : build_search(p, p->entry);
    for (size_t i = 0; i < p->looks.count; i++)
        if (p->looks.items[i].behind)
            p->looks.items[i].entry = build_search(p, p->looks.items[i].entry);
    return !p->obstacle;
}

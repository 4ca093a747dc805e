/** The smallest automaton that says the same (Hopcroft), and its columns and rows in their final order. */
#include "model/automaton.h"

#include <string.h>

/** A partition of the states: blocks of states that nothing has told apart so far. */
typedef struct partition {
    mem *m;
    uint32_t *elements; /* block by block, */
    uint32_t *place;    /* where each state stands there, */
    uint32_t *block;    /* and in which block */
    uint32_t *first, *size, *marked;
    uint32_t count;
    LIST(uint32_t) waiting; /* blocks to be told apart by */
    bool *waits;
    LIST(uint32_t) touched;
} partition;

/** For each class and state, the states that lead there by it. */
typedef struct origins {
    uint32_t *at; /* classes * (states + 1) */
    uint32_t *items;
} origins;

static origins find_origins(mem *m, const automaton *a)
{
    size_t row = (size_t)a->count + 1;
    origins o = {mem_array(m, uint32_t, row * a->classes),
                 mem_array(m, uint32_t, (size_t)a->count * a->classes)};
    for (uint32_t c = 0; c < a->classes; c++) {
        uint32_t *at = o.at + c * row, total = c * a->count;
        for (uint32_t s = 0; s < a->count; s++)
            at[a->next[s * a->classes + c] + 1]++;
        at[0] = total;
        for (uint32_t s = 0; s < a->count; s++)
            at[s + 1] += at[s];
        uint32_t *fill = mem_array(m, uint32_t, a->count);
        for (uint32_t s = 0; s < a->count; s++) {
            uint32_t to = a->next[s * a->classes + c];
            o.items[at[to] + fill[to]++] = s;
        }
    }
    return o;
}

static void wait_for(partition *p, uint32_t block)
{
    if (p->waits[block])
        return;
    p->waits[block] = true;
    list_push(p->m, &p->waiting, block);
}

/* A block of the states for which accepts is `which`. */
static void add_block(partition *p, const automaton *a, bool which)
{
    uint32_t at = p->count ? p->first[p->count - 1] + p->size[p->count - 1] : 0;
    p->first[p->count] = at;
    for (uint32_t s = 0; s < a->count; s++) {
        if (a->accepts[s] != which)
            continue;
        p->elements[at] = s;
        p->place[s] = at++;
        p->block[s] = p->count;
    }
    p->size[p->count] = at - p->first[p->count];
    wait_for(p, p->count++);
}

static partition first_partition(mem *m, const automaton *a)
{
    partition p = {.m = m};
    uint32_t **arrays[] = {&p.elements, &p.place, &p.block, &p.first, &p.size, &p.marked};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        *arrays[i] = mem_array(m, uint32_t, (size_t)a->count + 1);
    p.waits = mem_array(m, bool, (size_t)a->count + 1);
    add_block(&p, a, false); /* neither is empty: there are STATE_DEAD and STATE_ALL */
    add_block(&p, a, true);
    return p;
}

/* Moves the state among the marked of its block, which stand first. */
static void mark(partition *p, uint32_t state)
{
    uint32_t b = p->block[state], target = p->first[b] + p->marked[b], from = p->place[state];
    if (from < target)
        return;
    if (!p->marked[b])
        list_push(p->m, &p->touched, b);
    uint32_t other = p->elements[target];
    p->elements[target] = state;
    p->elements[from] = other;
    p->place[state] = target;
    p->place[other] = from;
    p->marked[b]++;
}

/* Makes a block of its own of the marked or of the others, whichever are fewer. */
static void split(partition *p, uint32_t b)
{
    uint32_t marked = p->marked[b], rest = p->size[b] - marked;
    p->marked[b] = 0;
    if (!rest)
        return;
    uint32_t made = p->count++, first = p->first[b];
    if (marked <= rest) {
        p->first[made] = first;
        p->size[made] = marked;
        p->first[b] = first + marked;
        p->size[b] = rest;
    } else {
        p->first[made] = first + marked;
        p->size[made] = rest;
        p->size[b] = marked;
    }
    for (uint32_t i = 0; i < p->size[made]; i++)
        p->block[p->elements[p->first[made] + i]] = made;
    wait_for(p, made); /* the smaller one; if the other waits, it still does */
}

static void tell_apart(partition *p, const automaton *a, const origins *o)
{
    size_t row = (size_t)a->count + 1;
    uint32_t *members = mem_array(p->m, uint32_t, a->count);
    while (p->waiting.count) {
        uint32_t b = p->waiting.items[--p->waiting.count], size = p->size[b];
        p->waits[b] = false;
        memcpy(members, p->elements + p->first[b], size * sizeof *members);
        for (uint32_t c = 0; c < a->classes; c++) {
            p->touched.count = 0;
            for (uint32_t i = 0; i < size; i++) {
                const uint32_t *at = o->at + c * row + members[i];
                for (uint32_t k = at[0]; k < at[1]; k++)
                    mark(p, o->items[k]);
            }
            for (size_t i = 0; i < p->touched.count; i++)
                split(p, p->touched.items[i]);
        }
    }
}

/* Numbers the blocks: the dead one, the one that takes all, then by whether they accept. */
static uint32_t number_blocks(const partition *p, const automaton *a, uint32_t *number)
{
    uint32_t next = STATE_ALL + 1, dead = p->block[STATE_DEAD], all = p->block[STATE_ALL];
    uint32_t accepting = 0;
    number[dead] = STATE_DEAD;
    number[all] = STATE_ALL;
    for (int accepts = 0; accepts < 2; accepts++) {
        accepting = next;
        for (uint32_t s = 0; s < a->count; s++) { /* in the order in which they were found */
            uint32_t b = p->block[s];
            if (b != dead && b != all && !number[b] && a->accepts[s] == (accepts != 0))
                number[b] = next++;
        }
    }
    return accepting;
}

/* ---- columns ---- */

static bool same_column(const automaton *a, uint32_t x, uint32_t y)
{
    for (uint32_t s = 0; s < a->count; s++)
        if (a->next[s * a->classes + x] != a->next[s * a->classes + y])
            return false;
    return true;
}

/* Classes of bytes that no state tells apart become one. */
static void join_classes(mem *m, automaton *a)
{
    uint32_t kept[256], to[256], count = 0;
    for (uint32_t c = 0; c < a->classes; c++) {
        uint32_t k = 0;
        while (k < count && !same_column(a, kept[k], c))
            k++;
        if (k == count)
            kept[count++] = c;
        to[c] = k;
    }
    uint32_t *next = mem_array(m, uint32_t, (size_t)a->count * count);
    for (uint32_t s = 0; s < a->count; s++)
        for (uint32_t c = 0; c < count; c++)
            next[s * count + c] = a->next[s * a->classes + kept[c]];
    for (unsigned byte = 0; byte < 256; byte++)
        a->class_of[byte] = (uint8_t)to[a->class_of[byte]];
    a->next = next;
    a->classes = count;
}

void automaton_minimise(mem *m, automaton *a, uint32_t *accepting)
{
    origins o = find_origins(m, a);
    partition p = first_partition(m, a);
    tell_apart(&p, a, &o);
    uint32_t *number = mem_array(m, uint32_t, p.count);
    *accepting = number_blocks(&p, a, number);
    uint32_t *next = mem_array(m, uint32_t, (size_t)p.count * a->classes);
    bool *accepts = mem_array(m, bool, p.count);
    for (uint32_t s = 0; s < a->count; s++) {
        uint32_t to = number[p.block[s]];
        accepts[to] = a->accepts[s];
        for (uint32_t c = 0; c < a->classes; c++)
            next[to * a->classes + c] = number[p.block[a->next[s * a->classes + c]]];
    }
    a->start = number[p.block[a->start]];
    a->count = p.count;
    a->next = next;
    a->accepts = accepts;
    join_classes(m, a);
}

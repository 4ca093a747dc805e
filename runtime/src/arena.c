#include <o2c/arena.h>

#include "internal.h"
#include <stdlib.h>
#include <string.h>

/* Blocks double from the first size to the last; what is larger than a quarter of the next block gets
 * one of its own, so that little is lost at the end of the current one. */
#define FIRST_BLOCK  ((size_t)4096)
#define LAST_BLOCK   ((size_t)1 << 20)
#define FIRST_FIXED  ((size_t)256) /* scratch in a caller's buffer starts small */
#define SPARE_BLOCKS 8

typedef struct o2c_arena_block block;

static char *align_up(char *p)
{
    return p + (-(uintptr_t)p & (O2C_ALIGN - 1));
}

static char *block_data(block *b)
{
    return (char *)b + O2C_BLOCK_HEADER;
}

static block *block_init(void *memory, size_t size)
{
    block *b = memory;
    b->prev = NULL;
    b->at = block_data(b);
    b->end = (char *)memory + size;
    b->size = size;
    return b;
}

/* In a caller's buffer blocks are carved from its far end, towards what the arena hands out. */
static block *carve_block(o2c_arena *a, size_t size)
{
    size_t slack = (uintptr_t)a->end & (O2C_ALIGN - 1);
    if ((size_t)(a->end - a->at) < slack || (size_t)(a->end - a->at) - slack < size) {
        return NULL;
    }
    a->end -= slack + size;
    return block_init(a->end, size);
}

static block *get_block(o2c_arena *a, size_t size)
{
    if (a->fixed) {
        return carve_block(a, size);
    }
    if (a->limit != 0 && (size > a->limit || a->held > a->limit - size)) {
        return NULL;
    }
    void *memory =
        a->allocator != NULL ? a->allocator->alloc(a->allocator->user, size) : malloc(size);
    if (memory == NULL) {
        return NULL;
    }
    a->held += size;
    return block_init(memory, size);
}

static void free_block(o2c_arena *a, block *b)
{
    if (a->fixed) { /* what is not next to the free space comes back with reset */
        if ((char *)b == a->end) {
            a->end = b->end;
        }
        return;
    }
    a->held -= b->size;
    if (a->allocator != NULL) {
        a->allocator->free(a->allocator->user, b, b->size);
    } else {
        free(b);
    }
}

static void free_list(o2c_arena *a, block **list)
{
    while (*list != NULL) {
        block *b = *list;
        *list = b->prev;
        free_block(a, b);
    }
}

/* Keeps `b` for the next need, so that crossing a block's end again and again, or one document after
 * the other, does not call the allocator each time. A few are kept; the smallest goes first. */
static void give_up(o2c_arena *a, block *b)
{
    size_t kept = 0;
    b->prev = a->spare;
    a->spare = b;
    block **smallest = &a->spare;
    for (block **at = &a->spare; *at != NULL; at = &(*at)->prev) {
        kept++;
        if ((*at)->size < (*smallest)->size) {
            smallest = at;
        }
    }
    if (kept > SPARE_BLOCKS) {
        block *dropped = *smallest;
        *smallest = dropped->prev;
        free_block(a, dropped);
    }
}

/* The smallest spare block of at least `size` bytes, taken out of the list, or NULL. */
static block *take_spare(o2c_arena *a, size_t size)
{
    block **best = NULL;
    for (block **at = &a->spare; *at != NULL; at = &(*at)->prev) {
        if ((*at)->size >= size && (best == NULL || (*at)->size < (*best)->size)) {
            best = at;
        }
    }
    if (best == NULL) {
        return NULL;
    }
    block *b = *best;
    *best = b->prev;
    return block_init(b, b->size);
}

/* A block for `need` bytes, of `want` bytes if that can be had. NULL: out of memory. */
static block *take_block(o2c_arena *a, size_t need, size_t want)
{
    if (need > SIZE_MAX / 4) {
        return NULL;
    }
    need = (need + O2C_BLOCK_HEADER + O2C_ALIGN - 1) & ~(O2C_ALIGN - 1);
    want &= ~(O2C_ALIGN - 1);
    want = want > need ? want : need;
    block *b = take_spare(a, want);
    if (b == NULL) {
        b = get_block(a, want);
    }
    if (b == NULL) {
        b = take_spare(a, need);
    }
    if (b == NULL) {
        free_list(a, &a->spare);
        b = get_block(a, need);
    }
    return b;
}

void o2c_arena_init(o2c_arena *a, const o2c_allocator *allocator, size_t limit)
{
    const o2c_arena empty = O2C_ARENA_INIT;
    *a = empty;
    a->allocator = allocator;
    a->limit = limit;
}

void o2c_arena_init_buffer(o2c_arena *a, void *buffer, size_t size)
{
    o2c_arena_init(a, NULL, 0);
    a->fixed = true;
    size_t slack = -(uintptr_t)buffer & (O2C_ALIGN - 1);
    if (buffer == NULL || size < slack + O2C_BLOCK_HEADER) {
        return;
    }
    a->block = block_init((char *)buffer + slack, size - slack);
    a->at = a->block->at;
    a->end = a->block->end;
}

void o2c_arena_deinit(o2c_arena *a)
{
    if (!a->fixed) {
        free_list(a, &a->block);
        free_list(a, &a->big);
        free_list(a, &a->scratch);
        free_list(a, &a->pinned);
        free_list(a, &a->spare);
    }
    o2c_arena_init(a, a->allocator, a->limit);
}

static void give_up_list(o2c_arena *a, block **list)
{
    while (*list != NULL) {
        block *b = *list;
        *list = b->prev;
        give_up(a, b);
    }
}

/* One block as large as all that were needed, so that the next document fits into it. */
static void join_blocks(o2c_arena *a)
{
    if (a->block != NULL && a->block->prev == NULL && a->big == NULL) {
        return;
    }
    size_t total = 0;
    for (const block *b = a->block; b != NULL; b = b->prev) {
        total += b->size;
    }
    for (const block *b = a->big; b != NULL; b = b->prev) {
        total += b->size;
    }
    free_list(a, &a->block);
    free_list(a, &a->big);
    if (total > 0) {
        a->block = get_block(a, total);
    }
}

void o2c_arena_reset(o2c_arena *a)
{
    if (a->fixed) {
        a->big = a->spare = a->scratch = a->pinned = NULL;
        a->at = a->block != NULL ? block_data(a->block) : NULL;
        a->end = a->block != NULL ? a->block->end : NULL;
        return;
    }
    give_up_list(a, &a->pinned);
    give_up_list(a, &a->scratch);
    join_blocks(a);
    a->at = a->block != NULL ? block_data(a->block) : NULL;
    a->end = a->block != NULL ? a->block->end : NULL;
}

static void *alloc_big(o2c_arena *a, size_t size)
{
    block *b = take_block(a, size, 0);
    if (b == NULL) {
        return NULL;
    }
    b->prev = a->big;
    a->big = b;
    return block_data(b);
}

static O2C_NOINLINE void *alloc_slowly(o2c_arena *a, size_t size)
{
    if (a->fixed) {
        return NULL;
    }
    size_t next = a->block != NULL ? a->block->size : FIRST_BLOCK / 2;
    next = next < LAST_BLOCK / 2 ? 2 * next : LAST_BLOCK;
    if (size > next / 4) {
        return alloc_big(a, size);
    }
    block *b = take_block(a, size, next);
    if (b == NULL) {
        return NULL;
    }
    b->prev = a->block;
    a->block = b;
    a->at = block_data(b) + size;
    a->end = b->end;
    return block_data(b);
}

void *o2c_arena_alloc(o2c_arena *a, size_t size, size_t align)
{
    size_t pad = -(uintptr_t)a->at & (align - 1);
    size_t room = (size_t)(a->end - a->at);
    size += size == 0; /* NULL means failure, so nothing needs an address too */
    if (O2C_LIKELY(room >= pad && room - pad >= size)) {
        char *memory = a->at + pad;
        a->at = memory + size;
        return memory;
    }
    return alloc_slowly(a, size);
}

o2c_str o2c_arena_str(o2c_arena *a, const char *data, size_t len)
{
    o2c_str s = {NULL, 0};
    char *copy = len < SIZE_MAX ? o2c_arena_alloc(a, len + 1, 1) : NULL;
    if (copy == NULL) {
        return s;
    }
    if (len > 0) {
        memcpy(copy, data, len);
    }
    copy[len] = '\0';
    s.data = copy;
    s.len = len;
    return s;
}

o2c_arena_mark o2c_arena_here(const o2c_arena *a)
{
    o2c_arena_mark mark = {a->block, a->big, a->at};
    return mark;
}

void o2c_arena_rollback(o2c_arena *a, o2c_arena_mark mark)
{
    while (a->big != mark.big) {
        block *b = a->big;
        a->big = b->prev;
        give_up(a, b);
    }
    if (a->block != mark.block) {
        do {
            block *b = a->block;
            a->block = b->prev;
            give_up(a, b);
        } while (a->block != mark.block);
        a->end = a->block != NULL ? a->block->end : NULL;
    }
    a->at = mark.at;
}

/* ---- scratch ---- */

o2c_scratch_mark o2c_scratch_here(const o2c_arena *a)
{
    o2c_scratch_mark mark = {a->scratch, a->scratch != NULL ? a->scratch->at : NULL};
    return mark;
}

void o2c_scratch_back(o2c_arena *a, o2c_scratch_mark mark)
{
    while (a->scratch != mark.block) {
        block *b = a->scratch;
        if (b->prev == NULL) { /* the first block stays: the next list starts in it */
            b->at = block_data(b);
            return;
        }
        a->scratch = b->prev;
        give_up(a, b);
    }
    if (mark.block != NULL) {
        mark.block->at = mark.at;
    }
}

static char *extend_elsewhere(o2c_arena *a, const char *base, size_t used, size_t more)
{
    block *top = a->scratch;
    size_t first = a->fixed ? FIRST_FIXED : FIRST_BLOCK;
    if (used > SIZE_MAX / 8 || more > SIZE_MAX / 8) {
        return NULL;
    }
    size_t want = top != NULL ? 2 * top->size : first;
    if (want < 2 * (used + more)) {
        want = 2 * (used + more);
    }
    block *b = take_block(a, used + more, want);
    if (b == NULL) {
        return NULL;
    }
    char *data = block_data(b);
    if (used > 0) {
        memcpy(data, base, used);
        top->at -= used;
    }
    b->at = data + used + more;
    b->prev = top;
    a->scratch = b;
    return data;
}

char *o2c_scratch_extend(o2c_arena *a, char *base, size_t used, size_t more)
{
    block *top = a->scratch;
    if (top == NULL) {
        return extend_elsewhere(a, NULL, 0, more);
    }
    char *from = base != NULL ? base : align_up(top->at);
    if (from <= top->end && (size_t)(top->end - from) >= used &&
        (size_t)(top->end - from) - used >= more) {
        top->at = from + used + more;
        return from;
    }
    return extend_elsewhere(a, base, used, more);
}

/* ---- pinned ---- */

void *o2c_arena_pin(o2c_arena *a, size_t size)
{
    block *b = take_block(a, size, 0);
    if (b == NULL) {
        return NULL;
    }
    b->prev = a->pinned;
    a->pinned = b;
    return block_data(b);
}

void o2c_arena_unpin(o2c_arena *a, void *memory)
{
    for (block **at = &a->pinned; *at != NULL; at = &(*at)->prev) {
        block *b = *at;
        if (block_data(b) == memory) {
            *at = b->prev;
            give_up(a, b);
            return;
        }
    }
}

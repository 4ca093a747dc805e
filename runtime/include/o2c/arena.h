/**
 * The arena: where everything that is decoded lives. Blocks grow geometrically; one call frees all.
 *
 *     o2c_arena arena = O2C_ARENA_INIT;
 *     ... decode into it, as often as you like ...
 *     o2c_arena_reset(&arena);   // everything is gone, the memory is kept for the next document
 *     o2c_arena_deinit(&arena);  // the one free
 *
 * An arena also carries a scratch stack (arrays grow on it before they are copied at their exact
 * size). It comes from the same allocator, counts towards the same limit and is freed by deinit.
 * An arena must not be used by two threads at once.
 */
#ifndef O2C_ARENA_H
#define O2C_ARENA_H

#include <o2c/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Where an arena gets its blocks. `alloc` returns memory aligned for any type, or NULL. */
typedef struct o2c_allocator {
    void *(*alloc)(void *user, size_t size);
    void (*free)(void *user, void *memory, size_t size);
    void *user;
} o2c_allocator;

struct o2c_arena_block;

typedef struct o2c_arena {
    char *at;                       /* next free byte of the current block */
    char *end;                      /* its end */
    struct o2c_arena_block *block;   /* the rest is private; lists are newest first */
    struct o2c_arena_block *big;     /* large allocations, each in a block of its own */
    struct o2c_arena_block *spare;   /* one block that was given up, for the next need */
    struct o2c_arena_block *scratch; /* the scratch stack */
    struct o2c_arena_block *pinned;  /* what a rollback must not drop */
    const o2c_allocator *allocator; /* NULL: malloc and free */
    size_t limit;                   /* bytes from the allocator; 0: no limit */
    size_t held;                    /* bytes now held from the allocator */
    bool fixed;                     /* the first block is the caller's and nothing may be added */
} o2c_arena;

/** An empty arena that uses malloc. Allocates nothing before the first use. */
#define O2C_ARENA_INIT {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, false}

/** Makes `a` an empty arena. allocator: borrowed until deinit; NULL for malloc. limit: see above. */
void o2c_arena_init(o2c_arena *a, const o2c_allocator *allocator, size_t limit);

/** Makes `a` an arena inside the caller's `buffer` alone: never calls malloc, fails when full. */
void o2c_arena_init_buffer(o2c_arena *a, void *buffer, size_t size);

/** Frees every block and leaves an empty arena. Everything that was allocated is gone. */
void o2c_arena_deinit(o2c_arena *a);

/** Empties the arena and keeps its memory (joined to one block), so that the next document of that size costs no malloc. */
void o2c_arena_reset(o2c_arena *a);

/** `size` bytes, aligned to `align` (a power of two, at most 16). NULL: out of memory or limit. */
void *o2c_arena_alloc(o2c_arena *a, size_t size, size_t align);

/** A NUL-terminated copy of `len` bytes. data is NULL if the arena cannot grow. */
o2c_str o2c_arena_str(o2c_arena *a, const char *data, size_t len);

/** A point to return to. Valid until an earlier mark is rolled back, or reset or deinit. */
typedef struct o2c_arena_mark {
    struct o2c_arena_block *block, *big;
    char *at;
} o2c_arena_mark;

o2c_arena_mark o2c_arena_here(const o2c_arena *a);

/** Drops everything that was allocated since the mark. */
void o2c_arena_rollback(o2c_arena *a, o2c_arena_mark mark);

#ifdef __cplusplus
}
#endif

#endif

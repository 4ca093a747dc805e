/**
 * Memory of the generator: arenas, one a lifetime (documents; schema and model; output). Running out
 * of memory ends the program with a message and status 70, so callers never see NULL.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <o2c/arena.h>
#include <stddef.h>

typedef o2c_arena mem;

#define MEM_INIT O2C_ARENA_INIT

/** Zeroed bytes, aligned for any type; they live as long as `m`. */
void *mem_alloc(mem *m, size_t size);

/** A zeroed object, or array of `n` objects, of a type. */
#define mem_new(m, type)      ((type *)mem_alloc((m), sizeof(type)))
#define mem_array(m, type, n) ((type *)mem_alloc_array((m), (n), sizeof(type)))
void *mem_alloc_array(mem *m, size_t n, size_t size);

/** Frees all of it. */
void mem_free(mem *m);

/** Says on standard error that memory has run out, and exits with status 70. */
_Noreturn void mem_exhausted(void);

#endif

/**
 * What may be kept from one document to the next: patterns that were compiled at run time. Most are
 * tables in the emitted code already; the others are compiled on first use by libo2c-pcre2.
 *
 *     o2c_context context = O2C_CONTEXT_INIT;
 *     o2c_read_options options = {...};
 *     options.context = &context;
 *     ... read as many documents as you like, one after the other ...
 *     o2c_context_deinit(&context);
 *
 * Without one a reader compiles what it needs for itself, in its arena. A context must not be used by
 * two threads at once.
 */
#ifndef O2C_CONTEXT_H
#define O2C_CONTEXT_H

#include <o2c/arena.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct o2c_context {
    o2c_arena arena; /* holds all of it; o2c_arena_init sets an allocator or a limit before first use */
    void *patterns;  /* private to libo2c-pcre2, as is: */
    void (*release)(void *patterns);
} o2c_context;

/** An empty context that uses malloc. Allocates nothing before the first use. */
#define O2C_CONTEXT_INIT {O2C_ARENA_INIT, NULL, NULL}

/** Frees what the context holds and leaves an empty one. No reader may be using it. */
void o2c_context_deinit(o2c_context *context);

#ifdef __cplusplus
}
#endif

#endif

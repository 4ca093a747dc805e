#include <o2c/context.h>

#include "internal.h"
#include <string.h>

void o2c_context_deinit(o2c_context *context)
{
    if (context->release != NULL) {
        context->release(context->patterns);
    }
    context->release = NULL;
    context->patterns = NULL;
    o2c_arena_deinit(&context->arena);
}

/* A reader's own context gets its blocks from the reader's arena, where no rollback drops them. */
struct o2c_own_context {
    o2c_context context;
    o2c_allocator allocator;
};

static void *alloc_pinned(void *user, size_t size)
{
    return o2c_arena_pin((o2c_arena *)user, size);
}

static void free_pinned(void *user, void *memory, size_t size)
{
    (void)size;
    o2c_arena_unpin((o2c_arena *)user, memory);
}

o2c_context *o2c_reader_context(o2c_reader *r)
{
    if (r->context != NULL) {
        return r->context;
    }
    struct o2c_own_context *own = o2c_arena_pin(r->arena, sizeof *own);
    if (own == NULL) {
        return NULL;
    }
    memset(own, 0, sizeof *own);
    own->allocator = (o2c_allocator){alloc_pinned, free_pinned, r->arena};
    o2c_arena_init(&own->context.arena, &own->allocator, 0);
    r->own_context = own;
    r->context = &own->context;
    return r->context;
}

void o2c_reader_drop_context(o2c_reader *r)
{
    if (r->own_context == NULL) {
        return;
    }
    o2c_context_deinit(&r->own_context->context);
    o2c_arena_unpin(r->arena, r->own_context);
    r->own_context = NULL;
    r->context = NULL;
}

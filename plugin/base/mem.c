#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void mem_exhausted(void)
{
    fputs("openapi2c: out of memory\n", stderr);
    exit(70);
}

void *mem_alloc(mem *m, size_t size)
{
    void *p = o2c_arena_alloc(m, size ? size : 1, 16);
    if (!p)
        mem_exhausted();
    memset(p, 0, size);
    return p;
}

void *mem_alloc_array(mem *m, size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size)
        mem_exhausted();
    return mem_alloc(m, n * size);
}

void mem_free(mem *m)
{
    o2c_arena_deinit(m);
}

/*
 * A program at rest: what it costs to link every function of a library and call none.
 *
 *     resting            prints the peak resident set in KiB, and the allocations so far
 *     resting decode     the allocations after a first decode
 *
 * Built twice: alone, and with -DLINKED and the file of resting.py, which refers to every function.
 * malloc and its kind are wrapped by the linker, so that constructors would be caught too.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static unsigned allocations;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

void *__wrap_malloc(size_t size)
{
    allocations++;
    return __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    allocations++;
    return __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    allocations++;
    return __real_realloc(memory, size);
}

#ifdef LINKED
int call(int number); /* uses function `number` of the library */
#endif

/* Read before anything is printed, so that stdio is not counted. */
static long peak(void)
{
    static char status[4096];
    int file = open("/proc/self/status", O_RDONLY);
    ssize_t length = file < 0 ? -1 : read(file, status, sizeof status - 1);
    const char *at = length > 0 ? strstr(status, "VmHWM:") : NULL;
    return at ? strtol(at + strlen("VmHWM:"), NULL, 10) : -1;
}

int main(int argc, char **argv)
{
    long resident = peak();
    (void)argv;
#ifdef LINKED
    if (argc > 1)
        call(argc - 2);
#else
    (void)argc;
#endif
    printf("%ld %u\n", resident, allocations);
    return 0;
}

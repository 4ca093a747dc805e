/**
 * malloc and free for a program linked with -Wl,--wrap=malloc,--wrap=free: allocation number $FAIL_AT
 * (from 0) fails. Ends the program with status 99 if not everything was freed, else with 98 if so
 * many allocations did not happen.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void *__real_malloc(size_t size);
void __real_free(void *memory);
void *__wrap_malloc(size_t size);
void __wrap_free(void *memory);

static long calls, live;

static long fail_at(void)
{
    const char *text = getenv("FAIL_AT");
    return text ? atol(text) : -1;
}

void *__wrap_malloc(size_t size)
{
    if (calls++ == fail_at())
        return NULL;
    live++;
    return __real_malloc(size);
}

void __wrap_free(void *memory)
{
    live -= memory != NULL;
    __real_free(memory);
}

__attribute__((destructor)) static void settle(void)
{
    fflush(NULL);
    if (live)
        _exit(99);
    if (calls <= fail_at())
        _exit(98);
}

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void mem_is_zeroed_and_aligned(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    for (size_t size = 0; size < 300; size += 7) {
        char *p = mem_alloc(&m, size);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAA, size);
    }
    mem_free(&m);
}

static void mem_can_be_used_again_after_free(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    mem_new(&m, int);
    mem_free(&m);
    assert_int_equal(m.held, 0);
    *mem_new(&m, int) = 1;
    mem_free(&m);
}

/* Runs `f` in a child, silently. Returns its exit status. */
static int status_of(void (*f)(void))
{
    pid_t child = fork();
    if (child == 0) {
        close(STDERR_FILENO);
        f();
        _exit(0);
    }
    int status = -1;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void ask_for_an_overflow(void)
{
    mem m = MEM_INIT;
    mem_alloc_array(&m, SIZE_MAX / 2, 4);
}

static void ask_beyond_the_limit(void)
{
    mem m = MEM_INIT;
    o2c_arena_init(&m, NULL, 100);
    mem_alloc(&m, 5000);
}

static void mem_exits_with_70_when_exhausted(void **state)
{
    (void)state;
    assert_int_equal(status_of(ask_for_an_overflow), 70);
    assert_int_equal(status_of(ask_beyond_the_limit), 70);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mem_is_zeroed_and_aligned),
        cmocka_unit_test(mem_can_be_used_again_after_free),
        cmocka_unit_test(mem_exits_with_70_when_exhausted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

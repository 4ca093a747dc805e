#include "source/lock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define HASH "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static mem arena;
static diag problems;
static char path[] = "lock-test-XXXXXX";

static int start(void **state)
{
    (void)state;
    diag_init(&problems);
    memcpy(path + strlen(path) - 6, "XXXXXX", 6);
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    unlink(path);
    diag_free(&problems);
    mem_free(&arena);
    return 0;
}

static bool read_text(lock *l, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    lock_init(l, &arena);
    return lock_read(l, &problems, str_of(path));
}

static void lock_comes_back_sorted(void **state)
{
    (void)state;
    lock l;
    assert_true(read_text(&l, "# a comment\r\n\r\n" HASH " 12 https://B.org:443/x#y\r\n" HASH
                              " 0 http://a.org/?z"));
    const lock_entry *e = lock_find(&l, STR("https://b.org/x"));
    assert_non_null(e);
    assert_int_equal(e->size, 12);
    assert_string_equal(str_copy(&arena, e->hash).data, HASH);
    assert_null(lock_find(&l, STR("https://b.org/")));
    const char *text = lock_text(&arena, &l).data;
    assert_string_equal(strchr(text, '\n'),
                        "\n" HASH " 0 http://a.org/?z\n" HASH " 12 https://b.org/x\n");
    assert_true(read_text(&l, text));
    assert_string_equal(lock_text(&arena, &l).data, text);
}

static void lock_puts_a_new_entry_in_place_of_the_old(void **state)
{
    (void)state;
    lock l;
    lock_init(&l, &arena);
    lock_put(&l, (lock_entry){STR("https://a.org/"), STR(HASH), 1, false});
    lock_put(&l, (lock_entry){STR("https://a.org/"), STR(HASH), 2, false});
    assert_int_equal(lock_find(&l, STR("https://a.org/"))->size, 2);
    assert_string_equal(strchr(lock_text(&arena, &l).data, '\n'), "\n" HASH " 2 https://a.org/\n");
}

static void lock_says_which_line_is_none(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "x\n" HASH,
        "x\n" HASH " 12\n",
        "x\n" HASH "  12 https://a.org/\n",
        "x\n" HASH " -1 https://a.org/\n",
        "x\n" HASH " 12345678901234567890 https://a.org/\n",
        "x\n" HASH " 12 a.yaml\n",
        "x\n" HASH " 12 https://u:p@a.org/\n",
        "x\n" HASH "0 12 https://a.org/\n",
    };
    lock l;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t before = problems.items.count;
        assert_false(read_text(&l, bad[i]));
        assert_int_equal(problems.items.count, before + 2);
        assert_int_equal(problems.items.items[before + 1].place.line, 2);
        assert_string_equal(problems.items.items[before + 1].code, "O2C-N010");
    }
    assert_int_equal(diag_status(&problems), DIAG_IO);
    unlink(path);
    assert_false(lock_read(&l, &problems, str_of(path)));
}

#define lock_test(f) cmocka_unit_test_setup_teardown(f, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        lock_test(lock_comes_back_sorted),
        lock_test(lock_puts_a_new_entry_in_place_of_the_old),
        lock_test(lock_says_which_line_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

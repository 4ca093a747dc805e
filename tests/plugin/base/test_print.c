#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void numbers_are_those_of_libc(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    char expected[200];
    snprintf(expected, sizeof expected,
             "%d %u %5u %-4d| %c %x %02X %08x %03o %ld %lld %016llx %zu %6zu %.17g %g %%", -7, 8u,
             9u, 3, 'c', 255u, 10u, 0xABCu, 8u, -5L, -1234567890123LL, 0xFEDCBA9876543210ULL,
             (size_t)12, (size_t)34, 0.1, 1e300);
    str s =
        str_print(&m, "%d %u %5u %-4d| %c %x %02X %08x %03o %ld %lld %016llx %zu %6zu %.17g %g %%",
                  -7, 8u, 9u, 3, 'c', 255u, 10u, 0xABCu, 8u, -5L, -1234567890123LL,
                  0xFEDCBA9876543210ULL, (size_t)12, (size_t)34, 0.1, 1e300);
    assert_string_equal(s.data, expected);
    assert_int_equal(s.len, strlen(expected));
    mem_free(&m);
}

static void texts_keep_all_their_bytes(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    str s = str_print(&m, "<%.*s|%s|%.*s>", STR_ARG(STR("a\0b")), "c", STR_ARG(STR_NULL));
    assert_int_equal(s.len, 8);
    assert_memory_equal(s.data, "<a\0b|c|>", 9);
    mem_free(&m);
}

static void long_texts_are_whole(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    char text[5000];
    memset(text, 'x', sizeof text);
    str s = str_print(&m, "%.*s%d", (int)sizeof text, text, 1);
    assert_int_equal(s.len, sizeof text + 1);
    assert_memory_equal(s.data, text, sizeof text);
    assert_int_equal(s.data[sizeof text], '1');
    assert_int_equal(s.data[s.len], '\0');
    mem_free(&m);
}

static void nothing_is_an_empty_text(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    str s = str_print(&m, "%s", "");
    assert_int_equal(s.len, 0);
    assert_string_equal(s.data, "");
    mem_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_those_of_libc),
        cmocka_unit_test(texts_keep_all_their_bytes),
        cmocka_unit_test(long_texts_are_whole),
        cmocka_unit_test(nothing_is_an_empty_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

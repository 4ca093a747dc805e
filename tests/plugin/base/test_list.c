#include "base/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void list_keeps_what_was_pushed(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    LIST(int) list = {0};
    for (int i = 0; i < 1000; i++)
        list_push(&m, &list, i * 3);
    assert_int_equal(list.count, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(list.items[i], i * 3);
    mem_free(&m);
}

static void map_finds_what_was_put(void **state)
{
    (void)state;
    static int values[3000];
    mem m = MEM_INIT;
    map t;
    map_init(&t, &m);
    assert_null(map_get(&t, STR("0")));
    assert_false(map_has(&t, STR("0")));
    for (int i = 0; i < 3000; i++)
        assert_true(map_put(&t, str_print(&m, "%d", i), &values[i]));
    for (int i = 0; i < 3000; i++)
        assert_ptr_equal(map_get(&t, str_print(&m, "%d", i)), &values[i]);
    assert_null(map_get(&t, STR("3000")));
    mem_free(&m);
}

static void map_remembers_the_order_of_insertion(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    map t;
    map_init(&t, &m);
    for (int i = 100; i > 0; i--)
        map_put(&t, str_print(&m, "%d", i), NULL);
    for (int i = 0; i < 100; i++)
        assert_true(str_eq(t.entries[i].key, str_print(&m, "%d", 100 - i)));
    mem_free(&m);
}

static void map_put_replaces_and_says_so(void **state)
{
    (void)state;
    int a, b;
    mem m = MEM_INIT;
    map t;
    map_init(&t, &m);
    assert_true(map_put(&t, STR("k"), &a));
    assert_false(map_put(&t, STR("k"), &b));
    assert_ptr_equal(map_get(&t, STR("k")), &b);
    assert_int_equal(t.count, 1);
    mem_free(&m);
}

static void map_holds_null_values_and_empty_keys(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    map t;
    map_init(&t, &m);
    map_put(&t, STR(""), NULL);
    map_put(&t, STR("a\0b"), NULL);
    assert_true(map_has(&t, STR_NULL));
    assert_true(map_has(&t, STR("a\0b")));
    assert_false(map_has(&t, STR("a")));
    mem_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(list_keeps_what_was_pushed),
        cmocka_unit_test(map_finds_what_was_put),
        cmocka_unit_test(map_remembers_the_order_of_insertion),
        cmocka_unit_test(map_put_replaces_and_says_so),
        cmocka_unit_test(map_holds_null_values_and_empty_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

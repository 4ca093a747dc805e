#include "fixture.h"

static bool equal(const char *a, const char *b)
{
    node *left = load_ok("x.json", a), *right = load_ok("x.json", b);
    bool one = node_equal(left, right), other = node_equal(right, left);
    assert_int_equal(one, other);
    return one;
}

static void node_numbers_are_equal_by_exact_value(void **state)
{
    (void)state;
    assert_true(equal("[1, 1.0, 10e-1]", "[1.0, 1e0, 1]"));
    assert_true(equal("[0, -0, 0.0e9]", "[-0.0, 0, 0]"));
    assert_false(equal("[9007199254740993]", "[9007199254740992]"));
    assert_false(equal("[0.1]", "[0.10000000000000001]"));
    assert_false(equal("[1]", "[\"1\"]"));
    assert_false(equal("[1]", "[true]"));
}

static void node_objects_are_equal_in_any_order(void **state)
{
    (void)state;
    assert_true(equal("{\"a\":1,\"b\":[{}]}", "{\"b\":[{}],\"a\":1}"));
    assert_false(equal("{\"a\":1}", "{\"b\":1}"));
    assert_false(equal("{\"a\":1}", "{\"a\":1,\"b\":2}"));
    assert_false(equal("{\"a\":null}", "{\"b\":null}"));
    assert_false(equal("[1,2]", "[2,1]"));
    assert_false(equal("[]", "{}"));
}

static void node_find_works_with_few_and_with_many_members(void **state)
{
    (void)state;
    for (int count = 0; count < 40; count++) {
        buf b = BUF_INIT;
        buf_char(&b, '{');
        for (int i = 0; i < count; i++)
            buf_print(&b, "%s\"k%d\":%d", i ? ",\n" : "", i, i);
        buf_char(&b, '}');
        node *n = load_ok("x.json", buf_str(&b).data);
        for (int i = 0; i < count; i++) {
            int64_t value = -1;
            const node_member *member = node_find(n, str_print(&arena, "k%d", i));
            assert_true(node_i64(member->value, &value));
            assert_int_equal(value, i);
            assert_int_equal(node_key_place(n, member).line, i + 1);
        }
        assert_null(node_find(n, STR("k")));
        assert_null(node_get(n, STR("")));
        buf_free(&b);
    }
}

static void node_get_of_no_object_is_null(void **state)
{
    (void)state;
    assert_null(node_get(NULL, STR("a")));
    assert_null(node_get(load_ok("x.json", "[{\"a\":1}]"), STR("a")));
}

static void node_numbers_become_c_numbers_if_they_fit(void **state)
{
    (void)state;
    node *n = load_ok("x.yaml", "[12, 1.0, 1e2, 1.5, -1, 9223372036854775808, x, 1e400, 0x10]");
    node **v = n->as.items;
    int64_t i;
    uint64_t u;
    double f;
    assert_true(node_i64(v[0], &i) && i == 12);
    assert_true(node_i64(v[1], &i) && i == 1);
    assert_true(node_i64(v[2], &i) && i == 100);
    assert_false(node_i64(v[3], &i));
    assert_false(node_u64(v[4], &u));
    assert_false(node_i64(v[5], &i));
    assert_true(node_u64(v[5], &u) && u == UINT64_C(9223372036854775808));
    assert_true(node_f64(v[3], &f) && f > 1.4 && f < 1.6);
    assert_false(node_f64(v[6], &f));
    assert_false(node_f64(v[7], &f));
    assert_true(node_i64(v[8], &i) && i == 16);
    assert_false(node_i64(NULL, &i));
}

static void node_kinds_have_names_for_messages(void **state)
{
    (void)state;
    assert_string_equal(node_kind_name(NODE_STRING), "a string");
    assert_string_equal(node_kind_name(NODE_OBJECT), "an object");
    assert_string_equal(node_kind_name(NODE_NULL), "null");
}

static void node_prints_json_that_reads_back(void **state)
{
    (void)state;
    node *n = load_ok("x.yaml", "{a: [1., 0x10, ~, 'q\"\\', \"\\x01\\0\"], 'k\"': {}}");
    buf b = BUF_INIT;
    node_print(&b, n);
    assert_true(node_equal(n, load_ok("x.json", buf_str(&b).data)));
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fixture_test(node_numbers_are_equal_by_exact_value),
        fixture_test(node_objects_are_equal_in_any_order),
        fixture_test(node_find_works_with_few_and_with_many_members),
        fixture_test(node_get_of_no_object_is_null),
        fixture_test(node_numbers_become_c_numbers_if_they_fit),
        fixture_test(node_kinds_have_names_for_messages),
        fixture_test(node_prints_json_that_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* runtime/src/value.c, value_members.c: dynamic values. */
#include "value_members.h"

#include <o2c/reader.h>
#include <o2c/value.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static o2c_value parse(o2c_arena *arena, const char *text)
{
    o2c_value value;
    o2c_error error;
    if (!o2c_value_parse(arena, text, strlen(text), &value, &error))
        fail_msg("%s: %s", text, error.message);
    return value;
}

static void value_parse_keeps_the_document(void **unused)
{
    (void)unused;
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_value v = parse(&arena, " {\"a\\u0000b\":[1.50,null,true,false,\"x\\n\",{},[]],\"c\":-0} ");
    assert_int_equal(v.kind, O2C_OBJECT);
    assert_int_equal(v.count, 2);
    assert_int_equal(v.as.members[0].name.len, 3);
    assert_memory_equal(v.as.members[0].name.data, "a\0b", 4);
    const o2c_value *list = &v.as.members[0].value;
    assert_int_equal(list->kind, O2C_ARRAY);
    assert_int_equal(list->count, 7);
    assert_int_equal(list->as.items[0].kind, O2C_NUMBER);
    assert_int_equal(list->as.items[0].count, 4);
    assert_memory_equal(list->as.items[0].as.text, "1.50", 4);
    assert_int_equal(list->as.items[1].kind, O2C_NULL);
    assert_true(list->as.items[2].boolean);
    assert_int_equal(list->as.items[3].kind, O2C_BOOL);
    assert_false(list->as.items[3].boolean);
    assert_string_equal(list->as.items[4].as.text, "x\n");
    assert_int_equal(list->as.items[5].kind, O2C_OBJECT);
    assert_int_equal(list->as.items[5].count, 0);
    assert_null(list->as.items[5].as.members);
    assert_int_equal(list->as.items[6].kind, O2C_ARRAY);
    assert_null(list->as.items[6].as.items);
    o2c_arena_deinit(&arena);
}

static void value_parse_refuses_what_is_not_json(void **unused)
{
    (void)unused;
    static const struct {
        const char *text;
        o2c_code code;
        const char *pointer;
    } cases[] = {
        {"", O2C_E_END, ""},
        {"[1,", O2C_E_END, "/1"},
        {"[1,]", O2C_E_SYNTAX, "/1"},
        {"{\"a\":[0,{\"b\":nul}]}", O2C_E_SYNTAX, "/a/1/b"},
        {"1 2", O2C_E_TRAILING, ""},
        {"[01]", O2C_E_NUMBER, "/0"},
        {"[\"\xff\"]", O2C_E_UTF8, "/0"},
        {"{\"a\":1,}", O2C_E_SYNTAX, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        o2c_arena arena = O2C_ARENA_INIT;
        o2c_value value;
        o2c_error error;
        memset(&value, 0xaa, sizeof value);
        assert_false(o2c_value_parse(&arena, cases[i].text, strlen(cases[i].text), &value, &error));
        if (error.code != cases[i].code)
            fail_msg("%s: %s", cases[i].text, o2c_code_name(error.code));
        assert_string_equal(error.pointer, cases[i].pointer);
        assert_int_equal(value.kind, O2C_NONE);
        assert_int_equal(value.count, 0);
        o2c_arena_deinit(&arena);
    }
}

static void value_get_finds_the_last_of_equal_names(void **unused)
{
    (void)unused;
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_value small = parse(&arena, "{\"a\":1,\"b\":2,\"a\":3,\"\":4}");
    assert_memory_equal(o2c_value_get(&small, o2c_str_of("a"))->as.text, "3", 1);
    assert_memory_equal(o2c_value_get(&small, o2c_str_of(""))->as.text, "4", 1);
    assert_null(o2c_value_get(&small, o2c_str_of("c")));
    o2c_value list = parse(&arena, "[1]");
    assert_null(o2c_value_get(&list, o2c_str_of("a")));

    o2c_value large =
        parse(&arena, "{\"k9\":0,\"k3\":1,\"k1\":2,\"k2\":3,\"k3\":4,\"k4\":5,\"k5\":6,"
                      "\"k6\":7,\"k7\":8,\"k8\":9,\"k1\":\"last\",\"k0\":11}");
    assert_true(large.indexed);
    assert_int_equal(large.count, 12);
    assert_string_equal(o2c_value_get(&large, o2c_str_of("k1"))->as.text, "last");
    assert_string_equal(o2c_value_get(&large, o2c_str_of("k3"))->as.text, "4");
    assert_string_equal(o2c_value_get(&large, o2c_str_of("k0"))->as.text, "11");
    assert_string_equal(o2c_value_get(&large, o2c_str_of("k9"))->as.text, "0");
    assert_null(o2c_value_get(&large, o2c_str_of("k")));
    assert_null(o2c_value_get(&large, o2c_str_of("k99")));
    o2c_arena_deinit(&arena);
}

static void value_numbers_keep_to_their_range(void **unused)
{
    (void)unused;
    o2c_arena arena = O2C_ARENA_INIT;
    int64_t i;
    uint64_t u;
    double d;
    o2c_value v = parse(&arena, "-9223372036854775808");
    assert_true(o2c_value_i64(&v, &i) && i == INT64_MIN);
    assert_false(o2c_value_u64(&v, &u));
    v = parse(&arena, "9223372036854775808.0");
    assert_false(o2c_value_i64(&v, &i));
    assert_true(i == 0);
    assert_true(o2c_value_u64(&v, &u) && u == UINT64_C(1) << 63);
    v = parse(&arena, "-9223372036854775809");
    assert_false(o2c_value_i64(&v, &i));
    v = parse(&arena, "-0");
    assert_true(o2c_value_i64(&v, &i) && i == 0);
    assert_true(o2c_value_u64(&v, &u) && u == 0);
    v = parse(&arena, "1.5");
    assert_false(o2c_value_i64(&v, &i));
    assert_true(o2c_value_f64(&v, &d) && d == 1.5);
    v = parse(&arena, "1e400");
    assert_false(o2c_value_f64(&v, &d));
    v = parse(&arena, "\"1\"");
    assert_false(o2c_value_i64(&v, &i) || o2c_value_u64(&v, &u) || o2c_value_f64(&v, &d));
    o2c_arena_deinit(&arena);
}

static void value_equal_is_that_of_json_schema(void **unused)
{
    (void)unused;
    static const struct {
        const char *a, *b;
        bool equal;
    } cases[] = {
        {"1", "1.0", true},
        {"1", "10e-1", true},
        {"0", "-0.0", true},
        {"1", "true", false},
        {"0", "false", false},
        {"null", "false", false},
        {"\"a\"", "\"\\u0061\"", true},
        {"\"a\"", "\"b\"", false},
        {"\"a\"", "\"a\\u0000\"", false},
        {"[]", "{}", false},
        {"[1,2]", "[1.0,2e0]", true},
        {"[1,2]", "[2,1]", false},
        {"[1]", "[1,1]", false},
        {"{\"a\":1,\"b\":[{}]}", "{\"b\":[{}],\"a\":1.0}", true},
        {"{\"a\":1}", "{\"a\":1,\"b\":1}", false},
        {"{\"a\":1}", "{\"b\":1}", false},
        {"{\"a\":1,\"a\":2}", "{\"a\":2}", true},
        {"{\"a\":1,\"a\":2}", "{\"a\":1}", false},
        {"{\"a\":1,\"a\":2}", "{\"a\":2,\"b\":1}", false},
        {"{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9,\"a\":0}",
         "{\"i\":9,\"h\":8,\"g\":7,\"f\":6,\"e\":5,\"d\":4,\"c\":3,\"b\":2,\"a\":0}", true},
        {"{\"a\":1,\"a\":1,\"a\":1,\"a\":1,\"a\":1,\"a\":1,\"a\":1,\"a\":1,\"a\":1}", "{\"a\":1}",
         true},
    };
    o2c_arena arena = O2C_ARENA_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        o2c_value a = parse(&arena, cases[i].a), b = parse(&arena, cases[i].b);
        if (o2c_value_equal(&a, &b) != cases[i].equal || o2c_value_equal(&b, &a) != cases[i].equal)
            fail_msg("%s, %s", cases[i].a, cases[i].b);
        int order = o2c_value_order(&a, &b), back = o2c_value_order(&b, &a);
        assert_int_equal(order < 0 ? -1 : order > 0, back > 0 ? -1 : back < 0);
    }
    o2c_arena_deinit(&arena);
}

static void value_equal_takes_objects_made_by_hand(void **unused)
{
    (void)unused;
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_member members[20];
    memset(members, 0, sizeof members);
    char names[20][4];
    for (size_t i = 0; i < 20; i++) {
        snprintf(names[i], sizeof names[i], "k%zu", (19 - i) % 15); /* five names come twice */
        members[i].name = o2c_str_of(names[i]);
        members[i].value.kind = i < 5 ? O2C_BOOL : O2C_NULL;
    }
    o2c_value made = {O2C_OBJECT, false, false, 20, {NULL}};
    made.as.members = members;
    o2c_value read = parse(&arena, "{\"k0\":null,\"k1\":null,\"k2\":null,\"k3\":null,\"k4\":null,"
                                   "\"k5\":null,\"k6\":null,\"k7\":null,\"k8\":null,\"k9\":null,"
                                   "\"k10\":null,\"k11\":null,\"k12\":null,\"k13\":null,"
                                   "\"k14\":null}");
    assert_true(o2c_value_equal(&made, &read));
    assert_true(o2c_value_equal(&read, &made));
    assert_true(o2c_value_equal(&made, &made));
    assert_int_equal(o2c_value_get(&made, o2c_str_of("k4"))->kind, O2C_NULL);
    members[19].value.kind = O2C_BOOL;
    assert_false(o2c_value_equal(&made, &read));
    o2c_arena_deinit(&arena);
}

/* 200,000 members in a bad order, most with a long common prefix: seconds if it were quadratic. */
static void value_equal_is_not_quadratic(void **unused)
{
    (void)unused;
    enum { COUNT = 200000 };
    char *text = malloc(COUNT * 40), *p = text;
    assert_non_null(text);
    *p++ = '{';
    for (unsigned i = 0; i < COUNT; i++)
        p += sprintf(p, "%s\"aaaaaaaaaaaaaaaa%u\":%u", i ? "," : "", i * 7919u % COUNT, i);
    *p++ = '}';
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_value a, b;
    o2c_error error;
    assert_true(o2c_value_parse(&arena, text, (size_t)(p - text), &a, &error));
    assert_true(o2c_value_parse(&arena, text, (size_t)(p - text), &b, NULL));
    assert_true(o2c_value_equal(&a, &b));
    for (unsigned i = 0; i < COUNT; i++) {
        char name[40];
        snprintf(name, sizeof name, "aaaaaaaaaaaaaaaa%u", i);
        assert_non_null(o2c_value_get(&a, o2c_str_of(name)));
    }
    o2c_arena_deinit(&arena);
    free(text);
}

static void names_sort_by_utf16_units(void **unused)
{
    (void)unused;
    /* RFC 8785 §3.2.3: \r, 1, U+0080, ö, €, U+1F600, U+FB33 */
    static const char *const order[] = {"",
                                        "\r",
                                        "1",
                                        "\x7f",
                                        "\xc2\x80",
                                        "\xc3\xb6",
                                        "\xe2\x82\xac",
                                        "\xf0\x9f\x98\x80",
                                        "\xef\xac\xb3"};
    size_t count = sizeof order / sizeof *order;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            int got = o2c_name_by_utf16(o2c_str_of(order[i]), o2c_str_of(order[j]));
            assert_int_equal(got, i < j ? -1 : i > j);
        }
    }
    assert_true(o2c_name_by_bytes(o2c_str_of(order[7]), o2c_str_of(order[8])) > 0);
}

static void value_parse_survives_every_failing_allocation(void **unused)
{
    (void)unused;
    static const char text[] =
        "{\"a\":[1,2,{\"b\":\"cc\"}],\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,"
        "\"h\":1,\"i\":1,\"j\":{\"k\":[[[[\"x\\ny\"]]]]}}";
    bool done = false;
    for (size_t limit = 1; limit < 40000 && !done; limit += 16) {
        o2c_arena arena;
        o2c_value value;
        o2c_error error;
        o2c_arena_init(&arena, NULL, limit);
        done = o2c_value_parse(&arena, text, sizeof text - 1, &value, &error);
        if (!done)
            assert_int_equal(error.code, O2C_E_MEMORY);
        o2c_arena_deinit(&arena);
    }
    assert_true(done);
    done = false;
    for (size_t size = 0; size < 40000 && !done; size += 8) {
        char *buffer = malloc(size + 1);
        assert_non_null(buffer);
        o2c_arena arena;
        o2c_value value;
        o2c_error error;
        o2c_arena_init_buffer(&arena, buffer, size);
        done = o2c_value_parse(&arena, text, sizeof text - 1, &value, &error);
        if (!done)
            assert_int_equal(error.code, O2C_E_MEMORY);
        o2c_arena_deinit(&arena);
        free(buffer);
    }
    assert_true(done);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(value_parse_keeps_the_document),
        cmocka_unit_test(value_parse_refuses_what_is_not_json),
        cmocka_unit_test(value_get_finds_the_last_of_equal_names),
        cmocka_unit_test(value_numbers_keep_to_their_range),
        cmocka_unit_test(value_equal_is_that_of_json_schema),
        cmocka_unit_test(value_equal_takes_objects_made_by_hand),
        cmocka_unit_test(value_equal_is_not_quadratic),
        cmocka_unit_test(names_sort_by_utf16_units),
        cmocka_unit_test(value_parse_survives_every_failing_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

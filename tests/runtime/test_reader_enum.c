#include "reading.h"

static shape colours;

static const shape *colour_shape(void)
{
    return SHAPE(&colours, 0, "\"red\"", "\"green\"", "^li\"lac", "\"12\"", "12", "1.5", "null");
}

static int read_colour(fixture *f, const char *text)
{
    return o2c_read_enum(open_text(f, text), colour_shape());
}

static void enums_find_listed_values(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int member;
    } cases[] = {{"\"red\"", 0}, {" \"green\"", 1}, {"\"li\\\"lac\"", 2}, {"\"12\"", 3},
                 {"12", 4},      {"12.0", 4},       {"1.2e1", 4},         {"1.5", 5},
                 {"150e-2", 5},  {"null", 6},       {"\"r\\u0065d\"", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f;
        assert_int_equal(read_colour(&f, cases[i].text), cases[i].member);
        close_fine(&f);
    }
}

static void enums_refuse_what_is_not_listed(void **state)
{
    (void)state;
    fixture f;
    assert_int_equal(read_colour(&f, "\"blue\""), -1);
    close_error(&f, O2C_E_ENUM, "",
                "expected \"red\", \"green\", \"li\"lac\", \"12\" or another listed value, found "
                "\"blue\"");
    assert_int_equal(read_colour(&f, "13"), -1);
    close_error(&f, O2C_E_ENUM, "", NULL);
    assert_int_equal(read_colour(&f, "[]"), -1);
    close_error(&f, O2C_E_TYPE, "", "expected string, found array");
    assert_int_equal(read_colour(&f, "true"), -1);
    close_error(&f, O2C_E_TYPE, "", NULL);
    assert_int_equal(read_colour(&f, "\"re"), -1);
    close_error(&f, O2C_E_END, "", NULL);
    assert_int_equal(read_colour(&f, "nul"), -1);
    close_error(&f, O2C_E_SYNTAX, "", NULL);
}

static void enums_leave_no_memory_behind(void **state)
{
    (void)state;
    fixture f;
    (void)read_colour(&f, "\"gr\\u0065en\"");
    assert_true(f.arena.at == NULL);
    close_fine(&f);
}

static void open_enums_give_the_text(void **state)
{
    (void)state;
    fixture f;
    o2c_str text;
    assert_int_equal(o2c_read_open_enum(open_text(&f, "\"red\""), colour_shape(), &text), 0);
    assert_str(text, "red", true);
    close_fine(&f);
    assert_int_equal(o2c_read_open_enum(open_text(&f, "\"bl\\u0075e\""), colour_shape(), &text),
                     -1);
    assert_str(text, "blue", true);
    close_fine(&f);
    assert_int_equal(o2c_read_open_enum(open_text(&f, "12.0"), colour_shape(), &text), 4);
    assert_str(text, "12.0", true);
    close_fine(&f);
    assert_int_equal(o2c_read_open_enum(open_text(&f, "[]"), colour_shape(), &text), -1);
    assert_null(text.data);
    close_error(&f, O2C_E_TYPE, "", NULL);
}

static void open_enums_take_the_kinds_that_they_list(void **state)
{
    (void)state;
    static shape numbers;
    fixture f;
    o2c_str text;
    const shape *s = SHAPE(&numbers, 0, "1", "2");
    assert_int_equal(o2c_read_open_enum(open_text(&f, "3"), s, &text), -1);
    assert_str(text, "3", true);
    close_fine(&f);
    assert_int_equal(o2c_read_open_enum(open_text(&f, "\"1\""), s, &text), -1);
    close_error(&f, O2C_E_TYPE, "", "expected number, found string");
}

static void consts_are_compared_as_values(void **state)
{
    (void)state;
    static const struct {
        const char *token, *text;
    } cases[] = {{"\"a\"", "\"a\""},    {"\"a\"", "\"\\u0061\""},
                 {"12", "12"},          {"12", "12.0"},
                 {"true", "true"},      {"null", "null"},
                 {"[1,2]", "[ 1.0,2]"}, {"{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}"},
                 {"\"a\"", " \"a\" "}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f;
        o2c_read_const(open_text(&f, cases[i].text), cases[i].token, strlen(cases[i].token));
        close_fine(&f);
    }
}

static void consts_refuse_other_values(void **state)
{
    (void)state;
    fixture f;
    o2c_read_const(open_text(&f, "\"b\""), O2C_LIT("\"a\""));
    close_error(&f, O2C_E_CONST, "", "expected \"a\", found \"b\"");
    o2c_read_const(open_text(&f, "123"), O2C_LIT("12"));
    close_error(&f, O2C_E_CONST, "", "expected 12, found 123");
    o2c_read_const(open_text(&f, "false"), O2C_LIT("true"));
    close_error(&f, O2C_E_CONST, "", "expected true, found false");
    o2c_read_const(open_text(&f, "1"), O2C_LIT("\"a\""));
    close_error(&f, O2C_E_TYPE, "", "expected string, found number 1");
    o2c_read_const(open_text(&f, "\"a"), O2C_LIT("\"a\""));
    close_error(&f, O2C_E_END, "", NULL);
    o2c_read_const(open_text(&f, "{\"a\":1}"), O2C_LIT("{\"a\":1,\"b\":2}"));
    close_error(&f, O2C_E_CONST, "", NULL);
}

static void key_hashes_are_stable(void **state)
{
    (void)state;
    assert_int_equal(o2c_key_hash("", 0), o2c_key_hash("x", 0));
    assert_int_not_equal(o2c_key_hash("a", 1), o2c_key_hash("b", 1));
    assert_int_not_equal(o2c_key_hash("a", 1), o2c_key_hash("a\0", 2));
    assert_int_equal(o2c_key_hash("$type", 5), 0x1842e99au);
    assert_int_equal(o2c_key_hash("createdAtSomeTime", 17), 0x69537a32u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enums_find_listed_values),
        cmocka_unit_test(enums_refuse_what_is_not_listed),
        cmocka_unit_test(enums_leave_no_memory_behind),
        cmocka_unit_test(open_enums_give_the_text),
        cmocka_unit_test(open_enums_take_the_kinds_that_they_list),
        cmocka_unit_test(consts_are_compared_as_values),
        cmocka_unit_test(consts_refuse_other_values),
        cmocka_unit_test(key_hashes_are_stable),
    };
    return cmocka_run_group_tests_name("runtime.reader_enum", tests, NULL, NULL);
}

#include "reading.h"

#include <math.h>
#include <time.h>

static void limits_of_integers_hold(void **state)
{
    (void)state;
    fixture f;
    o2c_reader *r = open_text(&f, "5");
    int64_t value = o2c_read_i64(r);
    o2c_check_i64(r, value, 5, 5);
    o2c_check_u64(r, 5, 0, UINT64_MAX);
    assert_true(o2c_ok(r));
    o2c_check_i64(r, value, 6, 9);
    close_error(&f, O2C_E_MINIMUM, "", "expected at least 6, found 5");
    r = open_text(&f, "-5");
    o2c_check_i64(r, o2c_read_i64(r), INT64_MIN, -6);
    close_error(&f, O2C_E_MAXIMUM, "", "expected at most -6, found -5");
    r = open_text(&f, "18446744073709551615");
    o2c_check_u64(r, o2c_read_u64(r), 0, 18446744073709551614u);
    close_error(&f, O2C_E_MAXIMUM, "",
                "expected at most 18446744073709551614, found 18446744073709551615");
}

static void limits_of_doubles_hold(void **state)
{
    (void)state;
    fixture f;
    o2c_reader *r = open_text(&f, "0.5");
    double value = o2c_read_f64(r);
    o2c_check_minimum(r, value, 0.5, false);
    o2c_check_maximum(r, value, 0.5, false);
    assert_true(o2c_ok(r));
    o2c_check_minimum(r, value, 0.5, true);
    close_error(&f, O2C_E_EXCLUSIVE_MINIMUM, "", "expected more than 0.5, found 0.5");
    r = open_text(&f, "1e3");
    o2c_check_maximum(r, o2c_read_f64(r), 99.25, true);
    close_error(&f, O2C_E_EXCLUSIVE_MAXIMUM, "", "expected less than 99.25, found 1e3");
}

static bool passes(const char *text, double minimum, double maximum, bool exclusive)
{
    fixture f;
    o2c_reader *r = open_text(&f, text);
    double value = o2c_read_f64(r);
    o2c_check_minimum(r, value, minimum, exclusive);
    o2c_check_maximum(r, value, maximum, exclusive);
    bool ok = o2c_ok(r);
    close_text(&f);
    return ok;
}

/* What a double rounds away still counts. */
static void limits_of_numbers_are_exact(void **state)
{
    (void)state;
    assert_true(passes("1.0", 1, 1, false));
    assert_false(passes("1.00000000000000000000000001", 1, 1, false));
    assert_false(passes("0.99999999999999999999999999", 1, 1, false));
    assert_true(passes("1.00000000000000000000000001", 1, 2, true));
    assert_true(passes("1e-400", 0, 1, true));
    assert_false(passes("0e9", 0, 1, true));
    assert_false(passes("-1e-400", 0, 1, false));
    assert_true(passes("0.1", 0.1, 0.1, false));
    assert_false(passes("0.10000000000000000555", 0, 0.1, false));
    assert_true(passes("9007199254740992", 9007199254740992.0, 9007199254740992.0, false));
    assert_false(passes("9007199254740993", 0, 9007199254740992.0, false));
}

static void check_bounds(const char *text, const char *const bounds[4], o2c_code code)
{
    fixture f;
    o2c_reader *r = open_text(&f, text);
    o2c_skip(r);
    o2c_check_number_bounds(r, bounds[0], bounds[1], bounds[2], bounds[3]);
    assert_int_equal(r->code, code);
    close_text(&f);
}

static void limits_may_have_any_number_of_digits(void **state)
{
    (void)state;
    const char *const one = "123456789012345678901234567890";
    check_bounds("123456789012345678901234567890", (const char *const[4]){one, one, NULL, NULL},
                 O2C_OK);
    check_bounds("123456789012345678901234567889", (const char *const[4]){one, NULL, NULL, NULL},
                 O2C_E_MINIMUM);
    check_bounds("123456789012345678901234567890.1", (const char *const[4]){NULL, one, NULL, NULL},
                 O2C_E_MAXIMUM);
    check_bounds("12345678901234567890123456789e1", (const char *const[4]){NULL, NULL, one, NULL},
                 O2C_E_EXCLUSIVE_MINIMUM);
    check_bounds("123456789012345678901234567891", (const char *const[4]){NULL, NULL, NULL, one},
                 O2C_E_EXCLUSIVE_MAXIMUM);
    fixture f;
    o2c_reader *r = open_text(&f, "5");
    o2c_skip(r);
    o2c_check_number_bounds(r, "1e30", NULL, NULL, NULL);
    close_error(&f, O2C_E_MINIMUM, "", "expected at least 1e30, found 5");
}

static void check_multiple(const char *value, const char *of, bool expected)
{
    fixture f;
    o2c_reader *r = open_text(&f, value);
    (void)o2c_skip(r);
    o2c_check_multiple(r, of, strlen(of));
    if (o2c_ok(r) != expected) {
        print_message("%s of %s\n", value, of);
    }
    assert_int_equal(o2c_ok(r), expected);
    close_text(&f);
}

static void multiples_are_exact(void **state)
{
    (void)state;
    check_multiple("0", "7", true);
    check_multiple("-0.0", "0.1", true);
    check_multiple("21", "7", true);
    check_multiple("22", "7", false);
    check_multiple("-21", "7", true);
    check_multiple("0.3", "0.1", true);
    check_multiple("1.1", "0.1", true);
    check_multiple("0.35", "0.1", false);
    check_multiple("19.99", "0.01", true);
    check_multiple("0.0075", "0.0001", true);
    check_multiple("0.00751", "0.0001", false);
    check_multiple("1e300", "3", false);
    check_multiple("3e300", "3", true);
    check_multiple("1e400", "1024", true);
    check_multiple("1e1000000000", "2.5", true);
    check_multiple("1e-1000000000", "2.5", false);
    check_multiple("1e308", "0.123456789", false);
    check_multiple("4.5", "1.5", true);
    check_multiple("12391239123", "1e-8", true);
    check_multiple("100", "1e2", true);
    check_multiple("10", "1e2", false);
    check_multiple("9007199254740993", "3", true);
    check_multiple("1e20", "12345678901234567890123", false);
    check_multiple("24691357802469135780246", "12345678901234567890123", true);
    check_multiple("246913578024691357802460", "12345678901234567890123", true);
    check_multiple("24691357802469135780247", "12345678901234567890123", false);
    check_multiple("2.4691357802469135780246", "0.12345678901234567890123", true);
    fixture f;
    o2c_reader *r = open_text(&f, "[0.35]");
    o2c_array a;
    o2c_array_begin(r, &a);
    (void)o2c_array_next(r, &a);
    (void)o2c_read_f64(r);
    o2c_check_multiple(r, O2C_LIT("0.1"));
    close_error(&f, O2C_E_MULTIPLE, "/0", "expected a multiple of 0.1, found 0.35");
}

static void lengths_count_characters(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t minimum, maximum;
        o2c_code code;
        const char *message;
    } cases[] = {
        {"\"abc\"", 3, 3, O2C_OK, NULL},
        {"\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"", 3, 3, O2C_OK, NULL},
        {"\"\xC3\xA9\"", 2, 9, O2C_E_MIN_LENGTH, "expected at least 2 characters, found 1"},
        {"\"abcd\"", 0, 1, O2C_E_MAX_LENGTH, "expected at most 1 character, found 4"},
        {"\"\"", 0, SIZE_MAX, O2C_OK, NULL},
        {"\"\"", 1, SIZE_MAX, O2C_E_MIN_LENGTH, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f;
        o2c_reader *r = open_text(&f, cases[i].text);
        o2c_check_length(r, o2c_read_str(r), cases[i].minimum, cases[i].maximum);
        if (cases[i].code == O2C_OK) {
            close_fine(&f);
        } else {
            close_error(&f, cases[i].code, "", cases[i].message);
        }
    }
}

static void counts_of_items_and_members_hold(void **state)
{
    (void)state;
    fixture f;
    o2c_reader *r = open_text(&f, "[1]");
    o2c_skip(r);
    o2c_check_items(r, 1, 1, 1);
    o2c_check_properties(r, 1, 1, 1);
    assert_true(o2c_ok(r));
    o2c_check_items(r, 1, 2, 3);
    close_error(&f, O2C_E_MIN_ITEMS, "", "expected at least 2 items, found 1");
    r = open_text(&f, "{}");
    o2c_skip(r);
    o2c_check_properties(r, 7, 0, 3);
    close_error(&f, O2C_E_MAX_PROPERTIES, "", "expected at most 3 members, found 7");
}

static bool is_unique(const char *text, o2c_string_mode mode)
{
    fixture f;
    o2c_reader *r = open_mode(&f, text, mode);
    o2c_array a;
    o2c_array_begin(r, &a);
    while (o2c_array_next(r, &a)) {
        if (o2c_peek(r) == O2C_STRING) {
            (void)o2c_read_str(r);
        } else {
            o2c_skip(r);
        }
    }
    assert_true(o2c_array_end(r, &a));
    o2c_check_unique(r);
    bool unique = o2c_ok(r);
    close_text(&f);
    return unique;
}

static void uniqueness_is_by_value(void **state)
{
    (void)state;
    static const char *const unique[] = {"[]",
                                         "[1]",
                                         "[1,2,\"1\",true,null,[1],{\"a\":1}]",
                                         "[[1,2],[2,1]]",
                                         "[{\"a\":1},{\"a\":2},{\"b\":1},{\"a\":1,\"b\":1}]",
                                         "[\"a\",\"b\",\"ab\",\"\"]",
                                         "[0,false,\"\",null,[],{}]"};
    static const char *const repeated[] = {"[1,1]",
                                           "[1,2,1.0]",
                                           "[\"a\",\"x\",\"a\"]",
                                           "[\"a\",\"\\u0061\"]",
                                           "[{\"a\":1,\"b\":[2]},3,{\"b\":[2.0],\"a\":1}]",
                                           "[[{}],[{}]]",
                                           "[{\"a\":0,\"a\":1},{\"a\":1}]",
                                           "[100,1e2]",
                                           "[0,-0]"};
    for (int mode = 0; mode <= O2C_STRINGS_IN_PLACE; mode++) {
        for (size_t i = 0; i < sizeof unique / sizeof *unique; i++) {
            assert_true(is_unique(unique[i], (o2c_string_mode)mode));
        }
        for (size_t i = 0; i < sizeof repeated / sizeof *repeated; i++) {
            assert_false(is_unique(repeated[i], (o2c_string_mode)mode));
        }
    }
}

static void repeated_items_are_named(void **state)
{
    (void)state;
    fixture f;
    o2c_reader *r = open_text(&f, "[5,6,7,6.0]");
    o2c_skip(r);
    o2c_check_unique(r);
    close_error(&f, O2C_E_UNIQUE, "", "expected unique items, found items 1 and 3 equal");
}

static void uniqueness_of_many_items_is_not_quadratic(void **state)
{
    (void)state;
    size_t count = 50000, at = 1;
    char *text = malloc(count * 12);
    text[0] = '[';
    for (size_t i = 0; i < count; i++) {
        at += (size_t)sprintf(text + at, "%s{\"a\":%zu}", i ? "," : "", i * 7919 % count);
    }
    text[at++] = ']';
    fixture f;
    clock_t start = clock();
    o2c_reader *r = open_bytes(&f, text, at, NULL);
    o2c_skip(r);
    o2c_check_unique(r);
    close_fine(&f);
    free(text);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 5.0);
}

static void values_are_found_in_a_list_of_texts(void **state)
{
    (void)state;
    static const char texts[] = "1\0\"a\"\0{\"x\":[1,2]}\0null";
    static const char *const listed[] = {"1.0", "\"a\"", "{ \"x\" : [1, 2e0] }", "null"};
    fixture f;
    for (size_t i = 0; i < 4; i++) {
        o2c_reader *r = open_text(&f, listed[i]);
        o2c_value value = o2c_read_value(r);
        o2c_check_value_enum(r, &value, texts, 4);
        close_fine(&f);
    }
    o2c_reader *r = open_text(&f, "{\"x\":[1]}");
    o2c_value value = o2c_read_value(r);
    o2c_check_value_enum(r, &value, texts, 4);
    close_error(&f, O2C_E_ENUM, "", "expected 1, \"a\", {\"x\":[1,2]} or null, found object");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_of_integers_hold),
        cmocka_unit_test(limits_of_doubles_hold),
        cmocka_unit_test(limits_of_numbers_are_exact),
        cmocka_unit_test(limits_may_have_any_number_of_digits),
        cmocka_unit_test(multiples_are_exact),
        cmocka_unit_test(lengths_count_characters),
        cmocka_unit_test(counts_of_items_and_members_hold),
        cmocka_unit_test(uniqueness_is_by_value),
        cmocka_unit_test(repeated_items_are_named),
        cmocka_unit_test(uniqueness_of_many_items_is_not_quadratic),
        cmocka_unit_test(values_are_found_in_a_list_of_texts),
    };
    return cmocka_run_group_tests_name("runtime.check", tests, NULL, NULL);
}

#include "reading.h"

#include <time.h>

static shape names;

static const shape *keys_shape(unsigned flags)
{
    return SHAPE(&names, flags, "\"a\"", "\"b\"", "\"c\"", "^qu\"ote");
}

static void expect_keys(const char *text, unsigned flags, int first, uint64_t all, o2c_kind kind)
{
    fixture f;
    o2c_reader *r = open_text(&f, text);
    const shape *s = keys_shape(flags);
    assert_int_equal(o2c_read_key(r, s), first);
    assert_int_equal(o2c_read_keys(r, s), all);
    assert_int_equal(o2c_peek_member(r, s), kind);
    assert_int_equal(o2c_read_keys(r, s), all); /* nothing was consumed */
    o2c_skip(r);
    close_fine(&f);
}

static void keys_are_found_wherever_they_stand(void **state)
{
    (void)state;
    expect_keys("{}", 0, O2C_TAG_NONE, 0, O2C_NONE);
    expect_keys("{\"a\":1}", 0, 0, 1, O2C_NUMBER);
    expect_keys(" { \"x\" : {\"a\":1} , \"b\" : [\"c\"] , \"a\":null} ", 0, 1, 3, O2C_ARRAY);
    expect_keys("{\"x\":[{\"a\":\"}\"},[]],\"\\u0063\":\"a\"}", 0, 2, 4, O2C_STRING);
    expect_keys("{\"qu\\\"ote\":true,\"c\":{}}", 0, 3, 12, O2C_BOOL);
    expect_keys("{\"a\":1,\"a\":{},\"x\":0}", 0, 0, 1, O2C_NUMBER);
}

static void what_is_no_object_has_no_keys(void **state)
{
    (void)state;
    expect_keys("[{\"a\":1}]", 0, O2C_TAG_NONE, 0, O2C_NONE);
    expect_keys("\"a\"", 0, O2C_TAG_NONE, 0, O2C_NONE);
    expect_keys("12", 0, O2C_TAG_NONE, 0, O2C_NONE);
}

static void keys_may_be_those_of_the_first_item(void **state)
{
    (void)state;
    expect_keys("[ {\"b\":1,\"a\":2},{\"c\":0}]", O2C_SHAPE_OF_ITEM, 1, 3, O2C_NUMBER);
    expect_keys("[]", O2C_SHAPE_OF_ITEM, O2C_TAG_NONE, 0, O2C_NONE);
    expect_keys("[[{\"a\":1}]]", O2C_SHAPE_OF_ITEM, O2C_TAG_NONE, 0, O2C_NONE);
}

static void names_may_share_a_number(void **state)
{
    (void)state;
    fixture f;
    o2c_reader *r = open_text(&f, "{\"wire_name\":1,\"other\":2}");
    shape *s = &names;
    SHAPE(s, 0, "\"wireName\"", "\"wire_name\"", "\"other\"");
    s->keys[1].member = 0;
    assert_int_equal(o2c_read_keys(r, s), 5);
    o2c_skip(r);
    close_fine(&f);
}

static void the_kind_of_the_first_item_is_known(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        o2c_kind kind;
    } cases[] = {{"[]", O2C_NONE},          {" [ ] ", O2C_NONE},   {"[1]", O2C_NUMBER},
                 {"[ \"\",1]", O2C_STRING}, {"[[]]", O2C_ARRAY},   {"[{}]", O2C_OBJECT},
                 {"[null]", O2C_NULL},      {"[false]", O2C_BOOL}, {"{\"a\":[1]}", O2C_NONE},
                 {"\"[1]\"", O2C_NONE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f;
        o2c_reader *r = open_text(&f, cases[i].text);
        assert_int_equal(o2c_peek_item(r), cases[i].kind);
        o2c_skip(r);
        close_fine(&f);
    }
}

static void the_kind_of_a_members_first_item_is_known(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        o2c_kind kind;
    } cases[] = {{"{\"a\":[]}", O2C_NONE},
                 {"{\"x\":[1],\"b\" : [ \"\",1]}", O2C_STRING},
                 {"{\"a\":{\"a\":[1]}}", O2C_NONE},
                 {"{\"x\":[1]}", O2C_NONE},
                 {"[1]", O2C_NONE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f;
        o2c_reader *r = open_text(&f, cases[i].text);
        assert_int_equal(o2c_peek_member_item(r, keys_shape(0)), cases[i].kind);
        o2c_skip(r);
        close_fine(&f);
    }
}

static void looking_ahead_is_safe_on_garbage(void **state)
{
    (void)state;
    static const char text[] = "{\"x\":[{\"b\\\\\":\"\\\"]}\"},[}]{,\x01\xFF],\"\\u00\":\"x\",\"\\u0"
                               "061\":\"c\\u0061t\"}";
    for (size_t start = 0; start < sizeof text; start++) {
        for (size_t end = start; end < sizeof text; end++) {
            fixture f;
            char json[128] = "{";
            memcpy(json + 1, text + start, end - start);
            json[0] = start % 2 ? '[' : '{';
            const shape *s = keys_shape(start % 3 ? 0 : O2C_SHAPE_OF_ITEM);
            o2c_reader *r = open_bytes(&f, json, end - start + 1, NULL);
            (void)o2c_read_key(r, s);
            (void)o2c_read_keys(r, s);
            (void)o2c_peek_member(r, s);
            (void)o2c_peek_item(r);
            (void)o2c_peek_member_item(r, s);
            assert_ptr_equal(r->p, f.text);
            (void)o2c_reader_finish(r, &f.error);
            close_text(&f);
        }
    }
}

/* ---- attempts that the keys order ---- */

/* {a, b?} | {b, c?} closed | {c?}: of the first item where that is asked for. */
static const o2c_branch_keys branches[] = {{1, 0, 3}, {2, 1, 6}, {0, 0, 4}};

/* The branches that are tried, as digits; `fits`: those that read. `!` where errors are reported. */
static void expect_order(const char *text, bool exact, unsigned fits, const char *order, bool good)
{
    fixture f;
    char tried[16] = "";
    o2c_attempt a;
    o2c_reader *r = open_text(&f, text);
    o2c_attempt_begin(r, &a, 1, 3, exact);
    o2c_attempt_order(&a, keys_shape(0), branches);
    while (o2c_attempt_next(r, &a)) {
        char digit[3] = {(char)('0' + a.branch), r->quiet ? '\0' : '!', '\0'};
        strcat(tried, digit);
        if (fits >> a.branch & 1u) {
            o2c_skip(r);
        } else {
            (void)o2c_read_bool(r);
        }
    }
    assert_int_equal(o2c_attempt_end(r, &a), good);
    assert_string_equal(tried, order);
    if (good) {
        close_fine(&f);
    } else {
        assert_false(o2c_reader_finish(r, &f.error));
        close_text(&f);
    }
}

static void branches_that_declare_most_come_first(void **state)
{
    (void)state;
    expect_order("{\"a\":1,\"b\":2}", false, 7, "0", true);
    expect_order("{\"b\":1,\"c\":2}", false, 7, "1", true);
    expect_order("{\"b\":1,\"c\":2}", false, 4, "12", true);
    expect_order("{\"a\":1,\"c\":2}", false, 4, "02", true);
    expect_order("{\"b\":1}", false, 7, "1", true);
}

/* An empty list, or one that begins with null, may be one of objects that require something. */
static void keys_rule_nothing_out_where_no_object_is(void **state)
{
    (void)state;
    expect_order("[]", false, 7, "0", true);
    expect_order("[]", true, 7, "01", false);
    expect_order("null", true, 1, "0120!", true);
}

static void branches_are_ruled_out_by_their_keys(void **state)
{
    (void)state;
    expect_order("{}", false, 7, "2!", true);
    expect_order("{\"c\":1}", true, 4, "2!", true);
    expect_order("{\"c\":1}", true, 0, "2!", false);
    expect_order("{\"a\":1,\"b\":2}", true, 7, "02", false);
    expect_order("{\"a\":1,\"b\":2}", true, 1, "020!", true);
}

static void what_fits_no_keys_is_an_error(void **state)
{
    (void)state;
    static const o2c_branch_keys all[] = {{1, 0, 1}, {2, 0, 2}};
    static const struct {
        const char *text;
        o2c_code code;
    } cases[] = {{"{\"c\":[1,{}]}", O2C_E_UNION}, {"{\"c\":[1,{}", O2C_E_END},
                 {"{\"c\":[1 {}]}", O2C_E_SYNTAX}, {"{", O2C_E_END}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f;
        o2c_attempt a;
        o2c_reader *r = open_text(&f, cases[i].text);
        o2c_attempt_begin(r, &a, 1, 2, false);
        o2c_attempt_order(&a, keys_shape(0), all);
        assert_false(o2c_attempt_next(r, &a));
        assert_false(o2c_attempt_end(r, &a));
        close_error(&f, cases[i].code, NULL, NULL);
    }
}

/* ---- time ---- */

/* Objects `{"x":[...],"b":1}` nested in each other, asking for keys at each level. */
static void walk(o2c_reader *r)
{
    o2c_object o;
    o2c_array a;
    assert_int_equal(o2c_read_keys(r, &names), 2);
    assert_int_equal(o2c_read_key(r, &names), 1);
    assert_int_equal(o2c_peek_member(r, &names), O2C_NUMBER);
    o2c_object_begin(r, &o, NULL, NULL);
    while (o2c_object_next(r, &o)) {
        if (o2c_peek(r) != O2C_ARRAY) {
            o2c_skip(r);
            continue;
        }
        o2c_array_begin(r, &a);
        while (o2c_array_next(r, &a)) {
            walk(r);
        }
        (void)o2c_array_end(r, &a);
    }
    assert_true(o2c_object_end(r, &o));
}

static double seconds(size_t depth)
{
    static const char open[] = "{\"x\":[", close[] = "],\"pad\":\"0123456789\",\"b\":1}";
    size_t size = depth * (sizeof open + sizeof close - 2);
    char *text = malloc(size + 1), *p = text;
    for (size_t i = 0; i < depth; i++, p += sizeof open - 1) {
        memcpy(p, open, sizeof open);
    }
    for (size_t i = 0; i < depth; i++, p += sizeof close - 1) {
        memcpy(p, close, sizeof close);
    }
    fixture f;
    o2c_read_options options = {O2C_STRINGS_VIEW, (uint32_t)(2 * depth + 1), 0, NULL};
    (void)keys_shape(0);
    clock_t start = clock();
    o2c_reader *r = open_bytes(&f, text, size, &options);
    walk(r);
    close_fine(&f);
    free(text);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void late_keys_take_linear_time_at_any_depth(void **state)
{
    (void)state;
    (void)seconds(1000);
    double few = seconds(1000), many = seconds(8000);
    assert_true(many < 0.02 + 40 * few); /* quadratic would be 64 times, of a lot more */
    assert_true(many < 1.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_found_wherever_they_stand),
        cmocka_unit_test(what_is_no_object_has_no_keys),
        cmocka_unit_test(keys_may_be_those_of_the_first_item),
        cmocka_unit_test(names_may_share_a_number),
        cmocka_unit_test(the_kind_of_the_first_item_is_known),
        cmocka_unit_test(the_kind_of_a_members_first_item_is_known),
        cmocka_unit_test(looking_ahead_is_safe_on_garbage),
        cmocka_unit_test(branches_that_declare_most_come_first),
        cmocka_unit_test(keys_rule_nothing_out_where_no_object_is),
        cmocka_unit_test(branches_are_ruled_out_by_their_keys),
        cmocka_unit_test(what_fits_no_keys_is_an_error),
        cmocka_unit_test(late_keys_take_linear_time_at_any_depth),
    };
    return cmocka_run_group_tests_name("runtime.look", tests, NULL, NULL);
}

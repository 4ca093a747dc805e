#include "reading.h"

#include <time.h>

static shape kinds;
static const char type_name[] = "\"$type\":";

static int tag_of(o2c_reader *r, unsigned flags)
{
    const shape *s = SHAPE(&kinds, flags, "\"cat\"", "\"dog\"", "12", "true", "^qu\"ote");
    return o2c_read_tag(r, s, O2C_LIT(type_name));
}

static void expect_tag(const char *text, int tag)
{
    for (int tail = 0; tail < 2; tail++) {
        fixture f;
        char padded[1024] = "";
        strcat(strcat(padded, tail ? "  " : ""), text);
        strcat(padded, tail ? "                                                " : "");
        o2c_reader *r = open_text(&f, padded);
        assert_int_equal(tag_of(r, 0), tag);
        assert_int_equal(*r->p, '{'); /* nothing is consumed */
        assert_int_equal(tag_of(r, 0), tag);
        o2c_skip(r);
        close_fine(&f);
    }
}

static void refuse_tag(const char *text, unsigned flags, o2c_code code, const char *pointer,
                       const char *message)
{
    fixture f;
    assert_int_equal(tag_of(open_text(&f, text), flags), O2C_TAG_NONE);
    close_error(&f, code, pointer, message);
}

static void tags_are_found_wherever_they_stand(void **state)
{
    (void)state;
    expect_tag("{\"$type\":\"cat\"}", 0);
    expect_tag("{\"$type\":\"dog\",\"a\":1}", 1);
    expect_tag("{ \"$type\" : \"dog\" }", 1);
    expect_tag("{\"a\":1,\"$type\":\"cat\"}", 0);
    expect_tag("{\"a\":{\"$type\":\"dog\"},\"$type\":\"cat\"}", 0);
    expect_tag("{\"a\":[[],{\"b\":\"}]\"},[{}]],\"c\":\"$type\\\"\",\"$type\":\"cat\"}", 0);
    expect_tag("{\"a\":-1.5e3 , \"b\" : null ,\"$type\":12}", 2);
    expect_tag("{\"a\":\"$type\",\"$type\":true,\"z\":[]}", 3);
}

static void tags_may_be_escaped(void **state)
{
    (void)state;
    expect_tag("{\"\\u0024type\":\"cat\"}", 0);
    expect_tag("{\"a\":{},\"$t\\u0079pe\":\"do\\u0067\"}", 1);
    expect_tag("{\"$type\":\"qu\\\"ote\"}", 4);
}

static void names_of_tags_may_need_escapes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int tag;
    } cases[] = {{"{\"a\\\"\\n\\u0001\":\"dog\"}", 1},
                 {"{\"b\":0,\"a\\\"\\n\\u0001\":\"dog\"}", 1},
                 {"{\"\\u0061\\u0022\\u000A\\u0001\":\"cat\"}", 0},
                 {"{\"a\":12,\"a\\\"\":12,\"a\\\"\\n\\u0001\\u0001\":true}", O2C_TAG_NONE},
                 {"{\"a\\\"\\n\\u0002\":12,\"a\\u0022\\n\\u001\":true}", O2C_TAG_NONE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f;
        o2c_reader *r = open_text(&f, cases[i].text);
        const shape *s = SHAPE(&kinds, O2C_SHAPE_TAG_OPTIONAL, "\"cat\"", "\"dog\"", "12", "true");
        assert_int_equal(o2c_read_tag(r, s, O2C_LIT("\"a\\\"\\n\\u0001\":")), cases[i].tag);
        assert_ptr_equal(r->p, f.text);
        (void)o2c_reader_finish(r, &f.error);
        close_text(&f);
    }
}

static void tags_that_are_missing_or_unknown_are_errors(void **state)
{
    (void)state;
    refuse_tag("{\"a\":1}", 0, O2C_E_REQUIRED, "/$type", "required member '$type' is missing");
    refuse_tag("{}", 0, O2C_E_REQUIRED, "/$type", NULL);
    refuse_tag("[]", 0, O2C_E_TYPE, "", "expected object, found array");
    refuse_tag("{\"a\":[{}],\"$type\":\"bird\"}", 0, O2C_E_TAG, "/$type",
               "expected \"cat\", \"dog\", 12, true or another listed value, found \"bird\"");
    refuse_tag("{\"$type\":\"12\"}", 0, O2C_E_TAG, "/$type", NULL);
    refuse_tag("{\"$type\":13}", 0, O2C_E_TAG, "/$type", NULL);
    refuse_tag("{\"$type\":{}}", 0, O2C_E_TAG, "/$type", NULL);
    refuse_tag("{\"a\":1}", O2C_SHAPE_TAG_OPEN, O2C_E_REQUIRED, "/$type", NULL);
}

static void tags_may_be_optional_or_open(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned flags;
        int tag;
    } cases[] = {{"{\"a\":1}", O2C_SHAPE_TAG_OPTIONAL, O2C_TAG_NONE},
                 {"[1]", O2C_SHAPE_TAG_OPTIONAL, O2C_TAG_NONE},
                 {"{\"$type\":\"bird\"}", O2C_SHAPE_TAG_OPTIONAL, O2C_TAG_UNKNOWN},
                 {"{\"$type\":\"bird\"}", O2C_SHAPE_TAG_OPEN, O2C_TAG_UNKNOWN},
                 {"{\"$type\":\"dog\"}", O2C_SHAPE_TAG_OPTIONAL, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f;
        o2c_reader *r = open_text(&f, cases[i].text);
        assert_int_equal(tag_of(r, cases[i].flags), cases[i].tag);
        o2c_skip(r);
        close_fine(&f);
    }
}

static void looking_ahead_is_safe_on_garbage(void **state)
{
    (void)state;
    static const char text[] =
        "{\"a\":[{\"b\\\\\":\"\\\"]}\"},[}]{,\x01\xFF],\"\\u00\":\"x\",\"$t\\u0"
        "079pe\":\"c\\u0061t\"}";
    for (size_t start = 0; start < sizeof text; start++) {
        for (size_t end = start; end < sizeof text; end++) {
            fixture f;
            char json[128] = "{";
            memcpy(json + 1, text + start, end - start);
            o2c_reader *r = open_bytes(&f, json, end - start + 1, NULL);
            (void)tag_of(r, 0);
            (void)o2c_reader_finish(r, &f.error);
            close_text(&f);
        }
    }
}

static void a_text_that_breaks_off_is_what_is_wrong(void **state)
{
    (void)state;
    refuse_tag("{\"a\":[1,2", 0, O2C_E_END, NULL, NULL);
    refuse_tag("{\"a\":[1 2],\"b\":3}", 0, O2C_E_SYNTAX, "/a", NULL);
}

static void collecting_skips_an_object_without_a_tag(void **state)
{
    (void)state;
    fixture f;
    o2c_error errors[4];
    o2c_array a;
    o2c_reader *r = open_text(&f, "[{\"a\":1},{\"$type\":\"x\"},7,{\"$type\":\"cat\"}]");
    o2c_reader_collect(r, errors, 4);
    o2c_array_begin(r, &a);
    size_t good = 0;
    while (o2c_array_next(r, &a)) {
        int tag = tag_of(r, 0);
        if (tag >= 0) {
            good++;
            o2c_skip(r);
        }
    }
    assert_true(o2c_array_end(r, &a));
    assert_false(o2c_reader_finish(r, NULL));
    assert_int_equal(r->error_count, 3);
    assert_string_equal(errors[0].pointer, "/0/$type");
    assert_string_equal(errors[1].pointer, "/1/$type");
    assert_string_equal(errors[2].pointer, "/2");
    assert_int_equal(good, 1);
    close_text(&f);
}

/* ---- time ---- */

/* Walks objects `{"a":[...],"$type":"cat"}` nested in each other, asking for two tags at each level. */
static void walk(o2c_reader *r)
{
    static const char kind_name[] = "\"kind\":";
    o2c_object o;
    o2c_array a;
    assert_int_equal(tag_of(r, 0), 0);
    assert_int_equal(o2c_read_tag(r, &kinds, O2C_LIT(kind_name)), 1);
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
    static const char open[] = "{\"a\":[", close[] = "],\"pad\":\"0123456789\",\"kind\":\"dog\","
                                                     "\"$type\":\"cat\"}";
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
    clock_t start = clock();
    o2c_reader *r = open_bytes(&f, text, size, &options);
    walk(r);
    close_fine(&f);
    free(text);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void late_tags_take_linear_time_at_any_depth(void **state)
{
    (void)state;
    (void)seconds(1000);
    double few = seconds(1000), many = seconds(8000);
    assert_true(many < 0.02 + 40 * few); /* quadratic would be 64 times, of a lot more */
    assert_true(many < 1.0);
}

static void a_wide_object_with_many_containers_is_walked_once(void **state)
{
    (void)state;
    size_t count = 200000;
    char *text = malloc(count * 4 + 40), *p = text;
    *p++ = '{';
    memcpy(p, "\"a\":[", 5);
    p += 5;
    for (size_t i = 0; i < count; i++, p += 3) {
        memcpy(p, "[],", 3);
    }
    memcpy(p - 1, "],\"$type\":\"cat\"}", 17);
    p += 15;
    fixture f;
    clock_t start = clock();
    o2c_reader *r = open_bytes(&f, text, (size_t)(p - text), NULL);
    for (int i = 0; i < 100; i++) {
        assert_int_equal(tag_of(r, 0), 0);
    }
    o2c_skip(r);
    close_fine(&f);
    free(text);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 1.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_are_found_wherever_they_stand),
        cmocka_unit_test(tags_may_be_escaped),
        cmocka_unit_test(names_of_tags_may_need_escapes),
        cmocka_unit_test(tags_that_are_missing_or_unknown_are_errors),
        cmocka_unit_test(tags_may_be_optional_or_open),
        cmocka_unit_test(looking_ahead_is_safe_on_garbage),
        cmocka_unit_test(a_text_that_breaks_off_is_what_is_wrong),
        cmocka_unit_test(collecting_skips_an_object_without_a_tag),
        cmocka_unit_test(late_tags_take_linear_time_at_any_depth),
        cmocka_unit_test(a_wide_object_with_many_containers_is_walked_once),
    };
    return cmocka_run_group_tests_name("runtime.tag", tests, NULL, NULL);
}

#include "fixture.h"

/* What X and Y, components, both accept; NULL: nothing is shown. */
static void expect_witness(const char *x, const char *y, const char *expected)
{
    mem m = MEM_INIT;
    built b = build_schemas(str_print(&m, "    X: %s\n    Y: %s\n", x, y).data);
    buf out = BUF_INIT;
    bool found = model_witness(&m, component(&b, "X"), component(&b, "Y"), &out);
    if (found != (expected != NULL) || (found && strcmp(buf_str(&out).data, expected)))
        fail_msg("%s\n%s\n is       %s\n expected %s", x, y, found ? buf_str(&out).data : "nothing",
                 expected ? expected : "nothing");
    buf_free(&out);
    build_end(&b);
    mem_free(&m);
}

static void objects_have_what_both_require(void **state)
{
    (void)state;
    expect_witness("{type: object, required: [a], properties: {a: {type: integer, minimum: 3}}}",
                   "{type: object, required: [b], properties: {b: {type: string, minLength: 2}, a: "
                   "{type: number, maximum: 3}}}",
                   "{\"a\":3,\"b\":\"2020-01-01\"}");
    expect_witness("{type: object, minProperties: 2, properties: {a: {type: boolean}}}",
                   "{type: object, additionalProperties: {const: true}}",
                   "{\"a\":true,\"key1\":true}");
}

static void what_one_refuses_is_no_witness(void **state)
{
    (void)state;
    expect_witness("{type: object, required: [a], properties: {a: true}}",
                   "{type: object, properties: {b: true}, additionalProperties: false}", NULL);
    expect_witness("{type: string}", "{type: integer}", NULL);
    expect_witness("{type: integer, maximum: 2}", "{type: number, exclusiveMinimum: 2}", NULL);
    expect_witness("{enum: [a, b]}", "{enum: [c]}", NULL);
    expect_witness("{type: string, format: ipv4}", "{type: string, format: ipv6}", NULL);
}

static void scalars_keep_bounds_lists_and_formats(void **state)
{
    (void)state;
    expect_witness("{enum: [a, b]}", "{type: string, pattern: '^b'}", "\"b\"");
    expect_witness("{enum: [aa, bb]}", "{type: string, pattern: '(.)\\1'}", NULL); /* PCRE2's */
    expect_witness("{enum: [a, b]}", "{enum: [b, c]}", "\"b\"");
    expect_witness("{type: integer, exclusiveMinimum: 7}", "{type: number}", "8");
    expect_witness("{type: string, format: date}", "{type: string, maxLength: 10}",
                   "\"2020-01-01\"");
    expect_witness("{type: string, minLength: 50}", "{type: string}",
                   "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"");
    expect_witness("{type: number, multipleOf: 3}", "{type: number, minimum: -1}", "0");
    expect_witness("{type: number, multipleOf: 3}", "{type: number, minimum: 1}", NULL);
}

static void lists_have_as_many_items_as_both_need(void **state)
{
    (void)state;
    expect_witness("{type: array}", "{type: array, items: {type: string}}", "[]");
    expect_witness("{type: array, minItems: 1}",
                   "{type: array, prefixItems: [{const: 5}], minItems: 2}", "[5,{}]");
    expect_witness("{type: array, minItems: 2, uniqueItems: true}", "{type: array}", NULL);
}

static void unions_and_null_are_gone_through(void **state)
{
    (void)state;
    expect_witness("{anyOf: [{type: string}, {type: integer, minimum: 9}]}",
                   "{type: [integer, 'null']}", "9");
    expect_witness("{type: [string, 'null']}", "{type: [integer, 'null']}", "null");
    expect_witness("{oneOf: [{type: integer}, {type: number, maximum: 5}]}", "{type: integer}",
                   NULL);
}

/* The way through a list of itself ends; one that needs itself does not, and has no witness. */
static void recursion_ends(void **state)
{
    (void)state;
    expect_witness("{type: object, required: [x], properties: {x: {type: array, items: {$ref: "
                   "'#/components/schemas/X'}}}}",
                   "{type: object}", "{\"x\":[]}");
    expect_witness("{type: object, required: [x], properties: {x: {$ref: "
                   "'#/components/schemas/X'}}}",
                   "{type: object}", NULL);
}

static void a_type_that_is_not_fully_checked_shows_nothing(void **state)
{
    (void)state;
    expect_witness("{type: object, not: {required: [a]}}", "{type: object}", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_have_what_both_require),
        cmocka_unit_test(what_one_refuses_is_no_witness),
        cmocka_unit_test(scalars_keep_bounds_lists_and_formats),
        cmocka_unit_test(lists_have_as_many_items_as_both_need),
        cmocka_unit_test(unions_and_null_are_gone_through),
        cmocka_unit_test(recursion_ends),
        cmocka_unit_test(a_type_that_is_not_fully_checked_shows_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "fixture.h"

/* What the check of a named schema says of a scalar. */
static void expect_verdict(const char *asked, const char *scalar, o2c_match expected)
{
    mem m = MEM_INIT;
    built b = build_schemas(
        str_print(&m, "    X: {not: %s}\n    V: {enum: [%s, 7]}\n", asked, scalar).data);
    const model_type *values = component(&b, "V");
    const node *value = values->kind == MODEL_ENUM ? values->values.items[0].value
                                                   : values->checks.value_enum.items[0];
    assert_non_null(component(&b, "X")->check);
    o2c_match found = check_accepts(component(&b, "X")->check, value);
    if (found != expected)
        fail_msg("not %s, %s: %d, expected %d", asked, scalar, found, expected);
    build_end(&b);
    mem_free(&m);
}

static void expect_both(const char *asked, const char *refused, const char *accepted)
{
    expect_verdict(asked, refused, O2C_MATCH_NO);
    expect_verdict(asked, accepted, O2C_MATCH_YES);
}

static void every_keyword_of_scalars_is_judged(void **state)
{
    (void)state;
    expect_both("{type: integer}", "1.0", "1.5");
    expect_both("{type: number}", "1.5", "'1'");
    expect_both("{type: [string, boolean]}", "true", "1");
    expect_both("{const: 1.0}", "1", "2");
    expect_both("{enum: [a, b]}", "b", "c");
    expect_both("{minimum: 3}", "3", "2");
    expect_both("{maximum: 3}", "3", "4");
    expect_both("{exclusiveMinimum: 3}", "3.5", "3");
    expect_both("{exclusiveMaximum: 3}", "2", "3");
    expect_both("{minLength: 2}", "äö", "ä");
    expect_both("{maxLength: 2}", "äö", "äöü");
    expect_both("{pattern: '^a'}", "ab", "ba");
    expect_both("{format: ipv4}", "1.2.3.4", "x");
    expect_verdict("{multipleOf: 3}", "9", O2C_MATCH_COSTLY);
    expect_verdict("{multipleOf: 3}", "0", O2C_MATCH_NO);
}

static void what_is_about_others_holds(void **state)
{
    (void)state;
    expect_verdict("{pattern: '^a'}", "1", O2C_MATCH_NO);
    expect_verdict("{required: [a]}", "x", O2C_MATCH_NO);
    expect_verdict("{items: false}", "x", O2C_MATCH_NO);
    expect_verdict("{properties: {a: false}}", "x", O2C_MATCH_NO);
}

static void applicators_are_followed(void **state)
{
    (void)state;
    expect_both("{not: {const: a}}", "b", "a");
    expect_both("{anyOf: [{const: a}, {maxLength: 1}]}", "b", "bb");
    expect_both("{oneOf: [{const: a}, {maxLength: 1}]}", "b", "a");
    expect_both("{allOf: [{minLength: 2}, {maxLength: 3}]}", "aa", "a");
    expect_both("{if: {const: a}, then: false, else: {maxLength: 2}}", "bb", "a");
    expect_verdict("{anyOf: [{multipleOf: 3}, {minimum: 3}]}", "9", O2C_MATCH_NO);
    expect_verdict("{oneOf: [{multipleOf: 3}, {minimum: 3}]}", "9", O2C_MATCH_COSTLY);
}

static void what_goes_round_in_circles_is_not_known(void **state)
{
    (void)state;
    built b = build_schemas("    X: {not: {$ref: '#/components/schemas/X'}}\n");
    const node null_value = {.kind = NODE_NULL};
    assert_int_equal(check_accepts(component(&b, "X")->check, &null_value), O2C_MATCH_COSTLY);
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_keyword_of_scalars_is_judged),
        cmocka_unit_test(what_is_about_others_holds),
        cmocka_unit_test(applicators_are_followed),
        cmocka_unit_test(what_goes_round_in_circles_is_not_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

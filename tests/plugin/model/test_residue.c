#include "fixture.h"

static void what_no_shape_enforces_is_a_check(void **state)
{
    (void)state;
    expect_x("{type: object, propertyNames: {maxLength: 3}}", "any<object> where propertyNames");
    expect_x("{type: object, properties: {a: true}, dependentRequired: {a: [b]}, "
             "dependentSchemas: {a: {required: [b]}}}",
             "{a?: any} where dependentRequired, dependentSchemas");
    expect_x("{type: array, items: {type: string}, contains: {const: a}}",
             "list of string where contains");
    expect_x("{type: string, not: {const: a}}", "string where not");
    expect_x("{if: {type: string}, then: {minLength: 2}}", "any where if");
    expect_x("{type: object, properties: {a: true}, anyOf: [{properties: {b: true}}], "
             "unevaluatedProperties: false}",
             "({a?: any, b?: any}) by 0 where all of");
    expect_x("{type: array, items: {type: string}, prefixItems: [true], unevaluatedItems: false}",
             "[any, string ...] where all of");
}

static void what_says_nothing_is_no_check(void **state)
{
    (void)state;
    expect_x("{type: string, if: {const: a}}", "string");
    expect_x("{type: object, propertyNames: true, properties: {a: true}}", "{a?: any}");
    expect_x("{type: array, items: {type: string}, unevaluatedItems: true}", "list of string");
}

static void values_that_other_keywords_refuse_are_checked(void **state)
{
    (void)state;
    expect_x("{enum: [a, b], not: {const: b}}", "\"a\"/\"b\" where all of");
    expect_x("{enum: [a, b], anyOf: [{const: a}, {const: c}]}", "\"a\"/\"b\" where all of");
    expect_x("{enum: [a, b], properties: {x: true}}", "\"a\"/\"b\"");
}

static void null_has_a_bit_where_the_check_lets_it_pass(void **state)
{
    (void)state;
    built b = build_schemas(
        "    X: {type: [array, 'null'], items: {type: string}, contains: {const: a}}\n"
        "    Y: {type: [array, 'null'], items: {type: string}, not: {type: 'null'}}\n");
    const model_type *x = component(&b, "X"), *y = component(&b, "Y");
    assert_int_equal(x->kind, MODEL_NULLABLE);
    assert_null(x->check);
    assert_non_null(x->element->check);
    assert_int_equal(y->kind, MODEL_NULLABLE);
    assert_non_null(y->check);
    assert_null(y->element->check);
    build_end(&b);
}

static void unique_arrays_within_each_other_share_a_check(void **state)
{
    (void)state;
    built b = build_schemas(
        "    X: {type: array, items: {$ref: '#/components/schemas/X'}, uniqueItems: true}\n"
        "    Y: {type: array, items: {type: array, items: {type: string}, uniqueItems: true}, "
        "uniqueItems: true}\n"
        "    Z: {type: array, items: {$ref: '#/components/schemas/Z'}, uniqueItems: true, "
        "contains: {type: array}}\n");
    const model_type *x = component(&b, "X"), *z = component(&b, "Z");
    expect_type(&b, "Y", "list of list of string unique unique");
    assert_false(x->checks.unique_items);
    assert_int_equal(x->check->rules.count, 1);
    assert_int_equal(x->check->rules.items[0].op, O2C_CHECK_UNIQUE);
    assert_false(z->checks.unique_items);
    assert_int_equal(z->check->rules.count, 2);
    build_end(&b);
}

static void a_check_that_needs_a_pattern_is_left_out_and_said(void **state)
{
    (void)state;
    built b = build_schemas("    X: {type: string, not: {pattern: a(}}\n");
    expect_type(&b, "X", "string");
    expect_codes(&b, "1 O2C-M041; 1 O2C-M016");
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_no_shape_enforces_is_a_check),
        cmocka_unit_test(what_says_nothing_is_no_check),
        cmocka_unit_test(values_that_other_keywords_refuse_are_checked),
        cmocka_unit_test(null_has_a_bit_where_the_check_lets_it_pass),
        cmocka_unit_test(unique_arrays_within_each_other_share_a_check),
        cmocka_unit_test(a_check_that_needs_a_pattern_is_left_out_and_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

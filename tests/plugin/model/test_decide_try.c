#include "fixture.h"

/* The order of the decision of X, a component. */
static void expect_order(const char *text, const char *expected, model_order order)
{
    mem m = MEM_INIT;
    built b = build_schemas(str_print(&m, "    X: %s\n", text).data);
    expect_type(&b, "X", expected);
    const model_type *type = component(&b, "X");
    type = type->kind == MODEL_NULLABLE ? type->element : type;
    assert_int_equal(model_decision_order(type->decision), order);
    build_end(&b);
    mem_free(&m);
}

static void declared_keys_order_the_attempts(void **state)
{
    (void)state;
    expect_order("{anyOf: [{type: object, properties: {a: true, s: true}}, {type: object, "
                 "properties: {b: true, s: true}}]}",
                 "({a?: any, s?: any} | {b?: any, s?: any}) by first of [0, 1] by keys \"a\", "
                 "\"b\"",
                 MODEL_ORDER_KEYS);
}

static void what_takes_anything_comes_last(void **state)
{
    (void)state;
    expect_order("{anyOf: [true, {type: object, properties: {a: true}}, {type: string}]}",
                 "(any | {a?: any} | string) by kind {null: 0, boolean: 0, number: 0, string: 2, "
                 "array: 0, object: first of [1, 0] by keys \"a\"}",
                 MODEL_ORDER_KEYS);
    expect_order("{anyOf: [{type: array}, {type: array, items: {type: string}}]}",
                 "(list of any | list of string) by first of [1, 0]", MODEL_ORDER_SPECIFIC);
}

static void integers_come_before_numbers(void **state)
{
    (void)state;
    expect_order("{anyOf: [{type: number}, {type: integer, format: uint64}]}",
                 "(number | intu64) by first of [1, 0]", MODEL_ORDER_SPECIFIC);
}

static void the_first_item_tells_lists_apart(void **state)
{
    (void)state;
    expect_order("{anyOf: [{type: array, items: {type: string}}, {type: array, items: {type: "
                 "integer}}]}",
                 "(list of string | list of int) by kind of item {number: 1, string: 0, none: 0}",
                 MODEL_ORDER_PROVED);
    expect_order("{oneOf: [{type: array, items: {type: string}, minItems: 1}, {type: array, "
                 "prefixItems: [{type: integer}]}]}",
                 "(list of string#1.. | [int, any ...]) by kind of item {number: 1, string: 0, "
                 "none: 1}",
                 MODEL_ORDER_PROVED);
    expect_order("{oneOf: [{type: array, items: {type: string}}, {type: array, items: {type: "
                 "integer}}]}",
                 "(list of string | list of int) by kind of item {number: 1, string: 0, none: "
                 "exactly one of [0, 1]}",
                 MODEL_ORDER_SPECIFIC);
}

static void keys_of_the_first_item_order_lists(void **state)
{
    (void)state;
    expect_order("{anyOf: [{type: array, items: {type: object, properties: {a: true}}}, {type: "
                 "array, items: {type: object, properties: {b: true}}}]}",
                 "(list of {a?: any} | list of {b?: any}) by first of [0, 1] by keys of the item "
                 "\"a\", \"b\"",
                 MODEL_ORDER_KEYS);
}

/* Members of the same names: what one branch takes the other takes as well. */
static void what_lies_within_another_comes_first(void **state)
{
    (void)state;
    expect_order("{anyOf: [{type: object, properties: {a: {type: number}}}, {type: object, "
                 "properties: {a: {type: integer}}}, {type: object, properties: {a: {type: "
                 "integer, minimum: 1}}}]}",
                 "({a?: number} | {a?: int} | {a?: int>=1}) by first of [2, 1, 0]",
                 MODEL_ORDER_SPECIFIC);
    expect_order("{anyOf: [{type: array, items: {anyOf: [{type: object, properties: {a: {type: "
                 "string}}}, {type: array, items: {type: object, properties: {b: {type: "
                 "string}}}}]}}, {type: array, items: {type: object, properties: {a: {type: "
                 "string}}}}]}",
                 "(list of ({a?: string} | list of {b?: string}) by kind {array: 1, object: 0} | "
                 "list of {a?: string}) by first of [1, 0]",
                 MODEL_ORDER_SPECIFIC);
}

static void where_exactly_one_must_fit_the_widest_is_the_only_one(void **state)
{
    (void)state;
    expect_order("{oneOf: [{type: object, properties: {a: {type: integer}}}, {type: object, "
                 "properties: {a: {type: number}}}]}",
                 "({a?: int} | {a?: number}) by exactly one of [0, 1]", MODEL_ORDER_PROVED);
    expect_order("{oneOf: [{type: object, properties: {a: {type: integer, minimum: 1}}}, {type: "
                 "object, properties: {a: {type: number, maximum: 9}}}]}",
                 "({a?: int>=1} | {a?: number<=9}) by exactly one of [0, 1]", MODEL_ORDER_DOCUMENT);
}

static void what_lacks_what_would_tell_may_be_any(void **state)
{
    (void)state;
    expect_order("{anyOf: [{type: array, items: {type: array, items: {type: string}}}, {type: "
                 "array, items: {type: array, items: {type: integer}}}]}",
                 "(list of list of string | list of list of int) by first of [0, 1]",
                 MODEL_ORDER_SPECIFIC);
    expect_order("{anyOf: [{type: object, properties: {a: {type: [array, 'null'], items: {type: "
                 "array, items: {type: string}}}}}, {type: object, properties: {a: {type: array, "
                 "items: {type: array, items: {type: boolean}}}}}]}",
                 "({a?: null or list of list of string} | {a?: list of list of bool}) by first of "
                 "[0, 1]",
                 MODEL_ORDER_SPECIFIC);
}

static void what_nothing_tells_apart_is_tried_in_order(void **state)
{
    (void)state;
    expect_order("{anyOf: [{type: object, properties: {a: {type: integer, minimum: 1}}}, {type: "
                 "object, properties: {a: {type: integer, maximum: 5}}}]}",
                 "({a?: int>=1} | {a?: int<=5}) by first of [0, 1]", MODEL_ORDER_DOCUMENT);
}

static void twins_of_anyof_are_one(void **state)
{
    (void)state;
    built b = build_schemas("    A: {type: object, properties: {a: true}}\n"
                            "    X: {anyOf: [{$ref: '#/components/schemas/A'}, {type: string}, "
                            "{$ref: '#/components/schemas/A'}]}\n"
                            "    Y: {anyOf: [{anyOf: [{$ref: '#/components/schemas/A'}, {type: "
                            "array, items: {$ref: '#/components/schemas/A'}}], title: One}, "
                            "{anyOf: [{type: array, items: {$ref: '#/components/schemas/A'}}, "
                            "{type: boolean}], title: Two}]}\n"
                            "    Z: {oneOf: [{type: array, items: {type: string}}, {type: array, "
                            "items: {type: string}}]}\n");
    expect_type(&b, "X", "(A | string) by kind {string: 1, object: 0}");
    expect_type(&b, "Y", "(A | list of A | bool) by kind {boolean: 2, array: 1, object: 0}");
    expect_type(&b, "Z", "(list of string | list of string) by exactly one of [0, 1]");
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(declared_keys_order_the_attempts),
        cmocka_unit_test(what_takes_anything_comes_last),
        cmocka_unit_test(integers_come_before_numbers),
        cmocka_unit_test(the_first_item_tells_lists_apart),
        cmocka_unit_test(keys_of_the_first_item_order_lists),
        cmocka_unit_test(what_lies_within_another_comes_first),
        cmocka_unit_test(where_exactly_one_must_fit_the_widest_is_the_only_one),
        cmocka_unit_test(what_lacks_what_would_tell_may_be_any),
        cmocka_unit_test(what_nothing_tells_apart_is_tried_in_order),
        cmocka_unit_test(twins_of_anyof_are_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "fixture.h"

static void properties_are_joined_and_those_of_both_parts_intersected(void **state)
{
    (void)state;
    built b = build_schemas(
        "    A: {type: object, required: [id], properties: {id: {type: integer, minimum: 1}}}\n"
        "    B: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {id: {maximum: 9}, "
        "name: {type: string}}, required: [name]}]}\n"
        "    C: {$ref: '#/components/schemas/A', required: [more], properties: {more: true}}\n");
    expect_type(&b, "B", "{id: int>=1<=9, name: string}");
    expect_type(&b, "C", "{id: int>=1, more: any}");
    expect_codes(&b, "");
    build_end(&b);
}

static void bounds_are_the_tightest_and_types_the_common_ones(void **state)
{
    (void)state;
    expect_x("{allOf: [{type: integer, minimum: 3}, {type: number, maximum: 5, minimum: 4}]}",
             "int>=4<=5");
    expect_x("{allOf: [{type: [string, 'null']}, {type: [string, integer, 'null']}]}",
             "null or string");
    expect_x("{allOf: [{type: number, multipleOf: 2}, {multipleOf: 3}]}", "number*2*3");
    expect_x("{allOf: [{enum: [a, b, c]}, {enum: [c, b, d]}]}", "\"b\"/\"c\"");
    expect_x("{allOf: [{type: array, items: {minimum: 2}}, {items: {type: integer}, maxItems: 4}]}",
             "list of int>=2#..4");
    expect_x("{allOf: [{type: array, prefixItems: [{type: integer}]}, {items: {minimum: 2}}]}",
             "[int>=2, any>=2 ...]");
}

static void a_contradiction_is_a_warning_and_never(void **state)
{
    (void)state;
    built b = build_schemas("    X: {allOf: [{type: string}, {type: integer}]}\n"
                            "    Y: {allOf: [{enum: [a]}, {enum: [b]}]}\n"
                            "    Z: {type: object, required: [x], properties: "
                            "{x: {$ref: '#/components/schemas/X'}}}\n");
    expect_type(&b, "X", "never");
    expect_type(&b, "Y", "never");
    assert_true(component(&b, "Z")->impossible);
    expect_codes(&b, "1 O2C-M003; 2 O2C-M003");
    build_end(&b);
}

static void a_closed_part_refuses_the_properties_of_the_others(void **state)
{
    (void)state;
    built b = build_schemas(
        "    X: {allOf: [{type: object, additionalProperties: false, properties: {a: true}},\n"
        "        {properties: {b: {type: string}}}]}\n"
        "    Y: {allOf: [{type: object, additionalProperties: false, properties: {a: true}},\n"
        "        {properties: {b: {type: string}}, required: [b]}]}\n");
    expect_type(&b, "X", "{a?: any}!");
    expect_type(&b, "Y", "never");
    expect_codes(&b, "2 O2C-M010; 3 O2C-M003");
    build_end(&b);
}

static void a_typed_rest_holds_for_the_properties_of_the_others(void **state)
{
    (void)state;
    expect_x("{allOf: [{type: object, additionalProperties: {type: string}}, "
             "{properties: {a: {maxLength: 3}}}]}",
             "{a?: string#..3, *: string}");
}

static void equal_intersections_are_one_type(void **state)
{
    (void)state;
    built b = build_schemas(
        "    A: {type: object, properties: {a: true, self: {$ref: '#/components/schemas/A'}}}\n"
        "    B: {type: object, properties: {b: true}}\n"
        "    X: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}\n"
        "    Y: {allOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/A'}]}\n"
        "    Z: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/A'}]}\n");
    expect_type(&b, "X", "{a?: any, self?: A, b?: any}");
    expect_type(&b, "Y", "alias of X");
    expect_type(&b, "Z", "alias of A");
    build_end(&b);
}

static void recursion_through_merged_members_ends(void **state)
{
    (void)state;
    built b = build_schemas(
        "    A: {type: object, properties: {child: {$ref: '#/components/schemas/A'}}}\n"
        "    B: {allOf: [{$ref: '#/components/schemas/A'}, {properties: "
        "{child: {$ref: '#/components/schemas/B'}}}]}\n");
    expect_type(&b, "B", "{child?: B}");
    build_end(&b);
}

/* Sets of leaves multiply like the states of an automaton that is made deterministic. */
static void combinations_without_end_stop_at_a_budget(void **state)
{
    (void)state;
    buf text = BUF_INIT;
    enum { STATES = 24 };
    for (int i = 0; i < STATES; i++)
        buf_print(
            &text,
            "    S%d: {type: object, properties: {a: {$ref: '#/components/schemas/S%d'}%s}}\n", i,
            (i + 1) % STATES, i ? ", b: {$ref: '#/components/schemas/S0'}" : "");
    for (int i = 0; i < STATES; i++)
        buf_print(
            &text,
            "    T%d: {allOf: [{$ref: '#/components/schemas/S%d'}, {properties: "
            "{a: {$ref: '#/components/schemas/T%d'}, b: {$ref: '#/components/schemas/T%d'}}}]}\n",
            i, i, (i * 7 + 1) % STATES, (i * 5 + 3) % STATES);
    built b = build_schemas(text.data);
    assert_non_null(b.model);
    assert_true(b.model->types.count < 200000);
    buf_free(&text);
    build_end(&b);
}

static void a_default_comes_from_the_first_part_that_has_one(void **state)
{
    (void)state;
    expect_x("{allOf: [{type: object, properties: {a: {type: integer}}}, "
             "{properties: {a: {default: 3}}}]}",
             "{a?: int = 3}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(properties_are_joined_and_those_of_both_parts_intersected),
        cmocka_unit_test(bounds_are_the_tightest_and_types_the_common_ones),
        cmocka_unit_test(a_contradiction_is_a_warning_and_never),
        cmocka_unit_test(a_closed_part_refuses_the_properties_of_the_others),
        cmocka_unit_test(a_typed_rest_holds_for_the_properties_of_the_others),
        cmocka_unit_test(equal_intersections_are_one_type),
        cmocka_unit_test(recursion_through_merged_members_ends),
        cmocka_unit_test(combinations_without_end_stop_at_a_budget),
        cmocka_unit_test(a_default_comes_from_the_first_part_that_has_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "fixture.h"

static void strings_and_integers_are_enums(void **state)
{
    (void)state;
    expect_x("{type: string, enum: [b, a]}", "\"b\"/\"a\"");
    expect_x("{enum: [1, 2]}", "1/2");
    expect_x("{const: x}", "\"x\"");
    expect_x("{enum: [a, b, a]}", "\"a\"/\"b\"");
    expect_x("{enum: [18446744073709551615, 1]}", "18446744073709551615/1");
    expect_x("{enum: ['', \"\\0\", \"a\\0b\", a]}", "\"\"/\"\\u0000\"/\"a\\u0000b\"/\"a\"");
}

static void null_among_values_is_a_nullable(void **state)
{
    (void)state;
    expect_x("{enum: [a, null]}", "null or \"a\"");
    expect_x("{const: null}", "null");
    expect_x("{enum: [null]}", "null");
}

static void other_values_are_dynamic(void **state)
{
    (void)state;
    expect_x("{enum: [a, 1]}", "any<number,string>=\"a\",1");
    expect_x("{enum: [1.5]}", "any<number>=1.5");
    expect_x("{const: true}", "any<boolean>=true");
    expect_x("{enum: [{a: 1}, []]}", "any<array,object>={\"a\":1},[]");
    expect_x("{enum: [-1, 18446744073709551615]}", "any<number>=-1,18446744073709551615");
    expect_x("{enum: [true, false]}", "bool");
    expect_x("{type: integer, enum: [123456789012345678901234567890, 1]}",
             "any<number>=123456789012345678901234567890,1");
}

static void values_that_the_schema_refuses_are_left_out_with_a_warning(void **state)
{
    (void)state;
    built b = build_schemas("    X: {type: string, enum: [a, 1]}\n"
                            "    Y: {type: string, maxLength: 1, enum: [a, bb]}\n"
                            "    Z: {type: integer, enum: [1.5, a]}\n"
                            "    W: {allOf: [{enum: [a, 1]}, {type: string}]}\n");
    expect_type(&b, "X", "\"a\"");
    expect_type(&b, "Y", "\"a\"");
    expect_type(&b, "Z", "never");
    expect_type(&b, "W", "\"a\"");
    size_t ours = 0;
    for (size_t i = 0; i < b.d.items.count; i++)
        ours += strcmp(b.d.items.items[i].code, "O2C-M004") == 0;
    assert_int_equal(ours, 2); /* the others are the schema stage's */
    build_end(&b);
}

static void names_and_texts_beside_an_enum_are_kept(void **state)
{
    (void)state;
    built b = build_schemas("    X: {enum: [1, null, 2], x-enum-varnames: [One, None, Two], "
                            "x-enum-descriptions: [first, '', second]}\n");
    const model_type *type = component(&b, "X")->element;
    expect_str(type->values.items[1].name_hint, "Two");
    expect_str(type->values.items[1].description, "second");
    build_end(&b);
}

static void branches_of_consts_are_one_enum(void **state)
{
    (void)state;
    built b =
        build_schemas("    X: {anyOf: [{const: a, description: first}, {const: b, title: Bee}]}\n"
                      "    Y: {oneOf: [{enum: [a, b]}, {enum: [b, c]}]}\n"
                      "    Z: {type: string, oneOf: [{const: a}, {const: b}]}\n");
    expect_type(&b, "X", "\"a\"/\"b\"");
    expect_str(component(&b, "X")->values.items[0].description, "first");
    expect_str(component(&b, "X")->values.items[1].name_hint, "Bee");
    expect_type(&b, "Y", "\"a\"/\"c\""); /* b has two branches */
    expect_type(&b, "Z", "\"a\"/\"b\"");
    build_end(&b);
}

static void an_enum_beside_any_string_is_open(void **state)
{
    (void)state;
    built b = build_schemas("    X: {anyOf: [{enum: [a]}, {type: string}]}\n"
                            "    Y: {oneOf: [{enum: [a]}, {type: string}]}\n"
                            "    Z: {anyOf: [{enum: [a]}, {type: string, maxLength: 3}]}\n");
    expect_type(&b, "X", "string");
    expect_type(&b, "Y", "string where oneOf");
    expect_type(&b, "Z", "(\"a\" | string#..3) by first of [0, 1]");
    expect_codes(&b, "1 O2C-M011");
    build_end(&b);
}

static void branches_of_one_scalar_are_that_scalar(void **state)
{
    (void)state;
    expect_x("{anyOf: [{type: string}, {type: string, format: binary}]}", "string");
    expect_x("{anyOf: [{type: integer}, {type: number}]}", "number");
    expect_x("{anyOf: [{type: integer, format: int32}, {type: number, format: float}]}", "number");
    expect_x("{anyOf: [{type: number, minimum: 3}, {type: number}]}", "number");
    expect_x("{anyOf: [{type: boolean}, {type: boolean}]}", "bool");
    expect_x("{anyOf: [{type: integer, format: uint64}, {type: integer}]}",
             "(intu64 | int) by first of [0, 1]");
    expect_x("{oneOf: [{type: integer}, {type: number}]}", "number where oneOf");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_and_integers_are_enums),
        cmocka_unit_test(null_among_values_is_a_nullable),
        cmocka_unit_test(other_values_are_dynamic),
        cmocka_unit_test(values_that_the_schema_refuses_are_left_out_with_a_warning),
        cmocka_unit_test(names_and_texts_beside_an_enum_are_kept),
        cmocka_unit_test(branches_of_consts_are_one_enum),
        cmocka_unit_test(an_enum_beside_any_string_is_open),
        cmocka_unit_test(branches_of_one_scalar_are_that_scalar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

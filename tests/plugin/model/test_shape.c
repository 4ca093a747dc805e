#include "fixture.h"

static void scalars_have_their_types(void **state)
{
    (void)state;
    expect_x("{type: boolean}", "bool");
    expect_x("{type: string}", "string");
    expect_x("{type: number}", "number");
    expect_x("{type: 'null'}", "null");
    expect_x("{type: string, minLength: 1, maxLength: 3}", "string#1..#..3");
}

static void integers_have_the_width_of_their_format(void **state)
{
    (void)state;
    expect_x("{type: integer}", "int");
    expect_x("{type: integer, format: int64}", "int");
    expect_x("{type: integer, format: int32}", "int32");
    expect_x("{type: integer, format: uint32}", "intu32");
    expect_x("{type: integer, format: uint64}", "intu64");
    expect_x("{type: integer, format: int8}", "int32>=-128<=127");
    expect_x("{type: integer, format: uint16, minimum: 3}", "intu32>=3<=65535");
}

static void bounds_beyond_int64_make_an_integer_unsigned(void **state)
{
    (void)state;
    expect_x("{type: integer, minimum: 0, maximum: 18446744073709551615}",
             "intu64>=0<=18446744073709551615");
    expect_x("{type: integer, minimum: 0, maximum: 9223372036854775807}",
             "int>=0<=9223372036854775807");
    expect_x("{type: integer, minimum: -1, maximum: 18446744073709551615}",
             "int>=-1<=18446744073709551615");
}

static void bounds_and_steps_of_numbers_are_kept_as_they_were_written(void **state)
{
    (void)state;
    expect_x("{type: number, exclusiveMinimum: 0.50, maximum: 1e3, multipleOf: 0.1}",
             "number>0.50<=1e3*0.1");
    expect_x("{type: integer, minimum: 0.5}", "int>=0.5");
    expect_x("{type: number, format: float}", "number32");
}

static void null_beside_a_type_is_a_nullable(void **state)
{
    (void)state;
    expect_x("{type: [string, 'null'], maxLength: 3}", "null or string#..3");
    expect_x("{type: ['null']}", "null");
    expect_x("{type: [string, integer, 'null']}",
             "null or (int | string) by kind {number: 0, string: 1}");
}

static void several_types_are_a_union_by_kind(void **state)
{
    (void)state;
    expect_x("{type: [string, array], items: {type: string}, minLength: 2}",
             "(string#2.. | list of string) by kind {string: 0, array: 1}");
}

static void all_types_are_any_value(void **state)
{
    (void)state;
    expect_x("{}", "any");
    expect_x("true", "any");
    expect_x("{description: whatever}", "any");
    expect_x("{type: [string, number, boolean, object, array]}",
             "any<boolean,number,string,array,object>");
}

static void all_types_with_integers_alone_stay_apart(void **state)
{
    (void)state;
    expect_x("{type: [string, integer, boolean, object, array]}",
             "(bool | int | string | list of any | any<object>) by kind "
             "{boolean: 0, number: 1, string: 2, array: 3, object: 4}");
}

static void objects_without_members_are_values_maps_or_empty(void **state)
{
    (void)state;
    expect_x("{type: object}", "any<object>");
    expect_x("{type: object, additionalProperties: true, minProperties: 1}", "any<object>#1..");
    expect_x("{type: object, additionalProperties: {type: integer}}", "map of int");
    expect_x("{type: object, additionalProperties: false}", "{}!");
    expect_x("{type: object, properties: {}}", "{}");
}

static void members_stand_in_the_order_of_the_schema(void **state)
{
    (void)state;
    expect_x("{type: object, required: [b], properties: {z: {type: string}, b: true}}",
             "{z?: string, b: any}");
}

static void members_that_are_only_required_take_what_others_may_be(void **state)
{
    (void)state;
    expect_x("{type: object, required: [a]}", "{a: any}");
    expect_x("{type: object, required: [a], additionalProperties: {type: integer}}",
             "{a: int, *: int}");
    expect_x("{type: object, required: [a], additionalProperties: false}", "never");
}

static void other_members_are_typed_beside_declared_ones(void **state)
{
    (void)state;
    expect_x("{type: object, properties: {a: {type: string}}, additionalProperties: "
             "{type: integer}}",
             "{a?: string, *: int}");
}

static void arrays_have_items_and_tuples_a_rest(void **state)
{
    (void)state;
    expect_x("{type: array}", "list of any");
    expect_x("{type: array, items: {type: string}, minItems: 1, uniqueItems: true}",
             "list of string#1.. unique");
    expect_x("{type: array, prefixItems: [{type: string}], items: false}", "[string, ]");
    expect_x("{type: array, prefixItems: [{type: string}]}", "[string, any ...]");
    expect_x("{type: array, prefixItems: [{type: string}], items: {type: integer}}",
             "[string, int ...]");
}

static void properties_imply_an_object_with_a_note(void **state)
{
    (void)state;
    built b = build_schemas("    X: {properties: {a: {type: string}}}\n"
                            "    Y: {items: {type: string}}\n");
    expect_type(&b, "X", "{a?: string}");
    expect_type(&b, "Y", "list of string");
    expect_codes(&b, "1 O2C-M001; 2 O2C-M001");
    assert_int_equal(b.model->coverage.count, 2);
    assert_int_equal(b.model->coverage.items[0].kind, MODEL_NARROWER);
    build_end(&b);
}

static void a_reference_is_its_target_and_a_component_of_one_an_alias(void **state)
{
    (void)state;
    built b = build_schemas("    S: {type: string}\n"
                            "    A: {$ref: '#/components/schemas/S', title: Other}\n"
                            "    X: {type: object, properties: {\n"
                            "      a: {$ref: '#/components/schemas/S', description: mine},\n"
                            "      b: {$ref: '#/components/schemas/S', maxLength: 4},\n"
                            "      c: {allOf: [{$ref: '#/components/schemas/S'}]}}}\n");
    expect_type(&b, "A", "alias of S");
    expect_type(&b, "X", "{a?: S, b?: string#..4, c?: S}");
    expect_str(component(&b, "X")->members.items[0].description, "mine");
    assert_ptr_equal(model_resolve(component(&b, "A")), component(&b, "S"));
    build_end(&b);
}

static void schemas_that_refuse_everything_are_never(void **state)
{
    (void)state;
    expect_x("false", "never");
    expect_x("{type: string, minLength: 3, maxLength: 2}", "never");
    expect_x("{type: integer, minimum: 3, maximum: 2}", "never");
    expect_x("{type: number, exclusiveMinimum: 2, maximum: 2}", "never");
    expect_x("{type: array, minItems: 2, maxItems: 1}", "never");
    expect_x("{type: object, minProperties: 2, maxProperties: 1}", "never");
}

static void inline_types_know_where_they_are_used(void **state)
{
    (void)state;
    built b = build_schemas(
        "    X: {type: object, properties: {a: {type: [array, 'null'], items: {type: object, "
        "properties: {b: true}}}, c: {anyOf: [{type: object, properties: {d: true}}, "
        "{type: 'null'}]}}}\n");
    const model_type *x = component(&b, "X");
    const model_type *list = x->members.items[0].type->element;
    expect_str(list->hint, "a");
    assert_ptr_equal(list->parent, x);
    expect_str(list->element->hint, "item");
    assert_ptr_equal(list->element->parent, list);
    expect_str(x->members.items[1].type->element->hint, "c");
    assert_ptr_equal(x->members.items[1].type->element->parent, x);
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalars_have_their_types),
        cmocka_unit_test(integers_have_the_width_of_their_format),
        cmocka_unit_test(bounds_beyond_int64_make_an_integer_unsigned),
        cmocka_unit_test(bounds_and_steps_of_numbers_are_kept_as_they_were_written),
        cmocka_unit_test(null_beside_a_type_is_a_nullable),
        cmocka_unit_test(several_types_are_a_union_by_kind),
        cmocka_unit_test(all_types_are_any_value),
        cmocka_unit_test(all_types_with_integers_alone_stay_apart),
        cmocka_unit_test(objects_without_members_are_values_maps_or_empty),
        cmocka_unit_test(members_stand_in_the_order_of_the_schema),
        cmocka_unit_test(members_that_are_only_required_take_what_others_may_be),
        cmocka_unit_test(other_members_are_typed_beside_declared_ones),
        cmocka_unit_test(arrays_have_items_and_tuples_a_rest),
        cmocka_unit_test(properties_imply_an_object_with_a_note),
        cmocka_unit_test(a_reference_is_its_target_and_a_component_of_one_an_alias),
        cmocka_unit_test(schemas_that_refuse_everything_are_never),
        cmocka_unit_test(inline_types_know_where_they_are_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

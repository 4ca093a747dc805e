#include "fixture.h"

static void equal_inline_types_are_one(void **state)
{
    (void)state;
    built b = build_schemas(
        "    A: {type: object, properties: {p: {type: object, properties: {x: {type: integer}}}}}\n"
        "    B: {type: object, properties: {q: {type: object, description: other words, "
        "properties: {x: {type: integer}}}}}\n"
        "    C: {type: object, properties: {q: {type: object, required: [x], properties: {x: "
        "{type: integer}}}}}\n");
    const model_type *a = component(&b, "A")->members.items[0].type;
    assert_ptr_equal(component(&b, "B")->members.items[0].type, a);
    assert_ptr_not_equal(component(&b, "C")->members.items[0].type, a);
    expect_str(a->hint, "p");
    build_end(&b);
}

static void equal_unions_are_one_with_their_decision(void **state)
{
    (void)state;
    built b = build_schemas(
        "    S: {type: object, properties: {x: true}}\n"
        "    A: {type: object, properties: {p: {anyOf: [{$ref: '#/components/schemas/S'}, {type: "
        "string}]}, q: {anyOf: [{$ref: '#/components/schemas/S'}, {type: string}]}, r: {anyOf: "
        "[{type: string}, {$ref: '#/components/schemas/S'}]}}}\n");
    const model_type *a = component(&b, "A");
    assert_ptr_equal(a->members.items[0].type, a->members.items[1].type);
    assert_ptr_not_equal(a->members.items[0].type, a->members.items[2].type);
    build_end(&b);
}

static void equal_checks_are_one(void **state)
{
    (void)state;
    built b = build_schemas(
        "    A: {type: object, properties: {p: {type: string, not: {const: a}}, q: {type: string, "
        "not: {const: a}}, r: {type: string, not: {const: b}}}}\n"
        "    B: {type: object, properties: {p: {anyOf: [{type: string, pattern: '^a'}, {type: "
        "string, format: date}]}, q: {anyOf: [{type: string, pattern: '^a'}, {type: string, "
        "format: date}]}, r: {oneOf: [{type: string, pattern: '^a'}, {type: string, format: "
        "date}]}}}\n");
    for (int i = 0; i < 2; i++) {
        const model_type *type = component(&b, i ? "B" : "A");
        assert_ptr_equal(type->members.items[0].type, type->members.items[1].type);
        assert_ptr_not_equal(type->members.items[0].type, type->members.items[2].type);
    }
    build_end(&b);
}

static void components_keep_their_identity(void **state)
{
    (void)state;
    built b = build_schemas("    A: {type: object, properties: {x: {type: string}}}\n"
                            "    B: {type: object, properties: {x: {type: string}}}\n");
    assert_ptr_not_equal(component(&b, "A"), component(&b, "B"));
    build_end(&b);
}

static void checks_and_defaults_keep_types_apart(void **state)
{
    (void)state;
    built b =
        build_schemas("    A: {type: object, properties: {\n"
                      "      a: {type: string, maxLength: 3}, b: {type: string, maxLength: 4},\n"
                      "      c: {type: object, properties: {x: {type: integer, default: 1}}},\n"
                      "      d: {type: object, properties: {x: {type: integer, default: 2}}}}}\n");
    const model_type *a = component(&b, "A");
    for (size_t i = 0; i < 4; i++)
        for (size_t k = i + 1; k < 4; k++)
            assert_ptr_not_equal(a->members.items[i].type, a->members.items[k].type);
    build_end(&b);
}

static void inline_types_that_recur_are_left_alone(void **state)
{
    (void)state;
    built b =
        build_schemas("    A: {type: object, properties: {x: {type: object, properties: {y: {$ref: "
                      "'#/components/schemas/A/properties/x'}}}}}\n"
                      "    B: {type: object, properties: {x: {type: object, properties: {y: {$ref: "
                      "'#/components/schemas/B/properties/x'}}}}}\n");
    const model_type *x = component(&b, "A")->members.items[0].type;
    assert_ptr_equal(x->members.items[0].type, x);
    assert_true(x->recursive);
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_inline_types_are_one),
        cmocka_unit_test(equal_unions_are_one_with_their_decision),
        cmocka_unit_test(equal_checks_are_one),
        cmocka_unit_test(components_keep_their_identity),
        cmocka_unit_test(checks_and_defaults_keep_types_apart),
        cmocka_unit_test(inline_types_that_recur_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

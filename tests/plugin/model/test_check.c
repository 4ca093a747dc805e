#include "fixture.h"

static void valid_defaults_are_kept(void **state)
{
    (void)state;
    expect_x("{type: object, properties: {a: {type: boolean, default: true}, b: {type: integer, "
             "default: 3, maximum: 3}, c: {type: number, default: 1.5}, d: {type: string, default: "
             "x}, e: {enum: [x, y], default: y}, f: {type: [integer, 'null'], default: 4}, g: "
             "{type: array, default: []}, h: {type: object, additionalProperties: {type: string}, "
             "default: {}}}}",
             "{a?: bool = true, b?: int<=3 = 3, c?: number = 1.5, d?: string = \"x\", e?: "
             "\"x\"/\"y\" = \"y\", f?: null or int = 4, g?: list of any = [], h?: map of string = "
             "{}}");
}

static void scalars_are_defaults_of_the_branch_that_takes_them(void **state)
{
    (void)state;
    built b = build_schemas("    X: {type: object, properties: {\n"
                            "      a: {type: [string, integer], default: 1},\n"
                            "      b: {anyOf: [{enum: [x]}, {type: boolean}], default: true},\n"
                            "      c: {type: [integer, array], items: {type: string}, default: 2},\n"
                            "      d: {type: [string, integer], default: true},\n"
                            "      e: {oneOf: [{type: integer}, {$ref: '#/components/schemas/X'}],"
                            " default: 2}}}\n");
    const model_type *x = component(&b, "X");
    const model_kind kinds[] = {MODEL_INTEGER, MODEL_BOOL, MODEL_INTEGER};
    for (size_t i = 0; i < 3; i++) {
        const model_member *m = &x->members.items[i];
        assert_non_null(m->default_value);
        assert_int_equal(m->type->branches.items[m->default_branch].type->kind, kinds[i]);
    }
    assert_null(x->members.items[3].default_value);
    assert_null(x->members.items[4].default_value); /* held by pointer */
    expect_codes(&b, "5 O2C-S011; 6 O2C-M009");
    build_end(&b);
}

static void null_defaults_say_nothing(void **state)
{
    (void)state;
    built b = build_schemas(
        "    X: {type: object, properties: {a: {type: [string, 'null'], default: null}}}\n");
    expect_type(&b, "X", "{a?: null or string}");
    expect_codes(&b, "");
    build_end(&b);
}

static void defaults_against_the_checks_are_dropped_with_a_warning(void **state)
{
    (void)state;
    built b = build_schemas("    X: {type: object, properties: {\n"
                            "      a: {type: string, maxLength: 1, default: xx},\n"
                            "      b: {enum: [x], default: y},\n"
                            "      c: {type: integer, format: int32, default: 3000000000},\n"
                            "      d: {type: array, minItems: 1, default: []},\n"
                            "      e: {type: integer, minimum: 3, default: 1}}}\n");
    expect_type(&b, "X", "{a?: string#..1, b?: \"x\", c?: int32, d?: list of any#1.., e?: int>=3}");
    expect_codes(&b, "2 O2C-M008; 3 O2C-M008; 4 O2C-M008; 5 O2C-M008; 6 O2C-M008");
    build_end(&b);
}

static void defaults_that_cannot_be_made_are_dropped_with_a_warning(void **state)
{
    (void)state;
    built b = build_schemas("    X: {type: object, properties: {\n"
                            "      a: {type: array, default: [1]},\n"
                            "      b: {default: 1},\n"
                            "      c: {type: [string, object], default: {}}}}\n");
    for (size_t i = 0; i < 3; i++)
        assert_null(component(&b, "X")->members.items[i].default_value);
    expect_codes(&b, "2 O2C-M009; 3 O2C-M009; 4 O2C-M009");
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(valid_defaults_are_kept),
        cmocka_unit_test(scalars_are_defaults_of_the_branch_that_takes_them),
        cmocka_unit_test(null_defaults_say_nothing),
        cmocka_unit_test(defaults_against_the_checks_are_dropped_with_a_warning),
        cmocka_unit_test(defaults_that_cannot_be_made_are_dropped_with_a_warning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

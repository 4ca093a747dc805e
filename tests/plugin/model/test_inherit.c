#include "fixture.h"

#define PET                                                                                        \
    "    Pet: {type: object, required: [kind], properties: {kind: {type: string}}, "               \
    "discriminator: {propertyName: kind, mapping: {dog: Dog, hound: Dog}}}\n"
#define DOG                                                                                        \
    "    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {bark: {type: "            \
    "boolean}}}]}\n"

static void a_base_is_the_union_of_itself_and_its_heirs(void **state)
{
    (void)state;
    built b =
        build_schemas(PET DOG "    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: "
                              "{lives: {type: integer}}}], x-ms-discriminator-value: feline}\n");
    expect_type(&b, "Pet",
                "({kind: string} | Dog | Cat) by tag \"kind\" "
                "{\"Pet\": 0, \"dog\": 1, \"hound\": 1, \"feline\": 2}");
    expect_type(&b, "Dog", "{kind: string, bark?: bool}");
    expect_type(&b, "Cat", "{kind: string, lives?: int}");
    const model_type *own = component(&b, "Pet")->branches.items[0].type;
    expect_str(own->hint, "base");
    expect_str(own->tag, "kind");
    build_end(&b);
}

/* The base lists all tags, and its heirs inherit the list: each has the one that is its name or mark. */
static void heirs_share_out_the_list_of_their_base(void **state)
{
    (void)state;
    built b = build_schemas(
        "    Pet: {type: object, required: [kind], properties: {kind: {enum: [none, Dog, "
        "feline]}}, "
        "discriminator: {propertyName: kind}}\n" DOG
        "    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {required: [lives], properties: "
        "{lives: {type: integer}}}], x-ms-discriminator-value: feline}\n");
    const model_type *pet = component(&b, "Pet");
    const model_decision *by_tag = pet->decision;
    assert_int_equal(by_tag->pick, MODEL_PICK_TAG);
    assert_int_equal(by_tag->tags.count, 3);
    for (size_t i = 0; i < 3; i++) {
        const model_tag *tag = &by_tag->tags.items[i];
        if (str_eq(tag->value->as.text, STR("none")))
            assert_int_equal(tag->then->pick, MODEL_PICK_TRY);
        else
            assert_int_equal(tag->then->branch, str_eq(tag->value->as.text, STR("Dog")) ? 1 : 2);
    }
    build_end(&b);
}

static void heirs_of_heirs_are_branches_by_their_const(void **state)
{
    (void)state;
    built b = build_schemas(PET DOG
                            "    Puppy: {allOf: [{$ref: '#/components/schemas/Dog'}, {properties: "
                            "{kind: {const: puppy}}}]}\n");
    expect_type(&b, "Pet",
                "({kind: string} | Dog | Puppy) by tag \"kind\" "
                "{\"Pet\": 0, \"dog\": 1, \"hound\": 1, \"puppy\": 2}");
    expect_type(&b, "Puppy", "{kind: \"puppy\", bark?: bool}");
    build_end(&b);
}

static void references_mean_the_union_and_allof_the_own_shape(void **state)
{
    (void)state;
    built b = build_schemas(
        PET DOG "    Owner: {type: object, properties: {\n"
                "      a: {$ref: '#/components/schemas/Pet'},\n"
                "      b: {allOf: [{$ref: '#/components/schemas/Pet'}], title: t},\n"
                "      c: {allOf: [{$ref: '#/components/schemas/Pet'}, {required: "
                "[name], properties: {name: {type: string}}}]},\n"
                "      d: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}\n");
    expect_type(&b, "Owner",
                "{a?: Pet, b?: Pet, c?: {kind: string, name: string}, d?: list of Pet}");
    build_end(&b);
}

static void a_base_without_heirs_is_an_object(void **state)
{
    (void)state;
    expect_x("{type: object, required: [k], properties: {k: {type: string}}, "
             "discriminator: {propertyName: k}}",
             "{k: string}");
}

static void heirs_may_add_nothing(void **state)
{
    (void)state;
    built b = build_schemas(
        "    Pet: {type: object, required: [k], properties: {k: {type: string}}, discriminator: "
        "{propertyName: k}}\n"
        "    Plain: {allOf: [{$ref: '#/components/schemas/Pet'}]}\n"
        "    Other: {$ref: '#/components/schemas/Pet'}\n");
    assert_int_equal(component(&b, "Pet")->branches.count, 2);
    expect_type(&b, "Plain", "{k: string}");
    expect_type(&b, "Other", "alias of Pet");
    build_end(&b);
}

static void a_base_may_be_the_heir_of_another(void **state)
{
    (void)state;
    built b = build_schemas(
        "    A: {type: object, required: [k], properties: {k: {type: string}}, discriminator: "
        "{propertyName: k}}\n"
        "    B: {allOf: [{$ref: '#/components/schemas/A'}], required: [l], properties: {l: {type: "
        "string}}, discriminator: {propertyName: l}}\n"
        "    C: {allOf: [{$ref: '#/components/schemas/B'}, {required: [m]}]}\n");
    expect_type(&b, "A", "({k: string} | B | C) by tag \"k\" {\"A\": 0, \"B\": 1, \"C\": 2}");
    expect_type(&b, "B", "({k: string, l: string} | C) by tag \"l\" {\"B\": 0, \"C\": 1}");
    build_end(&b);
}

/* By the same property its heirs are branches already. */
static void a_base_by_the_same_property_is_one_level(void **state)
{
    (void)state;
    built b = build_schemas(
        "    A: {type: object, required: [k], properties: {k: {type: string}}, discriminator: "
        "{propertyName: k}}\n"
        "    B: {allOf: [{$ref: '#/components/schemas/A'}], discriminator: "
        "{propertyName: k, mapping: {sea: C}}}\n"
        "    C: {allOf: [{$ref: '#/components/schemas/B'}, {required: [m]}]}\n");
    expect_type(&b, "A",
                "({k: string} | {k: string} | C) by tag \"k\" {\"A\": 0, \"B\": 1, \"sea\": 2}");
    expect_type(&b, "B", "({k: string} | C) by tag \"k\" {\"B\": 0, \"sea\": 1}");
    build_end(&b);
}

static void what_stands_beside_a_base_joins_its_heirs(void **state)
{
    (void)state;
    built b = build_schemas(
        PET DOG "    X: {type: object, required: [id], properties: {id: {type: integer}}, "
                "oneOf: [{$ref: '#/components/schemas/Pet'}]}\n");
    expect_type(&b, "X",
                "(({id: int, kind: string} | {id: int, kind: string, bark?: bool}) "
                "by tag \"kind\" {\"Pet\": 0, \"dog\": 1, \"hound\": 1}) by 0");
    build_end(&b);
}

/* A common spelling, endless when it is taken at its word. */
static void branches_that_inherit_from_their_union_end(void **state)
{
    (void)state;
    built b = build_schemas(
        "    U: {type: object, required: [k], properties: {k: {type: string}}, discriminator: "
        "{propertyName: k}, oneOf: [{$ref: '#/components/schemas/X'}, {$ref: "
        "'#/components/schemas/Y'}]}\n"
        "    X: {allOf: [{$ref: '#/components/schemas/U'}, {properties: {a: true}}]}\n"
        "    Y: {allOf: [{$ref: '#/components/schemas/U'}, {properties: {b: true}}]}\n");
    expect_type(&b, "U", "(X | Y) by tag \"k\" {\"X\": 0, \"Y\": 1}");
    expect_type(&b, "X", "{k: string, a?: any}");
    expect_codes(&b, "");
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_base_is_the_union_of_itself_and_its_heirs),
        cmocka_unit_test(heirs_share_out_the_list_of_their_base),
        cmocka_unit_test(heirs_of_heirs_are_branches_by_their_const),
        cmocka_unit_test(references_mean_the_union_and_allof_the_own_shape),
        cmocka_unit_test(a_base_without_heirs_is_an_object),
        cmocka_unit_test(heirs_may_add_nothing),
        cmocka_unit_test(a_base_may_be_the_heir_of_another),
        cmocka_unit_test(a_base_by_the_same_property_is_one_level),
        cmocka_unit_test(what_stands_beside_a_base_joins_its_heirs),
        cmocka_unit_test(branches_that_inherit_from_their_union_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

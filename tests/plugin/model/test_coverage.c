#include "fixture.h"

/* Every keyword that no check enforces: a warning and an entry, at the keyword. */
static void what_is_not_enforced_is_listed_and_said(void **state)
{
    (void)state;
    static const struct {
        const char *keyword, *text;
    } cases[] = {
        {"pattern", "{type: object, patternProperties: {a(: {type: string}}}"},
        {"pattern", "{type: string, if: {pattern: a(}, then: {maxLength: 1}}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mem m = MEM_INIT;
        built b = build_schemas(str_print(&m, "    X: %s\n", cases[i].text).data);
        expect_codes(&b, "1 O2C-M041; 1 O2C-M016");
        assert_int_equal(b.model->coverage.count, 1);
        const model_coverage *found = &b.model->coverage.items[0];
        assert_int_equal(found->kind, MODEL_WEAKER);
        expect_str(found->keyword, cases[i].keyword);
        expect_str(found->pointer, "#/components/schemas/X");
        build_end(&b);
        mem_free(&m);
    }
}

static void what_says_nothing_is_not_listed(void **state)
{
    (void)state;
    built b =
        build_schemas("    X: {type: object, propertyNames: true, unevaluatedProperties: "
                      "true, patternProperties: {'.*': {type: integer}}, if: {type: string}}\n"
                      "    Y: {type: string, contentEncoding: base64, format: password}\n");
    expect_type(&b, "X", "map of int");
    expect_codes(&b, "");
    assert_int_equal(b.model->coverage.count, 0);
    build_end(&b);
}

static void unevaluated_properties_see_the_parts_of_allof(void **state)
{
    (void)state;
    built b = build_schemas(
        "    A: {type: object, properties: {a: {type: string}}}\n"
        "    X: {allOf: [{$ref: '#/components/schemas/A'}], properties: {b: true}, "
        "unevaluatedProperties: false}\n"
        "    Y: {type: object, properties: {b: true}, unevaluatedProperties: {type: integer}}\n"
        "    Z: {allOf: [{$ref: '#/components/schemas/X'}, {properties: {c: true}}]}\n");
    expect_type(&b, "X", "{a?: string, b?: any}!");
    expect_type(&b, "Y", "{b?: any, *: int}");
    expect_type(&b, "Z", "{a?: string, b?: any}!");
    expect_codes(&b, "4 O2C-M010");
    assert_int_equal(b.model->coverage.count, 0);
    build_end(&b);
}

static void one_pattern_of_names_gives_the_map_its_type(void **state)
{
    (void)state;
    expect_x(
        "{type: object, patternProperties: {^a: {type: integer}}, additionalProperties: false}",
        "map of int where properties");
}

static void a_schema_used_twice_is_listed_once_in_document_order(void **state)
{
    (void)state;
    built b =
        build_schemas("    A: {type: object, properties: {x: {$ref: '#/components/schemas/S'},\n"
                      "      y: {allOf: [{$ref: '#/components/schemas/S'}, {maxLength: 3}]},\n"
                      "      z: {type: integer, maximum: 1e30}}}\n"
                      "    S: {type: string, pattern: a(}\n");
    assert_int_equal(b.model->coverage.count, 2);
    expect_str(b.model->coverage.items[0].keyword, "type");
    expect_str(b.model->coverage.items[1].keyword, "pattern");
    assert_int_equal(b.d.warnings, 1);
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_enforced_is_listed_and_said),
        cmocka_unit_test(what_says_nothing_is_not_listed),
        cmocka_unit_test(unevaluated_properties_see_the_parts_of_allof),
        cmocka_unit_test(one_pattern_of_names_gives_the_map_its_type),
        cmocka_unit_test(a_schema_used_twice_is_listed_once_in_document_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

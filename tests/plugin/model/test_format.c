#include "fixture.h"

static const char in_json_schema[] = "$schema: https://json-schema.org/draft/2020-12/schema\n"
                                     "$defs: {X: {type: string, format: uuid}}\n";
static const char in_openapi[] = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n"
                                 "components: {schemas: {X: {type: string, format: uuid}}}\n";

static void expect_in(const char *spec, schema_formats formats, const char *expected)
{
    built b = build_with_formats(spec, formats);
    expect_type(&b, "X", expected);
    assert_int_equal(b.model->coverage.count, 0);
    assert_int_equal(b.d.items.count, 0);
    build_end(&b);
}

static void formats_are_asserted_by_document_or_on_request(void **state)
{
    (void)state;
    expect_in(in_openapi, SCHEMA_FORMATS_DEFAULT, "string~uuid");
    expect_in(in_openapi, SCHEMA_FORMATS_ASSERT, "string~uuid");
    expect_in(in_openapi, SCHEMA_FORMATS_ANNOTATE, "string");
    expect_in(in_json_schema, SCHEMA_FORMATS_DEFAULT, "string");
    expect_in(in_json_schema, SCHEMA_FORMATS_ASSERT, "string~uuid");
    expect_in(in_json_schema, SCHEMA_FORMATS_ANNOTATE, "string");
}

static void formats_are_checks_of_strings(void **state)
{
    (void)state;
    expect_x("{type: string, format: date-time, maxLength: 30}", "string#..30~date-time");
    expect_x("{type: string, format: uri, nullable: true}", "string~uri");
    expect_x("{type: [string, 'null'], format: uri}", "null or string~uri");
    expect_x("{format: uuid}", "any~uuid");
    expect_x("{allOf: [{type: string, format: uri}, {format: iri}, {format: uri}]}",
             "string~uri~iri");
    expect_x("{type: array, items: {type: string, format: ipv4}}", "list of string~ipv4");
    expect_x("{type: integer, format: uuid}", "int");
    expect_x("{type: [integer, string], format: date}",
             "(int | string~date) by kind {number: 0, string: 1}");
}

static void formats_that_are_not_known_are_annotations(void **state)
{
    (void)state;
    built b = build_schemas("    X: {type: string, format: at-uri}\n"
                            "    Y: {type: string, format: ''}\n"
                            "    Z: {type: string, format: password}\n");
    expect_type(&b, "X", "string");
    expect_type(&b, "Y", "string");
    expect_type(&b, "Z", "string");
    expect_codes(&b, "");
    assert_int_equal(b.model->coverage.count, 0);
    build_end(&b);
}

static void integers_as_text_are_checked_where_only_strings_may_stand(void **state)
{
    (void)state;
    expect_x("{type: string, format: int64}", "string~int64");
    expect_x("{type: [string, 'null'], format: uint64}", "null or string~uint64");
    expect_x("{type: integer, format: int64}", "int");
    expect_x("{format: int64}", "any>=-9223372036854775808<=9223372036854775807*1");
    expect_x("{type: [string, boolean, integer], format: int64}",
             "(bool | int | string) by kind {boolean: 0, number: 1, string: 2}");
}

static void a_format_beside_a_union_holds_for_its_branches(void **state)
{
    (void)state;
    built b = build_schemas("    X: {format: uuid, anyOf: [{type: string}, {type: integer}]}\n");
    expect_type(&b, "X", "(string~uuid | int) by kind {number: 1, string: 0}");
    build_end(&b);
    expect_x("{anyOf: [{type: string, format: date}, {type: string, format: uuid}]}",
             "string where anyOf");
}

static void defaults_without_the_format_are_dropped(void **state)
{
    (void)state;
    built b = build_schemas("    X:\n"
                            "      properties:\n"
                            "        a: {type: string, format: date, default: '2024-02-29'}\n"
                            "        b: {type: string, format: date, default: '2023-02-29'}\n");
    expect_type(&b, "X", "{a?: string~date = \"2024-02-29\", b?: string~date}");
    expect_codes(&b, "2 O2C-M001; 4 O2C-M008");
    build_end(&b);
}

static void an_enum_decides_over_a_format_beside_it(void **state)
{
    (void)state;
    built b = build_schemas("    X: {type: string, format: date, enum: ['2024-02-29', never]}\n"
                            "    Y: {type: string, format: date, const: '2024-02-29'}\n");
    expect_type(&b, "X", "\"2024-02-29\"/\"never\"");
    expect_type(&b, "Y", "\"2024-02-29\"");
    expect_codes(&b, "1 O2C-M020");
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_are_asserted_by_document_or_on_request),
        cmocka_unit_test(formats_are_checks_of_strings),
        cmocka_unit_test(formats_that_are_not_known_are_annotations),
        cmocka_unit_test(integers_as_text_are_checked_where_only_strings_may_stand),
        cmocka_unit_test(a_format_beside_a_union_holds_for_its_branches),
        cmocka_unit_test(defaults_without_the_format_are_dropped),
        cmocka_unit_test(an_enum_decides_over_a_format_beside_it),
    };
    return cmocka_run_group_tests_name("plugin.model.format", tests, NULL, NULL);
}

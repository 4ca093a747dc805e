#include "fixture.h"

#define READS "this version reads OpenAPI 3.1 and JSON Schema 2020-12"

static void openapi_3_1_is_read_however_its_version_is_written(void **state)
{
    (void)state;
    static const char *const versions[] = {"3.1.0", "'3.1.1'", "\"3.1\"", "3.1"};
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        char text[128];
        snprintf(text, sizeof text, "openapi: %s\ncomponents: {schemas: {A: {}}}\n", versions[i]);
        built b = build(text);
        expect_roots(&b, "A");
        build_end(&b);
    }
}

static void other_versions_are_refused_by_name(void **state)
{
    (void)state;
    expect_reports("openapi: 3.0.3\n",
                   "1:10 error O2C-S002: OpenAPI 3.0 is not supported yet; " READS "\n");
    expect_reports("openapi: 3.2.0\n",
                   "1:10 error O2C-S002: OpenAPI 3.2 is not supported yet; " READS "\n");
    expect_reports("info: {}\nswagger: '2.0'\n",
                   "2:10 error O2C-S002: Swagger 2.0 is not supported yet; " READS "\n");
    expect_reports("asyncapi: 3.0.0\n",
                   "1:11 error O2C-S002: AsyncAPI is not supported yet; " READS "\n");
    expect_reports("openapi: 3.10.0\n", "1:10 error O2C-S002: 'openapi: 3.10.0' is not a known "
                                        "version; " READS "\n");
    expect_reports("openapi: 7\n",
                   "1:10 error O2C-S002: 'openapi: 7' is not a known version; " READS "\n");
}

static void other_drafts_are_refused_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *uri, *name;
    } drafts[] = {
        {"http://json-schema.org/draft-03/schema#", "JSON Schema draft 3"},
        {"http://json-schema.org/draft-04/schema#", "JSON Schema draft 4"},
        {"http://json-schema.org/draft-06/schema", "JSON Schema draft 6"},
        {"https://json-schema.org/draft-07/schema#", "JSON Schema draft 7"},
        {"https://json-schema.org/draft/2019-09/schema", "JSON Schema 2019-09"},
    };
    for (size_t i = 0; i < sizeof drafts / sizeof *drafts; i++) {
        char text[256], expected[256];
        snprintf(text, sizeof text, "{\"type\": \"object\",\n \"$schema\": \"%s\"}", drafts[i].uri);
        snprintf(expected, sizeof expected,
                 "2:13 error O2C-S002: %s is not supported yet; " READS "\n", drafts[i].name);
        expect_reports(text, expected);
    }
}

static void an_embedded_resource_of_another_draft_is_refused(void **state)
{
    (void)state;
    expect_reports("$defs:\n  a:\n    $id: a.json\n"
                   "    $schema: http://json-schema.org/draft-07/schema#\n",
                   "4:14 error O2C-S002: JSON Schema draft 7 is not supported yet; " READS "\n");
}

static void a_schema_without_dialect_is_of_2020_12(void **state)
{
    (void)state;
    built b = build("type: array\nprefixItems: [true]\n");
    assert_int_equal(at(&b, "#")->prefix_items.count, 1);
    build_end(&b);
}

static void a_custom_dialect_is_read_with_a_warning(void **state)
{
    (void)state;
    expect_reports("$schema: https://example.com/mine\ntype: object\n",
                   "1:10 warning O2C-S002: the dialect 'https://example.com/mine' is not known; "
                   "reading it as JSON Schema 2020-12\n");
}

static void schema_dialect_of_openapi_is_checked(void **state)
{
    (void)state;
    expect_reports("openapi: 3.1.0\n"
                   "jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base\n"
                   "components: {schemas: {A: {}}}\n",
                   "");
    expect_reports("openapi: 3.1.0\n"
                   "jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema\n"
                   "components: {schemas: {A: {}}}\n",
                   "");
    expect_reports("openapi: 3.1.0\n"
                   "jsonSchemaDialect: http://json-schema.org/draft-07/schema#\n",
                   "2:20 error O2C-S002: JSON Schema draft 7 is not supported yet; " READS "\n");
    expect_reports("openapi: 3.1.0\njsonSchemaDialect: 7\n",
                   "2:20 error O2C-S003: a dialect must be a string, not a number\n");
}

#define NO_SCHEMA                                                                                  \
    "error O2C-S001: no schema found: this is neither an OpenAPI document nor a JSON Schema\n"

static void documents_without_a_schema_are_refused(void **state)
{
    (void)state;
    expect_reports("name: x\nage: 3\n", "1:1 " NO_SCHEMA);
    expect_reports("{}", "1:1 " NO_SCHEMA);
    expect_reports("[1, 2]", "1:1 " NO_SCHEMA);
    expect_reports("just text\n", "1:1 " NO_SCHEMA);
    expect_reports("null\n", "1:1 " NO_SCHEMA);
}

static void a_boolean_is_a_schema(void **state)
{
    (void)state;
    built b = build("true\n");
    assert_true(at(&b, "#")->always);
    expect_roots(&b, "pets");
    build_end(&b);
    b = build("false\n");
    assert_true(at(&b, "#")->never);
    build_end(&b);
}

static void an_openapi_document_without_schemas_is_a_warning(void **state)
{
    (void)state;
    expect_reports("openapi: 3.1.0\ninfo: {}\n",
                   "1:1 warning O2C-S001: this OpenAPI document has no schema\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(openapi_3_1_is_read_however_its_version_is_written),
        cmocka_unit_test(other_versions_are_refused_by_name),
        cmocka_unit_test(other_drafts_are_refused_by_name),
        cmocka_unit_test(an_embedded_resource_of_another_draft_is_refused),
        cmocka_unit_test(a_schema_without_dialect_is_of_2020_12),
        cmocka_unit_test(a_custom_dialect_is_read_with_a_warning),
        cmocka_unit_test(schema_dialect_of_openapi_is_checked),
        cmocka_unit_test(documents_without_a_schema_are_refused),
        cmocka_unit_test(a_boolean_is_a_schema),
        cmocka_unit_test(an_openapi_document_without_schemas_is_a_warning),
    };
    return cmocka_run_group_tests_name("schema dialect", tests, NULL, NULL);
}

#include "fixture.h"

#define READS                                                                                      \
    "this version reads Swagger 2.0, OpenAPI 3.0 to 3.2 and JSON Schema draft 4 to 2020-12"

static void versions_are_read_however_they_are_written(void **state)
{
    (void)state;
    static const char *const versions[] = {
        "openapi: 3.1.0", "openapi: '3.1.1'", "openapi: \"3.1\"", "openapi: 3.1",
        "openapi: 3.0.3", "openapi: '3.0'",   "openapi: 3.0.0 ",  "openapi: 3.2.0",
    };
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        char text[128];
        snprintf(text, sizeof text, "%s\ncomponents: {schemas: {A: {}}}\n", versions[i]);
        built b = build(text);
        expect_roots(&b, "A");
        assert_true(b.graph->openapi);
        build_end(&b);
    }
    built b = build("swagger: 2.0\ndefinitions: {A: {}}\n");
    expect_roots(&b, "A");
    build_end(&b);
}

static void other_versions_are_refused_by_name(void **state)
{
    (void)state;
    expect_reports("asyncapi: 3.0.0\n",
                   "1:11 error O2C-S002: AsyncAPI is not supported; " READS "\n");
    expect_reports("openapi: 3.10.0\n", "1:10 error O2C-S002: 'openapi: 3.10.0' is not a known "
                                        "version; " READS "\n");
    expect_reports("swagger: '1.2'\n", "1:10 error O2C-S002: 'swagger: 1.2' is not a known "
                                       "version; " READS "\n");
    expect_reports("openapi: 7\n",
                   "1:10 error O2C-S002: 'openapi: 7' is not a known version; " READS "\n");
}

/* `id` is a keyword of draft 4 alone, `$anchor` since 2019-09, `prefixItems` since 2020-12. */
static void every_draft_is_known_by_its_uri(void **state)
{
    (void)state;
    static const struct {
        const char *uri, *foreign;
    } drafts[] = {
        {"http://json-schema.org/draft-04/schema#", "$anchor const prefixItems "},
        {"http://json-schema.org/draft-06/schema", "$anchor id prefixItems "},
        {"https://json-schema.org/draft-07/schema#", "$anchor id prefixItems "},
        {"https://json-schema.org/draft/2019-09/schema", "id prefixItems "},
        {"https://json-schema.org/draft/2020-12/schema", "id "},
    };
    for (size_t i = 0; i < sizeof drafts / sizeof *drafts; i++) {
        char text[256];
        snprintf(text, sizeof text,
                 "$anchor: a\nconst: 3\nid: x\nprefixItems: [true]\n$schema: %s\n", drafts[i].uri);
        built b = build(text);
        buf foreign = BUF_INIT;
        for (size_t j = 0; j < b.d.items.count; j++) {
            str said = b.d.items.items[j].text;
            said = str_slice(said, 1, said.len);
            buf_add(&foreign, str_slice(said, 0, str_find(said, '\'')));
            buf_char(&foreign, ' ');
        }
        assert_string_equal(foreign.data, drafts[i].foreign);
        buf_free(&foreign);
        build_end(&b);
    }
}

static void draft_3_is_refused(void **state)
{
    (void)state;
    expect_reports("{\"type\": \"object\",\n \"$schema\": "
                   "\"http://json-schema.org/draft-03/schema#\"}",
                   "2:13 error O2C-S002: JSON Schema draft 3 is not supported; " READS "\n");
}

static void the_dialect_may_change_in_a_document(void **state)
{
    (void)state;
    built b = build("$defs:\n"
                    "  a:\n    $id: a.json\n    $schema: http://json-schema.org/draft-07/schema#\n"
                    "    items: [{type: string}]\n"
                    "    definitions:\n"
                    "      c: {id: c.json, $schema: 'http://json-schema.org/draft-04/schema#',\n"
                    "          minimum: 3, exclusiveMinimum: true}\n"
                    "      d: {items: [true]}\n"
                    "  b: {prefixItems: [true]}\n");
    assert_int_equal(b.d.items.count, 0);
    assert_int_equal(at(&b, "#/$defs/a")->prefix_items.count, 1);
    assert_non_null(at(&b, "#/$defs/a/definitions/c")->exclusive_minimum);
    assert_null(at(&b, "#/$defs/a/definitions/c")->minimum);
    assert_int_equal(at(&b, "#/$defs/a/definitions/d")->prefix_items.count, 1);
    assert_int_equal(at(&b, "#/$defs/b")->prefix_items.count, 1);
    build_end(&b);
}

static void the_way_to_a_schema_says_its_dialect(void **state)
{
    (void)state;
    /* Nothing parses x-old but the reference into it. */
    built b = build("$ref: '#/x-old/definitions/t'\n"
                    "x-old:\n  $id: http://example.com/old\n"
                    "  $schema: http://json-schema.org/draft-07/schema#\n"
                    "  definitions: {t: {items: [true], not: {$ref: '#/definitions/u'}}, u: {type: "
                    "integer}}\n");
    assert_int_equal(at(&b, "#/x-old/definitions/t")->prefix_items.count, 1);
    assert_int_equal(at(&b, "#/x-old/definitions/t/not")->ref->types, SCHEMA_INTEGER);
    build_end(&b);
}

static void a_dialect_can_be_given(void **state)
{
    (void)state;
    const schema_options options = {.dialect = STR("draft4")};
    built b;
    build_text(&b, STR("minimum: 3\nexclusiveMinimum: true\n"), &options);
    assert_non_null(at(&b, "#")->exclusive_minimum);
    build_end(&b);
    build_text(&b,
               STR("$schema: https://json-schema.org/draft/2020-12/schema\nprefixItems: [true]\n"),
               &options);
    assert_int_equal(at(&b, "#")->prefix_items.count, 1);
    build_end(&b);
    assert_true(schema_is_dialect(STR("openapi3.0")));
    assert_true(schema_is_dialect(STR("draft2020-12")));
    assert_false(schema_is_dialect(STR("draft5")));
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
    built b = build("openapi: 3.1.0\n"
                    "jsonSchemaDialect: http://json-schema.org/draft-07/schema#\n"
                    "components: {schemas: {A: {items: [true]}}}\n");
    assert_int_equal(at(&b, "#/components/schemas/A")->prefix_items.count, 1);
    build_end(&b);
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
        cmocka_unit_test(versions_are_read_however_they_are_written),
        cmocka_unit_test(other_versions_are_refused_by_name),
        cmocka_unit_test(every_draft_is_known_by_its_uri),
        cmocka_unit_test(draft_3_is_refused),
        cmocka_unit_test(the_dialect_may_change_in_a_document),
        cmocka_unit_test(the_way_to_a_schema_says_its_dialect),
        cmocka_unit_test(a_dialect_can_be_given),
        cmocka_unit_test(a_schema_without_dialect_is_of_2020_12),
        cmocka_unit_test(a_custom_dialect_is_read_with_a_warning),
        cmocka_unit_test(schema_dialect_of_openapi_is_checked),
        cmocka_unit_test(documents_without_a_schema_are_refused),
        cmocka_unit_test(a_boolean_is_a_schema),
        cmocka_unit_test(an_openapi_document_without_schemas_is_a_warning),
    };
    return cmocka_run_group_tests_name("schema dialect", tests, NULL, NULL);
}

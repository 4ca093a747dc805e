#include "fixture.h"

/* What X is, in an OpenAPI document and so asserted, or as these options say. */
static void expect_by(const schema_options *options, const char *x, const char *expected)
{
    mem m = MEM_INIT;
    built b = build_schemas_with(str_print(&m, "    X: %s\n", x).data, options);
    expect_type(&b, "X", expected);
    build_end(&b);
    mem_free(&m);
}

static void a_width_says_what_the_format_says(void **state)
{
    (void)state;
    expect_x("{type: integer, format: int32}", "int32");
    expect_x("{type: integer, format: uint8}", "intu32>=0<=255");
    expect_x("{type: integer, format: int64}", "int");
    expect_x("{type: [integer, 'null'], format: int32}", "null or int32");
    expect_x("{type: number, format: float}", "number32");
    expect_x("{type: number, format: double}", "number");
}

static void what_has_no_width_is_bounded(void **state)
{
    (void)state;
    expect_x("{type: number, format: int8}", "number>=-128<=127*1");
    expect_x("{type: number, format: uint16, maximum: 9}", "number>=0<=9*1");
    expect_x("{format: int32}", "any>=-2147483648<=2147483647*1");
    expect_x("{type: string, format: int32}", "string");
    expect_x("{type: integer, format: uint8, enum: [1, 300]}", "1/300");
}

static void with_exact_it_is_asserted_on_request(void **state)
{
    (void)state;
    const schema_options exact = {.exact = true};
    const schema_options both = {.exact = true, .formats = SCHEMA_FORMATS_ASSERT};
    expect_by(&exact, "{type: number, format: int8}", "any<number>");
    expect_by(&both, "{type: number, format: int8}", "any<number>>=-128<=127*1");
    expect_by(&both, "{type: integer, format: int8}", "int>=-128<=127");
}

static void an_annotation_bounds_nothing(void **state)
{
    (void)state;
    const schema_options annotate = {.formats = SCHEMA_FORMATS_ANNOTATE};
    expect_by(&annotate, "{type: number, format: int8}", "number");
    expect_by(&annotate, "{format: int8}", "any");
}

static void expect_verdict(const char *schema_text, const char *value, o2c_match verdict)
{
    mem m = MEM_INIT;
    built b = build_schemas(str_print(&m, "    X: {not: %s}\n", schema_text).data);
    const node number = {.kind = NODE_NUMBER, .as.text = str_of(value), .source = str_of(value)};
    assert_int_equal(check_accepts(component(&b, "X")->check, &number), verdict);
    build_end(&b);
    mem_free(&m);
}

static void checks_of_values_as_a_whole_know_it(void **state)
{
    (void)state;
    expect_verdict("{type: integer, format: uint8}", "255", O2C_MATCH_NO);
    expect_verdict("{type: integer, format: uint8}", "256", O2C_MATCH_YES);
    expect_verdict("{type: number, format: float}", "1e39", O2C_MATCH_YES);
    expect_verdict("{type: number, format: float}", "3.4028235e38", O2C_MATCH_NO);
    expect_verdict("{type: number, format: double}", "1.8e308", O2C_MATCH_YES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_width_says_what_the_format_says),
        cmocka_unit_test(what_has_no_width_is_bounded),
        cmocka_unit_test(with_exact_it_is_asserted_on_request),
        cmocka_unit_test(an_annotation_bounds_nothing),
        cmocka_unit_test(checks_of_values_as_a_whole_know_it),
    };
    return cmocka_run_group_tests_name("model.number_format", tests, NULL, NULL);
}

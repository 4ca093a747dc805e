#include "fixture.h"

#define ALL          UINT32_MAX
#define ONLY(format) (UINT32_C(1) << (format))

static built build_typed(const char *schemas, uint32_t formats)
{
    const schema_options options = {.typed = formats};
    return build_schemas_with(schemas, &options);
}

/* What X is, and what is reported: codes as expect_codes has them. */
static void expect_typed(uint32_t formats, const char *x, const char *expected, const char *codes)
{
    mem m = MEM_INIT;
    built b = build_typed(str_print(&m, "    X: %s\n", x).data, formats);
    expect_type(&b, "X", expected);
    expect_codes(&b, codes);
    build_end(&b);
    mem_free(&m);
}

static void every_form_is_of_its_format(void **state)
{
    (void)state;
    static const char *const names[] = {"uuid",      "date-time", "date",  "time",
                                        "duration",  "ipv4",      "ipv6",  "byte",
                                        "base64url", "int64",     "uint64"};
    mem m = MEM_INIT;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *text = str_print(&m, "{type: string, format: %s}", names[i]).data;
        o2c_format format = model_typed_find(str_of(names[i]));
        assert_int_not_equal(format, O2C_FORMAT_NONE);
        expect_typed(ALL, text, str_print(&m, "typed~%s", names[i]).data, "");
        expect_typed(ONLY(format), text, str_print(&m, "typed~%s", names[i]).data, "");
        expect_typed(ALL & ~ONLY(format), text, str_print(&m, "string~%s", names[i]).data, "");
        expect_typed(0, text, str_print(&m, "string~%s", names[i]).data, "");
    }
    mem_free(&m);
}

static void other_formats_have_none(void **state)
{
    (void)state;
    assert_int_equal(model_typed_find(STR("email")), O2C_FORMAT_NONE);
    assert_int_equal(model_typed_find(STR("password")), O2C_FORMAT_NONE);
    assert_int_equal(model_typed_find(STR("")), O2C_FORMAT_NONE);
    expect_typed(ALL, "{type: string, format: email}", "string~email", "");
    expect_typed(ALL, "{type: string, format: password}", "string", "");
    expect_typed(ALL, "{type: string}", "string", "");
    expect_typed(ALL, "{type: integer, format: int64}", "int", "");
    expect_typed(ALL, "{type: number, format: double}", "number", "");
}

static void a_form_stands_in_every_place(void **state)
{
    (void)state;
    expect_typed(ALL, "{type: [string, 'null'], format: date}", "null or typed~date", "");
    expect_typed(ALL, "{type: array, items: {type: string, format: date}}", "list of typed~date",
                 "");
    expect_typed(ALL, "{type: object, additionalProperties: {type: string, format: ipv4}}",
                 "map of typed~ipv4", "");
    expect_typed(ALL, "{allOf: [{type: string}, {format: ipv4}]}", "typed~ipv4", "");
    expect_typed(ALL, "{oneOf: [{type: string, format: ipv4}, {type: integer}]}",
                 "(typed~ipv4 | int) by kind {number: 1, string: 0}", "");
    expect_typed(ALL, "{anyOf: [{type: string, format: ipv4}, {type: 'null'}]}",
                 "null or typed~ipv4", "");
}

static void more_than_the_format_is_asked_of_text(void **state)
{
    (void)state;
    expect_typed(ALL, "{type: string, format: byte, maxLength: 9}", "string#..9~byte",
                 "1 O2C-M021");
    expect_typed(ALL, "{type: string, format: date, minLength: 1}", "string#1..~date",
                 "1 O2C-M021");
    expect_typed(ALL, "{type: string, format: uuid, pattern: '^0'}", "string~uuid", "1 O2C-M021");
    expect_typed(ALL, "{allOf: [{type: string, format: date}, {format: uuid}]}", "string~date~uuid",
                 "1 O2C-M021");
    expect_typed(ALL, "{type: string, format: date, enum: ['2020-01-01']}", "\"2020-01-01\"", "");
    expect_typed(ALL, "{type: string, format: date, const: '2020-01-01'}", "\"2020-01-01\"", "");
    expect_typed(ALL, "{anyOf: [{type: string, format: date}, {type: string}]}", "string", "");
}

static void branches_of_other_forms_are_a_union(void **state)
{
    (void)state;
    expect_typed(ALL, "{oneOf: [{type: string, format: ipv4}, {type: string, format: ipv6}]}",
                 "(typed~ipv4 | typed~ipv6) by first of [0, 1]", "");
    expect_typed(ALL, "{oneOf: [{type: string, format: ipv4}, {type: string, not: {const: x}}]}",
                 "string where oneOf", "");
    expect_typed(ALL, "{anyOf: [{type: string, format: ipv4}, {type: string, maxLength: 3}]}",
                 "string where anyOf", "");
    expect_typed(ALL,
                 "{anyOf: [{type: string, format: ipv4, not: {const: 1.2.3.4}},\n"
                 "          {type: string, format: ipv4, not: {const: 1.2.3.5}}]}",
                 "typed~ipv4 where anyOf", "");
}

/* An annotation stays one where the branches are text after all. */
static void branches_as_text_assert_no_more_than_before(void **state)
{
    (void)state;
    static const char spec[] =
        "$defs:\n  A: {type: object, properties: {a: {anyOf: [{type: string, format: uuid},\n"
        "    {type: string, minLength: 9}], default: xyz}}}\n";
    for (schema_formats formats = SCHEMA_FORMATS_DEFAULT; formats <= SCHEMA_FORMATS_ANNOTATE;
         formats = (schema_formats)(formats + 1)) {
        const schema_options options = {.typed = ALL, .formats = formats};
        built b = build_with_options(spec, &options);
        bool refused = b.d.items.count > 0;
        assert_int_equal(refused, formats == SCHEMA_FORMATS_ASSERT);
        build_end(&b);
    }
}

static void integers_as_text_are_typed_where_only_strings_may_stand(void **state)
{
    (void)state;
    expect_typed(ALL, "{type: [string, integer], format: int64}",
                 "(int | string) by kind {number: 0, string: 1}", "");
    expect_typed(ALL, "{type: [string, 'null'], format: uint64}", "null or typed~uint64", "");
}

static void an_encoding_stands_in_for_a_format(void **state)
{
    (void)state;
    expect_typed(ALL, "{type: string, contentEncoding: base64}", "typed~byte", "");
    expect_typed(ALL, "{type: string, contentEncoding: base64url}", "typed~base64url", "");
    expect_typed(ALL, "{type: string, contentEncoding: quoted-printable}", "string", "");
    expect_typed(ALL, "{type: string, contentEncoding: base64, maxLength: 4}", "string#..4",
                 "1 O2C-M021");
    expect_typed(ONLY(O2C_FORMAT_UUID), "{type: string, contentEncoding: base64}", "string", "");
    built b = build_typed("    A: {type: object, properties: {\n"
                          "      a: {type: string}, b: {type: string, contentEncoding: base64}}}\n",
                          ALL);
    expect_type(&b, "A", "{a?: string, b?: typed~byte}");
    build_end(&b);
}

static void one_schema_may_choose(void **state)
{
    (void)state;
    expect_typed(0, "{type: string, format: uuid, x-o2c-type: typed}", "typed~uuid", "");
    expect_typed(ALL, "{type: string, format: uuid, x-o2c-type: string}", "string~uuid", "");
    expect_typed(0, "{type: [string, 'null'], format: uuid, x-o2c-type: typed}",
                 "null or typed~uuid", "");
    expect_typed(0, "{type: string, x-o2c-type: typed}", "string", "1 O2C-G017");
    expect_typed(0, "{type: string, format: email, x-o2c-type: typed}", "string~email",
                 "1 O2C-G017");
    expect_typed(0, "{type: integer, x-o2c-type: typed}", "int", "1 O2C-G017");
    expect_typed(0, "{type: integer, x-o2c-type: string}", "int", "1 O2C-G017");
    expect_typed(0, "{type: string, format: uuid, maxLength: 3, x-o2c-type: typed}",
                 "string#..3~uuid", "1 O2C-M021");
    expect_typed(ALL, "{type: string, format: uuid, x-o2c-type: int32}", "typed~uuid",
                 "1 O2C-G017");
}

static void equal_schemas_with_other_forms_are_other_types(void **state)
{
    (void)state;
    built b = build_typed("    A: {type: object, properties: {\n"
                          "      a: {type: string, format: uuid},\n"
                          "      b: {type: string, format: uuid, x-o2c-type: string},\n"
                          "      c: {type: array, items: {type: string, format: uuid}},\n"
                          "      d: {type: array, items:\n"
                          "           {type: string, format: uuid, x-o2c-type: string}}}}\n",
                          ALL);
    expect_type(&b, "A",
                "{a?: typed~uuid, b?: string~uuid, c?: list of typed~uuid, d?: list of "
                "string~uuid}");
    build_end(&b);
}

static void defaults_are_what_the_form_can_hold(void **state)
{
    (void)state;
    built b =
        build_typed("    A: {type: object, properties: {\n"
                    "      a: {type: string, format: time, default: '00:00:00Z'},\n"
                    "      b: {type: string, format: time, default: '00:00:00.0000000001Z'},\n"
                    "      c: {type: string, format: duration, default: P4294967296D},\n"
                    "      d: {type: string, format: date, default: x}}}\n",
                    ALL);
    expect_type(&b, "A",
                "{a?: typed~time = \"00:00:00Z\", b?: typed~time, c?: typed~duration, "
                "d?: typed~date}");
    expect_codes(&b, "3 O2C-M008; 4 O2C-M008; 5 O2C-M008");
    build_end(&b);
}

static size_t count_narrower(const char *spec, schema_formats formats)
{
    const schema_options options = {.typed = ALL, .formats = formats};
    built b = build_with_options(spec, &options);
    size_t count = b.model->coverage.count;
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(b.model->coverage.items[i].kind, MODEL_NARROWER);
        assert_true(str_eq(b.model->coverage.items[i].keyword, STR("format")));
    }
    build_end(&b);
    return count;
}

static void what_a_form_cannot_hold_is_in_the_coverage(void **state)
{
    (void)state;
    static const char uuid[] = "$defs: {X: {type: string, format: uuid}}\n";
    static const char time[] = "$defs: {X: {type: string, format: time}}\n";
    static const char encoded[] = "$defs: {X: {type: string, contentEncoding: base64}}\n";
    assert_int_equal(count_narrower(uuid, SCHEMA_FORMATS_ASSERT), 0);
    assert_int_equal(count_narrower(uuid, SCHEMA_FORMATS_DEFAULT), 1);
    assert_int_equal(count_narrower(time, SCHEMA_FORMATS_ASSERT), 1);
    assert_int_equal(count_narrower(time, SCHEMA_FORMATS_DEFAULT), 1);
    assert_int_equal(count_narrower(encoded, SCHEMA_FORMATS_ASSERT), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_is_of_its_format),
        cmocka_unit_test(other_formats_have_none),
        cmocka_unit_test(a_form_stands_in_every_place),
        cmocka_unit_test(more_than_the_format_is_asked_of_text),
        cmocka_unit_test(branches_of_other_forms_are_a_union),
        cmocka_unit_test(branches_as_text_assert_no_more_than_before),
        cmocka_unit_test(integers_as_text_are_typed_where_only_strings_may_stand),
        cmocka_unit_test(an_encoding_stands_in_for_a_format),
        cmocka_unit_test(one_schema_may_choose),
        cmocka_unit_test(equal_schemas_with_other_forms_are_other_types),
        cmocka_unit_test(defaults_are_what_the_form_can_hold),
        cmocka_unit_test(what_a_form_cannot_hold_is_in_the_coverage),
    };
    return cmocka_run_group_tests_name("model.typed", tests, NULL, NULL);
}

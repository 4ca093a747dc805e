#include "fixture.h"

static void defaults_are_held_against_the_type(void **state)
{
    (void)state;
    expect_reports(
        "properties:\n"
        "  a: {type: integer, default: 1.5}\n"
        "  b: {type: integer, default: 2.0}\n"
        "  c: {type: [string, 'null'], default: null}\n"
        "  d: {type: boolean, default: 'false'}\n"
        "  e: {$ref: '#/properties/a', default: x}\n"
        "  f: {anyOf: [{type: string}, {type: 'null'}], default: null}\n"
        "  g: {type: number, default: 3}\n"
        "  h: {type: integer, default: 123456789012345678901234567890}\n",
        "2:31 warning O2C-S011: the default is a number, which the type does not allow\n"
        "5:31 warning O2C-S011: the default is a string, which the type does not allow\n"
        "6:40 warning O2C-S011: the default is a string, which the type does not allow\n");
}

static void enums_and_constants_are_held_against_the_type(void **state)
{
    (void)state;
    expect_reports("properties:\n"
                   "  a: {type: string, enum: [x, 1, null, 'y']}\n"
                   "  b: {type: integer, enum: [1, 2.0, 2.5]}\n"
                   "  c: {type: integer, const: x}\n",
                   "2:31 warning O2C-S012: this value is a number, which the type does not allow\n"
                   "2:34 warning O2C-S012: this value is null, which the type does not allow\n"
                   "3:37 warning O2C-S012: this value is a number, which the type does not allow\n"
                   "4:29 warning O2C-S012: 'const' is a string, which the type does not allow: no "
                   "value satisfies both\n");
}

static void required_names_that_cannot_be_are_warned_of(void **state)
{
    (void)state;
    expect_reports(
        "properties: {name: {}}\nrequired: [nam, other]\nadditionalProperties: false\n",
        "2:12 warning O2C-S009: 'nam' is required, but neither declared nor allowed: no "
        "value satisfies this schema (did you mean 'name'?)\n"
        "2:17 warning O2C-S009: 'other' is required, but neither declared nor allowed: no "
        "value satisfies this schema\n");
    expect_reports("properties: {name: {}}\nrequired: [other]\n", "");
    expect_reports("patternProperties: {^o: {}}\nrequired: [other]\nadditionalProperties: false\n",
                   "");
}

static void long_chains_of_references_are_walked_without_recursion(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    built b = {.m = MEM_INIT};
    buf text = BUF_INIT;
    buf_text(&text, "{\"$defs\": {");
    for (int i = 0; i < COUNT; i++)
        buf_print(&text, "\"a%d\": {\"allOf\": [{\"$ref\": \"#/$defs/a%d\"}]},\n", i, i + 1);
    buf_print(&text, "\"a%d\": {\"$ref\": \"#/$defs/a0\"}}}", COUNT);
    build_text(&b, buf_str(&text), NULL);
    assert_null(b.graph);
    assert_int_equal(b.d.errors, 1);
    assert_int_equal(b.d.items.items[0].place.line, COUNT + 1);
    buf_free(&text);
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_held_against_the_type),
        cmocka_unit_test(enums_and_constants_are_held_against_the_type),
        cmocka_unit_test(required_names_that_cannot_be_are_warned_of),
        cmocka_unit_test(long_chains_of_references_are_walked_without_recursion),
    };
    return cmocka_run_group_tests_name("schema check", tests, NULL, NULL);
}

#include "fixture.h"

static void the_print_shows_every_fact(void **state)
{
    (void)state;
    built b = build_schemas(
        "    Cat: {type: object, required: [kind], additionalProperties: false, properties: {kind: "
        "{const: cat}, next: {$ref: '#/components/schemas/X'}}}\n"
        "    X: {anyOf: [{$ref: '#/components/schemas/Cat'}, {type: integer, minimum: 1}]}\n"
        "    Y: {type: object, properties: {n: {type: [string, 'null'], maxLength: 3, readOnly: "
        "true}, e: {enum: [1, a]}, t: {type: array, prefixItems: [{type: string}]}}, "
        "additionalProperties: {type: integer, minimum: 1}}\n");
    buf out = BUF_INIT;
    model_print(b.model, &out);
    assert_string_equal(
        out.data,
        "0: enum as \"kind\" in 2 Cat scc 0 #/components/schemas/Cat/properties/kind\n"
        "    \"cat\"\n"
        "1: integer >= 1 as \"integer\" in 3 X scc 1 #/components/schemas/X/anyOf/1\n"
        "2 Cat: object closed recursive scc 2 #/components/schemas/Cat\n"
        "    \"kind\": 0 required\n"
        "    \"next\": 3 X recursive\n"
        "3 X: union recursive scc 2 #/components/schemas/X\n"
        "    | 2 Cat hint \"Cat\"\n"
        "    | 1 hint \"integer\"\n"
        "    proved by JSON type: kind {number: 1, object: 0}\n"
        "4: string length 0..3 as \"n\" in 10 Y scc 3 #/components/schemas/Y/properties/n\n"
        "5: nullable of 4 as \"n\" in 10 Y scc 4 #/components/schemas/Y/properties/n\n"
        "6: any of number, string one of 1, \"a\" as \"e\" in 10 Y scc 5 "
        "#/components/schemas/Y/properties/e\n"
        "7: string as \"item0\" in 9 scc 6 #/components/schemas/Y/properties/t/prefixItems/0\n"
        "8: any as \"item\" in 9 scc 7 #/components/schemas/Y/properties/t\n"
        "9: tuple of 8 as \"t\" in 10 Y scc 8 #/components/schemas/Y/properties/t\n"
        "    - 7\n"
        "10 Y: object others 1 scc 9 #/components/schemas/Y\n"
        "    \"n\": 5 read-only\n"
        "    \"e\": 6\n"
        "    \"t\": 9\n"
        "component \"Cat\": 2 Cat\n"
        "component \"X\": 3 X\n"
        "component \"Y\": 10 Y\n"
        "dynamic #/components/schemas/Y/properties/e enum: values that are neither all strings nor "
        "all integers\n");
    buf_free(&out);
    build_end(&b);
}

static void the_print_is_the_same_for_yaml_and_json(void **state)
{
    (void)state;
    built y = build_schemas("    X: {anyOf: [{type: string, pattern: a}, {type: object}]}\n");
    built j =
        build_spec("{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"t\", \"version\": \"1\"},"
                   "\"paths\": {}, \"components\": {\"schemas\": {\"X\": {\"anyOf\":\n"
                   "[{\"type\": \"string\", \"pattern\": \"a\"}, {\"type\": \"object\"}]}}}}");
    buf a = BUF_INIT, b = BUF_INIT;
    model_print(y.model, &a);
    model_print(j.model, &b);
    assert_string_equal(a.data, b.data);
    buf_free(&a);
    buf_free(&b);
    build_end(&y);
    build_end(&j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_print_shows_every_fact),
        cmocka_unit_test(the_print_is_the_same_for_yaml_and_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

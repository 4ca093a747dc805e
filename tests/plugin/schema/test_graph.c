#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>

static void definitions_and_the_document_are_roots(void **state)
{
    (void)state;
    built b = build("title: Zoo\n$defs: {A: {}, B: true}\ndefinitions: {C: {}}\ntype: object\n");
    expect_roots(&b, "A B C Zoo");
    assert_int_equal(find_root(&b, "A")->kind, SCHEMA_ROOT_COMPONENT);
    assert_int_equal(find_root(&b, "Zoo")->kind, SCHEMA_ROOT_DOCUMENT);
    expect_str(find_root(&b, "A")->value->name, "A");
    expect_str(find_root(&b, "Zoo")->value->pointer, "#");
    build_end(&b);
}

static void a_document_that_only_defines_is_no_root(void **state)
{
    (void)state;
    built b = build("$schema: https://json-schema.org/draft/2020-12/schema\n$id: 'urn:x'\n"
                    "title: T\ndescription: D\n$defs: {A: {}}\n");
    expect_roots(&b, "A");
    build_end(&b);
}

static void a_document_without_title_is_called_after_its_file(void **state)
{
    (void)state;
    built b = build("$ref: '#/definitions/A'\ndefinitions: {A: {}}\n");
    expect_roots(&b, "A pets");
    build_end(&b);
}

static void every_schema_is_there_once_under_its_number(void **state)
{
    (void)state;
    built b =
        build("properties:\n  a: &a {type: string}\n  b: *a\n  c: {$ref: '#/properties/a'}\n");
    for (size_t i = 0; i < b.graph->all.count; i++) {
        assert_int_equal(b.graph->all.items[i]->id, i);
        for (size_t j = 0; j < i; j++)
            assert_ptr_not_equal(b.graph->all.items[i]->node, b.graph->all.items[j]->node);
    }
    assert_ptr_equal(at(&b, "#/properties/c")->ref, at(&b, "#/properties/a"));
    build_end(&b);
}

static void pointers_name_further_roots(void **state)
{
    (void)state;
    const str pointers[] = {STR("/components/schemas/A/properties/x"),
                            STR("#/components/schemas/A/properties/y%20z"),
                            STR("/components/schemas/A")};
    const schema_options options = {.pointers = pointers, .pointer_count = 3};
    built b;
    build_text(&b,
               STR("openapi: 3.1.0\ncomponents: {schemas: {A: {properties: {x: {type: string},\n"
                   "  y z: {}}}}}\n"),
               &options);
    expect_roots(&b, "A x y z");
    assert_int_equal(find_root(&b, "x")->kind, SCHEMA_ROOT_POINTER);
    expect_str(find_root(&b, "y z")->value->pointer, "#/components/schemas/A/properties/y z");
    build_end(&b);
}

static void the_empty_pointer_is_the_whole_document(void **state)
{
    (void)state;
    const schema_options options = {.pointers = &STR(""), .pointer_count = 1};
    built b;
    build_text(&b, STR("{}"), &options);
    expect_roots(&b, "pets");
    build_end(&b);
    build_text(&b, STR("type: object\n"), &options);
    expect_roots(&b, "pets");
    assert_int_equal(find_root(&b, "pets")->kind, SCHEMA_ROOT_DOCUMENT);
    build_end(&b);
}

static void pointers_to_nothing_are_located_errors(void **state)
{
    (void)state;
    const str pointers[] = {STR("/$defs/Pett"), STR("Pet"), STR("#/%4"), STR("/$defs")};
    const schema_options options = {.pointers = pointers, .pointer_count = 4};
    expect_reports_with("type: object\n$defs:\n  Pet: {minimum: 3}\n", &options,
                        "3:3 error O2C-R010: '/$defs/Pett' does not exist (did you mean 'Pet'?)\n"
                        "0:0 error O2C-R010: 'Pet' is no JSON Pointer: it starts with '/'\n"
                        "0:0 error O2C-R004: '#/%4' has a bad percent escape\n");
}

static void nesting_is_bounded(void **state)
{
    (void)state;
    buf text = BUF_INIT;
    enum { DEEP = 600 };
    /* By way of an alias no loader's limit on the nesting of the text itself is reached. */
    buf_text(&text, "$defs:\n  a: &a ");
    for (int i = 0; i < DEEP / 2; i++)
        buf_text(&text, "{not: ");
    buf_text(&text, "true");
    for (int i = 0; i < DEEP / 2; i++)
        buf_text(&text, "}");
    buf_text(&text, "\nnot: ");
    for (int i = 0; i < DEEP / 2; i++)
        buf_text(&text, "{not: ");
    buf_text(&text, "*a ");
    for (int i = 0; i < DEEP / 2; i++)
        buf_text(&text, "}");
    built b;
    build_text(&b, buf_str(&text), NULL);
    build_end(&b); /* whatever it says: no crash */
    buf_free(&text);
}

static void long_names_on_deep_ways_are_refused(void **state)
{
    (void)state;
    enum { NAME = 100000, COUNT = 2000 };
    buf text = BUF_INIT;
    buf_text(&text, "{\"properties\": {\"");
    for (int i = 0; i < NAME; i++)
        buf_char(&text, 'x');
    buf_text(&text, "\": {\"anyOf\": [true");
    for (int i = 0; i < COUNT; i++)
        buf_text(&text, ",{}");
    buf_text(&text, "]}}}");
    built b;
    build_text(&b, buf_str(&text), NULL);
    assert_null(b.graph);
    assert_string_equal(reported(&b).data,
                        "0:0 error O2C-S016: the names on the way to schemas are "
                        "too long to be kept\n");
    build_end(&b);
    buf_free(&text);
}

static void a_zero_byte_is_part_of_a_name(void **state)
{
    (void)state;
    built b = build("{\"$defs\": {\"a\\u0000b\": {\"type\": \"string\"}, \"a\": {},\n"
                    "\"r\": {\"$ref\": \"#/$defs/a%00b\"}}}");
    assert_int_equal(at(&b, "#/$defs/r")->ref->types, SCHEMA_STRING);
    build_end(&b);
    expect_reports("{\"$defs\": {\"a\": {\"$anchor\": \"n\"}, \"r\": {\"$ref\": \"#n%00x\"}}}",
                   "1:49 error O2C-R002: no schema has the anchor '#n%00x'\n");
}

static void the_print_has_a_line_for_each_root_and_schema(void **state)
{
    (void)state;
    built b = build("title: T\n"
                    "type: [object, 'null']\n"
                    "properties: {a: {$ref: '#/$defs/A'}, b: {type: string, maxLength: 3}}\n"
                    "required: [a]\n"
                    "additionalProperties: false\n"
                    "$defs: {A: {enum: [x, \"y\\n\"]}}\n");
    buf out = BUF_INIT;
    schema_print(b.graph, &out);
    str all = buf_str(&out);
    assert_string_equal(all.data, "root component \"A\" \"#/$defs/A\"\n"
                                  "root document \"T\" \"#\"\n"
                                  "\"#\": null|object properties=2 required=1 "
                                  "additionalProperties=false\n"
                                  "\"#/properties/a\": ref=\"#/$defs/A\"\n"
                                  "\"#/properties/b\": string maxLength=3\n"
                                  "\"#/additionalProperties\": false\n"
                                  "\"#/$defs/A\": enum=[\"x\",\"y\\n\"]\n");
    buf_free(&out);
    build_end(&b);
}

/* The project's main input, in its three forms. */

static char *read_shared(const char *name, size_t *size)
{
    char path[512];
    snprintf(path, sizeof path, OPENAPI2C_SHARED "/seed/%s", name);
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    enum { MOST = 1 << 20 };
    char *text = malloc(MOST);
    assert_non_null(text);
    *size = fread(text, 1, MOST, f);
    fclose(f);
    return text;
}

static size_t count_roots(const built *b, schema_root_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < b->graph->roots.count; i++)
        count += b->graph->roots.items[i].kind == kind;
    return count;
}

static void the_seed_has_all_its_models_and_operations(void **state)
{
    (void)state;
    static const char *const names[] = {"atproto-models.json", "atproto-models.yaml"};
    buf printed[2] = {BUF_INIT, BUF_INIT};
    for (size_t i = 0; i < 2; i++) {
        size_t size = 0;
        char *text = read_shared(names[i], &size);
        if (!text)
            skip();
        built b;
        build_text(&b, (str){text, size}, NULL);
        assert_non_null(b.graph);
        assert_int_equal(count_roots(&b, SCHEMA_ROOT_COMPONENT), 468);
        assert_int_equal(count_roots(&b, SCHEMA_ROOT_PARAMETERS), 79);
        assert_int_equal(count_roots(&b, SCHEMA_ROOT_REQUEST), 61);
        assert_int_equal(count_roots(&b, SCHEMA_ROOT_RESPONSE), 160 + 120);
        size_t defaults = 0, parameters = 0;
        for (size_t j = 0; j < b.graph->roots.count; j++) {
            const schema_root *r = &b.graph->roots.items[j];
            defaults += str_ends(r->name, STR(".response.default"));
            parameters += r->kind == SCHEMA_ROOT_PARAMETERS ? r->value->properties.count : 0;
        }
        assert_int_equal(defaults, 160);
        assert_int_equal(parameters, 238);
        assert_int_equal(b.d.warnings, 2); /* the two defaults of null that are not nullable */
        schema_print(b.graph, &printed[i]);
        build_end(&b);
        free(text);
    }
    assert_true(str_eq(buf_str(&printed[0]), buf_str(&printed[1])));
    buf_free(&printed[0]);
    buf_free(&printed[1]);
}

static void the_seed_as_json_schema_has_all_its_models(void **state)
{
    (void)state;
    size_t size = 0;
    char *text = read_shared("atproto-models.schema.json", &size);
    if (!text)
        skip();
    built b;
    build_text(&b, (str){text, size}, NULL);
    assert_non_null(b.graph);
    assert_int_equal(b.graph->roots.count, 468);
    assert_int_equal(count_roots(&b, SCHEMA_ROOT_COMPONENT), 468);
    build_end(&b);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(definitions_and_the_document_are_roots),
        cmocka_unit_test(a_document_that_only_defines_is_no_root),
        cmocka_unit_test(a_document_without_title_is_called_after_its_file),
        cmocka_unit_test(every_schema_is_there_once_under_its_number),
        cmocka_unit_test(pointers_name_further_roots),
        cmocka_unit_test(the_empty_pointer_is_the_whole_document),
        cmocka_unit_test(pointers_to_nothing_are_located_errors),
        cmocka_unit_test(nesting_is_bounded),
        cmocka_unit_test(long_names_on_deep_ways_are_refused),
        cmocka_unit_test(a_zero_byte_is_part_of_a_name),
        cmocka_unit_test(the_print_has_a_line_for_each_root_and_schema),
        cmocka_unit_test(the_seed_has_all_its_models_and_operations),
        cmocka_unit_test(the_seed_as_json_schema_has_all_its_models),
    };
    return cmocka_run_group_tests_name("schema graph", tests, NULL, NULL);
}

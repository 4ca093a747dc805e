#include "fixture.h"

static void every_keyword_has_its_place_in_the_record(void **state)
{
    (void)state;
    built b = build("title: T\n"
                    "description: D\n"
                    "$comment: c\n"
                    "type: [object, 'null']\n"
                    "properties: {a: {type: integer}, b: true}\n"
                    "patternProperties: {^x: {}}\n"
                    "additionalProperties: {type: string}\n"
                    "propertyNames: {maxLength: 3}\n"
                    "required: [a, b]\n"
                    "minProperties: 1\n"
                    "maxProperties: 9\n"
                    "dependentRequired: {a: [b]}\n"
                    "dependentSchemas: {a: true}\n"
                    "unevaluatedProperties: false\n"
                    "allOf: [true]\n"
                    "anyOf: [true, false]\n"
                    "oneOf: [true, false, {}]\n"
                    "not: {const: 1}\n"
                    "if: true\n"
                    "then: true\n"
                    "else: false\n"
                    "default: null\n"
                    "deprecated: true\n"
                    "readOnly: true\n"
                    "writeOnly: true\n"
                    "examples: [1]\n"
                    "x-o2c-name: thing\n");
    const schema *s = at(&b, "#");
    expect_str(s->title, "T");
    expect_str(s->description, "D");
    assert_int_equal(s->types, SCHEMA_OBJECT | SCHEMA_NULL);
    assert_int_equal(s->type_node->line, 4);
    assert_int_equal(s->properties.count, 2);
    expect_str(s->properties.items[0].key->key, "a");
    assert_int_equal(s->properties.items[0].key->line, 5);
    assert_int_equal(s->properties.items[0].value->types, SCHEMA_INTEGER);
    assert_true(s->properties.items[1].value->always);
    expect_str(s->pattern_properties.items[0].key->key, "^x");
    assert_int_equal(s->additional_properties->types, SCHEMA_STRING);
    assert_non_null(s->property_names->max_length);
    assert_int_equal(s->required.count, 2);
    expect_str(s->required.items[1], "b");
    assert_int_equal(s->required_node->line, 9);
    assert_int_equal(s->min_properties->line, 10);
    assert_int_equal(s->max_properties->line, 11);
    assert_int_equal(s->dependent_required->count, 1);
    assert_int_equal(s->dependent_schemas.count, 1);
    assert_true(s->unevaluated_properties->never);
    assert_int_equal(s->all_of.count, 1);
    assert_int_equal(s->any_of.count, 2);
    assert_int_equal(s->one_of.count, 3);
    assert_true(s->one_of.items[2]->always);
    assert_non_null(s->not_->const_node);
    assert_true(s->if_->always && s->then_->always && s->else_->never);
    assert_int_equal(s->default_node->kind, NODE_NULL);
    assert_true(s->deprecated && s->read_only && s->write_only);
    expect_str(s->choices.name.text, "thing");
    assert_true(s->choices.name.exact);
    assert_int_equal(b.d.items.count, 0);
    build_end(&b);
}

static void keywords_of_scalars_and_arrays_have_their_place(void **state)
{
    (void)state;
    built b = build("enum: [1, x]\n"
                    "const: 1\n"
                    "format: int32\n"
                    "minimum: 1\n"
                    "maximum: 2\n"
                    "exclusiveMinimum: 3\n"
                    "exclusiveMaximum: 4\n"
                    "multipleOf: 1e-400\n"
                    "minLength: 5\n"
                    "maxLength: 6.0\n"
                    "pattern: ^a\n"
                    "minItems: 7\n"
                    "maxItems: 8\n"
                    "uniqueItems: true\n"
                    "items: {type: number}\n"
                    "prefixItems: [{}, {type: boolean}]\n"
                    "contains: {type: array}\n"
                    "minContains: 9\n"
                    "maxContains: 18446744073709551615\n"
                    "unevaluatedItems: {}\n"
                    "contentEncoding: base64\n"
                    "contentMediaType: application/json\n"
                    "contentSchema: {type: object}\n");
    const schema *s = at(&b, "#");
    assert_int_equal(s->enum_node->count, 2);
    assert_int_equal(s->const_node->line, 2);
    expect_str(s->format, "int32");
    assert_int_equal(s->format_node->line, 3);
    assert_int_equal(s->minimum->line, 4);
    assert_int_equal(s->maximum->line, 5);
    assert_int_equal(s->exclusive_minimum->line, 6);
    assert_int_equal(s->exclusive_maximum->line, 7);
    assert_int_equal(s->multiple_of->line, 8);
    assert_int_equal(s->min_length->line, 9);
    assert_int_equal(s->max_length->line, 10);
    assert_int_equal(s->pattern->line, 11);
    assert_int_equal(s->min_items->line, 12);
    assert_int_equal(s->max_items->line, 13);
    assert_true(s->unique_items);
    assert_int_equal(s->unique_node->line, 14);
    assert_int_equal(s->items->types, SCHEMA_NUMBER);
    assert_int_equal(s->prefix_items.items[1]->types, SCHEMA_BOOLEAN);
    expect_str(s->prefix_items.items[1]->pointer, "#/prefixItems/1");
    assert_int_equal(s->contains->types, SCHEMA_ARRAY);
    assert_int_equal(s->min_contains->line, 18);
    assert_int_equal(s->max_contains->line, 19);
    assert_true(s->unevaluated_items->always);
    expect_str(s->content_encoding, "base64");
    expect_str(s->content_media_type, "application/json");
    assert_int_equal(s->content_schema->types, SCHEMA_OBJECT);
    build_end(&b);
}

/* A document of one keyword with a bad value, and what is said of it. */
static void expect_bad(const char *text, const char *expected)
{
    char line[512];
    snprintf(line, sizeof line, "1:%u error O2C-%s\n", (unsigned)(strchr(text, ' ') - text + 2),
             expected);
    expect_reports(text, line);
}

static void values_of_the_wrong_kind_are_located_errors(void **state)
{
    (void)state;
    expect_bad("minimum: '3'", "S003: 'minimum' must be a number, not a string");
    expect_bad("maximum: null", "S003: 'maximum' must be a number, not null");
    expect_bad("exclusiveMaximum: []", "S003: 'exclusiveMaximum' must be a number, not an array");
    expect_bad("multipleOf: x", "S003: 'multipleOf' must be a number, not a string");
    expect_bad("maxLength: '3'", "S003: 'maxLength' must be a whole number, not a string");
    expect_bad("minItems: true", "S003: 'minItems' must be a whole number, not a boolean");
    expect_bad("pattern: 3", "S003: 'pattern' must be a string, not a number");
    expect_bad("format: {}", "S003: 'format' must be a string, not an object");
    expect_bad("contentEncoding: 1", "S003: 'contentEncoding' must be a string, not a number");
    expect_bad("uniqueItems: 1", "S003: 'uniqueItems' must be true or false, not a number");
    expect_bad("required: x", "S003: 'required' must be an array of strings, not a string");
    expect_bad("enum: x", "S003: 'enum' must be an array, not a string");
    expect_bad("type: 3", "S003: 'type' must be a string or an array of strings, not a number");
    expect_bad("properties: []", "S003: 'properties' must be an object of schemas, not an array");
    expect_bad("$defs: 1", "S003: '$defs' must be an object of schemas, not a number");
    expect_bad("patternProperties: x",
               "S003: 'patternProperties' must be an object of schemas, not a string");
    expect_bad("allOf: {}", "S003: 'allOf' must be an array of schemas, not an object");
    expect_bad("prefixItems: true",
               "S003: 'prefixItems' must be an array of schemas, not a boolean");
    expect_bad("not: 3", "S003: a schema must be an object or a boolean, not a number");
    expect_bad("additionalProperties: 'no'",
               "S003: a schema must be an object or a boolean, not a string");
    expect_bad("items: [true]",
               "S003: 'items' takes one schema in this dialect, not an array (write "
               "'prefixItems', and 'items' for what follows)");
    expect_bad("dependentRequired: []",
               "S003: 'dependentRequired' must be an object of arrays of strings, not an array");
    expect_bad("dependentSchemas: []",
               "S003: 'dependentSchemas' must be an object of schemas, not an array");
    expect_bad("$ref: 3", "S003: '$ref' must be a string, not a number");
    expect_bad("$dynamicRef: 3", "S003: '$dynamicRef' must be a string, not a number");
    expect_bad("$id: 3", "S003: '$id' must be a string, not a number");
    expect_bad("$anchor: []", "S003: '$anchor' must be a string, not an array");
    expect_bad("x-o2c-name: 3", "G014: 'x-o2c-name' must be a string, not a number");
}

static void values_within_values_are_located(void **state)
{
    (void)state;
    expect_reports("required:\n  - a\n  - 3\n",
                   "3:5 error O2C-S003: 'required' must be an array of strings, not a number\n");
    expect_reports(
        "dependentRequired:\n  a: [b, null]\n",
        "2:10 error O2C-S003: 'dependentRequired' must be an array of strings, not null\n");
    expect_reports("properties:\n  a: 3\n  b: x\n",
                   "2:6 error O2C-S003: a schema must be an object or a boolean, not a number\n"
                   "3:6 error O2C-S003: a schema must be an object or a boolean, not a string\n");
}

static void counts_out_of_range_are_located_errors(void **state)
{
    (void)state;
#define RANGE "' must be a whole number from 0 to 2^64 - 1, not "
    expect_bad("minLength: -1", "S004: 'minLength" RANGE "-1");
    expect_bad("maxItems: 1.5", "S004: 'maxItems" RANGE "1.5");
    expect_bad("maxProperties: 18446744073709551616",
               "S004: 'maxProperties" RANGE "18446744073709551616");
    expect_bad("multipleOf: 0", "S004: 'multipleOf' must be greater than 0");
    expect_bad("multipleOf: 0.0e5", "S004: 'multipleOf' must be greater than 0");
    expect_bad("multipleOf: -2", "S004: 'multipleOf' must be greater than 0");
}

static void unknown_types_get_a_suggestion(void **state)
{
    (void)state;
    expect_bad("type: text", "S005: 'text' is no type (did you mean 'string'?)");
    expect_bad("type: Sting", "S005: 'Sting' is no type (did you mean 'string'?)");
    expect_bad("type: int", "S005: 'int' is no type (did you mean 'integer'?)");
    expect_bad("type: file", "S005: 'file' is no type (did you mean 'string'?)");
    expect_bad("type: whatever", "S005: 'whatever' is no type (one of null, boolean, integer, "
                                 "number, string, array, object)");
    expect_reports("type: [string, nul]\n",
                   "1:16 error O2C-S005: 'nul' is no type (did you mean 'null'?)\n");
    expect_bad("type: []", "S010: 'type' names no type");
}

static void a_null_of_yaml_is_read_as_the_type_null(void **state)
{
    (void)state;
    static const char text[] = "type: [string, null]\n";
    built b = build(text);
    assert_int_equal(at(&b, "#")->types, SCHEMA_STRING | SCHEMA_NULL);
    build_end(&b);
    expect_reports(text, "1:16 warning O2C-S003: a type is a string; this null is read as the type "
                         "\"null\" (write 'null' in quotes)\n");
}

static void misspelled_keywords_are_warned_of(void **state)
{
    (void)state;
    expect_reports("type: object\npropertis: {}\nRequired: [a]\n",
                   "2:1 warning O2C-S006: 'propertis' is no keyword and is ignored (did you mean "
                   "'properties'?)\n"
                   "3:1 warning O2C-S006: 'Required' is no keyword and is ignored (did you mean "
                   "'required'?)\n");
    expect_reports("type: object\nx-propertis: 1\n$propertis: 1\nvendor: 1\nin: 1\nname: x\n", "");
}

static void members_of_properties_are_no_keywords(void **state)
{
    (void)state;
    expect_reports("properties:\n  $ref: {type: string}\n  typ: true\n  nullable: {}\n"
                   "  enum: {type: array}\nexamples: [{$ref: nowhere}]\nconst: {$ref: 3}\n",
                   "");
}

static void keywords_of_other_dialects_are_warned_of(void **state)
{
    (void)state;
#define IS_NO "' is no keyword of JSON Schema 2020-12 and is ignored "
    expect_reports("nullable: true\n",
                   "1:1 warning O2C-S007: 'nullable" IS_NO
                   "(write type: [..., 'null'], or an anyOf with type: 'null')\n");
    expect_reports("additionalItems: true\n",
                   "1:1 warning O2C-S007: 'additionalItems" IS_NO
                   "(write 'prefixItems' for the first items and 'items' for the rest)\n");
    expect_reports("$recursiveRef: '#'\n",
                   "1:1 warning O2C-S007: '$recursiveRef" IS_NO "(write '$dynamicRef')\n");
    expect_reports("$recursiveAnchor: true\n",
                   "1:1 warning O2C-S007: '$recursiveAnchor" IS_NO "(write '$dynamicAnchor')\n");
    expect_reports("id: x\n", "1:1 warning O2C-S007: 'id" IS_NO "(write '$id')\n");
    expect_reports("discriminator: {propertyName: x}\n",
                   "1:1 warning O2C-S007: 'discriminator" IS_NO
                   "(it is OpenAPI's; in JSON Schema a "
                   "'const' in each branch tells them apart)\n");
    expect_reports("minimum: 3\nexclusiveMinimum: true\n",
                   "2:19 warning O2C-S007: 'exclusiveMinimum' takes a number in this dialect; the "
                   "boolean is ignored (write the limit itself as its value)\n");
    expect_reports("properties: {a: {type: string, required: true}}\n",
                   "1:42 warning O2C-S007: 'required' is an array of names in this dialect; the "
                   "boolean is ignored (list the names in 'required' of the object that has the "
                   "property)\n");
    expect_reports("definitions: {A: {example: 3, xml: {}}}\n", "");
}

static void nullable_in_openapi_3_1_is_warned_of(void **state)
{
    (void)state;
    expect_reports("openapi: 3.1.0\ncomponents:\n  schemas:\n    A:\n      type: string\n"
                   "      nullable: true\n",
                   "6:7 warning O2C-S007: 'nullable' is no keyword of OpenAPI 3.1 and is ignored "
                   "(write type: [..., 'null'], or an anyOf with type: 'null')\n");
}

static void bad_annotations_are_ignored_with_a_warning(void **state)
{
    (void)state;
    expect_reports(
        "type: string\ndescription:\ntitle: 3\ndeprecated: 'yes'\n$comment: []\n",
        "2:13 warning O2C-S017: 'description' must be a string, not null; it is ignored\n"
        "3:8 warning O2C-S017: 'title' must be a string, not a number; it is ignored\n"
        "4:13 warning O2C-S017: 'deprecated' must be true or false, not a string; it is "
        "ignored\n"
        "5:11 warning O2C-S017: '$comment' must be a string, not an array; it is "
        "ignored\n");
}

static void duplicates_are_warned_of_and_kept_once(void **state)
{
    (void)state;
    static const char text[] =
        "type: [string, string]\nrequired: [a, b, a]\nenum: [x, 1, x, '1']\n";
    expect_reports(text, "1:16 warning O2C-S008: this type is named twice\n"
                         "2:18 warning O2C-S008: 'required' names 'a' twice\n"
                         "3:14 warning O2C-S008: 'enum' holds \"x\" twice\n"
                         "3:11 warning O2C-S012: this value is a number, which the type does not "
                         "allow\n");
    built b = build(text);
    assert_int_equal(at(&b, "#")->required.count, 2);
    build_end(&b);
}

static void empty_lists_are_warned_of(void **state)
{
    (void)state;
    expect_reports("enum: []\nallOf: []\n",
                   "1:7 warning O2C-S010: 'enum' is empty: no value satisfies it\n"
                   "2:8 warning O2C-S010: 'allOf' is empty and is ignored\n");
}

static void a_discriminator_is_read_with_its_mapping(void **state)
{
    (void)state;
    built b = build("openapi: 3.1.0\n"
                    "components:\n"
                    "  schemas:\n"
                    "    Pet:\n"
                    "      oneOf: [{$ref: '#/components/schemas/Cat'}]\n"
                    "      discriminator:\n"
                    "        propertyName: kind\n"
                    "        mapping: {cat: Cat, c: '#/components/schemas/Cat', odd: a/b~c%41}\n"
                    "    Cat: {}\n"
                    "    a/b~c%41: {type: string}\n");
    const schema_discriminator *d = at(&b, "#/components/schemas/Pet")->discriminator;
    expect_str(d->property, "kind");
    assert_int_equal(d->mapping.count, 3);
    expect_str(d->mapping.items[0].value, "cat");
    assert_ptr_equal(d->mapping.items[0].target, at(&b, "#/components/schemas/Cat"));
    assert_ptr_equal(d->mapping.items[1].target, at(&b, "#/components/schemas/Cat"));
    assert_int_equal(d->mapping.items[2].target->types, SCHEMA_STRING);
    build_end(&b);
}

static void bad_discriminators_are_located(void **state)
{
    (void)state;
#define HEAD "openapi: 3.1.0\ncomponents:\n  schemas:\n    Cat:\n      discriminator: "
    expect_reports(HEAD "x\n",
                   "5:22 error O2C-S003: 'discriminator' must be an object, not a string\n");
    expect_reports(HEAD "{}\n",
                   "5:22 error O2C-S003: 'discriminator' needs a 'propertyName' that is "
                   "a string\n");
    expect_reports(HEAD "{propertyName: k, mapping: []}\n",
                   "5:49 error O2C-S003: 'mapping' must be an object of strings, not an array\n");
    expect_reports(HEAD "{propertyName: k, mapping: {a: 1}}\n",
                   "5:53 error O2C-S003: 'mapping' must be an object of strings, not a number\n");
    expect_reports(
        HEAD "{propertyName: k, mapping: {a: Cot}}\n",
        "5:53 warning O2C-R009: 'Cot' is neither the name of a schema nor a reference to "
        "one; this tag is not known (did you mean 'Cat'?)\n");
    expect_reports(HEAD "{propertyName: k, mapping: {a: '#/components/schemas/Cot'}}\n",
                   "5:53 warning O2C-R001: '#/components/schemas/Cot' does not exist; this tag is "
                   "not known (did you mean 'Cat'?)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_keyword_has_its_place_in_the_record),
        cmocka_unit_test(keywords_of_scalars_and_arrays_have_their_place),
        cmocka_unit_test(values_of_the_wrong_kind_are_located_errors),
        cmocka_unit_test(values_within_values_are_located),
        cmocka_unit_test(counts_out_of_range_are_located_errors),
        cmocka_unit_test(unknown_types_get_a_suggestion),
        cmocka_unit_test(a_null_of_yaml_is_read_as_the_type_null),
        cmocka_unit_test(misspelled_keywords_are_warned_of),
        cmocka_unit_test(members_of_properties_are_no_keywords),
        cmocka_unit_test(keywords_of_other_dialects_are_warned_of),
        cmocka_unit_test(nullable_in_openapi_3_1_is_warned_of),
        cmocka_unit_test(bad_annotations_are_ignored_with_a_warning),
        cmocka_unit_test(duplicates_are_warned_of_and_kept_once),
        cmocka_unit_test(empty_lists_are_warned_of),
        cmocka_unit_test(a_discriminator_is_read_with_its_mapping),
        cmocka_unit_test(bad_discriminators_are_located),
    };
    return cmocka_run_group_tests_name("schema keyword", tests, NULL, NULL);
}

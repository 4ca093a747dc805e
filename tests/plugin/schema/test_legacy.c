#include "fixture.h"

#define D4  "$schema: http://json-schema.org/draft-04/schema#\n"
#define D7  "$schema: http://json-schema.org/draft-07/schema#\n"
#define D19 "$schema: https://json-schema.org/draft/2019-09/schema\n"
#define V30 "openapi: 3.0.3\ncomponents:\n  schemas:\n"
#define A   "#/components/schemas/A"

static void a_boolean_moves_the_limit(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "exclusiveMinimum: true\nminimum: 3\nmaximum: 4\nexclusiveMaximum: false\n" D4,
        "maximum: 4\nminimum: 3\nexclusiveMinimum: true\n" D4,
    };
    for (size_t i = 0; i < 2; i++) {
        built b = build(texts[i]);
        const schema *s = at(&b, "#");
        assert_null(s->minimum);
        expect_str(s->exclusive_minimum->as.text, "3");
        expect_str(s->maximum->as.text, "4");
        assert_null(s->exclusive_maximum);
        build_end(&b);
    }
    built b = build(V30 "    A: {minimum: 1, exclusiveMinimum: true, exclusiveMaximum: true}\n");
    assert_non_null(at(&b, A)->exclusive_minimum);
    assert_null(at(&b, A)->exclusive_maximum); /* a flag of no limit */
    build_end(&b);
}

static void a_limit_of_another_dialect_is_a_warning(void **state)
{
    (void)state;
    expect_reports(V30 "    A: {exclusiveMinimum: 3}\n",
                   "4:27 warning O2C-S007: 'exclusiveMinimum' takes true or false in this dialect; "
                   "the number is ignored (write the limit as 'minimum' or 'maximum', and true "
                   "here)\n");
    expect_reports(V30 "    A: {exclusiveMinimum: x}\n",
                   "4:27 error O2C-S003: 'exclusiveMinimum' must be true or false, not a string\n");
}

static void nullable_is_a_type_more(void **state)
{
    (void)state;
    built b = build(V30 "    A: {type: string, nullable: true}\n"
                        "    B: {nullable: true, properties: {x: {}}}\n"
                        "    C: {nullable: true, items: {}}\n"
                        "    D: {nullable: true}\n"
                        "    E: {type: string, nullable: false}\n");
    assert_int_equal(at(&b, A)->types, SCHEMA_STRING | SCHEMA_NULL);
    assert_int_equal(at(&b, "#/components/schemas/B")->types, SCHEMA_OBJECT | SCHEMA_NULL);
    assert_int_equal(at(&b, "#/components/schemas/C")->types, SCHEMA_ARRAY | SCHEMA_NULL);
    assert_int_equal(at(&b, "#/components/schemas/D")->types, 0);
    assert_int_equal(at(&b, "#/components/schemas/E")->types, SCHEMA_STRING);
    assert_int_equal(b.d.items.count, 0);
    build_end(&b);
}

static void nullable_without_a_type_is_a_branch(void **state)
{
    (void)state;
    built b = build(
        V30 "    A: {nullable: true, description: d, allOf: [{$ref: '#/components/schemas/P'}]}\n"
            "    B: {oneOf: [{type: string}, {type: integer}], nullable: true, title: t}\n"
            "    P: {type: object}\n");
    const schema *s = at(&b, A);
    assert_int_equal(s->any_of.count, 2);
    assert_int_equal(s->all_of.count, 0);
    assert_ptr_equal(s->any_of.items[0]->ref, at(&b, "#/components/schemas/P"));
    assert_int_equal(s->any_of.items[1]->types, SCHEMA_NULL);
    expect_str(s->any_of.items[1]->pointer, A "/nullable");
    expect_str(s->description, "d");
    expect_str(s->name, "A");
    s = at(&b, "#/components/schemas/B");
    assert_int_equal(s->one_of.count, 0);
    assert_int_equal(s->any_of.count, 2);
    assert_int_equal(s->any_of.items[0]->one_of.count, 2);
    assert_null(s->any_of.items[0]->name.data);
    expect_str(s->title, "t");
    build_end(&b);
}

static void an_enum_of_what_is_nullable_lists_null(void **state)
{
    (void)state;
    expect_reports(V30 "    A: {type: string, nullable: true, enum: [a, null]}\n", "");
    expect_reports(V30 "    A: {type: string, nullable: true, enum: [a]}\n",
                   "4:33 warning O2C-S019: 'nullable' without null in 'enum': null is refused "
                   "(list null in 'enum')\n");
}

static void nullable_is_of_3_0_alone(void **state)
{
    (void)state;
    expect_reports(
        "openapi: 3.1.0\ncomponents:\n  schemas:\n    A: {type: string, nullable: true}\n",
        "4:23 warning O2C-S007: 'nullable' is no keyword of OpenAPI 3.1 and is ignored "
        "(write type: [..., 'null'], or an anyOf with type: 'null')\n");
    expect_reports(V30 "    A: {type: string, x-nullable: true}\n", "");
    expect_reports(V30 "    A: {type: string, nullable: 1}\n",
                   "4:33 error O2C-S003: 'nullable' must be true or false, not a number\n");
}

static void an_array_of_items_is_prefix_items(void **state)
{
    (void)state;
    static const char *const heads[] = {D4, D7, D19};
    for (size_t i = 0; i < 3; i++) {
        char text[512];
        snprintf(
            text, sizeof text,
            "%sproperties:\n  a: {additionalItems: false, items: [{type: string}, {}]}\n"
            "  b: {items: {type: string}, additionalItems: false}\n  c: {additionalItems: false}\n",
            heads[i]);
        built b = build(text);
        const schema *s = at(&b, "#/properties/a");
        assert_int_equal(s->prefix_items.count, 2);
        expect_str(s->prefix_items.items[0]->pointer, "#/properties/a/items/0");
        assert_true(s->items->never);
        assert_int_equal(at(&b, "#/properties/b")->items->types, SCHEMA_STRING);
        assert_null(at(&b, "#/properties/c")->items);
        build_end(&b);
    }
}

static void dependencies_are_split(void **state)
{
    (void)state;
    built b = build(D7 "dependencies:\n  a: [b, c]\n  d: {required: [e]}\n  f: true\n  g: []\n");
    const schema *s = at(&b, "#");
    assert_int_equal(s->dependent_schemas.count, 2);
    expect_str(s->dependent_schemas.items[0].key->key, "d");
    expect_str(s->dependent_schemas.items[0].value->pointer, "#/dependencies/d");
    assert_int_equal(s->dependent_required->count, 2);
    assert_int_equal(node_get(s->dependent_required, STR("a"))->count, 2);
    build_end(&b);
    expect_reports(D7 "dependencies: {a: [1]}\nnot: {dependencies: []}\n",
                   "2:20 error O2C-S003: 'dependencies' must be an array of strings, not a number\n"
                   "3:21 error O2C-S003: 'dependencies' must be an object of schemas and arrays, "
                   "not an array\n");
}

static void what_stands_beside_a_reference_is_ignored_with_a_warning(void **state)
{
    (void)state;
    static const char text[] =
        V30 "    A: {$ref: '#/components/schemas/B', description: d, nullable: true, example: 3,\n"
            "        maxLength: 4, x-y: 1}\n"
            "    B: {type: string}\n";
    expect_reports(
        text,
        "4:57 warning O2C-S018: 'nullable' beside '$ref' is ignored, as OpenAPI 3.0 says (put "
        "the reference into an 'allOf', with the rest beside that)\n"
        "5:9 warning O2C-S018: 'maxLength' beside '$ref' is ignored, as OpenAPI 3.0 says (put "
        "the reference into an 'allOf', with the rest beside that)\n");
    built b = build(text);
    assert_null(at(&b, A)->max_length);
    assert_int_equal(at(&b, A)->any_of.count, 0);
    expect_str(at(&b, A)->description, "d");
    build_end(&b);
}

static void definitions_beside_a_reference_are_read(void **state)
{
    (void)state;
    built b = build(D7 "$ref: '#/definitions/a'\ndefinitions: {a: {type: string}}\n");
    assert_int_equal(b.d.items.count, 0);
    assert_ptr_equal(at(&b, "#")->ref, at(&b, "#/definitions/a"));
    build_end(&b);
}

static void an_identifier_beside_a_reference_names_nothing(void **state)
{
    (void)state;
    built b = build(D7 "$id: http://example.com/root\n"
                       "properties:\n  a: {$id: 'http://example.com/other/', $ref: 'x.json'}\n"
                       "definitions:\n  b: {$id: x.json, type: string}\n");
    assert_ptr_equal(at(&b, "#/properties/a")->ref, at(&b, "#/definitions/b"));
    build_end(&b);
}

static void id_names_resources_and_anchors(void **state)
{
    (void)state;
    built b = build(
        D4 "id: http://example.com/root.json\n"
           "definitions:\n"
           "  a: {id: '#here', type: string}\n"
           "  b: {id: sub/b.json, type: integer, definitions: {c: {id: '#here', type: boolean}},\n"
           "      items: {$ref: '#here'}}\n"
           "  p: {id: '#/definitions/p'}\n"
           "properties:\n  id: {type: string}\n"
           "  r1: {$ref: '#here'}\n  r2: {$ref: 'sub/b.json#here'}\n  r3: {$ref: sub/b.json}\n");
    assert_ptr_equal(at(&b, "#/properties/r1")->ref, at(&b, "#/definitions/a"));
    assert_ptr_equal(at(&b, "#/properties/r2")->ref, at(&b, "#/definitions/b/definitions/c"));
    assert_ptr_equal(at(&b, "#/definitions/b/items")->ref, at(&b, "#/definitions/b/definitions/c"));
    assert_ptr_equal(at(&b, "#/properties/r3")->ref, at(&b, "#/definitions/b"));
    build_end(&b);
}

static void recursive_references_lead_to_the_document(void **state)
{
    (void)state;
    built b = build(D19 "$recursiveAnchor: true\nproperties: {a: {$recursiveRef: '#'}}\n");
    assert_ptr_equal(at(&b, "#/properties/a")->ref, at(&b, "#"));
    build_end(&b);
    b = build(D19
              "$id: http://example.com/tree\n$recursiveAnchor: true\n"
              "properties:\n  a: {$ref: node}\n"
              "$defs:\n  node: {$id: node, $recursiveAnchor: true, items: {$recursiveRef: '#'}}\n"
              "  leaf: {$id: leaf, items: {$recursiveRef: '#'}}\n");
    assert_ptr_equal(at(&b, "#/$defs/node/items")->ref, at(&b, "#"));
    assert_ptr_equal(at(&b, "#/$defs/leaf/items")->ref, at(&b, "#/$defs/leaf"));
    build_end(&b);
    expect_reports(D19 "$recursiveAnchor: 3\n$recursiveRef: 4\n",
                   "2:19 error O2C-S003: '$recursiveAnchor' must be true or false, not a number\n"
                   "3:16 error O2C-S003: '$recursiveRef' must be a string, not a number\n");
}

static void the_entry_decides_dynamic_references(void **state)
{
    (void)state;
    built b = build("$id: http://example.com/tree\n$dynamicAnchor: n\n"
                    "properties: {a: {$ref: node}}\n"
                    "$defs: {node: {$id: node, $dynamicAnchor: n, items: {$dynamicRef: '#n'}}}\n");
    assert_ptr_equal(at(&b, "#/$defs/node/items")->ref, at(&b, "#"));
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_boolean_moves_the_limit),
        cmocka_unit_test(a_limit_of_another_dialect_is_a_warning),
        cmocka_unit_test(nullable_is_a_type_more),
        cmocka_unit_test(nullable_without_a_type_is_a_branch),
        cmocka_unit_test(an_enum_of_what_is_nullable_lists_null),
        cmocka_unit_test(nullable_is_of_3_0_alone),
        cmocka_unit_test(an_array_of_items_is_prefix_items),
        cmocka_unit_test(dependencies_are_split),
        cmocka_unit_test(what_stands_beside_a_reference_is_ignored_with_a_warning),
        cmocka_unit_test(definitions_beside_a_reference_are_read),
        cmocka_unit_test(an_identifier_beside_a_reference_names_nothing),
        cmocka_unit_test(id_names_resources_and_anchors),
        cmocka_unit_test(recursive_references_lead_to_the_document),
        cmocka_unit_test(the_entry_decides_dynamic_references),
    };
    return cmocka_run_group_tests_name("schema legacy", tests, NULL, NULL);
}

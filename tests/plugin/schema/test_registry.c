#include "fixture.h"

static const schema *ref_of(const built *b, const char *pointer)
{
    const schema *s = at(b, pointer);
    assert_non_null(s->ref);
    return s->ref;
}

static void pointers_are_unescaped_twice(void **state)
{
    (void)state;
    built b = build("$defs:\n"
                    "  a/b: {type: string}\n"
                    "  c~d: {type: integer}\n"
                    "  e%f: {type: array}\n"
                    "  g h: {type: object}\n"
                    "  x1: {$ref: '#/$defs/a~1b'}\n"
                    "  x2: {$ref: '#/$defs/c~0d'}\n"
                    "  x3: {$ref: '#/$defs/e%25f'}\n"
                    "  x4: {$ref: '#/%24defs/g%20h'}\n"
                    "  x5: {$ref: '#/$defs/a%7E1b'}\n");
    assert_int_equal(ref_of(&b, "#/$defs/x1")->types, SCHEMA_STRING);
    assert_int_equal(ref_of(&b, "#/$defs/x2")->types, SCHEMA_INTEGER);
    assert_int_equal(ref_of(&b, "#/$defs/x3")->types, SCHEMA_ARRAY);
    assert_int_equal(ref_of(&b, "#/$defs/x4")->types, SCHEMA_OBJECT);
    assert_int_equal(ref_of(&b, "#/$defs/x5")->types, SCHEMA_STRING);
    expect_str(ref_of(&b, "#/$defs/x1")->pointer, "#/$defs/a~1b");
    expect_str(ref_of(&b, "#/$defs/x3")->pointer, "#/$defs/e%25f");
    build_end(&b);
}

static void a_reference_to_the_document_is_its_root(void **state)
{
    (void)state;
    built b = build("properties: {next: {$ref: '#'}, same: {$ref: pets.yaml}}\n");
    assert_ptr_equal(ref_of(&b, "#/properties/next"), at(&b, "#"));
    assert_ptr_equal(ref_of(&b, "#/properties/same"), at(&b, "#"));
    build_end(&b);
}

static void siblings_of_a_reference_are_kept(void **state)
{
    (void)state;
    built b = build("$defs: {a: {type: string}}\n$ref: '#/$defs/a'\nmaxLength: 3\ndefault: x\n");
    const schema *s = at(&b, "#");
    assert_ptr_equal(s->ref, at(&b, "#/$defs/a"));
    assert_int_equal(s->ref_node->line, 2);
    assert_non_null(s->max_length);
    assert_non_null(s->default_node);
    build_end(&b);
}

static void chains_lead_from_schema_to_schema(void **state)
{
    (void)state;
    built b =
        build("$defs:\n  a: {$ref: '#/$defs/b'}\n  b: {$ref: '#/$defs/c'}\n  c: {type: null}\n"
              "  d: {$ref: '#/$defs/a'}\n");
    assert_ptr_equal(ref_of(&b, "#/$defs/d")->ref->ref, at(&b, "#/$defs/c"));
    build_end(&b);
}

static void places_that_are_no_definitions_can_be_named(void **state)
{
    (void)state;
    built b = build("openapi: 3.1.0\n"
                    "components:\n"
                    "  schemas:\n"
                    "    A: {$ref: '#/paths/~1p/get/responses/200/content/x~1y/schema/items'}\n"
                    "    B: {$ref: '#/components/schemas/C/properties/p'}\n"
                    "    C: {properties: {p: {type: string}}}\n"
                    "    D: {$ref: '#/x-mine/0'}\n"
                    "    E: {$ref: '#/components/parameters/P/schema'}\n"
                    "  parameters: {P: {name: p, in: query, schema: {type: boolean}}}\n"
                    "x-mine: [{type: integer}]\n"
                    "paths:\n  /p:\n    get:\n      responses:\n"
                    "        200: {content: {x/y: {schema: {items: {type: number}}}}}\n");
    assert_int_equal(ref_of(&b, "#/components/schemas/A")->types, SCHEMA_NUMBER);
    assert_int_equal(ref_of(&b, "#/components/schemas/B")->types, SCHEMA_STRING);
    assert_int_equal(ref_of(&b, "#/components/schemas/D")->types, SCHEMA_INTEGER);
    assert_int_equal(ref_of(&b, "#/components/schemas/E")->types, SCHEMA_BOOLEAN);
    build_end(&b);
}

static void anchors_and_identifiers_name_schemas(void **state)
{
    (void)state;
    built b =
        build("$id: https://example.com/root.json\n"
              "$defs:\n"
              "  a: {$anchor: here, type: string}\n"
              "  b: {$id: sub/b.json, $anchor: here, type: integer, $defs: {x: {type: array}},\n"
              "      not: {$ref: '#here'}, items: {$ref: '#/$defs/x'}, if: {$ref: ../root.json}}\n"
              "  c: {$id: 'urn:example:c', type: object}\n"
              "  r1: {$ref: '#here'}\n"
              "  r2: {$ref: 'sub/b.json#here'}\n"
              "  r3: {$ref: 'https://example.com/sub/b.json#/$defs/x'}\n"
              "  r4: {$ref: 'urn:example:c'}\n"
              "  r5: {$ref: '#/$defs/b/$defs/x'}\n"
              "  r6: {$ref: 'file:///specs/pets.yaml#/$defs/a'}\n"
              "  r7: {$ref: root.json}\n"
              "  r8: {$ref: 'file:///specs/pets.yaml#here'}\n");
    assert_ptr_equal(ref_of(&b, "#/$defs/r1"), at(&b, "#/$defs/a"));
    assert_ptr_equal(ref_of(&b, "#/$defs/r2"), at(&b, "#/$defs/b"));
    assert_ptr_equal(ref_of(&b, "#/$defs/r3"), at(&b, "#/$defs/b/$defs/x"));
    assert_ptr_equal(ref_of(&b, "#/$defs/r4"), at(&b, "#/$defs/c"));
    assert_ptr_equal(ref_of(&b, "#/$defs/r5"), at(&b, "#/$defs/b/$defs/x"));
    assert_ptr_equal(ref_of(&b, "#/$defs/r6"), at(&b, "#/$defs/a"));
    assert_ptr_equal(ref_of(&b, "#/$defs/r7"), at(&b, "#"));
    assert_ptr_equal(ref_of(&b, "#/$defs/r8"), at(&b, "#/$defs/a"));
    assert_ptr_equal(ref_of(&b, "#/$defs/b/not"), at(&b, "#/$defs/b"));
    assert_ptr_equal(ref_of(&b, "#/$defs/b/items"), at(&b, "#/$defs/b/$defs/x"));
    assert_ptr_equal(ref_of(&b, "#/$defs/b/if"), at(&b, "#"));
    build_end(&b);
}

static void names_may_become_known_late(void **state)
{
    (void)state;
    /* '#/x-far/0' is parsed only because something refers to it, and brings further names. */
    built b = build("$defs:\n"
                    "  a: {$ref: '#late'}\n"
                    "  b: {$ref: 'https://example.com/far#/x-more'}\n"
                    "  c: {$ref: '#/x-far/0'}\n"
                    "  d: {$ref: 'https://example.com/far#latest'}\n"
                    "x-far: [{$anchor: late, not: {$id: 'https://example.com/far',\n"
                    "         x-more: {$anchor: latest, type: string}}}]\n");
    assert_ptr_equal(ref_of(&b, "#/$defs/a"), at(&b, "#/x-far/0"));
    assert_int_equal(ref_of(&b, "#/$defs/b")->types, SCHEMA_STRING);
    assert_ptr_equal(ref_of(&b, "#/$defs/d"), ref_of(&b, "#/$defs/b"));
    expect_str(ref_of(&b, "#/$defs/b")->pointer, "#/x-far/0/not/x-more");
    build_end(&b);
}

static void identifiers_in_values_do_not_count(void **state)
{
    (void)state;
    expect_reports("$defs:\n  a: {const: {$id: x.json, $anchor: a}, enum: [{$anchor: a}]}\n"
                   "  b: {$anchor: a}\n  c: {$ref: '#a'}\n  d: {properties: {$anchor: true}}\n",
                   "");
}

static void all_dangling_references_are_reported(void **state)
{
    (void)state;
    expect_reports("openapi: 3.1.0\n"
                   "components:\n"
                   "  schemas:\n"
                   "    Pet: {$ref: '#/components/schemas/Pett'}\n"
                   "    Dog: {allOf: [{$ref: '#/components/schema/Pet'}]}\n"
                   "    Cat: {items: {$ref: '#/components/schemas/Pet/properties'}}\n"
                   "    Eel: {items: {$ref: '#nowhere'}}\n",
                   "4:17 error O2C-R001: '#/components/schemas/Pett' does not exist (did you mean "
                   "'Pet'?)\n"
                   "5:26 error O2C-R001: '#/components/schema/Pet' does not exist (did you mean "
                   "'schemas'?)\n"
                   "6:25 error O2C-R001: '#/components/schemas/Pet/properties' does not exist\n"
                   "7:25 error O2C-R002: no schema has the anchor '#nowhere'\n");
}

static void documents_that_cannot_be_had_are_located_errors(void **state)
{
    (void)state;
    expect_reports(
        "allOf:\n  - {$ref: common.yaml#/Pet}\n  - {$ref: 'https://example.com/x'}\n"
        "  - {$ref: 'urn:example:y'}\n",
        "2:12 error O2C-R003: 'common.yaml#/Pet': cannot read 'common.yaml': No such file or "
        "directory\n"
        "3:12 error O2C-N007: 'https://example.com/x': it is on the network and not fetched "
        "without being asked for: '--fetch' allows it, an entry in openapi2c.lock does, or '--map "
        "URL-PREFIX=DIR' answers it from a folder\n"
        "4:12 error O2C-R003: 'urn:example:y': no document that was given has this identifier\n");
}

static void bad_targets_and_escapes_are_located_errors(void **state)
{
    (void)state;
    expect_reports("minimum: 3\nallOf: [{$ref: '#/minimum'}, {$ref: '#/allOf'}, {$ref: '#/a%4'}]\n",
                   "2:16 error O2C-R005: '#/minimum' is a number, not a schema\n"
                   "2:37 error O2C-R005: '#/allOf' is an array, not a schema\n"
                   "2:56 error O2C-R004: '#/a%4' has a bad percent escape\n");
}

static void names_used_twice_are_located_errors(void **state)
{
    (void)state;
    expect_reports("$defs:\n  a: {$anchor: x}\n  b: {$anchor: x}\n  c: {$id: c}\n  d: {$id: ./c}\n",
                   "3:16 error O2C-R007: 'x' is already the anchor of #/$defs/a\n"
                   "5:12 error O2C-R007: './c' already identifies #/$defs/c\n");
}

static void bad_names_are_located_errors(void **state)
{
    (void)state;
    expect_reports(
        "$defs:\n  a: {$anchor: 1x}\n  b: {$anchor: 'a b'}\n  c: {$id: '#c'}\n",
        "2:16 error O2C-R011: '$anchor' must start with a letter or '_', and go on with "
        "those, digits, '-' or '.'\n"
        "3:16 error O2C-R011: '$anchor' must start with a letter or '_', and go on with "
        "those, digits, '-' or '.'\n"
        "4:12 error O2C-R011: '$id' must not have a fragment (write '$anchor' for a name "
        "in the document)\n");
}

static void very_long_identifiers_are_refused(void **state)
{
    (void)state;
    char text[4096] = "$defs: {a: {$id: ", *end = text + strlen(text);
    memset(end, 'x', 2100);
    strcpy(end + 2100, "}}\n");
    expect_reports(text, "1:18 error O2C-S016: this '$id' has more than 2048 bytes\n");
}

#define CYCLE " is defined by itself alone: following references leads back to it\n"

static void reference_cycles_are_located_errors(void **state)
{
    (void)state;
    expect_reports("$defs:\n  a: {$ref: '#/$defs/b'}\n  b: {$ref: '#/$defs/a'}\n"
                   "  c: {$ref: '#/$defs/c'}\n  d: {allOf: [{$ref: '#/$defs/d'}]}\n",
                   "3:13 error O2C-R006: #/$defs/a" CYCLE "4:13 error O2C-R006: #/$defs/c" CYCLE
                   "5:22 error O2C-R006: #/$defs/d" CYCLE);
}

static void recursion_through_members_is_no_cycle(void **state)
{
    (void)state;
    expect_reports("$defs:\n"
                   "  a: {properties: {next: {$ref: '#/$defs/a'}}}\n"
                   "  b: {items: {$ref: '#/$defs/b'}}\n"
                   "  base: {oneOf: [{$ref: '#/$defs/child'}]}\n"
                   "  child: {allOf: [{$ref: '#/$defs/base'}]}\n",
                   "");
}

static void a_dynamic_reference_with_one_target_is_a_reference(void **state)
{
    (void)state;
    built b = build("$dynamicAnchor: node\n"
                    "properties: {next: {$dynamicRef: '#node'}, also: {$ref: '#node'}}\n"
                    "$defs:\n"
                    "  plain: {$anchor: p}\n"
                    "  a: {$dynamicRef: '#p'}\n"
                    "  b: {$dynamicRef: '#/$defs/plain'}\n"
                    "  c: {$dynamicRef: '#node', $ref: '#p'}\n");
    assert_ptr_equal(ref_of(&b, "#/properties/next"), at(&b, "#"));
    assert_ptr_equal(ref_of(&b, "#/properties/also"), at(&b, "#"));
    assert_ptr_equal(ref_of(&b, "#/$defs/a"), at(&b, "#/$defs/plain"));
    assert_ptr_equal(ref_of(&b, "#/$defs/b"), at(&b, "#/$defs/plain"));
    assert_ptr_equal(ref_of(&b, "#/$defs/c"), at(&b, "#/$defs/plain"));
    assert_ptr_equal(at(&b, "#/$defs/c")->all_of.items[0], at(&b, "#"));
    build_end(&b);
}

static void a_dynamic_reference_keeps_its_targets(void **state)
{
    (void)state;
    static const char text[] =
        "$defs:\n"
        "  a: {$id: a, $dynamicAnchor: n}\n"
        "  b: {$id: b, $dynamicAnchor: n, items: {$dynamicRef: '#n'}}\n"
        "  c: {$id: c, $dynamicAnchor: n, items: {$ref: a, $dynamicRef: '#n', maxLength: 3}}\n";
    expect_reports(text, "");
    built b = build(text);
    const schema *items = at(&b, "#/$defs/b/items");
    assert_ptr_equal(items->dynamic_otherwise, at(&b, "#/$defs/b"));
    assert_int_equal(items->dynamic_targets.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(items->dynamic_targets.items[i].schema->scope,
                         items->dynamic_targets.items[i].scope);
    assert_true(at(&b, "#/$defs/b")->reaches_dynamic);
    assert_false(at(&b, "#/$defs/a")->reaches_dynamic);
    assert_null(at(&b, "#/$defs/b/items")->ref);
    assert_int_equal(at(&b, "#/$defs/b/items")->dynamic_node->line, 3);
    assert_ptr_equal(at(&b, "#/$defs/c/items")->ref, at(&b, "#/$defs/a"));
    assert_int_equal(at(&b, "#/$defs/c/items")->all_of.count, 0);
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pointers_are_unescaped_twice),
        cmocka_unit_test(a_reference_to_the_document_is_its_root),
        cmocka_unit_test(siblings_of_a_reference_are_kept),
        cmocka_unit_test(chains_lead_from_schema_to_schema),
        cmocka_unit_test(places_that_are_no_definitions_can_be_named),
        cmocka_unit_test(anchors_and_identifiers_name_schemas),
        cmocka_unit_test(names_may_become_known_late),
        cmocka_unit_test(identifiers_in_values_do_not_count),
        cmocka_unit_test(all_dangling_references_are_reported),
        cmocka_unit_test(documents_that_cannot_be_had_are_located_errors),
        cmocka_unit_test(bad_targets_and_escapes_are_located_errors),
        cmocka_unit_test(names_used_twice_are_located_errors),
        cmocka_unit_test(bad_names_are_located_errors),
        cmocka_unit_test(very_long_identifiers_are_refused),
        cmocka_unit_test(reference_cycles_are_located_errors),
        cmocka_unit_test(recursion_through_members_is_no_cycle),
        cmocka_unit_test(a_dynamic_reference_with_one_target_is_a_reference),
        cmocka_unit_test(a_dynamic_reference_keeps_its_targets),
    };
    return cmocka_run_group_tests_name("schema registry", tests, NULL, NULL);
}

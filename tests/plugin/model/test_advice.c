#include "fixture.h"

/* What is said of the union X, a component. */
static void expect_advice(const char *text, const char *message, const char *hint)
{
    mem m = MEM_INIT;
    built b = build_schemas(str_print(&m, "    X:\n      %s\n", text).data);
    expect_codes(&b, "2 O2C-M031");
    expect_str(b.d.items.items[0].text, message);
    expect_str(b.d.items.items[0].hint, hint);
    assert_int_equal(b.d.items.items[0].severity, DIAG_NOTE);
    build_end(&b);
    mem_free(&m);
}

static void a_shared_string_could_be_the_tag(void **state)
{
    (void)state;
    expect_advice("anyOf: [{type: object, required: [kind], properties: {kind: {type: "
                  "string}, n: {type: integer, minimum: 1}}}, {type: object, required: "
                  "[kind], properties: {kind: {type: string}, n: {type: integer, maximum: 5}}}]",
                  "nothing tells '#/components/schemas/X/anyOf/0' and "
                  "'#/components/schemas/X/anyOf/1' apart: they are tried in document order",
                  "add a discriminator, or require 'kind' with a constant of its own in each");
}

static void objects_without_one_need_a_tag(void **state)
{
    (void)state;
    expect_advice("anyOf: [{type: object, properties: {n: {type: integer, minimum: 1}}}, {type: "
                  "object, properties: {n: {type: integer, maximum: 5}}}]",
                  "nothing tells '#/components/schemas/X/anyOf/0' and "
                  "'#/components/schemas/X/anyOf/1' apart: they are tried in document order",
                  "add a discriminator, or a required property with a constant of its own to each");
}

static void lists_need_different_items(void **state)
{
    (void)state;
    expect_advice("anyOf: [{type: array, minItems: 2, items: {type: string}}, {type: array, "
                  "maxItems: 5, items: {type: string}}]",
                  "nothing tells '#/components/schemas/X/anyOf/0' and "
                  "'#/components/schemas/X/anyOf/1' apart: they are tried in document order",
                  "give their items different types, or wrap each in an object");
}

static void what_is_ordered_or_proved_needs_no_advice(void **state)
{
    (void)state;
    built b = build_schemas(
        "    X: {anyOf: [{type: object, properties: {a: true}}, {type: object, properties: {b: "
        "true}}]}\n"
        "    Y: {oneOf: [{type: object, required: [v], properties: {v: {type: string, format: "
        "ipv4}}}, {type: object, required: [v], properties: {v: {type: string, format: "
        "ipv6}}}]}\n");
    expect_codes(&b, "");
    assert_int_equal(component(&b, "Y")->decision->order, MODEL_ORDER_PROVED);
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shared_string_could_be_the_tag),
        cmocka_unit_test(objects_without_one_need_a_tag),
        cmocka_unit_test(lists_need_different_items),
        cmocka_unit_test(what_is_ordered_or_proved_needs_no_advice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

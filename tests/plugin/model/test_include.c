#include "fixture.h"

static bool is_within(const char *narrow, const char *wide)
{
    mem m = MEM_INIT;
    built b = build_schemas(str_print(&m,
                                      "    Named: {type: object, properties: {a: {type: string}, "
                                      "more: {$ref: '#/components/schemas/Named'}}}\n"
                                      "    N: %s\n    W: %s\n",
                                      narrow, wide)
                                .data);
    build steps = {.m = &b.m, .scratch = MEM_INIT};
    bool found = type_includes(&steps, component(&b, "W"), component(&b, "N"));
    mem_free(&steps.scratch);
    build_end(&b);
    mem_free(&m);
    return found;
}

/* The first takes less than the second, which is proven; and not the other way round. */
static void expect_within(const char *narrow, const char *wide)
{
    if (!is_within(narrow, wide))
        fail_msg("%s is not within %s", narrow, wide);
    if (is_within(wide, narrow))
        fail_msg("%s is within %s", wide, narrow);
}

static void expect_neither(const char *x, const char *y)
{
    if (is_within(x, y))
        fail_msg("%s is within %s", x, y);
    if (is_within(y, x))
        fail_msg("%s is within %s", y, x);
}

static void scalars_are_compared_by_their_checks(void **state)
{
    (void)state;
    expect_within("{type: integer}", "{type: number}");
    expect_within("{type: integer, format: int32}", "{type: integer}");
    expect_within("{type: integer, minimum: 4}", "{type: integer, exclusiveMinimum: 3}");
    expect_within("{type: number, exclusiveMaximum: 3}", "{type: number, maximum: 3}");
    expect_within("{type: number, multipleOf: 2, minimum: 1}", "{type: number, multipleOf: 2}");
    expect_within("{type: integer}", "{type: number, format: float}");
    expect_within("{type: string, maxLength: 3}", "{type: string, maxLength: 4}");
    expect_within("{type: string, format: date, pattern: '^2'}", "{type: string, pattern: '^2'}");
    expect_within("{enum: [a, b]}", "{type: string, maxLength: 1}");
    expect_within("{enum: [a]}", "{enum: [a, b]}");
    expect_within("{enum: [3]}", "{type: integer, minimum: 3}");
    expect_within("{type: boolean}", "{type: [boolean, 'null']}");
    expect_neither("{type: integer, format: uint64}", "{type: integer}");
    expect_neither("{type: number, maximum: 3}", "{type: integer, maximum: 4}");
    expect_neither("{enum: [ab]}", "{type: string, maxLength: 1}");
    expect_neither("{enum: [3]}", "{type: number, multipleOf: 2}");
    expect_neither("{type: string, minLength: 2}", "{type: string, maxLength: 4}");
    expect_neither("{type: string, pattern: '^a'}", "{type: string, pattern: '^aa'}");
    expect_neither("{type: [string, 'null']}", "{type: [string, boolean]}");
}

static void objects_are_compared_by_their_members(void **state)
{
    (void)state;
#define OBJECT "{type: object, properties: "
    expect_within(OBJECT "{a: {type: integer}}}", OBJECT "{a: {type: number}}}");
    expect_within(OBJECT "{a: true}, required: [a]}", OBJECT "{a: true}}");
    expect_within(OBJECT "{a: true}, additionalProperties: false}", OBJECT "{a: true}}");
    expect_within(OBJECT "{a: {type: string}}, additionalProperties: {type: integer}}",
                  OBJECT "{a: {type: string}}, additionalProperties: {type: number}}");
    expect_within(OBJECT "{a: {type: string}, b: {type: string}}}", OBJECT "{a: {type: string}}}");
    expect_within(OBJECT "{a: {type: string}}, additionalProperties: {type: string}, required: "
                         "[a]}",
                  "{type: object, additionalProperties: {type: string}}");
    expect_within(OBJECT "{a: true}, minProperties: 2}", OBJECT "{a: true}, minProperties: 1}");
    expect_within("{$ref: '#/components/schemas/Named'}", "{type: object}");
    expect_neither(OBJECT "{a: {type: string}}}", OBJECT "{b: {type: string}}}");
    expect_neither(OBJECT "{a: true}, required: [a]}", OBJECT "{a: {type: string}}}");
    expect_neither(OBJECT "{a: true, b: true}, additionalProperties: false}",
                   OBJECT "{a: true, c: true}, additionalProperties: false}");
    expect_neither(OBJECT "{a: {type: integer}}, not: {required: [b]}}",
                   OBJECT "{a: {type: number}}, not: {required: [c]}}");
#undef OBJECT
}

static void lists_are_compared_by_items_and_counts(void **state)
{
    (void)state;
    expect_within("{type: array, items: {type: integer}}", "{type: array, items: {type: number}}");
    expect_within("{type: array, minItems: 2}", "{type: array, minItems: 1}");
    expect_within("{type: array, uniqueItems: true}", "{type: array}");
    expect_neither("{type: array, items: {type: integer}, minItems: 1}",
                   "{type: array, items: {type: string}}");
}

static void a_choice_is_within_what_takes_each_of_it(void **state)
{
    (void)state;
    expect_within("{type: string}", "{anyOf: [{type: string}, {type: boolean}]}");
    expect_within("{anyOf: [{type: string}, {type: integer}]}",
                  "{anyOf: [{type: boolean}, {type: number}, {type: string}]}");
    expect_within("{anyOf: [{type: string}, {type: array}]}", "{type: [array, string, 'null']}");
    expect_neither("{type: object, properties: {a: {type: integer}}}",
                   "{oneOf: [{type: object, properties: {a: {type: integer}}}, {type: object, "
                   "properties: {a: {type: number}}}]}");
}

static void types_within_types_are_not_followed_for_ever(void **state)
{
    (void)state;
    expect_neither("{type: object, properties: {a: {type: string}, more: {$ref: "
                   "'#/components/schemas/N'}}}",
                   "{type: object, properties: {a: {type: string}, more: {$ref: "
                   "'#/components/schemas/W'}}}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalars_are_compared_by_their_checks),
        cmocka_unit_test(objects_are_compared_by_their_members),
        cmocka_unit_test(lists_are_compared_by_items_and_counts),
        cmocka_unit_test(a_choice_is_within_what_takes_each_of_it),
        cmocka_unit_test(types_within_types_are_not_followed_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

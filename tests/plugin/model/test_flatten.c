#include "fixture.h"

#define CAT "{type: object, required: [cat], properties: {cat: {const: 1}}}"
#define DOG "{type: object, required: [cat], properties: {cat: {const: 2}, bark: {type: boolean}}}"

static void inline_unions_of_the_same_count_are_one(void **state)
{
    (void)state;
    expect_x("{oneOf: [{oneOf: [" CAT ", " DOG "]}, {type: string}]}",
             "({cat: 1} | {cat: 2, bark?: bool} | string) by kind "
             "{string: 2, object: tag \"cat\" {1: 0, 2: 1}}");
    expect_x("{oneOf: [{anyOf: [" CAT ", " DOG "]}, {type: string}]}",
             "({cat: 1} | {cat: 2, bark?: bool} | string) by kind "
             "{string: 2, object: tag \"cat\" {1: 0, 2: 1}}");
}

/* A value of both inner branches would have no branch of the outer one, or one. */
static void inline_unions_that_count_differently_stay(void **state)
{
    (void)state;
    expect_x("{oneOf: [{anyOf: [{type: array, items: {type: integer}}, {type: array, maxItems: "
             "2}]}, {type: string}]}",
             "((list of int | list of any#..2) by first of [0, 1] | string) by kind {string: 1, "
             "array: 0}");
}

static void unions_with_a_name_stay(void **state)
{
    (void)state;
    built b = build_schemas("    Y: {oneOf: [" CAT ", " DOG "]}\n"
                            "    X: {oneOf: [{$ref: '#/components/schemas/Y'}, {type: string}]}\n");
    expect_type(&b, "X", "(Y | string) by kind {string: 1, object: 0}");
    build_end(&b);
}

static void many_levels_are_not_multiplied(void **state)
{
    (void)state;
    enum { LEVELS = 3000 };
    mem m = MEM_INIT;
    buf text = BUF_INIT;
    for (int i = 0; i < LEVELS; i++)
        buf_print(&text,
                  "    A%d: {type: object, required: [k], properties: {k: {type: string}}}\n"
                  "    U%d: {oneOf: [{$ref: '#/components/schemas/A%d'}, {$ref: "
                  "'#/components/schemas/%c%d'}], discriminator: {propertyName: k}}\n",
                  i, i, i, i + 1 < LEVELS ? 'U' : 'A', i + 1 < LEVELS ? i + 1 : 0);
    built b = build_schemas(buf_str(&text).data);
    size_t branches = 0;
    for (size_t i = 0; i < b.model->types.count; i++)
        branches += b.model->types.items[i]->branches.count;
    assert_in_range(branches, 2 * LEVELS, 40 * LEVELS);
    build_end(&b);
    buf_free(&text);
    mem_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inline_unions_of_the_same_count_are_one),
        cmocka_unit_test(inline_unions_that_count_differently_stay),
        cmocka_unit_test(unions_with_a_name_stay),
        cmocka_unit_test(many_levels_are_not_multiplied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

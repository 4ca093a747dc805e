#include "fixture.h"

static void expect_words(const char *text, const char *expected)
{
    mem m = MEM_INIT;
    built b = build_schemas(str_print(&m, "    X: %s\n", text).data);
    buf out = BUF_INIT;
    model_explain(&m, component(&b, "X"), "", &out);
    if (strcmp(buf_str(&out).data, expected))
        fail_msg(" is\n%s expected\n%s", buf_str(&out).data, expected);
    buf_free(&out);
    build_end(&b);
    mem_free(&m);
}

static void plain_types_are_a_line(void **state)
{
    (void)state;
    expect_words("{type: string}", "Type: a string\n");
    expect_words("{type: object, required: [a], properties: {a: true, b: true}, "
                 "additionalProperties: false}",
                 "Type: an object of 2 members, 1 required, and no others\n");
    expect_words("{type: [integer, 'null']}", "Type: null, or an integer\n");
    expect_words("{enum: [a, b]}", "Type: one of some values: 2\n");
}

static void decisions_are_trees_of_questions(void **state)
{
    (void)state;
    expect_words(
        "{oneOf: [{title: A, type: object, required: [t, a], properties: {t: {const: x}, a: true}, "
        "additionalProperties: false}, {title: B, type: object, required: [t, b], properties: {t: "
        "{const: x}, b: true}, additionalProperties: false}, {title: C, type: object, required: "
        "[t], properties: {t: {enum: [y, z]}}}, {type: string}]}",
        "Type: a union of 4 branches\n"
        "Branches\n"
        "  A: an object of 2 members, 2 required, and no others, #/components/schemas/X/oneOf/0\n"
        "  B: an object of 2 members, 2 required, and no others, #/components/schemas/X/oneOf/1\n"
        "  C: an object of 1 member, 1 required, #/components/schemas/X/oneOf/2\n"
        "  string: a string, #/components/schemas/X/oneOf/3\n"
        "Decided\n"
        "  by the type of the value:\n"
        "    string: string\n"
        "    object:\n"
        "      by the value of the member \"t\", which must be there:\n"
        "        \"x\":\n"
        "          by the first of these members that is there, which others have no place for:\n"
        "            \"a\": A\n"
        "            \"b\": B\n"
        "        \"y\", \"z\": C\n"
        "So it is proved: it is certain which branch a value has.\n");
}

static void what_is_not_told_apart_has_a_witness(void **state)
{
    (void)state;
    expect_words(
        "{oneOf: [{title: A, type: object, properties: {n: {type: integer, minimum: 3}}}, "
        "{title: B, type: object, properties: {n: {type: integer, maximum: 5}}}]}",
        "Type: a union of 2 branches\n"
        "Branches\n"
        "  A: an object of 1 member, #/components/schemas/X/oneOf/0\n"
        "  B: an object of 1 member, #/components/schemas/X/oneOf/1\n"
        "Decided\n"
        "  by trying; exactly one may fit: A, B\n"
        "    A and B both accept {}\n"
        "So it is tried: nothing tells some branches apart, and document order decides.\n");
}

static void questions_about_members_and_items_are_told(void **state)
{
    (void)state;
    expect_words("{anyOf: [{title: A, type: object, required: [v], properties: {v: {type: "
                 "integer}}}, {title: B, type: object, required: [v], properties: {v: {type: "
                 "string}}}, {title: L, type: array, items: {type: integer}}, {title: M, type: "
                 "array, minItems: 1, items: {type: string}}]}",
                 "Type: a union of 4 branches\n"
                 "Branches\n"
                 "  A: an object of 1 member, 1 required, #/components/schemas/X/anyOf/0\n"
                 "  B: an object of 1 member, 1 required, #/components/schemas/X/anyOf/1\n"
                 "  L: a list, each an integer, #/components/schemas/X/anyOf/2\n"
                 "  M: a list, each a string, #/components/schemas/X/anyOf/3\n"
                 "Decided\n"
                 "  by the type of the value:\n"
                 "    array:\n"
                 "      by the type of the first item:\n"
                 "        number: L\n"
                 "        string: M\n"
                 "        an empty array: L\n"
                 "    object:\n"
                 "      by the type of the member \"v\":\n"
                 "        number: A\n"
                 "        string: B\n"
                 "So it is proved: it is certain which branch a value has.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_types_are_a_line),
        cmocka_unit_test(decisions_are_trees_of_questions),
        cmocka_unit_test(what_is_not_told_apart_has_a_witness),
        cmocka_unit_test(questions_about_members_and_items_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "fixture.h"

#define PETS                                                                                       \
    "    Cat: {type: object, required: [kind], properties: {kind: {const: cat}}}\n"                \
    "    Dog: {type: object, required: [kind], properties: {kind: {enum: [dog, wolf]}}}\n"         \
    "    Fish: {type: object, required: [fins], properties: {kind: {type: string}, fins: true}}\n"
#define REF(name) "{$ref: '#/components/schemas/" name "'}"

/* A union of the pets above and what it must be. */
static void expect_union(const char *text, const char *expected)
{
    mem m = MEM_INIT;
    built b = build_schemas(str_print(&m, PETS "    X: %s\n", text).data);
    expect_type(&b, "X", expected);
    build_end(&b);
    mem_free(&m);
}

static void a_required_const_that_all_share_is_the_tag(void **state)
{
    (void)state;
    expect_union("{oneOf: [" REF("Cat") ", " REF("Dog") "]}",
                 "(Cat | Dog) by tag \"kind\" {\"cat\": 0, \"dog\": 1, \"wolf\": 1}");
}

static void the_tag_is_marked_on_the_objects_that_it_finds(void **state)
{
    (void)state;
    built b = build_schemas(PETS "    X: {anyOf: [" REF("Cat") ", " REF("Dog") "]}\n");
    expect_str(component(&b, "Cat")->tag, "kind");
    expect_str(component(&b, "Dog")->tag, "kind");
    assert_null(component(&b, "Fish")->tag.data);
    assert_int_equal(component(&b, "X")->branches.items[1].tags.count, 2);
    expect_str(component(&b, "X")->branches.items[1].hint, "Dog");
    build_end(&b);
}

static void an_optional_tag_decides_by_elimination(void **state)
{
    (void)state;
    expect_union("{anyOf: [{type: object, properties: {t: {const: a}}}, "
                 "{type: object, properties: {t: {const: b}}}, "
                 "{type: object, required: [t], properties: {t: {const: c}}}]}",
                 "({t?: \"a\"} | {t?: \"b\"} | {t: \"c\"}) by optional tag \"t\" "
                 "{\"a\": 0, \"b\": 1, \"c\": 2, missing: first of [0, 1]}");
}

static void a_tag_required_beside_the_branches_is_required(void **state)
{
    (void)state;
    expect_union("{type: object, required: [t], oneOf: [{type: object, properties: "
                 "{t: {const: a}}}, {type: object, properties: {t: {const: b}}}]}",
                 "({t?: \"a\"} | {t?: \"b\"}) by tag \"t\" {\"a\": 0, \"b\": 1}");
    expect_union("{type: object, required: [kind], oneOf: [" REF("Cat") "]}",
                 "(Cat) by tag \"kind\" {\"cat\": 0}");
}

static void branches_join_what_stands_beside_the_all_of_that_has_them(void **state)
{
    (void)state;
    expect_union(
        "{type: object, properties: {z: {type: string}}, allOf: [{oneOf: [" REF("Cat") ", " REF(
            "Dog") "]}]}",
        "({z?: string, kind: \"cat\"} | {z?: string, kind: \"dog\"/\"wolf\"}) by tag \"kind\" "
        "{\"cat\": 0, \"dog\": 1, \"wolf\": 1}");
}

static void a_tag_required_beside_the_branches_is_asked_for_though_it_decides_nothing(void **state)
{
    (void)state;
    expect_union("{type: object, required: [t], anyOf: [{type: object, properties: {t: {const: "
                 "a}}}, {type: object, properties: {t: {const: a}, u: {type: string}}}]}",
                 "({t?: \"a\"} | {t?: \"a\", u?: string}) by tag \"t\" {\"a\": first of [0, 1] by "
                 "keys \"u\"}");
    expect_union("{type: object, required: [u], anyOf: [{type: object, required: [t], properties: "
                 "{t: {const: a}, u: {const: x}}}, {type: object, required: [t], properties: {t: "
                 "{const: b}, u: {const: x}}}]}",
                 "({t: \"a\", u?: \"x\"} | {t: \"b\", u?: \"x\"}) by tag \"u\" "
                 "{\"x\": tag \"t\" {\"a\": 0, \"b\": 1}}");
}

static void tags_may_be_integers(void **state)
{
    (void)state;
    expect_union("{oneOf: [{type: object, required: [t], properties: {t: {const: 1}}}, "
                 "{type: object, required: [t], properties: {t: {const: 2}}}]}",
                 "({t: 1} | {t: 2}) by tag \"t\" {1: 0, 2: 1}");
}

static void a_value_that_branches_share_leads_to_another_question(void **state)
{
    (void)state;
    expect_union(
        "{anyOf: [{type: object, required: [t, u], properties: {t: {const: a}, u: {const: x}}}, "
        "{type: object, required: [t, u], properties: {t: {const: a}, u: {const: y}}}, "
        "{type: object, required: [t], properties: {t: {const: b}}}]}",
        "({t: \"a\", u: \"x\"} | {t: \"a\", u: \"y\"} | {t: \"b\"}) by tag \"t\" "
        "{\"a\": tag \"u\" {\"x\": 0, \"y\": 1}, \"b\": 2}");
}

static void kinds_come_first_and_null_is_no_branch(void **state)
{
    (void)state;
    expect_union("{anyOf: [" REF("Cat") ", " REF("Dog") ", {type: string}, {type: 'null'}]}",
                 "null or (Cat | Dog | string) by kind {string: 2, object: tag \"kind\" "
                 "{\"cat\": 0, \"dog\": 1, \"wolf\": 1}}");
    expect_union("{anyOf: [" REF("Cat") ", {type: 'null'}]}", "null or Cat");
    expect_union("{oneOf: [{type: 'null'}, {type: 'null'}]}", "never");
}

static void what_is_not_proven_is_tried_and_oneof_counted(void **state)
{
    (void)state;
    expect_union("{anyOf: [" REF("Cat") ", " REF("Fish") "]}",
                 "(Cat | Fish) by first of [0, 1] by keys \"kind\", \"fins\"");
    expect_union("{oneOf: [" REF("Cat") ", " REF("Fish") "]}",
                 "(Cat | Fish) by exactly one of [0, 1] by keys \"kind\", \"fins\"");
}

static void proofs_spare_the_counting(void **state)
{
    (void)state;
    expect_union("{oneOf: [{type: object, required: [v], properties: {v: {type: array, items: "
                 "{type: string}, minItems: 3}}}, {type: object, required: [v], properties: {v: "
                 "{type: array, items: {type: string}, maxItems: 2}}}]}",
                 "({v: list of string#3..} | {v: list of string#..2}) by first of [0, 1]");
    expect_union("{oneOf: [{type: integer, maximum: 3}, {type: number, exclusiveMinimum: 3}]}",
                 "(int<=3 | number>3) by first of [0, 1]");
}

static void branches_that_are_not_fully_checked_are_not_counted(void **state)
{
    (void)state;
    built b = build_schemas(
        "    X: {oneOf: [{type: string, pattern: 'a('}, {type: string, pattern: 'b('}]}\n");
    expect_type(&b, "X", "(string | string) by first of [0, 1]");
    expect_codes(&b, "1 O2C-M041; 1 O2C-M041; 1 O2C-M015; 1 O2C-M031");
    assert_int_equal(b.model->coverage.count, 3);
    build_end(&b);
}

static void properties_beside_branches_are_merged_into_each(void **state)
{
    (void)state;
    expect_union("{type: object, required: [id], properties: {id: {type: integer}}, "
                 "oneOf: [" REF("Cat") ", " REF("Dog") "]}",
                 "({id: int, kind: \"cat\"} | {id: int, kind: \"dog\"/\"wolf\"}) by tag \"kind\" "
                 "{\"cat\": 0, \"dog\": 1, \"wolf\": 1}");
}

static void a_type_beside_branches_leaves_them_alone_and_limits_kinds(void **state)
{
    (void)state;
    expect_union("{type: object, anyOf: [" REF("Cat") ", {type: string}]}",
                 "(Cat | string) by kind {object: 0}");
}

static void branches_that_only_constrain_make_no_union(void **state)
{
    (void)state;
    built b = build_schemas("    X: {type: object, properties: {a: true, b: true},\n"
                            "        anyOf: [{required: [a]}, {required: [b]}]}\n");
    expect_type(&b, "X", "{a?: any, b?: any} where anyOf");
    expect_codes(&b, "");
    build_end(&b);
}

static void inline_branches_without_a_type_take_other_kinds_as_well(void **state)
{
    (void)state;
    expect_union("{anyOf: [{properties: {a: {type: string}}}, {type: integer}]}",
                 "(({a?: string} | any<null,boolean,number,string,array>) by kind {null: 1, "
                 "boolean: 1, number: 1, string: 1, array: 1, object: 0} | int) by kind "
                 "{null: 0, boolean: 0, number: first of [1, 0], string: 0, array: 0, object: 0}");
    expect_union("{type: object, anyOf: [{properties: {a: {type: string}}}]}",
                 "({a?: string}) by 0");
}

static void a_union_in_a_union_keeps_its_own_decision(void **state)
{
    (void)state;
    built b =
        build_schemas(PETS "    U: {type: object, required: [kind], oneOf: [" REF("Cat") ", " REF(
            "Dog") "]}\n"
                   "    X: {anyOf: [" REF("U") ", {type: object}]}\n"
                                               "    Y: {anyOf: [" REF(
                                                   "U") ", {type: object, required: [kind], "
                                                        "properties: {kind: {const: cow}}}]}\n");
    expect_type(&b, "X", "(U | any<object>) by first of [0, 1] by keys \"kind\"");
    expect_type(&b, "Y",
                "(U | {kind: \"cow\"}) by tag \"kind\" {\"cat\": 0, \"dog\": 0, \"wolf\": 0, "
                "\"cow\": 1}");
    build_end(&b);
}

static void nullable_branches_make_the_union_nullable(void **state)
{
    (void)state;
    built b = build_schemas(PETS "    N: {anyOf: [" REF(
        "Cat") ", {type: 'null'}]}\n"
               "    X: {anyOf: [" REF("N") ", {type: string}]}\n"
                                           "    Y: {oneOf: [" REF(
                                               "N") ", {type: [string, 'null']}]}\n"
                                                    "    Z: {anyOf: [" REF(
                                                        "N") ", {type: 'null'}]}\n");
    expect_type(&b, "X", "null or (Cat | string) by kind {string: 1, object: 0}");
    expect_type(&b, "Y", "(Cat | string) by kind {string: 1, object: 0}");
    expect_type(&b, "Z", "null or Cat");
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_required_const_that_all_share_is_the_tag),
        cmocka_unit_test(the_tag_is_marked_on_the_objects_that_it_finds),
        cmocka_unit_test(an_optional_tag_decides_by_elimination),
        cmocka_unit_test(branches_join_what_stands_beside_the_all_of_that_has_them),
        cmocka_unit_test(a_tag_required_beside_the_branches_is_required),
        cmocka_unit_test(a_tag_required_beside_the_branches_is_asked_for_though_it_decides_nothing),
        cmocka_unit_test(tags_may_be_integers),
        cmocka_unit_test(a_value_that_branches_share_leads_to_another_question),
        cmocka_unit_test(kinds_come_first_and_null_is_no_branch),
        cmocka_unit_test(what_is_not_proven_is_tried_and_oneof_counted),
        cmocka_unit_test(proofs_spare_the_counting),
        cmocka_unit_test(branches_that_are_not_fully_checked_are_not_counted),
        cmocka_unit_test(properties_beside_branches_are_merged_into_each),
        cmocka_unit_test(a_type_beside_branches_leaves_them_alone_and_limits_kinds),
        cmocka_unit_test(branches_that_only_constrain_make_no_union),
        cmocka_unit_test(inline_branches_without_a_type_take_other_kinds_as_well),
        cmocka_unit_test(a_union_in_a_union_keeps_its_own_decision),
        cmocka_unit_test(nullable_branches_make_the_union_nullable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

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

static void branches_of_one_scalar_type_are_that_type_and_a_check(void **state)
{
    (void)state;
    expect_union("{anyOf: [{type: string, format: date}, {type: string, maxLength: 3}]}",
                 "string where anyOf");
    expect_union("{anyOf: [{type: string, minLength: 2, maxLength: 4}, {type: string, minLength: "
                 "6, maxLength: 8}]}",
                 "string#2..#..8 where anyOf");
    expect_union("{oneOf: [{type: integer, maximum: 3}, {type: integer, minimum: 9}]}",
                 "int where oneOf");
    expect_union("{oneOf: [{type: number, multipleOf: 3}, {type: number, multipleOf: 5}]}",
                 "number where oneOf");
    expect_union("{oneOf: [{type: string}, {type: string, not: {const: a}}]}",
                 "string where oneOf");
}

static void what_is_more_than_a_check_keeps_its_branches(void **state)
{
    (void)state;
    expect_union("{oneOf: [{type: string, pattern: '^a'}, {type: string, enum: [b, c]}]}",
                 "(string | \"b\"/\"c\") by first of [1, 0]");
    expect_union("{type: string, oneOf: [{pattern: '^a'}, {enum: [b, c]}]}",
                 "(string | \"b\"/\"c\") by first of [1, 0]");
    expect_union("{oneOf: [{type: integer}, {type: number, maximum: 3}]}",
                 "(int | number<=3) by exactly one of [1, 0]");
    expect_union("{oneOf: [{type: integer, format: int32}, {type: integer, format: int64}]}",
                 "(int32 | int) by exactly one of [0, 1]");
    expect_union("{anyOf: [{type: string, format: date}, {type: string}]}", "string");
    expect_union("{anyOf: [{type: string, enum: [a]}, {type: string}]}", "string");
    expect_union("{anyOf: [{enum: [a]}, {type: string, enum: [b]}]}", "\"a\"/\"b\"");
}

static void where_exactly_one_must_fit_what_another_takes_is_refused(void **state)
{
    (void)state;
    expect_union("{oneOf: [{type: string}, {type: string, enum: ['-1']}, {enum: ['0']}]}",
                 "string where oneOf");
    expect_union("{oneOf: [{type: integer}, {type: number}]}", "number where oneOf");
    expect_union("{oneOf: [{type: integer, format: int32}, {type: number}]}",
                 "(int32 | number) by exactly one of [0, 1]");
    expect_union("{oneOf: [{type: number, format: float}, {type: number}]}",
                 "(number32 | number) by exactly one of [0, 1]");
    expect_union("{oneOf: [{type: number}, {enum: [1.5, 2.5]}]}",
                 "(number | any<number>=1.5,2.5) by exactly one of [1, 0]");
    expect_union("{oneOf: [{type: number}, {type: string}]}",
                 "(number | string) by kind {number: 0, string: 1}");
    expect_union("{oneOf: [{type: number}, {enum: [a, b]}, {type: integer}]}",
                 "(number where oneOf | \"a\"/\"b\") by kind {number: 0, string: 1}");
    expect_union("{oneOf: [{type: string, maxLength: 3}, {enum: [a]}]}",
                 "(string#..3 | \"a\") by exactly one of [1, 0]");
}

static void scalars_of_one_type_among_other_branches_are_one_branch(void **state)
{
    (void)state;
    expect_union("{oneOf: [{type: string, format: ipv4}, " REF("Cat") ", {type: string, pattern: "
                                                                      "'^x'}]}",
                 "(string where oneOf | Cat) by kind {string: 0, object: 1}");
    expect_union("{anyOf: [{type: integer}, {type: string}, {type: number}, {enum: [a]}, {type: "
                 "'null'}]}",
                 "null or (number | string) by kind {number: 0, string: 1}");
    expect_union("{oneOf: [{enum: [a, c]}, " REF("Cat") ", {enum: [b, c]}]}",
                 "(\"a\"/\"b\" | Cat) by kind {string: 0, object: 1}");
    expect_union("{anyOf: [{type: string, format: ipv4}, {type: string, pattern: '^x'}, {type: "
                 "array, anyOf: [{items: {type: string}}]}]}",
                 "(string where anyOf | (list of string) by 0) by kind {string: 0, array: 1}");
    expect_union("{anyOf: [{type: string, maxLength: 3}, " REF("Cat") ", {enum: [bbbb]}]}",
                 "(string#..3 | Cat | \"bbbb\") by kind {string: first of [2, 0], object: 1}");
    expect_union(
        "{oneOf: [{type: string, format: ipv4}, {type: string, pattern: '^x'}, {anyOf: "
        "[{type: boolean}, {enum: [x]}], title: T}]}",
        "(string~ipv4 | string | bool | \"x\") by kind {boolean: 2, string: exactly one of "
        "[3, 0, 1]}");
}

/* A member has a null bit for it: what is checked is what is not null. */
static void expect_null_or(const char *text, const char *expected)
{
    mem m = MEM_INIT;
    built b =
        build_schemas(str_print(&m, "    X: {type: object, properties: {v: %s}}\n", text).data);
    expect_type(&b, "X", str_print(&m, "{v?: null or %s}", expected).data);
    assert_null(component(&b, "X")->members.items[0].type->check);
    build_end(&b);
    mem_free(&m);
}

/* However null is spelled. */
static void null_beside_a_scalar_is_no_part_of_its_check(void **state)
{
    (void)state;
    static const char *const nulls[] = {"{type: 'null'}", "{enum: [null]}", "{const: null}"};
    for (size_t i = 0; i < sizeof nulls / sizeof *nulls; i++) {
        mem m = MEM_INIT;
        expect_null_or(
            str_print(&m, "{anyOf: [{type: string, maxLength: 640}, %s]}", nulls[i]).data,
            "string#..640");
        expect_null_or(str_print(&m, "{oneOf: [%s, {type: integer, minimum: 3}]}", nulls[i]).data,
                       "int>=3");
        expect_null_or(str_print(&m,
                                 "{oneOf: [{type: string, format: ipv4}, %s, {type: string, "
                                 "format: ipv6}]}",
                                 nulls[i])
                           .data,
                       "string where oneOf");
        mem_free(&m);
    }
    expect_null_or("{anyOf: [{type: [string, 'null'], format: ipv4}, {type: [string, 'null'], "
                   "pattern: '^x'}]}",
                   "string where anyOf");
    expect_null_or("{type: [string, 'null'], anyOf: [{format: ipv4}, {pattern: '^x'}]}",
                   "string where anyOf");
    expect_null_or("{type: [string, 'null'], not: {const: ''}}", "string where not");
}

static void null_that_a_check_refuses_is_no_null_bit(void **state)
{
    (void)state;
    expect_union("{oneOf: [{type: [string, 'null'], format: ipv4}, {type: [string, 'null'], "
                 "pattern: '^x'}]}",
                 "string where oneOf");
    built b = build_schemas("    X: {type: [string, 'null'], not: {const: null}}\n");
    assert_non_null(component(&b, "X")->check);
    build_end(&b);
}

static void null_beside_a_scalar_of_openapi_3_0_is_no_part_of_its_check(void **state)
{
    (void)state;
    built b = build_spec(
        "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
        "    X: {nullable: true, anyOf: [{type: string, maxLength: 640}]}\n"
        "    Y: {type: string, nullable: true, anyOf: [{maxLength: 3}, {format: date}]}\n"
        "    Z: {anyOf: [{type: string, nullable: true, maxLength: 3}, {type: string, format: "
        "date}]}\n");
    expect_type(&b, "X", "null or string#..640");
    expect_type(&b, "Y", "null or string where anyOf");
    expect_type(&b, "Z", "null or string where anyOf");
    assert_null(component(&b, "Y")->check);
    assert_null(component(&b, "Z")->check);
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

static void a_reference_or_a_type_makes_a_constraint_no_shape(void **state)
{
    (void)state;
#define AB "type: object, properties: {a: true, b: true}, "
    built b = build_schemas(
        "    B: {required: [b]}\n"
        "    X: {" AB "oneOf: [{type: object, required: [a]}, " REF(
            "B") "]}\n"
                 "    Y: {" AB
                 "anyOf: [{minProperties: 2}, {not: {required: [b]}}, {anyOf: [{required: "
                 "[a]}, " REF("B") "]}]}\n"
                                   "    Z: {properties: {a: true}, anyOf: [{type: object, "
                                   "required: [a]}, {type: object, "
                                   "minProperties: 1}]}\n"
                                   "    W: {type: array, items: {type: integer}, oneOf: "
                                   "[{minItems: 3}, {uniqueItems: true}]}\n"
                                   "    V: {anyOf: [{maximum: 3}, {minLength: 3}]}\n");
    expect_type(&b, "X", "{a?: any, b?: any} where oneOf");
    expect_type(&b, "Y", "{a?: any, b?: any} where anyOf");
    expect_type(&b, "Z", "{a?: any} where anyOf");
    expect_type(&b, "W", "list of int where oneOf");
    expect_type(&b, "V", "any where anyOf");
    expect_codes(&b, "");
    build_end(&b);
#undef AB
}

static void a_branch_that_says_more_than_a_constraint_makes_a_union(void **state)
{
    (void)state;
    expect_union("{type: object, properties: {a: true}, anyOf: [{required: [a]}, {properties: {b: "
                 "{type: string}}}]}",
                 "({a: any} | {a?: any, b?: string}) by first of [0, 1] by keys \"a\", \"b\"");
    expect_union("{type: [string, integer], anyOf: [{type: string, maxLength: 3}, {type: integer, "
                 "maximum: 3}]}",
                 "(string#..3 | int<=3) by kind {number: 1, string: 0}");
    expect_union("{anyOf: [{type: object, required: [a]}, {type: string}]}",
                 "({a: any} | string) by kind {string: 1, object: 0}");
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
        cmocka_unit_test(branches_of_one_scalar_type_are_that_type_and_a_check),
        cmocka_unit_test(what_is_more_than_a_check_keeps_its_branches),
        cmocka_unit_test(where_exactly_one_must_fit_what_another_takes_is_refused),
        cmocka_unit_test(scalars_of_one_type_among_other_branches_are_one_branch),
        cmocka_unit_test(null_beside_a_scalar_is_no_part_of_its_check),
        cmocka_unit_test(null_that_a_check_refuses_is_no_null_bit),
        cmocka_unit_test(null_beside_a_scalar_of_openapi_3_0_is_no_part_of_its_check),
        cmocka_unit_test(properties_beside_branches_are_merged_into_each),
        cmocka_unit_test(a_type_beside_branches_leaves_them_alone_and_limits_kinds),
        cmocka_unit_test(branches_that_only_constrain_make_no_union),
        cmocka_unit_test(a_reference_or_a_type_makes_a_constraint_no_shape),
        cmocka_unit_test(a_branch_that_says_more_than_a_constraint_makes_a_union),
        cmocka_unit_test(inline_branches_without_a_type_take_other_kinds_as_well),
        cmocka_unit_test(a_union_in_a_union_keeps_its_own_decision),
        cmocka_unit_test(nullable_branches_make_the_union_nullable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "fixture.h"

#define CLOSED(key)                                                                                \
    "{type: object, required: [" key "], properties: {" key ": true}, additionalProperties: "      \
    "false}"
#define OPEN(key) "{type: object, required: [" key "], properties: {" key ": true}}"

static void a_key_that_others_refuse_decides(void **state)
{
    (void)state;
    expect_x("{oneOf: [" CLOSED("a") ", " CLOSED("b") "]}",
             "({a: any}! | {b: any}!) by key {\"a\": 0, \"b\": 1}");
    expect_x("{oneOf: [" CLOSED("a") ", " OPEN("b") "]}",
             "({a: any}! | {b: any}) by key {\"b\": 1, none: 0}");
}

static void optional_keys_decide_where_there_is_nothing_better(void **state)
{
    (void)state;
    expect_x("{anyOf: [" CLOSED("a") ", {type: object, properties: {b: true, c: true}, "
                                     "additionalProperties: false}]}",
             "({a: any}! | {b?: any, c?: any}!) by key {\"a\": 0, \"b\": 1, \"c\": 1, none: 1}");
}

static void a_property_that_nothing_satisfies_is_refused(void **state)
{
    (void)state;
    expect_x("{oneOf: [{type: object, properties: {a: false}}, " OPEN("a") "]}",
             "({a?: never} | {a: any}) by key {\"a\": 1, none: 0}");
}

static void open_branches_are_not_ruled_out_by_what_they_do_not_declare(void **state)
{
    (void)state;
    expect_x("{oneOf: [" OPEN("a") ", " OPEN("b") "]}",
             "({a: any} | {b: any}) by exactly one of [0, 1] by keys \"a\", \"b\"");
}

static void some_branches_may_have_a_tag(void **state)
{
    (void)state;
    expect_x("{anyOf: [{type: object, required: [t], properties: {t: {const: x}}}, "
             "{type: object, required: [t], properties: {t: {const: y}}}, "
             "{type: object, properties: {t: {type: string}, n: {type: integer}}}]}",
             "({t: \"x\"} | {t: \"y\"} | {t?: string, n?: int}) by optional tag \"t\" "
             "{\"x\": first of [0, 2] by keys \"t\", \"n\", "
             "\"y\": first of [1, 2] by keys \"t\", \"n\", missing: 2, unknown: 2}");
}

static void a_tag_may_lead_to_a_question_about_keys(void **state)
{
    (void)state;
    expect_x("{oneOf: [{type: object, required: [t, a], properties: {t: {const: x}, a: true}, "
             "additionalProperties: false}, {type: object, required: [t, b], properties: {t: "
             "{const: x}, b: true}, additionalProperties: false}, {type: object, required: [t], "
             "properties: {t: {const: y}}}]}",
             "({t: \"x\", a: any}! | {t: \"x\", b: any}! | {t: \"y\"}) by tag \"t\" {\"x\": key "
             "{\"a\": 0, \"b\": 1}, \"y\": 2}");
}

static void the_type_of_a_shared_member_decides(void **state)
{
    (void)state;
    expect_x("{oneOf: [{type: object, required: [v], properties: {v: {type: string}}}, "
             "{type: object, required: [v], properties: {v: {type: [integer, 'null']}}}]}",
             "({v: string} | {v: null or int}) by kind of \"v\" "
             "{null: 1, number: 1, string: 0}");
}

static void a_shared_member_may_be_missing(void **state)
{
    (void)state;
    built b = build_schemas("    X: {anyOf: [{type: object, properties: {v: {type: string}}}, "
                            "{type: object, properties: {v: {type: integer}}}]}\n");
    expect_type(&b, "X",
                "({v?: string} | {v?: int}) by kind of \"v\" {number: 1, string: 0, missing: "
                "first of [0, 1]}");
    assert_int_equal(model_decision_order(component(&b, "X")->decision), MODEL_ORDER_SPECIFIC);
    build_end(&b);
}

static void the_items_of_a_shared_list_decide(void **state)
{
    (void)state;
    expect_x("{oneOf: [{type: object, required: [v], properties: {v: {type: array, items: {type: "
             "string}}}}, {type: object, required: [v], properties: {v: {type: array, items: "
             "{type: integer}}}}, {type: object, required: [v], properties: {v: {type: string}}}]}",
             "({v: list of string} | {v: list of int} | {v: string}) by kind of \"v\" "
             "{string: 2, array: kind of item of \"v\" {number: 1, string: 0, none: exactly one of "
             "[0, 1]}}");
}

/* Null says as little as a missing member. */
static void members_that_may_be_null_tell_apart_by_other_values(void **state)
{
    (void)state;
    built b = build_schemas("    X: {anyOf: [{type: object, properties: {v: {type: [string, "
                            "'null']}}}, {type: object, properties: {v: {type: [integer, 'null'"
                            "]}}}]}\n");
    expect_type(&b, "X",
                "({v?: null or string} | {v?: null or int}) by kind of \"v\" {null: first of "
                "[0, 1], number: 1, string: 0, missing: first of [0, 1]}");
    assert_int_equal(model_decision_order(component(&b, "X")->decision), MODEL_ORDER_SPECIFIC);
    build_end(&b);
}

static void a_branch_that_lists_fewer_tags_comes_first(void **state)
{
    (void)state;
    built b = build_schemas(
        "    X: {anyOf: [{type: object, required: [t], properties: {t: {enum: [x, y, z]}}}, {type: "
        "object, required: [t], properties: {t: {const: x}}}, {type: object, required: [t], "
        "properties: {t: {const: y}}}]}\n");
    expect_type(&b, "X",
                "({t: \"x\"/\"y\"/\"z\"} | {t: \"x\"} | {t: \"y\"}) by tag \"t\" {\"x\": first of "
                "[1, 0], \"y\": first of [2, 0], \"z\": 0}");
    assert_int_equal(model_decision_order(component(&b, "X")->decision), MODEL_ORDER_SPECIFIC);
    build_end(&b);
}

static void unions_within_branches_say_what_all_of_them_say(void **state)
{
    (void)state;
    built b = build_schemas("    A: {oneOf: [" CLOSED("a") ", " CLOSED(
        "b") "]}\n"
             "    X: {oneOf: [{$ref: '#/components/schemas/A'}, " CLOSED("c") "]}\n");
    expect_type(&b, "X", "(A | {c: any}!) by key {\"a\": 0, \"b\": 0, \"c\": 1, none: 0}");
    build_end(&b);
}

/* Each of many branches has keys of its own and some of others; the tree does not explode. */
static void many_branches_cost_bounded_questions(void **state)
{
    (void)state;
    buf text = BUF_INIT;
    buf_text(&text, "    X: {oneOf: [");
    for (int i = 0; i < 60; i++) {
        buf_print(&text, "%s{type: object, properties: {", i ? ", " : "");
        for (int k = 0; k < 60; k++)
            buf_print(&text, "p%d: {type: %s}, ", k, (i * 7 + k) % 3 ? "string" : "integer");
        buf_text(&text, "z: true}, additionalProperties: false}");
    }
    buf_text(&text, "]}\n");
    built b = build_schemas(buf_str(&text).data);
    buf out = BUF_INIT;
    decision_print(component(&b, "X")->decision, &out);
    assert_in_range(out.len, 1, 4000000);
    buf_free(&out);
    buf_free(&text);
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_that_others_refuse_decides),
        cmocka_unit_test(optional_keys_decide_where_there_is_nothing_better),
        cmocka_unit_test(a_property_that_nothing_satisfies_is_refused),
        cmocka_unit_test(open_branches_are_not_ruled_out_by_what_they_do_not_declare),
        cmocka_unit_test(some_branches_may_have_a_tag),
        cmocka_unit_test(a_tag_may_lead_to_a_question_about_keys),
        cmocka_unit_test(the_type_of_a_shared_member_decides),
        cmocka_unit_test(a_shared_member_may_be_missing),
        cmocka_unit_test(the_items_of_a_shared_list_decide),
        cmocka_unit_test(members_that_may_be_null_tell_apart_by_other_values),
        cmocka_unit_test(a_branch_that_lists_fewer_tags_comes_first),
        cmocka_unit_test(unions_within_branches_say_what_all_of_them_say),
        cmocka_unit_test(many_branches_cost_bounded_questions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

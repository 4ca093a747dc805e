#include "fixture.h"

#define REF(name) "{$ref: '#/components/schemas/" name "'}"

static void what_is_used_comes_before_its_users(void **state)
{
    (void)state;
    built b = build_schemas("    A: {type: object, properties: {b: " REF(
        "B") "}}\n"
             "    B: {type: object, properties: {c: " REF(
                 "C") "}}\n"
                      "    C: {type: array, items: {type: string}}\n");
    for (size_t i = 0; i < b.model->types.count; i++) {
        model_type *type = b.model->types.items[i];
        assert_int_equal(type->id, i);
        for (uint32_t k = 0; k < type_edge_count(type); k++)
            assert_true((*type_edge(type, k))->id < i);
    }
    build_end(&b);
}

static void edges_within_a_component_are_recursive(void **state)
{
    (void)state;
    built b = build_schemas("    A: {type: object, properties: {b: " REF("B") ", s: " REF(
        "S") "}}\n"
             "    B: {type: object, properties: {a: {type: array, items: " REF(
                 "A") "}}}\n"
                      "    S: {type: object, properties: {s: {type: string}}}\n");
    const model_type *a = component(&b, "A");
    assert_true(a->recursive);
    assert_true(a->members.items[0].recursive);
    assert_false(a->members.items[1].recursive);
    assert_int_equal(a->scc, component(&b, "B")->scc);
    assert_false(component(&b, "S")->recursive);
    assert_false(component(&b, "S")->members.items[0].recursive);
    build_end(&b);
}

static void a_required_cycle_is_impossible_and_said_once(void **state)
{
    (void)state;
    built b = build_schemas("    A: {type: object, required: [b], properties: {b: " REF(
        "B") "}}\n"
             "    B: {type: object, required: [a], properties: {a: " REF(
                 "A") "}}\n"
                      "    User: {type: object, required: [a], properties: {a: " REF(
                          "A") "}}\n"
                               "    Maybe: {type: object, properties: {a: " REF(
                                   "A") "}}\n"
                                        "    L: {type: array, minItems: 1, items: " REF("L") "}\n");
    assert_true(component(&b, "A")->impossible);
    assert_true(component(&b, "B")->impossible);
    assert_true(component(&b, "User")->impossible);
    assert_false(component(&b, "Maybe")->impossible);
    assert_true(component(&b, "L")->impossible);
    expect_codes(&b, "1 O2C-M007; 5 O2C-M007");
    build_end(&b);
}

/* However null is spelt, it is a value of the type itself. */
static void null_ends_a_cycle_of_a_type_that_needs_itself(void **state)
{
    (void)state;
    built b = build_schemas("    N: {type: [object, 'null'], required: [n], properties: {n: " REF(
        "N") "}}\n"
             "    M: {anyOf: [{type: object, required: [n], properties: {n: " REF(
                 "M") "}}, {type: 'null'}]}\n"
                      "    P: {type: [array, 'null'], minItems: 1, items: " REF(
                          "P") "}\n"
                               "    Q: {type: [object, array, 'null'], minItems: 1, items: " REF(
                                   "Q") ", required: [a], "
                                        "properties: {a: " REF(
                                            "Q") "}}\n"
                                                 "    R: {allOf: [" REF(
                                                     "S") "]}\n"
                                                          "    S: {type: [object, 'null'], "
                                                          "required: [n], properties: {n: " REF(
                                                              "R") "}}\n"
                                                                   "    X: {type: [object, "
                                                                   "'null'], minProperties: 1, "
                                                                   "additionalProperties: " REF(
                                                                       "X") "}\n");
    for (size_t i = 0; i < b.model->types.count; i++)
        assert_false(b.model->types.items[i]->impossible);
    expect_codes(&b, "");
    build_end(&b);
}

static void lists_nulls_and_other_branches_end_a_cycle(void **state)
{
    (void)state;
    built b = build_schemas("    A: {type: object, required: [a], properties: {a: {anyOf: [" REF(
        "A") ", {type: "
             "'null'}]}}}\n"
             "    B: {type: object, required: [b], properties: {b: {type: array, items: " REF(
                 "B") "}}}\n"
                      "    C: {oneOf: [{type: string}, {type: object, required: [c], properties: "
                      "{c: " REF("C") "}}]}\n"
                                      "    D: {type: object, additionalProperties: " REF(
                                          "D") "}\n");
    for (size_t i = 0; i < b.model->types.count; i++)
        assert_false(b.model->types.items[i]->impossible);
    expect_codes(&b, "");
    build_end(&b);
}

static void a_branch_that_is_its_own_union_is_ignored(void **state)
{
    (void)state;
    built b = build_schemas("    A: {anyOf: [" REF(
        "A") ", {type: string}]}\n"
             "    B: {anyOf: [" REF("C") ", {type: integer}]}\n"
                                         "    C: {anyOf: [" REF("B") ", {type: boolean}]}\n"
                                                                     "    D: {anyOf: [" REF(
                                                                         "D") "]}\n");
    expect_type(&b, "A", "string");
    expect_type(&b, "B", "int");
    expect_type(&b, "C", "bool");
    expect_type(&b, "D", "never");
    expect_codes(&b, "1 O2C-M006; 2 O2C-M006; 3 O2C-M006; 4 O2C-M006");
    build_end(&b);
}

static void long_chains_need_no_stack(void **state)
{
    (void)state;
    enum { LINKS = 20000 };
    buf text = BUF_INIT;
    for (int i = 0; i < LINKS; i++)
        buf_print(&text, "    A%d: {type: object, properties: {n: " REF("A%d") "}}\n", i, i + 1);
    for (int i = 0; i < LINKS; i++)
        buf_print(&text, "    U%d: {anyOf: [" REF("U%d") ", {type: array, minItems: %d}]}\n", i,
                  i + 1, i);
    for (int i = 0; i < LINKS; i++)
        buf_print(&text, "    R%d: " REF("R%d") "\n", i, i + 1);
    buf_print(&text, "    A%d: {type: string}\n    U%d: {type: string}\n    R%d: {type: string}\n",
              LINKS, LINKS, LINKS);
    built b = build_schemas(text.data);
    assert_true(b.model->types.count > 3 * LINKS);
    assert_int_equal(model_resolve(component(&b, "R0"))->kind, MODEL_STRING);
    buf_free(&text);
    build_end(&b);
}

/* Who looks a type up by its number must not find another one's. */
static void parents_are_types_of_the_model(void **state)
{
    (void)state;
    built b = build_schemas(
        "    Free: {type: object, required: [a], properties: {a: {description: anything}}}\n"
        "    Other: {anyOf: [{oneOf: [{type: [object, 'null'], not: {required: [q]}}]}]}\n");
    size_t parents = 0;
    for (size_t i = 0; i < b.model->types.count; i++) {
        const model_type *parent = b.model->types.items[i]->parent;
        assert_true(!parent || b.model->types.items[parent->id] == parent);
        parents += parent != NULL;
    }
    assert_int_equal(parents, 3);
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_used_comes_before_its_users),
        cmocka_unit_test(edges_within_a_component_are_recursive),
        cmocka_unit_test(a_required_cycle_is_impossible_and_said_once),
        cmocka_unit_test(null_ends_a_cycle_of_a_type_that_needs_itself),
        cmocka_unit_test(lists_nulls_and_other_branches_end_a_cycle),
        cmocka_unit_test(a_branch_that_is_its_own_union_is_ignored),
        cmocka_unit_test(long_chains_need_no_stack),
        cmocka_unit_test(parents_are_types_of_the_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

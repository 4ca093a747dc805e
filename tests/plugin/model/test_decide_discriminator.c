#include "fixture.h"

#define PETS                                                                                       \
    "    Cat: {type: object, required: [kind], properties: {kind: {const: cat}}}\n"                \
    "    Dog: {type: object, required: [kind], properties: {kind: {enum: [dog, wolf]}}}\n"         \
    "    Fish: {type: object, required: [kind, fins], properties: {kind: {type: string}, "         \
    "fins: true}}\n"                                                                               \
    "    Worm: {type: object, properties: {length: {type: integer}}}\n"
#define REF(name)           "{$ref: '#/components/schemas/" name "'}"
#define TAGGED              ", discriminator: {propertyName: kind"
#define MAPPED(lines)       TAGGED ", mapping: {" lines "}}}"
#define UNION_OF(a, b, end) "{oneOf: [" REF(a) ", " REF(b) "]" end

/* A union of the pets above, what it must be, and what is said, with lines of the text before it. */
static void expect_union(const char *version, const char *text, const char *expected,
                         const char *codes)
{
    mem m = MEM_INIT;
    built b = build_spec(str_print(&m,
                                   "openapi: %s\ninfo: {title: t, version: '1'}\npaths: {}\n"
                                   "components:\n  schemas:\n" PETS "    X: %s\n",
                                   version, text)
                             .data);
    expect_type(&b, "X", expected);
    expect_codes(&b, codes);
    build_end(&b);
    mem_free(&m);
}

static void values_of_the_property_are_trusted_before_names(void **state)
{
    (void)state;
    expect_union("3.1.0", UNION_OF("Dog", "Fish", TAGGED "}}"),
                 "(Dog | Fish) by tag \"kind\" {\"dog\": 0, \"wolf\": 0, \"Fish\": 1}", "");
}

static void a_mapping_is_trusted_before_both(void **state)
{
    (void)state;
    expect_union(
        "3.1.0",
        UNION_OF("Dog", "Fish", MAPPED("dog: Fish, cod: Fish, koi: '#/components/schemas/Fish'")),
        "(Dog | Fish) by tag \"kind\" {\"wolf\": 0, \"dog\": 1, \"cod\": 1, \"koi\": 1}", "");
}

static void a_mapping_may_leave_branches_out(void **state)
{
    (void)state;
    expect_union("3.1.0", UNION_OF("Cat", "Fish", MAPPED("cod: Fish")),
                 "(Cat | Fish) by tag \"kind\" {\"cat\": 0, \"cod\": 1}", "");
    expect_union("3.1.0", UNION_OF("Dog", "Fish", MAPPED("wolf: Dog")),
                 "(Dog | Fish) by tag \"kind\" {\"wolf\": 0, \"dog\": 0, \"Fish\": 1}", "");
}

static void a_mapping_to_a_schema_beside_the_union_is_refused(void **state)
{
    (void)state;
    expect_union("3.1.0", UNION_OF("Cat", "Dog", MAPPED("f: Fish")),
                 "(Cat | Dog) by tag \"kind\" {\"cat\": 0, \"dog\": 1, \"wolf\": 1}", "5 O2C-M013");
}

static void a_mapping_against_the_values_of_its_branch_is_ignored(void **state)
{
    (void)state;
    built b = build_schemas(PETS "    X: " UNION_OF("Cat", "Fish", MAPPED("cta: Cat")) "\n");
    expect_type(&b, "X", "(Cat | Fish) by tag \"kind\" {\"cat\": 0, \"Fish\": 1}");
    expect_codes(&b, "5 O2C-M030");
    expect_str(b.d.items.items[0].hint, "did you mean 'cat'?");
    build_end(&b);
}

static void a_mapping_may_name_what_is_in_a_branch(void **state)
{
    (void)state;
    built b = build_schemas(
        "    A: {type: object, required: [k, l], properties: {k: {type: string}, l: {type: "
        "string}}, discriminator: {propertyName: l}}\n"
        "    B: {allOf: [" REF(
            "A") ", {required: [b]}]}\n"
                 "    C: {type: object, required: [k], properties: {k: {type: string}}}\n"
                 "    X: {oneOf: [" REF("A") ", " REF(
                     "C") "], discriminator: {propertyName: k, mapping: "
                          "{bee: B}}}\n");
    expect_type(&b, "X", "(A | C) by tag \"k\" {\"bee\": 0, \"A\": 0, \"C\": 1}");
    build_end(&b);
}

static void a_branch_may_do_without_the_tag(void **state)
{
    (void)state;
    expect_union("3.1.0", UNION_OF("Cat", "Worm", TAGGED "}}"),
                 "(Cat | Worm) by optional tag \"kind\" {\"cat\": 0, \"Worm\": 1, missing: 1}", "");
}

static void a_default_mapping_takes_what_is_missing_or_unknown(void **state)
{
    (void)state;
    expect_union("3.2.0", UNION_OF("Cat", "Worm", TAGGED ", defaultMapping: Worm}}"),
                 "(Cat | Worm) by optional tag \"kind\" "
                 "{\"cat\": 0, \"Worm\": 1, missing: 1, unknown: 1}",
                 "");
    expect_union("3.2.0", UNION_OF("Cat", "Fish", TAGGED ", defaultMapping: Fish}}"),
                 "(Cat | Fish) by optional tag \"kind\" "
                 "{\"cat\": 0, \"Fish\": 1, missing: 1, unknown: 1}",
                 "");
    expect_union("3.2.0", UNION_OF("Cat", "Dog", TAGGED ", defaultMapping: Fish}}"),
                 "(Cat | Dog) by tag \"kind\" {\"cat\": 0, \"dog\": 1, \"wolf\": 1}", "5 O2C-M013");
    expect_union("3.1.0", UNION_OF("Cat", "Fish", TAGGED ", defaultMapping: Fish}}"),
                 "(Cat | Fish) by tag \"kind\" {\"cat\": 0, \"Fish\": 1}", "5 O2C-S007");
}

static void inline_branches_have_values_or_none(void **state)
{
    (void)state;
    expect_union("3.1.0",
                 "{oneOf: [{properties: {kind: {const: a}}, required: [kind]}, " REF(
                     "Cat") ", {properties: {b: true}}]" TAGGED "}}",
                 "({kind: \"a\"} | Cat | {b?: any}) by optional tag \"kind\" "
                 "{\"a\": 0, \"cat\": 1, missing: 2, unknown: 2}",
                 "");
}

/* A branch of two tag values is read by its own type whichever it was. */
static void tags_may_be_numbers_or_booleans(void **state)
{
    (void)state;
    built b = build_schemas(
        "    A: {type: object, required: [n], properties: {n: {type: integer}}}\n"
        "    B: {type: object, required: [n], properties: {n: {type: string}}}\n"
        "    C: {type: object, required: [n], properties: {n: {type: boolean}}}\n"
        "    D: {type: object, required: [n], properties: {n: {const: false}}}\n"
        "    E: {type: object, required: [n], properties: {n: {const: true}, e: true}}\n"
        "    X: {oneOf: [" REF("A") ", " REF("B") "], discriminator: {propertyName: n, "
                                                  "mapping: {'1': A, '2': B}}}\n"
                                                  "    Y: {oneOf: [" REF("A") ", " REF(
                                                      "C") "], discriminator: {propertyName: n, "
                                                           "mapping: {'1': A, 'true': C}}}\n"
                                                           "    Z: {oneOf: [" REF("D") ", " REF(
                                                               "E") "]}\n");
    expect_type(&b, "X", "(A | B) by tag \"n\" {1: 0, \"2\": 1}");
    expect_type(&b, "Y", "(A | C) by tag \"n\" {1: 0, true: 1, false: 1}");
    expect_type(&b, "Z", "(D | E) by tag \"n\" {false: 0, true: 1}");
    build_end(&b);
}

static void unions_by_the_same_property_are_one(void **state)
{
    (void)state;
    built b = build_schemas(PETS "    Y: " UNION_OF("Cat", "Dog", TAGGED "}}") "\n    X: " UNION_OF(
        "Y", "Fish", MAPPED("y: Y, cod: Fish, tom: Cat")) "\n");
    expect_type(&b, "X",
                "(Cat | Dog | Fish) by tag \"kind\" {\"cat\": 0, \"dog\": 1, \"wolf\": 1, "
                "\"cod\": 2}");
    expect_codes(&b, "6 O2C-M030; 6 O2C-M030");
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_of_the_property_are_trusted_before_names),
        cmocka_unit_test(a_mapping_is_trusted_before_both),
        cmocka_unit_test(a_mapping_may_leave_branches_out),
        cmocka_unit_test(a_mapping_to_a_schema_beside_the_union_is_refused),
        cmocka_unit_test(a_mapping_against_the_values_of_its_branch_is_ignored),
        cmocka_unit_test(a_mapping_may_name_what_is_in_a_branch),
        cmocka_unit_test(a_branch_may_do_without_the_tag),
        cmocka_unit_test(a_default_mapping_takes_what_is_missing_or_unknown),
        cmocka_unit_test(inline_branches_have_values_or_none),
        cmocka_unit_test(tags_may_be_numbers_or_booleans),
        cmocka_unit_test(unions_by_the_same_property_are_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

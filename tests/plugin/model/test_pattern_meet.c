#include "fixture.h"

/* Patterns compiled one by one, each in a list of its own. */
static model_patterns list_of(mem *m, const char *text)
{
    model_patterns list = {0};
    model_pattern *pattern = mem_new(m, model_pattern);
    regex source;
    size_t budget = 1000000;
    pattern->text = str_of(text);
    assert_true(regex_parse(m, pattern->text, &source));
    assert_true(pattern_compile(m, &source, &budget, &pattern->code));
    list_push(m, &list, pattern);
    return list;
}

static void expect_meeting(const char *x, const char *y, o2c_match expected)
{
    mem m = MEM_INIT;
    str found;
    model_patterns a = list_of(&m, x), b = list_of(&m, y);
    o2c_match met = patterns_meet(&m, &a, &b, &found);
    if (met != expected)
        fail_msg("'%s' and '%s': %d", x, y, (int)met);
    if (met == O2C_MATCH_YES) {
        assert_int_equal(pattern_match(&a.items[0]->code, found), O2C_MATCH_YES);
        assert_int_equal(pattern_match(&b.items[0]->code, found), O2C_MATCH_YES);
    }
    mem_free(&m);
}

static void patterns_with_a_string_in_common_meet(void **state)
{
    (void)state;
    expect_meeting("a", "b", O2C_MATCH_YES);
    expect_meeting("^[a-m]+$", "^[k-z]+$", O2C_MATCH_YES);
    expect_meeting("^a*$", "^b*$", O2C_MATCH_YES); /* "" */
    expect_meeting("^\\d{3}-\\d{4}$", "^.{8}$", O2C_MATCH_YES);
    expect_meeting("\\u00e9", "^.$", O2C_MATCH_YES);
}

static void patterns_without_one_do_not(void **state)
{
    (void)state;
    expect_meeting("^a", "^b", O2C_MATCH_NO);
    expect_meeting("^a+$", "^b+$", O2C_MATCH_NO);
    expect_meeting("^[0-9]{5,15}$", "^[a-z]", O2C_MATCH_NO);
    expect_meeting("^urn:cdx:[0-9a-f-]{36}/[1-9][0-9]*$", "^urn:cdx:[0-9a-f-]{36}/[1-9][0-9]*#.+$",
                   O2C_MATCH_NO);
    expect_meeting("^(msisdn-[0-9]{5,15}|extid-[^@]+@[^@]+)$", "^(imsi-[0-9]{5,15}|nai-.+)$",
                   O2C_MATCH_NO);
    expect_meeting("^$", ".", O2C_MATCH_NO);
}

static void what_needs_a_library_is_not_known(void **state)
{
    (void)state;
    expect_meeting("^(.)\\1$", "^b", O2C_MATCH_COSTLY);
    expect_meeting("^[ab]*a[ab]{40}$", "^[ab]*b[ab]{40}$", O2C_MATCH_COSTLY);
}

static void strings_are_told_apart_by_their_patterns(void **state)
{
    (void)state;
    built b = build_schemas(
        "    X: {oneOf: [{type: object, required: [v], properties: {v: {type: string, pattern: "
        "'^a'}}}, {type: object, required: [v], properties: {v: {type: string, pattern: '^b'}}}]}\n"
        "    Y: {oneOf: [{type: object, required: [v], properties: {v: {type: string, pattern: "
        "'^ab'}}}, {type: object, required: [v], properties: {v: {type: string, pattern: '^a'}}}]}"
        "\n");
    expect_type(&b, "X", "({v: string} | {v: string}) by first of [0, 1]");
    expect_type(&b, "Y", "({v: string} | {v: string}) by exactly one of [0, 1]");
    assert_int_equal(component(&b, "X")->decision->order, MODEL_ORDER_PROVED);
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_with_a_string_in_common_meet),
        cmocka_unit_test(patterns_without_one_do_not),
        cmocka_unit_test(what_needs_a_library_is_not_known),
        cmocka_unit_test(strings_are_told_apart_by_their_patterns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

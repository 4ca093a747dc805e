/** What is said of patterns, where; and which checks they become. */
#include "fixture.h"

static void expect_report(const char *pattern, const char *code, uint32_t column, const char *text)
{
    mem m = MEM_INIT;
    built b = build_schemas(str_print(&m, "    X: {type: string, pattern: %s}\n", pattern).data);
    if (b.d.items.count != 1)
        fail_msg("%s: %zu reports", pattern, b.d.items.count);
    const diag_item *item = &b.d.items.items[0];
    if (strcmp(item->code, code) != 0 || item->place.column != column ||
        strcmp(item->text.data, text) != 0)
        fail_msg("%s: %s at %u: %s", pattern, item->code, (unsigned)item->place.column,
                 item->text.data);
    build_end(&b);
    mem_free(&m);
}

/* The scalar begins in column 32. */
static void faults_are_located_inside_of_scalars(void **state)
{
    (void)state;
    static const char unclosed[] = "the pattern is not enforced: '(' without ')'";
    expect_report("ab(", "O2C-M041", 34, unclosed);
    expect_report("'ab('", "O2C-M041", 35, unclosed);
    expect_report("'a''b('", "O2C-M041", 37, unclosed);
    expect_report("\"ab(\"", "O2C-M041", 35, unclosed);
    expect_report("\"\\\\d\\u00e9\xC3\xA9(\"", "O2C-M041", 43, unclosed);
    expect_report("!!str ab(", "O2C-M041", 32, unclosed);
    expect_report("\"ab\\\n      (\"", "O2C-M041", 32, unclosed);
    expect_report("'a\\-'", "O2C-M042", 34,
                  "no such escape: no pattern of ECMA-262 in Unicode mode; read by its Annex B");
    expect_report("'(a)\\1(?<=b+)'", "O2C-M041", 32,
                  "the pattern is not enforced: PCRE2 looks behind only for what has one length");
}

static void what_cannot_be_read_is_weaker(void **state)
{
    (void)state;
    built b = build_schemas("    X: {type: string, pattern: '(?i)a'}\n");
    expect_type(&b, "X", "string");
    expect_codes(&b, "1 O2C-M041");
    assert_int_equal(b.model->coverage.count, 1);
    assert_int_equal(b.model->coverage.items[0].kind, MODEL_WEAKER);
    expect_str(b.model->coverage.items[0].keyword, "pattern");
    assert_int_equal(b.model->patterns.count, 0);
    build_end(&b);
}

static const model_checks *checks_of(const built *b, const char *name)
{
    return &component(b, name)->checks;
}

static void patterns_are_merged_and_shared(void **state)
{
    (void)state;
    built b =
        build_schemas("    X: {allOf: [{type: string, pattern: a}, {pattern: b}, {pattern: a}]}\n"
                      "    Y: {type: string, pattern: b}\n"
                      "    Z: {type: string, pattern: '.*'}\n"
                      "    V: {pattern: b}\n");
    expect_codes(&b, "");
    assert_int_equal(b.model->coverage.count, 1); /* V is dynamic */
    assert_int_equal(b.model->patterns.count, 3);
    assert_int_equal(checks_of(&b, "X")->patterns.count, 2);
    assert_int_equal(checks_of(&b, "Y")->patterns.count, 1);
    assert_ptr_equal(checks_of(&b, "X")->patterns.items[1], checks_of(&b, "Y")->patterns.items[0]);
    assert_int_equal(checks_of(&b, "Z")->patterns.count, 0);
    assert_int_equal(checks_of(&b, "V")->patterns.count, 1);
    for (size_t i = 0; i < b.model->patterns.count; i++)
        assert_int_equal(b.model->patterns.items[i]->id, i);
    build_end(&b);
}

static void listed_values_and_defaults_must_match(void **state)
{
    (void)state;
    expect_x("{type: string, pattern: '^a', enum: [ab, b, ac]}", "\"ab\"/\"ac\"");
    expect_x("{type: object, properties: {p: {type: string, pattern: '^a', default: ab}}}",
             "{p?: string = \"ab\"}");
    built b = build_schemas("    X: {type: object, properties: {p: {type: string, pattern: '^a', "
                            "default: b}}}\n");
    expect_codes(&b, "1 O2C-M008");
    build_end(&b);
    b = build_schemas("    X: {type: string, pattern: '(a)\\1', enum: [aa, b]}\n");
    expect_type(&b, "X", "\"aa\"/\"b\" where all of"); /* only PCRE2 could tell */
    assert_int_equal(b.model->coverage.count, 0);
    build_end(&b);
}

/* A library of patterns that each need all steps: the steps of all together have an end. */
static void steps_are_bounded_together(void **state)
{
    (void)state;
    buf text = BUF_INIT;
    for (int i = 0; i < 60; i++)
        buf_print(&text, "    X%d: {type: string, pattern: '(a|b)*a(a|b){%d}'}\n", i, 40 + i);
    buf_print(&text, "    Y: {type: string, pattern: 'foo|bar'}\n");
    built b = build_schemas(text.data);
    expect_codes(&b, "");
    for (size_t i = 0; i < 60; i++)
        assert_int_equal(b.model->patterns.items[i]->code.form, PATTERN_LIBRARY);
    assert_int_equal(b.model->patterns.items[60]->code.form, PATTERN_STATES);
    buf_free(&text);
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_are_located_inside_of_scalars),
        cmocka_unit_test(what_cannot_be_read_is_weaker),
        cmocka_unit_test(patterns_are_merged_and_shared),
        cmocka_unit_test(listed_values_and_defaults_must_match),
        cmocka_unit_test(steps_are_bounded_together),
    };
    return cmocka_run_group_tests_name("pattern_find", tests, NULL, NULL);
}

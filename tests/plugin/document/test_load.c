#include "fixture.h"

/* ASCII and one astral character as UTF-16 or UTF-32 with a byte order mark. */
static str encoded(unsigned unit, bool big)
{
    const uint32_t runes[] = {0xFEFF, '{', '"', 'k', '"', ':', '"', 0xE9, 0x1F600, '"', '}'};
    buf b = BUF_INIT;
    for (size_t i = 0; i < sizeof runes / sizeof *runes; i++) {
        uint32_t units[2] = {runes[i], 0};
        size_t n = 1;
        if (unit == 2 && runes[i] > 0xFFFF) {
            units[0] = 0xD800 + ((runes[i] - 0x10000) >> 10);
            units[1] = 0xDC00 + ((runes[i] - 0x10000) & 0x3FF);
            n = 2;
        }
        for (size_t k = 0; k < n; k++) {
            for (unsigned byte = 0; byte < unit; byte++)
                buf_char(&b, (char)(units[k] >> 8 * (big ? unit - 1 - byte : byte)));
        }
    }
    return buf_take(&b, &arena);
}

static void load_reads_every_unicode_encoding(void **state)
{
    (void)state;
    for (unsigned unit = 2; unit <= 4; unit += 2) {
        for (int big = 0; big < 2; big++) {
            document *doc = load_limited("x.json", encoded(unit, big), NULL);
            assert_non_null(doc);
            expect_print(doc->root, "{\"k\":\"é😀\"}");
            expect_place(doc->root->as.members[0].value, 1, 6, 4);
        }
    }
    expect_print(load_ok("x.json", "\xEF\xBB\xBF[1]"), "[1]");
    expect_place(load_ok("x.json", "\xEF\xBB\xBF[1]")->as.items[0], 1, 2, 1);
}

static void load_refuses_broken_encodings(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
    } cases[] = {
        {O2C_LIT("\xFF\xFE\x00")},           /* half a unit */
        {O2C_LIT("\xFF\xFE[\0\x00\xD8]\0")}, /* half a pair */
        {O2C_LIT("\xFF\xFE\x00\xD8")},       /* the same at the end */
        {O2C_LIT("\xFE\xFF\xDC\x00")},       /* the other half */
        {O2C_LIT("\xFF\xFE\0\0\0\xD8\0\0")}, /* a surrogate in UTF-32 */
        {O2C_LIT("\0\0\xFE\xFF\0\x11\0\0")}, /* beyond U+10FFFF */
        {O2C_LIT("\0\0\xFE\xFF\0\0")},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_null(load_limited("x.json", (str){cases[i].bytes, cases[i].len}, NULL));
        expect_item(0, "O2C-D015", 0, 0);
    }
}

static void load_tells_json_from_yaml_by_the_first_byte(void **state)
{
    (void)state;
    assert_false(load("noname", " \n{\"a\":1}")->yaml);
    assert_false(load("noname", "[]")->yaml);
    assert_true(load("noname", "a: 1")->yaml);
    assert_true(load("noname", "# c\n{a: 1}")->yaml);
    assert_false(load("x.json", "true")->yaml);
    assert_false(load("x.yaml", "{\"a\":1}")->yaml);
}

static void load_takes_flow_style_only_where_the_name_says_yaml(void **state)
{
    (void)state;
    assert_true(load("x.yaml", "{a: 1}")->yaml);
    assert_true(load("x.yml", "[1, # c\n 2]")->yaml);
    expect_refused("x.json", "{a: 1}", "O2C-D001", 1, 2);
    expect_refused("noname", "{a: 1}", "O2C-D001", 1, 2);
    expect_refused("x.json", "a: 1", "O2C-D001", 1, 1);
}

static void load_reports_duplicates_once_in_flow_style(void **state)
{
    (void)state;
    expect_refused("x.yaml", "{\"a\": 1, \"a\": 2, # yaml\n}", "O2C-D003", 1, 10);
    assert_int_equal(problems.errors, 1);
}

static void load_keeps_name_uri_and_text(void **state)
{
    (void)state;
    document *doc = load("pets.yaml", "\xEF\xBB\xBF"
                                      "a: 1");
    assert_true(str_eq(doc->file.name, STR("pets.yaml")));
    assert_true(str_eq(doc->uri, STR("file:///x")));
    assert_true(str_eq(doc->file.text, STR("a: 1")));
    assert_ptr_equal(node_place(doc->root).file, &doc->file);
}

static void load_gives_null_for_an_error_and_a_tree_for_a_warning(void **state)
{
    (void)state;
    assert_non_null(load("x.yaml", "a: !x 1"));
    assert_int_equal(problems.warnings, 1);
    assert_null(load("x.yaml", "a: 1\na: 2"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fixture_test(load_reads_every_unicode_encoding),
        fixture_test(load_refuses_broken_encodings),
        fixture_test(load_tells_json_from_yaml_by_the_first_byte),
        fixture_test(load_takes_flow_style_only_where_the_name_says_yaml),
        fixture_test(load_reports_duplicates_once_in_flow_style),
        fixture_test(load_keeps_name_uri_and_text),
        fixture_test(load_gives_null_for_an_error_and_a_tree_for_a_warning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

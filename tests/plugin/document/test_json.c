#include "fixture.h"

#include "source/source.h"

#include <dirent.h>

static void json_keeps_every_value_and_its_order(void **state)
{
    (void)state;
    const char *text = "{\"b\":[null,true,false,-0,1.0,1e400,\"x\\\"\\u00e9\"],\"a\":{},\"\":[]}";
    expect_print(load_ok("x.json", text),
                 "{\"b\":[null,true,false,-0,1.0,1e400,\"x\\\"é\"],\"a\":{},\"\":[]}");
}

static void json_numbers_keep_their_spelling(void **state)
{
    (void)state;
    node *n = load_ok("x.json", "[3.10, 9999999999999999999999]");
    assert_true(str_eq(n->as.items[0]->source, STR("3.10")));
    assert_true(str_eq(n->as.items[0]->as.text, STR("3.10")));
    assert_true(str_eq(n->as.items[1]->as.text, STR("9999999999999999999999")));
}

static void json_places_are_lines_and_code_points(void **state)
{
    (void)state;
    node *n = load_ok("x.json", "{\r\n  \"é😀\": [1, \"€€\"],\r \"k\\\"\" :\n\ttrue}");
    const node_member *first = &n->as.members[0], *second = &n->as.members[1];
    expect_place(n, 1, 1, 1);
    assert_int_equal(first->line, 2);
    assert_int_equal(first->column, 3);
    assert_int_equal(first->width, 4);
    expect_place(first->value, 2, 9, 1);
    expect_place(first->value->as.items[0], 2, 10, 1);
    expect_place(first->value->as.items[1], 2, 13, 4);
    assert_int_equal(second->line, 3);
    assert_int_equal(second->column, 2);
    assert_int_equal(second->width, 5);
    expect_place(second->value, 4, 2, 4);
    assert_true(str_eq(second->key, STR("k\"")));
}

static void json_errors_have_their_place(void **state)
{
    (void)state;
    expect_refused("x.json", "{\"a\": 1,}", "O2C-D001", 1, 9);
    expect_refused("x.json", "{\n \"a\": tru}", "O2C-D001", 2, 7);
    expect_refused("x.json", "[1] 2", "O2C-D001", 1, 5);
    expect_refused("x.json", "[\n1", "O2C-D001", 2, 2);
    expect_refused("x.json", "", "O2C-D001", 1, 1);
    assert_non_null(strstr(problems.items.items[0].text.data, "not valid JSON: "));
}

static void json_refuses_what_only_yaml_allows(void **state)
{
    static const char *const texts[] = {
        "{a: 1}",     "['a']",  "[01]",        "[.5]",
        "[+1]",       "[1.]",   "[0x1]",       "[1,]",
        "[\"a\tb\"]", "[NaN]",  "[\"\\x41\"]", "[\"\\ud800\"]",
        "[1] # no",   "[tRue]", "[\"\xFF\"]",  "{\"a\":1 \"b\":2}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_null(load("x.json", texts[i]));
        assert_string_equal(problems.items.items[0].code, "O2C-D001");
    }
}

static void json_reads_what_libyaml_gets_wrong(void **state)
{
    (void)state;
    node *n = load_ok("x.json", "[\"\\ud83d\\ude00\", \"\x7F\", \"a\u2028b\", \"\\/\"]");
    assert_true(str_eq(n->as.items[0]->as.text, STR("😀")));
    assert_true(str_eq(n->as.items[1]->as.text, STR("\x7F")));
    assert_true(str_eq(n->as.items[2]->as.text, STR("a\u2028b")));
    assert_true(str_eq(n->as.items[3]->as.text, STR("/")));
    expect_print(load_ok("x.json", "{\"a\"\n:1}"), "{\"a\":1}");
}

static void json_duplicate_keys_show_both_places(void **state)
{
    (void)state;
    expect_refused("x.json", "{\"a\": 1,\n \"b\": {\"c\":1, \"c\":2},\n \"\\u0061\": 3}",
                   "O2C-D003", 2, 15);
    expect_item(1, "O2C-D003", 2, 8);
    expect_item(2, "O2C-D003", 3, 2);
    expect_item(3, "O2C-D003", 1, 2);
    assert_int_equal(problems.errors, 2);
    assert_int_equal(problems.notes, 2);
}

static void json_finds_duplicates_among_many_keys(void **state)
{
    (void)state;
    buf b = BUF_INIT;
    buf_text(&b, "{");
    for (int i = 0; i < 5000; i++)
        buf_print(&b, "\"k%d\":%d,\n", i, i);
    buf_text(&b, "\"k17\":0}");
    assert_null(load("x.json", buf_str(&b).data));
    expect_item(0, "O2C-D003", 5001, 1);
    expect_item(1, "O2C-D003", 18, 1);
    buf_free(&b);
}

static void json_floods_of_duplicates_stay_small(void **state)
{
    (void)state;
    buf b = BUF_INIT;
    buf_text(&b, "{\"\":0");
    for (int i = 0; i < 100000; i++)
        buf_text(&b, ",\"\":0");
    buf_text(&b, "}");
    assert_null(load("x.json", buf_str(&b).data));
    assert_int_equal(problems.errors, 100000);
    assert_true(problems.items.count <= 20000);
    buf_free(&b);
}

/* `n` opening brackets and as many closing ones. */
static str nested(size_t n)
{
    char *text = mem_alloc(&arena, 2 * n);
    memset(text, '[', n);
    memset(text + n, ']', n);
    return (str){text, 2 * n};
}

static void json_depth_is_limited(void **state)
{
    (void)state;
    assert_non_null(load_limited("x.json", nested(512), NULL));
    assert_null(load_limited("x.json", nested(513), NULL));
    expect_item(0, "O2C-D004", 1, 513);
    const doc_limits three = {.depth = 3};
    assert_non_null(load_limited("x.json", nested(3), &three));
    assert_null(load_limited("x.json", nested(4), &three));
    expect_item(0, "O2C-D004", 1, 4);
    const doc_limits endless = {.depth = SIZE_MAX};
    assert_null(load_limited("x.json", nested(1000000), &endless));
    expect_item(0, "O2C-D004", 1, 10001);
}

static const char *const sample =
    "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"\\u00e9\\ud83d\\ude00\", "
    "\"version\": \"1\"}, \"x\": [1.5e3, -2, true, false, null, {}, []]}\n";

static void json_survives_truncation_at_every_byte(void **state)
{
    (void)state;
    size_t length = strlen(sample);
    for (size_t i = 0; i < length; i++) {
        bool whole = i == length - 1;
        assert_int_equal(load_limited("x.json", (str){sample, i}, NULL) != NULL, whole);
    }
}

static void json_survives_flipped_bytes(void **state)
{
    (void)state;
    size_t length = strlen(sample);
    char *text = mem_alloc(&arena, length);
    uint32_t random = 1;
    for (int i = 0; i < 5000; i++) {
        memcpy(text, sample, length);
        for (int k = 0; k < 3; k++) {
            random = random * 1664525u + 1013904223u;
            text[(random >> 8) % length] = (char)(random >> 24);
        }
        document *doc = load_limited("x.json", (str){text, length}, NULL);
        assert_int_equal(doc == NULL, problems.errors > 0);
    }
}

#define SUITE OPENAPI2C_SHARED "/suites/json-parsing/test_parsing/"

/* Whether a file of the suite is accepted. Repeated keys, which RFC 8259 §4 leaves open, are not. */
static bool is_accepted(const char *name)
{
    const doc_limits deep = {.depth = 10000};
    str text;
    assert_true(source_read_file(&arena, &problems, str_print(&arena, SUITE "%s", name), 0, &text));
    bool ok = load_limited("x.json", text, &deep) != NULL;
    return ok || strcmp(problems.items.items[0].code, "O2C-D003") == 0;
}

static void json_suite_verdicts_are_right(void **state)
{
    (void)state;
    DIR *folder = opendir(SUITE);
    size_t wrong = 0;
    if (!folder)
        skip();
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        char verdict = entry->d_name[0];
        if ((verdict == 'y' || verdict == 'n') && is_accepted(entry->d_name) != (verdict == 'y')) {
            print_error("%s\n", entry->d_name);
            wrong++;
        }
        mem_free(&arena);
    }
    closedir(folder);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fixture_test(json_keeps_every_value_and_its_order),
        fixture_test(json_numbers_keep_their_spelling),
        fixture_test(json_places_are_lines_and_code_points),
        fixture_test(json_errors_have_their_place),
        fixture_test(json_refuses_what_only_yaml_allows),
        fixture_test(json_reads_what_libyaml_gets_wrong),
        fixture_test(json_duplicate_keys_show_both_places),
        fixture_test(json_finds_duplicates_among_many_keys),
        fixture_test(json_floods_of_duplicates_stay_small),
        fixture_test(json_depth_is_limited),
        fixture_test(json_survives_truncation_at_every_byte),
        fixture_test(json_survives_flipped_bytes),
        fixture_test(json_suite_verdicts_are_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

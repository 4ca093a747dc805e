#include "fixture.h"

#include "source/source.h"

static void yaml_plain_scalars_follow_the_core_schema(void **state)
{
    static const char *const cases[][2] = {
        {"no", "\"no\""},
        {"on", "\"on\""},
        {"yes", "\"yes\""},
        {"off", "\"off\""},
        {"y", "\"y\""},
        {"2020-01-01", "\"2020-01-01\""},
        {"12:30", "\"12:30\""},
        {"1_000", "\"1_000\""},
        {"0b101", "\"0b101\""},
        {"3.1.0", "\"3.1.0\""},
        {"null", "null"},
        {"Null", "null"},
        {"NULL", "null"},
        {"~", "null"},
        {"nULL", "\"nULL\""},
        {"true", "true"},
        {"True", "true"},
        {"TRUE", "true"},
        {"tRUE", "\"tRUE\""},
        {"false", "false"},
        {"FALSE", "false"},
        {"0", "0"},
        {"-0", "-0"},
        {"010", "10"},
        {"-007", "-7"},
        {"+12", "12"},
        {"0o17", "15"},
        {"0x1F", "31"},
        {"0xfFfFfFfFfFfFfFfFf", "295147905179352825855"},
        {"0o8", "\"0o8\""},
        {"0x", "\"0x\""},
        {"0X1F", "\"0X1F\""},
        {"-0x1", "\"-0x1\""},
        {"3.10", "3.10"},
        {"1e3", "1e3"},
        {"1E+3", "1E+3"},
        {"1.", "1.0"},
        {"1.e5", "1.0e5"},
        {".5", "0.5"},
        {"-.5", "-0.5"},
        {"+.5", "0.5"},
        {"00.5", "0.5"},
        {"+001.50e-07", "1.50e-07"},
        {".", "\".\""},
        {"-", NULL},
        {"+", "\"+\""},
        {"1e", "\"1e\""},
        {"e3", "\"e3\""},
        {".e3", "\".e3\""},
        {"1..2", "\"1..2\""},
        {"'1'", "\"1\""},
        {"\"true\"", "\"true\""},
        {"'null'", "\"null\""},
        {"''", "\"\""},
        {"0x00", "0"},
        {"0o0", "0"},
        {"9999999999999999999999", "9999999999999999999999"},
        {"1e400", "1e400"},
        {".infinity", "\".infinity\""},
        {"+.nan", "\"+.nan\""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str text = str_print(&arena, "a: %s\n", cases[i][0]);
        if (!cases[i][1]) {
            assert_null(load("x.yaml", text.data));
            continue;
        }
        str expected = str_print(&arena, "{\"a\":%s}", cases[i][1]);
        expect_print(load_ok("x.yaml", text.data), expected.data);
    }
}

static void yaml_numbers_keep_their_spelling(void **state)
{
    (void)state;
    node *n = load_ok("x.yaml", "[3.10, 0x1F, +1, .5]");
    const char *const sources[] = {"3.10", "0x1F", "+1", ".5"};
    for (size_t i = 0; i < 4; i++)
        assert_true(str_eq(n->as.items[i]->source, str_of(sources[i])));
}

static void yaml_refuses_numbers_that_json_lacks(void **state)
{
    static const char *const texts[] = {".inf", "-.inf", "+.INF", ".nan", ".NaN", "-.Inf"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_refused("x.yaml", str_print(&arena, "a: %s\n", texts[i]).data, "O2C-D012", 1, 4);
    expect_print(load_ok("x.yaml", "{.inf: '.nan'}"), "{\".inf\":\".nan\"}");
}

static void yaml_refuses_endless_hexadecimal_numbers(void **state)
{
    (void)state;
    char text[1100] = "a: 0x";
    memset(text + 5, 'F', 1000);
    node *n = load_ok("x.yaml", text);
    assert_int_equal(n->as.members[0].value->as.text.len, 1205);
    text[1005] = 'F';
    expect_refused("x.yaml", text, "O2C-D017", 1, 4);
}

static void yaml_block_and_flow_styles_give_the_same_tree(void **state)
{
    (void)state;
    node *block = load_ok(
        "x.yaml", "a:\n- 1\n- b: |\n    two\n    lines\n  c: >\n    folded\n    text\nd:\n");
    node *flow =
        load_ok("x.yaml", "{a: [1, {b: \"two\\nlines\\n\", c: 'folded text\n\n  '}], d: }");
    assert_true(node_equal(block, flow));
}

static void yaml_places_are_lines_and_code_points(void **state)
{
    (void)state;
    node *n = load_ok("x.yaml", "# é\r\nkey: 'é€'\r\nx :\r  - 😀: &a [12]\n");
    const node_member *second = &n->as.members[1];
    expect_place(n, 2, 1, 0);
    expect_place(n->as.members[0].value, 2, 6, 4);
    assert_int_equal(n->as.members[0].width, 3);
    assert_int_equal(second->line, 3);
    expect_place(second->value->as.items[0]->as.members[0].value->as.items[0], 4, 12, 2);
}

static void yaml_keys_take_their_text(void **state)
{
    (void)state;
    expect_print(
        load_ok("x.yaml", "200: a\n1.0: b\nnull: c\ntrue: d\n~: e\n? f\n: g\n'': h\n0x1: i\n"),
        "{\"200\":\"a\",\"1.0\":\"b\",\"null\":\"c\",\"true\":\"d\",\"~\":\"e\",\"f\":\"g\","
        "\"\":\"h\",\"0x1\":\"i\"}");
    expect_refused("x.yaml", "a: 1\n? [b]\n: 2\n", "O2C-D007", 2, 3);
    expect_refused("x.yaml", "{{a: b}: c}", "O2C-D007", 1, 2);
    expect_refused("x.yaml", "a: &x [1]\n*x : 2\n", "O2C-D007", 2, 1);
}

static void yaml_duplicate_keys_show_both_places(void **state)
{
    (void)state;
    expect_refused("x.yaml", "a: 1\nb:\n  c: 1\n  'c': 2\na: 2\n", "O2C-D003", 4, 3);
    expect_item(1, "O2C-D003", 3, 3);
    expect_item(2, "O2C-D003", 5, 1);
    expect_item(3, "O2C-D003", 1, 1);
    assert_int_equal(problems.errors, 2);
}

static void yaml_aliases_stand_for_what_came_before(void **state)
{
    (void)state;
    node *n = load_ok(
        "x.yaml",
        "a: &x {b: [1]}\nc: *x\nd: &x 2\ne: *x\n? &k key\n: 1\nf: *k\nl: [&z zz]\n*z : 3\n");
    assert_ptr_equal(node_get(n, STR("a")), node_get(n, STR("c")));
    expect_print(n, "{\"a\":{\"b\":[1]},\"c\":{\"b\":[1]},\"d\":2,\"e\":2,\"key\":1,\"f\":\"key\","
                    "\"l\":[\"zz\"],\"zz\":3}");
}

static void yaml_refuses_aliases_of_nothing_and_of_themselves(void **state)
{
    (void)state;
    expect_refused("x.yaml", "a: 1\nb: *nope\n", "O2C-D008", 2, 4);
    expect_refused("x.yaml", "a: *x\nb: &x 1\n", "O2C-D008", 1, 4);
    expect_refused("x.yaml", "a: &x\n  b: [1, *x]\n", "O2C-D009", 2, 10);
}

static void yaml_merge_keys_give_way_to_given_ones(void **state)
{
    (void)state;
    expect_print(
        load_ok("x.yaml",
                "- &a {x: 1, y: 2}\n- &b {y: 3, z: 4}\n- {<<: *a, y: 9, w: 0}\n"
                "- {w: 0, y: 9, <<: [*b, *a]}\n- {'<<': *a}\n- {<<: {q: 1}}\n- {<<: []}\n"),
        "[{\"x\":1,\"y\":2},{\"y\":3,\"z\":4},{\"x\":1,\"y\":9,\"w\":0},"
        "{\"w\":0,\"y\":9,\"z\":4,\"x\":1},{\"<<\":{\"x\":1,\"y\":2}},{\"q\":1},{}]");
}

static void yaml_merge_keys_keep_the_order_of_the_place(void **state)
{
    (void)state;
    node *n = load_ok("x.yaml", "- &a {x: 1, y: 2}\n- c: 3\n  <<: *a\n  y: 9\n  d: 4\n");
    expect_print(n->as.items[1], "{\"c\":3,\"x\":1,\"y\":9,\"d\":4}");
}

static void yaml_merge_keys_refuse_what_is_no_object(void **state)
{
    (void)state;
    expect_refused("x.yaml", "<<: 5\n", "O2C-D011", 1, 1);
    expect_refused("x.yaml", "a: &a [1]\nb: {<<: *a}\n", "O2C-D011", 2, 5);
    expect_refused("x.yaml", "a: &a {}\nb: {<<: *a, <<: *a}\n", "O2C-D003", 2, 13);
}

static void yaml_refuses_other_than_one_document(void **state)
{
    static const char *const empty[] = {"", " ", "\n# nothing\n", "---\n", "\xEF\xBB\xBF"};
    static const char *const one[] = {"a: 1\n...\n", "---\na: 1\n", "a: 1\n... # end\n\n# c\n...\n",
                                      "%YAML 1.2\n---\na: 1\n"};
    (void)state;
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        expect_refused("x.yaml", empty[i], "O2C-D005", 0, 0);
    for (size_t i = 0; i < sizeof one / sizeof *one; i++)
        expect_print(load_ok("x.yaml", one[i]), "{\"a\":1}");
    expect_refused("x.yaml", "a: 1\n---\nb: 2\n", "O2C-D006", 2, 1);
    expect_refused("x.yaml", "a: 1\n...\n---\nb: 2\n", "O2C-D006", 3, 1);
    expect_refused("x.yaml", "a: 1\n...\n%TAG ! x\n---\nb: 2\n", "O2C-D006", 3, 1);
    expect_refused("x.yaml", "a: 1\n...\nb: 2\n", "O2C-D002", 3, 1);
}

static void yaml_explicit_tags_are_honoured(void **state)
{
    (void)state;
    expect_print(
        load_ok("x.yaml",
                "[!!str 1, !!str null, ! 12, !!int '12', !!float 1, !!float '.5', !!bool 'true', "
                "!!null '', !!map {}, !!seq [], !<tag:yaml.org,2002:str> no]"),
        "[\"1\",\"null\",\"12\",12,1,0.5,true,null,{},[],\"no\"]");
    expect_refused("x.yaml", "a: !!int abc\n", "O2C-D013", 1, 4);
    expect_refused("x.yaml", "a: !!int 1.5\n", "O2C-D013", 1, 4);
    expect_refused("x.yaml", "a: !!bool 1\n", "O2C-D013", 1, 4);
    expect_refused("x.yaml", "a: !!seq {}\n", "O2C-D013", 1, 4);
    expect_refused("x.yaml", "a: !!map x\n", "O2C-D013", 1, 4);
    expect_refused("x.yaml", "a: !!str []\n", "O2C-D013", 1, 4);
}

static void yaml_unknown_tags_are_warnings(void **state)
{
    (void)state;
    document *doc = load("x.yaml", "a: !mine 12\nb: !!set {x: }\nc: !mine 'x'\n");
    assert_non_null(doc);
    expect_print(doc->root, "{\"a\":12,\"b\":{\"x\":null},\"c\":\"x\"}");
    assert_int_equal(problems.warnings, 3);
    expect_item(0, "O2C-D014", 1, 4);
    expect_item(1, "O2C-D014", 2, 4);
}

static void yaml_syntax_errors_have_their_place(void **state)
{
    (void)state;
    expect_refused("x.yaml", "a: 1\n b: 2\n", "O2C-D002", 2, 3);
    expect_refused("x.yaml", "a: [1\nb: 2\n", "O2C-D002", 2, 2);
    expect_refused("x.yaml", "é: 'x\n", "O2C-D002", 2, 1);
    expect_item(1, "O2C-D002", 1, 4);
    expect_refused("x.yaml", "a: \"\\q\"\n", "O2C-D002", 1, 5);
    expect_refused("x.yaml", "a:\n\tb: 1\n", "O2C-D002", 2, 1);
    expect_refused("x.yaml", "%YAML 2.0\n---\na: 1\n", "O2C-D002", 1, 1);
}

static void yaml_reader_errors_have_their_place(void **state)
{
    (void)state;
    expect_refused("x.yaml", "a: é\nb: \x01\n", "O2C-D002", 2, 4);
    expect_refused("x.yaml", "a: é\nbé: \xFF\n", "O2C-D002", 2, 5);
    expect_refused("x.yaml", "a: \xED\xA0\x80\n", "O2C-D002", 1, 4);
}

static void yaml_handles_tabs_crlf_and_a_bom(void **state)
{
    (void)state;
    expect_print(load_ok("x.yaml", "\xEF\xBB\xBF"
                                   "a:\t1\t# c\r\nb: |\r\n  x\r\n  y\r\n"),
                 "{\"a\":1,\"b\":\"x\\ny\\n\"}");
    expect_print(load_ok("x.yaml", "a: 1\rb: 2\r"), "{\"a\":1,\"b\":2}");
}

static void yaml_unicode_separators_are_ordinary_characters(void **state)
{
    (void)state;
    node *n = load_ok("x.yaml", "a: x\u2028y # c\u2029c\nb: \"p\xC2\x85q \\L\\ue000 \uE001\"\n"
                                "c\u2029: |\n  k\u2028\u2028l\n  m\nd: x\n");
    expect_print(n, "{\"a\":\"x\u2028y\",\"b\":\"p\xC2\x85q \u2028\uE000 \uE001\","
                    "\"c\u2029\":\"k\u2028\u2028l\\nm\\n\",\"d\":\"x\"}");
    expect_place(n->as.members[3].value, 6, 4, 1);
}

/* ---- hostile inputs: each would take minutes or gigabytes, were it not refused early ---- */

static str repeated(const char *piece, size_t n, const char *tail)
{
    buf b = BUF_INIT;
    for (size_t i = 0; i < n; i++)
        buf_text(&b, piece);
    buf_text(&b, tail);
    return buf_take(&b, &arena);
}

static void yaml_depth_is_limited(void **state)
{
    (void)state;
    assert_non_null(load(
        "x.yaml",
        str_print(&arena, "%s1%s", repeated("[", 512, "").data, repeated("]", 512, "").data).data));
    expect_refused("x.yaml", repeated("[", 100000, "").data, "O2C-D004", 1, 513);
}

static void yaml_nested_flows_are_refused_early(void **state)
{
    (void)state;
    expect_refused("x", str_print(&arena, "a: %s", repeated("[", 100000, "").data).data, "O2C-D004",
                   1, 515);
    expect_refused("x", str_print(&arena, "a: %s", repeated("{x: ", 100000, "").data).data,
                   "O2C-D004", 1, 4 + 4 * 511);
    expect_refused("x", repeated("- ", 100000, "1").data, "O2C-D004", 1, 1025);
    expect_refused("x", repeated("? ", 100000, "1").data, "O2C-D007", 1, 3);
}

static void yaml_depth_counts_through_aliases(void **state)
{
    (void)state;
    buf b = BUF_INIT;
    buf_print(&b, "l0: &l0 [1]\n");
    for (int i = 1; i < 600; i++)
        buf_print(&b, "l%d: &l%d [*l%d]\n", i, i, i - 1);
    const doc_limits wide = {.expansion = 1000000};
    assert_null(load_limited("x.yaml", buf_str(&b), &wide));
    expect_item(0, "O2C-D004", 512, 14);
    buf_free(&b);
}

static void yaml_billion_laughs_are_refused(void **state)
{
    (void)state;
    buf b = BUF_INIT;
    buf_print(&b, "l0: &l0 [lol]\n");
    for (int i = 1; i < 60; i++)
        buf_print(&b, "l%d: &l%d [*l%d, *l%d, *l%d, *l%d]\n", i, i, i - 1, i - 1, i - 1, i - 1);
    assert_null(load("x.yaml", buf_str(&b).data));
    assert_int_equal(problems.errors, 1);
    assert_string_equal(problems.items.items[0].code, "O2C-D010");
    buf_free(&b);
}

static void yaml_expansion_limit_is_exact(void **state)
{
    (void)state;
    const str text = STR("a: &a [1, 2]\nb: *a\nc: *a\n");
    const doc_limits six = {.expansion = 6}, five = {.expansion = 5};
    assert_non_null(load_limited("x.yaml", text, &six));
    assert_null(load_limited("x.yaml", text, &five));
    expect_item(0, "O2C-D010", 3, 4);
}

static void yaml_merges_count_towards_the_expansion(void **state)
{
    (void)state;
    buf b = BUF_INIT;
    buf_text(&b, "base: &b\n");
    for (int i = 0; i < 3000; i++)
        buf_print(&b, "  k%d: 1\n", i);
    buf_text(&b, "all:\n");
    for (int i = 0; i < 3000; i++)
        buf_text(&b, "- <<: *b\n");
    assert_null(load("x.yaml", buf_str(&b).data));
    assert_string_equal(problems.items.items[0].code, "O2C-D010");
    buf_free(&b);
}

static void yaml_directive_floods_are_refused(void **state)
{
    (void)state;
    str flood = repeated("%TAG !x! tag:x,2000:\n# c\n\n", 50000, "---\na: 1\n");
    expect_refused("x.yaml", flood.data, "O2C-D016", 49, 1);
    str late = str_print(&arena, "a: 1\n...\n%s", flood.data);
    expect_refused("x.yaml", late.data, "O2C-D006", 3, 1);
}

static void yaml_long_directives_are_refused(void **state)
{
    (void)state;
    str prefix = repeated("x", 100000, "\n---\n");
    str text =
        str_print(&arena, "%%TAG !x! %s%s", prefix.data, repeated("- !x!a b\n", 10, "").data);
    expect_refused("x.yaml", text.data, "O2C-D016", 1, 1);
}

static void yaml_aliases_of_long_texts_count_as_several_nodes(void **state)
{
    (void)state;
    const char *text = repeated("x", 1000000, "").data;
    str values = str_print(&arena, "- &a %s\n%s", text, repeated("- *a\n", 100, "").data);
    expect_refused("x.yaml", values.data, "O2C-D010", 12, 3);
    str keys = str_print(&arena, "- &a %s\n- {%s}", text, repeated("*a : 1, ", 100, "").data);
    assert_null(load("x.yaml", keys.data));
    assert_true(problems.items.count < 50);
}

static void yaml_many_short_aliases_are_allowed(void **state)
{
    (void)state;
    assert_non_null(
        load("x.yaml", str_print(&arena, "- &a x\n%s", repeated("- *a\n", 50000, "").data).data));
}

static void yaml_many_anchors_and_keys_are_fast(void **state)
{
    (void)state;
    buf b = BUF_INIT;
    for (int i = 0; i < 50000; i++)
        buf_print(&b, "k%d: &a%d x\n", i, i);
    document *doc = load("x.yaml", buf_str(&b).data);
    assert_non_null(doc);
    assert_int_equal(doc->root->count, 50000);
    assert_int_equal(node_find(doc->root, STR("k49999"))->line, 50000);
    assert_null(node_find(doc->root, STR("k50000")));
    buf_free(&b);
}

static void yaml_long_tokens_are_fast(void **state)
{
    (void)state;
    assert_non_null(load("x.yaml", repeated("abc ", 500000, "\n").data));
    assert_non_null(
        load("x.yaml", str_print(&arena, "a: '%s'", repeated("abc\n\n ", 300000, "").data).data));
    assert_non_null(
        load("x.yaml", str_print(&arena, "a: |\n%s", repeated(" x\n", 300000, "").data).data));
    assert_non_null(load("x.yaml", repeated("# comment\n", 300000, "a: 1\n").data));
    assert_non_null(load("x.yaml", repeated("                \n", 300000, "a: 1\n").data));
    assert_non_null(load("x.yaml", repeated("a,", 1, "").data));
    assert_non_null(
        load("x.yaml", str_print(&arena, "a: [%s]", repeated("a,", 300000, "a").data).data));
}

/* ---- whole documents ---- */

static const char *const sample =
    "%YAML 1.2\n--- # é\nopenapi: 3.1.0\ninfo: &i {title: \"\\u00e9\\n\", v: '1'}\n"
    "list:\n- 0x1F\n- *i\n- !!str 5\n- |-\n  text\n  here\n<<: *i\n? k\n: ~\n...\n";

static void yaml_survives_truncation_at_every_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i <= strlen(sample); i++) {
        document *doc = load_limited("x.yaml", (str){sample, i}, NULL);
        assert_int_equal(doc == NULL, problems.errors > 0);
    }
    assert_int_equal(problems.items.count, 0);
}

static void yaml_survives_flipped_bytes(void **state)
{
    (void)state;
    size_t length = strlen(sample);
    char *text = mem_alloc(&arena, length);
    uint32_t random = 7;
    for (int i = 0; i < 5000; i++) {
        memcpy(text, sample, length);
        for (int k = 0; k < 3; k++) {
            static const char likely[] = "\n :-[]{}&*!|>'\"%#?<,\t\r\\~.\xC3\xFF";
            random = random * 1664525u + 1013904223u;
            text[(random >> 8) % length] = likely[(random >> 20) % (sizeof likely - 1)];
        }
        document *doc = load_limited("x.yaml", (str){text, length}, NULL);
        assert_int_equal(doc == NULL, problems.errors > 0);
    }
}

static document *load_file(const char *path)
{
    str text;
    if (!source_read_file(&arena, &problems, str_of(path), 0, &text))
        return NULL;
    return doc_load(&arena, &problems, str_of(path), STR("file:///x"), text, NULL);
}

static void yaml_and_json_twins_give_equal_trees(void **state)
{
    (void)state;
    document *json = load_file(OPENAPI2C_SHARED "/seed/atproto-models.json");
    if (!json)
        skip();
    document *yaml = load_file(OPENAPI2C_SHARED "/seed/atproto-models.yaml");
    assert_non_null(yaml);
    assert_true(yaml->yaml);
    assert_false(json->yaml);
    assert_true(node_equal(json->root, yaml->root));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fixture_test(yaml_plain_scalars_follow_the_core_schema),
        fixture_test(yaml_numbers_keep_their_spelling),
        fixture_test(yaml_refuses_numbers_that_json_lacks),
        fixture_test(yaml_refuses_endless_hexadecimal_numbers),
        fixture_test(yaml_block_and_flow_styles_give_the_same_tree),
        fixture_test(yaml_places_are_lines_and_code_points),
        fixture_test(yaml_keys_take_their_text),
        fixture_test(yaml_duplicate_keys_show_both_places),
        fixture_test(yaml_aliases_stand_for_what_came_before),
        fixture_test(yaml_refuses_aliases_of_nothing_and_of_themselves),
        fixture_test(yaml_merge_keys_give_way_to_given_ones),
        fixture_test(yaml_merge_keys_keep_the_order_of_the_place),
        fixture_test(yaml_merge_keys_refuse_what_is_no_object),
        fixture_test(yaml_refuses_other_than_one_document),
        fixture_test(yaml_explicit_tags_are_honoured),
        fixture_test(yaml_unknown_tags_are_warnings),
        fixture_test(yaml_syntax_errors_have_their_place),
        fixture_test(yaml_reader_errors_have_their_place),
        fixture_test(yaml_handles_tabs_crlf_and_a_bom),
        fixture_test(yaml_unicode_separators_are_ordinary_characters),
        fixture_test(yaml_depth_is_limited),
        fixture_test(yaml_nested_flows_are_refused_early),
        fixture_test(yaml_depth_counts_through_aliases),
        fixture_test(yaml_billion_laughs_are_refused),
        fixture_test(yaml_expansion_limit_is_exact),
        fixture_test(yaml_merges_count_towards_the_expansion),
        fixture_test(yaml_directive_floods_are_refused),
        fixture_test(yaml_long_directives_are_refused),
        fixture_test(yaml_aliases_of_long_texts_count_as_several_nodes),
        fixture_test(yaml_many_short_aliases_are_allowed),
        fixture_test(yaml_many_anchors_and_keys_are_fast),
        fixture_test(yaml_long_tokens_are_fast),
        fixture_test(yaml_survives_truncation_at_every_byte),
        fixture_test(yaml_survives_flipped_bytes),
        fixture_test(yaml_and_json_twins_give_equal_trees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

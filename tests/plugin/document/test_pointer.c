#include "document/pointer.h"

#include "fixture.h"

/* RFC 6901 §5 */
static const char *const example =
    "{\"foo\": [\"bar\", \"baz\"], \"\": 0, \"a/b\": 1, \"c%d\": 2, \"e^f\": 3, "
    "\"g|h\": 4, \"i\\\\j\": 5, \"k\\\"l\": 6, \" \": 7, \"m~n\": 8}";

static void pointer_gives_the_rfc_examples(void **state)
{
    static const char *const cases[][2] = {
        {"/foo", "[\"bar\",\"baz\"]"},
        {"/foo/0", "\"bar\""},
        {"/", "0"},
        {"/a~1b", "1"},
        {"/c%d", "2"},
        {"/e^f", "3"},
        {"/g|h", "4"},
        {"/i\\j", "5"},
        {"/k\"l", "6"},
        {"/ ", "7"},
        {"/m~0n", "8"},
    };
    (void)state;
    node *root = load_ok("x.json", example);
    assert_ptr_equal(pointer_get(root, STR(""), NULL, NULL, &arena), root);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_print(pointer_get(root, str_of(cases[i][0]), NULL, NULL, &arena), cases[i][1]);
}

static void pointer_gives_the_rfc_fragment_examples(void **state)
{
    static const char *const cases[][2] = {
        {"/foo/0", "\"bar\""}, {"/", "0"},      {"/a~1b", "1"},  {"/c%25d", "2"}, {"/e%5Ef", "3"},
        {"/g%7Ch", "4"},       {"/i%5Cj", "5"}, {"/k%22l", "6"}, {"/%20", "7"},   {"/m~0n", "8"},
    };
    (void)state;
    node *root = load_ok("x.json", example);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str pointer;
        assert_true(pointer_unescape_uri(&arena, str_of(cases[i][0]), &pointer));
        expect_print(pointer_get(root, pointer, NULL, NULL, &arena), cases[i][1]);
    }
    str pointer;
    assert_false(pointer_unescape_uri(&arena, STR("/a%2"), &pointer));
}

static void pointer_misses_say_how_far_they_got(void **state)
{
    static const struct {
        const char *pointer, *reached, *rest;
    } cases[] = {
        {"/nope", "", "nope"},       {"/foo/2", "/foo", "2"},
        {"/foo/-", "/foo", "-"},     {"/foo/00", "/foo", "00"},
        {"/foo/+1", "/foo", "+1"},   {"/foo/", "/foo", ""},
        {"/foo/1/x", "/foo/1", "x"}, {"/foo/99999999999999999999", "/foo", "99999999999999999999"},
        {"foo", "", "foo"},          {"/a~1c", "", "a/c"},
        {"/m~2n", "", "m~2n"},       {"/m~", "", "m~"},
        {"//x", "/", "x"},           {"/foo/4294967296", "/foo", "4294967296"},
    };
    (void)state;
    node *root = load_ok("x.json", example);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        node *reached = NULL;
        str rest = STR_NULL;
        assert_null(pointer_get(root, str_of(cases[i].pointer), &reached, &rest, &arena));
        assert_ptr_equal(reached, pointer_get(root, str_of(cases[i].reached), NULL, NULL, &arena));
        assert_true(str_eq(rest, str_of(cases[i].rest)));
    }
}

static void pointer_hits_leave_no_rest(void **state)
{
    (void)state;
    node *root = load_ok("x.json", example), *reached = NULL;
    str rest = STR("x");
    node *n = pointer_get(root, STR("/foo/1"), &reached, &rest, &arena);
    assert_ptr_equal(reached, n);
    assert_null(rest.data);
}

static void pointer_add_escapes(void **state)
{
    (void)state;
    buf b = BUF_INIT;
    pointer_add(&b, STR("paths"));
    pointer_add(&b, STR("/a/{b}~"));
    pointer_add(&b, STR(""));
    assert_string_equal(b.data, "/paths/~1a~1{b}~0/");
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fixture_test(pointer_gives_the_rfc_examples),
        fixture_test(pointer_gives_the_rfc_fragment_examples),
        fixture_test(pointer_misses_say_how_far_they_got),
        fixture_test(pointer_hits_leave_no_rest),
        fixture_test(pointer_add_escapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

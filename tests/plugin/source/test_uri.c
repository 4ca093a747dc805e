#include "source/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static mem arena;

static int stop(void **state)
{
    (void)state;
    mem_free(&arena);
    return 0;
}

static void expect_resolved(const char *base, const char *reference, const char *expected)
{
    str s = source_uri_resolve(&arena, str_of(base), str_of(reference));
    assert_string_equal(s.data, expected);
    assert_int_equal(s.len, strlen(expected));
}

/* RFC 3986 §5.4.1 and §5.4.2, strict */
static void uri_resolves_the_rfc_examples(void **state)
{
    static const char *const cases[][2] = {
        {"g:h", "g:h"},
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q#s"},
        {"g#s", "http://a/b/c/g#s"},
        {"g?y#s", "http://a/b/c/g?y#s"},
        {";x", "http://a/b/c/;x"},
        {"g;x", "http://a/b/c/g;x"},
        {"g;x?y#s", "http://a/b/c/g;x?y#s"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"./", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../", "http://a/"},
        {"../../g", "http://a/g"},
        {"../../../g", "http://a/g"},
        {"../../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {".g", "http://a/b/c/.g"},
        {"g..", "http://a/b/c/g.."},
        {"..g", "http://a/b/c/..g"},
        {"./../g", "http://a/b/g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/./h", "http://a/b/c/g/h"},
        {"g/../h", "http://a/b/c/h"},
        {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
        {"g;x=1/../y", "http://a/b/c/y"},
        {"g?y/./x", "http://a/b/c/g?y/./x"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
        {"g#s/./x", "http://a/b/c/g#s/./x"},
        {"g#s/../x", "http://a/b/c/g#s/../x"},
        {"http:g", "http:g"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_resolved("http://a/b/c/d;p?q", cases[i][0], cases[i][1]);
}

static void uri_resolves_unusual_bases(void **state)
{
    (void)state;
    expect_resolved("http://a", "g", "http://a/g");
    expect_resolved("http://a/b#old", "", "http://a/b");
    expect_resolved("http://a/b#old", "#new", "http://a/b#new");
    expect_resolved("http://a/b#old", "#", "http://a/b#");
    expect_resolved("urn:example:x", "#frag", "urn:example:x#frag");
    expect_resolved("urn:example:x", "", "urn:example:x");
    expect_resolved("urn:example:x", "urn:example:y", "urn:example:y");
    expect_resolved("file:///a/b.yaml", "c/d.yaml#/x", "file:///a/c/d.yaml#/x");
    expect_resolved("file:///a/b.yaml", "../../../c", "file:///c");
    expect_resolved("a:/b", "..//c", "a:/.//c");
    expect_resolved("", "g", "g");
    expect_resolved("http://a/b?x#/y", "?z", "http://a/b?z");
    expect_resolved("http://a//b/c", "../d", "http://a//d");
}

static void uri_splits_at_the_first_hash(void **state)
{
    (void)state;
    str without, fragment;
    source_uri_split(STR("http://a/b#/c#d"), &without, &fragment);
    assert_true(str_eq(without, STR("http://a/b")));
    assert_true(str_eq(fragment, STR("/c#d")));
    source_uri_split(STR("http://a/b"), &without, &fragment);
    assert_null(fragment.data);
    source_uri_split(STR("#"), &without, &fragment);
    assert_int_equal(without.len, 0);
    assert_non_null(fragment.data);
    assert_int_equal(fragment.len, 0);
}

static void uri_is_absolute_with_a_scheme(void **state)
{
    (void)state;
    assert_true(source_uri_is_absolute(STR("https://x")));
    assert_true(source_uri_is_absolute(STR("urn:x")));
    assert_true(source_uri_is_absolute(STR("a+b-c.1:")));
    assert_false(source_uri_is_absolute(STR("a/b:c")));
    assert_false(source_uri_is_absolute(STR("1a:b")));
    assert_false(source_uri_is_absolute(STR(":b")));
    assert_false(source_uri_is_absolute(STR("#a:b")));
    assert_false(source_uri_is_absolute(STR("")));
    assert_false(source_uri_is_absolute(STR("x")));
}

static void uri_of_a_path_is_escaped_and_clean(void **state)
{
    (void)state;
    assert_string_equal(source_file_uri(&arena, STR("/a/./b/../c d%#?é.yaml")).data,
                        "file:///a/c%20d%25%23%3F%C3%A9.yaml");
    assert_string_equal(source_file_uri(&arena, STR("/../x")).data, "file:///x");
    assert_string_equal(source_file_uri(&arena, STR("/")).data, "file:///");
}

static void uri_of_a_relative_path_starts_at_the_working_directory(void **state)
{
    (void)state;
    char here[4096];
    assert_non_null(getcwd(here, sizeof here));
    str uri = source_file_uri(&arena, STR("x/../pets.yaml"));
    str path = source_uri_path(&arena, uri);
    assert_string_equal(path.data, str_print(&arena, "%s/pets.yaml", here).data);
}

static void uri_paths_come_back(void **state)
{
    (void)state;
    const str paths[] = {STR("/a b/c%20d#e?f"), STR("/"), STR("/\xFF\x01"), STR("/a/é")};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_true(str_eq(source_uri_path(&arena, source_file_uri(&arena, paths[i])), paths[i]));
}

static void uri_path_takes_the_forms_of_rfc_8089(void **state)
{
    (void)state;
    assert_string_equal(source_uri_path(&arena, STR("file:/a/b")).data, "/a/b");
    assert_string_equal(source_uri_path(&arena, STR("FILE:///a#x")).data, "/a");
    assert_string_equal(source_uri_path(&arena, STR("file://localhost/a")).data, "/a");
    const str none[] = {
        STR("http://a/b"),    STR("file://host/a"), STR("file:a"), STR("file:///a%0"),
        STR("file:///a%00b"), STR("/a/b"),          STR(""),       STR("file://"),
        STR("file:///a?b"),   STR("files:///a"),
    };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_null(source_uri_path(&arena, none[i]).data);
}

static void uri_relative_leads_back(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"file:///a/b/c.yaml", "file:///a/b/d.yaml", "d.yaml"},
        {"file:///a/b/c.yaml", "file:///a/b/d/e.yaml", "d/e.yaml"},
        {"file:///a/b/c.yaml", "file:///a/x/y.yaml", "../x/y.yaml"},
        {"file:///a/b/c.yaml", "file:///x.yaml", "../../x.yaml"},
        {"file:///a/bc/d", "file:///a/be/d", "../be/d"},
        {"http://h/a/b", "http://h/a/b?q", "b?q"},
        {"file:///a/b", "https://h/a/c", "https://h/a/c"},
        {"https://g/a/b", "https://h/a/c", "https://h/a/c"},
        {"urn:a:b", "urn:a:c", "urn:a:c"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str relative = source_uri_relative(&arena, str_of(cases[i][0]), str_of(cases[i][1]));
        assert_string_equal(str_copy(&arena, relative).data, cases[i][2]);
        expect_resolved(cases[i][0], cases[i][2], cases[i][1]);
    }
}

#define uri_test(f) cmocka_unit_test_teardown(f, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        uri_test(uri_resolves_the_rfc_examples),
        uri_test(uri_resolves_unusual_bases),
        uri_test(uri_splits_at_the_first_hash),
        uri_test(uri_is_absolute_with_a_scheme),
        uri_test(uri_of_a_path_is_escaped_and_clean),
        uri_test(uri_of_a_relative_path_starts_at_the_working_directory),
        uri_test(uri_paths_come_back),
        uri_test(uri_path_takes_the_forms_of_rfc_8089),
        uri_test(uri_relative_leads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

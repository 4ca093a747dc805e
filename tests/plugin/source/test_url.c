#include "source/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static mem arena;

static int stop(void **state)
{
    (void)state;
    mem_free(&arena);
    return 0;
}

static url_parts parse(const char *text)
{
    url_parts parts;
    const char *fault;
    assert_true(url_parse(&arena, str_of(text), &parts, &fault));
    assert_null(fault);
    return parts;
}

static void expect_text(str found, const char *expected)
{
    assert_string_equal(str_copy(&arena, found).data, expected);
}

static void url_has_one_spelling(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"HTTPS://Example.COM:443/A/b?C#d", "https://example.com/A/b?C"},
        {"http://example.com:80", "http://example.com/"},
        {"https://example.com:8443?x", "https://example.com:8443/?x"},
        {"https://example.com:/x", "https://example.com/x"},
        {"https://[2001:DB8::1]:0443/x", "https://[2001:db8::1]/x"},
        {"http://2130706433/", "http://2130706433/"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_text(parse(cases[i][0]).text, cases[i][1]);
}

static void url_tells_origins_apart(void **state)
{
    (void)state;
    url_parts parts = parse("https://Example.com:8443/a");
    expect_text(parts.origin, "https://example.com:8443");
    expect_text(parts.host, "example.com");
    assert_true(parts.secure);
    parts = parse("http://[::1]:8080/a");
    expect_text(parts.origin, "http://[::1]:8080");
    expect_text(parts.host, "[::1]");
    assert_false(parts.secure);
}

static void url_is_nothing_that_reads_in_two_ways(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"file:///etc/passwd", "is neither https: nor http:"},
        {"https:/x", "is neither https: nor http:"},
        {"https://u:p@h/", "holds a user name or a password; '--netrc' and '--header' take them "
                           "instead"},
        {"https://h\\@g/", "holds a character that URLs write as a percent escape"},
        {"https://h/a b", "holds a character that URLs write as a percent escape"},
        {"https://h/\n", "holds a character that URLs write as a percent escape"},
        {"https://h\xC3\xA9/", "holds a character that URLs write as a percent escape"},
        {"https:///x", "has no valid host and port"},
        {"https://%68/", "has no valid host and port"},
        {"https://[::1%25eth0]/", "has no valid host and port"},
        {"https://[]/", "has no valid host and port"},
        {"https://h:0/", "has no valid host and port"},
        {"https://h:65536/", "has no valid host and port"},
        {"https://h:123456/", "has no valid host and port"},
        {"https://h:1a/", "has no valid host and port"},
    };
    url_parts parts;
    const char *fault;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_false(url_parse(&arena, str_of(cases[i][0]), &parts, &fault));
        assert_string_equal(fault, cases[i][1]);
    }
    char *large = mem_alloc(&arena, 9000);
    for (size_t i = 0; i < 8999; i++)
        large[i] = "https://"[i < 8 ? i : 6];
    assert_false(url_parse(&arena, str_of(large), &parts, &fault));
}

static void url_is_remote_by_its_scheme(void **state)
{
    (void)state;
    assert_true(url_is_remote(STR("HTTP://x")));
    assert_true(url_is_remote(STR("https://x")));
    assert_false(url_is_remote(STR("http:x")));
    assert_false(url_is_remote(STR("ftp://x")));
    assert_false(url_is_remote(STR("https.yaml")));
}

static void url_file_name_is_the_last_part(void **state)
{
    (void)state;
    expect_text(url_file_name(STR("https://x.org/v1/pets.yaml?a=/b#/c")), "pets.yaml");
    expect_text(url_file_name(STR("https://x.org/")), "");
    expect_text(url_file_name(STR("http://x.org")), "x.org");
}

#define url_test(f) cmocka_unit_test_teardown(f, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        url_test(url_has_one_spelling),
        url_test(url_tells_origins_apart),
        url_test(url_is_nothing_that_reads_in_two_ways),
        url_test(url_is_remote_by_its_scheme),
        url_test(url_file_name_is_the_last_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "source/header.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static mem arena;

static int start(void **state)
{
    (void)state;
    setenv("O2C_TEST_TOKEN", "hush", 1);
    setenv("O2C_TEST_LINES", "hush\r\nX-Other: 1", 1);
    setenv("O2C_TEST_EMPTY", "", 1);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    mem_free(&arena);
    return 0;
}

static void expect_header(const char *rule, const char *origin, const char *line)
{
    header h;
    str fault;
    assert_true(header_read(&arena, str_of(rule), &h, &fault));
    assert_string_equal(h.line.data, line);
    if (origin)
        assert_string_equal(str_copy(&arena, h.origin).data, origin);
    else
        assert_null(h.origin.data);
}

static void expect_fault(const char *rule, const char *text)
{
    header h;
    str fault = STR("");
    assert_false(header_read(&arena, str_of(rule), &h, &fault));
    assert_null(h.line.data);
    assert_string_equal(str_copy(&arena, fault).data, text);
    assert_null(strstr(str_copy(&arena, fault).data, "hush"));
}

static void header_is_a_name_and_a_value(void **state)
{
    (void)state;
    expect_header("Accept: application/yaml", NULL, "Accept: application/yaml");
    expect_header("  X-Key:a:b  ", NULL, "X-Key: a:b");
    expect_header("https://Example.com:443/x  X-Key: a", "https://example.com", "X-Key: a");
}

static void header_takes_secrets_from_the_environment(void **state)
{
    (void)state;
    expect_header("Authorization: Bearer env:O2C_TEST_TOKEN", NULL, "Authorization: Bearer hush");
    expect_header("PRIVATE-TOKEN: env:O2C_TEST_TOKEN", NULL, "PRIVATE-TOKEN: hush");
    expect_header("X: an-env:O2C_TEST_TOKEN", NULL, "X: an-env:O2C_TEST_TOKEN");
    expect_fault("A: hush env:O2C_TEST_NONE",
                 "the environment has no 'O2C_TEST_NONE', which the value of 'A' asks for");
    expect_fault("A: env:O2C_TEST_EMPTY",
                 "the environment has no 'O2C_TEST_EMPTY', which the value of 'A' asks for");
}

static void header_that_is_none_is_refused_without_its_value(void **state)
{
    (void)state;
    static const char usage[] = "it takes '[URL ]Name: value'";
    expect_fault("hush", usage);
    expect_fault("", usage);
    expect_fault(": hush", usage);
    expect_fault("two words: hush", usage);
    expect_fault("https://example.com", usage);
    expect_fault("https://u:p@example.com A: hush",
                 "its URL holds a user name or a password; '--netrc' and '--header' take them "
                 "instead");
    expect_fault("A: ", "the value of 'A' is empty or has control characters");
    expect_fault("A: hush\nB: c", "the value of 'A' is empty or has control characters");
    expect_fault("A: env:O2C_TEST_LINES", "the value of 'A' is empty or has control characters");
    expect_fault("host: hush", "'host' is not for the user to set");
    expect_fault("If-None-Match: hush", "'If-None-Match' is not for the user to set");
}

#define header_test(f) cmocka_unit_test_setup_teardown(f, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        header_test(header_is_a_name_and_a_value),
        header_test(header_takes_secrets_from_the_environment),
        header_test(header_that_is_none_is_refused_without_its_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

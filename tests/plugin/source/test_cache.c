#include "source/cache.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static mem arena;
static char folder[] = "cache-test-XXXXXX";
static str cache;

static int start(void **state)
{
    (void)state;
    memcpy(folder + strlen(folder) - 6, "XXXXXX", 6);
    assert_non_null(mkdtemp(folder));
    cache = str_print(&arena, "%s/a/b", folder);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    mem_free(&arena);
    mem m = MEM_INIT;
    int status = system(str_print(&m, "rm -r %s", folder).data);
    mem_free(&m);
    return status;
}

static const str url = {O2C_LIT("https://example.com/a.yaml")};
static const str body = {O2C_LIT("a: b\n\nc\0: d\n")};

static void expect_state(str at, const char *credentials, cache_state state)
{
    cache_entry e;
    assert_int_equal(cache_find(&arena, cache, at, str_of(credentials), &e), state);
}

static void cache_gives_back_what_was_put(void **state)
{
    (void)state;
    cache_entry e = {.etag = STR("\"x\""), .body = body}, found;
    expect_state(url, "", CACHE_NONE);
    assert_true(cache_put(&arena, cache, url, STR(""), &e));
    assert_int_equal(cache_find(&arena, cache, url, STR(""), &found), CACHE_FOUND);
    assert_true(str_eq(found.body, body));
    assert_true(str_eq(found.etag, e.etag));
    assert_null(found.location.data);
    e = (cache_entry){.location = STR("https://example.com/b.yaml")};
    assert_true(cache_put(&arena, cache, url, STR(""), &e));
    assert_int_equal(cache_find(&arena, cache, url, STR(""), &found), CACHE_FOUND);
    assert_true(str_eq(found.location, e.location));
    assert_int_equal(found.body.len, 0);
    assert_null(found.etag.data);
}

static void cache_tells_credentials_and_urls_apart(void **state)
{
    (void)state;
    const cache_entry e = {.body = body};
    assert_true(cache_put(&arena, cache, url, STR("Key: a\n"), &e));
    expect_state(url, "Key: a\n", CACHE_FOUND);
    expect_state(url, "Key: b\n", CACHE_NONE);
    expect_state(url, "", CACHE_NONE);
    expect_state(STR("https://example.com/a.yam"), "Key: a\n", CACHE_NONE);
}

static void cache_takes_no_etag_that_breaks_its_lines(void **state)
{
    (void)state;
    const cache_entry e = {.etag = STR("\"x\"\nlocation: https://evil.example/"), .body = body};
    cache_entry found;
    assert_true(cache_put(&arena, cache, url, STR(""), &e));
    assert_int_equal(cache_find(&arena, cache, url, STR(""), &found), CACHE_FOUND);
    assert_null(found.etag.data);
    assert_null(found.location.data);
}

static void cache_is_its_owners_alone(void **state)
{
    (void)state;
    const cache_entry e = {.body = body};
    struct stat about;
    umask(0);
    assert_true(cache_put(&arena, cache, url, STR(""), &e));
    assert_int_equal(stat(cache.data, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0700);
    str parent = str_print(&arena, "%s/a", folder);
    assert_int_equal(stat(parent.data, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0700);
}

static void cache_that_cannot_be_written_says_so(void **state)
{
    (void)state;
    const cache_entry e = {.body = body};
    assert_false(cache_put(&arena, STR("/dev/null/x"), url, STR(""), &e));
}

static void cache_has_its_place(void **state)
{
    (void)state;
    setenv("HOME", "/home/somebody", 1);
    setenv("XDG_CACHE_HOME", "/caches", 1);
    assert_string_equal(cache_default_folder(&arena).data, "/caches/openapi2c");
    setenv("XDG_CACHE_HOME", "not/absolute", 1);
    assert_string_equal(cache_default_folder(&arena).data, "/home/somebody/.cache/openapi2c");
    unsetenv("XDG_CACHE_HOME");
    unsetenv("HOME");
    assert_null(cache_default_folder(&arena).data);
}

#define cache_test(f) cmocka_unit_test_setup_teardown(f, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cache_test(cache_gives_back_what_was_put),
        cache_test(cache_tells_credentials_and_urls_apart),
        cache_test(cache_takes_no_etag_that_breaks_its_lines),
        cache_test(cache_is_its_owners_alone),
        cache_test(cache_that_cannot_be_written_says_so),
        cache_test(cache_has_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

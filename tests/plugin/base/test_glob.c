#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/glob.h"

#include <string.h>

static void matches(const char *pattern, const char *text, bool expected)
{
    if (glob_match(str_of(pattern), str_of(text)) != expected)
        fail_msg("'%s' and '%s': not %s", pattern, text, expected ? "matched" : "refused");
}

static void text_without_wildcards_matches_itself(void **state)
{
    (void)state;
    matches("Pet", "Pet", true);
    matches("Pet", "Pets", false);
    matches("Pets", "Pet", false);
    matches("Pet", "pet", false);
    matches("", "", true);
    matches("", "x", false);
    assert_false(glob_is_pattern(STR("/pets/{id}")));
    assert_true(glob_is_pattern(STR("a?")));
}

static void one_star_stays_within_a_segment(void **state)
{
    (void)state;
    matches("*", "", true);
    matches("*", "Pet", true);
    matches("*", "a/b", false);
    matches("/pets/*", "/pets/{id}", true);
    matches("/pets/*", "/pets/{id}/x", false);
    matches("/*/x", "/a/x", true);
    matches("/*/x", "/a/b/x", false);
    matches("*a*b*", "xaxbx", true);
    matches("*ab", "aab", true);
    matches("P*t", "Pet", true);
    matches("P*t", "Pets", false);
}

static void two_stars_cross_segments(void **state)
{
    (void)state;
    matches("**", "a/b/c", true);
    matches("/pets/**", "/pets/{id}/x", true);
    matches("/pets/**", "/pets", false);
    matches("/pets**", "/pets", true);
    matches("**/id", "#/a/b/id", true);
    matches("**/*x/id", "#/a/bx/c/dx/id", true);
    matches("**/*x/id", "#/a/bx/c/d/id", false);
    matches("a*/b/**/c", "aa/b/x/y/c", true);
    matches("*/**z", "a/b/c/z", true);
    matches("***", "a/b", true);
}

static void question_mark_is_one_character(void **state)
{
    (void)state;
    matches("P?t", "Pet", true);
    matches("P?t", "Pt", false);
    matches("P?t", "P/t", false);
    matches("*?", "", false);
    matches("**?x", "a/bx", true);
}

static void many_stars_take_bounded_time(void **state)
{
    (void)state;
    char text[2001], pattern[202];
    memset(text, 'a', sizeof text);
    for (size_t i = 0; i < 200; i += 2)
        memcpy(pattern + i, "*a", 2);
    strcpy(pattern + 200, "b");
    assert_false(glob_match(str_of(pattern), (str){text, 2000}));
    pattern[0] = pattern[1] = pattern[2] = '*';
    assert_false(glob_match(str_of(pattern), (str){text, 2000}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_without_wildcards_matches_itself),
        cmocka_unit_test(one_star_stays_within_a_segment),
        cmocka_unit_test(two_stars_cross_segments),
        cmocka_unit_test(question_mark_is_one_character),
        cmocka_unit_test(many_stars_take_bounded_time),
    };
    return cmocka_run_group_tests_name("base.glob", tests, NULL, NULL);
}

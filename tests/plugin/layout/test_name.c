#include "layout/name.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

static void assert_name(str (*function)(mem *, str), const char *text, const char *expected)
{
    mem m = MEM_INIT;
    str name = function(&m, str_of(text));
    assert_string_equal(name.data, expected);
    mem_free(&m);
}

static void snake_case_splits_words(void **state)
{
    (void)state;
    assert_name(name_snake, "displayName", "display_name");
    assert_name(name_snake, "DisplayName", "display_name");
    assert_name(name_snake, "AppBskyFeedDefs_PostView", "app_bsky_feed_defs_post_view");
    assert_name(name_snake, "HTTPServer2", "http_server2");
    assert_name(name_snake, "already_snake", "already_snake");
    assert_name(name_snake, "with-dash.and space", "with_dash_and_space");
    assert_name(name_snake, "v1Beta", "v1_beta");
    assert_name(name_snake, "__a__b__", "a_b");
}

static void snake_case_is_total(void **state)
{
    (void)state;
    assert_name(name_snake, "", "empty");
    assert_name(name_snake, "$type", "type");
    assert_name(name_snake, "@id", "id");
    assert_name(name_snake, "+1", "plus_1");
    assert_name(name_snake, "-1", "minus_1");
    assert_name(name_snake, "-", "minus");
    assert_name(name_snake, "<=", "less_equal");
    assert_name(name_snake, "*/", "star_slash");
    assert_name(name_snake, "3GPP_ACCESS", "3_gpp_access");
    assert_name(name_snake, "\xC3\xA9t\xC3\xA9", "u00e9_t_u00e9");
    assert_name(name_snake, "\xFF", "ufffd");
    assert_name(name_snake, "a\nb\"c\\d", "a_b_c_d");
}

static void members_are_identifiers_of_c_and_cpp(void **state)
{
    (void)state;
    assert_name(name_member, "default", "default_");
    assert_name(name_member, "class", "class_");
    assert_name(name_member, "errno", "errno_");
    assert_name(name_member, "linux", "linux_");
    assert_name(name_member, "1st", "_1st");
    assert_name(name_member, "name", "name");
}

static void reserved_words_are_found(void **state)
{
    (void)state;
    static const char *const reserved[] = {"alignas", "bool",  "errno",    "int",     "size_t",
                                           "sizeof",  "stdin", "st_atime", "typeof",  "unix",
                                           "wchar_t", "while", "xor",      "xor_eq",  "and",
                                           "and_eq",  "major", "char8_t",  "char16_t"};
    static const char *const free[] = {"", "a", "alignass", "name", "zebra", "mio", "xo"};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (!name_is_reserved(str_of(reserved[i])))
            fail_msg("'%s' is not reserved", reserved[i]);
    for (size_t i = 0; i < sizeof free / sizeof *free; i++)
        if (name_is_reserved(str_of(free[i])))
            fail_msg("'%s' is reserved", free[i]);
}

static void identifiers_and_their_tails(void **state)
{
    (void)state;
    assert_true(name_is_identifier(STR("_a1")));
    assert_true(name_is_tail(STR("1_0")));
    assert_false(name_is_identifier(STR("1a")));
    assert_false(name_is_identifier(STR("")));
    assert_false(name_is_tail(STR("")));
    assert_false(name_is_tail(STR("a-b")));
    assert_false(name_is_tail(STR("\xC3\xA9")));
}

static void a_name_is_taken_with_all_that_follows_it_or_not_at_all(void **state)
{
    (void)state;
    static const char *const suffixes[] = {"_read", "_write", NULL};
    mem m = MEM_INIT;
    name_scope scope;
    name_scope_init(&scope, &m);
    assert_true(name_take(&scope, STR("p_a_write"), NULL));
    assert_false(name_take(&scope, STR("p_a"), suffixes));
    assert_true(name_take(&scope, STR("p_a_read"), NULL));
    assert_true(name_take(&scope, STR("p_b"), suffixes));
    assert_false(name_take(&scope, STR("p_b"), NULL));
    mem_free(&m);
}

static void upper_case_serves_enumerators(void **state)
{
    (void)state;
    assert_name(name_upper, "inReview", "IN_REVIEW");
    assert_name(name_upper, "1.0", "1_0");
}

static void claims_never_collide(void **state)
{
    (void)state;
    static const char *const SUFFIXES[] = {"_read", NULL};
    mem m = MEM_INIT;
    name_scope scope;
    name_scope_init(&scope, &m);
    assert_string_equal(name_claim(&scope, STR("p_a"), SUFFIXES).data, "p_a");
    assert_string_equal(name_claim(&scope, STR("p_a"), SUFFIXES).data, "p_a_2");
    assert_string_equal(name_claim(&scope, STR("p_a_2"), SUFFIXES).data, "p_a_2_2");
    /* p_a_read is the function of p_a */
    assert_string_equal(name_claim(&scope, STR("p_a_read"), SUFFIXES).data, "p_a_read_2");
    /* and a type whose function would be taken gives way as well */
    assert_string_equal(name_claim(&scope, STR("p_b_read"), NULL).data, "p_b_read");
    assert_string_equal(name_claim(&scope, STR("p_b"), SUFFIXES).data, "p_b_2");
    mem_free(&m);
}

static void a_thousand_equal_names_are_quick_and_different(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    name_scope scope;
    name_scope_init(&scope, &m);
    map seen;
    map_init(&seen, &m);
    for (int i = 0; i < 1000; i++)
        assert_true(map_put(&seen, name_claim(&scope, STR("same"), NULL), &seen));
    mem_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(snake_case_splits_words),
        cmocka_unit_test(snake_case_is_total),
        cmocka_unit_test(members_are_identifiers_of_c_and_cpp),
        cmocka_unit_test(reserved_words_are_found),
        cmocka_unit_test(identifiers_and_their_tails),
        cmocka_unit_test(a_name_is_taken_with_all_that_follows_it_or_not_at_all),
        cmocka_unit_test(upper_case_serves_enumerators),
        cmocka_unit_test(claims_never_collide),
        cmocka_unit_test(a_thousand_equal_names_are_quick_and_different),
    };
    return cmocka_run_group_tests_name("layout_name", tests, NULL, NULL);
}

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void expect_str(str s, const char *expected)
{
    assert_int_equal(s.len, strlen(expected));
    if (s.len)
        assert_memory_equal(s.data, expected, s.len);
}

static void str_of_null_is_null(void **state)
{
    (void)state;
    assert_null(str_of(NULL).data);
    expect_str(str_of("ab"), "ab");
}

static void str_compares_by_bytes_and_length(void **state)
{
    (void)state;
    assert_true(str_eq(STR_NULL, STR("")));
    assert_false(str_eq(STR("a"), STR("b")));
    assert_true(str_eq(STR("a\0b"), STR("a\0b")));
    assert_false(str_eq(STR("a\0b"), STR("a\0c")));
    assert_true(str_compare(STR("a"), STR("ab")) < 0);
    assert_true(str_compare(STR("ab"), STR("a")) > 0);
    assert_true(str_compare(STR("\xC3"), STR("z")) > 0);
    assert_int_equal(str_compare(STR_NULL, STR("")), 0);
}

static void str_slices_are_cut_to_the_length(void **state)
{
    (void)state;
    expect_str(str_slice(STR("hello"), 1, 3), "el");
    expect_str(str_slice(STR("hello"), 3, 99), "lo");
    expect_str(str_slice(STR("hello"), 99, 100), "");
    expect_str(str_slice(STR("hello"), 4, 2), "");
    expect_str(str_slice(STR_NULL, 0, 9), "");
}

static void str_knows_starts_ends_and_positions(void **state)
{
    (void)state;
    assert_true(str_starts(STR("x-name"), STR("x-")));
    assert_false(str_starts(STR("x"), STR("x-")));
    assert_true(str_ends(STR("a.yaml"), STR(".yaml")));
    assert_false(str_ends(STR("yaml"), STR(".yaml")));
    assert_int_equal(str_find(STR("a/b/c"), '/'), 1);
    assert_int_equal(str_find(STR("abc"), '/'), 3);
    assert_int_equal(str_find(STR_NULL, '/'), 0);
}

static void str_copies_and_prints_are_terminated(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    str copy = str_copy(&m, str_slice(STR("hello"), 0, 2));
    expect_str(copy, "he");
    assert_int_equal(copy.data[2], '\0');
    assert_non_null(str_copy(&m, STR_NULL).data);
    str printed = str_print(&m, "%d-%.*s-%s", 7, STR_ARG(STR("abc")), "x");
    expect_str(printed, "7-abc-x");
    assert_int_equal(printed.data[printed.len], '\0');
    mem_free(&m);
}

static void str_digest_is_the_same_everywhere(void **state)
{
    (void)state;
    /* from the authors' test vectors */
    assert_true(str_digest(STR("")) == UINT64_C(0xcbf29ce484222325));
    assert_true(str_digest(STR("a")) == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(str_digest(STR("foobar")) == UINT64_C(0x85944171f73967e8));
}

static void str_hash_depends_on_every_byte_and_the_length(void **state)
{
    (void)state;
    char bytes[40] = {0};
    for (size_t len = 0; len < sizeof bytes; len++) {
        uint64_t h = str_hash((str){bytes, len});
        assert_true(h == str_hash((str){bytes, len}));
        assert_true(h != str_hash((str){bytes, len + (len < 39 ? 1u : (size_t)-1)}));
        for (size_t i = 0; i < len; i++) {
            bytes[i] ^= 1;
            assert_true(h != str_hash((str){bytes, len}));
            bytes[i] ^= 1;
        }
    }
}

static void str_suggests_the_nearest_within_a_third(void **state)
{
    (void)state;
    const str names[] = {STR("Order"), STR("Pet"), STR("Petunia"), STR("Pest")};
    expect_str(str_suggest(STR("Pett"), names, 4), "Pet");
    expect_str(str_suggest(STR("pet"), names, 4), "Pet");
    expect_str(str_suggest(STR("Odrer"), names, 4), "");
    expect_str(str_suggest(STR("Petunya"), names, 4), "Petunia");
    assert_null(str_suggest(STR("Customer"), names, 4).data);
    assert_null(str_suggest(STR("Pett"), names, 0).data);
}

static void str_suggests_a_better_one_that_comes_later(void **state)
{
    (void)state;
    const str names[] = {STR("abcdefxyz"), STR("abcdefgxz"), STR("abcdefghz")};
    expect_str(str_suggest(STR("abcdefghi"), names, 3), "abcdefghz");
    expect_str(str_suggest(STR("abcdefghi"), names, 2), "abcdefgxz");
}

static void str_suggest_ties_go_to_the_first(void **state)
{
    (void)state;
    const str names[] = {STR("cat"), STR("bat")};
    expect_str(str_suggest(STR("rat"), names, 2), "cat");
}

static void str_suggest_survives_very_long_texts(void **state)
{
    (void)state;
    char text[500];
    memset(text, 'a', sizeof text);
    const str names[] = {{text, sizeof text}};
    assert_null(str_suggest((str){text, 499}, names, 1).data);
    assert_null(str_suggest(STR(""), names, 1).data);
}

static void str_rune_decodes_utf8_and_moves_one_byte_over_bad(void **state)
{
    static const struct {
        str text;
        uint32_t rune;
        size_t bytes;
    } cases[] = {
        {{O2C_LIT("a")}, 'a', 1},
        {{O2C_LIT("\0")}, 0, 1},
        {{O2C_LIT("é")}, 0xE9, 2},
        {{O2C_LIT("€")}, 0x20AC, 3},
        {{O2C_LIT("😀")}, 0x1F600, 4},
        {{O2C_LIT("\xF4\x8F\xBF\xBF")}, 0x10FFFF, 4},
        {{O2C_LIT("\xC3")}, 0xFFFD, 1}, /* cut */
        {{O2C_LIT("\xE2\x82")}, 0xFFFD, 1},
        {{O2C_LIT("\x80")}, 0xFFFD, 1},     /* continues nothing */
        {{O2C_LIT("\xC0\x80")}, 0xFFFD, 1}, /* overlong */
        {{O2C_LIT("\xE0\x80\x80")}, 0xFFFD, 1},
        {{O2C_LIT("\xF0\x80\x80\x80")}, 0xFFFD, 1},
        {{O2C_LIT("\xED\xA0\x80")}, 0xFFFD, 1},     /* surrogate */
        {{O2C_LIT("\xF4\x90\x80\x80")}, 0xFFFD, 1}, /* beyond U+10FFFF */
        {{O2C_LIT("\xFF")}, 0xFFFD, 1},
        {{O2C_LIT("\xC3z")}, 0xFFFD, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t at = 0;
        assert_int_equal(str_rune(cases[i].text, &at), cases[i].rune);
        assert_int_equal(at, cases[i].bytes);
    }
}

static void str_percent_decodes_and_refuses_incomplete_escapes(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    str out;
    assert_true(str_percent_decode(&m, STR("a%20b%c3%A9%2F"), &out));
    expect_str(out, "a b\xC3\xA9/");
    assert_true(str_percent_decode(&m, STR(""), &out));
    expect_str(out, "");
    assert_true(str_percent_decode(&m, STR("%00"), &out));
    assert_int_equal(out.len, 1);
    const str bad[] = {STR("%"), STR("%2"), STR("a%zz"), STR("%g0"), STR("%0g"), STR("%%30")};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(str_percent_decode(&m, bad[i], &out));
        assert_null(out.data);
    }
    mem_free(&m);
}

static void buf_grows_and_stays_terminated(void **state)
{
    (void)state;
    buf b = BUF_INIT;
    expect_str(buf_str(&b), "");
    for (int i = 0; i < 1000; i++) {
        buf_char(&b, 'x');
        assert_int_equal(b.data[b.len], '\0');
    }
    buf_print(&b, "%s", "");
    assert_int_equal(b.len, 1000);
    buf_reset(&b);
    buf_text(&b, "ab");
    buf_add(&b, STR("c\0d"));
    assert_int_equal(b.len, 5);
    buf_free(&b);
    assert_null(b.data);
}

static void buf_take_moves_into_the_arena(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    buf b = BUF_INIT;
    buf_print(&b, "%d %s", 42, "is it");
    str s = buf_take(&b, &m);
    expect_str(s, "42 is it");
    assert_null(b.data);
    assert_non_null(buf_take(&b, &m).data);
    mem_free(&m);
}

static void buf_rune_and_str_rune_are_inverse(void **state)
{
    (void)state;
    const uint32_t runes[] = {0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF};
    buf b = BUF_INIT;
    for (size_t i = 0; i < sizeof runes / sizeof *runes; i++) {
        size_t at = 0;
        buf_reset(&b);
        buf_rune(&b, runes[i]);
        assert_int_equal(str_rune(buf_str(&b), &at), runes[i]);
        assert_int_equal(at, b.len);
    }
    buf_free(&b);
}

static void buf_json_escapes_what_json_must(void **state)
{
    (void)state;
    buf b = BUF_INIT;
    buf_json(&b, STR("a\"b\\c\n\r\t\b\f\x01\0é/"));
    expect_str(buf_str(&b), "\"a\\\"b\\\\c\\n\\r\\t\\b\\f\\u0001\\u0000é/\"");
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(str_of_null_is_null),
        cmocka_unit_test(str_compares_by_bytes_and_length),
        cmocka_unit_test(str_slices_are_cut_to_the_length),
        cmocka_unit_test(str_knows_starts_ends_and_positions),
        cmocka_unit_test(str_copies_and_prints_are_terminated),
        cmocka_unit_test(str_digest_is_the_same_everywhere),
        cmocka_unit_test(str_hash_depends_on_every_byte_and_the_length),
        cmocka_unit_test(str_suggests_the_nearest_within_a_third),
        cmocka_unit_test(str_suggests_a_better_one_that_comes_later),
        cmocka_unit_test(str_suggest_ties_go_to_the_first),
        cmocka_unit_test(str_suggest_survives_very_long_texts),
        cmocka_unit_test(str_rune_decodes_utf8_and_moves_one_byte_over_bad),
        cmocka_unit_test(str_percent_decodes_and_refuses_incomplete_escapes),
        cmocka_unit_test(buf_grows_and_stays_terminated),
        cmocka_unit_test(buf_take_moves_into_the_arena),
        cmocka_unit_test(buf_rune_and_str_rune_are_inverse),
        cmocka_unit_test(buf_json_escapes_what_json_must),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

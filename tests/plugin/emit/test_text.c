#include "emit/text.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <string.h>
#include <cmocka.h>

static void assert_quoted(str text, const char *expected)
{
    mem m = MEM_INIT;
    assert_string_equal(text_quote(&m, text).data, expected);
    mem_free(&m);
}

static void literals_hold_any_bytes(void **state)
{
    (void)state;
    assert_quoted(STR("plain"), "\"plain\"");
    assert_quoted(STR("a\"b\\c"), "\"a\\\"b\\\\c\"");
    assert_quoted(STR("\n\t\r"), "\"\\n\\t\\r\"");
    assert_quoted(STR("\0" "1"), "\"\\0001\"");
    assert_quoted(STR("\xC3\xA9" "1"), "\"\\303\\2511\"");
    assert_quoted(STR("\x7f"), "\"\\177\"");
}

static void literals_hold_no_trigraphs(void **state)
{
    (void)state;
    assert_quoted(STR("what?"), "\"what?\"");
    assert_quoted(STR("?\?/"), "\"\\?\\?/\"");
}

static void assert_comment(str text, size_t max, const char *expected)
{
    mem m = MEM_INIT;
    assert_string_equal(text_comment(&m, text, max).data, expected);
    mem_free(&m);
}

static void comments_cannot_be_left(void **state)
{
    (void)state;
    assert_comment(STR("end */ int x;"), 80, "end * / int x;");
    assert_comment(STR("/*/*"), 80, "/ * / *");
    assert_comment(STR("**/"), 80, "** /");
    assert_comment(STR("trailing \\"), 80, "trailing \\.");
    assert_comment(STR("?\?/"), 80, "? ?/");
    assert_comment(STR("a\nb\rc"), 80, "a b c");
    /* right-to-left override, zero width, line separator, delete */
    assert_comment(STR("a\xE2\x80\xAE" "b\xE2\x80\x8B" "c\xE2\x80\xA8" "d\x7f" "e"), 80,
                   "a b c d e");
    assert_comment(STR("long text here"), 4, "long ...");
}

static void wrapping_keeps_paragraphs(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    view *lines = view_list(&m);
    text_wrap(&m, lines, STR("one two three\nfour\n\nfive *\n/ six"), 10);
    static const char *const EXPECTED[] = {"one two", "three four", "", "five * /", "six"};
    view_name line = view_name_of(STR("line"));
    assert_int_equal(view_count(lines), 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(view_find(view_at(lines, i), &line)->as.text.data, EXPECTED[i]);
    mem_free(&m);
}

static void character_lists_are_for_long_texts(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    assert_string_equal(text_characters(&m, STR("a'\n\"")).data, "'a', '\\'', '\\n', '\"'");
    mem_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(literals_hold_any_bytes),
        cmocka_unit_test(literals_hold_no_trigraphs),
        cmocka_unit_test(comments_cannot_be_left),
        cmocka_unit_test(wrapping_keeps_paragraphs),
        cmocka_unit_test(character_lists_are_for_long_texts),
    };
    return cmocka_run_group_tests_name("emit_text", tests, NULL, NULL);
}

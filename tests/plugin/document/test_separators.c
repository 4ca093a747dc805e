#include "document/separators.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static mem arena;

static int stop(void **state)
{
    (void)state;
    mem_free(&arena);
    return 0;
}

static bool contains(str text, const char *piece)
{
    for (size_t i = 0; i < text.len; i++) {
        if (str_starts(str_slice(text, i, text.len), str_of(piece)))
            return true;
    }
    return false;
}

static void separators_leave_other_texts_alone(void **state)
{
    (void)state;
    separators s;
    const str text = STR("a: \xC2\x86\u2027\u202A\xE2\x80");
    assert_ptr_equal(separators_hide(&arena, &s, text).data, text.data);
    assert_false(s.hidden);
    assert_true(str_eq(separators_show(&arena, &s, text), text));
    assert_int_equal(separators_hide(&arena, &s, STR_NULL).len, 0);
}

static void separators_come_back_and_lengths_stay(void **state)
{
    (void)state;
    separators s;
    const str text = STR("a\xC2\x85\u2028b\u2029\u2028");
    str hidden = separators_hide(&arena, &s, text);
    assert_true(s.hidden);
    assert_int_equal(hidden.len, text.len);
    assert_false(contains(hidden, "\xC2\x85"));
    assert_false(contains(hidden, "\u2028"));
    assert_false(contains(hidden, "\u2029"));
    assert_true(str_eq(separators_show(&arena, &s, hidden), text));
}

static void separators_have_stand_ins_that_the_text_does_not_name(void **state)
{
    (void)state;
    separators s;
    const str text = STR("\u2028 \uE000 \\uE001 \\ue002 \\U0000E003 \u0100 \\u0101 \\u12 \\");
    str hidden = separators_hide(&arena, &s, text);
    assert_string_equal(s.stand_ins[0], "\u0102");
    assert_string_equal(s.stand_ins[1], "\uE004");
    assert_string_equal(s.stand_ins[2], "\uE005");
    assert_true(str_eq(separators_show(&arena, &s, hidden), text));
}

static void separators_stay_where_no_stand_in_is_free(void **state)
{
    (void)state;
    separators s;
    buf b = BUF_INIT;
    for (uint32_t rune = 0xE000; rune <= 0xF8FF; rune++)
        buf_rune(&b, rune);
    buf_text(&b, "\u2028");
    assert_ptr_equal(separators_hide(&arena, &s, buf_str(&b)).data, b.data);
    assert_false(s.hidden);
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(separators_leave_other_texts_alone, stop),
        cmocka_unit_test_teardown(separators_come_back_and_lengths_stay, stop),
        cmocka_unit_test_teardown(separators_have_stand_ins_that_the_text_does_not_name, stop),
        cmocka_unit_test_teardown(separators_stay_where_no_stand_in_is_free, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "base/cursor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void expect_at(const cursor *c, size_t offset, uint32_t line, uint32_t column)
{
    assert_int_equal(c->offset, offset);
    assert_int_equal(c->line, line);
    assert_int_equal(c->column, column);
}

static void cursor_ends_lines_at_lf_crlf_and_cr(void **state)
{
    (void)state;
    cursor c = cursor_start(STR("a\nb\r\nc\rd"));
    cursor_to_offset(&c, 2);
    expect_at(&c, 2, 2, 1);
    cursor_to_offset(&c, 4);
    expect_at(&c, 4, 2, 3); /* between CR and LF the line goes on */
    cursor_to_offset(&c, 5);
    expect_at(&c, 5, 3, 1);
    cursor_to_offset(&c, 7);
    expect_at(&c, 7, 4, 1);
}

static void cursor_counts_columns_in_code_points(void **state)
{
    (void)state;
    cursor c = cursor_start(STR("é€😀x"));
    cursor_to_offset(&c, 9);
    expect_at(&c, 9, 1, 4);
    c = cursor_start(STR("é€😀x"));
    cursor_to_index(&c, 3);
    expect_at(&c, 9, 1, 4);
}

static void cursor_does_not_end_lines_at_unicode_separators(void **state)
{
    (void)state;
    cursor c = cursor_start(STR("\xC2\x85\u2028\u2029x"));
    cursor_to_index(&c, 3);
    expect_at(&c, 8, 1, 4);
}

static void cursor_stays_where_the_target_lies_behind_or_beyond(void **state)
{
    (void)state;
    cursor c = cursor_start(STR("abc"));
    cursor_to_offset(&c, 99);
    expect_at(&c, 3, 1, 4);
    cursor_to_offset(&c, 1);
    expect_at(&c, 3, 1, 4);
    cursor_to_index(&c, 99);
    expect_at(&c, 3, 1, 4);
}

static void cursor_to_place_stops_at_the_end_of_the_line(void **state)
{
    (void)state;
    cursor c = cursor_start(STR("one\r\ntwo\n"));
    cursor_to_place(&c, 1, 2);
    expect_at(&c, 1, 1, 2);
    cursor_to_place(&c, 1, 50);
    expect_at(&c, 3, 1, 4);
    cursor_to_place(&c, 2, 3);
    expect_at(&c, 7, 2, 3);
    cursor_to_place(&c, 77, 1);
    expect_at(&c, 9, 3, 1);
}

static void cursor_counts_bytes_that_are_not_utf8(void **state)
{
    (void)state;
    cursor c = cursor_start(STR("\xFF\xC0x\x80"));
    cursor_to_offset(&c, 3);
    expect_at(&c, 3, 1, 4);
    cursor_to_offset(&c, 4);
    expect_at(&c, 4, 1, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cursor_ends_lines_at_lf_crlf_and_cr),
        cmocka_unit_test(cursor_counts_columns_in_code_points),
        cmocka_unit_test(cursor_does_not_end_lines_at_unicode_separators),
        cmocka_unit_test(cursor_stays_where_the_target_lies_behind_or_beyond),
        cmocka_unit_test(cursor_to_place_stops_at_the_end_of_the_line),
        cmocka_unit_test(cursor_counts_bytes_that_are_not_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "base/diag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static diag d;

static int start(void **state)
{
    (void)state;
    diag_init(&d);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    diag_free(&d);
    return 0;
}

static diag_file file_of(str text)
{
    return (diag_file){STR("pets.yaml"), text};
}

/* What is printed, to be freed. */
static char *printed(bool colour)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    diag_print(&d, stream, colour);
    fclose(stream);
    return text;
}

static void expect_printed(const char *expected)
{
    char *text = printed(false);
    assert_string_equal(text, expected);
    free(text);
}

static void diag_prints_place_text_code_snippet_and_hint(void **state)
{
    (void)state;
    diag_file f = file_of(STR("one: 1\n  $ref: '#/Pett'\nlast: 2\n"));
    diag_error(&d, "O2C-R001", (diag_place){&f, 2, 9, 8}, "did you mean 'Pet'?",
               "'%s' is not there", "#/Pett");
    expect_printed("pets.yaml:2:9: error: '#/Pett' is not there [O2C-R001]\n"
                   "    2 |   $ref: '#/Pett'\n"
                   "      |         ^~~~~~~~ did you mean 'Pet'?\n");
}

static void diag_prints_severities_in_order_of_report(void **state)
{
    (void)state;
    diag_file f = file_of(STR("a\nb\n"));
    diag_note(&d, "N", (diag_place){&f, 2, 1, 0}, NULL, "n");
    diag_warning(&d, "W", (diag_place){&f, 1, 1, 1}, NULL, "w");
    expect_printed("pets.yaml:2:1: note: n [N]\n    2 | b\n      | ^\n"
                   "pets.yaml:1:1: warning: w [W]\n    1 | a\n      | ^\n");
}

static void diag_without_a_line_or_a_file_has_no_snippet(void **state)
{
    (void)state;
    diag_file f = file_of(STR("a\n"));
    diag_error(&d, "A", (diag_place){&f, 0, 0, 0}, "give more", "whole file");
    diag_error(&d, "B", (diag_place){0}, NULL, "no file");
    diag_error(&d, "C", (diag_place){&f, 9, 1, 1}, NULL, "beyond the end");
    expect_printed("pets.yaml: error: whole file [A]\n      hint: give more\n"
                   "openapi2c: error: no file [B]\n"
                   "pets.yaml:9:1: error: beyond the end [C]\n");
}

static void diag_points_behind_the_end_of_a_line(void **state)
{
    (void)state;
    diag_file f = file_of(STR("ab\r\n\r\n"));
    diag_error(&d, "A", (diag_place){&f, 1, 3, 5}, NULL, "x");
    diag_error(&d, "B", (diag_place){&f, 2, 1, 1}, NULL, "y");
    expect_printed("pets.yaml:1:3: error: x [A]\n    1 | ab\n      |   ^\n"
                   "pets.yaml:2:1: error: y [B]\n    2 | \n      | ^\n");
}

static void diag_cuts_the_underline_at_the_end_of_the_line(void **state)
{
    (void)state;
    diag_file f = file_of(STR("key: |\n  text\n"));
    diag_error(&d, "A", (diag_place){&f, 1, 6, 9000}, NULL, "x");
    expect_printed("pets.yaml:1:6: error: x [A]\n    1 | key: |\n      |      ^\n");
}

static void diag_counts_code_points_and_widens_tabs(void **state)
{
    (void)state;
    diag_file f = file_of(STR("é\t€x: 1\n"));
    diag_error(&d, "A", (diag_place){&f, 1, 4, 2}, NULL, "x");
    diag_error(&d, "B", (diag_place){&f, 1, 2, 2}, NULL, "y");
    expect_printed("pets.yaml:1:4: error: x [A]\n    1 | é    €x: 1\n      |       ^~\n"
                   "pets.yaml:1:2: error: y [B]\n    1 | é    €x: 1\n      |  ^~~~~\n");
}

static void diag_shows_control_characters_safely(void **state)
{
    (void)state;
    diag_file f = {STR("a\033[2Jb"), STR("x\033[31m\u202Ey \xFFz\n")};
    diag_error(&d, "A", (diag_place){&f, 1, 8, 1}, "h\rh", "bad '\033\xC2\x9B\n'");
    expect_printed("a\\x1b[2Jb:1:8: error: bad '\\x1b\\u{9b}\\n' [A]\n"
                   "    1 | x\\x1b[31m\\u{202e}y \\xffz\n"
                   "      |                  ^ h\\x0dh\n");
}

/* Line `n` of what is printed, without its gutter; to be freed. */
static char *printed_line(int n)
{
    char *text = printed(false), *line = text;
    while (n--)
        line = strchr(line, '\n') + 1;
    *strchr(line, '\n') = '\0';
    char *copy = strdup(line + 8);
    free(text);
    return copy;
}

static void diag_cuts_a_window_out_of_a_long_line(void **state)
{
    (void)state;
    static char text[100001];
    memset(text, 'a', sizeof text - 1);
    text[49999] = 'X';
    diag_file f = file_of((str){text, sizeof text - 1});
    diag_error(&d, "A", (diag_place){&f, 1, 50000, 1}, NULL, "x");
    char *line = printed_line(1), *under = printed_line(2);
    assert_true(strlen(line) < 120);
    assert_memory_equal(line, "…a", strlen("…a"));
    assert_string_equal(line + strlen(line) - strlen("a…"), "a…");
    size_t bytes = (size_t)(strchr(line, 'X') - line);
    assert_int_equal(strlen(under) - 1, bytes - strlen("…") + 1); /* it takes one cell */
    free(line);
    free(under);
}

static void diag_finds_places_across_its_marks(void **state)
{
    (void)state;
    buf b = BUF_INIT;
    for (int i = 1; i <= 5000; i++)
        buf_print(&b, "line é number %d\r\n", i);
    diag_file f = file_of(buf_str(&b));
    for (uint32_t line = 1; line <= 5000; line += 7) {
        char expected[64], *found;
        diag_free(&d);
        diag_error(&d, "A", (diag_place){&f, line, 15, 1}, NULL, "x");
        snprintf(expected, sizeof expected, "line é number %u", line);
        found = printed_line(1);
        assert_string_equal(found, expected);
        free(found);
        found = printed_line(2);
        assert_string_equal(found, "              ^");
        free(found);
    }
    buf_free(&b);
}

static void diag_keeps_exact_repetitions_once(void **state)
{
    (void)state;
    diag_file f = file_of(STR("a\n")), g = file_of(STR("a\n"));
    for (int i = 0; i < 3; i++)
        diag_error(&d, "A", (diag_place){&f, 1, 1, 1}, NULL, "x");
    assert_int_equal(d.errors, 1);
    assert_int_equal(d.items.count, 1);
    diag_error(&d, "B", (diag_place){&f, 1, 1, 1}, NULL, "x");
    diag_error(&d, "A", (diag_place){&f, 1, 2, 1}, NULL, "x");
    diag_error(&d, "A", (diag_place){&g, 1, 1, 1}, NULL, "x");
    diag_error(&d, "A", (diag_place){&f, 1, 1, 1}, NULL, "y");
    diag_warning(&d, "A", (diag_place){&f, 1, 1, 1}, NULL, "x");
    assert_int_equal(d.errors, 5);
    assert_int_equal(d.warnings, 1);
}

static void diag_prints_a_hundred_and_says_how_many_more(void **state)
{
    (void)state;
    for (int i = 0; i < 103; i++)
        diag_error(&d, "A", (diag_place){0}, NULL, "number %d", i);
    for (int i = 0; i < 101; i++)
        diag_warning(&d, "A", (diag_place){0}, NULL, "number %d", i);
    char *text = printed(false);
    assert_non_null(strstr(text, "error: number 99 "));
    assert_null(strstr(text, "error: number 100 "));
    assert_non_null(strstr(text, "\n… and 3 more errors\n… and 1 more warning\n"));
    free(text);
}

static void diag_counts_a_flood_without_keeping_it(void **state)
{
    (void)state;
    for (int i = 0; i < 30000; i++)
        diag_warning(&d, "A", (diag_place){0}, NULL, "number %d", i);
    diag_error(&d, "B", (diag_place){0}, NULL, "the error is kept");
    assert_int_equal(d.warnings, 30000);
    assert_true(d.items.count < 11000);
    char *text = printed(false);
    assert_non_null(strstr(text, "the error is kept"));
    assert_non_null(strstr(text, "… and 29900 more warnings"));
    free(text);
}

static void diag_cuts_long_texts_between_code_points(void **state)
{
    (void)state;
    char text[5000];
    for (size_t shift = 0; shift < 4; shift++) {
        memset(text, 'a', shift);
        for (size_t i = shift; i + 3 < sizeof text; i += 3)
            memcpy(text + i, "€", 3);
        text[sizeof text - 3] = '\0';
        diag_error(&d, "A", (diag_place){0}, NULL, "%s", text);
        str kept = d.items.items[shift].text;
        assert_true(kept.len <= 1003 && kept.len > 990);
        for (size_t at = 0; at < kept.len;)
            assert_int_not_equal(str_rune(kept, &at), 0xFFFD);
        assert_true(str_ends(kept, STR("…")));
    }
}

static void diag_note_goes_with_the_item_before_it(void **state)
{
    (void)state;
    for (int i = 0; i < 101; i++) {
        diag_error(&d, "A", (diag_place){0}, NULL, "number %d", i);
        if (i >= 99)
            diag_note(&d, "A", (diag_place){0}, NULL, "about %d", i);
    }
    char *text = printed(false);
    assert_non_null(strstr(text, "about 99 "));
    assert_null(strstr(text, "about 100 "));
    free(text);
}

static void diag_status_is_the_gravest_class(void **state)
{
    (void)state;
    assert_int_equal(diag_status(&d), 0);
    diag_warning(&d, "A", (diag_place){0}, NULL, "x");
    assert_int_equal(diag_status(&d), 0);
    diag_error(&d, "A", (diag_place){0}, NULL, "x");
    assert_int_equal(diag_status(&d), 1);
    diag_fail(&d, DIAG_IO, "F", (diag_place){0}, "x");
    assert_int_equal(diag_status(&d), 3);
    diag_fail(&d, DIAG_USAGE, "U", (diag_place){0}, "x");
    assert_int_equal(diag_status(&d), 3);
    diag_fail(&d, DIAG_BUG, "B", (diag_place){0}, "x");
    assert_int_equal(diag_status(&d), 70);
}

static void diag_colours_only_when_asked(void **state)
{
    (void)state;
    diag_file f = file_of(STR("a\n"));
    diag_error(&d, "A", (diag_place){&f, 1, 1, 1}, NULL, "x");
    char *text = printed(false);
    assert_null(strchr(text, '\033'));
    free(text);
    text = printed(true);
    assert_non_null(strstr(text, "\033[1;31merror"));
    free(text);
}

#define diag_test(f) cmocka_unit_test_setup_teardown(f, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        diag_test(diag_prints_place_text_code_snippet_and_hint),
        diag_test(diag_prints_severities_in_order_of_report),
        diag_test(diag_without_a_line_or_a_file_has_no_snippet),
        diag_test(diag_points_behind_the_end_of_a_line),
        diag_test(diag_cuts_the_underline_at_the_end_of_the_line),
        diag_test(diag_counts_code_points_and_widens_tabs),
        diag_test(diag_shows_control_characters_safely),
        diag_test(diag_cuts_a_window_out_of_a_long_line),
        diag_test(diag_finds_places_across_its_marks),
        diag_test(diag_keeps_exact_repetitions_once),
        diag_test(diag_prints_a_hundred_and_says_how_many_more),
        diag_test(diag_counts_a_flood_without_keeping_it),
        diag_test(diag_cuts_long_texts_between_code_points),
        diag_test(diag_note_goes_with_the_item_before_it),
        diag_test(diag_status_is_the_gravest_class),
        diag_test(diag_colours_only_when_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

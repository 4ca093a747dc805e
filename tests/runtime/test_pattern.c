/** Matchers over tables, and what is said about their answers. */
#include "reading.h"

#include <o2c/pattern.h>

static o2c_str text(const char *s)
{
    return o2c_str_of(s);
}

/* ^[A-Z]{2}-[0-9]{1,3}$, and without the $ */
static const o2c_set SETS[] = {
    {{0, UINT64_C(0x7FFFFFE)}, 0, 0},
    {{UINT64_C(1) << '-', 0}, 0, 0},
    {{UINT64_C(0x3FF000000000000), 0}, 0, 0},
};
static const o2c_run RUNS[] = {{2, 2, 0}, {1, 1, 1}, {1, 3, 2}};

static o2c_match plate(const char *s, bool whole)
{
    return o2c_match_runs(text(s), RUNS, 3, SETS, NULL, whole);
}

static void runs_match_from_start_to_end(void **state)
{
    (void)state;
    assert_int_equal(plate("AB-1", true), O2C_MATCH_YES);
    assert_int_equal(plate("AB-123", true), O2C_MATCH_YES);
    assert_int_equal(plate("AB-1234", true), O2C_MATCH_NO);
    assert_int_equal(plate("AB-1234", false), O2C_MATCH_YES);
    assert_int_equal(plate("A-1", true), O2C_MATCH_NO);
    assert_int_equal(plate("AB-", true), O2C_MATCH_NO);
    assert_int_equal(plate("", true), O2C_MATCH_NO);
    assert_int_equal(plate("AB-1\n", true), O2C_MATCH_NO);
}

static void runs_of_other_code_points_are_looked_up(void **state)
{
    (void)state;
    /* any number of: a, U+00E0 to U+00FF, U+20AC, U+1F600 to U+1F64F */
    static const o2c_range RANGES[] = {
        {0x7F0, 0x7F0}, {0xE0, 0xFF}, {0x20AC, 0x20AC}, {0x1F600, 0x1F64F}};
    static const o2c_set SET[] = {{{0, UINT64_C(2) << 32}, 1, 3}};
    static const o2c_run RUN[] = {{1, UINT32_MAX, 0}};
    static const char *const good[] = {"a", "\xC3\xA0", "\xC3\xBF", "\xE2\x82\xAC",
                                       "\xF0\x9F\x98\x80" "a" "\xF0\x9F\x99\x8F\xE2\x82\xAC"};
    static const char *const bad[] = {"", "b", "\xC3\x9F", "\xE2\x82\xAB", "\xE2\x82\xAD",
                                      "\xDF\xB0", "\xF0\x9F\x99\x90", "\xF0\x9F\x97\xBF"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_int_equal(o2c_match_runs(text(good[i]), RUN, 1, SET, RANGES, true), O2C_MATCH_YES);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(o2c_match_runs(text(bad[i]), RUN, 1, SET, RANGES, true), O2C_MATCH_NO);
    }
}

static void runs_count_code_points(void **state)
{
    (void)state;
    static const o2c_range RANGES[] = {{0x80, 0x10FFFF}};
    static const o2c_set SET[] = {{{UINT64_MAX, UINT64_MAX}, 0, 1}};
    static const o2c_run RUN[] = {{2, 3, 0}};
    assert_int_equal(o2c_match_runs(text("\xC3\xA4"), RUN, 1, SET, RANGES, true), O2C_MATCH_NO);
    assert_int_equal(o2c_match_runs(text("\xC3\xA4\xC3\xB6"), RUN, 1, SET, RANGES, true),
                     O2C_MATCH_YES);
    assert_int_equal(o2c_match_runs(text("\xC3\xA4\xC3\xB6\xF0\x9F\x98\x80"), RUN, 1, SET, RANGES,
                                    true),
                     O2C_MATCH_YES);
    assert_int_equal(o2c_match_runs((o2c_str){"a\0b\0", 4}, RUN, 1, SET, RANGES, true),
                     O2C_MATCH_NO);
    assert_int_equal(o2c_match_runs((o2c_str){"a\0b", 3}, RUN, 1, SET, RANGES, true),
                     O2C_MATCH_YES);
}

/* Also where ASCII and others take turns, and the most is reached among either. */
static void runs_end_at_their_most(void **state)
{
    (void)state;
    static const o2c_range RANGES[] = {{0xE4, 0xFC}};
    static const o2c_set SET[] = {{{0, UINT64_C(0x7fffffe00000000)}, 0, 1}}; /* [a-z\u00e4-\u00fc] */
    static const o2c_run FOUR[] = {{4, 4, 0}};
    static const struct {
        const char *text;
        o2c_match begins, is;
    } CASES[] = {
        {"abcd", O2C_MATCH_YES, O2C_MATCH_YES},
        {"abcde", O2C_MATCH_YES, O2C_MATCH_NO},
        {"a\xC3\xA4" "b\xC3\xB6", O2C_MATCH_YES, O2C_MATCH_YES},
        {"\xC3\xA4" "bc\xC3\xB6" "d", O2C_MATCH_YES, O2C_MATCH_NO},
        {"ab\xC3\xA4", O2C_MATCH_NO, O2C_MATCH_NO},
        {"ab\xC3\xA4" "1", O2C_MATCH_NO, O2C_MATCH_NO},
        {"ab\xC3\xBF" "d", O2C_MATCH_NO, O2C_MATCH_NO},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        o2c_str subject = text(CASES[i].text);
        assert_int_equal(o2c_match_runs(subject, FOUR, 1, SET, RANGES, false), CASES[i].begins);
        assert_int_equal(o2c_match_runs(subject, FOUR, 1, SET, RANGES, true), CASES[i].is);
    }
}

/* ^a*b$ as states: 2 before the b, 3 behind it; classes: others, a, b */
static const uint8_t CLASS_OF[256] = {['a'] = 1, ['b'] = 2};
static const uint8_t NEXT[] = {0, 0, 0, 1, 1, 1, 0, 2, 3, 0, 0, 0};
static const uint16_t WIDE[] = {0, 0, 0, 1, 1, 1, 0, 2, 3, 0, 0, 0};

static void automata_of_both_widths_agree(void **state)
{
    (void)state;
    static const o2c_automaton A = {3, 2, 3};
    static const char *const subjects[] = {"b", "ab", "aab", "", "a", "ba", "abb", "c", "ac"};
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
        o2c_match expected = i < 3 ? O2C_MATCH_YES : O2C_MATCH_NO;
        assert_int_equal(o2c_match_states(text(subjects[i]), &A, CLASS_OF, NEXT), expected);
        assert_int_equal(o2c_match_states_wide(text(subjects[i]), &A, CLASS_OF, WIDE), expected);
    }
}

static void automata_stop_where_nothing_can_change(void **state)
{
    (void)state;
    static const uint8_t LEADS_TO_YES[] = {0, 0, 0, 1, 1, 1, 0, 1, 2};
    static const o2c_automaton A = {3, 2, 3};
    assert_int_equal(o2c_match_states(text("bba\xFF"), &A, CLASS_OF, LEADS_TO_YES), O2C_MATCH_YES);
    assert_int_equal(o2c_match_states(text("bbx"), &A, CLASS_OF, LEADS_TO_YES), O2C_MATCH_NO);
    static const o2c_automaton NEVER = {3, 0, 2}, ALWAYS = {3, 1, 2};
    assert_int_equal(o2c_match_states(text(""), &NEVER, CLASS_OF, NEXT), O2C_MATCH_NO);
    assert_int_equal(o2c_match_states(text("x"), &ALWAYS, CLASS_OF, NEXT), O2C_MATCH_YES);
}

static void nothing_read_is_an_empty_subject(void **state)
{
    (void)state;
    static const o2c_automaton A = {3, 2, 3};
    o2c_str none = {NULL, 0};
    assert_int_equal(o2c_match_runs(none, RUNS, 3, SETS, NULL, true), O2C_MATCH_NO);
    assert_int_equal(o2c_match_states(none, &A, CLASS_OF, NEXT), O2C_MATCH_NO);
}

/* A string that was read, and the answer about it. */
static o2c_reader *answered(fixture *f, o2c_match found, const char *pattern)
{
    o2c_reader *r = open_text(f, "  \"AB\" ");
    assert_int_equal(o2c_read_str(r).len, 2);
    o2c_check_pattern(r, found, pattern, strlen(pattern));
    return r;
}

static void answers_are_reported(void **state)
{
    (void)state;
    fixture f;
    answered(&f, O2C_MATCH_YES, "x");
    close_fine(&f);
    o2c_reader *r = answered(&f, O2C_MATCH_NO, "^[a-z]+$");
    o2c_check_pattern(r, O2C_MATCH_COSTLY, "later", 5);
    close_error(&f, O2C_E_PATTERN, "", "expected a match of /^[a-z]+$/, found \"AB\"");
    assert_int_equal(f.error.offset, 2);
    answered(&f, O2C_MATCH_COSTLY, "(a+)+\\1");
    close_error(&f, O2C_E_COSTLY, "",
                "whether it matches /(a+)+\\1/ is too costly to find out");
    answered(&f, O2C_MATCH_REFUSED, "a");
    close_error(&f, O2C_E_COSTLY, "",
                "whether it matches /a/ is not known: libpcre2 refuses the pattern");
    answered(&f, O2C_MATCH_MEMORY, "a");
    close_error(&f, O2C_E_MEMORY, "", "out of memory");
}

static void long_patterns_are_cut(void **state)
{
    (void)state;
    fixture f;
    char pattern[200];
    memset(pattern, 'a', sizeof pattern - 1);
    pattern[sizeof pattern - 1] = '\0';
    answered(&f, O2C_MATCH_NO, pattern);
    assert_false(o2c_reader_finish(&f.reader, &f.error));
    assert_true(strlen(f.error.message) < sizeof f.error.message - 1);
    assert_non_null(strstr(f.error.message, "aaa.../, found \"AB\""));
    close_text(&f);
}

/* Whether a branch that was not decided is the end of it: nobody may take another one for right. */
static void what_is_not_decided_ends_attempts(void **state)
{
    (void)state;
    fixture f;
    o2c_reader *r = open_text(&f, "\"AB\"");
    o2c_attempt a;
    int tried = 0;
    o2c_attempt_begin(r, &a, 1, 2, false);
    while (o2c_attempt_next(r, &a)) {
        tried++;
        o2c_read_str(r);
        if (a.branch == 0) {
            o2c_check_pattern(r, O2C_MATCH_COSTLY, "a", 1);
        }
    }
    assert_false(o2c_attempt_end(r, &a));
    assert_int_equal(tried, 1);
    close_error(&f, O2C_E_COSTLY, "", NULL);
}

/* ---- contexts ---- */

static int released;

static void count_release(void *patterns)
{
    released += *(int *)patterns;
}

static void contexts_of_the_caller_stay(void **state)
{
    (void)state;
    fixture f;
    int one = 1;
    released = 0;
    o2c_context context = O2C_CONTEXT_INIT;
    o2c_read_options options = {O2C_STRINGS_COPY, 0, 0, &context};
    o2c_reader *r = open_bytes(&f, "1", 1, &options);
    assert_ptr_equal(o2c_reader_context(r), &context);
    assert_false(o2c_context_is_own(r));
    context.patterns = &one;
    context.release = count_release;
    assert_non_null(o2c_arena_alloc(&context.arena, 100, 8));
    o2c_skip(r);
    close_fine(&f);
    assert_int_equal(released, 0);
    o2c_context_deinit(&context);
    assert_int_equal(released, 1);
    assert_null(context.patterns);
    o2c_context_deinit(&context);
    assert_int_equal(released, 1);
}

static void contexts_of_a_reader_end_with_it(void **state)
{
    (void)state;
    fixture f;
    int one = 1;
    released = 0;
    o2c_reader *r = open_text(&f, "1");
    o2c_arena_mark mark = o2c_arena_here(&f.arena);
    o2c_context *own = o2c_reader_context(r);
    assert_ptr_equal(o2c_reader_context(r), own);
    assert_true(o2c_context_is_own(r));
    char *kept = o2c_arena_alloc(&own->arena, 1000, 8);
    assert_non_null(kept);
    memset(kept, 7, 1000);
    o2c_arena_rollback(&f.arena, mark); /* as an attempt that fails does */
    assert_non_null(o2c_arena_alloc(&f.arena, 5000, 8));
    assert_int_equal(kept[999], 7);
    own->patterns = &one;
    own->release = count_release;
    o2c_skip(r);
    close_fine(&f);
    assert_int_equal(released, 1);
    assert_int_equal(f.arena.held, 0);
}

static void contexts_of_a_reader_keep_to_its_arena(void **state)
{
    (void)state;
    char memory[64];
    o2c_arena arena;
    o2c_reader r;
    o2c_arena_init_buffer(&arena, memory, sizeof memory);
    o2c_reader_init(&r, &arena, "1", 1, NULL);
    assert_null(o2c_reader_context(&r));
    o2c_arena_deinit(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_match_from_start_to_end),
        cmocka_unit_test(runs_of_other_code_points_are_looked_up),
        cmocka_unit_test(runs_count_code_points),
        cmocka_unit_test(runs_end_at_their_most),
        cmocka_unit_test(automata_of_both_widths_agree),
        cmocka_unit_test(automata_stop_where_nothing_can_change),
        cmocka_unit_test(nothing_read_is_an_empty_subject),
        cmocka_unit_test(answers_are_reported),
        cmocka_unit_test(long_patterns_are_cut),
        cmocka_unit_test(what_is_not_decided_ends_attempts),
        cmocka_unit_test(contexts_of_the_caller_stay),
        cmocka_unit_test(contexts_of_a_reader_end_with_it),
        cmocka_unit_test(contexts_of_a_reader_keep_to_its_arena),
    };
    return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}

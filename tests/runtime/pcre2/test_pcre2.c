/** libo2c-pcre2: what matches, what is too costly, and where compiled patterns live. */
#include "../reading.h"

#include <o2c/pcre2.h>
#include <time.h>

/* As emitted code calls it; the hash is any number that goes with the text. */
static o2c_match match_in(o2c_reader *r, const char *pattern, bool searches, o2c_str subject)
{
    o2c_pcre2_pattern p = {0, (uint32_t)strlen(pattern), searches};
    for (const char *c = pattern; *c != '\0'; c++) {
        p.hash = p.hash * 31 + (unsigned char)*c;
    }
    return o2c_match_pcre2(r, subject, &p, pattern);
}

static o2c_match match(const char *pattern, const char *subject)
{
    fixture f;
    o2c_reader *r = open_text(&f, "1");
    o2c_match found = match_in(r, pattern, false, o2c_str_of(subject));
    o2c_skip(r);
    close_fine(&f);
    return found;
}

static void patterns_match_from_the_start(void **state)
{
    (void)state;
    assert_int_equal(match("(?:\\A(a|b)\\g{1}\\z)", "aa"), O2C_MATCH_YES);
    assert_int_equal(match("(?:\\A(a|b)\\g{1}\\z)", "ab"), O2C_MATCH_NO);
    assert_int_equal(match("(?:\\A(a|b)\\g{1}\\z)", "aa\n"), O2C_MATCH_NO);
    assert_int_equal(match("(?:b)", "ab"), O2C_MATCH_NO);
    assert_int_equal(match("(?s:.*?)(?:b)", "a\nb"), O2C_MATCH_YES);
    assert_int_equal(match("(?:[\\x{e0}-\\x{ff}]{2})", "\xC3\xA9\xC3\xA9"), O2C_MATCH_YES);
    assert_int_equal(match("(?:\\g{1}(a))", "a"), O2C_MATCH_YES); /* not set yet: matches nothing */
    assert_int_equal(match("(?:\\b\\x{e9})", "\xC3\xA9"), O2C_MATCH_NO);
}

static void what_pcre2_cannot_compile_is_told(void **state)
{
    (void)state;
    assert_int_equal(match("(?:a", "a"), O2C_MATCH_REFUSED);
    assert_int_equal(match("(?:\\C)", "a"), O2C_MATCH_REFUSED);
}

/* Patterns that take exponential or quadratic time, on subjects that show it. */
static void costs_have_a_limit(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *unit;
        size_t count;
        const char *last;
    } all[] = {
        {"(?:\\A(a+)+\\z)", "a", 40, "!"},
        {"(?:\\A(a|b)*\\z)", "ab", 500000, "c"},
        {"(?s:.*?)(?:[\\x{9}\\x{20}]+\\z)", " ", 50000, "x"},
        {"(?s:.*?)(?:[a-z]+[0-9]\\z)", "a", 20000, ""},
        {"(?:\\A(([a-z])+.)+[A-Z]([a-z])+\\z)", "a", 60, ""},
        {"(?:\\A(a*)*\\z)", "a", 30000, "b"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        size_t unit = strlen(all[i].unit), len = unit * all[i].count + strlen(all[i].last);
        char *text = malloc(len + 1);
        assert_non_null(text);
        for (size_t k = 0; k < all[i].count; k++) {
            memcpy(text + k * unit, all[i].unit, unit);
        }
        memcpy(text + unit * all[i].count, all[i].last, strlen(all[i].last));
        for (int kept = 0; kept < 2; kept++) {
            fixture f;
            o2c_context context = O2C_CONTEXT_INIT;
            o2c_read_options options = {O2C_STRINGS_COPY, 0, 0, kept != 0 ? &context : NULL};
            o2c_reader *r = open_bytes(&f, "1", 1, &options);
            clock_t begin = clock();
            o2c_match found =
                match_in(r, all[i].pattern, *all[i].pattern != '(' || all[i].pattern[2] == 's',
                         (o2c_str){text, len});
            double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
            if (found == O2C_MATCH_YES || seconds > 5) {
                fail_msg("%s: %d in %.2f s", all[i].pattern, (int)found, seconds);
            }
            o2c_skip(r);
            close_fine(&f);
            o2c_context_deinit(&context);
        }
        free(text);
    }
}

static void long_subjects_are_not_searched(void **state)
{
    (void)state;
    fixture f;
    o2c_reader *r = open_text(&f, "1");
    char *text = malloc(O2C_PCRE2_SUBJECT + 1);
    assert_non_null(text);
    memset(text, 'a', O2C_PCRE2_SUBJECT + 1);
    const char *pattern = "(?s:.*?)(?:a)";
    assert_int_equal(match_in(r, pattern, true, (o2c_str){text, O2C_PCRE2_SUBJECT}), O2C_MATCH_YES);
    assert_int_equal(match_in(r, pattern, true, (o2c_str){text, O2C_PCRE2_SUBJECT + 1}),
                     O2C_MATCH_COSTLY);
    assert_int_equal(match_in(r, "(?:a)", false, (o2c_str){text, O2C_PCRE2_SUBJECT + 1}),
                     O2C_MATCH_YES);
    free(text);
    o2c_skip(r);
    close_fine(&f);
}

static void contexts_keep_many_patterns(void **state)
{
    (void)state;
    o2c_context context = O2C_CONTEXT_INIT;
    o2c_read_options options = {O2C_STRINGS_COPY, 0, 0, &context};
    size_t held = 0;
    for (int turn = 0; turn < 2; turn++) {
        for (int i = 0; i < 200; i++) {
            fixture f;
            char pattern[40], subject[20];
            snprintf(pattern, sizeof pattern, "(?:\\A(x)\\g{1}%d\\z)", i);
            snprintf(subject, sizeof subject, "xx%d", i);
            o2c_reader *r = open_bytes(&f, "1", 1, &options);
            assert_int_equal(match_in(r, pattern, false, o2c_str_of(subject)), O2C_MATCH_YES);
            assert_int_equal(match_in(r, pattern, false, o2c_str_of("xx")), O2C_MATCH_NO);
            o2c_skip(r);
            close_fine(&f);
        }
        assert_true(turn == 0 || context.arena.held == held); /* compiled once */
        held = context.arena.held;
    }
    o2c_context_deinit(&context);
    assert_int_equal(context.arena.held, 0);
}

/* Texts of one hash are told apart. */
static void hashes_may_collide(void **state)
{
    (void)state;
    fixture f;
    o2c_reader *r = open_text(&f, "1");
    o2c_pcre2_pattern p = {7, 5, false};
    assert_int_equal(o2c_match_pcre2(r, o2c_str_of("a"), &p, "(?:a)"), O2C_MATCH_YES);
    assert_int_equal(o2c_match_pcre2(r, o2c_str_of("a"), &p, "(?:b)"), O2C_MATCH_NO);
    assert_int_equal(o2c_match_pcre2(r, o2c_str_of("a"), &p, "(?:a)"), O2C_MATCH_YES);
    o2c_skip(r);
    close_fine(&f);
}

/* Every limit of the arena, until there is enough: an answer, or that memory is short; never a leak. */
static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    bool done = false;
    for (size_t limit = 1; !done && limit < 200000; limit += 97) {
        o2c_arena arena;
        o2c_reader r;
        o2c_arena_init(&arena, NULL, limit);
        o2c_reader_init(&r, &arena, "1", 1, NULL);
        o2c_match found =
            match_in(&r, "(?:\\A((?:a|b)+)-\\g{1}\\z)", false, o2c_str_of("abab-abab"));
        done = found == O2C_MATCH_YES;
        assert_true(done || found == O2C_MATCH_MEMORY);
        o2c_reader_drop_context(&r);
        o2c_arena_deinit(&arena);
        assert_int_equal(arena.held, 0);
    }
    assert_true(done);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_match_from_the_start),
        cmocka_unit_test(what_pcre2_cannot_compile_is_told),
        cmocka_unit_test(costs_have_a_limit),
        cmocka_unit_test(long_subjects_are_not_searched),
        cmocka_unit_test(contexts_keep_many_patterns),
        cmocka_unit_test(hashes_may_collide),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests_name("pcre2", tests, NULL, NULL);
}

/** Patterns to runs, states and PCRE2's spelling; and what they match. */
#include "regex_fixture.h"

#include <stdlib.h>
#include <time.h>

typedef struct example {
    const char *pattern;
    pattern_form form;
    const char *matches, *others; /* separated by | */
} example;

/* Calls for each part between bars. */
static void each_subject(const pattern_code *code, const char *pattern, const char *subjects,
                         o2c_match expected)
{
    str rest = str_of(subjects);
    for (bool more = subjects != NULL; more;) {
        size_t bar = str_find(rest, '|');
        str subject = str_slice(rest, 0, bar);
        if (pattern_match(code, subject) != expected)
            fail_msg("/%s/ and '%.*s'", pattern, STR_ARG(subject));
        more = bar < rest.len;
        rest = str_slice(rest, bar + 1, rest.len);
    }
}

static void check_examples(const example *all, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        mem m = MEM_INIT;
        pattern_code code = compile_text(&m, all[i].pattern);
        if (code.form != all[i].form)
            fail_msg("/%s/ has form %d", all[i].pattern, (int)code.form);
        each_subject(&code, all[i].pattern, all[i].matches, O2C_MATCH_YES);
        each_subject(&code, all[i].pattern, all[i].others, O2C_MATCH_NO);
        mem_free(&m);
    }
}

#define CHECK(...)                                                                                 \
    check_examples((const example[]){__VA_ARGS__},                                                 \
                   sizeof((const example[]){__VA_ARGS__}) / sizeof(example))

static void straight_patterns_are_runs(void **state)
{
    (void)state;
    CHECK({"^[a-z]+$", PATTERN_RUNS, "a|abc", "|A|a1|abc\n"},
          {"^\\d{4}-\\d{2}-\\d{2}$", PATTERN_RUNS, "2024-02-30", "24-02-30|2024-02-3|2024-02-300"},
          {"^[A-Z]{2}", PATTERN_RUNS, "AB|ABC|ABab", "|A|Ab"}, {"^a*", PATTERN_RUNS, "|b|aa", NULL},
          {"^", PATTERN_RUNS, "|b", NULL}, {"^$", PATTERN_RUNS, "", "b"},
          {"^(abc)[0-9]*(?:x)$", PATTERN_RUNS, "abcx|abc12x", "abc|abx"},
          {"^a?a{2}$", PATTERN_RUNS, "aa|aaa", "a|aaaa"},
          {"^\\p{L}{1,3}$", PATTERN_RUNS, "\xC3\xA9|a\xE3\x81\x82z", "|abcd|1"},
          {"^.{2}$", PATTERN_RUNS, "ab|\xF0\x9F\x98\x80\xC3\xA9", "a|a\n|\xF0\x9F\x98\x80"},
          {"^[a-z0-9_]{1,64}$", PATTERN_RUNS, "x_1", "|X"});
}

static void the_rest_is_states(void **state)
{
    (void)state;
    CHECK({"foo", PATTERN_STATES, "foo|a foo b|ffoo|fofoo", "|fo|f oo"},
          {"^(foo|bar)$", PATTERN_STATES, "foo|bar", "|foobar|fo|xfoo"},
          {"^[a-z]*[a-z0-9]$", PATTERN_STATES, "a|a1|1", "|1a1|A"},
          {"^[a-z]{1,3}[a-z0-9]{2}$", PATTERN_STATES, "aaa|aa1|abc12", "aa|abcd12|1aa"},
          {"a|", PATTERN_STATES, "|a|b", NULL}, {"a$", PATTERN_STATES, "a|ba", "|ab|a\n"},
          {"[]", PATTERN_STATES, NULL, "|a"},
          {"^[^]$", PATTERN_RUNS, "a|\n|\xF0\x9F\x98\x80", "|ab"},
          {"\\ud83d", PATTERN_STATES, NULL, "|\xF0\x9F\x98\x80"},
          {"\\s", PATTERN_STATES, " |\xEF\xBB\xBF|x\xE2\x80\xA8y|\xC2\xA0", "|x|\xE2\x80\x8B"},
          {"^(?:a*)*$", PATTERN_STATES, "|aaa", "b"},
          {"(^a|b$)", PATTERN_STATES, "a|ax|b|xb", "xa|bx"},
          {"\xC3\xA9", PATTERN_STATES, "x\xC3\xA9y", "\xC3\xA8|\xC2\xA9"});
}

static void assertions_are_states(void **state)
{
    (void)state;
    CHECK(
        {"\\bfoo\\b", PATTERN_STATES, "foo|a foo.|-foo-", "afoo|foob|foo1|_foo"},
        {"\\Bb", PATTERN_STATES, "ab|1b", "b|-b|a b"}, {"^\\B", PATTERN_STATES, "|-", "a"},
        {"^\xC3\xA9\\b", PATTERN_STATES,
         "\xC3\xA9"
         "a",
         "\xC3\xA9|\xC3\xA9\xC3\xA9"},
        {"^(?=.*[A-Z])(?=.*\\d).{4,}$", PATTERN_STATES, "Abc1|1xxZ", "abc1|ABCD|A1|Ab1"},
        {"^(?!foo)", PATTERN_STATES, "|fo|bar|xfoo", "foo|foobar"},
        {"^(?!foo$)[a-z]+$", PATTERN_STATES, "fo|foox", "foo|"},
        {"^(?:(?!--).)*$", PATTERN_STATES, "|a-b|-", "--|a--b|a\n"},
        {"a(?=b)", PATTERN_STATES, "ab|aab", "a|ac"}, {"a(?!b)", PATTERN_STATES, "a|ac|aba", "ab"},
        {"(?<=a)b", PATTERN_STATES, "ab|cab", "b|cb"},
        {"(?<!a)b", PATTERN_STATES, "b|cb|abb", "ab"}, {"(?<=^|,)x", PATTERN_STATES, "x|a,x", "ax"},
        {"(?<=\\b)x$", PATTERN_STATES, "x|-x", "ax"}, {"(?=\\bx)", PATTERN_STATES, "x|a x", "ax|"},
        {"(?<=a+)b", PATTERN_STATES, "aab", "b"});
}

static void references_need_the_library(void **state)
{
    (void)state;
    CHECK({"^(a|b)\\1$", PATTERN_LIBRARY, NULL, NULL},
          {"(?<q>['\"]).*\\k<q>", PATTERN_LIBRARY, NULL, NULL},
          {"\\p{Script=Greek}", PATTERN_LIBRARY, NULL, NULL},
          {"(?:a|b)*a(?:a|b){14}", PATTERN_LIBRARY, NULL, NULL},
          {"(?=a(?=b))", PATTERN_LIBRARY, NULL, NULL});
    mem m = MEM_INIT;
    pattern_code code = compile_text(&m, "^(a)\\1$");
    assert_string_equal(code.reason, "it refers to what a group has captured");
    assert_int_equal(pattern_match(&code, STR("aa")), O2C_MATCH_COSTLY);
    mem_free(&m);
}

/* Minimal automata have a size that can be counted by hand; two states are always there. */
static void automata_are_minimal(void **state)
{
    (void)state;
    static const struct {
        const char *pattern;
        uint32_t states, classes;
    } all[] = {
        {"^(?:foo|bar)$", 8, 6}, /* behind f, fo; b, ba; r or oo; and the start */
        {"^(?:a|b)*$", 3, 2},    {"^(?:ab|cb)$", 5, 3}, {"a", 3, 2}, {"^(?:[0-4]|[5-9])+?$", 4, 2},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        mem m = MEM_INIT;
        pattern_code code = compile_text(&m, all[i].pattern);
        if (code.states != all[i].states || code.automaton.classes != all[i].classes)
            fail_msg("/%s/: %u states, %u classes", all[i].pattern, (unsigned)code.states,
                     (unsigned)code.automaton.classes);
        mem_free(&m);
    }
}

static void budgets_end_work(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    pattern_code code;
    size_t budget = 100;
    regex r = parse_valid(&m, "^(?:foo|bar|baz)+[a-z]*x$");
    assert_true(pattern_compile(&m, &r, &budget, &code));
    assert_int_equal(code.form, PATTERN_LIBRARY);
    assert_string_equal(code.reason, "its automaton takes too long to make");
    assert_int_equal(budget, 0);
    budget = SIZE_MAX;
    assert_true(pattern_compile(&m, &r, &budget, &code));
    assert_int_equal(code.form, PATTERN_STATES);
    assert_true(budget < SIZE_MAX);
    mem_free(&m);
}

static void what_always_matches_is_known(void **state)
{
    (void)state;
    static const char *const any[] = {"", "^", ".*", "a*", "^[^]*$", "$", "a|", "(?:)", "^[^]*"};
    static const char *const some[] = {"a", "^$", "^.*$", "\\b", "[]"};
    mem m = MEM_INIT;
    for (size_t i = 0; i < sizeof any / sizeof *any; i++) {
        pattern_code code = compile_text(&m, any[i]);
        if (!pattern_is_any(&code))
            fail_msg("/%s/", any[i]);
    }
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        pattern_code code = compile_text(&m, some[i]);
        if (pattern_is_any(&code))
            fail_msg("/%s/", some[i]);
    }
    mem_free(&m);
}

/* What takes others exponential or quadratic time: here a table, and one pass over a megabyte. */
static void no_pattern_takes_more_than_its_subject(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *unit, *last;
    } all[] = {
        {"^(a+)+$", "a", "!"},
        {"^(a|b)*$", "ab", "c"},
        {"\\s+$", " ", "x"},
        {"[a-z]+[0-9]$", "a", ""},
        {"^(([a-z])+.)+[A-Z]([a-z])+$", "a", ""},
        {"^(a|a)*$", "a", "b"},
        {"(.*)*x$", "ab", ""},
        {"^(?=(a+)+$)(?!(a|aa)+$)", "a", "!"},
        {"(?<=(?:a|b)+)c$", "ab", ""},
        {"^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}$", "a", "!"},
    };
    enum { SIZE = 1 << 20 };
    char *text = malloc(SIZE + 2);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        mem m = MEM_INIT;
        size_t unit = strlen(all[i].unit);
        for (size_t k = 0; k < SIZE; k++)
            text[k] = all[i].unit[k % unit];
        memcpy(text + SIZE, all[i].last, strlen(all[i].last));
        pattern_code code = compile_text(&m, all[i].pattern);
        clock_t begin = clock();
        o2c_match found = pattern_match(&code, (str){text, SIZE + strlen(all[i].last)});
        double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
        if (code.form == PATTERN_LIBRARY || found != O2C_MATCH_NO || seconds > 0.5)
            fail_msg("/%s/: form %d, %d in %.2f s", all[i].pattern, (int)code.form, (int)found,
                     seconds);
        mem_free(&m);
    }
    free(text);
}

/* ---- for PCRE2 ---- */

static void translations_have_no_other_meaning(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *expected;
    } all[] = {
        {"^a$", "(?:\\Aa\\z)"},
        {"a.", "(?s:.*?)(?:a[\\x{0}-\\x{9}\\x{b}\\x{c}\\x{e}-\\x{2027}\\x{202a}-\\x{d7ff}\\x{e000}-"
               "\\x{10ffff}])"},
        {"^\\d+?", "(?:\\A[0-9]{1,}?)"},
        {"^(a)\\1b", "(?:\\A(a)\\g{1}b)"},
        {"^(?:a|b)*", "(?:\\A(?:(?:a|b)){0,})"},
        {"^[]", "(?:\\A(?!))"},
        {"^[^]{3}", "(?:\\A[\\x{0}-\\x{10ffff}]{3,3})"},
        {"^\\/#\\u{1F600}", "(?:\\A\\x{2f}\\x{23}\\x{1f600})"},
        {"^[[:x:]]", "(?:\\A[\\x{3a}\\x{5b}x]\\x{5d})"},
        {"^(?=a)(?!b)(?<=c|dd)(?<!e)\\b\\B", "(?:\\A(?=a)(?!b)(?<=c|dd)(?<!e)\\b\\B)"},
        {"^\\p{Letter}\\P{Nd}", "(?:\\A[\\p{L}][\\P{Nd}])"},
        {"^[^\\p{Script=Greek}x]", "(?:\\A[^x\\p{sc:Greek}])"},
        {"^\\p{scx=Grek}\\p{LC}", "(?:\\A[\\p{scx:Grek}][\\p{L&}])"},
        {"^\\ud800", "(?:\\A(?!))"},
        {"^(?<x>a)\\k<x>", "(?:\\A(a)\\g{1})"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        mem m = MEM_INIT;
        pattern_code code;
        regex r = parse_valid(&m, all[i].pattern);
        assert_true(pattern_translate(&m, &r, &code));
        if (!str_eq(code.translated, str_of(all[i].expected)))
            fail_msg("/%s/ is %s", all[i].pattern, code.translated.data);
        assert_int_equal(code.searches, all[i].pattern[0] != '^');
        mem_free(&m);
    }
}

static void what_pcre2_would_read_otherwise_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *reason; /* NULL: it may stay */
    } all[] = {
        {"(a)\\1(?<=b+)", "PCRE2 looks behind only for what has one length"},
        {"(a)\\1(?<=(?:a|bb))", NULL}, /* the branches are the lookbehind's own */
        {"(a)\\1(?<=(a|bb)c)", "PCRE2 looks behind only for what has one length"},
        {"(a)\\1b{1,70000}", "PCRE2 repeats nothing more than 65,535 times"},
        {"(?:(a)|\\1b)+", "it refers to a group that a turn of a repetition may leave out"},
        {"(?:(a)|b)*\\1", "it refers to a group that a turn of a repetition may leave out"},
        {"(?:\\1(a))+", "it refers to a group that a turn of a repetition may leave out"},
        {"(?:(a)b\\1)+", NULL},
        {"(a)*\\1", NULL},
        {"(?:(a)|b)?\\1", NULL},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        mem m = MEM_INIT;
        pattern_code code;
        regex r = parse_valid(&m, all[i].pattern);
        bool fine = pattern_translate(&m, &r, &code);
        if (fine != !all[i].reason || (!fine && strcmp(code.reason, all[i].reason) != 0))
            fail_msg("/%s/: %s", all[i].pattern, fine ? "translated" : code.reason);
        mem_free(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(straight_patterns_are_runs),
        cmocka_unit_test(the_rest_is_states),
        cmocka_unit_test(assertions_are_states),
        cmocka_unit_test(references_need_the_library),
        cmocka_unit_test(automata_are_minimal),
        cmocka_unit_test(budgets_end_work),
        cmocka_unit_test(what_always_matches_is_known),
        cmocka_unit_test(no_pattern_takes_more_than_its_subject),
        cmocka_unit_test(translations_have_no_other_meaning),
        cmocka_unit_test(what_pcre2_would_read_otherwise_is_refused),
    };
    return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}

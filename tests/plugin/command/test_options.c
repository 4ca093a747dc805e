/* The command line's tables: every form of an option, and every mistake by name. */
#include "command/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct record {
    bool flag;
    int set, choice;
    str text;
    texts list, names;
    uint32_t number;
} record;

static const option first[] = {
    {OPTION_FLAG, 'f', "flag", NULL, offsetof(record, flag), "A flag.", 0, 0},
    {OPTION_SET, 0, "seven", NULL, offsetof(record, set), "Seven.", 7, 0},
    {OPTION_TEXT, 'o', "out", "DIR", offsetof(record, text), "A text.", 0, 0},
    {0},
};
static const option second[] = {
    {OPTION_LIST, 0, "more", "FILE", offsetof(record, list), "Texts.", 0, 0},
    {OPTION_NAMES, 0, "names", "NAME,...", offsetof(record, names), "Names.", 0, 0},
    {OPTION_NUMBER, 0, "shards", "N", offsetof(record, number), "A number.", 1, 99},
    {OPTION_CHOICE, 0, "unknown", "ignore|reject|keep", offsetof(record, choice), "One of.", 0, 0},
    {OPTION_CHOICE, 0, "diagnostics", "text", offsetof(record, choice), "One.", 0, 0},
    {0},
};
static const option *const tables[] = {first, second, NULL};

typedef struct fixture {
    mem m;
    diag d;
    record r;
    texts rest;
} fixture;

static int setup(void **state)
{
    static fixture f;
    f = (fixture){.m = MEM_INIT};
    diag_init(&f.d);
    *state = &f;
    return 0;
}

static int teardown(void **state)
{
    fixture *f = *state;
    diag_free(&f->d);
    mem_free(&f->m);
    return 0;
}

/* Parses words that are split at '|'. */
static bool parse(fixture *f, const char *line)
{
    char *words[16];
    int count = 0;
    char *copy = (char *)(uintptr_t)str_copy(&f->m, str_of(line)).data;
    for (char *w = strtok(copy, "|"); w; w = strtok(NULL, "|"))
        words[count++] = w;
    return options_parse(&f->m, &f->d, tables, count, words, &f->r, &f->rest, NULL);
}

static void assert_str(str s, const char *text)
{
    assert_int_equal(s.len, strlen(text));
    assert_memory_equal(s.data, text, s.len);
}

static void assert_refused(fixture *f, const char *line, const char *code, const char *message)
{
    assert_false(parse(f, line));
    assert_int_equal(diag_status(&f->d), DIAG_USAGE);
    const diag_item *last = &f->d.items.items[f->d.items.count - 1];
    assert_string_equal(last->code, code);
    assert_str(last->text, message);
}

static void options_take_every_form(void **state)
{
    fixture *f = *state;
    assert_true(parse(f, "-f|--seven|--out=a=b|--more|x|--more=y|--shards|12|--unknown=reject"));
    assert_true(f->r.flag);
    assert_int_equal(f->r.set, 7);
    assert_str(f->r.text, "a=b");
    assert_int_equal(f->r.list.count, 2);
    assert_str(f->r.list.items[1], "y");
    assert_int_equal(f->r.number, 12);
    assert_int_equal(f->r.choice, 1);
    assert_int_equal(f->rest.count, 0);
}

static void options_take_short_values_attached_or_not(void **state)
{
    fixture *f = *state;
    assert_true(parse(f, "-oDIR"));
    assert_str(f->r.text, "DIR");
    assert_true(parse(f, "-o|other"));
    assert_str(f->r.text, "other");
}

static void names_are_separated_by_commas_or_all(void **state)
{
    fixture *f = *state;
    assert_true(parse(f, "--names|--names=a,b|--names=|c"));
    assert_int_equal(f->r.names.count, 4);
    assert_str(f->r.names.items[0], "all");
    assert_str(f->r.names.items[1], "a");
    assert_str(f->r.names.items[2], "b");
    assert_str(f->r.names.items[3], "");
    assert_int_equal(f->rest.count, 1);
}

static void options_keep_what_is_none(void **state)
{
    fixture *f = *state;
    assert_true(parse(f, "a|-|--out|-x|--|--out|b"));
    assert_int_equal(f->rest.count, 4);
    assert_str(f->rest.items[1], "-");
    assert_str(f->rest.items[2], "--out");
    assert_str(f->r.text, "-x");
}

static void options_take_an_empty_value_after_equals(void **state)
{
    fixture *f = *state;
    assert_true(parse(f, "--out=|next"));
    assert_non_null(f->r.text.data);
    assert_int_equal(f->r.text.len, 0);
    assert_int_equal(f->rest.count, 1);
}

static void options_refuse_unknown_ones_with_a_suggestion(void **state)
{
    fixture *f = *state;
    assert_refused(f, "--shard=1", "O2C-U001",
                   "unknown option '--shard'; did you mean '--shards'?");
    assert_refused(f, "--zzz", "O2C-U001", "unknown option '--zzz'");
    assert_refused(f, "-z", "O2C-U001", "unknown option '-z'");
}

static void options_refuse_later_ones_by_name(void **state)
{
    fixture *f = *state;
    assert_refused(f, "--profile", "O2C-U002", "'--profile' comes with a later version");
    assert_refused(f, "--plugin=go", "O2C-U002", "'--plugin' comes with a later version");
}

static void options_refuse_bad_values(void **state)
{
    fixture *f = *state;
    assert_refused(f, "--out", "O2C-U003", "'--out' needs a value: DIR");
    assert_refused(f, "--flag=1", "O2C-U003", "'--flag' takes no value");
    const char *text = "'--shards' takes a number from 1 to 99, not '0'";
    assert_refused(f, "--shards=0", "O2C-U004", text);
    assert_refused(f, "--unknown=no", "O2C-U004", "'--unknown' takes ignore|reject|keep, not 'no'");
}

static void options_refuse_numbers_that_are_none(void **state)
{
    fixture *f = *state;
    static const char *const bad[] = {"--shards=",           "--shards=-1",
                                      "--shards=1x",         "--shards=100",
                                      "--shards=4294967297", "--shards=99999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(parse(f, bad[i]));
}

static void options_refuse_a_value_given_twice(void **state)
{
    fixture *f = *state;
    assert_refused(f, "--out=a|-o|b", "O2C-U005", "'--out' is given twice");
}

static void options_report_all_mistakes(void **state)
{
    fixture *f = *state;
    assert_false(parse(f, "--zzz|--shards=0|--plugin"));
    assert_int_equal(f->d.errors, 3);
}

static void help_names_every_option(void **state)
{
    (void)state;
    buf out = BUF_INIT;
    options_help(&out, tables);
    assert_non_null(strstr(out.data, "-o, --out DIR\n"));
    assert_non_null(strstr(out.data, "--unknown=ignore|reject|keep\n"));
    assert_non_null(strstr(out.data, "--names[=NAME,...]\n"));
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(options_take_every_form, setup, teardown),
        cmocka_unit_test_setup_teardown(options_take_short_values_attached_or_not, setup, teardown),
        cmocka_unit_test_setup_teardown(names_are_separated_by_commas_or_all, setup, teardown),
        cmocka_unit_test_setup_teardown(options_keep_what_is_none, setup, teardown),
        cmocka_unit_test_setup_teardown(options_take_an_empty_value_after_equals, setup, teardown),
        cmocka_unit_test_setup_teardown(options_refuse_unknown_ones_with_a_suggestion, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(options_refuse_later_ones_by_name, setup, teardown),
        cmocka_unit_test_setup_teardown(options_refuse_bad_values, setup, teardown),
        cmocka_unit_test_setup_teardown(options_refuse_numbers_that_are_none, setup, teardown),
        cmocka_unit_test_setup_teardown(options_refuse_a_value_given_twice, setup, teardown),
        cmocka_unit_test_setup_teardown(options_report_all_mistakes, setup, teardown),
        cmocka_unit_test(help_names_every_option),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

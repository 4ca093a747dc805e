#include "reading.h"

/* integer | string | array of integers */
enum { INTEGER, STRING, ARRAY, NONE };

typedef struct any {
    int kind;
    int64_t integer;
    o2c_str string;
    o2c_i64_list list;
} any;

static bool read_list(o2c_reader *r, o2c_i64_list *out)
{
    o2c_array a;
    o2c_list list;
    o2c_array_begin(r, &a);
    o2c_list_begin(r, &list, sizeof(int64_t));
    while (o2c_array_next(r, &a)) {
        int64_t *item = o2c_list_push(r, &list);
        if (item == NULL) {
            break;
        }
        *item = o2c_read_i64(r);
    }
    out->count = list.count;
    out->items = o2c_list_end(r, &list);
    return o2c_array_end(r, &a);
}

static bool read_any(o2c_reader *r, bool exact, any *out)
{
    o2c_attempt a;
    o2c_attempt_begin(r, &a, 1, 3, exact);
    while (o2c_attempt_next(r, &a)) {
        memset(out, 0xAA, sizeof *out);
        out->kind = (int)a.branch;
        switch (a.branch) {
        case INTEGER: out->integer = o2c_read_i64(r); break;
        case STRING: out->string = o2c_read_str(r); break;
        default: (void)read_list(r, &out->list); break;
        }
    }
    return o2c_attempt_end(r, &a);
}

static void attempts_take_the_branch_that_reads(void **state)
{
    (void)state;
    static const o2c_string_mode modes[] = {O2C_STRINGS_COPY, O2C_STRINGS_VIEW,
                                            O2C_STRINGS_IN_PLACE};
    for (int exact = 0; exact < 2; exact++) {
        for (size_t m = 0; m < 3; m++) {
            fixture f;
            any out;
            assert_true(read_any(open_mode(&f, " 7 ", modes[m]), exact, &out));
            assert_int_equal(out.kind, INTEGER);
            assert_int_equal(out.integer, 7);
            assert_ptr_equal(f.reader.at, f.text + 1);
            close_fine(&f);
            assert_true(read_any(open_mode(&f, "\"ab\"", modes[m]), exact, &out));
            assert_int_equal(out.kind, STRING);
            assert_str(out.string, "ab", modes[m] != O2C_STRINGS_VIEW);
            close_fine(&f);
            assert_true(read_any(open_mode(&f, "[1,2,3]", modes[m]), exact, &out));
            assert_int_equal(out.kind, ARRAY);
            assert_int_equal(out.list.count, 3);
            assert_int_equal(out.list.items[2], 3);
            assert_int_equal(f.reader.depth, f.reader.max_depth);
            close_fine(&f);
        }
    }
}

static void attempts_that_all_fail_are_an_error(void **state)
{
    (void)state;
    fixture f;
    any out;
    assert_false(read_any(open_text(&f, "{\"a\":1}"), false, &out));
    close_error(&f, O2C_E_UNION, "", "expected one of 3 alternatives, found object");
    assert_false(read_any(open_text(&f, "[1,\"x\"]"), true, &out));
    close_error(&f, O2C_E_UNION, "", NULL);
    assert_false(read_any(open_text(&f, ""), false, &out));
    close_error(&f, O2C_E_END, "", NULL);
}

static void text_that_is_no_json_ends_all_attempts(void **state)
{
    (void)state;
    fixture f;
    any out;
    assert_false(read_any(open_text(&f, "[1,]"), false, &out));
    close_error(&f, O2C_E_SYNTAX, "/1", NULL);
    assert_false(read_any(open_text(&f, "\"\xFF\""), false, &out));
    close_error(&f, O2C_E_UTF8, "", NULL);
}

/* number | integer | anything below ten */
static bool read_number(o2c_reader *r, double *out, uint32_t *branch)
{
    o2c_attempt a;
    o2c_attempt_begin(r, &a, 2, 3, true);
    while (o2c_attempt_next(r, &a)) {
        *branch = a.branch;
        switch (a.branch) {
        case 0:
            *out = o2c_read_f64(r);
            o2c_check_minimum(r, *out, 100, false);
            break;
        case 1: *out = (double)o2c_read_i64(r); break;
        default:
            *out = o2c_read_f64(r) / 2;
            o2c_check_maximum(r, *out, 10, true);
            break;
        }
    }
    return o2c_attempt_end(r, &a);
}

static void exact_attempts_count_and_read_the_one_again(void **state)
{
    (void)state;
    fixture f;
    double out;
    uint32_t branch;
    assert_true(read_number(open_text(&f, "100.5"), &out, &branch));
    assert_true(out == 100.5 && branch == 0);
    close_fine(&f);
    assert_true(read_number(open_text(&f, "50"), &out, &branch));
    assert_true(out == 50 && branch == 1);
    close_fine(&f);
    assert_true(read_number(open_text(&f, "1.5"), &out, &branch));
    assert_true(out == 0.75 && branch == 2);
    close_fine(&f);
    assert_false(read_number(open_text(&f, "5"), &out, &branch));
    close_error(&f, O2C_E_ONE_OF, "", "expected exactly one of 3 alternatives, found number 5");
}

static void failed_branches_leave_no_memory_behind(void **state)
{
    (void)state;
    fixture f;
    any out;
    char text[4000] = "[";
    for (int i = 0; i < 500; i++) {
        strcat(text, "12345,");
    }
    strcat(text, "\"x\"]");
    assert_false(read_any(open_text(&f, text), false, &out));
    assert_null(f.arena.at);
    close_error(&f, O2C_E_UNION, "", NULL);
}

/* A tree: integer | {"l": tree, "r": tree} | {"l": tree, "r": tree, "x": integer}, oneOf or anyOf. */
static shape closed_two, closed_three;
static size_t visits;

static void read_tree(o2c_reader *r, bool exact);

static void read_node(o2c_reader *r, const shape *s, bool exact)
{
    o2c_object o;
    uint64_t seen[1] = {0};
    o2c_object_begin(r, &o, s, seen);
    while (o2c_object_next(r, &o)) {
        if (o.member < 2) {
            read_tree(r, exact);
        } else {
            (void)o2c_read_i64(r);
        }
    }
    (void)o2c_object_end(r, &o);
}

static void read_tree(o2c_reader *r, bool exact)
{
    o2c_attempt a;
    o2c_attempt_begin(r, &a, 3, 3, exact);
    while (o2c_attempt_next(r, &a)) {
        visits++;
        switch (a.branch) {
        case 0: (void)o2c_read_i64(r); break;
        case 1: read_node(r, &closed_two, exact); break;
        default: read_node(r, &closed_three, exact); break;
        }
    }
    (void)o2c_attempt_end(r, &a);
}

static void nested_attempts_are_polynomial(void **state)
{
    (void)state;
    SHAPE(&closed_two, O2C_SHAPE_CLOSED, "\"l\":", "\"r\":");
    SHAPE(&closed_three, O2C_SHAPE_CLOSED, "\"l\":", "\"r\":", "!\"x\":");
    enum { DEPTH = 100 };
    static char text[DEPTH * 40];
    for (int exact = 0; exact < 2; exact++) {
        text[0] = '\0';
        for (int i = 0; i < DEPTH; i++) {
            strcat(text, "{\"l\":1,\"r\":");
        }
        strcat(text, "2");
        for (int i = 0; i < DEPTH; i++) {
            strcat(text, ",\"x\":3}");
        }
        fixture f;
        visits = 0;
        o2c_reader *r = open_text(&f, text);
        read_tree(r, exact);
        close_fine(&f);
        assert_true(visits < 12 * DEPTH * DEPTH); /* exponential would be 2 to the 100 */
    }
}

static void nested_attempts_remember_failure_too(void **state)
{
    (void)state;
    enum { DEPTH = 60 };
    static char text[DEPTH * 40];
    text[0] = '\0';
    for (int i = 0; i < DEPTH; i++) {
        strcat(text, "{\"l\":1,\"r\":");
    }
    strcat(text, "\"no tree\"");
    for (int i = 0; i < DEPTH; i++) {
        strcat(text, ",\"x\":3}");
    }
    fixture f;
    visits = 0;
    read_tree(open_text(&f, text), false);
    close_error(&f, O2C_E_UNION, "", NULL);
    assert_true(visits < 12 * DEPTH * DEPTH);
}

static void attempts_and_late_tags_work_together(void **state)
{
    (void)state;
    static shape kinds;
    SHAPE(&kinds, 0, "\"cat\"");
    fixture f;
    o2c_attempt a;
    o2c_reader *r = open_text(&f, "{\"a\":{\"b\":[1,2,{}]},\"t\":\"cat\"}");
    o2c_attempt_begin(r, &a, 9, 3, true);
    while (o2c_attempt_next(r, &a)) {
        assert_int_equal(o2c_read_tag(r, &kinds, O2C_LIT("\"t\":")), 0);
        o2c_skip(r);
        if (a.branch != 1) {
            o2c_fail(r, O2C_E_NEVER, a.start, NULL, 0, 0);
        }
    }
    assert_true(o2c_attempt_end(r, &a));
    close_fine(&f);
}

static void collecting_counts_a_failed_union_once(void **state)
{
    (void)state;
    fixture f;
    any out;
    o2c_error errors[4];
    o2c_array a;
    o2c_reader *r = open_text(&f, "[1,{},[\"x\"],\"y\"]");
    o2c_reader_collect(r, errors, 4);
    o2c_array_begin(r, &a);
    while (o2c_array_next(r, &a)) {
        (void)read_any(r, false, &out);
    }
    assert_true(o2c_array_end(r, &a));
    assert_false(o2c_reader_finish(r, NULL));
    assert_int_equal(r->error_count, 2);
    assert_string_equal(errors[0].pointer, "/1");
    assert_string_equal(errors[1].pointer, "/2");
    close_text(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attempts_take_the_branch_that_reads),
        cmocka_unit_test(attempts_that_all_fail_are_an_error),
        cmocka_unit_test(text_that_is_no_json_ends_all_attempts),
        cmocka_unit_test(exact_attempts_count_and_read_the_one_again),
        cmocka_unit_test(failed_branches_leave_no_memory_behind),
        cmocka_unit_test(nested_attempts_are_polynomial),
        cmocka_unit_test(nested_attempts_remember_failure_too),
        cmocka_unit_test(attempts_and_late_tags_work_together),
        cmocka_unit_test(collecting_counts_a_failed_union_once),
    };
    return cmocka_run_group_tests_name("runtime.attempt", tests, NULL, NULL);
}

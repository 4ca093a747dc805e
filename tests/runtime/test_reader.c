#include "reading.h"

#include <math.h>

/* ---- literals, kinds, ends ---- */

static void reader_reads_literals(void **state)
{
    (void)state;
    fixture f;
    o2c_reader *r = open_text(&f, " true");
    assert_true(o2c_read_bool(r));
    assert_ptr_equal(r->at, r->begin + 1);
    close_fine(&f);
    r = open_text(&f, "false ");
    assert_false(o2c_read_bool(r));
    close_fine(&f);
    r = open_text(&f, "null");
    assert_true(o2c_read_null(r));
    close_fine(&f);
    r = open_text(&f, "\r\n\t null");
    o2c_expect_null(r);
    close_fine(&f);
}

static void reader_says_what_it_expected_and_found(void **state)
{
    (void)state;
    fixture f;
    (void)o2c_read_bool(open_text(&f, "1"));
    close_error(&f, O2C_E_TYPE, "", "expected boolean, found number 1");
    (void)o2c_read_bool(open_text(&f, "trie"));
    close_error(&f, O2C_E_SYNTAX, "", NULL);
    (void)o2c_read_bool(open_text(&f, "tru"));
    close_error(&f, O2C_E_SYNTAX, "", NULL);
    o2c_expect_null(open_text(&f, "{}"));
    close_error(&f, O2C_E_TYPE, "", "expected null, found object");
    (void)o2c_read_i64(open_text(&f, "\"x\""));
    close_error(&f, O2C_E_TYPE, "", "expected integer, found string");
    (void)o2c_read_i64(open_text(&f, "1.5"));
    close_error(&f, O2C_E_TYPE, "", "expected integer, found number 1.5");
    (void)o2c_read_str(open_text(&f, ""));
    close_error(&f, O2C_E_END, "", "expected string, found the end of the text");
    (void)o2c_read_str(open_text(&f, "]"));
    close_error(&f, O2C_E_SYNTAX, "", "expected string, found ']'");
    (void)o2c_read_f64(open_text(&f, "null"));
    close_error(&f, O2C_E_TYPE, "", "expected number, found null");
}

static void reader_read_null_consumes_nothing_else(void **state)
{
    (void)state;
    fixture f;
    o2c_reader *r = open_text(&f, " 7");
    assert_false(o2c_read_null(r));
    assert_int_equal(o2c_read_i64(r), 7);
    close_fine(&f);
}

static void reader_peeks_at_kinds(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        o2c_kind kind;
    } cases[] = {{" {}", O2C_OBJECT}, {"[", O2C_ARRAY},  {"\"", O2C_STRING}, {"-1", O2C_NUMBER},
                 {"0", O2C_NUMBER},   {"9", O2C_NUMBER}, {"true", O2C_BOOL}, {"false", O2C_BOOL},
                 {"null", O2C_NULL},  {"x", O2C_NONE},   {"", O2C_NONE},     {"  ", O2C_NONE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f;
        assert_int_equal(o2c_peek(open_text(&f, cases[i].text)), cases[i].kind);
        close_text(&f);
    }
}

static void reader_refuses_what_follows_the_value(void **state)
{
    (void)state;
    fixture f;
    o2c_skip(open_text(&f, "{} x"));
    close_error(&f, O2C_E_TRAILING, "", "expected the end of the text, found 'x'");
    o2c_skip(open_text(&f, "1 2"));
    close_error(&f, O2C_E_TRAILING, "", NULL);
    o2c_skip(open_bytes(&f, "1\0", 2, NULL));
    close_error(&f, O2C_E_TRAILING, "", "expected the end of the text, found U+0000");
}

static void reader_does_nothing_after_an_error(void **state)
{
    (void)state;
    fixture f;
    o2c_reader *r = open_text(&f, "[1, 2, 3]");
    (void)o2c_read_str(r);
    assert_false(o2c_ok(r));
    o2c_array a;
    o2c_array_begin(r, &a);
    assert_false(o2c_array_next(r, &a));
    assert_int_equal(o2c_read_i64(r), 0);
    assert_int_equal(o2c_peek(r), O2C_NONE);
    assert_null(o2c_read_raw(r).data);
    assert_null(o2c_new(r, 8));
    o2c_check_i64(r, 5, 6, 7);
    assert_false(o2c_array_end(r, &a));
    close_error(&f, O2C_E_TYPE, "", "expected string, found array");
}

static void reader_with_padding_does_not_read_the_padding_as_text(void **state)
{
    (void)state;
    fixture f;
    o2c_read_options options = {O2C_STRINGS_COPY, 0, 64, NULL};
    char text[100];
    memset(text, '7', sizeof text);
    memcpy(text, "[1", 2);
    o2c_reader *r = open_bytes(&f, text, sizeof text, &options);
    o2c_reader_init(r, &f.arena, f.text, 2, &options);
    o2c_array a;
    o2c_array_begin(r, &a);
    assert_true(o2c_array_next(r, &a));
    assert_int_equal(o2c_read_i64(r), 1);
    assert_false(o2c_array_next(r, &a));
    close_error(&f, O2C_E_END, NULL, NULL);
    memcpy(text, "\"abc", 4);
    text[20] = '"';
    r = open_bytes(&f, text, sizeof text, &options);
    o2c_reader_init(r, &f.arena, f.text, 4, &options);
    (void)o2c_read_str(r);
    close_error(&f, O2C_E_END, "", NULL);
}

/* ---- integers ---- */

static void expect_i64(const char *text, int64_t value)
{
    for (int tail = 0; tail < 2; tail++) { /* with and without room for the quick way */
        fixture f;
        char padded[128];
        strcpy(padded, text);
        strcat(padded, tail ? "                              " : "");
        o2c_reader *r = open_text(&f, padded);
        assert_true(o2c_read_i64(r) == value);
        close_fine(&f);
    }
}

static void refuse_i64(const char *text, o2c_code code)
{
    for (int tail = 0; tail < 2; tail++) {
        fixture f;
        char padded[128];
        strcpy(padded, text);
        strcat(padded, tail ? "                              " : "");
        assert_true(o2c_read_i64(open_text(&f, padded)) == 0);
        close_error(&f, code, "", NULL);
    }
}

static void reader_reads_integers_exactly(void **state)
{
    (void)state;
    expect_i64("0", 0);
    expect_i64("-0", 0);
    expect_i64("7", 7);
    expect_i64("-1", -1);
    expect_i64("123456789012345678", 123456789012345678);
    expect_i64("9223372036854775807", INT64_MAX);
    expect_i64("-9223372036854775808", INT64_MIN);
    expect_i64("1.0", 1);
    expect_i64("1e2", 100);
    expect_i64("10e-1", 1);
    expect_i64("1.5e1", 15);
    expect_i64("0e999999999999999999999", 0);
    expect_i64("-0.0", 0);
    expect_i64("922337203685477580700e-2", INT64_MAX);
    refuse_i64("9223372036854775808", O2C_E_RANGE);
    refuse_i64("-9223372036854775809", O2C_E_RANGE);
    refuse_i64("1e400", O2C_E_RANGE);
    refuse_i64("0.5", O2C_E_TYPE);
    refuse_i64("1e-1", O2C_E_TYPE);
}

static void reader_refuses_malformed_numbers(void **state)
{
    (void)state;
    static const char *const bad[] = {"-",   "01", "-01",  "1.",    "1.e1", "1e",
                                      "1e+", "-x", "00.5", "1.2e-", "--1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        fixture f;
        char list[64] = "[";
        strcat(list, bad[i]);
        assert_true(o2c_read_i64(open_text(&f, bad[i])) == 0);
        assert_false(o2c_reader_finish(&f.reader, &f.error));
        assert_true(f.error.code == O2C_E_NUMBER || f.error.code == O2C_E_END);
        close_text(&f);
        (void)o2c_read_f64(open_text(&f, list + 1));
        assert_false(o2c_reader_finish(&f.reader, &f.error));
        close_text(&f);
        strcat(list, ",1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]");
        o2c_skip(open_text(&f, list));
        close_error(&f, O2C_E_NUMBER, "/0", NULL);
    }
}

static void reader_holds_to_the_range_of_c_types(void **state)
{
    (void)state;
    fixture f;
    assert_int_equal(o2c_read_i32(open_text(&f, "2147483647")), INT32_MAX);
    close_fine(&f);
    assert_int_equal(o2c_read_i32(open_text(&f, "-2147483648")), INT32_MIN);
    close_fine(&f);
    assert_int_equal(o2c_read_i32(open_text(&f, "2147483648")), 0);
    close_error(&f, O2C_E_RANGE, "", "expected integer of 32 bits, found 2147483648");
    assert_int_equal(o2c_read_u32(open_text(&f, "4294967295")), UINT32_MAX);
    close_fine(&f);
    (void)o2c_read_u32(open_text(&f, "4294967296"));
    close_error(&f, O2C_E_RANGE, "", NULL);
    (void)o2c_read_u32(open_text(&f, "-1"));
    close_error(&f, O2C_E_RANGE, "", NULL);
    assert_true(o2c_read_u64(open_text(&f, "18446744073709551615")) == UINT64_MAX);
    close_fine(&f);
    assert_true(o2c_read_u64(open_text(&f, "-0")) == 0);
    close_fine(&f);
    (void)o2c_read_u64(open_text(&f, "18446744073709551616"));
    close_error(&f, O2C_E_RANGE, "", NULL);
}

/* ---- floating point ---- */

static void expect_f64(const char *text, double value)
{
    for (int tail = 0; tail < 2; tail++) {
        fixture f;
        char padded[128];
        strcpy(padded, text);
        strcat(padded, tail ? "                              " : "");
        double got = o2c_read_f64(open_text(&f, padded));
        assert_true(got == value && signbit(got) == signbit(value));
        close_fine(&f);
    }
}

static void reader_reads_doubles_correctly_rounded(void **state)
{
    (void)state;
    expect_f64("0", 0.0);
    expect_f64("-0", -0.0);
    expect_f64("1", 1.0);
    expect_f64("-12.5", -12.5);
    expect_f64("47.358037", 47.358037);
    expect_f64("-88.32002143718154", -88.32002143718154);
    expect_f64("0.1", 0.1);
    expect_f64("9007199254740993", 9007199254740992.0);
    expect_f64("123456789012345678", 123456789012345678.0);
    expect_f64("1e308", 1e308);
    expect_f64("5e-324", 5e-324);
    expect_f64("1e-400", 0.0);
    expect_f64("1E+2", 100.0);
    fixture f;
    (void)o2c_read_f64(open_text(&f, "-1e400"));
    close_error(&f, O2C_E_RANGE, "", NULL);
}

static void reader_reads_floats_rounded_once(void **state)
{
    (void)state;
    fixture f;
    assert_true(o2c_read_f32(open_text(&f, "0.1")) == 0.1f);
    close_fine(&f);
    assert_true(o2c_read_f32(open_text(&f, "-1.5                         ")) == -1.5f);
    close_fine(&f);
    assert_true(o2c_read_f32(open_text(&f, "3.4028235e38")) == 3.4028235e38f);
    close_fine(&f);
    assert_true(o2c_read_f32(open_text(&f, "1.00000017881393432617187499")) == 1.00000011920929f);
    close_fine(&f);
    (void)o2c_read_f32(open_text(&f, "1e39"));
    close_error(&f, O2C_E_RANGE, "", NULL);
}

/* ---- raw text, memory ---- */

static void reader_reads_raw_text_as_it_stands(void **state)
{
    (void)state;
    fixture f;
    assert_str(o2c_read_raw(open_text(&f, " {\"a\" : [1 , \"\\u0041\"]} ")),
               "{\"a\" : [1 , \"\\u0041\"]}", true);
    close_fine(&f);
    o2c_str view = o2c_read_raw(open_mode(&f, "[1]", O2C_STRINGS_VIEW));
    assert_ptr_equal(view.data, f.text);
    close_fine(&f);
    assert_null(o2c_read_raw(open_text(&f, "[1")).data);
    close_error(&f, O2C_E_END, NULL, NULL);
}

static void reader_gives_aligned_memory(void **state)
{
    (void)state;
    fixture f;
    o2c_reader *r = open_text(&f, "1");
    (void)o2c_arena_alloc(r->arena, 1, 1);
    char *memory = o2c_new(r, 1000), *next = o2c_new(r, 8);
    assert_int_equal((uintptr_t)memory % 16, 0);
    assert_int_equal((uintptr_t)next % 16, 0);
    assert_true(next >= memory + 1000);
    memset(memory, 1, 1000);
    o2c_skip(r);
    close_fine(&f);
    r = open_text(&f, "1");
    r->arena->limit = 100;
    assert_null(o2c_new(r, 1000));
    close_error(&f, O2C_E_MEMORY, "", "out of memory");
}

static void reader_never_takes_a_value(void **state)
{
    (void)state;
    fixture f;
    o2c_never(open_text(&f, "[1]"));
    close_error(&f, O2C_E_NEVER, "", "expected no value at all, found array");
    o2c_never(open_text(&f, ""));
    close_error(&f, O2C_E_END, "", NULL);
}

/* ---- collecting ---- */

static void collect_goes_on_behind_wrong_values(void **state)
{
    (void)state;
    fixture f;
    o2c_error errors[8];
    o2c_reader *r = open_text(&f, "[1, \"x\", {\"a\":[2]}, 4, 1e30, 6]");
    o2c_reader_collect(r, errors, 8);
    int64_t sum = 0;
    o2c_array a;
    o2c_array_begin(r, &a);
    while (o2c_array_next(r, &a)) {
        int64_t value = o2c_read_i64(r);
        o2c_check_i64(r, value, INT64_MIN, 5);
        sum += value;
    }
    assert_true(o2c_array_end(r, &a));
    assert_int_equal(sum, 11);
    assert_false(o2c_reader_finish(r, &f.error));
    assert_int_equal(r->error_count, 4);
    assert_string_equal(errors[0].pointer, "/1");
    assert_string_equal(errors[1].pointer, "/2");
    assert_int_equal(errors[2].code, O2C_E_RANGE);
    assert_string_equal(errors[3].pointer, "/5");
    assert_string_equal(errors[3].message, "expected at most 5, found 6");
    assert_int_equal(f.error.code, O2C_E_TYPE);
    assert_string_equal(f.error.pointer, "/1");
    close_text(&f);
}

static void collect_stops_at_text_that_is_no_json(void **state)
{
    (void)state;
    fixture f;
    o2c_error errors[8];
    o2c_reader *r = open_text(&f, "[\"x\", {\"a\" 1}, 2]");
    o2c_reader_collect(r, errors, 8);
    o2c_array a;
    o2c_array_begin(r, &a);
    while (o2c_array_next(r, &a)) {
        (void)o2c_read_i64(r);
    }
    assert_false(o2c_array_end(r, &a));
    assert_false(o2c_reader_finish(r, NULL));
    assert_int_equal(r->error_count, 3);
    assert_int_equal(errors[2].code, O2C_E_SYNTAX);
    close_text(&f);
}

static void collect_counts_beyond_its_room(void **state)
{
    (void)state;
    fixture f;
    o2c_error errors[3];
    memset(errors, 0xAA, sizeof errors);
    o2c_reader *r = open_text(&f, "[\"x\",\"x\",\"x\",\"x\"]");
    o2c_reader_collect(r, errors, 2);
    o2c_array a;
    o2c_array_begin(r, &a);
    while (o2c_array_next(r, &a)) {
        (void)o2c_read_i64(r);
    }
    assert_false(o2c_reader_finish(r, NULL));
    assert_int_equal(r->error_count, 4);
    assert_string_equal(errors[1].pointer, "/1");
    assert_int_equal((unsigned char)errors[2].message[0], 0xAA);
    close_text(&f);
}

/* An object whose `a` is no integer and whose `b` is missing: two errors, the second one at its start. */
static void read_pair(o2c_reader *r, const shape *s)
{
    o2c_object o;
    uint64_t seen[4] = {0};
    o2c_object_begin(r, &o, s, seen);
    while (o2c_object_next(r, &o)) {
        (void)o2c_read_i64(r);
    }
    o2c_object_end(r, &o);
}

/* A walk from the start for each error would take 320,000 times some 900 KB: longer than ctest waits. */
static void collect_takes_time_for_the_text_once_not_for_each_error(void **state)
{
    (void)state;
    enum { PAIRS = 160000, ERRORS = 2 * PAIRS };
    static const char one[] = "{\"a\":\"x\"}\n,";
    static shape pair;
    SHAPE(&pair, 0, "\"a\":", "!\"b\":");
    size_t length = 1;
    char *text = malloc(PAIRS * sizeof one + 1), expected[32];
    o2c_error *errors = malloc(ERRORS * sizeof *errors);
    assert_non_null(text);
    assert_non_null(errors);
    text[0] = '[';
    for (size_t i = 0; i < PAIRS; i++, length += sizeof one - 1) {
        memcpy(text + length, one, sizeof one - 1);
    }
    text[length - 1] = ']';
    for (size_t room = 1000; room <= ERRORS; room += ERRORS - 1000) {
        fixture f;
        o2c_array a;
        o2c_reader *r = open_bytes(&f, text, length, NULL);
        o2c_reader_collect(r, errors, room);
        o2c_array_begin(r, &a);
        while (o2c_array_next(r, &a)) {
            read_pair(r, &pair);
        }
        assert_false(o2c_reader_finish(r, &f.error));
        assert_string_equal(f.error.pointer, "/0/a");
        assert_int_equal(r->error_count, ERRORS);
        for (size_t i = 0; i < room; i++) {
            const o2c_error *e = &errors[i];
            snprintf(expected, sizeof expected, "/%zu/%c", i / 2, i % 2 == 0 ? 'a' : 'b');
            assert_string_equal(e->pointer, expected);
            assert_int_equal(e->code, i % 2 == 0 ? O2C_E_TYPE : O2C_E_REQUIRED);
            assert_int_equal(e->offset, 1 + i / 2 * (sizeof one - 1) + (i % 2 == 0 ? 5 : 0));
            assert_int_equal(e->line, i / 2 + 1);
        }
        close_text(&f);
    }
    free(errors);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reader_reads_literals),
        cmocka_unit_test(reader_says_what_it_expected_and_found),
        cmocka_unit_test(reader_read_null_consumes_nothing_else),
        cmocka_unit_test(reader_peeks_at_kinds),
        cmocka_unit_test(reader_refuses_what_follows_the_value),
        cmocka_unit_test(reader_does_nothing_after_an_error),
        cmocka_unit_test(reader_with_padding_does_not_read_the_padding_as_text),
        cmocka_unit_test(reader_reads_integers_exactly),
        cmocka_unit_test(reader_refuses_malformed_numbers),
        cmocka_unit_test(reader_holds_to_the_range_of_c_types),
        cmocka_unit_test(reader_reads_doubles_correctly_rounded),
        cmocka_unit_test(reader_reads_floats_rounded_once),
        cmocka_unit_test(reader_reads_raw_text_as_it_stands),
        cmocka_unit_test(reader_gives_aligned_memory),
        cmocka_unit_test(reader_never_takes_a_value),
        cmocka_unit_test(collect_goes_on_behind_wrong_values),
        cmocka_unit_test(collect_stops_at_text_that_is_no_json),
        cmocka_unit_test(collect_counts_beyond_its_room),
        cmocka_unit_test(collect_takes_time_for_the_text_once_not_for_each_error),
    };
    return cmocka_run_group_tests_name("runtime.reader", tests, NULL, NULL);
}

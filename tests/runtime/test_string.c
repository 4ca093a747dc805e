#include "reading.h"

#include "scan.h"
#include "string_copy.h"

/* The ways to read a string: by copying with each kind of processor, and the other modes. */
enum { COPIERS = 2, WAYS = COPIERS + 2 };

static const char spaces[] = "                                                                "
                             "                                                                ";

static o2c_string_mode mode_of(size_t way)
{
    return way < COPIERS    ? O2C_STRINGS_COPY
           : way == COPIERS ? O2C_STRINGS_VIEW
                            : O2C_STRINGS_IN_PLACE;
}

/* False: this machine does not have that one. */
static bool take_way(o2c_reader *r, size_t way)
{
    if (way < COPIERS) {
        r->read_str = o2c_string_copier_at(way);
    }
    return r->read_str != NULL;
}

/* Reads `json` in every way, at the end of the text and far from it, and expects `value`. */
static void expect_str(const char *json, const char *value, size_t len)
{
    for (size_t way = 0; way < WAYS; way++) {
        for (size_t tail = 0; tail <= sizeof spaces - 1; tail += 32) {
            fixture f;
            char text[512];
            sprintf(text, "%s%.*s", json, (int)tail, spaces);
            o2c_reader *r = open_mode(&f, text, mode_of(way));
            if (!take_way(r, way)) {
                close_text(&f);
                continue;
            }
            o2c_str s = o2c_read_str(r);
            assert_non_null(s.data);
            assert_int_equal(s.len, len);
            assert_memory_equal(s.data, value, len);
            if (mode_of(way) != O2C_STRINGS_VIEW) {
                assert_int_equal(s.data[len], 0);
            }
            close_fine(&f);
        }
    }
}

static void refuse_bytes(const char *json, size_t len, o2c_code code, size_t offset)
{
    for (size_t way = 0; way < WAYS; way++) {
        fixture f;
        o2c_read_options options = {mode_of(way), 0, 0, NULL};
        if (take_way(open_bytes(&f, json, len, &options), way)) {
            (void)o2c_read_str(&f.reader);
            assert_false(o2c_reader_finish(&f.reader, &f.error));
            assert_int_equal(f.error.code, code);
            assert_int_equal(f.error.offset, offset);
        }
        close_text(&f);
        o2c_skip(open_bytes(&f, json, len, &options));
        assert_false(o2c_reader_finish(&f.reader, &f.error));
        assert_int_equal(f.error.code, code);
        close_text(&f);
    }
}

/* Also with a longer text behind it, unless the end of the text is what is wrong. */
static void refuse_str(const char *json, size_t len, o2c_code code, size_t offset)
{
    refuse_bytes(json, len, code, offset);
    if (code != O2C_E_END) {
        char text[512];
        memcpy(text, json, len);
        memcpy(text + len, spaces, sizeof spaces);
        refuse_bytes(text, len + sizeof spaces - 1, code, offset);
    }
}

static void strings_of_every_length_are_read(void **state)
{
    (void)state;
    for (size_t len = 0; len < 100; len++) {
        char json[128] = "\"", value[128];
        memset(value, 'a', len);
        value[len] = '\0';
        strcat(strcat(json, value), "\"");
        expect_str(json, value, len);
    }
}

static void strings_are_unescaped(void **state)
{
    (void)state;
    expect_str("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t", 8);
    expect_str("\"\\u0041\\u00e9\\u20AC\\uD83D\\uDE00\"", "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80",
               10);
    expect_str("\"a\\u0000b\"", "a\0b", 3);
    expect_str("\"long plain text in front of it \\n and behind it as well, long enough\"",
               "long plain text in front of it \n and behind it as well, long enough", 67);
    expect_str("\"\\uFFFF\\uE000\\uDBFF\\uDFFF\"", "\xEF\xBF\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF", 10);
}

static void strings_may_hold_all_of_utf8(void **state)
{
    (void)state;
    expect_str("\"\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\"",
               "\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF", 16);
    expect_str("\"\xF0\x90\x80\x80\xF4\x8F\xBF\xBF and a plain tail\"",
               "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF and a plain tail", 25);
    expect_str("\"\x7F\"", "\x7F", 1);
}

static void strings_that_are_not_utf8_are_refused_at_the_byte(void **state)
{
    (void)state;
    static const char *const bad[] = {"\x80",
                                      "\xBF",
                                      "\xC0\x80",
                                      "\xC1\xBF",
                                      "\xC2",
                                      "\xC2\x41",
                                      "\xE0\x9F\xBF",
                                      "\xED\xA0\x80",
                                      "\xE2\x82",
                                      "\xE2\x28\xA1",
                                      "\xF0\x8F\xBF\xBF",
                                      "\xF4\x90\x80\x80",
                                      "\xF5\x80\x80\x80",
                                      "\xF0\x9F\x98",
                                      "\xFF"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        for (size_t before = 0; before < 40; before++) {
            char json[128] = "\"", pad[64];
            memset(pad, 'a', before);
            pad[before] = '\0';
            strcat(strcat(strcat(json, pad), bad[i]), "\"");
            refuse_str(json, strlen(json), O2C_E_UTF8, 1 + before);
            strcat(json, "                                     ");
            refuse_str(json, strlen(json), O2C_E_UTF8, 1 + before);
        }
    }
}

static void strings_with_control_characters_are_refused(void **state)
{
    (void)state;
    for (int byte = 0; byte < 0x20; byte++) {
        for (size_t before = 0; before < 20; before++) {
            char json[64];
            memset(json, 'a', sizeof json);
            json[0] = '"';
            json[1 + before] = (char)byte;
            json[40] = '"';
            refuse_str(json, 41, O2C_E_STRING, 1 + before);
        }
    }
}

static void strings_with_bad_escapes_are_refused(void **state)
{
    (void)state;
    refuse_str("\"\\x\"", 4, O2C_E_STRING, 2);
    refuse_str("\"\\U0041\"", 8, O2C_E_STRING, 2);
    refuse_str("\"\\\0\"", 4, O2C_E_STRING, 2);
    refuse_str("\"\\u00g0\"", 8, O2C_E_STRING, 1);
    refuse_str("\"\\u00\"     ", 11, O2C_E_STRING, 1);
    refuse_str("\"\\", 2, O2C_E_END, 2);
    refuse_str("\"\\u00", 5, O2C_E_END, 5);
    refuse_str("\"abc", 4, O2C_E_END, 4);
    refuse_str("\"", 1, O2C_E_END, 1);
}

static void strings_with_half_a_surrogate_pair_are_refused(void **state)
{
    (void)state;
    refuse_str("\"\\uD800\"", 8, O2C_E_SURROGATE, 1);
    refuse_str("\"\\uDC00\"", 8, O2C_E_SURROGATE, 1);
    refuse_str("\"\\uD800\\u0041\"", 14, O2C_E_SURROGATE, 1);
    refuse_str("\"\\uD800\\uD800\"", 14, O2C_E_SURROGATE, 1);
    refuse_str("\"\\uDC00\\uD800\"", 14, O2C_E_SURROGATE, 1);
    refuse_str("\"\\uD800abcdefgh\"", 16, O2C_E_SURROGATE, 1);
}

static void views_point_into_the_text(void **state)
{
    (void)state;
    fixture f;
    o2c_str s = o2c_read_str(open_mode(&f, "\"abc\"", O2C_STRINGS_VIEW));
    assert_ptr_equal(s.data, f.text + 1);
    assert_int_equal(f.arena.held, 0);
    close_fine(&f);
}

static void in_place_strings_need_no_memory(void **state)
{
    (void)state;
    fixture f;
    o2c_str s = o2c_read_str(open_mode(&f, "\"abc\"", O2C_STRINGS_IN_PLACE));
    assert_ptr_equal(s.data, f.text + 1);
    assert_str(s, "abc", true);
    assert_int_equal(f.arena.held, 0);
    close_fine(&f);
}

static void strings_without_memory_are_an_error(void **state)
{
    (void)state;
    fixture f;
    char json[300];
    memset(json, 'a', sizeof json);
    json[0] = json[299] = '"';
    o2c_reader *r = open_bytes(&f, json, sizeof json, NULL);
    f.arena.limit = 100;
    assert_null(o2c_read_str(r).data);
    close_error(&f, O2C_E_MEMORY, "", NULL);
}

static void strings_fill_an_arena_to_the_last_byte(void **state)
{
    (void)state;
    for (size_t room = 0; room < 120; room++) {
        fixture f;
        char *buffer = malloc(room > 0 ? room : 1);
        o2c_reader *r = open_text(&f, "\"0123456789012345678901234567890123456789\"          ");
        o2c_arena fixed;
        o2c_arena_init_buffer(&fixed, buffer, room);
        r->arena = &fixed;
        o2c_str s = o2c_read_str(r);
        if (s.data != NULL) {
            assert_str(s, "0123456789012345678901234567890123456789", true);
        } else {
            assert_int_equal(r->code, O2C_E_MEMORY);
        }
        free(buffer);
        close_text(&f);
    }
}

static void utf8_is_written_as_rfc_3629_says(void **state)
{
    (void)state;
    char out[4];
    assert_int_equal(o2c_put_utf8(out, 0x7F) - out, 1);
    assert_int_equal(o2c_put_utf8(out, 0x80) - out, 2);
    assert_int_equal(o2c_put_utf8(out, 0xFFFF) - out, 3);
    assert_int_equal(o2c_put_utf8(out, 0x10FFFF) - out, 4);
    assert_memory_equal(out, "\xF4\x8F\xBF\xBF", 4);
}

static void white_space_is_skipped_at_any_length(void **state)
{
    (void)state;
    for (size_t len = 0; len < 60; len++) {
        char *text = malloc(len + 1);
        for (size_t i = 0; i < len; i++) {
            text[i] = " \n\r\t"[i % 4];
        }
        text[len] = 'x';
        assert_ptr_equal(o2c_scan_space(text, text + len + 1), text + len);
        assert_ptr_equal(o2c_scan_space(text, text + len), text + len);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_of_every_length_are_read),
        cmocka_unit_test(strings_are_unescaped),
        cmocka_unit_test(strings_may_hold_all_of_utf8),
        cmocka_unit_test(strings_that_are_not_utf8_are_refused_at_the_byte),
        cmocka_unit_test(strings_with_control_characters_are_refused),
        cmocka_unit_test(strings_with_bad_escapes_are_refused),
        cmocka_unit_test(strings_with_half_a_surrogate_pair_are_refused),
        cmocka_unit_test(views_point_into_the_text),
        cmocka_unit_test(in_place_strings_need_no_memory),
        cmocka_unit_test(strings_without_memory_are_an_error),
        cmocka_unit_test(strings_fill_an_arena_to_the_last_byte),
        cmocka_unit_test(utf8_is_written_as_rfc_3629_says),
        cmocka_unit_test(white_space_is_skipped_at_any_length),
    };
    return cmocka_run_group_tests_name("runtime.string", tests, NULL, NULL);
}

#include "reading.h"

#include "utf8.h"

/* In these texts @ marks the offset that is asked for; it is not part of them. */
static void expect_place(const char *marked, const char *pointer, size_t line, size_t column)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    const char *mark = strchr(marked, '@');
    size_t offset = (size_t)(mark - marked), length = strlen(marked) - 1;
    char *text = malloc(length > 0 ? length : 1);
    memcpy(text, marked, offset);
    memcpy(text + offset, mark + 1, length - offset);
    memset(&error, 0xAA, sizeof error);
    o2c_locate(&arena, text, length, offset, &error);
    assert_string_equal(error.pointer, pointer);
    assert_int_equal(error.offset, offset);
    assert_int_equal(error.line, line);
    assert_int_equal(error.column, column);
    o2c_arena_deinit(&arena);
    free(text);
}

static void values_have_pointers(void **state)
{
    (void)state;
    expect_place("@1", "", 1, 1);
    expect_place("@", "", 1, 1);
    expect_place("[@1]", "/0", 1, 2);
    expect_place("[1,@2]", "/1", 1, 4);
    expect_place("{\"a\":@1}", "/a", 1, 6);
    expect_place("{\"a\":1,\"b\":[{},{\"c\":@2}]}", "/b/1/c", 1, 21);
    expect_place("[[[],[]],[[@{}]]]", "/1/0/0", 1, 12);
    expect_place("{\"a\":[1,2],\"b\":@{\"x\":1}}", "/b", 1, 16);
}

static void keys_are_unescaped_and_escaped_again(void **state)
{
    (void)state;
    expect_place("{\"a/b\":{\"c~d\":@1}}", "/a~1b/c~0d", 1, 15);
    expect_place("{\"\\u0061\\n\\\"\":@1}", "/a\n\"", 1, 15);
    expect_place("{\"\":@1}", "/", 1, 5);
    expect_place("{\"\\uD83D\\uDE00\xC3\xA9\":@1}", "/\xF0\x9F\x98\x80\xC3\xA9", 1, 18);
    expect_place("{\"\\u0000\":@1}", "/\\u0000", 1, 11);
    expect_place("{\"\\uD83D\\u\\u00\\x\":@1}", "/\\uD83D\\u\\u00x", 1, 19);
}

static void a_key_names_its_member(void **state)
{
    (void)state;
    expect_place("{\"a\":1,@\"b\":2}", "/b", 1, 8);
    expect_place("{@\"b\":2}", "/b", 1, 2);
    expect_place("{\"b@c\":2}", "", 1, 4);
    expect_place("{@\"b", "", 1, 2);
}

static void what_is_between_values_belongs_to_the_container(void **state)
{
    (void)state;
    expect_place("{\"a\":{\"b\":1 @x}}", "/a", 1, 13);
    expect_place("{\"a\":[1 @2]}", "/a", 1, 9);
    expect_place("[[],@]", "/1", 1, 5);
    expect_place("[@]", "", 1, 2);
    expect_place("{@}", "", 1, 2);
    expect_place("{\"a\"@}", "/a", 1, 5);
    expect_place("{\"a\":@}", "/a", 1, 6);
    expect_place("{\"a\":1}@x", "", 1, 8);
    expect_place("{\"a\":{\"b\":@", "/a/b", 1, 11);
    expect_place("[1,@", "/1", 1, 4);
    expect_place("[\"abc@", "/0", 1, 6);
}

static void lines_end_at_lf_crlf_and_cr(void **state)
{
    (void)state;
    expect_place("[\n\n  @1]", "/0", 3, 3);
    expect_place("[\r\n@1]", "/0", 2, 1);
    expect_place("[\r@1]", "/0", 2, 1);
    expect_place("[\"\xC3\xA9\xF0\x9F\x98\x80\",@1]", "/1", 1, 7);
}

static void garbage_is_walked_safely(void **state)
{
    (void)state;
    static const char alphabet[] = "{}[]\",:\\u1 a\n";
    unsigned seed = 1;
    for (int round = 0; round < 20000; round++) {
        o2c_arena arena = O2C_ARENA_INIT;
        o2c_error error;
        size_t length = seed % 30;
        char *text = malloc(length + 1);
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1103515245 + 12345;
            text[i] = alphabet[(seed >> 16) % (sizeof alphabet)];
        }
        seed = seed * 1103515245 + 12345;
        text = realloc(text, length > 0 ? length : 1);
        o2c_locate(&arena, text, length, (seed >> 16) % (length + 1), &error);
        assert_non_null(error.pointer);
        o2c_arena_deinit(&arena);
        free(text);
    }
}

/* Locates offsets, in the order in which they are given, at once and one by one. */
static void expect_same_places(const char *text, size_t length, const size_t *offsets, size_t count)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error errors[16], one;
    assert_true(count <= 16);
    for (size_t i = 0; i < count; i++) {
        memset(&errors[i], 0xAA, sizeof errors[i]);
        errors[i].offset = offsets[i];
        errors[i].pointer = i % 2 == 0 ? "" : "/more";
        memset(&errors[i].site, 0, sizeof errors[i].site);
    }
    o2c_locate_all(&arena, text, length, errors, count);
    for (size_t i = 0; i < count; i++) {
        o2c_locate(&arena, text, length, offsets[i], &one);
        if (i % 2 == 1) {
            o2c_locate_member(&arena, &one, O2C_LIT("more"));
        }
        assert_string_equal(errors[i].pointer, one.pointer);
        assert_int_equal(errors[i].offset, one.offset);
        assert_int_equal(errors[i].line, one.line);
        assert_int_equal(errors[i].column, one.column);
    }
    o2c_arena_deinit(&arena);
}

static void errors_in_any_order_are_located_as_each_would_be_alone(void **state)
{
    (void)state;
    static const char text[] = "{\"a\":[1,\n{\"b\":\"x\\\"y\"} ,[]],\r\n\"c\":{},\"d\":tru}";
    size_t length = sizeof text - 1, offsets[16];
    unsigned seed = 7;
    expect_same_places(text, length, NULL, 0);
    for (size_t from = 0; from <= length; from++) {
        for (size_t i = 0; i < 16; i++) {
            seed = seed * 1103515245 + 12345;
            offsets[i] = i < 2 ? from : (seed >> 16) % (length + 1);
        }
        expect_same_places(text, length, offsets, 1 + from % 16);
        expect_same_places(text, from, (const size_t[]){from, 0, from / 2, from}, 4);
    }
}

static void garbage_is_walked_on_from_any_place(void **state)
{
    (void)state;
    static const char alphabet[] = "{}[]\",:\\u1 a\n";
    unsigned seed = 3;
    for (int round = 0; round < 5000; round++) {
        char text[40];
        size_t offsets[16], length = 1 + (size_t)round % sizeof text;
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1103515245 + 12345;
            text[i] = alphabet[(seed >> 16) % (sizeof alphabet)];
        }
        for (size_t i = 0; i < 16; i++) {
            seed = seed * 1103515245 + 12345;
            offsets[i] = (seed >> 16) % (length + 1);
        }
        expect_same_places(text, length, offsets, 16);
    }
}

static void a_deep_text_is_walked_without_recursion(void **state)
{
    (void)state;
    size_t depth = 200000;
    char *text = malloc(depth);
    memset(text, '[', depth);
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    o2c_locate(&arena, text, depth, depth - 1, &error);
    assert_int_equal(strlen(error.pointer), 2 * (depth - 1));
    o2c_arena_deinit(&arena);
    free(text);
}

static void without_memory_the_pointer_is_empty(void **state)
{
    (void)state;
    o2c_arena arena;
    o2c_error error;
    char buffer[16];
    o2c_arena_init_buffer(&arena, buffer, sizeof buffer);
    o2c_locate(&arena, O2C_LIT("[[1]]"), 2, &error);
    assert_string_equal(error.pointer, "");
    assert_int_equal(error.column, 3);
    error.pointer = "/name";
    o2c_locate_all(&arena, O2C_LIT("[[1]]"), &error, 1);
    assert_string_equal(error.pointer, "");
    assert_int_equal(error.column, 3);
    o2c_locate_member(&arena, &error, O2C_LIT("name"));
    assert_string_equal(error.pointer, "");
}

static void errors_are_formatted_with_their_place(void **state)
{
    (void)state;
    fixture f;
    char line[128], cut[10];
    o2c_array a;
    o2c_reader *r = open_text(&f, "[1,\n \"x\"]");
    o2c_array_begin(r, &a);
    while (o2c_array_next(r, &a)) {
        (void)o2c_read_i64(r);
    }
    assert_false(o2c_reader_finish(r, &f.error));
    size_t length = o2c_error_format(&f.error, line, sizeof line);
    assert_string_equal(line, "/1: expected integer, found string (line 2, column 2)");
    assert_int_equal(length, strlen(line));
    assert_int_equal(o2c_error_format(&f.error, cut, sizeof cut), length);
    assert_string_equal(cut, "/1: expec");
    assert_int_equal(o2c_error_format(&f.error, NULL, 0), length);
    assert_string_equal(o2c_code_name(f.error.code), "O2C_E_TYPE");
    assert_string_equal(o2c_code_name((o2c_code)9999), "O2C_E_?");
    close_text(&f);
    FILE *file = tmpfile();
    o2c_skip(open_text(&f, "[1"));
    assert_false(o2c_reader_finish(&f.reader, &f.error));
    o2c_error_print(&f.error, file);
    rewind(file);
    assert_non_null(fgets(line, sizeof line, file));
    assert_string_equal(line,
                        "/0: expected ',' or ']', found the end of the text (line 1, column 3)\n");
    assert_true(o2c_file_sink(file, "abc", 3));
    fclose(file);
    close_text(&f);
}

static void messages_hold_nothing_that_cannot_be_printed(void **state)
{
    (void)state;
    static shape one;
    fixture f;
    SHAPE(&one, 0, "\"a\"");
    (void)o2c_read_enum(open_text(&f, "\"\xC3\xA9\x7F\""), &one);
    close_error(&f, O2C_E_ENUM, "", "expected \"a\", found \"\xC3\xA9\\u007F\"");
    (void)o2c_read_enum(open_text(&f, "\"a long string that goes on and on and on\""), &one);
    close_error(&f, O2C_E_ENUM, "", "expected \"a\", found \"a long string that goes on and ...");
    o2c_skip(open_bytes(&f, "\xEF\xBB\xBF{}", 5, NULL));
    close_error(&f, O2C_E_SYNTAX, "", "expected a value, found byte 0xEF");
    o2c_skip(open_bytes(&f, "\x01", 1, NULL));
    close_error(&f, O2C_E_SYNTAX, "", "expected a value, found U+0001");
}

static void messages_are_cut_between_characters(void **state)
{
    (void)state;
    char expected[200];
    for (size_t shift = 0; shift < 4; shift++) {
        o2c_error error;
        memset(expected, 'a', shift);
        for (size_t i = shift; i + 3 < sizeof expected; i += 3) {
            memcpy(expected + i, "\xE2\x82\xAC", 3);
        }
        o2c_complaint c = {O2C_E_SYNTAX, expected, 190 + shift % 3, 0, NULL, 0, 0};
        o2c_message(&error, &c);
        size_t length = strlen(error.message);
        assert_in_range(length, 155, 159);
        assert_ptr_equal(o2c_scan_utf8(error.message, error.message + length),
                         error.message + length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_pointers),
        cmocka_unit_test(keys_are_unescaped_and_escaped_again),
        cmocka_unit_test(a_key_names_its_member),
        cmocka_unit_test(what_is_between_values_belongs_to_the_container),
        cmocka_unit_test(lines_end_at_lf_crlf_and_cr),
        cmocka_unit_test(garbage_is_walked_safely),
        cmocka_unit_test(errors_in_any_order_are_located_as_each_would_be_alone),
        cmocka_unit_test(garbage_is_walked_on_from_any_place),
        cmocka_unit_test(a_deep_text_is_walked_without_recursion),
        cmocka_unit_test(without_memory_the_pointer_is_empty),
        cmocka_unit_test(errors_are_formatted_with_their_place),
        cmocka_unit_test(messages_hold_nothing_that_cannot_be_printed),
        cmocka_unit_test(messages_are_cut_between_characters),
    };
    return cmocka_run_group_tests_name("runtime.locate", tests, NULL, NULL);
}

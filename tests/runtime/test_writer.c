/* runtime/src/writer.c, writer_buffer.c, writer_string.c: structs to text. */
#include "value_members.h"

#include <math.h>
#include <o2c/o2c.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- a document with everything in it ---- */

static const struct {
    o2c_shape head;
    o2c_key keys[4];
    char names[40];
} shape = {
    {0, 4, 0, 0, sizeof(o2c_shape), 0, 0, sizeof(o2c_shape) + 48, 0, 0, 0, 0, 0, 0},
    {{0, 5, 0, 0, 0}, {5, 7, 0, 0, 0}, {12, 2, 2, 0, 0}, {14, 3, 5, 0, 1}},
    "\"cat\"\"Katze\"12a\"b"};

static void write_scalars(o2c_writer *w)
{
    o2c_write_key(w, O2C_LIT("\"scalars\":"));
    o2c_write_array_begin(w);
    o2c_write_null(w);
    o2c_write_bool(w, true);
    o2c_write_bool(w, false);
    o2c_write_i64(w, INT64_MIN);
    o2c_write_u64(w, UINT64_MAX);
    o2c_write_f64(w, -0.0000012345678901234567);
    o2c_write_f32(w, 0.1f);
    o2c_write_enum(w, &shape, 0);
    o2c_write_enum(w, &shape, 2);
    o2c_write_enum(w, &shape, 5);
    o2c_write_array_end(w);
}

static void write_strings(o2c_writer *w)
{
    static const char text[] =
        "plain, then \"quoted\" \\ \b\t\n\v\f\r\x01\x1f\x7f and \xc3\xb6\xe2\x82\xac"
        "\xf0\x9f\x98\x80, then a tail that is longer than sixteen bytes";
    o2c_write_key(w, O2C_LIT("\"strings\":"));
    o2c_write_array_begin(w);
    for (size_t len = 0; len < 20; len++) {
        o2c_str s = {text, len};
        o2c_write_str(w, s);
    }
    o2c_write_str(w, o2c_str_of(text));
    o2c_str with_nul = {"a\0b", 3};
    o2c_write_str(w, with_nul);
    o2c_write_array_end(w);
}

/* Names of all the lengths that are copied in different ways, from memory of their size. */
static void write_members(o2c_writer *w)
{
    o2c_str text = {"text", 4}, rich = {"a \"quoted\" one", 14};
    for (size_t len = 3; len < 70; len++) {
        char *name = malloc(len);
        if (!name)
            abort();
        memset(name, 'n', len);
        name[0] = name[len - 2] = '"';
        name[len - 1] = ':';
        o2c_write_str_member(w, name, len, len % 2 ? text : rich);
        free(name);
    }
    o2c_write_bool_member(w, O2C_LIT("\"t\":"), true);
    o2c_write_bool_member(w, O2C_LIT("\"false\":"), false);
    o2c_write_i64_member(w, O2C_LIT("\"least\":"), INT64_MIN);
    o2c_write_constant(w, O2C_LIT("\"constant\":[1]"), 11);
}

static void write_document(o2c_writer *w)
{
    o2c_raw_member kept[] = {{{"x/\"y", 4}, {"[1, 2]", 6}}, {{"z", 1}, {"null", 4}}};
    o2c_raw_members members = {kept, 2};
    o2c_write_object_begin(w);
    write_scalars(w);
    write_strings(w);
    o2c_write_key(w, O2C_LIT("\"members\":"));
    o2c_write_object_begin(w);
    write_members(w);
    o2c_write_object_end(w);
    o2c_write_key(w, O2C_LIT("\"empty\":"));
    o2c_write_object_begin(w);
    o2c_write_object_end(w);
    o2c_write_name(w, o2c_str_of("none\n"));
    o2c_write_array_begin(w);
    o2c_write_array_end(w);
    o2c_write_raw_members(w, &members);
    o2c_write_object_end(w);
}

#define SCALARS                                                                                    \
    "[null,true,false,-9223372036854775808,18446744073709551615,-0.0000012345678901234567,0.1,"    \
    "\"cat\",12,\"a\\\"b\"]"

static o2c_str document(o2c_arena *arena, const o2c_write_options *options)
{
    o2c_writer w;
    o2c_error error;
    o2c_str text;
    o2c_writer_init(&w, arena, options);
    write_document(&w);
    text.data = o2c_writer_finish(&w, &text.len, &error);
    if (!text.data)
        fail_msg("%s: %s", error.pointer, error.message);
    assert_int_equal(error.code, O2C_OK);
    assert_int_equal(strlen(text.data), text.len);
    return text;
}

/* ---- what is written ---- */

static void writer_writes_compact_text(void **unused)
{
    (void)unused;
    o2c_arena arena = O2C_ARENA_INIT;
    const char *text = document(&arena, NULL).data;
    assert_memory_equal(text, "{\"scalars\":" SCALARS ",\"strings\":[\"\",\"p\",\"pl\",", 130);
    assert_non_null(strstr(text, ",\"plain, then \\\"quoted\\\" \\\\ \\b\\t\\n\\u000b\\f\\r\\u0001"
                                 "\\u001f\x7f and \xc3\xb6\xe2\x82\xac\xf0\x9f\x98\x80, then a "));
    assert_non_null(
        strstr(text, "\"a\\u0000b\"],\"members\":{\"\":\"text\",\"n\":\"a \\\"quoted\\\" one\","
                     "\"nn\":\"text\","));
    assert_non_null(strstr(text, "n\":\"text\",\"t\":true,\"false\":false,"
                                 "\"least\":-9223372036854775808,\"constant\":[1]}"));
    assert_non_null(strstr(text, "[1]},\"empty\":{},\"none\\n\":[],"
                                 "\"x/\\\"y\":[1, 2],\"z\":null}"));
    o2c_value value;
    assert_true(o2c_value_parse(&arena, text, strlen(text), &value, NULL));
    o2c_arena_deinit(&arena);
}

static void writer_writes_pretty_text(void **unused)
{
    (void)unused;
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_write_options options = {2, false, false, 0};
    o2c_writer w;
    o2c_writer_init(&w, &arena, &options);
    o2c_write_object_begin(&w);
    o2c_write_key(&w, O2C_LIT("\"a\":"));
    o2c_write_i64(&w, 1);
    o2c_write_str_member(&w, O2C_LIT("\"s\":"), o2c_str_of("y"));
    o2c_write_bool_member(&w, O2C_LIT("\"t\":"), true);
    o2c_write_i64_member(&w, O2C_LIT("\"i\":"), -2);
    o2c_write_constant(&w, O2C_LIT("\"c\":null"), 4);
    o2c_write_name(&w, o2c_str_of("b"));
    o2c_write_array_begin(&w);
    o2c_write_str(&w, o2c_str_of("x"));
    o2c_write_object_begin(&w);
    o2c_write_object_end(&w);
    o2c_write_array_begin(&w);
    o2c_write_array_end(&w);
    o2c_write_f64(&w, 1.5);
    o2c_write_array_end(&w);
    o2c_write_object_end(&w);
    assert_string_equal(o2c_writer_finish(&w, NULL, NULL), "{\n"
                                                           "  \"a\": 1,\n"
                                                           "  \"s\": \"y\",\n"
                                                           "  \"t\": true,\n"
                                                           "  \"i\": -2,\n"
                                                           "  \"c\": null,\n"
                                                           "  \"b\": [\n"
                                                           "    \"x\",\n"
                                                           "    {},\n"
                                                           "    [],\n"
                                                           "    1.5\n"
                                                           "  ]\n"
                                                           "}");
    o2c_arena_deinit(&arena);
}

static void pretty_and_compact_text_are_equal_values(void **unused)
{
    (void)unused;
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_str compact = document(&arena, NULL);
    for (uint32_t indent = 1; indent < 100; indent += 33) {
        o2c_write_options options = {indent, false, false, 0};
        o2c_str pretty = document(&arena, &options);
        o2c_value a, b;
        assert_true(o2c_value_parse(&arena, compact.data, compact.len, &a, NULL));
        assert_true(o2c_value_parse(&arena, pretty.data, pretty.len, &b, NULL));
        assert_true(o2c_value_equal(&a, &b));
    }
    o2c_arena_deinit(&arena);
}

static void writer_writes_scalars_alone(void **unused)
{
    (void)unused;
    o2c_arena arena = O2C_ARENA_INIT;
    for (uint32_t indent = 0; indent < 3; indent += 2) {
        o2c_write_options options = {indent, false, false, 0};
        o2c_writer w;
        size_t length;
        o2c_writer_init(&w, &arena, &options);
        o2c_write_i64(&w, -7);
        assert_string_equal(o2c_writer_finish(&w, &length, NULL), "-7");
        assert_int_equal(length, 2);
        o2c_writer_init(&w, &arena, &options);
        o2c_write_str(&w, o2c_str_of(""));
        assert_string_equal(o2c_writer_finish(&w, &length, NULL), "\"\"");
    }
    o2c_arena_deinit(&arena);
}

static void ascii_escapes_everything_beyond(void **unused)
{
    (void)unused;
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_write_options options = {0, false, true, 0};
    o2c_str text = document(&arena, &options);
    assert_non_null(strstr(text.data, "\x7f and \\u00f6\\u20ac\\ud83d\\ude00, then"));
    for (size_t i = 0; i < text.len; i++)
        assert_true((unsigned char)text.data[i] < 0x80);
    o2c_str plain = document(&arena, NULL);
    o2c_value a, b;
    assert_true(o2c_value_parse(&arena, text.data, text.len, &a, NULL));
    assert_true(o2c_value_parse(&arena, plain.data, plain.len, &b, NULL));
    assert_true(o2c_value_equal(&a, &b));
    o2c_arena_deinit(&arena);
}

static void writer_writes_values_back(void **unused)
{
    (void)unused;
    static const char text[] =
        "{\"a\":[1.50,null,true,{\"b\":\"c\\n\",\"b\":[]}],\"d\":{},\"e\":-0}";
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_value value;
    o2c_writer w;
    assert_true(o2c_value_parse(&arena, text, sizeof text - 1, &value, NULL));
    o2c_writer_init(&w, &arena, NULL);
    o2c_write_value(&w, &value);
    assert_string_equal(o2c_writer_finish(&w, NULL, NULL), text);
    o2c_arena_deinit(&arena);
}

/* Every position of a special byte in strings of every length, in memory of the string's size. */
static void strings_escape_at_every_place(void **unused)
{
    (void)unused;
    static const struct {
        const char *raw, *written;
    } specials[] = {{"\"", "\\\""},           {"\\", "\\\\"},   {"\x1f", "\\u001f"}, {"\n", "\\n"},
                    {"\xc3\xb6", "\xc3\xb6"}, {"\x7f", "\x7f"}, {"\"\"", "\\\"\\\""}};
    char want[300];
    o2c_arena arena = O2C_ARENA_INIT;
    for (size_t k = 0; k < sizeof specials / sizeof *specials; k++) {
        size_t special = strlen(specials[k].raw);
        for (size_t len = special; len < 140; len += len < 70 ? 1 : 7) {
            for (size_t at = 0; at + special <= len; at++) {
                char *raw = malloc(len);
                assert_non_null(raw);
                memset(raw, 'x', len);
                memcpy(raw + at, specials[k].raw, special);
                snprintf(want, sizeof want, "\"%.*s%s%.*s\"", (int)at, raw, specials[k].written,
                         (int)(len - at - special), raw + at + special);
                o2c_writer w;
                o2c_str s = {raw, len};
                o2c_writer_init(&w, &arena, NULL);
                o2c_write_str(&w, s);
                assert_string_equal(o2c_writer_finish(&w, NULL, NULL), want);
                free(raw);
                o2c_arena_reset(&arena);
            }
        }
    }
    o2c_arena_deinit(&arena);
}

static void strings_must_be_utf8(void **unused)
{
    (void)unused;
    static const char *const bad[] = {"\x80",
                                      "\xbf",
                                      "\xc0\x80",
                                      "\xc1\xbf",
                                      "\xc3",
                                      "\xc3(",
                                      "\xe0\x9f\xbf",
                                      "\xe2\x82",
                                      "\xed\xa0\x80",
                                      "\xed\xbf\xbf",
                                      "\xf0\x8f\xbf\xbf",
                                      "\xf0\x9f\x98",
                                      "\xf4\x90\x80\x80",
                                      "\xf5\x80\x80\x80",
                                      "\xff",
                                      "\xfe"};
    static const char *const good[] = {"\xc2\x80",         "\xdf\xbf",        "\xe0\xa0\x80",
                                       "\xed\x9f\xbf",     "\xee\x80\x80",    "\xef\xbf\xbf",
                                       "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"};
    o2c_arena arena = O2C_ARENA_INIT;
    for (size_t before = 0; before < 40; before++) {
        for (int ascii = 0; ascii < 2; ascii++) {
            o2c_write_options options = {0, false, ascii != 0, 0};
            for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
                char text[64] = "";
                memset(text, 'x', before);
                strcpy(text + before, bad[i]);
                o2c_writer w;
                o2c_error error;
                o2c_writer_init(&w, &arena, &options);
                o2c_write_str(&w, o2c_str_of(text));
                assert_null(o2c_writer_finish(&w, NULL, &error));
                assert_int_equal(error.code, O2C_E_UTF8);
            }
            for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
                char text[64] = "";
                memset(text, 'x', before);
                strcpy(text + before, good[i]);
                o2c_writer w;
                o2c_writer_init(&w, &arena, &options);
                o2c_write_str(&w, o2c_str_of(text));
                assert_non_null(o2c_writer_finish(&w, NULL, NULL));
            }
        }
        o2c_arena_reset(&arena);
    }
    o2c_arena_deinit(&arena);
}

/* ---- errors and where they are ---- */

static void check_error(o2c_writer *w, o2c_code code, const char *pointer)
{
    o2c_error error;
    size_t length = 7;
    assert_false(o2c_writer_ok(w));
    assert_null(o2c_writer_finish(w, &length, &error));
    assert_int_equal(length, 0);
    assert_int_equal(error.code, code);
    assert_string_equal(error.pointer, pointer);
    assert_true(error.message[0] != '\0');
}

static void begin_nested(o2c_writer *w, o2c_arena *arena)
{
    o2c_writer_init(w, arena, NULL);
    o2c_write_object_begin(w);
    o2c_write_key(w, O2C_LIT("\"pets\":"));
    o2c_write_array_begin(w);
    o2c_write_null(w);
    o2c_write_object_begin(w);
    o2c_write_key(w, O2C_LIT("\"id\":"));
    o2c_write_i64(w, 1);
    o2c_write_key(w, O2C_LIT("\"a/b\":"));
}

static void writer_errors_name_their_place(void **unused)
{
    (void)unused;
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_writer w;
    begin_nested(&w, &arena);
    o2c_write_f64(&w, NAN);
    o2c_write_i64(&w, 5); /* nothing happens any more */
    assert_false(o2c_write_object_end(&w));
    assert_false(o2c_write_array_end(&w));
    check_error(&w, O2C_E_NOT_FINITE, "/pets/1/a~1b");

    begin_nested(&w, &arena);
    o2c_write_f32(&w, -INFINITY);
    check_error(&w, O2C_E_NOT_FINITE, "/pets/1/a~1b");

    begin_nested(&w, &arena);
    o2c_write_str(&w, (o2c_str){NULL, 0});
    check_error(&w, O2C_E_UNSET, "/pets/1/a~1b");

    begin_nested(&w, &arena);
    o2c_write_str(&w, o2c_str_of("begins well, then \xff"));
    check_error(&w, O2C_E_UTF8, "/pets/1/a~1b");

    begin_nested(&w, &arena);
    o2c_write_enum(&w, &shape, 1);
    check_error(&w, O2C_E_UNSET, "/pets/1/a~1b");

    begin_nested(&w, &arena);
    o2c_value none;
    memset(&none, 0, sizeof none);
    o2c_write_value(&w, &none);
    check_error(&w, O2C_E_UNSET, "/pets/1/a~1b");

    begin_nested(&w, &arena);
    o2c_write_null(&w);
    o2c_write_fail(&w, O2C_E_UNSET, O2C_LIT("ow~ner"));
    o2c_write_fail(&w, O2C_E_ENUM, NULL, 0); /* the first one counts */
    check_error(&w, O2C_E_UNSET, "/pets/1/ow~0ner");

    begin_nested(&w, &arena);
    o2c_write_null(&w);
    o2c_write_object_end(&w);
    o2c_write_object_begin(&w);
    o2c_write_fail(&w, O2C_E_UNSET, O2C_LIT("id"));
    check_error(&w, O2C_E_UNSET, "/pets/2/id");

    o2c_writer_init(&w, &arena, NULL);
    o2c_write_fail(&w, O2C_E_UNSET, NULL, 0);
    check_error(&w, O2C_E_UNSET, "");
    o2c_writer_init(&w, &arena, NULL); /* nothing was written */
    o2c_error error;
    assert_null(o2c_writer_finish(&w, NULL, &error));
    assert_int_equal(error.code, O2C_E_UNSET);
    o2c_arena_deinit(&arena);
}

static void writer_limits_depth(void **unused)
{
    (void)unused;
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_write_options options = {0, false, false, 3};
    o2c_writer w;
    o2c_writer_init(&w, &arena, &options);
    for (int i = 0; i < 3; i++)
        o2c_write_array_begin(&w);
    assert_true(o2c_writer_ok(&w));
    o2c_write_array_begin(&w);
    check_error(&w, O2C_E_DEPTH, "/0/0/0");
    o2c_writer_init(&w, &arena, NULL);
    for (int i = 0; i < 1024; i++)
        o2c_write_array_begin(&w);
    assert_true(o2c_writer_ok(&w));
    o2c_write_object_begin(&w);
    assert_false(o2c_writer_ok(&w));
    assert_null(o2c_writer_finish(&w, NULL, NULL));
    o2c_arena_deinit(&arena);
}

/* ---- where it goes ---- */

static void buffer_of_any_size_is_never_overrun(void **unused)
{
    (void)unused;
    o2c_arena arena = O2C_ARENA_INIT;
    for (uint32_t indent = 0; indent < 2; indent++) {
        o2c_write_options options = {indent, false, false, 0};
        o2c_str want = document(&arena, &options);
        for (size_t size = 0; size <= want.len + 70; size++) {
            char *buffer = malloc(size + 1); /* a sanitizer sees the rest */
            assert_non_null(buffer);
            buffer[size] = 0x55;
            o2c_writer w;
            o2c_error error;
            size_t length;
            o2c_writer_init_buffer(&w, buffer, size, &options);
            write_document(&w);
            char *text = o2c_writer_finish(&w, &length, &error);
            if (size < want.len) {
                assert_null(text);
                assert_int_equal(error.code, O2C_E_SPACE);
                assert_true(error.offset <= size);
            } else {
                assert_ptr_equal(text, buffer);
                assert_int_equal(length, want.len);
                assert_memory_equal(text, want.data, length);
            }
            assert_int_equal(buffer[size], 0x55);
            free(buffer);
        }
    }
    o2c_arena_deinit(&arena);
}

static void buffer_of_the_exact_size_takes_a_scalar(void **unused)
{
    (void)unused;
    char buffer[20];
    o2c_writer w;
    size_t length;
    o2c_writer_init_buffer(&w, buffer, 2, NULL);
    o2c_write_i64(&w, 42);
    assert_ptr_equal(o2c_writer_finish(&w, &length, NULL), buffer);
    assert_int_equal(length, 2);
    o2c_writer_init_buffer(&w, buffer, 5, NULL);
    o2c_write_str(&w, o2c_str_of("a\n"));
    assert_ptr_equal(o2c_writer_finish(&w, &length, NULL), buffer);
    assert_memory_equal(buffer, "\"a\\n\"", length);
    o2c_writer_init_buffer(&w, buffer, 4, NULL);
    o2c_write_bool(&w, true);
    assert_ptr_equal(o2c_writer_finish(&w, &length, NULL), buffer);
    o2c_writer_init_buffer(&w, buffer, 4, NULL);
    o2c_write_bool(&w, false);
    assert_null(o2c_writer_finish(&w, &length, NULL));
}

static void buffer_error_has_its_pointer_in_the_buffer(void **unused)
{
    (void)unused;
    char buffer[600];
    o2c_writer w;
    o2c_error error;
    o2c_writer_init_buffer(&w, buffer, sizeof buffer, NULL);
    o2c_write_object_begin(&w);
    o2c_write_key(&w, O2C_LIT("\"a\":"));
    o2c_write_array_begin(&w);
    o2c_write_null(&w);
    o2c_write_fail(&w, O2C_E_UNSET, NULL, 0);
    assert_null(o2c_writer_finish(&w, NULL, &error));
    assert_string_equal(error.pointer, "/a/1");
    assert_true(error.pointer >= buffer && error.pointer < buffer + sizeof buffer);
}

static void arena_over_a_buffer_holds_the_text_alone(void **unused)
{
    (void)unused;
    o2c_arena heap = O2C_ARENA_INIT;
    o2c_str want = document(&heap, NULL);
    bool done = false;
    for (size_t size = 0; size < 2 * want.len && !done; size++) {
        char *buffer = malloc(size + 1);
        assert_non_null(buffer);
        o2c_arena arena;
        o2c_writer w;
        o2c_error error;
        o2c_arena_init_buffer(&arena, buffer, size);
        o2c_writer_init(&w, &arena, NULL);
        write_document(&w);
        char *text = o2c_writer_finish(&w, NULL, &error);
        if (text) {
            done = true;
            assert_string_equal(text, want.data);
            assert_ptr_equal(arena.at, text + want.len + 1);
        } else {
            assert_int_equal(error.code, O2C_E_MEMORY);
        }
        free(buffer);
    }
    assert_true(done);
    o2c_arena_deinit(&heap);
}

typedef struct failing {
    size_t calls, fail_at, held;
} failing;

static void *failing_alloc(void *user, size_t size)
{
    failing *f = user;
    if (++f->calls == f->fail_at)
        return NULL;
    f->held += size;
    return malloc(size);
}

static void failing_free(void *user, void *memory, size_t size)
{
    ((failing *)user)->held -= size;
    free(memory);
}

static void writer_survives_every_failing_allocation(void **unused)
{
    (void)unused;
    for (int canonical = 0; canonical < 2; canonical++) {
        bool done = false;
        for (size_t n = 1; !done; n++) {
            failing f = {0, n, 0};
            o2c_allocator allocator = {failing_alloc, failing_free, &f};
            o2c_arena arena;
            o2c_arena_init(&arena, &allocator, 0);
            o2c_write_options options = {0, canonical != 0, false, 0};
            o2c_writer w;
            o2c_error error;
            o2c_writer_init(&w, &arena, &options);
            o2c_write_array_begin(&w);
            for (int i = 0; i < 40; i++)
                write_document(&w);
            o2c_write_array_end(&w);
            char *text = o2c_writer_finish(&w, NULL, n % 2 ? &error : NULL);
            done = f.calls < n;
            if (done)
                assert_non_null(text);
            else if (!text && n % 2)
                assert_int_equal(error.code, O2C_E_MEMORY);
            o2c_arena_deinit(&arena);
            assert_int_equal(f.held, 0);
        }
    }
}

static void text_stays_where_it_was_written(void **unused)
{
    (void)unused;
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_str first = document(&arena, NULL);
    char *next = o2c_arena_alloc(&arena, 1, 1);
    assert_ptr_equal(next, first.data + first.len + 1);
    o2c_writer w;
    o2c_writer_init(&w, &arena, NULL);
    o2c_write_array_begin(&w);
    char *between = o2c_arena_alloc(&arena, 100, 1); /* allocating while writing does no harm */
    assert_non_null(between);
    memset(between, 'z', 100);
    for (int i = 0; i < 50; i++)
        write_document(&w);
    o2c_write_array_end(&w);
    size_t length;
    char *text = o2c_writer_finish(&w, &length, NULL);
    assert_non_null(text);
    assert_int_equal(length, 50 * (first.len + 1) + 1);
    assert_memory_equal(text + 1, first.data, first.len);
    for (int i = 0; i < 100; i++)
        assert_int_equal(between[i], 'z');
    next = o2c_arena_alloc(&arena, 1, 1);
    assert_ptr_equal(next, text + length + 1);
    o2c_arena_deinit(&arena);
}

static void writer_gives_its_buffer_back(void **unused)
{
    (void)unused;
    failing f = {0, 0, 0};
    o2c_allocator allocator = {failing_alloc, failing_free, &f};
    o2c_arena arena;
    o2c_arena_init(&arena, &allocator, 0);
    for (int round = 0; round < 50; round++) {
        o2c_writer w;
        o2c_writer_init(&w, &arena, NULL);
        o2c_write_array_begin(&w);
        for (int i = 0; i < 100; i++)
            write_document(&w);
        o2c_write_array_end(&w);
        assert_non_null(o2c_writer_finish(&w, NULL, NULL));
        if (round == 5)
            f.calls = 0;
        o2c_arena_reset(&arena);
    }
    assert_int_equal(f.calls, 0); /* a reused arena costs no allocation */
    o2c_arena_deinit(&arena);
}

typedef struct collector {
    char *data;
    size_t length, calls, fail_at;
} collector;

static bool collect(void *user, const char *data, size_t length)
{
    collector *c = user;
    if (++c->calls == c->fail_at)
        return false;
    char *grown = realloc(c->data, c->length + length + 1);
    if (!grown)
        return false;
    memcpy(grown + c->length, data, length);
    c->data = grown;
    c->length += length;
    return true;
}

/* Enough for several flushes, with a string that is longer than the sink's buffer. */
static void write_much(o2c_writer *w, const char *long_text, size_t len)
{
    o2c_write_array_begin(w);
    for (int i = 0; i < 150; i++) {
        write_document(w);
        o2c_str s = {long_text, i == 70 ? len : (size_t)i};
        o2c_write_str(w, s);
        o2c_write_raw(w, "[]", 2);
    }
    o2c_write_array_end(w);
}

static void sink_gets_the_same_text(void **unused)
{
    (void)unused;
    enum { LONG = 100000 };
    char *long_text = malloc(LONG);
    assert_non_null(long_text);
    for (size_t i = 0; i < LONG; i++)
        long_text[i] = (char)(i % 1000 == 3 ? '"' : 'a' + i % 26);
    for (uint32_t indent = 0; indent < 2; indent++) {
        o2c_write_options options = {indent, false, false, 0};
        o2c_arena arena = O2C_ARENA_INIT;
        o2c_writer w;
        o2c_writer_init(&w, &arena, &options);
        write_much(&w, long_text, LONG);
        size_t length, got;
        char *text = o2c_writer_finish(&w, &length, NULL);
        assert_non_null(text);
        size_t calls = 1;
        for (size_t fail_at = 0; fail_at <= calls; fail_at++) {
            collector c = {NULL, 0, 0, fail_at};
            o2c_error error;
            o2c_writer_init_sink(&w, &arena, collect, &c, &options);
            write_much(&w, long_text, LONG);
            char *end = o2c_writer_finish(&w, &got, &error);
            if (fail_at == 0) {
                calls = c.calls;
                assert_true(calls > 3);
                assert_string_equal(end, "");
                assert_int_equal(got, length);
                assert_int_equal(c.length, length);
                assert_memory_equal(c.data, text, length);
            } else {
                assert_null(end);
                assert_int_equal(error.code, O2C_E_SPACE);
                assert_int_equal(c.calls, fail_at); /* not called again after it failed */
            }
            free(c.data);
        }
        o2c_arena_deinit(&arena);
    }
    free(long_text);
}

static void sink_works_with_a_buffer_of_any_size(void **unused)
{
    (void)unused;
    o2c_arena heap = O2C_ARENA_INIT;
    o2c_str want = document(&heap, NULL);
    size_t good = 0;
    for (size_t size = 0; size < 300; size++) {
        char *buffer = malloc(size + 1);
        assert_non_null(buffer);
        o2c_arena arena;
        collector c = {NULL, 0, 0, 0};
        o2c_writer w;
        o2c_arena_init_buffer(&arena, buffer, size);
        o2c_writer_init_sink(&w, &arena, collect, &c, NULL);
        write_document(&w);
        if (o2c_writer_finish(&w, NULL, NULL)) {
            good++;
            assert_int_equal(c.length, want.len);
            assert_memory_equal(c.data, want.data, want.len);
        } else {
            assert_int_equal(good, 0);
        }
        free(c.data);
        free(buffer);
    }
    assert_true(good > 200);
    o2c_arena_deinit(&heap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writer_writes_compact_text),
        cmocka_unit_test(writer_writes_pretty_text),
        cmocka_unit_test(pretty_and_compact_text_are_equal_values),
        cmocka_unit_test(writer_writes_scalars_alone),
        cmocka_unit_test(ascii_escapes_everything_beyond),
        cmocka_unit_test(writer_writes_values_back),
        cmocka_unit_test(strings_escape_at_every_place),
        cmocka_unit_test(strings_must_be_utf8),
        cmocka_unit_test(writer_errors_name_their_place),
        cmocka_unit_test(writer_limits_depth),
        cmocka_unit_test(buffer_of_any_size_is_never_overrun),
        cmocka_unit_test(buffer_of_the_exact_size_takes_a_scalar),
        cmocka_unit_test(buffer_error_has_its_pointer_in_the_buffer),
        cmocka_unit_test(arena_over_a_buffer_holds_the_text_alone),
        cmocka_unit_test(writer_survives_every_failing_allocation),
        cmocka_unit_test(text_stays_where_it_was_written),
        cmocka_unit_test(writer_gives_its_buffer_back),
        cmocka_unit_test(sink_gets_the_same_text),
        cmocka_unit_test(sink_works_with_a_buffer_of_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

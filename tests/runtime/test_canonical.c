/* runtime/src/canonical.c: RFC 8785. */
#include <o2c/o2c.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const o2c_write_options canonical = {0, true, false, 0};

static void check(const char *json, const char *want)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_writer w;
    o2c_error error;
    size_t length;
    o2c_writer_init(&w, &arena, &canonical);
    o2c_write_raw(&w, json, strlen(json));
    char *text = o2c_writer_finish(&w, &length, &error);
    if (!text)
        fail_msg("%s: %s", json, error.message);
    assert_string_equal(text, want);
    assert_int_equal(length, strlen(want));
    o2c_arena_deinit(&arena);
}

static void canonical_is_that_of_rfc_8785(void **unused)
{
    (void)unused;
    /* §3.2.2 and §3.2.3 */
    check("{\n"
          "  \"numbers\": [333333333.33333329, 1E30, 4.50,\n"
          "              2e-3, 0.000000000000000000000000001],\n"
          "  \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n"
          "  \"literals\": [null, true, false]\n"
          "}",
          "{\"literals\":[null,true,false],"
          "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
          "\"string\":\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    check("{\"\\u20ac\": \"Euro Sign\", \"\\r\": \"Carriage Return\","
          "\"\\ufb33\": \"Hebrew Letter Dalet With Dagesh\", \"1\": \"One\","
          "\"\\ud83d\\ude00\": \"Emoji: Grinning Face\", \"\\u0080\": \"Control\","
          "\"\\u00f6\": \"Latin Small Letter O With Diaeresis\"}",
          "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\","
          "\"\xc3\xb6\":\"Latin Small Letter O With Diaeresis\",\"\xe2\x82\xac\":\"Euro Sign\","
          "\"\xf0\x9f\x98\x80\":\"Emoji: Grinning Face\","
          "\"\xef\xac\xb3\":\"Hebrew Letter Dalet With Dagesh\"}");
}

static void canonical_sorts_at_every_level(void **unused)
{
    (void)unused;
    check("{\"b\":[{\"z\":1,\"y\":{\"b\":1,\"a\":2}}],\"a\":{},\"\":[]}",
          "{\"\":[],\"a\":{},\"b\":[{\"y\":{\"a\":2,\"b\":1},\"z\":1}]}");
    check("{\"a\":1,\"b\":2,\"a\":{\"a\":3,\"a\":4}}", "{\"a\":{\"a\":4},\"b\":2}");
    check("{\"aa\":1,\"a\":2,\"A\":3,\"10\":4,\"9\":5,\"i\":1,\"h\":1,\"g\":1,\"f\":1,\"e\":1}",
          "{\"10\":4,\"9\":5,\"A\":3,\"a\":2,\"aa\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1}");
}

static void canonical_numbers_are_doubles(void **unused)
{
    (void)unused;
    check("[-0,-0.0,0e5,1.0,10e-1,100,1e21,1e-7,9007199254740993,-12.50]",
          "[0,0,0,1,1,100,1e+21,1e-7,9007199254740992,-12.5]");
    check("\"x\"", "\"x\"");
}

static void canonical_ignores_indent_and_ascii(void **unused)
{
    (void)unused;
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_write_options options = {4, true, true, 0};
    o2c_writer w;
    o2c_writer_init(&w, &arena, &options);
    o2c_write_object_begin(&w);
    o2c_write_key(&w, O2C_LIT("\"b\":"));
    o2c_write_str(&w, o2c_str_of("\xc3\xb6"));
    o2c_write_key(&w, O2C_LIT("\"a\":"));
    o2c_write_i64(&w, 1);
    o2c_write_object_end(&w);
    assert_string_equal(o2c_writer_finish(&w, NULL, NULL), "{\"a\":1,\"b\":\"\xc3\xb6\"}");
    o2c_arena_deinit(&arena);
}

static void canonical_refuses_what_it_cannot_do(void **unused)
{
    (void)unused;
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_writer w;
    o2c_error error;
    o2c_writer_init(&w, &arena, &canonical);
    o2c_write_raw(&w, O2C_LIT("[1e400]"));
    assert_null(o2c_writer_finish(&w, NULL, &error));
    assert_int_equal(error.code, O2C_E_RANGE);
    o2c_writer_init_sink(&w, &arena, NULL, NULL, &canonical);
    o2c_write_null(&w);
    assert_null(o2c_writer_finish(&w, NULL, &error));
    assert_int_equal(error.code, O2C_E_SPACE);
    o2c_arena_deinit(&arena);
}

static const char shuffled[] = "{\"b\":[1E2,{\"d\":\"x\\n\",\"c\":{}}],\"a\":1e20,\"e\":null}";
static const char sorted[] =
    "{\"a\":100000000000000000000,\"b\":[100,{\"c\":{},\"d\":\"x\\n\"}],\"e\":null}";

static void canonical_fits_a_buffer_of_its_size(void **unused)
{
    (void)unused;
    for (size_t size = 0; size < 2 * sizeof sorted; size++) {
        char *buffer = malloc(size + 1);
        assert_non_null(buffer);
        o2c_writer w;
        size_t length;
        o2c_error error;
        o2c_writer_init_buffer(&w, buffer, size, &canonical);
        o2c_write_raw(&w, shuffled, sizeof shuffled - 1);
        char *text = o2c_writer_finish(&w, &length, &error);
        if (size < sizeof sorted - 1) {
            assert_null(text);
            assert_int_equal(error.code, O2C_E_SPACE);
        } else {
            assert_ptr_equal(text, buffer);
            assert_int_equal(length, sizeof sorted - 1);
            assert_memory_equal(text, sorted, length);
        }
        free(buffer);
    }
}

static void canonical_stays_in_an_arena_over_a_buffer(void **unused)
{
    (void)unused;
    bool done = false;
    for (size_t size = 0; size < 20000 && !done; size += 8) {
        char *buffer = malloc(size + 1);
        assert_non_null(buffer);
        o2c_arena arena;
        o2c_writer w;
        o2c_error error;
        o2c_arena_init_buffer(&arena, buffer, size);
        o2c_writer_init(&w, &arena, &canonical);
        o2c_write_raw(&w, shuffled, sizeof shuffled - 1);
        char *text = o2c_writer_finish(&w, NULL, &error);
        done = text != NULL;
        if (done)
            assert_string_equal(text, sorted);
        else
            assert_int_equal(error.code, O2C_E_MEMORY);
        free(buffer);
    }
    assert_true(done);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(canonical_is_that_of_rfc_8785),
        cmocka_unit_test(canonical_sorts_at_every_level),
        cmocka_unit_test(canonical_numbers_are_doubles),
        cmocka_unit_test(canonical_ignores_indent_and_ascii),
        cmocka_unit_test(canonical_refuses_what_it_cannot_do),
        cmocka_unit_test(canonical_fits_a_buffer_of_its_size),
        cmocka_unit_test(canonical_stays_in_an_arena_over_a_buffer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

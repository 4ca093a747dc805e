/*
 * Any bytes as JSON: an error, or a value that survives being written compact, pretty, in ASCII and in
 * canonical form, and whose numbers survive being printed.
 */
#include "number.h"

#include <o2c/o2c.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static o2c_str written(o2c_arena *arena, const o2c_value *value, const o2c_write_options *options)
{
    o2c_writer w;
    o2c_error error;
    o2c_str text;
    o2c_writer_init(&w, arena, options);
    o2c_write_value(&w, value);
    text.data = o2c_writer_finish(&w, &text.len, &error);
    require(text.data || (options->canonical && error.code == O2C_E_RANGE));
    return text;
}

static void check_text(o2c_arena *arena, const o2c_value *value, const o2c_write_options *options)
{
    o2c_str text = written(arena, value, options);
    if (!text.data)
        return;
    o2c_value again;
    require(o2c_value_parse(arena, text.data, text.len, &again, NULL));
    if (!options->canonical) {
        require(o2c_value_equal(value, &again) && o2c_value_equal(&again, value));
        return;
    }
    o2c_str twice = written(arena, &again, options);
    require(o2c_str_eq(text, twice));
}

static void check_number(const o2c_value *v)
{
    double number, again;
    char text[O2C_NUMBER_ROOM];
    if (!o2c_value_f64(v, &number))
        return;
    size_t len = (size_t)(o2c_number_print_f64(text, number) - text);
    require(o2c_number_f64(text, len, &again) && memcmp(&number, &again, sizeof again) == 0);
    int64_t whole;
    if (o2c_value_i64(v, &whole))
        require((double)whole == number);
}

static void check_numbers(const o2c_value *v)
{
    if (v->kind == O2C_NUMBER)
        check_number(v);
    for (size_t i = 0; v->kind == O2C_ARRAY && i < v->count; i++)
        check_numbers(&v->as.items[i]);
    for (size_t i = 0; v->kind == O2C_OBJECT && i < v->count; i++) {
        check_numbers(&v->as.members[i].value);
        require(o2c_value_get(v, v->as.members[i].name) != NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const o2c_write_options options[] = {
        {0, false, false, 0}, {3, false, false, 0}, {0, false, true, 0}, {0, true, false, 0}};
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_value value;
    o2c_error error;
    if (o2c_value_parse(&arena, (const char *)data, size, &value, &error)) {
        for (size_t i = 0; i < sizeof options / sizeof *options; i++)
            check_text(&arena, &value, &options[i]);
        check_numbers(&value);
    } else {
        require(error.code != O2C_OK && error.pointer && error.offset <= size);
    }
    o2c_arena_deinit(&arena);
    return 0;
}

/**
 * JSON Canonicalization Scheme (RFC 8785): a text is read back as a value and written anew, members
 * sorted by UTF-16 code units, numbers as doubles. Strings are the same as in every compact text.
 */
#include "number.h"
#include "value_members.h"
#include "writer_buffer.h"

/* ---- sorting, while the arena can still give memory ---- */

static bool sort_values(o2c_arena *arena, const o2c_value *values, size_t count);

/** Gives the object, which we have just read and nobody else sees, a sorted copy of its members. */
static bool sort_object(o2c_arena *arena, o2c_value *v)
{
    if (v->count == 0)
        return true;
    if (v->count > SIZE_MAX / sizeof(o2c_member))
        return false;
    size_t size = v->count * sizeof(o2c_member);
    o2c_member *copy = o2c_arena_alloc(arena, size, sizeof(void *));
    size_t room = 2 * v->count * sizeof(const o2c_member *);
    const o2c_member **sorted = o2c_arena_alloc(arena, room, sizeof(void *));
    if (!copy || !sorted)
        return false;
    v->count =
        o2c_members_sort(v->as.members, v->count, o2c_name_by_utf16, sorted, sorted + v->count);
    for (size_t i = 0; i < v->count; i++) {
        copy[i] = *sorted[i];
        if (!sort_values(arena, &copy[i].value, 1))
            return false;
    }
    v->as.members = copy;
    v->indexed = false;
    return true;
}

/* As deep as the text, which the reader has limited. */
static bool sort_values(o2c_arena *arena, const o2c_value *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const o2c_value *v = &values[i];
        if (v->kind == O2C_OBJECT && !sort_object(arena, (o2c_value *)(uintptr_t)v))
            return false;
        if (v->kind == O2C_ARRAY && !sort_values(arena, v->as.items, v->count))
            return false;
    }
    return true;
}

/* ---- writing ---- */

static void write_number(o2c_writer *w, const o2c_value *v)
{
    double number;
    if (!o2c_number_f64(v->as.text, v->count, &number))
        o2c_writer_fail(w, O2C_E_RANGE, NULL, 0);
    else
        o2c_write_f64(w, number == 0 ? 0 : number); /* -0 is 0 (§3.2.2.3) */
}

static void write_any(o2c_writer *w, const o2c_value *v)
{
    switch (v->kind) {
    case O2C_NUMBER: write_number(w, v); break;
    case O2C_ARRAY:
        o2c_write_array_begin(w);
        for (size_t i = 0; i < v->count && o2c_writer_ok(w); i++)
            write_any(w, &v->as.items[i]);
        o2c_write_array_end(w);
        break;
    case O2C_OBJECT:
        o2c_write_object_begin(w);
        for (size_t i = 0; i < v->count && o2c_writer_ok(w); i++) {
            o2c_write_name(w, v->as.members[i].name);
            write_any(w, &v->as.members[i].value);
        }
        o2c_write_object_end(w);
        break;
    default: o2c_write_value(w, v); break;
    }
}

static bool write_again(o2c_writer *w, o2c_arena *arena, const o2c_value *v, o2c_str *text)
{
    o2c_writer again;
    o2c_error error;
    o2c_write_options options = {0, false, false, w->max_depth};
    o2c_writer_init(&again, arena, &options);
    write_any(&again, v);
    text->data = o2c_writer_finish(&again, &text->len, &error);
    if (!text->data)
        o2c_writer_fail(w, error.code, NULL, 0);
    return text->data != NULL;
}

bool o2c_canonical(o2c_writer *w, o2c_arena *arena, o2c_str *text)
{
    o2c_reader r;
    o2c_error error;
    o2c_read_options options = {O2C_STRINGS_VIEW, w->max_depth, 0, NULL};
    o2c_reader_init(&r, arena, text->data, text->len, &options);
    o2c_value v = o2c_read_value(&r);
    if (!o2c_reader_finish(&r, &error)) {
        o2c_writer_fail(w, error.code, NULL, 0);
        return false;
    }
    if (!sort_values(arena, &v, 1)) {
        o2c_writer_fail(w, O2C_E_MEMORY, NULL, 0);
        return false;
    }
    return write_again(w, arena, &v, text);
}

#include <o2c/writer.h>

#include "internal.h"
#include "number.h"
#include "writer_buffer.h"
#include "writer_token.h"

/* ---- structure ---- */

/** A line break and the indentation of the present depth. */
static void new_line(o2c_writer *w)
{
    static const char spaces[] = "                                                                ";
    o2c_writer_put(w, "\n", 1);
    uint64_t left = (uint64_t)w->indent * w->depth;
    while (left > 0) {
        size_t part = left < sizeof spaces - 1 ? (size_t)left : sizeof spaces - 1;
        if (!o2c_writer_put(w, spaces, part))
            return;
        left -= part;
    }
}

void o2c_writer_break(o2c_writer *w)
{
    if (w->p == w->begin)
        return;
    char last = w->p[-1];
    if (last == '[' || last == '{' || last == ',')
        new_line(w);
}

static inline void begin_value(o2c_writer *w)
{
    if (O2C_UNLIKELY(w->indent != 0))
        o2c_writer_break(w);
}

void o2c_write_fail(o2c_writer *w, o2c_code code, const char *detail, size_t len)
{
    o2c_writer_fail(w, code, detail, len);
}

/** Where it is not compact, there is little room, or it is too deep. */
static O2C_NOINLINE void open_slowly(o2c_writer *w, char bracket)
{
    begin_value(w);
    if (w->depth >= w->max_depth) {
        o2c_writer_fail(w, O2C_E_DEPTH, NULL, 0);
        return;
    }
    w->depth++;
    o2c_writer_put(w, &bracket, 1);
}

static inline void open_container(o2c_writer *w, char bracket)
{
    if (O2C_LIKELY(o2c_writer_fast(w, w->p, 1) && w->depth < w->max_depth)) {
        w->depth++;
        *w->p++ = bracket;
    } else {
        open_slowly(w, bracket);
    }
}

/** Where it is not compact, there is little room, or an error was noted. */
static O2C_NOINLINE bool close_slowly(o2c_writer *w, char bracket)
{
    if (w->code != O2C_OK || w->depth == 0)
        return false;
    w->depth--;
    if (w->p[-1] == ',') {
        w->p--;
        if (w->indent)
            new_line(w);
    }
    o2c_writer_put_value(w, &bracket, 1);
    return w->code == O2C_OK;
}

/** Puts the bracket over the last comma, or behind the other bracket if the container is empty. */
static inline bool close_container(o2c_writer *w, char bracket)
{
    char *p = w->p;
    if (O2C_UNLIKELY(!o2c_writer_fast(w, p, 2) || w->depth == 0))
        return close_slowly(w, bracket);
    w->depth--;
    if (O2C_LIKELY(p[-1] == ',')) /* a branch, so that what follows need not wait for this byte */
        p--;
    p[0] = bracket;
    p[1] = ',';
    w->p = p + 2;
    return true;
}

void o2c_write_object_begin(o2c_writer *w)
{
    open_container(w, '{');
}

bool o2c_write_object_end(o2c_writer *w)
{
    return close_container(w, '}');
}

void o2c_write_array_begin(o2c_writer *w)
{
    open_container(w, '[');
}

bool o2c_write_array_end(o2c_writer *w)
{
    return close_container(w, ']');
}

void o2c_write_key_slowly(o2c_writer *w, const char *token, size_t len)
{
    begin_value(w);
    if (o2c_writer_put(w, token, len) && w->indent)
        o2c_writer_put(w, " ", 1);
}

void o2c_write_name(o2c_writer *w, o2c_str name)
{
    begin_value(w);
    o2c_writer_quote(w, name, ':');
    if (O2C_UNLIKELY(w->indent != 0))
        o2c_writer_put(w, " ", 1);
}

/* ---- scalars ---- */

static O2C_NOINLINE void write_raw_slowly(o2c_writer *w, const char *json, size_t len)
{
    begin_value(w);
    o2c_writer_put_value(w, json, len);
}

void o2c_write_raw(o2c_writer *w, const char *json, size_t len)
{
    if (O2C_UNLIKELY(!o2c_writer_fast(w, w->p, len + 1))) {
        write_raw_slowly(w, json, len);
        return;
    }
    char *p = o2c_copy_token(w->p, json, len);
    *p = ',';
    w->p = p + 1;
}

void o2c_write_constant(o2c_writer *w, const char *member, size_t len, size_t len_of_key)
{
    if (O2C_LIKELY(o2c_writer_fast(w, w->p, len + 1))) {
        o2c_write_raw(w, member, len);
        return;
    }
    o2c_write_key(w, member, len_of_key);
    o2c_write_raw(w, member + len_of_key, len - len_of_key);
}

void o2c_write_null(o2c_writer *w)
{
    o2c_write_raw(w, O2C_LIT("null"));
}

void o2c_write_bool(o2c_writer *w, bool value)
{
    o2c_write_raw(w, value ? "true" : "false", value ? 4 : 5);
}

/** The value of a boolean and its comma; `p` has room for eight bytes. Returns the end. */
static inline char *put_bool(char *p, bool value)
{
    memcpy(p, value ? "true,   " : "false,  ", 8);
    return p + (value ? 5 : 6);
}

void o2c_write_bool_member(o2c_writer *w, const char *token, size_t len, bool value)
{
    if (O2C_LIKELY(o2c_writer_fast(w, w->p, len + 8))) {
        w->p = put_bool(o2c_copy_token(w->p, token, len), value);
        return;
    }
    o2c_write_key(w, token, len);
    o2c_write_bool(w, value);
}

/** Where a number goes: into the buffer if any number fits, else into `spare`. */
static inline char *number_at(o2c_writer *w, char spare[O2C_NUMBER_ROOM])
{
    if (O2C_LIKELY(o2c_writer_fast(w, w->p, O2C_NUMBER_ROOM + 1)))
        return w->p;
    begin_value(w);
    return spare;
}

static inline void number_end(o2c_writer *w, char *begin, char *end)
{
    if (O2C_UNLIKELY(begin != w->p)) {
        o2c_writer_put_value(w, begin, (size_t)(end - begin));
        return;
    }
    *end = ',';
    w->p = end + 1;
}

void o2c_write_i64(o2c_writer *w, int64_t value)
{
    char spare[O2C_NUMBER_ROOM];
    char *at = number_at(w, spare);
    number_end(w, at, o2c_number_print_i64(at, value));
}

void o2c_write_i64_member(o2c_writer *w, const char *token, size_t len, int64_t value)
{
    if (O2C_LIKELY(o2c_writer_fast(w, w->p, len + O2C_NUMBER_ROOM + 1))) {
        char *p = o2c_number_print_i64(o2c_copy_token(w->p, token, len), value);
        *p = ',';
        w->p = p + 1;
        return;
    }
    o2c_write_key(w, token, len);
    o2c_write_i64(w, value);
}

void o2c_write_u64(o2c_writer *w, uint64_t value)
{
    char spare[O2C_NUMBER_ROOM];
    char *at = number_at(w, spare);
    number_end(w, at, o2c_number_print_u64(at, value));
}

void o2c_write_f64(o2c_writer *w, double value)
{
    if (O2C_UNLIKELY(!(value - value == 0))) {
        o2c_writer_fail(w, O2C_E_NOT_FINITE, NULL, 0);
        return;
    }
    char spare[O2C_NUMBER_ROOM];
    char *at = number_at(w, spare);
    number_end(w, at, o2c_number_print_f64(at, value));
}

void o2c_write_f32(o2c_writer *w, float value)
{
    if (O2C_UNLIKELY(!(value - value == 0))) {
        o2c_writer_fail(w, O2C_E_NOT_FINITE, NULL, 0);
        return;
    }
    char spare[O2C_NUMBER_ROOM];
    char *at = number_at(w, spare);
    number_end(w, at, o2c_number_print_f32(at, value));
}

void o2c_write_enum(o2c_writer *w, const void *shape, int member)
{
    const o2c_shape *head = shape;
    const o2c_key *keys = o2c_shape_keys(head);
    for (uint32_t i = 0; i < head->key_count; i++) {
        if (keys[i].member != member)
            continue;
        o2c_str token = {o2c_shape_names(head) + keys[i].at, keys[i].len};
        if (keys[i].form == O2C_KEY_ESCAPED)
            o2c_write_str(w, token);
        else
            o2c_write_raw(w, token.data, token.len);
        return;
    }
    o2c_writer_fail(w, O2C_E_UNSET, NULL, 0);
}

/* ---- dynamic values ---- */

/* The recursion is as deep as max_depth lets containers be. */
void o2c_write_value(o2c_writer *w, const o2c_value *value)
{
    o2c_str text = {value->as.text, value->count};
    switch (value->kind) {
    case O2C_NONE: o2c_writer_fail(w, O2C_E_UNSET, NULL, 0); break;
    case O2C_NULL: o2c_write_null(w); break;
    case O2C_BOOL: o2c_write_bool(w, value->boolean); break;
    case O2C_NUMBER: o2c_write_raw(w, text.data, text.len); break;
    case O2C_STRING: o2c_write_str(w, text); break;
    case O2C_ARRAY:
        o2c_write_array_begin(w);
        for (size_t i = 0; i < value->count && o2c_writer_ok(w); i++)
            o2c_write_value(w, &value->as.items[i]);
        o2c_write_array_end(w);
        break;
    case O2C_OBJECT:
        o2c_write_object_begin(w);
        for (size_t i = 0; i < value->count && o2c_writer_ok(w); i++) {
            o2c_write_name(w, value->as.members[i].name);
            o2c_write_value(w, &value->as.members[i].value);
        }
        o2c_write_object_end(w);
        break;
    }
}

void o2c_write_raw_members(o2c_writer *w, const o2c_raw_members *members)
{
    for (size_t i = 0; i < members->count; i++) {
        o2c_write_name(w, members->items[i].name);
        o2c_write_raw(w, members->items[i].json.data, members->items[i].json.len);
    }
}

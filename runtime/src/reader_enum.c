#include <o2c/reader.h>

#include "internal.h"
#include "scan.h"

/* ---- listed values ---- */

/* Whether the shape lists a value of that kind. */
static bool lists_kind(const o2c_shape *shape, o2c_kind kind)
{
    const o2c_key *keys = o2c_shape_keys(shape);
    for (uint32_t i = 0; i < shape->key_count; i++) {
        o2c_kind listed = keys[i].form == O2C_KEY_ESCAPED
                              ? O2C_STRING
                              : o2c_kind_of(o2c_shape_names(shape)[keys[i].at]);
        if (listed == kind) {
            return true;
        }
    }
    return false;
}

/* Reads a scalar that is no string and finds it. Returns key_count if it is not listed. */
static uint32_t read_token(o2c_reader *r, const o2c_shape *shape, const char *p)
{
    o2c_skip(r);
    if (!o2c_ok(r)) {
        return shape->key_count;
    }
    uint32_t key = o2c_shape_find_token(shape, p, (size_t)(r->p - p));
    if (key == shape->key_count && o2c_kind_of(*p) == O2C_NUMBER) {
        key = o2c_shape_find_number(shape, p, (size_t)(r->p - p));
    }
    return key;
}

static const char *expected_kind(const o2c_shape *shape)
{
    if (lists_kind(shape, O2C_STRING)) {
        return "string";
    }
    return lists_kind(shape, O2C_NUMBER) ? "number" : "a listed value";
}

int o2c_read_enum(o2c_reader *r, const void *shape)
{
    const o2c_shape *s = shape;
    const char *p = o2c_value_start(r);
    o2c_kind kind = p == r->end ? O2C_NONE : o2c_kind_of(*p);
    if (kind == O2C_NONE || !lists_kind(s, kind)) {
        o2c_refuse_type(r, p, expected_kind(s));
        return -1;
    }
    uint32_t key = s->key_count;
    if (kind == O2C_STRING) {
        o2c_str text;
        o2c_arena_mark mark = o2c_arena_here(r->arena);
        const char *after = o2c_string_glance(r, p, &text);
        if (after == NULL) {
            return -1;
        }
        r->p = after;
        key = o2c_shape_find(s, text.data, text.len);
        o2c_arena_rollback(r->arena, mark);
    } else {
        key = read_token(r, s, p);
    }
    if (!o2c_ok(r)) {
        return -1;
    }
    if (key == s->key_count) { /* already behind the value, so that collecting goes on */
        o2c_fail(r, O2C_E_ENUM, p, shape, O2C_DETAIL_SHAPE, 0);
        return -1;
    }
    r->at = p;
    return o2c_shape_keys(s)[key].member;
}

int o2c_read_open_enum(o2c_reader *r, const void *shape, o2c_str *text)
{
    const o2c_shape *s = shape;
    const char *p = o2c_value_start(r);
    uint32_t key = s->key_count;
    text->data = NULL;
    text->len = 0;
    o2c_kind kind = p == r->end ? O2C_NONE : o2c_kind_of(*p);
    if (kind == O2C_STRING && lists_kind(s, O2C_STRING)) {
        *text = o2c_string_take(r, p);
        if (o2c_ok(r)) {
            key = o2c_shape_find(s, text->data, text->len);
        }
    } else if (kind != O2C_NONE && kind != O2C_STRING && kind != O2C_ARRAY && kind != O2C_OBJECT &&
               lists_kind(s, kind)) {
        *text = o2c_read_raw(r);
        if (o2c_ok(r)) {
            key = o2c_shape_find_token(s, text->data, text->len);
            if (key == s->key_count && kind == O2C_NUMBER) {
                key = o2c_shape_find_number(s, text->data, text->len);
            }
        }
    } else {
        o2c_refuse_type(r, p, expected_kind(s));
    }
    if (o2c_ok(r) && key == s->key_count && r->listed_only) {
        r->unlisted = true;
        o2c_fail(r, O2C_E_ENUM, p, (const char *)s, O2C_DETAIL_SHAPE, 0);
    }
    if (!o2c_ok(r) || key == s->key_count) {
        return -1;
    }
    r->at = p;
    return o2c_shape_keys(s)[key].member;
}

/* ---- the one value ---- */

/* Whether the value that is next equals the token's; it is left behind. False also after an error. */
static bool equals_token(o2c_reader *r, const char *token, size_t len)
{
    o2c_arena_mark mark = o2c_arena_here(r->arena);
    o2c_string_mode mode = r->strings;
    o2c_value found, wanted;
    o2c_string_mode_set(r, O2C_STRINGS_VIEW); /* nothing of it is kept */
    found = o2c_read_value(r);
    o2c_string_mode_set(r, mode);
    bool equal = false;
    if (o2c_ok(r)) {
        if (!o2c_value_parse(r->arena, token, len, &wanted, NULL)) {
            o2c_fail(r, O2C_E_MEMORY, r->p, NULL, 0, 0); /* the token itself is sound */
        } else {
            equal = o2c_value_equal(&found, &wanted);
        }
    }
    o2c_arena_rollback(r->arena, mark);
    return equal;
}

void o2c_read_const_slowly(o2c_reader *r, const char *token, size_t len)
{
    const char *p = o2c_value_start(r);
    bool same = (size_t)(r->end - p) > len && memcmp(p, token, len) == 0;
    if (same && strchr(",]} \n\r\t", p[len]) != NULL && p[len] != '\0') {
        r->at = p;
        r->p = p + len;
        return;
    }
    o2c_kind kind = p == r->end ? O2C_NONE : o2c_kind_of(*p);
    if (kind == O2C_NONE || kind != o2c_kind_of(*token)) {
        o2c_refuse_type(r, p, o2c_kind_name(o2c_kind_of(*token)));
        return;
    }
    bool equal = equals_token(r, token, len);
    if (!o2c_ok(r)) {
        return;
    }
    r->at = p;
    if (!equal) {
        o2c_fail(r, O2C_E_CONST, p, token, len, 0);
    }
}

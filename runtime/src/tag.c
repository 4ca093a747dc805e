#include <o2c/reader.h>

#include "internal.h"
#include "look.h"
#include "scan.h"

/*
 * Tags. One that comes first costs a compare. For a late one the object's own members are walked;
 * what they contain is skipped by way of skips.c, which sees to it that no byte is skipped twice,
 * however deeply objects with late tags are nested.
 *
 * Looking ahead does not judge: whatever it makes of a text that is not JSON, decoding that text
 * afterwards finds out.
 */

/* ---- the tag ---- */

/* The value of the object's member of that name; NULL if it has none, or after an error. */
static const char *find_late(o2c_reader *r, const char *object, const char *name, size_t len)
{
    const char *p = object + 1;
    for (;;) {
        p = o2c_to_value(p, r->end);
        if (p == r->end || *p != '"') {
            return NULL;
        }
        const char *key = p;
        p = o2c_scan_string_end(p + 1, r->end);
        bool found = is_name(r, key, p, name, len);
        p = o2c_to_value(p, r->end);
        if (p == r->end || *p != ':' || !o2c_ok(r)) {
            return NULL;
        }
        p = o2c_to_value(p + 1, r->end);
        if (found) {
            return p == r->end ? NULL : p;
        }
        p = pass_value(r, p);
        if (p == NULL) {
            return NULL;
        }
        p = o2c_to_value(p, r->end);
        if (p == r->end || *p != ',') {
            return NULL;
        }
        p++;
    }
}

/* ---- what the tag says ---- */

/* The key of the tag's value at `p`, or key_count. */
static uint32_t find_value(o2c_reader *r, const o2c_shape *shape, const char *p)
{
    if (*p == '"') {
        const char *after = o2c_scan_string_end(p + 1, r->end);
        size_t len = (size_t)(after - p);
        if (len >= 2 && memchr(p, '\\', len) == NULL) {
            return o2c_shape_find(shape, p + 1, len - 2);
        }
        o2c_arena_mark mark = o2c_arena_here(r->arena);
        o2c_str text;
        uint32_t key = shape->key_count;
        if (glance(r, p, &text)) {
            key = o2c_shape_find(shape, text.data, text.len);
        }
        o2c_arena_rollback(r->arena, mark);
        return key;
    }
    const char *end = p;
    while (end < r->end && !o2c_is_space(*end) && *end != ',' && *end != '}') {
        end++;
    }
    uint32_t key = o2c_shape_find_token(shape, p, (size_t)(end - p));
    const char *bad;
    if (key == shape->key_count && o2c_scan_number(p, end, &bad) == end) { /* 2.0 is 2 */
        key = o2c_shape_find_number(shape, p, (size_t)(end - p));
    }
    return key;
}

/* No object, no tag or no known tag: an error about the object, unless its text is not JSON. */
static O2C_COLD void refuse_object(o2c_reader *r, const char *object, o2c_code code, const char *at,
                                   const char *detail, size_t len)
{
    o2c_fail(r, code, at, detail, len, 0);
    if (o2c_ok(r)) { /* errors are being collected */
        r->p = object;
        o2c_skip(r);
    }
}

/* What stands in the quotes of the name, for messages: itself, or unescaped in the arena. */
static o2c_str name_content(o2c_reader *r, const char *name, size_t len)
{
    o2c_str content = {name + 1, len - 3};
    char *copy = NULL;
    if (memchr(name, '\\', len) != NULL) {
        copy = o2c_arena_alloc(r->arena, len, 1);
    }
    if (copy != NULL) {
        content = (o2c_str){copy, 0};
        for (const char *p = name + 1, *end = name + len - 2; p < end;) {
            copy[content.len++] = *p != '\\' ? *p++ : escaped_byte(&p);
        }
    }
    return content;
}

static O2C_COLD int refuse_missing(o2c_reader *r, const char *object, const char *name, size_t len)
{
    uint32_t depth = r->depth;
    o2c_skip(r); /* a text that breaks off has no tag either, but that is what is wrong with it */
    r->depth = depth;
    if (o2c_ok(r)) {
        o2c_str content = name_content(r, name, len);
        refuse_object(r, object, O2C_E_REQUIRED, object, content.data, content.len);
    }
    return O2C_TAG_NONE;
}

int o2c_find_tag(o2c_reader *r, const void *shape, const char *name, size_t len)
{
    const o2c_shape *s = shape;
    bool optional = (s->flags & O2C_SHAPE_TAG_OPTIONAL) != 0;
    const char *object = o2c_value_start(r);
    if (object == r->end || *object != '{') {
        if (!optional || object == r->end) {
            o2c_refuse_type(r, object, "object");
        }
        return O2C_TAG_NONE;
    }
    const char *value;
    if ((size_t)(r->end - object) > len + 1 && memcmp(object + 1, name, len) == 0) {
        value = o2c_to_value(object + 1 + len, r->end);
        value = value != r->end ? value : NULL;
    } else {
        value = find_late(r, object, name, len);
    }
    if (!o2c_ok(r)) {
        return O2C_TAG_NONE;
    }
    if (value == NULL) {
        return optional ? O2C_TAG_NONE : refuse_missing(r, object, name, len);
    }
    uint32_t key = find_value(r, s, value);
    if (key != s->key_count) {
        return o2c_shape_keys(s)[key].member;
    }
    if (!o2c_ok(r)) {
        return O2C_TAG_NONE;
    }
    if ((s->flags & (O2C_SHAPE_TAG_OPTIONAL | O2C_SHAPE_TAG_OPEN)) != 0) {
        return O2C_TAG_UNKNOWN;
    }
    refuse_object(r, object, O2C_E_TAG, value, shape, O2C_DETAIL_SHAPE);
    return O2C_TAG_NONE;
}

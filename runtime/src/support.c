#include <o2c/support.h>

#include "internal.h"

#include <string.h>

void o2c_zero_slowly(void *memory, size_t size)
{
    memset(memory, 0, size);
}

bool o2c_decode_end(o2c_reader *r, void *out, size_t size, o2c_error *error)
{
    bool ok = o2c_reader_finish(r, error);
    if (!ok)
        memset(out, 0, size);
    return ok;
}

size_t o2c_validate_end(o2c_reader *r)
{
    o2c_reader_finish(r, NULL);
    return r->error_count;
}

const char *o2c_enum_text(const char *texts, unsigned count, unsigned value)
{
    if (value == 0 || value > count)
        return "";
    while (--value > 0)
        texts += strlen(texts) + 1;
    return texts;
}

int o2c_enum_find(const void *shape, o2c_str text)
{
    const o2c_shape *s = shape;
    uint32_t key = o2c_shape_find(s, text.data ? text.data : "", text.len);
    return key == s->key_count ? -1 : (int)o2c_shape_keys(s)[key].member;
}

bool o2c_check_listed(o2c_reader *r, int64_t value, const int32_t *listed, size_t count)
{
    if (!o2c_has_value(r))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (listed[i] == value)
            return true;
    }
    o2c_fail(r, O2C_E_ENUM, r->at, (const char *)listed, O2C_DETAIL_INTEGERS, count);
    return false;
}

void o2c_check_number_enum(o2c_reader *r, const char *texts, size_t count)
{
    if (!o2c_has_value(r))
        return;
    o2c_str number = {r->at, (size_t)(r->p - r->at)};
    const char *text = texts;
    for (size_t i = 0; i < count; i++) {
        o2c_str listed = o2c_str_of(text);
        if (o2c_number_compare(number, listed) == 0)
            return;
        text += listed.len + 1;
    }
    o2c_fail(r, O2C_E_ENUM, r->at, texts, O2C_DETAIL_TEXTS, count);
}

size_t o2c_list_kinds(unsigned kinds, char *text, size_t room)
{
    size_t len = 0, left = 0;
    for (unsigned kind = O2C_NULL; kind <= O2C_OBJECT; kind++)
        left += (kinds >> kind) & 1u;
    for (unsigned kind = O2C_NULL; kind <= O2C_OBJECT; kind++) {
        if (!((kinds >> kind) & 1u))
            continue;
        const char *name = o2c_kind_name((o2c_kind)kind);
        const char *after = --left > 1 ? ", " : left == 1 ? " or " : "";
        size_t n = strlen(name), m = strlen(after);
        if (len + n + m > room)
            break;
        memcpy(text + len, name, n);
        memcpy(text + len + n, after, m);
        len += n + m;
    }
    return len;
}

O2C_COLD void o2c_no_kind(o2c_reader *r, unsigned kinds)
{
    if (!o2c_ok(r))
        return;
    char text[64];
    size_t len = o2c_list_kinds(kinds, text, sizeof text - 1);
    text[len] = '\0';
    o2c_str expected = o2c_arena_str(r->arena, text, len);
    o2c_refuse_type(r, o2c_value_start(r), expected.data ? expected.data : "another type");
}

O2C_COLD void o2c_no_branch(o2c_reader *r)
{
    if (!o2c_ok(r))
        return;
    const char *start = o2c_value_start(r);
    uint32_t depth = r->depth;
    o2c_skip(r); /* a text that breaks off fits no branch either, but that is what is wrong with it */
    r->depth = depth;
    if (o2c_ok(r)) {
        r->p = start;
        o2c_refuse(r, O2C_E_UNION, start, NULL, 0, 0);
    }
}

o2c_value o2c_read_value_of(o2c_reader *r, unsigned kinds)
{
    o2c_kind kind = o2c_peek(r);
    if (kind == O2C_NONE || (kinds >> kind & 1u))
        return o2c_read_value(r);
    o2c_no_kind(r, kinds);
    o2c_value none;
    memset(&none, 0, sizeof none);
    return none;
}

bool o2c_read_nothing(o2c_reader *r)
{
    o2c_expect_null(r);
    return o2c_ok(r);
}

void o2c_write_nothing(o2c_writer *w, bool value)
{
    (void)value;
    o2c_write_null(w);
}

o2c_value o2c_read_never(o2c_reader *r)
{
    o2c_value none;
    memset(&none, 0, sizeof none);
    o2c_never(r);
    return none;
}

void o2c_write_never(o2c_writer *w, const o2c_value *value)
{
    (void)value;
    o2c_write_fail(w, O2C_E_UNSET, NULL, 0);
}

void o2c_keep_member(o2c_reader *r, const o2c_object *o, o2c_list *list)
{
    o2c_raw_member *member = o2c_list_push(r, list);
    if (!member)
        return;
    member->name = o2c_object_name(r, o);
    member->json = o2c_read_raw(r);
}

const o2c_raw_member *o2c_raw_members_find(const o2c_raw_members *members, const char *name,
                                           size_t len)
{
    o2c_str wanted = {name, len};
    for (size_t i = 0; i < members->count; i++) {
        if (o2c_str_eq(members->items[i].name, wanted))
            return &members->items[i];
    }
    return NULL;
}

void o2c_write_raw_checked(o2c_writer *w, o2c_str json)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_reader r;
    o2c_reader_init(&r, &arena, json.data ? json.data : "", json.len, NULL);
    o2c_skip(&r);
    if (o2c_reader_finish(&r, NULL))
        o2c_write_raw(w, json.data, json.len);
    else
        o2c_write_fail(w, O2C_E_UNSET, NULL, 0);
    o2c_arena_deinit(&arena);
}

#include <o2c/look.h>

#include "internal.h"
#include "look.h"
#include "scan.h"

/* A walk over the members of the object that comes next. */
typedef struct members {
    const char *p;          /* before the next key; NULL: there is none */
    const char *key, *after; /* the key that was found, with its quotes */
    const char *value;
} members;

static void members_begin(o2c_reader *r, const o2c_shape *shape, members *m)
{
    const char *p = o2c_value_start(r);
    if ((shape->flags & O2C_SHAPE_OF_ITEM) != 0 && p != r->end && *p == '[') {
        p = o2c_to_value(p + 1, r->end);
    }
    m->p = p != r->end && *p == '{' ? p + 1 : NULL;
    m->value = NULL;
}

/* Steps over the value, to the next key. */
static void members_step(o2c_reader *r, members *m)
{
    const char *p = pass_value(r, m->value);
    p = p != NULL ? o2c_to_value(p, r->end) : r->end;
    m->p = p != r->end && *p == ',' ? p + 1 : NULL;
    m->value = NULL;
}

static bool members_next(o2c_reader *r, members *m)
{
    if (m->value != NULL) {
        members_step(r, m);
    }
    if (m->p == NULL || !o2c_ok(r)) {
        return false;
    }
    const char *p = o2c_to_value(m->p, r->end);
    if (p == r->end || *p != '"') {
        return false;
    }
    m->key = p;
    m->after = o2c_scan_string_end(p + 1, r->end);
    p = o2c_to_value(m->after, r->end);
    if (p == r->end || *p != ':') {
        return false;
    }
    m->value = o2c_to_value(p + 1, r->end);
    return m->value != r->end;
}

/* The number that the shape gives the key, or O2C_TAG_NONE. */
static int number_of(o2c_reader *r, const o2c_shape *shape, const members *m)
{
    size_t len = (size_t)(m->after - m->key);
    uint32_t key = shape->key_count;
    if (len < 2) {
        return O2C_TAG_NONE;
    }
    if (memchr(m->key, '\\', len) == NULL) {
        key = o2c_shape_find(shape, m->key + 1, len - 2);
    } else {
        o2c_arena_mark mark = o2c_arena_here(r->arena);
        o2c_str name;
        if (glance(r, m->key, &name)) {
            key = o2c_shape_find(shape, name.data, name.len);
        }
        o2c_arena_rollback(r->arena, mark);
    }
    return key != shape->key_count ? o2c_shape_keys(shape)[key].member : O2C_TAG_NONE;
}

/* The first member that is listed; its value stays in *m. */
static int find_listed(o2c_reader *r, const o2c_shape *shape, members *m)
{
    members_begin(r, shape, m);
    while (members_next(r, m)) {
        int number = number_of(r, shape, m);
        if (number != O2C_TAG_NONE) {
            return number;
        }
    }
    return O2C_TAG_NONE;
}

int o2c_read_key(o2c_reader *r, const void *shape)
{
    members m;
    return find_listed(r, shape, &m);
}

o2c_kind o2c_peek_member(o2c_reader *r, const void *shape)
{
    members m;
    return find_listed(r, shape, &m) != O2C_TAG_NONE ? o2c_kind_of(*m.value) : O2C_NONE;
}

bool o2c_has_keys(o2c_reader *r, const o2c_shape *shape)
{
    members m;
    members_begin(r, shape, &m);
    return m.p != NULL;
}

uint64_t o2c_read_keys(o2c_reader *r, const void *shape)
{
    const o2c_shape *s = shape;
    uint64_t found = 0;
    uint32_t left = s->key_count; /* names may share a number: then it looks on to the end */
    members m;
    members_begin(r, s, &m);
    while (left > 0 && members_next(r, &m)) {
        int number = number_of(r, s, &m);
        if (number != O2C_TAG_NONE && (found >> number & 1u) == 0) {
            found |= (uint64_t)1 << number;
            left--;
        }
    }
    return found;
}

/* The kind of the first item of what starts at `p`. */
static o2c_kind item_kind(const o2c_reader *r, const char *p)
{
    if (p == r->end || *p != '[') {
        return O2C_NONE;
    }
    p = o2c_to_value(p + 1, r->end);
    return p != r->end && *p != ']' ? o2c_kind_of(*p) : O2C_NONE;
}

o2c_kind o2c_peek_member_item(o2c_reader *r, const void *shape)
{
    members m;
    return find_listed(r, shape, &m) != O2C_TAG_NONE ? item_kind(r, m.value) : O2C_NONE;
}

o2c_kind o2c_peek_item(o2c_reader *r)
{
    return item_kind(r, o2c_value_start(r));
}

void o2c_attempt_order(o2c_attempt *a, const void *shape, const o2c_branch_keys *keys)
{
    a->shape = shape;
    a->keys = keys;
}

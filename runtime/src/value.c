#include <o2c/value.h>

#include "internal.h"
#include "number.h"
#include "value_members.h"
#include <o2c/reader.h>
#include <string.h>

/* ---- reading ---- */

/** An indexed object has one member more than it counts; its name holds the index. */
static const o2c_member *const *index_of(const o2c_value *v)
{
    return (const o2c_member *const *)(const void *)v->as.members[v->count].name.data;
}

static size_t index_count(const o2c_value *v)
{
    return v->as.members[v->count].name.len;
}

static bool push_member(o2c_reader *r, o2c_list *list, o2c_str name, o2c_value value)
{
    o2c_member *member = o2c_list_push(r, list);
    if (!member)
        return false;
    member->name = name;
    member->value = value;
    return true;
}

static void set_index(o2c_reader *r, o2c_value *v, o2c_member *members)
{
    size_t size = v->count * sizeof(const o2c_member *);
    o2c_scratch_mark mark = o2c_scratch_here(r->arena);
    const o2c_member **sorted = o2c_new(r, size);
    char *spare = o2c_scratch_extend(r->arena, NULL, 0, size);
    if (sorted && spare) {
        o2c_str *index = &members[v->count].name;
        index->len = o2c_members_sort(members, v->count, o2c_name_by_bytes, sorted,
                                      (const o2c_member **)(void *)spare);
        index->data = (const char *)(const void *)sorted;
        v->indexed = true;
    } else {
        o2c_fail(r, O2C_E_MEMORY, r->at, NULL, 0, 0);
    }
    o2c_scratch_back(r->arena, mark);
}

static void read_object(o2c_reader *r, o2c_value *v)
{
    o2c_object object;
    o2c_list list;
    o2c_object_begin(r, &object, NULL, NULL);
    o2c_list_begin(r, &list, sizeof(o2c_member));
    while (o2c_object_next(r, &object)) {
        o2c_str name = o2c_object_name(r, &object);
        if (!push_member(r, &list, name, o2c_read_value(r)))
            break;
    }
    size_t count = list.count;
    if (count > O2C_UNINDEXED_MAX)
        push_member(r, &list, (o2c_str){NULL, 0}, (o2c_value){0});
    o2c_member *members = o2c_list_end(r, &list);
    if (!o2c_object_end(r, &object))
        return;
    v->count = count;
    v->as.members = members;
    if (count > O2C_UNINDEXED_MAX)
        set_index(r, v, members);
}

static void read_array(o2c_reader *r, o2c_value *v)
{
    o2c_array array;
    o2c_list list;
    o2c_array_begin(r, &array);
    o2c_list_begin(r, &list, sizeof(o2c_value));
    while (o2c_array_next(r, &array)) {
        o2c_value item = o2c_read_value(r);
        o2c_value *place = o2c_list_push(r, &list);
        if (!place)
            break;
        *place = item;
    }
    v->count = list.count;
    v->as.items = o2c_list_end(r, &list);
    (void)o2c_array_end(r, &array);
}

static void set_text(o2c_value *v, o2c_str text)
{
    v->as.text = text.data;
    v->count = text.len;
}

/* The recursion is as deep as the reader's depth limit lets arrays and objects be. */
o2c_value o2c_read_value(o2c_reader *r)
{
    o2c_value v = {0};
    v.kind = o2c_peek(r);
    switch (v.kind) {
    case O2C_NULL: o2c_expect_null(r); break;
    case O2C_BOOL: v.boolean = o2c_read_bool(r); break;
    case O2C_NUMBER: set_text(&v, o2c_read_raw(r)); break;
    case O2C_STRING: set_text(&v, o2c_read_str(r)); break;
    case O2C_ARRAY: read_array(r, &v); break;
    case O2C_OBJECT: read_object(r, &v); break;
    case O2C_NONE: o2c_skip(r); break; /* notes why there is no value */
    }
    return o2c_ok(r) ? v : (o2c_value){0};
}

bool o2c_value_parse(o2c_arena *arena, const char *text, size_t length, o2c_value *out,
                     o2c_error *error)
{
    o2c_reader r;
    o2c_reader_init(&r, arena, text, length, NULL);
    *out = o2c_read_value(&r);
    if (o2c_reader_finish(&r, error))
        return true;
    *out = (o2c_value){0};
    return false;
}

/* ---- access ---- */

static const o2c_value *find_indexed(const o2c_value *v, o2c_str name)
{
    const o2c_member *const *sorted = index_of(v);
    size_t low = 0, high = index_count(v);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = o2c_name_by_bytes(sorted[middle]->name, name);
        if (order == 0)
            return &sorted[middle]->value;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const o2c_value *o2c_value_get(const o2c_value *v, o2c_str name)
{
    if (v->kind != O2C_OBJECT)
        return NULL;
    if (v->indexed)
        return find_indexed(v, name);
    for (size_t i = v->count; i-- > 0;) {
        if (o2c_str_eq(v->as.members[i].name, name))
            return &v->as.members[i].value;
    }
    return NULL;
}

static bool integer(const o2c_value *v, bool *negative, uint64_t *magnitude)
{
    return v->kind == O2C_NUMBER &&
           o2c_number_integer(v->as.text, v->count, negative, magnitude) == O2C_OK;
}

bool o2c_value_i64(const o2c_value *v, int64_t *out)
{
    bool negative;
    uint64_t magnitude;
    *out = 0;
    if (!integer(v, &negative, &magnitude) || magnitude > (uint64_t)INT64_MAX + negative)
        return false;
    *out = negative ? -(int64_t)(magnitude - 1) - 1 : (int64_t)magnitude;
    return true;
}

bool o2c_value_u64(const o2c_value *v, uint64_t *out)
{
    bool negative;
    uint64_t magnitude;
    *out = 0;
    if (!integer(v, &negative, &magnitude) || negative)
        return false;
    *out = magnitude;
    return true;
}

bool o2c_value_f64(const o2c_value *v, double *out)
{
    *out = 0;
    return v->kind == O2C_NUMBER && o2c_number_f64(v->as.text, v->count, out);
}

/* ---- equality ---- */

/** Walks an object's members in order of their names. */
typedef struct walk {
    const o2c_value *object;
    const o2c_member *const *sorted; /* NULL: made by hand, and too large to sort here */
    const o2c_member *own[O2C_UNINDEXED_MAX];
    const o2c_member *last;
    size_t count, at;
} walk;

static void walk_begin(walk *w, const o2c_value *object)
{
    w->object = object;
    w->last = NULL;
    w->at = w->count = 0;
    w->sorted = NULL;
    if (object->indexed) {
        w->sorted = index_of(object);
        w->count = index_count(object);
    } else if (object->count <= O2C_UNINDEXED_MAX) {
        w->sorted = w->own;
        w->count =
            o2c_members_sort(object->as.members, object->count, o2c_name_by_bytes, w->own, NULL);
    }
}

/** The last member with the least name beyond that of the member before. */
static const o2c_member *search_next(walk *w)
{
    const o2c_member *next = NULL;
    for (size_t i = 0; i < w->object->count; i++) {
        const o2c_member *member = &w->object->as.members[i];
        if ((!w->last || o2c_name_by_bytes(member->name, w->last->name) > 0) &&
            (!next || o2c_name_by_bytes(member->name, next->name) <= 0))
            next = member;
    }
    w->last = next;
    return next;
}

static const o2c_member *walk_next(walk *w)
{
    if (!w->sorted)
        return search_next(w);
    return w->at < w->count ? w->sorted[w->at++] : NULL;
}

static int order_objects(const o2c_value *a, const o2c_value *b)
{
    walk x, y;
    walk_begin(&x, a);
    walk_begin(&y, b);
    for (;;) {
        const o2c_member *p = walk_next(&x), *q = walk_next(&y);
        if (!p || !q)
            return (p != NULL) - (q != NULL);
        int order = o2c_name_by_bytes(p->name, q->name);
        if (order == 0)
            order = o2c_value_order(&p->value, &q->value);
        if (order != 0)
            return order;
    }
}

static int order_arrays(const o2c_value *a, const o2c_value *b)
{
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (size_t i = 0; i < a->count; i++) {
        int order = o2c_value_order(&a->as.items[i], &b->as.items[i]);
        if (order != 0)
            return order;
    }
    return 0;
}

static o2c_str text_of(const o2c_value *v)
{
    o2c_str text = {v->as.text, v->count};
    return text;
}

int o2c_value_order(const o2c_value *a, const o2c_value *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    switch (a->kind) {
    case O2C_NONE:
    case O2C_NULL: return 0;
    case O2C_BOOL: return a->boolean - b->boolean;
    case O2C_NUMBER: return o2c_number_compare(text_of(a), text_of(b));
    case O2C_STRING: return o2c_name_by_bytes(text_of(a), text_of(b));
    case O2C_ARRAY: return order_arrays(a, b);
    case O2C_OBJECT: return order_objects(a, b);
    }
    return 0;
}

bool o2c_value_equal(const o2c_value *a, const o2c_value *b)
{
    return o2c_value_order(a, b) == 0;
}

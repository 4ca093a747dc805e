#include <o2c/reader.h>

#include "internal.h"
#include <string.h>

/*
 * uniqueItems. The array is read once more as values, the members of every object in it are sorted,
 * and then its items are: equal ones come to stand side by side. Order, not hashes: nobody can choose
 * items that make it slow.
 */

/** An item and where it stood. */
typedef struct item {
    const o2c_value *value;
    size_t index;
} item;

static int compare_sizes(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

static int compare_texts(const char *a, size_t a_len, const char *b, size_t b_len)
{
    if (a_len != b_len) {
        return compare_sizes(a_len, b_len);
    }
    return a_len > 0 ? memcmp(a, b, a_len) : 0;
}

static int compare_names(const o2c_member *a, const o2c_member *b)
{
    return compare_texts(a->name.data, a->name.len, b->name.data, b->name.len);
}

/* A total order of values that agrees with equality (JSON Schema Core §4.2.2); the members of all
 * objects are sorted. As deep as the reader allowed the text to be. */
static int compare_values(const o2c_value *a, const o2c_value *b)
{
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    if (a->kind == O2C_BOOL) {
        return (int)a->boolean - (int)b->boolean;
    }
    if (a->kind == O2C_NUMBER) {
        o2c_str left = {a->as.text, a->count}, right = {b->as.text, b->count};
        return o2c_number_compare(left, right);
    }
    if (a->kind == O2C_STRING) {
        return compare_texts(a->as.text, a->count, b->as.text, b->count);
    }
    int order = compare_sizes(a->count, b->count);
    for (size_t i = 0; order == 0 && i < a->count; i++) {
        if (a->kind == O2C_ARRAY) {
            order = compare_values(&a->as.items[i], &b->as.items[i]);
            continue;
        }
        const o2c_member *left = &a->as.members[i], *right = &b->as.members[i];
        order = compare_names(left, right);
        order = order != 0 ? order : compare_values(&left->value, &right->value);
    }
    return order;
}

static int compare_items(const void *a, const void *b)
{
    const item *left = a, *right = b;
    int order = compare_values(left->value, right->value);
    return order != 0 ? order : compare_sizes(left->index, right->index);
}

/* Members of one name in the order of the document: they lie in one array. */
static int compare_members(const void *a, const void *b)
{
    const o2c_member *const *left = a, *const *right = b;
    int order = compare_names(*left, *right);
    return order != 0 ? order : compare_sizes((size_t)(uintptr_t)*left, (size_t)(uintptr_t)*right);
}

/* ---- sorting: libc's qsort may be quadratic ---- */

static void sift_down(char *items, size_t size, size_t from, size_t count,
                      int (*compare)(const void *, const void *))
{
    char swap[sizeof(item)];
    for (size_t child = 2 * from + 1; child < count; from = child, child = 2 * from + 1) {
        if (child + 1 < count && compare(items + child * size, items + (child + 1) * size) < 0) {
            child++;
        }
        if (compare(items + from * size, items + child * size) >= 0) {
            return;
        }
        memcpy(swap, items + from * size, size);
        memcpy(items + from * size, items + child * size, size);
        memcpy(items + child * size, swap, size);
    }
}

/* A heap sort of items of at most sizeof(item) bytes. */
static void sort(void *array, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    char *items = array;
    char swap[sizeof(item)];
    for (size_t i = count / 2; i-- > 0;) {
        sift_down(items, size, i, count, compare);
    }
    for (size_t last = count; last-- > 1;) {
        memcpy(swap, items, size);
        memcpy(items, items + last * size, size);
        memcpy(items + last * size, swap, size);
        sift_down(items, size, 0, last, compare);
    }
}

/* ---- objects with sorted members ---- */

static bool sort_object(o2c_arena *arena, o2c_value *v)
{
    size_t count = v->count;
    const o2c_member **order = o2c_arena_alloc(arena, count * sizeof *order, O2C_ALIGN);
    o2c_member *sorted = o2c_arena_alloc(arena, count * sizeof *sorted, O2C_ALIGN);
    if (order == NULL || sorted == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        order[i] = &v->as.members[i];
    }
    sort(order, count, sizeof *order, compare_members);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) { /* of equal names the last counts */
        if (i + 1 == count || compare_names(order[i], order[i + 1]) != 0) {
            sorted[kept++] = *order[i];
        }
    }
    v->count = kept;
    v->indexed = false; /* the index went with the old members */
    v->as.members = sorted;
    return true;
}

/* Sorts the members of all objects in `*v`, whose arrays are copied for it. False: no memory. */
static bool sort_all(o2c_arena *arena, o2c_value *v)
{
    bool fine = true;
    if (v->count == 0) {
        return true;
    }
    if (v->kind == O2C_ARRAY) {
        size_t size = v->count * sizeof(o2c_value);
        o2c_value *items = o2c_arena_alloc(arena, size, O2C_ALIGN);
        if (items == NULL) {
            return false;
        }
        memcpy(items, v->as.items, size);
        for (size_t i = 0; fine && i < v->count; i++) {
            fine = sort_all(arena, &items[i]);
        }
        v->as.items = items;
    } else if (v->kind == O2C_OBJECT) {
        fine = sort_object(arena, v);
        o2c_member *members = (o2c_member *)(uintptr_t)v->as.members; /* the copy of just now */
        for (size_t i = 0; fine && i < v->count; i++) {
            fine = sort_all(arena, &members[i].value);
        }
    }
    return fine;
}

/* Finds two equal items. False: none. On failure of memory *failed is set. */
static bool find_equal(o2c_arena *arena, o2c_value *array, size_t *first, size_t *second,
                       bool *failed)
{
    item *items = o2c_arena_alloc(arena, array->count * sizeof *items, O2C_ALIGN);
    *failed = items == NULL || !sort_all(arena, array);
    if (*failed) {
        return false;
    }
    for (size_t i = 0; i < array->count; i++) {
        items[i].value = &array->as.items[i];
        items[i].index = i;
    }
    sort(items, array->count, sizeof *items, compare_items);
    for (size_t i = 1; i < array->count; i++) {
        if (compare_values(items[i - 1].value, items[i].value) == 0) {
            *first = items[i - 1].index;
            *second = items[i].index;
            return true;
        }
    }
    return false;
}

bool o2c_value_repeats(o2c_arena *arena, const o2c_value *array, size_t *first, size_t *second,
                       bool *failed)
{
    o2c_value sorted = *array;
    o2c_arena_mark mark = o2c_arena_here(arena);
    *failed = false;
    bool equal = array->count > 1 && find_equal(arena, &sorted, first, second, failed);
    o2c_arena_rollback(arena, mark);
    return equal;
}

void o2c_check_unique(o2c_reader *r)
{
    if (!o2c_has_value(r)) {
        return;
    }
    o2c_arena_mark mark = o2c_arena_here(r->arena);
    o2c_read_options options = {O2C_STRINGS_AGAIN, r->max_depth, 0, NULL};
    o2c_reader again;
    o2c_reader_init(&again, r->arena, r->at, (size_t)(r->p - r->at), &options);
    o2c_value array = o2c_read_value(&again);
    size_t first = 0, second = 0;
    bool failed = again.code == O2C_E_MEMORY, equal = false;
    if (o2c_ok(&again) && array.kind == O2C_ARRAY) {
        equal = o2c_value_repeats(r->arena, &array, &first, &second, &failed);
    }
    o2c_arena_rollback(r->arena, mark);
    if (failed) {
        o2c_fail(r, O2C_E_MEMORY, r->at, NULL, 0, 0);
    } else if (equal) {
        o2c_fail(r, O2C_E_UNIQUE, r->at, NULL, first, second);
    }
}

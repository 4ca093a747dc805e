#include <o2c/reader.h>

#include "internal.h"
#include "value_members.h"
#include <string.h>

/*
 * uniqueItems. The array is read once more as values, and its items are sorted: equal ones come to stand
 * side by side. Order, not hashes: nobody can choose items that make it slow. Items are compared no further
 * than to their first difference, so what they have inside is looked at for each sorting above it only as far
 * as another item has the same.
 */

/** An item and where it stood. */
typedef struct item {
    const o2c_value *value;
    size_t index;
} item;

/* Whichever order is the quickest to find. */
static int compare(const o2c_value *a, const o2c_value *b)
{
    if (a->kind == O2C_STRING && b->kind == O2C_STRING) {
        bool same = a->count == b->count;
        return !same ? (a->count > b->count ? 1 : -1)
                     : (a->count > 0 ? memcmp(a->as.text, b->as.text, a->count) : 0);
    }
    return o2c_value_order(a, b);
}

/* ---- sorting: libc's qsort may be quadratic ---- */

/* Merges two runs that follow each other into `out`; of equal items those of the first run come first. */
static void merge(const item *left, const item *middle, const item *end, item *out)
{
    const item *right = middle;
    while (left < middle && right < end) {
        *out++ = compare(left->value, right->value) <= 0 ? *left++ : *right++;
    }
    memcpy(out, left, (size_t)(middle - left) * sizeof *out);
    out += middle - left;
    memcpy(out, right, (size_t)(end - right) * sizeof *out);
}

static size_t at_most(size_t n, size_t most)
{
    return n < most ? n : most;
}

/* A merge sort. Returns the sorted items: one of both arrays. */
static const item *sort(item *items, item *spare, size_t count)
{
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t i = 0; i < count; i += at_most(2 * width, count - i)) {
            size_t left = at_most(count - i, width), right = at_most(count - i - left, width);
            merge(items + i, items + i + left, items + i + left + right, spare + i);
        }
        item *sorted = spare;
        spare = items;
        items = sorted;
    }
    return items;
}

static bool find_equal(item *items, const o2c_value *array, size_t *first, size_t *second)
{
    size_t count = array->count;
    for (size_t i = 0; i < count; i++) {
        items[i].value = &array->as.items[i];
        items[i].index = i;
    }
    const item *sorted = sort(items, items + count, count);
    for (size_t i = 1; i < count; i++) {
        if (compare(sorted[i - 1].value, sorted[i].value) == 0) {
            *first = sorted[i - 1].index;
            *second = sorted[i].index;
            return true;
        }
    }
    return false;
}

bool o2c_value_repeats(o2c_arena *arena, const o2c_value *array, size_t *first, size_t *second,
                       bool *failed)
{
    *failed = false;
    if (array->count < 2) {
        return false;
    }
    o2c_arena_mark mark = o2c_arena_here(arena);
    item *items = o2c_arena_alloc(arena, 2 * array->count * sizeof *items, O2C_ALIGN);
    *failed = items == NULL;
    bool equal = items != NULL && find_equal(items, array, first, second);
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

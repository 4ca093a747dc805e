#include "value_members.h"

#include <string.h>

int o2c_name_by_bytes(o2c_str a, o2c_str b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common ? memcmp(a.data, b.data, common) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

/**
 * UTF-8 and UTF-16 order differ only between U+E000..U+FFFF (lead bytes EE, EF) and what lies beyond
 * (lead byte F0 and up), which UTF-16 spells with the smaller units D800..DFFF.
 */
int o2c_name_by_utf16(o2c_str a, o2c_str b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    size_t i = 0;
    while (i < common && a.data[i] == b.data[i])
        i++;
    if (i == common)
        return (a.len > b.len) - (a.len < b.len);
    unsigned char x = (unsigned char)a.data[i], y = (unsigned char)b.data[i];
    bool swapped = x >= 0xee && y >= 0xee && (x >= 0xf0) != (y >= 0xf0);
    return (x < y) != swapped ? -1 : 1;
}

/** Equal names keep document order. */
static bool before(const o2c_member *a, const o2c_member *b, o2c_name_order order)
{
    int sign = order(a->name, b->name);
    return sign ? sign < 0 : a < b;
}

static bool in_order(const o2c_member **sorted, size_t count, o2c_name_order order)
{
    for (size_t i = 1; i < count; i++) {
        if (!before(sorted[i - 1], sorted[i], order))
            return false;
    }
    return true;
}

/** Lets the element at `at` sink to its place in a heap of `count`. */
static void sink(const o2c_member **heap, size_t at, size_t count, o2c_name_order order)
{
    const o2c_member *moved = heap[at];
    for (size_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && before(heap[child], heap[child + 1], order))
            child++;
        if (!before(moved, heap[child], order))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}

/** Heap sort: no memory, no recursion, and no input that makes it slow. */
static void sort(const o2c_member **items, size_t count, o2c_name_order order)
{
    for (size_t i = count / 2; i-- > 0;)
        sink(items, i, count, order);
    for (size_t i = count; i-- > 1;) {
        const o2c_member *greatest = items[0];
        items[0] = items[i];
        items[i] = greatest;
        sink(items, 0, i, order);
    }
}

size_t o2c_members_sort(const o2c_member *members, size_t count, o2c_name_order order,
                        const o2c_member **sorted)
{
    for (size_t i = 0; i < count; i++)
        sorted[i] = &members[i];
    if (!in_order(sorted, count, order))
        sort(sorted, count, order);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (i + 1 == count || order(sorted[i]->name, sorted[i + 1]->name) != 0)
            sorted[kept++] = sorted[i];
    }
    return kept;
}

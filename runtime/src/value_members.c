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

typedef const o2c_member *item;

static bool in_order(const item *items, size_t count, o2c_name_order order)
{
    for (size_t i = 1; i < count; i++) {
        if (order(items[i - 1]->name, items[i]->name) > 0)
            return false;
    }
    return true;
}

static void insertion_sort(item *items, size_t count, o2c_name_order order)
{
    for (size_t i = 1; i < count; i++) {
        item moved = items[i];
        size_t at = i;
        for (; at > 0 && order(items[at - 1]->name, moved->name) > 0; at--)
            items[at] = items[at - 1];
        items[at] = moved;
    }
}

static void merge(const item *left, size_t left_count, const item *right, size_t right_count,
                  o2c_name_order order, item *out)
{
    while (left_count > 0 && right_count > 0) {
        if (order(left[0]->name, right[0]->name) <= 0) {
            *out++ = *left++;
            left_count--;
        } else {
            *out++ = *right++;
            right_count--;
        }
    }
    memcpy(out, left, left_count * sizeof *out);
    memcpy(out + left_count, right, right_count * sizeof *out);
}

static size_t at_most(size_t n, size_t most)
{
    return n < most ? n : most;
}

/** Merge sort from short runs up: stable, not recursive, and no input makes it slow. */
static void sort(item *items, size_t count, o2c_name_order order, item *spare)
{
    size_t width = O2C_UNINDEXED_MAX;
    for (size_t i = 0; i < count; i += width)
        insertion_sort(items + i, at_most(count - i, width), order);
    item *from = items, *to = spare;
    for (; width < count; width *= 2) {
        for (size_t i = 0; i < count; i += 2 * width) {
            size_t left = at_most(count - i, width), right = at_most(count - i - left, width);
            merge(from + i, left, from + i + left, right, order, to + i);
        }
        item *swapped = from;
        from = to;
        to = swapped;
    }
    if (from != items)
        memcpy(items, from, count * sizeof *items);
}

size_t o2c_members_sort(const o2c_member *members, size_t count, o2c_name_order order,
                        const o2c_member **sorted, const o2c_member **spare)
{
    for (size_t i = 0; i < count; i++)
        sorted[i] = &members[i];
    if (!in_order(sorted, count, order))
        sort(sorted, count, order, spare);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (i + 1 == count || order(sorted[i]->name, sorted[i + 1]->name) != 0)
            sorted[kept++] = sorted[i];
    }
    return kept;
}

/** Sets of code points. */
#include "model/regex.h"

#include <stdlib.h>

void regex_set_add(mem *m, regex_set *set, uint32_t low, uint32_t high)
{
    list_push(m, set, ((regex_range){low, high}));
}

void regex_set_add_all(mem *m, regex_set *set, const regex_set *other)
{
    for (size_t i = 0; i < other->count; i++)
        list_push(m, set, other->items[i]);
}

static int compare_ranges(const void *x, const void *y)
{
    const regex_range *a = x, *b = y;
    if (a->low != b->low)
        return a->low < b->low ? -1 : 1;
    return (a->high > b->high) - (a->high < b->high);
}

void regex_set_normalise(regex_set *set)
{
    size_t kept = 0;
    if (set->count)
        qsort(set->items, set->count, sizeof *set->items, compare_ranges);
    for (size_t i = 0; i < set->count; i++) {
        regex_range *last = kept ? &set->items[kept - 1] : NULL;
        if (!last || set->items[i].low > last->high + 1)
            set->items[kept++] = set->items[i];
        else if (set->items[i].high > last->high)
            last->high = set->items[i].high;
    }
    set->count = kept;
}

regex_set regex_set_complement(mem *m, const regex_set *set)
{
    regex_set out = {0};
    uint32_t next = 0;
    for (size_t i = 0; i < set->count; i++) {
        if (set->items[i].low > next)
            regex_set_add(m, &out, next, set->items[i].low - 1);
        next = set->items[i].high + 1;
    }
    if (next <= REGEX_MAX_RUNE)
        regex_set_add(m, &out, next, REGEX_MAX_RUNE);
    return out;
}

bool regex_set_has(const regex_set *set, uint32_t rune)
{
    size_t low = 0, high = set->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rune < set->items[middle].low)
            high = middle;
        else if (rune > set->items[middle].high)
            low = middle + 1;
        else
            return true;
    }
    return false;
}

bool regex_set_is_full(const regex_set *set)
{
    return set->count == 1 && set->items[0].low == 0 && set->items[0].high == REGEX_MAX_RUNE;
}

bool regex_set_equal(const regex_set *a, const regex_set *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->items[i].low != b->items[i].low || a->items[i].high != b->items[i].high)
            return false;
    return true;
}

bool regex_sets_meet(const regex_set *a, const regex_set *b)
{
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        if (a->items[i].high < b->items[k].low)
            i++;
        else if (b->items[k].high < a->items[i].low)
            k++;
        else
            return true;
    }
    return false;
}

regex_set regex_set_without_surrogates(mem *m, const regex_set *set)
{
    regex_set out = {0};
    for (size_t i = 0; i < set->count; i++) {
        regex_range r = set->items[i];
        if (r.low < 0xD800)
            regex_set_add(m, &out, r.low, r.high < 0xD800 ? r.high : 0xD7FF);
        if (r.high > 0xDFFF)
            regex_set_add(m, &out, r.low > 0xDFFF ? r.low : 0xE000, r.high);
    }
    return out;
}

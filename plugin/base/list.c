#include "base/list.h"

#include <stdint.h>
#include <string.h>

void *list_grow(mem *m, void *items, size_t *room, size_t size)
{
    size_t old = *room;
    *room = old ? old * 2 : 8;
    void *grown = mem_alloc_array(m, *room, size);
    if (old)
        memcpy(grown, items, old * size);
    return grown;
}

void map_init(map *t, mem *m)
{
    *t = (map){.m = m};
}

/* The slot that holds `key`, or the free one where it would go. */
static size_t map_slot(const map *t, str key)
{
    size_t mask = t->slot_count - 1;
    size_t i = (size_t)str_hash(key) & mask;
    while (t->slots[i] && !str_eq(t->entries[t->slots[i] - 1].key, key))
        i = (i + 1) & mask;
    return i;
}

void *map_get(const map *t, str key)
{
    if (!t->slot_count)
        return NULL;
    uint32_t entry = t->slots[map_slot(t, key)];
    return entry ? t->entries[entry - 1].value : NULL;
}

bool map_has(const map *t, str key)
{
    return t->slot_count && t->slots[map_slot(t, key)];
}

static void map_rehash(map *t)
{
    t->slot_count = t->slot_count ? t->slot_count * 2 : 16;
    t->slots = mem_array(t->m, uint32_t, t->slot_count);
    for (size_t i = 0; i < t->count; i++)
        t->slots[map_slot(t, t->entries[i].key)] = (uint32_t)(i + 1);
}

bool map_put(map *t, str key, void *value)
{
    if (t->slot_count < (t->count + 1) * 2)
        map_rehash(t);
    size_t slot = map_slot(t, key);
    if (t->slots[slot]) {
        t->entries[t->slots[slot] - 1].value = value;
        return false;
    }
    if (t->count == t->room)
        t->entries = list_grow(t->m, t->entries, &t->room, sizeof *t->entries);
    t->entries[t->count++] = (map_entry){key, value};
    t->slots[slot] = (uint32_t)t->count;
    return true;
}

#include "base/list.h"

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
static map_hashed *map_slot(const map *t, str key, uint32_t hash)
{
    size_t mask = t->slot_count - 1, i = hash & mask;
    for (; t->slots[i].entry; i = (i + 1) & mask) {
        if (t->slots[i].hash == hash && str_eq(t->entries[t->slots[i].entry - 1].key, key))
            break;
    }
    return &t->slots[i];
}

static const map_entry *map_find(const map *t, str key)
{
    if (!t->count)
        return NULL;
    uint32_t entry = map_slot(t, key, (uint32_t)str_hash(key))->entry;
    return entry ? &t->entries[entry - 1] : NULL;
}

void *map_get(const map *t, str key)
{
    const map_entry *found = map_find(t, key);
    return found ? found->value : NULL;
}

bool map_has(const map *t, str key)
{
    return map_find(t, key) != NULL;
}

/* Twice as many slots. Keys are all different, so the first free one will do. */
static void map_rehash(map *t)
{
    map_hashed *old = t->slots;
    size_t old_count = t->slot_count;
    t->slot_count = old_count ? old_count * 2 : 16;
    t->slots = mem_array(t->m, map_hashed, t->slot_count);
    for (size_t k = 0; k < old_count; k++) {
        size_t i = old[k].hash & (t->slot_count - 1);
        while (old[k].entry && t->slots[i].entry)
            i = (i + 1) & (t->slot_count - 1);
        if (old[k].entry)
            t->slots[i] = old[k];
    }
}

bool map_put(map *t, str key, void *value)
{
    if (t->slot_count < (t->count + 1) * 2)
        map_rehash(t);
    uint32_t hash = (uint32_t)str_hash(key);
    map_hashed *slot = map_slot(t, key, hash);
    if (slot->entry) {
        t->entries[slot->entry - 1].value = value;
        return false;
    }
    if (t->count == t->room)
        t->entries = list_grow(t->m, t->entries, &t->room, sizeof *t->entries);
    t->entries[t->count++] = (map_entry){key, value};
    *slot = (map_hashed){(uint32_t)t->count, hash};
    return true;
}

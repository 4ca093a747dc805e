/**
 * Growing arrays and a string-keyed hash table, both in an arena.
 *
 * A list is any struct with `items`, `count` and `room`:
 *
 *     LIST(node *) children = {0};
 *     list_push(m, &children, n);
 */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include "base/str.h"

#define LIST(type)                                                                                 \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count;                                                                              \
        size_t room;                                                                               \
    }

/** Appends `...` (an expression of the item's type) to the list at `list`; memory from `m`. */
#define list_push(m, list, ...)                                                                    \
    do {                                                                                           \
        if ((list)->count == (list)->room)                                                         \
            (list)->items = list_grow((m), (list)->items, &(list)->room, sizeof *(list)->items);   \
        (list)->items[(list)->count++] = (__VA_ARGS__);                                            \
    } while (0)

/** Doubles an array of `*room` items; private to list_push. */
void *list_grow(mem *m, void *items, size_t *room, size_t size);

/** What a slot of the table holds; private to it. */
typedef struct map_hashed {
    uint32_t entry; /* 1 + index of an entry, 0: free */
    uint32_t hash;  /* of its key: most others are told apart without looking at theirs */
} map_hashed;

/** A table from strings to pointers that remembers the order of insertion. Keys are borrowed. */
typedef struct map_entry {
    str key;
    void *value;
} map_entry;

typedef struct map {
    mem *m;
    map_entry *entries; /* in order of insertion */
    size_t count, room;
    map_hashed *slots; /* a power of two of them */
    size_t slot_count;
} map;

void map_init(map *t, mem *m);
/** The value of `key`, or NULL. */
void *map_get(const map *t, str key);
bool map_has(const map *t, str key);
/** Sets it. Returns whether the key is new. */
bool map_put(map *t, str key, void *value);

#endif

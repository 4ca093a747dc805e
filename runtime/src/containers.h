/**
 * Lists and maps of scalars, read and written as emitted code does with its own types. One pattern for
 * all of them: the macros below are the only ones of the project that define functions.
 */
#ifndef O2C_CONTAINERS_H
#define O2C_CONTAINERS_H

#include <o2c/support.h>

/** name: o2c_read_NAME and o2c_write_NAME; by: `&` where that takes an address, else nothing. */
#define DEFINE_LIST(name, type, by)                                             \
    bool o2c_##name##_list_read(o2c_reader *r, o2c_##name##_list *out)          \
    {                                                                           \
        o2c_array a;                                                            \
        o2c_list list;                                                          \
        o2c_array_begin(r, &a);                                                 \
        o2c_list_begin(r, &list, sizeof(type));                                 \
        while (o2c_array_next(r, &a)) {                                         \
            type *item = (type *)o2c_list_push(r, &list);                       \
            if (!item)                                                          \
                break;                                                          \
            *item = o2c_read_##name(r);                                         \
        }                                                                       \
        o2c_array_end(r, &a);                                                   \
        out->items = (type *)o2c_list_end(r, &list);                            \
        out->count = out->items ? list.count : 0;                               \
        return o2c_ok(r);                                                       \
    }                                                                           \
                                                                                \
    bool o2c_##name##_list_write(o2c_writer *w, const o2c_##name##_list *v)     \
    {                                                                           \
        o2c_write_array_begin(w);                                               \
        for (size_t i = 0; i < v->count; i++)                                   \
            o2c_write_##name(w, by v->items[i]);                                \
        return o2c_write_array_end(w);                                          \
    }

#define DEFINE_MAP(name, type, by)                                              \
    bool o2c_##name##_map_read(o2c_reader *r, o2c_##name##_map *out)            \
    {                                                                           \
        o2c_object o;                                                           \
        o2c_list list;                                                          \
        o2c_object_begin(r, &o, NULL, NULL);                                    \
        o2c_list_begin(r, &list, sizeof(o2c_##name##_entry));                   \
        while (o2c_object_next(r, &o)) {                                        \
            o2c_##name##_entry *item =                                          \
                (o2c_##name##_entry *)o2c_list_push(r, &list);                  \
            if (!item)                                                          \
                break;                                                          \
            item->key = o2c_object_name(r, &o);                                 \
            item->value = o2c_read_##name(r);                                   \
        }                                                                       \
        o2c_object_end(r, &o);                                                  \
        out->items = (o2c_##name##_entry *)o2c_list_end(r, &list);              \
        out->count = out->items ? list.count : 0;                               \
        return o2c_ok(r);                                                       \
    }                                                                           \
                                                                                \
    bool o2c_##name##_map_write(o2c_writer *w, const o2c_##name##_map *v)       \
    {                                                                           \
        o2c_write_object_begin(w);                                              \
        for (size_t i = 0; i < v->count; i++) {                                 \
            o2c_write_name(w, v->items[i].key);                                 \
            o2c_write_##name(w, by v->items[i].value);                          \
        }                                                                       \
        return o2c_write_object_end(w);                                         \
    }                                                                           \
                                                                                \
    o2c_##name##_entry *o2c_##name##_map_get(const o2c_##name##_map *map, o2c_str key) \
    {                                                                           \
        for (size_t i = map->count; i-- > 0;) {                                 \
            if (o2c_str_eq(map->items[i].key, key))                             \
                return &map->items[i];                                          \
        }                                                                       \
        return NULL;                                                            \
    }

#endif

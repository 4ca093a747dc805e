/**
 * The side file of emitted code, PREFIX.map: where in the spec the schemas stand that errors name. For
 * tools and for programs that show errors to those who wrote the spec; nothing else needs it.
 */
#ifndef O2C_MAP_H
#define O2C_MAP_H

#include <o2c/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A place in a spec. */
typedef struct o2c_map_place {
    o2c_str file; /* a view into the map, as it spells it: control characters and backslashes are \xHH */
    size_t line, column; /* from 1, columns in code points */
} o2c_map_place;

/**
 * Finds an error's schema in the text of a side file: the keyword, or if that has no place of its own (it
 * is implied, or has another name there) its schema. False: neither. Takes time in proportion to
 * the text; allocates nothing.
 */
bool o2c_map_find(const char *map, size_t length, const char *schema, o2c_map_place *out);

#ifdef __cplusplus
}
#endif

#endif

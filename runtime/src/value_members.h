/** The members of dynamic objects in order of their names. */
#ifndef O2C_VALUE_MEMBERS_H
#define O2C_VALUE_MEMBERS_H

#include <o2c/value.h>

/** Objects of more members than this carry their order, so that no comparison is quadratic. */
enum { O2C_UNINDEXED_MAX = 8 };

typedef int (*o2c_name_order)(o2c_str a, o2c_str b);

/** By bytes, which is by code points. */
int o2c_name_by_bytes(o2c_str a, o2c_str b);

/** By UTF-16 code units (RFC 8785 §3.2.3). */
int o2c_name_by_utf16(o2c_str a, o2c_str b);

/**
 * Fills `sorted` (`count` elements) with the members in order of their names; of equal names only
 * the last. Returns how many remain. O(n log n) comparisons, O(n) if they are in order.
 * spare: `count` more elements to work in; NULL if `count` is at most O2C_UNINDEXED_MAX.
 */
size_t o2c_members_sort(const o2c_member *members, size_t count, o2c_name_order order,
                        const o2c_member **sorted, const o2c_member **spare);

/**
 * A total order of values in which equal ones (o2c_value_equal) compare as 0. Recursive, as deep as
 * the values, whose depth the reader has limited.
 */
int o2c_value_order(const o2c_value *a, const o2c_value *b);

#endif

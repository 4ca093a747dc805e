/**
 * Dynamic values: what a schema without a good static type decodes to. Immutable, in the arena.
 */
#ifndef O2C_VALUE_H
#define O2C_VALUE_H

#include <o2c/arena.h>
#include <o2c/error.h>

#ifdef __cplusplus
extern "C" {
#endif

struct o2c_member;

/** 24 bytes. A zeroed value is O2C_NONE: nothing set. */
typedef struct o2c_value {
    o2c_kind kind;
    bool boolean;                        /* O2C_BOOL */
    bool indexed;                        /* private, false in values made by hand: a large object's
                                            members are followed by their order by name */
    size_t count;                        /* bytes of a string or of a number's text; elements; members */
    union {
        const char *text;                /* O2C_STRING: unescaped; O2C_NUMBER: as the document spells it */
        const struct o2c_value *items;   /* O2C_ARRAY; NULL if empty */
        const struct o2c_member *members;/* O2C_OBJECT, in document order; NULL if empty */
    } as;
} o2c_value;

typedef struct o2c_member {
    o2c_str name;
    o2c_value value;
} o2c_member;

/**
 * The member of that name (the last of equal names), or NULL; NULL also if `v` is no object. In
 * logarithmic time if `v` was read; in linear time if it was made by hand.
 */
const o2c_value *o2c_value_get(const o2c_value *v, o2c_str name);

/** A number as a C number. False: `v` is not a number, not whole (i64, u64), or out of range. */
bool o2c_value_i64(const o2c_value *v, int64_t *out);
bool o2c_value_u64(const o2c_value *v, uint64_t *out);
bool o2c_value_f64(const o2c_value *v, double *out);

/**
 * Equality of JSON Schema (Core §4.2.2): numbers by exact decimal value (1, 1.0 and 10e-1 are equal),
 * objects without regard to order. With repeated names the last one counts. Not quadratic in what
 * was read; objects made by hand are compared in time quadratic in their members.
 */
bool o2c_value_equal(const o2c_value *a, const o2c_value *b);

/** -1, 0, 1: compares two JSON number texts as exact decimals, whatever their size. */
int o2c_number_compare(o2c_str a, o2c_str b);

/** Parses a whole JSON text. error: may be NULL. Shorthand for a reader with default options. */
bool o2c_value_parse(o2c_arena *arena, const char *text, size_t length, o2c_value *out,
                     o2c_error *error);

#ifdef __cplusplus
}
#endif

#endif

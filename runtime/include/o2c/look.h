/**
 * Looking ahead at the value that comes next, for unions whose branches are told apart by the keys
 * that an object has, or by the kind of what is in it. Consumes nothing; costs time in proportion to
 * the document as a whole, however deeply such values are nested. A text that is not JSON is found out
 * by what reads it afterwards.
 *
 * shape: its names hold keys as `"id"`, its member numbers are what is answered.
 */
#ifndef O2C_LOOK_H
#define O2C_LOOK_H

#include <o2c/reader.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    O2C_SHAPE_OF_ITEM = 16 /* keys: of the first item of an array, not of an object */
};

/** The number of the first member that `shape` lists; O2C_TAG_NONE if there is none, or no object. */
int o2c_read_key(o2c_reader *r, const void *shape);

/** Which members that `shape` lists (at most 64) the object has: bits 1 << number. No object: 0. */
uint64_t o2c_read_keys(o2c_reader *r, const void *shape);

/** The kind of the first member that `shape` lists; O2C_NONE if there is none, or no object. */
o2c_kind o2c_peek_member(o2c_reader *r, const void *shape);

/** The kind of its first item, if it is an array; O2C_NONE if it is empty, or no array, or there is none. */
o2c_kind o2c_peek_member_item(o2c_reader *r, const void *shape);

/** The kind of an array's first item; O2C_NONE if it is empty, or no array. */
o2c_kind o2c_peek_item(o2c_reader *r);

/** What a branch says of the keys that tell the branches of a union apart, as bits of o2c_read_keys. */
typedef struct o2c_branch_keys {
    uint64_t required; /* it does not read without them, */
    uint64_t refused;  /* ... nor with them */
    uint64_t declared; /* it has members for them */
} o2c_branch_keys;

/**
 * Lets an attempt that was begun leave out the branches that the keys rule out, and try those first
 * that declare most of the keys there are; among equals the one that comes first. keys: one for each
 * branch, at most 64; both are borrowed until the attempt's end.
 */
void o2c_attempt_order(o2c_attempt *a, const void *shape, const o2c_branch_keys *keys);

#ifdef __cplusplus
}
#endif

#endif

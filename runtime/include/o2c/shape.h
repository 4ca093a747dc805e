/**
 * Shapes: the constant data that emitted code hands to the reader, one for each struct, enum and
 * tag set. A shape is one object without pointers (so without relocations):
 *
 *     static const struct {
 *         o2c_shape head;
 *         uint64_t required[1];
 *         o2c_key keys[9];
 *         uint16_t buckets[16];
 *         char names[112];
 *     } pet_shape = {...};
 *
 * Names are JSON tokens exactly as a compact document spells them: `"id":` for members, `"cat"`,
 * `12` or `true` for enum and tag values. `names` ends in 16 bytes of padding (NUL), so that 16-byte
 * loads from any name stay inside the object.
 */
#ifndef O2C_SHAPE_H
#define O2C_SHAPE_H

#include <o2c/base.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    O2C_SHAPE_CLOSED = 1,    /* members: unknown ones are refused */
    O2C_SHAPE_LAST_WINS = 2, /* members: a repeated one replaces the first instead of failing */
    O2C_SHAPE_TAG_OPTIONAL = 4, /* tags: a missing or unknown tag is an answer, not an error */
    O2C_SHAPE_TAG_OPEN = 8   /* tags: an unknown tag is an answer, a missing one an error */
};

typedef struct o2c_shape {
    uint32_t key_count;   /* of keys[] */
    uint32_t bucket_mask; /* number of buckets - 1; the number is a power of two */
    uint32_t required_at; /* byte offsets from the start of the shape; 0: none required */
    uint32_t keys_at;
    uint32_t buckets_at;
    uint32_t names_at;
    uint16_t word_count;  /* 64-bit words of `seen` and `required` */
    uint16_t first;       /* the key that is expected first (a discriminator's, else 0) */
    uint16_t slot;        /* where this shape starts in the reader's table of what follows what */
    uint16_t flags;       /* O2C_SHAPE_* */
} o2c_shape;

typedef struct o2c_key {
    uint32_t at;     /* offset of its text in names */
    uint16_t len;    /* bytes: of the token (`"id":` has 5), or with O2C_KEY_ESCAPED of the bare name */
    uint16_t member; /* what the reader answers: member, enumerator or branch number */
    uint16_t next;   /* 1 + the next key of the same bucket; 0 ends */
    uint16_t form;   /* O2C_KEY_*, or 32 - len for a plain token of at most 16 bytes */
} o2c_key;

enum {
    O2C_KEY_PLAIN = 0,  /* what is longer */
    O2C_KEY_ESCAPED = 1 /* the name needs escapes in JSON: names holds it bare, and it is never guessed */
};

/**
 * The hash that places a key in a bucket: over the bare name (unescaped, without quotes and colon),
 * or for a tag or enum value that is not a string over its token. The generator and the reader share
 * it; `hash & bucket_mask` is the bucket. Byte order does not matter.
 */
uint32_t o2c_key_hash(const char *name, size_t len);

#ifdef __cplusplus
}
#endif

#endif

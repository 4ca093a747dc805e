/**
 * Shapes: the constant data that emitted code hands to the reader, one for each struct, enum and
 * tag set. A shape is one object without pointers (so without relocations):
 *
 *     static const struct {
 *         o2c_shape head;
 *         uint64_t required[1];
 *         o2c_key keys[9];
 *         uint32_t guesses[16];
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

#include <o2c/bytes.h>

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
    uint64_t multiplier;  /* for o2c_shape_guess, like all that has to do with guesses */
    uint32_t key_count;   /* of keys[] */
    uint32_t bucket_mask; /* number of buckets - 1; the number is a power of two */
    uint32_t required_at; /* byte offsets from the start of the shape; 0: none required */
    uint32_t keys_at;
    uint32_t guesses_at;
    uint32_t buckets_at;
    uint32_t names_at;
    uint16_t word_count;   /* 64-bit words of `seen` and `required` */
    uint16_t flags;        /* O2C_SHAPE_* */
    uint16_t window_at;    /* the bytes of a name that are looked at: from here, at most O2C_WINDOW_MAX */
    uint8_t window_shift;  /* 64 - 8 times the number of those bytes */
    uint8_t guesses_shift; /* 64 - the binary logarithm of the number of guesses, which is at least 2 */
    uint32_t places_at;    /* of a struct: its places (o2c/place.h); 0: none */
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

/** The last place in a name where the window of a shape may start. */
#define O2C_WINDOW_MAX 32

/**
 * A guess: what there is to know of a key whose token has at most 16 bytes. 0: none.
 * at: offset of its token from the start of the shape, below 65,536; key: its number, below 256; form:
 * as in o2c_key.
 */
#define O2C_GUESS(at, key, form) ((uint32_t)(at) << 16 | (uint32_t)(key) << 8 | (uint32_t)(form))

/**
 * The hash that places a key in a bucket: over the bare name (unescaped, without quotes and colon),
 * or for a tag or enum value that is not a string over its token. The generator and the reader share
 * it; `hash & bucket_mask` is the bucket. Byte order does not matter.
 */
uint32_t o2c_key_hash(const char *name, size_t len);

/**
 * The guess for the token whose text behind the opening quote is at `p`. A few bytes of the text
 * decide, which tell nearly all keys of a shape apart; but it may be any other text.
 * O2C_WINDOW_MAX + 8 bytes may be read at `p`.
 */
O2C_INLINE uint32_t o2c_shape_guess(const o2c_shape *shape, const char *p)
{
    uint64_t window = o2c_little64(p + shape->window_at) << shape->window_shift;
    const uint32_t *guesses =
        (const uint32_t *)(const void *)((const char *)shape + shape->guesses_at);
    return guesses[window * shape->multiplier >> shape->guesses_shift];
}

#ifdef __cplusplus
}
#endif

#endif

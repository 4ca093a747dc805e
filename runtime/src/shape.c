#include <o2c/shape.h>

#include "internal.h"
#include "scan.h"
#include <o2c/value.h>
#include <string.h>

/* Bytes as a little-endian number, whatever the machine. */
static inline uint64_t little(const char *p, size_t len)
{
    uint64_t word = 0;
    for (size_t i = 0; i < len; i++) {
        word |= (uint64_t)(unsigned char)p[i] << 8 * i;
    }
    return word;
}

#if defined(__BYTE_ORDER__) && defined(__ORDER_LITTLE_ENDIAN__) &&                                 \
    __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
static inline uint64_t little8(const char *p)
{
    return o2c_load64(p);
}

static inline uint64_t little4(const char *p)
{
    uint32_t word;
    memcpy(&word, p, sizeof word);
    return word;
}
#else
static inline uint64_t little8(const char *p)
{
    return little(p, 8);
}

static inline uint64_t little4(const char *p)
{
    return little(p, 4);
}
#endif

/* The last word of a name: what is left of it, or its last eight bytes, some of them once more. */
static inline uint64_t last_word(const char *p, size_t left, size_t len)
{
    if (len >= 8) {
        return little8(p + left - 8);
    }
    if (len >= 4) {
        return little4(p) | little4(p + len - 4) << 32;
    }
    return little(p, len);
}

uint32_t o2c_key_hash(const char *name, size_t len)
{
    const uint64_t odd = 0x9E3779B97F4A7C15u; /* 2^64 divided by the golden ratio */
    uint64_t hash = (uint64_t)len * odd;
    size_t left = len;
    for (; left > 8; left -= 8, name += 8) {
        hash = (hash ^ little8(name)) * odd;
        hash ^= hash >> 29;
    }
    hash = (hash ^ last_word(name, left, len)) * odd;
    return (uint32_t)(hash >> 32);
}

o2c_str o2c_shape_name(const o2c_shape *shape, uint32_t key)
{
    const o2c_key *k = &o2c_shape_keys(shape)[key];
    const char *text = o2c_shape_names(shape) + k->at;
    o2c_str name = {text, k->len};
    if (k->form != O2C_KEY_ESCAPED && k->len >= 2 && text[0] == '"') {
        name.data = text + 1;
        name.len = k->len - (text[k->len - 1] == ':' ? 3u : 2u);
    }
    return name;
}

static bool is_string_key(const o2c_shape *shape, const o2c_key *k)
{
    return k->form == O2C_KEY_ESCAPED || o2c_shape_names(shape)[k->at] == '"';
}

static uint32_t find(const o2c_shape *shape, const char *name, size_t len, bool string)
{
    const o2c_key *keys = o2c_shape_keys(shape);
    uint32_t i = o2c_shape_buckets(shape)[o2c_key_hash(name, len) & shape->bucket_mask];
    for (; i != 0; i = keys[i - 1].next) {
        o2c_str known = o2c_shape_name(shape, i - 1);
        if (known.len == len && memcmp(known.data, name, len) == 0 &&
            is_string_key(shape, &keys[i - 1]) == string) {
            return i - 1;
        }
    }
    return shape->key_count;
}

uint32_t o2c_shape_find(const o2c_shape *shape, const char *name, size_t len)
{
    return find(shape, name, len, true);
}

uint32_t o2c_shape_find_token(const o2c_shape *shape, const char *token, size_t len)
{
    return find(shape, token, len, false);
}

uint32_t o2c_shape_find_number(const o2c_shape *shape, const char *number, size_t len)
{
    const o2c_key *keys = o2c_shape_keys(shape);
    o2c_str wanted = {number, len};
    for (uint32_t i = 0; i < shape->key_count; i++) {
        o2c_str token = {o2c_shape_names(shape) + keys[i].at, keys[i].len};
        if (keys[i].form != O2C_KEY_ESCAPED && token.len > 0 &&
            o2c_kind_of(token.data[0]) == O2C_NUMBER && o2c_number_compare(token, wanted) == 0) {
            return i;
        }
    }
    return shape->key_count;
}

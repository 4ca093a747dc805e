#include <o2c/reader.h>

#include "internal.h"
#include "scan.h"
#include <string.h>

/*
 * Members. The next key is guessed, from what followed the one before it the last time (a key of
 * schema order until something else was seen), and the guess is compared with the text as one
 * token, `"name":`. A miss is scanned and found by its hash.
 */

#define FAST_BYTES 48 /* as much text ahead makes the quick look safe without further checks */

void o2c_object_begin(o2c_reader *r, o2c_object *o, const void *shape, uint64_t *seen)
{
    const char *p = o2c_to_value(r->p, r->end);
    o->shape = shape;
    o->seen = seen;
    o->start = NULL;
    o->key = o->shape != NULL ? o->shape->key_count : 0;
    o->member = O2C_UNKNOWN;
    o->name.data = NULL;
    o->name.len = 0;
    o->count = 0;
    o->open = false;
    if (O2C_UNLIKELY(p == r->end || *p != '{')) {
        o2c_refuse_type(r, p, "object");
        return;
    }
    if (O2C_UNLIKELY(r->depth == 0)) {
        o2c_fail(r, O2C_E_DEPTH, p, NULL, 0, r->max_depth);
        return;
    }
    r->depth--;
    o->start = p;
    o->open = true;
    r->p = p + 1;
}

/* ---- guesses ---- */

/* The key that follows `key` in schema order; key_count stands for the start of the object. */
static inline uint32_t in_order(const o2c_shape *shape, uint32_t key)
{
    return key == shape->key_count ? shape->first : key + 1;
}

static inline uint32_t guess(const o2c_reader *r, const o2c_shape *shape, uint32_t key)
{
    uint32_t away = r->follows[(shape->slot + key) & 255]; /* signed, in 8 bits */
    return in_order(shape, key) + away - ((away & 0x80) << 1);
}

static inline void learn(o2c_reader *r, const o2c_shape *shape, uint32_t key, uint32_t next)
{
    /* what is further away than 8 bits say is a guess that fails, no worse */
    r->follows[(shape->slot + key) & 255] = (uint8_t)(next - in_order(shape, key));
}

/* Whether the token of `len` bytes starts the text at `p`; 16 bytes may be loaded from either. */
static inline bool same_token(const char *p, const char *token, size_t len)
{
#if O2C_SSE2
    __m128i equal = _mm_cmpeq_epi8(o2c_load128(p), o2c_load128(token));
    unsigned differs = ~(unsigned)_mm_movemask_epi8(equal);
    if (O2C_LIKELY(len <= 16)) {
        return (differs & ((1u << len) - 1)) == 0;
    }
    return (differs & 0xFFFFu) == 0 && memcmp(p + 16, token + 16, len - 16) == 0;
#else
    return memcmp(p, token, len) == 0;
#endif
}

/* If the text at `p`, which has FAST_BYTES, is the key's token, answers the byte behind it. */
static inline const char *match_key(const o2c_reader *r, const o2c_shape *shape, uint32_t key,
                                    const char *p)
{
    if (O2C_UNLIKELY(key >= shape->key_count)) {
        return NULL;
    }
    const o2c_key *k = &o2c_shape_keys(shape)[key];
    if (O2C_UNLIKELY(k->escaped) || (k->len > FAST_BYTES && k->len > r->end - p)) {
        return NULL;
    }
    return same_token(p, o2c_shape_names(shape) + k->at, k->len) ? p + k->len : NULL;
}

/* ---- what was found ---- */

/* Notes the member; false if it was there before and that is an error. */
static inline bool accept(o2c_object *o, uint32_t key)
{
    const o2c_shape *shape = o->shape;
    uint32_t member = o2c_shape_keys(shape)[key].member;
    uint64_t bit = (uint64_t)1 << (member & 63);
    uint64_t *word = &o->seen[member >> 6];
    bool again = (*word & bit) != 0;
    *word |= bit;
    o->key = key;
    o->member = member;
    return O2C_LIKELY(!again) || (shape->flags & O2C_SHAPE_LAST_WINS) != 0;
}

/* Refuses the member whose key is at `key_at`; while errors are collected its value, at r->p, is
 * skipped, and reading goes on. */
static O2C_COLD void refuse_member(o2c_reader *r, o2c_code code, const char *key_at)
{
    o2c_fail(r, code, key_at, NULL, 0, 0);
    if (o2c_ok(r)) {
        o2c_skip(r);
    }
}

/* Reads the key at `p` in full. Returns the byte behind its colon, or NULL after an error. */
static const char *read_key(o2c_reader *r, const char *p, o2c_str *name)
{
    if (p == r->end || *p != '"') {
        o2c_fail_byte(r, O2C_E_SYNTAX, p, "a member's name");
        return NULL;
    }
    p = o2c_string_glance(r, p, name);
    if (p == NULL) {
        return NULL;
    }
    p = o2c_to_value(p, r->end);
    if (p == r->end || *p != ':') {
        o2c_fail_byte(r, O2C_E_SYNTAX, p, "':'");
        return NULL;
    }
    return p + 1;
}

/* Takes the member whose key is at `p`, known or not. False: it was refused or is not JSON. */
static O2C_NOINLINE bool take_member(o2c_reader *r, o2c_object *o, const char *p)
{
    const o2c_shape *shape = o->shape;
    o2c_arena_mark mark = o2c_arena_here(r->arena);
    const char *after = read_key(r, p, &o->name);
    if (after == NULL) {
        return false;
    }
    r->p = after;
    o->count++;
    o->member = O2C_UNKNOWN;
    uint32_t key = shape != NULL ? o2c_shape_find(shape, o->name.data, o->name.len) : 0;
    if (shape == NULL || key == shape->key_count) {
        bool closed = shape != NULL && (shape->flags & O2C_SHAPE_CLOSED) != 0;
        if (closed) {
            refuse_member(r, O2C_E_UNKNOWN, p);
        }
        return !closed;
    }
    o2c_arena_rollback(r->arena, mark); /* the name is the shape's */
    learn(r, shape, o->key, key);
    if (accept(o, key)) {
        return true;
    }
    refuse_member(r, O2C_E_DUPLICATE, p);
    return false;
}

/* Steps over the comma or to the end. Returns the next key, or NULL at '}' or after an error. */
static const char *step(o2c_reader *r, o2c_object *o)
{
    const char *p = o2c_to_value(r->p, r->end);
    if (p != r->end && *p == '}') {
        o->open = false;
        r->depth++;
        r->p = p + 1;
        return NULL;
    }
    if (o->count > 0) {
        if (p == r->end || *p != ',') {
            o2c_fail_byte(r, O2C_E_SYNTAX, p, "',' or '}'");
            return NULL;
        }
        p = o2c_to_value(p + 1, r->end);
    }
    return p;
}

/* Whether the guess is right about the key at `p` and the member is fine. Else nothing happens. */
static inline bool take_guess(o2c_reader *r, o2c_object *o, const char *p)
{
    uint32_t key = guess(r, o->shape, o->key);
    const char *after = match_key(r, o->shape, key, p);
    if (O2C_UNLIKELY(after == NULL)) {
        return false;
    }
    uint32_t member = o2c_shape_keys(o->shape)[key].member;
    uint64_t bit = (uint64_t)1 << (member & 63);
    uint64_t *word = &o->seen[member >> 6];
    if (O2C_UNLIKELY((*word & bit) != 0)) {
        return false;
    }
    *word |= bit;
    o->key = key;
    o->member = member;
    o->count++;
    r->p = after;
    return true;
}

static O2C_NOINLINE bool next_carefully(o2c_reader *r, o2c_object *o)
{
    while (o->open && o2c_ok(r)) {
        const char *p = step(r, o);
        if (p == NULL) {
            return false;
        }
        bool guessed = o->shape != NULL && r->end - p >= FAST_BYTES && take_guess(r, o, p);
        if (guessed || take_member(r, o, p)) {
            return true;
        }
    }
    return false;
}

bool o2c_object_next(o2c_reader *r, o2c_object *o)
{
    const char *p = r->p;
    if (O2C_LIKELY(r->end - p > FAST_BYTES && o->shape != NULL && o->open)) {
        bool later = o->count > 0;
        if ((!later || *p == ',') && take_guess(r, o, p + later)) {
            return true;
        }
    }
    return next_carefully(r, o);
}

static O2C_COLD void report_missing(o2c_reader *r, const o2c_object *o, const uint64_t *required)
{
    const o2c_key *keys = o2c_shape_keys(o->shape);
    for (uint32_t i = 0; i < o->shape->key_count; i++) {
        uint32_t word = keys[i].member >> 6;
        uint64_t bit = (uint64_t)1 << (keys[i].member & 63);
        if (word < o->shape->word_count && (required[word] & ~o->seen[word] & bit) != 0) {
            o2c_str name = o2c_shape_name(o->shape, i);
            o2c_fail(r, O2C_E_REQUIRED, o->start, name.data, name.len, 0);
            o->seen[word] |= bit; /* another key of the same member would say it again */
        }
    }
}

bool o2c_object_end(o2c_reader *r, o2c_object *o)
{
    const o2c_shape *shape = o->shape;
    if (O2C_UNLIKELY(!o2c_ok(r) || o->start == NULL)) {
        return o2c_ok(r);
    }
    r->at = o->start;
    if (shape == NULL || shape->required_at == 0) {
        return true;
    }
    const uint64_t *required =
        (const uint64_t *)(const void *)((const char *)shape + shape->required_at);
    uint64_t missing = 0;
    for (uint32_t i = 0; i < shape->word_count; i++) {
        missing |= required[i] & ~o->seen[i];
    }
    if (O2C_UNLIKELY(missing != 0)) {
        report_missing(r, o, required);
    }
    return o2c_ok(r);
}

o2c_str o2c_object_name(o2c_reader *r, const o2c_object *o)
{
    o2c_str name = {NULL, 0};
    if (!o2c_ok(r)) {
        return name;
    }
    name = o->member == O2C_UNKNOWN ? o->name : o2c_shape_name(o->shape, o->key);
    bool in_text = (uintptr_t)name.data - (uintptr_t)r->begin <= (uintptr_t)(r->end - r->begin);
    if (o->member == O2C_UNKNOWN && !in_text) {
        return name; /* was unescaped: the arena's already */
    }
    if (in_text && r->strings == O2C_STRINGS_IN_PLACE && r->quiet == 0) {
        *(char *)(uintptr_t)(name.data + name.len) = '\0';
        return name;
    }
    if (in_text && r->strings != O2C_STRINGS_COPY && r->strings != O2C_STRINGS_IN_PLACE) {
        return name;
    }
    name = o2c_arena_str(r->arena, name.data, name.len);
    if (name.data == NULL) {
        o2c_fail(r, O2C_E_MEMORY, r->p, NULL, 0, 0);
    }
    return name;
}

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
    o->shape = NULL;
    o->seen = seen;
    o->start = NULL;
    o->expected = 0;
    o->member = O2C_UNKNOWN;
    o->name.data = NULL;
    o->name.len = 0;
    o->count = 0;
    o->before = '\0';
    if (O2C_UNLIKELY(p == r->end || *p != '{')) {
        o2c_refuse_type(r, p, "object");
        return;
    }
    if (O2C_UNLIKELY(r->depth == 0)) {
        o2c_fail(r, O2C_E_DEPTH, p, NULL, 0, r->max_depth);
        return;
    }
    r->depth--;
    o->shape = shape;
    o->expected = o->shape != NULL ? o->shape->first : 0;
    o->start = p;
    o->before = '{';
    r->p = p; /* each member is read with what stands before it */
}

/* ---- guesses ---- */

/* How far from the expected key the one was that came here the last time: signed, in 8 bits. */
static inline uint8_t *follower(o2c_reader *r, const o2c_object *o)
{
    return &r->follows[(o->shape->slot + o->expected) & (O2C_FOLLOWS - 1)];
}

static inline uint32_t guess(o2c_reader *r, const o2c_object *o)
{
    int32_t away = (int8_t)*follower(r, o);
    return (uint32_t)((int32_t)o->expected + away);
}

/* ---- what was found ---- */

/* Notes the member of that key; false if it was there before. */
static inline bool accept(o2c_object *o, uint32_t key)
{
    uint32_t member = o2c_shape_keys(o->shape)[key].member;
    uint64_t *words = o->seen + (member >> 6), word = *words;
    o->expected = key + 1;
    o->member = member;
    *words = word | (uint64_t)1 << (member & 63);
    return (word >> (member & 63) & 1) == 0;
}

/* Takes the member whose key's token, of `len` bytes, is at `p`, unless it was there before. */
static inline bool take_token(o2c_reader *r, o2c_object *o, uint32_t key, const char *p, size_t len)
{
    if (O2C_UNLIKELY(!accept(o, key))) {
        return false;
    }
    o->before = ',';
    o->count++;
    r->p = p + len;
    return true;
}

/* Whether `len` bytes, at most 16, are the same; 16 may be loaded from either. */
static inline bool same_short(const char *p, const char *token, uint32_t len)
{
#if O2C_SSE2
    __m128i equal = _mm_cmpeq_epi8(o2c_load128(p), o2c_load128(token));
    uint32_t differs = (uint32_t)_mm_movemask_epi8(equal) ^ 0xFFFFu;
    return differs << (32 - len) == 0;
#else
    return memcmp(p, token, len) == 0;
#endif
}

/* Takes the member at `p`, which has FAST_BYTES, if it is the one of `key` and was not there before.
 * Else nothing happens. */
static inline bool take_guess(o2c_reader *r, o2c_object *o, uint32_t key, const char *p)
{
    if (O2C_UNLIKELY(key >= o->shape->key_count)) {
        return false;
    }
    const o2c_key *k = &o2c_shape_keys(o->shape)[key];
    const char *token = o2c_shape_names(o->shape) + k->at;
    uint32_t len = k->len;
    if (O2C_UNLIKELY(k->escaped) || !same_short(p, token, len < 16 ? len : 16)) {
        return false;
    }
    if (len > 16 && (len > r->end - p || memcmp(p + 16, token + 16, len - 16) != 0)) {
        return false;
    }
    return take_token(r, o, key, p, len);
}

/* The length of the key at `p`, which has FAST_BYTES, if it is short, plain and followed by a colon at
 * once; else 0. */
static inline size_t plain_key(const char *p)
{
    const char *close = p[0] == '"' ? o2c_scan_ascii(p + 1, p + 33) : p;
    return close[0] == '"' && close[1] == ':' ? (size_t)(close - p) - 1 : 0;
}

/* Takes the member at `p`, which has FAST_BYTES, if its key is plain and known and was not there
 * before. Else nothing happens. */
static inline bool take_found(o2c_reader *r, o2c_object *o, const char *p)
{
    const o2c_shape *shape = o->shape;
    size_t len = plain_key(p);
    uint32_t key = len > 0 ? o2c_shape_find_plain(shape, p, len) : shape->key_count;
    if (key == shape->key_count) {
        return false;
    }
    *follower(r, o) = (uint8_t)(key - o->expected);
    return take_token(r, o, key, p, len + 3);
}

/* Where the guess was wrong: the one after it, if an optional member is absent, or any. */
static bool take_near(o2c_reader *r, o2c_object *o, const char *p)
{
    return take_guess(r, o, guess(r, o) + 1, p) || take_found(r, o, p);
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
static bool take_member(o2c_reader *r, o2c_object *o, const char *p)
{
    const o2c_shape *shape = o->shape;
    o2c_arena_mark mark = o2c_arena_here(r->arena);
    const char *after = read_key(r, p, &o->name);
    if (after == NULL) {
        return false;
    }
    r->p = after;
    o->before = ',';
    o->count++;
    o->member = O2C_UNKNOWN;
    if (shape == NULL) {
        return true;
    }
    uint32_t key = o2c_shape_find(shape, o->name.data, o->name.len);
    if (key == shape->key_count) {
        bool closed = (shape->flags & O2C_SHAPE_CLOSED) != 0;
        if (closed) {
            refuse_member(r, O2C_E_UNKNOWN, p);
        }
        return !closed;
    }
    o2c_arena_rollback(r->arena, mark); /* the name is the shape's */
    *follower(r, o) = (uint8_t)(key - o->expected);
    if (accept(o, key) || (shape->flags & O2C_SHAPE_LAST_WINS) != 0) {
        return true;
    }
    refuse_member(r, O2C_E_DUPLICATE, p);
    return false;
}

/* At the closing brace: always false. */
static inline bool close_object(o2c_reader *r, o2c_object *o, const char *p)
{
    o->before = '\0';
    r->depth++;
    r->p = p + 1;
    return false;
}

/* Steps over what stands before the next key. Returns the key, or NULL at '}' or after an error. */
static const char *step(o2c_reader *r, o2c_object *o)
{
    const char *p = o2c_to_value(r->p, r->end);
    bool first = o->before == '{';
    if (first) {
        p = o2c_to_value(o->start + 1, r->end);
    }
    if (p != r->end && *p == '}') {
        (void)close_object(r, o, p);
        return NULL;
    }
    if (first) {
        return p;
    }
    if (p == r->end || *p != ',') {
        o2c_fail_byte(r, O2C_E_SYNTAX, p, "',' or '}'");
        return NULL;
    }
    return o2c_to_value(p + 1, r->end);
}

/* Everything but the guess at compact text. */
static O2C_NOINLINE bool next_carefully(o2c_reader *r, o2c_object *o)
{
    while (o->before != '\0' && o2c_ok(r)) {
        const char *p = step(r, o);
        if (p == NULL) {
            return false;
        }
        bool quick = o->shape != NULL && r->end - p >= FAST_BYTES;
        if (quick && (take_guess(r, o, guess(r, o), p) || take_near(r, o, p))) {
            return true;
        }
        if (take_member(r, o, p)) {
            return true;
        }
    }
    return false;
}

/* In compact text, the key at `p` is another one than was guessed. */
static O2C_NOINLINE bool next_found(o2c_reader *r, o2c_object *o, const char *p)
{
    return (*p == '"' && take_near(r, o, p)) || next_carefully(r, o);
}

/* Compact text, the key as guessed, its token short: nothing else, so that all is in registers. */
bool o2c_object_next(o2c_reader *r, o2c_object *o)
{
    const char *p = r->p;
    const o2c_shape *shape = o->shape;
    if (O2C_UNLIKELY(r->end - p <= FAST_BYTES || shape == NULL)) {
        return next_carefully(r, o);
    }
    if (*p != o->before) {
        return *p == '}' && o->before == ',' ? close_object(r, o, p) : next_carefully(r, o);
    }
    uint32_t key = guess(r, o);
    p++;
    if (O2C_UNLIKELY(key >= shape->key_count)) {
        return next_found(r, o, p);
    }
    const o2c_key *k = &o2c_shape_keys(shape)[key];
    uint32_t len = k->len;
    if (O2C_UNLIKELY(len > 16 || k->escaped) ||
        O2C_UNLIKELY(!same_short(p, o2c_shape_names(shape) + k->at, len)) ||
        O2C_UNLIKELY(!take_token(r, o, key, p, len))) {
        return next_found(r, o, p);
    }
    return true;
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
    name = o->member == O2C_UNKNOWN ? o->name : o2c_shape_name(o->shape, o->expected - 1);
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

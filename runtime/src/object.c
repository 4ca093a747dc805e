#include <o2c/check.h>
#include <o2c/reader.h>

#include "internal.h"
#include "scan.h"
#include <string.h>

/*
 * Members. The next key is guessed from a few of its bytes, and the guess is compared with the text as
 * one token, `"name":`. A miss is scanned and found by its hash.
 */

void o2c_object_begin(o2c_reader *r, o2c_object *o, const void *shape, uint64_t *seen)
{
    const char *p = o2c_to_value(r->p, r->end);
    memset(o, 0, sizeof *o);
    o->seen = seen;
    o->member = O2C_UNKNOWN;
    if (O2C_UNLIKELY(p == r->end || *p != '{')) {
        o2c_refuse_type(r, p, "object");
        if (shape != NULL) {
            o2c_place(r, O2C_SITE_SHAPE, shape, p, O2C_UNKNOWN);
        }
        return;
    }
    if (O2C_UNLIKELY(r->depth == 0)) {
        o2c_fail(r, O2C_E_DEPTH, p, NULL, 0, r->max_depth);
        return;
    }
    r->depth--;
    o->shape = shape;
    o->start = p;
    o->before = '{';
    r->p = p;
}

/* ---- what was found ---- */

/* Notes the member of that key; false if it was there before. */
static inline bool accept(o2c_object *o, uint32_t key)
{
    uint32_t member = o2c_shape_keys(o->shape)[key].member;
    uint64_t *words = o->seen + (member >> 6), word = *words;
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
    r->p = p + len;
    return true;
}

/* Whether the key's token stands at `p`, which has O2C_NEAR bytes. */
static inline bool is_key(const o2c_reader *r, const o2c_shape *shape, const o2c_key *k,
                          const char *p)
{
    const char *token = o2c_shape_names(shape) + k->at;
    if (O2C_LIKELY(k->form >= 16)) {
        return o2c_same_short(p, token, k->form);
    }
    size_t len = k->len;
    return k->form != O2C_KEY_ESCAPED && (size_t)(r->end - p) > len + 16 &&
           o2c_same_near(p, token, len);
}

/* Takes the member at `p`, which has O2C_NEAR bytes, if it is the one that its first bytes promise and
 * was not there before. Else nothing happens. */
static inline bool take_guess(o2c_reader *r, o2c_object *o, const char *p)
{
    const o2c_shape *shape = o->shape;
    uint32_t key = o2c_shape_guess(shape, p + 1) >> 8 & 0xFF;
    const o2c_key *k = &o2c_shape_keys(shape)[key];
    return key < shape->key_count && is_key(r, shape, k, p) && take_token(r, o, key, p, k->len);
}

/* How many bytes stand before the quote that ends the name behind the quote at `p`, which has O2C_NEAR
 * bytes, if the name is short, plain ASCII and followed by a colon at once; else 0. */
static inline size_t near_name(const char *p)
{
#if O2C_SSE2
    uint32_t odd = o2c_odd_32(p + 1);
    size_t len = odd != 0 ? (size_t)__builtin_ctz(odd) : 0;
#else
    size_t len = 0;
    while (len < 32 && !o2c_is_special(p[len + 1]) && (unsigned char)p[len + 1] < 0x80) {
        len++;
    }
#endif
    return p[len + 1] == '"' && p[len + 2] == ':' ? len : 0;
}

/* Takes the member at `p`, which has O2C_NEAR bytes, if its key is short, plain, and known and not there
 * before or unknown and allowed. Else nothing happens. */
static inline bool take_found(o2c_reader *r, o2c_object *o, const char *p)
{
    const o2c_shape *shape = o->shape;
    size_t len = near_name(p);
    if (len == 0) {
        return false;
    }
    uint32_t bucket = o2c_key_hash(p + 1, len) & shape->bucket_mask;
    for (uint32_t i = o2c_shape_buckets(shape)[bucket]; i != 0;) {
        const o2c_key *k = &o2c_shape_keys(shape)[i - 1];
        if (k->len == len + 3 && is_key(r, shape, k, p)) {
            return take_token(r, o, i - 1, p, len + 3);
        }
        i = k->next;
    }
    if ((shape->flags & O2C_SHAPE_CLOSED) != 0) {
        return false;
    }
    o->member = O2C_UNKNOWN;
    o->name.data = p + 1;
    o->name.len = len;
    o->before = ',';
    o->unknown++;
    r->p = p + len + 3;
    return true;
}

/* Refuses the member whose key is at `key_at`; while errors are collected its value, at r->p, is
 * skipped, and reading goes on. */
static O2C_COLD void refuse_member(o2c_reader *r, const o2c_object *o, o2c_code code,
                                   const char *key_at)
{
    o2c_fail(r, code, key_at, NULL, 0, 0);
    o2c_place_member(r, o, o->member);
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
    o->member = O2C_UNKNOWN;
    if (shape == NULL) {
        o->unknown++;
        return true;
    }
    uint32_t key = o2c_shape_find(shape, o->name.data, o->name.len);
    if (key == shape->key_count) {
        bool closed = (shape->flags & O2C_SHAPE_CLOSED) != 0;
        o->unknown++;
        if (closed) {
            refuse_member(r, o, O2C_E_UNKNOWN, p);
        }
        return !closed;
    }
    o2c_arena_rollback(r->arena, mark); /* the name is the shape's */
    if (accept(o, key) || (shape->flags & O2C_SHAPE_LAST_WINS) != 0) {
        return true;
    }
    refuse_member(r, o, O2C_E_DUPLICATE, p);
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

static bool next_carefully(o2c_reader *r, o2c_object *o)
{
    if (O2C_UNLIKELY(r->trouble != 0)) {
        o2c_place_member(r, o, o->member); /* the one that was read last was refused */
    }
    while (o->before != '\0' && o2c_ok(r)) {
        const char *p = step(r, o);
        if (p == NULL) {
            return false;
        }
        bool quick = o->shape != NULL && p < r->near && *p == '"';
        if (quick && (take_guess(r, o, p) || take_found(r, o, p))) {
            return true;
        }
        if (take_member(r, o, p)) {
            return true;
        }
    }
    return false;
}

/* Compact text first. */
bool o2c_object_next(o2c_reader *r, o2c_object *o)
{
    const char *p = r->p;
    if (O2C_LIKELY(p < r->near)) {
        if (*p == '}' && o->before == ',') {
            return close_object(r, o, p);
        }
        bool quick = (unsigned char)*p == o->before && p[1] == '"' && o->shape != NULL;
        if (quick && (take_guess(r, o, p + 1) || take_found(r, o, p + 1))) {
            return true;
        }
    }
    return next_carefully(r, o);
}

/* The bytes of the shortest JSON token for the name of a key, with its colon: no text has it shorter. */
static size_t token_length(const o2c_shape *shape, const o2c_key *k)
{
    if (k->form != O2C_KEY_ESCAPED) {
        return k->len;
    }
    const char *name = o2c_shape_names(shape) + k->at;
    size_t length = (size_t)k->len + 3;
    for (size_t i = 0; i < k->len; i++) {
        if (name[i] == '"' || name[i] == '\\' ||
            (name[i] != '\0' && strchr("\b\f\n\r\t", name[i]))) {
            length += 1;
        } else if ((unsigned char)name[i] < 0x20) {
            length += 5;
        }
    }
    return length;
}

/* Takes the member whose key is at `key`, quickly. The member's case will step over its name as if that stood
 * in compact text: r->p is left so far before the value. */
static bool find_member(o2c_reader *r, o2c_object *o, const char *key)
{
    if (!take_guess(r, o, key) && !take_found(r, o, key)) {
        return false;
    }
    const char *value = o2c_behind_colon(r->p, r->end);
    r->p = o->member != O2C_UNKNOWN ? value - (r->p - key) - 1 : value;
    return true;
}

/* The key behind the comma or brace at `p`, which has O2C_NEAR bytes. Most members of an object are indented
 * alike, and a step of a length that is known need not wait for what is found in the text. */
static inline const char *find_key(const o2c_reader *r, o2c_object *o, const char *p)
{
    const char *key = p + 1 + o->indent;
    if (*key == '"' && o2c_is_indent(p + 1, o->indent)) {
        return key;
    }
    key = o2c_to_value(p + 1, r->end);
    o->indent = key - p <= 32 ? (uint32_t)(key - p - 1) : 0;
    return key;
}

bool o2c_struct_find(o2c_reader *r, o2c_object *o)
{
    const char *p = o2c_to_value(r->p, r->end);
    if (O2C_LIKELY(p < r->near)) {
        if (*p == '}' && o->before == ',') {
            return close_object(r, o, p);
        }
        if ((unsigned char)*p == o->before) {
            const char *key = find_key(r, o, p);
            if (key < r->near && *key == '"' && find_member(r, o, key)) {
                return true;
            }
        }
    }
    if (!o2c_object_next(r, o)) {
        return false;
    }
    if (o->member != O2C_UNKNOWN) {
        r->p -= 1 + token_length(o->shape, &o2c_shape_keys(o->shape)[o->member]);
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
            o2c_place_member(r, o, keys[i].member);
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

size_t o2c_object_count(const o2c_object *o)
{
    size_t count = o->unknown;
    for (uint32_t i = 0; o->shape != NULL && i < o->shape->word_count; i++) {
        for (uint64_t word = o->seen[i]; word != 0; word &= word - 1) {
            count++;
        }
    }
    return count;
}

/* The name of a member: its first key. */
static o2c_str member_name(const o2c_shape *shape, uint32_t member)
{
    uint32_t key = 0;
    while (key + 1 < shape->key_count && o2c_shape_keys(shape)[key].member != member) {
        key++;
    }
    return o2c_shape_name(shape, key);
}

static bool was_seen(const o2c_object *o, uint32_t member)
{
    return (o->seen[member >> 6] >> (member & 63) & 1) != 0;
}

void o2c_object_depends(o2c_reader *r, const o2c_object *o, uint32_t member, uint32_t needed,
                        const char *pointer, bool draft)
{
    if (O2C_LIKELY(!o2c_ok(r) || o->start == NULL || !was_seen(o, member) || was_seen(o, needed))) {
        return;
    }
    o2c_str name = member_name(o->shape, needed);
    o2c_fail(r, O2C_E_DEPENDENT, o->start, name.data, name.len, 0);
    o2c_check_op op = draft ? O2C_CHECK_DEPENDENCIES : O2C_CHECK_DEPENDENT_REQUIRED;
    o2c_place(r, O2C_SITE_RULE, pointer, o->start, op);
}

o2c_str o2c_object_name(o2c_reader *r, const o2c_object *o)
{
    o2c_str name = {NULL, 0};
    if (!o2c_ok(r)) {
        return name;
    }
    name = o->member == O2C_UNKNOWN ? o->name : member_name(o->shape, o->member);
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

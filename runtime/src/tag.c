#include <o2c/reader.h>

#include "internal.h"
#include "scan.h"

/*
 * Tags. One that comes first costs a compare. For a late one the object's own members are walked;
 * what they contain is skipped, and where each container skipped ends is recorded, so that looking
 * for the tags inside later jumps instead of scanning: no byte is skipped twice, however deep.
 *
 * Looking ahead does not judge: whatever it makes of a text that is not JSON, decoding that text
 * afterwards finds out.
 */

#define SPAN 32 /* bytes of text that share a head; as many records at most are chained to it */

/** A container that was skipped. */
struct o2c_skip {
    size_t start, end; /* offsets; while it is open, `end` is 1 + the record of what encloses it */
    uint32_t next;     /* 1 + the next record of the same span; 0 ends */
};

struct o2c_skips *o2c_reader_skips(o2c_reader *r)
{
    if (r->skips == NULL && o2c_ok(r)) {
        r->skips = o2c_arena_pin(r->arena, sizeof *r->skips);
        if (r->skips == NULL) {
            o2c_fail(r, O2C_E_MEMORY, r->p, NULL, 0, 0);
        } else {
            memset(r->skips, 0, sizeof *r->skips);
        }
    }
    return r->skips;
}

/* ---- records ---- */

static bool make_heads(o2c_reader *r, struct o2c_skips *s)
{
    size_t count = (size_t)(r->end - r->begin) / SPAN + 1;
    s->heads = o2c_arena_pin(r->arena, count * sizeof *s->heads);
    if (s->heads == NULL) {
        o2c_fail(r, O2C_E_MEMORY, r->p, NULL, 0, 0);
        return false;
    }
    memset(s->heads, 0, count * sizeof *s->heads);
    return true;
}

static bool grow_records(o2c_reader *r, struct o2c_skips *s)
{
    size_t room = s->room == 0 ? 64 : 2 * s->room;
    struct o2c_skip *records = NULL;
    if (room < UINT32_MAX) {
        records = o2c_arena_pin(r->arena, room * sizeof *records);
    }
    if (records == NULL) {
        o2c_fail(r, O2C_E_MEMORY, r->p, NULL, 0, 0);
        return false;
    }
    if (s->count > 0) {
        memcpy(records, s->records, s->count * sizeof *records);
    }
    o2c_arena_unpin(r->arena, s->records);
    s->records = records;
    s->room = room;
    return true;
}

/* Adds a record for the container at `p`. Returns 1 + its number, or 0 after an error. */
static size_t add_record(o2c_reader *r, struct o2c_skips *s, const char *p, size_t parent)
{
    if (s->count == s->room && !grow_records(r, s)) {
        return 0;
    }
    struct o2c_skip *record = &s->records[s->count++];
    record->start = (size_t)(p - r->begin);
    record->end = parent;
    uint32_t *head = &s->heads[record->start / SPAN];
    record->next = *head;
    *head = (uint32_t)s->count;
    return s->count;
}

static const struct o2c_skip *find_record(const o2c_reader *r, const char *p)
{
    const struct o2c_skips *s = r->skips;
    size_t start = (size_t)(p - r->begin);
    for (uint32_t i = s->heads[start / SPAN]; i != 0; i = s->records[i - 1].next) {
        if (s->records[i - 1].start == start) {
            return &s->records[i - 1];
        }
    }
    return NULL;
}

/* The first bracket or quote at or after `p`, or `end`. */
static const char *scan_structure(const char *p, const char *end)
{
#if O2C_SSE2
    for (; end - p >= 16; p += 16) {
        /* with bit 5 set, [ and { are {, ] and } are } */
        __m128i v = o2c_load128(p);
        __m128i folded = _mm_or_si128(v, _mm_set1_epi8(0x20));
        __m128i hit = _mm_or_si128(_mm_cmpeq_epi8(folded, _mm_set1_epi8('{')),
                                   _mm_cmpeq_epi8(folded, _mm_set1_epi8('}')));
        hit = _mm_or_si128(hit, _mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
        unsigned mask = (unsigned)_mm_movemask_epi8(hit);
        if (mask != 0) {
            return p + __builtin_ctz(mask);
        }
    }
#endif
    while (p < end && (*p | 0x20) != '{' && (*p | 0x20) != '}' && *p != '"') {
        p++;
    }
    return p;
}

/* Skips the container at `p` and records it and all inside. Returns its end; NULL after an error. */
static const char *skip_and_record(o2c_reader *r, struct o2c_skips *s, const char *p)
{
    size_t open = add_record(r, s, p++, 0);
    while (open != 0) {
        p = scan_structure(p, r->end);
        if (p == r->end) {
            break;
        }
        if (*p == '"') {
            p = o2c_scan_string_end(p + 1, r->end, r->limit);
        } else if (*p == '{' || *p == '[') {
            const struct o2c_skip *known = find_record(r, p); /* a branch tried before came here */
            if (known != NULL) {
                p = r->begin + known->end;
                continue;
            }
            open = add_record(r, s, p++, open);
            if (open == 0) {
                return NULL;
            }
        } else {
            size_t parent = s->records[open - 1].end;
            s->records[open - 1].end = (size_t)(++p - r->begin);
            open = parent;
        }
    }
    if (!o2c_ok(r)) {
        return NULL;
    }
    while (open != 0) { /* the text ends too early */
        size_t parent = s->records[open - 1].end;
        s->records[open - 1].end = (size_t)(r->end - r->begin);
        open = parent;
    }
    return p;
}

static const char *pass_container(o2c_reader *r, const char *p)
{
    struct o2c_skips *s = o2c_reader_skips(r);
    if (s == NULL || (s->heads == NULL && !make_heads(r, s))) {
        return NULL;
    }
    const struct o2c_skip *known = find_record(r, p);
    return known != NULL ? r->begin + known->end : skip_and_record(r, s, p);
}

/* ---- walking an object's own members ---- */

/* Behind the value at `p`; NULL after an error. */
static const char *pass_value(o2c_reader *r, const char *p)
{
    if (p < r->end && *p == '"') {
        return o2c_scan_string_end(p + 1, r->end, r->limit);
    }
    if (p < r->end && (*p == '{' || *p == '[')) {
        return pass_container(r, p);
    }
    while (p < r->end && *p != ',' && *p != '}' && *p != ']') {
        p++;
    }
    return p;
}

/* The string whose content is [p, close - 1), if that is well formed: a view, or unescaped in the
 * arena, to be rolled back. False: it is not a string, or there is no memory (an error). */
static bool glance(o2c_reader *r, const char *open, o2c_str *out)
{
    o2c_reader again = *r; /* what is wrong with it is not said here */
    again.errors = NULL;
    bool good = o2c_string_glance(&again, open, out) != NULL;
    if (again.code == O2C_E_MEMORY) {
        o2c_fail(r, O2C_E_MEMORY, open, NULL, 0, 0);
    }
    return good;
}

/* Whether the string from `open` to `after` is the name `"name":` stands for. */
static bool is_name(o2c_reader *r, const char *open, const char *after, const char *name,
                    size_t len)
{
    size_t quoted = len - 1; /* without the colon */
    size_t size = (size_t)(after - open);
    if (size == quoted && memcmp(open, name, quoted) == 0) {
        return true;
    }
    if (size <= quoted || memchr(open, '\\', size) == NULL) {
        return false;
    }
    o2c_arena_mark mark = o2c_arena_here(r->arena);
    o2c_str key;
    bool same =
        glance(r, open, &key) && key.len == quoted - 2 && memcmp(key.data, name + 1, key.len) == 0;
    o2c_arena_rollback(r->arena, mark);
    return same;
}

/* The value of the object's member of that name; NULL if it has none, or after an error. */
static const char *find_late(o2c_reader *r, const char *object, const char *name, size_t len)
{
    const char *p = object + 1;
    for (;;) {
        p = o2c_to_value(p, r->end);
        if (p == r->end || *p != '"') {
            return NULL;
        }
        const char *key = p;
        p = o2c_scan_string_end(p + 1, r->end, r->limit);
        bool found = is_name(r, key, p, name, len);
        p = o2c_to_value(p, r->end);
        if (p == r->end || *p != ':' || !o2c_ok(r)) {
            return NULL;
        }
        p = o2c_to_value(p + 1, r->end);
        if (found) {
            return p == r->end ? NULL : p;
        }
        p = pass_value(r, p);
        if (p == NULL) {
            return NULL;
        }
        p = o2c_to_value(p, r->end);
        if (p == r->end || *p != ',') {
            return NULL;
        }
        p++;
    }
}

/* ---- what the tag says ---- */

/* The key of the tag's value at `p`, or key_count. */
static uint32_t find_value(o2c_reader *r, const o2c_shape *shape, const char *p)
{
    if (*p == '"') {
        const char *after = o2c_scan_string_end(p + 1, r->end, r->limit);
        size_t len = (size_t)(after - p);
        if (len >= 2 && memchr(p, '\\', len) == NULL) {
            return o2c_shape_find(shape, p + 1, len - 2);
        }
        o2c_arena_mark mark = o2c_arena_here(r->arena);
        o2c_str text;
        uint32_t key = shape->key_count;
        if (glance(r, p, &text)) {
            key = o2c_shape_find(shape, text.data, text.len);
        }
        o2c_arena_rollback(r->arena, mark);
        return key;
    }
    const char *end = p;
    while (end < r->end && !o2c_is_space(*end) && *end != ',' && *end != '}') {
        end++;
    }
    return o2c_shape_find_token(shape, p, (size_t)(end - p));
}

/* No object, no tag or no known tag: an error about the object, unless its text is not JSON. */
static O2C_COLD void refuse_object(o2c_reader *r, const char *object, o2c_code code, const char *at,
                                   const char *detail, size_t len)
{
    o2c_fail(r, code, at, detail, len, 0);
    if (o2c_ok(r)) { /* errors are being collected */
        r->p = object;
        o2c_skip(r);
    }
}

static O2C_COLD int refuse_missing(o2c_reader *r, const char *object, const char *name, size_t len)
{
    uint32_t depth = r->depth;
    o2c_skip(r); /* a text that breaks off has no tag either, but that is what is wrong with it */
    r->depth = depth;
    if (o2c_ok(r)) {
        refuse_object(r, object, O2C_E_REQUIRED, object, name + 1, len - 3);
    }
    return O2C_TAG_NONE;
}

/* The key of the tag's value at `p`: the one that it had the last time, or else found. */
static uint32_t guess_value(o2c_reader *r, const o2c_shape *shape, const char *p)
{
    uint8_t *last = &r->follows[(uint8_t)shape->slot];
    if (*last < shape->key_count) {
        const o2c_key *k = &o2c_shape_keys(shape)[*last];
        const char *token = o2c_shape_names(shape) + k->at;
        bool string = !k->escaped && *token == '"'; /* its quotes are in the token */
        if (string && r->end - p >= k->len && memcmp(p, token, k->len) == 0) {
            return *last;
        }
    }
    uint32_t key = find_value(r, shape, p);
    *last = (uint8_t)key;
    return key;
}

int o2c_read_tag(o2c_reader *r, const void *shape, const char *name, size_t len)
{
    const o2c_shape *s = shape;
    bool optional = (s->flags & O2C_SHAPE_TAG_OPTIONAL) != 0;
    const char *object = o2c_value_start(r);
    if (object == r->end || *object != '{') {
        if (!optional || object == r->end) {
            o2c_refuse_type(r, object, "object");
        }
        return O2C_TAG_NONE;
    }
    const char *value;
    if ((size_t)(r->end - object) > len + 1 && memcmp(object + 1, name, len) == 0) {
        value = o2c_to_value(object + 1 + len, r->end);
        value = value != r->end ? value : NULL;
    } else {
        value = find_late(r, object, name, len);
    }
    if (!o2c_ok(r)) {
        return O2C_TAG_NONE;
    }
    if (value == NULL) {
        return optional ? O2C_TAG_NONE : refuse_missing(r, object, name, len);
    }
    uint32_t key = guess_value(r, s, value);
    if (key != s->key_count) {
        return o2c_shape_keys(s)[key].member;
    }
    if (!o2c_ok(r)) {
        return O2C_TAG_NONE;
    }
    if ((s->flags & (O2C_SHAPE_TAG_OPTIONAL | O2C_SHAPE_TAG_OPEN)) != 0) {
        return O2C_TAG_UNKNOWN;
    }
    refuse_object(r, object, O2C_E_TAG, value, shape, O2C_DETAIL_SHAPE);
    return O2C_TAG_NONE;
}

/**
 * Reading objects: <o2c/reader.h> includes this.
 *
 *     o2c_object o;
 *     uint64_t seen[1] = {0};
 *     o2c_struct_begin(r, &o, &pet_shape, seen);
 *     while (o2c_struct_next(r, &o, &pet_shape, seen)) {
 *         switch (o.member) {
 *         case 0:
 *             o2c_struct_past(r, O2C_LIT("\"name\":"));
 *             out->name = o2c_read_str(r);
 *             break;
 *         default: o2c_skip(r); break;
 *         }
 *     }
 *     return o2c_struct_end(r, &o, &pet_shape, seen);
 *
 * The next key is guessed from a few of its bytes (o2c_shape_guess), and the guess is compared with the
 * text as one token, `"name":`. That much is inline in the o2c_struct_* functions, so that a compiler
 * that sees the shape has its numbers as constants. There each case steps over its name, by a constant:
 * a processor that has guessed the case need not wait for the length of the name. Everything else, and
 * all of maps, is done by the o2c_object_* functions, which take a shape or none.
 */
#ifndef O2C_OBJECT_H
#define O2C_OBJECT_H

#include <o2c/reader.h>

#ifdef __cplusplus
extern "C" {
#endif

#define O2C_UNKNOWN 0xFFFFFFFFu

typedef struct o2c_object {
    const o2c_shape *shape; /* NULL: a map, every key is unknown */
    uint32_t before;   /* private: what stands before the next key: '{', ',' or NUL after the end */
    uint32_t member;   /* member number of the key read last, or O2C_UNKNOWN */
    uint32_t indent;   /* private: white space before the key read last; below 32 */
    uint64_t *seen;
    size_t unknown;    /* members so far that the shape does not know */
    const char *start; /* the '{' */
    o2c_str name; /* if O2C_UNKNOWN: the name, unescaped (in the arena if it had escapes, else a view) */
} o2c_object;

/**
 * Enters an object. shape: emitted constant data, borrowed; NULL for a map. seen: word_count words,
 * all zero; NULL for a map. Errors: O2C_E_TYPE, O2C_E_DEPTH.
 */
void o2c_object_begin(o2c_reader *r, o2c_object *o, const void *shape, uint64_t *seen);

/**
 * Goes on to the next member: sets o->member (and o->name), stands before its value. False at '}'
 * and after an error. Refuses repeated members, and unknown ones where the shape is closed.
 */
bool o2c_object_next(o2c_reader *r, o2c_object *o);

/** Leaves the object: the first required member not seen is O2C_E_REQUIRED. Returns o2c_ok(r). */
bool o2c_object_end(o2c_reader *r, o2c_object *o);

/**
 * dependentRequired (JSON Schema Validation §6.5.4) of an object that was left: where the member with the number
 * `member` was seen, `needed` must have been too, else O2C_E_DEPENDENT. pointer: of the schema, constant.
 * draft: the keyword is `dependencies`, as drafts before 2019-09 have it.
 */
void o2c_object_depends(o2c_reader *r, const o2c_object *o, uint32_t member, uint32_t needed,
                        const char *pointer, bool draft);

/** How many different members there were: those of the shape that were seen, and all unknown ones. */
size_t o2c_object_count(const o2c_object *o);

/** The current key as a string of its own (NUL-terminated in the arena by string mode). */
o2c_str o2c_object_name(o2c_reader *r, const o2c_object *o);

/*
 * The same for a shape that the compiler sees, where key and member numbers are the same; shape and seen
 * as for o2c_object_begin.
 */

/** o2c_struct_next where the key is not the one that was guessed. Private. */
bool o2c_struct_find(o2c_reader *r, o2c_object *o);

O2C_INLINE void o2c_struct_begin(o2c_reader *r, o2c_object *o, const void *shape, uint64_t *seen)
{
    const char *p = r->p;
    if (O2C_UNLIKELY(p >= r->near || *p != '{' || r->depth == 0)) {
        o2c_object_begin(r, o, shape, seen);
        return;
    }
    r->depth--;
    o->shape = (const o2c_shape *)shape;
    o->seen = seen;
    o->start = p; /* each member is read with what stands before it, the first with the brace */
    o->before = '{';
    o->indent = 0;
    o->unknown = 0;
}

/** As o2c_object_next, but a known member's case has to step over its name: o2c_struct_past. */
O2C_INLINE bool o2c_struct_next(o2c_reader *r, o2c_object *o, const void *shape, uint64_t *seen)
{
    const o2c_shape *s = (const o2c_shape *)shape;
    const char *p = r->p;
    if (O2C_UNLIKELY(p >= r->near))
        return o2c_struct_find(r, o);
    if ((unsigned char)*p != o->before) {
        if (O2C_UNLIKELY(*p != '}' || o->before != ','))
            return o2c_struct_find(r, o);
        o->before = '\0';
        r->depth++;
        r->p = p + 1;
        return false;
    }
    uint32_t guess = o2c_shape_guess(s, p + 2), shift = guess & 0xFF, member = guess >> 8 & 0xFF;
    const char *token = (const char *)s + (guess >> 16);
    if (O2C_UNLIKELY(shift == 0) || O2C_UNLIKELY(!o2c_same_short(p + 1, token, shift)))
        return o2c_struct_find(r, o);
    uint64_t *word = s->word_count == 1 ? seen : seen + (member >> 6);
    uint64_t bit = (uint64_t)1 << (member & 63);
    if (O2C_UNLIKELY((*word & bit) != 0))
        return o2c_struct_find(r, o);
    *word |= bit;
    o->member = member;
    o->before = ',';
    return true;
}

/** Steps from before a known member over its name: `"name":` as compact JSON has it. */
O2C_INLINE void o2c_struct_past(o2c_reader *r, const char *token, size_t len)
{
    (void)token;
    r->p += 1 + len;
}

O2C_INLINE bool o2c_struct_end(o2c_reader *r, o2c_object *o, const void *shape, uint64_t *seen)
{
    const o2c_shape *s = (const o2c_shape *)shape;
    if (s->word_count == 1 && O2C_LIKELY(o2c_ok(r))) {
        uint64_t required = 0;
        if (s->required_at)
            required = *(const uint64_t *)(const void *)((const char *)s + s->required_at);
        if (O2C_LIKELY((required & ~seen[0]) == 0)) {
            r->at = o->start;
            return true;
        }
    }
    return o2c_object_end(r, o);
}

#ifdef __cplusplus
}
#endif

#endif

#include <o2c/reader.h>

#include "internal.h"
#include "scan.h"

/*
 * Skipping checks everything as JSON and keeps nothing. The open containers are bits on a stack of a
 * fixed size; only what is nested more deeply than that takes a call of its own.
 */

#define LEVELS 1024

typedef struct open_stack {
    uint64_t objects[LEVELS / 64]; /* bit set: an object */
    uint32_t depth;
} open_stack;

static bool in_object(const open_stack *s)
{
    uint32_t top = s->depth - 1;
    return (s->objects[top / 64] >> top % 64 & 1) != 0;
}

static void open_push(open_stack *s, bool object)
{
    uint64_t bit = (uint64_t)1 << s->depth % 64;
    uint64_t *word = &s->objects[s->depth / 64];
    *word = object ? *word | bit : *word & ~bit;
    s->depth++;
}

static const char *skip_literal(o2c_reader *r, const char *p, const char *literal, size_t len)
{
    if ((size_t)(r->end - p) < len || memcmp(p, literal, len) != 0) {
        o2c_fail(r, O2C_E_SYNTAX, p, O2C_LIT("true, false or null"), 0);
        return NULL;
    }
    return p + len;
}

static const char *skip_string(o2c_reader *r, const char *p)
{
    bool escaped;
    p = o2c_string_check(r, p, &escaped);
    return p != NULL ? p + 1 : NULL;
}

/* A value that is no container. Returns its end, or NULL after an error. */
static const char *skip_scalar(o2c_reader *r, const char *p)
{
    switch (o2c_kind_of(*p)) {
    case O2C_STRING: return skip_string(r, p);
    case O2C_NUMBER: return o2c_number_check(r, p);
    case O2C_NULL: return skip_literal(r, p, O2C_LIT("null"));
    case O2C_BOOL:
        return *p == 't' ? skip_literal(r, p, O2C_LIT("true"))
                         : skip_literal(r, p, O2C_LIT("false"));
    case O2C_NONE:
    case O2C_ARRAY:
    case O2C_OBJECT: break;
    }
    o2c_fail(r, O2C_E_SYNTAX, p, O2C_LIT("a value"), 0);
    return NULL;
}

/* A key and its colon. Returns the value's first byte, or NULL after an error. */
static const char *skip_key(o2c_reader *r, const char *p)
{
    if (p == r->end || *p != '"') {
        o2c_fail_byte(r, O2C_E_SYNTAX, p, "a member's name");
        return NULL;
    }
    p = skip_string(r, p);
    if (p == NULL) {
        return NULL;
    }
    p = o2c_to_value(p, r->end);
    if (p == r->end || *p != ':') {
        o2c_fail_byte(r, O2C_E_SYNTAX, p, "':'");
        return NULL;
    }
    return o2c_to_value(p + 1, r->end);
}

/* After a value: closes what ends here. Returns the next value's first byte; NULL when all is closed
 * (r->p is behind it) or after an error. */
static const char *skip_close(o2c_reader *r, open_stack *s, const char *p)
{
    while (s->depth > 0) {
        bool object = in_object(s);
        p = o2c_to_value(p, r->end);
        if (p != r->end && *p == ',') {
            p = o2c_to_value(p + 1, r->end);
            return object ? skip_key(r, p) : p;
        }
        if (p == r->end || *p != (object ? '}' : ']')) {
            o2c_fail_byte(r, O2C_E_SYNTAX, p, object ? "',' or '}'" : "',' or ']'");
            return NULL;
        }
        p++;
        s->depth--;
        r->depth++;
    }
    r->p = p;
    return NULL;
}

/* Enters the container at `p`. Returns the first value inside; or, if it is empty, *empty and its
 * closing bracket; NULL after an error. */
static const char *skip_open(o2c_reader *r, open_stack *s, const char *p, bool *empty)
{
    bool object = *p == '{';
    if (r->depth == 0) {
        o2c_fail(r, O2C_E_DEPTH, p, NULL, 0, r->max_depth);
        return NULL;
    }
    r->depth--;
    open_push(s, object);
    p = o2c_to_value(p + 1, r->end);
    *empty = p != r->end && *p == (object ? '}' : ']');
    return *empty || !object ? p : skip_key(r, p);
}

/* Skips the container at `start`. */
static O2C_NOINLINE void skip_container(o2c_reader *r, const char *start)
{
    open_stack s;
    s.depth = 0;
    const char *p = start;
    while (p != NULL) {
        if (p == r->end) {
            o2c_fail_byte(r, O2C_E_END, p, "a value");
            return;
        }
        bool container = *p == '{' || *p == '[';
        if (container && s.depth < LEVELS) {
            bool empty;
            p = skip_open(r, &s, p, &empty);
            if (p == NULL || !empty) {
                continue;
            }
        } else if (container) {
            skip_container(r, p); /* as deep as the reader allows: one call for each LEVELS */
            p = r->p;
        } else {
            p = skip_scalar(r, p);
            if (p == NULL) {
                return;
            }
        }
        p = skip_close(r, &s, p);
    }
}

void o2c_skip(o2c_reader *r)
{
    const char *start = o2c_to_value(r->p, r->end);
    if (start == r->end) {
        o2c_fail_byte(r, O2C_E_END, start, "a value");
    } else if (*start == '{' || *start == '[') {
        skip_container(r, start);
    } else {
        const char *end = skip_scalar(r, start);
        r->p = end != NULL ? end : r->end;
    }
    r->at = start;
}

/**
 * The reader: one pass over a JSON text (RFC 8259), pulled by emitted decoders.
 *
 * The reader remembers its first error. After it every read does nothing and returns zero, every
 * loop ends, so a decoder is a list of reads with one check at the end. Paths, lines and messages
 * are worked out only when an error is asked for (o2c_reader_finish), from the offset of the value.
 *
 * After every read that succeeds, `r->at` is where the value started; the o2c_check_* functions
 * report there. Before every read, `r->p` may stand before white space.
 *
 * The reader never reads a byte outside `text[0 .. length + padding)`.
 */
#ifndef O2C_READER_H
#define O2C_READER_H

#include <o2c/arena.h>
#include <o2c/bytes.h>
#include <o2c/context.h>
#include <o2c/error.h>
#include <o2c/pattern.h>
#include <o2c/shape.h>
#include <o2c/value.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum o2c_string_mode {
    O2C_STRINGS_COPY = 0, /* in the arena, NUL-terminated */
    O2C_STRINGS_VIEW,     /* into the text where there is no escape, not terminated: the caller keeps it */
    O2C_STRINGS_IN_PLACE  /* into the text, NUL-terminated by writing to it: `text` must be writable */
} o2c_string_mode;

typedef struct o2c_read_options {
    o2c_string_mode strings;
    uint32_t max_depth; /* of arrays and objects; 0: 1,024 */
    size_t padding;     /* bytes after `length` that may be read (not written); 0 is always right, 32 or more saves steps at the end */
    o2c_context *context; /* borrowed: where patterns that are compiled at run time stay; NULL: for one document */
} o2c_read_options;

/** As much text ahead makes a quick look at a key or a scalar safe without further checks. Private. */
#define O2C_NEAR 64

struct o2c_skips; /* what looking ahead has learnt: private */
struct o2c_own_context; /* private */
struct o2c_checking; /* the tree of the value that is checked: private, see <o2c/check.h> */

typedef struct o2c_reader {
    const char *p;     /* the next byte */
    const char *end;   /* one past the text; `p` moves here on the first error */
    const char *at;    /* where the value read last started */
    const char *begin; /* the text */
    const char *limit; /* end of what may be read: end + padding */
    o2c_str (*read_str)(struct o2c_reader *r); /* for the mode of strings and the processor: private */
    const char *near;  /* behind `p`, so long as O2C_NEAR bytes of text are; else `begin` */
    o2c_arena *arena;
    uint32_t depth;    /* levels still allowed */
    o2c_string_mode strings;
    o2c_code code;     /* first error */
    const char *fault; /* where: start of the faulty value, or the byte that is not JSON */
    const char *detail;      /* what was expected: a name or a token; borrowed, or in the arena */
    size_t detail_len;
    uint64_t detail_number;  /* a limit, an expected kind; meaning by code */
    uint32_t quiet;          /* > 0: inside an attempt; errors are not collected */
    bool listed_only;        /* open enumerations refuse what they do not list */
    bool unlisted;           /* one has done so */
    o2c_error *errors;       /* where _validate collects, or NULL */
    size_t error_room, error_count;
    uint32_t max_depth;
    struct o2c_skips *skips; /* NULL until a tag was not first */
    o2c_context *context;    /* NULL until one is needed */
    struct o2c_own_context *own_context; /* it is the reader's own, or NULL */
    struct o2c_checking *checking; /* NULL: nothing is being checked */
    uint32_t trouble;              /* not 0: an error has happened, or one has no place in the schema yet */
    o2c_site site;                 /* of the first error */
    const char *branches;          /* the places of the union of which a branch failed last, */
    uint32_t branch;               /* ... and which */
    const char *reached;           /* where reading was when the first error happened */
    o2c_error *nearest;            /* of a union, while it is refused */
    uint64_t tried;
    size_t unplaced;               /* 1 + the number of the last collected error without one; 0: none */
} o2c_reader;

/* ---- life ---- */

/**
 * Makes `r` ready to read `length` bytes at `text`. Allocates nothing.
 * arena: borrowed; strings, arrays and structs go there. options: NULL for the defaults; copied.
 * text: borrowed while reading (in the view modes: as long as what was decoded is used).
 */
void o2c_reader_init(o2c_reader *r, o2c_arena *arena, const char *text, size_t length,
                     const o2c_read_options *options);

/**
 * Ends a whole document: checks that only white space follows, fills `*error` (may be NULL; code
 * O2C_OK on success), frees what is private. Returns whether all went well. The error's pointer is
 * in the arena.
 */
bool o2c_reader_finish(o2c_reader *r, o2c_error *error);

/** Whether no error has happened. */
static inline bool o2c_ok(const o2c_reader *r) { return r->code == O2C_OK; }

/**
 * Makes the reader collect up to `room` errors into `errors` instead of stopping at the first:
 * values that are JSON but not what the schema says are skipped and read as zero. A text that is
 * not JSON still stops it. `r->error_count` counts all of them, also those that had no room.
 * Each has its code, message and offset at once; lines and pointers are set by o2c_reader_finish, for
 * all of them in one pass over the text.
 */
void o2c_reader_collect(o2c_reader *r, o2c_error *errors, size_t room);

/**
 * Notes an error about the value at `at` (inside the text). The first one wins. `detail`: what was
 * expected, `len` bytes, borrowed; may be NULL. number: meaning by code (a limit).
 */
void o2c_fail(o2c_reader *r, o2c_code code, const char *at, const char *detail, size_t len,
              uint64_t number);

/* ---- scalars ---- */

/** The kind of the next value, by its first byte; O2C_NONE after an error. Consumes nothing but space. */
o2c_kind o2c_peek(o2c_reader *r);

bool o2c_read_bool(o2c_reader *r);

/** What o2c_read_null does where the next byte may be space or the start of `null`. Private. */
bool o2c_read_null_slowly(o2c_reader *r);

/** Consumes `null` if it is next; false otherwise, and then consumes nothing. Never an error. */
O2C_INLINE bool o2c_read_null(o2c_reader *r)
{
    bool other = r->p < r->near && (unsigned char)*r->p > ' ' && *r->p != 'n';
    return O2C_LIKELY(other) ? false : o2c_read_null_slowly(r);
}

/** o2c_read_null where otherwise a value that starts with the byte `other` is expected. */
O2C_INLINE bool o2c_read_null_or(o2c_reader *r, char other)
{
    return O2C_LIKELY(r->p < r->near && *r->p == other) ? false : o2c_read_null_slowly(r);
}

/** Like o2c_read_null, but anything else is O2C_E_TYPE. */
void o2c_expect_null(o2c_reader *r);

/**
 * Integers, exactly. A number with a zero fraction (1.0, 1e2) is one (JSON Schema Validation
 * §6.1.1). Errors: O2C_E_TYPE not an integer; O2C_E_RANGE it does not fit the C type.
 */
int32_t o2c_read_i32(o2c_reader *r);
uint32_t o2c_read_u32(o2c_reader *r);
int64_t o2c_read_i64(o2c_reader *r);
uint64_t o2c_read_u64(o2c_reader *r);

/** Correctly rounded. Errors: O2C_E_TYPE; O2C_E_RANGE beyond the largest finite value. */
double o2c_read_f64(o2c_reader *r);
float o2c_read_f32(o2c_reader *r);

/** Never NULL data on success, not even for "". Ownership by the string mode. */
O2C_INLINE o2c_str o2c_read_str(o2c_reader *r) { return r->read_str(r); }

/** The text of the next value, checked as JSON, as it stands (a view into the text or, with
 * O2C_STRINGS_COPY, a NUL-terminated copy). */
o2c_str o2c_read_raw(o2c_reader *r);

/** Skips one value, checked as JSON in full (UTF-8, numbers, depth). */
void o2c_skip(o2c_reader *r);

/** Any value, as an immutable tree in the arena. */
o2c_value o2c_read_value(o2c_reader *r);

/** The value that `shape` lists: its `member` number; -1 after an error (O2C_E_TYPE, O2C_E_ENUM). */
int o2c_read_enum(o2c_reader *r, const void *shape);

/**
 * The string or token that an open enumeration holds: sets `*text` to what was read (a string's
 * contents) and returns the member number, or -1 if it is not listed (no error), or after an error.
 */
int o2c_read_open_enum(o2c_reader *r, const void *shape, o2c_str *text);

/** What o2c_read_const does where the token does not stand there to the letter. Private. */
void o2c_read_const_slowly(o2c_reader *r, const char *token, size_t len);

/** Reads the one allowed value. token: its JSON text, compact. Errors: O2C_E_TYPE, O2C_E_CONST. */
O2C_INLINE void o2c_read_const(o2c_reader *r, const char *token, size_t len)
{
    const char *p = r->p;
    if (O2C_LIKELY(token[0] == '"' && (size_t)(r->end - p) >= len && o2c_same(p, token, len))) {
        r->at = p;
        r->p = p + len;
        return;
    }
    o2c_read_const_slowly(r, token, len);
}

/* ---- objects: <o2c/object.h> ---- */

/* ---- arrays ---- */

typedef struct o2c_array {
    const char *start;
    size_t count; /* elements entered so far */
    bool open;
} o2c_array;

/** What the inline functions do not do themselves. Private. */
void o2c_array_enter(o2c_reader *r, o2c_array *a);
bool o2c_array_step(o2c_reader *r, o2c_array *a);

/** Enters an array. Errors: O2C_E_TYPE, O2C_E_DEPTH. */
O2C_INLINE void o2c_array_begin(o2c_reader *r, o2c_array *a)
{
    const char *p = r->p;
    if (r->end - p < 2 || p[0] != '[' || p[1] != ']' || r->depth == 0) {
        o2c_array_enter(r, a);
        return;
    }
    a->start = p; /* many arrays are empty */
    a->count = 0;
    a->open = false;
    r->p = p + 2;
}

/** Stands before an element; false at ']' or after an error. */
O2C_INLINE bool o2c_array_next(o2c_reader *r, o2c_array *a)
{
    return a->open && o2c_array_step(r, a);
}

O2C_INLINE bool o2c_array_end(o2c_reader *r, o2c_array *a)
{
    if (a->start)
        r->at = a->start;
    return o2c_ok(r);
}

/** A list that grows on the arena's scratch stack. Lists end in the reverse order of their begin. */
typedef struct o2c_list {
    char *items;
    size_t count, size;
    size_t used;   /* private: bytes of the items */
    void *mark[2]; /* private */
} o2c_list;

O2C_INLINE void o2c_list_begin(o2c_reader *r, o2c_list *list, size_t item_size)
{
    (void)r;
    list->items = NULL;
    list->count = list->used = 0;
    list->size = item_size;
}

/** The next item, not zeroed; its address holds until the next push. NULL after an error. */
void *o2c_list_push(o2c_reader *r, o2c_list *list);

/** o2c_list_end of a list that has items. Private. */
void *o2c_list_settle(o2c_reader *r, o2c_list *list);

/** Moves the items to the arena at their exact size; NULL if there are none or after an error. */
O2C_INLINE void *o2c_list_end(o2c_reader *r, o2c_list *list)
{
    return list->items ? o2c_list_settle(r, list) : NULL;
}

/** o2c_new where the arena's block has no room, or after an error. Private. */
void *o2c_new_slowly(o2c_reader *r, size_t size);

/** `size` bytes of the arena, aligned for any type, not zeroed; NULL after an error (O2C_E_MEMORY). */
O2C_INLINE void *o2c_new(o2c_reader *r, size_t size)
{
    o2c_arena *a = r->arena;
    size_t slack = (size_t)(0 - (uintptr_t)a->at) & 15u;
    if (O2C_UNLIKELY((size_t)(a->end - a->at) < size + slack || !o2c_ok(r)))
        return o2c_new_slowly(r, size);
    char *memory = a->at + slack;
    a->at = memory + size;
    return memory;
}

/* ---- unknown members that are kept ---- */

typedef struct o2c_raw_member {
    o2c_str name; /* unescaped */
    o2c_str json; /* the value's text as it stood */
} o2c_raw_member;

typedef struct o2c_raw_members {
    o2c_raw_member *items;
    size_t count;
} o2c_raw_members;

/* ---- unions ---- */

enum {
    O2C_TAG_NONE = -1,   /* an error has happened, or there is no tag */
    O2C_TAG_UNKNOWN = -2 /* the tag has another value (only with TAG_OPTIONAL or TAG_OPEN) */
};

/** What o2c_read_tag does unless the tag comes first and is the one that was guessed. Private. */
int o2c_find_tag(o2c_reader *r, const void *shape, const char *name, size_t len);

/**
 * Looks ahead for an object's tag; consumes nothing but space before '{'. The tag may stand anywhere
 * in the object, escaped or not; looking ahead costs time in proportion to the document as a whole,
 * however deeply objects with late tags are nested.
 *
 * shape: names hold the values as tokens; name: the tag's property as a compact token `"$type":`.
 * Returns the value's member number, or an O2C_TAG_*. Errors unless TAG_OPTIONAL: not an object
 * (O2C_E_TYPE at the value), no such member (O2C_E_REQUIRED, the pointer names it), another value
 * (O2C_E_TAG at the tag; with TAG_OPEN no error).
 * With TAG_OPTIONAL: O2C_TAG_NONE for a missing tag or a value that is not an object.
 */
O2C_INLINE int o2c_read_tag(o2c_reader *r, const void *shape, const char *name, size_t len)
{
    const o2c_shape *s = (const o2c_shape *)shape;
    const char *p = r->p;
    if (O2C_LIKELY((size_t)(r->end - p) > len + 2 * O2C_NEAR && *p == '{' &&
                   o2c_same(p + 1, name, len))) {
        const char *value = p + 1 + len;
        uint32_t key = o2c_shape_guess(s, value + 1) >> 8 & 0xFF;
        const o2c_key *k = (const o2c_key *)(const void *)((const char *)s + s->keys_at) + key;
        const char *token = (const char *)s + s->names_at + k->at;
        if (O2C_LIKELY(k->form != O2C_KEY_ESCAPED && *token == '"' && k->len <= O2C_NEAR) &&
            O2C_LIKELY(o2c_same_near(value, token, k->len)))
            return k->member;
    }
    return o2c_find_tag(r, shape, name, len);
}

/**
 * Branches that are tried in order. One for each union value:
 *
 *     o2c_attempt a;
 *     o2c_attempt_begin(r, &a, 7, 3, false);
 *     while (o2c_attempt_next(r, &a)) {
 *         switch (a.branch) { case 0: ...read...; break; ... }
 *     }
 *     return o2c_attempt_end(r, &a);
 *
 * anyOf: the first branch that reads without an error. oneOf (`exact`): exactly one may; the one is
 * read again at the end if others were tried after it, so `out` always holds the branch that counts.
 * Decisions are remembered by (offset, id), so nested unions cost no more than depth times size.
 */
typedef struct o2c_attempt {
    const char *start;
    const char *value_end; /* private: once a branch has read the value */
    uint32_t id, count, branch;
    uint32_t found;      /* private: 1 + the branch that reads, 0: none yet */
    const void *shape;   /* private: the keys that order the branches, or NULL, */
    const struct o2c_branch_keys *keys; /* ... and what the branches say of them, */
    uint64_t present, left; /* ... which are there, and the branches that are left */
    bool exact, last;    /* private */
    uint32_t depth, quiet; /* private */
    bool listed_only, unlisted, open; /* private */
    uint32_t tagged, nearest; /* private: 1 + a branch; 0: none */
    const char *reached; /* private: how far the nearest one came */
    const char *branches; /* private: the places of the branches, */
    uint64_t tried;      /* ... and those that failed */
    bool explains;       /* private: the nearest one is read once more, for its error */
    o2c_arena_mark mark; /* private */
    void *scratch[2];    /* private */
} o2c_attempt;

/**
 * id: a number for this union type, unique among those that read at the same place. Where no branch reads,
 * and nobody else tries this one, the nearest is read a last time for its error: o2c_error.nearest.
 */
void o2c_attempt_begin(o2c_reader *r, o2c_attempt *a, uint32_t id, uint32_t branches, bool exact);
/** The tag that was found names that branch: its fault is what is told if none reads. */
static inline void o2c_attempt_tagged(o2c_attempt *a, uint32_t branch) { a->tagged = branch + 1; }
bool o2c_attempt_next(o2c_reader *r, o2c_attempt *a);
bool o2c_attempt_end(o2c_reader *r, o2c_attempt *a); /* none: O2C_E_UNION; several: O2C_E_ONE_OF */

/* ---- checks: nothing happens after an error ---- */

void o2c_check_i64(o2c_reader *r, int64_t value, int64_t minimum, int64_t maximum);
void o2c_check_u64(o2c_reader *r, uint64_t value, uint64_t minimum, uint64_t maximum);
/**
 * A bound of the number at r->at, which was read as `value`: exactly, for a bound of up to 15 digits.
 */
void o2c_check_minimum(o2c_reader *r, double value, double minimum, bool exclusive);
void o2c_check_maximum(o2c_reader *r, double value, double maximum, bool exclusive);
/** The same for bounds of any number of digits: JSON texts, or NULL. */
void o2c_check_number_bounds(o2c_reader *r, const char *minimum, const char *maximum,
                             const char *exclusive_minimum, const char *exclusive_maximum);
/** multipleOf on the decimal text of the number at r->at, exactly. of: the divisor's JSON text. */
void o2c_check_multiple(o2c_reader *r, const char *of, size_t len);
/** o2c_check_length where the characters have to be counted. Private. */
void o2c_check_length_slowly(o2c_reader *r, o2c_str value, size_t minimum, size_t maximum);

/** Lengths in code points (RFC 8259 characters). SIZE_MAX: no maximum. */
O2C_INLINE void o2c_check_length(o2c_reader *r, o2c_str value, size_t minimum, size_t maximum)
{
    /* a character has one to four bytes, so most strings need no counting */
    if (O2C_UNLIKELY(value.len > maximum || value.len / 4 < minimum))
        o2c_check_length_slowly(r, value, minimum, maximum);
}
void o2c_check_items(o2c_reader *r, size_t count, size_t minimum, size_t maximum);
void o2c_check_properties(o2c_reader *r, size_t count, size_t minimum, size_t maximum);
/** uniqueItems over the array at r->at (JSON Schema Validation §6.4.3). */
void o2c_check_unique(o2c_reader *r);
/** Whether a dynamic value is among `count` JSON texts; texts follow each other, NUL-terminated. */
void o2c_check_value_enum(o2c_reader *r, const o2c_value *value, const char *texts, size_t count);
/** A schema that nothing satisfies: always O2C_E_NEVER at the next value. */
void o2c_never(o2c_reader *r);

#ifdef __cplusplus
}
#endif

#include <o2c/object.h>
#include <o2c/place.h>

#endif

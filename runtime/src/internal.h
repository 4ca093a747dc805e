/**
 * What the runtime's own modules share and users do not see: the arena's blocks and scratch stack,
 * how errors are raised, located and worded, and the pieces of reading that several modules need.
 */
#ifndef O2C_INTERNAL_H
#define O2C_INTERNAL_H

#include <o2c/arena.h>
#include <o2c/error.h>
#include <o2c/reader.h>
#include <o2c/shape.h>

/* ---- arena.c ---- */

/** A block's header; its bytes follow at O2C_BLOCK_HEADER. */
struct o2c_arena_block {
    struct o2c_arena_block *prev;
    char *at;    /* next free byte (kept for scratch blocks only) */
    char *end;   /* one past the last byte */
    size_t size; /* with the header */
};

#define O2C_ALIGN        ((size_t)16) /* the strictest alignment that anything here needs */
#define O2C_BLOCK_HEADER ((sizeof(struct o2c_arena_block) + O2C_ALIGN - 1) & ~(O2C_ALIGN - 1))

/** A place in the scratch stack to return to. */
typedef struct o2c_scratch_mark {
    struct o2c_arena_block *block;
    char *at;
} o2c_scratch_mark;

o2c_scratch_mark o2c_scratch_here(const o2c_arena *a);

/** Drops everything that was pushed since the mark. */
void o2c_scratch_back(o2c_arena *a, o2c_scratch_mark mark);

/**
 * Makes the run of `used` bytes at `base`, which is on top of the scratch stack, `more` bytes longer.
 * base: NULL (with used 0) starts a run, aligned to 16. Returns the run, which may have moved; what
 * lies below it has not. NULL: out of memory, and the run is as it was.
 */
char *o2c_scratch_extend(o2c_arena *a, char *base, size_t used, size_t more);

/** Memory that rollback and scratch leave alone, until unpin, reset or deinit. NULL: out of memory. */
void *o2c_arena_pin(o2c_arena *a, size_t size);

/** Gives pinned memory back; NULL is ignored. */
void o2c_arena_unpin(o2c_arena *a, void *memory);

/* ---- locate.c, message.c: errors, once somebody asks ---- */

/**
 * Finds where `offset` lies in a JSON text: sets error->offset, line, column and pointer. One pass,
 * iterative. Tolerant: the text need not be JSON, strings may be closed by NUL (in-place reading).
 * arena: the pointer goes there; if it cannot grow, the pointer is "".
 */
void o2c_locate(o2c_arena *arena, const char *text, size_t length, size_t offset, o2c_error *error);

/**
 * The same for `count` errors with their offsets set, in any order, in one pass over the text (and
 * count * log(count) steps to sort them; they stay in their places). What an error has as pointer
 * ("" or "/name") is appended to what is found.
 */
void o2c_locate_all(o2c_arena *arena, const char *text, size_t length, o2c_error *errors,
                    size_t count);

/** Appends "/" and the member's bare name to error->pointer (RFC 6901 §3). */
void o2c_locate_member(o2c_arena *arena, o2c_error *error, const char *name, size_t len);

/** What a message is made of: see o2c_fail for the meaning of detail and number. */
typedef struct o2c_complaint {
    o2c_code code;
    const char *detail;
    size_t detail_len;
    uint64_t number;
    const char *text; /* the document and the offset of the fault in it; NULL: nothing to quote */
    size_t length, offset;
} o2c_complaint;

/** The keyword of a rule of check tables: "not". Static. */
const char *o2c_rule_name(uint32_t op);

/** Words the complaint: sets error->code and error->message. */
void o2c_message(o2c_error *error, const o2c_complaint *complaint);

/** detail_len of an error whose detail lists what was expected: an o2c_shape; `number` integers
 * (int32_t); `number` JSON texts that follow each other, NUL-terminated. */
#define O2C_DETAIL_SHAPE    SIZE_MAX
#define O2C_DETAIL_INTEGERS (SIZE_MAX - 1)
#define O2C_DETAIL_TEXTS    (SIZE_MAX - 2)

/** detail (with detail_len 0) that says which C type the limit in `number` has. */
extern const char o2c_limit_i64[], o2c_limit_u64[], o2c_limit_f64[];

/* ---- place.c, schema.c: where in the schema errors come from ---- */

/** o2c_site.form: what its `places` is. */
enum {
    O2C_SITE_VALUE, /* the places of a type; `member` is a branch's number, or O2C_UNKNOWN */
    O2C_SITE_SHAPE, /* the shape of a struct that has them; the member's number, or O2C_UNKNOWN */
    O2C_SITE_RULE   /* the pointer of a check table's schema; its rule's o2c_check_op */
};

/** Gives the errors since `from` in the text that have no place yet this one. */
void o2c_place(o2c_reader *r, uint32_t form, const void *places, const char *from, uint32_t member);

/** The same for a member of the object, or for its keys (O2C_UNKNOWN). */
void o2c_place_member(o2c_reader *r, const o2c_object *o, uint32_t member);

/** The errors that have no place yet are gone. */
void o2c_place_forget(o2c_reader *r);

/** Containers between what the places of an error are about and the faulty value. */
typedef struct o2c_steps {
    size_t count;
    size_t index;          /* of the outermost, an array: which item is meant */
    const bool *is_object; /* of each, the outermost first */
} o2c_steps;

/** Turns error->schema from a keyword to its pointer, by the error's site. self: the error is about the value that the places are about. */
void o2c_schema_find(o2c_arena *arena, o2c_error *error, bool self, const o2c_steps *steps);

/* ---- reader.c: errors ---- */

/** Says in *error what is wrong, but for where that is: o2c_locate_all goes on. */
void o2c_explain(o2c_reader *r, o2c_error *error);

/** No branch can mend the error: not JSON, too deep, out of memory, not decided. */
static inline bool o2c_is_final(o2c_code code)
{
    return code != O2C_OK && (code < O2C_E_RANGE || code == O2C_E_COSTLY);
}

/**
 * Notes an error about the value at `at`, which has not been read. While errors are collected the
 * value is skipped, so that reading goes on behind it.
 */
void o2c_refuse(o2c_reader *r, o2c_code code, const char *at, const char *detail, size_t len,
                uint64_t number);

/** The value at `at` is not what was expected: O2C_E_TYPE, or, if no value is there, a syntax error. */
void o2c_refuse_type(o2c_reader *r, const char *at, const char *expected);

/** The byte at `at` is not JSON: O2C_E_END at the end of the text, else `code`. */
void o2c_fail_byte(o2c_reader *r, o2c_code code, const char *at, const char *expected);

/** Whether there is a value at r->at to check: none after an error, nor where one was refused and
 * skipped while errors are collected. */
static inline bool o2c_has_value(const o2c_reader *r)
{
    return o2c_ok(r) && r->at != NULL;
}

/* ---- reader.c: places ---- */

/** Skips white space from r->p on and returns the first byte behind it, or r->end. */
const char *o2c_value_start(o2c_reader *r);

/** The kind of value that starts with `byte`. */
o2c_kind o2c_kind_of(char byte);

/** "string", "object", ...: the kind's name. Static. */
const char *o2c_kind_name(o2c_kind kind);

/** What o2c_reader.near is while all is well. */
static inline const char *o2c_reader_near(const o2c_reader *r)
{
    return r->end - r->begin > O2C_NEAR ? r->end - O2C_NEAR : r->begin;
}

/* ---- context.c ---- */

/** The reader's context: the caller's, else one of its own until o2c_reader_finish. NULL: no memory. */
o2c_context *o2c_reader_context(o2c_reader *r);

/** Whether the reader's context is gone when the document is: not worth much preparation. */
static inline bool o2c_context_is_own(const o2c_reader *r)
{
    return r->own_context != NULL;
}

/** Frees the context of the reader's own, if it has one. */
void o2c_reader_drop_context(o2c_reader *r);

/* ---- string.c ---- */

/** String mode of readers that go over a text a second time: views, and NUL closes a string too. */
#define O2C_STRINGS_AGAIN ((o2c_string_mode)3)

/**
 * Checks the string whose opening quote is at `open` in full (escapes, UTF-8). Returns its closing
 * quote, or NULL after an error. *escaped: whether there is an escape in it.
 */
const char *o2c_string_check(o2c_reader *r, const char *open, bool *escaped);

/**
 * The string at `open` for a moment: a view into the text, or unescaped in the arena. Returns the
 * byte behind its closing quote, or NULL after an error.
 */
const char *o2c_string_glance(o2c_reader *r, const char *open, o2c_str *out);

/** The string at `open` (its quote) by the reader's mode; r->p is left behind it. */
o2c_str o2c_string_take(o2c_reader *r, const char *open);

/** As o2c_read_str, in any mode and anywhere: what the reader's own way leaves to others. */
o2c_str o2c_string_read(o2c_reader *r);

/** Sets the mode, and with it the reader's own way to read strings. */
void o2c_string_mode_set(o2c_reader *r, o2c_string_mode mode);

/* ---- reader_number.c ---- */

/** Checks a number (RFC 8259 §6) that starts at `p`. Returns its end, or NULL after an error. */
const char *o2c_number_check(o2c_reader *r, const char *p);

/* ---- shape.c ---- */

/** The number of the key (a string's contents, unescaped), or key_count. */
uint32_t o2c_shape_find(const o2c_shape *shape, const char *name, size_t len);

/** The number of the value that is no string (`12`, `true`), by its text, or key_count. */
uint32_t o2c_shape_find_token(const o2c_shape *shape, const char *token, size_t len);

/** The number of the value that is the same number as the text, however it is spelt, or key_count. */
uint32_t o2c_shape_find_number(const o2c_shape *shape, const char *number, size_t len);

static inline const o2c_key *o2c_shape_keys(const o2c_shape *shape)
{
    return (const o2c_key *)(const void *)((const char *)shape + shape->keys_at);
}

static inline const uint16_t *o2c_shape_buckets(const o2c_shape *shape)
{
    return (const uint16_t *)(const void *)((const char *)shape + shape->buckets_at);
}

static inline const char *o2c_shape_names(const o2c_shape *shape)
{
    return (const char *)shape + shape->names_at;
}

/** The key's bare name: without quotes and colon. */
o2c_str o2c_shape_name(const o2c_shape *shape, uint32_t key);

/* ---- checks ---- */

/** "string or number": the kinds of a bit set (1 << o2c_kind), as many as `room` bytes hold; not
 * terminated. Returns the bytes. */
size_t o2c_list_kinds(unsigned kinds, char *text, size_t room);

/** Lengths are in code points. */
size_t o2c_count_characters(o2c_str s);

/** Whether a number is a multiple of another one, both JSON texts. No memory: true, and O2C_E_MEMORY. */
bool o2c_is_multiple(o2c_reader *r, o2c_str number, o2c_str of);

/** Finds two equal items of an array. False: none; *failed: for want of memory. */
bool o2c_value_repeats(o2c_arena *arena, const o2c_value *array, size_t *first, size_t *second,
                       bool *failed);

/* ---- skips.c, attempt.c ---- */

struct o2c_memo;

/** What a reader has learnt by looking ahead or back. Pinned in the arena. */
struct o2c_skips {
    struct o2c_memo *memo;    /* decisions of attempts; NULL: none yet */
    uint32_t *heads;          /* for each O2C_SKIP_SPAN bytes of text: 1 + its newest record */
    struct o2c_skip *records; /* NULL until something was skipped */
    const char *furthest;     /* where the last container starts that was recorded */
    size_t count, room;
    bool passed_over; /* an attempt stepped over a value that it had read before */
};

/** The reader's struct o2c_skips, made on first use; NULL after an error. */
struct o2c_skips *o2c_reader_skips(o2c_reader *r);

/** The end of the container that starts at `p`, or r->end; nothing is checked. NULL after an error. */
const char *o2c_skip_ahead(o2c_reader *r, const char *p);

/** Whether there is an object where o2c_read_keys looks for keys (look.c). */
bool o2c_has_keys(o2c_reader *r, const o2c_shape *shape);

/** Frees what r->skips holds. */
void o2c_reader_forget(o2c_reader *r);

#endif

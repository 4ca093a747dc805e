/**
 * The writer's buffer, for the functions that fill it. Invariants: the byte before `p` is in the
 * buffer unless nothing was written. What is written without a further look needs room before `end`;
 * there is none where the text is not compact or an error was noted, and then the functions below are
 * called, which go by `whole_end`.
 */
#ifndef O2C_WRITER_BUFFER_H
#define O2C_WRITER_BUFFER_H

#include <o2c/writer.h>

/** Notes the first error and leaves no room. */
void o2c_writer_fail(o2c_writer *w, o2c_code code, const char *detail, size_t len);

/** Whether the text is compact and `n` more bytes fit behind `p`; the one test of every fast path. */
static inline bool o2c_writer_fast(const o2c_writer *w, const char *p, size_t n)
{
    return O2C_LIKELY(w->end - p >= (ptrdiff_t)n);
}

/** The bytes that fit; 0 after an error. */
static inline size_t o2c_writer_room(const o2c_writer *w)
{
    return w->code == O2C_OK ? (size_t)(w->whole_end - w->p) : 0;
}

static inline bool o2c_writer_has(const o2c_writer *w, size_t n)
{
    return o2c_writer_room(w) >= n && w->code == O2C_OK;
}

/** Tries to get room for `n` bytes; false: not in one piece, or an error. Never noted as an error
 * but for a growing buffer that cannot grow. */
bool o2c_writer_make(o2c_writer *w, size_t n);

/** Appends bytes, in pieces if it must be. False: an error. */
bool o2c_writer_put(o2c_writer *w, const char *data, size_t n);

/** Appends `n` bytes and the comma after a value. */
void o2c_writer_put_value(o2c_writer *w, const char *data, size_t n);

/** Appends the comma after a value. It may be missing at the root of a buffer that is just full. */
void o2c_writer_comma(o2c_writer *w);

/** What stands before a value or a member when not compact: the line break, unless after a name. */
void o2c_writer_break(o2c_writer *w);

/** Appends `s` in quotes, escaped, and `after`. */
void o2c_writer_quote(o2c_writer *w, o2c_str s, char after);

/**
 * The canonical form (RFC 8785) of the compact `*text`, in `arena`. False: an error, noted in `w`.
 * canonical.c.
 */
bool o2c_canonical(o2c_writer *w, o2c_arena *arena, o2c_str *text);

#endif

/**
 * The writer: structs to JSON text (RFC 8259), compact or pretty, in canonical order on request.
 * It remembers its first error, as the reader does; after it every write does nothing.
 */
#ifndef O2C_WRITER_H
#define O2C_WRITER_H

#include <o2c/arena.h>
#include <o2c/error.h>
#include <o2c/reader.h>
#include <o2c/value.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct o2c_write_options {
    uint32_t indent; /* spaces a level; 0: compact */
    bool canonical;  /* RFC 8785: members sorted, numbers as ECMAScript prints them (so as doubles; an
                        integer beyond 2^53 is rounded); indent and ascii are ignored. Refused with a
                        sink (O2C_E_SPACE); with a caller's buffer it uses malloc while finishing */
    bool ascii;      /* everything beyond U+007F as \u escapes */
    uint32_t max_depth; /* 0: 1,024 */
} o2c_write_options;

/** Takes `length` bytes; false stops the writer with O2C_E_SPACE. */
typedef bool (*o2c_sink)(void *user, const char *data, size_t length);

typedef struct o2c_writer {
    char *p;           /* where the text goes on */
    char *end;         /* end of the free space; `begin` if not compact, and after an error */
    char *begin;
    o2c_arena *arena;  /* NULL with a fixed buffer */
    o2c_sink sink;     /* NULL: the text stays in the buffer */
    void *user;
    o2c_code code;     /* first error */
    const char *detail;
    size_t detail_len;
    size_t flushed;    /* bytes that the sink has taken */
    char *whole_end;   /* end of the buffer */
    struct o2c_arena_block *block; /* the arena's block that holds the buffer */
    bool added;        /* the block was begun for this text */
    uint32_t depth, indent, max_depth;
    bool canonical, ascii, fixed; /* fixed: the buffer cannot grow */
} o2c_writer;

/**
 * Writes to memory of the arena, where the text stays; it is not copied, and what the arena gives next
 * follows it. Until o2c_writer_finish, which must be called after an error as well, the writer holds
 * all that is free of the arena's block: other allocations get a new one (in an arena over a caller's
 * buffer they fail), and the arena must not be marked, rolled back or reset.
 */
void o2c_writer_init(o2c_writer *w, o2c_arena *arena, const o2c_write_options *options);

/** Writes to the caller's buffer; O2C_E_SPACE when it is full. Not NUL-terminated. */
void o2c_writer_init_buffer(o2c_writer *w, char *buffer, size_t size, const o2c_write_options *options);

/** Writes to a sink through a buffer from the arena, which is given back at finish. */
void o2c_writer_init_sink(o2c_writer *w, o2c_arena *arena, o2c_sink sink, void *user,
                          const o2c_write_options *options);

/**
 * Ends the text. Returns it (NUL-terminated in the arena, or the caller's buffer; "" with a sink)
 * and its length (may be NULL), or NULL and `*error` (may be NULL). The error's pointer names the
 * place in what was being written, and its offset, line and column are those of the text written so
 * far. The pointer is in the arena, or else in the caller's buffer; it is "" where that has no room
 * and once a sink has taken text.
 */
char *o2c_writer_finish(o2c_writer *w, size_t *length, o2c_error *error);

static inline bool o2c_writer_ok(const o2c_writer *w) { return w->code == O2C_OK; }

/** Notes an error about the value that is next. detail: a member's name or NULL; borrowed. */
void o2c_write_fail(o2c_writer *w, o2c_code code, const char *detail, size_t len);

void o2c_write_null(o2c_writer *w);
void o2c_write_bool(o2c_writer *w, bool value);
void o2c_write_i64(o2c_writer *w, int64_t value);
void o2c_write_u64(o2c_writer *w, uint64_t value);
void o2c_write_f64(o2c_writer *w, double value); /* shortest that reads back; O2C_E_NOT_FINITE */
void o2c_write_f32(o2c_writer *w, float value);
void o2c_write_str(o2c_writer *w, o2c_str value); /* O2C_E_UNSET if data is NULL; O2C_E_UTF8 */
void o2c_write_value(o2c_writer *w, const o2c_value *value); /* O2C_E_UNSET if O2C_NONE */

/** A value's text as it stands: a constant, or what o2c_read_raw gave. `len` bytes of valid JSON. */
void o2c_write_raw(o2c_writer *w, const char *json, size_t len);

/** A listed value by its member number; O2C_E_UNSET if none has it. shape: as for o2c_read_enum. */
void o2c_write_enum(o2c_writer *w, const void *shape, int member);

void o2c_write_object_begin(o2c_writer *w);
/** What o2c_write_key does when there is no room, or the text is not compact. Private. */
void o2c_write_key_slowly(o2c_writer *w, const char *token, size_t len);

/** A member's name as a compact token `"id":`; the value follows. Inline for constant stores. */
static inline void o2c_write_key(o2c_writer *w, const char *token, size_t len)
{
    if (O2C_LIKELY(w->end - w->p >= (ptrdiff_t)len)) {
        memcpy(w->p, token, len);
        w->p += len;
    } else {
        o2c_write_key_slowly(w, token, len);
    }
}

/** Members whose values are of the most usual types: the token `"id":`, then the value. */
void o2c_write_str_member(o2c_writer *w, const char *token, size_t len, o2c_str value);
void o2c_write_bool_member(o2c_writer *w, const char *token, size_t len, bool value);
void o2c_write_i64_member(o2c_writer *w, const char *token, size_t len, int64_t value);

/** A member that is always the same: `member` is `"id":value`, its first `len_of_key` bytes the name. */
void o2c_write_constant(o2c_writer *w, const char *member, size_t len, size_t len_of_key);

/** A member's name that is not known before; escaped here. */
void o2c_write_name(o2c_writer *w, o2c_str name);
bool o2c_write_object_end(o2c_writer *w);
void o2c_write_array_begin(o2c_writer *w);
bool o2c_write_array_end(o2c_writer *w);

/** The members that --keep-unknown kept, as they were. */
void o2c_write_raw_members(o2c_writer *w, const o2c_raw_members *members);

#ifdef __cplusplus
}
#endif

#endif

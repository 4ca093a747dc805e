/** String views and building of strings. A `str` is an o2c_str: borrowed bytes, not always terminated. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/mem.h"

#include <stdarg.h>
#include <stdbool.h>

typedef o2c_str str;

/** The view of a string literal; in constant initialisers spell it {O2C_LIT("text")}. */
#define STR(literal) ((str){(literal), sizeof(literal) - 1})
#define STR_NULL     ((str){NULL, 0})
/** Arguments for "%.*s". */
#define STR_ARG(s) (int)(s).len, (s).data ? (s).data : ""

/** The view of a NUL-terminated string; of NULL: STR_NULL. */
str str_of(const char *text);
bool str_eq(str a, str b);
/** By bytes; a prefix comes first. Fit for sorting. */
int str_compare(str a, str b);
bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);
/** Bytes [from, to), both cut to the length. */
str str_slice(str s, size_t from, size_t to);
/** Position of the first `c`, or s.len. */
size_t str_find(str s, char c);
/** Copies into `m`, NUL-terminated. */
str str_copy(mem *m, str s);
/** printf into `m`; NUL-terminated. "%.*s" takes all bytes, U+0000 as well; texts have no width. */
str str_print(mem *m, const char *format, ...) __attribute__((format(printf, 2, 3)));
str str_vprint(mem *m, const char *format, va_list args);
/**
 * A hash for tables, keyed at random in each run so that no document can aim for collisions: nothing
 * that is printed may depend on it.
 */
uint64_t str_hash(str s);
/** A hash that is the same in every run and on every machine, for what is printed. FNV-1a, 64 bits. */
uint64_t str_digest(str s);
/** The value of a hexadecimal digit, or -1. */
int str_hex_digit(char c);
/** Decodes percent escapes (RFC 3986 §2.1) into `m`, NUL-terminated. False: an incomplete escape. */
bool str_percent_decode(mem *m, str s, str *out);

/**
 * The one of `count` candidates that `typo` most likely meant (edit distance of at most a third of
 * its length, letter case aside), or STR_NULL. Ties go to the first. Costs time for each candidate:
 * where there may be many typos, ask for the first few only.
 */
str str_suggest(str typo, const str *candidates, size_t count);

/** A growing text. Memory is the heap's: end with buf_free, or buf_take into an arena. */
typedef struct buf {
    char *data; /* NUL-terminated once anything was added; NULL before */
    size_t len, cap;
} buf;

#define BUF_INIT                                                                                   \
    {                                                                                              \
        NULL, 0, 0                                                                                 \
    }

void buf_add(buf *b, str s);
void buf_char(buf *b, char c);
void buf_text(buf *b, const char *text);
void buf_print(buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprint(buf *b, const char *format, va_list args);
/** Adds a code point as UTF-8. */
void buf_rune(buf *b, uint32_t rune);
/** Adds `s` as a JSON string with its quotes (RFC 8259 §7). */
void buf_json(buf *b, str s);
str buf_str(const buf *b);    /* borrowed until the next change */
str buf_take(buf *b, mem *m); /* copies into `m` and frees the buffer */
void buf_reset(buf *b);
void buf_free(buf *b);

/** Decodes one code point at s.data[*at], moves *at on. Bad UTF-8 gives U+FFFD and moves one byte. */
uint32_t str_rune(str s, size_t *at);

#endif

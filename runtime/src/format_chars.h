/** The characters of URIs, IRIs and URI templates. */
#ifndef O2C_FORMAT_CHARS_H
#define O2C_FORMAT_CHARS_H

#include "format_scan.h"

enum {
    O2C_CHAR_SCHEME = 1,   /* in a scheme, behind its first letter */
    O2C_CHAR_NAME = 2,     /* in a registered name: unreserved and sub-delims */
    O2C_CHAR_USER = 4,     /* in user information */
    O2C_CHAR_PATH = 8,     /* in a path: pchar and '/' */
    O2C_CHAR_QUERY = 16,   /* in a query or a fragment */
    O2C_CHAR_LITERAL = 32, /* in a literal of a URI template */
    O2C_CHAR_VARIABLE = 64,/* in a variable's name there */
    O2C_CHAR_ATOM = 128    /* in an atom of a mailbox (RFC 5322 §3.2.3), which has no triplets */
};

/** The places where an ASCII character may stand, as O2C_CHAR_* bits. Triplets are none. */
extern const uint8_t o2c_chars[128];

/** What may stand beside those characters. */
typedef enum o2c_chars_beyond {
    O2C_BEYOND_NONE,   /* ASCII only */
    O2C_BEYOND_UCS,    /* ucschar (RFC 3987 §2.2) */
    O2C_BEYOND_PRIVATE /* that, and iprivate */
} o2c_chars_beyond;

/** The first byte from `p` on that is no character of `set`, triplet, or character of `beyond`. */
const char *o2c_chars_end(const char *p, const char *end, unsigned set, o2c_chars_beyond beyond);

#endif

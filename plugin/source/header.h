/**
 * Header fields that the user adds to requests, which mostly are secrets: what is said of them names the field and
 * the variable, never a value.
 */
#ifndef SOURCE_HEADER_H
#define SOURCE_HEADER_H

#include "base/str.h"

typedef struct header {
    str origin; /* which is sent it; STR_NULL: those of the URLs that the user names */
    str line;   /* "Name: value", as it is sent */
} header;

/**
 * Reads "[URL ]Name: value". Words of the value that start with "env:" are replaced by the environment's
 * variable of that name: "Authorization: Bearer env:TOKEN". False: *fault says why, without the value.
 * All in `m`.
 */
bool header_read(mem *m, str rule, header *out, str *fault);

/** Replaces "env:NAME" as a whole by the variable. False: *fault says that there is none, or an empty one. */
bool header_from_environment(mem *m, str word, str *value, str *fault);

#endif

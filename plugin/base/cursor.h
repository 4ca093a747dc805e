/**
 * Places in a text: a cursor that goes forward and knows its line and column. Lines end at LF, CR LF
 * or CR; columns count code points (bytes that do not continue one, so bad UTF-8 has columns too).
 */
#ifndef BASE_CURSOR_H
#define BASE_CURSOR_H

#include "base/str.h"

typedef struct cursor {
    str text;        /* borrowed */
    size_t offset;   /* bytes before it */
    size_t index;    /* code points before it */
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1 */
} cursor;

/** A cursor at the start of `text`. */
cursor cursor_start(str text);

/** Moves forward to a byte offset, or to the end; stays where that lies behind. */
void cursor_to_offset(cursor *c, size_t offset);

/** Moves forward to the `index`-th code point, or to the end; stays where that lies behind. */
void cursor_to_index(cursor *c, size_t index);

/** Moves forward to a line and column; stops at the end of that line, or of the text. */
void cursor_to_place(cursor *c, uint32_t line, uint32_t column);

#endif

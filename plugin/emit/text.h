/**
 * Texts of a spec made safe for C: string literals, comments, numbers. Nothing of a spec reaches an
 * emitted file by another way.
 */
#ifndef EMIT_TEXT_H
#define EMIT_TEXT_H

#include "document/node.h"
#include "emit/view.h"

/** A C string literal with its quotes: any bytes, no trigraphs, no raw non-ASCII. */
str text_quote(mem *m, str s);

/** Literals beyond this many bytes are more than C11 promises (5.2.4.1). */
enum { TEXT_LITERAL_MAX = 4000 };

/** The bytes as a list of character constants: 'a', '\n', … for texts that are too long for a literal. */
str text_characters(mem *m, str s);

/** A node as compact JSON. */
str text_json(mem *m, const node *n);

/** A string as a JSON token with its quotes, and with a ':' behind for a member's name. */
str text_token(mem *m, str s, bool colon);

/** One line for a comment: no end of comment, no control or bidi characters, at most `max` bytes. */
str text_comment(mem *m, str s, size_t max);

/** Pushes `s`, wrapped at `width`, to a list of objects with a `line`; empty lines between paragraphs. */
void text_wrap(mem *m, view *lines, str s, size_t width);

/** A double literal from a JSON number. */
str text_double(mem *m, const node *n);

#endif

/**
 * U+0085, U+2028 and U+2029 end lines for libyaml, as YAML 1.1 had it; for YAML 1.2.2 (§5.4) and for
 * editors they are ordinary characters. So libyaml is given a text in which others stand for them,
 * of the same length in UTF-8, that the text uses neither raw nor escaped.
 */
#ifndef DOCUMENT_SEPARATORS_H
#define DOCUMENT_SEPARATORS_H

#include "base/str.h"

enum { SEPARATORS = 3 };

typedef struct separators {
    bool hidden; /* the text has some */
    char stand_ins[SEPARATORS][4];
} separators;

/** The text without separators: itself if it has none, else a copy in `m`. */
str separators_hide(mem *m, separators *s, str text);

/** A copy of a piece of the text with the separators back. */
str separators_show(mem *m, const separators *s, str piece);

#endif

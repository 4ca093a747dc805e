/**
 * Patterns of names and paths: `*` is any run of characters without '/', `**` any run, `?` one character
 * that is not '/'. Everything else stands for itself.
 */
#ifndef BASE_GLOB_H
#define BASE_GLOB_H

#include "base/str.h"

/** Whether the pattern has a wildcard at all. */
bool glob_is_pattern(str text);

/** Whether `pattern` matches the whole of `text`. Time: the pattern's length by the text's squared, at worst. */
bool glob_match(str pattern, str text);

#endif

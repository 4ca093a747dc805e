/** How the keys of a shape are guessed from a few bytes of their names; private to emit/. */
#ifndef EMIT_GUESS_H
#define EMIT_GUESS_H

#include "emit/build.h"

/** The numbers of the same names in o2c_shape (runtime's o2c/shape.h), and its table. */
typedef struct shape_guesses {
    uint64_t multiplier;
    unsigned window_at, window_shift, guesses_shift;
    uint32_t count;  /* of items, a power of two */
    uint16_t *items; /* 1 + the number of the name, or 0 */
} shape_guesses;

/**
 * Looks for the window that tells the most names apart, and for a multiplier that gives each of those
 * an entry of its own. Names that get none (as long as that window, equal in it, needing an escape, or
 * beyond the first 256) are right all the same, only not quick. Tokens that are no strings get none.
 * plain: for each name, whether its token is the bare name in quotes. terminator: what follows the name
 * in compact text: `":`, or `","` behind a tag.
 */
shape_guesses guesses_find(mem *m, const shape_names *names, const bool *plain, str terminator);

#endif

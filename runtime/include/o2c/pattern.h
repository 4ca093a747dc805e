/**
 * Matching of patterns (`pattern`, `patternProperties`): ECMA-262 regular expressions, searched for in
 * UTF-8 that was checked before. The generator turns every regular one into constant tables without
 * pointers, and emits one function for each distinct pattern of a library:
 *
 *     o2c_match petstore_pattern_5f0c2d7e(o2c_reader *r, o2c_str subject);
 *
 * Matching here is one pass over the subject, allocates nothing and never fails; only the patterns that
 * need libo2c-pcre2 (<o2c/pcre2.h>) use the reader, and may answer anything but yes and no.
 */
#ifndef O2C_PATTERN_H
#define O2C_PATTERN_H

#include <o2c/base.h>

#ifdef __cplusplus
extern "C" {
#endif

struct o2c_reader;

/** The answer of a matcher. Nothing but O2C_MATCH_NO says that the subject does not match. */
typedef enum o2c_match {
    O2C_MATCH_NO = 0,
    O2C_MATCH_YES = 1,
    O2C_MATCH_COSTLY = 2,  /* given up at a limit */
    O2C_MATCH_REFUSED = 3, /* the pattern library at hand cannot compile it */
    O2C_MATCH_MEMORY = 4   /* the arena cannot grow */
} o2c_match;

/** An emitted pattern; and how check tables call one of those that they use, by its number there. */
typedef o2c_match o2c_matcher(struct o2c_reader *r, o2c_str subject);
typedef o2c_match o2c_match_by_index(struct o2c_reader *r, uint32_t index, o2c_str subject);

/** Code points low to high, both included, above U+007F. */
typedef struct o2c_range {
    uint32_t low, high;
} o2c_range;

/** A set of code points. */
typedef struct o2c_set {
    uint64_t ascii[2]; /* bit c % 64 of word c / 64 for U+0000 to U+007F */
    uint32_t first;    /* of the other ranges, which ascend */
    uint32_t count;    /* of those */
} o2c_set;

/** `min` to `max` code points of set number `set`; max UINT32_MAX: any number. */
typedef struct o2c_run {
    uint32_t min, max, set;
} o2c_run;

/**
 * Whether the subject begins with the runs in order, each as long as possible (the generator uses this
 * only where that finds every match), and, with `whole`, ends there. ranges: of all sets; may be NULL
 * if none has any.
 */
o2c_match o2c_match_runs(o2c_str subject, const o2c_run *runs, uint32_t count, const o2c_set *sets,
                         const o2c_range *ranges, bool whole);

/**
 * An automaton over bytes. State 0 never matches any more, state 1 matches whatever follows, states
 * from `accepting` on match if the subject ends there.
 */
typedef struct o2c_automaton {
    uint32_t classes;   /* of bytes that are alike: columns of `next` */
    uint32_t start;     /* state */
    uint32_t accepting; /* the first state that does; states are numbered so */
} o2c_automaton;

/** next[state * classes + class_of[byte]] is the next state. _wide: of more than 256 states. */
o2c_match o2c_match_states(o2c_str subject, const o2c_automaton *a, const uint8_t class_of[256],
                           const uint8_t *next);
o2c_match o2c_match_states_wide(o2c_str subject, const o2c_automaton *a,
                                const uint8_t class_of[256], const uint16_t *next);

/** What o2c_check_pattern does where the answer is not yes. Private. */
void o2c_no_match(struct o2c_reader *r, o2c_match found, const char *pattern, size_t len);

/**
 * Reports the answer about the string at r->at. pattern: its text, or the start of it, borrowed.
 * Errors: O2C_E_PATTERN does not match; O2C_E_COSTLY not decided; O2C_E_MEMORY. Nothing happens after
 * an error.
 */
O2C_INLINE void o2c_check_pattern(struct o2c_reader *r, o2c_match found, const char *pattern,
                                  size_t len)
{
    if (O2C_UNLIKELY(found != O2C_MATCH_YES))
        o2c_no_match(r, found, pattern, len);
}

#ifdef __cplusplus
}
#endif

#endif

/**
 * libo2c-pcre2: the patterns that are not regular, or too large for a table, matched by PCRE2. Only emitted
 * libraries that have such a pattern call it, and only those need to be linked with it (and libpcre2-8).
 *
 * Patterns are compiled on first use into the reader's context (<o2c/context.h>). In a context that the
 * caller keeps they are compiled further by PCRE2's JIT compiler where there is one; in a reader's own
 * they are not, since it ends with the document.
 */
#ifndef O2C_PCRE2_H
#define O2C_PCRE2_H

#include <o2c/pattern.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Limits of one match; beyond them it is O2C_MATCH_COSTLY. */
#define O2C_PCRE2_STEPS   100000 /* PCRE2's match limit */
#define O2C_PCRE2_HEAP    4096   /* KiB, for backtracking */
#define O2C_PCRE2_SUBJECT 65536  /* bytes, where a match may begin anywhere */

/** A pattern as the generator spells it for PCRE2. */
typedef struct o2c_pcre2_pattern {
    uint64_t hash; /* of the text: patterns with the same one are compared */
    uint32_t len;  /* bytes */
    bool searches; /* a match may begin anywhere */
} o2c_pcre2_pattern;

/**
 * Matches the subject. text: of the pattern, borrowed for the call.
 * Returns: any of o2c_match; O2C_MATCH_REFUSED where the PCRE2 at hand cannot compile the pattern.
 */
o2c_match o2c_match_pcre2(struct o2c_reader *r, o2c_str subject, const o2c_pcre2_pattern *pattern,
                          const char *text);

#ifdef __cplusplus
}
#endif

#endif

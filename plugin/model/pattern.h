/**
 * Patterns of a library: each text once, with what it is matched by at run time. Everything that has no
 * reference to a group becomes constant tables (DESIGN §5); the rest is translated for PCRE2.
 */
#ifndef MODEL_PATTERN_H
#define MODEL_PATTERN_H

#include "document/node.h"
#include "model/regex.h"

#include <o2c/pattern.h>

typedef enum pattern_form {
    PATTERN_RUNS,   /* runs of sets, one after the other */
    PATTERN_STATES, /* an automaton */
    PATTERN_LIBRARY /* for libo2c-pcre2 */
} pattern_form;

/** How a pattern is matched: the arguments of the runtime's functions. */
typedef struct pattern_code {
    pattern_form form;

    LIST(o2c_run) runs; /* PATTERN_RUNS */
    LIST(o2c_set) sets;
    LIST(o2c_range) ranges;
    bool whole;

    o2c_automaton automaton; /* PATTERN_STATES */
    uint32_t states;
    uint8_t class_of[256];
    uint16_t *next; /* states * automaton.classes */

    str translated;     /* PATTERN_LIBRARY: the pattern as PCRE2 spells it, anchored */
    bool searches;      /* a match may begin anywhere */
    const char *reason; /* why it needs a library */
} pattern_code;

/**
 * Decides how a pattern is matched. *budget: steps that may be spent on automata, counted down; what has
 * no steps left needs the library. Memory from `m`. False: `reason` says why nothing here can match it.
 */
bool pattern_compile(mem *m, const regex *source, size_t *budget, pattern_code *out);

/** Whether the subject (UTF-8) matches. O2C_MATCH_COSTLY: only a library could tell. */
o2c_match pattern_match(const pattern_code *code, str subject);

/** Whether every string matches. */
bool pattern_is_any(const pattern_code *code);

/* pattern_runs.c, pattern_pcre.c: the forms */

/** False: the pattern is no such sequence, or taking as much as possible could miss a match. */
bool pattern_runs(mem *m, const regex *source, pattern_code *out);
/** False: PCRE2 would not mean the same; out->reason says what. */
bool pattern_translate(mem *m, const regex *source, pattern_code *out);

/** A pattern of a library. */
typedef struct model_pattern {
    uint32_t id; /* position in model.patterns */
    str text;
    diag_place place; /* of its first use */
    pattern_code code;
} model_pattern;

typedef LIST(const model_pattern *) model_patterns;

/**
 * Whether there is a string that matches all patterns of both lists. *found: a short one, of bytes that
 * need not be UTF-8. O2C_MATCH_COSTLY: it is not known. Memory from `m`, a lot of it for a moment.
 */
o2c_match patterns_meet(mem *m, const model_patterns *x, const model_patterns *y, str *found);

#endif

/**
 * From the tree of a regular expression to a deterministic automaton over the bytes of UTF-8: what the
 * parts of that share. Private to model/regex_*.c and model/automaton_*.c.
 *
 * A tree becomes a program: nodes that read a character, fork, or assert. States of the automaton are
 * sets of threads; a thread is a place in the program, with what must still turn out for it to count:
 * lookaheads on their way (obligations), each an automaton of its own. Lookbehinds run beside all threads
 * from the start of the text. So everything but references to groups becomes states, if not too many.
 */
#ifndef MODEL_AUTOMATON_H
#define MODEL_AUTOMATON_H

#include "model/regex.h"

/* ---- automaton_bytes.c: characters as bytes ---- */

/** A byte from low to high leads to state `to` of the spelling, or (0) to its end. */
typedef struct byte_edge {
    uint8_t low, high;
    uint32_t to;
} byte_edge;

typedef LIST(byte_edge) byte_state;

/**
 * How the characters of sets are spelled in UTF-8; states from 1 on. The text is UTF-8: a byte that no
 * character has in that place leads wherever the one beside it does.
 */
typedef struct spelling {
    mem *m;
    bool strict;             /* but not to a first byte: reading may begin inside of a character */
    LIST(byte_state) states; /* [0] is not used */
    uint32_t any[4];         /* that read so many bytes, whatever they are; 0: not there yet */
    map known;               /* edges to state */
    map sets;                /* ranges to state: a set that is repeated is spelled once */
} spelling;

void spelling_init(spelling *s, mem *m);
/** The state that reads one character of the normal `set`, which is borrowed; 0: it has no characters. */
uint32_t spelling_add(spelling *s, const regex_set *set);
/** The state that reads one byte. */
uint32_t spelling_add_byte(spelling *s);

/* ---- automaton_program.c: trees as programs ---- */

typedef enum program_op {
    PROGRAM_READ,     /* a character as `set` spells it, then `next` */
    PROGRAM_FORK,     /* `next` and `other` */
    PROGRAM_BEGIN,    /* `next` at the start of the text */
    PROGRAM_END,      /* `next` at its end */
    PROGRAM_BOUNDARY, /* `next` at (negated: not at) a word's boundary */
    PROGRAM_LOOK,     /* `next` if look number `other` says so */
    PROGRAM_MATCH
} program_op;

typedef struct program_node {
    program_op op;
    bool negated;
    uint32_t next, other, set;
} program_node;

typedef struct program_look {
    uint32_t entry;
    bool behind, negated;
} program_look;

typedef struct program {
    mem *m;
    spelling bytes;
    LIST(program_node) nodes;
    LIST(program_look) looks;
    uint32_t entry;
    bool has_begin, has_boundary, has_behind;
    const char *obstacle; /* why there is no program, or NULL */
} program;

/** Makes the program of a pattern that is searched for. False: `obstacle`. */
bool program_build(program *p, mem *m, const regex *source);

/* ---- automaton_states.c: programs as automata ---- */

enum { STATE_DEAD = 0, STATE_ALL = 1 };

/** What is known of a state beside its threads: whether there is a match if the text ends, or if the
 * next character is none of a word, or is one. */
typedef struct state_facts {
    bool at_end, here[2];
} state_facts;

typedef struct automaton {
    uint32_t count, classes, start;
    uint8_t class_of[256];
    uint32_t *next; /* count * classes */
    bool *accepts;  /* count: if the text ends here */
} automaton;

/**
 * Makes the automaton; state STATE_DEAD never matches, STATE_ALL always. *budget: steps that may be
 * made, and are counted down. False: too many states or steps (obstacle of `p`).
 */
bool automaton_build(program *p, mem *m, size_t *budget, automaton *out);

/** Makes it the smallest that says the same, with states that accept behind those that do not. */
void automaton_minimise(mem *m, automaton *a, uint32_t *accepting);

#endif

/**
 * Regular expressions of ECMA-262 (§22.2.1), as `pattern` uses them: in Unicode mode, without flags. Text
 * to tree; what the tree becomes is in model/pattern.h.
 */
#ifndef MODEL_REGEX_H
#define MODEL_REGEX_H

#include "base/list.h"

/** Code points low to high, both included. */
typedef struct regex_range {
    uint32_t low, high;
} regex_range;

/** A set of code points. Once normal: ascending, disjoint, and not adjacent. */
typedef LIST(regex_range) regex_set;

enum { REGEX_MAX_RUNE = 0x10FFFF };

#define REGEX_NO_LIMIT UINT32_MAX

/** A property of characters. */
typedef struct regex_property {
    str name; /* as in the pattern: "Script=Greek" */
    bool negated;
} regex_property;

typedef enum regex_kind {
    REGEX_SET,      /* one code point of `set` */
    REGEX_SEQUENCE, /* `items`; none: matches nowhere in particular */
    REGEX_CHOICE,   /* one of `items` */
    REGEX_REPEAT,   /* items[0], min to max times */
    REGEX_GROUP,    /* items[0], captured as `number` */
    REGEX_BEGIN,    /* ^ */
    REGEX_END,      /* $ */
    REGEX_BOUNDARY, /* \b, or negated \B */
    REGEX_LOOK,     /* items[0] follows, or with `behind` precedes; or negated does not */
    REGEX_REFERENCE /* what group `number` has captured */
} regex_kind;

typedef struct regex_node regex_node;

struct regex_node {
    regex_kind kind;
    bool negated, behind, lazy;
    uint32_t min, max;               /* max: REGEX_NO_LIMIT */
    uint32_t number;                 /* of a group, from 1 */
    regex_set set;                   /* normal; unless `opaque` */
    bool opaque;                     /* a class with a property that we have no table of */
    regex_set plain;                 /* of the class as it is written: what has no name, */
    LIST(regex_property) properties; /* what has one, */
    bool inverted;                   /* and whether it is all others */
    LIST(regex_node *) items;
};

typedef struct regex {
    str text; /* borrowed */
    regex_node *root;
    uint32_t groups;   /* that capture */
    bool legacy;       /* no Unicode mode pattern: read by Annex B */
    const char *fault; /* why it is none, or (legacy) none of Unicode mode; static text */
    size_t at;         /* of the fault: byte of the text */
} regex;

/**
 * Reads a pattern; if it is none of Unicode mode, by the rules of Annex B. All memory from `m`. False: it
 * is neither, and `fault` and `at` say why it is not the former.
 */
bool regex_parse(mem *m, str text, regex *out);

/** Whether a match can begin nowhere but at the start of the text. */
bool regex_is_anchored(const regex_node *n);

/* regex_set.c */

void regex_set_add(mem *m, regex_set *set, uint32_t low, uint32_t high);
void regex_set_add_all(mem *m, regex_set *set, const regex_set *other);
/** Sorts, and joins what overlaps or touches. */
void regex_set_normalise(regex_set *set);
/** All code points that are not in the normal `set`. */
regex_set regex_set_complement(mem *m, const regex_set *set);
/** The set without U+D800 to U+DFFF, which no text holds. */
regex_set regex_set_without_surrogates(mem *m, const regex_set *set);
bool regex_set_has(const regex_set *set, uint32_t rune);
bool regex_set_is_full(const regex_set *set);
bool regex_set_equal(const regex_set *a, const regex_set *b);
bool regex_sets_meet(const regex_set *a, const regex_set *b);

/* regex_property.c */

typedef enum regex_lookup {
    REGEX_UNKNOWN,
    REGEX_TABLE, /* in the set */
    REGEX_RANGE, /* likewise, and nobody else's name for it */
    REGEX_NAMED  /* a property of Unicode without a table here */
} regex_lookup;

/** The short name of a general category, "Lu" or "L"; NULL: `name` is none. Static. */
const char *regex_category_name(str name);

/** Adds the code points of \p{name} (ECMA-262 table 67 and on; general categories have tables). */
regex_lookup regex_property_add(mem *m, regex_set *set, str name);

#endif

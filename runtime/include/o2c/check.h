/**
 * Check tables: what a decoder cannot see at the value at hand, because it is about a whole subtree or
 * about alternatives (not, if, contains, dependentSchemas, unevaluated*, $dynamicRef, …). Constant
 * data, made by the generator, without pointers: schemas are numbers, texts are offsets.
 *
 *     static const struct {
 *         o2c_checks head;
 *         o2c_check_schema schemas[3];   // one more than there are, which ends the last one's rules
 *         o2c_check_rule rules[4];
 *         uint32_t words[6];
 *         char texts[42];
 *         char messages[96];           // what only errors need
 *     } pet_checks = {...};
 *
 * The runtime evaluates a schema over a tree of the value, which is built once, by the outermost
 * value that is checked, before it is read; checked values inside it are found in that tree. Each pair
 * of a schema that several others refer to and a value is evaluated once.
 */
#ifndef O2C_CHECK_H
#define O2C_CHECK_H

#include <o2c/format.h>
#include <o2c/pattern.h>
#include <o2c/reader.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct o2c_checks {
    uint32_t schema_count;
    uint32_t schemas_at; /* byte offsets from the start of the table */
    uint32_t rules_at;
    uint32_t words_at;
    uint32_t texts_at;
    uint32_t messages_at; /* texts for errors; 0: there are none */
} o2c_checks;

typedef struct o2c_check_schema {
    uint32_t rules;    /* its first rule; they end where the next schema's begin */
    uint32_t pointer;  /* where it stands in the spec: offset in messages, NUL-terminated */
    uint32_t scope;    /* the resource of a dynamic reference's targets that it is in; 0: none */
    uint32_t flags;    /* O2C_SCHEMA_* */
} o2c_check_schema;

enum {
    O2C_SCHEMA_SHARED = 1 /* more than one rule refers to it: results are remembered */
};

/** No schema: what stands where a rule has an optional one. */
#define O2C_NO_SCHEMA 0xFFFFFFFFu

/**
 * What a rule says; a and b are numbers, schemas, or offsets in words (w) or texts (t). A name or
 * constant in words is two words: offset in texts, bytes.
 */
typedef enum o2c_check_op {
    O2C_CHECK_NEVER,   /* no value */
    O2C_CHECK_TYPE,    /* a: bits 1 << o2c_kind; b: 1 if a number must be whole */
    O2C_CHECK_ENUM,    /* a: w, b constants: JSON texts, but strings are '"' and their contents */
    O2C_CHECK_CONST,   /* a: w, one constant */
    O2C_CHECK_MINIMUM, /* a: t, b bytes: the limit's JSON text; so the next four */
    O2C_CHECK_MAXIMUM,
    O2C_CHECK_EXCLUSIVE_MINIMUM,
    O2C_CHECK_EXCLUSIVE_MAXIMUM,
    O2C_CHECK_MULTIPLE,
    O2C_CHECK_MIN_LENGTH, /* a: the limit; so all of these */
    O2C_CHECK_MAX_LENGTH,
    O2C_CHECK_MIN_ITEMS,
    O2C_CHECK_MAX_ITEMS,
    O2C_CHECK_MIN_PROPERTIES,
    O2C_CHECK_MAX_PROPERTIES,
    O2C_CHECK_UNIQUE,
    O2C_CHECK_PATTERN, /* a: number of the pattern; b: its text, offset in messages, NUL-terminated */
    O2C_CHECK_FORMAT,  /* a: its number among the patterns; b: o2c_format */
    O2C_CHECK_ITEMS,   /* a: w: schemas of the first b items, then that of the rest */
    O2C_CHECK_CONTAINS, /* a: w: schema, least, most (0xFFFFFFFF: any), 1 if what it finds counts as evaluated */
    O2C_CHECK_REQUIRED, /* a: w, b names */
    O2C_CHECK_MEMBERS, /* a: w: count of properties, count of patterns; properties, sorted: name, schema; patterns: number, schema; schema of the others; flags */
    O2C_CHECK_NAMES,   /* a: schema of the names, as strings */
    O2C_CHECK_DEPENDENT_REQUIRED, /* a: w: name, then b names */
    O2C_CHECK_DEPENDENCIES,       /* the same, as drafts before 2019-09 spell it */
    O2C_CHECK_DEPENDENT_SCHEMA,   /* a: w: name, schema */
    O2C_CHECK_APPLY,              /* a: schema: $ref and parts of allOf */
    O2C_CHECK_DYNAMIC,            /* a: w: schema otherwise, then b pairs: scope, the schema there */
    O2C_CHECK_ANY,                /* a: w, b schemas */
    O2C_CHECK_ONE,                /* a: w, b schemas */
    O2C_CHECK_NOT,                /* a: schema */
    O2C_CHECK_IF,                 /* a: w: if, then, else */
    O2C_CHECK_UNEVALUATED_ITEMS,  /* a: schema; the last of a schema's rules */
    O2C_CHECK_UNEVALUATED_PROPERTIES
} o2c_check_op;

typedef struct o2c_check_rule {
    uint32_t op; /* o2c_check_op */
    uint32_t a, b;
} o2c_check_rule;

/** A format, as an answer. A constant `format` links one checker. */
O2C_INLINE o2c_match o2c_match_format(o2c_str subject, o2c_format format)
{
    return o2c_format_ok(format, subject.data, subject.len) ? O2C_MATCH_YES : O2C_MATCH_NO;
}

/** What a check keeps while its value is read. Private. */
typedef struct o2c_checked {
    bool outermost;
} o2c_checked;

/**
 * Checks the next value, which is not consumed, against a schema of a table. whole: the schema is all
 * that is asked of the value, so that what is inside it needs no checks of its own. matcher: NULL if
 * the table has no patterns.
 * Returns whether to go on and read the value: false after an error. What is not JSON passes: reading
 * will say so. Every begin has its end, after the value was read.
 * Errors: what the failing keyword has, at the value that it failed at; O2C_E_DEPTH, O2C_E_MEMORY.
 */
bool o2c_check_begin(o2c_reader *r, o2c_checked *c, const void *table, uint32_t schema, bool whole,
                     o2c_match_by_index *matcher);

/** Ends a check. Returns o2c_ok(r). */
bool o2c_check_end(o2c_reader *r, o2c_checked *c);

#ifdef __cplusplus
}
#endif

#endif

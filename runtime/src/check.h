/**
 * Evaluation of check tables: what its modules share. check_tree.c builds the tree, check_memo.c
 * remembers, check_eval.c evaluates schemas, check_scalar.c and check_container.c their rules.
 */
#ifndef O2C_SRC_CHECK_H
#define O2C_SRC_CHECK_H

#include "internal.h"

#include <o2c/check.h>
#include <string.h>

/* ---- the tree ---- */

/** A value of the tree, and where it stands in the text. */
typedef struct place {
    const o2c_value *value;
    const char *at;
} place;

/** What was allocated for a tree and its evaluation: pinned, freed when the outermost check ends. */
typedef struct check_pool {
    struct pool_chunk *chunks;
    char *at, *end;
} check_pool;

/** `size` bytes for as long as the outermost check lasts, not zeroed; NULL: O2C_E_MEMORY was noted. */
void *o2c_pool_alloc(o2c_reader *r, check_pool *pool, size_t size);
void o2c_pool_free(o2c_reader *r, check_pool *pool);

/**
 * Reads the next value into a tree of which every container knows where its items stand. Leaves the
 * reader as it was, but for the error O2C_E_MEMORY. False: no value that can be read.
 */
bool o2c_tree_read(o2c_reader *r, check_pool *pool, o2c_value *out, const char **end);

/** The i-th item or member of a container of the tree. */
place o2c_tree_item(const o2c_value *array, size_t i);
place o2c_tree_member(const o2c_value *object, size_t i);

/** Where the name of the i-th member stands. */
const char *o2c_tree_name(const o2c_value *object, size_t i);

/** The number of the member of that name; SIZE_MAX if there is none. */
size_t o2c_tree_find(const o2c_value *object, o2c_str name);

/* ---- what was evaluated ---- */

/** Items or members of one value that keywords have evaluated: a bit for each. */
typedef struct marks {
    uint64_t *bits; /* NULL: nobody asks */
    uint64_t one;   /* the bits where 64 are enough */
    size_t words;
} marks;

/** Why a schema refuses a value. */
typedef struct failure {
    o2c_code code;
    const char *at;
    const char *detail;
    size_t detail_len;
    uint64_t number;
    const char *pointer; /* of the schema, in the table's messages; NULL: none */
    uint32_t op;         /* the keyword */
} failure;

/* ---- memory of results ---- */

typedef enum memo_state { MEMO_NEW, MEMO_BUSY, MEMO_FAILS, MEMO_PASSES } memo_state;

typedef struct memo {
    const void *table;
    const o2c_value *value;
    uint32_t schema, scope;
    memo_state state;
    bool marked; /* `evaluated` holds the marks */
    marks evaluated;
    const failure *failure; /* MEMO_FAILS */
} memo;

typedef struct memo_table {
    memo *slots;
    size_t count, mask;
} memo_table;

/* ---- dynamic scopes ---- */

enum { SCOPES_MAX = 4096 };

/** The resources that evaluation came through, the innermost last; 0 is the empty scope. */
typedef struct check_scope {
    uint32_t parent;
    uint32_t resource;
} check_scope;

/* ---- evaluation ---- */

/** What lasts from the begin to the end of the outermost check. Pinned. */
struct o2c_checking {
    check_pool pool;
    o2c_value root;
    const char *start, *end; /* of its text */
    bool whole, readable;
    memo_table memos;
    place *places; /* all values in the order of the text, when one was looked for */
    size_t place_count;
    check_scope *scopes;
    uint32_t scope_count;
};

typedef struct evaluation {
    o2c_reader *r;
    struct o2c_checking *c;
    const o2c_checks *table;
    const o2c_check_schema *schemas;
    const o2c_check_rule *rules;
    const uint32_t *words;
    const char *texts, *messages; /* messages: NULL where they were left out */
    o2c_match_by_index *matcher;
    uint32_t depth; /* of schemas within schemas, still allowed */
    bool stopped;   /* failure is no verdict: too deep, no memory, too costly */
    failure failure;
} evaluation;

/** Where a rule is evaluated. */
typedef struct situation {
    place place;
    uint32_t schema, scope;
    marks *evaluated; /* never NULL; its bits may be */
} situation;

/** The memory of that pair; NULL: stopped. Moves with the next call. */
memo *o2c_memo_find(evaluation *e, uint32_t schema, uint32_t scope, const o2c_value *value);

/** Whether the value satisfies the schema; adds to `evaluated` if it does. */
bool o2c_evaluate(evaluation *e, uint32_t schema, uint32_t scope, place p, marks *evaluated);

/** The rules, by what they are about. A value of another kind satisfies them. */
bool o2c_rule_scalar(evaluation *e, const o2c_check_rule *rule, const situation *s);
bool o2c_rule_array(evaluation *e, const o2c_check_rule *rule, const situation *s);
bool o2c_rule_object(evaluation *e, const o2c_check_rule *rule, const situation *s);
bool o2c_rule_apply(evaluation *e, const o2c_check_rule *rule, const situation *s);

/** Asks a pattern or format. False: stopped. at: what the string belongs to. */
bool o2c_match_rule(evaluation *e, uint32_t number, o2c_str text, const char *at, bool *yes);

/** Notes why a rule fails. Always false. */
bool o2c_rule_fails(evaluation *e, const o2c_check_rule *rule, const situation *s, failure why);

/** Stops the evaluation: no verdict can be had. Always false. */
bool o2c_evaluation_stop(evaluation *e, o2c_code code, const char *at, uint64_t number);

/** Marks of a value, all unset. False: stopped. like: NULL bits where it has. */
bool o2c_marks_begin(evaluation *e, marks *m, const o2c_value *value);
void o2c_marks_add(marks *to, const marks *from);

static inline void o2c_mark(marks *m, size_t i)
{
    if (m->bits != NULL) {
        m->bits[i / 64] |= (uint64_t)1 << (i % 64);
    }
}

static inline bool o2c_is_marked(const marks *m, size_t i)
{
    return (m->bits[i / 64] >> (i % 64) & 1) != 0;
}

/** A name or constant of the words. */
static inline o2c_str o2c_word_text(const evaluation *e, const uint32_t *words)
{
    o2c_str s = {e->texts + words[0], words[1]};
    return s;
}

/** What stands there in the table's messages; NULL if those were left out. */
static inline const char *o2c_message_text(const evaluation *e, uint32_t offset)
{
    return e->messages != NULL ? e->messages + offset : NULL;
}

/** Nobody asks what was evaluated. */
static inline marks o2c_no_marks(void)
{
    marks none = {NULL, 0, 0};
    return none;
}

#endif

#include <o2c/look.h>

#include "internal.h"
#include "scan.h"

/*
 * Attempts. Inside another attempt the same union may be asked about the same value again, once for
 * each branch of the outer one. Its decision is remembered with the value's end, and the second time the
 * value is passed over. What the outermost attempt keeps must have been read as a whole, so if something
 * was passed over it is read once more, along the decisions: nested unions cost what their size is.
 */

#define NO_BRANCH UINT32_MAX
#define SEVERAL   UINT32_MAX /* in found: more than one branch reads */
#define UNLISTED                                                                                   \
    (UINT32_MAX - 1) /* in a memory: none does, but one might if its enumerations were open */

/*
 * Open enumerations take every value, so branches that have some would overlap. What they list decides
 * first: all branches are tried with closed ones. If none reads and an enumeration was why, they are tried
 * once more as they are, and the first one counts.
 */

/* ---- decisions ---- */

typedef struct decision {
    size_t offset, end; /* end: if a branch was found */
    uint32_t id;
    uint32_t found;
    bool used;
} decision;

/** A hash table with open addressing, at most half full. */
struct o2c_memo {
    size_t count, mask;
    decision slots[1]; /* mask + 1 of them */
};

static size_t slot_of(const struct o2c_memo *m, size_t offset, uint32_t id)
{
    uint64_t key = ((uint64_t)offset ^ (uint64_t)id << 40) * 0x9E3779B97F4A7C15u;
    size_t i = (size_t)(key >> 24) & m->mask;
    while (m->slots[i].used && (m->slots[i].offset != offset || m->slots[i].id != id)) {
        i = (i + 1) & m->mask;
    }
    return i;
}

static struct o2c_memo *new_memo(o2c_reader *r, size_t slots)
{
    size_t size = sizeof(struct o2c_memo) + (slots - 1) * sizeof(decision);
    struct o2c_memo *m = o2c_arena_pin(r->arena, size);
    if (m == NULL) {
        o2c_fail(r, O2C_E_MEMORY, r->p, NULL, 0, 0);
        return NULL;
    }
    memset(m, 0, size);
    m->mask = slots - 1;
    return m;
}

/* The table with room for one more; NULL after an error. */
static struct o2c_memo *roomy_memo(o2c_reader *r, struct o2c_skips *s)
{
    struct o2c_memo *old = s->memo;
    if (old == NULL) {
        s->memo = new_memo(r, 64);
        return s->memo;
    }
    if (2 * (old->count + 1) <= old->mask + 1) {
        return old;
    }
    struct o2c_memo *m = new_memo(r, 2 * (old->mask + 1));
    if (m == NULL) {
        return NULL;
    }
    for (size_t i = 0; i <= old->mask; i++) {
        if (old->slots[i].used) {
            m->slots[slot_of(m, old->slots[i].offset, old->slots[i].id)] = old->slots[i];
        }
    }
    m->count = old->count;
    o2c_arena_unpin(r->arena, old);
    s->memo = m;
    return m;
}

/* Inside an attempt with closed enumerations other branches count. */
static uint32_t memory_id(const o2c_attempt *a, bool listed_only)
{
    return listed_only ? a->id | UINT32_C(1) << 31 : a->id;
}

static void remember(o2c_reader *r, const o2c_attempt *a)
{
    struct o2c_skips *s = o2c_reader_skips(r);
    struct o2c_memo *m = s != NULL ? roomy_memo(r, s) : NULL;
    if (m == NULL) {
        return;
    }
    decision d = {(size_t)(a->start - r->begin), 0, memory_id(a, a->listed_only), a->found, true};
    if (a->found == 0 && r->unlisted) {
        d.found = UNLISTED;
    } else if (a->found != 0) {
        d.end = (size_t)(a->value_end - r->begin);
    }
    decision *slot = &m->slots[slot_of(m, d.offset, d.id)];
    m->count += !slot->used;
    *slot = d;
}

static const decision *find_decision(const o2c_reader *r, const o2c_attempt *a, bool listed_only)
{
    const struct o2c_memo *m = r->skips->memo;
    size_t offset = (size_t)(a->start - r->begin);
    const decision *d = &m->slots[slot_of(m, offset, memory_id(a, listed_only))];
    return d->used ? d : NULL;
}

/* What closed enumerations decide counts in any case. */
static const decision *recall(const o2c_reader *r, const o2c_attempt *a)
{
    if (r->skips == NULL || r->skips->memo == NULL) {
        return NULL;
    }
    const decision *d = find_decision(r, a, true);
    if (a->listed_only || (d != NULL && d->found != UNLISTED)) {
        return d;
    }
    return find_decision(r, a, false);
}

void o2c_reader_forget(o2c_reader *r)
{
    struct o2c_skips *s = r->skips;
    if (s == NULL) {
        return;
    }
    r->skips = NULL;
    o2c_arena_unpin(r->arena, s->memo);
    o2c_arena_unpin(r->arena, s->records);
    o2c_arena_unpin(r->arena, s->heads);
    o2c_arena_unpin(r->arena, s);
}

/* ---- trying ---- */

void o2c_attempt_begin(o2c_reader *r, o2c_attempt *a, uint32_t id, uint32_t branches, bool exact)
{
    o2c_scratch_mark scratch = o2c_scratch_here(r->arena);
    memset(a, 0, sizeof *a);
    a->start = o2c_value_start(r);
    a->id = id;
    a->count = branches;
    a->branch = NO_BRANCH;
    a->exact = exact;
    a->depth = r->depth;
    a->quiet = r->quiet;
    a->listed_only = r->listed_only;
    a->unlisted = r->unlisted;
    a->mark = o2c_arena_here(r->arena);
    a->scratch[0] = scratch.block;
    a->scratch[1] = scratch.at;
}

/* What the attempt changed in the reader is as it was. */
static void stop_trying(o2c_reader *r, const o2c_attempt *a)
{
    r->quiet = a->quiet;
    r->listed_only = a->listed_only;
    r->unlisted = r->unlisted || a->unlisted;
}

/* Notes that the branch that was read last does not read. */
static void note_tried(const o2c_reader *r, o2c_attempt *a)
{
    a->branches = r->branches;
    a->tried |= (uint64_t)1 << (r->branch < 63 ? r->branch : 63);
}

/* And whether it came furthest. */
static void note_failure(const o2c_reader *r, o2c_attempt *a)
{
    note_tried(r, a);
    if (a->nearest == 0 || r->reached > a->reached) {
        a->nearest = a->branch + 1;
        a->reached = r->reached;
    }
}

/* Whether the outermost attempt has what it will keep. */
static bool is_complete(const o2c_reader *r, const o2c_attempt *a)
{
    return a->quiet > 0 || r->skips == NULL || !r->skips->passed_over;
}

/* What comes is read from the start of the outermost attempt on. */
static void start_anew(o2c_reader *r, const o2c_attempt *a)
{
    if (a->quiet == 0 && r->skips != NULL) {
        r->skips->passed_over = false;
    }
}

/* Back to before the value, as if nothing had been read. */
static void rewind_to_start(o2c_reader *r, const o2c_attempt *a)
{
    start_anew(r, a);
    o2c_scratch_mark scratch = {a->scratch[0], a->scratch[1]};
    o2c_scratch_back(r->arena, scratch);
    o2c_arena_rollback(r->arena, a->mark);
    r->p = a->start;
    r->depth = a->depth;
    r->code = O2C_OK;
    r->fault = NULL;
    r->detail = NULL;
    r->detail_len = 0;
    r->detail_number = 0;
    o2c_place_forget(r);
}

/* Follows a decision: reads the branch that counts, if there is one, or within an attempt steps over it. */
static bool follow(o2c_reader *r, o2c_attempt *a)
{
    stop_trying(r, a);
    a->last = true;
    if (a->found == 0 || a->found == SEVERAL) {
        return false;
    }
    a->branch = a->found - 1;
    if (a->quiet > 0) {
        r->p = a->value_end;
        r->skips->passed_over = true;
    }
    return a->quiet == 0;
}

/* ---- which branch comes next ---- */

static uint64_t bits_below(uint32_t count)
{
    return count < 64 ? ((uint64_t)1 << count) - 1 : UINT64_MAX;
}

/* Leaves out the branches that the keys rule out; none where no object is that could have keys. */
static void rule_out(o2c_reader *r, o2c_attempt *a)
{
    a->present = o2c_read_keys(r, a->shape);
    a->left = bits_below(a->count);
    if (!o2c_has_keys(r, a->shape)) {
        return;
    }
    for (uint32_t i = 0; i < a->count; i++) {
        const o2c_branch_keys *k = &a->keys[i];
        if ((k->required & ~a->present) != 0 || (k->refused & a->present) != 0) {
            a->left &= ~((uint64_t)1 << i);
        }
    }
}

static unsigned count_bits(uint64_t bits)
{
    unsigned count = 0;
    for (; bits != 0; bits &= bits - 1) {
        count++;
    }
    return count;
}

/* The branch that is left and declares most of the keys that are there, or NO_BRANCH. */
static uint32_t best_branch(const o2c_attempt *a)
{
    uint32_t best = NO_BRANCH;
    unsigned most = 0;
    for (uint32_t i = 0; i < a->count; i++) {
        unsigned declared = count_bits(a->keys[i].declared & a->present);
        if ((a->left >> i & 1u) != 0 && (best == NO_BRANCH || declared > most)) {
            best = i;
            most = declared;
        }
    }
    return best;
}

static bool next_branch(o2c_attempt *a)
{
    if (a->keys == NULL) {
        a->branch++; /* NO_BRANCH comes before the first */
        return a->branch < a->count;
    }
    a->branch = best_branch(a);
    if (a->branch == NO_BRANCH) {
        return false;
    }
    a->left &= ~((uint64_t)1 << a->branch);
    return true;
}

static bool any_left(const o2c_attempt *a)
{
    return a->keys == NULL ? a->branch + 1 < a->count : a->left != 0;
}

/* No branch reads: that which is to be told about is read once more, for its error. Not within another
 * attempt, which would only forget it. */
static bool explain(o2c_reader *r, o2c_attempt *a)
{
    uint32_t branch = a->tagged != 0 ? a->tagged : a->nearest;
    if (a->quiet > 0 || branch == 0) {
        return false;
    }
    a->branch = branch - 1;
    a->explains = a->last = true;
    r->quiet++; /* nothing of it is collected, and what it tries is not explained in turn */
    return true;
}

/* The branch that declares most of the keys that are there: 1 + its number, 0 for none. */
static uint32_t most_declared(const o2c_attempt *a)
{
    uint32_t best = 0;
    unsigned most = 0;
    for (uint32_t i = 0; i < a->count; i++) {
        unsigned declared = count_bits(a->keys[i].declared & a->present);
        if (declared > most) {
            best = i + 1;
            most = declared;
        }
    }
    return best;
}

/* Nothing was read: what fits none of the branches is at least JSON. */
static bool find_none(o2c_reader *r, o2c_attempt *a)
{
    a->last = true;
    o2c_skip(r);
    if (!o2c_ok(r)) {
        return false;
    }
    rewind_to_start(r, a);
    a->nearest = a->keys != NULL ? most_declared(a) : 0;
    return explain(r, a);
}

static bool start_trying(o2c_reader *r, o2c_attempt *a)
{
    if (!o2c_ok(r)) {
        return false;
    }
    const decision *known = recall(r, a);
    if (known != NULL) {
        r->unlisted = r->unlisted || known->found == UNLISTED;
        a->found = known->found == UNLISTED ? 0 : known->found;
        a->value_end = r->begin + known->end;
        return follow(r, a);
    }
    start_anew(r, a);
    if (a->keys != NULL) {
        rule_out(r, a);
    }
    if (!next_branch(a)) {
        return find_none(r, a);
    }
    bool named = a->tagged == 0 || a->tagged == a->branch + 1;
    if (a->keys != NULL && a->left == 0 &&
        named) { /* this one or none: its errors are the union's */
        a->found = a->branch + 1;
        a->last = true;
        return true;
    }
    r->quiet++;
    r->listed_only = true;
    r->unlisted = false;
    return true;
}

/* Nothing reads, but something might with open enumerations. */
static bool may_reopen(const o2c_reader *r, const o2c_attempt *a)
{
    return a->found == 0 && r->unlisted && !a->listed_only && !a->open;
}

static bool reopen(o2c_reader *r, o2c_attempt *a)
{
    a->open = true;
    a->exact = false;
    a->branch = NO_BRANCH;
    r->listed_only = false;
    rewind_to_start(r, a);
    if (a->keys != NULL) {
        rule_out(r, a);
    }
    return next_branch(a);
}

/* The nearest branch's error becomes a part of the union's. */
static void keep_explanation(o2c_reader *r, o2c_attempt *a)
{
    o2c_error why;
    note_tried(r, a);
    o2c_explain(r, &why);
    size_t size = strlen(why.pointer) + 1;
    o2c_error *kept =
        o2c_arena_pin(r->arena, sizeof *kept + size); /* the rest of the branch goes */
    if (kept != NULL) {
        char *pointer = memcpy((char *)kept + sizeof *kept, why.pointer, size);
        *kept = why;
        kept->pointer = pointer;
    }
    rewind_to_start(r, a);
    r->branches = a->branches;
    r->tried = a->tried;
    r->nearest = kept;
}

/* It was noted with the union's error. */
static void forget_explanation(o2c_reader *r)
{
    r->tried = 0;
    if (o2c_ok(r)) {
        r->nearest = NULL; /* that error was collected; else it is told in the end */
    }
}

/* The decision stands. `here`: the branch that counts is the one just read. */
static bool decide(o2c_reader *r, o2c_attempt *a, bool here)
{
    bool kept = here && is_complete(r, a);
    stop_trying(r, a);
    if (!kept) {
        rewind_to_start(r, a);
    }
    if (a->quiet > 0) {
        remember(r, a);
    }
    if (kept || !o2c_ok(r)) {
        return false;
    }
    return follow(r, a) || (a->found == 0 && explain(r, a));
}

bool o2c_attempt_next(o2c_reader *r, o2c_attempt *a)
{
    if (a->branch == NO_BRANCH) {
        return start_trying(r, a);
    }
    if (a->last || o2c_is_final(r->code)) {
        stop_trying(r, a);
        return false;
    }
    bool fits = o2c_ok(r);
    if (!fits) {
        note_failure(r, a);
    } else {
        a->found = a->found == 0 ? a->branch + 1 : SEVERAL;
        a->value_end = r->p;
    }
    bool more = any_left(a) && (!fits || (a->exact && a->found != SEVERAL));
    if (!more && may_reopen(r, a)) {
        return reopen(r, a);
    }
    if (!more) {
        return decide(r, a, fits && a->found != SEVERAL);
    }
    (void)next_branch(a);
    rewind_to_start(r, a);
    return true;
}

bool o2c_attempt_end(o2c_reader *r, o2c_attempt *a)
{
    stop_trying(r, a);
    if (a->explains && !o2c_ok(r) && !o2c_is_final(r->code)) {
        keep_explanation(r, a);
    }
    if (!o2c_ok(r)) {
        return false;
    }
    if (a->found == 0) {
        if (a->start == r->end || o2c_kind_of(*a->start) == O2C_NONE) {
            o2c_fail_byte(r, O2C_E_SYNTAX, a->start, "a value");
        } else {
            o2c_refuse(r, O2C_E_UNION, a->start, NULL, 0, a->count);
            forget_explanation(r);
        }
    } else if (a->found == SEVERAL) {
        o2c_refuse(r, O2C_E_ONE_OF, a->start, NULL, 0, a->count);
    } else {
        r->at = a->start;
    }
    return o2c_ok(r);
}

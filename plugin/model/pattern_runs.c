/** Patterns that are read from left to right without looking back: ^[A-Z]{2}-[0-9]+$ */
#include "model/pattern.h"

enum { MAX_RUNS = 64, MAX_RANGES = 2000 };

typedef struct run {
    const regex_set *set;
    uint32_t min, max;
} run;

typedef struct run_list {
    mem *m;
    LIST(run) runs;
    bool begins, ends; /* ^ was seen, $ was */
} run_list;

static uint32_t sum(uint32_t a, uint32_t b)
{
    return a == REGEX_NO_LIMIT || b == REGEX_NO_LIMIT || a > REGEX_NO_LIMIT - 1 - b ? REGEX_NO_LIMIT
                                                                                    : a + b;
}

static bool add_run(run_list *l, const regex_node *n, uint32_t min, uint32_t max)
{
    run *last = l->runs.count ? &l->runs.items[l->runs.count - 1] : NULL;
    if (n->opaque || !l->begins || l->ends)
        return false;
    if (last && regex_set_equal(last->set, &n->set)) {
        last->min = sum(last->min, min);
        last->max = sum(last->max, max);
        return last->min != REGEX_NO_LIMIT;
    }
    if (max)
        list_push(l->m, &l->runs, ((run){&n->set, min, max}));
    return l->runs.count <= MAX_RUNS && min != REGEX_NO_LIMIT;
}

static const regex_node *inside_groups(const regex_node *n)
{
    while (n->kind == REGEX_GROUP)
        n = n->items.items[0];
    return n;
}

static bool flatten(run_list *l, const regex_node *n)
{
    n = inside_groups(n);
    switch (n->kind) {
    case REGEX_SET: return add_run(l, n, 1, 1);
    case REGEX_SEQUENCE:
        for (size_t i = 0; i < n->items.count; i++)
            if (!flatten(l, n->items.items[i])) /* no deeper than groups nest */
                return false;
        return true;
    case REGEX_REPEAT: {
        const regex_node *item = inside_groups(n->items.items[0]);
        return item->kind == REGEX_SET && add_run(l, item, n->min, n->max);
    }
    case REGEX_BEGIN: l->begins = true; return !l->runs.count && !l->ends;
    case REGEX_END: l->ends = true; return l->begins;
    case REGEX_CHOICE:
    case REGEX_GROUP:
    case REGEX_BOUNDARY:
    case REGEX_LOOK:
    case REGEX_REFERENCE: return false;
    }
    return false;
}

static bool takes_all(const run *r)
{
    return r->max == REGEX_NO_LIMIT && regex_set_is_full(r->set);
}

/* Without an end, what may be left out at the end says nothing; nor does an end behind anything. */
static void cut_tail(run_list *l)
{
    while (l->runs.count) {
        run *last = &l->runs.items[l->runs.count - 1];
        l->ends = l->ends && !takes_all(last);
        if (l->ends)
            return;
        last->max = last->min;
        if (last->min)
            return;
        l->runs.count--;
    }
}

/* Whether a run that may stop earlier gains nothing by it: what follows begins with other characters. */
static bool is_greedy(const run_list *l)
{
    for (size_t i = 0; i < l->runs.count; i++) {
        const run *r = &l->runs.items[i];
        for (size_t k = i + 1; r->min != r->max && k < l->runs.count; k++) {
            if (regex_sets_meet(r->set, l->runs.items[k].set))
                return false;
            if (l->runs.items[k].min)
                break;
        }
    }
    return true;
}

/* ---- tables ---- */

static void set_bits(uint64_t *ascii, regex_range r)
{
    for (uint32_t rune = r.low; rune <= r.high && rune < 0x80; rune++)
        ascii[rune / 64] |= UINT64_C(1) << rune % 64;
}

static o2c_set make_set(mem *m, pattern_code *out, const regex_set *set)
{
    o2c_set made = {{0, 0}, (uint32_t)out->ranges.count, 0};
    for (size_t i = 0; i < set->count; i++) {
        regex_range r = set->items[i];
        set_bits(made.ascii, r);
        if (r.high >= 0x80)
            list_push(m, &out->ranges, ((o2c_range){r.low < 0x80 ? 0x80 : r.low, r.high}));
    }
    made.count = (uint32_t)out->ranges.count - made.first;
    return made;
}

static void make_tables(mem *m, const run_list *l, pattern_code *out)
{
    for (size_t i = 0; i < l->runs.count; i++) {
        const run *r = &l->runs.items[i];
        uint32_t number = (uint32_t)out->sets.count;
        for (size_t k = i; k-- > 0;)
            if (regex_set_equal(l->runs.items[k].set, r->set))
                number = out->runs.items[k].set;
        if (number == out->sets.count)
            list_push(m, &out->sets, make_set(m, out, r->set));
        list_push(m, &out->runs, ((o2c_run){r->min, r->max, number}));
    }
}

bool pattern_runs(mem *m, const regex *source, pattern_code *out)
{
    run_list l = {.m = m};
    if (!flatten(&l, source->root) || !l.begins)
        return false;
    cut_tail(&l);
    if (!is_greedy(&l))
        return false;
    *out = (pattern_code){.form = PATTERN_RUNS, .whole = l.ends};
    make_tables(m, &l, out);
    return out->ranges.count <= MAX_RANGES;
}

/** How a pattern is matched: by the cheapest form that is exact. */
#include "model/pattern.h"

#include "model/automaton.h"

/* One pattern's automaton: steps to make it, and numbers in its table. */
enum { MAX_STEPS = 1000000, MAX_TABLE = 32768 };

static void take_automaton(mem *m, const automaton *a, uint32_t accepting, pattern_code *out)
{
    *out = (pattern_code){.form = PATTERN_STATES, .states = a->count};
    out->automaton = (o2c_automaton){a->classes, a->start, accepting};
    for (unsigned byte = 0; byte < 256; byte++)
        out->class_of[byte] = a->class_of[byte];
    size_t size = (size_t)a->count * a->classes;
    out->next = mem_array(m, uint16_t, size);
    for (size_t i = 0; i < size; i++)
        out->next[i] = (uint16_t)a->next[i];
}

/* False: *reason says why there is none. */
static bool compile_states(mem *m, const regex *source, size_t *budget, pattern_code *out,
                           const char **reason)
{
    mem scratch = MEM_INIT;
    program p;
    automaton a;
    uint32_t accepting;
    size_t steps = *budget < MAX_STEPS ? *budget : MAX_STEPS, given = steps;
    bool done = program_build(&p, &scratch, source) && automaton_build(&p, &scratch, &steps, &a);
    *budget -= given - steps;
    *reason = p.obstacle;
    if (done) {
        automaton_minimise(&scratch, &a, &accepting);
        done = (size_t)a.count * a.classes <= MAX_TABLE;
        *reason = "its automaton is too large";
    }
    if (done)
        take_automaton(m, &a, accepting, out);
    mem_free(&scratch);
    return done;
}

bool pattern_compile(mem *m, const regex *source, size_t *budget, pattern_code *out)
{
    const char *reason;
    if (pattern_runs(m, source, out) || compile_states(m, source, budget, out, &reason))
        return true;
    bool translated = pattern_translate(m, source, out);
    if (translated)
        out->reason = reason;
    return translated;
}

o2c_match pattern_match(const pattern_code *code, str subject)
{
    switch (code->form) {
    case PATTERN_RUNS:
        return o2c_match_runs(subject, code->runs.items, (uint32_t)code->runs.count,
                              code->sets.items, code->ranges.items, code->whole);
    case PATTERN_STATES:
        return o2c_match_states_wide(subject, &code->automaton, code->class_of, code->next);
    case PATTERN_LIBRARY: return O2C_MATCH_COSTLY;
    }
    return O2C_MATCH_COSTLY;
}

bool pattern_is_any(const pattern_code *code)
{
    if (code->form == PATTERN_RUNS)
        return !code->runs.count && !code->whole;
    return code->form == PATTERN_STATES && code->automaton.start == STATE_ALL;
}

/**
 * Whether some string matches several patterns: the automata of all run side by side, from their starts
 * to where each of them accepts.
 */
#include "model/pattern.h"

#include "model/automaton.h"

#include <string.h>

/* Patterns side by side, steps to make their automata, combinations of their states. */
enum { MAX_SIDES = 4, MAX_STEPS = 200000, MAX_PLACES = 20000, MAX_FOUND = 256 };

/* The table of a pattern: narrow if it was made before, for matching. */
typedef struct side {
    uint32_t classes, start, accepting; /* accepting: the first state that does */
    const uint8_t *class_of;
    const uint16_t *narrow;
    const uint32_t *wide;
} side;

/* A combination of states, and how it was reached. */
typedef struct place {
    uint32_t at[MAX_SIDES];
    size_t from; /* position of the place before */
    uint8_t byte;
} place;

typedef struct walk {
    mem *m;
    side sides[MAX_SIDES];
    size_t count;
    LIST(place) places;
    map seen;
} walk;

static bool make_side(walk *w, const model_pattern *pattern, side *out)
{
    regex source;
    program p;
    size_t steps = MAX_STEPS;
    automaton *a = mem_new(w->m, automaton);
    if (!regex_parse(w->m, pattern->text, &source) || !program_build(&p, w->m, &source) ||
        !automaton_build(&p, w->m, &steps, a))
        return false;
    automaton_minimise(w->m, a, &out->accepting);
    out->classes = a->classes;
    out->start = a->start;
    out->class_of = a->class_of;
    out->wide = a->next;
    return true;
}

static bool add_side(walk *w, const model_pattern *pattern)
{
    const pattern_code *code = &pattern->code;
    if (w->count == MAX_SIDES || code->form == PATTERN_LIBRARY)
        return false;
    side *out = &w->sides[w->count++];
    if (code->form != PATTERN_STATES)
        return make_side(w, pattern, out);
    *out = (side){code->automaton.classes,
                  code->automaton.start,
                  code->automaton.accepting,
                  code->class_of,
                  code->next,
                  NULL};
    return true;
}

static uint32_t next_state(const side *s, uint32_t state, uint8_t byte)
{
    size_t at = (size_t)state * s->classes + s->class_of[byte];
    return s->narrow ? s->narrow[at] : s->wide[at];
}

static bool add_sides(walk *w, const model_patterns *patterns)
{
    for (size_t i = 0; i < patterns->count; i++)
        if (!add_side(w, patterns->items[i]))
            return false;
    return true;
}

static void reach(walk *w, const place *next)
{
    str key = {(const char *)next->at, w->count * sizeof *next->at};
    for (size_t i = 0; i < w->count; i++)
        if (next->at[i] == STATE_DEAD)
            return;
    if (map_has(&w->seen, key))
        return;
    map_put(&w->seen, str_copy(w->m, key), w);
    list_push(w->m, &w->places, *next);
}

static bool accepts(const walk *w, const place *p)
{
    for (size_t i = 0; i < w->count; i++)
        if (p->at[i] < w->sides[i].accepting && p->at[i] != STATE_ALL)
            return false;
    return true;
}

/* The places behind one, plain letters first, so that what is found can be read. */
static void step(walk *w, size_t from)
{
    static const char first[] = "a0A-_./:@ ";
    for (unsigned i = 0; i < 256 + sizeof first - 1; i++) {
        place next = w->places.items[from];
        next.from = from;
        next.byte =
            (uint8_t)(i < sizeof first - 1 ? (unsigned char)first[i] : i - (sizeof first - 1));
        for (size_t k = 0; k < w->count; k++)
            next.at[k] = next_state(&w->sides[k], next.at[k], next.byte);
        reach(w, &next);
    }
}

static str spell(walk *w, size_t at)
{
    char text[MAX_FOUND];
    size_t start = sizeof text;
    for (; at && start; at = w->places.items[at].from)
        text[--start] = (char)w->places.items[at].byte;
    return str_copy(w->m, (str){text + start, sizeof text - start});
}

static o2c_match search(walk *w, str *found)
{
    for (size_t i = 0; i < w->places.count; i++) {
        if (accepts(w, &w->places.items[i])) {
            *found = spell(w, i);
            return O2C_MATCH_YES;
        }
        if (w->places.count > MAX_PLACES)
            return O2C_MATCH_COSTLY;
        step(w, i);
    }
    return O2C_MATCH_NO;
}

o2c_match patterns_meet(mem *m, const model_patterns *x, const model_patterns *y, str *found)
{
    walk w = {.m = m};
    place start = {.from = 0};
    *found = STR_NULL;
    if (!add_sides(&w, x) || (y != x && !add_sides(&w, y)))
        return O2C_MATCH_COSTLY;
    map_init(&w.seen, m);
    for (size_t i = 0; i < w.count; i++)
        start.at[i] = w.sides[i].start;
    reach(&w, &start);
    return search(&w, found);
}

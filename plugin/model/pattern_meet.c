/**
 * Whether some string matches several patterns: the automata of all run side by side, from their starts
 * to where each of them accepts.
 */
#include "model/pattern.h"

#include "model/automaton.h"

#include <string.h>

/* Patterns side by side, steps to make their automata, combinations of their states. */
enum { MAX_SIDES = 4, MAX_STEPS = 200000, MAX_PLACES = 20000, MAX_FOUND = 256 };

typedef struct side {
    automaton a;
    uint32_t accepting; /* the first state that does */
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

static bool add_side(walk *w, const model_pattern *pattern)
{
    regex source;
    program p;
    size_t steps = MAX_STEPS;
    side *s = &w->sides[w->count];
    if (w->count == MAX_SIDES || !regex_parse(w->m, pattern->text, &source) ||
        !program_build(&p, w->m, &source) || !automaton_build(&p, w->m, &steps, &s->a))
        return false;
    automaton_minimise(w->m, &s->a, &s->accepting);
    w->count++;
    return true;
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
        for (size_t k = 0; k < w->count; k++) {
            const automaton *a = &w->sides[k].a;
            next.at[k] = a->next[next.at[k] * a->classes + a->class_of[next.byte]];
        }
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
        start.at[i] = w.sides[i].a.start;
    reach(&w, &start);
    return search(&w, found);
}

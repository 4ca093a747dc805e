/** Programs as automata: every set of threads that a text can lead to becomes a state. */
#include "model/automaton.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_STATES = 10000, MAX_LOOKS = 16 };

/** What comes next, as far as assertions ask for it. */
typedef enum ahead { AHEAD_OTHER, AHEAD_WORD, AHEAD_END } ahead;

typedef struct thread {
    uint32_t node;
    uint32_t inside; /* the rest of a character (a state of the spelling), or 0: before the node */
    uint32_t owes;   /* obligations by number; 0: none */
} thread;

typedef LIST(thread) thread_list;

/** Lookaheads on their way: the look's number and the state of its automaton. */
typedef struct obligation {
    uint32_t look, state;
} obligation;

typedef LIST(obligation) obligation_list;

/** What a state is, and its key: cut behind the looks that there are, and followed by its threads. */
typedef struct state_head {
    uint32_t at_start, after_word, count;
    uint32_t behind[MAX_LOOKS]; /* of each lookbehind: the state of its automaton */
} state_head;

typedef struct state {
    const state_head *head;
    const thread *threads;
    state_facts facts;
} state;

/** An automaton that is being made, of the pattern or of a look. */
typedef struct machine {
    bool exact;  /* a match ends here or is none (lookbehind); else whatever follows will do */
    bool tracks; /* its states hold those of the lookbehinds (the pattern's own) */
    LIST(state) states;
    LIST(uint32_t) next;
    map known; /* key to number */
    uint32_t
        starts[3]; /* at the start of the text, behind another character, behind one of a word */
} machine;

typedef struct maker {
    mem *m;
    program *p;
    size_t *budget;
    uint32_t classes;
    uint8_t class_of[256], byte_of[256]; /* and one byte of each class */
    machine looks[MAX_LOOKS];
    LIST(obligation_list) owed; /* by number */
    map owed_known;
    thread_list work, closed, stepped;
    obligation_list owing;
    LIST(char) key;
    LIST(uint64_t) seen; /* a hash table of nodes with what is owed, + 1 */
    size_t seen_count;
} maker;

static bool is_word_byte(unsigned byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
           (byte >= 'a' && byte <= 'z');
}

/* Whether there is still budget; one step is taken off it. */
static bool spend(maker *k)
{
    if (*k->budget)
        --*k->budget;
    else
        k->p->obstacle = "its automaton takes too long to make";
    return !k->p->obstacle;
}

/* ---- classes of bytes ---- */

static void note_borders(const program *p, bool *border)
{
    for (size_t i = 1; i < p->bytes.states.count; i++) {
        const byte_state *s = &p->bytes.states.items[i];
        for (size_t e = 0; e < s->count; e++)
            border[s->items[e].low] = border[s->items[e].high + 1] = true;
    }
    for (unsigned byte = 1; byte < 256 && p->has_boundary; byte++)
        border[byte] = border[byte] || is_word_byte(byte) != is_word_byte(byte - 1);
}

static void make_classes(maker *k)
{
    bool border[257] = {false};
    note_borders(k->p, border);
    for (unsigned byte = 0; byte < 256; byte++) {
        if (!byte || border[byte])
            k->byte_of[k->classes++] = (uint8_t)byte;
        k->class_of[byte] = (uint8_t)(k->classes - 1);
    }
}

/* ---- obligations ---- */

static int compare_obligations(const void *x, const void *y)
{
    const obligation *a = x, *b = y;
    if (a->look != b->look)
        return a->look < b->look ? -1 : 1;
    return (a->state > b->state) - (a->state < b->state);
}

/* The number of what `owing` holds. */
static uint32_t intern_owed(maker *k)
{
    obligation_list *list = &k->owing;
    size_t kept = 0;
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare_obligations);
    for (size_t i = 0; i < list->count; i++)
        if (!kept || compare_obligations(&list->items[kept - 1], &list->items[i]))
            list->items[kept++] = list->items[i];
    list->count = kept;
    str key = {(const char *)list->items, list->count * sizeof *list->items};
    uint32_t *known = map_get(&k->owed_known, key);
    if (known)
        return *known;
    obligation_list copy = {0};
    for (size_t i = 0; i < list->count; i++)
        list_push(k->m, &copy, list->items[i]);
    key.data = (const char *)copy.items;
    known = mem_new(k->m, uint32_t);
    *known = (uint32_t)k->owed.count;
    list_push(k->m, &k->owed, copy);
    map_put(&k->owed_known, key, known);
    return *known;
}

typedef enum outcome { OUTCOME_OPEN, OUTCOME_KEPT, OUTCOME_BROKEN } outcome;

/* What becomes of the obligation in that state of its automaton. */
static outcome judge(const maker *k, const obligation *o)
{
    if (o->state > STATE_ALL)
        return OUTCOME_OPEN;
    bool found = o->state == STATE_ALL;
    return found != k->p->looks.items[o->look].negated ? OUTCOME_KEPT : OUTCOME_BROKEN;
}

/* Adds one to what is owed. False: it is broken already. */
static bool owe(maker *k, uint32_t *owes, obligation o)
{
    outcome now = judge(k, &o);
    if (now != OUTCOME_OPEN)
        return now == OUTCOME_KEPT;
    const obligation_list *before = &k->owed.items[*owes];
    k->owing.count = 0;
    for (size_t i = 0; i < before->count; i++)
        list_push(k->m, &k->owing, before->items[i]);
    list_push(k->m, &k->owing, o);
    *owes = intern_owed(k);
    return true;
}

/* Goes on with what is owed by a byte of the class. False: some of it is broken. */
static bool step_owed(maker *k, uint32_t *owes, uint32_t class)
{
    if (!*owes)
        return true;
    k->owing.count = 0;
    for (size_t i = 0; i < k->owed.items[*owes].count; i++) {
        obligation o = k->owed.items[*owes].items[i];
        o.state = k->looks[o.look].next.items[o.state * k->classes + class];
        outcome now = judge(k, &o);
        if (now == OUTCOME_BROKEN || !spend(k))
            return false;
        if (now == OUTCOME_OPEN)
            list_push(k->m, &k->owing, o);
    }
    *owes = intern_owed(k);
    return true;
}

/* Whether all that is owed is kept if the text ends here. */
static bool is_paid_at_end(const maker *k, uint32_t owes)
{
    for (size_t i = 0; i < k->owed.items[owes].count; i++) {
        const obligation *o = &k->owed.items[owes].items[i];
        bool found = k->looks[o->look].states.items[o->state].facts.at_end;
        if (found == k->p->looks.items[o->look].negated)
            return false;
    }
    return true;
}

/* ---- threads without a character ---- */

static void forget_seen(maker *k)
{
    if (k->seen.count)
        memset(k->seen.items, 0, k->seen.count * sizeof *k->seen.items);
    k->seen_count = 0;
}

static void put_seen(maker *k, uint64_t key)
{
    size_t mask = k->seen.count - 1;
    size_t i = (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 20) & mask;
    while (k->seen.items[i])
        i = (i + 1) & mask;
    k->seen.items[i] = key;
    k->seen_count++;
}

static void grow_seen(maker *k)
{
    size_t count = k->seen.count, room = count ? count * 2 : 64;
    uint64_t *old = k->seen.items;
    k->seen.items = mem_array(k->m, uint64_t, room);
    k->seen.count = k->seen.room = room;
    k->seen_count = 0;
    for (size_t i = 0; i < count; i++)
        if (old[i])
            put_seen(k, old[i]);
}

/* Whether the thread is new in this closure. */
static bool see(maker *k, const thread *t)
{
    if (k->seen_count * 2 >= k->seen.count)
        grow_seen(k);
    uint64_t key = ((uint64_t)t->node << 32 | t->owes) + 1;
    size_t mask = k->seen.count - 1;
    for (size_t i = (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 20) & mask; k->seen.items[i];
         i = (i + 1) & mask)
        if (k->seen.items[i] == key)
            return false;
    put_seen(k, key);
    return true;
}

static void push(maker *k, thread_list *list, uint32_t node, uint32_t inside, uint32_t owes)
{
    list_push(k->m, list, ((thread){node, inside, owes}));
}

/* Whether the look lets the thread pass here; a lookahead adds to what it owes. */
static bool passes_look(maker *k, const state *s, uint32_t number, ahead next, uint32_t *owes)
{
    const program_look *look = &k->p->looks.items[number];
    const machine *a = &k->looks[number];
    if (look->behind) {
        const state_facts *facts = &a->states.items[s->head->behind[number]].facts;
        return (next == AHEAD_END ? facts->at_end : facts->here[next]) != look->negated;
    }
    uint32_t start = a->starts[s->head->at_start ? 0 : s->head->after_word ? 2 : 1];
    if (next == AHEAD_END)
        return a->states.items[start].facts.at_end != look->negated;
    return owe(k, owes, (obligation){number, start});
}

/* Follows the thread through what reads no character, into work and closed. */
static void follow(maker *k, const state *s, thread t, ahead next)
{
    const program_node *n = &k->p->nodes.items[t.node];
    bool passes = true;
    switch (n->op) {
    case PROGRAM_READ:
        if (n->set)
            push(k, &k->closed, t.node, n->set, t.owes);
        return;
    case PROGRAM_MATCH: push(k, &k->closed, t.node, 0, t.owes); return;
    case PROGRAM_FORK: push(k, &k->work, n->other, 0, t.owes); break;
    case PROGRAM_BEGIN: passes = s->head->at_start; break;
    case PROGRAM_END: passes = next == AHEAD_END; break;
    case PROGRAM_BOUNDARY:
        passes = ((s->head->after_word != 0) != (next == AHEAD_WORD)) != n->negated;
        break;
    case PROGRAM_LOOK: passes = passes_look(k, s, n->other, next, &t.owes); break;
    }
    if (passes)
        push(k, &k->work, n->next, 0, t.owes);
}

/* All threads that read a character next, or have matched, into closed. */
static void close_threads(maker *k, const state *s, ahead next)
{
    k->work.count = k->closed.count = 0;
    forget_seen(k);
    for (size_t i = 0; i < s->head->count; i++) {
        thread t = s->threads[i];
        push(k, t.inside ? &k->closed : &k->work, t.node, t.inside, t.owes);
    }
    while (k->work.count) {
        thread t = k->work.items[--k->work.count];
        if (spend(k) && see(k, &t))
            follow(k, s, t, next);
    }
}

static bool is_match(const maker *k, const thread *t)
{
    return k->p->nodes.items[t->node].op == PROGRAM_MATCH;
}

/* Whether a closed thread has matched, and owes nothing (at the end: nothing that is not paid). */
static bool has_matched(const maker *k, bool at_end)
{
    for (size_t i = 0; i < k->closed.count; i++) {
        const thread *t = &k->closed.items[i];
        if (is_match(k, t) && (!t->owes || (at_end && is_paid_at_end(k, t->owes))))
            return true;
    }
    return false;
}

/* ---- states ---- */

static int compare_threads(const void *x, const void *y)
{
    const thread *a = x, *b = y;
    if (a->node != b->node)
        return a->node < b->node ? -1 : 1;
    if (a->inside != b->inside)
        return a->inside < b->inside ? -1 : 1;
    return (a->owes > b->owes) - (a->owes < b->owes);
}

static void sort_threads(thread_list *list)
{
    size_t kept = 0;
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare_threads);
    for (size_t i = 0; i < list->count; i++)
        if (!kept || compare_threads(&list->items[kept - 1], &list->items[i]))
            list->items[kept++] = list->items[i];
    list->count = kept;
}

static void add_bytes(maker *k, const void *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        list_push(k->m, &k->key, ((const char *)bytes)[i]);
}

/* The state with that head and the threads of `stepped`. */
static uint32_t intern_state(maker *k, machine *a, const state_head *like)
{
    state_head head = *like;
    sort_threads(&k->stepped);
    head.count = (uint32_t)k->stepped.count;
    if (!head.count)
        return STATE_DEAD;
    k->key.count = 0;
    size_t head_size = offsetof(state_head, behind) + k->p->looks.count * sizeof *head.behind;
    add_bytes(k, &head, head_size);
    add_bytes(k, k->stepped.items, head.count * sizeof *k->stepped.items);
    str key = {k->key.items, k->key.count};
    uint32_t *known = map_get(&a->known, key);
    if (known)
        return *known;
    if (a->states.count >= MAX_STATES) {
        k->p->obstacle = "its automaton has too many states";
        return STATE_DEAD;
    }
    known = mem_new(k->m, uint32_t);
    *known = (uint32_t)a->states.count;
    char *data = mem_alloc(k->m, key.len);
    memcpy(data, key.data, key.len);
    key.data = data;
    list_push(k->m, &a->states,
              ((state){.head = (const state_head *)(const void *)data,
                       .threads = (const thread *)(const void *)(data + head_size)}));
    map_put(&a->known, key, known);
    return *known;
}

/* The thread after a byte of the class, into stepped. False: it has matched, whatever follows. */
static bool step_thread(maker *k, const machine *a, thread t, uint32_t class)
{
    if (!spend(k) || !step_owed(k, &t.owes, class))
        return true;
    if (is_match(k, &t)) {
        if (!a->exact)
            push(k, &k->stepped, t.node, 0, t.owes);
        return a->exact || t.owes;
    }
    const byte_state *s = &k->p->bytes.states.items[t.inside];
    uint8_t byte = k->byte_of[class];
    for (size_t i = 0; i < s->count; i++) {
        if (byte < s->items[i].low || byte > s->items[i].high)
            continue;
        uint32_t to = s->items[i].to;
        push(k, &k->stepped, to ? t.node : k->p->nodes.items[t.node].next, to, t.owes);
    }
    return true;
}

/* The state after a byte of the class, of the closed threads. */
static uint32_t step(maker *k, machine *a, const state_head *from, uint32_t class)
{
    state_head head = {.after_word = k->p->has_boundary && is_word_byte(k->byte_of[class])};
    for (size_t i = 0; a->tracks && i < k->p->looks.count; i++)
        if (k->p->looks.items[i].behind)
            head.behind[i] = k->looks[i].next.items[from->behind[i] * k->classes + class];
    k->stepped.count = 0;
    for (size_t i = 0; i < k->closed.count; i++)
        if (!step_thread(k, a, k->closed.items[i], class))
            return STATE_ALL;
    return intern_state(k, a, &head);
}

/* The facts of a state, and where its bytes lead. */
static void explore(maker *k, machine *a, uint32_t number)
{
    state s = a->states.items[number];
    uint32_t *row = mem_array(k->m, uint32_t, k->classes);
    for (ahead next = AHEAD_OTHER; next <= AHEAD_WORD && !k->p->obstacle; next++) {
        if (next == AHEAD_WORD && !k->p->has_boundary)
            break;
        close_threads(k, &s, next);
        s.facts.here[next] = has_matched(k, false);
        for (uint32_t c = 0; c < k->classes && !k->p->obstacle; c++) {
            bool word = k->p->has_boundary && is_word_byte(k->byte_of[c]);
            if (word != (next == AHEAD_WORD))
                continue;
            row[c] = s.facts.here[next] && !a->exact ? (uint32_t)STATE_ALL : step(k, a, s.head, c);
        }
    }
    if (!k->p->has_boundary)
        s.facts.here[AHEAD_WORD] = s.facts.here[AHEAD_OTHER];
    close_threads(k, &s, AHEAD_END);
    s.facts.at_end = has_matched(k, true);
    a->states.items[number].facts = s.facts;
    for (uint32_t c = 0; c < k->classes; c++)
        list_push(k->m, &a->next, row[c]);
}

static void add_constant(maker *k, machine *a, uint32_t number, bool yes)
{
    list_push(k->m, &a->states, ((state){.facts = {yes, {yes, yes}}}));
    for (uint32_t c = 0; c < k->classes; c++)
        list_push(k->m, &a->next, number);
}

static uint32_t start_state(maker *k, machine *a, uint32_t entry, bool at_start, bool after_word)
{
    state_head head = {.at_start = at_start && k->p->has_begin,
                       .after_word = after_word && k->p->has_boundary};
    for (size_t i = 0; a->tracks && i < k->p->looks.count; i++)
        if (k->p->looks.items[i].behind)
            head.behind[i] = k->looks[i].starts[0];
    k->stepped.count = 0;
    push(k, &k->stepped, entry, 0, 0);
    return intern_state(k, a, &head);
}

static void make(maker *k, machine *a, uint32_t entry)
{
    map_init(&a->known, k->m);
    add_constant(k, a, STATE_DEAD, false);
    add_constant(k, a, STATE_ALL, true);
    bool anywhere = !a->exact && !a->tracks; /* a lookahead */
    for (int i = 0; i < (anywhere ? 3 : 1); i++)
        a->starts[i] = start_state(k, a, entry, i == 0, i == 2);
    for (uint32_t i = STATE_ALL + 1; i < a->states.count && !k->p->obstacle; i++)
        explore(k, a, i);
}

/* Looks hold no others, so that one after the other will do; lookbehinds first. */
static void make_looks(maker *k)
{
    for (size_t i = 0; i < k->p->looks.count; i++) {
        k->looks[i].exact = k->p->looks.items[i].behind;
        if (k->looks[i].exact)
            make(k, &k->looks[i], k->p->looks.items[i].entry);
    }
    for (size_t i = 0; i < k->p->looks.count; i++)
        if (!k->looks[i].exact)
            make(k, &k->looks[i], k->p->looks.items[i].entry);
}

bool automaton_build(program *p, mem *m, size_t *budget, automaton *out)
{
    maker k = {.m = m, .p = p, .budget = budget};
    machine whole = {.tracks = true};
    make_classes(&k);
    map_init(&k.owed_known, m);
    intern_owed(&k);
    make_looks(&k);
    if (!p->obstacle)
        make(&k, &whole, p->entry);
    if (p->obstacle)
        return false;
    out->count = (uint32_t)whole.states.count;
    out->classes = k.classes;
    out->start = whole.starts[0];
    memcpy(out->class_of, k.class_of, sizeof out->class_of);
    out->next = whole.next.items;
    out->accepts = mem_array(m, bool, out->count);
    for (uint32_t i = 0; i < out->count; i++)
        out->accepts[i] = whole.states.items[i].facts.at_end;
    return true;
}

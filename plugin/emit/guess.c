#include "emit/guess.h"

#include <o2c/shape.h>
#include <stdlib.h>

enum { KEYS_MAX = 256, WINDOW_BYTES = 8, TABLE_BITS_MAX = 10, TRIES = 256 };

typedef struct candidate {
    uint64_t window; /* shifted, as the reader has it */
    uint32_t key;
} candidate;

/* The candidates of one window; those whose windows are equal are not among them. */
typedef struct candidates {
    candidate items[KEYS_MAX];
    size_t count;
    unsigned at, bytes;
} candidates;

static char byte_at(str name, str terminator, size_t i)
{
    return i < name.len ? name.data[i] : terminator.data[i - name.len];
}

static int by_window(const void *a, const void *b)
{
    uint64_t x = ((const candidate *)a)->window, y = ((const candidate *)b)->window;
    return x < y ? -1 : x > y;
}

static void drop_equal(candidates *c)
{
    size_t kept = 0;
    qsort(c->items, c->count, sizeof *c->items, by_window);
    for (size_t i = 0, next; i < c->count; i = next) {
        for (next = i + 1; next < c->count && c->items[next].window == c->items[i].window;)
            next++;
        if (next == i + 1)
            c->items[kept++] = c->items[i];
    }
    c->count = kept;
}

/* Fills in `at`'s and `bytes`' candidates: names that the text has all bytes of the window of. */
static void look_through(candidates *c, const shape_names *names, const bool *plain, str terminator)
{
    c->count = 0;
    for (uint32_t i = 0; i < names->count && i < KEYS_MAX; i++) {
        str name = names->items[i].name;
        if (!plain[i] || name.len + terminator.len < c->at + c->bytes)
            continue;
        uint64_t window = 0;
        for (unsigned n = 0; n < c->bytes; n++) {
            uint64_t byte = (unsigned char)byte_at(name, terminator, c->at + n);
            window |= byte << (64 - 8 * c->bytes + 8 * n);
        }
        c->items[c->count++] = (candidate){window, i};
    }
    drop_equal(c);
}

/* The window that leaves the most candidates: the first one, and of those the longest. */
static void find_window(candidates *best, const shape_names *names, const bool *plain,
                        str terminator)
{
    candidates c;
    size_t wanted = 0;
    for (size_t i = 0; i < names->count && i < KEYS_MAX; i++)
        wanted += plain[i];
    for (unsigned at = 0; at <= O2C_WINDOW_MAX; at++) {
        for (unsigned bytes = WINDOW_BYTES; bytes > 0 && best->count < wanted; bytes--) {
            c.at = at;
            c.bytes = bytes;
            look_through(&c, names, plain, terminator);
            if (c.count > best->count)
                *best = c;
        }
    }
}

/* Puts each candidate where the reader will look; who comes second is left out. Returns how many
 * that are. */
static size_t fill(const candidates *c, const shape_guesses *g, uint16_t *items)
{
    bool used[1u << TABLE_BITS_MAX] = {false};
    size_t lost = 0;
    for (size_t i = 0; i < c->count; i++) {
        uint64_t entry = c->items[i].window * g->multiplier >> g->guesses_shift;
        lost += used[entry];
        if (items && !used[entry])
            items[entry] = (uint16_t)(c->items[i].key + 1);
        used[entry] = true;
    }
    return lost;
}

/* The next odd number of a sequence without a pattern (splitmix64), the same on every machine. */
static uint64_t next_multiplier(uint64_t *state)
{
    uint64_t x = *state += 0x9E3779B97F4A7C15u;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return (x ^ x >> 31) | 1;
}

/* The multiplier and the smallest table that lose the fewest candidates. */
static void find_table(const candidates *c, shape_guesses *g)
{
    unsigned bits = 1;
    uint64_t state = 0;
    size_t least = SIZE_MAX;
    while (bits < TABLE_BITS_MAX && (size_t)1 << bits < c->count)
        bits++;
    for (unsigned most = bits + 3; least > 0 && bits <= most && bits <= TABLE_BITS_MAX; bits++) {
        for (unsigned i = 0; i < TRIES && least > 0; i++) {
            shape_guesses tried = *g;
            tried.multiplier = next_multiplier(&state);
            tried.guesses_shift = 64 - bits;
            size_t lost = fill(c, &tried, NULL);
            if (lost < least) {
                least = lost;
                *g = tried;
            }
        }
    }
}

shape_guesses guesses_find(mem *m, const shape_names *names, const bool *plain, str terminator)
{
    candidates best;
    best.count = 0;
    best.at = 0;
    best.bytes = WINDOW_BYTES;
    shape_guesses g = {0};
    find_window(&best, names, plain, terminator);
    g.window_at = best.at;
    g.window_shift = 64 - 8 * best.bytes;
    find_table(&best, &g);
    g.count = 1u << (64 - g.guesses_shift);
    g.items = mem_array(m, uint16_t, g.count);
    fill(&best, &g, g.items);
    return g;
}

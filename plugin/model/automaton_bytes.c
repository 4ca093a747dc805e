/** Characters of a set as sequences of bytes (UTF-8, RFC 3629 §3), with common ends shared. */
#include "model/automaton.h"

void spelling_init(spelling *s, mem *m)
{
    *s = (spelling){.m = m};
    map_init(&s->known, m);
    map_init(&s->sets, m);
    list_push(m, &s->states, ((byte_state){0}));
}

/* The state with these edges. */
static uint32_t intern(spelling *s, const byte_state *edges)
{
    buf key = BUF_INIT;
    for (size_t i = 0; i < edges->count; i++)
        buf_print(&key, "%x-%x:%x ", edges->items[i].low, edges->items[i].high, edges->items[i].to);
    uint32_t *known = map_get(&s->known, buf_str(&key));
    if (!known) {
        known = mem_new(s->m, uint32_t);
        *known = (uint32_t)s->states.count;
        list_push(s->m, &s->states, *edges);
        map_put(&s->known, buf_take(&key, s->m), known);
    }
    buf_free(&key);
    return *known;
}

/* The first range of the set that ends at `rune` or later. */
static size_t first_range(const regex_set *set, uint32_t rune)
{
    size_t low = 0, high = set->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (set->items[middle].high < rune)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Where a byte leads, beside states: nowhere, or it cannot stand there, so that it does not matter. */
#define NOWHERE UINT32_MAX
#define NEVER   (UINT32_MAX - 1)

/* The state of those targets; NOWHERE if it leads nowhere. */
static uint32_t make_state(spelling *s, uint32_t to[256])
{
    byte_state edges = {0};
    uint32_t last = NOWHERE;
    for (unsigned byte = 256; byte-- > 0;) /* before the first that matters, as that one */
        last = to[byte] == NEVER ? last : to[byte];
    for (unsigned byte = 0; byte < 256; byte++) {
        bool same = byte && (to[byte] == NEVER || to[byte] == last);
        last = to[byte] == NEVER ? last : to[byte];
        if (last == NOWHERE)
            continue;
        if (same)
            edges.items[edges.count - 1].high = (uint8_t)byte;
        else
            list_push(s->m, &edges, ((byte_edge){(uint8_t)byte, (uint8_t)byte, last}));
    }
    return edges.count ? intern(s, &edges) : NOWHERE;
}

/* Whether a character from low to high can be spelled with that many bytes. */
static bool is_possible(uint32_t low, uint32_t high, unsigned bytes)
{
    static const uint32_t first[] = {0, 0, 0x80, 0x800, 0x10000}, /* by the number of bytes */
        last[] = {0, 0x7F, 0x7FF, 0xFFFF, REGEX_MAX_RUNE};
    bool surrogates = low >= 0xD800 && high <= 0xDFFF;
    return high >= first[bytes] && low <= last[bytes] && !surrogates;
}

/* The state that reads any `rest` bytes. */
static uint32_t spell_any(spelling *s, unsigned rest)
{
    if (!rest || s->any[rest])
        return s->any[rest];
    byte_state edges = {0};
    list_push(s->m, &edges, ((byte_edge){0, 0xFF, spell_any(s, rest - 1)}));
    s->any[rest] = intern(s, &edges);
    return s->any[rest];
}

/* Where the last `rest` of `bytes` bytes lead, of characters from `base` on; 0: they are read. */
static uint32_t spell_rest(spelling *s, const regex_set *set, uint32_t base, unsigned rest,
                           unsigned bytes)
{
    uint32_t size = UINT32_C(1) << 6 * rest, to[256];
    size_t i = first_range(set, base);
    if (!is_possible(base, base + size - 1, bytes))
        return NEVER;
    if (i == set->count || set->items[i].low >= base + size)
        return NOWHERE;
    if (!rest)
        return 0;
    if (set->items[i].low <= base && set->items[i].high >= base + size - 1)
        return spell_any(s, rest);
    for (unsigned byte = 0; byte < 256; byte++)
        to[byte] = byte >= 0x80 && byte <= 0xBF
                       ? spell_rest(s, set, base + (byte - 0x80) * (size / 64), rest - 1, bytes)
                       : NEVER;
    return make_state(s, to);
}

static uint32_t spell(spelling *s, const regex_set *set)
{
    uint32_t to[256];
    for (unsigned byte = 0; byte < 256; byte++) {
        unsigned bytes = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        uint32_t bits = bytes == 1 ? byte : byte & (0x7Fu >> bytes);
        bool never = byte >= 0x80 && (byte < 0xC2 || byte > 0xF4);
        to[byte] = !never      ? spell_rest(s, set, bits << 6 * (bytes - 1), bytes - 1, bytes)
                   : s->strict ? NOWHERE
                               : NEVER;
    }
    uint32_t state = make_state(s, to);
    return state == NOWHERE ? 0 : state;
}

uint32_t spelling_add(spelling *s, const regex_set *set)
{
    str key = {(const char *)set->items, set->count * sizeof *set->items};
    uint32_t *known = map_get(&s->sets, key);
    if (!known) {
        known = mem_new(s->m, uint32_t);
        *known = spell(s, set);
        map_put(&s->sets, key, known);
    }
    return *known;
}

uint32_t spelling_add_byte(spelling *s)
{
    return spell_any(s, 1);
}

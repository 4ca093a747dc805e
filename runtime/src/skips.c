#include "cpu.h"
#include "internal.h"
#include "scan.h"

/*
 * Where containers end. Looking ahead skips containers long before they are read; every one that is
 * passed is recorded with its end, so that looking ahead from inside it jumps instead of scanning.
 */

#define SPAN 32 /* bytes of text that share a head; as many records at most are chained to it */

/** A container that was skipped. */
struct o2c_skip {
    size_t start, end; /* offsets; while it is open, `end` is 1 + the record of what encloses it */
    uint32_t next;     /* 1 + the next record of the same span; 0 ends */
};

struct o2c_skips *o2c_reader_skips(o2c_reader *r)
{
    if (r->skips == NULL && o2c_ok(r)) {
        r->skips = o2c_arena_pin(r->arena, sizeof *r->skips);
        if (r->skips == NULL) {
            o2c_fail(r, O2C_E_MEMORY, r->p, NULL, 0, 0);
        } else {
            memset(r->skips, 0, sizeof *r->skips);
        }
    }
    return r->skips;
}

/* ---- records ---- */

static bool make_heads(o2c_reader *r, struct o2c_skips *s)
{
    size_t count = (size_t)(r->end - r->begin) / SPAN + 1;
    s->heads = o2c_arena_pin(r->arena, count * sizeof *s->heads);
    if (s->heads == NULL) {
        o2c_fail(r, O2C_E_MEMORY, r->p, NULL, 0, 0);
        return false;
    }
    memset(s->heads, 0, count * sizeof *s->heads);
    s->furthest = r->begin;
    return true;
}

static bool grow_records(o2c_reader *r, struct o2c_skips *s)
{
    size_t room = s->room == 0 ? 64 : 2 * s->room;
    struct o2c_skip *records = NULL;
    if (room < UINT32_MAX) {
        records = o2c_arena_pin(r->arena, room * sizeof *records);
    }
    if (records == NULL) {
        o2c_fail(r, O2C_E_MEMORY, r->p, NULL, 0, 0);
        return false;
    }
    if (s->count > 0) {
        memcpy(records, s->records, s->count * sizeof *records);
    }
    o2c_arena_unpin(r->arena, s->records);
    s->records = records;
    s->room = room;
    return true;
}

/* Adds a record for the container at `p`. Returns 1 + its number, or 0 after an error. */
static size_t add_record(o2c_reader *r, struct o2c_skips *s, const char *p, size_t parent)
{
    if (s->count == s->room && !grow_records(r, s)) {
        return 0;
    }
    struct o2c_skip *record = &s->records[s->count++];
    record->start = (size_t)(p - r->begin);
    record->end = parent;
    uint32_t *head = &s->heads[record->start / SPAN];
    record->next = *head;
    *head = (uint32_t)s->count;
    s->furthest = s->furthest > p ? s->furthest : p;
    return s->count;
}

static const struct o2c_skip *find_record(const o2c_reader *r, const char *p)
{
    const struct o2c_skips *s = r->skips;
    size_t start = (size_t)(p - r->begin);
    for (uint32_t i = s->heads[start / SPAN]; i != 0; i = s->records[i - 1].next) {
        if (s->records[i - 1].start == start) {
            return &s->records[i - 1];
        }
    }
    return NULL;
}

/* The record of the container at `p` if a branch that was tried before has come this far. */
static const struct o2c_skip *seen_before(const o2c_reader *r, const char *p)
{
    return p <= r->skips->furthest ? find_record(r, p) : NULL;
}

/* ---- skimming ---- */

/** What is in 64 bytes of text: a bit for each. */
typedef struct block {
    uint64_t quotes, slashes, opens, closes;
} block;

#if O2C_SSE2

static void add_bits(block *b, const char *p, unsigned shift)
{
    __m128i v = o2c_load128(p);
    __m128i folded = _mm_or_si128(v, _mm_set1_epi8(0x20)); /* [ is { then, and ] is } */
    __m128i open = _mm_cmpeq_epi8(folded, _mm_set1_epi8('{'));
    __m128i close = _mm_cmpeq_epi8(folded, _mm_set1_epi8('}'));
    __m128i quote = _mm_cmpeq_epi8(v, _mm_set1_epi8('"'));
    __m128i slash = _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'));
    b->quotes |= (uint64_t)(unsigned)_mm_movemask_epi8(quote) << shift;
    b->slashes |= (uint64_t)(unsigned)_mm_movemask_epi8(slash) << shift;
    b->opens |= (uint64_t)(unsigned)_mm_movemask_epi8(open) << shift;
    b->closes |= (uint64_t)(unsigned)_mm_movemask_epi8(close) << shift;
}

static block look_at(const char *p)
{
    block b = {0, 0, 0, 0};
    for (unsigned i = 0; i < 64; i += 16) {
        add_bits(&b, p + i, i);
    }
    return b;
}

static unsigned lowest(uint64_t bits)
{
    return (unsigned)__builtin_ctzll(bits);
}

#else

static block look_at(const char *p)
{
    block b = {0, 0, 0, 0};
    for (unsigned i = 0; i < 64; i++) {
        uint64_t bit = (uint64_t)1 << i;
        b.quotes |= p[i] == '"' ? bit : 0;
        b.slashes |= p[i] == '\\' ? bit : 0;
        b.opens |= p[i] == '{' || p[i] == '[' ? bit : 0;
        b.closes |= p[i] == '}' || p[i] == ']' ? bit : 0;
    }
    return b;
}

static unsigned lowest(uint64_t bits)
{
    unsigned i = 0;
    while ((bits >> i & 1) == 0) {
        i++;
    }
    return i;
}

#endif

#if O2C_AVX2_CODE

O2C_WITH_AVX2 static inline uint64_t equal_to(__m256i first, __m256i second, char c)
{
    __m256i wanted = _mm256_set1_epi8(c);
    uint32_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(first, wanted));
    uint32_t high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(second, wanted));
    return (uint64_t)high << 32 | low;
}

O2C_WITH_AVX2 static block look_with_avx2(const char *p)
{
    __m256i first = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i second = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));
    block b = {equal_to(first, second, '"'), equal_to(first, second, '\\'), 0, 0};
    first = _mm256_or_si256(first, _mm256_set1_epi8(0x20)); /* as above */
    second = _mm256_or_si256(second, _mm256_set1_epi8(0x20));
    b.opens = equal_to(first, second, '{');
    b.closes = equal_to(first, second, '}');
    return b;
}

#endif

typedef block looker(const char *p);

static looker *best_looker(void)
{
#if O2C_AVX2_CODE
    if (o2c_has_avx2()) {
        return look_with_avx2;
    }
#endif
    return look_at;
}

/** Skimming over a text from block to block. */
typedef struct skim {
    looker *look;
    const char *at;         /* the block */
    uint64_t in_string;     /* all ones if the block starts inside a string, else 0 */
    uint64_t escaped;       /* 1 if its first byte is escaped */
    uint64_t opens, closes; /* brackets of the block that are outside strings, not yet taken */
} skim;

/* The bytes that a backslash precedes, unless that one is escaped itself. */
static uint64_t find_escaped(skim *s, uint64_t slashes)
{
    uint64_t escaped = s->escaped;
    slashes &= ~escaped;
    s->escaped = 0;
    while (slashes != 0) {
        unsigned i = lowest(slashes);
        if (i == 63) {
            s->escaped = 1;
            break;
        }
        escaped |= (uint64_t)2 << i;
        slashes &= ~((uint64_t)3 << i);
    }
    return escaped;
}

/* For each bit, whether the bits up to and with it are odd in number. */
static uint64_t running_parity(uint64_t bits)
{
    for (unsigned i = 1; i < 64; i *= 2) {
        bits ^= bits << i;
    }
    return bits;
}

/* Finds the brackets of the block at s->at. */
static void skim_block(skim *s, const char *end)
{
    char tail[64];
    const char *p = s->at;
    if (end - p < 64) {
        memset(tail, ' ', sizeof tail);
        memcpy(tail, p, (size_t)(end - p));
        p = tail;
    }
    block b = s->look(p);
    if ((b.slashes | s->escaped) != 0) {
        b.quotes &= ~find_escaped(s, b.slashes);
    }
    uint64_t inside = running_parity(b.quotes) ^ s->in_string;
    s->in_string = (uint64_t)0 - (inside >> 63);
    s->opens = b.opens & ~inside;
    s->closes = b.closes & ~inside;
}

static void skim_from(skim *s, const char *p, const char *end)
{
    s->at = p;
    s->in_string = s->escaped = 0;
    skim_block(s, end);
}

/* The next bracket outside strings, or NULL at the end of the text. */
static const char *next_bracket(skim *s, const char *end)
{
    while ((s->opens | s->closes) == 0) {
        if (end - s->at <= 64) {
            return NULL;
        }
        s->at += 64;
        skim_block(s, end);
    }
    unsigned i = lowest(s->opens | s->closes);
    s->opens &= ~((uint64_t)1 << i);
    s->closes &= ~((uint64_t)1 << i);
    return s->at + i;
}

/* Sets the end of the record 1 + `open`; returns what encloses it. */
static size_t close_record(struct o2c_skips *s, size_t open, size_t end)
{
    size_t parent = s->records[open - 1].end;
    s->records[open - 1].end = end;
    return parent;
}

/* Skips the container at `p` and records it and all inside. Returns its end; NULL after an error. */
static const char *skip_and_record(o2c_reader *r, struct o2c_skips *s, const char *p)
{
    skim text = {best_looker(), p, 0, 0, 0, 0};
    size_t open = add_record(r, s, p, 0);
    skim_from(&text, p + 1, r->end);
    while (open != 0) {
        p = next_bracket(&text, r->end);
        if (p == NULL) {
            break;
        }
        if (*p == '}' || *p == ']') {
            open = close_record(s, open, (size_t)(++p - r->begin));
            continue;
        }
        const struct o2c_skip *known = seen_before(r, p);
        if (known != NULL) {
            skim_from(&text, r->begin + known->end, r->end);
            continue;
        }
        open = add_record(r, s, p, open);
    }
    if (!o2c_ok(r)) {
        return NULL;
    }
    if (open == 0) {
        return p;
    }
    while (open != 0) { /* the text ends too early */
        open = close_record(s, open, (size_t)(r->end - r->begin));
    }
    return r->end;
}

const char *o2c_skip_ahead(o2c_reader *r, const char *p)
{
    struct o2c_skips *s = o2c_reader_skips(r);
    if (s == NULL || (s->heads == NULL && !make_heads(r, s))) {
        return NULL;
    }
    const struct o2c_skip *known = seen_before(r, p);
    return known != NULL ? r->begin + known->end : skip_and_record(r, s, p);
}

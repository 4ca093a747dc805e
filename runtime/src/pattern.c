#include <o2c/support.h>

#include "internal.h"

/* ---- runs ---- */

/* An empty string where nothing was read. */
static const unsigned char *bytes_of(o2c_str s)
{
    return (const unsigned char *)(s.data != NULL ? s.data : "");
}

/* The code point at `p`, which is not ASCII; *size: its bytes. The text is UTF-8. */
static uint32_t rune_at(const unsigned char *p, size_t *size)
{
    if (p[0] < 0xE0) {
        *size = 2;
        return (uint32_t)(p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    }
    if (p[0] < 0xF0) {
        *size = 3;
        return (uint32_t)(p[0] & 0x0Fu) << 12 | (uint32_t)(p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    }
    *size = 4;
    return (uint32_t)(p[0] & 0x07u) << 18 | (uint32_t)(p[1] & 0x3Fu) << 12 |
           (uint32_t)(p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

static bool is_in_ranges(const o2c_range *ranges, uint32_t count, uint32_t rune)
{
    while (count > 0) {
        uint32_t half = count / 2;
        if (rune < ranges[half].low) {
            count = half;
        } else if (rune > ranges[half].high) {
            ranges += half + 1;
            count -= half + 1;
        } else {
            return true;
        }
    }
    return false;
}

/* The end of the ASCII characters of a set from `p` on. */
static const unsigned char *ascii_end(const unsigned char *p, const unsigned char *end,
                                      const uint64_t ascii[2])
{
    while (p < end && *p < 0x80 && (ascii[*p / 64] >> (*p % 64) & 1) != 0) {
        p++;
    }
    return p;
}

/* Steps over up to `max` code points of `set`; *steps: how many. */
static const unsigned char *run_end(const unsigned char *p, const unsigned char *end,
                                    const o2c_set *set, const o2c_range *ranges, size_t max,
                                    size_t *steps)
{
    size_t n = 0;
    while (n < max && p < end) {
        const unsigned char *stop = (size_t)(end - p) > max - n ? p + (max - n) : end;
        const unsigned char *other = ascii_end(p, stop, set->ascii);
        n += (size_t)(other - p);
        p = other;
        if (p == stop || *p < 0x80 || set->count == 0) {
            break;
        }
        size_t size;
        if (!is_in_ranges(ranges + set->first, set->count, rune_at(p, &size))) {
            break;
        }
        p += size;
        n++;
    }
    *steps = n;
    return p;
}

o2c_match o2c_match_runs(o2c_str subject, const o2c_run *runs, uint32_t count, const o2c_set *sets,
                         const o2c_range *ranges, bool whole)
{
    const unsigned char *p = bytes_of(subject), *end = p + subject.len;
    for (uint32_t i = 0; i < count; i++) {
        size_t steps, max = runs[i].max < UINT32_MAX ? runs[i].max : SIZE_MAX;
        p = run_end(p, end, &sets[runs[i].set], ranges, max, &steps);
        if (steps < runs[i].min) {
            return O2C_MATCH_NO;
        }
    }
    return !whole || p == end ? O2C_MATCH_YES : O2C_MATCH_NO;
}

/* ---- automata ---- */

static o2c_match answer(const o2c_automaton *a, uint32_t state)
{
    return state == 1 || state >= a->accepting ? O2C_MATCH_YES : O2C_MATCH_NO;
}

/* The inner loop below does not wait for the table: that the state stays is what the processor guesses. */
o2c_match o2c_match_states(o2c_str subject, const o2c_automaton *a, const uint8_t class_of[256],
                           const uint8_t *next)
{
    const unsigned char *p = bytes_of(subject), *end = p + subject.len;
    uint32_t state = a->start;
    while (p < end && state > 1) {
        const uint8_t *row = next + (size_t)state * a->classes;
        uint32_t to = row[class_of[*p++]];
        while (to == state && p < end) {
            to = row[class_of[*p++]];
        }
        state = to;
    }
    return answer(a, state);
}

o2c_match o2c_match_states_wide(o2c_str subject, const o2c_automaton *a,
                                const uint8_t class_of[256], const uint16_t *next)
{
    const unsigned char *p = bytes_of(subject), *end = p + subject.len;
    uint32_t state = a->start;
    while (p < end && state > 1) {
        const uint16_t *row = next + (size_t)state * a->classes;
        uint32_t to = row[class_of[*p++]];
        while (to == state && p < end) {
            to = row[class_of[*p++]];
        }
        state = to;
    }
    return answer(a, state);
}

/* ---- the answer ---- */

O2C_COLD void o2c_no_match(o2c_reader *r, o2c_match found, const char *pattern, size_t len)
{
    if (!o2c_has_value(r)) {
        return;
    }
    o2c_code code = found == O2C_MATCH_NO       ? O2C_E_PATTERN
                    : found == O2C_MATCH_MEMORY ? O2C_E_MEMORY
                                                : O2C_E_COSTLY;
    o2c_fail(r, code, r->at, pattern, len, (uint64_t)found);
}

void o2c_check_value_pattern(o2c_reader *r, const o2c_value *value, o2c_matcher *matcher,
                             const char *pattern, size_t len)
{
    if (value->kind == O2C_STRING && o2c_has_value(r)) {
        o2c_check_pattern(r, matcher(r, (o2c_str){value->as.text, value->count}), pattern, len);
    }
}

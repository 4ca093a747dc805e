/* Durations (RFC 3339 appendix A): numbers with units; none between two others may be left out. */
#include "typed.h"

#include "format_scan.h"

/* The number at *p, and *p behind it. False: it does not fit. */
static bool take_number(const char **p, uint32_t *out)
{
    uint64_t value = 0;
    for (; o2c_is_digit(**p); ++*p) {
        value = value * 10 + (uint64_t)(**p - '0');
        if (value > UINT32_MAX) {
            return false;
        }
    }
    *out = (uint32_t)value;
    return true;
}

static uint32_t *part_of(o2c_duration *d, char unit, bool of_time)
{
    switch (unit & ~0x20) {
    case 'Y': return &d->years;
    case 'M': return of_time ? &d->minutes : &d->months;
    case 'W': return &d->weeks;
    case 'D': return &d->days;
    case 'H': return &d->hours;
    default: return &d->seconds;
    }
}

bool o2c_duration_parse(const char *text, size_t len, o2c_duration *out)
{
    const char *end = text + len;
    bool of_time = false;
    memset(out, 0, sizeof *out);
    if (!o2c_format_is_duration(text, len)) {
        return false;
    }
    for (const char *p = text + 1; p < end; p++) {
        uint32_t number;
        if ((*p & ~0x20) == 'T') {
            of_time = true;
            continue;
        }
        if (!take_number(&p, &number)) {
            memset(out, 0, sizeof *out);
            return false;
        }
        *part_of(out, *p, of_time) = number;
    }
    return true;
}

/* Three numbers, from the first that is not 0 to the last. */
static char *put_parts(char *out, const uint32_t parts[3], const char *units)
{
    int first = 0, last = 2;
    while (first < 3 && parts[first] == 0) {
        first++;
    }
    while (last > first && parts[last] == 0) {
        last--;
    }
    for (int i = first; i < 3 && i <= last; i++) {
        out = o2c_put_number(out, parts[i]);
        *out++ = units[i];
    }
    return out;
}

size_t o2c_duration_print(const o2c_duration *value, char *out)
{
    const uint32_t dates[] = {value->years, value->months, value->days};
    const uint32_t times[] = {value->hours, value->minutes, value->seconds};
    const uint32_t weeks[] = {0, 0, value->weeks};
    char *p = out;
    *p++ = 'P';
    p = put_parts(p, dates, "YMD");
    char *time = p;
    *p++ = 'T';
    p = put_parts(p, times, "HMS");
    bool none = p == out + 2;
    p = p == time + 1 ? time : p; /* no T without a time */
    if (none && value->weeks != 0) {
        p = put_parts(out + 1, weeks, "  W");
    } else if (none) {
        memcpy(out + 1, "T0S", 3);
        p = out + 4;
    } else if (value->weeks != 0) {
        p = out;
    }
    *p = '\0';
    return (size_t)(p - out);
}

DEFINE_TYPED(duration, o2c_duration, O2C_FORMAT_DURATION, O2C_DURATION_ROOM,
             "a duration whose numbers have 32 bits", false)

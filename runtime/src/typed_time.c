/* Dates and times (RFC 3339 §5.6). What makes one is the checkers' business: texts are checked before
 * they are taken apart, and after they were put together. */
#include "typed.h"

#include "format_scan.h"

static unsigned two_digits(const char *p)
{
    return (unsigned)(p[0] - '0') * 10 + (unsigned)(p[1] - '0');
}

/* ---- from text ---- */

static void take_date(const char *p, o2c_date *out)
{
    out->year = (uint16_t)(two_digits(p) * 100 + two_digits(p + 2));
    out->month = (uint8_t)two_digits(p + 5);
    out->day = (uint8_t)two_digits(p + 8);
}

/* The digits at `p`. Returns their end; NULL if there is more behind the ninth than zeros. */
static const char *take_fraction(const char *p, o2c_time *out)
{
    uint32_t value = 0;
    unsigned digits = 0;
    for (; o2c_is_digit(*p); p++) {
        if (digits < 9) {
            value = value * 10 + (uint32_t)(*p - '0');
            digits++;
        } else if (*p != '0') {
            return NULL;
        }
    }
    out->digits = (uint8_t)digits;
    for (; digits < 9; digits++) {
        value *= 10;
    }
    out->nanosecond = value;
    return p;
}

static void take_zone(const char *p, o2c_time *out)
{
    out->zone = O2C_ZONE_UTC;
    if (*p == 'Z' || *p == 'z') {
        return;
    }
    int minutes = (int)(two_digits(p + 1) * 60 + two_digits(p + 4));
    out->zone = *p == '-' && minutes == 0 ? O2C_ZONE_UNKNOWN : O2C_ZONE_OFFSET;
    out->offset = (int16_t)(*p == '-' ? -minutes : minutes);
}

/* The time at `p`, which is checked; false: its fraction is too long. */
static bool take_time(const char *p, o2c_time *out)
{
    out->hour = (uint8_t)two_digits(p);
    out->minute = (uint8_t)two_digits(p + 3);
    out->second = (uint8_t)two_digits(p + 6);
    p += 8;
    if (*p == '.') {
        p = take_fraction(p + 1, out);
    }
    if (p == NULL) {
        memset(out, 0, sizeof *out);
        return false;
    }
    take_zone(p, out);
    return true;
}

bool o2c_date_parse(const char *text, size_t len, o2c_date *out)
{
    memset(out, 0, sizeof *out);
    if (!o2c_format_is_date(text, len)) {
        return false;
    }
    take_date(text, out);
    return true;
}

bool o2c_time_parse(const char *text, size_t len, o2c_time *out)
{
    memset(out, 0, sizeof *out);
    return o2c_format_is_time(text, len) && take_time(text, out);
}

bool o2c_date_time_parse(const char *text, size_t len, o2c_date_time *out)
{
    memset(out, 0, sizeof *out);
    if (!o2c_format_is_date_time(text, len) || !take_time(text + 11, &out->time)) {
        return false;
    }
    take_date(text, &out->date);
    return true;
}

/* ---- to text: parts with more digits than places are refused here, the rest by a checker ---- */

static char *put_date(char *out, const o2c_date *d)
{
    if (d->year > 9999 || d->month > 12 || d->day > 31) {
        return NULL;
    }
    out = o2c_put_two(out, d->year / 100u);
    out = o2c_put_two(out, d->year % 100u);
    *out++ = '-';
    out = o2c_put_two(out, d->month);
    *out++ = '-';
    return o2c_put_two(out, d->day);
}

/* As many digits as there are, and as were asked for. */
static char *put_fraction(char *out, uint32_t nanosecond, unsigned digits)
{
    char all[9];
    unsigned used = 0;
    for (int i = 8; i >= 0; i--, nanosecond /= 10) {
        all[i] = (char)('0' + nanosecond % 10);
        if (used == 0 && all[i] != '0') {
            used = (unsigned)i + 1;
        }
    }
    if (digits > used) {
        used = digits;
    }
    if (used > 0) {
        *out++ = '.';
    }
    memcpy(out, all, used);
    return out + used;
}

static char *put_zone(char *out, o2c_zone zone, int offset)
{
    if (offset <= -24 * 60 || offset >= 24 * 60 || (zone != O2C_ZONE_OFFSET && offset != 0)) {
        return NULL;
    }
    unsigned minutes = (unsigned)(offset < 0 ? -offset : offset);
    switch (zone) {
    case O2C_ZONE_UTC: *out = 'Z'; return out + 1;
    case O2C_ZONE_OFFSET: *out++ = offset < 0 ? '-' : '+'; break;
    case O2C_ZONE_UNKNOWN: *out++ = '-'; break;
    default: return NULL;
    }
    out = o2c_put_two(out, minutes / 60);
    *out++ = ':';
    return o2c_put_two(out, minutes % 60);
}

static char *put_time(char *out, const o2c_time *t)
{
    if (t->hour > 23 || t->minute > 59 || t->second > 60 || t->digits > 9 ||
        t->nanosecond > 999999999) {
        return NULL;
    }
    out = o2c_put_two(out, t->hour);
    *out++ = ':';
    out = o2c_put_two(out, t->minute);
    *out++ = ':';
    out = o2c_put_two(out, t->second);
    return put_zone(put_fraction(out, t->nanosecond, t->digits), t->zone, t->offset);
}

/* The length of the text [out, end) if that is one; end: NULL for none. */
static size_t settle(char *out, char *end, bool (*is_one)(const char *data, size_t len))
{
    size_t len = end != NULL && is_one(out, (size_t)(end - out)) ? (size_t)(end - out) : 0;
    out[len] = '\0';
    return len;
}

size_t o2c_date_print(const o2c_date *value, char *out)
{
    return settle(out, put_date(out, value), o2c_format_is_date);
}

size_t o2c_time_print(const o2c_time *value, char *out)
{
    return settle(out, put_time(out, value), o2c_format_is_time);
}

size_t o2c_date_time_print(const o2c_date_time *value, char *out)
{
    char *p = put_date(out, &value->date);
    if (p != NULL) {
        *p++ = 'T';
        p = put_time(p, &value->time);
    }
    return settle(out, p, o2c_format_is_date_time);
}

#define FRACTION "no more than 9 digits of a fraction of a second"

DEFINE_TYPED(date, o2c_date, O2C_FORMAT_DATE, O2C_DATE_ROOM, NULL, value.month == 0)
DEFINE_TYPED(time, o2c_time, O2C_FORMAT_TIME, O2C_TIME_ROOM, FRACTION, false)
DEFINE_TYPED(date_time, o2c_date_time, O2C_FORMAT_DATE_TIME, O2C_DATE_TIME_ROOM, FRACTION,
             value.date.month == 0)

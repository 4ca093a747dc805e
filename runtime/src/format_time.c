/* Dates and times (RFC 3339). */
#include "format_scan.h"

static unsigned two_digits(const char *p)
{
    return (unsigned)(p[0] - '0') * 10 + (unsigned)(p[1] - '0');
}

static bool is_leap_year(unsigned year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static unsigned days_of_month(unsigned year, unsigned month)
{
    if (month == 2) {
        return is_leap_year(year) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* full-date at `p`, ten bytes. */
static bool is_full_date(const char *p)
{
    if (!o2c_has_shape8(p, "0000-00-", "\x76\x76\x76\x76\x7F\x76\x76\x7F") || !o2c_is_digit(p[8]) ||
        !o2c_is_digit(p[9])) {
        return false;
    }
    unsigned month = two_digits(p + 5), day = two_digits(p + 8);
    if (month - 1 >= 12 || day == 0) {
        return false;
    }
    return day <= 28 || day <= days_of_month(two_digits(p) * 100 + two_digits(p + 2), month);
}

/* time-offset, up to the end; *minutes: what it adds to UTC. */
static bool is_offset(const char *p, const char *end, int *minutes)
{
    *minutes = 0;
    if (end - p == 1) {
        return *p == 'Z' || *p == 'z';
    }
    if (end - p != 6 || (*p != '+' && *p != '-') || !o2c_is_digit(p[1]) || !o2c_is_digit(p[2]) ||
        p[3] != ':' || !o2c_is_digit(p[4]) || !o2c_is_digit(p[5])) {
        return false;
    }
    unsigned hour = two_digits(p + 1), minute = two_digits(p + 4);
    *minutes = (int)(hour * 60 + minute) * (*p == '-' ? -1 : 1);
    return hour <= 23 && minute <= 59;
}

/* full-time from `p` to `end`. A leap second is the last of a day of UTC (RFC 3339 appendix D). */
static bool is_full_time(const char *p, const char *end)
{
    if (end - p < 9 || !o2c_has_shape8(p, "00:00:00", "\x76\x76\x7F\x76\x76\x7F\x76\x76")) {
        return false;
    }
    unsigned hour = two_digits(p), minute = two_digits(p + 3), second = two_digits(p + 6);
    p += 8;
    if (*p == '.') {
        const char *fraction = ++p;
        while (p < end && o2c_is_digit(*p)) {
            p++;
        }
        if (p == fraction) {
            return false;
        }
    }
    int offset;
    if (!is_offset(p, end, &offset) || hour > 23 || minute > 59 || second > 60) {
        return false;
    }
    return second < 60 || ((int)(hour * 60 + minute) - offset + 1440) % 1440 == 1439;
}

bool o2c_format_is_date(const char *data, size_t len)
{
    return len == 10 && is_full_date(data);
}

bool o2c_format_is_time(const char *data, size_t len)
{
    return len >= 9 && is_full_time(data, data + len);
}

bool o2c_format_is_date_time(const char *data, size_t len)
{
    return len >= 20 && (data[10] | 0x20) == 't' && is_full_date(data) &&
           is_full_time(data + 11, data + len);
}

/* Numbers with units: the first with any of `units`, each next with the unit that follows. NULL: none,
 * or one that is malformed. */
static const char *units_end(const char *p, const char *end, const char *units)
{
    bool any = false;
    while (p < end && o2c_is_digit(*p)) {
        while (p < end && o2c_is_digit(*p)) {
            p++;
        }
        char unit = p < end ? (char)(*p & ~0x20) : '\0';
        const char *found = unit != '\0' ? strchr(units, unit) : NULL;
        if (found == NULL || (any && found != units)) {
            return NULL;
        }
        units = found + 1;
        any = true;
        p++;
    }
    return any ? p : NULL;
}

bool o2c_format_is_duration(const char *data, size_t len)
{
    const char *p = data, *end = p + len;
    if (len < 3 || (*p++ & ~0x20) != 'P') {
        return false;
    }
    if ((*p & ~0x20) != 'T') {
        const char *weeks = units_end(p, end, "W");
        if (weeks != NULL) {
            return weeks == end;
        }
        p = units_end(p, end, "YMD");
        if (p == NULL || p == end) {
            return p == end;
        }
    }
    return (*p & ~0x20) == 'T' && units_end(p + 1, end, "HMS") == end;
}

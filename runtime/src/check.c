#include <o2c/reader.h>

#include "internal.h"
#include "number.h"
#include "scan.h"
#include <string.h>

/* Checks on a value that was just read: errors are about r->at. */

static uint64_t bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

void o2c_check_i64(o2c_reader *r, int64_t value, int64_t minimum, int64_t maximum)
{
    if (O2C_UNLIKELY(value < minimum) && o2c_has_value(r)) {
        o2c_fail(r, O2C_E_MINIMUM, r->at, o2c_limit_i64, 0, (uint64_t)minimum);
    } else if (O2C_UNLIKELY(value > maximum) && o2c_has_value(r)) {
        o2c_fail(r, O2C_E_MAXIMUM, r->at, o2c_limit_i64, 0, (uint64_t)maximum);
    }
}

void o2c_check_u64(o2c_reader *r, uint64_t value, uint64_t minimum, uint64_t maximum)
{
    if (O2C_UNLIKELY(value < minimum) && o2c_has_value(r)) {
        o2c_fail(r, O2C_E_MINIMUM, r->at, o2c_limit_u64, 0, minimum);
    } else if (O2C_UNLIKELY(value > maximum) && o2c_has_value(r)) {
        o2c_fail(r, O2C_E_MAXIMUM, r->at, o2c_limit_u64, 0, maximum);
    }
}

/* The number at r->at as it is spelt. */
static o2c_str number_here(const o2c_reader *r)
{
    const char *bad;
    const char *end = o2c_scan_number(r->at, r->end, &bad);
    return (o2c_str){r->at, end != NULL ? (size_t)(end - r->at) : 0};
}

/* How the number at r->at, read as `value`, compares with a bound: rounding to a double keeps order, so
 * only equal doubles are compared as they are spelt. */
static int compare_bound(const o2c_reader *r, double value, double bound)
{
    char digits[O2C_NUMBER_ROOM];
    if (value < bound || value > bound) {
        return value < bound ? -1 : 1;
    }
    o2c_str text = {digits, (size_t)(o2c_number_print_f64(digits, bound) - digits)};
    return o2c_number_compare(number_here(r), text);
}

void o2c_check_minimum(o2c_reader *r, double value, double minimum, bool exclusive)
{
    if (O2C_LIKELY(value > minimum) || !o2c_has_value(r)) {
        return;
    }
    int order = compare_bound(r, value, minimum);
    if (exclusive ? order <= 0 : order < 0) {
        o2c_fail(r, exclusive ? O2C_E_EXCLUSIVE_MINIMUM : O2C_E_MINIMUM, r->at, o2c_limit_f64, 0,
                 bits_of(minimum));
    }
}

void o2c_check_maximum(o2c_reader *r, double value, double maximum, bool exclusive)
{
    if (O2C_LIKELY(value < maximum) || !o2c_has_value(r)) {
        return;
    }
    int order = compare_bound(r, value, maximum);
    if (exclusive ? order >= 0 : order > 0) {
        o2c_fail(r, exclusive ? O2C_E_EXCLUSIVE_MAXIMUM : O2C_E_MAXIMUM, r->at, o2c_limit_f64, 0,
                 bits_of(maximum));
    }
}

static bool within(o2c_reader *r, o2c_str number, const char *bound, int sign, bool exclusive,
                   o2c_code code)
{
    int order = bound != NULL ? o2c_number_compare(number, o2c_str_of(bound)) * sign : 1;
    if (order < 0 || (order == 0 && exclusive)) {
        o2c_fail(r, code, r->at, bound, strlen(bound), 0);
        return false;
    }
    return true;
}

void o2c_check_number_bounds(o2c_reader *r, const char *minimum, const char *maximum,
                             const char *exclusive_minimum, const char *exclusive_maximum)
{
    if (!o2c_has_value(r)) {
        return;
    }
    o2c_str n = number_here(r);
    (void)(within(r, n, minimum, 1, false, O2C_E_MINIMUM) &&
           within(r, n, maximum, -1, false, O2C_E_MAXIMUM) &&
           within(r, n, exclusive_minimum, 1, true, O2C_E_EXCLUSIVE_MINIMUM) &&
           within(r, n, exclusive_maximum, -1, true, O2C_E_EXCLUSIVE_MAXIMUM));
}

size_t o2c_count_characters(o2c_str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++) {
        count += ((unsigned char)s.data[i] & 0xC0u) != 0x80u;
    }
    return count;
}

/* A count of something against its limits; the error carries the count and the limit. */
static void check_count(o2c_reader *r, size_t count, size_t minimum, size_t maximum, o2c_code below,
                        o2c_code above)
{
    if (O2C_UNLIKELY(count < minimum) && o2c_has_value(r)) {
        o2c_fail(r, below, r->at, NULL, count, minimum);
    } else if (O2C_UNLIKELY(count > maximum) && o2c_has_value(r)) {
        o2c_fail(r, above, r->at, NULL, count, maximum);
    }
}

void o2c_check_length_slowly(o2c_reader *r, o2c_str value, size_t minimum, size_t maximum)
{
    check_count(r, o2c_count_characters(value), minimum, maximum, O2C_E_MIN_LENGTH,
                O2C_E_MAX_LENGTH);
}

void o2c_check_items(o2c_reader *r, size_t count, size_t minimum, size_t maximum)
{
    check_count(r, count, minimum, maximum, O2C_E_MIN_ITEMS, O2C_E_MAX_ITEMS);
}

void o2c_check_properties(o2c_reader *r, size_t count, size_t minimum, size_t maximum)
{
    check_count(r, count, minimum, maximum, O2C_E_MIN_PROPERTIES, O2C_E_MAX_PROPERTIES);
}

void o2c_check_value_enum(o2c_reader *r, const o2c_value *value, const char *texts, size_t count)
{
    const char *text = texts;
    for (size_t i = 0; i < count && o2c_has_value(r); i++) {
        size_t len = strlen(text);
        o2c_arena_mark mark = o2c_arena_here(r->arena);
        o2c_value listed;
        if (!o2c_value_parse(r->arena, text, len, &listed, NULL)) {
            o2c_fail(r, O2C_E_MEMORY, r->at, NULL, 0, 0); /* the texts themselves are sound */
        }
        bool equal = o2c_has_value(r) && o2c_value_equal(value, &listed);
        o2c_arena_rollback(r->arena, mark);
        if (equal) {
            return;
        }
        text += len + 1;
    }
    if (o2c_has_value(r)) {
        o2c_fail(r, O2C_E_ENUM, r->at, texts, O2C_DETAIL_TEXTS, count);
    }
}

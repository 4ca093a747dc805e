#include <o2c/reader.h>

#include "internal.h"
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

void o2c_check_minimum(o2c_reader *r, double value, double minimum, bool exclusive)
{
    bool fine = exclusive ? value > minimum : value >= minimum;
    if (O2C_UNLIKELY(!fine) && o2c_has_value(r)) {
        o2c_fail(r, exclusive ? O2C_E_EXCLUSIVE_MINIMUM : O2C_E_MINIMUM, r->at, o2c_limit_f64, 0,
                 bits_of(minimum));
    }
}

void o2c_check_maximum(o2c_reader *r, double value, double maximum, bool exclusive)
{
    bool fine = exclusive ? value < maximum : value <= maximum;
    if (O2C_UNLIKELY(!fine) && o2c_has_value(r)) {
        o2c_fail(r, exclusive ? O2C_E_EXCLUSIVE_MAXIMUM : O2C_E_MAXIMUM, r->at, o2c_limit_f64, 0,
                 bits_of(maximum));
    }
}

static size_t count_characters(o2c_str s)
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
    check_count(r, count_characters(value), minimum, maximum, O2C_E_MIN_LENGTH, O2C_E_MAX_LENGTH);
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
    for (size_t i = 0; i < count && o2c_has_value(r); i++) {
        size_t len = strlen(texts);
        o2c_arena_mark mark = o2c_arena_here(r->arena);
        o2c_value listed;
        if (!o2c_value_parse(r->arena, texts, len, &listed, NULL)) {
            o2c_fail(r, O2C_E_MEMORY, r->at, NULL, 0, 0); /* the texts themselves are sound */
        }
        bool equal = o2c_has_value(r) && o2c_value_equal(value, &listed);
        o2c_arena_rollback(r->arena, mark);
        if (equal) {
            return;
        }
        texts += len + 1;
    }
    if (o2c_has_value(r)) {
        o2c_fail(r, O2C_E_ENUM, r->at, NULL, 0, 0);
    }
}

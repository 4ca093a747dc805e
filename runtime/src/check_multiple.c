#include <o2c/reader.h>

#include "internal.h"
#include "number.h"
#include "scan.h"

/*
 * multipleOf, exactly. Both numbers become digits × 10^scale without outer zeros; then only the
 * remainder of one digit string by the other is asked for. A divisor of up to 18 digits is a machine
 * word; a longer one is divided by hand.
 */

#define WORD_DIGITS 18

typedef struct digits {
    const char *p, *last;
    int64_t zeros; /* that follow */
} digits;

/* The next digit, or -1 at the end. */
static int next_digit(digits *d)
{
    if (d->p < d->last && *d->p == '.') {
        d->p++;
    }
    if (d->p < d->last) {
        return *d->p++ - '0';
    }
    return d->zeros-- > 0 ? 0 : -1;
}

static size_t count_digits(const o2c_decimal *d)
{
    size_t count = (size_t)(d->last - d->first);
    return count - (count > 0 && memchr(d->first, '.', count) != NULL);
}

/* The exponent of the last significant digit: d = digits × 10^exponent. */
static int64_t last_exponent(const o2c_decimal *d)
{
    return o2c_decimal_scale(d) - (int64_t)count_digits(d);
}

static bool divides_word(digits value, digits divisor)
{
    uint64_t by = 0, rest = 0;
    for (int digit = next_digit(&divisor); digit >= 0; digit = next_digit(&divisor)) {
        by = by * 10 + (uint64_t)digit;
    }
    for (int digit = next_digit(&value); digit >= 0; digit = next_digit(&value)) {
        rest = (rest * 10 + (uint64_t)digit) % by;
    }
    return rest == 0;
}

/* rest >= by, digit by digit; both have `size`. */
static bool reaches(const char *rest, const char *by, size_t size)
{
    return memcmp(rest, by, size) >= 0;
}

static void subtract(char *rest, const char *by, size_t size)
{
    int borrow = 0;
    for (size_t i = size; i-- > 0;) {
        int digit = rest[i] - by[i] - borrow;
        borrow = digit < 0;
        rest[i] = (char)(digit + (borrow ? 10 : 0));
    }
}

/* memory: two numbers of `size` digits each, one more than the divisor has. */
static bool divides_long(digits value, digits divisor, char *memory, size_t size)
{
    char *by = memory, *rest = memory + size;
    memset(memory, 0, 2 * size);
    for (size_t i = 1; i < size; i++) {
        by[i] = (char)next_digit(&divisor);
    }
    for (int digit = next_digit(&value); digit >= 0; digit = next_digit(&value)) {
        memmove(rest, rest + 1, size - 1);
        rest[size - 1] = (char)digit;
        while (reaches(rest, by, size)) {
            subtract(rest, by, size);
        }
    }
    for (size_t i = 0; i < size; i++) {
        if (rest[i] != 0) {
            return false;
        }
    }
    return true;
}

static bool is_multiple(o2c_reader *r, const o2c_decimal *value, const o2c_decimal *of)
{
    size_t size = count_digits(of);
    if (value->first == value->last) {
        return true; /* zero */
    }
    int64_t zeros = last_exponent(value) - last_exponent(of);
    if (size == 0 || zeros < 0) {
        return false; /* no multiple has digits below the divisor's last one */
    }
    /* the divisor's digits hold at most four factors 2 or 5 each, so more zeros change nothing */
    if (zeros > 4 * (int64_t)size) {
        zeros = 4 * (int64_t)size;
    }
    digits dividend = {value->first, value->last, zeros};
    digits divisor = {of->first, of->last, 0};
    if (size <= WORD_DIGITS) {
        return divides_word(dividend, divisor);
    }
    o2c_arena_mark mark = o2c_arena_here(r->arena);
    char *memory = o2c_arena_alloc(r->arena, 2 * (size + 1), 1);
    if (memory == NULL) {
        o2c_fail(r, O2C_E_MEMORY, r->at, NULL, 0, 0);
        return true;
    }
    bool divides = divides_long(dividend, divisor, memory, size + 1);
    o2c_arena_rollback(r->arena, mark);
    return divides;
}

bool o2c_is_multiple(o2c_reader *r, o2c_str number, o2c_str of)
{
    o2c_decimal value, divisor;
    o2c_decimal_split(number.data, number.len, &value);
    o2c_decimal_split(of.data, of.len, &divisor);
    return is_multiple(r, &value, &divisor);
}

void o2c_check_multiple(o2c_reader *r, const char *of, size_t len)
{
    const char *bad;
    const char *end = o2c_has_value(r) ? o2c_scan_number(r->at, r->end, &bad) : NULL;
    if (end == NULL) {
        return; /* no number was read */
    }
    o2c_str number = {r->at, (size_t)(end - r->at)}, divisor = {of, len};
    if (!o2c_is_multiple(r, number, divisor)) {
        o2c_fail(r, O2C_E_MULTIPLE, r->at, of, len, 0);
    }
}

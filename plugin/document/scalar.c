#include "document/scalar.h"

#include <stdint.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t skip_digits(str s, size_t at)
{
    while (at < s.len && is_digit(s.data[at]))
        at++;
    return at;
}

static bool has(str s, size_t at, char c)
{
    return at < s.len && s.data[at] == c;
}

static size_t skip_sign(str s, size_t at)
{
    return at + (has(s, at, '-') || has(s, at, '+'));
}

static bool is_one_of(str s, const char *const *words)
{
    for (; *words; words++) {
        if (str_eq(s, str_of(*words)))
            return true;
    }
    return false;
}

/* Whether all after the "0x" or "0o" are digits of `base`. */
static bool is_based(str s, int base)
{
    for (size_t i = 2; i < s.len; i++) {
        int digit = str_hex_digit(s.data[i]);
        if (digit < 0 || digit >= base)
            return false;
    }
    return s.len > 2;
}

/* [-+]? [0-9]+ is INT; [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? FLOAT. */
static scalar_kind resolve_decimal(str s)
{
    size_t start = skip_sign(s, 0);
    size_t at = skip_digits(s, start);
    bool whole = at > start;
    if (whole && at == s.len)
        return SCALAR_INT;
    if (has(s, at, '.')) {
        size_t fraction = at + 1;
        at = skip_digits(s, fraction);
        if (!whole && at == fraction)
            return SCALAR_STRING;
    } else if (!whole) {
        return SCALAR_STRING;
    }
    if (has(s, at, 'e') || has(s, at, 'E')) {
        size_t exponent = skip_sign(s, at + 1);
        at = skip_digits(s, exponent);
        if (at == exponent)
            return SCALAR_STRING;
    }
    return at == s.len ? SCALAR_FLOAT : SCALAR_STRING;
}

static scalar_kind resolve_special(str s)
{
    static const char *const infinities[] = {".inf", ".Inf", ".INF", NULL};
    static const char *const nans[] = {".nan", ".NaN", ".NAN", NULL};
    str unsigned_ = str_slice(s, skip_sign(s, 0), s.len);
    return is_one_of(unsigned_, infinities) || is_one_of(s, nans) ? SCALAR_SPECIAL : SCALAR_STRING;
}

static scalar_kind resolve_word(str s)
{
    static const char *const nulls[] = {"null", "Null", "NULL", "~", NULL};
    static const char *const trues[] = {"true", "True", "TRUE", NULL};
    static const char *const falses[] = {"false", "False", "FALSE", NULL};
    if (is_one_of(s, nulls))
        return SCALAR_NULL;
    if (is_one_of(s, trues))
        return SCALAR_TRUE;
    return is_one_of(s, falses) ? SCALAR_FALSE : SCALAR_STRING;
}

scalar_kind scalar_resolve(str s)
{
    if (s.len == 0)
        return SCALAR_NULL;
    char c = s.data[0];
    if (strchr("nNtTfF~", c))
        return c ? resolve_word(s) : SCALAR_STRING;
    if (!is_digit(c) && c != '-' && c != '+' && c != '.')
        return SCALAR_STRING;
    if (str_starts(s, STR("0x")))
        return is_based(s, 16) ? SCALAR_HEX : SCALAR_STRING;
    if (str_starts(s, STR("0o")))
        return is_based(s, 8) ? SCALAR_OCTAL : SCALAR_STRING;
    scalar_kind kind = resolve_decimal(s);
    return kind == SCALAR_STRING ? resolve_special(s) : kind;
}

/* ---- spelling ---- */

enum { LIMB = 1000000000, LIMBS = SCALAR_DIGITS_MAX * 4 / 29 + 2 };

/* Base conversion in limbs of nine decimal digits, the lowest first; some 28 bits at a time. */
static str convert(mem *m, str digits, uint32_t base)
{
    uint32_t limbs[LIMBS] = {0};
    size_t count = 1, step = base == 16 ? 7 : 9;
    for (size_t i = 0; i < digits.len;) {
        uint64_t carry = 0, scale = 1;
        for (size_t end = i + step; i < end && i < digits.len; i++) {
            carry = carry * base + (uint64_t)str_hex_digit(digits.data[i]);
            scale *= base;
        }
        for (size_t k = 0; k < count; k++) {
            carry += limbs[k] * scale;
            limbs[k] = (uint32_t)(carry % LIMB);
            carry /= LIMB;
        }
        if (carry)
            limbs[count++] = (uint32_t)carry;
    }
    buf b = BUF_INIT;
    buf_print(&b, "%u", limbs[count - 1]);
    while (--count > 0)
        buf_print(&b, "%09u", limbs[count - 1]);
    return buf_take(&b, m);
}

/* JSON (RFC 8259 §6) has no plus sign, no leading zeros, and digits on both sides of the point. */
static str respell(mem *m, str s)
{
    size_t start = skip_sign(s, 0);
    size_t point = skip_digits(s, start);
    size_t first = start;
    while (first + 1 < point && s.data[first] == '0')
        first++;
    bool no_whole = point == start;
    bool no_fraction = has(s, point, '.') && !(point + 1 < s.len && is_digit(s.data[point + 1]));
    bool minus = has(s, 0, '-');
    if (first == (size_t)minus && !no_whole && !no_fraction)
        return s;
    buf b = BUF_INIT;
    buf_text(&b, minus ? "-" : "");
    buf_text(&b, no_whole ? "0" : "");
    buf_add(&b, str_slice(s, first, no_fraction ? point + 1 : s.len));
    if (no_fraction) {
        buf_char(&b, '0');
        buf_add(&b, str_slice(s, point + 1, s.len));
    }
    return buf_take(&b, m);
}

str scalar_number(mem *m, scalar_kind kind, str text)
{
    if (kind != SCALAR_HEX && kind != SCALAR_OCTAL)
        return respell(m, text);
    if (text.len - 2 > SCALAR_DIGITS_MAX)
        return STR_NULL;
    return convert(m, str_slice(text, 2, text.len), kind == SCALAR_HEX ? 16 : 8);
}

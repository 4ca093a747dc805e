/** Escapes that are one character: ECMA-262 §22.2.1, CharacterEscape, with those of §B.1.2. */
#include "model/regex_parse.h"

/* `digits` hexadecimal digits, or nothing is taken. */
static bool take_hex(parser *p, unsigned digits, uint32_t *out)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < digits; i++) {
        int digit = p->at + i < p->text.len ? str_hex_digit(peek(p, i)) : -1;
        if (digit < 0)
            return false;
        value = value * 16 + (uint32_t)digit;
    }
    p->at += digits;
    *out = value;
    return true;
}

static bool take_braced_hex(parser *p, uint32_t *out)
{
    uint32_t value = 0;
    size_t at = p->at + 1;
    for (; at < p->text.len && str_hex_digit(p->text.data[at]) >= 0; at++) {
        value = value * 16 + (uint32_t)str_hex_digit(p->text.data[at]);
        if (value > REGEX_MAX_RUNE)
            return false;
    }
    if (at == p->at + 1 || at == p->text.len || p->text.data[at] != '}')
        return false;
    p->at = at + 1;
    *out = value;
    return true;
}

/* Behind \u: four digits, two such escapes that are a pair of surrogates, or braces. */
static bool take_unicode(parser *p, uint32_t *out)
{
    uint32_t low;
    if (peek(p, 0) == '{')
        return !p->legacy && take_braced_hex(p, out);
    if (!take_hex(p, 4, out))
        return false;
    size_t here = p->at;
    if (*out >= 0xD800 && *out < 0xDC00 && take(p, "\\u")) {
        if (take_hex(p, 4, &low) && low >= 0xDC00 && low < 0xE000)
            *out = 0x10000 + ((*out - 0xD800) << 10) + (low - 0xDC00);
        else
            p->at = here;
    }
    return true;
}

/* Annex B: up to three octal digits, up to 0377. */
static uint32_t take_octal(parser *p)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < 3 && peek(p, 0) >= '0' && peek(p, 0) <= '7'; i++) {
        uint32_t next = value * 8 + (uint32_t)(peek(p, 0) - '0');
        if (next > 0377)
            break;
        value = next;
        p->at++;
    }
    return value;
}

/* What may follow a backslash only by Annex B; it stands for itself. */
static bool take_identity(parser *p, size_t start, uint32_t *out)
{
    if (is_at_end(p)) {
        fail(p, start, "a backslash at the end");
        return false;
    }
    if (!p->legacy) {
        fail(p, start, "no such escape");
        return false;
    }
    if (peek(p, 0) == 'c')
        *out = '\\'; /* the c is next */
    else if (peek(p, 0) >= '0' && peek(p, 0) <= '7')
        *out = take_octal(p);
    else
        *out = take_rune(p);
    return true;
}

static bool take_control(parser *p, bool in_class, uint32_t *out)
{
    char c = peek(p, 1);
    if (peek(p, 0) != 'c' ||
        !(is_letter(c) || (p->legacy && in_class && (is_digit(c) || c == '_'))))
        return false;
    *out = (uint32_t)c % 32;
    p->at += 2;
    return true;
}

bool take_character(parser *p, size_t start, bool in_class, uint32_t *out)
{
    static const char names[] = "fnrtv", values[] = "\f\n\r\t\v";
    char c = peek(p, 0);
    size_t simple = c ? str_find(STR("fnrtv"), c) : sizeof names - 1;
    if (simple < sizeof names - 1) {
        p->at++;
        *out = (uint32_t)values[simple];
        return true;
    }
    if (take_control(p, in_class, out))
        return true;
    if (c == '0' && !is_digit(peek(p, 1))) {
        p->at++;
        *out = 0;
        return true;
    }
    size_t here = p->at;
    if ((take(p, "x") && take_hex(p, 2, out)) || (take(p, "u") && take_unicode(p, out)))
        return true;
    p->at = here;
    if ((c && is_syntax((unsigned char)c)) || c == '/' || (in_class && c == '-')) {
        p->at++;
        *out = (unsigned char)c;
        return true;
    }
    return take_identity(p, start, out);
}

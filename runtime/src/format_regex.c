/*
 * Regular expressions: the grammar of ECMA-262 §22.2.1 with the flag u. What its appendix B.1.2 allows
 * without the flag and what schemas are full of is taken as well: escaped punctuation (`\-`), brackets
 * that open nothing (`]`, `{`, `}`), and classes at the ends of a range (`[\w-.]`). Not checked: whether
 * the names of properties (`\p{Letter}`) and of the groups that `\k<name>` refers to exist.
 */
#include "format_scan.h"

#define GROUPS_DEEP 1024 /* levels for which it is remembered whether they look behind */

#define CLASS_SET (UINT32_MAX - 1) /* of a class's atom: many characters */
#define NO_ATOM   UINT32_MAX

typedef struct regex {
    const char *p, *end;
    uint32_t depth;                  /* groups that are open */
    uint32_t groups;                 /* that capture, so far */
    uint32_t highest;                /* group that a back reference names */
    uint8_t behind[GROUPS_DEEP / 8]; /* bits: the open group looks behind */
} regex;

static bool is_next(regex *x, const char *text)
{
    size_t len = strlen(text);
    if ((size_t)(x->end - x->p) < len || memcmp(x->p, text, len) != 0) {
        return false;
    }
    x->p += len;
    return true;
}

/* Digits as a number, at most UINT32_MAX / 16. */
static uint32_t take_number(regex *x)
{
    uint32_t value = 0;
    for (; x->p < x->end && o2c_is_digit(*x->p); x->p++) {
        if (value < UINT32_MAX / 160) {
            value = value * 10 + (uint32_t)(*x->p - '0');
        }
    }
    return value;
}

/* `digits` hexadecimal digits, or NO_ATOM. */
static uint32_t take_hex(regex *x, int digits)
{
    uint32_t value = 0;
    for (int i = 0; i < digits; i++, x->p++) {
        if (x->p == x->end || !o2c_is_hex(*x->p)) {
            return NO_ATOM;
        }
        char byte = *x->p;
        value = value << 4 | (uint32_t)(o2c_is_digit(byte) ? byte - '0' : (byte | 0x20) - 'a' + 10);
    }
    return value;
}

/* Behind `\u`: four digits, a surrogate pair of two escapes, or a code point in braces. */
static uint32_t take_unicode(regex *x)
{
    if (is_next(x, "{")) {
        uint32_t value = 0;
        const char *digits = x->p;
        while (x->p < x->end && *x->p != '}') {
            value = value << 4 | take_hex(x, 1);
            if (value > 0x10FFFF) {
                return NO_ATOM;
            }
        }
        return x->p > digits && is_next(x, "}") ? value : NO_ATOM;
    }
    uint32_t value = take_hex(x, 4);
    if (value >= 0xD800 && value < 0xDC00) {
        const char *behind = x->p;
        uint32_t low = is_next(x, "\\u") ? take_hex(x, 4) : NO_ATOM;
        if (low >= 0xDC00 && low < 0xE000) {
            return 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
        }
        x->p = behind;
    }
    return value;
}

/* `{name}` or `{name=value}` behind `\p`. */
static bool take_property(regex *x)
{
    if (!is_next(x, "{")) {
        return false;
    }
    const char *name = x->p;
    bool value = false;
    for (; x->p < x->end && *x->p != '}'; x->p++) {
        if (*x->p == '=' && !value && x->p > name) {
            value = true;
            name = x->p + 1;
        } else if (!o2c_is_alphanumeric(*x->p) && *x->p != '_') {
            return false;
        }
    }
    return x->p > name && is_next(x, "}");
}

/* A group's name behind its '<', with the '>'. */
static bool take_name(regex *x)
{
    const char *name = x->p;
    for (; x->p < x->end && *x->p != '>'; x->p++) {
        char byte = *x->p;
        bool fine = o2c_is_letter(byte) || byte == '_' || byte == '$' ||
                    (unsigned char)byte >= 0x80 || (o2c_is_digit(byte) && x->p > name);
        if (!fine) {
            return false;
        }
    }
    return x->p > name && is_next(x, ">");
}

/* An escape that stands for characters, inside of classes and outside, behind its backslash. */
static uint32_t take_character_escape(regex *x)
{
    char byte = *x->p++;
    switch (byte) {
    case 'd':
    case 'D':
    case 's':
    case 'S':
    case 'w':
    case 'W': return CLASS_SET;
    case 'p':
    case 'P': return take_property(x) ? CLASS_SET : NO_ATOM;
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    case '0': return x->p < x->end && o2c_is_digit(*x->p) ? NO_ATOM : 0;
    case 'c':
        if (x->p == x->end || !o2c_is_letter(*x->p)) {
            return NO_ATOM;
        }
        return (unsigned char)*x->p++ & 31u;
    case 'x': return take_hex(x, 2);
    case 'u': return take_unicode(x);
    default: break;
    }
    bool punctuation = byte > ' ' && byte < 0x7F && !o2c_is_alphanumeric(byte);
    return punctuation ? (unsigned char)byte : NO_ATOM;
}

/* Outside of classes, behind the backslash. *repeats: whether a quantifier may follow. */
static bool take_escape(regex *x, bool *repeats)
{
    *repeats = true;
    if (x->p == x->end) {
        return false;
    }
    if (*x->p == 'b' || *x->p == 'B') {
        x->p++;
        *repeats = false;
        return true;
    }
    if (*x->p == 'k') {
        x->p++;
        return is_next(x, "<") && take_name(x);
    }
    if (*x->p >= '1' && *x->p <= '9') {
        uint32_t group = take_number(x);
        x->highest = group > x->highest ? group : x->highest;
        return true;
    }
    return take_character_escape(x) != NO_ATOM;
}

static uint32_t take_class_atom(regex *x)
{
    if (!is_next(x, "\\")) {
        return o2c_take_utf8(&x->p, x->end);
    }
    if (x->p == x->end) {
        return NO_ATOM;
    }
    return is_next(x, "b") ? '\b' : take_character_escape(x);
}

/* A character class behind its '['. */
static bool take_class(regex *x)
{
    is_next(x, "^");
    while (x->p < x->end && *x->p != ']') {
        uint32_t low = take_class_atom(x);
        if (low == NO_ATOM) {
            return false;
        }
        if (x->end - x->p < 2 || *x->p != '-' || x->p[1] == ']') {
            continue;
        }
        x->p++;
        uint32_t high = take_class_atom(x);
        if (high == NO_ATOM || (low != CLASS_SET && high != CLASS_SET && low > high)) {
            return false;
        }
    }
    return is_next(x, "]");
}

/* Behind a '('. */
static bool open_group(regex *x)
{
    bool behind = false;
    if (is_next(x, "?")) {
        behind = is_next(x, "<=") || is_next(x, "<!");
        if (!behind && is_next(x, "<")) {
            x->groups++;
            if (!take_name(x)) {
                return false;
            }
        } else if (!behind && !is_next(x, ":") && !is_next(x, "=") && !is_next(x, "!")) {
            return false;
        }
    } else {
        x->groups++;
    }
    if (x->depth < GROUPS_DEEP) {
        uint8_t bit = (uint8_t)(1u << x->depth % 8);
        uint8_t *byte = &x->behind[x->depth / 8];
        *byte = (uint8_t)(behind ? *byte | bit : *byte & ~bit);
    }
    x->depth++;
    return true;
}

/* Behind a ')'. */
static bool close_group(regex *x, bool *repeats)
{
    if (x->depth == 0) {
        return false;
    }
    x->depth--;
    *repeats = x->depth >= GROUPS_DEEP || (x->behind[x->depth / 8] >> x->depth % 8 & 1) == 0;
    return true;
}

/* `{2}`, `{2,}` or `{2,3}` behind its brace; *fine: the second is not the smaller. Moves only if it is
 * one of them. */
static bool take_counts(regex *x, bool *fine)
{
    const char *start = x->p;
    if (x->p < x->end && o2c_is_digit(*x->p)) {
        uint32_t least = take_number(x);
        *fine = true;
        if (is_next(x, ",") && x->p < x->end && o2c_is_digit(*x->p)) {
            *fine = take_number(x) >= least;
        }
        if (is_next(x, "}")) {
            return true;
        }
    }
    x->p = start;
    return false;
}

/* One step: an atom, an assertion, a quantifier, or what groups are made of. *repeats: whether a
 * quantifier may stand here. */
static bool take_step(regex *x, bool *repeats)
{
    bool fine = true, may_repeat = *repeats;
    char byte = *x->p;
    if ((unsigned char)byte >= 0x80) {
        *repeats = true;
        return o2c_take_utf8(&x->p, x->end) != UINT32_MAX;
    }
    x->p++;
    *repeats = false;
    switch (byte) {
    case '^':
    case '$':
    case '|': return true;
    case '(': return open_group(x);
    case ')': return close_group(x, repeats);
    case '\\': return take_escape(x, repeats);
    case '*':
    case '+':
    case '?': is_next(x, "?"); return may_repeat;
    case '{':
        if (take_counts(x, &fine)) {
            is_next(x, "?");
            return may_repeat && fine;
        }
        break;
    case '[': *repeats = true; return take_class(x);
    default: break;
    }
    *repeats = true;
    return true;
}

bool o2c_format_is_regex(const char *data, size_t len)
{
    regex x;
    x.p = data;
    x.end = data + len;
    x.depth = x.groups = x.highest = 0;
    bool repeats = false;
    while (x.p < x.end) {
        if (!take_step(&x, &repeats)) {
            return false;
        }
    }
    return x.depth == 0 && x.highest <= x.groups;
}

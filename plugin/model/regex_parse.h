/** What the files that read regular expressions share: the cursor, and escapes and classes. Private to them. */
#ifndef MODEL_REGEX_PARSE_H
#define MODEL_REGEX_PARSE_H

#include "model/regex.h"

typedef struct parser {
    mem *m;
    str text;
    size_t at;
    bool legacy; /* Annex B */
    unsigned depth;
    size_t ranges;
    uint32_t groups, opened; /* that capture: all of them, and those so far */
    LIST(str) names;         /* of groups; STR_NULL without one */
    const char *fault;
    size_t fault_at;
} parser;

/** Notes the first fault, at a byte of the text, and ends the parse. */
static inline void *fail(parser *p, size_t at, const char *fault)
{
    if (!p->fault) {
        p->fault = fault;
        p->fault_at = at;
    }
    p->at = p->text.len;
    return NULL;
}

static inline bool is_at_end(const parser *p)
{
    return p->at >= p->text.len;
}

/* The byte `ahead` of the next one, or NUL; a NUL of the text is no special character either. */
static inline char peek(const parser *p, size_t ahead)
{
    return p->at + ahead < p->text.len ? p->text.data[p->at + ahead] : '\0';
}

static inline bool take(parser *p, const char *token)
{
    str t = str_of(token);
    if (!str_starts(str_slice(p->text, p->at, p->text.len), t))
        return false;
    p->at += t.len;
    return true;
}

static inline uint32_t take_rune(parser *p)
{
    return str_rune(p->text, &p->at);
}

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool is_syntax(uint32_t rune)
{
    return rune && rune < 0x80 && str_find(STR("^$\\.*+?()[]{}|"), (char)rune) < 14;
}

/* regex_escape.c */

/** Behind a backslash at `start`: an escape that is one character. */
bool take_character(parser *p, size_t start, bool in_class, uint32_t *out);

/* regex_class.c */

/** Behind a backslash: an escape that is a set of characters, such as \d, added to `n`. */
bool take_class_escape(parser *p, size_t start, regex_node *n);
/** Makes the set of a class that was read. */
void finish_class(parser *p, regex_node *n);
/** What is in brackets, behind the first of them. NULL after a fault. */
regex_node *parse_class(parser *p, size_t start);
/** What `.` stands for. */
regex_set everything_but_line_ends(mem *m);

/* regex_parse.c */

/** A node with nothing but its kind. */
regex_node *new_node(parser *p, regex_kind kind);

#endif

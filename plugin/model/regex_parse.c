/** Parser of regular expressions: ECMA-262 §22.2.1 with [+UnicodeMode], and §B.1.2. */
#include "model/regex_parse.h"

/* Limits: groups nest as deep as PCRE2 lets them. */
enum { MAX_NESTING = 250, MAX_BYTES = 65535, MAX_GROUPS = 1000 };

/* Counts above this stand for it. */
#define MAX_COUNT (REGEX_NO_LIMIT - 1)

static regex_node *parse_choice(parser *p);

/* Decimal digits; what is too large becomes MAX_COUNT. */
static uint32_t take_number(parser *p)
{
    uint64_t number = 0;
    for (; is_digit(peek(p, 0)); p->at++) {
        number = number * 10 + (uint64_t)(peek(p, 0) - '0');
        if (number > MAX_COUNT)
            number = MAX_COUNT;
    }
    return (uint32_t)number;
}

/* ---- nodes ---- */

regex_node *new_node(parser *p, regex_kind kind)
{
    regex_node *n = mem_new(p->m, regex_node);
    n->kind = kind;
    return n;
}

static regex_node *new_parent(parser *p, regex_kind kind, regex_node *child)
{
    regex_node *n = new_node(p, kind);
    if (child)
        list_push(p->m, &n->items, child);
    return child ? n : NULL;
}

static regex_node *new_rune(parser *p, uint32_t rune)
{
    regex_node *n = new_node(p, REGEX_SET);
    regex_set_add(p->m, &n->set, rune, rune);
    return n;
}
/* ---- references ---- */

static regex_node *new_reference(parser *p, uint32_t number)
{
    regex_node *n = new_node(p, REGEX_REFERENCE);
    n->number = number;
    return n;
}

/* <name>, behind \k or (?. */
static bool take_group_name(parser *p, str *name)
{
    str rest = str_slice(p->text, p->at, p->text.len);
    size_t close = str_find(rest, '>');
    if (!rest.len || rest.data[0] != '<' || close == rest.len || close == 1 ||
        is_digit(rest.data[1]))
        return false;
    *name = str_slice(rest, 1, close);
    for (size_t i = 0; i < name->len; i++) {
        char c = name->data[i];
        if (!is_letter(c) && !is_digit(c) && c != '_' && c != '$' && (unsigned char)c < 0x80)
            return false;
    }
    p->at += close + 1;
    return true;
}

static bool has_names(const parser *p)
{
    for (size_t i = 0; i < p->names.count; i++)
        if (p->names.items[i].data)
            return true;
    return false;
}

static regex_node *parse_named_reference(parser *p, size_t start)
{
    str name;
    if (take_group_name(p, &name))
        for (size_t i = 0; i < p->names.count; i++)
            if (str_eq(p->names.items[i], name))
                return new_reference(p, (uint32_t)i + 1);
    if (p->legacy && !has_names(p)) {
        p->at = start + 2;
        return new_rune(p, 'k');
    }
    return fail(p, start, "a reference to a group that is not there");
}

/* \1 and so on, or NULL: no such group, and by Annex B something else. */
static regex_node *parse_numbered_reference(parser *p, size_t start)
{
    size_t here = p->at;
    uint32_t number = take_number(p);
    if (number <= p->groups)
        return new_reference(p, number);
    if (!p->legacy)
        return fail(p, start, "a reference to a group that is not there");
    p->at = here;
    return NULL;
}

/* An escape outside of classes, behind the backslash. */
static regex_node *parse_escape(parser *p, size_t start)
{
    uint32_t rune;
    regex_node *n = new_node(p, REGEX_SET);
    if (take_class_escape(p, start, n)) {
        finish_class(p, n);
        return n;
    }
    if (p->fault)
        return NULL;
    if (take(p, "k"))
        return parse_named_reference(p, start);
    if (peek(p, 0) >= '1' && peek(p, 0) <= '9') {
        regex_node *reference = parse_numbered_reference(p, start);
        if (reference || p->fault)
            return reference;
    }
    return take_character(p, start, false, &rune) ? new_rune(p, rune) : NULL;
}

/* ---- groups and terms ---- */

/* Behind the contents of a group that opened at `start`. */
static regex_node *close_group(parser *p, size_t start, regex_node *inside)
{
    p->depth--;
    if (inside && !take(p, ")"))
        return fail(p, start, "'(' without ')'");
    return inside;
}

static regex_node *parse_inside(parser *p, size_t start)
{
    if (++p->depth > MAX_NESTING)
        return fail(p, start, "groups nest more than 250 deep");
    return close_group(p, start, parse_choice(p));
}

static regex_node *parse_look(parser *p, size_t start, bool behind, bool negated)
{
    regex_node *n = new_parent(p, REGEX_LOOK, parse_inside(p, start));
    if (n) {
        n->behind = behind;
        n->negated = negated;
    }
    return n;
}

static regex_node *parse_capture(parser *p, size_t start)
{
    uint32_t number = ++p->opened;
    regex_node *n = new_parent(p, REGEX_GROUP, parse_inside(p, start));
    if (n)
        n->number = number;
    return n;
}

/* (...), behind the parenthesis. */
static regex_node *parse_group(parser *p, size_t start)
{
    str name;
    if (!take(p, "?"))
        return parse_capture(p, start);
    if (take(p, ":"))
        return parse_inside(p, start);
    if (take(p, "="))
        return parse_look(p, start, false, false);
    if (take(p, "!"))
        return parse_look(p, start, false, true);
    if (take(p, "<="))
        return parse_look(p, start, true, false);
    if (take(p, "<!"))
        return parse_look(p, start, true, true);
    if (take_group_name(p, &name))
        return parse_capture(p, start);
    return fail(p, start, "no such kind of group");
}

/* {n}, {n,} or {n,m}; nothing is taken if it is none of them. */
static bool take_braces(parser *p, uint32_t *min, uint32_t *max)
{
    size_t start = p->at;
    if (take(p, "{") && is_digit(peek(p, 0))) {
        *min = *max = take_number(p);
        if (take(p, ","))
            *max = is_digit(peek(p, 0)) ? take_number(p) : REGEX_NO_LIMIT;
        if (take(p, "}"))
            return true;
    }
    p->at = start;
    return false;
}

static bool take_quantifier(parser *p, uint32_t *min, uint32_t *max)
{
    *min = 0;
    *max = REGEX_NO_LIMIT;
    if (take(p, "*"))
        return true;
    if (take(p, "+")) {
        *min = 1;
        return true;
    }
    if (take(p, "?")) {
        *max = 1;
        return true;
    }
    return take_braces(p, min, max);
}

static bool is_quantifiable(const parser *p, const regex_node *n)
{
    switch (n->kind) {
    case REGEX_BEGIN:
    case REGEX_END:
    case REGEX_BOUNDARY: return false;
    case REGEX_LOOK: return p->legacy && !n->behind;
    case REGEX_SET:
    case REGEX_SEQUENCE:
    case REGEX_CHOICE:
    case REGEX_REPEAT:
    case REGEX_GROUP:
    case REGEX_REFERENCE: return true;
    }
    return true;
}

static regex_node *parse_quantifier(parser *p, regex_node *atom)
{
    size_t start = p->at;
    uint32_t min, max;
    if (!atom || !take_quantifier(p, &min, &max))
        return atom;
    if (!is_quantifiable(p, atom))
        return fail(p, start, "nothing here that can be repeated");
    if (min > max)
        return fail(p, start, "the numbers are out of order");
    regex_node *n = new_parent(p, REGEX_REPEAT, atom);
    n->min = min;
    n->max = max;
    n->lazy = take(p, "?");
    return n;
}

/* A character that has a meaning of its own, and none here. */
static regex_node *parse_stray(parser *p, size_t start)
{
    uint32_t min, max;
    char c = peek(p, 0);
    if (c == '*' || c == '+' || c == '?' || (c == '{' && take_braces(p, &min, &max)))
        return fail(p, start, "nothing here that can be repeated");
    if (!p->legacy)
        return fail(p, start,
                    c == ']'   ? "']' without '['; for the character write \\]"
                    : c == '{' ? "a '{' that repeats nothing; for the character write \\{"
                               : "a '}' that ends nothing; for the character write \\}");
    p->at++;
    return new_rune(p, (unsigned char)c);
}

static regex_node *new_boundary(parser *p, bool negated)
{
    regex_node *n = new_node(p, REGEX_BOUNDARY);
    n->negated = negated;
    return n;
}

static regex_node *parse_atom(parser *p)
{
    size_t start = p->at;
    if (take(p, "("))
        return parse_group(p, start);
    if (take(p, "["))
        return parse_class(p, start);
    if (take(p, "^"))
        return new_node(p, REGEX_BEGIN);
    if (take(p, "$"))
        return new_node(p, REGEX_END);
    if (take(p, "\\b"))
        return new_boundary(p, false);
    if (take(p, "\\B"))
        return new_boundary(p, true);
    if (take(p, "\\"))
        return parse_escape(p, start);
    if (take(p, ".")) {
        regex_node *n = new_node(p, REGEX_SET);
        n->set = everything_but_line_ends(p->m);
        return n;
    }
    if (is_syntax((unsigned char)peek(p, 0)))
        return parse_stray(p, start);
    return new_rune(p, take_rune(p));
}

static regex_node *parse_sequence(parser *p)
{
    regex_node *n = new_node(p, REGEX_SEQUENCE);
    while (!is_at_end(p) && peek(p, 0) != '|' && peek(p, 0) != ')') {
        regex_node *term = parse_quantifier(p, parse_atom(p));
        if (!term)
            return NULL;
        list_push(p->m, &n->items, term);
    }
    return n->items.count == 1 ? n->items.items[0] : n;
}

static regex_node *parse_choice(parser *p)
{
    regex_node *n = new_node(p, REGEX_CHOICE);
    do {
        regex_node *sequence = parse_sequence(p);
        if (!sequence)
            return NULL;
        list_push(p->m, &n->items, sequence);
    } while (take(p, "|"));
    return n->items.count == 1 ? n->items.items[0] : n;
}

/* ---- the whole ---- */

static void note_group(parser *p)
{
    str name = STR_NULL;
    if (peek(p, 0) == '?') {
        if (peek(p, 1) != '<' || peek(p, 2) == '=' || peek(p, 2) == '!')
            return;
        p->at++;
        take_group_name(p, &name);
    }
    for (size_t i = 0; name.data && i < p->names.count && i < MAX_GROUPS; i++)
        if (p->names.items[i].data && str_eq(p->names.items[i], name))
            fail(p, p->at - name.len - 4, "two groups of one name");
    list_push(p->m, &p->names, name);
}

/* References may stand before their groups: how many there are must be known first. */
static void note_groups(parser *p)
{
    bool in_class = false;
    while (!is_at_end(p)) {
        char c = peek(p, 0);
        p->at += c == '\\' ? 2 : 1;
        if (c == '[')
            in_class = true;
        else if (c == ']')
            in_class = false;
        else if (c == '(' && !in_class)
            note_group(p);
    }
    p->groups = (uint32_t)p->names.count;
    p->at = 0;
    if (p->groups > MAX_GROUPS)
        fail(p, 0, "more than 1,000 groups that capture");
}

static regex_node *parse(parser *p)
{
    note_groups(p);
    regex_node *root = p->fault ? NULL : parse_choice(p);
    if (root && !is_at_end(p))
        return fail(p, p->at, "')' without '('");
    return root;
}

bool regex_parse(mem *m, str text, regex *out)
{
    parser p = {.m = m, .text = text}, second = {.m = m, .text = text, .legacy = true};
    *out = (regex){.text = text};
    if (text.len > MAX_BYTES) {
        out->fault = "longer than 65,535 bytes";
        return false;
    }
    out->root = parse(&p);
    out->groups = p.groups;
    out->fault = p.fault;
    out->at = p.fault_at;
    if (!out->root) {
        out->root = parse(&second);
        out->legacy = out->root != NULL;
    }
    return out->root != NULL;
}

bool regex_is_anchored(const regex_node *n)
{
    switch (n->kind) {
    case REGEX_BEGIN: return true;
    case REGEX_SEQUENCE: return n->items.count && regex_is_anchored(n->items.items[0]);
    case REGEX_CHOICE:
        for (size_t i = 0; i < n->items.count; i++)
            if (!regex_is_anchored(n->items.items[i]))
                return false;
        return true;
    case REGEX_GROUP: return regex_is_anchored(n->items.items[0]);
    case REGEX_REPEAT: return n->min && regex_is_anchored(n->items.items[0]);
    case REGEX_SET:
    case REGEX_END:
    case REGEX_BOUNDARY:
    case REGEX_LOOK:
    case REGEX_REFERENCE: return false;
    }
    return false;
}

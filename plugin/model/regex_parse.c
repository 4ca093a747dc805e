/** Parser of regular expressions: ECMA-262 §22.2.1 with [+UnicodeMode], and §B.1.2. */
#include "model/regex.h"

/* Limits: groups nest as deep as PCRE2 lets them; ranges are those of properties by name. */
enum { MAX_NESTING = 250, MAX_BYTES = 65535, MAX_GROUPS = 1000, MAX_RANGES = 200000 };

/* Counts above this stand for it. */
#define MAX_COUNT (REGEX_NO_LIMIT - 1)

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

static regex_node *parse_choice(parser *p);

static void *fail(parser *p, size_t at, const char *fault)
{
    if (!p->fault) {
        p->fault = fault;
        p->fault_at = at;
    }
    p->at = p->text.len;
    return NULL;
}

/* ---- characters ---- */

static bool is_at_end(const parser *p)
{
    return p->at >= p->text.len;
}

/* The byte `ahead` of the next one, or NUL; a NUL of the text is no special character either. */
static char peek(const parser *p, size_t ahead)
{
    return p->at + ahead < p->text.len ? p->text.data[p->at + ahead] : '\0';
}

static bool take(parser *p, const char *token)
{
    str t = str_of(token);
    if (!str_starts(str_slice(p->text, p->at, p->text.len), t))
        return false;
    p->at += t.len;
    return true;
}

static uint32_t take_rune(parser *p)
{
    return str_rune(p->text, &p->at);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_syntax(uint32_t rune)
{
    return rune && rune < 0x80 && str_find(STR("^$\\.*+?()[]{}|"), (char)rune) < 14;
}

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

static regex_node *new_node(parser *p, regex_kind kind)
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

/* ---- escapes ---- */

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

/* Behind a backslash at `start`: an escape that is one character. */
static bool take_character(parser *p, size_t start, bool in_class, uint32_t *out)
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

/* ---- classes of characters ---- */

static void add_digits(mem *m, regex_set *set)
{
    regex_set_add(m, set, '0', '9');
}

static void add_words(mem *m, regex_set *set)
{
    add_digits(m, set);
    regex_set_add(m, set, 'A', 'Z');
    regex_set_add(m, set, '_', '_');
    regex_set_add(m, set, 'a', 'z');
}

/* WhiteSpace and LineTerminator (§12.2, §12.3). */
static void add_spaces(mem *m, regex_set *set)
{
    static const regex_range spaces[] = {
        {0x09, 0x0D},     {0x20, 0x20},     {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
        {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF},
    };
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        list_push(m, set, spaces[i]);
}

static regex_set everything_but_line_ends(mem *m)
{
    regex_set ends = {0};
    regex_set_add(m, &ends, '\n', '\n');
    regex_set_add(m, &ends, '\r', '\r');
    regex_set_add(m, &ends, 0x2028, 0x2029);
    return regex_set_complement(m, &ends);
}

/* Adds `found`, or what is not in it. */
static void add_found(parser *p, regex_set *set, regex_set *found, bool negated)
{
    regex_set_normalise(found);
    if (negated)
        *found = regex_set_complement(p->m, found);
    regex_set_add_all(p->m, set, found);
}

/* \p{…}, behind the p. */
static bool take_property(parser *p, size_t start, regex_node *n, bool negated)
{
    str rest = str_slice(p->text, p->at, p->text.len);
    size_t close = str_find(rest, '}');
    if (!rest.len || rest.data[0] != '{' || close == rest.len) {
        fail(p, start, "\\p needs the name of a property in braces");
        return false;
    }
    regex_set found = {0};
    str name = str_slice(rest, 1, close);
    regex_lookup lookup = regex_property_add(p->m, &found, name);
    if (lookup == REGEX_UNKNOWN) {
        fail(p, start, "no such property of characters");
        return false;
    }
    p->ranges += found.count;
    if (p->ranges > MAX_RANGES) {
        fail(p, start, "too many properties of characters");
        return false;
    }
    p->at += close + 1;
    n->opaque = n->opaque || lookup == REGEX_NAMED;
    if (lookup != REGEX_RANGE)
        list_push(p->m, &n->properties, ((regex_property){name, negated}));
    add_found(p, lookup == REGEX_RANGE ? &n->plain : &n->set, &found, negated);
    return true;
}

/* Behind a backslash at `start`: \d and the like, added to `n`. */
static bool take_class_escape(parser *p, size_t start, regex_node *n)
{
    regex_set found = {0};
    char c = peek(p, 0);
    switch (c) {
    case 'd':
    case 'D': add_digits(p->m, &found); break;
    case 'w':
    case 'W': add_words(p->m, &found); break;
    case 's':
    case 'S': add_spaces(p->m, &found); break;
    case 'p':
    case 'P': p->at++; return take_property(p, start, n, c == 'P');
    default: return false;
    }
    p->at++;
    add_found(p, &n->plain, &found, c < 'a');
    return true;
}

/* One atom of [...]. *single: it is the character *rune, else it was added to `n`. */
static bool take_class_atom(parser *p, regex_node *n, bool *single, uint32_t *rune)
{
    size_t start = p->at;
    *single = true;
    if (!take(p, "\\")) {
        *rune = take_rune(p);
        return true;
    }
    if (take(p, "b")) {
        *rune = '\b';
        return true;
    }
    if (take_class_escape(p, start, n)) {
        *single = false;
        return true;
    }
    return !p->fault && take_character(p, start, true, rune);
}

static bool take_class_range(parser *p, regex_node *n)
{
    size_t start = p->at;
    bool single, last_single;
    uint32_t low, high;
    if (!take_class_atom(p, n, &single, &low))
        return false;
    if (peek(p, 0) != '-' || p->at + 1 >= p->text.len || peek(p, 1) == ']') {
        if (single)
            regex_set_add(p->m, &n->plain, low, low);
        return true;
    }
    p->at++;
    if (!take_class_atom(p, n, &last_single, &high))
        return false;
    if (single && last_single) {
        if (low > high)
            fail(p, start, "a range whose end is before its start");
        regex_set_add(p->m, &n->plain, low, high);
        return low <= high;
    }
    if (!p->legacy)
        return fail(p, start, "a range from or to a class of characters") != NULL;
    regex_set_add(p->m, &n->plain, '-', '-'); /* Annex B: three atoms of their own */
    if (single)
        regex_set_add(p->m, &n->plain, low, low);
    if (last_single)
        regex_set_add(p->m, &n->plain, high, high);
    return true;
}

/* `set`, from what is plain and what the tables of properties gave. */
static void finish_class(parser *p, regex_node *n)
{
    regex_set_normalise(&n->plain);
    regex_set_add_all(p->m, &n->set, &n->plain);
    regex_set_normalise(&n->set);
    if (n->inverted)
        n->set = regex_set_complement(p->m, &n->set);
}

/* [...], behind the bracket. */
static regex_node *parse_class(parser *p, size_t start)
{
    regex_node *n = new_node(p, REGEX_SET);
    n->inverted = take(p, "^");
    while (!is_at_end(p) && peek(p, 0) != ']')
        if (!take_class_range(p, n))
            return NULL;
    if (!take(p, "]"))
        return fail(p, start, "'[' without ']'");
    finish_class(p, n);
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

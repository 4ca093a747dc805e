/** Classes of characters: ECMA-262 §22.2.1, CharacterClass and CharacterClassEscape. */
#include "model/regex_parse.h"

/* Of all classes together: those of properties by name are long. */
enum { MAX_RANGES = 200000 };

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

regex_set everything_but_line_ends(mem *m)
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
bool take_class_escape(parser *p, size_t start, regex_node *n)
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
void finish_class(parser *p, regex_node *n)
{
    regex_set_normalise(&n->plain);
    regex_set_add_all(p->m, &n->set, &n->plain);
    regex_set_normalise(&n->set);
    if (n->inverted)
        n->set = regex_set_complement(p->m, &n->set);
}

/* [...], behind the bracket. */
regex_node *parse_class(parser *p, size_t start)
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

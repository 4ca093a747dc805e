/**
 * Patterns in the spelling of PCRE2, for the options that libo2c-pcre2 compiles them with (UTF,
 * MATCH_UNSET_BACKREF, neither UCP nor ALT_BSUX). Every character but letters and digits is spelled by its
 * number, so that nothing has a meaning that the pattern did not give it.
 */
#include "model/pattern.h"

/* PCRE2 counts no further. */
enum { MAX_COUNT = 65535 };

typedef struct translator {
    mem *m;
    buf out;
    const char *reason;
} translator;

static void translate(translator *t, const regex_node *n);

static void add_rune(translator *t, uint32_t rune)
{
    if ((rune >= '0' && rune <= '9') || (rune >= 'A' && rune <= 'Z') ||
        (rune >= 'a' && rune <= 'z'))
        buf_char(&t->out, (char)rune);
    else
        buf_print(&t->out, "\\x{%x}", (unsigned)rune);
}

static void add_range(translator *t, uint32_t low, uint32_t high)
{
    add_rune(t, low);
    if (high > low + 1)
        buf_char(&t->out, '-');
    if (high > low)
        add_rune(t, high);
}

static void add_ranges(translator *t, const regex_set *set)
{
    regex_set valid = regex_set_without_surrogates(t->m, set);
    for (size_t i = 0; i < valid.count; i++)
        add_range(t, valid.items[i].low, valid.items[i].high);
}

/* PCRE2 10.42 knows general categories by their short names alone. */
static str short_name(str value)
{
    const char *name = regex_category_name(value);
    return !name ? value : str_eq(str_of(name), STR("LC")) ? STR("L&") : str_of(name);
}

/* \p{Script=Greek} is \p{sc:Greek}; names of one part are the same, but for general categories. */
static void add_property(translator *t, const regex_property *p)
{
    size_t equals = str_find(p->name, '=');
    str key = str_slice(p->name, 0, equals);
    str value = str_slice(p->name, equals < p->name.len ? equals + 1 : 0, p->name.len);
    bool category = equals == p->name.len || str_starts(key, STR("g")) || str_starts(key, STR("G"));
    bool extensions = str_eq(key, STR("scx")) || str_eq(key, STR("Script_Extensions"));
    buf_print(&t->out, "\\%c{%s%.*s}", p->negated ? 'P' : 'p',
              category     ? ""
              : extensions ? "scx:"
                           : "sc:",
              STR_ARG(category ? short_name(value) : value));
}

/* Properties by their names: a class that is repeated is compiled as often. */
static void translate_named_set(translator *t, const regex_node *n)
{
    buf_text(&t->out, n->inverted ? "[^" : "[");
    add_ranges(t, &n->plain);
    for (size_t i = 0; i < n->properties.count; i++)
        add_property(t, &n->properties.items[i]);
    buf_char(&t->out, ']');
}

static void translate_set(translator *t, const regex_node *n)
{
    regex_set valid = regex_set_without_surrogates(t->m, &n->set);
    if (regex_set_is_full(&n->set) && !n->opaque) {
        buf_text(&t->out, "[\\x{0}-\\x{10ffff}]");
    } else if (n->properties.count) {
        translate_named_set(t, n);
    } else if (!valid.count) {
        buf_text(&t->out, "(?!)");
    } else if (valid.count == 1 && valid.items[0].low == valid.items[0].high) {
        add_rune(t, valid.items[0].low);
    } else {
        buf_char(&t->out, '[');
        add_ranges(t, &valid);
        buf_char(&t->out, ']');
    }
}

static void translate_in_group(translator *t, const char *open, const regex_node *n)
{
    buf_text(&t->out, open);
    translate(t, n);
    buf_char(&t->out, ')');
}

static void translate_repeat(translator *t, const regex_node *n)
{
    if (n->min > MAX_COUNT || (n->max > MAX_COUNT && n->max != REGEX_NO_LIMIT))
        t->reason = "PCRE2 repeats nothing more than 65,535 times";
    if (n->items.items[0]->kind == REGEX_SET) /* a group would be compiled as often as it repeats */
        translate(t, n->items.items[0]);
    else
        translate_in_group(t, "(?:", n->items.items[0]);
    if (n->max == REGEX_NO_LIMIT)
        buf_print(&t->out, "{%u,}", (unsigned)n->min);
    else
        buf_print(&t->out, "{%u,%u}", (unsigned)n->min, (unsigned)n->max);
    buf_text(&t->out, n->lazy ? "?" : "");
}

static void translate_choice(translator *t, const char *open, const regex_node *n)
{
    buf_text(&t->out, open);
    for (size_t i = 0; i < n->items.count; i++) {
        buf_text(&t->out, i ? "|" : "");
        translate(t, n->items.items[i]);
    }
    buf_char(&t->out, ')');
}

static void translate_look(translator *t, const regex_node *n)
{
    const char *open = n->behind ? (n->negated ? "(?<!" : "(?<=") : (n->negated ? "(?!" : "(?=");
    const regex_node *inside = n->items.items[0];
    if (inside->kind == REGEX_CHOICE) /* without a group each branch may have a length of its own */
        translate_choice(t, open, inside);
    else
        translate_in_group(t, open, inside);
}

static void translate(translator *t, const regex_node *n)
{
    switch (n->kind) {
    case REGEX_SET: translate_set(t, n); break;
    case REGEX_SEQUENCE:
        for (size_t i = 0; i < n->items.count; i++)
            translate(t, n->items.items[i]);
        break;
    case REGEX_CHOICE: translate_choice(t, "(?:", n); break;
    case REGEX_REPEAT: translate_repeat(t, n); break;
    case REGEX_GROUP: translate_in_group(t, "(", n->items.items[0]); break;
    case REGEX_BEGIN: buf_text(&t->out, "\\A"); break;
    case REGEX_END: buf_text(&t->out, "\\z"); break;
    case REGEX_BOUNDARY: buf_text(&t->out, n->negated ? "\\B" : "\\b"); break;
    case REGEX_LOOK: translate_look(t, n); break;
    case REGEX_REFERENCE: buf_print(&t->out, "\\g{%u}", (unsigned)n->number); break;
    }
}

/* ---- what PCRE2 does not do as ECMA-262 says ---- */

/** Groups by number: those that the part of the pattern before a place may leave without a capture. */
typedef struct captures {
    bool *doubtful, *inside; /* inside: of the repetition that is looked at */
    bool lost;               /* one of them is referred to */
} captures;

/* Notes the groups in `n`; doubtful: they may be passed by. */
static void note_groups(captures *c, const regex_node *n, bool doubtful)
{
    if (n->kind == REGEX_GROUP) {
        c->inside[n->number] = true;
        c->doubtful[n->number] = doubtful;
    }
    bool passed_by = doubtful || n->kind == REGEX_CHOICE || (n->kind == REGEX_REPEAT && !n->min) ||
                     (n->kind == REGEX_LOOK && n->negated);
    for (size_t i = 0; i < n->items.count; i++)
        note_groups(c, n->items.items[i], passed_by);
}

static void note_references(captures *c, const regex_node *n)
{
    if (n->kind == REGEX_REFERENCE && c->doubtful[n->number])
        c->lost = true;
    for (size_t i = 0; i < n->items.count; i++)
        note_references(c, n->items.items[i]);
}

/* A reference that stands before its group's end, in the order of reading. */
static void note_early(captures *c, const regex_node *n)
{
    if (n->kind == REGEX_REFERENCE && c->inside[n->number])
        c->lost = true;
    for (size_t i = 0; i < n->items.count; i++)
        note_early(c, n->items.items[i]);
    if (n->kind == REGEX_GROUP)
        c->inside[n->number] = false;
}

/*
 * ECMA-262 forgets captures at each turn of a repetition (§22.2.2.3.1), PCRE2 does not. That shows where a
 * turn may leave a group out that is referred to.
 */
static bool forgets(mem *m, const regex *source, const regex_node *n)
{
    if (n->kind == REGEX_REPEAT && n->max > 1) {
        captures c = {mem_array(m, bool, source->groups + 1),
                      mem_array(m, bool, source->groups + 1), false};
        note_groups(&c, n->items.items[0], false);
        note_references(&c, source->root);
        note_early(&c, n->items.items[0]);
        if (c.lost)
            return true;
    }
    for (size_t i = 0; i < n->items.count; i++)
        if (forgets(m, source, n->items.items[i]))
            return true;
    return false;
}

/* What is read backwards must be as long wherever it matches (PCRE2 10.42). False: it is not. */
static bool fixed_length(const regex_node *n, uint64_t *length)
{
    uint64_t first = 0, other = 0;
    switch (n->kind) {
    case REGEX_SET: *length = 1; return true;
    case REGEX_CHOICE: /* of a lookbehind each branch has its own length, further inside they agree */
    case REGEX_SEQUENCE:
    case REGEX_GROUP:
        for (size_t i = 0; i < n->items.count; i++) {
            if (!fixed_length(n->items.items[i], &other) ||
                (n->kind == REGEX_CHOICE && i && other != first))
                return false;
            first = n->kind == REGEX_CHOICE ? other : first + other;
        }
        *length = first;
        return true;
    case REGEX_REPEAT:
        if (n->min != n->max || !fixed_length(n->items.items[0], &other))
            return false;
        *length = other * n->min;
        return *length < MAX_COUNT;
    case REGEX_REFERENCE: return false;
    case REGEX_BEGIN:
    case REGEX_END:
    case REGEX_BOUNDARY:
    case REGEX_LOOK: *length = 0; return true;
    }
    return false;
}

static bool has_fixed_behind(const regex_node *n)
{
    uint64_t length;
    const regex_node *inside = n->kind == REGEX_LOOK && n->behind ? n->items.items[0] : NULL;
    for (size_t i = 0; inside && inside->kind == REGEX_CHOICE && i < inside->items.count; i++)
        if (!fixed_length(inside->items.items[i], &length))
            return false;
    if (inside && inside->kind != REGEX_CHOICE && !fixed_length(inside, &length))
        return false;
    for (size_t i = 0; i < n->items.count; i++)
        if (!has_fixed_behind(n->items.items[i]))
            return false;
    return true;
}

/* ---- the whole ---- */

bool pattern_translate(mem *m, const regex *source, pattern_code *out)
{
    translator t = {.m = m, .out = BUF_INIT};
    bool anchored = regex_is_anchored(source->root);
    if (!has_fixed_behind(source->root))
        t.reason = "PCRE2 looks behind only for what has one length";
    else if (forgets(m, source, source->root))
        t.reason = "it refers to a group that a turn of a repetition may leave out";
    /* The search is part of the pattern, so that the match limit counts for all of it. */
    if (!anchored)
        buf_text(&t.out, "(?s:.*?)");
    translate_in_group(&t, "(?:", source->root);
    *out = (pattern_code){.form = PATTERN_LIBRARY, .searches = !anchored, .reason = t.reason};
    out->translated = buf_take(&t.out, m);
    return !t.reason;
}

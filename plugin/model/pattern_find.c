/** The patterns of a model: each text is read once, and what is wrong with it is said where it stands. */
#include "model/build.h"

/* Steps that all patterns of a model may take together, and what each adds to them: more than most need.
 * When they are used up, what comes goes to the library. */
enum { FIRST_STEPS = 5000000, MORE_STEPS = 20000 };

#define NOWHERE SIZE_MAX

/** A text that was met; without `usable` nothing can enforce it. */
typedef struct pattern_entry {
    model_pattern pattern;
    bool usable;
    const char *fault; /* of all that is not usable */
    size_t at;         /* byte of the text; NOWHERE: all of it */
} pattern_entry;

/* ---- places inside of a scalar ---- */

/** A walk over a scalar as it is written. */
typedef struct written {
    str text; /* to the end of its line */
    size_t at;
    uint32_t column;
} written;

static written written_at(diag_place place)
{
    str all = place.file->text;
    written w = {.column = 1};
    for (uint32_t line = 1; line < place.line; line++)
        all = str_slice(all, str_find(all, '\n') + 1, all.len);
    w.text = str_slice(all, 0, str_find(all, '\n'));
    while (w.column < place.column && w.at < w.text.len) {
        str_rune(w.text, &w.at);
        w.column++;
    }
    return w;
}

static char next_of(const written *w, size_t ahead)
{
    return w->at + ahead < w->text.len ? w->text.data[w->at + ahead] : '\0';
}

static void pass(written *w, size_t bytes)
{
    w->at += bytes;
    w->column += (uint32_t)bytes;
}

/* Steps over one character that is written as it is, or by an escape of JSON. Its bytes in the text. */
static size_t pass_one(written *w, str text, size_t at)
{
    size_t end = at;
    str_rune(text, &end);
    if (next_of(w, 0) == '\\' && next_of(w, 1) == 'u')
        pass(w, end - at == 4 ? 12 : 6);
    else if (next_of(w, 0) == '\\')
        pass(w, 2);
    else {
        str_rune(w->text, &w->at);
        w->column++;
    }
    return end - at;
}

/*
 * The place of byte `at` of a scalar's text, if the scalar is written on one line: plain, or quoted with
 * escapes of JSON or none. Else the whole scalar.
 */
static diag_place place_inside(diag_place place, str text, size_t at)
{
    if (!place.file || !place.line || at == NOWHERE)
        return place;
    written w = written_at(place);
    char quote = next_of(&w, 0);
    bool escapes = quote == '"';
    if (quote == '|' || quote == '>' || quote == '&' || quote == '!' || quote == '*')
        return place;
    if (quote == '"' || quote == '\'')
        pass(&w, 1);
    for (size_t i = 0;;) {
        if (w.at >= w.text.len || (escapes && next_of(&w, 0) == '\\' && !next_of(&w, 1)))
            return place; /* goes on in another line */
        if (i >= at)
            break;
        if (escapes) {
            i += pass_one(&w, text, i);
            continue;
        }
        if (quote == '\'' && next_of(&w, 0) == '\'')
            pass(&w, 1);
        if (next_of(&w, 0) != text.data[i])
            return place; /* folded over lines */
        size_t from = i;
        str_rune(text, &i);
        w.at += i - from;
        w.column++;
    }
    place.column = w.column;
    place.width = 1;
    return place;
}

/* ---- the patterns ---- */

static void read_pattern(build *b, pattern_entry *e, str text, diag_place place)
{
    mem scratch = MEM_INIT;
    regex source;
    e->pattern.text = text;
    e->pattern.place = place;
    if (!regex_parse(&scratch, text, &source)) {
        e->fault = source.fault;
        e->at = source.at;
    } else if (!pattern_compile(b->m, &source, &b->pattern_steps, &e->pattern.code)) {
        e->fault = e->pattern.code.reason;
        e->at = NOWHERE;
    } else {
        e->usable = true;
    }
    if (e->usable && source.legacy)
        diag_warning(b->d, "O2C-M042", place_inside(place, text, source.at), NULL,
                     "%s: no pattern of ECMA-262 in Unicode mode; read by its Annex B",
                     source.fault);
    mem_free(&scratch);
}

static pattern_entry *entry_for(build *b, str text, diag_place place)
{
    pattern_entry *e = map_get(&b->patterns, text);
    if (e)
        return e;
    b->pattern_steps += b->patterns.count ? MORE_STEPS : FIRST_STEPS;
    e = mem_new(b->m, pattern_entry);
    map_put(&b->patterns, text, e);
    read_pattern(b, e, text, place);
    if (!e->usable)
        return e;
    e->pattern.id = (uint32_t)b->out->patterns.count;
    list_push(b->m, &b->out->patterns, &e->pattern);
    return e;
}

const model_pattern *pattern_find(build *b, str text, diag_place place)
{
    pattern_entry *e = entry_for(b, text, place);
    if (e->usable)
        return &e->pattern;
    diag_warning(b->d, "O2C-M041", place_inside(place, text, e->at), NULL,
                 "the pattern is not enforced: %s", e->fault);
    return NULL;
}

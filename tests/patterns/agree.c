/**
 * What the generator's tables and PCRE2 say about patterns and subjects: the C half of agree.mjs, which
 * see. Reads lines: P and a pattern, or S and a subject, each as a JSON string. Answers each line by one:
 * for P the form (runs, states, library or none), mode, size, steps, and why no table, for S "T L", the answers of the tables and of
 * PCRE2 as numbers of o2c_match (- without).
 */
#include "model/automaton.h"
#include "model/pattern.h"

#include <o2c/o2c.h>
#include <o2c/pcre2.h>
#include <stdio.h>
#include <string.h>

typedef struct agree {
    mem m;            /* of a pattern */
    mem lines;        /* of a line */
    o2c_context kept; /* compiled patterns */
    bool valid, spelled;
    pattern_code code, library;
} agree;

static uint64_t hash_of(str s)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.data[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static void take_pattern(agree *a, str text)
{
    static const char *const forms[] = {"runs", "states", "library"};
    regex source;
    size_t budget = SIZE_MAX;
    mem_free(&a->m);
    o2c_context_deinit(&a->kept);
    text = str_copy(&a->m, text);
    a->valid = regex_parse(&a->m, text, &source);
    if (!a->valid) {
        printf("invalid %zu %s\n", source.at, source.fault);
        return;
    }
    a->spelled = pattern_translate(&a->m, &source, &a->library);
    a->valid = pattern_compile(&a->m, &source, &budget, &a->code);
    const pattern_code *c = &a->code;
    printf("%s %s%s %zu %zu %s\n", a->valid ? forms[c->form] : "none",
           source.legacy ? "legacy" : "u", a->spelled ? "" : " unspelled",
           c->form == PATTERN_STATES ? (size_t)c->states * c->automaton.classes : c->runs.count,
           SIZE_MAX - budget, c->reason ? c->reason : "");
}

static o2c_match ask_library(agree *a, str subject)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_reader r;
    o2c_read_options options = {O2C_STRINGS_COPY, 0, 0, &a->kept};
    str text = a->library.translated;
    o2c_pcre2_pattern pattern = {hash_of(text), (uint32_t)text.len, a->library.searches};
    o2c_reader_init(&r, &arena, "", 0, &options);
    o2c_match found = o2c_match_pcre2(&r, subject, &pattern, text.data);
    o2c_reader_finish(&r, NULL);
    o2c_arena_deinit(&arena);
    return found;
}

static void take_subject(agree *a, str subject)
{
    if (!a->valid || a->code.form == PATTERN_LIBRARY)
        putchar('-');
    else
        printf("%d", (int)pattern_match(&a->code, subject));
    if (!a->spelled)
        puts(" -");
    else
        printf(" %d\n", (int)ask_library(a, subject));
}

int main(void)
{
    static char line[1 << 20];
    agree a = {.m = MEM_INIT, .lines = MEM_INIT, .kept = O2C_CONTEXT_INIT};
    while (fgets(line, sizeof line, stdin)) {
        o2c_reader r;
        o2c_reader_init(&r, &a.lines, line + 1, strlen(line + 1), NULL);
        str text = o2c_read_str(&r);
        if (!o2c_reader_finish(&r, NULL))
            puts("unreadable");
        else if (*line == 'P')
            take_pattern(&a, text);
        else
            take_subject(&a, text);
        mem_free(&a.lines);
    }
    o2c_context_deinit(&a.kept);
    mem_free(&a.m);
    return 0;
}

/**
 * Patterns: parser, automata, and PCRE2's spelling. The input is a pattern, a NUL, and a subject. What two
 * ways say about the subject must be the same.
 */
#include "model/automaton.h"
#include "model/pattern.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS = 50000 };

/* The automaton's answer, whatever form the pattern has; O2C_MATCH_COSTLY without one. */
static o2c_match match_states(mem *m, const regex *source, str subject)
{
    program p;
    automaton a;
    size_t steps = STEPS;
    if (!program_build(&p, m, source) || !automaton_build(&p, m, &steps, &a))
        return O2C_MATCH_COSTLY;
    uint32_t state = a.start;
    for (size_t i = 0; i < subject.len; i++)
        state = a.next[state * a.classes + a.class_of[(unsigned char)subject.data[i]]];
    return a.accepts[state] ? O2C_MATCH_YES : O2C_MATCH_NO;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    mem m = MEM_INIT;
    str all = {(const char *)data, size}, pattern = str_slice(all, 0, str_find(all, '\0'));
    str subject = str_slice(all, pattern.len + 1, size);
    regex source;
    pattern_code code, spelled;
    size_t steps = STEPS;
    if (!regex_parse(&m, pattern, &source)) {
        if (!source.fault || source.at > pattern.len)
            abort();
        mem_free(&m);
        return 0;
    }
    pattern_translate(&m, &source, &spelled);
    if (pattern_compile(&m, &source, &steps, &code) && subject.len &&
        o2c_utf8_ok(subject.data, subject.len)) {
        o2c_match first = pattern_match(&code, subject), other = match_states(&m, &source, subject);
        bool both = first != O2C_MATCH_COSTLY && other != O2C_MATCH_COSTLY;
        if (both && first != other)
            abort();
        if (pattern_is_any(&code) && first != O2C_MATCH_YES)
            abort();
    }
    mem_free(&m);
    return 0;
}

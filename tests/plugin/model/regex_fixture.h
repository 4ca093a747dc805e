/** Patterns from C strings, for the tests of regular expressions. */
#ifndef TEST_REGEX_FIXTURE_H
#define TEST_REGEX_FIXTURE_H

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "model/automaton.h"
#include "model/pattern.h"

#include <string.h>

static inline regex parse_valid(mem *m, const char *text)
{
    regex r;
    if (!regex_parse(m, str_of(text), &r))
        fail_msg("/%s/ at %zu: %s", text, r.at, r.fault);
    return r;
}

static inline pattern_code compile_text(mem *m, const char *text)
{
    pattern_code code;
    size_t budget = SIZE_MAX;
    regex r = parse_valid(m, text);
    if (!pattern_compile(m, &r, &budget, &code))
        fail_msg("/%s/: %s", text, code.reason);
    return code;
}

#endif

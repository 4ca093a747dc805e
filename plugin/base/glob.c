#include "base/glob.h"

bool glob_is_pattern(str text)
{
    return str_find(text, '*') < text.len || str_find(text, '?') < text.len;
}

/* Where matching goes on if what was tried after a star fails: the star takes a character more. */
typedef struct retry {
    bool set;
    size_t pattern; /* behind the star */
    size_t text;
} retry;

/* Lets the star take one more character, if it may. */
static bool again(retry *star, bool any, str text, size_t *p, size_t *t)
{
    if (!star->set || star->text == text.len || (!any && text.data[star->text] == '/'))
        return false;
    star->text++;
    *p = star->pattern;
    *t = star->text;
    return true;
}

static bool match_one(str pattern, size_t p, str text, size_t t)
{
    if (p == pattern.len || t == text.len)
        return false;
    return pattern.data[p] == text.data[t] || (pattern.data[p] == '?' && text.data[t] != '/');
}

/*
 * The last star of each kind is all that must be tried again: what an earlier one could take, a later one
 * of the same kind can as well. A `*` stops at a '/', and then the last `**` before it moves on.
 */
bool glob_match(str pattern, str text)
{
    retry name = {0}, path = {0}; /* the last `*` and the last `**` */
    size_t p = 0, t = 0;
    for (;;) {
        if (p == pattern.len && t == text.len)
            return true;
        if (p + 1 < pattern.len && pattern.data[p] == '*' && pattern.data[p + 1] == '*') {
            p += 2;
            path = (retry){true, p, t};
            name.set = false;
        } else if (p < pattern.len && pattern.data[p] == '*') {
            name = (retry){true, ++p, t};
        } else if (match_one(pattern, p, text, t)) {
            p++;
            t++;
        } else if (!again(&name, false, text, &p, &t)) {
            name.set = false;
            if (!again(&path, true, text, &p, &t))
                return false;
        }
    }
}

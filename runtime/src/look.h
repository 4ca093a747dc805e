/**
 * Looking ahead: steps over an object's own members, whose containers are skipped by way of skips.c, so
 * that no byte is skipped twice. What is found is not judged: whatever it makes of a text that is not
 * JSON, decoding that text afterwards finds out.
 */
#ifndef O2C_SRC_LOOK_H
#define O2C_SRC_LOOK_H

#include "internal.h"
#include "scan.h"

/* Behind the value at `p`; NULL after an error. */
static inline const char *pass_value(o2c_reader *r, const char *p)
{
    if (p < r->end && *p == '"') {
        return o2c_scan_string_end(p + 1, r->end);
    }
    if (p < r->end && (*p == '{' || *p == '[')) {
        return o2c_skip_ahead(r, p);
    }
    while (p < r->end && *p != ',' && *p != '}' && *p != ']') {
        p++;
    }
    return p;
}

/* The string whose content is [p, close - 1), if that is well formed: a view, or unescaped in the
 * arena, to be rolled back. False: it is not a string, or there is no memory (an error). */
static inline bool glance(o2c_reader *r, const char *open, o2c_str *out)
{
    o2c_reader again = *r; /* what is wrong with it is not said here */
    again.errors = NULL;
    bool good = o2c_string_glance(&again, open, out) != NULL;
    if (again.code == O2C_E_MEMORY) {
        o2c_fail(r, O2C_E_MEMORY, open, NULL, 0, 0);
    }
    return good;
}

/* The byte that the escape at `*p` of a name in emitted code stands for: those that JSON demands. */
static inline char escaped_byte(const char **p)
{
    static const char from[] = "\"\\nrtbf", to[] = "\"\\\n\r\t\b\f";
    const char *escape = strchr(from, (*p)[1]);
    if (escape != NULL) {
        *p += 2;
        return to[escape - from];
    }
    int high = (*p)[4] - '0', low = (*p)[5]; /* \u00 and two digits, lower case */
    *p += 6;
    return (char)(high * 16 + (low >= 'a' ? low - 'a' + 10 : low - '0'));
}

/* Whether `key` is what stands in the quotes of the name `"name":`. */
static inline bool is_content(o2c_str key, const char *name, size_t len)
{
    const char *end = name + len - 2;
    size_t i = 0;
    for (name++; name < end && i < key.len; i++) {
        char c = *name != '\\' ? *name++ : escaped_byte(&name);
        if (c != key.data[i]) {
            return false;
        }
    }
    return name == end && i == key.len;
}

/* Whether the string from `open` to `after` is the name `"name":` stands for. */
static inline bool is_name(o2c_reader *r, const char *open, const char *after, const char *name,
                           size_t len)
{
    size_t size = (size_t)(after - open);
    if (size == len - 1 && memcmp(open, name, size) == 0) {
        return true;
    }
    if (memchr(open, '\\', size) == NULL) { /* a name that needs escapes is not written without */
        return false;
    }
    o2c_arena_mark mark = o2c_arena_here(r->arena);
    o2c_str key;
    bool same = glance(r, open, &key) && is_content(key, name, len);
    o2c_arena_rollback(r->arena, mark);
    return same;
}

#endif

/* URI templates (RFC 6570 §2). */
#include "format_chars.h"

/* varname: NULL if there is none. */
static const char *name_end(const char *p, const char *end)
{
    for (;;) {
        const char *part = p;
        p = o2c_chars_end(p, end, O2C_CHAR_VARIABLE, O2C_BEYOND_NONE);
        if (p == part) {
            return NULL;
        }
        if (p == end || *p != '.') {
            return p;
        }
        p++;
    }
}

/* varspec: a name, and a prefix of 1 to 9999 characters or an asterisk. */
static const char *variable_end(const char *p, const char *end)
{
    p = name_end(p, end);
    if (p == NULL || p == end || (*p != ':' && *p != '*')) {
        return p;
    }
    if (*p++ == '*') {
        return p;
    }
    const char *digits = p;
    while (p < end && p - digits < 4 && o2c_is_digit(*p)) {
        p++;
    }
    return p > digits && *digits != '0' ? p : NULL;
}

/* The byte behind the closing brace of the expression whose opening one is at `p`, or NULL. */
static const char *expression_end(const char *p, const char *end)
{
    p++;
    if (p < end && *p != '\0' && strchr("+#./;?&=,!@|", *p) != NULL) {
        p++;
    }
    for (;;) {
        p = variable_end(p, end);
        if (p == NULL || p == end) {
            return NULL;
        }
        if (*p == '}') {
            return p + 1;
        }
        if (*p++ != ',') {
            return NULL;
        }
    }
}

bool o2c_format_is_uri_template(const char *data, size_t len)
{
    const char *p = data, *end = p + len;
    for (;;) {
        p = o2c_chars_end(p, end, O2C_CHAR_LITERAL, O2C_BEYOND_PRIVATE);
        if (p == end) {
            return true;
        }
        p = *p == '{' ? expression_end(p, end) : NULL;
        if (p == NULL) {
            return false;
        }
    }
}

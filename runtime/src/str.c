#include <o2c/base.h>

#include <string.h>

o2c_str o2c_str_of(const char *text)
{
    o2c_str s = {text, text != NULL ? strlen(text) : 0};
    return s;
}

bool o2c_str_eq(o2c_str a, o2c_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

#include "document/tag.h"

static const char *const names[] = {
    [TAG_NONE] = "",       [TAG_STR] = "str",   [TAG_INT] = "int",
    [TAG_FLOAT] = "float", [TAG_BOOL] = "bool", [TAG_NULL] = "null",
    [TAG_SEQ] = "seq",     [TAG_MAP] = "map",   [TAG_OTHER] = "other",
};

tag tag_find(const char *text, bool scalar)
{
    const str core = STR("tag:yaml.org,2002:");
    str s = str_of(text);
    if (!text)
        return TAG_NONE;
    if (str_eq(s, STR("!")))
        return scalar ? TAG_STR : TAG_NONE;
    if (!str_starts(s, core))
        return TAG_OTHER;
    for (int t = TAG_STR; t < TAG_OTHER; t++) {
        if (str_eq(str_slice(s, core.len, s.len), str_of(names[t])))
            return (tag)t;
    }
    return TAG_OTHER;
}

static bool is_whole(scalar_kind kind)
{
    return kind == SCALAR_INT || kind == SCALAR_OCTAL || kind == SCALAR_HEX;
}

bool tag_fits(tag t, scalar_kind kind)
{
    switch (t) {
    case TAG_NONE:
    case TAG_OTHER:
    case TAG_STR: return true;
    case TAG_INT: return is_whole(kind);
    case TAG_FLOAT: return is_whole(kind) || kind == SCALAR_FLOAT || kind == SCALAR_SPECIAL;
    case TAG_BOOL: return kind == SCALAR_TRUE || kind == SCALAR_FALSE;
    case TAG_NULL: return kind == SCALAR_NULL;
    case TAG_SEQ:
    case TAG_MAP: break;
    }
    return false;
}

const char *tag_name(tag t)
{
    return names[t];
}

#include "document/encoding.h"

#include <stdint.h>

typedef struct encoding {
    const char *name;
    str mark;
    unsigned unit; /* bytes */
    bool big;      /* big endian */
} encoding;

/* UTF-32LE before UTF-16LE, which its mark starts with. */
static const encoding encodings[] = {
    {"UTF-8", {"\xEF\xBB\xBF", 3}, 1, false}, {"UTF-32", {"\xFF\xFE\0\0", 4}, 4, false},
    {"UTF-32", {"\0\0\xFE\xFF", 4}, 4, true}, {"UTF-16", {"\xFF\xFE", 2}, 2, false},
    {"UTF-16", {"\xFE\xFF", 2}, 2, true},
};

/* The code unit at `at`; false if the text ends inside it. */
static bool read_unit(const encoding *e, str text, size_t at, uint32_t *unit)
{
    *unit = 0;
    if (text.len - at < e->unit)
        return false;
    for (unsigned i = 0; i < e->unit; i++) {
        unsigned char byte = (unsigned char)text.data[at + i];
        *unit |= (uint32_t)byte << 8 * (e->big ? e->unit - 1 - i : i);
    }
    return true;
}

/* Reads the code point at *at and moves on; false if there is none. */
static bool read_rune(const encoding *e, str text, size_t *at, uint32_t *rune)
{
    uint32_t low;
    if (!read_unit(e, text, *at, rune) || *rune > 0x10FFFF)
        return false;
    bool surrogate = *rune >= 0xD800 && *rune < 0xE000;
    if (surrogate) {
        if (e->unit != 2 || *rune >= 0xDC00 || !read_unit(e, text, *at + 2, &low) || low < 0xDC00 ||
            low >= 0xE000)
            return false;
        *rune = 0x10000 + ((*rune - 0xD800) << 10) + (low - 0xDC00);
        *at += 2;
    }
    *at += e->unit;
    return true;
}

static bool transcode(mem *m, const encoding *e, str text, str *out, size_t *offset)
{
    buf b = BUF_INIT;
    bool ok = true;
    size_t at = e->mark.len;
    while (ok && at < text.len) {
        uint32_t rune;
        ok = read_rune(e, text, &at, &rune);
        if (ok)
            buf_rune(&b, rune);
    }
    *offset = at;
    *out = buf_take(&b, m);
    return ok;
}

bool encoding_to_utf8(mem *m, str text, str *out, const char **name, size_t *offset)
{
    *out = text;
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        const encoding *e = &encodings[i];
        if (!str_starts(text, e->mark))
            continue;
        *name = e->name;
        if (e->unit > 1)
            return transcode(m, e, text, out, offset);
        *out = str_slice(text, e->mark.len, text.len);
        break;
    }
    return true;
}

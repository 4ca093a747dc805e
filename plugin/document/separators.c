#include "document/separators.h"

#include <stdint.h>
#include <string.h>

static const o2c_str originals[SEPARATORS] = {
    {O2C_LIT("\xC2\x85")},
    {O2C_LIT("\xE2\x80\xA8")},
    {O2C_LIT("\xE2\x80\xA9")},
};

/* Where stand-ins come from: letters of two bytes that no \x escape can name, private use of three. */
static const struct {
    uint32_t first, last;
} sources[SEPARATORS] = {{0x100, 0x24F}, {0xE000, 0xF8FF}, {0xE000, 0xF8FF}};

static bool has_separators(str text)
{
    for (size_t i = 0; i + 1 < text.len; i++) {
        str rest = str_slice(text, i, text.len);
        if (text.data[i] == '\xC2' && str_starts(rest, originals[0]))
            return true;
        if (text.data[i] == '\xE2' &&
            (str_starts(rest, originals[1]) || str_starts(rest, originals[2])))
            return true;
    }
    return false;
}

/* The last four of the digits after \u or \U at `at`; 0 if it is no such escape. */
static uint32_t escaped_rune(str text, size_t at)
{
    size_t digits = text.data[at] == 'u' ? 4 : text.data[at] == 'U' ? 8 : 0;
    uint32_t rune = 0;
    if (!digits || text.len - at <= digits)
        return 0;
    for (size_t i = 1; i <= digits; i++) {
        int digit = str_hex_digit(text.data[at + i]);
        if (digit < 0)
            return 0;
        rune = (rune << 4 | (uint32_t)digit) & 0xFFFF;
    }
    return rune;
}

/* Marks every code point below U+10000 that the text holds or may name in an escape. */
static bool *used_runes(mem *m, str text)
{
    bool *used = mem_array(m, bool, 0x10000);
    for (size_t at = 0; at < text.len;) {
        if (text.data[at] == '\\' && at + 1 < text.len)
            used[escaped_rune(text, at + 1)] = true;
        uint32_t rune = str_rune(text, &at);
        if (rune < 0x10000)
            used[rune] = true;
    }
    return used;
}

/* Chooses the stand-ins. False: the text uses all there are. */
static bool choose(separators *s, bool *used)
{
    for (int i = 0; i < SEPARATORS; i++) {
        uint32_t rune = sources[i].first;
        while (rune <= sources[i].last && used[rune])
            rune++;
        if (rune > sources[i].last)
            return false;
        used[rune] = true;
        buf b = BUF_INIT;
        buf_rune(&b, rune);
        memcpy(s->stand_ins[i], b.data, b.len);
        buf_free(&b);
    }
    return true;
}

/* Replaces each from[i] by to[i], which has the same length, in the text itself. */
static void replace(char *text, size_t len, const o2c_str *from, const o2c_str *to)
{
    for (size_t at = 0; at < len; at++) {
        for (int i = 0; i < SEPARATORS; i++) {
            if (text[at] == from[i].data[0] && str_starts((str){text + at, len - at}, from[i]))
                memcpy(text + at, to[i].data, to[i].len);
        }
    }
}

static void stand_ins_of(const separators *s, str out[SEPARATORS])
{
    for (int i = 0; i < SEPARATORS; i++)
        out[i] = (str){s->stand_ins[i], originals[i].len};
}

str separators_hide(mem *m, separators *s, str text)
{
    *s = (separators){.hidden = false};
    if (!has_separators(text))
        return text;
    mem scratch = MEM_INIT;
    s->hidden = choose(s, used_runes(&scratch, text));
    mem_free(&scratch);
    if (!s->hidden)
        return text;
    str stand_ins[SEPARATORS];
    stand_ins_of(s, stand_ins);
    char *copy = mem_alloc(m, text.len + 1);
    memcpy(copy, text.data, text.len);
    replace(copy, text.len, originals, stand_ins);
    return (str){copy, text.len};
}

str separators_show(mem *m, const separators *s, str piece)
{
    char *copy = mem_alloc(m, piece.len + 1);
    if (piece.len)
        memcpy(copy, piece.data, piece.len);
    if (s->hidden) {
        str stand_ins[SEPARATORS];
        stand_ins_of(s, stand_ins);
        replace(copy, piece.len, stand_ins, originals);
    }
    return (str){copy, piece.len};
}

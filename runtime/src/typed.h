/**
 * What typed forms (o2c/typed.h) share: how their strings are read and written.
 */
#ifndef O2C_TYPED_FORMS_H
#define O2C_TYPED_FORMS_H

#include <o2c/format.h>
#include <o2c/typed.h>

#include "containers.h"
#include <string.h>

/**
 * The next string, whose characters are in the text or, if it has escapes, in the arena: neither copied
 * nor terminated. False after an error, or where no string stands.
 */
bool o2c_typed_read(o2c_reader *r, o2c_str *text);

/** Refuses the string read last: O2C_E_FORMAT, or if it has the format O2C_E_RANGE: `most` says what the
 * form can hold. */
void o2c_typed_refuse(o2c_reader *r, o2c_str text, o2c_format format, const char *most);

/** Writes the `len` bytes at text + 1; `text` has room for two quotes. len: 0 if the parts make none. */
void o2c_typed_write(o2c_writer *w, char *text, size_t len, bool unset);

/** unset: whether nothing was set, of a `value` that cannot be printed. */
#define DEFINE_TYPED(name, type, format, room, most, unset)                     \
    type o2c_read_##name(o2c_reader *r)                                         \
    {                                                                           \
        type value;                                                             \
        o2c_str text;                                                           \
        memset(&value, 0, sizeof value);                                        \
        if (o2c_typed_read(r, &text) &&                                         \
            O2C_UNLIKELY(!o2c_##name##_parse(text.data, text.len, &value)))     \
            o2c_typed_refuse(r, text, format, most);                            \
        return value;                                                           \
    }                                                                           \
                                                                                \
    void o2c_write_##name(o2c_writer *w, type value)                            \
    {                                                                           \
        char text[room + 2];                                                    \
        size_t len = o2c_##name##_print(&value, text + 1);                      \
        o2c_typed_write(w, text, len, unset);                                   \
    }                                                                           \
    DEFINE_LIST(name, type, )                                                   \
    DEFINE_MAP(name, type, )

/** A number's decimal digits, and no byte behind them; returns the end. */
char *o2c_put_number(char *out, uint64_t value);

/** Two decimal digits of a number below 100; returns the end. */
static inline char *o2c_put_two(char *out, unsigned value)
{
    out[0] = (char)('0' + value / 10);
    out[1] = (char)('0' + value % 10);
    return out + 2;
}

#endif

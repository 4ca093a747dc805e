#include "typed.h"

#include "internal.h"
#include "number.h"
#include "scan.h"

char *o2c_put_number(char *out, uint64_t value)
{
    char digits[O2C_NUMBER_ROOM];
    size_t len = (size_t)(o2c_number_print_u64(digits, value) - digits);
    memcpy(out, digits, len);
    return out + len;
}

bool o2c_typed_read(o2c_reader *r, o2c_str *text)
{
    const char *p = o2c_to_value(r->p, r->end);
    if (O2C_UNLIKELY(p == r->end || *p != '"')) {
        o2c_refuse_type(r, p, "string");
        return false;
    }
    const char *end = o2c_string_glance(r, p, text);
    if (end == NULL) {
        return false;
    }
    r->at = p;
    r->p = end;
    return true;
}

O2C_COLD void o2c_typed_refuse(o2c_reader *r, o2c_str text, o2c_format format, const char *most)
{
    if (most != NULL && o2c_format_ok(format, text.data, text.len)) {
        o2c_fail(r, O2C_E_RANGE, r->at, most, strlen(most), 0);
    } else {
        o2c_fail_format(r, format);
    }
}

void o2c_typed_write(o2c_writer *w, char *text, size_t len, bool unset)
{
    if (O2C_UNLIKELY(len == 0)) {
        o2c_write_fail(w, unset ? O2C_E_UNSET : O2C_E_PARTS, NULL, 0);
        return;
    }
    text[0] = text[len + 1] = '"';
    o2c_write_raw(w, text, len + 2);
}

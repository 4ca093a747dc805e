#include "typed.h"

bool o2c_u64_text_parse(const char *text, size_t len, uint64_t *out)
{
    *out = 0;
    if (!o2c_format_is_uint64(text, len)) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        *out = *out * 10 + (uint64_t)(text[i] - '0');
    }
    return true;
}

bool o2c_i64_text_parse(const char *text, size_t len, int64_t *out)
{
    uint64_t magnitude;
    *out = 0;
    if (!o2c_format_is_int64(text, len)) {
        return false;
    }
    bool negative = *text == '-';
    o2c_u64_text_parse(text + negative, len - negative, &magnitude);
    uint64_t bits = negative ? 0 - magnitude : magnitude;
    memcpy(out, &bits, sizeof bits);
    return true;
}

static size_t ended(char *out, char *end)
{
    *end = '\0';
    return (size_t)(end - out);
}

size_t o2c_u64_text_print(const uint64_t *value, char *out)
{
    return ended(out, o2c_put_number(out, *value));
}

size_t o2c_i64_text_print(const int64_t *value, char *out)
{
    bool negative = *value < 0;
    *out = '-';
    return ended(
        out, o2c_put_number(out + negative, negative ? 0 - (uint64_t)*value : (uint64_t)*value));
}

DEFINE_TYPED(i64_text, int64_t, O2C_FORMAT_INT64, O2C_I64_TEXT_ROOM, NULL, false)
DEFINE_TYPED(u64_text, uint64_t, O2C_FORMAT_UINT64, O2C_U64_TEXT_ROOM, NULL, false)

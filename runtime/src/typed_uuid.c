#include "typed.h"

#include "scan.h"

/* Where the two digits of each byte start. */
static const uint8_t places[16] = {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};

static unsigned hex_value(char digit)
{
    unsigned c = (unsigned char)digit;
    return (c & 15u) + (c >> 6) * 9;
}

bool o2c_uuid_parse(const char *text, size_t len, o2c_uuid *out)
{
    memset(out, 0, sizeof *out);
    if (!o2c_format_is_uuid(text, len)) {
        return false;
    }
    for (int i = 0; i < 16; i++) {
        const char *p = text + places[i];
        out->bytes[i] = (uint8_t)(hex_value(p[0]) << 4 | hex_value(p[1]));
    }
    return true;
}

size_t o2c_uuid_print(const o2c_uuid *value, char *out)
{
    static const char digits[] = "0123456789abcdef";
    memcpy(out, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", O2C_UUID_ROOM);
    for (int i = 0; i < 16; i++) {
        out[places[i]] = digits[value->bytes[i] >> 4];
        out[places[i] + 1] = digits[value->bytes[i] & 15];
    }
    return O2C_UUID_ROOM - 1;
}

DEFINE_TYPED(uuid, o2c_uuid, O2C_FORMAT_UUID, O2C_UUID_ROOM, NULL, false)

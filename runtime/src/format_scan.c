#include "format_scan.h"

#include "utf8.h"

uint32_t o2c_take_utf8(const char **p, const char *end)
{
    const char *s = *p;
    unsigned lead = s < end ? (unsigned char)*s : 0xFF;
    ptrdiff_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead == 0xFF || end - s < size || o2c_scan_utf8(s, s + size) != s + size) {
        return UINT32_MAX;
    }
    uint32_t code_point = size == 1 ? lead : lead & (0x7Fu >> size);
    for (ptrdiff_t i = 1; i < size; i++) {
        code_point = code_point << 6 | ((unsigned char)s[i] & 0x3Fu);
    }
    *p = s + size;
    return code_point;
}

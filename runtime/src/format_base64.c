/* Bytes as text: base64 and base64url (RFC 4648 §4, §5). */
#include "format_scan.h"

/* What may stand for six bits, with `first` and `second` as the last two of the 64. */
static bool are_sextets(const char *p, const char *end, char first, char second)
{
    bool fine = true;
    for (; p < end; p++) { /* without a branch, so that compilers see a loop over vectors */
        fine &= (unsigned char)((*p | 0x20) - 'a') < 26 || (unsigned char)(*p - '0') < 10 ||
                *p == first || *p == second;
    }
    return fine;
}

/* Drops at most two equals signs. */
static const char *without_padding(const char *data, const char *end)
{
    for (int i = 0; i < 2 && end > data && end[-1] == '='; i++) {
        end--;
    }
    return end;
}

bool o2c_format_is_byte(const char *data, size_t len)
{
    return len % 4 == 0 && are_sextets(data, without_padding(data, data + len), '+', '/');
}

bool o2c_format_is_base64url(const char *data, size_t len)
{
    const char *last = without_padding(data, data + len);
    size_t count = (size_t)(last - data);
    return count % 4 != 1 && (count == len || len % 4 == 0) && are_sextets(data, last, '-', '_');
}

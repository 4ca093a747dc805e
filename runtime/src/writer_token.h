/**
 * Copying the tokens of emitted code, which are short, without a call: the functions that do nothing
 * else then have no registers to save.
 */
#ifndef O2C_WRITER_TOKEN_H
#define O2C_WRITER_TOKEN_H

#include <stddef.h>
#include <string.h>

/** Copies `len` bytes, the last pieces over one another where that saves a loop; returns the end. */
static inline char *o2c_copy_token(char *out, const char *token, size_t len)
{
    size_t i = 0;
    if (len > 16) {
        for (; i + 16 < len; i += 16)
            memcpy(out + i, token + i, 16);
        memcpy(out + len - 16, token + len - 16, 16);
    } else if (len >= 8) {
        memcpy(out, token, 8);
        memcpy(out + len - 8, token + len - 8, 8);
    } else if (len >= 4) {
        memcpy(out, token, 4);
        memcpy(out + len - 4, token + len - 4, 4);
    } else {
        for (; i < len; i++)
            out[i] = token[i];
    }
    return out + len;
}

#endif

/**
 * Copying the tokens of emitted code, which are short, without a call and without a loop; those of
 * usual length without a branch that depends on more than their class of lengths.
 */
#ifndef O2C_WRITER_TOKEN_H
#define O2C_WRITER_TOKEN_H

#include <stddef.h>
#include <string.h>

/** Copies `len` bytes, as two pieces that may overlap if it is few; returns the end. */
static inline char *o2c_copy_token(char *out, const char *token, size_t len)
{
    if (len >= 8 && len <= 16) {
        memcpy(out, token, 8);
        memcpy(out + len - 8, token + len - 8, 8);
    } else if (len > 16 && len <= 32) {
        memcpy(out, token, 16);
        memcpy(out + len - 16, token + len - 16, 16);
    } else if (len >= 4 && len < 8) {
        memcpy(out, token, 4);
        memcpy(out + len - 4, token + len - 4, 4);
    } else {
        memcpy(out, token, len);
    }
    return out + len;
}

#endif

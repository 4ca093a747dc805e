#include "source/sha256.h"

#include <openssl/evp.h>

str sha256(mem *m, str text)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char hash[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    if (EVP_Digest(text.len ? text.data : "", text.len, hash, &length, EVP_sha256(), NULL) != 1)
        mem_exhausted(); /* the one way in which it can fail */
    char *out = mem_alloc(m, SHA256_DIGITS + 1);
    for (unsigned i = 0; i < length; i++) {
        out[2 * i] = digits[hash[i] >> 4];
        out[2 * i + 1] = digits[hash[i] & 15];
    }
    return (str){out, SHA256_DIGITS};
}

bool sha256_is_hash(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!((s.data[i] >= '0' && s.data[i] <= '9') || (s.data[i] >= 'a' && s.data[i] <= 'f')))
            return false;
    return s.len == SHA256_DIGITS;
}

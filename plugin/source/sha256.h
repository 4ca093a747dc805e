/** SHA-256 (FIPS 180-4), which tells one text from another in the lock and in the cache. */
#ifndef SOURCE_SHA256_H
#define SOURCE_SHA256_H

#include "base/str.h"

enum { SHA256_DIGITS = 64 };

/** The hash of `text` as 64 hexadecimal digits in lower case, in `m`. */
str sha256(mem *m, str text);

/** Whether `s` is such a hash: 64 hexadecimal digits in lower case. */
bool sha256_is_hash(str s);

#endif

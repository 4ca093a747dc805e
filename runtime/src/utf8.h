/** Whether text is well-formed UTF-8, for who does not ask where it is not: scan.h tells that. */
#ifndef O2C_UTF8_H
#define O2C_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/** Whether the `n` bytes at `s` are well-formed UTF-8 (RFC 3629). Reads no others. */
bool o2c_utf8_ok(const char *s, size_t n);

#endif

/** Well-formed UTF-8 (RFC 3629), as many bytes at a time as the processor can. */
#ifndef O2C_UTF8_H
#define O2C_UTF8_H

#include "cpu.h"

/** Whether the `n` bytes at `s` are well-formed UTF-8. Reads no others. */
bool o2c_utf8_ok(const char *s, size_t n);

/** The first byte in [p, end) that is not well-formed UTF-8, or `end`. */
const char *o2c_scan_utf8(const char *p, const char *end);

/** o2c_utf8_ok by one of the ways that there are, the quickest last; by the first where this machine has no other. For tests. */
enum { O2C_UTF8_LEVELS = 3 };
bool o2c_utf8_ok_at(size_t level, const char *s, size_t n);

#if O2C_AVX2_CODE
/** o2c_utf8_ok where o2c_has_avx2. */
O2C_WITH_AVX2 bool o2c_utf8_ok_avx2(const char *s, size_t n);

/** The same where up to 32 bytes behind the text may be read. */
O2C_WITH_AVX2 bool o2c_utf8_ok_near_avx2(const char *s, size_t n);
#endif

#endif

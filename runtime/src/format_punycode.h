/** Punycode (RFC 3492): the letters, digits and hyphens that stand for a U-label behind "xn--". */
#ifndef O2C_FORMAT_PUNYCODE_H
#define O2C_FORMAT_PUNYCODE_H

#include "format_scan.h"

#define O2C_PUNYCODE_MAX 59 /* bytes: a label without "xn--", and so also its code points */

/** Decodes [p, end) to `out`, room for O2C_PUNYCODE_MAX, in lower case. Returns how many; 0: malformed. */
size_t o2c_punycode_decode(const char *p, const char *end, uint32_t *out);

/** Encodes `count` code points to `out`, room for O2C_PUNYCODE_MAX. Returns the bytes; 0: too long. */
size_t o2c_punycode_encode(const uint32_t *code_points, size_t count, char *out);

#endif

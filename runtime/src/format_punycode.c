#include "format_punycode.h"

enum { BASE = 36, T_MIN = 1, T_MAX = 26, SKEW = 38, DAMP = 700, BIAS = 72, FIRST = 128 };

/* RFC 3492 §6.1 */
static uint32_t adapt(uint32_t delta, uint32_t count, bool first)
{
    uint32_t k = 0;
    delta = first ? delta / DAMP : delta / 2;
    for (delta += delta / count; delta > (BASE - T_MIN) * T_MAX / 2; k += BASE) {
        delta /= BASE - T_MIN;
    }
    return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static uint32_t threshold(uint32_t k, uint32_t bias)
{
    return k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
}

static uint32_t digit_value(char byte)
{
    if (o2c_is_digit(byte)) {
        return (uint32_t)(byte - '0') + 26;
    }
    return o2c_is_letter(byte) ? (uint32_t)((byte | 0x20) - 'a') : BASE;
}

static const char *last_hyphen(const char *p, const char *end)
{
    while (end > p && end[-1] != '-') {
        end--;
    }
    return end > p ? end - 1 : NULL;
}

/* One number of variable length (RFC 3492 §6.2) at *p, added to `i`; UINT32_MAX if it is malformed. */
static uint32_t take_delta(const char **p, const char *end, uint32_t i, uint32_t bias)
{
    uint64_t sum = i, weight = 1;
    for (uint32_t k = BASE;; k += BASE) {
        uint32_t digit = *p < end ? digit_value(*(*p)++) : BASE;
        uint32_t t = threshold(k, bias);
        sum += digit * weight;
        if (digit == BASE || sum >= UINT32_MAX) {
            return UINT32_MAX;
        }
        if (digit < t) {
            return (uint32_t)sum;
        }
        weight *= BASE - t; /* below 2^38, as the sum stays below 2^32 */
        if (weight > UINT32_MAX) {
            return UINT32_MAX;
        }
    }
}

size_t o2c_punycode_decode(const char *p, const char *end, uint32_t *out)
{
    const char *hyphen = last_hyphen(p, end);
    uint32_t count = 0, code_point = FIRST, i = 0, bias = BIAS;
    if (end - p > O2C_PUNYCODE_MAX) {
        return 0;
    }
    for (; hyphen != NULL && p < hyphen; p++) {
        out[count++] = (unsigned char)(o2c_is_letter(*p) ? *p | 0x20 : *p);
    }
    p += hyphen != NULL;
    while (p < end) {
        uint32_t before = i;
        i = take_delta(&p, end, i, bias);
        if (i == UINT32_MAX) {
            return 0;
        }
        count++;
        bias = adapt(i - before, count, before == 0);
        code_point += i / count;
        i %= count;
        if (code_point > 0x10FFFF) {
            return 0;
        }
        memmove(out + i + 1, out + i, (count - 1 - i) * sizeof *out);
        out[i++] = code_point;
    }
    return count;
}

/* Writes a number of variable length; NULL: no room. */
static char *put_delta(char *out, const char *limit, uint32_t delta, uint32_t bias)
{
    for (uint32_t k = BASE; out < limit; k += BASE) {
        uint32_t t = threshold(k, bias);
        uint32_t digit = delta < t ? delta : t + (delta - t) % (BASE - t);
        *out++ = (char)(digit < 26 ? 'a' + (int)digit : '0' + (int)digit - 26);
        if (delta < t) {
            return out;
        }
        delta = (delta - t) / (BASE - t);
    }
    return NULL;
}

/* The least code point from `from` on. */
static uint32_t next_code_point(const uint32_t *code_points, size_t count, uint32_t from)
{
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        least = code_points[i] >= from && code_points[i] < least ? code_points[i] : least;
    }
    return least;
}

size_t o2c_punycode_encode(const uint32_t *code_points, size_t count, char *out)
{
    char *p = out;
    const char *limit = out + O2C_PUNYCODE_MAX;
    if (count >= O2C_PUNYCODE_MAX) {
        return 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (code_points[i] < FIRST) {
            *p++ = (char)code_points[i];
        }
    }
    uint32_t done = (uint32_t)(p - out), basic = done, bias = BIAS, delta = 0, at = FIRST;
    if (basic > 0) {
        *p++ = '-';
    }
    while (done < count) {
        uint32_t next = next_code_point(code_points, count, at);
        delta += (next - at) * (done + 1); /* at most 0x110000 * 60 */
        at = next;
        for (size_t i = 0; i < count; i++) {
            delta += code_points[i] < at;
            if (code_points[i] != at) {
                continue;
            }
            p = put_delta(p, limit, delta, bias);
            if (p == NULL) {
                return 0;
            }
            bias = adapt(delta, done + 1, done == basic);
            delta = 0;
            done++;
        }
        delta++;
        at++;
    }
    return (size_t)(p - out);
}

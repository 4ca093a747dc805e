/**
 * Small machine words for the number code: 64 × 64 → 128 bit products, bit counts, and loads whose
 * byte order does not depend on the machine. Every one has a portable form.
 */
#ifndef O2C_WIDE_H
#define O2C_WIDE_H

#include <stdint.h>
#include <string.h>

typedef struct o2c_u128 {
    uint64_t hi, lo;
} o2c_u128;

#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 o2c_native_u128;
#endif

static inline o2c_u128 o2c_mul64(uint64_t a, uint64_t b)
{
    o2c_u128 r;
#ifdef __SIZEOF_INT128__
    o2c_native_u128 product = (o2c_native_u128)a * b;
    r.hi = (uint64_t)(product >> 64);
    r.lo = (uint64_t)product;
#else
    uint64_t a0 = a & 0xffffffffu, a1 = a >> 32, b0 = b & 0xffffffffu, b1 = b >> 32;
    uint64_t low = a0 * b0;
    uint64_t middle = a1 * b0 + (low >> 32);
    uint64_t other = a0 * b1 + (middle & 0xffffffffu);
    r.hi = a1 * b1 + (middle >> 32) + (other >> 32);
    r.lo = (other << 32) | (low & 0xffffffffu);
#endif
    return r;
}

/** Zero bits above the highest one; `x` is not 0. */
static inline int o2c_leading_zeros(uint64_t x)
{
#if defined(__GNUC__) || defined(__clang__)
    return __builtin_clzll(x);
#else
    int n = 0;
    for (int step = 32; step; step /= 2) {
        if (!(x >> (64 - step))) {
            x <<= step;
            n += step;
        }
    }
    return n;
#endif
}

/** Zero bits below the lowest one; `x` is not 0. */
static inline int o2c_trailing_zeros(uint64_t x)
{
#if defined(__GNUC__) || defined(__clang__)
    return __builtin_ctzll(x);
#else
    return 63 - o2c_leading_zeros(x & (0 - x));
#endif
}

#if (defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) || defined(__x86_64__)
#define O2C_LITTLE_ENDIAN 1
#else
#define O2C_LITTLE_ENDIAN 0
#endif

/** Eight bytes, the first one lowest. */
static inline uint64_t o2c_load8(const char *p)
{
    uint64_t v = 0;
#if O2C_LITTLE_ENDIAN
    memcpy(&v, p, 8);
#else
    for (int i = 7; i >= 0; i--)
        v = v << 8 | (unsigned char)p[i];
#endif
    return v;
}

static inline void o2c_store8(char *p, uint64_t v)
{
#if O2C_LITTLE_ENDIAN
    memcpy(p, &v, 8);
#else
    for (int i = 0; i < 8; i++, v >>= 8)
        p[i] = (char)(v & 0xff);
#endif
}

#endif

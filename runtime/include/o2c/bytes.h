/**
 * A few bytes zeroed and compared, inline: compilers spell some of these out slowly. The only public
 * header with intrinsics; emitted code has none.
 */
#ifndef O2C_BYTES_H
#define O2C_BYTES_H

#include <o2c/base.h>
#include <string.h>

#if defined(__SSE2__) && !defined(__TINYC__)
#include <emmintrin.h>
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** Eight bytes as a little-endian number, whatever the machine. */
O2C_INLINE uint64_t o2c_little64(const char *p)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
#else
    uint64_t word = 0;
    for (unsigned i = 0; i < 8; i++)
        word |= (uint64_t)(unsigned char)p[i] << 8 * i;
    return word;
#endif
}

/** memset(memory, 0, size). Private. */
void o2c_zero_slowly(void *memory, size_t size);

/** memset(memory, 0, size) for a size that is known when this is compiled. */
O2C_INLINE void o2c_zero(void *memory, size_t size)
{
#if defined(__SSE2__) && !defined(__TINYC__)
    char *p = (char *)memory;
    const __m128i zero = _mm_setzero_si128();
    if (size >= 16 && size <= 192) {
        if (size > 16)
            _mm_storeu_si128((__m128i *)(void *)p, zero);
        if (size > 32)
            _mm_storeu_si128((__m128i *)(void *)(p + 16), zero);
        if (size > 48)
            _mm_storeu_si128((__m128i *)(void *)(p + 32), zero);
        if (size > 64)
            _mm_storeu_si128((__m128i *)(void *)(p + 48), zero);
        if (size > 80)
            _mm_storeu_si128((__m128i *)(void *)(p + 64), zero);
        if (size > 96)
            _mm_storeu_si128((__m128i *)(void *)(p + 80), zero);
        if (size > 112)
            _mm_storeu_si128((__m128i *)(void *)(p + 96), zero);
        if (size > 128)
            _mm_storeu_si128((__m128i *)(void *)(p + 112), zero);
        if (size > 144)
            _mm_storeu_si128((__m128i *)(void *)(p + 128), zero);
        if (size > 160)
            _mm_storeu_si128((__m128i *)(void *)(p + 144), zero);
        if (size > 176)
            _mm_storeu_si128((__m128i *)(void *)(p + 160), zero);
        _mm_storeu_si128((__m128i *)(void *)(p + size - 16), zero);
        return;
    }
#endif
    o2c_zero_slowly(memory, size);
}

/** Whether `len` bytes are the same, for a length that is known when this is compiled. */
O2C_INLINE bool o2c_same(const char *a, const char *b, size_t len)
{
#if defined(__SSE2__) && !defined(__TINYC__)
    if (len >= 16 && len <= 48) {
        __m128i same = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)a),
                                      _mm_loadu_si128((const __m128i *)(const void *)b));
        if (len > 32)
            same = _mm_and_si128(
                same, _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)(a + 16)),
                                     _mm_loadu_si128((const __m128i *)(const void *)(b + 16))));
        if (len > 16)
            same = _mm_and_si128(
                same,
                _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)(a + len - 16)),
                               _mm_loadu_si128((const __m128i *)(const void *)(b + len - 16))));
        return _mm_movemask_epi8(same) == 0xFFFF;
    }
#endif
    return memcmp(a, b, len) == 0;
}

/** Whether `len` bytes are the same; 16 more may be loaded from either. Private. */
O2C_INLINE bool o2c_same_near(const char *a, const char *b, size_t len)
{
#if defined(__SSE2__) && !defined(__TINYC__)
    for (;; a += 16, b += 16, len -= 16) {
        __m128i same = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)a),
                                      _mm_loadu_si128((const __m128i *)(const void *)b));
        uint32_t differs = (uint32_t)_mm_movemask_epi8(same) ^ 0xFFFFu;
        if (len <= 16)
            return (uint32_t)(differs << (16 - len)) << 16 == 0;
        if (differs)
            return false;
    }
#else
    return memcmp(a, b, len) == 0;
#endif
}

/** Whether the first 32 - shift bytes (1 to 16) are the same; 16 may be loaded from either. Private. */
O2C_INLINE bool o2c_same_short(const char *p, const char *token, uint32_t shift)
{
#if defined(__SSE2__) && !defined(__TINYC__)
    __m128i a = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i b = _mm_loadu_si128((const __m128i *)(const void *)token);
    uint32_t differs = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(a, b)) ^ 0xFFFFu;
    return (uint32_t)(differs << shift) == 0;
#else
    return memcmp(p, token, 32 - shift) == 0;
#endif
}

#ifdef __cplusplus
}
#endif

#endif

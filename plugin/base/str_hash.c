/* str_hash: SipHash-1-3 (Aumasson, Bernstein: "SipHash: a fast short-input PRF", 2012). */
#include "base/str.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static inline uint64_t rotate(uint64_t x, unsigned by)
{
    return x << by | x >> (64 - by);
}

static inline void sip_round(uint64_t v[4])
{
    v[0] += v[1];
    v[1] = rotate(v[1], 13) ^ v[0];
    v[0] = rotate(v[0], 32);
    v[2] += v[3];
    v[3] = rotate(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = rotate(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = rotate(v[1], 17) ^ v[2];
    v[2] = rotate(v[2], 32);
}

static inline void absorb(uint64_t v[4], uint64_t word)
{
    v[3] ^= word;
    sip_round(v);
    v[0] ^= word;
}

/* The key of this run. Where the system has no random bytes, time and address space must do. */
static const uint64_t *hash_key(void)
{
    static uint64_t key[2];
    static bool is_set;
    if (is_set)
        return key;
    FILE *random = fopen("/dev/urandom", "rb");
    if (!random || fread(key, sizeof key, 1, random) != 1) {
        key[0] = (uint64_t)time(NULL) * UINT64_C(0x9E3779B97F4A7C15);
        key[1] = (uint64_t)(uintptr_t)&random ^ (uint64_t)clock() << 40;
    }
    if (random)
        fclose(random);
    is_set = true;
    return key;
}

uint64_t str_hash(str s)
{
    const uint64_t *key = hash_key();
    uint64_t v[4] = {
        key[0] ^ UINT64_C(0x736f6d6570736575),
        key[1] ^ UINT64_C(0x646f72616e646f6d),
        key[0] ^ UINT64_C(0x6c7967656e657261),
        key[1] ^ UINT64_C(0x7465646279746573),
    };
    size_t at = 0;
    uint64_t word;
    for (; s.len - at >= sizeof word; at += sizeof word) {
        memcpy(&word, s.data + at, sizeof word);
        absorb(v, word);
    }
    word = (uint64_t)s.len << 56;
    for (unsigned shift = 0; at < s.len; at++, shift += 8)
        word |= (uint64_t)(unsigned char)s.data[at] << shift;
    absorb(v, word);
    v[2] ^= 0xFF;
    sip_round(v);
    sip_round(v);
    sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

uint64_t str_digest(str s)
{
    uint64_t digest = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < s.len; i++)
        digest = (digest ^ (unsigned char)s.data[i]) * UINT64_C(0x100000001b3);
    return digest;
}

/* runtime/src/utf8.c: well-formed UTF-8, by each way that this machine has. */
#include "scan.h"
#include "utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { LONGEST = 64 };

/* RFC 3629 §3, one code point after the other: nothing that could share a fault with what is tested. */
static bool is_well_formed(const unsigned char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t more = s[i] < 0x80 ? 0 : s[i] >= 0xf0 ? 3 : s[i] >= 0xe0 ? 2 : 1;
        if (s[i] >= 0xf8 || (s[i] >= 0x80 && s[i] < 0xc0) || more >= n - i)
            return false;
        uint32_t point = more ? s[i] & (0x3fu >> more) : s[i];
        for (size_t k = 1; k <= more; k++) {
            if ((s[i + k] & 0xc0) != 0x80)
                return false;
            point = point << 6 | (s[i + k] & 0x3fu);
        }
        static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
        if (point < least[more] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
            return false;
        i += more + 1;
    }
    return true;
}

/* In memory of the text's size, so that a byte read beyond it is found. */
static void check(const unsigned char *text, size_t n)
{
    char *s = malloc(n ? n : 1);
    assert_non_null(s);
    memcpy(s, text, n);
    bool want = is_well_formed(text, n);
    for (size_t level = 0; level < O2C_UTF8_LEVELS; level++)
        assert_int_equal(o2c_utf8_ok_at(level, s, n), want);
    assert_int_equal(o2c_scan_utf8(s, s + n) == s + n, want);
    free(s);
#if O2C_AVX2_CODE
    if (o2c_has_avx2()) {
        s = malloc(n + 32);
        assert_non_null(s);
        memcpy(s, text, n);
        for (int fill = 0; fill < 256; fill += 0x80) { /* what stands behind it does not matter */
            memset(s + n, fill, 32);
            assert_int_equal(o2c_utf8_ok_near_avx2(s, n), want);
        }
        free(s);
    }
#endif
}

/* Bytes at which something changes. */
static const unsigned char edges[] = {0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0,
                                      0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef,
                                      0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xf7, 0xf8, 0xff};
#define EDGES (sizeof edges)

static void every_sequence_of_edges_is_judged(void **unused)
{
    (void)unused;
    static const size_t places[] = {0, 11, 13, 16};
    for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
        for (size_t k = 0; k < EDGES * EDGES * EDGES; k++) {
            unsigned char text[LONGEST];
            memset(text, 'x', sizeof text);
            text[places[p]] = edges[k / EDGES / EDGES];
            text[places[p] + 1] = edges[k / EDGES % EDGES];
            text[places[p] + 2] = edges[k % EDGES];
            for (size_t last = 0; last < EDGES; last += last > 8 ? 2 : 1) {
                text[places[p] + 3] = edges[last];
                check(text, places[p] + 4);
            }
        }
    }
}

static void every_place_and_length_is_judged(void **unused)
{
    (void)unused;
    static const char *const some[] = {
        "\xc3\xb6",         "\xe2\x82\xac",        "\xf0\x9f\x98\x80", "\xed\xa0\x80",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",    "\xf0\x8f\x80\x80", "\xe0\x9f\x80",
        "\xc3\xb6\x80",     "\xf8\x88\x80\x80\x80"};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        size_t size = strlen(some[i]);
        for (size_t n = 0; n < LONGEST; n++) {
            for (size_t at = 0; at < n; at++) { /* cut off where it does not fit */
                unsigned char text[LONGEST];
                memset(text, 'x', sizeof text);
                memcpy(text + at, some[i], size < n - at ? size : n - at);
                check(text, n);
            }
        }
    }
}

static void chance_is_judged(void **unused)
{
    (void)unused;
    static const char *const parts[] = {"a", "\xc3\xb6", "\xe2\x82\xac", "\xf0\x9f\x98\x80"};
    uint32_t seed = 1;
    for (int round = 0; round < 200000; round++) {
        unsigned char text[LONGEST];
        size_t n = 0;
        while (n + 4 < LONGEST - 20 + (size_t)(round % 20)) {
            seed = seed * 1664525 + 1013904223;
            const char *part = parts[seed >> 30];
            memcpy(text + n, part, strlen(part));
            n += strlen(part);
        }
        seed = seed * 1664525 + 1013904223;
        if (round % 2)
            text[(seed >> 8) % n] = (unsigned char)(seed >> 24);
        check(text, n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sequence_of_edges_is_judged),
        cmocka_unit_test(every_place_and_length_is_judged),
        cmocka_unit_test(chance_is_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

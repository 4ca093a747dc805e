/* runtime/src/number_read.c: decimal to binary, against the C library's strtod and strtof. */
#include "number.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint64_t state = UINT64_C(88172645463325252);

static uint64_t random_bits(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

/* The text stands in memory of its own size, so that reading beyond it is seen by a sanitizer. */
static void check_f64(const char *text)
{
    size_t len = strlen(text);
    char *exact = malloc(len);
    assert_non_null(exact);
    memcpy(exact, text, len);
    double want = strtod(text, NULL), got = 7;
    bool fits = o2c_number_f64(exact, len, &got);
    free(exact);
    if (fits != (isfinite(want) != 0))
        fail_msg("%.60s: fits is %d", text, fits);
    if (fits && memcmp(&got, &want, sizeof got) != 0)
        fail_msg("%.60s: %a instead of %a", text, got, want);
    if (!fits)
        assert_true(got == 0);
}

static void check_f32(const char *text)
{
    float want = strtof(text, NULL), got = 7;
    bool fits = o2c_number_f32(text, strlen(text), &got);
    if (fits != (isfinite(want) != 0))
        fail_msg("%.60s: fits is %d", text, fits);
    if (fits && memcmp(&got, &want, sizeof got) != 0)
        fail_msg("%.60s: %a instead of %a", text, (double)got, (double)want);
}

/* The quick way may leave a number to the careful way, but not read it otherwise. */
static void check_scan(const char *text)
{
    size_t len = strlen(text);
    char *exact = malloc(len + 8);
    assert_non_null(exact);
    memcpy(exact, text, len);
    for (size_t room = 0; room <= 8; room += 4) {
        double want = 7, got = 7;
        memset(exact + len, room == 4 ? ']' : ',', room);
        const char *end = o2c_number_scan_f64(exact, exact + len + room, &got);
        bool fits = o2c_number_f64(text, len, &want);
        if (end && (end != exact + len || !fits || memcmp(&got, &want, sizeof got) != 0))
            fail_msg("%.60s: %a instead of %a", text, got, want);
        if (!end && room == 8 && fits && len < 19)
            fail_msg("%s is left over", text);
        float single = 7, wanted = 7;
        end = o2c_number_scan_f32(exact, exact + len + room, &single);
        fits = o2c_number_f32(text, len, &wanted);
        if (end && (end != exact + len || !fits || memcmp(&single, &wanted, sizeof single) != 0))
            fail_msg("%.60s: %a instead of %a", text, (double)single, (double)wanted);
    }
    free(exact);
}

static void check(const char *text)
{
    check_f64(text);
    check_f32(text);
    check_scan(text);
}

static void number_reads_hard_cases(void **unused)
{
    (void)unused;
    static const char *const cases[] = {
        "0",
        "-0",
        "0.0",
        "-0.0e-5",
        "1",
        "-1",
        "10",
        "0.1",
        "1e23",
        "8.5e22",
        "9007199254740991",
        "9007199254740992",
        "9007199254740993",
        "9007199254740993.0",
        "9007199254740995",
        "9007199254740993.00000000000000000000000000000000000000001",
        "9007199254740992.9999999999999",
        "18446744073709551615",
        "18446744073709551616",
        "9223372036854775807.5",
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "1e308",
        "1.797693134862315807e308",
        "1.797693134862315808e308",
        "2e308",
        "1e309",
        "1e400",
        "1E+400",
        "4.9e-324",
        "5e-324",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "2e-324",
        "2.2250738585072011e-308",
        "2.2250738585072012e-308",
        "2.2250738585072014e-308",
        "1e-400",
        "0e999999999999999999999999999",
        "0.000e-999999999999999999999999999",
        "1e999999999999999999999999999",
        "1e-999999999999999999999999999",
        "1e0000000000000000001",
        "1.401298464324817e-45",
        "7.006492321624085e-46",
        "7.006492321624086e-46",
        "1.1754943508222875e-38",
        "1.1754942807573643e-38",
        "3.4028234663852886e38",
        "3.4028235677973365e38",
        "3.4028235677973366e38",
        "3.4028235677973367e38",
        "16777217",
        "16777217.0000000000000000000001",
        "16777219",
        "123456789012345678901234567890",
        "0.000000000000000000000000000000000000000000000000000000000000001234567890123456789012",
        "6.631236846766476e-316",
        "3.5844466002796428e298",
        "7.2057594037927933e16"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(cases[i]);
}

static void number_reads_random_decimals(void **unused)
{
    (void)unused;
    char text[80];
    for (int i = 0; i < 150000; i++) {
        size_t at = 0;
        if (random_bits() & 1)
            text[at++] = '-';
        text[at++] = (char)('1' + random_bits() % 9);
        for (uint64_t n = random_bits() % 24; n > 0; n--)
            text[at++] = (char)('0' + random_bits() % 10);
        if (random_bits() & 1) {
            text[at++] = '.';
            for (uint64_t n = 1 + random_bits() % 24; n > 0; n--)
                text[at++] = (char)('0' + random_bits() % 10);
        }
        text[at] = '\0';
        if (random_bits() & 1)
            snprintf(text + at, sizeof text - at, "e%d", (int)(random_bits() % 720) - 360);
        check(text);
    }
}

static void number_reads_every_width_of_fraction(void **unused)
{
    (void)unused;
    char text[64];
    for (int whole = 0; whole < 12; whole++) {
        for (int part = 1; part < 30; part++) {
            snprintf(text, sizeof text, "%.*s.%.*s", whole + 1, "123456789012", part,
                     "987654321098765432109876543210");
            check(text);
            strcat(text, "e-7");
            check(text);
        }
    }
}

static double from_bits(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* A point half-way between two doubles has up to 767 digits; printf knows them all. */
static void number_decides_halfway_points_exactly(void **unused)
{
    (void)unused;
    static char text[1300];
    for (int i = 0; i < 4000; i++) {
        uint64_t bits = random_bits() >> 1;
        if (i % 4 == 0)
            bits >>= 11; /* subnormal, or nearly */
        double low = from_bits(bits), high = from_bits(bits + 1);
        long double middle = ((long double)low + (long double)high) / 2;
        if (!isfinite(low) || !isfinite(high) || (long double)low == middle)
            continue;
        snprintf(text, sizeof text, "%.1100Le", middle);
        check(text);
        char *e = strchr(text, 'e');
        e[-1] = '1'; /* a hair above */
        check(text);
    }
}

static void number_reads_very_long_texts(void **unused)
{
    (void)unused;
    enum { SIZE = 100000 };
    char *text = malloc(SIZE + 1);
    assert_non_null(text);
    memset(text, '0', SIZE);
    text[SIZE] = '\0';
    text[1] = '.';
    text[SIZE - 1] = '1'; /* 0.000...1 */
    check(text);
    text[0] = '1'; /* 1.000...1 */
    check(text);
    memcpy(text, "9007199254740993.", 17); /* a tie but for the last digit */
    check(text);
    text[SIZE - 1] = '0';
    check(text);
    memset(text, '9', SIZE);
    check(text);                            /* beyond any double */
    memcpy(text + SIZE - 8, "e-099990", 8); /* 99992 nines: 10^2, nearly */
    check(text);
    free(text);
}

static void number_scan_leaves_what_is_malformed(void **unused)
{
    (void)unused;
    static const char *const cases[] = {"",       "-",
                                        "+1",     ".5",
                                        "-.5",    "1.",
                                        "1.e5",   "1e",
                                        "1e+",    "1E-",
                                        "01",     "-01",
                                        "00",     "00.5",
                                        "e5",     "abc",
                                        "-a",     "1.5e",
                                        "NaN",    "1e400",
                                        "-1e400", "12345678901234567890"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[64];
        double value;
        snprintf(text, sizeof text, "%s,        ", cases[i]);
        if (o2c_number_scan_f64(text, text + strlen(text), &value))
            fail_msg("%s", cases[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(number_reads_hard_cases),
        cmocka_unit_test(number_reads_random_decimals),
        cmocka_unit_test(number_reads_every_width_of_fraction),
        cmocka_unit_test(number_decides_halfway_points_exactly),
        cmocka_unit_test(number_reads_very_long_texts),
        cmocka_unit_test(number_scan_leaves_what_is_malformed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

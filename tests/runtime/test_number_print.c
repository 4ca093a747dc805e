/* runtime/src/number_print.c: shortest decimals, and integers. */
#include "number.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint64_t state = UINT64_C(1181783497276652981);

static uint64_t random_bits(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static const char *f64_text(double value)
{
    static char text[O2C_NUMBER_ROOM + 1];
    *o2c_number_print_f64(text, value) = '\0';
    return text;
}

static const char *f32_text(float value)
{
    static char text[O2C_NUMBER_ROOM + 1];
    *o2c_number_print_f32(text, value) = '\0';
    return text;
}

static int significant_digits(const char *text)
{
    int count = 0, zeros = 0;
    for (; *text && *text != 'e'; text++) {
        if (*text < '0' || *text > '9' || (count == 0 && *text == '0'))
            continue;
        count++;
        zeros = *text == '0' ? zeros + 1 : 0;
    }
    return count > zeros ? count - zeros : 1;
}

/* ECMA-262 Number::toString; the first rows are RFC 8785 appendix B. */
static void number_prints_doubles_as_ecmascript_does(void **unused)
{
    (void)unused;
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {0.0, "0"},
        {-0.0, "-0"},
        {5e-324, "5e-324"},
        {-5e-324, "-5e-324"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {-1.7976931348623157e308, "-1.7976931348623157e+308"},
        {9007199254740992.0, "9007199254740992"},
        {-9007199254740992.0, "-9007199254740992"},
        {295147905179352830000.0, "295147905179352830000"},
        {9.999999999999997e22, "9.999999999999997e+22"},
        {1e23, "1e+23"},
        {1.0000000000000001e23, "1.0000000000000001e+23"},
        {999999999999999700000.0, "999999999999999700000"},
        {999999999999999900000.0, "999999999999999900000"},
        {1e21, "1e+21"},
        {9.999999999999997e-7, "9.999999999999997e-7"},
        {0.000001, "0.000001"},
        {333333333.3333332, "333333333.3333332"},
        {333333333.33333325, "333333333.33333325"},
        {-0.0000033333333333333333, "-0.0000033333333333333333"},
        {1424953923781206.2, "1424953923781206.2"},
        {1, "1"},
        {100, "100"},
        {-123.456, "-123.456"},
        {1e20, "100000000000000000000"},
        {123456789012345680000.0, "123456789012345680000"},
        {1e-7, "1e-7"},
        {1.5e-7, "1.5e-7"},
        {0.1, "0.1"},
        {0.3, "0.3"},
        {0.1 + 0.2, "0.30000000000000004"},
        {2.2250738585072014e-308, "2.2250738585072014e-308"},
        {4294967296.5, "4294967296.5"},
        {1e100, "1e+100"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(f64_text(cases[i].value), cases[i].text);
}

static void number_prints_floats_by_their_own_precision(void **unused)
{
    (void)unused;
    assert_string_equal(f32_text(0.1f), "0.1");
    assert_string_equal(f32_text(16777216.0f), "16777216");
    assert_string_equal(f32_text(3.4028235e38f), "3.4028235e+38");
    assert_string_equal(f32_text(1e-45f), "1e-45");
    assert_string_equal(f32_text(-0.0f), "-0");
    assert_string_equal(f32_text(1.17549435e-38f), "1.1754944e-38");
    assert_string_equal(f32_text(123456.79f), "123456.79");
}

/* Reads back, is no longer than printf's shortest, and is as near as any text of that length. */
static void check_f64(double value)
{
    const char *text = f64_text(value);
    double back;
    assert_true(o2c_number_f64(text, strlen(text), &back));
    if (memcmp(&back, &value, sizeof back) != 0 || strtod(text, NULL) != value)
        fail_msg("%a is printed as %s", value, text);
    char other[40];
    int digits = significant_digits(text);
    snprintf(other, sizeof other, "%.*e", digits > 1 ? digits - 2 : 0, value);
    if (digits > 1 && strtod(other, NULL) == value)
        fail_msg("%s is longer than %s", text, other);
    snprintf(other, sizeof other, "%.*e", digits - 1, value);
    char printed[40];
    snprintf(printed, sizeof printed, "%.*e", digits - 1, strtod(text, NULL));
    assert_string_equal(printed, other);
}

static void number_prints_random_doubles(void **unused)
{
    (void)unused;
    for (int i = 0; i < 100000; i++) {
        uint64_t bits = random_bits();
        double value;
        memcpy(&value, &bits, sizeof value);
        if (isfinite(value))
            check_f64(value);
        check_f64((double)(int64_t)(random_bits() >> (random_bits() & 63)));
        check_f64((double)(int64_t)(random_bits() % 2000000000) / 1e6 - 1000);
    }
}

static void number_prints_powers_of_two_and_their_neighbours(void **unused)
{
    (void)unused;
    for (uint64_t exponent = 0; exponent < 2047; exponent++) {
        for (int step = -3; step <= 3; step++) {
            uint64_t bits = (exponent << 52) + (uint64_t)(int64_t)step;
            double value;
            memcpy(&value, &bits, sizeof value);
            if (isfinite(value))
                check_f64(value);
        }
    }
    for (int bit = 0; bit < 52; bit++) {
        uint64_t bits = UINT64_C(1) << bit;
        double value;
        memcpy(&value, &bits, sizeof value);
        check_f64(value);
    }
}

static void number_prints_random_floats(void **unused)
{
    (void)unused;
    for (int i = 0; i < 150000; i++) {
        uint32_t bits = (uint32_t)random_bits();
        float value, back;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        const char *text = f32_text(value);
        assert_true(o2c_number_f32(text, strlen(text), &back));
        if (memcmp(&back, &value, sizeof back) != 0 || strtof(text, NULL) != value)
            fail_msg("%a is printed as %s", (double)value, text);
        char other[40];
        int digits = significant_digits(text);
        snprintf(other, sizeof other, "%.*e", digits > 1 ? digits - 2 : 0, (double)value);
        if (digits > 1 && strtof(other, NULL) == value)
            fail_msg("%s is longer than %s", text, other);
    }
}

static void check_integer(uint64_t value)
{
    char text[O2C_NUMBER_ROOM + 1], want[32];
    *o2c_number_print_u64(text, value) = '\0';
    snprintf(want, sizeof want, "%llu", (unsigned long long)value);
    assert_string_equal(text, want);
    *o2c_number_print_i64(text, (int64_t)value) = '\0';
    snprintf(want, sizeof want, "%lld", (long long)value);
    assert_string_equal(text, want);
}

static void number_prints_integers(void **unused)
{
    (void)unused;
    for (uint64_t value = 0; value < 200000; value++)
        check_integer(value);
    uint64_t power = 1;
    for (int i = 0; i < 20; i++, power *= 10) {
        check_integer(power - 1);
        check_integer(power);
        check_integer(0 - power);
    }
    check_integer(UINT64_MAX);
    check_integer((uint64_t)INT64_MAX);
    check_integer((uint64_t)INT64_MAX + 1);
    for (int i = 0; i < 200000; i++)
        check_integer(random_bits() >> (random_bits() & 63));
}

static void number_needs_no_more_room_than_it_says(void **unused)
{
    (void)unused;
    const double longest[] = {-1.2345678901234567e-308, -0.0000012345678901234567,
                              -123456789012345680000.0, -1.7976931348623157e308};
    for (size_t i = 0; i < sizeof longest / sizeof *longest; i++) {
        char *exact = malloc(O2C_NUMBER_ROOM);
        assert_non_null(exact);
        char *end = o2c_number_print_f64(exact, longest[i]);
        assert_true(end - exact <= O2C_NUMBER_ROOM);
        free(exact);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(number_prints_doubles_as_ecmascript_does),
        cmocka_unit_test(number_prints_floats_by_their_own_precision),
        cmocka_unit_test(number_prints_random_doubles),
        cmocka_unit_test(number_prints_powers_of_two_and_their_neighbours),
        cmocka_unit_test(number_prints_random_floats),
        cmocka_unit_test(number_prints_integers),
        cmocka_unit_test(number_needs_no_more_room_than_it_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

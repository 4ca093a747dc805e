/* runtime/src/number_decimal.c: exact comparison and integers. */
#include "number.h"

#include <o2c/value.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check(const char *a, const char *b, int want)
{
    o2c_str x = {a, strlen(a)}, y = {b, strlen(b)};
    if (o2c_number_compare(x, y) != want || o2c_number_compare(y, x) != -want)
        fail_msg("%s, %s: %d", a, b, o2c_number_compare(x, y));
}

static void number_compare_is_exact(void **unused)
{
    (void)unused;
    static const struct {
        const char *a, *b;
        int order;
    } cases[] = {
        {"0", "-0", 0},
        {"0", "0.000e99", 0},
        {"1", "1.0", 0},
        {"1", "10e-1", 0},
        {"100", "1e2", 0},
        {"0.01", "1E-2", 0},
        {"1200.50", "12.005e+2", 0},
        {"-1", "1", -1},
        {"-1", "-2", 1},
        {"0", "1e-999999", -1},
        {"0", "-1e-999999", 1},
        {"9", "10", -1},
        {"99.9", "100", -1},
        {"0.1", "0.09999999", 1},
        {"9007199254740992", "9007199254740993", -1},
        {"0.1", "0.1000000000000000055511151231257827", -1},
        {"123456789012345678901234567890", "123456789012345678901234567891", -1},
        {"123456789012345678901234567890", "12345678901234567890123456789e1", 0},
        {"1e999999999999", "1e999999999998", 1},
        {"1e999999999999", "10e999999999998", 0},
        {"1e-999999999999", "0.1e-999999999998", 0},
        {"1e1000000000000000000000000000", "1000e999999999999999999999999997", 0},
        {"1e1000000000000000000000000000", "1000e999999999999999999999999998", -1},
        {"1e1000000000000000000000000000", "1e-1000000000000000000000000000", 1},
        {"-1e1000000000000000000000000000", "-1e-1000000000000000000000000000", -1},
        {"1e+0000000000000000000000000000002", "100", 0},
        {"0.0010", "1e-3", 0},
        {"5", "5.0000000000000000000000000000000000000000000001", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(cases[i].a, cases[i].b, cases[i].order);
}

static void number_compare_takes_linear_time(void **unused)
{
    (void)unused;
    enum { SIZE = 1000000 };
    char *a = malloc(SIZE), *b = malloc(SIZE);
    assert_non_null(a);
    assert_non_null(b);
    memset(a, '9', SIZE);
    memset(b, '9', SIZE);
    o2c_str x = {a, SIZE}, y = {b, SIZE};
    assert_int_equal(o2c_number_compare(x, y), 0);
    b[SIZE - 1] = '8';
    assert_int_equal(o2c_number_compare(x, y), 1);
    a[1] = b[1] = 'e'; /* exponents of a million digits */
    assert_int_equal(o2c_number_compare(x, y), 1);
    a[0] = '1';
    assert_int_equal(o2c_number_compare(x, y), 1);
    b[2] = '-';
    assert_int_equal(o2c_number_compare(y, x), -1);
    free(a);
    free(b);
}

static void check_integer(const char *text, o2c_code code, bool negative, uint64_t magnitude)
{
    bool sign = true;
    uint64_t got = 7;
    assert_int_equal(o2c_number_integer(text, strlen(text), &sign, &got), code);
    assert_int_equal(sign, negative);
    assert_true(got == magnitude);
}

static void number_integer_takes_zero_fractions(void **unused)
{
    (void)unused;
    check_integer("0", O2C_OK, false, 0);
    check_integer("-0", O2C_OK, false, 0);
    check_integer("0e999999999999999999999", O2C_OK, false, 0);
    check_integer("1.0", O2C_OK, false, 1);
    check_integer("-1.50e1", O2C_OK, true, 15);
    check_integer("1e2", O2C_OK, false, 100);
    check_integer("1000e-3", O2C_OK, false, 1);
    check_integer("18446744073709551615", O2C_OK, false, UINT64_MAX);
    check_integer("1844674407370955161500e-2", O2C_OK, false, UINT64_MAX);
    check_integer("0.0018446744073709551615e22", O2C_OK, false, UINT64_MAX);
    check_integer("1e19", O2C_OK, false, UINT64_C(10000000000000000000));
}

static void number_integer_refuses_what_is_not_one(void **unused)
{
    (void)unused;
    check_integer("1.5", O2C_E_TYPE, false, 0);
    check_integer("15e-1", O2C_E_TYPE, false, 0);
    check_integer("1e-999999999999999999999", O2C_E_TYPE, false, 0);
    check_integer("18446744073709551616", O2C_E_RANGE, false, 0);
    check_integer("-18446744073709551616", O2C_E_RANGE, false, 0);
    check_integer("1e20", O2C_E_RANGE, false, 0);
    check_integer("2e19", O2C_E_RANGE, false, 0);
    check_integer("1e999999999999999999999", O2C_E_RANGE, false, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(number_compare_is_exact),
        cmocka_unit_test(number_compare_takes_linear_time),
        cmocka_unit_test(number_integer_takes_zero_fractions),
        cmocka_unit_test(number_integer_refuses_what_is_not_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

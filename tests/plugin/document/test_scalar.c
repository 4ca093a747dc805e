#include "document/scalar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void scalar_kinds_are_told_apart(void **state)
{
    (void)state;
    assert_int_equal(scalar_resolve(STR("")), SCALAR_NULL);
    assert_int_equal(scalar_resolve(STR("12")), SCALAR_INT);
    assert_int_equal(scalar_resolve(STR("0o12")), SCALAR_OCTAL);
    assert_int_equal(scalar_resolve(STR("0x12")), SCALAR_HEX);
    assert_int_equal(scalar_resolve(STR("1e2")), SCALAR_FLOAT);
    assert_int_equal(scalar_resolve(STR("-.INF")), SCALAR_SPECIAL);
    assert_int_equal(scalar_resolve(STR("False")), SCALAR_FALSE);
    assert_int_equal(scalar_resolve(STR("\0")), SCALAR_STRING);
    assert_int_equal(scalar_resolve(STR("1\0")), SCALAR_STRING);
    assert_int_equal(scalar_resolve(STR("true\0")), SCALAR_STRING);
}

static void scalar_numbers_that_json_spells_alike_are_views(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    const str texts[] = {STR("0"),     STR("-0"),     STR("10"),
                         STR("-1.50"), STR("0.5e-7"), STR("1E+400")};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_ptr_equal(scalar_number(&m, scalar_resolve(texts[i]), texts[i]).data, texts[i].data);
    mem_free(&m);
}

static void scalar_converts_hexadecimal_exactly(void **state)
{
    static const char *const cases[][2] = {
        {"0x0", "0"},
        {"0x3B9ACA00", "1000000000"},
        {"0xDE0B6B3A7640000", "1000000000000000000"},
        {"0xFFFFFFFFFFFFFFFF", "18446744073709551615"},
        {"0x10000000000000000", "18446744073709551616"},
        {"0o1777777777777777777777", "18446744073709551615"},
        {"0x00000000000000000000000000000000000000000000000001", "1"},
    };
    (void)state;
    mem m = MEM_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str text = str_of(cases[i][0]);
        assert_string_equal(scalar_number(&m, scalar_resolve(text), text).data, cases[i][1]);
    }
    mem_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalar_kinds_are_told_apart),
        cmocka_unit_test(scalar_numbers_that_json_spells_alike_are_views),
        cmocka_unit_test(scalar_converts_hexadecimal_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

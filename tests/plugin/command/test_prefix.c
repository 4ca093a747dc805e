/* The prefix: what is a good one, and what is made of file names. */
#include "command/prefix.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool accepts(const char *prefix)
{
    diag d;
    diag_init(&d);
    bool ok = prefix_check(&d, str_of(prefix));
    assert_int_equal(diag_status(&d), ok ? 0 : DIAG_USAGE);
    diag_free(&d);
    return ok;
}

static void prefix_is_an_identifier(void **state)
{
    (void)state;
    assert_true(accepts("petstore"));
    assert_true(accepts("P2_x"));
    assert_false(accepts(""));
    assert_false(accepts("2pets"));
    assert_false(accepts("pet-store"));
    assert_false(accepts("pet/store"));
    assert_false(accepts("p\xC3\xA9t"));
}

static void prefix_leaves_names_of_others_alone(void **state)
{
    (void)state;
    assert_false(accepts("o2c_pets"));
    assert_false(accepts("o2c"));
    assert_false(accepts("_pets"));
    assert_false(accepts("string"));
    assert_false(accepts("time"));
    assert_true(accepts("o2cpets"));
}

static void prefix_has_a_limit(void **state)
{
    (void)state;
    char name[PREFIX_MAX + 2];
    memset(name, 'a', sizeof name);
    name[PREFIX_MAX + 1] = '\0';
    assert_false(accepts(name));
    name[PREFIX_MAX] = '\0';
    assert_true(accepts(name));
}

static void prefix_of_any_file_is_good(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"petstore.yaml", "petstore"},
        {"specs/Pet-Store.v2.yaml", "pet_store_v2"},
        {"/a/b.c/atproto-models.schema.json", "atproto_models_schema"},
        {"noextension", "noextension"},
        {".yaml", "yaml"},
        {"3d.json", "api_3d"},
        {"o2c_x.json", "api_o2c_x"},
        {"string.yaml", "string_api"},
        {"folder/", "api"},
        {"\xE6\x97\xA5.yaml", "api"},
        {"--a  b--.yaml", "a_b"},
        {"", "api"},
    };
    mem m = MEM_INIT;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        str prefix = prefix_of_file(&m, str_of(pairs[i][0]));
        assert_string_equal(str_copy(&m, prefix).data, pairs[i][1]);
        assert_true(accepts(str_copy(&m, prefix).data));
    }
    mem_free(&m);
}

static void prefix_of_a_long_name_is_cut(void **state)
{
    (void)state;
    mem m = MEM_INIT;
    char name[300];
    memset(name, '1', sizeof name);
    str prefix = prefix_of_file(&m, (str){name, sizeof name});
    assert_true(accepts(str_copy(&m, prefix).data));
    mem_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prefix_is_an_identifier),
        cmocka_unit_test(prefix_leaves_names_of_others_alone),
        cmocka_unit_test(prefix_has_a_limit),
        cmocka_unit_test(prefix_of_any_file_is_good),
        cmocka_unit_test(prefix_of_a_long_name_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

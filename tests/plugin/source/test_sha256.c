#include "source/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void sha256_gives_the_examples_of_the_standard(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    mem m = MEM_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(sha256(&m, str_of(cases[i][0])).data, cases[i][1]);
    assert_string_equal(sha256(&m, STR_NULL).data, cases[0][1]);
    assert_true(sha256_is_hash(str_of(cases[0][1])));
    mem_free(&m);
}

static void sha256_is_written_in_one_way(void **state)
{
    (void)state;
    char hash[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_true(sha256_is_hash(str_of(hash)));
    assert_false(sha256_is_hash(str_slice(str_of(hash), 0, 63)));
    assert_false(sha256_is_hash(STR_NULL));
    hash[0] = 'B';
    assert_false(sha256_is_hash(str_of(hash)));
    hash[0] = 'g';
    assert_false(sha256_is_hash(str_of(hash)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256_gives_the_examples_of_the_standard),
        cmocka_unit_test(sha256_is_written_in_one_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

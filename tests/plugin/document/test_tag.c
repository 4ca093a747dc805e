#include "document/tag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void tag_names_are_known_or_other(void **state)
{
    (void)state;
    assert_int_equal(tag_find(NULL, true), TAG_NONE);
    assert_int_equal(tag_find("!", true), TAG_STR);
    assert_int_equal(tag_find("!", false), TAG_NONE);
    assert_int_equal(tag_find("tag:yaml.org,2002:str", true), TAG_STR);
    assert_int_equal(tag_find("tag:yaml.org,2002:map", false), TAG_MAP);
    assert_int_equal(tag_find("tag:yaml.org,2002:set", false), TAG_OTHER);
    assert_int_equal(tag_find("tag:yaml.org,2002:", false), TAG_OTHER);
    assert_int_equal(tag_find("!mine", true), TAG_OTHER);
    assert_int_equal(tag_find("", true), TAG_OTHER);
}

static void tag_fits_what_reads_as_its_type(void **state)
{
    (void)state;
    assert_true(tag_fits(TAG_INT, SCALAR_HEX));
    assert_false(tag_fits(TAG_INT, SCALAR_FLOAT));
    assert_true(tag_fits(TAG_FLOAT, SCALAR_INT));
    assert_false(tag_fits(TAG_FLOAT, SCALAR_STRING));
    assert_true(tag_fits(TAG_BOOL, SCALAR_FALSE));
    assert_false(tag_fits(TAG_BOOL, SCALAR_INT));
    assert_true(tag_fits(TAG_NULL, SCALAR_NULL));
    assert_false(tag_fits(TAG_NULL, SCALAR_STRING));
    assert_false(tag_fits(TAG_SEQ, SCALAR_NULL));
    assert_true(tag_fits(TAG_OTHER, SCALAR_FLOAT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tag_names_are_known_or_other),
        cmocka_unit_test(tag_fits_what_reads_as_its_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "folder.h"

static const char META[] = "$schema: https://json-schema.org/draft/2020-12/schema\n"
                           "$id: http://example.com/meta\n"
                           "$vocabulary: {https://json-schema.org/draft/2020-12/vocab/core: true,\n"
                           "  %s: true}\n";

static void make_meta(folder *f, const char *vocabulary)
{
    mem m = MEM_INIT;
    folder_make(f);
    folder_write(f, "meta/meta", str_print(&m, META, vocabulary).data);
    folder_map(f, "http://example.com/", "meta");
    mem_free(&m);
}

static void keywords_of_a_vocabulary_that_is_not_listed_say_nothing(void **state)
{
    (void)state;
    folder f;
    make_meta(&f, "https://json-schema.org/draft/2020-12/vocab/applicator");
    folder_write(&f, "a.yaml", "$schema: http://example.com/meta\n"
                               "properties: {x: {minimum: 1}}\nrequired: [x]\n");
    const built *b = folder_build_one(&f, "a.yaml");
    assert_int_equal(at(b, "#")->properties.count, 1);
    assert_int_equal(at(b, "#")->required.count, 0);
    assert_null(at(b, "#/properties/x")->minimum);
    folder_expect_reports(&f, "");
    folder_end(&f);
}

static void the_assertion_vocabulary_asserts_formats(void **state)
{
    (void)state;
    folder f;
    make_meta(&f, "https://json-schema.org/draft/2020-12/vocab/format-assertion");
    folder_write(&f, "a.yaml", "$schema: http://example.com/meta\nformat: ipv4\n");
    const built *b = folder_build_one(&f, "a.yaml");
    assert_int_equal(at(b, "#")->asserted_format, O2C_FORMAT_IPV4);
    folder_end(&f);
}

static void a_required_vocabulary_that_is_not_known_is_said(void **state)
{
    (void)state;
    folder f;
    make_meta(&f, "http://example.com/units");
    folder_write(&f, "a.yaml", "$schema: http://example.com/meta\ntype: string\n");
    const built *b = folder_build_one(&f, "a.yaml");
    assert_int_equal(at(b, "#")->types, 0);
    folder_expect_reports(&f, "meta/meta:4:3 warning O2C-S002: the vocabulary "
                              "'http://example.com/units' is not known; its keywords say nothing\n");
    folder_end(&f);
}

static void a_meta_schema_that_is_not_at_hand_is_the_usual_dialect(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "a.yaml", "$schema: http://example.com/meta\ntype: string\n");
    const built *b = folder_build_one(&f, "a.yaml");
    assert_int_equal(at(b, "#")->types, SCHEMA_STRING);
    folder_end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keywords_of_a_vocabulary_that_is_not_listed_say_nothing),
        cmocka_unit_test(the_assertion_vocabulary_asserts_formats),
        cmocka_unit_test(a_required_vocabulary_that_is_not_known_is_said),
        cmocka_unit_test(a_meta_schema_that_is_not_at_hand_is_the_usual_dialect),
    };
    return cmocka_run_group_tests_name("schema vocabulary", tests, NULL, NULL);
}

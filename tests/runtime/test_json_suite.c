#include "reading.h"

#include <dirent.h>
#include <stdio.h>

/*
 * The JSON parsing suite: y_ is accepted, n_ is refused, by skipping and by reading values alike. Of
 * what RFC 8259 leaves open (i_) this reader accepts the following and refuses the rest: all that is
 * not UTF-8, half a surrogate pair, and a byte order mark.
 */
static const char *const accepted_of_choice[] = {
    "i_number_double_huge_neg_exp.json",  "i_number_huge_exp.json",
    "i_number_neg_int_huge_exp.json",     "i_number_pos_double_huge_exp.json",
    "i_number_real_neg_overflow.json",    "i_number_real_pos_overflow.json",
    "i_number_real_underflow.json",       "i_number_too_big_neg_int.json",
    "i_number_too_big_pos_int.json",      "i_number_very_big_negative_int.json",
    "i_structure_500_nested_arrays.json",
};

static bool is_accepted(const char *name)
{
    for (size_t i = 0; i < sizeof accepted_of_choice / sizeof *accepted_of_choice; i++) {
        if (strcmp(name, accepted_of_choice[i]) == 0) {
            return true;
        }
    }
    return name[0] == 'y';
}

static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fail_msg("%s cannot be opened", path);
    }
    size_t room = 1 << 20;
    char *text = malloc(room);
    *length = fread(text, 1, room, file);
    assert_true(*length < room);
    fclose(file);
    return text;
}

static bool accepts(const char *text, size_t length, bool values, o2c_string_mode mode)
{
    fixture f;
    o2c_read_options options = {mode, 0, 0, NULL};
    o2c_reader *r = open_bytes(&f, text, length, &options);
    if (values) {
        (void)o2c_read_value(r);
    } else {
        o2c_skip(r);
    }
    bool fine = o2c_reader_finish(r, &f.error);
    assert_int_equal(fine, f.error.code == O2C_OK);
    if (!fine) {
        assert_non_null(f.error.pointer);
        assert_true(f.error.offset <= length);
        assert_true(strlen(f.error.message) > 0);
    }
    close_text(&f);
    return fine;
}

static void suite_verdicts_are_as_listed(void **state)
{
    (void)state;
    static const char folder[] = OPENAPI2C_SHARED "/suites/json-parsing/test_parsing";
    DIR *files = opendir(folder);
    if (files == NULL) {
        skip();
    }
    int wrong = 0, count = 0;
    for (struct dirent *entry = readdir(files); entry != NULL; entry = readdir(files)) {
        char path[1024];
        size_t length;
        if (strstr(entry->d_name, ".json") == NULL) {
            continue;
        }
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        char *text = read_file(path, &length);
        bool expected = is_accepted(entry->d_name);
        for (int mode = O2C_STRINGS_COPY; mode <= O2C_STRINGS_IN_PLACE; mode++) {
            for (int values = 0; values < 2; values++) {
                if (accepts(text, length, values, (o2c_string_mode)mode) != expected) {
                    print_message("wrong about %s\n", entry->d_name);
                    wrong++;
                }
            }
        }
        free(text);
        count++;
    }
    closedir(files);
    assert_int_equal(wrong, 0);
    assert_in_range(count, 300, 400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(suite_verdicts_are_as_listed)};
    return cmocka_run_group_tests_name("runtime.json_suite", tests, NULL, NULL);
}

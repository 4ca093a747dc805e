#include "reading.h"

/*
 * optional/format of the JSON Schema Test Suite, straight through the checkers: every test of a schema
 * that is one `format`. What this runtime decides otherwise is counted, and the counts are known.
 */

static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    size_t room = 1 << 20;
    char *text = malloc(room);
    *length = fread(text, 1, room, file);
    assert_true(*length < room);
    fclose(file);
    return text;
}

static const o2c_value *get(const o2c_value *v, const char *name)
{
    return v != NULL ? o2c_value_get(v, o2c_str_of(name)) : NULL;
}

/* Runs the tests of one group: returns how many were decided otherwise. */
static size_t run_group(const o2c_value *group, o2c_format format, const char *file, size_t *count)
{
    const o2c_value *tests = get(group, "tests");
    size_t wrong = 0;
    for (size_t i = 0; i < tests->count; i++) {
        const o2c_value *data = get(&tests->as.items[i], "data");
        if (data->kind != O2C_STRING) {
            continue;
        }
        bool ok = o2c_format_ok(format, data->as.text, data->count);
        ++*count;
        if (ok != get(&tests->as.items[i], "valid")->boolean) {
            const o2c_value *what = get(&tests->as.items[i], "description");
            print_message("%s: %.*s\n", file, (int)what->count, what->as.text);
            wrong++;
        }
    }
    return wrong;
}

/* The wrong verdicts about one file; *count: the tests in it. */
static size_t run_file(const char *draft, const char *name, size_t *count)
{
    char path[1024];
    size_t length, wrong = 0;
    snprintf(path, sizeof path,
             OPENAPI2C_SHARED "/suites/json-schema/tests/%s/optional/format/%s.json", draft, name);
    char *text = read_file(path, &length);
    if (text == NULL) {
        return 0; /* not of this draft */
    }
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_value groups;
    assert_true(o2c_value_parse(&arena, text, length, &groups, NULL));
    for (size_t i = 0; i < groups.count; i++) {
        const o2c_value *schema = get(&groups.as.items[i], "schema");
        const o2c_value *format = get(schema, "format");
        assert_non_null(format);
        o2c_format known = o2c_format_find(format->as.text, format->count);
        assert_int_not_equal(known, O2C_FORMAT_NONE);
        wrong += run_group(&groups.as.items[i], known, path, count);
    }
    o2c_arena_deinit(&arena);
    free(text);
    return wrong;
}

static void verdicts_are_those_of_the_suite(void **state)
{
    (void)state;
    static const char *const drafts[] = {"draft4", "draft6", "draft7", "draft2019-09",
                                         "draft2020-12"};
    static const char *const extra[] = {"ecmascript-regex"};
    size_t count = 0, wrong = 0;
    for (size_t i = 0; i < sizeof drafts / sizeof *drafts; i++) {
        for (int format = 1; format <= O2C_FORMAT_UINT64; format++) {
            wrong += run_file(drafts[i], o2c_format_name((o2c_format)format), &count);
        }
        wrong += run_file(drafts[i], extra[0], &count);
    }
    if (count == 0) {
        skip();
    }
    assert_in_range(count, 1500, 4000);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(verdicts_are_those_of_the_suite)};
    return cmocka_run_group_tests_name("runtime.format_suite", tests, NULL, NULL);
}

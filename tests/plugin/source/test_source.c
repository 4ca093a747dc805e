#include "source/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static mem arena;
static diag problems;
static char path[] = "source-test-XXXXXX";

static int start(void **state)
{
    (void)state;
    diag_init(&problems);
    memcpy(path + strlen(path) - 6, "XXXXXX", 6);
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "hello\0world", 11), 11);
    close(fd);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    unlink(path);
    diag_free(&problems);
    mem_free(&arena);
    return 0;
}

static void source_reads_a_file_to_the_last_byte(void **state)
{
    (void)state;
    str text;
    assert_true(source_read_file(&arena, &problems, str_of(path), 0, &text));
    assert_true(str_eq(text, STR("hello\0world")));
    assert_int_equal(problems.items.count, 0);
}

static void source_takes_a_file_of_exactly_the_limit(void **state)
{
    (void)state;
    str text;
    assert_true(source_read_file(&arena, &problems, str_of(path), 11, &text));
    assert_false(source_read_file(&arena, &problems, str_of(path), 10, &text));
    assert_null(text.data);
    assert_string_equal(problems.items.items[0].code, "O2C-F002");
    assert_int_equal(diag_status(&problems), DIAG_IO);
}

static void source_stops_reading_endless_files(void **state)
{
    (void)state;
    str text;
    assert_false(source_read_file(&arena, &problems, STR("/dev/zero"), 1 << 20, &text));
    assert_string_equal(problems.items.items[0].code, "O2C-F002");
}

static void source_reports_what_cannot_be_read(void **state)
{
    (void)state;
    const str bad[] = {STR("no-such-file.yaml"), STR("."), STR(""), STR("a\0b")};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        str text = STR("x");
        assert_false(source_read_file(&arena, &problems, bad[i], 0, &text));
        assert_null(text.data);
        assert_int_equal(problems.errors, i + 1);
        assert_string_equal(problems.items.items[i].code, "O2C-F001");
        assert_true(str_eq(problems.items.items[i].place.file->name, bad[i]));
    }
    assert_int_equal(diag_status(&problems), DIAG_IO);
}

static void source_reads_standard_input(void **state)
{
    (void)state;
    int ends[2], kept = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "piped", 5), 5);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    str text;
    assert_true(source_read_file(&arena, &problems, STR("-"), 0, &text));
    assert_true(str_eq(text, STR("piped")));
    if (kept >= 0) {
        dup2(kept, STDIN_FILENO);
        close(kept);
    }
}

static void source_knows_ordinary_files(void **state)
{
    (void)state;
    const char *reason;
    assert_true(source_is_file(&arena, STR(OPENAPI2C_SOURCE_DIR "/README.md"), &reason));
    assert_null(reason);
    assert_false(source_is_file(&arena, STR("/"), &reason));
    assert_string_equal(reason, "it is a folder");
    assert_false(source_is_file(&arena, STR("/dev/null"), &reason));
    assert_string_equal(reason, "it is no ordinary file");
    assert_false(source_is_file(&arena, STR("/none/such"), &reason));
    assert_string_equal(reason, "No such file or directory");
    assert_false(source_is_file(&arena, STR("/dev/null\0x"), &reason));
    assert_false(source_is_file(&arena, STR(""), &reason));
}

#define source_test(f) cmocka_unit_test_setup_teardown(f, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        source_test(source_reads_a_file_to_the_last_byte),
        source_test(source_takes_a_file_of_exactly_the_limit),
        source_test(source_stops_reading_endless_files),
        source_test(source_reports_what_cannot_be_read),
        source_test(source_reads_standard_input),
        source_test(source_knows_ordinary_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

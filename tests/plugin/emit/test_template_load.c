/* Where templates come from: the program itself, and a folder of the user's. */
#include "emit/embedded.h"
#include "emit/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct fixture {
    mem m;
    diag d;
    template_set *set;
    char dir[64];
} fixture;

static int setup(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    f->m = (mem)MEM_INIT;
    diag_init(&f->d);
    f->set = templates_new(&f->m, TEMPLATE_STRICT);
    strcpy(f->dir, "test_template_load.XXXXXX");
    assert_non_null(mkdtemp(f->dir));
    *state = f;
    return 0;
}

static const char *path_of(fixture *f, const char *name)
{
    return str_print(&f->m, "%s/%s", f->dir, name).data;
}

static const char *const FILES[] = {"part.tmpl", "prat.tmpl", "part.txt", ".part.tmpl.swp",
                                    "sub.tmpl"};

static int teardown(void **state)
{
    fixture *f = *state;
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++)
        unlink(path_of(f, FILES[i]));
    rmdir(path_of(f, "sub.tmpl"));
    rmdir(f->dir);
    diag_free(&f->d);
    mem_free(&f->m);
    free(f);
    return 0;
}

static void put(fixture *f, const char *name, const char *text)
{
    FILE *file = fopen(path_of(f, name), "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void add_defaults(fixture *f)
{
    assert_true(templates_add(f->set, STR("main"), STR("main.tmpl"), STR("<{{>part}}>"), &f->d));
    assert_true(templates_add(f->set, STR("part"), STR("part.tmpl"), STR("default"), &f->d));
    assert_true(templates_add(f->set, STR("sub"), STR("sub.tmpl"), STR("default"), &f->d));
}

static void assert_main_is(fixture *f, const char *expected)
{
    buf out = BUF_INIT;
    assert_true(template_render(f->set, "main", view_object(&f->m), &out, &f->d));
    assert_string_equal(buf_str(&out).data, expected);
    buf_free(&out);
}

static void assert_refused(fixture *f, const char *code, int status, const char *part)
{
    assert_false(templates_load_dir(f->set, str_of(f->dir), &f->d));
    assert_int_equal(f->d.items.count, 1);
    assert_string_equal(f->d.items.items[0].code, code);
    assert_int_equal(diag_status(&f->d), status);
    assert_non_null(strstr(f->d.items.items[0].text.data, part));
}

static void the_embedded_templates_load(void **state)
{
    fixture *f = *state;
    bool ok = templates_load_embedded(f->set, &f->d);
    diag_print(&f->d, stderr, false);
    assert_true(ok);
}

static void embedded_files_are_sorted_and_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < embedded_runtime_count; i++) {
        const embedded_file *file = &embedded_runtime[i];
        assert_int_equal(file->data[file->size], 0);
        assert_int_equal(strlen((const char *)file->data), file->size);
        if (i)
            assert_true(strcmp(embedded_runtime[i - 1].name, file->name) < 0);
    }
    assert_true(embedded_runtime_count > 0);
}

static void a_file_of_the_folder_replaces_its_template(void **state)
{
    fixture *f = *state;
    add_defaults(f);
    put(f, "part.tmpl", "mine");
    put(f, ".part.tmpl.swp", "{{#broken");
    assert_true(templates_load_dir(f->set, str_of(f->dir), &f->d));
    assert_main_is(f, "<mine>");
}

static void an_empty_folder_changes_nothing(void **state)
{
    fixture *f = *state;
    add_defaults(f);
    assert_true(templates_load_dir(f->set, str_of(f->dir), &f->d));
    assert_main_is(f, "<default>");
}

static void a_file_that_replaces_nothing_is_an_error_with_a_suggestion(void **state)
{
    fixture *f = *state;
    add_defaults(f);
    assert_true(templates_add(f->set, STR("pratt"), STR("x"), STR(""), &f->d));
    put(f, "prat.tmpl", "mine");
    assert_refused(f, "O2C-T010", DIAG_USAGE, "did you mean 'pratt.tmpl'?");
}

static void another_suffix_is_an_error(void **state)
{
    fixture *f = *state;
    add_defaults(f);
    put(f, "part.txt", "mine");
    assert_refused(f, "O2C-T010", DIAG_USAGE, "part.txt");
}

static void a_broken_file_is_an_error_with_its_path(void **state)
{
    fixture *f = *state;
    add_defaults(f);
    put(f, "part.tmpl", "line\n{{#open}}");
    assert_refused(f, "O2C-T002", DIAG_USAGE, "open");
    assert_true(str_eq(f->d.items.items[0].place.file->name, str_of(path_of(f, "part.tmpl"))));
    assert_int_equal(f->d.items.items[0].place.line, 2);
}

static void an_unknown_partial_is_found_at_once(void **state)
{
    fixture *f = *state;
    add_defaults(f);
    put(f, "part.tmpl", "\n {{>mian}}");
    assert_refused(f, "O2C-T007", DIAG_USAGE, "'mian'");
    assert_int_equal(f->d.items.items[0].place.line, 2);
}

static void a_missing_folder_is_an_error(void **state)
{
    fixture *f = *state;
    assert_int_equal(rmdir(f->dir), 0);
    assert_refused(f, "O2C-T012", DIAG_IO, "No such file");
}

static void a_folder_inside_is_an_error(void **state)
{
    fixture *f = *state;
    add_defaults(f);
    assert_int_equal(mkdir(path_of(f, "sub.tmpl"), 0777), 0);
    assert_false(templates_load_dir(f->set, str_of(f->dir), &f->d));
    assert_int_equal(diag_status(&f->d), DIAG_IO);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_embedded_templates_load),
        TEST(embedded_files_are_sorted_and_whole),
        TEST(a_file_of_the_folder_replaces_its_template),
        TEST(an_empty_folder_changes_nothing),
        TEST(a_file_that_replaces_nothing_is_an_error_with_a_suggestion),
        TEST(another_suffix_is_an_error),
        TEST(a_broken_file_is_an_error_with_its_path),
        TEST(an_unknown_partial_is_found_at_once),
        TEST(a_missing_folder_is_an_error),
        TEST(a_folder_inside_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Files of a run: all or nothing, unchanged ones untouched, none that is not ours removed. */
#include "emit/output.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct fixture {
    mem m;
    diag d;
    char root[64];
    str dir;
} fixture;

static int setup(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    f->m = (mem)MEM_INIT;
    diag_init(&f->d);
    strcpy(f->root, "test_output.XXXXXX");
    assert_non_null(mkdtemp(f->root));
    f->dir = str_print(&f->m, "%s/out", f->root);
    *state = f;
    return 0;
}

static void remove_tree(const char *path)
{
    char inner[512];
    DIR *dir = opendir(path);
    if (!dir) {
        unlink(path);
        return;
    }
    chmod(path, 0777);
    for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        snprintf(inner, sizeof inner, "%s/%s", path, e->d_name);
        remove_tree(inner);
    }
    closedir(dir);
    rmdir(path);
}

static int teardown(void **state)
{
    fixture *f = *state;
    remove_tree(f->root);
    diag_free(&f->d);
    mem_free(&f->m);
    free(f);
    return 0;
}

static str path_of(fixture *f, const char *name)
{
    return str_print(&f->m, "%.*s/%s", STR_ARG(f->dir), name);
}

static void put(fixture *f, const char *name, const char *text)
{
    mkdir(f->dir.data, 0777);
    FILE *file = fopen(path_of(f, name).data, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static const char *get(fixture *f, const char *name)
{
    FILE *file = fopen(path_of(f, name).data, "rb");
    if (!file)
        return NULL;
    char *text = mem_alloc(&f->m, 4096);
    text[fread(text, 1, 4095, file)] = '\0';
    fclose(file);
    return text;
}

/* Files and folders in `path`, those that begin with a dot included. */
static size_t entries_of(const char *path)
{
    size_t n = 0;
    DIR *dir = opendir(path);
    if (!dir)
        return 0;
    while (readdir(dir))
        n++;
    closedir(dir);
    return n - 2;
}

static void make_old(fixture *f, const char *name)
{
    const struct timespec times[2] = {{1000, 0}, {1000, 0}};
    assert_int_equal(utimensat(AT_FDCWD, path_of(f, name).data, times, 0), 0);
}

static bool is_old(fixture *f, const char *name)
{
    struct stat info;
    assert_int_equal(stat(path_of(f, name).data, &info), 0);
    return info.st_mtime == 1000;
}

static void files_and_their_folders_are_made(void **state)
{
    fixture *f = *state;
    output *o = output_new(&f->m, f->dir);
    output_add(o, STR("p.h"), STR("header"));
    output_add(o, STR("o2c/src/reader.c"), STR("reader"));
    output_counts counts;
    assert_true(output_commit(o, &f->d, &counts));
    assert_string_equal(get(f, "p.h"), "header");
    assert_string_equal(get(f, "o2c/src/reader.c"), "reader");
    assert_int_equal(counts.written, 2);
    assert_int_equal(entries_of(f->dir.data), 2);
}

static void an_unchanged_file_is_not_touched(void **state)
{
    fixture *f = *state;
    put(f, "same", "same text");
    put(f, "other", "old text!");
    make_old(f, "same");
    make_old(f, "other");
    output *o = output_new(&f->m, f->dir);
    output_add(o, STR("same"), STR("same text"));
    output_add(o, STR("other"), STR("new text!"));
    output_counts counts;
    assert_true(output_commit(o, &f->d, &counts));
    assert_true(is_old(f, "same"));
    assert_false(is_old(f, "other"));
    assert_string_equal(get(f, "other"), "new text!");
    assert_int_equal(counts.written, 1);
    assert_int_equal(counts.unchanged, 1);
}

static void nothing_is_written_after_an_error(void **state)
{
    fixture *f = *state;
    output *o = output_new(&f->m, f->dir);
    output_add(o, STR("p.h"), STR("x"));
    diag_error(&f->d, "O2C-X001", (diag_place){0}, NULL, "the spec is wrong");
    assert_false(output_commit(o, &f->d, NULL));
    assert_int_equal(entries_of(f->root), 0);
}

static void warnings_do_not_stop_writing(void **state)
{
    fixture *f = *state;
    output *o = output_new(&f->m, f->dir);
    output_add(o, STR("p.h"), STR("x"));
    diag_warning(&f->d, "O2C-X001", (diag_place){0}, NULL, "odd");
    assert_true(output_commit(o, &f->d, NULL));
    assert_string_equal(get(f, "p.h"), "x");
}

static void assert_io_error(fixture *f, const char *part)
{
    assert_int_equal(f->d.items.count, 1);
    assert_int_equal(diag_status(&f->d), DIAG_IO);
    assert_non_null(strstr(f->d.items.items[0].text.data, part));
}

static void a_file_where_a_folder_should_be_is_an_error(void **state)
{
    fixture *f = *state;
    f->dir = str_of(f->root);
    put(f, "out", "a file");
    output *o = output_new(&f->m, str_print(&f->m, "%s/out/deep", f->root));
    output_add(o, STR("p.h"), STR("x"));
    assert_false(output_commit(o, &f->d, NULL));
    assert_io_error(f, "Not a directory");
    assert_string_equal(get(f, "out"), "a file");
}

static void a_folder_in_the_place_of_a_file_is_an_error(void **state)
{
    fixture *f = *state;
    put(f, "a", "old");
    assert_int_equal(mkdir(path_of(f, "p.h").data, 0777), 0);
    output *o = output_new(&f->m, f->dir);
    output_add(o, STR("a"), STR("new"));
    output_add(o, STR("p.h"), STR("x"));
    assert_false(output_commit(o, &f->d, NULL));
    assert_io_error(f, "no regular file");
    assert_string_equal(get(f, "a"), "old");
    assert_int_equal(entries_of(f->dir.data), 2);
}

static void a_device_is_never_replaced(void **state)
{
    fixture *f = *state;
    struct stat info;
    output *o = output_new(&f->m, f->dir);
    output_add_at(o, STR("/dev/full"), STR("x"));
    assert_false(output_commit(o, &f->d, NULL));
    assert_io_error(f, "no regular file");
    assert_int_equal(stat("/dev/full", &info), 0);
    assert_true(S_ISCHR(info.st_mode));
}

static void a_read_only_folder_is_an_error(void **state)
{
    fixture *f = *state;
    bool root = geteuid() == 0;
    put(f, "p.h", "old");
    assert_int_equal(chmod(f->dir.data, 0555), 0);
    assert_int_equal(chmod(f->root, 0755), 0);
    if (root && seteuid(65534) != 0)
        skip();
    output *o = output_new(&f->m, f->dir);
    output_add(o, STR("p.h"), STR("new"));
    bool ok = output_commit(o, &f->d, NULL);
    if (root)
        assert_int_equal(seteuid(0), 0);
    assert_false(ok);
    assert_io_error(f, "Permission denied");
    assert_string_equal(get(f, "p.h"), "old");
}

/* Files of more than 4,096 bytes fail half-way, as on a full disk. */
static void a_write_that_fails_half_way_leaves_the_old_files(void **state)
{
    fixture *f = *state;
    put(f, "a", "old a");
    put(f, "b", "old b");
    output *o = output_new(&f->m, f->dir);
    output_add(o, STR("a"), STR("new a"));
    output_add(o, STR("new/folder/c"), STR("new c"));
    output_add(o, STR("b"), (str){mem_alloc(&f->m, 100000), 100000});
    struct rlimit before, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 4096;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool ok = output_commit(o, &f->d, NULL);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, handler);
    assert_false(ok);
    assert_io_error(f, "File too large");
    assert_string_equal(get(f, "a"), "old a");
    assert_string_equal(get(f, "b"), "old b");
    assert_int_equal(entries_of(f->dir.data), 2);
}

/* The process is killed while it writes the second of two files. */
static void an_interrupted_run_leaves_the_old_files(void **state)
{
    fixture *f = *state;
    put(f, "a", "old a");
    put(f, "b", "old b");
    output *o = output_new(&f->m, f->dir);
    output_add(o, STR("a"), STR("new a"));
    output_add(o, STR("b"), (str){mem_alloc(&f->m, 100000), 100000});
    pid_t child = fork();
    if (child == 0) {
        const struct rlimit small = {4096, 4096};
        const struct rlimit no_core = {0, 0};
        signal(SIGXFSZ, SIG_DFL);
        setrlimit(RLIMIT_CORE, &no_core);
        setrlimit(RLIMIT_FSIZE, &small);
        output_commit(o, &f->d, NULL);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_string_equal(get(f, "a"), "old a");
    assert_string_equal(get(f, "b"), "old b");
    assert_true(output_commit(o, &f->d, NULL));
    assert_string_equal(get(f, "a"), "new a");
}

static void shards_of_an_earlier_run_are_removed(void **state)
{
    fixture *f = *state;
    put(f, "p_2.c", OUTPUT_HEADER " 0.0.9 */\nold");
    put(f, "p_10.c", OUTPUT_HEADER " 0.0.9 */\nold");
    put(f, "p_types_2.h", OUTPUT_HEADER " 0.0.9 */\nold");
    output *o = output_new(&f->m, f->dir);
    output_add(o, STR("p.h"), STR("x"));
    output_add(o, STR("p_1.c"), STR("x"));
    output_add(o, STR("p_types_1.h"), STR("x"));
    output_counts counts;
    assert_true(output_commit(o, &f->d, &counts));
    assert_int_equal(counts.removed, 3);
    assert_int_equal(entries_of(f->dir.data), 3);
}

static void files_that_are_not_ours_stay(void **state)
{
    fixture *f = *state;
    put(f, "p_2.c", "/* mine */");         /* without our header */
    put(f, "p_3.c", "/* Gen");             /* shorter than it */
    put(f, "q_2.c", OUTPUT_HEADER " */");  /* of another prefix */
    put(f, "p_2.h", OUTPUT_HEADER " */");  /* of another kind */
    put(f, "p_x2.c", OUTPUT_HEADER " */"); /* not a number alone */
    assert_int_equal(symlink("q_2.c", path_of(f, "p_4.c").data), 0);
    output *o = output_new(&f->m, f->dir);
    output_add(o, STR("p_1.c"), STR("x"));
    output_counts counts;
    assert_true(output_commit(o, &f->d, &counts));
    assert_int_equal(counts.removed, 0);
    assert_int_equal(entries_of(f->dir.data), 7);
}

static void a_failed_run_removes_nothing(void **state)
{
    fixture *f = *state;
    put(f, "p_2.c", OUTPUT_HEADER " */");
    output *o = output_new(&f->m, f->dir);
    output_add(o, STR("p_1.c"), STR("x"));
    diag_error(&f->d, "O2C-X001", (diag_place){0}, NULL, "the spec is wrong");
    assert_false(output_commit(o, &f->d, NULL));
    assert_non_null(get(f, "p_2.c"));
}

static void the_stamp_is_new_even_if_nothing_else_is(void **state)
{
    fixture *f = *state;
    put(f, "a", "x");
    put(f, "stamp", "");
    make_old(f, "a");
    make_old(f, "stamp");
    output *o = output_new(&f->m, f->dir);
    output_add(o, STR("a"), STR("x"));
    output_set_stamp(o, path_of(f, "stamp"));
    assert_true(output_commit(o, &f->d, NULL));
    assert_true(is_old(f, "a"));
    assert_false(is_old(f, "stamp"));
}

static void a_failed_run_leaves_the_stamp(void **state)
{
    fixture *f = *state;
    put(f, "stamp", "");
    make_old(f, "stamp");
    assert_int_equal(mkdir(path_of(f, "a").data, 0777), 0);
    output *o = output_new(&f->m, f->dir);
    output_add(o, STR("a"), STR("x"));
    output_set_stamp(o, path_of(f, "stamp"));
    assert_false(output_commit(o, &f->d, NULL));
    assert_true(is_old(f, "stamp"));
}

static void names_cannot_leave_the_folder(void **state)
{
    static const char *const NAMES[] = {"../p.h", "/p.h", "a/../../p.h", "", "a//b", "./a", "a/"};
    fixture *f = *state;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        output *o = output_new(&f->m, f->dir);
        output_add(o, str_of(NAMES[i]), STR("x"));
        assert_false(output_commit(o, &f->d, NULL));
        assert_int_equal(diag_status(&f->d), DIAG_BUG);
        assert_int_equal(entries_of(f->root), 0);
        diag_free(&f->d);
        diag_init(&f->d);
    }
}

static void a_name_comes_once(void **state)
{
    fixture *f = *state;
    output *o = output_new(&f->m, f->dir);
    output_add(o, STR("p.h"), STR("x"));
    output_add(o, STR("p.h"), STR("y"));
    assert_false(output_commit(o, &f->d, NULL));
    assert_int_equal(diag_status(&f->d), DIAG_BUG);
}

static void a_depfile_names_target_and_inputs(void **state)
{
    fixture *f = *state;
    const str inputs[] = {STR("spec.yaml"), STR("a dir/b#c$d.yaml"), STR("e\\ f")};
    buf b = BUF_INIT;
    assert_true(output_depfile(&b, STR("out/p.h"), inputs, 3, &f->d));
    assert_string_equal(buf_str(&b).data,
                        "out/p.h: \\\n  spec.yaml \\\n  a\\ dir/b\\#c$$d.yaml \\\n"
                        "  e\\\\\\ f\n");
    buf_free(&b);
}

static void a_depfile_cannot_name_a_line_break(void **state)
{
    fixture *f = *state;
    const str inputs[] = {STR("a\nb: evil")};
    buf b = BUF_INIT;
    assert_false(output_depfile(&b, STR("p.h"), inputs, 1, &f->d));
    assert_int_equal(diag_status(&f->d), DIAG_IO);
    buf_free(&b);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_and_their_folders_are_made),
        TEST(an_unchanged_file_is_not_touched),
        TEST(nothing_is_written_after_an_error),
        TEST(warnings_do_not_stop_writing),
        TEST(a_file_where_a_folder_should_be_is_an_error),
        TEST(a_folder_in_the_place_of_a_file_is_an_error),
        TEST(a_device_is_never_replaced),
        TEST(a_read_only_folder_is_an_error),
        TEST(a_write_that_fails_half_way_leaves_the_old_files),
        TEST(an_interrupted_run_leaves_the_old_files),
        TEST(shards_of_an_earlier_run_are_removed),
        TEST(files_that_are_not_ours_stay),
        TEST(a_failed_run_removes_nothing),
        TEST(the_stamp_is_new_even_if_nothing_else_is),
        TEST(a_failed_run_leaves_the_stamp),
        TEST(names_cannot_leave_the_folder),
        TEST(a_name_comes_once),
        TEST(a_depfile_names_target_and_inputs),
        TEST(a_depfile_cannot_name_a_line_break),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

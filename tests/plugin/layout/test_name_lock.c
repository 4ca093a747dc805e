#include "layout/name_lock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct fixture {
    mem m;
    diag d;
    diag_file file;
    name_lock lock;
} fixture;

static bool load(fixture *f, const char *text)
{
    *f = (fixture){.m = MEM_INIT};
    diag_init(&f->d);
    f->file = (diag_file){STR("x.names"), str_of(text)};
    name_lock_init(&f->lock, &f->m);
    return name_lock_read(&f->lock, &f->d, &f->file);
}

static void end(fixture *f)
{
    diag_free(&f->d);
    mem_free(&f->m);
}

static void expect_printed(fixture *f, const char *expected)
{
    buf out = BUF_INIT;
    name_lock_print(&f->lock, &out);
    assert_string_equal(out.data, expected);
    buf_free(&out);
    end(f);
}

#define HEAD "openapi2c names 1\n"

static void what_is_read_is_written_sorted(void **state)
{
    (void)state;
    fixture f;
    assert_true(load(&f, HEAD "#/b b\n .x y\n =in%20use IN_USE\n\n#/a 1_a\r\n . empty\n"));
    const name_block *b = map_get(&f.lock.blocks, STR("#/b"));
    assert_true(str_eq(name_lock_part(b, NAME_ENUMERATOR, STR("in use"))->name, STR("IN_USE")));
    assert_int_equal(name_lock_part(b, NAME_MEMBER, STR("x"))->place.line, 3);
    assert_int_equal(name_lock_part(b, NAME_MEMBER, STR("x"))->place.column, 5);
    assert_null(name_lock_part(b, NAME_MEMBER, STR("z")));
    assert_null(name_lock_part(NULL, NAME_MEMBER, STR("z")));
    expect_printed(&f, HEAD "#/a 1_a\n . empty\n#/b b\n .x y\n =in%20use IN_USE\n");
}

static void an_empty_file_has_no_names(void **state)
{
    (void)state;
    fixture f;
    assert_true(load(&f, ""));
    expect_printed(&f, HEAD);
}

static void keys_are_any_bytes(void **state)
{
    (void)state;
    fixture f, again;
    assert_true(load(&f, ""));
    name_lock_set_type(&f.lock, STR("#/a b\n%25\xC3\xA9"), STR("a"));
    name_lock_set_part(&f.lock, STR("#/a b\n%25\xC3\xA9"), NAME_MEMBER, STR(""), STR("empty"));
    name_lock_set_part(&f.lock, STR("#/a b\n%25\xC3\xA9"), NAME_MEMBER, STR(" \t\x7f"), STR("b"));
    buf out = BUF_INIT;
    name_lock_print(&f.lock, &out);
    assert_string_equal(out.data, HEAD "#/a%20b%0A%2525\xC3\xA9 a\n . empty\n .%20%09%7F b\n");
    assert_true(load(&again, out.data));
    const name_block *b = map_get(&again.lock.blocks, STR("#/a b\n%25\xC3\xA9"));
    assert_non_null(name_lock_part(b, NAME_MEMBER, STR(" \t\x7f")));
    end(&again);
    buf_free(&out);
    end(&f);
}

/* What is not in the spec any more stays until something else has its name. */
static void stale_names_stay_until_they_are_taken(void **state)
{
    (void)state;
    fixture f;
    assert_true(
        load(&f, HEAD "#/gone gone\n .x x\n#/lost pet\n .x x\n#/pet old\n .a a\n .b b\n =a A\n"));
    name_lock_set_type(&f.lock, STR("#/pet"), STR("pet"));
    name_lock_set_part(&f.lock, STR("#/pet"), NAME_MEMBER, STR("c"), STR("a"));
    expect_printed(&f, HEAD "#/gone gone\n .x x\n#/pet pet\n .b b\n .c a\n =a A\n");
}

static void expect_error(const char *text, unsigned line, unsigned column, const char *message)
{
    fixture f;
    assert_false(load(&f, text));
    assert_int_equal(f.d.items.count, 1);
    const diag_item *item = &f.d.items.items[0];
    assert_int_equal(item->cls, DIAG_USAGE);
    assert_string_equal(item->code, "O2C-G010");
    assert_string_equal(item->text.data, message);
    assert_int_equal(item->place.line, line);
    assert_int_equal(item->place.column, column);
    end(&f);
}

static void broken_files_are_located_errors(void **state)
{
    (void)state;
    const char *line = "not a line of names: a key, one blank, a C name";
    expect_error("openapi: 3.1.0\n", 1, 1, "not a file of names: it begins 'openapi2c names 1'");
    expect_error(HEAD "<<<<<<<\n", 2, 1, line);
    expect_error(HEAD "#/a a\n b\n", 3, 1, line);
    expect_error(HEAD "  x\n", 2, 1, line);
    expect_error(HEAD "#/a\n", 2, 1, line);
    expect_error(HEAD "<<<<<<< ours\n=======\n", 3, 1, line);
}

static void broken_names_are_located_errors(void **state)
{
    (void)state;
    const char *name = "not a name that C and C++ allow here";
    expect_error(HEAD "#/a a b\n", 2, 5, name);
    expect_error(HEAD "#/a a-b\n", 2, 5, name);
    expect_error(HEAD "#/a \n", 2, 5, name);
    expect_error(HEAD "#/a a\n .x 1x\n", 3, 5, name);
    expect_error(HEAD "#/a a\n .x int\n", 3, 5, name);
    expect_error(HEAD "#/a a\n .x a\xC3\xA9\n", 3, 5, name);
    expect_error(HEAD "#/a a\n#/a b\n", 3, 5, "this type has a line already");
    expect_error(HEAD "#/a a\n .x x\n .x y\n", 4, 5, "this part has a line already");
    expect_error(HEAD "#/%zz a\n", 2, 1, "a bad percent escape");
    expect_error(HEAD " .x x\n", 2, 1, "not a part of a type");
    expect_error(HEAD "#/a a\n *x x\n", 3, 1, "not a part of a type");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_is_written_sorted),
        cmocka_unit_test(an_empty_file_has_no_names),
        cmocka_unit_test(keys_are_any_bytes),
        cmocka_unit_test(stale_names_stay_until_they_are_taken),
        cmocka_unit_test(broken_files_are_located_errors),
        cmocka_unit_test(broken_names_are_located_errors),
    };
    return cmocka_run_group_tests_name("layout.name_lock", tests, NULL, NULL);
}

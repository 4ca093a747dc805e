/* How `try` finds schemas: members' names before pointers before operations; doubt is an error. */
#include "command/try_names.h"
#include "document/load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct fixture {
    mem m;
    diag d;
    document *doc;
    try_names names;
    texts pointers;
    plan plan;
    plan_type types[4];
} fixture;

static const char text[] =
    "{\"components\":{\"schemas\":{\"Pet\":{},\"/a~b\":{\"items\":{}},\"Two\":{}}},"
    "\"$defs\":{\"Two\":{},\"getPet.request\":{}},\"x y\":true,\"list\":[1],\"info\":{}}";

static void add_root(fixture *f, schema_root_kind kind, const char *name, const char *pointer,
                     int type)
{
    const plan_root root = {kind, str_of(name), str_of(pointer), &f->types[type]};
    list_push(&f->m, &f->plan.roots, root);
}

static int setup(void **state)
{
    static fixture f;
    f = (fixture){.m = MEM_INIT};
    diag_init(&f.d);
    f.doc = doc_load(&f.m, &f.d, STR("t.json"), STR("file:///t.json"), STR(text), NULL);
    assert_non_null(f.doc);
    try_names_init(&f.names, &f.m);
    add_root(&f, SCHEMA_ROOT_COMPONENT, "Pet", "#/components/schemas/Pet", 0);
    add_root(&f, SCHEMA_ROOT_COMPONENT, "/a~b", "#/components/schemas/~1a~0b", 1);
    add_root(&f, SCHEMA_ROOT_POINTER, "x y", "#/x y", 2);
    add_root(&f, SCHEMA_ROOT_RESPONSE, "getPet.response.200", "#/paths/~1/get", 3);
    add_root(&f, SCHEMA_ROOT_RESPONSE, "twice.request", "#/paths/~1a/get", 2);
    add_root(&f, SCHEMA_ROOT_RESPONSE, "twice.request", "#/paths/~1b/get", 3);
    *state = &f;
    return 0;
}

static int teardown(void **state)
{
    fixture *f = *state;
    diag_free(&f->d);
    mem_free(&f->m);
    return 0;
}

static const try_name *look_up(fixture *f, const char *name)
{
    try_name *found = try_names_add(&f->names, str_of(name));
    try_names_locate(&f->names, f->doc, &f->pointers);
    try_names_resolve(&f->names, f->doc, &f->plan);
    return found;
}

static void assert_type(fixture *f, const char *name, int type)
{
    const try_name *found = look_up(f, name);
    assert_null(found->problem.data);
    assert_ptr_equal(found->root->type, &f->types[type]);
}

static void assert_problem(fixture *f, const char *name, const char *problem)
{
    assert_string_equal(look_up(f, name)->problem.data, problem);
}

static void names_are_members_first(void **state)
{
    assert_type(*state, "Pet", 0);
    teardown(state);
    setup(state);
    assert_type(*state, "/a~b", 1);
}

static void names_may_be_pointers(void **state)
{
    fixture *f = *state;
    assert_type(f, "/components/schemas/~1a~0b", 1);
    assert_int_equal(f->pointers.count, 1);
    teardown(state);
    setup(state);
    assert_type(f, "#/x%20y", 2);
    teardown(state);
    setup(state);
    assert_type(f, "/x y", 2);
}

static void names_may_be_operations(void **state)
{
    fixture *f = *state;
    assert_type(f, "getPet.response.200", 3);
    assert_int_equal(f->pointers.count, 0);
}

static void names_that_mean_two_things_are_refused(void **state)
{
    fixture *f = *state;
    assert_problem(f, "Two", "'Two' is ambiguous: '/components/schemas/Two' or '/$defs/Two'");
    assert_int_equal(f->pointers.count, 0);
    teardown(state);
    setup(state);
    assert_problem(f, "twice.request",
                   "'twice.request' is ambiguous: '#/paths/~1a/get' or '#/paths/~1b/get'");
}

static void names_that_do_not_exist_have_suggestions(void **state)
{
    fixture *f = *state;
    assert_problem(f, "Pett", "there is no schema 'Pett'; did you mean 'Pet'?");
    assert_problem(f, "getPet.response.201",
                   "there is no schema 'getPet.response.201'; did you mean 'getPet.response.200'?");
    assert_problem(
        f, "/components/schemas/Pett",
        "'/components/schemas/Pett' does not exist: there is no 'Pett'; did you mean 'Pet'?");
    assert_problem(f, "zzzzzz", "there is no schema 'zzzzzz'");
    assert_problem(f, "#/%zz", "'#/%zz' has a bad percent escape");
    assert_problem(f, "#Pet", "'#Pet' does not exist: there is no 'Pet'");
}

static void names_of_what_is_no_schema_are_refused(void **state)
{
    assert_problem(*state, "/list", "'/list' is no schema but an array");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names_are_members_first, setup, teardown),
        cmocka_unit_test_setup_teardown(names_may_be_pointers, setup, teardown),
        cmocka_unit_test_setup_teardown(names_may_be_operations, setup, teardown),
        cmocka_unit_test_setup_teardown(names_that_mean_two_things_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(names_that_do_not_exist_have_suggestions, setup, teardown),
        cmocka_unit_test_setup_teardown(names_of_what_is_no_schema_are_refused, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

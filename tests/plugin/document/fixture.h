/** What the tests of this folder share: loading a text, and looking at what was reported. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "document/load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static mem arena;
static diag problems;

static inline int fixture_start(void **state)
{
    (void)state;
    arena = (mem)MEM_INIT;
    diag_init(&problems);
    return 0;
}

static inline int fixture_stop(void **state)
{
    (void)state;
    diag_free(&problems);
    mem_free(&arena);
    return 0;
}

#define fixture_test(f) cmocka_unit_test_setup_teardown(f, fixture_start, fixture_stop)

/** Loads a text under a name; NULL is a failure of the test's subject. Copies it, for ASan's sake. */
static inline document *load_limited(const char *name, str text, const doc_limits *limits)
{
    diag_free(&problems);
    char *exact = malloc(text.len ? text.len : 1);
    assert_non_null(exact);
    if (text.len)
        memcpy(exact, text.data, text.len);
    /* The tree may look into the text: give it one that lives as long, but check on the exact one. */
    mem m = MEM_INIT;
    diag d;
    diag_init(&d);
    doc_load(&m, &d, str_of(name), STR("file:///x"), (str){exact, text.len}, limits);
    diag_free(&d);
    mem_free(&m);
    free(exact);
    return doc_load(&arena, &problems, str_of(name), STR("file:///x"), str_copy(&arena, text),
                    limits);
}

static inline document *load(const char *name, const char *text)
{
    return load_limited(name, str_of(text), NULL);
}

static inline void print_problems(void)
{
    diag_print(&problems, stderr, false);
}

static inline node *load_ok(const char *name, const char *text)
{
    document *doc = load(name, text);
    if (!doc || problems.items.count)
        print_problems();
    assert_non_null(doc);
    assert_int_equal(problems.items.count, 0);
    assert_non_null(doc->root);
    return doc->root;
}

/** Checks that item `i` was reported with this code at this place. */
static inline void expect_item(size_t i, const char *code, uint32_t line, uint32_t column)
{
    if (i >= problems.items.count)
        print_problems();
    assert_true(i < problems.items.count);
    const diag_item *item = &problems.items.items[i];
    if (strcmp(item->code, code) || item->place.line != line || item->place.column != column)
        print_problems();
    assert_string_equal(item->code, code);
    assert_int_equal(item->place.line, line);
    assert_int_equal(item->place.column, column);
}

/** Checks that loading fails, with this problem first. */
static inline void expect_refused(const char *name, const char *text, const char *code,
                                  uint32_t line, uint32_t column)
{
    assert_null(load(name, text));
    assert_true(problems.errors > 0);
    expect_item(0, code, line, column);
}

static inline void expect_print(const node *n, const char *expected)
{
    buf b = BUF_INIT;
    node_print(&b, n);
    assert_string_equal(buf_str(&b).data, expected);
    buf_free(&b);
}

static inline void expect_place(const node *n, uint32_t line, uint32_t column, uint32_t width)
{
    assert_int_equal(n->line, line);
    assert_int_equal(n->column, column);
    assert_int_equal(n->width, width);
}

#endif

/** Builds schema graphs from texts, for the tests of this folder. */
#ifndef TEST_SCHEMA_FIXTURE_H
#define TEST_SCHEMA_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "document/load.h"
#include "schema/schema.h"

#include <string.h>

typedef struct built {
    mem m;
    diag d;
    schema_graph *graph;
} built;

static inline void build_text(built *b, str text, const schema_options *options)
{
    *b = (built){.m = MEM_INIT};
    diag_init(&b->d);
    document *doc =
        doc_load(&b->m, &b->d, STR("pets.yaml"), STR("file:///specs/pets.yaml"), text, NULL);
    b->graph = doc ? schema_build(&b->m, &b->d, doc, options) : NULL;
}

static inline void build_end(built *b)
{
    diag_free(&b->d);
    mem_free(&b->m);
}

/** Everything reported, a line each: "3:5 error O2C-R001: text (hint)". */
static inline str reported(built *b)
{
    static const char *const severities[] = {"note", "warning", "error"};
    buf out = BUF_INIT;
    for (size_t i = 0; i < b->d.items.count; i++) {
        const diag_item *item = &b->d.items.items[i];
        buf_print(&out, "%u:%u %s %s: %.*s", item->place.line, item->place.column,
                  severities[item->severity], item->code, STR_ARG(item->text));
        if (item->hint.data)
            buf_print(&out, " (%.*s)", STR_ARG(item->hint));
        buf_char(&out, '\n');
    }
    return buf_take(&out, &b->m);
}

/** Builds `text` and expects exactly these reports. */
static inline void expect_reports_with(const char *text, const schema_options *options,
                                       const char *expected)
{
    built b;
    build_text(&b, str_of(text), options);
    str all = reported(&b);
    assert_string_equal(all.data, expected);
    assert_true((b.graph == NULL) == (b.d.errors > 0));
    build_end(&b);
}

static inline void expect_reports(const char *text, const char *expected)
{
    expect_reports_with(text, NULL, expected);
}

/** Builds `text`, which must have no error. End with build_end. */
static inline built build(const char *text)
{
    built b;
    build_text(&b, str_of(text), NULL);
    if (!b.graph)
        fail_msg("%s", reported(&b).data);
    return b;
}

/** The schema at `pointer`. */
static inline const schema *at(const built *b, const char *pointer)
{
    for (size_t i = 0; i < b->graph->all.count; i++)
        if (str_eq(b->graph->all.items[i]->pointer, str_of(pointer)))
            return b->graph->all.items[i];
    fail_msg("no schema at %s", pointer);
    return NULL;
}

static inline const schema_root *find_root(const built *b, const char *name)
{
    for (size_t i = 0; i < b->graph->roots.count; i++)
        if (str_eq(b->graph->roots.items[i].name, str_of(name)))
            return &b->graph->roots.items[i];
    return NULL;
}

/** Names of all roots, separated by spaces. */
static inline void expect_roots(const built *b, const char *expected)
{
    buf out = BUF_INIT;
    for (size_t i = 0; i < b->graph->roots.count; i++) {
        if (i)
            buf_char(&out, ' ');
        buf_add(&out, b->graph->roots.items[i].name);
    }
    str all = buf_str(&out);
    assert_string_equal(all.data, expected);
    buf_free(&out);
}

static inline void expect_str(str actual, const char *expected)
{
    assert_int_equal(actual.len, strlen(expected));
    assert_memory_equal(actual.data, expected, actual.len);
}

#endif

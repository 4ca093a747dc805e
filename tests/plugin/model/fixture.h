/** Builds models from texts, and says in short what a type is, for the tests of this folder. */
#ifndef TEST_MODEL_FIXTURE_H
#define TEST_MODEL_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "document/load.h"
#include "model/build.h"

#include <string.h>

typedef struct built {
    mem m;
    diag d;
    model *model;
} built;

/** Builds a whole spec, which must have no error, by these options. End with build_end. */
static inline built build_with_options(const char *spec, const schema_options *options)
{
    built b = {.m = MEM_INIT};
    diag_init(&b.d);
    str text = str_copy(&b.m, str_of(spec));
    document *doc = doc_load(&b.m, &b.d, STR("pets.yaml"), STR("file:///pets.yaml"), text, NULL);
    schema_graph *graph = doc ? schema_build(&b.m, &b.d, doc, options) : NULL;
    if (!graph)
        fail_msg("%.*s", STR_ARG(b.d.items.items[0].text));
    b.model = model_build(&b.m, &b.d, graph);
    return b;
}

static inline built build_with_formats(const char *spec, schema_formats formats)
{
    const schema_options options = {.formats = formats};
    return build_with_options(spec, &options);
}

static inline built build_spec(const char *spec)
{
    return build_with_formats(spec, SCHEMA_FORMATS_DEFAULT);
}

/** Builds `schemas`: the members of components/schemas, indented by 4. End with build_end. */
static inline built build_schemas_with(const char *schemas, const schema_options *options)
{
    mem m = MEM_INIT;
    str text = str_print(&m,
                         "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\n"
                         "components:\n  schemas:\n%s",
                         schemas);
    built b = build_with_options(text.data, options);
    mem_free(&m);
    return b;
}

static inline built build_schemas(const char *schemas)
{
    const schema_options none = {0};
    return build_schemas_with(schemas, &none);
}

static inline void build_end(built *b)
{
    diag_free(&b->d);
    mem_free(&b->m);
}

static inline model_type *component(const built *b, const char *name)
{
    for (size_t i = 0; i < b->model->roots.count; i++)
        if (str_eq(b->model->roots.items[i].name, str_of(name)))
            return b->model->roots.items[i].type;
    fail_msg("no component %s", name);
    return NULL;
}

static inline void describe(buf *out, const model_type *type, bool top);

static inline void describe_bounds(buf *out, const model_checks *c)
{
    const struct {
        const char *sign;
        const node *bound;
    } bounds[] = {{">=", c->minimum},
                  {">", c->exclusive_minimum},
                  {"<=", c->maximum},
                  {"<", c->exclusive_maximum}};
    for (size_t i = 0; i < 4; i++)
        if (bounds[i].bound) {
            buf_text(out, bounds[i].sign);
            node_print(out, bounds[i].bound);
        }
    uint64_t low = c->min_length + c->min_items + c->min_properties;
    uint64_t high = c->max_length & c->max_items & c->max_properties;
    if (low)
        buf_print(out, "#%llu..", (unsigned long long)low);
    if (high != UINT64_MAX)
        buf_print(out, "#..%llu", (unsigned long long)high);
    for (size_t i = 0; i < c->multiple_of.count; i++) {
        buf_char(out, '*');
        node_print(out, c->multiple_of.items[i]);
    }
    buf_text(out, c->unique_items ? " unique" : "");
    for (int i = 0; i < 32; i++)
        if (c->formats >> i & 1)
            buf_print(out, "~%s", o2c_format_name((o2c_format)i));
    for (size_t i = 0; i < c->value_enum.count; i++) {
        buf_char(out, i ? ',' : '=');
        node_print(out, c->value_enum.items[i]);
    }
}

static inline void describe_object(buf *out, const model_type *type)
{
    buf_char(out, '{');
    for (size_t i = 0; i < type->members.count; i++) {
        const model_member *m = &type->members.items[i];
        buf_print(out, "%s%.*s%s: ", i ? ", " : "", STR_ARG(m->name), m->required ? "" : "?");
        describe(out, m->type, false);
        if (m->default_value) {
            buf_text(out, " = ");
            node_print(out, m->default_value);
        }
    }
    if (type->others == MODEL_OTHERS_TYPED) {
        buf_text(out, type->members.count ? ", *: " : "*: ");
        describe(out, type->element, false);
    }
    buf_text(out, type->others == MODEL_OTHERS_CLOSED ? "}!" : "}");
}

static inline void describe_union(buf *out, const model_type *type)
{
    buf_char(out, '(');
    for (size_t i = 0; i < type->branches.count; i++) {
        buf_text(out, i ? " | " : "");
        describe(out, type->branches.items[i].type, false);
    }
    buf_text(out, ") by ");
    decision_print(type->decision, out);
}

static inline void describe_kinds(buf *out, const model_type *type)
{
    if (type->kinds == KIND_ALL)
        return;
    const char *separator = "<";
    for (unsigned kind = KIND_NULL; kind <= KIND_OBJECT; kind <<= 1)
        if (type->kinds & kind) {
            buf_print(out, "%s%s", separator, kind_name(kind));
            separator = ",";
        }
    buf_char(out, '>');
}

static inline void describe_shape(buf *out, const model_type *type)
{
    static const char *const widths[] = {"", "32", "u32", "u64"};
    switch (type->kind) {
    case MODEL_ANY:
        buf_text(out, "any");
        describe_kinds(out, type);
        break;
    case MODEL_NEVER: buf_text(out, "never"); break;
    case MODEL_NULL: buf_text(out, "null"); break;
    case MODEL_BOOL: buf_text(out, "bool"); break;
    case MODEL_INTEGER: buf_print(out, "int%s", widths[type->width]); break;
    case MODEL_NUMBER: buf_print(out, "number%s", widths[type->width]); break;
    case MODEL_STRING: buf_text(out, type->typed ? "typed" : "string"); break;
    case MODEL_ENUM:
        for (size_t i = 0; i < type->values.count; i++) {
            buf_text(out, i ? "/" : "");
            node_print(out, type->values.items[i].value);
        }
        break;
    case MODEL_OBJECT: describe_object(out, type); break;
    case MODEL_MAP:
        buf_text(out, "map of ");
        describe(out, type->element, false);
        break;
    case MODEL_ARRAY:
        buf_text(out, "list of ");
        describe(out, type->element, false);
        break;
    case MODEL_TUPLE:
        buf_char(out, '[');
        for (size_t i = 0; i < type->items.count; i++) {
            describe(out, type->items.items[i], false);
            buf_text(out, ", ");
        }
        if (type->element)
            describe(out, type->element, false);
        buf_text(out, type->element ? " ...]" : "]");
        break;
    case MODEL_UNION: describe_union(out, type); break;
    case MODEL_NULLABLE:
        buf_text(out, "null or ");
        describe(out, type->element, false);
        break;
    case MODEL_ALIAS:
        buf_text(out, "alias of ");
        describe(out, type->element, false);
        break;
    }
}

/* A type with a name is that name, except at the top. */
static inline void describe(buf *out, const model_type *type, bool top)
{
    if (type->name.data && !top) {
        buf_add(out, type->name);
        return;
    }
    describe_shape(out, type);
    describe_bounds(out, &type->checks);
    check_print(type->check, out);
}

/** Expects what a component is, in the notation above. */
static inline void expect_type(const built *b, const char *name, const char *expected)
{
    buf out = BUF_INIT;
    describe(&out, component(b, name), true);
    str text = buf_str(&out);
    if (strcmp(text.data, expected))
        fail_msg("%s\n is       %s\n expected %s", name, text.data, expected);
    buf_free(&out);
}

/** Builds one component X and expects what it is. */
static inline void expect_x(const char *text, const char *expected)
{
    mem m = MEM_INIT;
    built b = build_schemas(str_print(&m, "    X: %s\n", text).data);
    expect_type(&b, "X", expected);
    build_end(&b);
    mem_free(&m);
}

/** Expects exactly these codes, each with its line in `schemas` from 1: "2 O2C-M001; ". */
static inline void expect_codes(const built *b, const char *expected)
{
    buf out = BUF_INIT;
    buf_text(&out, "");
    for (size_t i = 0; i < b->d.items.count; i++)
        buf_print(&out, "%s%u %s", i ? "; " : "", b->d.items.items[i].place.line - 5,
                  b->d.items.items[i].code);
    if (strcmp(out.data ? out.data : "", expected))
        fail_msg("reported '%s', expected '%s'", out.data ? out.data : "", expected);
    buf_free(&out);
}

static inline void expect_str(str actual, const char *expected)
{
    assert_int_equal(actual.len, strlen(expected));
    assert_memory_equal(actual.data, expected, actual.len);
}

#endif

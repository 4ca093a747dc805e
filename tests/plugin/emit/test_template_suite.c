/* The required cases of mustache/spec, in standard mode: one test a case. */
#include "document/load.h"
#include "emit/template.h"
#include "source/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const view *view_of(mem *m, const node *n)
{
    switch (n->kind) {
    case NODE_NULL: break;
    case NODE_BOOL: return view_bool(m, n->boolean);
    case NODE_NUMBER:
    case NODE_STRING: return view_text(m, n->as.text);
    case NODE_ARRAY: {
        view *list = view_list(m);
        for (uint32_t i = 0; i < n->count; i++)
            view_push(list, view_of(m, n->as.items[i]));
        return list;
    }
    case NODE_OBJECT: {
        view *object = view_object(m);
        for (uint32_t i = 0; i < n->count; i++)
            view_set(object, str_copy(m, n->as.members[i].key).data,
                     view_of(m, n->as.members[i].value));
        return object;
    }
    }
    return mem_new(m, view);
}

static void renders_as_expected(void **state)
{
    const node *test = *state;
    mem m = MEM_INIT;
    diag d;
    diag_init(&d);
    buf out = BUF_INIT;
    template_set *set = templates_new(&m, TEMPLATE_STANDARD);
    const node *partials = node_get(test, STR("partials"));
    for (uint32_t i = 0; partials && i < partials->count; i++) {
        const node_member *p = &partials->as.members[i];
        assert_true(templates_add(set, p->key, p->key, p->value->as.text, &d));
    }
    assert_true(
        templates_add(set, STR(""), STR("case"), node_get(test, STR("template"))->as.text, &d));
    const view *data = view_of(&m, node_get(test, STR("data")));
    assert_true(template_render(set, "", data, &out, &d));
    assert_string_equal(buf_str(&out).data,
                        str_copy(&m, node_get(test, STR("expected"))->as.text).data);
    buf_free(&out);
    diag_free(&d);
    mem_free(&m);
}

static const node *load_cases(mem *m, diag *d, const char *module)
{
    str text;
    str path = str_print(m, OPENAPI2C_SHARED "/suites/mustache/%s.json", module);
    if (!source_read_file(m, d, path, 0, &text))
        return NULL;
    document *doc = doc_load(m, d, path, path, text, NULL);
    return doc ? node_get(doc->root, STR("tests")) : NULL;
}

int main(void)
{
    static const char *const MODULES[] = {"comments", "delimiters", "interpolation",
                                          "inverted", "partials",   "sections"};
    enum { REQUIRED = 136 };
    mem m = MEM_INIT;
    diag d;
    diag_init(&d);
    LIST(struct CMUnitTest) tests = {0};
    for (size_t i = 0; i < sizeof MODULES / sizeof *MODULES; i++) {
        const node *cases = load_cases(&m, &d, MODULES[i]);
        for (uint32_t j = 0; cases && j < cases->count; j++) {
            node *test = cases->as.items[j];
            str name = node_get(test, STR("name"))->as.text;
            const char *title = str_print(&m, "%s: %.*s", MODULES[i], STR_ARG(name)).data;
            list_push(&m, &tests,
                      (struct CMUnitTest){title, renders_as_expected, NULL, NULL, test});
        }
    }
    int status = 77; /* ctest's "skipped": the suite is not here */
    if (tests.count)
        status = tests.count == REQUIRED
                     ? _cmocka_run_group_tests("mustache", tests.items, tests.count, NULL, NULL)
                     : 1;
    diag_free(&d);
    mem_free(&m);
    return status;
}

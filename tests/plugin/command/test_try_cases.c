/* Lines of cases: the document's own bytes come out, and what is no case says why. */
#include "command/try_cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct fixture {
    mem m;
    try_cases cases;
} fixture;

static int setup(void **state)
{
    static fixture f;
    f = (fixture){.m = MEM_INIT};
    *state = &f;
    return 0;
}

static int teardown(void **state)
{
    mem_free(&((fixture *)*state)->m);
    return 0;
}

static const try_case *add(fixture *f, const char *text)
{
    f->cases.count = 0;
    try_cases_add_cases(&f->m, &f->cases, STR("f"), str_of(text));
    assert_true(f->cases.count > 0);
    return &f->cases.items[0];
}

static void assert_str(str s, const char *text)
{
    assert_non_null(s.data);
    assert_int_equal(s.len, strlen(text));
    assert_memory_equal(s.data, text, s.len);
}

static void assert_document(fixture *f, const char *text, const char *document)
{
    const try_case *c = add(f, text);
    assert_null(c->fault.data);
    assert_str(c->document, document);
}

static void assert_fault(fixture *f, const char *text, const char *fault)
{
    assert_str(add(f, text)->fault, fault);
}

#define HEAD "{\"schema\":\"A\",\"valid\":true,"

static void case_has_all_members(void **state)
{
    const try_case *c =
        add(*state, "{ \"schema\" : \"A\\u00e9\" ,\"kind\":{\"x\":[1]}, \"valid\":false,"
                    "\"pointer\":\"/a~1b\", \"doc\" : {\"a\": 1 } }");
    assert_null(c->fault.data);
    assert_int_equal(c->line, 1);
    assert_str(c->schema, "A\xC3\xA9");
    assert_false(c->valid);
    assert_str(c->pointer, "/a~1b");
    assert_str(c->document, "{\"a\": 1 }");
}

static void case_pointer_may_be_absent_null_or_empty(void **state)
{
    fixture *f = *state;
    assert_null(add(f, HEAD "\"doc\":1}")->pointer.data);
    assert_null(add(f, HEAD "\"pointer\":null,\"doc\":1}")->pointer.data);
    assert_str(add(f, HEAD "\"pointer\":\"\",\"doc\":1}")->pointer, "");
    assert_str(add(f, HEAD "\"pointer\":\"/a\\u0000b\",\"doc\":1}")->pointer, "/a\\u0000b");
}

static void case_document_is_the_bytes_of_the_line(void **state)
{
    fixture *f = *state;
    assert_document(f, HEAD "\"doc\": [ 1.0 ,\"}]\\\"\" ] }", "[ 1.0 ,\"}]\\\"\" ]");
    assert_document(f, HEAD "\"doc\":\"\\ud800\"}", "\"\\ud800\"");
    assert_document(f, HEAD "\"doc\":\"\xff\"}", "\"\xff\"");
    assert_document(f, HEAD "\"doc\":1e999}", "1e999");
    assert_document(f, HEAD "\"doc\":NaN,\"note\":1}", "NaN");
    assert_document(f, HEAD "\"doc\":{\"a\":1,\"a\":{}},\"x\":1}", "{\"a\":1,\"a\":{}}");
}

static void case_text_is_unescaped(void **state)
{
    fixture *f = *state;
    assert_document(f, HEAD "\"text\":\"{\\\"a\\\":\\n\\u00e9\\ud83d\\ude80\"}",
                    "{\"a\":\n\xC3\xA9\xF0\x9F\x9A\x80");
    assert_document(f, HEAD "\"text\":\"\"}", "");
    assert_document(f, HEAD "\"text\":\"\\\"\\ud800\\\"\"}", "\"\xED\xA0\x80\"");
    assert_document(f, HEAD "\"text\":\"\\ud800\\u0041\"}",
                    "\xED\xA0\x80"
                    "A");
}

static void case_lines_are_counted_and_blank_ones_skipped(void **state)
{
    fixture *f = *state;
    add(f, "\n" HEAD "\"doc\":1}\r\n  \n" HEAD "\"doc\":2}");
    assert_int_equal(f->cases.count, 2);
    assert_int_equal(f->cases.items[0].line, 2);
    assert_int_equal(f->cases.items[1].line, 4);
    assert_str(f->cases.items[1].document, "2");
}

static void case_faults_are_named(void **state)
{
    fixture *f = *state;
    assert_fault(f, "[1]", "the line is no JSON object");
    assert_fault(f, "{}", "no member of a JSON object at column 2");
    assert_fault(f, HEAD "\"doc\":}", "no member of a JSON object at column 28");
    assert_fault(f, HEAD "\"doc\":1", "the object does not end at column 35");
    assert_fault(f, HEAD "\"doc\":1}x", "the object does not end at column 36");
    assert_fault(f, HEAD "\"doc\":1,\"doc\":2}", "'doc' is given twice");
    assert_fault(f, "{\"valid\":true,\"doc\":1}", "'schema' must be a string");
    assert_fault(f, "{\"schema\":\"A\",\"doc\":1}", "'valid' must be true or false");
    assert_fault(f, HEAD "\"pointer\":1,\"doc\":1}", "'pointer' must be a string or null");
    assert_fault(f, HEAD "\"x\":1}", "one of 'doc' and 'text' must be there");
    assert_fault(f, HEAD "\"doc\":1,\"text\":\"1\"}", "one of 'doc' and 'text' must be there");
    assert_fault(f, HEAD "\"text\":\"\\q\"}", "'text' must be a string");
}

static void case_survives_any_cut(void **state)
{
    fixture *f = *state;
    const char *line = HEAD "\"pointer\":\"\\u00e9\\ud83d\\ude80\",\"doc\":{\"a\":[\"b\\\"\"]}}";
    for (size_t n = 1; n < strlen(line); n++) {
        char *cut = mem_alloc(&f->m, n);
        memcpy(cut, line, n);
        f->cases.count = 0;
        try_cases_add_cases(&f->m, &f->cases, STR("f"), (str){cut, n});
        assert_int_equal(f->cases.count, 1);
        assert_non_null(f->cases.items[0].fault.data);
    }
}

static void case_with_deep_document_costs_no_stack(void **state)
{
    fixture *f = *state;
    buf line = BUF_INIT;
    buf_text(&line, HEAD "\"doc\":");
    for (int i = 0; i < 1000000; i++)
        buf_char(&line, '[');
    for (int i = 0; i < 1000000; i++)
        buf_char(&line, ']');
    buf_char(&line, '}');
    try_cases_add_cases(&f->m, &f->cases, STR("f"), buf_str(&line));
    assert_int_equal(f->cases.items[0].document.len, 2000000);
    buf_free(&line);
}

static void instances_are_lines(void **state)
{
    fixture *f = *state;
    try_cases_add_instances(&f->m, &f->cases, STR("f"), STR("{\"a\": 1}\n\n [2] \n"), STR("A"));
    assert_int_equal(f->cases.count, 2);
    assert_str(f->cases.items[0].document, "{\"a\": 1}");
    assert_true(f->cases.items[1].valid);
    assert_int_equal(f->cases.items[1].line, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(case_has_all_members, setup, teardown),
        cmocka_unit_test_setup_teardown(case_pointer_may_be_absent_null_or_empty, setup, teardown),
        cmocka_unit_test_setup_teardown(case_document_is_the_bytes_of_the_line, setup, teardown),
        cmocka_unit_test_setup_teardown(case_text_is_unescaped, setup, teardown),
        cmocka_unit_test_setup_teardown(case_lines_are_counted_and_blank_ones_skipped, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(case_faults_are_named, setup, teardown),
        cmocka_unit_test_setup_teardown(case_survives_any_cut, setup, teardown),
        cmocka_unit_test_setup_teardown(case_with_deep_document_costs_no_stack, setup, teardown),
        cmocka_unit_test_setup_teardown(instances_are_lines, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

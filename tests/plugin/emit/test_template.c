/* The engine beyond what mustache/spec asks for: strict mode, errors and their places, limits. */
#include "emit/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct fixture {
    mem m;
    diag d;
    template_set *set;
    view *data;
    buf out;
} fixture;

static int setup_mode(void **state, template_mode mode)
{
    fixture *f = calloc(1, sizeof *f);
    f->m = (mem)MEM_INIT;
    diag_init(&f->d);
    f->set = templates_new(&f->m, mode);
    f->data = view_object(&f->m);
    *state = f;
    return 0;
}

static int setup_strict(void **state)
{
    return setup_mode(state, TEMPLATE_STRICT);
}

static int setup_standard(void **state)
{
    return setup_mode(state, TEMPLATE_STANDARD);
}

static int teardown(void **state)
{
    fixture *f = *state;
    buf_free(&f->out);
    diag_free(&f->d);
    mem_free(&f->m);
    free(f);
    return 0;
}

static bool add(fixture *f, const char *name, const char *text)
{
    return templates_add(f->set, str_of(name), str_print(&f->m, "%s.tmpl", name), str_of(text),
                         &f->d);
}

static const char *render(fixture *f, const char *text)
{
    buf_reset(&f->out);
    assert_true(add(f, "main", text));
    assert_true(template_render(f->set, "main", f->data, &f->out, &f->d));
    return buf_str(&f->out).data;
}

static const diag_item *only_item(fixture *f)
{
    assert_int_equal(f->d.items.count, 1);
    return &f->d.items.items[0];
}

/* The template is refused when it is added, for `code` at line:column. */
static void assert_bad_template(fixture *f, const char *text, const char *code, uint32_t line,
                                uint32_t column)
{
    assert_false(add(f, "main", text));
    const diag_item *item = only_item(f);
    assert_string_equal(item->code, code);
    assert_int_equal(item->place.line, line);
    assert_int_equal(item->place.column, column);
    assert_true(str_eq(item->place.file->name, STR("main.tmpl")));
    assert_int_equal(diag_status(&f->d), DIAG_USAGE);
}

/* The template is accepted, and fails when it is rendered; `file` is where. */
static void assert_bad_render(fixture *f, const char *text, const char *code, const char *file,
                              uint32_t line, uint32_t column)
{
    buf_reset(&f->out);
    buf_text(&f->out, "before");
    assert_true(add(f, "main", text));
    assert_false(template_render(f->set, "main", f->data, &f->out, &f->d));
    const diag_item *item = only_item(f);
    assert_string_equal(item->code, code);
    assert_true(str_eq(item->place.file->name, str_of(file)));
    assert_int_equal(item->place.line, line);
    assert_int_equal(item->place.column, column);
    assert_string_equal(buf_str(&f->out).data, "before");
}

static void strict_mode_does_not_escape(void **state)
{
    fixture *f = *state;
    view_set_text(f->data, "x", STR("a < b && \"c\""));
    assert_string_equal(render(f, "{{x}} {{{x}}} {{&x}}"),
                        "a < b && \"c\" a < b && \"c\" a < b && \"c\"");
}

static void strict_mode_reports_an_unknown_name_with_its_place(void **state)
{
    fixture *f = *state;
    view_set_text(f->data, "member", STR("x"));
    assert_bad_render(f, "{{member}}\n  \xC3\xA4 {{membr}}\n", "O2C-T006", "main.tmpl", 2, 5);
    assert_non_null(strstr(f->d.items.items[0].text.data, "'member'"));
}

static void strict_mode_reports_an_unknown_section(void **state)
{
    assert_bad_render(*state, "{{#nope}}{{/nope}}", "O2C-T006", "main.tmpl", 1, 1);
}

static void strict_mode_reports_an_unknown_inverted_section(void **state)
{
    assert_bad_render(*state, "\n{{^nope}}{{/nope}}", "O2C-T006", "main.tmpl", 2, 1);
}

static void strict_mode_reports_an_unknown_part_of_a_path(void **state)
{
    fixture *f = *state;
    view_set_text(view_set_object(f->data, "a"), "b", STR("x"));
    assert_string_equal(render(f, "{{a.b}}"), "x");
    assert_bad_render(f, "{{a.c}}", "O2C-T006", "main.tmpl", 1, 1);
}

static void strict_mode_reports_an_unknown_partial(void **state)
{
    fixture *f = *state;
    assert_true(add(f, "field", ""));
    assert_bad_render(f, "\n {{> fielt}}", "O2C-T007", "main.tmpl", 2, 2);
    assert_non_null(strstr(f->d.items.items[0].text.data, "'field'"));
}

static void strict_mode_reports_what_has_no_text(void **state)
{
    fixture *f = *state;
    view_set_list(f->data, "list");
    view_set(f->data, "none", NULL);
    assert_bad_render(f, "{{list}}", "O2C-T008", "main.tmpl", 1, 1);
}

static void an_error_in_an_indented_partial_has_the_place_of_its_file(void **state)
{
    fixture *f = *state;
    assert_true(add(f, "part", "one\n  {{nope}}\n"));
    assert_bad_render(f, "{\n    {{> part}}\n}\n", "O2C-T006", "part.tmpl", 2, 3);
}

static void none_is_false_and_known(void **state)
{
    fixture *f = *state;
    view_set(f->data, "none", NULL);
    assert_string_equal(render(f, "{{#none}}yes{{/none}}{{^none}}no{{/none}}"), "no");
}

static void empty_text_is_false(void **state)
{
    fixture *f = *state;
    view_set_text(f->data, "empty", STR(""));
    view_set_text(f->data, "full", STR("x"));
    assert_string_equal(render(f, "{{#empty}}1{{/empty}}{{#full}}2{{.}}{{/full}}"), "2x");
}

static void booleans_print_as_c_does(void **state)
{
    fixture *f = *state;
    view_set_bool(f->data, "yes", true);
    view_set_bool(f->data, "no", false);
    assert_string_equal(render(f, "{{yes}} {{no}}"), "true false");
}

static void items_know_whether_they_are_first_or_last(void **state)
{
    fixture *f = *state;
    view *list = view_set_list(f->data, "list");
    view_push_text(list, STR("a"));
    assert_string_equal(render(f, "{{#list}}{{^first_}}, {{/first_}}{{.}}{{/list}}"), "a");
    view_push_text(list, STR("b"));
    view_push_text(list, STR("c"));
    assert_string_equal(render(f, "{{#list}}{{.}}{{^last_}}, {{/last_}}{{/list}}"), "a, b, c");
    assert_string_equal(
        render(f, "{{#list}}{{#first_}}[{{/first_}}{{.}}{{#last_}}]{{/last_}}{{/list}}"), "[abc]");
}

static void first_and_last_are_of_the_innermost_list(void **state)
{
    fixture *f = *state;
    view *outer = view_set_list(f->data, "outer");
    for (int i = 0; i < 2; i++) {
        view *item = view_push_object(outer);
        view_set_bool(item, "flag", true);
        view *inner = view_set_list(item, "inner");
        view_push_text(inner, STR("x"));
        view_push_text(inner, STR("y"));
    }
    assert_string_equal(render(f, "{{#outer}}{{#inner}}{{.}}{{^last_}},{{/last_}}{{/inner}}"
                                  "{{#flag}}{{^last_}};{{/last_}}{{/flag}}{{/outer}}"),
                        "x,y;x,y");
}

static void first_is_unknown_outside_of_lists(void **state)
{
    assert_bad_render(*state, "{{#first_}}{{/first_}}", "O2C-T006", "main.tmpl", 1, 1);
}

static void inner_names_hide_outer_ones(void **state)
{
    fixture *f = *state;
    view_set_text(f->data, "x", STR("outer"));
    view_set_text(f->data, "y", STR("seen"));
    view_set_text(view_set_object(f->data, "o"), "x", STR("inner"));
    assert_string_equal(render(f, "{{x}} {{#o}}{{x}} {{y}}{{/o}}"), "outer inner seen");
}

static void empty_lines_of_an_indented_partial_stay_empty(void **state)
{
    fixture *f = *state;
    assert_true(add(f, "part", "a\n\nb\n"));
    assert_string_equal(render(f, "{\n    {{>part}}\n}\n"), "{\n    a\n\n    b\n}\n");
}

static void indentation_of_partials_adds_up(void **state)
{
    fixture *f = *state;
    view_set_text(f->data, "x", STR("one\ntwo"));
    assert_true(add(f, "outer", "o\n  {{>inner}}\n"));
    assert_true(add(f, "inner", "{{x}}\ni\n"));
    assert_string_equal(render(f, "  {{>outer}}\n"), "  o\n    one\ntwo\n    i\n");
}

static void a_tree_renders_by_recursion(void **state)
{
    fixture *f = *state;
    view *node = f->data;
    for (int depth = 0; depth < 5; depth++) {
        view_set_print(node, "name", "n%d", depth);
        node = view_push_object(view_set_list(node, "children"));
    }
    view_set_text(node, "name", STR("leaf"));
    view_set_list(node, "children");
    assert_true(add(f, "node", "{{name}}\n{{#children}}\n  {{>node}}\n{{/children}}\n"));
    assert_string_equal(render(f, "{{>node}}"),
                        "n0\n  n1\n    n2\n      n3\n        n4\n          leaf\n");
}

static void endless_recursion_is_an_error(void **state)
{
    fixture *f = *state;
    view_set_bool(f->data, "yes", true);
    assert_bad_render(f, "x\n {{> main}}\n", "O2C-T009", "main.tmpl", 2, 2);
}

static void endless_recursion_is_an_error_in_standard_mode(void **state)
{
    assert_bad_render(*state, "{{> main}}", "O2C-T009", "main.tmpl", 1, 1);
}

static void sections_nest_to_the_limit(void **state)
{
    fixture *f = *state;
    buf b = BUF_INIT;
    view_set_bool(f->data, "a", true);
    for (int i = 0; i < TEMPLATE_MAX_DEPTH; i++)
        buf_text(&b, "{{#a}}");
    buf_text(&b, "x");
    for (int i = 0; i < TEMPLATE_MAX_DEPTH; i++)
        buf_text(&b, "{{/a}}");
    str text = buf_take(&b, &f->m);
    assert_string_equal(render(f, text.data), "x");
    const char *more = str_print(&f->m, "{{#a}}%s{{/a}}", text.data).data;
    assert_bad_template(f, more, "O2C-T009", 1, TEMPLATE_MAX_DEPTH * 6 + 1);
}

static void an_unclosed_tag_is_an_error(void **state)
{
    assert_bad_template(*state, "ok\n {{name\n}\n", "O2C-T001", 2, 2);
}

static void an_unclosed_triple_is_an_error(void **state)
{
    assert_bad_template(*state, "{{{name}}\n", "O2C-T001", 1, 1);
}

static void an_unclosed_section_is_an_error(void **state)
{
    assert_bad_template(*state, "{{#a}}\n  {{#b}}\n{{/b}}\n", "O2C-T002", 1, 1);
}

static void a_close_without_a_section_is_an_error(void **state)
{
    assert_bad_template(*state, "x{{/a}}", "O2C-T003", 1, 2);
}

static void sections_must_nest(void **state)
{
    assert_bad_template(*state, "{{#a}}\n{{#b}}\n{{/a}}\n{{/b}}", "O2C-T003", 3, 1);
}

static void bad_delimiters_are_an_error(void **state)
{
    assert_bad_template(*state, "{{=<%=}}", "O2C-T004", 1, 1);
}

static void three_delimiters_are_an_error(void **state)
{
    assert_bad_template(*state, "{{=a b c=}}", "O2C-T004", 1, 1);
}

static void an_empty_name_is_an_error(void **state)
{
    assert_bad_template(*state, "a{{ }}", "O2C-T005", 1, 2);
}

static void an_empty_part_of_a_path_is_an_error(void **state)
{
    assert_bad_template(*state, "{{a..b}}", "O2C-T005", 1, 1);
}

static void strict_mode_refuses_odd_names(void **state)
{
    assert_bad_template(*state, "{{a b}}", "O2C-T005", 1, 1);
}

static void a_nul_in_a_template_is_text(void **state)
{
    fixture *f = *state;
    assert_true(templates_add(f->set, STR("nul"), STR("nul"), STR("a\0b{{x}}"), &f->d));
    view_set_text(f->data, "x", STR("\0"));
    assert_true(template_render(f->set, "nul", f->data, &f->out, &f->d));
    assert_int_equal(f->out.len, 4);
    assert_memory_equal(f->out.data, "a\0b\0", 4);
}

static void every_prefix_of_a_template_is_safe(void **state)
{
    fixture *f = *state;
    static const char TEXT[] =
        "{{! c }}\n{{#a}}\r\n {{>p}}\r\n{{=<% %>=}}<%{b}%><%&c%><%/a%>\n<%^d%><%/d%>";
    for (size_t n = 0; n < sizeof TEXT; n++) {
        char *exact = malloc(n ? n : 1);
        memcpy(exact, TEXT, n);
        templates_add(f->set, STR("t"), STR("t"), (str){exact, n}, &f->d);
        templates_add(f->set, STR("t"), STR("t"), STR(""), &f->d);
        free(exact);
        diag_free(&f->d);
        diag_init(&f->d);
    }
}

static void an_absent_template_is_our_bug(void **state)
{
    fixture *f = *state;
    assert_false(template_render(f->set, "nope", f->data, &f->out, &f->d));
    assert_int_equal(diag_status(&f->d), DIAG_BUG);
}

static void adding_again_replaces(void **state)
{
    fixture *f = *state;
    assert_true(add(f, "part", "old"));
    assert_string_equal(render(f, "{{>part}}"), "old");
    assert_true(add(f, "part", "new"));
    assert_string_equal(render(f, "{{>part}}"), "new");
    assert_true(add(f, "indents", " {{>part}}\n"));
    assert_string_equal(render(f, "{{>indents}}"), " new");
    assert_true(add(f, "part", "newer"));
    assert_string_equal(render(f, "{{>indents}}"), " newer");
}

static void objects_of_many_members_find_them_all(void **state)
{
    fixture *f = *state;
    enum { MANY = 1000 };
    for (int i = 0; i < MANY; i++)
        view_set_print(f->data, str_print(&f->m, "name_%d", i).data, "%d", i);
    for (int i = 0; i < MANY; i++)
        view_set_print(f->data, str_print(&f->m, "name_%d", i).data, "<%d>", i);
    for (int i = 0; i < MANY; i++) {
        view_name name = view_name_of(str_print(&f->m, "name_%d", i));
        const view *v = view_find(f->data, &name);
        assert_non_null(v);
        assert_true(str_eq(v->as.text, str_print(&f->m, "<%d>", i)));
    }
    view_name absent = view_name_of(STR("name_1000"));
    assert_null(view_find(f->data, &absent));
    view_names names = {0};
    view_member_names(f->data, &f->m, &names);
    assert_int_equal(names.count, MANY);
}

#define STRICT(name)   cmocka_unit_test_setup_teardown(name, setup_strict, teardown)
#define STANDARD(name) cmocka_unit_test_setup_teardown(name, setup_standard, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STRICT(strict_mode_does_not_escape),
        STRICT(strict_mode_reports_an_unknown_name_with_its_place),
        STRICT(strict_mode_reports_an_unknown_section),
        STRICT(strict_mode_reports_an_unknown_inverted_section),
        STRICT(strict_mode_reports_an_unknown_part_of_a_path),
        STRICT(strict_mode_reports_an_unknown_partial),
        STRICT(strict_mode_reports_what_has_no_text),
        STRICT(an_error_in_an_indented_partial_has_the_place_of_its_file),
        STRICT(none_is_false_and_known),
        STRICT(empty_text_is_false),
        STRICT(booleans_print_as_c_does),
        STRICT(items_know_whether_they_are_first_or_last),
        STRICT(first_and_last_are_of_the_innermost_list),
        STRICT(first_is_unknown_outside_of_lists),
        STRICT(inner_names_hide_outer_ones),
        STRICT(empty_lines_of_an_indented_partial_stay_empty),
        STRICT(indentation_of_partials_adds_up),
        STRICT(a_tree_renders_by_recursion),
        STRICT(endless_recursion_is_an_error),
        STANDARD(endless_recursion_is_an_error_in_standard_mode),
        STRICT(sections_nest_to_the_limit),
        STRICT(an_unclosed_tag_is_an_error),
        STRICT(an_unclosed_triple_is_an_error),
        STANDARD(an_unclosed_section_is_an_error),
        STANDARD(a_close_without_a_section_is_an_error),
        STRICT(sections_must_nest),
        STRICT(bad_delimiters_are_an_error),
        STRICT(three_delimiters_are_an_error),
        STRICT(an_empty_name_is_an_error),
        STRICT(an_empty_part_of_a_path_is_an_error),
        STRICT(strict_mode_refuses_odd_names),
        STRICT(a_nul_in_a_template_is_text),
        STRICT(every_prefix_of_a_template_is_safe),
        STRICT(an_absent_template_is_our_bug),
        STRICT(adding_again_replaces),
        STRICT(objects_of_many_members_find_them_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "fixture.h"

#include "source/source.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

/*
 * The YAML test suite: what this loader makes of each case stands in yaml_suite.txt, a line each, so
 * that a change shows. UPDATE=1 in the environment writes the list anew.
 *
 *     ok             read as the JSON that the suite gives, or refused where it must be
 *     ok O2C-D006    valid YAML that is not one JSON document, and refused as such: several documents,
 *                    none, a key that is no scalar, ...
 *     tree           valid, read, and the suite has no JSON to compare with
 *     refused CODE   valid, but refused
 *     accepted       not YAML, but read
 *     differs        read as something else
 *
 * The first two are counted: libyaml by itself gives the events that the suite wants for 330 of the
 * 406, so no fewer must pass here.
 */
enum { FLOOR = 330, CASES = 406 };

static const char list_path[] = OPENAPI2C_SOURCE_DIR "/tests/plugin/document/yaml_suite.txt";

typedef struct suite {
    mem m;
    buf verdicts;
    size_t cases, passed;
} suite;

/* The suite shows what cannot be seen: spaces, tabs (with dashes before them), line ends, BOM. */
static str unveil(mem *m, str text)
{
    static const struct {
        const char *shown, *meant;
    } marks[] = {{"␣", " "}, {"»", "\t"}, {"↵", ""}, {"∎\n", ""}, {"←", "\r"}, {"⇔", "\xEF\xBB\xBF"},
                 {"—", ""}};
    buf out = BUF_INIT;
    for (size_t at = 0; at < text.len;) {
        size_t i = 0, count = sizeof marks / sizeof *marks;
        while (i < count && !str_starts(str_slice(text, at, text.len), str_of(marks[i].shown)))
            i++;
        if (i == count) {
            buf_char(&out, text.data[at++]);
            continue;
        }
        buf_text(&out, marks[i].meant);
        at += strlen(marks[i].shown);
    }
    return buf_take(&out, m);
}

/* What valid YAML may be and a JSON document may not. */
static bool is_beyond_json(const char *code)
{
    static const char *const codes[] = {"O2C-D003", "O2C-D005", "O2C-D006",
                                        "O2C-D007", "O2C-D012", "O2C-D013"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(codes[i], code) == 0)
            return true;
    return false;
}

static const char *first_error(const diag *d)
{
    for (size_t i = 0; i < d->items.count; i++)
        if (d->items.items[i].severity == DIAG_ERROR)
            return d->items.items[i].code;
    return "none";
}

static bool equals_json(mem *m, const document *doc, const node *json)
{
    diag d;
    diag_init(&d);
    document *wanted =
        doc_load(m, &d, STR("wanted.json"), STR("file:///wanted.json"), json->as.text, NULL);
    bool equal = wanted && node_equal(wanted->root, doc->root);
    diag_free(&d);
    return equal;
}

static void run_case(suite *s, str name, size_t number, const node *yaml, const node *json,
                     bool must_fail)
{
    mem m = MEM_INIT;
    diag d;
    diag_init(&d);
    str text = unveil(&m, yaml->as.text);
    document *doc = doc_load(&m, &d, STR("case.yaml"), STR("file:///case.yaml"), text, NULL);
    assert_true((doc == NULL) == (d.errors > 0));
    buf_print(&s->verdicts, "%.*s", STR_ARG(name));
    if (number)
        buf_print(&s->verdicts, "/%zu", number);
    s->cases++;
    bool passed = true;
    if (must_fail) {
        passed = !doc;
        buf_text(&s->verdicts, doc ? " accepted\n" : " ok\n");
    } else if (!doc) {
        passed = is_beyond_json(first_error(&d));
        buf_print(&s->verdicts, " %s %s\n", passed ? "ok" : "refused", first_error(&d));
    } else if (!json) {
        passed = false;
        buf_text(&s->verdicts, " tree\n");
    } else {
        passed = equals_json(&m, doc, json);
        buf_text(&s->verdicts, passed ? " ok\n" : " differs\n");
    }
    s->passed += passed;
    diag_free(&d);
    mem_free(&m);
}

/* A file is a list of cases; what one of them does not say is as in the one before. */
static void run_file(suite *s, const char *path, str name)
{
    diag d;
    diag_init(&d);
    str text;
    const node *yaml = NULL, *json = NULL, *fails = NULL;
    assert_true(source_read_file(&s->m, &d, str_of(path), 0, &text));
    document *file = doc_load(&s->m, &d, str_of(path), STR("file:///suite.yaml"), text, NULL);
    if (!file)
        fail_msg("%s cannot be read", path);
    for (size_t i = 0; i < file->root->count; i++) {
        const node *one = file->root->as.items[i];
        const node *of[] = {node_get(one, STR("yaml")), node_get(one, STR("json")),
                            node_get(one, STR("fail"))};
        yaml = of[0] ? of[0] : yaml;
        json = of[1] || of[0] ? of[1] : json;
        fails = of[2] || of[0] ? of[2] : fails;
        bool compares = json && json->kind == NODE_STRING && json->as.text.len;
        run_case(s, name, i, yaml, compares ? json : NULL,
                 fails && fails->kind == NODE_BOOL && fails->boolean);
    }
    diag_free(&d);
}

static int by_name(const void *a, const void *b)
{
    return str_compare(*(const str *)a, *(const str *)b);
}

static void run_suite(suite *s, const char *folder, DIR *files)
{
    LIST(str) names = {0};
    for (const struct dirent *e; (e = readdir(files)) != NULL;) {
        str name = str_copy(&s->m, str_of(e->d_name));
        if (str_ends(name, STR(".yaml")))
            list_push(&s->m, &names, str_slice(name, 0, name.len - 5));
    }
    qsort(names.items, names.count, sizeof *names.items, by_name);
    for (size_t i = 0; i < names.count; i++)
        run_file(s, str_print(&s->m, "%s/%.*s.yaml", folder, STR_ARG(names.items[i])).data,
                 names.items[i]);
}

static void write_list(const suite *s)
{
    FILE *f = fopen(list_path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(s->verdicts.data, 1, s->verdicts.len, f), s->verdicts.len);
    assert_int_equal(fclose(f), 0);
}

static void suite_verdicts_are_as_listed(void **state)
{
    (void)state;
    static const char folder[] = OPENAPI2C_SHARED "/suites/yaml";
    suite s = {.m = MEM_INIT, .verdicts = BUF_INIT};
    DIR *files = opendir(folder);
    if (!files)
        skip();
    run_suite(&s, folder, files);
    closedir(files);
    print_message("%zu of %zu cases pass\n", s.passed, s.cases);
    const char *update = getenv("UPDATE");
    if (update && *update)
        write_list(&s);
    diag d;
    diag_init(&d);
    str listed;
    assert_true(source_read_file(&s.m, &d, str_of(list_path), 0, &listed));
    assert_string_equal(listed.data, s.verdicts.data);
    assert_int_equal(s.cases, CASES);
    assert_true(s.passed >= FLOOR);
    diag_free(&d);
    buf_free(&s.verdicts);
    mem_free(&s.m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(suite_verdicts_are_as_listed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

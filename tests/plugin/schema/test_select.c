#include "fixture.h"

#define OPERATION(id, tag, name)                                                                   \
    "{operationId: " id ", tags: [" tag "], responses: {200: {content: {application/json: "        \
    "{schema: {$ref: '#/components/schemas/" name "'}}}}}}\n"

static const char SPEC[] = "openapi: 3.1.0\n"
                           "paths:\n"
                           "  /pets:\n"
                           "    get: " OPERATION("listPets", "pets", "Pet") //
    "    post: " OPERATION("addPet", "'pets', admin", "Pet")                //
    "  /pets/{id}:\n"
    "    get: " OPERATION("getPet", "pets", "Pet") //
    "  /keys:\n"
    "    get: " OPERATION("listKeys", "admin", "Key") //
    "webhooks:\n"
    "  petBorn:\n"
    "    post: " OPERATION("born", "events", "Owner") //
    "components:\n"
    "  schemas:\n"
    "    Pet: {type: object, discriminator: {propertyName: kind}, properties: {kind: {type: "
    "string},\n"
    "          owner: {$ref: '#/components/schemas/Owner'}}}\n"
    "    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}]}\n"
    "    Owner: {type: object, properties: {name: {type: string}, next: {$ref: "
    "'#/components/schemas/Owner'}}}\n"
    "    Key: {type: object, properties: {broken: {$ref: '#/components/schemas/Kye'}}}\n";

typedef struct asked {
    const char *only[3], *except[3];
} asked;

static size_t fill(schema_selector *out, const char *const *texts)
{
    size_t count = 0;
    for (; count < 3 && texts[count]; count++)
        out[count] = (schema_selector){.text = str_of(texts[count])};
    return count;
}

static void select_from(built *b, const char *spec, asked a)
{
    schema_selector only[3], except[3];
    schema_options o = {.only = only, .except = except};
    o.only_count = fill(only, a.only);
    o.except_count = fill(except, a.except);
    build_text(b, str_of(spec), &o);
}

/** roots: all but heirs, then "|" and those. */
static void expect_selected(asked a, const char *expected)
{
    built b;
    buf out = BUF_INIT;
    select_from(&b, SPEC, a);
    if (!b.graph)
        fail_msg("%s", reported(&b).data);
    for (int heirs = 0; heirs < 2; heirs++) {
        for (size_t i = 0; i < b.graph->roots.count; i++) {
            const schema_root *r = &b.graph->roots.items[i];
            if ((r->kind == SCHEMA_ROOT_HEIR) == heirs)
                buf_print(&out, "%.*s ", STR_ARG(r->name));
        }
        buf_text(&out, heirs ? "" : "|");
    }
    assert_string_equal(out.data, expected);
    buf_free(&out);
    build_end(&b);
}

static void expect_refused(const char *spec, asked a, const char *expected)
{
    built b;
    select_from(&b, spec, a);
    assert_string_equal(reported(&b).data, expected);
    assert_null(b.graph);
    build_end(&b);
}

static void schemas_are_selected_by_name(void **state)
{
    (void)state;
    expect_selected((asked){.only = {"Owner"}}, "Owner |");
    expect_selected((asked){.only = {"schema:Own*"}}, "Owner |");
    expect_selected((asked){.only = {"C*", "Owner"}}, "Cat Owner |Pet ");
}

static void schemas_are_selected_by_pointer(void **state)
{
    (void)state;
    expect_selected((asked){.only = {"#/components/schemas/Owner"}}, "Owner |");
    expect_selected((asked){.only = {"#/components/schemas/O*"}}, "Owner |");
    expect_selected((asked){.only = {"#/components/schemas/Owner/properties/name"}}, "name |");
}

static void operations_are_selected_by_tag_path_and_id(void **state)
{
    (void)state;
    expect_selected(
        (asked){.only = {"tag:pets"}},
        "listPets.response.200 addPet.response.200 getPet.response.200 |Pet Cat Owner ");
    expect_selected((asked){.only = {"path:/pets/**"}}, "getPet.response.200 |Pet Cat Owner ");
    expect_selected((asked){.only = {"operation:add*"}}, "addPet.response.200 |Pet Cat Owner ");
    expect_selected((asked){.only = {"path:petBorn"}}, "born.response.200 |Owner ");
}

static void what_is_excepted_goes_unless_it_is_needed(void **state)
{
    (void)state;
    expect_selected((asked){.except = {"Key", "tag:admin", "tag:pets"}},
                    "Pet Cat Owner born.response.200 |");
    expect_selected((asked){.except = {"Key", "path:/**", "Owner"}},
                    "Pet Cat born.response.200 |Owner ");
    expect_selected((asked){.only = {"tag:pets"}, .except = {"tag:admin"}},
                    "listPets.response.200 getPet.response.200 |Pet Cat Owner ");
}

/* Key refers to what does not exist. */
static void what_is_not_needed_need_not_be_right(void **state)
{
    (void)state;
    expect_refused(SPEC, (asked){.only = {"Key"}},
                   "19:53 error O2C-R001: '#/components/schemas/Kye' does not exist\n");
    expect_selected((asked){.only = {"Pet"}}, "Pet |Cat Owner ");
}

static void needed_schemas_keep_their_names(void **state)
{
    (void)state;
    built b;
    select_from(&b, SPEC, (asked){.only = {"operation:getPet"}});
    assert_non_null(b.graph);
    expect_str(at(&b, "#/components/schemas/Owner")->name, "Owner");
    build_end(&b);
}

static void selectors_that_select_nothing_are_errors(void **state)
{
    (void)state;
    expect_refused(SPEC, (asked){.only = {"Owner", "Ownr"}},
                   "0:0 error O2C-G001: 'only Ownr': no schema is called that; did you mean "
                   "'Owner'?\n");
    expect_refused(SPEC, (asked){.only = {"Owner"}, .except = {"tag:admn"}},
                   "0:0 error O2C-G001: 'except tag:admn': no tag is called that; did you mean "
                   "'tag:admin'?\n");
    expect_refused(SPEC, (asked){.only = {"tags:pets"}},
                   "0:0 error O2C-G001: 'only tags:pets': no schema is called that; did you mean "
                   "'tag:pets'?\n");
    expect_refused(SPEC, (asked){.only = {"#/components/schemas/Ownr"}},
                   "15:5 error O2C-R010: '#/components/schemas/Ownr' does not exist "
                   "(did you mean 'Owner'?)\n");
    expect_refused(SPEC, (asked){.only = {"Owner"}, .except = {"O*"}},
                   "0:0 error O2C-G002: 'only' and 'except' together select nothing\n");
}

static void definitions_of_json_schema_are_selected_too(void **state)
{
    (void)state;
    built b;
    static const char text[] = "title: Whole\ntype: object\n$defs: {a: {type: string}, b: {type: "
                               "integer}}\n";
    select_from(&b, text, (asked){.only = {"a"}});
    expect_roots(&b, "a b"); /* b may be an heir */
    assert_int_equal(find_root(&b, "b")->kind, SCHEMA_ROOT_HEIR);
    build_end(&b);
    select_from(&b, text, (asked){.except = {"?"}});
    assert_int_equal(find_root(&b, "Whole")->kind, SCHEMA_ROOT_DOCUMENT);
    assert_int_equal(find_root(&b, "a")->kind, SCHEMA_ROOT_HEIR);
    build_end(&b);
    select_from(&b, text, (asked){.only = {"#"}});
    assert_int_equal(find_root(&b, "Whole")->kind, SCHEMA_ROOT_DOCUMENT);
    build_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(schemas_are_selected_by_name),
        cmocka_unit_test(schemas_are_selected_by_pointer),
        cmocka_unit_test(operations_are_selected_by_tag_path_and_id),
        cmocka_unit_test(what_is_excepted_goes_unless_it_is_needed),
        cmocka_unit_test(what_is_not_needed_need_not_be_right),
        cmocka_unit_test(needed_schemas_keep_their_names),
        cmocka_unit_test(selectors_that_select_nothing_are_errors),
        cmocka_unit_test(definitions_of_json_schema_are_selected_too),
    };
    return cmocka_run_group_tests_name("schema.select", tests, NULL, NULL);
}

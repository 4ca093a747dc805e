#include "folder.h"

#define HEAD "swagger: '2.0'\n"

static void definitions_are_components(void **state)
{
    (void)state;
    built b =
        build(HEAD "definitions:\n"
                   "  A: {type: object, discriminator: kind, properties: {kind: {type: string}}}\n"
                   "  B: {allOf: [{$ref: '#/definitions/A'}], x-nullable: true}\n"
                   "  C: {type: string, x-nullable: true, x-ms-enum: {}}\n");
    expect_roots(&b, "A B C");
    expect_str(at(&b, "#/definitions/A")->discriminator->property, "kind");
    expect_str(at(&b, "#/definitions/A")->name, "A");
    assert_int_equal(at(&b, "#/definitions/B")->any_of.count, 2);
    assert_int_equal(at(&b, "#/definitions/C")->types, SCHEMA_STRING | SCHEMA_NULL);
    assert_int_equal(find_root(&b, "A")->kind, SCHEMA_ROOT_COMPONENT);
    assert_int_equal(b.d.items.count, 0);
    build_end(&b);
}

static void parameters_are_split_by_their_place(void **state)
{
    (void)state;
    built b = build(
        HEAD
        "parameters:\n"
        "  Limit: {name: limit, in: query, type: integer, maximum: 10, exclusiveMaximum: true}\n"
        "definitions: {Pet: {type: object}}\n"
        "paths:\n"
        "  /p:\n"
        "    parameters: [{$ref: '#/parameters/Limit'}]\n"
        "    post:\n"
        "      operationId: f\n"
        "      parameters:\n"
        "        - {name: body, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}\n"
        "        - {name: tags, in: query, type: array, collectionFormat: csv,\n"
        "           items: {type: string, enum: [a, b]}, required: true, description: d}\n"
        "    put:\n"
        "      operationId: g\n"
        "      parameters:\n"
        "        - {name: photo, in: formData, type: file, required: true}\n"
        "        - {name: title, in: formData, type: string, x-nullable: true}\n");
    expect_roots(&b, "Pet f.params f.request g.params g.form");
    const schema *params = find_root(&b, "f.params")->value;
    assert_int_equal(params->properties.count, 2);
    assert_int_equal(params->properties.items[0].value->types, SCHEMA_INTEGER);
    assert_non_null(params->properties.items[0].value->exclusive_maximum);
    const schema *tags = params->properties.items[1].value;
    assert_int_equal(tags->types, SCHEMA_ARRAY);
    assert_int_equal(tags->items->enum_node->count, 2);
    assert_int_equal(tags->required.count, 0);
    expect_str(tags->description, "d");
    assert_int_equal(params->required.count, 1);
    assert_int_equal(find_root(&b, "f.request")->kind, SCHEMA_ROOT_REQUEST);
    assert_ptr_equal(find_root(&b, "f.request")->value->ref, at(&b, "#/definitions/Pet"));
    const schema *form = find_root(&b, "g.form")->value;
    assert_int_equal(form->properties.items[0].value->types, SCHEMA_STRING);
    assert_int_equal(form->properties.items[1].value->types, SCHEMA_STRING | SCHEMA_NULL);
    assert_int_equal(b.d.items.count, 0);
    build_end(&b);
}

static void responses_have_one_schema_and_headers(void **state)
{
    (void)state;
    built b =
        build(HEAD "produces: [application/xml]\n"
                   "responses: {Bad: {description: b, schema: {type: string}}}\n"
                   "paths:\n"
                   "  /p:\n"
                   "    get:\n"
                   "      operationId: f\n"
                   "      produces: [application/json]\n"
                   "      responses:\n"
                   "        200: {schema: {type: object}, headers: {X-Rate: {type: integer},\n"
                   "              Content-Type: {type: string}}}\n"
                   "        404: {$ref: '#/responses/Bad'}\n"
                   "    put:\n"
                   "      operationId: g\n"
                   "      responses:\n"
                   "        200: {schema: {type: object}}\n"
                   "        404: {$ref: '#/responses/Bad'}\n");
    expect_roots(&b, "f.response.200 f.response.200.headers f.response.404 g.response.404");
    const schema *headers = find_root(&b, "f.response.200.headers")->value;
    assert_int_equal(headers->properties.count, 1);
    assert_int_equal(headers->properties.items[0].value->types, SCHEMA_INTEGER);
    build_end(&b);
}

static void keywords_of_later_versions_are_warnings(void **state)
{
    (void)state;
    expect_reports(HEAD "definitions:\n  A: {oneOf: [{}], nullable: true, writeOnly: true}\n",
                   "3:7 warning O2C-S007: 'oneOf' is no keyword of Swagger 2.0 and is ignored\n"
                   "3:20 warning O2C-S007: 'nullable' is no keyword of Swagger 2.0 and is ignored "
                   "(write type: [..., 'null'], or an anyOf with type: 'null')\n");
}

static void wrong_shapes_are_located_errors(void **state)
{
    (void)state;
    expect_reports(HEAD "definitions: []\npaths:\n  /p:\n    get:\n      parameters:\n"
                        "        - {name: a, in: cookie, type: string}\n"
                        "        - {name: b, in: query, type: sting}\n"
                        "        - {name: c, in: query}\n"
                        "      responses: {200: {headers: 3}}\n",
                   "2:14 error O2C-S013: 'definitions' must be an object, not an array\n"
                   "7:25 error O2C-S013: 'in' must be query, path, header, formData or body, not "
                   "'cookie'\n"
                   "8:38 error O2C-S005: 'sting' is no type (did you mean 'string'?)\n"
                   "9:11 warning O2C-S015: parameter 'c' has no 'type'; any value is taken\n"
                   "10:34 error O2C-S013: 'headers' must be an object, not a number\n");
    expect_reports(HEAD "definitions: {A: {discriminator: {propertyName: x}}}\n",
                   "2:34 error O2C-S003: 'discriminator' must be the name of a property, not an "
                   "object\n");
}

static void parts_in_other_files_are_of_the_same_version(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "api.yaml",
                 HEAD "paths: {/p: {get: {operationId: f, parameters: [{$ref: 'p.yaml#/limit'}],\n"
                      "  responses: {200: {schema: {$ref: 'pet.yaml'}}}}}}\n");
    folder_write(&f, "p.yaml", "limit: {name: limit, in: query, type: integer}\n");
    folder_write(&f, "pet.yaml", "type: string\nx-nullable: true\n");
    const built *b = folder_build_one(&f, "api.yaml");
    assert_int_equal(find_root(b, "f.params")->value->properties.items[0].value->types,
                     SCHEMA_INTEGER);
    assert_int_equal(at(b, "pet.yaml#")->types, SCHEMA_STRING | SCHEMA_NULL);
    folder_expect_reports(&f, "");
    folder_end(&f);
}

static void version_3_2_has_more_operations_and_items(void **state)
{
    (void)state;
    static const char text[] =
        "$self: https://example.com/api\n"
        "components:\n  mediaTypes: {M: {schema: {type: string}}}\n"
        "  schemas:\n    A: {$ref: 'https://example.com/api#/components/schemas/B'}\n    B: {type: "
        "object}\n"
        "    C: {oneOf: [{$ref: '#/components/schemas/B'}],\n"
        "        discriminator: {propertyName: t, defaultMapping: B}}\n"
        "paths:\n"
        "  /p:\n"
        "    query: {operationId: q, parameters: [{in: querystring, name: all, content: {x/y: "
        "{schema: {}}}}]}\n"
        "    additionalOperations:\n"
        "      COPY: {operationId: c, responses: {200: {content: {\n"
        "        application/jsonl: {itemSchema: {type: object}},\n"
        "        application/json: {$ref: '#/components/mediaTypes/M'}}}}}\n";
    mem m = MEM_INIT;
    built b = build(str_print(&m, "openapi: 3.2.0\n%s", text).data);
    expect_roots(&b, "A B C q.params c.response.200 c.response.200.item");
    assert_ptr_equal(at(&b, "#/components/schemas/A")->ref, at(&b, "#/components/schemas/B"));
    assert_ptr_equal(at(&b, "#/components/schemas/C")->discriminator->otherwise,
                     at(&b, "#/components/schemas/B"));
    expect_str(find_root(&b, "c.response.200")->value->pointer, "#/components/mediaTypes/M/schema");
    expect_str(find_root(&b, "c.response.200.item")->value->pointer,
               "#/paths/~1p/additionalOperations/COPY/responses/200/content/application~1jsonl/"
               "itemSchema");
    build_end(&b);
    expect_reports("openapi: 3.2.0\npaths: {/p: {additionalOperations: 3}}\n",
                   "2:36 error O2C-S013: 'additionalOperations' must be an object, not a number\n"
                   "1:1 warning O2C-S001: this OpenAPI document has no schema\n");
    mem_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(definitions_are_components),
        cmocka_unit_test(parameters_are_split_by_their_place),
        cmocka_unit_test(responses_have_one_schema_and_headers),
        cmocka_unit_test(keywords_of_later_versions_are_warnings),
        cmocka_unit_test(wrong_shapes_are_located_errors),
        cmocka_unit_test(parts_in_other_files_are_of_the_same_version),
        cmocka_unit_test(version_3_2_has_more_operations_and_items),
    };
    return cmocka_run_group_tests_name("schema swagger", tests, NULL, NULL);
}

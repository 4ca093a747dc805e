#include "fixture.h"

#define HEAD "openapi: 3.1.0\n"

static void bodies_and_parameters_become_roots(void **state)
{
    (void)state;
    built b = build(
        HEAD "components:\n  schemas: {Pet: {type: object}, Name: {type: string}}\n"
             "paths:\n"
             "  /pets/{id}:\n"
             "    parameters:\n"
             "      - {name: id, in: path, required: true, schema: {type: string}}\n"
             "      - {name: limit, in: query, required: true, schema: {type: integer}}\n"
             "    put:\n"
             "      operationId: putPet\n"
             "      parameters:\n"
             "        - {name: limit, in: query, schema: {type: number}}\n"
             "        - {name: filter, in: query, content: {application/json:\n"
             "            {schema: {type: array}}}}\n"
             "      requestBody:\n"
             "        content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}\n"
             "      responses:\n"
             "        200: {content: {application/json: {schema: {type: object}}}}\n"
             "        default: {content: {application/problem+json: {schema: {type: array}}}}\n"
             "        204: {description: nothing}\n"
             "    get: {}\n");
    expect_roots(&b, "Pet Name putPet.params putPet.request putPet.response.200 "
                     "putPet.response.default get /pets/{id}.params");
    const schema_root *r = find_root(&b, "putPet.params");
    assert_int_equal(r->kind, SCHEMA_ROOT_PARAMETERS);
    assert_int_equal(r->value->types, SCHEMA_OBJECT);
    expect_str(r->value->pointer, "#/paths/~1pets~1{id}/put/parameters");
    assert_int_equal(r->value->properties.count, 3);
    expect_str(r->value->properties.items[0].key->key, "id");
    expect_str(r->value->properties.items[1].key->key, "limit");
    assert_int_equal(r->value->properties.items[1].value->types, SCHEMA_NUMBER);
    assert_int_equal(r->value->properties.items[1].key->line, 12);
    assert_int_equal(r->value->properties.items[2].value->types, SCHEMA_ARRAY);
    assert_int_equal(r->value->required.count, 1);
    expect_str(r->value->required.items[0], "id");
    assert_int_equal(find_root(&b, "putPet.request")->kind, SCHEMA_ROOT_REQUEST);
    assert_ptr_equal(find_root(&b, "putPet.request")->value->ref,
                     at(&b, "#/components/schemas/Pet"));
    assert_int_equal(find_root(&b, "putPet.response.200")->kind, SCHEMA_ROOT_RESPONSE);
    assert_int_equal(find_root(&b, "get /pets/{id}.params")->value->required.count, 2);
    expect_str(at(&b, "#/components/schemas/Pet")->name, "Pet");
    build_end(&b);
}

static void components_of_all_kinds_are_followed(void **state)
{
    (void)state;
    built b = build(
        HEAD "components:\n"
             "  parameters:\n"
             "    Id: {name: id, in: query, schema: {type: string}}\n"
             "    Same: {$ref: '#/components/parameters/Id'}\n"
             "  requestBodies: {B: {content: {application/json: {schema: {type: array}}}}}\n"
             "  responses: {R: {content: {'*/*': {schema: {type: object}}}}}\n"
             "  pathItems:\n"
             "    P:\n"
             "      post:\n"
             "        operationId: f\n"
             "        parameters: [{$ref: '#/components/parameters/Same'}]\n"
             "        requestBody: {$ref: '#/components/requestBodies/B'}\n"
             "        responses: {200: {$ref: '#/components/responses/R'}}\n"
             "  callbacks: {C: {'{$url}': {post: {operationId: back, requestBody:\n"
             "    {content: {application/json: {schema: {type: string}}}}}}}}\n"
             "paths:\n"
             "  /p: {$ref: '#/components/pathItems/P'}\n"
             "  /q: {$ref: '#/components/pathItems/P'}\n"
             "  /r: {get: {operationId: g, callbacks: {c: {$ref: '#/components/callbacks/C'}}}}\n"
             "webhooks:\n"
             "  hook: {post: {requestBody: {content: {application/json: {schema: {}}}}}}\n");
    expect_roots(&b, "f.params f.request f.response.200 back.request post hook.request");
    expect_str(find_root(&b, "f.request")->value->pointer,
               "#/components/requestBodies/B/content/application~1json/schema");
    expect_str(find_root(&b, "f.params")->value->properties.items[0].value->pointer,
               "#/components/parameters/Id/schema");
    build_end(&b);
}

static void media_types_tell_what_has_a_type(void **state)
{
    (void)state;
    built b = build(
        HEAD "components: {schemas: {Bytes: {type: string, format: binary}}}\n"
             "paths:\n  /p:\n    post:\n      operationId: f\n"
             "      requestBody:\n        content:\n"
             "          text/html: {schema: {type: object}}\n"
             "          Application/JSON; charset=utf-8: {schema: {type: array}}\n"
             "          application/x.v2+json: {schema: {type: object}}\n"
             "          application/octet-stream: {schema: {$ref: '#/components/schemas/Bytes'}}\n"
             "          multipart/form-data: {schema: {type: object, required: [a]}}\n"
             "          image/png: {}\n"
             "      responses: {200: {content: {application/json: {schema: {type: string}},\n"
             "        '*/*': {schema: {type: string}}}}}\n");
    expect_roots(&b, "Bytes f.request f.request.application_x_v2_json "
                     "f.request.application_octet_stream f.response.200");
    build_end(&b);
}

static void a_clash_of_parameter_names_is_settled_with_a_warning(void **state)
{
    (void)state;
    static const char text[] = HEAD "paths:\n  /p:\n    get:\n      operationId: f\n"
                                    "      parameters:\n"
                                    "        - {name: id, in: path, schema: {}}\n"
                                    "        - {name: id, in: query, required: true, schema: {}}\n";
    expect_reports(text,
                   "8:18 warning O2C-S015: there is another parameter 'id'; this one, in query, "
                   "becomes 'id.query'\n");
    built b = build(text);
    const schema *s = find_root(&b, "f.params")->value;
    expect_str(s->properties.items[1].key->key, "id.query");
    expect_str(s->required.items[0], "id.query");
    build_end(&b);
}

static void parameters_without_a_schema_take_anything(void **state)
{
    (void)state;
    static const char text[] =
        HEAD "paths: {/p: {get: {operationId: f, parameters: [{name: x, in: query}]}}}\n";
    expect_reports(text, "2:49 warning O2C-S015: parameter 'x' has neither 'schema' nor 'content'; "
                         "any value is taken\n");
    built b = build(text);
    assert_true(find_root(&b, "f.params")->value->properties.items[0].value->always);
    build_end(&b);
}

static void header_fields_of_http_itself_are_left_out(void **state)
{
    (void)state;
    built b = build(HEAD "paths: {/p: {get: {operationId: f, parameters: [\n"
                         "  {name: ACCEPT, in: header, schema: {}},\n"
                         "  {name: accept, in: query, schema: {}},\n"
                         "  {name: Accepts, in: header, schema: {}}]}}}\n");
    assert_int_equal(find_root(&b, "f.params")->value->properties.count, 2);
    build_end(&b);
}

static void operation_names_are_made_unique(void **state)
{
    (void)state;
    static const char text[] =
        HEAD "paths:\n"
             "  /a: {get: {operationId: f, parameters: &p [{name: x, in: query, "
             "schema: {}}]}}\n"
             "  /b: {get: {operationId: f2, parameters: *p}}\n"
             "  /c: {get: {operationId: f, parameters: *p}}\n"
             "  /d: {get: {operationId: f, parameters: *p}}\n";
    built b = build(text);
    expect_roots(&b, "f.params f2.params f3.params f4.params");
    build_end(&b);
    expect_reports(
        text, "5:27 warning O2C-S014: another operation is called 'f'; this one becomes 'f3'\n"
              "6:27 warning O2C-S014: another operation is called 'f'; this one becomes 'f4'\n");
}

static void wrong_shapes_are_located_errors(void **state)
{
    (void)state;
    expect_reports(HEAD "components: []\npaths: 3\nwebhooks: x\n",
                   "2:13 error O2C-S013: 'components' must be an object, not an array\n"
                   "3:8 error O2C-S013: 'paths' must be an object, not a number\n"
                   "4:11 error O2C-S013: 'webhooks' must be an object, not a string\n"
                   "1:1 warning O2C-S001: this OpenAPI document has no schema\n");
    expect_reports(HEAD
                   "components: {schemas: {A: true}}\n"
                   "paths:\n"
                   "  /a: 3\n"
                   "  /b: {get: x}\n"
                   "  /c: {get: {parameters: {}, requestBody: 1, responses: [], callbacks: 2}}\n"
                   "  /d: {get: {operationId: 7, parameters: [3, {in: query}, {name: x, in: y}]}}\n"
                   "  /e: {get: {responses: {200: {content: []}}}}\n"
                   "  /f: {get: {parameters: [{name: x, in: query, required: 1, schema: {}}]}}\n",
                   "4:7 error O2C-S013: a path item must be an object, not a number\n"
                   "5:13 error O2C-S013: an operation must be an object, not a string\n"
                   "6:26 error O2C-S013: 'parameters' must be an array, not an object\n"
                   "6:43 error O2C-S013: a request body must be an object, not a number\n"
                   "6:57 error O2C-S013: 'responses' must be an object, not an array\n"
                   "6:72 error O2C-S013: 'callbacks' must be an object, not a number\n"
                   "7:27 error O2C-S013: 'operationId' must be a string, not a number\n"
                   "7:43 error O2C-S013: a parameter must be an object, not a number\n"
                   "7:46 error O2C-S013: a parameter needs 'name' and 'in', both strings\n"
                   "7:73 error O2C-S013: 'in' must be query, path, header or cookie, not 'y'\n"
                   "8:41 error O2C-S013: 'content' must be an object, not an array\n"
                   "9:58 error O2C-S013: 'required' of a parameter must be true or false, not a "
                   "number\n");
}

static void bad_references_of_openapi_objects_are_located_errors(void **state)
{
    (void)state;
    expect_reports(HEAD "components:\n"
                        "  schemas: {A: true}\n"
                        "  responses: {A: {$ref: '#/components/responses/B'}, B: {$ref: "
                        "'#/components/responses/A'}, C: 3}\n"
                        "paths:\n"
                        "  /a: {$ref: paths.yaml}\n"
                        "  /b: {get: {responses: {200: {$ref: '#/components/responses/A'},\n"
                        "    201: {$ref: '#/components/responses/X'}, 202: {$ref: 3},\n"
                        "    203: {$ref: '#/components/responses/C'}, 204: {$ref: '#x'}}}}\n",
                   "6:14 error O2C-R003: 'paths.yaml': cannot read 'paths.yaml': No such file or "
                   "directory\n"
                   "7:38 error O2C-R006: this reference leads to no response, only to further "
                   "references\n"
                   "8:17 error O2C-R001: '#/components/responses/X' does not exist (did you mean "
                   "'A'?)\n"
                   "8:58 error O2C-S003: '$ref' must be a string, not a number\n"
                   "9:10 error O2C-S013: a response must be an object, not a number\n"
                   "9:58 error O2C-R002: no schema has the anchor '#x'\n");
}

/* A file for each operation, and properties kept elsewhere: no standard has it, many specs do. */
static void references_that_no_standard_has_are_followed(void **state)
{
    (void)state;
    built b = build(
        HEAD "paths:\n"
             "  /pets/{id}:\n"
             "    parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n"
             "    get: {$ref: '#/x-operations/getPet'}\n"
             "    put: {$ref: '#/x-operations/putPet'}\n"
             "x-operations:\n"
             "  getPet:\n"
             "    operationId: getPet\n"
             "    parameters: [{name: all, in: query, schema: {type: boolean}}]\n"
             "  putPet:\n"
             "    operationId: putPet\n"
             "    requestBody: {content: {application/json: {schema: {properties:\n"
             "      {a: {type: string}, $ref: '#/x-parts', z: {type: string}}}}}}\n"
             "x-parts: {b: {type: integer}, c: {type: boolean}}\n");
    expect_roots(&b, "getPet.params putPet.params putPet.request");
    assert_int_equal(find_root(&b, "getPet.params")->value->properties.count, 2);
    assert_int_equal(find_root(&b, "putPet.params")->value->properties.count, 1);
    const schema *body = find_root(&b, "putPet.request")->value;
    assert_int_equal(body->properties.count, 4);
    expect_str(body->properties.items[1].key->key, "b");
    expect_str(body->properties.items[1].value->pointer, "#/x-parts/b");
    expect_str(body->properties.items[3].key->key, "z");
    assert_string_equal(
        reported(&b).data,
        "5:17 warning O2C-S021: OpenAPI has no references to operations; this one, and others, "
        "are followed\n"
        "14:33 warning O2C-S022: 'properties' takes no reference; this one is followed\n");
    build_end(&b);
}

static void such_references_that_lead_nowhere_are_located(void **state)
{
    (void)state;
    expect_reports(HEAD "paths: {/a: {get: {$ref: '#/x-gets/a'}}}\n",
                   "2:26 warning O2C-S021: OpenAPI has no references to operations; this one, and "
                   "others, are followed\n"
                   "2:26 error O2C-R001: '#/x-gets/a' does not exist\n"
                   "1:1 warning O2C-S001: this OpenAPI document has no schema\n");
    expect_reports(HEAD "components: {schemas: {A: {properties: {$ref: 'none.yaml#/a'}}}}\n",
                   "2:47 warning O2C-S022: 'properties' takes no reference, and this one names no "
                   "object; it is ignored\n");
    expect_reports(HEAD "components: {schemas: {A: {properties: {$ref: '#/openapi'}}}}\n",
                   "2:47 warning O2C-S022: 'properties' takes no reference, and this one names no "
                   "object; it is ignored\n");
    expect_reports(HEAD "components: {schemas: {A: {properties: {$ref: "
                        "'#/components/schemas/A/properties'}}}}\n",
                   "2:47 warning O2C-S022: 'properties' takes no reference; this one is followed\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bodies_and_parameters_become_roots),
        cmocka_unit_test(components_of_all_kinds_are_followed),
        cmocka_unit_test(media_types_tell_what_has_a_type),
        cmocka_unit_test(a_clash_of_parameter_names_is_settled_with_a_warning),
        cmocka_unit_test(parameters_without_a_schema_take_anything),
        cmocka_unit_test(header_fields_of_http_itself_are_left_out),
        cmocka_unit_test(operation_names_are_made_unique),
        cmocka_unit_test(references_that_no_standard_has_are_followed),
        cmocka_unit_test(such_references_that_lead_nowhere_are_located),
        cmocka_unit_test(wrong_shapes_are_located_errors),
        cmocka_unit_test(bad_references_of_openapi_objects_are_located_errors),
    };
    return cmocka_run_group_tests_name("schema openapi", tests, NULL, NULL);
}

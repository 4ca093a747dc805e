#include "folder.h"

#define PETS "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n"
#define S    "#/components/schemas/"

static const schema *ref_of(const built *b, const char *pointer)
{
    const schema *s = at(b, pointer);
    assert_non_null(s->ref);
    return s->ref;
}

static size_t count_of(const built *b, const char *pointer)
{
    size_t count = 0;
    for (size_t i = 0; i < b->graph->all.count; i++)
        count += str_eq(b->graph->all.items[i]->pointer, str_of(pointer));
    return count;
}

static void files_up_and_down_are_reached(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "api/v1/pets.yaml",
                 PETS "components:\n  schemas:\n"
                      "    A: {$ref: 'parts/dog.yaml'}\n"
                      "    B: {$ref: '../../common/types.yaml#/components/schemas/Name'}\n"
                      "    C: {$ref: './parts/../parts/dog.yaml#/properties/name'}\n"
                      "    D: {$ref: 'parts/more%20dogs.json#/a~1b/c%25'}\n");
    folder_write(
        &f, "api/v1/parts/dog.yaml",
        "type: object\nnullable: true\nproperties: {name: {$ref: '../../../common/types.yaml#/"
        "components/schemas/Name'}, own: {$ref: '#/properties/name'}}\n");
    folder_write(&f, "api/v1/parts/more dogs.json", "{\"a/b\": {\"c%\": {\"type\": \"integer\"}}}");
    folder_write(&f, "common/types.yaml", PETS "components:\n  schemas: {Name: {type: string}}\n");
    const built *b = folder_build_one(&f, "api/v1/pets.yaml");
    const schema *dog = ref_of(b, S "A"), *name = ref_of(b, S "B");
    expect_str(dog->pointer, "parts/dog.yaml#");
    expect_str(dog->name, "dog");
    assert_int_equal(dog->types, SCHEMA_OBJECT | SCHEMA_NULL); /* a part has the whole's dialect */
    expect_str(name->pointer, "../../common/types.yaml" S "Name");
    expect_str(name->name, "Name");
    assert_ptr_equal(ref_of(b, "parts/dog.yaml#/properties/name"), name);
    assert_ptr_equal(ref_of(b, "parts/dog.yaml#/properties/own"), ref_of(b, S "C"));
    assert_int_equal(ref_of(b, S "D")->types, SCHEMA_INTEGER);
    expect_str(ref_of(b, S "D")->pointer, "parts/more%20dogs.json#/a~1b/c%25");
    assert_int_equal(count_of(b, "../../common/types.yaml" S "Name"), 1);
    assert_int_equal(f.set.all.count, 4);
    expect_roots(b, "A B C D");
    folder_expect_reports(&f, "");
    folder_end(&f);
}

static void references_between_files_may_go_round(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "a.yaml",
                 "$defs: {node: {properties: {next: {$ref: 'b.yaml#/$defs/node'}}}}\n"
                 "$ref: 'b.yaml#/$defs/chain'\n");
    folder_write(&f, "b.yaml",
                 "$defs:\n  node: {properties: {next: {$ref: 'a.yaml#/$defs/node'}}}\n"
                 "  chain: {$ref: 'a.yaml#/$defs/node'}\n");
    const built *b = folder_build_one(&f, "a.yaml");
    assert_ptr_equal(ref_of(b, "b.yaml#/$defs/node/properties/next"), at(b, "#/$defs/node"));
    assert_ptr_equal(ref_of(b, "#")->ref, at(b, "#/$defs/node"));
    folder_end(&f);
    folder_make(&f);
    folder_write(&f, "a.yaml", "$ref: b.yaml\n");
    folder_write(&f, "b.yaml", "\n$ref: a.yaml\n");
    assert_null(folder_build(&f, (const char *const[]){"a.yaml", NULL})->graph);
    folder_expect_reports(&f, "b.yaml:2:7 error O2C-R006: # is defined by itself alone: following "
                              "references leads back to it\n");
    folder_end(&f);
}

static void identifiers_in_other_documents_are_found(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "a.json",
                 "{\"$id\": \"http://example.com/a\", \"allOf\": [\n"
                 "{\"$ref\": \"b.json#name\"}, {\"$ref\": \"http://example.com/inner\"},\n"
                 "{\"$ref\": \"inner#deep\"}, {\"$ref\": \"http://example.com/sub/b\"}]}");
    folder_write(&f, "b.json",
                 "{\"$id\": \"http://example.com/sub/b\", \"$defs\": {\n"
                 "\"x\": {\"$anchor\": \"name\", \"type\": \"string\"},\n"
                 "\"y\": {\"$id\": \"../inner\", \"items\": {\"$anchor\": \"deep\"}}}}");
    const built *b = folder_build_one(&f, "a.json");
    assert_ptr_equal(ref_of(b, "#/allOf/0"), at(b, "b.json#/$defs/x"));
    assert_ptr_equal(ref_of(b, "#/allOf/1"), at(b, "b.json#/$defs/y"));
    assert_ptr_equal(ref_of(b, "#/allOf/2"), at(b, "b.json#/$defs/y/items"));
    assert_ptr_equal(ref_of(b, "#/allOf/3"), at(b, "b.json#"));
    folder_expect_reports(
        &f, "a.json:2:10 note O2C-R012: 'b.json' would be 'http://example.com/b.json'; "
            "it is read from the file beside this one\n");
    folder_end(&f);
}

static void documents_that_were_given_answer_by_identifier(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "a.yaml", "$id: http://example.com/a\n$ref: urn:example:b#/$defs/x\n");
    folder_write(&f, "b.yaml", "$id: urn:example:b\n$defs: {x: {type: string}}\n");
    const built *b = folder_build(&f, (const char *const[]){"a.yaml", "b.yaml", NULL});
    assert_non_null(b->graph);
    assert_ptr_equal(ref_of(b, "a.yaml#"), at(b, "b.yaml#/$defs/x"));
    folder_end(&f);
}

static void a_map_answers_urls_from_a_folder(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "a.yaml",
                 "allOf:\n- {$ref: 'https://example.com/s/x.json#/$defs/t'}\n"
                 "- {$ref: 'https://example.com/s/deep/y.json'}\n"
                 "- {$ref: 'https://example.com/other.json'}\n"
                 "- {$ref: 'https://example.com/s/%2e%2e/a.yaml'}\n"
                 "- {$ref: 'https://example.com/s/none.json'}\n");
    folder_write(&f, "store/x.json", "{\"$defs\": {\"t\": {\"$ref\": \"deep/y.json\"}}}");
    folder_write(&f, "store/deep/y.json", "{\"type\": \"string\"}");
    folder_map(&f, "https://example.com/s/", "store");
    assert_false(documents_map_prefix(&f.set, STR("https://example.com/s/")));
    assert_false(documents_map_prefix(&f.set, STR("folder=other")));
    const built *b = folder_build(&f, (const char *const[]){"a.yaml", NULL});
    assert_null(b->graph);
    folder_expect_reports(
        &f,
        "a.yaml:4:10 error O2C-N007: 'https://example.com/other.json': it is on the network and "
        "not fetched without being asked for: '--fetch' allows it, an entry in openapi2c.lock "
        "does, or '--map URL-PREFIX=DIR' answers it from a folder\n"
        "a.yaml:5:10 error O2C-R003: 'https://example.com/s/%2e%2e/a.yaml': its path leads out of "
        "the folder of its --map\n"
        "a.yaml:6:10 error O2C-R003: 'https://example.com/s/none.json': cannot read "
        "'store/none.json': No such file or directory\n");
    assert_int_equal(diag_status(&b->d), DIAG_IO);
    folder_end(&f);
    folder_make(&f);
    folder_write(&f, "a.yaml", "allOf: [{$ref: 'https://example.com/s/x.json#/$defs/t'}]\n");
    folder_write(&f, "store/x.json", "{\"$defs\": {\"t\": {\"$ref\": \"deep/y.json\"}}}");
    folder_write(&f, "store/deep/y.json", "{\"type\": \"string\"}");
    folder_map(&f, "https://example.com/s/", "store");
    b = folder_build_one(&f, "a.yaml");
    expect_str(ref_of(b, "#/allOf/0")->ref->pointer, "https://example.com/s/deep/y.json#");
    folder_end(&f);
}

static void documents_with_urls_do_not_reach_local_files(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "a.yaml", "allOf: [{$ref: 'https://example.com/s/x.yaml'}]\n");
    folder_write(&f, "store/x.yaml",
                 "not: {$id: file:///etc/, $ref: passwd}\n"
                 "items: {$ref: 'FILE:///etc/passwd'}\n");
    folder_write(&f, "store/passwd", "type: string\n");
    folder_map(&f, "https://example.com/s/", "store");
    assert_null(folder_build(&f, (const char *const[]){"a.yaml", NULL})->graph);
    folder_expect_reports(&f,
                          "store/x.yaml:1:12 warning O2C-R003: 'file:///etc/' names a local file, "
                          "which a document with a URL may not; it is ignored\n"
                          "store/x.yaml:2:15 error O2C-R003: 'FILE:///etc/passwd': a document "
                          "with a URL may not refer to local files\n");
    folder_end(&f);
}

static void operations_are_followed_into_other_files(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "api.yaml",
                 PETS "paths: {/p: {$ref: 'paths/p.yaml'}, /q: {$ref: 'paths/all.yaml#/~1q'}}\n");
    folder_write(&f, "paths/p.yaml",
                 "get:\n  operationId: f\n  parameters: [{$ref: '../common.yaml#/limit'}]\n"
                 "  responses: {200: {$ref: '../common.yaml#/ok'}}\n");
    folder_write(&f, "paths/all.yaml",
                 "/q: {post: {operationId: g, requestBody: {$ref: '../common.yaml#/body'}}}\n");
    folder_write(&f, "common.yaml",
                 "limit: {name: limit, in: query, schema: {$ref: '#/schema'}}\n"
                 "schema: {type: integer, nullable: true}\n"
                 "ok: {headers: {X-Rest: {schema: {$ref: '#/schema'}}},\n"
                 "     content: {application/json: {schema: {$ref: 'pet.json'}}}}\n"
                 "body: {content: {application/json: {schema: {$ref: 'pet.json#'}}}}\n");
    folder_write(&f, "pet.json", "{\"type\": \"object\"}");
    const built *b = folder_build_one(&f, "api.yaml");
    expect_roots(b, "f.params f.response.200 f.response.200.headers g.request");
    expect_str(find_root(b, "f.params")->value->pointer, "paths/p.yaml#/get/parameters");
    assert_ptr_equal(find_root(b, "f.params")->value->properties.items[0].value->ref,
                     at(b, "common.yaml#/schema"));
    assert_ptr_equal(find_root(b, "f.response.200")->value->ref, at(b, "pet.json#"));
    assert_ptr_equal(find_root(b, "g.request")->value->ref, at(b, "pet.json#"));
    expect_str(at(b, "pet.json#")->name, "pet");
    folder_end(&f);
}

static void several_entries_make_one_graph(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "a.yaml",
                 PETS "components: {schemas: {Pet: {type: string}, X: {$ref: 'c.yaml" S "Id'}}}\n"
                      "paths: {/p: {get: {operationId: get, parameters: &p [{name: x, in: query, "
                      "schema: {}}]}}}\n");
    folder_write(&f, "sub/b.yaml",
                 PETS "components: {schemas: {Pet: {type: integer}, Y: {$ref: '../c.yaml" S
                      "Id'}}}\n"
                      "paths: {/p: {get: {operationId: get, parameters: &p [{name: x, in: query, "
                      "schema: {}}]}}}\n");
    folder_write(&f, "c.yaml",
                 PETS "components: {schemas: {Id: {type: string}, Pet: {}, Z: {$ref: '" S
                      "Pet'}}}\n");
    const built *b = folder_build(&f, (const char *const[]){"a.yaml", "sub/b.yaml", NULL});
    assert_non_null(b->graph);
    expect_roots(b, "Pet X get.params b.Pet Y b.get.params");
    assert_ptr_equal(ref_of(b, "a.yaml" S "X"), ref_of(b, "sub/b.yaml" S "Y"));
    expect_str(at(b, "sub/b.yaml" S "Pet")->name, "b.Pet");
    expect_str(at(b, "sub/b.yaml" S "Pet")->key, "Pet");
    folder_expect_reports(&f, "");
    folder_end(&f);
}

static void the_ways_of_files_have_properties_of_any_name(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(
        &f, "a.json",
        "{\"$schema\": \"http://json-schema.org/draft-04/schema#\", \"definitions\": {\"A\": "
        "{\"properties\":\n{\"id\": {\"type\": \"string\"}, \"$schema\": {}, \"$id\": {}, \"x\": "
        "{\"type\": \"integer\"}}}},\n\"items\": {\"$ref\": \"b.json#/definitions/B\"}, "
        "\"not\": {\"$ref\": \"#/definitions/A/properties/x\"}}");
    folder_write(&f, "b.json",
                 "{\"definitions\": {\"B\": {\"$ref\": \"#/definitions/C\"}, \"C\": {\"type\": "
                 "\"object\", \"properties\": {\"items\": {\"$ref\": \"#/items\"}}}},\n"
                 "\"items\": {\"type\": \"string\"}}");
    const built *b = folder_build_one(&f, "a.json");
    assert_int_equal(ref_of(b, "#/not")->types, SCHEMA_INTEGER);
    expect_str(at(b, "b.json#/definitions/C")->name, "C"); /* though nothing outside names it */
    assert_null(at(b, "b.json#/items")->name.data);
    folder_expect_reports(&f, "");
    folder_end(&f);
}

static void heirs_that_nothing_names_are_found(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "a.yaml", PETS "components: {schemas: {A: {$ref: 'b.yaml" S "Base'}}}\n");
    folder_write(&f, "b.yaml",
                 PETS "components:\n  schemas:\n    Base: {discriminator: {propertyName: t}}\n"
                      "    Heir: {allOf: [{$ref: '" S "Base'}]}\n"
                      "    Grandchild: {allOf: [{type: object}, {$ref: '" S "Heir'}]}\n"
                      "    Other: {properties: {x: {$ref: '" S "Base'}}}\n");
    const built *b = folder_build_one(&f, "a.yaml");
    expect_roots(b, "A Base Heir Grandchild");
    folder_end(&f);
}

static void names_of_two_files_are_told_apart(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "a.yaml",
                 "properties:\n  x: {$ref: 'b.yaml#/$defs/Pet'}\n  y: {$ref: 'c.yaml#/$defs/Pet'}\n"
                 "  z: {$ref: 'c.yaml#/$defs/Cat'}\n");
    folder_write(&f, "b.yaml", "$defs: {Pet: {type: string}}\n");
    folder_write(&f, "c.yaml", "$defs: {Pet: {type: integer}, Cat: {type: object}}\n");
    const built *b = folder_build_one(&f, "a.yaml");
    expect_str(at(b, "b.yaml#/$defs/Pet")->name, "b.Pet");
    expect_str(at(b, "c.yaml#/$defs/Pet")->name, "c.Pet");
    expect_str(at(b, "c.yaml#/$defs/Cat")->name, "Cat");
    folder_end(&f);
}

static void mappings_name_files_and_schemas(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "a.yaml",
                 PETS "components:\n  schemas:\n    Cat: {type: object}\n"
                      "    U: {oneOf: [{$ref: 'dog.yaml'}, {$ref: '" S "Cat'}],\n"
                      "        discriminator: {propertyName: t, mapping: {d: dog.yaml, c: Cat}}}\n"
                      "    V: {$ref: 'u.yaml'}\n");
    folder_write(&f, "dog.yaml", "type: object\n");
    folder_write(&f, "u.yaml", "discriminator: {propertyName: t, mapping: {c: Cat}}\n");
    const built *b = folder_build_one(&f, "a.yaml");
    const schema_discriminator *d = at(b, S "U")->discriminator;
    assert_ptr_equal(d->mapping.items[0].target, at(b, "dog.yaml#"));
    assert_ptr_equal(d->mapping.items[1].target, at(b, S "Cat"));
    assert_ptr_equal(at(b, "u.yaml#")->discriminator->mapping.items[0].target, at(b, S "Cat"));
    folder_end(&f);
}

static void faults_are_located_in_their_files(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(
        &f, "a.yaml",
        "allOf:\n- {$ref: 'b.yaml#/x'}\n- {$ref: 'b.yaml#/Nme'}\n- {$ref: c.json}\n"
        "- {$ref: folder}\n- {$ref: c.json}\n- {$ref: 'b.yaml#nowhere'}\n- {$ref: 'none.yaml'}\n");
    folder_write(&f, "b.yaml",
                 "Name: {type: string}\nx:\n  minimum: y\n  not: {$ref: '#/Name/x'}\n");
    folder_write(&f, "c.json", "{\"type\": }");
    folder_write(&f, "folder/x", "");
    assert_null(folder_build(&f, (const char *const[]){"a.yaml", NULL})->graph);
    folder_expect_reports(
        &f, "b.yaml:3:12 error O2C-S003: 'minimum' must be a number, not a string\n"
            "a.yaml:3:10 error O2C-R001: 'b.yaml#/Nme' does not exist\n"
            "b.yaml:4:15 error O2C-R001: '#/Name/x' does not exist\n"
            "c.json:1:10 error O2C-D001: not valid JSON: expected a value, found '}'\n"
            "a.yaml:5:10 error O2C-R003: 'folder': cannot read 'folder': it is a folder\n"
            "a.yaml:7:10 error O2C-R002: no schema has the anchor 'b.yaml#nowhere'\n"
            "a.yaml:8:10 error O2C-R003: 'none.yaml': cannot read 'none.yaml': No such file or "
            "directory\n");
    folder_end(&f);
}

static void what_is_no_file_is_not_opened(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "a.yaml", "allOf: [{$ref: pipe}]\n");
    assert_int_equal(mkfifo(folder_path(&f, "pipe"), 0600), 0);
    assert_null(folder_build(&f, (const char *const[]){"a.yaml", NULL})->graph);
    folder_expect_reports(&f, "a.yaml:1:16 error O2C-R003: 'pipe': cannot read 'pipe': it is no "
                              "ordinary file\n");
    folder_end(&f);
}

static void meta_schemas_of_all_drafts_are_at_hand(void **state)
{
    (void)state;
    static const char *const uris[] = {
        "http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema"};
    for (size_t i = 0; i < sizeof uris / sizeof *uris; i++) {
        char text[256];
        snprintf(text, sizeof text, "properties: {x: {$ref: '%s'}, y: {$ref: '%s'}}\n", uris[i],
                 uris[i]);
        folder f;
        folder_make(&f);
        folder_write(&f, "a.yaml", text);
        const built *b = folder_build_one(&f, "a.yaml");
        const schema *meta = ref_of(b, "#/properties/x");
        assert_int_equal(meta->types, i ? SCHEMA_OBJECT | SCHEMA_BOOLEAN : SCHEMA_OBJECT);
        assert_ptr_equal(ref_of(b, "#/properties/y"), meta);
        str pointer = str_slice(meta->pointer, 0, str_find(meta->pointer, '#'));
        assert_true(str_starts(str_of(uris[i]), pointer));
        /* A schema in a schema is again that of the whole, whatever part says so. */
        for (size_t j = 0; j < b->graph->all.count; j++) {
            const schema *s = b->graph->all.items[j];
            if (str_ends(s->pointer, STR("/properties/not")) && s->ref)
                assert_ptr_equal(s->ref, meta);
        }
        folder_expect_reports(&f, "");
        folder_end(&f);
    }
}

static void parts_of_standards_are_any_value_unless_they_are_at_hand(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "a.yaml",
                 "properties:\n  x: {$ref: 'https://spec.openapis.org/oas/3.0/schema/2021-09-28'}\n"
                 "  y: {$ref: 'https://spec.openapis.org/oas/3.0/schema/2021-09-28'}\n");
    const built *b = folder_build_one(&f, "a.yaml");
    assert_true(ref_of(b, "#/properties/x")->always);
    assert_ptr_equal(ref_of(b, "#/properties/x"), ref_of(b, "#/properties/y"));
    folder_expect_reports(
        &f,
        "a.yaml:2:13 warning O2C-R013: 'https://spec.openapis.org/oas/3.0/schema/2021-09-28' is a "
        "meta-schema that is not at hand; any value is taken there\n"
        "a.yaml:3:13 warning O2C-R013: 'https://spec.openapis.org/oas/3.0/schema/2021-09-28' is a "
        "meta-schema that is not at hand; any value is taken there\n");
    folder_end(&f);
    folder_make(&f);
    folder_write(&f, "a.yaml",
                 "properties: {x: {$ref: 'http://json-schema.org/draft-07/schema#'}}\n");
    folder_write(&f, "meta/schema",
                 "{\"$id\": \"http://json-schema.org/draft-07/schema#\", \"type\": \"array\"}");
    folder_map(&f, "http://json-schema.org/draft-07/", "meta");
    b = folder_build_one(&f, "a.yaml");
    assert_int_equal(ref_of(b, "#/properties/x")->types, SCHEMA_ARRAY);
    folder_expect_reports(&f, "");
    folder_end(&f);
}

static void the_first_anchor_on_the_way_decides_dynamic_references(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "a.yaml", "properties: {x: {$ref: outer.yaml}}\n");
    folder_write(&f, "outer.yaml", "$dynamicAnchor: n\nallOf: [{$ref: inner.yaml}]\n");
    folder_write(&f, "inner.yaml", "$dynamicAnchor: n\nitems: {$dynamicRef: '#n'}\n");
    const built *b = folder_build_one(&f, "a.yaml");
    assert_ptr_equal(ref_of(b, "inner.yaml#/items"), at(b, "outer.yaml#"));
    folder_end(&f);
    folder_make(&f); /* two ways: it depends */
    folder_write(&f, "a.yaml", "properties: {x: {$ref: outer.yaml}, y: {$ref: inner.yaml}}\n");
    folder_write(&f, "outer.yaml", "$dynamicAnchor: n\nallOf: [{$ref: inner.yaml}]\n");
    folder_write(&f, "inner.yaml", "$dynamicAnchor: n\nitems: {$dynamicRef: '#n'}\n");
    b = folder_build_one(&f, "a.yaml");
    assert_null(at(b, "inner.yaml#/items")->ref);
    const schema *items = at(b, "inner.yaml#/items");
    assert_ptr_equal(items->dynamic_otherwise, at(b, "inner.yaml#"));
    assert_int_equal(items->dynamic_targets.count, 2);
    assert_true(at(b, "#")->reaches_dynamic);
    folder_expect_reports(&f, "");
    folder_end(&f);
}

static void pointers_from_a_part_with_an_id_are_looked_for_in_the_document(void **state)
{
    (void)state;
    static const char text[] =
        "$schema: http://json-schema.org/draft-04/schema#\n"
        "properties: {a: {id: /properties/a, not: {$ref: '#/definitions/b'}}}\n"
        "definitions: {b: {type: string}}\n";
    expect_reports(text,
                   "2:49 warning O2C-R014: '#/definitions/b' does not exist in the schema with "
                   "an 'id' that it stands in; it is looked for in the document\n");
    built b = build(text);
    assert_ptr_equal(ref_of(&b, "#/properties/a/not"), at(&b, "#/definitions/b"));
    build_end(&b);
}

static void each_document_has_its_own_dialect(void **state)
{
    (void)state;
    folder f;
    folder_make(&f);
    folder_write(&f, "a.yaml",
                 PETS "components: {schemas: {A: {$ref: 'b.json'}, B: {$ref: 'c.yaml" S "C'}}}\n");
    folder_write(&f, "b.json",
                 "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"items\": [true],\n"
                 "\"const\": 3}");
    folder_write(&f, "c.yaml",
                 "openapi: 3.1.0\ncomponents: {schemas: {C: {prefixItems: [true]}}}\n");
    const built *b = folder_build_one(&f, "a.yaml");
    assert_int_equal(ref_of(b, S "A")->prefix_items.count, 1);
    assert_int_equal(ref_of(b, S "B")->prefix_items.count, 1);
    folder_expect_reports(&f, "");
    folder_end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_up_and_down_are_reached),
        cmocka_unit_test(references_between_files_may_go_round),
        cmocka_unit_test(identifiers_in_other_documents_are_found),
        cmocka_unit_test(documents_that_were_given_answer_by_identifier),
        cmocka_unit_test(a_map_answers_urls_from_a_folder),
        cmocka_unit_test(documents_with_urls_do_not_reach_local_files),
        cmocka_unit_test(operations_are_followed_into_other_files),
        cmocka_unit_test(several_entries_make_one_graph),
        cmocka_unit_test(the_ways_of_files_have_properties_of_any_name),
        cmocka_unit_test(heirs_that_nothing_names_are_found),
        cmocka_unit_test(names_of_two_files_are_told_apart),
        cmocka_unit_test(mappings_name_files_and_schemas),
        cmocka_unit_test(faults_are_located_in_their_files),
        cmocka_unit_test(what_is_no_file_is_not_opened),
        cmocka_unit_test(meta_schemas_of_all_drafts_are_at_hand),
        cmocka_unit_test(parts_of_standards_are_any_value_unless_they_are_at_hand),
        cmocka_unit_test(the_first_anchor_on_the_way_decides_dynamic_references),
        cmocka_unit_test(pointers_from_a_part_with_an_id_are_looked_for_in_the_document),
        cmocka_unit_test(each_document_has_its_own_dialect),
    };
    return cmocka_run_group_tests_name("schema reference", tests, NULL, NULL);
}

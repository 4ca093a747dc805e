/* The whole stage on the models that the project exists for. */
#include "fixture.h"

#include "source/source.h"

static built build_seed(const char *file)
{
    mem m = MEM_INIT;
    diag d;
    str text = STR_NULL;
    diag_init(&d);
    bool found =
        source_read_file(&m, &d, str_print(&m, "%s/seed/%s", OPENAPI2C_SHARED, file), 0, &text);
    diag_free(&d);
    if (!found) {
        mem_free(&m);
        skip();
    }
    built b = build_spec(str_copy(&m, text).data);
    mem_free(&m);
    return b;
}

static size_t count_components(const model *self)
{
    size_t count = 0;
    for (size_t i = 0; i < self->roots.count; i++)
        count += self->roots.items[i].kind == SCHEMA_ROOT_COMPONENT;
    return count;
}

static bool is_tagged(const model_type *type)
{
    return type->kind == MODEL_UNION && type->decision->pick == MODEL_PICK_TAG &&
           type->decision->tag_required;
}

static size_t count_unions(const model *self)
{
    size_t count = 0;
    for (size_t i = 0; i < self->types.count; i++)
        count += is_tagged(self->types.items[i]);
    return count;
}

/* Whether a tagged union without a name of its own stands there, under nulls and lists. */
static bool leads_to_union(const model_type *type)
{
    while (!type->name.data && (type->kind == MODEL_NULLABLE || type->kind == MODEL_ARRAY))
        type = type->element;
    return !type->name.data && is_tagged(type);
}

/* Where a union is spelled: a member, the item of a named list, or a component. */
static size_t count_sites(const model *self)
{
    size_t count = 0;
    for (size_t i = 0; i < self->types.count; i++) {
        const model_type *type = self->types.items[i];
        for (size_t k = 0; k < type->members.count; k++)
            count += leads_to_union(type->members.items[k].type);
        if (type->name.data)
            count +=
                is_tagged(type) || (type->kind == MODEL_ARRAY && leads_to_union(type->element));
    }
    return count;
}

static void expect_recursion(const model *self)
{
    size_t members = 0, groups = 0;
    uint32_t last = UINT32_MAX;
    for (size_t i = 0; i < self->types.count; i++) {
        const model_type *type = self->types.items[i];
        if (!type->recursive || !type->name.data)
            continue;
        members++;
        groups += type->scc != last;
        last = type->scc;
    }
    assert_int_equal(groups, 3);
    assert_int_equal(members, 7);
}

/* The counts of the seed's own statistics. */
static void expect_seed(const built *b)
{
    assert_int_equal(count_components(b->model), 468);
    assert_int_equal(count_unions(b->model), 28);
    assert_int_equal(count_sites(b->model), 46);
    expect_recursion(b->model);
    assert_int_equal(b->model->coverage.count, 0);
    for (size_t i = 0; i < b->d.items.count; i++)
        assert_string_equal(b->d.items.items[i].code, "O2C-S011");
    assert_int_equal(component(b, "UnknownType")->kind, MODEL_ALIAS);
    assert_int_equal(component(b, "UnknownInputType")->decision->pick, MODEL_PICK_TRY);
    assert_int_equal(component(b, "UnknownInputType")->decision->order, MODEL_ORDER_KEYS);
    const model_decision *record = component(b, "UnknownRecordType")->decision;
    assert_int_equal(record->pick, MODEL_PICK_TAG);
    assert_false(record->tag_required);
    assert_null(record->unknown);
    assert_int_equal(record->missing->candidates.count, 14);
    expect_str(component(b, "AppBskyFeedDefs_ThreadViewPost")->tag, "$type");
}

static void the_openapi_form_has_the_counts_of_its_statistics(void **state)
{
    (void)state;
    built b = build_seed("atproto-models.yaml");
    expect_seed(&b);
    build_end(&b);
}

static void the_json_schema_form_has_the_same_types_and_tags(void **state)
{
    (void)state;
    built b = build_seed("atproto-models.schema.json");
    expect_seed(&b);
    build_end(&b);
}

static void yaml_and_json_print_the_same(void **state)
{
    (void)state;
    built y = build_seed("atproto-models.yaml");
    built j = build_seed("atproto-models.json");
    buf a = BUF_INIT, b = BUF_INIT;
    model_print(y.model, &a);
    model_print(j.model, &b);
    assert_string_equal(a.data, b.data);
    buf_free(&a);
    buf_free(&b);
    build_end(&y);
    build_end(&j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_openapi_form_has_the_counts_of_its_statistics),
        cmocka_unit_test(the_json_schema_form_has_the_same_types_and_tags),
        cmocka_unit_test(yaml_and_json_print_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

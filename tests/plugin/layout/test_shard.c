#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "document/load.h"
#include "layout/plan.h"

typedef struct planned {
    mem m;
    diag d;
    plan *plan;
} planned;

/* Each of `count` schemas holds the one before by value, and points to two further ones; number 3 is
   used by all, and every seventh keeps a map of itself. */
static str defs(mem *m, unsigned count, const char *added)
{
    buf b = BUF_INIT;
    buf_text(&b, "$defs:\n");
    for (unsigned i = 0; i < count; i++) {
        buf_print(&b, "  S%u:\n    type: object\n    required: [a]\n    properties:\n", i);
        if (i % 5)
            buf_print(&b, "      a: {$ref: '#/$defs/S%u'}\n", i - 1);
        buf_print(&b, "      b: {$ref: '#/$defs/S%u'}\n", (i * 7 + 5) % count);
        buf_print(&b, "      c: {type: array, items: {$ref: '#/$defs/S%u'}}\n",
                  (i * 5 + 1) % count);
        buf_print(&b, "      d: {$ref: '#/$defs/S3'}\n");
        buf_print(&b, "      e: {anyOf: [{type: string, maxLength: %u}, {type: integer}]}\n",
                  i + 1);
        for (unsigned k = 0; k < 12; k++)
            buf_print(&b, "      m%u: {type: object, properties: {x%u: {type: string}}}\n", k,
                      i * 100 + k);
        if (i % 7 == 0)
            buf_print(&b, "    additionalProperties: {$ref: '#/$defs/S%u'}\n", i);
        if (i == count / 2)
            buf_text(&b, added);
    }
    return buf_take(&b, m);
}

static planned plan_of(unsigned count, const char *added, uint32_t shards)
{
    planned p = {.m = MEM_INIT};
    diag_init(&p.d);
    document *doc =
        doc_load(&p.m, &p.d, STR("a.yaml"), STR("file:///a.yaml"), defs(&p.m, count, added), NULL);
    schema_graph *graph = schema_build(&p.m, &p.d, doc, &(schema_options){0});
    assert_non_null(graph);
    const layout_options options = {.prefix = STR("p"), .shards = shards};
    p.plan = layout_plan(&p.m, &p.d, model_build(&p.m, &p.d, graph), &options);
    assert_non_null(p.plan);
    return p;
}

static void plan_end(planned *p)
{
    diag_free(&p->d);
    mem_free(&p->m);
}

static const plan_shard *shard_by_number(const plan *p, uint64_t number)
{
    for (size_t i = 0; i < p->shards.count; i++) {
        if (p->shards.items[i].number == number)
            return &p->shards.items[i];
    }
    return NULL;
}

static bool has_type(const plan_shard *shard, str name)
{
    for (size_t i = 0; i < shard->types.count; i++) {
        if (str_eq(shard->types.items[i]->c_name, name))
            return true;
    }
    return false;
}

static bool same_shard(const plan_shard *a, const plan_shard *b)
{
    if (!b || a->types.count != b->types.count)
        return false;
    for (size_t i = 0; i < a->types.count; i++) {
        const plan_type *x = a->types.items[i], *y = b->types.items[i];
        if (!str_eq(x->c_name, y->c_name) || x->id != y->id)
            return false;
    }
    return true;
}

static void what_is_added_changes_few_shards(void **state)
{
    (void)state;
    static const char ADDED[] = "  New:\n    type: object\n    required: [a]\n    properties:\n"
                                "      a: {$ref: '#/$defs/S11'}\n      b: {$ref: '#/$defs/S80'}\n";
    planned p = plan_of(400, "", 0), q = plan_of(400, ADDED, 0);
    size_t changed = 0;
    for (size_t i = 0; i < q.plan->shards.count; i++) {
        const plan_shard *shard = &q.plan->shards.items[i];
        changed += !same_shard(shard, shard_by_number(p.plan, shard->number));
    }
    assert_true(q.plan->shards.count > 40);
    assert_in_range(changed, 1, 4);
    plan_end(&p);
    plan_end(&q);
}

/* Headers include those of earlier shards alone, so no two include each other. */
static void includes_have_no_cycles(void **state)
{
    (void)state;
    planned p = plan_of(400, "", 0);
    for (uint32_t i = 0; i < p.plan->shards.count; i++) {
        const plan_shard *shard = &p.plan->shards.items[i];
        assert_true(shard->types.count > 0);
        for (size_t k = 0; k < shard->includes.count; k++)
            assert_true(shard->includes.items[k] < i);
        for (size_t k = 0; k < shard->reaches.count; k++) {
            assert_true(shard->reaches.items[k] != i);
            assert_true(k == 0 || shard->reaches.items[k] > shard->reaches.items[k - 1]);
        }
        for (size_t k = 0; k < shard->types.count; k++)
            assert_int_equal(shard->types.items[k]->shard, i);
    }
    plan_end(&p);
}

static void a_given_number_of_shards_is_made(void **state)
{
    (void)state;
    static const uint32_t COUNTS[] = {1, 2, 7, 40};
    for (size_t n = 0; n < sizeof COUNTS / sizeof *COUNTS; n++) {
        planned p = plan_of(60, "", COUNTS[n]);
        size_t types = 0, most = 0;
        assert_int_equal(p.plan->shards.count, COUNTS[n]);
        for (uint32_t i = 0; i < COUNTS[n]; i++) {
            const plan_shard *shard = &p.plan->shards.items[i];
            assert_int_equal(shard->number, i + 1);
            types += shard->types.count;
            most = shard->types.count > most ? shard->types.count : most;
        }
        assert_int_equal(types, p.plan->types.count);
        assert_true(most <= 2 * types / COUNTS[n] + 20); /* about equal parts */
        plan_end(&p);
    }
}

static void small_libraries_are_one_file(void **state)
{
    (void)state;
    planned p = plan_of(10, "", 0);
    assert_int_equal(p.plan->shards.count, 1);
    assert_int_equal(p.plan->shards.items[0].number, 1);
    assert_true(has_type(&p.plan->shards.items[0], STR("p_s3")));
    plan_end(&p);
}

static void unions_have_numbers_of_their_own(void **state)
{
    (void)state;
    planned p = plan_of(100, "", 0);
    size_t unions = 0;
    for (size_t i = 0; i < p.plan->types.count; i++) {
        const plan_type *t = p.plan->types.items[i];
        unions += t->form == PLAN_UNION;
        for (size_t k = 0; k < i && t->form == PLAN_UNION; k++) {
            const plan_type *u = p.plan->types.items[k];
            assert_true(u->form != PLAN_UNION || u->id != t->id);
        }
    }
    assert_int_equal(unions, 100);
    plan_end(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_added_changes_few_shards),
        cmocka_unit_test(includes_have_no_cycles),
        cmocka_unit_test(a_given_number_of_shards_is_made),
        cmocka_unit_test(small_libraries_are_one_file),
        cmocka_unit_test(unions_have_numbers_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

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

static planned plan_defs(const char *defs, layout_options options)
{
    planned p = {.m = MEM_INIT};
    diag_init(&p.d);
    str text = str_print(&p.m, "$schema: https://json-schema.org/draft/2020-12/schema\n$defs:\n%s",
                         defs);
    document *doc = doc_load(&p.m, &p.d, STR("a.yaml"), STR("file:///a.yaml"), text, NULL);
    assert_non_null(doc);
    schema_graph *graph = schema_build(&p.m, &p.d, doc, &(schema_options){0});
    assert_non_null(graph);
    options.prefix = STR("p");
    p.plan = layout_plan(&p.m, &p.d, model_build(&p.m, &p.d, graph), &options);
    assert_non_null(p.plan);
    return p;
}

static void plan_end(planned *p)
{
    diag_free(&p->d);
    mem_free(&p->m);
}

static const plan_type *type(const planned *p, const char *name)
{
    for (size_t i = 0; i < p->plan->types.count; i++) {
        if (str_eq(p->plan->types.items[i]->c_name, str_of(name)))
            return p->plan->types.items[i];
    }
    fail_msg("no type %s", name);
    return NULL;
}

static const plan_member *member(const plan_type *t, const char *name)
{
    for (size_t i = 0; i < t->members.count; i++) {
        if (str_eq(t->members.items[i].c_name, str_of(name)))
            return &t->members.items[i];
    }
    fail_msg("no member %s", name);
    return NULL;
}

static void structs_are_by_value_only_if_required_and_finite(void **state)
{
    (void)state;
    planned p = plan_defs("  S: {type: object, properties: {x: {type: integer}}}\n"
                          "  T:\n"
                          "    type: object\n"
                          "    required: [a, c, d]\n"
                          "    properties:\n"
                          "      a: {$ref: '#/$defs/S'}\n"
                          "      b: {$ref: '#/$defs/S'}\n"
                          "      c: {anyOf: [{$ref: '#/$defs/S'}, {type: 'null'}]}\n"
                          "      d: {anyOf: [{$ref: '#/$defs/T'}, {type: 'null'}]}\n",
                          (layout_options){0});
    const plan_type *t = type(&p, "p_t");
    assert_false(member(t, "a")->slot.pointer);
    assert_true(member(t, "b")->slot.pointer);
    assert_true(member(t, "c")->slot.pointer);
    assert_true(member(t, "d")->slot.pointer);
    assert_true(type(&p, "p_s")->order < t->order);
    plan_end(&p);
}

static void presence_has_a_bit_for_each_fact(void **state)
{
    (void)state;
    planned p = plan_defs("  T:\n"
                          "    type: object\n"
                          "    required: [a, b]\n"
                          "    properties:\n"
                          "      a: {type: string}\n"
                          "      b: {type: [string, 'null']}\n"
                          "      c: {type: string}\n"
                          "      d: {type: [string, 'null']}\n"
                          "      has_c: {type: string}\n",
                          (layout_options){0});
    const plan_type *t = type(&p, "p_t");
    assert_null(member(t, "a")->has_name.data);
    assert_null(member(t, "a")->null_name.data);
    assert_null(member(t, "b")->has_name.data);
    assert_string_equal(member(t, "b")->null_name.data, "null_b");
    assert_string_equal(member(t, "c")->has_name.data, "has_c_2"); /* has_c is a member */
    assert_null(member(t, "c")->null_name.data);
    assert_string_equal(member(t, "d")->has_name.data, "has_d");
    assert_string_equal(member(t, "d")->null_name.data, "null_d");
    plan_end(&p);
}

static void constants_take_no_room(void **state)
{
    (void)state;
    planned p = plan_defs("  T: {type: object, properties: {k: {const: t}, n: {type: 'null'}}}\n"
                          "  L: {type: array, items: {const: x}}\n",
                          (layout_options){0});
    const plan_type *t = type(&p, "p_t");
    assert_true(member(t, "k")->slot.literal);
    assert_true(member(t, "n")->slot.literal);
    /* but an array must hold something */
    assert_int_equal(type(&p, "p_l")->element.type->form, PLAN_ENUM);
    plan_end(&p);
}

static void containers_of_scalars_are_the_runtime_s(void **state)
{
    (void)state;
    planned p = plan_defs("  T:\n"
                          "    type: object\n"
                          "    properties:\n"
                          "      a: {type: array, items: {type: string}}\n"
                          "      b: {type: object, additionalProperties: {type: number}}\n"
                          "      c: {type: array, items: {type: string, maxLength: 3}}\n"
                          "      d: {type: array, items: {type: array, items: {type: integer}}}\n"
                          "      e: {type: array, items: {$ref: '#/$defs/T'}}\n",
                          (layout_options){0});
    const plan_type *t = type(&p, "p_t");
    assert_string_equal(member(t, "a")->slot.type->c_name.data, "o2c_str_list");
    assert_string_equal(member(t, "b")->slot.type->c_name.data, "o2c_f64_map");
    assert_string_equal(member(t, "c")->slot.type->c_name.data, "p_t_c"); /* it has checks to make */
    assert_string_equal(member(t, "d")->slot.type->c_name.data, "p_i64_list_list");
    assert_string_equal(member(t, "e")->slot.type->c_name.data, "p_t_list");
    plan_end(&p);
}

/* Every type that another needs complete comes before it, also across shards. */
static void assert_sound_order(const plan *p)
{
    for (size_t i = 0; i < p->types.count; i++) {
        const plan_type *t = p->types.items[i];
        assert_true(t->shard < p->shards.count);
        for (size_t k = 0; k < t->members.count; k++) {
            const plan_slot *slot = &t->members.items[k].slot;
            if (slot->literal || slot->pointer || !slot->type->emitted)
                continue;
            assert_true(slot->type->order < t->order);
            assert_true(slot->type->shard <= t->shard);
        }
    }
}

static void cycles_have_an_order_of_definition(void **state)
{
    (void)state;
    static const char DEFS[] =
        "  A: {type: object, required: [u], properties: {u: {$ref: '#/$defs/U'}}}\n"
        "  U: {oneOf: [{type: string}, {$ref: '#/$defs/A'}, {type: array, items: {$ref: '#/$defs/V'}}]}\n"
        "  V: {anyOf: [{type: integer}, {$ref: '#/$defs/A'}, {type: array, items: {$ref: '#/$defs/M'}}]}\n"
        "  M: {type: object, additionalProperties: {$ref: '#/$defs/M'}}\n";
    for (uint32_t shards = 0; shards < 5; shards++) {
        planned p = plan_defs(DEFS, (layout_options){.shards = shards});
        assert_int_equal(p.plan->shards.count, shards ? shards : 1);
        assert_sound_order(p.plan);
        plan_end(&p);
    }
}

static void aliases_stand_before_what_points_to_them(void **state)
{
    (void)state;
    static const char DEFS[] =
        "  Result: {type: object, properties: {a: {type: string}}}\n"
        "  Task: {type: object, properties: {b: {type: string}}}\n"
        "  Get: {allOf: [{$ref: '#/$defs/Result'}, {$ref: '#/$defs/Task'}]}\n"
        "  Cancel: {allOf: [{$ref: '#/$defs/Result'}, {$ref: '#/$defs/Task'}]}\n"
        "  U: {anyOf: [{$ref: '#/$defs/Result'}, {$ref: '#/$defs/Get'}, {$ref: '#/$defs/Cancel'}]}\n";
    planned p = plan_defs(DEFS, (layout_options){.shards = 4});
    const plan_type *u = type(&p, "p_u");
    for (size_t i = 0; i < u->branches.count; i++) {
        const plan_type *branch = u->branches.items[i].slot.type;
        if (branch->form == PLAN_ALIAS)
            assert_true(branch->order < u->order && branch->shard <= u->shard);
    }
    plan_end(&p);
}

static void unnamed_types_in_a_cycle_have_names(void **state)
{
    (void)state;
    planned p = plan_defs("  M: {type: object, additionalProperties: {anyOf: [{type: integer}, {type: object, "
                          "additionalProperties: {$ref: '#/$defs/M/additionalProperties'}}]}}\n",
                          (layout_options){0});
    assert_true(p.plan->types.count > 1);
    plan_end(&p);
}

/* By value at every level they would be 2^30 for a compiler. */
static void unions_within_unions_are_few_by_value(void **state)
{
    (void)state;
    buf defs = BUF_INIT;
    mem text = MEM_INIT;
    buf_text(&defs, "  U0: {oneOf: [{type: string}, {type: integer}]}\n");
    for (int i = 1; i <= 30; i++)
        buf_print(&defs,
                  "  U%d: {oneOf: [{$ref: '#/$defs/U%d'}, {$ref: '#/$defs/U%d'}, {type: object, "
                  "required: [z%d]}]}\n",
                  i, i - 1, i - 1, i);
    planned p = plan_defs(str_copy(&text, buf_str(&defs)).data, (layout_options){0});
    size_t largest = 0, pointers = 0;
    for (size_t i = 0; i < p.plan->types.count; i++) {
        const plan_type *t = p.plan->types.items[i];
        largest = t->unions > largest ? t->unions : largest;
        for (size_t k = 0; k < t->branches.count; k++)
            pointers += t->branches.items[k].slot.pointer &&
                        t->branches.items[k].slot.type->form == PLAN_UNION;
    }
    assert_in_range(largest, 32, 2 * 64 + 1);
    assert_in_range(pointers, 4, 20);
    assert_false(type(&p, "p_u1")->branches.items[0].slot.pointer);
    buf_free(&defs);
    mem_free(&text);
    plan_end(&p);
}

static void dependent_members_need_no_table_where_all_are_declared(void **state)
{
    (void)state;
    const char *const defs =
        "  seen: {properties: {a: {}, b: {}}, dependentRequired: {a: [b]}}\n"
        "  other: {properties: {a: {}}, dependentRequired: {a: [b]}}\n"
        "  more: {properties: {a: {}, b: {}}, dependentRequired: {a: [b]}, not: {required: [c]}}\n";
    planned p = plan_defs(defs, (layout_options){0});
    assert_null(type(&p, "p_seen")->check);
    assert_non_null(type(&p, "p_seen")->dependent);
    assert_non_null(type(&p, "p_other")->check);
    assert_null(type(&p, "p_other")->dependent);
    assert_non_null(type(&p, "p_more")->check);
    assert_null(type(&p, "p_more")->dependent);
    plan_end(&p);
    p = plan_defs(defs, (layout_options){.accept_field_names = true});
    assert_non_null(type(&p, "p_seen")->check);
    plan_end(&p);
}

static void names_never_clash(void **state)
{
    (void)state;
    planned p = plan_defs("  FooBar: {type: object}\n"
                          "  foo_bar: {type: object}\n"
                          "  Foo-Bar: {type: object}\n"
                          "  FooBar_read: {type: object}\n"
                          "  E: {type: string, enum: [a, A, a_2, '']}\n",
                          (layout_options){0});
    type(&p, "p_foo_bar");
    type(&p, "p_foo_bar_2");
    type(&p, "p_foo_bar_3");
    type(&p, "p_foo_bar_read_2");
    const plan_type *e = type(&p, "p_e");
    static const char *const NAMES[] = {"P_E_A", "P_E_A_2", "P_E_A_2_2", "P_E_EMPTY"};
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(e->enumerators.items[i].c_name.data, NAMES[i]);
    plan_end(&p);
}

static void unknown_members_are_kept_where_asked(void **state)
{
    (void)state;
    static const char DEFS[] =
        "  Open: {type: object, properties: {others: {type: string}}}\n"
        "  Closed: {type: object, properties: {a: {type: string}}, additionalProperties: false}\n";
    planned p = plan_defs(DEFS, (layout_options){.unknown = LAYOUT_UNKNOWN_KEEP});
    assert_string_equal(type(&p, "p_open")->others.data, "others_2");
    assert_null(type(&p, "p_closed")->others.data);
    plan_end(&p);
    p = plan_defs(DEFS, (layout_options){0});
    assert_null(type(&p, "p_open")->others.data);
    plan_end(&p);
}

static void the_print_is_stable(void **state)
{
    (void)state;
    planned p = plan_defs("  T: {type: object, required: [a], properties: {a: {type: string}, "
                          "b: {type: [integer, 'null']}}}\n",
                          (layout_options){0});
    buf out = BUF_INIT;
    plan_print(p.plan, &out);
    assert_string_equal(out.data, "struct p_t (shard 1) #/$defs/T\n"
                                  "    a: o2c_str\n"
                                  "    b: int64_t or null optional\n"
                                  "root T = p_t\n");
    buf_free(&out);
    plan_end(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(structs_are_by_value_only_if_required_and_finite),
        cmocka_unit_test(presence_has_a_bit_for_each_fact),
        cmocka_unit_test(constants_take_no_room),
        cmocka_unit_test(containers_of_scalars_are_the_runtime_s),
        cmocka_unit_test(cycles_have_an_order_of_definition),
        cmocka_unit_test(aliases_stand_before_what_points_to_them),
        cmocka_unit_test(unnamed_types_in_a_cycle_have_names),
        cmocka_unit_test(unions_within_unions_are_few_by_value),
        cmocka_unit_test(dependent_members_need_no_table_where_all_are_declared),
        cmocka_unit_test(names_never_clash),
        cmocka_unit_test(unknown_members_are_kept_where_asked),
        cmocka_unit_test(the_print_is_stable),
    };
    return cmocka_run_group_tests_name("layout_plan", tests, NULL, NULL);
}

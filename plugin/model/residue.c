/**
 * Residue: what a type's shape does not enforce becomes a check of the value as a whole. A type asks
 * for what its own leaves say; members, items and branches ask for theirs.
 */
#include "model/build.h"

static bool restricts(const schema *s)
{
    return s && !s->always;
}

/* Says of items or properties that no other keyword has evaluated. */
static bool asks_for_unevaluated(build *b, const schema *s)
{
    return (restricts(s->unevaluated_properties) && !entry_of(b, s)->evaluated) ||
           restricts(s->unevaluated_items);
}

static void add_leaf(build *b, model_check *check, const schema *s)
{
    if (!asks_for_unevaluated(b, s)) {
        rules_add(b, check, s, RULE_REST);
        return;
    }
    model_check *evaluated = mem_new(b->m, model_check);
    evaluated->pointer = s->pointer;
    rules_add(b, evaluated, s, RULE_EVALUATED);
    rules_add_apply(b, check, evaluated);
}

/* ---- enums ---- */

static bool has_container(const flat *f)
{
    for (size_t i = 0; i < f->values.count; i++)
        if (f->values.items[i]->kind == NODE_ARRAY || f->values.items[i]->kind == NODE_OBJECT)
            return true;
    return false;
}

/* Whether the leaf says more of values than enums are filtered by. */
static bool limits_values(build *b, const schema *s, bool containers)
{
    const model_pattern *pattern =
        s->pattern ? pattern_find(b, s->pattern->as.text, node_place(s->pattern)) : NULL;
    bool late = pattern && pattern->code.form == PATTERN_LIBRARY; /* PCRE2 alone knows */
    bool of_any = s->any_of.count || s->one_of.count || s->not_ || s->if_;
    bool of_containers = s->properties.count || s->pattern_properties.count || s->items ||
                         s->additional_properties || s->prefix_items.count || s->min_items ||
                         s->max_items || s->min_properties || s->max_properties ||
                         s->unique_items || s->contains || s->property_names ||
                         s->dependent_required || s->dependent_schemas.count ||
                         s->unevaluated_items || s->unevaluated_properties;
    return of_any || s->multiple_of || late || (containers && of_containers);
}

/* Listed values are kept as they are; everything else is asked of the value. */
static void add_enum(build *b, model_check *check, const model_type *type, const flat *f)
{
    const schema_list *leaves = &build_of((model_type *)type)->leaves;
    bool containers = has_container(f), limited = false;
    for (size_t i = 0; i < leaves->count; i++)
        limited = limited || limits_values(b, leaves->items[i], containers);
    for (size_t i = 0; limited && i < leaves->count; i++)
        rules_add_apply(b, check, check_of(b, leaves->items[i]));
}

/* ---- the rest ---- */

/*
 * The schemas beside the branches of a union are part of each branch, and so is what they ask; but
 * what the schema with the branches says of unevaluated things is about the branches as well.
 */
static void add_union(build *b, model_check *check, const model_type *type)
{
    const union_info *info = build_of((model_type *)type)->info;
    const schema_list *leaves = &build_of((model_type *)type)->leaves;
    if (info->apart) {
        for (size_t i = 0; i < leaves->count; i++)
            add_leaf(b, check, leaves->items[i]);
        return;
    }
    for (size_t i = 0; i < leaves->count; i++) {
        const schema *s = leaves->items[i];
        if (s == info->schema && asks_for_unevaluated(b, s))
            add_leaf(b, check, s);
    }
}

static void add_leaves(build *b, model_check *check, const model_type *type, const flat *f)
{
    const schema_list *leaves = &build_of((model_type *)type)->leaves;
    for (size_t i = 0; type->kind == MODEL_ANY && i < leaves->count; i++)
        rules_add_required(b, check, leaves->items[i]);
    for (size_t i = 0; i < leaves->count; i++)
        add_leaf(b, check, leaves->items[i]);
    for (size_t i = 0; i < f->unions.count; i++)
        rules_add_union(b, check, f->unions.items[i]);
}

static void become_any(model_type *type)
{
    type->kind = MODEL_ANY;
    type->kinds = KIND_ALL;
    type->element = NULL;
    type->branches.count = type->members.count = type->items.count = type->values.count = 0;
    type->others = MODEL_OTHERS_OPEN;
    checks_init(&type->checks);
}

void residue_whole(build *b, model_type *type, const schema_list *leaves)
{
    model_check *check = mem_new(b->m, model_check);
    check->pointer = type->pointer;
    for (size_t i = 0; i < leaves->count; i++)
        rules_add_apply(b, check, check_of(b, leaves->items[i]));
    become_any(type);
    type->check = check;
    type->check_whole = true;
}

void residue_add(build *b, model_type *type, model_rule rule)
{
    if (!type->check) {
        type->check = mem_new(b->m, model_check);
        type->check->pointer = type->schema->pointer;
    }
    list_push(b->m, &type->check->rules, rule);
}

void residue_require(build *b, model_type *type, str name)
{
    model_rule rule = {.op = O2C_CHECK_REQUIRED};
    list_push(b->m, &rule.names, name);
    residue_add(b, type, rule);
}

void residue_whole_number(build *b, model_type *type)
{
    residue_add(b, type, (model_rule){.op = O2C_CHECK_TYPE, .kinds = KIND_NUMBER, .flag = true});
}

/*
 * What depends on the way here is evaluated from where a document begins, for all that is inside. A
 * branch could not be told by itself, so there are none.
 */
static void attach_dynamic(build *b, model_type *type, const flat *f)
{
    bool split = type->kind == MODEL_UNION && build_of(type)->info->split;
    if (f->has_values || type->kind == MODEL_NULLABLE || (type->kind == MODEL_UNION && !split))
        become_any(type);
    if (!type->schema->reaches_dynamic)
        return;
    type->check = mem_new(b->m, model_check);
    type->check->pointer = type->pointer;
    type->check_whole = true;
    rules_add_apply(b, type->check, check_of(b, type->schema));
}

static bool reaches_dynamic(const model_type *type)
{
    const schema_list *leaves = &build_of((model_type *)type)->leaves;
    for (size_t i = 0; i < leaves->count; i++)
        if (leaves->items[i]->reaches_dynamic)
            return true;
    return false;
}

void residue_attach(build *b, model_type *type, const flat *f)
{
    if (build_of(type)->inner || type->kind == MODEL_NEVER)
        return;
    if (reaches_dynamic(type)) {
        attach_dynamic(b, type, f);
        return;
    }
    model_check *check = type->check;
    if (!check) {
        check = mem_new(b->m, model_check);
        check->pointer = type->pointer;
    }
    if (f->has_values)
        add_enum(b, check, type, f);
    else if (type->kind == MODEL_UNION && !build_of(type)->info->split)
        add_union(b, check, type);
    else
        add_leaves(b, check, type, f);
    if (check->rules.count)
        type->check = check;
}

/* ---- nullables ---- */

/* A member that may be null has a bit for it if the check lets null pass. */
static void settle(model_type *type)
{
    model_type *inner = type->element;
    bool own = build_of(inner)->inner && !inner->name.data &&
               build_of(inner)->leaves.items == build_of(type)->leaves.items;
    const node null_value = {.kind = NODE_NULL};
    if (!own || inner->check || check_accepts(type->check, &null_value) != O2C_MATCH_YES)
        return;
    inner->check = type->check;
    type->check = NULL;
}

void residue_settle(build *b)
{
    for (size_t i = 0; i < b->types.count; i++)
        if (b->types.items[i]->check && b->types.items[i]->kind == MODEL_NULLABLE)
            settle(b->types.items[i]);
}

/* ---- uniqueItems within uniqueItems ---- */

/*
 * The runtime reads an array once more to compare its items. Where such arrays stand within each other as deep
 * as the document likes, that is quadratic; checks share the one tree of the outermost.
 */
static void check_unique(build *b, model_type *type)
{
    const schema_list *leaves = &build_of(type)->leaves;
    for (size_t i = 0; i < leaves->count; i++) {
        if (!leaves->items[i]->unique_items)
            continue;
        model_check *unique = mem_new(b->m, model_check);
        unique->pointer = leaves->items[i]->pointer;
        list_push(b->m, &unique->rules, (model_rule){.op = O2C_CHECK_UNIQUE});
        if (!type->check)
            type->check = unique;
        else
            rules_add_apply(b, type->check, unique);
        type->checks.unique_items = false;
    }
}

void residue_share_unique(build *b)
{
    for (size_t i = 0; i < b->out->types.count; i++) {
        model_type *type = b->out->types.items[i];
        if (type->recursive && type->checks.unique_items && !type->check_whole)
            check_unique(b, type);
    }
}

/* ---- what depends on patterns that nothing can match ---- */

typedef struct search {
    build *b;
    map seen; /* by the address of a check */
    model_check_list next;
} search;

static void visit(search *s, model_check *check)
{
    if (!check)
        return;
    model_check **key = mem_new(&s->b->scratch, model_check *);
    *key = check;
    if (map_put(&s->seen, (str){(const char *)key, sizeof *key}, check))
        list_push(&s->b->scratch, &s->next, check);
}

static bool visit_rule(search *s, const model_rule *r)
{
    visit(s, r->check);
    for (size_t i = 0; i < r->checks.count; i++)
        visit(s, r->checks.items[i]);
    for (size_t i = 0; i < r->properties.count; i++)
        visit(s, r->properties.items[i].check);
    bool known = r->op != O2C_CHECK_PATTERN || r->pattern;
    for (size_t i = 0; i < r->patterns.count; i++) {
        visit(s, r->patterns.items[i].check);
        known = known && r->patterns.items[i].pattern;
    }
    return known;
}

static bool is_known(build *b, model_check *check)
{
    search s = {.b = b};
    bool known = true;
    map_init(&s.seen, &b->scratch);
    visit(&s, check);
    while (known && s.next.count) {
        const model_check *at = s.next.items[--s.next.count];
        for (size_t i = 0; known && i < at->rules.count; i++)
            known = visit_rule(&s, &at->rules.items[i]);
    }
    scratch_empty(b);
    return known;
}

void residue_drop_unknown(build *b)
{
    for (size_t i = 0; i < b->types.count; i++) {
        model_type *type = b->types.items[i];
        if (!type->check || is_known(b, type->check))
            continue;
        if (!build_of(type)->weak)
            coverage_check(b, type->schema);
        type->check = NULL;
        build_of(type)->weak = true;
    }
}

/** Unions: which branches they have, and what stands beside those. */
#include "model/build.h"

/* What an heir counts in build_spend: a branch, its tags and its part of the decision. */
enum { HEIR_WORK = 4 };

/* What stands beside the branches, if it is so little that they may stay as they are. */
typedef struct beside {
    unsigned types; /* SCHEMA_*; NUMBER with INTEGER */
    str required;   /* a single required name, or STR_NULL */
    bool trivial;
} beside;

static bool has_shape(const schema *s)
{
    return s->enum_node || s->const_node || s->properties.count || s->additional_properties ||
           s->pattern_properties.count || s->items || s->prefix_items.count || s->any_of.count ||
           s->one_of.count || s->never;
}

static bool has_checks(const schema *s)
{
    return s->minimum || s->maximum || s->exclusive_minimum || s->exclusive_maximum ||
           s->multiple_of || s->min_length || s->max_length || s->min_items || s->max_items ||
           s->unique_items || s->min_properties || s->max_properties || schema_format_bits(s) ||
           s->pattern;
}

static void look_beside(const schema *s, beside *found)
{
    if (has_shape(s) || has_checks(s) || s->required.count > 1)
        found->trivial = false;
    if (s->types)
        found->types &= s->types & SCHEMA_NUMBER ? s->types | SCHEMA_INTEGER : s->types;
    if (!s->required.count)
        return;
    if (found->required.data && !str_eq(found->required, s->required.items[0]))
        found->trivial = false;
    found->required = s->required.items[0];
}

/* A value that a tag may have, see decide_tag.c. */
static bool is_tag_value(const node *value)
{
    int64_t i;
    return value->kind == NODE_STRING || value->kind == NODE_BOOL || node_i64(value, &i);
}

static bool is_tag_schema(build *b, const schema *s)
{
    const schema *target = schema_target(b, s);
    if (!target || (!target->const_node && !target->enum_node))
        return false;
    if (target->const_node)
        return is_tag_value(target->const_node);
    for (uint32_t i = 0; i < target->enum_node->count; i++)
        if (!is_tag_value(target->enum_node->as.items[i]))
            return false;
    return true;
}

/* Whether the leaves of a branch limit a property to some values. */
static bool has_tag(build *b, const schema *branch, str name)
{
    const schema_list *leaves = schema_leaves(b, branch);
    for (size_t i = 0; i < leaves->count; i++)
        for (size_t j = 0; j < leaves->items[i]->properties.count; j++) {
            const schema_property *p = &leaves->items[i]->properties.items[j];
            if (str_eq(p->key->key, name) && is_tag_schema(b, p->value))
                return true;
        }
    return false;
}

static bool all_have_tag(build *b, const schema_list *branches, str name)
{
    for (size_t i = 0; i < branches->count; i++)
        if (!has_tag(b, branches->items[i], name))
            return false;
    return true;
}

/* An inline anyOf in an anyOf is no union of its own. */
static bool is_plain_any_of(const schema *s)
{
    if (!s->any_of.count || s->one_of.count || s->discriminator || s->ref || s->all_of.count ||
        s->name.data)
        return false;
    schema without = *s;
    without.any_of.count = 0;
    return !schema_asserts(&without);
}

static void add_branches(build *b, schema_list *out, const schema_list *branches, bool splice)
{
    for (size_t i = 0; i < branches->count; i++) {
        schema *branch = branches->items[i];
        if (splice && is_plain_any_of(branch))
            add_branches(b, out, &branch->any_of, splice); /* no deeper than the document */
        else
            list_push(&b->scratch, out, branch);
    }
}

/* The conjunction of a branch and what stands beside it. */
static model_type *merge_branch(build *b, model_type *type, const schema *branch,
                                const schema_list *beside_leaves, str hint)
{
    const schema *root = schema_target(b, branch);
    schema_list leaves = {0};
    uint32_t walk = leaves_walk(b);
    for (size_t i = 0; i < beside_leaves->count; i++)
        leaves_add_alone(b, &leaves, beside_leaves->items[i], root, walk);
    leaves_add(b, &leaves, branch, root, walk);
    return shape_set(b, &leaves, branch, type, hint);
}

/* The same for a base with heirs: what stands beside it joins each of them. */
static model_type *merge_base(build *b, model_type *type, const schema *base,
                              const schema_list *beside_leaves, str hint)
{
    model_type *made = shape_new(b, MODEL_UNION, base, type, hint);
    build_of(made)->heirs_only = true;
    build_of(made)->leaves = leaves_copy(b, beside_leaves);
    return made;
}

static model_type *make_branch(build *b, model_type *type, const schema *branch,
                               const schema_list *beside_leaves, const union_info *info, str hint)
{
    const schema *target = schema_target(b, branch);
    if (beside_leaves->count && target && entry_of(b, target)->heirs.count)
        return merge_base(b, type, target, beside_leaves, hint);
    if (beside_leaves->count)
        return merge_branch(b, type, branch, beside_leaves, hint);
    model_type *made = shape_schema(b, branch, type, hint);
    if (made->schema != branch || branch->name.data || !build_of(made)->leaves.count)
        return made;
    build_of(made)->branch = true;
    if (!branch->types && (info->discriminator || info->kinds == KIND_OBJECT))
        build_of(made)->mask = SCHEMA_OBJECT;
    return made;
}

/* The name that the branch is referred to by, else its title. */
static str branch_hint(const schema *branch, const schema *source)
{
    if (branch->name.data)
        return branch->name;
    if (branch->ref && branch->ref->name.data)
        return branch->ref->name;
    if (source && source->name.data)
        return source->name;
    return branch->title.data || !source ? branch->title : source->title;
}

static void add_branch(build *b, model_type *type, const schema *branch,
                       const schema_list *beside_leaves)
{
    union_info *info = build_of(type)->info;
    const schema *source = schema_target(b, branch);
    model_branch made = {.hint = branch_hint(branch, source), .schema = branch};
    made.type = make_branch(b, type, branch, beside_leaves, info, made.hint);
    list_push(b->m, &type->branches, made);
    list_push(b->m, &info->sources, (branch_source){.schema = source});
}

/* The leaves beside the union of `s`. */
static schema_list leaves_beside(build *b, const schema_list *leaves, const schema *s,
                                 beside *found)
{
    schema_list kept = {0};
    *found = (beside){.types = SCHEMA_ALL, .trivial = true};
    for (size_t i = 0; i < leaves->count; i++) {
        const schema *leaf = leaves->items[i] == s ? schema_base(b, s) : leaves->items[i];
        if (!schema_asserts(leaf))
            continue;
        list_push(&b->scratch, &kept, (schema *)leaf);
        look_beside(leaf, found);
    }
    return kept;
}

/* The tag that the schema beside the branches asks for, when nothing else is said there. */
static bool is_only_tag(build *b, const schema *s, const schema_list *branches, const beside *found)
{
    if (!found->trivial)
        return false;
    if (!found->required.data)
        return true;
    if (s->discriminator)
        return str_eq(found->required, s->discriminator->property);
    return found->types == SCHEMA_OBJECT && all_have_tag(b, branches, found->required);
}

/* Inline, and of whatever type stands beside it. */
static bool is_untyped(build *b, const schema *branch)
{
    const schema_list *leaves = schema_leaves(b, branch);
    for (size_t i = 0; i < leaves->count; i++)
        if (leaves->items[i]->types || leaves->items[i]->name.data)
            return false;
    return true;
}

static void fill_branches(build *b, model_type *type, const schema *s)
{
    bool one_of = s->one_of.count;
    schema_list branches = {0};
    add_branches(b, &branches, one_of ? &s->one_of : &s->any_of, !one_of);
    beside found;
    schema_list rest = leaves_beside(b, &build_of(type)->leaves, s, &found);
    union_info *info = mem_new(b->m, union_info);
    *info = (union_info){.schema = s, .one_of = one_of, .kinds = KIND_ALL};
    info->discriminator = s->discriminator;
    info->kinds = kinds_of_types(found.types & build_of(type)->mask);
    type->kind = MODEL_UNION;
    build_of(type)->info = info;
    schema_list none = {0};
    if (is_only_tag(b, s, &branches, &found)) {
        info->required_tag = found.required;
        info->apart = true;
    }
    bool joins = found.types != SCHEMA_ALL && found.types != SCHEMA_OBJECT;
    for (size_t i = 0; i < branches.count; i++) {
        bool alone = info->apart && !(joins && is_untyped(b, branches.items[i]));
        add_branch(b, type, branches.items[i], alone ? &none : &rest);
    }
}

bool union_fill(build *b, model_type *type, flat *f)
{
    for (size_t i = 0; i < f->unions.count; i++) {
        const schema *s = f->unions.items[i];
        const schema_list *branches = s->one_of.count ? &s->one_of : &s->any_of;
        if (s->discriminator || !constraints_take(b, type, f, branches)) {
            fill_branches(b, type, s);
            return true;
        }
    }
    return false;
}

/* The types of a list one by one; those that no keyword shapes stay together if there is no list. */
static void add_types(build *b, model_type *type, unsigned types, bool together)
{
    model_branch branch = {0};
    if (together)
        branch.hint = STR("other");
    else
        branch.hint =
            types == SCHEMA_INTEGER ? STR("integer") : str_of(kind_name(kinds_of_types(types)));
    branch.type = shape_new(b, MODEL_ANY, type->schema, type, branch.hint);
    build_of(branch.type)->leaves = build_of(type)->leaves;
    build_of(branch.type)->mask = types;
    build_of(branch.type)->inner = true;
    build_of(branch.type)->together = together;
    list_push(b->m, &type->branches, branch);
    list_push(b->m, &build_of(type)->info->sources, (branch_source){.schema = NULL});
}

void union_fill_types(build *b, model_type *type, const flat *f, unsigned types)
{
    static const unsigned order[] = {SCHEMA_NULL,   SCHEMA_BOOLEAN, SCHEMA_NUMBER | SCHEMA_INTEGER,
                                     SCHEMA_STRING, SCHEMA_ARRAY,   SCHEMA_OBJECT};
    bool typed = f->typed || build_of(type)->mask != SCHEMA_ALL;
    unsigned shaped = (f->object_schema ? (unsigned)SCHEMA_OBJECT : 0) |
                      (f->array_schema ? (unsigned)SCHEMA_ARRAY : 0);
    union_info *info = mem_new(b->m, union_info);
    *info = (union_info){.schema = type->schema, .split = true, .kinds = kinds_of_types(types)};
    type->kind = MODEL_UNION;
    build_of(type)->info = info;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        unsigned part = types & order[i];
        if (part && (typed || (part & shaped)))
            add_types(b, type, part, false);
    }
    if (!typed && (types & ~shaped))
        add_types(b, type, types & ~shaped, true);
}

/*
 * The own shape of a base is a type without a name: the name is its union's. An heir that is a base
 * itself is its union where another property tells its heirs apart; where it is the same one, those
 * are branches here.
 */
static model_type *heir_type(build *b, model_type *type, const schema *s)
{
    const schema_list *beside_leaves = &build_of(type)->leaves;
    entry *e = entry_of(b, s);
    bool nested = e->heirs.count && s != type->schema && s->discriminator &&
                  !str_eq(s->discriminator->property, type->schema->discriminator->property);
    if (nested && beside_leaves->count)
        return merge_base(b, type, s, beside_leaves, STR_NULL);
    if (beside_leaves->count)
        return merge_branch(b, type, s, beside_leaves, e->heirs.count ? STR("base") : STR_NULL);
    if (nested || !e->heirs.count)
        return shape_schema(b, s, NULL, STR_NULL);
    if (!e->own)
        e->own = shape_set(b, schema_leaves(b, s), s, type, STR("base"));
    return e->own;
}

static void add_heir(build *b, model_type *type, const schema *s)
{
    model_branch branch = {.hint = branch_hint(s, s), .schema = s, .type = heir_type(b, type, s)};
    list_push(b->m, &type->branches, branch);
    list_push(b->m, &build_of(type)->info->sources, (branch_source){.schema = s});
}

void union_fill_heirs(build *b, model_type *type, entry *base)
{
    const schema *s = base->schema;
    union_info *info = mem_new(b->m, union_info);
    *info = (union_info){.schema = s, .kinds = KIND_ALL, .discriminator = s->discriminator};
    build_of(type)->info = info;
    add_heir(b, type, s);
    for (size_t i = 0; i < base->heirs.count && build_spend(b, HEIR_WORK, s); i++)
        add_heir(b, type, base->heirs.items[i]);
}

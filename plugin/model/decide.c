/**
 * How the branch of a union is found (DESIGN §4): by the JSON kind, by a tag, else by trying. Only a
 * proof rules a branch out.
 */
#include "model/build.h"

/*
 * Limits: candidates that are compared pair by pair, members that are tried as a tag, tags within
 * tags, unions within a branch.
 */
enum { MAX_PAIRWISE = 64, MAX_TAGS = 64, MAX_DEPTH = 4, MAX_NESTED = 256 };

/* What a branch says about a property that may be the tag. */
typedef struct tag_values {
    node_list values;
    bool required;
    size_t nested; /* types looked at */
} tag_values;

typedef struct decider {
    build *b;
    model_type *type;
    const union_info *info;
    LIST(str) asked; /* the tags whose values are known, or known to be missing */
} decider;

static model_decision *decide(decider *d, unsigned kind, const index_list *candidates, int depth);

static model_decision *make(decider *d, model_pick pick, str reason)
{
    model_decision *decision = mem_new(d->b->m, model_decision);
    decision->pick = pick;
    decision->reason = reason;
    return decision;
}

static model_type *branch_type(const decider *d, uint32_t branch)
{
    return model_resolve(d->type->branches.items[branch].type);
}

/* Trying. */

static bool are_disjoint(decider *d, const index_list *candidates)
{
    if (d->info->split)
        return true;
    if (candidates->count > MAX_PAIRWISE)
        return false;
    for (size_t i = 0; i < candidates->count; i++)
        for (size_t k = i + 1; k < candidates->count; k++)
            if (!types_are_disjoint(d->b, branch_type(d, candidates->items[i]),
                                    branch_type(d, candidates->items[k])))
                return false;
    return true;
}

/* A branch that takes too much cannot be counted: a second match may be none. */
static bool is_any_weak(decider *d, const index_list *candidates)
{
    for (size_t i = 0; i < candidates->count; i++)
        if (build_of(branch_type(d, candidates->items[i]))->weak)
            return true;
    return false;
}

static bool must_count(decider *d, const index_list *candidates)
{
    if (!d->info->one_of || are_disjoint(d, candidates))
        return false;
    if (!is_any_weak(d, candidates))
        return true;
    const schema *s = d->info->schema;
    if (!build_once(d->b, "O2C-M015", s->node))
        return false;
    coverage_add(d->b, MODEL_WEAKER, s, NULL, "oneOf",
                 "branches that are not fully checked are not counted: the first one wins");
    diag_warning(d->b->d, "O2C-M015", schema_place(s, "oneOf"), NULL,
                 "the branches are not counted, because one of them is not fully checked; the "
                 "first that fits is taken");
    return false;
}

static model_decision *try_all(decider *d, const index_list *candidates)
{
    model_decision *decision = make(d, MODEL_PICK_TRY, STR("in order"));
    for (size_t i = 0; i < candidates->count; i++)
        list_push(d->b->m, &decision->candidates, candidates->items[i]);
    decision->exact = must_count(d, candidates);
    return decision;
}

static model_decision *pick_one(decider *d, uint32_t branch, const char *reason)
{
    model_decision *decision = make(d, MODEL_PICK_ONE, str_of(reason));
    decision->branch = branch;
    return decision;
}

/* Tags. */

static bool enum_values(build *b, const model_type *type, tag_values *out)
{
    if (type->kind == MODEL_NEVER)
        return true;
    if (type->kind != MODEL_ENUM)
        return false;
    for (size_t i = 0; i < type->values.count; i++)
        list_push(&b->scratch, &out->values, type->values.items[i].value);
    return true;
}

/* The values that a branch allows for a property; false: any, or no object. Also inside unions. */
static bool property_values(build *b, model_type *type, str name, tag_values *out, int depth)
{
    type = model_resolve(type);
    if (depth > MAX_DEPTH || ++out->nested > MAX_NESTED)
        return false;
    if (type->kind == MODEL_OBJECT) {
        const model_member *member = type_member(b, type, name);
        if (!member || !enum_values(b, model_resolve(member->type), out))
            return false;
        out->required = out->required && member->required;
        return true;
    }
    if (type->kind != MODEL_UNION || !type->branches.count)
        return false;
    if (str_eq(build_of(type)->info->required_tag, name)) {
        tag_values inner = {.required = true};
        bool found = true;
        for (size_t i = 0; found && i < type->branches.count; i++)
            found = property_values(b, type->branches.items[i].type, name, &inner, depth + 1);
        for (size_t i = 0; i < inner.values.count; i++)
            list_push(&b->scratch, &out->values, inner.values.items[i]);
        return found;
    }
    for (size_t i = 0; i < type->branches.count; i++)
        if (!property_values(b, type->branches.items[i].type, name, out, depth + 1))
            return false;
    return true;
}

/* A tag under construction: which values lead to which candidates. */
typedef struct tag_table {
    str property;
    map values;          /* key of a value to tag_group */
    index_list optional; /* candidates that do without the tag */
    index_list untagged; /* candidates that no value leads to */
    size_t largest;      /* group */
    bool required;       /* by all candidates, or beside them */
} tag_table;

typedef struct tag_group {
    const node *value;
    index_list candidates;
} tag_group;

static void table_init(decider *d, tag_table *t, str property)
{
    *t = (tag_table){.property = property};
    map_init(&t->values, &d->b->scratch);
}

static void table_add(decider *d, tag_table *t, const node *value, uint32_t branch)
{
    str key = value_key(d->b, value);
    tag_group *group = map_get(&t->values, key);
    if (!group) {
        group = mem_new(&d->b->scratch, tag_group);
        group->value = value;
        map_put(&t->values, key, group);
    }
    if (group->candidates.count && group->candidates.items[group->candidates.count - 1] == branch)
        return;
    list_push(&d->b->scratch, &group->candidates, branch);
    if (group->candidates.count > t->largest)
        t->largest = group->candidates.count;
}

static void mark_tag(decider *d, uint32_t branch, str property)
{
    model_type *type = branch_type(d, branch);
    if (type->kind == MODEL_OBJECT && !type->tag.data && type_member(d->b, type, property))
        type->tag = property;
}

static index_list join(decider *d, const index_list *x, const index_list *y)
{
    index_list all = {0};
    size_t i = 0, k = 0;
    while (i < x->count || k < y->count) {
        bool first = k == y->count || (i < x->count && x->items[i] <= y->items[k]);
        uint32_t next = first ? x->items[i++] : y->items[k++];
        if (!all.count || all.items[all.count - 1] != next)
            list_push(&d->b->scratch, &all, next);
    }
    return all;
}

static model_decision *table_decide(decider *d, const tag_table *t, str reason, int depth)
{
    model_decision *decision = make(d, MODEL_PICK_TAG, reason);
    decision->property = t->property;
    decision->tag_required = t->required;
    list_push(&d->b->scratch, &d->asked, t->property);
    for (size_t i = 0; i < t->values.count; i++) {
        const tag_group *group = t->values.entries[i].value;
        index_list all = join(d, &group->candidates, &t->untagged);
        model_tag tag = {group->value, decide(d, KIND_OBJECT, &all, depth + 1)};
        list_push(d->b->m, &decision->tags, tag);
        for (size_t k = 0; k < group->candidates.count; k++) {
            uint32_t branch = group->candidates.items[k];
            mark_tag(d, branch, t->property);
            if (depth == 0) /* a value of the union's own tag, not of one that tells twins apart */
                list_push(d->b->m, &d->type->branches.items[branch].tags, group->value);
        }
    }
    if (!t->required) {
        index_list missing = join(d, &t->optional, &t->untagged);
        decision->missing = decide(d, KIND_OBJECT, &missing, depth + 1);
        decision->unknown = decide(d, KIND_OBJECT, &t->untagged, depth + 1);
    }
    d->asked.count--;
    return decision;
}

/* Tags without a discriminator. */

static bool table_fill(decider *d, tag_table *t, const index_list *candidates)
{
    t->required = true;
    for (size_t i = 0; i < candidates->count; i++) {
        tag_values found = {.required = true};
        uint32_t branch = candidates->items[i];
        if (!property_values(d->b, branch_type(d, branch), t->property, &found, 0))
            return false;
        for (size_t k = 0; k < found.values.count; k++)
            table_add(d, t, found.values.items[k], branch);
        if (!found.required)
            list_push(&d->b->scratch, &t->optional, branch);
        t->required = t->required && found.required;
    }
    if (str_eq(d->info->required_tag, t->property))
        t->required = true;
    return true;
}

static bool was_asked(const decider *d, str property)
{
    for (size_t i = 0; i < d->asked.count; i++)
        if (str_eq(d->asked.items[i], property))
            return true;
    return false;
}

/* How good a tag is; 0: none. */
static int table_rank(const tag_table *t, size_t candidates)
{
    if (t->largest >= candidates)
        return 0;
    return (t->largest == 1 ? 2 : 0) + (t->required ? 2 : 0) + 1;
}

/* The first object among the branches: what may be a tag is a member there. */
static const model_type *first_object(model_type *type)
{
    for (int depth = 0; depth <= MAX_DEPTH; depth++) {
        type = model_resolve(type);
        if (type->kind != MODEL_UNION || !type->branches.count)
            break;
        type = type->branches.items[0].type;
    }
    return type->kind == MODEL_OBJECT ? type : NULL;
}

static int try_tag(decider *d, const index_list *candidates, str property, tag_table *best,
                   int best_rank)
{
    tag_table t;
    table_init(d, &t, property);
    if (!table_fill(d, &t, candidates))
        return best_rank;
    int rank = table_rank(&t, candidates->count);
    if (rank <= best_rank)
        return best_rank;
    *best = t;
    return rank;
}

static model_decision *decide_implicit(decider *d, const index_list *candidates, int depth)
{
    const model_type *object = first_object(branch_type(d, candidates->items[0]));
    tag_table best;
    int rank = 0;
    size_t looked = 0;
    for (size_t i = 0; object && i < object->members.count && looked < MAX_TAGS; i++) {
        const model_member *member = &object->members.items[i];
        if (model_resolve(member->type)->kind != MODEL_ENUM || was_asked(d, member->name))
            continue;
        looked++;
        rank = try_tag(d, candidates, member->name, &best, rank);
    }
    if (!rank)
        return NULL;
    str reason = str_print(d->b->m, "values of '%.*s'", STR_ARG(best.property));
    return table_decide(d, &best, reason, depth);
}

/* A tag that is required beside the branches is asked for, whether it tells them apart or not. */
static model_decision *decide_required(decider *d, const index_list *candidates)
{
    const schema *s = d->info->schema;
    tag_table t;
    table_init(d, &t, d->info->required_tag);
    if (table_fill(d, &t, candidates))
        return table_decide(d, &t, str_print(d->b->m, "values of '%.*s'", STR_ARG(t.property)), 0);
    if (build_once(d->b, "O2C-M002", s->node)) {
        coverage_add(d->b, MODEL_WEAKER, s, NULL, "required", "stands beside branches");
        diag_warning(d->b->d, "O2C-M002", schema_place(s, "required"), NULL,
                     "'required' is not enforced: it stands beside branches of many shapes");
    }
    return NULL;
}

/* Tags of a discriminator. */

static const node *tag_node(decider *d, str text)
{
    node *value = mem_new(d->b->m, node);
    *value = *d->info->discriminator->node;
    value->kind = NODE_STRING;
    value->count = 0;
    value->index = NULL;
    value->as.text = text;
    value->source = STR_NULL;
    return value;
}

static bool is_json_integer(str text)
{
    size_t i = text.len && text.data[0] == '-';
    if (i == text.len || text.len - i > 18 || (text.data[i] == '0' && text.len - i > 1))
        return false;
    for (; i < text.len; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    return true;
}

/* Keys of a mapping are strings; where the branch has a number there, so is the tag. */
static const node *mapped_value(decider *d, uint32_t branch, str text)
{
    node *value = (node *)tag_node(d, text);
    model_type *type = branch_type(d, branch);
    const model_member *member = type->kind == MODEL_OBJECT
                                     ? type_member(d->b, type, d->info->discriminator->property)
                                     : NULL;
    if (member && build_of(member->type)->kinds == KIND_NUMBER && is_json_integer(text)) {
        value->kind = NODE_NUMBER;
        value->source = text;
    }
    return value;
}

static bool add_mapped(decider *d, tag_table *t, uint32_t branch)
{
    const schema_discriminator *found = d->info->discriminator;
    const schema *source = d->info->sources.items[branch];
    bool any = false;
    for (size_t i = 0; source && i < found->mapping.count; i++) {
        const schema *target = found->mapping.items[i].target;
        if (!target || schema_target(d->b, target) != source)
            continue;
        table_add(d, t, mapped_value(d, branch, found->mapping.items[i].value), branch);
        any = true;
    }
    return any;
}

/* In order of trust: mapping, values of the property, x-ms-discriminator-value, name. */
static void add_discriminator_values(decider *d, tag_table *t, uint32_t branch)
{
    const schema *source = d->info->sources.items[branch];
    const node *marked = source ? node_get(source->node, STR("x-ms-discriminator-value")) : NULL;
    tag_values found = {.required = true};
    bool listed = property_values(d->b, branch_type(d, branch), t->property, &found, 0);
    bool required = found.required;
    if (!listed) {
        model_type *type = branch_type(d, branch);
        const model_member *member =
            type->kind == MODEL_OBJECT ? type_member(d->b, type, t->property) : NULL;
        required = member && member->required;
    }
    if (!required && !str_eq(d->info->required_tag, t->property)) {
        list_push(&d->b->scratch, &t->optional, branch);
        t->required = false;
    }
    if (add_mapped(d, t, branch))
        return;
    for (size_t i = 0; listed && i < found.values.count; i++)
        table_add(d, t, found.values.items[i], branch);
    if (listed)
        return;
    if (marked && marked->kind == NODE_STRING)
        table_add(d, t, marked, branch);
    else if (source && source->key.data)
        table_add(d, t, mapped_value(d, branch, source->key), branch);
    else
        list_push(&d->b->scratch, &t->untagged, branch);
}

static void warn_of_mapping(decider *d)
{
    const schema_discriminator *found = d->info->discriminator;
    for (size_t i = 0; i < found->mapping.count; i++) {
        const schema *target = found->mapping.items[i].target;
        const schema *meant = target ? schema_target(d->b, target) : NULL;
        entry *e = meant ? entry_of(d->b, meant) : NULL;
        const node *mapping = node_get(found->node, STR("mapping"));
        const node *at = node_get(mapping, found->mapping.items[i].value);
        if (e && at && e->visit != d->b->walks && build_once(d->b, "O2C-M013", at))
            diag_warning(d->b->d, "O2C-M013", node_place(at), NULL,
                         "'%.*s' is not a branch of this union; its tag is refused",
                         STR_ARG(meant->pointer));
    }
}

static void check_mapping(decider *d)
{
    uint32_t walk = leaves_walk(d->b);
    for (size_t i = 0; i < d->info->sources.count; i++)
        if (d->info->sources.items[i])
            entry_of(d->b, d->info->sources.items[i])->visit = walk;
    warn_of_mapping(d);
}

static model_decision *decide_discriminator(decider *d, const index_list *candidates, int depth)
{
    tag_table t;
    table_init(d, &t, d->info->discriminator->property);
    t.required = true;
    for (size_t i = 0; i < candidates->count; i++)
        add_discriminator_values(d, &t, candidates->items[i]);
    if (t.untagged.count)
        t.required = false;
    check_mapping(d);
    return table_decide(d, &t, STR("discriminator"), depth);
}

/* The whole. */

static model_decision *decide(decider *d, unsigned kind, const index_list *candidates, int depth)
{
    if (!candidates->count)
        return NULL;
    bool tagged = kind == KIND_OBJECT && depth <= MAX_DEPTH;
    if (tagged && d->info->discriminator && depth == 0)
        return decide_discriminator(d, candidates, depth);
    model_decision *decision = NULL;
    if (tagged && depth == 0 && d->info->required_tag.data)
        decision = decide_required(d, candidates);
    if (!decision && tagged && candidates->count > 1)
        decision = decide_implicit(d, candidates, depth);
    if (decision)
        return decision;
    if (candidates->count == 1)
        return pick_one(d, candidates->items[0], depth ? "by the tag" : "JSON type");
    return try_all(d, candidates);
}

static index_list candidates_of(decider *d, unsigned kind)
{
    index_list found = {0};
    for (uint32_t i = 0; (d->info->kinds & kind) && i < d->type->branches.count; i++)
        if (build_of(d->type->branches.items[i].type)->kinds & kind)
            list_push(&d->b->scratch, &found, i);
    return found;
}

/* One kind that leads somewhere, and no branch would take another: nothing to ask. */
static bool is_sole(const decider *d, unsigned kinds)
{
    for (size_t i = 0; i < d->type->branches.count; i++)
        if (build_of(d->type->branches.items[i].type)->kinds & ~kinds)
            return false;
    return (kinds & (kinds - 1)) == 0;
}

static model_decision *decide_union(decider *d)
{
    model_decision *by_kind[7] = {NULL};
    unsigned kinds = 0;
    model_decision *last = NULL;
    for (unsigned k = O2C_NULL; k <= O2C_OBJECT; k++) {
        index_list candidates = candidates_of(d, 1u << k);
        by_kind[k] = decide(d, 1u << k, &candidates, 0);
        kinds |= by_kind[k] ? 1u << k : 0;
        last = by_kind[k] ? by_kind[k] : last;
    }
    if (!last)
        return make(d, MODEL_PICK_FAIL, STR("no branch is left"));
    if (is_sole(d, kinds))
        return last;
    model_decision *decision = make(d, MODEL_PICK_KIND, STR("JSON type"));
    for (unsigned k = O2C_NULL; k <= O2C_OBJECT; k++)
        decision->by_kind[k] = by_kind[k];
    return decision;
}

/* Hints: what a branch without a name is called. */

static str tag_text(build *b, const model_branch *branch)
{
    if (!branch->tags.count)
        return STR_NULL;
    const node *tag = branch->tags.items[0];
    return tag->kind == NODE_STRING ? tag->as.text : str_print(b->m, "%.*s", STR_ARG(tag->as.text));
}

static str kind_hint(const model_type *type)
{
    if (type->kind == MODEL_INTEGER)
        return STR("integer");
    unsigned kinds = build_of((model_type *)type)->kinds;
    return str_of(kind_name(kinds));
}

static void name_branch(build *b, model_type *type, model_branch *branch)
{
    if (!branch->hint.data)
        branch->hint = tag_text(b, branch);
    if (!branch->hint.data)
        branch->hint = kind_hint(model_resolve(branch->type));
    if (branch->type->parent == type && !branch->type->hint.data)
        branch->type->hint = branch->hint;
}

void decide_all(build *b)
{
    for (size_t i = 0; i < b->types.count; i++) {
        model_type *type = b->types.items[i];
        if (type->kind != MODEL_UNION)
            continue;
        decider d = {.b = b, .type = type, .info = build_of(type)->info};
        type->decision = decide_union(&d);
        for (size_t k = 0; k < type->branches.count; k++)
            name_branch(b, type, &type->branches.items[k]);
        scratch_empty(b);
    }
}

/** Tags without a discriminator: a property whose values tell the branches apart. */
#include "model/decide.h"

static const node null_value = {.kind = NODE_NULL};
static const node truths[] = {{.kind = NODE_BOOL, .boolean = false},
                              {.kind = NODE_BOOL, .boolean = true}};

/* A value that the reader looks up in the text: a string, a whole number, true, false or null. */
static bool is_token(const node *value)
{
    int64_t i;
    uint64_t u;
    return value->kind == NODE_STRING || value->kind == NODE_BOOL || value->kind == NODE_NULL ||
           node_i64(value, &i) || node_u64(value, &u);
}

static bool add_tokens(build *b, const model_checks *checks, tag_values *out)
{
    for (size_t i = 0; i < checks->value_enum.count; i++) {
        if (!is_token(checks->value_enum.items[i]))
            return false;
        list_push(&b->scratch, &out->values, checks->value_enum.items[i]);
    }
    return checks->value_enum.count;
}

/* The values of a type that has few of them. */
static bool listed_values(build *b, model_type *type, tag_values *out)
{
    type = model_resolve(type);
    if (type->kind == MODEL_NULL || type->kind == MODEL_NULLABLE)
        list_push(&b->scratch, &out->values, &null_value);
    if (type->kind == MODEL_NULLABLE)
        type = model_resolve(type->element); /* which is not nullable itself */
    for (size_t i = 0; type->kind == MODEL_ENUM && i < type->values.count; i++)
        list_push(&b->scratch, &out->values, type->values.items[i].value);
    for (size_t i = 0; type->kind == MODEL_BOOL && i < 2; i++)
        list_push(&b->scratch, &out->values, &truths[i]);
    if (type->kind == MODEL_ANY)
        return add_tokens(b, &type->checks, out);
    return type->kind == MODEL_NULL || type->kind == MODEL_NEVER || type->kind == MODEL_ENUM ||
           type->kind == MODEL_BOOL;
}

bool member_required(build *b, model_type *type, str name, size_t *nested, int depth)
{
    type = model_resolve(type);
    if (depth > MAX_DEPTH || ++*nested > MAX_NESTED)
        return false;
    if (type->kind == MODEL_OBJECT) {
        const model_member *member = type_member(b, type, name);
        return member && member->required;
    }
    if (type->kind != MODEL_UNION || !type->branches.count)
        return false;
    if (is_required_tag(build_of(type)->info, name))
        return true;
    for (size_t i = 0; i < type->branches.count; i++)
        if (!member_required(b, type->branches.items[i].type, name, nested, depth + 1))
            return false;
    return true;
}

bool property_values(build *b, model_type *type, str name, tag_values *out, int depth)
{
    type = model_resolve(type);
    if (depth > MAX_DEPTH || ++out->nested > MAX_NESTED)
        return false;
    if (type->kind == MODEL_OBJECT) {
        const model_member *member = type_member(b, type, name);
        if (!member || !listed_values(b, member->type, out))
            return false;
        out->required = out->required && member->required;
        return true;
    }
    if (type->kind != MODEL_UNION || !type->branches.count)
        return false;
    if (is_required_tag(build_of(type)->info, name)) {
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

void table_init(decider *d, tag_table *t, str property)
{
    *t = (tag_table){.property = property};
    map_init(&t->values, &d->b->scratch);
}

void table_add(decider *d, tag_table *t, const node *value, uint32_t branch)
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
    if (value->kind != NODE_NULL && group->candidates.count > t->largest)
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

/* What a tag's value leads to. Where branches without a tag stand beside the one that it names, they are
 * tried, so that it is that one's fault which is told if none reads. */
static model_decision *decide_tagged(decider *d, const tag_group *group, const index_list *all,
                                     int depth)
{
    if (group->candidates.count != 1 || all->count == 1)
        return decide(d, KIND_OBJECT, all, depth);
    model_decision *decision = decide_try(d, KIND_OBJECT, all);
    for (uint32_t i = 0; i < decision->candidates.count; i++)
        if (decision->candidates.items[i] == group->candidates.items[0])
            decision->tagged = i + 1;
    return decision;
}

model_decision *table_decide(decider *d, const tag_table *t, str reason, int depth)
{
    model_decision *decision = decision_new(d, MODEL_PICK_TAG, reason);
    decision->property = t->property;
    decision->tag_required = t->required;
    list_push(&d->b->scratch, &d->asked, t->property);
    for (size_t i = 0; i < t->values.count; i++) {
        const tag_group *group = t->values.entries[i].value;
        index_list all = t->alone ? group->candidates : join(d, &group->candidates, &t->untagged);
        model_tag tag = {group->value, decide_tagged(d, group, &all, depth + 1)};
        list_push(d->b->m, &decision->tags, tag);
        for (size_t k = 0; k < group->candidates.count; k++) {
            uint32_t branch = group->candidates.items[k];
            mark_tag(d, branch, t->property);
            if (depth == 0) /* a value of the union's own tag, not of one that tells twins apart */
                list_push(d->b->m, &d->type->branches.items[branch].tags, group->value);
        }
    }
    if (t->otherwise.count) {
        decision->missing = decision->unknown = decide(d, KIND_OBJECT, &t->otherwise, depth + 1);
    } else if (!t->required) {
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
    if (is_required_tag(d->info, t->property))
        t->required = true;
    return true;
}

bool was_asked(const decider *d, str property)
{
    for (size_t i = 0; i < d->asked.count; i++)
        if (str_eq(d->asked.items[i], property))
            return true;
    return false;
}

/* How good a tag is; 0: none. A tag of all candidates that leads to one each is the best. */
static int table_rank(const tag_table *t, size_t candidates)
{
    if (t->largest + t->untagged.count >= candidates)
        return 0;
    if (t->untagged.count)
        return 1;
    return (t->largest == 1 ? 2 : 0) + (t->required ? 2 : 0) + 2;
}

/*
 * The same where some candidates do not list the values: those that have no room for the property
 * need it to be missing, the others may have any value.
 */
static void table_fill_partly(decider *d, tag_table *t, const index_list *candidates)
{
    t->required = false;
    for (size_t i = 0; i < candidates->count; i++) {
        tag_values found = {.required = true};
        uint32_t branch = candidates->items[i];
        bool listed = property_values(d->b, branch_type(d, branch), t->property, &found, 0);
        for (size_t k = 0; listed && k < found.values.count; k++)
            table_add(d, t, found.values.items[k], branch);
        if (!listed && !key_fact_of(d->b, branch_type(d, branch), t->property).refused)
            list_push(&d->b->scratch, &t->untagged, branch);
        else if (!listed || !found.required)
            list_push(&d->b->scratch, &t->optional, branch);
    }
}

static int try_tag(decider *d, const index_list *candidates, str property, tag_table *best,
                   int best_rank)
{
    tag_table t;
    table_init(d, &t, property);
    if (!table_fill(d, &t, candidates)) {
        table_init(d, &t, property);
        table_fill_partly(d, &t, candidates);
    }
    int rank = table_rank(&t, candidates->count);
    if (rank <= best_rank)
        return best_rank;
    *best = t;
    return rank;
}

/* A search for the best tag: each property once, and not too many. */
typedef struct tag_search {
    decider *d;
    const index_list *candidates;
    tag_table best;
    int rank;
    size_t looked, nested;
    map seen;
} tag_search;

static void search_members(tag_search *s, model_type *type, int depth)
{
    type = model_resolve(type);
    if (depth > MAX_DEPTH || ++s->nested > MAX_NESTED)
        return;
    for (size_t i = 0; type->kind == MODEL_UNION && i < type->branches.count; i++)
        search_members(s, type->branches.items[i].type, depth + 1);
    for (size_t i = 0; type->kind == MODEL_OBJECT && i < type->members.count; i++) {
        const model_member *member = &type->members.items[i];
        tag_values listed = {0};
        if (s->looked == MAX_TAGS || was_asked(s->d, member->name) ||
            map_has(&s->seen, member->name) || !listed_values(s->d->b, member->type, &listed))
            continue;
        s->looked++;
        map_put(&s->seen, member->name, s);
        s->rank = try_tag(s->d, s->candidates, member->name, &s->best, s->rank);
    }
}

model_decision *decide_implicit(decider *d, const index_list *candidates, int least, int depth)
{
    tag_search s = {.d = d, .candidates = candidates};
    map_init(&s.seen, &d->b->scratch);
    size_t count = candidates->count < MAX_CANDIDATES ? candidates->count : 1;
    for (size_t i = 0; i < count; i++)
        search_members(&s, branch_type(d, candidates->items[i]), 0);
    if (!s.rank || s.rank < least)
        return NULL;
    str reason = str_print(d->b->m, "values of '%.*s'", STR_ARG(s.best.property));
    return table_decide(d, &s.best, reason, depth);
}

/* A tag that is required beside the branches is asked for, whether it tells them apart or not. */
model_decision *decide_required(decider *d, const index_list *candidates)
{
    tag_table t;
    table_init(d, &t, d->info->required_tag);
    if (table_fill(d, &t, candidates))
        return table_decide(d, &t, str_print(d->b->m, "values of '%.*s'", STR_ARG(t.property)), 0);
    residue_require(d->b, d->type, t.property);
    return NULL;
}

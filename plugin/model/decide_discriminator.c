/** Discriminators (OAS 3.2 §4.25): which values of the property lead to which branch. */
#include "model/decide.h"

/* What the mappings say of a branch. */
typedef struct mapped {
    node_list values;
    bool named; /* a value leads to it alone: its own name does not count */
} mapped;

typedef struct mapper {
    decider *d;
    str property;
    map branches; /* address of a schema: number of the branch that it is + 1, */
    map groups;   /* ... of the group of branches that took its place + 1, */
    map nested;   /* ... of the branch, a union, whose branch it is + 1 */
    mapped *of;   /* of each branch */
    map values;   /* texts that are mapped already */
    map claims;   /* texts that are the mark or the name of a branch which lists them */
} mapper;

static str key_of(decider *d, const schema *s)
{
    const schema **slot = mem_new(&d->b->scratch, const schema *);
    *slot = s;
    return (str){(const char *)slot, sizeof *slot};
}

/* ---- values ---- */

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

static bool is_json_bool(str text)
{
    return str_eq(text, STR("true")) || str_eq(text, STR("false"));
}

/* Keys of a mapping are strings; where the branch has a number or a boolean there, so is the tag. */
static const node *tag_node(decider *d, uint32_t branch, str text)
{
    model_type *type = branch_type(d, branch);
    node *value = mem_new(d->b->m, node);
    *value = (node){.kind = NODE_STRING, .as.text = text};
    const model_member *member = type->kind == MODEL_OBJECT
                                     ? type_member(d->b, type, d->info->discriminator->property)
                                     : NULL;
    unsigned kinds = member ? build_of(member->type)->kinds : 0;
    if (kinds == KIND_NUMBER && is_json_integer(text)) {
        value->kind = NODE_NUMBER;
        value->source = text;
    } else if (kinds == KIND_BOOL && is_json_bool(text)) {
        value->kind = NODE_BOOL;
        value->boolean = str_eq(text, STR("true"));
    }
    return value;
}

/* A value as the key of a mapping. */
static str value_text(decider *d, const node *value)
{
    buf text = BUF_INIT;
    if (value->kind == NODE_STRING)
        return value->as.text;
    node_print(&text, value);
    return buf_take(&text, &d->b->scratch);
}

/* ---- mappings ---- */

/* Enters the branches of a branch that is a union. */
static void enter_nested(mapper *p, uint32_t branch)
{
    const model_type *type = branch_type(p->d, branch);
    if (type->kind != MODEL_UNION)
        return;
    const union_info *inner = build_of((model_type *)type)->info;
    for (size_t i = 0; i < inner->sources.count && i < MAX_NESTED; i++) {
        str key = key_of(p->d, inner->sources.items[i].schema);
        if (!map_has(&p->nested, key))
            map_put(&p->nested, key, (void *)((size_t)branch + 1));
    }
}

static void mapper_init(mapper *p, decider *d)
{
    *p = (mapper){.d = d};
    mem *m = &d->b->scratch;
    p->of = mem_array(m, mapped, d->type->branches.count + 1);
    map *const tables[] = {&p->branches, &p->groups, &p->nested, &p->values, &p->claims};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        map_init(tables[i], m);
    for (uint32_t i = 0; i < d->type->branches.count; i++) {
        str key = key_of(d, d->info->sources.items[i].schema);
        if (!map_has(&p->branches, key))
            map_put(&p->branches, key, (void *)((size_t)i + 1));
        enter_nested(p, i);
    }
    for (size_t i = 0; i < d->info->groups.count; i++)
        map_put(&p->groups, key_of(d, d->info->groups.items[i].schema), (void *)(i + 1));
}

/* The branches that a schema stands for: itself, those that took its place, one that it is in. */
static index_list branches_of(mapper *p, const schema *target)
{
    str key = key_of(p->d, target);
    size_t branch = (size_t)map_get(&p->branches, key);
    size_t group = (size_t)map_get(&p->groups, key);
    index_list found = {0};
    if (!branch && group)
        return p->d->info->groups.items[group - 1].branches;
    if (!branch)
        branch = (size_t)map_get(&p->nested, key);
    if (branch)
        list_push(&p->d->b->scratch, &found, (uint32_t)branch - 1);
    return found;
}

/* The names of the branches, for hints. */
static const char *suggest_branch(mapper *p, str typo)
{
    enum { MAX_SUGGESTED = 100 };
    mem *m = &p->d->b->scratch;
    LIST(str) names = {0};
    for (size_t i = 0; i < p->d->info->sources.count && i < MAX_SUGGESTED; i++)
        if (p->d->info->sources.items[i].schema && p->d->info->sources.items[i].schema->key.data)
            list_push(m, &names, p->d->info->sources.items[i].schema->key);
    str meant = str_suggest(typo, names.items, names.count);
    return meant.data ? str_print(p->d->b->m, "did you mean '%.*s'?", STR_ARG(meant)).data : NULL;
}

static void warn_of_stranger(mapper *p, const node *at, const schema *target)
{
    if (at && build_once(p->d->b, "O2C-M013", at))
        diag_warning(p->d->b->d, "O2C-M013", node_place(at), suggest_branch(p, target->key),
                     "'%.*s' is not a branch of this union; its tag is refused",
                     STR_ARG(target->pointer));
}

/* The text of a value for a hint: the listed one that `text` most likely meant, or the only one. */
static const char *suggest_value(decider *d, const tag_values *listed, str text)
{
    LIST(str) texts = {0};
    for (size_t i = 0; i < listed->values.count; i++)
        if (listed->values.items[i]->kind == NODE_STRING)
            list_push(&d->b->scratch, &texts, listed->values.items[i]->as.text);
    str meant = texts.count == 1 ? texts.items[0] : str_suggest(text, texts.items, texts.count);
    return meant.data ? str_print(d->b->m, "did you mean '%.*s'?", STR_ARG(meant)).data : NULL;
}

static bool is_listed(const tag_values *listed, const node *value)
{
    for (size_t i = 0; i < listed->values.count; i++)
        if (node_equal(listed->values.items[i], value))
            return true;
    return false;
}

/* Whether the branch has room for the value. */
static bool is_accepted(mapper *p, uint32_t branch, const node *value)
{
    tag_values listed = {.required = true};
    model_type *type = branch_type(p->d, branch);
    return !property_values(p->d->b, type, p->property, &listed, 0) || is_listed(&listed, value);
}

/* What has no room for it is a mistake that would cost the branch. */
static void warn_of_refused(mapper *p, uint32_t branch, str text, const node *at)
{
    tag_values listed = {.required = true};
    decider *d = p->d;
    if (!at || !build_once(d->b, "O2C-M030", at))
        return;
    property_values(d->b, branch_type(d, branch), p->property, &listed, 0);
    diag_warning(d->b->d, "O2C-M030", node_place(at), suggest_value(d, &listed, text),
                 "the branch does not accept '%.*s' for '%.*s'; this line of the mapping is "
                 "ignored",
                 STR_ARG(text), STR_ARG(p->property));
}

static void map_value(mapper *p, const schema_discriminator *from, const schema_mapping *mapping)
{
    build *b = p->d->b;
    const schema *target = mapping->target ? schema_target(b, mapping->target) : NULL;
    if (!target || map_has(&p->values, mapping->value))
        return;
    const node *at = node_get(node_get(from->node, STR("mapping")), mapping->value);
    index_list found = branches_of(p, target);
    if (!found.count && from == p->d->info->discriminator)
        warn_of_stranger(p, at, target);
    bool accepted = false;
    for (size_t i = 0; i < found.count; i++) {
        uint32_t branch = found.items[i];
        const node *value = tag_node(p->d, branch, mapping->value);
        if (!is_accepted(p, branch, value))
            continue;
        accepted = true;
        list_push(&b->scratch, &p->of[branch].values, value);
        if (p->d->info->sources.items[branch].schema == target)
            p->of[branch].named = true;
    }
    if (accepted)
        map_put(&p->values, mapping->value, p);
    else if (found.count)
        warn_of_refused(p, found.items[0], mapping->value, at);
}

static void map_values(mapper *p, const schema_discriminator *from)
{
    for (size_t i = 0; i < from->mapping.count; i++)
        map_value(p, from, &from->mapping.items[i]);
}

/* The mapping of the union, then those of the unions and bases that are part of it. */
static void map_all(mapper *p)
{
    const union_info *info = p->d->info;
    map_values(p, info->discriminator);
    for (size_t i = 0; i < info->discriminators.count; i++)
        map_values(p, info->discriminators.items[i]);
    for (size_t i = 0; i < info->sources.count; i++) {
        const schema *s = info->sources.items[i].schema;
        if (s && s->discriminator && s->discriminator != info->discriminator &&
            str_eq(s->discriminator->property, p->property))
            map_values(p, s->discriminator);
    }
}

/* ---- the table ---- */

static bool is_required(decider *d, uint32_t branch, str property)
{
    size_t nested = 0;
    return d->info->sources.items[branch].requires_tag || is_required_tag(d->info, property) ||
           member_required(d->b, branch_type(d, branch), property, &nested, 0);
}

/* The tag that a branch has without a mapping: x-ms-discriminator-value, else its name. */
static const node *own_tag(decider *d, uint32_t branch)
{
    const schema *source = d->info->sources.items[branch].schema;
    const node *marked = source ? node_get(source->node, STR("x-ms-discriminator-value")) : NULL;
    if (marked && marked->kind == NODE_STRING)
        return marked;
    return source && source->key.data ? tag_node(d, branch, source->key) : NULL;
}

/* A value that several branches list, as heirs do of their base's enum, is that of the one called so. */
static void claim_listed(mapper *p, uint32_t branch)
{
    tag_values listed = {.required = true};
    const node *own = own_tag(p->d, branch);
    if (own && property_values(p->d->b, branch_type(p->d, branch), p->property, &listed, 0) &&
        is_listed(&listed, own))
        map_put(&p->claims, value_text(p->d, own), p);
}

/* The values that the branch lists, without those that are mapped or another's by name. */
static void add_listed(mapper *p, tag_table *t, uint32_t branch, const tag_values *listed)
{
    const node *own = own_tag(p->d, branch);
    for (size_t i = 0; i < listed->values.count; i++) {
        const node *value = listed->values.items[i];
        str text = value_text(p->d, value);
        bool of_other = map_has(&p->claims, text) && !(own && node_equal(own, value));
        if (!map_has(&p->values, text) && (!of_other || listed->values.count == 1))
            table_add(p->d, t, value, branch);
    }
}

/* In order of trust: mapping, values of the property, x-ms-discriminator-value, name. */
static void add_values(mapper *p, tag_table *t, uint32_t branch)
{
    decider *d = p->d;
    const node *own = own_tag(d, branch);
    tag_values found = {.required = true};
    bool listed = property_values(d->b, branch_type(d, branch), t->property, &found, 0);
    const mapped *said = &p->of[branch];
    if (!is_required(d, branch, t->property)) {
        list_push(&d->b->scratch, &t->optional, branch);
        t->required = false;
    }
    for (size_t i = 0; i < said->values.count; i++)
        table_add(d, t, said->values.items[i], branch);
    if (listed)
        add_listed(p, t, branch, &found);
    if (said->named || listed)
        return;
    if (own)
        table_add(d, t, own, branch);
    else if (!said->values.count)
        list_push(&d->b->scratch, &t->untagged, branch);
}

/* defaultMapping (OAS 3.2 §4.25.1): where a missing tag and one without a mapping lead. */
static void add_otherwise(mapper *p, tag_table *t)
{
    const schema_discriminator *found = p->d->info->discriminator;
    const schema *target = found->otherwise ? schema_target(p->d->b, found->otherwise) : NULL;
    if (!target)
        return;
    t->otherwise = branches_of(p, target);
    if (t->otherwise.count)
        t->required = false;
    else
        warn_of_stranger(p, node_get(found->node, STR("defaultMapping")), target);
}

model_decision *decide_discriminator(decider *d, const index_list *candidates, int depth)
{
    tag_table t;
    table_init(d, &t, d->info->discriminator->property);
    t.required = t.alone = true;
    mapper p;
    mapper_init(&p, d);
    p.property = t.property;
    map_all(&p);
    for (size_t i = 0; i < candidates->count; i++)
        claim_listed(&p, candidates->items[i]);
    for (size_t i = 0; i < candidates->count; i++)
        add_values(&p, &t, candidates->items[i]);
    if (t.untagged.count)
        t.required = false;
    add_otherwise(&p, &t);
    return table_decide(d, &t, STR("discriminator"), depth);
}

/** allOf by intersection: a set of leaves as one record. */
#include "model/build.h"

/* So many properties are searched one by one. */
enum { SEARCHED = 12 };

/* A merge in progress: where each property stands, and the last leaf that was found to declare it. */
typedef struct merger {
    build *b;
    flat *f;
    map index; /* of more than SEARCHED properties: name to position + 1 */
    LIST(const schema *) last;
} merger;

void checks_init(model_checks *c)
{
    *c = (model_checks){
        .max_length = UINT64_MAX, .max_items = UINT64_MAX, .max_properties = UINT64_MAX};
}

bool checks_none(const model_checks *c)
{
    return !c->minimum && !c->maximum && !c->exclusive_minimum && !c->exclusive_maximum &&
           !c->multiple_of.count && !c->min_length && c->max_length == UINT64_MAX &&
           !c->min_items && c->max_items == UINT64_MAX && !c->min_properties &&
           c->max_properties == UINT64_MAX && !c->unique_items && !c->value_enum.count &&
           !c->formats && !c->patterns.count;
}

static void contradict(flat *f, const node *at, const char *conflict)
{
    if (f->contradiction)
        return;
    f->contradiction = at;
    f->conflict = conflict;
}

static void merge_types(flat *f, const schema *s)
{
    if (!s->types)
        return;
    unsigned types = s->types;
    if (types & SCHEMA_NUMBER)
        types |= SCHEMA_INTEGER;
    f->types &= types;
    f->typed = true;
    if (!f->types)
        contradict(f, s->type_node, "no type is left");
}

/* Numbers and lengths: the tightest of each. */

static void tighten(const node **bound, const node *other, int keep)
{
    if (other && (!*bound || number_compare(other, *bound) == keep))
        *bound = other;
}

static void raise_count(uint64_t *minimum, const node *other)
{
    uint64_t count = UINT64_MAX; /* more than 64 bits: none has so many */
    if (!other)
        return;
    node_u64(other, &count);
    if (count > *minimum)
        *minimum = count;
}

static void lower_count(uint64_t *maximum, const node *other)
{
    uint64_t count;
    if (other && node_u64(other, &count) && count < *maximum)
        *maximum = count;
}

static void merge_pattern(build *b, model_checks *c, const schema *s)
{
    const model_pattern *p =
        s->pattern ? pattern_find(b, s->pattern->as.text, node_place(s->pattern)) : NULL;
    if (!p || pattern_is_any(&p->code))
        return;
    for (size_t i = 0; i < c->patterns.count; i++)
        if (c->patterns.items[i] == p)
            return;
    list_push(&b->scratch, &c->patterns, p);
}

static void merge_number_format(build *b, model_checks *c, const schema *s)
{
    number_limits l;
    if (!number_asserts_more(b, s, &l))
        return;
    tighten(&c->minimum, l.minimum, 1);
    tighten(&c->maximum, l.maximum, -1);
    tighten(&c->exclusive_minimum, l.exclusive_minimum, 1);
    tighten(&c->exclusive_maximum, l.exclusive_maximum, -1);
    if (l.multiple_of)
        list_push(&b->scratch, &c->multiple_of, l.multiple_of);
}

static void merge_checks(build *b, model_checks *c, const schema *s)
{
    tighten(&c->minimum, s->minimum, 1);
    tighten(&c->maximum, s->maximum, -1);
    tighten(&c->exclusive_minimum, s->exclusive_minimum, 1);
    tighten(&c->exclusive_maximum, s->exclusive_maximum, -1);
    if (s->multiple_of)
        list_push(&b->scratch, &c->multiple_of, s->multiple_of);
    merge_number_format(b, c, s);
    raise_count(&c->min_length, s->min_length);
    raise_count(&c->min_items, s->min_items);
    raise_count(&c->min_properties, s->min_properties);
    lower_count(&c->max_length, s->max_length);
    lower_count(&c->max_items, s->max_items);
    lower_count(&c->max_properties, s->max_properties);
    c->unique_items = c->unique_items || s->unique_items;
    c->formats |= schema_format_bits(s);
    merge_pattern(b, c, s);
}

/* enum and const. */

static void first_values(merger *g, const schema *s, const node *array)
{
    map seen;
    map_init(&seen, &g->b->scratch);
    g->f->values_schema = s;
    for (uint32_t i = 0; i < array->count; i++) {
        const node *value = array->as.items[i];
        if (map_put(&seen, value_key(g->b, value), g))
            list_push(&g->b->scratch, &g->f->values, value);
    }
}

static void keep_values(merger *g, const map *allowed)
{
    node_list kept = {0};
    for (size_t i = 0; i < g->f->values.count; i++)
        if (map_has(allowed, value_key(g->b, g->f->values.items[i])))
            list_push(&g->b->scratch, &kept, g->f->values.items[i]);
    g->f->values.items = kept.items;
    g->f->values.count = kept.count;
    g->f->values.room = kept.room;
}

static void merge_values(merger *g, const schema *s, const node *array)
{
    flat *f = g->f;
    if (!f->has_values) {
        f->has_values = true;
        first_values(g, s, array);
        return;
    }
    map allowed;
    map_init(&allowed, &g->b->scratch);
    for (uint32_t i = 0; i < array->count; i++)
        map_put(&allowed, value_key(g->b, array->as.items[i]), g);
    keep_values(g, &allowed);
    if (!f->values.count)
        contradict(f, array, "no value of the enum is left");
}

/* A const is an enum of one. */
static const node *const_array(build *b, const schema *s)
{
    node *array = mem_new(&b->scratch, node);
    *array = *s->const_node;
    array->kind = NODE_ARRAY;
    array->count = 1;
    array->as.items = mem_array(&b->scratch, node *, 1);
    array->as.items[0] = (node *)s->const_node;
    return array;
}

/* Objects. */

/* The position of a property + 1, or 0. */
static size_t known_property(merger *g, str name)
{
    const flat *f = g->f;
    if (f->properties.count > SEARCHED)
        return (size_t)map_get(&g->index, name);
    for (size_t i = 0; i < f->properties.count; i++)
        if (str_eq(f->properties.items[i].name, name))
            return i + 1;
    return 0;
}

static void index_properties(merger *g)
{
    const flat *f = g->f;
    size_t from = f->properties.count == SEARCHED + 1 ? 0 : f->properties.count - 1;
    for (size_t i = from; i < f->properties.count; i++)
        map_put(&g->index, f->properties.items[i].name, (void *)(i + 1));
}

static size_t find_property(merger *g, str name)
{
    size_t known = known_property(g, name);
    if (known)
        return known - 1;
    list_push(&g->b->scratch, &g->f->properties, (flat_property){.name = name});
    list_push(&g->b->scratch, &g->last, NULL);
    if (g->f->properties.count > SEARCHED)
        index_properties(g);
    return g->f->properties.count - 1;
}

/* The list has the names of the node in their order, perhaps without some. */
static const node *required_node(const schema *s, str name, uint32_t *from)
{
    const node *array = s->required_node;
    while (array && *from < array->count) {
        const node *at = array->as.items[(*from)++];
        if (at->kind == NODE_STRING && str_eq(at->as.text, name))
            return at;
    }
    return NULL;
}

static void merge_required(merger *g, const schema *s)
{
    uint32_t from = 0;
    for (size_t i = 0; i < s->required.count; i++) {
        size_t at = find_property(g, s->required.items[i]);
        flat_property *p = &g->f->properties.items[at];
        p->required = true;
        p->required_at = required_node(s, p->name, &from);
    }
}

static void merge_properties(merger *g, const schema *s)
{
    for (size_t i = 0; i < s->properties.count; i++) {
        const schema_property *property = &s->properties.items[i];
        size_t at = find_property(g, property->key->key);
        flat_property *p = &g->f->properties.items[at];
        if (!p->first)
            p->first = property->value;
        list_push(&g->b->scratch, &p->parts, property->value);
    }
    if (s->properties.count || node_get(s->node, STR("properties")))
        g->f->declares = true;
    merge_required(g, s);
}

/* What a leaf says of the properties that it does not declare itself; NULL: nothing. */
static const schema *others_of(build *b, const schema *s)
{
    if (entry_of(b, s)->evaluated)
        return s->unevaluated_properties;
    if (pattern_is_total(s))
        return s->pattern_properties.items[0].value;
    const schema *others = s->additional_properties;
    if (!others || others->always)
        return NULL;
    if (!s->pattern_properties.count)
        return others;
    /* Names that match a pattern are allowed: one pattern's schema stands for all of them. */
    return others->never && s->pattern_properties.count == 1 ? s->pattern_properties.items[0].value
                                                             : NULL;
}

static void declare(merger *g, const schema *leaf, const schema *s)
{
    for (size_t i = 0; i < leaf->properties.count; i++) {
        size_t at = find_property(g, leaf->properties.items[i].key->key);
        g->last.items[at] = s;
    }
}

/* Marks the properties that what `s` says of others is not about. */
static void declare_known(merger *g, const schema *s)
{
    const schema_list *leaves = schema_leaves(g->b, s);
    if (!entry_of(g->b, s)->evaluated && !pattern_is_total(s))
        declare(g, s, s);
    for (size_t i = 0; entry_of(g->b, s)->evaluated && i < leaves->count; i++)
        declare(g, leaves->items[i], s);
}

static void apply_others(merger *g, const schema *s, const schema *others)
{
    flat *f = g->f;
    declare_known(g, s);
    for (size_t i = 0; i < f->properties.count; i++) {
        flat_property *p = &f->properties.items[i];
        if (g->last.items[i] == s)
            continue;
        if (others->never) {
            p->refused_by = s;
        } else {
            list_push(&g->b->scratch, &p->parts, (schema *)others);
        }
    }
}

static void merge_others(merger *g, const schema *s)
{
    flat *f = g->f;
    const schema *others = others_of(g->b, s);
    if (!others || others->always)
        return;
    if (!build_spend(g->b, f->properties.count, s))
        return;
    apply_others(g, s, others);
    if (others->never) {
        f->others = MODEL_OTHERS_CLOSED;
    } else {
        list_push(&g->b->scratch, &f->others_parts, (schema *)others);
        if (f->others == MODEL_OTHERS_OPEN)
            f->others = MODEL_OTHERS_TYPED;
    }
}

static bool says_objects(build *b, const schema *s)
{
    return s->properties.count || others_of(b, s);
}

/* Arrays. */

static void add_part(build *b, schema_list *parts, const schema *s)
{
    if (s && !s->always)
        list_push(&b->scratch, parts, (schema *)s);
}

static void merge_prefix(build *b, flat *f, const schema *s)
{
    while (f->prefix.count < s->prefix_items.count) {
        schema_list parts = {0}; /* what went before had no such item: its rest applies */
        for (size_t i = 0; i < f->items.count; i++)
            list_push(&b->scratch, &parts, f->items.items[i]);
        list_push(&b->scratch, &f->prefix, parts);
    }
    for (size_t i = 0; i < f->prefix.count; i++) {
        bool own = i < s->prefix_items.count;
        add_part(b, &f->prefix.items[i], own ? s->prefix_items.items[i] : s->items);
    }
}

static void merge_items(build *b, flat *f, const schema *s)
{
    if (!s->items && !s->prefix_items.count)
        return;
    merge_prefix(b, f, s);
    add_part(b, &f->items, s->items);
    if (s->items && s->items->never)
        f->items_closed = true;
}

static bool says_arrays(const schema *s)
{
    return (s->items && !s->items->always) || s->prefix_items.count;
}

static void merge_leaf(merger *g, const schema *s)
{
    flat *f = g->f;
    f->never = f->never || s->never;
    merge_types(f, s);
    if (s->enum_node)
        merge_values(g, s, s->enum_node);
    if (s->const_node)
        merge_values(g, s, const_array(g->b, s));
    f->constant = f->constant || s->const_node;
    merge_checks(g->b, &f->checks, s);
    merge_properties(g, s);
    merge_items(g->b, f, s);
    if (s->format_node && !f->format_node) {
        f->format = s->format;
        f->format_node = s->format_node;
    }
    if (!f->object_schema && says_objects(g->b, s))
        f->object_schema = s;
    if (!f->array_schema && says_arrays(s))
        f->array_schema = s;
    if (s->any_of.count || s->one_of.count)
        list_push(&g->b->scratch, &f->unions, (schema *)s);
}

void merge_leaves(build *b, const schema_list *leaves, flat *out)
{
    *out = (flat){.types = SCHEMA_ALL};
    checks_init(&out->checks);
    merger g = {.b = b, .f = out};
    map_init(&g.index, &b->scratch);
    for (size_t i = 0; i < leaves->count; i++)
        if (build_spend(b, leaves->items[i]->properties.count + 1, leaves->items[i]))
            merge_leaf(&g, leaves->items[i]);
    for (size_t i = 0; i < leaves->count; i++)
        merge_others(&g, leaves->items[i]);
}

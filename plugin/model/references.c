/** Schemas as sets of leaves: what $ref and allOf lead to. */
#include "model/build.h"

#include <string.h>

/* What one schema may cost by merging, on average, before merging stops. */
enum { WORK_PER_SCHEMA = 64, WORK_FREE = 200000 };

bool build_spend(build *b, size_t amount, const schema *s)
{
    if (!b->budget)
        b->budget = WORK_FREE + b->graph->all.count * WORK_PER_SCHEMA;
    if (b->work > b->budget)
        return false;
    b->work += amount;
    if (b->work <= b->budget)
        return true;
    diag_warning(b->d, "O2C-M014", schema_place(s, NULL), NULL,
                 "the combinations of allOf, anyOf and oneOf are too many; what follows from here "
                 "on is read as any value");
    return false;
}

void scratch_empty(build *b)
{
    o2c_arena_reset(&b->scratch);
}

bool build_once(build *b, const char *code, const node *at)
{
    size_t length = strlen(code);
    char *key = mem_alloc(b->m, length + sizeof at);
    memcpy(key, code, length);
    memcpy(key + length, &at, sizeof at);
    return map_put(&b->said, (str){key, length + sizeof at}, b);
}

diag_place schema_place(const schema *s, const char *keyword)
{
    const node_member *member = keyword ? node_find(s->node, str_of(keyword)) : NULL;
    return member ? node_key_place(s->node, member) : node_place(s->node);
}

/* Where the entry of `s` is, or goes, in the table. */
static size_t entry_slot(const build *b, const schema *s)
{
    uint64_t hash = (uint64_t)(uintptr_t)s * 0x9E3779B97F4A7C15u;
    size_t i = (size_t)(hash >> 32) & (b->entry_room - 1);
    while (b->entries[i] && b->entries[i]->schema != s)
        i = (i + 1) & (b->entry_room - 1);
    return i;
}

static void entries_grow(build *b)
{
    entry **old = b->entries;
    size_t count = b->entry_room;
    b->entry_room = count ? count * 2 : 256;
    b->entries = mem_array(b->m, entry *, b->entry_room);
    for (size_t i = 0; i < count; i++)
        if (old[i])
            b->entries[entry_slot(b, old[i]->schema)] = old[i];
}

entry *entry_of(build *b, const schema *s)
{
    if (b->entry_room <= b->entry_count * 2)
        entries_grow(b);
    entry **slot = &b->entries[entry_slot(b, s)];
    if (!*slot) {
        *slot = mem_new(b->m, entry);
        (*slot)->schema = s;
        (*slot)->index = (uint32_t)b->entry_count++;
    }
    return *slot;
}

static bool asserts_about_objects(const schema *s)
{
    return s->properties.count || s->pattern_properties.count || s->required.count ||
           s->additional_properties || s->property_names || s->dependent_schemas.count ||
           s->dependent_required || s->unevaluated_properties || s->min_properties ||
           s->max_properties;
}

static bool asserts_about_arrays(const schema *s)
{
    return s->items || s->contains || s->prefix_items.count || s->unevaluated_items ||
           s->min_items || s->max_items || s->unique_items;
}

static bool asserts_about_scalars(const schema *s)
{
    return s->format_node || s->minimum || s->maximum || s->exclusive_minimum ||
           s->exclusive_maximum || s->multiple_of || s->min_length || s->max_length || s->pattern;
}

/* An int64 is a number, too: as text only where nothing but strings is allowed. */
uint32_t schema_format_bits(const schema *s)
{
    bool integer =
        s->asserted_format == O2C_FORMAT_INT64 || s->asserted_format == O2C_FORMAT_UINT64;
    if (!s->asserted_format || (integer && (s->types & ~(unsigned)SCHEMA_NULL) != SCHEMA_STRING))
        return 0;
    return UINT32_C(1) << s->asserted_format;
}

bool schema_asserts(const schema *s)
{
    if (s->always)
        return false;
    return s->never || s->types || s->enum_node || s->const_node || s->any_of.count ||
           s->one_of.count || s->not_ || s->if_ || s->discriminator || asserts_about_objects(s) ||
           asserts_about_arrays(s) || asserts_about_scalars(s);
}

/* A base whose heirs are told apart by a tag is more than its own shape. */
static bool may_have_heirs(const schema *s)
{
    return s->discriminator && !s->any_of.count && !s->one_of.count;
}

/* The schema that `s` merely refers to, or NULL if it says something itself. */
static const schema *refers_to(const schema *s)
{
    if (schema_asserts(s))
        return NULL;
    if (s->ref && !s->all_of.count)
        return s->ref;
    if (s->ref || s->all_of.count != 1)
        return NULL;
    const schema *part = s->all_of.items[0];
    const schema *base = part->ref ? part->ref : part;
    /* A named schema that only inherits is an heir, not another name of its base. */
    return s->name.data && may_have_heirs(base) ? NULL : part;
}

const schema *schema_target(build *b, const schema *s)
{
    const schema *at = s;
    entry *e = entry_of(b, at);
    while (!e->target_known && !e->resolving) {
        const schema *next = refers_to(at);
        if (!next) {
            e->target = at;
            e->target_known = true;
            break;
        }
        e->resolving = true;
        at = next;
        e = entry_of(b, at);
    }
    const schema *target = e->target_known ? e->target : NULL;
    for (at = s; !(e = entry_of(b, at))->target_known; at = refers_to(at)) {
        e->target = target;
        e->target_known = true;
        e->resolving = false;
    }
    return target;
}

const schema *schema_base(build *b, const schema *s)
{
    entry *e = entry_of(b, s);
    if (e->base)
        return e->base;
    schema *copy = mem_new(b->m, schema);
    *copy = *s;
    copy->ref = NULL;
    copy->all_of.count = 0;
    copy->discriminator = NULL;
    if (copy->one_of.count)
        copy->one_of.count = 0;
    else
        copy->any_of.count = 0;
    e->base = copy;
    entry *of_copy = entry_of(b, copy);
    of_copy->reported = true;
    of_copy->weak = e->weak;
    return copy;
}

/* The key of a pair of schemas. */
static str pair_key(build *b, const schema *parent, const schema *branch)
{
    const schema *pair[] = {parent, branch};
    char *key = mem_alloc(b->m, sizeof pair);
    memcpy(key, pair, sizeof pair);
    return (str){key, sizeof pair};
}

static void note_branches(build *b, const schema *s, const schema_list *branches)
{
    for (size_t i = 0; i < branches->count; i++) {
        const schema *branch = schema_target(b, branches->items[i]);
        if (branch && branch->all_of.count)
            map_put(&b->parents, pair_key(b, s, branch), b);
    }
}

void schema_note_parents(build *b)
{
    for (size_t i = 0; i < b->graph->all.count; i++) {
        note_branches(b, b->graph->all.items[i], &b->graph->all.items[i]->one_of);
        note_branches(b, b->graph->all.items[i], &b->graph->all.items[i]->any_of);
    }
}

/* One that is in allOf of its own branch means what stands beside its branches there. */
static bool is_parent_of(build *b, const schema *s, const schema *branch)
{
    if (s == branch || (!s->one_of.count && !s->any_of.count))
        return false;
    const schema *pair[] = {s, branch};
    return map_has(&b->parents, (str){(const char *)pair, sizeof pair});
}

/* A step of the walk through $ref and allOf: a schema, and the next of its parts. */
typedef struct leaf_step {
    const schema *schema;
    size_t next;
} leaf_step;

typedef LIST(leaf_step) leaf_path;

static const schema *next_part(leaf_step *step)
{
    const schema *s = step->schema;
    size_t i = step->next++;
    if (s->ref && i == 0)
        return s->ref;
    i -= s->ref ? 1 : 0;
    return i < s->all_of.count ? s->all_of.items[i] : NULL;
}

static void leave_schema(build *b, schema_list *set, const schema *s, const schema *root,
                         uint32_t walk)
{
    if (is_parent_of(b, s, root)) {
        s = schema_base(b, s);
        if (entry_of(b, s)->visit == walk)
            return;
        entry_of(b, s)->visit = walk;
    }
    if (schema_asserts(s))
        list_push(&b->scratch, set, (schema *)s);
}

void leaves_add_alone(build *b, schema_list *set, const schema *s, const schema *root, uint32_t walk)
{
    entry *e = entry_of(b, s);
    if (e->visit == walk)
        return;
    e->visit = walk;
    leave_schema(b, set, s, root, walk);
}

static void warn_of_loop(build *b, const schema *s)
{
    if (build_once(b, "O2C-M005", s->node))
        diag_warning(b->d, "O2C-M005", schema_place(s, "allOf"), NULL,
                     "allOf leads back to '%.*s' itself; that part says nothing and is ignored",
                     STR_ARG(s->pointer));
}

uint32_t leaves_walk(build *b)
{
    return ++b->walks;
}

void leaves_add(build *b, schema_list *set, const schema *s, const schema *root, uint32_t walk)
{
    leaf_path path = {0};
    const schema *part = s;
    while (part) {
        entry *e = entry_of(b, part);
        if (e->visit != walk && build_spend(b, 1, part)) {
            e->visit = walk;
            e->open = true;
            coverage_keywords(b, e);
            list_push(&b->scratch, &path, (leaf_step){part, 0});
        } else if (e->open) {
            warn_of_loop(b, part);
        }
        part = NULL;
        while (path.count && !part) {
            leaf_step *step = &path.items[path.count - 1];
            part = next_part(step);
            if (part)
                break;
            entry_of(b, step->schema)->open = false;
            leave_schema(b, set, step->schema, root, walk);
            path.count--;
        }
    }
}

schema_list leaves_copy(build *b, const schema_list *set)
{
    schema_list copy = {.count = set->count, .room = set->count};
    copy.items = mem_array(b->m, schema *, set->count + 1);
    if (set->count)
        memcpy(copy.items, set->items, set->count * sizeof *set->items);
    return copy;
}

const schema_list *schema_leaves(build *b, const schema *s)
{
    entry *e = entry_of(b, s);
    if (!e->leaves_known) {
        schema_list found = {0};
        leaves_add(b, &found, s, s, leaves_walk(b));
        e->leaves = leaves_copy(b, &found);
        e->leaves_known = true;
    }
    return &e->leaves;
}

int number_compare(const node *a, const node *b)
{
    int64_t i, j;
    uint64_t u, v;
    if (node_i64(a, &i) && node_i64(b, &j))
        return (i > j) - (i < j);
    if (node_u64(a, &u) && node_u64(b, &v))
        return (u > v) - (u < v);
    double x = 0, y = 0;
    node_f64(a, &x);
    node_f64(b, &y);
    return (x > y) - (x < y);
}

str value_key(build *b, const node *value)
{
    int64_t i;
    uint64_t u;
    double f;
    if (node_i64(value, &i))
        return str_print(&b->scratch, "i%lld", (long long)i);
    if (node_u64(value, &u))
        return str_print(&b->scratch, "i%llu", (unsigned long long)u);
    if (value->kind == NODE_NUMBER && node_f64(value, &f))
        return str_print(&b->scratch, "f%.17g", f);
    buf text = BUF_INIT;
    node_print(&text, value);
    return buf_take(&text, &b->scratch);
}

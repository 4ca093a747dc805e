/**
 * Structural de-duplication: inline types that say the same become one, the first in document order.
 * Types with a name, and types that an inline one leads back to, are compared by identity.
 */
#include "model/build.h"

/* How far a type has been worked. */
enum { NEW, OPEN, DONE };

/* How deep, and how many rules of a check are compared; beyond that it is the same one or another. */
enum { CHECK_DEPTH = 3, CHECK_RULES = 64 };

typedef struct dedupe {
    build *b;
    map known;      /* what a type says: the type */
    type_list path; /* being worked, innermost last; build_type.edge says how far */
} dedupe;

/* Keys are bytes: they only ever meet each other. */
static void add_number(buf *key, uint64_t n)
{
    buf_add(key, (str){(const char *)&n, sizeof n});
}

static void add_id(buf *key, model_type *type)
{
    model_type *same = build_of(type)->same;
    add_number(key, (uintptr_t)(same ? same : type));
}

static void add_node(buf *key, char tag, const node *n)
{
    if (!n)
        return;
    buf_char(key, tag);
    node_print(key, n);
}

static void add_checks(buf *key, const model_checks *c)
{
    if (checks_none(c))
        return;
    add_node(key, '[', c->minimum);
    add_node(key, ']', c->maximum);
    add_node(key, '(', c->exclusive_minimum);
    add_node(key, ')', c->exclusive_maximum);
    for (size_t i = 0; i < c->multiple_of.count; i++)
        add_node(key, '*', c->multiple_of.items[i]);
    for (size_t i = 0; i < c->patterns.count; i++)
        add_number(key, c->patterns.items[i]->id);
    for (size_t i = 0; i < c->value_enum.count; i++)
        add_node(key, '=', c->value_enum.items[i]);
    const uint64_t counts[] = {c->min_length,   c->max_length,     c->min_items,
                               c->max_items,    c->min_properties, c->max_properties,
                               c->unique_items, c->formats,        c->patterns.count};
    buf_char(key, '#');
    buf_add(key, (str){(const char *)counts, sizeof counts});
}

static void add_check(buf *key, const model_check *check, size_t *rules, int depth);

static void add_named(buf *key, const model_named *named, size_t *rules, int depth)
{
    buf_json(key, named->name);
    add_number(key, (uintptr_t)named->pattern);
    add_check(key, named->check, rules, depth);
}

static void add_rule(buf *key, const model_rule *r, size_t *rules, int depth)
{
    const uint64_t facts[] = {r->op,
                              r->limit,
                              r->most,
                              r->kinds,
                              r->flag,
                              (uintptr_t)r->pattern,
                              r->values.count,
                              r->names.count,
                              r->properties.count,
                              r->patterns.count,
                              r->checks.count};
    buf_add(key, (str){(const char *)facts, sizeof facts});
    add_node(key, '<', r->value);
    for (size_t i = 0; i < r->values.count; i++)
        add_node(key, '=', r->values.items[i]);
    buf_json(key, r->name);
    for (size_t i = 0; i < r->names.count; i++)
        buf_json(key, r->names.items[i]);
    for (size_t i = 0; i < r->properties.count; i++)
        add_named(key, &r->properties.items[i], rules, depth);
    for (size_t i = 0; i < r->patterns.count; i++)
        add_named(key, &r->patterns.items[i], rules, depth);
    for (size_t i = 0; i < r->checks.count; i++)
        add_check(key, r->checks.items[i], rules, depth);
    add_check(key, r->check, rules, depth);
}

/* Where a value came from matters to dynamic references alone. */
static void add_check(buf *key, const model_check *check, size_t *rules, int depth)
{
    size_t count = check ? check->rules.count : 0;
    bool known = depth <= CHECK_DEPTH && *rules + count <= CHECK_RULES;
    for (size_t i = 0; known && i < count; i++)
        known = check->rules.items[i].op != O2C_CHECK_DYNAMIC;
    if (!check || !known || check->scope) {
        add_number(key, (uintptr_t)check);
        return;
    }
    *rules += count;
    buf_char(key, '{');
    for (size_t i = 0; i < count; i++)
        add_rule(key, &check->rules.items[i], rules, depth + 1);
    buf_char(key, '}');
}

static void add_members(buf *key, const model_type *type)
{
    for (size_t i = 0; i < type->members.count; i++) {
        const model_member *m = &type->members.items[i];
        buf_json(key, m->name);
        buf_json(key, m->given.text);
        add_number(key, (uint64_t)m->storage.value);
        add_number(key, (uint64_t)m->required | (uint64_t)m->deprecated << 1 |
                            (uint64_t)m->read_only << 2 | (uint64_t)m->write_only << 3);
        add_node(key, '=', m->default_value);
        add_id(key, m->type);
    }
}

static void add_values(buf *key, const model_type *type)
{
    for (size_t i = 0; i < type->values.count; i++) {
        add_node(key, '=', type->values.items[i].value);
        buf_json(key, type->values.items[i].name_hint);
    }
}

static void add_branches(buf *key, const model_type *type)
{
    for (size_t i = 0; i < type->branches.count; i++) {
        const model_branch *branch = &type->branches.items[i];
        buf_char(key, '|');
        for (size_t k = 0; k < branch->tags.count; k++)
            add_node(key, '=', branch->tags.items[k]);
        add_id(key, branch->type);
    }
    if (type->decision)
        decision_print(type->decision, key);
}

str type_says(build *b, const model_type *type)
{
    buf key = BUF_INIT;
    size_t rules = 0;
    add_number(&key, (uint64_t)type->kind << 32 | type->kinds);
    add_number(&key, (uint64_t)type->width << 32 | (uint64_t)type->typed << 16 |
                         (uint64_t)type->constant << 8 | type->others);
    add_number(&key, (uint64_t)type->open.value << 32 | (uint64_t)type->unknown.value);
    buf_json(&key, type->format);
    buf_json(&key, type->tag);
    add_checks(&key, &type->checks);
    add_check(&key, type->check, &rules, 0);
    buf_char(&key, type->check_whole ? 'w' : 'p');
    add_values(&key, type);
    add_members(&key, type);
    for (size_t i = 0; i < type->items.count; i++)
        add_id(&key, type->items.items[i]);
    add_branches(&key, type);
    if (type->element)
        add_id(&key, type->element);
    return buf_take(&key, &b->scratch);
}

static void enter(dedupe *d, model_type *type)
{
    build_of(type)->mark = OPEN;
    build_of(type)->edge = 0;
    list_push(&d->b->scratch, &d->path, type);
}

/* By where the schemas stand, and not by who was met first: so a schema that is added elsewhere, and
   refers to this one, renames nothing. */
static bool stands_before(const model_type *a, const model_type *b)
{
    if (!a->schema || !b->schema)
        return false;
    const node *x = a->schema->node, *y = b->schema->node;
    if (x->document != y->document)
        return x->document && y->document && str_compare(x->document->uri, y->document->uri) < 0;
    return x->line != y->line ? x->line < y->line : x->column < y->column;
}

static void leave(dedupe *d, model_type *type)
{
    build_type *made = build_of(type);
    d->path.count--;
    made->mark = DONE;
    if (type->name.data || type->given.text.data)
        return;
    str key = type_says(d->b, type);
    model_type *known = map_get(&d->known, key);
    if (!known) {
        map_put(&d->known, key, type);
        made->first = type;
        return;
    }
    made->same = known;
    list_push(d->b->m, &known->also, type->pointer);
    if (stands_before(type, build_of(known)->first))
        build_of(known)->first = type;
}

static void visit(dedupe *d, model_type *root)
{
    if (build_of(root)->mark == NEW)
        enter(d, root);
    while (d->path.count) {
        model_type *type = d->path.items[d->path.count - 1];
        build_type *made = build_of(type);
        if (made->edge == type_edge_count(type)) {
            leave(d, type);
            continue;
        }
        model_type *next = *type_edge(type, made->edge++);
        if (build_of(next)->mark == NEW)
            enter(d, next);
    }
}

/* The type that stands for all knows the others' pointers. */
static void move_pointers(dedupe *d, model_type *known)
{
    model_type *first = build_of(known)->first;
    for (size_t i = 0; first != known && i < known->also.count; i++) {
        str pointer = known->also.items[i];
        list_push(d->b->m, &first->also,
                  str_eq(pointer, first->pointer) ? known->pointer : pointer);
    }
}

static void replace(model_type **edge)
{
    if (!*edge)
        return;
    model_type *same = build_of(*edge)->same, *known = same ? same : *edge;
    if (build_of(known)->first)
        *edge = build_of(known)->first;
}

static void replace_edges(model_type *type)
{
    uint32_t count = type_edge_count(type);
    for (uint32_t i = 0; i < count; i++)
        replace(type_edge(type, i));
    model_type *parent = (model_type *)type->parent;
    replace(&parent);
    type->parent = parent;
}

void dedupe_types(build *b)
{
    dedupe d = {.b = b};
    map_init(&d.known, &b->scratch);
    for (size_t i = 0; i < b->out->roots.count; i++)
        visit(&d, b->out->roots.items[i].type);
    for (size_t i = 0; i < d.known.count; i++)
        move_pointers(&d, d.known.entries[i].value);
    for (size_t i = 0; i < b->types.count; i++)
        replace_edges(b->types.items[i]);
    for (size_t i = 0; i < b->out->roots.count; i++)
        replace(&b->out->roots.items[i].type);
    scratch_empty(b);
}

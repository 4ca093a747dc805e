/** $dynamicRef and $recursiveRef: which schema they mean, where that is the same on every way. */
#include "schema/build.h"

#include "document/pointer.h"
#include "source/source.h"

/* The resource whose anchor of one name is the outermost, however evaluation gets there. */
typedef struct capture {
    str name;
    bool recursive; /* not a name, but $recursiveAnchor */
    resource *first;
    bool several;
} capture;

/* The schema that a resource offers, or NULL. */
static schema *offer(const builder *b, const capture *c, const resource *r)
{
    if (c->recursive)
        return r->recursive ? parse_known(b, r->root) : NULL;
    const anchor *a = map_get(&r->anchors, c->name);
    return a && a->dynamic ? a->schema : NULL;
}

/*
 * Evaluation begins in an entry, and goes from resource to resource. Wherever it first meets the
 * anchor is the outermost for all that follows (Core §8.2.3.2).
 */
static void walk_resources(builder *b, capture *c)
{
    LIST(resource *) next = {0};
    for (size_t i = 0; i < b->specs.count && b->specs.items[i]->entry; i++)
        list_push(b->m, &next, b->specs.items[i]->whole);
    while (next.count) {
        resource *r = next.items[--next.count];
        if (r->met == c)
            continue;
        r->met = c;
        if (offer(b, c, r)) {
            c->several |= c->first != NULL;
            c->first = r;
            continue;
        }
        for (size_t i = 0; i < r->reaches.count; i++)
            list_push(b->m, &next, r->reaches.items[i]);
    }
}

static const capture *find_capture(builder *b, str name, bool recursive)
{
    capture *c = map_get(&b->registry.captures, name);
    if (c)
        return c;
    c = mem_new(b->m, capture);
    c->name = name;
    c->recursive = recursive;
    map_put(&b->registry.captures, name, c);
    walk_resources(b, c);
    return c;
}

/* Puts another schema, or none, where a reference has put what it names by itself. */
static void redirect(const reference *r, schema *to)
{
    size_t kept = 0;
    if (r->slot)
        *r->slot = to;
    for (size_t i = 0; r->list && i < r->list->count; i++) {
        schema *s = r->list->items[i] == r->found ? to : r->list->items[i];
        if (s)
            r->list->items[kept++] = s;
    }
    if (r->list)
        r->list->count = kept;
}

/* Every resource that has the anchor is what the reference means where it is the outermost. */
static void add_targets(builder *b, const capture *c, schema *owner)
{
    for (size_t i = 0; i < b->registry.resources.count; i++) {
        resource *r = b->registry.resources.entries[i].value;
        schema *target = offer(b, c, r);
        if (!target || r->settled == owner)
            continue;
        r->settled = owner; /* one resource may have several names */
        if (!r->scope)
            r->scope = ++b->registry.scopes;
        list_push(b->m, &owner->dynamic_targets, (schema_scoped){r->scope, target});
    }
}

void dynamic_settle(builder *b, const reference *r)
{
    str uri, name;
    source_uri_split(r->text, &uri, &name);
    if (r->recursive)
        name = STR(""); /* no anchor is called so */
    else if (!pointer_unescape_uri(b->m, name, &name))
        return;
    const uint32_t *count = map_get(&b->registry.dynamic, name);
    if (!count || *count < 2)
        return;
    const capture *c = find_capture(b, name, r->recursive);
    if (c->first && !c->several) {
        redirect(r, offer(b, c, c->first));
        return;
    }
    redirect(r, NULL);
    r->owner->dynamic_node = r->node;
    r->owner->dynamic_otherwise = r->found;
    add_targets(b, c, r->owner);
}

/* ---- which schemas depend on the way ---- */

typedef LIST(schema_list) user_lists;

static void add_user(builder *b, user_lists *users, schema *user, schema *used)
{
    if (used)
        list_push(&b->scratch, &users->items[used->id], user);
}

static void add_users(builder *b, user_lists *users, schema *user, const schema_list *used)
{
    for (size_t i = 0; i < used->count; i++)
        add_user(b, users, user, used->items[i]);
}

static void add_properties(builder *b, user_lists *users, schema *user,
                           const schema_properties *used)
{
    for (size_t i = 0; i < used->count; i++)
        add_user(b, users, user, used->items[i].value);
}

static void note_users(builder *b, user_lists *users, schema *s)
{
    schema *const single[] = {s->ref,
                              s->additional_properties,
                              s->property_names,
                              s->items,
                              s->contains,
                              s->unevaluated_items,
                              s->not_,
                              s->if_,
                              s->then_,
                              s->else_,
                              s->unevaluated_properties};
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        add_user(b, users, s, single[i]);
    add_users(b, users, s, &s->all_of);
    add_users(b, users, s, &s->any_of);
    add_users(b, users, s, &s->one_of);
    add_users(b, users, s, &s->prefix_items);
    add_properties(b, users, s, &s->properties);
    add_properties(b, users, s, &s->pattern_properties);
    add_properties(b, users, s, &s->dependent_schemas);
}

static void reach(builder *b, schema_list *next, schema *s)
{
    if (s->reaches_dynamic)
        return;
    s->reaches_dynamic = true;
    list_push(&b->scratch, next, s);
}

void dynamic_spread(builder *b)
{
    const schema_list *all = &b->graph->all;
    schema_list next = {0};
    if (!b->registry.scopes)
        return;
    user_lists users = {0};
    users.items = mem_array(&b->scratch, schema_list, all->count);
    for (size_t i = 0; i < all->count; i++) {
        schema *s = all->items[i];
        note_users(b, &users, s);
        s->scope = s->base ? s->base->scope : 0;
        if (s->dynamic_node)
            reach(b, &next, s);
    }
    while (next.count) {
        const schema_list *more = &users.items[next.items[--next.count]->id];
        for (size_t i = 0; i < more->count; i++)
            reach(b, &next, more->items[i]);
    }
}

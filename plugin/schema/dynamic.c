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
    diag_warning(
        b->d, REF_DYNAMIC, node_place(r->node), NULL,
        "what this '%s' means depends on the way here, since %u schemas have its '%s'; any "
        "value is taken",
        r->recursive ? "$recursiveRef" : "$dynamicRef", (unsigned)*count,
        r->recursive ? "$recursiveAnchor" : "$dynamicAnchor");
}

/** Names of schemas where there are several documents: one that two use gets the file's in front. */
#include "schema/build.h"

/* Whose the plain name is. */
typedef struct owner {
    const spec *spec; /* the first entry that uses the name; else any */
    bool shared;      /* by another document */
} owner;

static void claim(builder *b, map *owners, const schema *s)
{
    const spec *from = graph_spec(b, s->node);
    owner *known = map_get(owners, s->key);
    if (!known) {
        known = mem_new(&b->scratch, owner);
        known->spec = from;
        map_put(owners, s->key, known);
        return;
    }
    known->shared |= known->spec != from;
    if (from->entry && from->number < known->spec->number)
        known->spec = from;
}

/* An entry keeps its names; of the documents that it only reaches, none has a better claim. */
static void settle(builder *b, const map *owners, schema *s)
{
    const owner *o = map_get(owners, s->key);
    const spec *from = graph_spec(b, s->node);
    if (o->shared && !(o->spec->entry && o->spec == from))
        s->name = parse_join(b, graph_stem(from->doc->file.name), ".", s->key);
}

void names_settle(builder *b)
{
    map owners;
    if (b->specs.count < 2)
        return;
    o2c_arena_reset(&b->scratch);
    map_init(&owners, &b->scratch);
    for (size_t i = 0; i < b->graph->all.count; i++)
        if (b->graph->all.items[i]->key.data)
            claim(b, &owners, b->graph->all.items[i]);
    for (size_t i = 0; i < b->graph->all.count; i++)
        if (b->graph->all.items[i]->key.data)
            settle(b, &owners, b->graph->all.items[i]);
    for (size_t i = 0; i < b->graph->roots.count; i++) {
        schema_root *r = &b->graph->roots.items[i];
        if (r->kind == SCHEMA_ROOT_COMPONENT && str_eq(r->name, r->value->key))
            r->name = r->value->name;
    }
}

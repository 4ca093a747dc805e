/**
 * Inheritance in documents that are only referred to: a schema with a discriminator means all that reach
 * it through allOf (OAS 3.1 §4.8.25), and those need not be named by anything.
 */
#include "schema/build.h"

/* Others inherit nothing, and may be as wrong as they like. */
static void parse_possible_heir(builder *b, const node_member *m, str pointer)
{
    if (node_get(m->value, STR("allOf")) || node_get(m->value, STR("$ref")))
        parse_schema(b, m->value, pointer, m->key);
}

bool heirs_parse(builder *b)
{
    for (size_t i = 0; i < b->specs.count; i++) {
        spec *s = b->specs.items[i];
        if (s->bases && s->openapi && !s->parsed && !s->heirs) {
            scope outer = b->scope;
            s->heirs = true;
            b->scope = (scope){s->whole, s->whole->dialect};
            openapi_components(b, parse_possible_heir);
            b->scope = outer;
            return true;
        }
    }
    return false;
}

enum { UNKNOWN = 0, NO, YES };

typedef struct visit {
    const schema *at;
    size_t next; /* edge to follow: 0 is the reference, the others are allOf */
} visit;

typedef struct search {
    builder *b;
    char *known; /* by the schema's number */
    LIST(visit) stack;
} search;

static bool is_base(const schema *s)
{
    return s->discriminator && !s->one_of.count && !s->any_of.count;
}

/* Follows one more edge of the top of the stack, or takes it off. */
static void step(search *f)
{
    visit *top = &f->stack.items[f->stack.count - 1];
    const schema *s = top->at;
    if (f->known[s->id] == YES || top->next > s->all_of.count) {
        f->stack.count--;
        if (f->stack.count && f->known[s->id] == YES)
            f->known[f->stack.items[f->stack.count - 1].at->id] = YES;
        return;
    }
    const schema *to = top->next ? s->all_of.items[top->next - 1] : s->ref;
    top->next++;
    if (to && f->known[to->id] == YES)
        f->known[s->id] = YES;
    else if (to && f->known[to->id] == UNKNOWN) {
        f->known[to->id] = is_base(to) ? YES : NO;
        list_push(f->b->m, &f->stack, (visit){to, 0});
    }
}

static bool reaches_base(search *f, const schema *s)
{
    if (f->known[s->id] == UNKNOWN) {
        f->known[s->id] = is_base(s) ? YES : NO;
        list_push(f->b->m, &f->stack, (visit){s, 0});
    }
    while (f->stack.count)
        step(f);
    return f->known[s->id] == YES;
}

void heirs_add(builder *b)
{
    search f = {.b = b};
    for (size_t i = 0; i < b->graph->all.count; i++) {
        schema *s = b->graph->all.items[i];
        const spec *from = graph_spec(b, s->node);
        if (!s->key.data || from->entry || !from->bases || !from->openapi)
            continue;
        if (!f.known)
            f.known = mem_array(b->m, char, b->graph->all.count);
        if (reaches_base(&f, s))
            root_add(b, SCHEMA_ROOT_COMPONENT, s->key, s);
    }
}

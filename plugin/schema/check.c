#include "schema/build.h"

unsigned check_types(const schema *s)
{
    enum { FAR = 64 };
    for (int hops = 0; s && hops < FAR; hops++) {
        if (s->types)
            return s->types;
        s = s->ref;
    }
    return 0;
}

/* Cycles of `$ref` and `allOf` alone: applying such a schema would never end (Core §9.4.1). */

typedef struct visit {
    const schema *at;
    size_t next; /* edge to follow */
} visit;

enum { NEW = 0, OPEN, DONE };

/* The schema behind an edge: 0 is the reference, the others are allOf. NULL: that one is absent. */
static const schema *edge(const schema *s, size_t i)
{
    return i == 0 ? s->ref : s->all_of.items[i - 1];
}

static void report_cycle(builder *b, const schema *from, const schema *to)
{
    diag_error(b->d, REF_CYCLE, node_place(from->ref_node ? from->ref_node : from->node), NULL,
               "%.*s is defined by itself alone: following references leads back to it",
               STR_ARG(to->pointer));
}

static void check_cycles(builder *b)
{
    const schema_list *all = &b->graph->all;
    char *state = mem_array(b->m, char, all->count);
    LIST(visit) stack = {0};
    for (size_t i = 0; i < all->count; i++) {
        if (state[i] == NEW)
            list_push(b->m, &stack, (visit){all->items[i], 0});
        while (stack.count) {
            visit *top = &stack.items[stack.count - 1];
            const schema *s = top->at;
            state[s->id] = OPEN;
            if (top->next > s->all_of.count) {
                state[s->id] = DONE;
                stack.count--;
                continue;
            }
            const schema *to = edge(s, top->next++);
            if (to && state[to->id] == OPEN)
                report_cycle(b, s, to);
            else if (to && state[to->id] == NEW)
                list_push(b->m, &stack, (visit){to, 0});
        }
    }
}

/* What sloppy specs get wrong. None of it keeps a type from being made, so all are warnings. */

/* Whether the value is of one of `types`; true if there are none. */
static bool has_type(const node *n, unsigned types)
{
    static const unsigned bits[] = {
        [NODE_NULL] = SCHEMA_NULL,     [NODE_BOOL] = SCHEMA_BOOLEAN, [NODE_NUMBER] = SCHEMA_NUMBER,
        [NODE_STRING] = SCHEMA_STRING, [NODE_ARRAY] = SCHEMA_ARRAY,  [NODE_OBJECT] = SCHEMA_OBJECT,
    };
    if (!types || (types & bits[n->kind]))
        return true;
    return n->kind == NODE_NUMBER && (types & SCHEMA_INTEGER) && node_is_whole(n);
}

static void check_default(builder *b, const schema *s)
{
    if (s->default_node && !has_type(s->default_node, check_types(s)))
        diag_warning(b->d, SCHEMA_DEFAULT, node_place(s->default_node), NULL,
                     "the default is %s, which the type does not allow",
                     node_kind_name(s->default_node->kind));
}

static void check_enum(builder *b, const schema *s)
{
    unsigned types = check_types(s);
    for (size_t i = 0; s->enum_node && i < s->enum_node->count; i++) {
        const node *value = s->enum_node->as.items[i];
        if (!has_type(value, types))
            diag_warning(b->d, SCHEMA_ENUM, node_place(value), NULL,
                         "this value is %s, which the type does not allow",
                         node_kind_name(value->kind));
    }
    if (s->const_node && !has_type(s->const_node, types))
        diag_warning(b->d, SCHEMA_ENUM, node_place(s->const_node), NULL,
                     "'const' is %s, which the type does not allow: no value satisfies both",
                     node_kind_name(s->const_node->kind));
}

/* Names that are required but not declared matter only where nothing else is allowed. */
static void check_required(builder *b, const schema *s)
{
    if (!s->required_node || !s->additional_properties || !s->additional_properties->never ||
        s->pattern_properties.count)
        return;
    const node *declared = node_get(s->node, STR("properties"));
    for (size_t i = 0; i < s->required_node->count; i++) {
        const node *n = s->required_node->as.items[i];
        str name = n->as.text;
        if (!node_find(declared, name))
            diag_warning(b->d, SCHEMA_UNDECLARED, node_place(n),
                         registry_suggest(b, declared, name),
                         "'%.*s' is required, but neither declared nor allowed: no value "
                         "satisfies this schema",
                         STR_ARG(name));
    }
}

void check_graph(builder *b)
{
    check_cycles(b);
    for (size_t i = 0; i < b->graph->all.count; i++) {
        check_default(b, b->graph->all.items[i]);
        check_enum(b, b->graph->all.items[i]);
        check_required(b, b->graph->all.items[i]);
    }
}

#include "document/tree.h"

#include <string.h>

enum { INDEX_FROM = 17 }; /* members from which an object has an index */

static uint32_t clamp(size_t n)
{
    return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
}

node *tree_node(tree *t, node_kind kind, size_t width)
{
    node *n = mem_new(t->m, node);
    n->kind = kind;
    n->document = t->doc;
    n->line = t->at.line;
    n->column = t->at.column;
    n->width = clamp(width);
    return n;
}

void tree_array(tree *t, node *n, size_t base)
{
    size_t count = t->items.count - base;
    n->count = clamp(count);
    if (count) {
        n->as.items = mem_array(t->m, node *, count);
        memcpy(n->as.items, t->items.items + base, count * sizeof *n->as.items);
    }
    t->items.count = base;
}

static void report_duplicate(tree *t, const node_member *again, const node_member *first)
{
    diag_error(t->d, "O2C-D003", tree_place(t, again->line, again->column, again->width), NULL,
               "the key '%.*s' is given twice", STR_ARG(again->key));
    diag_note(t->d, "O2C-D003", tree_place(t, first->line, first->column, first->width), NULL,
              "'%.*s' was first given here", STR_ARG(first->key));
}

static void check_few(tree *t, const node *n)
{
    for (uint32_t i = 1; i < n->count; i++) {
        for (uint32_t j = 0; j < i; j++) {
            if (str_eq(n->as.members[i].key, n->as.members[j].key)) {
                report_duplicate(t, &n->as.members[i], &n->as.members[j]);
                break;
            }
        }
    }
}

static void index_many(tree *t, node *n)
{
    n->index = mem_new(t->m, map);
    map_init(n->index, t->m);
    for (uint32_t i = 0; i < n->count; i++) {
        node_member *member = &n->as.members[i];
        const node_member *first = map_get(n->index, member->key);
        if (first)
            report_duplicate(t, member, first);
        else
            map_put(n->index, member->key, member);
    }
}

void tree_object(tree *t, node *n, size_t base)
{
    size_t count = t->members.count - base;
    n->count = clamp(count);
    if (count) {
        n->as.members = mem_array(t->m, node_member, count);
        memcpy(n->as.members, t->members.items + base, count * sizeof *n->as.members);
    }
    t->members.count = base;
    if (count < INDEX_FROM)
        check_few(t, n);
    else
        index_many(t, n);
}

diag_place tree_place(const tree *t, uint32_t line, uint32_t column, uint32_t width)
{
    return (diag_place){&t->doc->file, line, column, width};
}

diag_place tree_place_at_offset(const tree *t, size_t offset)
{
    cursor c = cursor_start(t->doc->file.text);
    cursor_to_offset(&c, offset);
    return tree_place(t, c.line, c.column, 1);
}

diag_place tree_place_at_index(const tree *t, size_t index)
{
    cursor c = cursor_start(t->doc->file.text);
    cursor_to_index(&c, index);
    return tree_place(t, c.line, c.column, 1);
}

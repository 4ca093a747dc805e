/** What a type does not keep of its schema: the list of it, and the warnings. */
#include "model/build.h"

#include <stdlib.h>

void coverage_add(build *b, model_coverage_kind kind, const schema *s, const node *at,
                  const char *keyword, const char *reason)
{
    model_coverage item = {.kind = kind,
                           .node = at ? at : s->node,
                           .pointer = s->pointer,
                           .keyword = str_of(keyword),
                           .reason = str_of(reason)};
    list_push(b->m, &b->out->coverage, item);
}

static bool restricts(const schema *s)
{
    return s && !s->always;
}

static bool matches_every_name(str pattern)
{
    static const char *const patterns[] = {"", ".*", "^.*$", "^.*", ".*$", "^"};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        if (str_eq(pattern, str_of(patterns[i])))
            return true;
    return false;
}

bool pattern_is_total(const schema *s)
{
    return s->pattern_properties.count == 1 &&
           matches_every_name(s->pattern_properties.items[0].key->key);
}

void coverage_keywords(build *b, entry *e)
{
    const schema *s = e->schema;
    if (e->reported)
        return;
    e->reported = true;
    if (s->pattern && !pattern_find(b, s->pattern->as.text, node_place(s->pattern))) {
        e->weak = true;
        coverage_add(b, MODEL_WEAKER, s, s->pattern, "pattern",
                     "no regular expression that can be matched");
    }
}

void coverage_check(build *b, const schema *s)
{
    if (!build_once(b, "O2C-M016", s->node))
        return;
    coverage_add(b, MODEL_WEAKER, s, NULL, "pattern", "a check depends on it");
    diag_warning(b->d, "O2C-M016", node_place(s->node), NULL,
                 "a check here is left out: it depends on a pattern that cannot be matched");
}

/* Evaluates no property but those that it declares (Core §11.3). */
static bool evaluates_declared_only(const schema *s)
{
    return !s->any_of.count && !s->one_of.count && !s->if_ && !s->additional_properties &&
           !s->dependent_schemas.count && !s->pattern_properties.count;
}

static bool sees_all(build *b, const schema *s)
{
    const schema_list *leaves = schema_leaves(b, s);
    for (size_t i = 0; i < leaves->count; i++) {
        const schema *leaf = leaves->items[i];
        if (!evaluates_declared_only(leaf) || (leaf != s && leaf->unevaluated_properties))
            return false;
    }
    return true;
}

void coverage_evaluate(build *b)
{
    const schema_list *all = &b->graph->all;
    schema_list found = {0};
    for (size_t i = 0; i < all->count; i++)
        if (restricts(all->items[i]->unevaluated_properties))
            list_push(b->m, &found, all->items[i]);
    for (size_t i = 0; i < found.count; i++) /* nothing is said of them before it is known */
        entry_of(b, found.items[i])->reported = true;
    for (size_t i = 0; i < found.count; i++) {
        entry_of(b, found.items[i])->evaluated = sees_all(b, found.items[i]);
        scratch_empty(b);
    }
    for (size_t i = 0; i < found.count; i++)
        entry_of(b, found.items[i])->reported = false;
}

static int compare_numbers(uint32_t x, uint32_t y)
{
    return (x > y) - (x < y);
}

static int compare_coverage(const void *x, const void *y)
{
    const model_coverage *a = x, *b = y;
    if (a->node->document != b->node->document)
        return str_compare(a->node->document->uri, b->node->document->uri);
    int lines = compare_numbers(a->node->line, b->node->line);
    int columns = compare_numbers(a->node->column, b->node->column);
    int pointers = str_compare(a->pointer, b->pointer);
    if (lines || columns)
        return lines ? lines : columns;
    return pointers ? pointers : str_compare(a->keyword, b->keyword);
}

void coverage_sort(build *b)
{
    if (b->out->coverage.count)
        qsort(b->out->coverage.items, b->out->coverage.count, sizeof *b->out->coverage.items,
              compare_coverage);
}

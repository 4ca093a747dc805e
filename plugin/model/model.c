/** The stage as a list of its passes. */
#include "model/build.h"

model *model_build(mem *m, diag *d, const schema_graph *graph)
{
    build b = {.m = m, .scratch = MEM_INIT, .d = d, .graph = graph, .out = mem_new(m, model)};
    type_list order = {0};
    map_init(&b.sets, m);
    map_init(&b.plain, m);
    map_init(&b.parents, m);
    map_init(&b.said, m);
    map_init(&b.meetings, m);
    map_init(&b.patterns, m);

    schema_note_parents(&b);       /* schemas: which is a branch, a base, */
    coverage_evaluate(&b);         /* ... closed with all that it merges, */
    inherit_find(&b);              /* ... an heir of which */
    shape_all(&b);                 /* a type for each set of leaves */
    rules_fill(&b);                /* ... and what is left to be checked of the whole value */
    residue_drop_unknown(&b);
    residue_settle(&b);
    cycles_cut_direct(&b, &order); /* no union is its own branch */
    nullable_split(&b, &order);
    collapse_unions(&b, &order);
    alias_skip(&b);
    kinds_compute(&b);          /* what the decisions ask about: JSON kinds, */
    flatten_unions(&b, &order); /* ... with the branches that they end up with, */
    cycles_spread_weak(&b);     /* ... how well branches are checked */
    decide_all(&b);
    check_defaults(&b);
    dedupe_types(&b);
    rules_fill(&b);
    cycles_order(&b);
    residue_share_unique(&b);
    cycles_impossible(&b);
    coverage_sort(&b);
    mem_free(&b.scratch);
    return b.out;
}

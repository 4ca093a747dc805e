/** The functions that match patterns: a name for each, and the file that defines it. */
#include "layout/build.h"

/* A pattern is called the same in every library, on every machine. */
static uint32_t short_hash(str text)
{
    uint64_t hash = str_digest(text);
    return (uint32_t)(hash ^ hash >> 32);
}

const plan_pattern *plan_pattern_of(const plan *p, const model_pattern *pattern)
{
    return p->patterns.items[pattern->id];
}

static bool has_pattern(const plan_shard *shard, const plan_pattern *pattern)
{
    for (size_t i = 0; i < shard->patterns.count; i++)
        if (shard->patterns.items[i] == pattern)
            return true;
    return false;
}

static void note_library(layout_build *b, const model_pattern *pattern)
{
    diag_note(b->d, "O2C-G030", pattern->place, NULL, "this pattern needs libo2c-pcre2: %s",
              pattern->code.reason);
    b->plan->needs_pcre2 = true;
}

/* Its function is defined by the first shard that calls it. */
static plan_pattern *new_pattern(layout_build *b, const model_pattern *pattern, uint32_t shard)
{
    plan_pattern *made = mem_new(b->m, plan_pattern);
    made->model = pattern;
    made->shard = shard;
    made->c_name = name_claim(&b->names,
                              str_print(b->m, "%.*s_pattern_%08x", STR_ARG(b->plan->options.prefix),
                                        short_hash(pattern->text)),
                              NULL);
    b->plan->patterns.items[pattern->id] = made;
    if (pattern->code.form == PATTERN_LIBRARY)
        note_library(b, pattern);
    return made;
}

const plan_pattern *layout_use_pattern(layout_build *b, uint32_t shard,
                                       const model_pattern *pattern)
{
    plan_pattern *p = b->plan->patterns.items[pattern->id];
    plan_shard *user = &b->plan->shards.items[shard];
    if (!p)
        p = new_pattern(b, pattern, shard);
    if (!has_pattern(user, p))
        list_push(b->m, &user->patterns, p);
    return p;
}

/* The patterns of `checks`, as functions that the type's file may call. */
static void use_all(layout_build *b, const plan_type *t, const model_checks *checks,
                    plan_patterns *out)
{
    for (size_t i = 0; checks && i < checks->patterns.count; i++)
        list_push(b->m, out, layout_use_pattern(b, t->shard, checks->patterns.items[i]));
}

void layout_patterns(layout_build *b)
{
    plan *p = b->plan;
    size_t count = b->model->patterns.count;
    p->patterns.items = mem_array(b->m, plan_pattern *, count);
    p->patterns.count = p->patterns.room = count;
    for (size_t i = 0; i < p->types.count; i++) {
        plan_type *t = p->types.items[i];
        plan_slot *slot;
        use_all(b, t, t->checks, &t->patterns);
        for (size_t k = 0; (slot = (plan_slot *)layout_slot_at(t, k)) != NULL; k++)
            use_all(b, t, slot->checks, &slot->patterns);
    }
}

#include "check.h"

/* Begin and end of checks, and the values of the tree by where they stand. */

/* Schemas within schemas that are evaluated for each level of the text, on average. */
#define DEPTH_PER_LEVEL 4

/* ---- finding a value ---- */

static size_t count_values(const o2c_value *v)
{
    size_t count = 1;
    for (size_t i = 0; i < v->count; i++) {
        if (v->kind == O2C_ARRAY) {
            count += count_values(&v->as.items[i]);
        } else if (v->kind == O2C_OBJECT) {
            count += count_values(&v->as.members[i].value);
        } else {
            break;
        }
    }
    return count;
}

/* In the order of the text. */
static void list_values(struct o2c_checking *c, place p)
{
    c->places[c->place_count++] = p;
    for (size_t i = 0; i < p.value->count; i++) {
        if (p.value->kind == O2C_ARRAY) {
            list_values(c, o2c_tree_item(p.value, i));
        } else if (p.value->kind == O2C_OBJECT) {
            list_values(c, o2c_tree_member(p.value, i));
        } else {
            break;
        }
    }
}

/* The value that starts at `at`; NULL: none (a member given twice), or an error. */
static const o2c_value *find_value(o2c_reader *r, struct o2c_checking *c, const char *at)
{
    if (at == c->start) {
        return &c->root;
    }
    if (c->places == NULL) {
        size_t size = count_values(&c->root) * sizeof *c->places;
        c->places = o2c_pool_alloc(r, &c->pool, size);
        if (c->places == NULL) {
            return NULL;
        }
        place root = {&c->root, c->start};
        list_values(c, root);
    }
    size_t low = 0, high = c->place_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c->places[middle].at < at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < c->place_count && c->places[low].at == at;
    return found ? c->places[low].value : NULL;
}

/* ---- evaluating ---- */

static void evaluation_init(evaluation *e, o2c_reader *r, const void *table,
                            o2c_match_by_index *matcher)
{
    const o2c_checks *head = table;
    const char *base = table;
    memset(e, 0, sizeof *e);
    e->r = r;
    e->c = r->checking;
    e->table = head;
    e->schemas = (const o2c_check_schema *)(const void *)(base + head->schemas_at);
    e->rules = (const o2c_check_rule *)(const void *)(base + head->rules_at);
    e->words = (const uint32_t *)(const void *)(base + head->words_at);
    e->texts = base + head->texts_at;
    e->messages = head->messages_at != 0 ? base + head->messages_at : NULL;
    e->matcher = matcher;
    e->depth =
        r->max_depth < UINT32_MAX / DEPTH_PER_LEVEL ? DEPTH_PER_LEVEL * r->max_depth : UINT32_MAX;
}

static void report(o2c_reader *r, const failure *why)
{
    failure f = *why;
    if (f.code == O2C_E_TYPE) { /* the text is the pool's */
        o2c_str copy = o2c_arena_str(r->arena, f.detail, f.detail_len);
        f.detail = copy.data;
    }
    o2c_fail(r, f.code, f.at, f.detail, f.detail_len, f.number);
    o2c_place(r, O2C_SITE_RULE, f.pointer != NULL ? f.pointer : "", f.at, f.op);
}

static void evaluate(o2c_reader *r, const void *table, uint32_t schema, o2c_match_by_index *matcher,
                     place p)
{
    evaluation e;
    marks none = o2c_no_marks();
    evaluation_init(&e, r, table, matcher);
    if (!o2c_evaluate(&e, schema, 0, p, &none)) {
        report(r, &e.failure);
    }
}

/* ---- begin and end ---- */

static struct o2c_checking *checking_new(o2c_reader *r, bool whole)
{
    check_pool pool = {NULL, NULL, NULL};
    struct o2c_checking *c = o2c_pool_alloc(r, &pool, sizeof *c);
    if (c == NULL) {
        return NULL;
    }
    memset(c, 0, sizeof *c);
    c->pool = pool;
    c->whole = whole;
    c->start = o2c_value_start(r);
    c->readable = o2c_tree_read(r, &c->pool, &c->root, &c->end);
    return c;
}

bool o2c_check_begin(o2c_reader *r, o2c_checked *checked, const void *table, uint32_t schema,
                     bool whole, o2c_match_by_index *matcher)
{
    checked->outermost = o2c_ok(r) && r->checking == NULL;
    if (checked->outermost) {
        r->checking = checking_new(r, whole);
    }
    if (!o2c_ok(r) || r->checking == NULL || !r->checking->readable) {
        return o2c_ok(r);
    }
    if (!checked->outermost && r->checking->whole && r->quiet == 0) {
        return true; /* seen already; within an attempt it decides which branch is meant */
    }
    const char *at = o2c_value_start(r);
    const o2c_value *value = find_value(r, r->checking, at);
    if (value != NULL) {
        place p = {value, at};
        evaluate(r, table, schema, matcher, p);
    }
    return o2c_ok(r);
}

bool o2c_check_end(o2c_reader *r, o2c_checked *checked)
{
    if (checked->outermost && r->checking != NULL) {
        check_pool pool = r->checking->pool;
        r->checking = NULL;
        o2c_pool_free(r, &pool);
    }
    return o2c_ok(r);
}

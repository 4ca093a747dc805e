#include <o2c/reader.h>

#include "internal.h"
#include "scan.h"
#include <string.h>

/* ---- arrays ---- */

void o2c_array_enter(o2c_reader *r, o2c_array *a)
{
    const char *p = o2c_to_value(r->p, r->end);
    a->start = NULL;
    a->count = 0;
    a->open = false;
    if (O2C_UNLIKELY(p == r->end || *p != '[')) {
        o2c_refuse_type(r, p, "array");
        return;
    }
    if (O2C_UNLIKELY(r->depth == 0)) {
        o2c_fail(r, O2C_E_DEPTH, p, NULL, 0, r->max_depth);
        return;
    }
    r->depth--;
    a->start = p;
    a->open = true;
    r->p = p + 1;
}

bool o2c_array_step(o2c_reader *r, o2c_array *a)
{
    const char *p = o2c_to_value(r->p, r->end);
    if (O2C_UNLIKELY(p == r->end || !a->open)) {
        if (a->open) {
            o2c_fail_byte(r, O2C_E_SYNTAX, p, a->count > 0 ? "',' or ']'" : "a value or ']'");
        }
        return false;
    }
    if (*p == ']') {
        a->open = false;
        r->depth++;
        r->p = p + 1;
        return false;
    }
    if (a->count > 0) {
        if (O2C_UNLIKELY(*p != ',')) {
            o2c_fail_byte(r, O2C_E_SYNTAX, p, "',' or ']'");
            return false;
        }
        p++;
    }
    a->count++;
    r->p = o2c_to_value(p, r->end);
    return true;
}

/* ---- lists ---- */

/* The room for one more item where the chunk has none, or there is no chunk yet. */
static O2C_NOINLINE char *push_elsewhere(o2c_reader *r, o2c_list *list)
{
    if (list->items == NULL) { /* the stack is only touched by lists that have items */
        o2c_scratch_mark mark = o2c_scratch_here(r->arena);
        list->mark[0] = mark.block;
        list->mark[1] = mark.at;
    }
    char *items = o2c_scratch_extend(r->arena, list->items, list->used, list->size);
    if (items == NULL) {
        o2c_fail(r, O2C_E_MEMORY, r->p, NULL, 0, 0);
        return NULL;
    }
    list->items = items;
    return items + list->used;
}

/* Whether the chunk on top has room for an item behind the list; then it is taken. */
static inline bool push_here(const o2c_reader *r, const o2c_list *list)
{
    struct o2c_arena_block *top = r->arena->scratch;
    if (list->used == 0 || (size_t)(top->end - top->at) < list->size) {
        return false;
    }
    top->at += list->size; /* lists inside this one have ended, so it is the last thing there */
    return true;
}

void *o2c_list_push(o2c_reader *r, o2c_list *list)
{
    if (O2C_UNLIKELY(!o2c_ok(r))) {
        return NULL;
    }
    size_t size = list->size;
    char *item =
        O2C_LIKELY(push_here(r, list)) ? list->items + list->used : push_elsewhere(r, list);
    if (O2C_UNLIKELY(item == NULL)) {
        return NULL;
    }
    list->used += size;
    list->count++;
    return item;
}

void *o2c_list_settle(o2c_reader *r, o2c_list *list)
{
    void *copy = NULL;
    if (o2c_ok(r) && list->count > 0) {
        copy = o2c_arena_alloc(r->arena, list->used, O2C_ALIGN);
        if (copy != NULL) {
            memcpy(copy, list->items, list->used);
        } else {
            o2c_fail(r, O2C_E_MEMORY, r->at, NULL, 0, 0);
        }
    }
    o2c_scratch_mark mark = {list->mark[0], list->mark[1]};
    o2c_scratch_back(r->arena, mark);
    return copy;
}

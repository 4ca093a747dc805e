#include "check.h"

/*
 * What was evaluated: a hash table with open addressing, at most half full, in the pool. A schema
 * that many rules refer to is evaluated once for each value, and each way there if that matters.
 */

static size_t slot_of(const memo_table *t, const memo *key)
{
    uint64_t hash = (uint64_t)(uintptr_t)key->value * 0x9E3779B97F4A7C15u;
    hash ^= ((uint64_t)key->schema << 32 | key->scope) * 0xC2B2AE3D27D4EB4Fu;
    hash ^= (uint64_t)(uintptr_t)key->table;
    size_t i = (size_t)((hash * 0x9E3779B97F4A7C15u) >> 24) & t->mask;
    for (;; i = (i + 1) & t->mask) {
        const memo *m = &t->slots[i];
        if (m->value == NULL || (m->value == key->value && m->schema == key->schema &&
                                 m->scope == key->scope && m->table == key->table)) {
            return i;
        }
    }
}

static bool make_room(evaluation *e, memo_table *t)
{
    if (t->slots != NULL && 2 * (t->count + 1) <= t->mask + 1) {
        return true;
    }
    size_t room = t->slots != NULL ? 2 * (t->mask + 1) : 64;
    memo_table grown = {NULL, t->count, room - 1};
    grown.slots = o2c_pool_alloc(e->r, &e->c->pool, room * sizeof *grown.slots);
    if (grown.slots == NULL) {
        return o2c_evaluation_stop(e, O2C_E_MEMORY, e->c->start, 0);
    }
    memset(grown.slots, 0, room * sizeof *grown.slots);
    for (size_t i = 0; t->slots != NULL && i <= t->mask; i++) {
        if (t->slots[i].value != NULL) {
            memo *moved = &grown.slots[slot_of(&grown, &t->slots[i])];
            *moved = t->slots[i];
            if (moved->evaluated.words == 1 && moved->evaluated.bits != NULL) {
                moved->evaluated.bits = &moved->evaluated.one;
            }
        }
    }
    *t = grown;
    return true;
}

memo *o2c_memo_find(evaluation *e, uint32_t schema, uint32_t scope, const o2c_value *value)
{
    memo_table *t = &e->c->memos;
    if (!make_room(e, t)) {
        return NULL;
    }
    memo key;
    memset(&key, 0, sizeof key);
    key.table = e->table;
    key.value = value;
    key.schema = schema;
    key.scope = scope;
    memo *m = &t->slots[slot_of(t, &key)];
    if (m->value == NULL) {
        *m = key;
        t->count++;
    }
    return m;
}

#include "check.h"

#include "scan.h"
#include "value_members.h"

/*
 * The tree: values as o2c_read_value makes them, but behind the items of an array stands where each
 * begins, and behind the members of an object (and its index) where their values and names do. Of
 * members with equal names only the last is kept.
 */

/* ---- pool ---- */

#define CHUNK_MIN ((size_t)1024)
#define CHUNK_MAX ((size_t)1 << 20)

typedef struct pool_chunk {
    struct pool_chunk *next;
    size_t size;
} pool_chunk;

static size_t aligned(size_t size)
{
    return (size + O2C_ALIGN - 1) & ~(O2C_ALIGN - 1);
}

void *o2c_pool_alloc(o2c_reader *r, check_pool *pool, size_t size)
{
    size_t need = aligned(size);
    if (size > SIZE_MAX / 4) {
        need = 0;
    } else if ((size_t)(pool->end - pool->at) < need) {
        size_t header = aligned(sizeof(pool_chunk));
        size_t want = pool->chunks != NULL ? 2 * pool->chunks->size : CHUNK_MIN;
        want = want > CHUNK_MAX ? CHUNK_MAX : want;
        want = want < need ? need : want;
        pool_chunk *chunk = o2c_arena_pin(r->arena, header + want);
        if (chunk == NULL) {
            need = 0;
        } else {
            chunk->next = pool->chunks;
            chunk->size = want;
            pool->chunks = chunk;
            pool->at = (char *)chunk + header;
            pool->end = pool->at + want;
        }
    }
    if (need == 0 && size > 0) {
        o2c_fail(r, O2C_E_MEMORY, r->p, NULL, 0, 0);
        return NULL;
    }
    void *memory = pool->at;
    pool->at += need;
    return memory;
}

void o2c_pool_free(o2c_reader *r, check_pool *pool)
{
    while (pool->chunks != NULL) {
        pool_chunk *chunk = pool->chunks;
        pool->chunks = chunk->next;
        o2c_arena_unpin(r->arena, chunk);
    }
    pool->at = pool->end = NULL;
}

/* ---- reading ---- */

typedef struct tree {
    o2c_reader *r;
    check_pool *pool;
} tree;

/** An item or member while its container is read. */
typedef struct entry {
    o2c_member member;
    const char *at, *name_at;
} entry;

/** What grows on the scratch stack. */
typedef struct entries {
    entry *items;
    size_t count;
    o2c_scratch_mark mark;
} entries;

static o2c_value read_value(tree *t);

static void entries_begin(tree *t, entries *list)
{
    list->items = NULL;
    list->count = 0;
    list->mark = o2c_scratch_here(t->r->arena);
}

static bool entries_push(tree *t, entries *list, const entry *e)
{
    size_t used = list->count * sizeof *e;
    char *items = o2c_scratch_extend(t->r->arena, (char *)list->items, used, sizeof *e);
    if (items == NULL) {
        o2c_fail(t->r, O2C_E_MEMORY, t->r->p, NULL, 0, 0);
        return false;
    }
    list->items = (entry *)(void *)items;
    list->items[list->count++] = *e;
    return true;
}

static void settle_array(tree *t, o2c_value *v, const entries *list)
{
    size_t size = list->count * (sizeof(o2c_value) + sizeof(const char *));
    o2c_value *items = o2c_pool_alloc(t->r, t->pool, size);
    if (items == NULL || list->count == 0) {
        return;
    }
    const char **starts = (const char **)(void *)(items + list->count);
    for (size_t i = 0; i < list->count; i++) {
        items[i] = list->items[i].member.value;
        starts[i] = list->items[i].at;
    }
    v->as.items = items;
    v->count = list->count;
}

static void read_array(tree *t, o2c_value *v)
{
    o2c_array array;
    entries list;
    o2c_array_begin(t->r, &array);
    entries_begin(t, &list);
    while (o2c_array_next(t->r, &array)) {
        entry e;
        memset(&e, 0, sizeof e);
        e.at = o2c_value_start(t->r);
        e.member.value = read_value(t);
        if (!entries_push(t, &list, &e)) {
            break;
        }
    }
    if (o2c_array_end(t->r, &array)) {
        settle_array(t, v, &list);
    }
    o2c_scratch_back(t->r->arena, list.mark);
}

static size_t index_members(const o2c_value *v)
{
    return v->count > O2C_UNINDEXED_MAX ? 1 : 0;
}

/* Sorts the members for finding them. Returns how many different names there are. */
static size_t set_index(tree *t, o2c_value *v, o2c_member *members)
{
    const o2c_member *few[O2C_UNINDEXED_MAX];
    const o2c_member **sorted = few, **spare = NULL;
    if (v->count > O2C_UNINDEXED_MAX) {
        sorted = o2c_pool_alloc(t->r, t->pool, v->count * sizeof *sorted);
        spare = o2c_pool_alloc(t->r, t->pool, v->count * sizeof *spare);
        if (sorted == NULL || spare == NULL) {
            return v->count;
        }
    }
    size_t kept = o2c_members_sort(members, v->count, o2c_name_by_bytes, sorted, spare);
    if (v->count > O2C_UNINDEXED_MAX) {
        members[v->count].name.data = (const char *)(const void *)sorted;
        members[v->count].name.len = kept;
        v->indexed = true;
    }
    return kept;
}

static size_t settle_object(tree *t, o2c_value *v, const entries *list)
{
    v->count = list->count;
    v->indexed = false;
    size_t all = list->count + index_members(v);
    size_t size = all * sizeof(o2c_member) + 2 * list->count * sizeof(const char *);
    o2c_member *members = o2c_pool_alloc(t->r, t->pool, size);
    if (members == NULL || list->count == 0) {
        v->count = 0;
        return 0;
    }
    const char **starts = (const char **)(void *)(members + all);
    for (size_t i = 0; i < list->count; i++) {
        members[i] = list->items[i].member;
        starts[2 * i] = list->items[i].at;
        starts[2 * i + 1] = list->items[i].name_at;
    }
    v->as.members = members;
    return set_index(t, v, members);
}

/* Leaves the last of equal names in the list. */
static void drop_repeated(entries *list, const o2c_value *v)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (o2c_value_get(v, v->as.members[i].name) == &v->as.members[i].value) {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
}

/* Where the next name starts, behind the brace or comma that the reader stands before. */
static const char *next_name(o2c_reader *r)
{
    const char *p = o2c_to_value(r->p, r->end);
    return p < r->end ? o2c_to_value(p + 1, r->end) : p;
}

static void read_object(tree *t, o2c_value *v)
{
    o2c_object object;
    entries list;
    o2c_object_begin(t->r, &object, NULL, NULL);
    entries_begin(t, &list);
    for (;;) {
        entry e;
        memset(&e, 0, sizeof e);
        e.name_at = next_name(t->r);
        if (!o2c_object_next(t->r, &object)) {
            break;
        }
        e.member.name = object.name;
        e.at = o2c_value_start(t->r);
        e.member.value = read_value(t);
        if (!entries_push(t, &list, &e)) {
            break;
        }
    }
    bool read = o2c_object_end(t->r, &object);
    size_t names = read ? settle_object(t, v, &list) : 0;
    if (o2c_ok(t->r) && names < list.count) {
        drop_repeated(&list, v);
        (void)settle_object(t, v, &list);
    }
    o2c_scratch_back(t->r->arena, list.mark);
}

/* As deep as the reader's limit lets the text be. */
static o2c_value read_value(tree *t)
{
    o2c_value v;
    o2c_str text = {NULL, 0};
    memset(&v, 0, sizeof v);
    v.kind = o2c_peek(t->r);
    switch (v.kind) {
    case O2C_NULL: o2c_expect_null(t->r); break;
    case O2C_BOOL: v.boolean = o2c_read_bool(t->r); break;
    case O2C_NUMBER: text = o2c_read_raw(t->r); break;
    case O2C_STRING: text = o2c_read_str(t->r); break;
    case O2C_ARRAY: read_array(t, &v); break;
    case O2C_OBJECT: read_object(t, &v); break;
    case O2C_NONE: o2c_skip(t->r); break; /* notes why there is no value */
    }
    if (v.kind == O2C_NUMBER || v.kind == O2C_STRING) {
        v.as.text = text.data;
        v.count = text.len;
    }
    return v;
}

bool o2c_tree_read(o2c_reader *r, check_pool *pool, o2c_value *out, const char **end)
{
    const char *p = o2c_value_start(r), *at = r->at;
    uint32_t depth = r->depth;
    o2c_string_mode strings = r->strings;
    tree t = {r, pool};
    r->quiet++; /* what is wrong with the text is told when it is read */
    r->strings = O2C_STRINGS_AGAIN;
    *out = read_value(&t);
    bool read = o2c_ok(r), no_memory = r->code == O2C_E_MEMORY;
    *end = r->p;
    r->quiet--;
    r->strings = strings;
    r->code = O2C_OK;
    r->fault = r->detail = NULL;
    r->detail_len = 0;
    r->detail_number = 0;
    o2c_place_forget(r);
    r->p = p;
    r->at = at;
    r->depth = depth;
    if (no_memory) {
        o2c_fail(r, O2C_E_MEMORY, p, NULL, 0, 0);
    }
    return read;
}

/* ---- places ---- */

place o2c_tree_item(const o2c_value *array, size_t i)
{
    const char *const *starts = (const char *const *)(const void *)(array->as.items + array->count);
    place p = {&array->as.items[i], starts[i]};
    return p;
}

static const char *const *member_starts(const o2c_value *object)
{
    const o2c_member *end = object->as.members + object->count + index_members(object);
    return (const char *const *)(const void *)end;
}

place o2c_tree_member(const o2c_value *object, size_t i)
{
    place p = {&object->as.members[i].value, member_starts(object)[2 * i]};
    return p;
}

const char *o2c_tree_name(const o2c_value *object, size_t i)
{
    return member_starts(object)[2 * i + 1];
}

size_t o2c_tree_find(const o2c_value *object, o2c_str name)
{
    const o2c_value *found = o2c_value_get(object, name);
    if (found == NULL) {
        return SIZE_MAX;
    }
    size_t offset = (size_t)((const char *)found - (const char *)object->as.members);
    return offset / sizeof(o2c_member);
}

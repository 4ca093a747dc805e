#include "layout/keep.h"

#define NAME_TAKEN "O2C-G011"
#define NAME_BAD   "O2C-G012"
#define NAME_TWICE "O2C-G013"

/* ---- keys: what a type is known by, whatever it is called ---- */

/* A pointer of the first spec is the same whether there are others or not. */
static str own_pointer(const layout_build *b, str pointer)
{
    str label = b->plan->options.label;
    bool own = label.len && str_starts(pointer, label) && pointer.len > label.len &&
               pointer.data[label.len] == '#';
    return own ? str_slice(pointer, label.len, pointer.len) : pointer;
}

static bool is_below(str pointer, str parent)
{
    return str_starts(pointer, parent) && pointer.len > parent.len &&
           pointer.data[parent.len] == '/';
}

static bool try_key(layout_build *b, const model_type *t, str key)
{
    if (map_has(&b->by_key, key))
        return false;
    b->keys[t->id] = key;
    return map_put(&b->by_key, key, (void *)(uintptr_t)t);
}

static str key_at(layout_build *b, str parent, const model_type *t)
{
    return str_print(b->m, "%.*s@%.*s", STR_ARG(parent), STR_ARG(t->hint));
}

/* Branches without a name are known by their titles or tags: their numbers change as others come. */
static bool is_branch(const model_type *t)
{
    return t->parent && t->parent->kind == MODEL_UNION && t->hint.data;
}

/*
 * An unnamed type is known by its pointer, unless others have the same: a branch with what stands beside the
 * branches has the pointer of its schema. Those are known by where they are.
 */
static void add_key(layout_build *b, const model_type *t)
{
    str pointer = own_pointer(b, t->pointer);
    str parent = t->parent ? own_pointer(b, t->parent->pointer) : STR_NULL;
    bool below = !parent.data || is_below(pointer, parent);
    bool foreign = !str_eq(pointer, parent) && !map_has(&b->by_key, pointer);
    bool plain = pointer.data && (below ? !is_branch(t) : foreign);
    if (plain && try_key(b, t, pointer))
        return;
    str at = key_at(b, parent, t), key = at;
    uintptr_t i = (uintptr_t)map_get(&b->key_counts, at);
    while (!try_key(b, t, key))
        key = str_print(b->m, "%.*s@%u", STR_ARG(at), (unsigned)i++ + 2);
    if (i)
        map_put(&b->key_counts, at, (void *)i);
}

static void add_keys(layout_build *b)
{
    for (int unnamed = 0; unnamed < 2; unnamed++)
        for (size_t i = 0; i < b->model->types.count; i++) {
            const model_type *t = b->model->types.items[i];
            if ((t->name.data == NULL) == (unnamed == 1) && layout_is_own(t))
                add_key(b, t);
        }
}

/* ---- names chosen by hand ---- */

static void hold_chosen(layout_build *b, const model_type *t)
{
    str prefix = b->plan->options.prefix;
    diag_place place = node_place(t->given.node);
    if (!name_is_tail(t->given.text)) {
        diag_error(b->d, NAME_BAD, place, NULL, "'%.*s' cannot be part of a C name",
                   STR_ARG(t->given.text));
        return;
    }
    str name = str_print(b->m, "%.*s_%.*s", STR_ARG(prefix), STR_ARG(t->given.text));
    if (!name_take(&b->names, name, layout_suffixes(layout_own_form(b, t), t))) {
        diag_error(b->d, NAME_TWICE, place, NULL,
                   "'%.*s' is, or clashes with, the name of another type", STR_ARG(name));
        return;
    }
    str *kept = mem_new(b->m, str);
    *kept = name;
    map_put(&b->chosen, b->keys[t->id], kept);
}

/* ---- names of the file ---- */

/* What a list, map or box is of: "x[]{}" is of "x[]". False: `key` is of none of them. */
static bool to_element(str *key)
{
    bool two = str_ends(*key, STR("[]")) || str_ends(*key, STR("{}"));
    if (!two && !str_ends(*key, STR("?")))
        return false;
    key->len -= two ? 2 : 1;
    return true;
}

static bool is_live(const layout_build *b, str key)
{
    bool element = false;
    do {
        if (map_has(&b->by_key, key) || map_has(&b->root_keys, key))
            return true;
    } while (to_element(&key) && (element = true));
    return element && str_find(key, '#') == key.len; /* of a scalar */
}

static str whole_name(const layout_build *b, const name_block *block)
{
    return str_print(b->m, "%.*s_%.*s", STR_ARG(b->plan->options.prefix),
                     STR_ARG(block->type.name));
}

static plan_form form_of(const layout_build *b, str key)
{
    const model_type *t = map_get(&b->by_key, key);
    if (t)
        return layout_own_form(b, t);
    return str_ends(key, STR("[]"))   ? PLAN_LIST
           : str_ends(key, STR("{}")) ? PLAN_MAP
           : str_ends(key, STR("?"))  ? PLAN_BOX
                                      : PLAN_ALIAS;
}

static void hold(layout_build *b, name_block *block, str key)
{
    const name_block *other = map_get(&b->held, key);
    if (other && str_eq(other->type.name, block->type.name))
        block->alias = key;
    if (other || map_has(&b->chosen, key))
        return;
    str name = whole_name(b, block);
    map_put(&b->held, key, block);
    block->alias = key;
    block->type.held =
        name_take(&b->names, name, layout_suffixes(form_of(b, key), map_get(&b->by_key, key)));
    if (!block->type.held)
        diag_warning(b->d, NAME_TAKEN, block->type.place, NULL,
                     "'%.*s' is the name of another type; this one gets a new one", STR_ARG(name));
}

static void add_fallback(map *also, const model_type *t, str key)
{
    if (!map_has(also, key))
        map_put(also, key, (void *)(uintptr_t)t);
}

/* Inline types that have become one: by the pointers of the others. */
static void add_fallbacks(layout_build *b, map *also)
{
    for (size_t i = 0; i < b->by_key.count; i++) {
        const model_type *t = b->by_key.entries[i].value;
        if (t->name.data)
            continue;
        add_fallback(also, t, own_pointer(b, t->pointer));
        for (size_t k = 0; k < t->also.count; k++)
            add_fallback(also, t, own_pointer(b, t->also.items[k]));
        for (size_t k = 0; t->parent && k < t->parent->also.count; k++)
            add_fallback(also, t, key_at(b, own_pointer(b, t->parent->also.items[k]), t));
    }
}

static void hold_fallback(layout_build *b, const map *also, name_block *block)
{
    str key = block->type.key, of = key;
    const model_type *t = map_get(also, of);
    while (!t && to_element(&of))
        t = map_get(also, of);
    if (t)
        hold(b, block,
             str_print(b->m, "%.*s%.*s", STR_ARG(b->keys[t->id]),
                       STR_ARG(str_slice(key, of.len, key.len))));
    else if (b->plan->options.names->partial)
        name_take(&b->names, whole_name(b, block), layout_suffixes(PLAN_ALIAS, NULL));
}

static void hold_kept(layout_build *b)
{
    const map *blocks = &b->plan->options.names->blocks;
    map also;
    map_init(&also, b->m);
    add_fallbacks(b, &also);
    for (int live = 1; live >= 0; live--)
        for (size_t i = 0; i < blocks->count; i++) {
            name_block *block = blocks->entries[i].value;
            if (is_live(b, block->type.key) != (live == 1))
                continue;
            if (live)
                hold(b, block, block->type.key);
            else
                hold_fallback(b, &also, block);
        }
}

void keep_begin(layout_build *b)
{
    b->keys = mem_array(b->m, str, b->model->types.count);
    map_init(&b->by_key, b->m);
    map_init(&b->chosen, b->m);
    map_init(&b->held, b->m);
    map_init(&b->key_counts, b->m);
    map_init(&b->root_keys, b->m);
    for (size_t i = 0; i < b->model->roots.count; i++)
        map_put(&b->root_keys, str_print(b->m, ":%.*s", STR_ARG(b->model->roots.items[i].name)), b);
    add_keys(b);
    for (size_t i = 0; i < b->by_key.count; i++) {
        const model_type *t = b->by_key.entries[i].value;
        if (t->given.exact)
            hold_chosen(b, t);
    }
    if (b->plan->options.names)
        hold_kept(b);
}

str keep_name(layout_build *b, plan_type *t, str base)
{
    const str *chosen = map_get(&b->chosen, t->key);
    t->kept = map_get(&b->held, t->key);
    if (chosen)
        return *chosen;
    if (t->kept && t->kept->type.held)
        return whole_name(b, t->kept);
    return name_claim(&b->names, base, layout_suffixes(t->form, t->model));
}

/* ---- parts ---- */

str keep_part(const plan_type *t, name_part part, str key)
{
    const name_entry *e = name_lock_part(t->kept, part, key);
    return e ? e->name : STR_NULL;
}

str keep_branch_key(layout_build *b, const model_branch *branch)
{
    str hint = branch->hint;
    return branch->same ? str_print(b->m, "%.*s %u", STR_ARG(hint), branch->same + 1) : hint;
}

str keep_value_key(const model_value *value)
{
    return value->value->as.text;
}

static str enumerator_name(layout_build *b, const plan_type *t, str tail)
{
    return str_print(b->m, "%.*s_%.*s", STR_ARG(t->constant), STR_ARG(tail));
}

static void hold_tail(layout_build *b, const plan_type *t, name_entry *e)
{
    if (e)
        e->held = name_take(&b->names, enumerator_name(b, t, e->name), NULL);
}

static void hold_enumerator(layout_build *b, const plan_type *t, str key)
{
    hold_tail(b, t, name_lock_part(t->kept, NAME_ENUMERATOR, key));
}

void keep_enumerators(layout_build *b)
{
    for (size_t i = 0; i < b->made.count; i++) {
        const plan_type *t = b->made.items[i];
        for (size_t k = 0; t->kept && k < t->model->values.count; k++)
            hold_enumerator(b, t, keep_value_key(&t->model->values.items[k]));
        for (size_t k = 0; t->kept && k < t->model->branches.count; k++)
            hold_enumerator(b, t, keep_branch_key(b, &t->model->branches.items[k]));
        hold_tail(b, t, name_lock_part(t->kept, NAME_OWN, STR("OTHER")));
    }
}

str keep_enumerator(layout_build *b, const plan_type *t, name_part part, str key)
{
    const name_entry *e = name_lock_part(t->kept, part, key);
    return e && e->held ? enumerator_name(b, t, e->name) : STR_NULL;
}

/* ---- recording ---- */

static void record_members(name_lock *lock, const plan_type *t, str key)
{
    for (size_t i = 0; i < t->members.count && t->form == PLAN_STRUCT; i++) {
        const plan_member *m = &t->members.items[i];
        str wire = m->model->name;
        name_lock_set_part(lock, key, NAME_MEMBER, wire, m->c_name);
        if (m->has_name.data && !str_eq(str_slice(m->has_name, 4, m->has_name.len), m->c_name))
            name_lock_set_part(lock, key, NAME_HAS, wire, m->has_name);
        if (m->null_name.data && !str_eq(str_slice(m->null_name, 5, m->null_name.len), m->c_name))
            name_lock_set_part(lock, key, NAME_NULL, wire, m->null_name);
    }
}

static str tail_of(const plan_type *t, str enumerator)
{
    return str_slice(enumerator, t->constant.len + 1, enumerator.len);
}

static void record_parts(layout_build *b, const plan_type *t, str key)
{
    name_lock *lock = b->plan->options.names;
    record_members(lock, t, key);
    if (t->others.data && t->form != PLAN_TUPLE)
        name_lock_set_part(lock, key, NAME_OWN, STR("others"), t->others);
    for (size_t i = 0; i < t->enumerators.count; i++)
        name_lock_set_part(lock, key, NAME_ENUMERATOR,
                           keep_value_key(t->enumerators.items[i].model),
                           tail_of(t, t->enumerators.items[i].c_name));
    for (size_t i = 0; i < t->branches.count; i++) {
        str branch = keep_branch_key(b, t->branches.items[i].model);
        name_lock_set_part(lock, key, NAME_BRANCH, branch, t->branches.items[i].c_name);
        name_lock_set_part(lock, key, NAME_ENUMERATOR, branch,
                           tail_of(t, t->branches.items[i].enumerator));
    }
    if (t->extra.data && t->form != PLAN_MAP)
        name_lock_set_part(lock, key, NAME_OWN, STR("OTHER"), tail_of(t, t->extra));
}

static void record(layout_build *b, const plan_type *t, str key)
{
    str prefix = b->plan->options.prefix;
    name_lock_set_type(b->plan->options.names, key,
                       str_slice(t->c_name, prefix.len + 1, t->c_name.len));
    record_parts(b, t, key);
}

/* A type that several inline schemas have become is kept for each of them, so that it may part again. */
void keep_record(layout_build *b)
{
    name_lock *lock = b->plan->options.names;
    map types;
    if (!lock)
        return;
    map_init(&types, b->m);
    for (size_t i = 0; i < b->plan->types.count; i++) {
        plan_type *t = b->plan->types.items[i];
        map_put(&types, t->key, t);
        record(b, t, t->key);
    }
    for (size_t i = 0; i < lock->blocks.count; i++) {
        const name_block *block = lock->blocks.entries[i].value;
        const plan_type *t = block->alias.data ? map_get(&types, block->alias) : NULL;
        if (t && !block->type.live)
            record(b, t, block->type.key);
    }
}

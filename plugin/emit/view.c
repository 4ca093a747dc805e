#include "emit/view.h"

struct view_items {
    mem *m;
    LIST(view) list;
};

typedef struct view_member {
    view_name name;
    view value;
} view_member;

struct view_members {
    mem *m;
    LIST(view_member) list;
    uint64_t filter;   /* bit `hash % 64` of every name: most misses end here */
    uint32_t *slots;   /* 1 + index of a member, 0: free; only with more than FEW members */
    size_t slot_count; /* a power of two */
};

enum { FEW = 8 };

view *view_object(mem *m)
{
    view *v = mem_new(m, view);
    v->kind = VIEW_OBJECT;
    v->as.object = mem_new(m, struct view_members);
    v->as.object->m = m;
    return v;
}

view *view_list(mem *m)
{
    view *v = mem_new(m, view);
    v->kind = VIEW_LIST;
    v->as.list = mem_new(m, struct view_items);
    v->as.list->m = m;
    return v;
}

view *view_text(mem *m, str text)
{
    view *v = mem_new(m, view);
    *v = (view){.kind = VIEW_TEXT, .as.text = text};
    return v;
}

view *view_bool(mem *m, bool yes)
{
    view *v = mem_new(m, view);
    *v = (view){.kind = VIEW_BOOL, .boolean = yes};
    return v;
}

view_name view_name_of(str text)
{
    return (view_name){text, str_hash(text)};
}

static bool same_name(const view_name *a, const view_name *b)
{
    return a->hash == b->hash && str_eq(a->text, b->text);
}

static view_member *find_in_slots(const struct view_members *o, const view_name *name)
{
    size_t mask = o->slot_count - 1;
    for (size_t i = (size_t)name->hash & mask; o->slots[i]; i = (i + 1) & mask) {
        view_member *member = &o->list.items[o->slots[i] - 1];
        if (same_name(&member->name, name))
            return member;
    }
    return NULL;
}

static view_member *find_member(const struct view_members *o, const view_name *name)
{
    if (!(o->filter >> (name->hash & 63) & 1))
        return NULL;
    if (o->slots)
        return find_in_slots(o, name);
    for (size_t i = 0; i < o->list.count; i++) {
        if (same_name(&o->list.items[i].name, name))
            return &o->list.items[i];
    }
    return NULL;
}

static void put_slot(struct view_members *o, size_t index)
{
    size_t mask = o->slot_count - 1;
    size_t i = (size_t)o->list.items[index].name.hash & mask;
    while (o->slots[i])
        i = (i + 1) & mask;
    o->slots[i] = (uint32_t)(index + 1);
}

/* Keeps the slots at most half full. */
static void index_last_member(struct view_members *o)
{
    if (o->list.count <= FEW)
        return;
    if (o->list.count * 2 <= o->slot_count) {
        put_slot(o, o->list.count - 1);
        return;
    }
    o->slot_count = o->slot_count ? o->slot_count * 2 : (size_t)FEW * 4;
    o->slots = mem_array(o->m, uint32_t, o->slot_count);
    for (size_t i = 0; i < o->list.count; i++)
        put_slot(o, i);
}

static void set_member(view *o, const char *name, view value)
{
    struct view_members *members = o->as.object;
    view_name key = view_name_of(str_of(name));
    view_member *member = find_member(members, &key);
    if (member) {
        member->value = value;
        return;
    }
    list_push(members->m, &members->list, (view_member){key, value});
    members->filter |= UINT64_C(1) << (key.hash & 63);
    index_last_member(members);
}

void view_set(view *o, const char *name, const view *v)
{
    set_member(o, name, v ? *v : (view){.kind = VIEW_NONE});
}

void view_set_text(view *o, const char *name, str text)
{
    set_member(o, name, (view){.kind = VIEW_TEXT, .as.text = text});
}

void view_set_bool(view *o, const char *name, bool yes)
{
    set_member(o, name, (view){.kind = VIEW_BOOL, .boolean = yes});
}

void view_set_print(view *o, const char *name, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    view_set_text(o, name, str_vprint(o->as.object->m, format, args));
    va_end(args);
}

view *view_set_object(view *o, const char *name)
{
    view *v = view_object(o->as.object->m);
    view_set(o, name, v);
    return v;
}

view *view_set_list(view *o, const char *name)
{
    view *v = view_list(o->as.object->m);
    view_set(o, name, v);
    return v;
}

void view_push(view *list, const view *v)
{
    struct view_items *items = list->as.list;
    list_push(items->m, &items->list, v ? *v : (view){.kind = VIEW_NONE});
}

void view_push_text(view *list, str text)
{
    view_push(list, &(view){.kind = VIEW_TEXT, .as.text = text});
}

view *view_push_object(view *list)
{
    view *v = view_object(list->as.list->m);
    view_push(list, v);
    return v;
}

bool view_is_true(const view *v)
{
    switch (v->kind) {
    case VIEW_NONE: return false;
    case VIEW_BOOL: return v->boolean;
    case VIEW_TEXT: return v->as.text.len > 0;
    case VIEW_LIST: return v->as.list->list.count > 0;
    case VIEW_OBJECT: return true;
    }
    return false;
}

size_t view_count(const view *v)
{
    return v->kind == VIEW_LIST ? v->as.list->list.count : 0;
}

const view *view_at(const view *list, size_t i)
{
    return &list->as.list->list.items[i];
}

const view *view_find(const view *v, const view_name *name)
{
    if (v->kind != VIEW_OBJECT)
        return NULL;
    const view_member *member = find_member(v->as.object, name);
    return member ? &member->value : NULL;
}

void view_member_names(const view *v, mem *m, view_names *names)
{
    if (v->kind != VIEW_OBJECT)
        return;
    const struct view_members *o = v->as.object;
    for (size_t i = 0; i < o->list.count; i++)
        list_push(m, names, o->list.items[i].name.text);
}

/** What is inside each type: members, branches, enumerators, and what is held by pointer. */
#include "layout/keep.h"

/* A struct by value inside another is a convenience; beyond this size it is a burden. */
enum { BY_VALUE_MAX = 1 << 16 };

/* Unions by value in unions by value are a tree for compilers, even if its branches are all one type: what
   they need grows with its size, and that doubles with each level. */
enum { UNIONS_MAX = 64 };

static bool is_struct(const plan_type *t)
{
    plan_form form = layout_form(t);
    return form == PLAN_STRUCT || form == PLAN_TUPLE;
}

static size_t scalar_size(const plan_type *t)
{
    if (t->typed)
        return t->typed->size;
    if (str_eq(t->scalar, STR("bool")) || str_eq(t->scalar, STR("nothing")))
        return 1;
    if (str_ends(t->scalar, STR("32")))
        return 4;
    if (str_eq(t->scalar, STR("str")))
        return 16;
    return str_eq(t->scalar, STR("value")) || str_eq(t->scalar, STR("never")) ? 24 : 8;
}

/* An estimate of sizeof that holds on 64-bit machines; a struct counts only once it was filled. */
static size_t size_of(const layout_build *b, const plan_slot *slot)
{
    if (slot->literal)
        return 0;
    if (slot->pointer)
        return 8;
    const plan_type *t = slot->type;
    while (t && t->form == PLAN_ALIAS)
        t = t->element.type;
    if (!t) /* part of a cycle, not filled yet */
        return 8;
    switch (t->form) {
    case PLAN_SCALAR: return scalar_size(t);
    case PLAN_ENUM: return 4;
    case PLAN_OPEN_ENUM:
    case PLAN_UNION: return 24;
    case PLAN_LIST:
    case PLAN_MAP: return 16;
    case PLAN_BOX: return 8 + size_of(b, &t->element);
    case PLAN_STRUCT:
    case PLAN_TUPLE: return t->model ? b->sizes[t->model->id] : 8;
    case PLAN_ALIAS: break;
    }
    return 8;
}

/* What leads back to the type that holds it, and would do so by value. */
static bool is_cyclic(const model_type *mt, const plan_slot *slot)
{
    plan_form form = layout_form(slot->type);
    return mt->recursive && slot->model->scc == mt->scc &&
           (is_struct(slot->type) || form == PLAN_UNION || form == PLAN_BOX);
}

static void fill_member(layout_build *b, plan_type *t, const model_member *mm)
{
    bool tag = t->model->tag.data && str_eq(mm->name, t->model->tag);
    plan_member pm = {.model = mm,
                      .slot = layout_slot(b, mm->type, tag ? LAYOUT_TAG : LAYOUT_MEMBER)};
    if (!pm.slot.literal && is_struct(pm.slot.type)) {
        bool must = mm->recursive || size_of(b, &pm.slot) > BY_VALUE_MAX;
        pm.slot.pointer = must || !mm->required || pm.slot.nullable;
        if (mm->storage.value)
            pm.slot.pointer = must || mm->storage.value == SCHEMA_CHOOSE_BY_POINTER;
        if (must && mm->storage.value == SCHEMA_CHOOSE_BY_VALUE && !mm->storage.loose)
            diag_warning(b->d, "O2C-G017", node_place(mm->storage.node), NULL,
                         "'%.*s' leads back to itself, or is too large: it stays a pointer",
                         STR_ARG(mm->name));
    } else if (mm->storage.value && !mm->storage.loose) {
        diag_warning(b->d, "O2C-G017", node_place(mm->storage.node), NULL,
                     "'storage' means nothing for '%.*s': it is no struct", STR_ARG(mm->name));
    }
    list_push(b->m, &t->members, pm);
}

static void fill_struct(layout_build *b, plan_type *t)
{
    const model_type *mt = t->model;
    size_t size = 0;
    for (size_t i = 0; i < mt->members.count; i++) {
        fill_member(b, t, &mt->members.items[i]);
        size += size_of(b, &t->members.items[i].slot) + 1;
    }
    bool kept = mt->others == MODEL_OTHERS_OPEN && plan_unknown(b->plan, mt) == LAYOUT_UNKNOWN_KEEP;
    layout_name_members(b, t, kept || mt->others == MODEL_OTHERS_TYPED);
    size += t->others.data ? 16 : 0;
    if (mt->others == MODEL_OTHERS_TYPED) {
        t->element = layout_slot(b, mt->element, LAYOUT_VALUE);
        t->container.type = layout_container(b, PLAN_MAP, mt, t->element);
    }
    b->sizes[mt->id] = size;
}

static void fill_tuple(layout_build *b, plan_type *t)
{
    const model_type *mt = t->model;
    name_scope scope;
    name_scope_init(&scope, b->m);
    size_t size = 0;
    for (size_t i = 0; i < mt->items.count; i++) {
        plan_member pm = {.slot = layout_slot(b, mt->items.items[i], LAYOUT_MEMBER)};
        pm.c_name = name_claim(&scope, str_print(b->m, "item%zu", i + 1), NULL);
        bool required = i < mt->checks.min_items;
        if (!required)
            pm.has_name = name_claim(&scope, str_print(b->m, "has_item%zu", i + 1), NULL);
        if (pm.slot.nullable)
            pm.null_name = name_claim(&scope, str_print(b->m, "null_item%zu", i + 1), NULL);
        if (!pm.slot.literal && is_struct(pm.slot.type))
            pm.slot.pointer = !required || pm.slot.nullable || mt->recursive ||
                              size_of(b, &pm.slot) > BY_VALUE_MAX;
        size += size_of(b, &pm.slot) + 1;
        list_push(b->m, &t->members, pm);
    }
    if (mt->element && mt->element->kind != MODEL_NEVER) {
        t->others = name_claim(&scope, STR("rest"), NULL);
        t->element = layout_slot(b, mt->element, LAYOUT_VALUE);
        t->container.type = layout_container(b, PLAN_LIST, mt, t->element);
    }
    b->sizes[mt->id] = size + 16;
}

/* The struct of a branch that is found by a tag writes the tag even if its own member is not set, or
   is not declared. The first such property wins: a struct has one tag. */
static void tag_branch(const model_decision *d, const plan_slot *slot)
{
    if (d->pick == MODEL_PICK_KIND && d->by_kind[O2C_OBJECT])
        d = d->by_kind[O2C_OBJECT];
    if (slot->literal || d->pick != MODEL_PICK_TAG || !d->tag_required)
        return;
    plan_type *t = slot->type;
    while (t->form == PLAN_ALIAS)
        t = t->element.type;
    if (t && t->form == PLAN_STRUCT && !t->tag.data)
        t->tag = d->property;
}

/* How many unions there are in what a slot holds by value. */
static size_t unions_in(const plan_slot *slot)
{
    const plan_type *t = slot->type;
    while (t && !slot->pointer && (t->form == PLAN_ALIAS || t->form == PLAN_BOX)) {
        slot = &t->element;
        t = slot->type;
    }
    return t && !slot->pointer && t->form == PLAN_UNION ? t->unions : 0;
}

static void fill_union(layout_build *b, plan_type *t)
{
    const model_type *mt = t->model;
    t->unions = 1;
    for (size_t i = 0; i < mt->branches.count; i++) {
        const model_branch *mb = &mt->branches.items[i];
        plan_branch pb = {.model = mb, .slot = layout_slot(b, mb->type, LAYOUT_VALUE)};
        if (!mb->type->name.data &&
            (mb->type->kind == MODEL_NULL ||
             (mb->type->kind == MODEL_ENUM && mb->type->values.count == 1))) {
            pb.slot = layout_slot(b, mb->type, LAYOUT_TAG);
        }
        if (!pb.slot.literal) {
            pb.slot.pointer = is_struct(pb.slot.type) || is_cyclic(mt, &pb.slot) ||
                              unions_in(&pb.slot) > UNIONS_MAX;
            t->unions += unions_in(&pb.slot);
        }
        tag_branch(mt->decision, &pb.slot);
        list_push(b->m, &t->branches, pb);
    }
    layout_name_branches(b, t, layout_is_open(b, mt) && mt->decision->pick == MODEL_PICK_TAG);
}

static void fill_enum(layout_build *b, plan_type *t)
{
    for (size_t i = 0; i < t->model->values.count; i++)
        list_push(b->m, &t->enumerators, (plan_enumerator){.model = &t->model->values.items[i]});
    layout_name_values(b, t);
}

static void fill_container(layout_build *b, plan_type *t)
{
    const model_type *mt = t->model;
    t->element = layout_slot(b, mt->element, LAYOUT_VALUE);
    if (t->form == PLAN_BOX)
        t->element.pointer = is_struct(t->element.type) || is_cyclic(mt, &t->element);
    else if (t->form == PLAN_MAP)
        t->extra = str_print(b->m, "%.*s_entry", STR_ARG(t->c_name));
}

static void fill_alias(layout_build *b, plan_type *t)
{
    const model_type *mt = t->model;
    if (mt->kind == MODEL_ALIAS) {
        t->element = layout_slot(b, mt->element, LAYOUT_VALUE);
        return;
    }
    /* A named scalar: its own checks are made by its own functions. */
    plan_type *own = b->of[mt->id];
    b->of[mt->id] = NULL;
    t->element = layout_slot(b, mt, LAYOUT_VALUE);
    b->of[mt->id] = own;
}

void layout_fill_type(layout_build *b, plan_type *t)
{
    if (t->filled)
        return;
    t->filled = true;
    switch (t->form) {
    case PLAN_STRUCT: fill_struct(b, t); break;
    case PLAN_TUPLE: fill_tuple(b, t); break;
    case PLAN_UNION: fill_union(b, t); break;
    case PLAN_ENUM:
    case PLAN_OPEN_ENUM: fill_enum(b, t); break;
    case PLAN_LIST:
    case PLAN_MAP:
    case PLAN_BOX: fill_container(b, t); break;
    case PLAN_ALIAS: fill_alias(b, t); break;
    case PLAN_SCALAR: break;
    }
}

void layout_fill(layout_build *b)
{
    /* In the model's order, in which the size of what is used is known before its users'. */
    for (size_t i = 0; i < b->model->types.count; i++) {
        plan_type *t = b->of[b->model->types.items[i]->id];
        if (t && t->emitted)
            layout_fill_type(b, t);
    }
    for (size_t i = 0; i < b->made.count; i++) /* filling one may demand another */
        layout_fill_type(b, b->made.items[i]);
    for (size_t i = 0; i < b->derived.count; i++) {
        plan_type *t = b->derived.entries[i].value;
        if (t->form == PLAN_BOX)
            t->element.pointer = is_struct(t->element.type);
    }
}

void layout_roots(layout_build *b)
{
    for (size_t i = 0; i < b->model->roots.count; i++) {
        const model_root *mr = &b->model->roots.items[i];
        plan_root root = {.kind = mr->kind, .name = mr->name, .pointer = mr->pointer};
        plan_type *t = layout_type_of(b, mr->type);
        bool own_name = mr->type->name.data ? mr->kind == SCHEMA_ROOT_COMPONENT
                                            : b->root_names[mr->type->id].data &&
                                                  str_eq(b->root_names[mr->type->id], mr->name);
        if (!own_name || !t->emitted) {
            plan_type *alias = mem_new(b->m, plan_type);
            str base = str_print(b->m, "%.*s_%.*s", STR_ARG(b->plan->options.prefix),
                                 STR_ARG(name_snake(b->m, mr->name)));
            alias->form = PLAN_ALIAS;
            alias->model = mr->type;
            alias->emitted = alias->api = alias->filled = true;
            alias->key = str_print(b->m, ":%.*s", STR_ARG(mr->name));
            alias->c_name = keep_name(b, alias, base);
            alias->element = layout_slot(b, mr->type, LAYOUT_VALUE);
            alias->checks = alias->element.checks;
            list_push(b->m, &b->made, alias);
            t = alias;
        }
        root.type = t;
        list_push(b->m, &b->plan->roots, root);
    }
}

/** Which model types get a C type of their own, and what each is called. */
#include "layout/keep.h"

/* Every identifier that a type may bring along. What only some forms have costs the others no name:
   an enum that is the member `kind` of a struct `pet` is pet_kind. */
#define FUNCTIONS                                                                                  \
    "_init", "_read", "_read_shape", "_write", "_decode", "_encode", "_validate", "_check"

/* The first heir makes a union of a struct with a discriminator: nothing else must be renamed then. */
static bool may_become_union(const model_type *t)
{
    return t && t->schema && t->schema->discriminator;
}

const char *const *layout_suffixes(plan_form form, const model_type *t)
{
    static const char *const plain[] = {FUNCTIONS, NULL};
    static const char *const records[] = {FUNCTIONS, "_write_tagged", "_shape", "_defaults", NULL};
    static const char *const enums[] = {FUNCTIONS, "_name", "_parse", "_value", "_shape", NULL};
    static const char *const maps[] = {FUNCTIONS, "_get", "_entry", NULL};
    static const char *const unions[] = {FUNCTIONS, "_kind",         "_tags",        "_tags_2",
                                         "_keys",   "_keys_2",       "_order",       "_order_2",
                                         "_shape",  "_write_tagged", "_read_branch", NULL};
    static const char *const bases[] = {
        FUNCTIONS,  "_kind",  "_tags",         "_tags_2",      "_keys",     "_keys_2", "_order",
        "_order_2", "_shape", "_write_tagged", "_read_branch", "_defaults", NULL};
    switch (form) {
    case PLAN_STRUCT: return may_become_union(t) ? bases : records;
    case PLAN_TUPLE: return records;
    case PLAN_ENUM:
    case PLAN_OPEN_ENUM: return enums;
    case PLAN_MAP: return maps;
    case PLAN_UNION: return unions;
    case PLAN_SCALAR:
    case PLAN_LIST:
    case PLAN_BOX:
    case PLAN_ALIAS: break;
    }
    return plain;
}

static bool is_unnamed_scalar_with_checks(const model_type *t)
{
    return !t->name.data &&
           (layout_checks_of(t) || (t->kind == MODEL_ENUM && !layout_fits_enum(t)) ||
            (t->kind == MODEL_ANY && t->kinds != 0x7Eu && t->kinds != 0));
}

static bool is_container(const model_type *t)
{
    return !t->name.data && !t->check &&
           (t->kind == MODEL_ARRAY || t->kind == MODEL_MAP || t->kind == MODEL_NULLABLE);
}

/* Whether nothing but unnamed containers lies between `t` and itself. */
static bool contains_itself(const model_type *t)
{
    const model_type *slow = t, *e = t->element;
    for (bool step = false; is_container(e); e = e->element, step = !step) {
        if (e == t || e == slow)
            return true;
        if (step)
            slow = slow->element;
    }
    return false;
}

/* An unnamed list, map or box can share the C type that its element implies, unless its element
   needs checks of its own. */
static bool is_shared_container(const model_type *t)
{
    return !is_unnamed_scalar_with_checks(t->element) && !contains_itself(t);
}

bool layout_fits_enum(const model_type *t)
{
    for (size_t i = 0; i < t->values.count; i++) {
        const node *value = t->values.items[i].value;
        int64_t number;
        if (value->kind != NODE_STRING &&
            (!node_i64(value, &number) || number > INT32_MAX || number < INT32_MIN))
            return false;
    }
    return true;
}

bool layout_is_own(const model_type *t)
{
    if (t->name.data || t->check)
        return true;
    switch (t->kind) {
    case MODEL_OBJECT:
    case MODEL_TUPLE:
    case MODEL_UNION:
    case MODEL_ALIAS: return true;
    case MODEL_ENUM: return layout_fits_enum(t) || t->values.count == 1;
    case MODEL_ARRAY:
    case MODEL_MAP:
    case MODEL_NULLABLE: return !is_shared_container(t);
    case MODEL_ANY:
    case MODEL_NEVER:
    case MODEL_NULL:
    case MODEL_BOOL:
    case MODEL_INTEGER:
    case MODEL_NUMBER:
    case MODEL_STRING: return false;
    }
    return false;
}

/* A `const` is not a list that may grow. */
static bool is_open_enum(const layout_build *b, const model_type *t)
{
    return layout_is_open(b, t) && (t->values.count > 1 || !t->constant);
}

plan_form layout_own_form(const layout_build *b, const model_type *t)
{
    switch (t->kind) {
    case MODEL_OBJECT: return PLAN_STRUCT;
    case MODEL_TUPLE: return PLAN_TUPLE;
    case MODEL_UNION: return PLAN_UNION;
    case MODEL_ENUM:
        if (!layout_fits_enum(t))
            return PLAN_ALIAS;
        return is_open_enum(b, t) ? PLAN_OPEN_ENUM : PLAN_ENUM;
    case MODEL_ARRAY: return PLAN_LIST;
    case MODEL_MAP: return PLAN_MAP;
    case MODEL_NULLABLE: return PLAN_BOX;
    case MODEL_ALIAS:
    case MODEL_ANY:
    case MODEL_NEVER:
    case MODEL_NULL:
    case MODEL_BOOL:
    case MODEL_INTEGER:
    case MODEL_NUMBER:
    case MODEL_STRING: return PLAN_ALIAS;
    }
    return PLAN_ALIAS;
}

/* One value and no name: where nothing has to be stored, no C type is needed either. */
static bool is_literal(const model_type *t)
{
    return !t->name.data && !t->check && t->kind == MODEL_ENUM && t->values.count == 1;
}

/* What members, which have bits for null, do not need: emitted only if somebody has to hold it. */
static bool is_on_demand(const model_type *t)
{
    return is_literal(t) || (!t->name.data && !t->check && t->kind == MODEL_NULLABLE);
}

/* Unnamed types are called after where they are first used. Their parents can form a cycle, and a
   chain of them can be long: beyond this many steps a name says enough. */
enum { NAME_STEPS = 24 };

static str own_name(layout_build *b, const model_type *t, unsigned steps)
{
    str prefix = b->plan->options.prefix;
    str given = t->given.text.data ? t->given.text : t->name;
    if (given.data)
        return str_print(b->m, "%.*s_%.*s", STR_ARG(prefix), STR_ARG(name_snake(b->m, given)));
    if (b->root_names[t->id].data) {
        str name = name_snake(b->m, b->root_names[t->id]);
        return str_print(b->m, "%.*s_%.*s", STR_ARG(prefix), STR_ARG(name));
    }
    str parent = prefix;
    if (t->parent && b->of[t->parent->id])
        parent = b->of[t->parent->id]->c_name;
    else if (t->parent && steps < NAME_STEPS)
        parent = own_name(b, t->parent, steps + 1);
    str hint = t->hint.data ? t->hint : STR("type");
    return str_print(b->m, "%.*s_%.*s%s", STR_ARG(parent), STR_ARG(name_snake(b->m, hint)),
                     t->kind == MODEL_NULLABLE ? "_or_null" : "");
}

static void make_type(layout_build *b, const model_type *t)
{
    plan_type *p = mem_new(b->m, plan_type);
    p->form = layout_own_form(b, t);
    p->model = t;
    p->emitted = p->api = true;
    p->tag = t->kind == MODEL_OBJECT ? t->tag : STR_NULL;
    p->key = b->keys[t->id];
    p->c_name = keep_name(b, p, own_name(b, t, 0));
    p->constant = name_upper(b->m, p->c_name);
    p->checks = layout_checks_of(t);
    p->check = t->check;
    p->check_whole = t->check_whole;
    b->of[t->id] = p;
    if (is_on_demand(t))
        p->emitted = false;
    else
        list_push(b->m, &b->made, p);
}

/* Parents first, so that their names are there to be built on. */
static void make_own(layout_build *b, const model_type *t)
{
    const model_type *line[NAME_STEPS];
    size_t count = 0;
    for (unsigned step = 0; t && step < 2 * NAME_STEPS && !b->of[t->id]; step++) {
        if (layout_is_own(t) && count < NAME_STEPS)
            line[count++] = t;
        t = t->name.data || b->root_names[t->id].data ? NULL : t->parent;
    }
    while (count-- > 0) {
        if (!b->of[line[count]->id])
            make_type(b, line[count]);
    }
}

void layout_name_types(layout_build *b)
{
    const model *all = b->model;
    for (size_t i = 0; i < all->roots.count; i++) {
        const model_root *root = &all->roots.items[i];
        if (root->type->name.data)
            make_own(b, root->type);
    }
    for (size_t i = 0; i < all->types.count; i++) {
        if (all->types.items[i]->name.data)
            make_own(b, all->types.items[i]);
    }
    for (size_t i = 0; i < all->roots.count; i++) {
        const model_root *root = &all->roots.items[i];
        if (!root->type->name.data && !b->root_names[root->type->id].data &&
            layout_is_own(root->type) && !is_on_demand(root->type)) {
            b->root_names[root->type->id] = root->name;
            make_own(b, root->type);
        }
    }
    for (size_t i = 0; i < all->types.count; i++)
        make_own(b, all->types.items[i]);
}

/* ---- runtime types and shared containers ---- */

static plan_type *scalar(layout_build *b, const char *c_name, const char *suffix)
{
    str key = str_of(suffix);
    plan_type *p = map_get(&b->scalars, key);
    if (!p) {
        p = mem_new(b->m, plan_type);
        p->form = PLAN_SCALAR;
        p->c_name = str_of(c_name);
        p->scalar = key;
        map_put(&b->scalars, key, p);
    }
    return p;
}

static plan_type *integer_scalar(layout_build *b, model_width width)
{
    switch (width) {
    case MODEL_WIDTH_64: return scalar(b, "int64_t", "i64");
    case MODEL_WIDTH_32: return scalar(b, "int32_t", "i32");
    case MODEL_WIDTH_U32: return scalar(b, "uint32_t", "u32");
    case MODEL_WIDTH_U64: return scalar(b, "uint64_t", "u64");
    }
    return scalar(b, "int64_t", "i64");
}

/* Values that no C enum holds are numbers with a check. */
static plan_type *listed_scalar(layout_build *b, const model_type *t)
{
    for (size_t i = 0; i < t->values.count; i++) {
        int64_t number;
        if (!node_i64(t->values.items[i].value, &number))
            return scalar(b, "uint64_t", "u64");
    }
    return scalar(b, "int64_t", "i64");
}

static plan_type *typed_scalar(layout_build *b, o2c_format format)
{
    const plan_typed *form = plan_typed_of(format);
    plan_type *p = scalar(b, form->c_name, form->scalar);
    p->typed = form;
    return p;
}

static plan_type *runtime_type(layout_build *b, const model_type *t)
{
    switch (t->kind) {
    case MODEL_BOOL: return scalar(b, "bool", "bool");
    case MODEL_INTEGER: return integer_scalar(b, t->width);
    case MODEL_NUMBER:
        return t->width == MODEL_WIDTH_32 ? scalar(b, "float", "f32") : scalar(b, "double", "f64");
    case MODEL_STRING: return t->typed ? typed_scalar(b, t->typed) : scalar(b, "o2c_str", "str");
    case MODEL_NULL: return scalar(b, "bool", "nothing");
    case MODEL_NEVER: return scalar(b, "o2c_value", "never");
    case MODEL_ENUM: return listed_scalar(b, t);
    case MODEL_ANY:
    case MODEL_OBJECT:
    case MODEL_MAP:
    case MODEL_ARRAY:
    case MODEL_TUPLE:
    case MODEL_UNION:
    case MODEL_NULLABLE:
    case MODEL_ALIAS: break;
    }
    return scalar(b, "o2c_value", "value");
}

/* "p_pet" for pets_pet, "p_str" for o2c_str: what the names of containers begin with. */
static str container_base(layout_build *b, const plan_type *element)
{
    str prefix = b->plan->options.prefix, name = element->c_name;
    if (element->form == PLAN_SCALAR)
        return str_print(b->m, "%.*s_%.*s", STR_ARG(prefix), STR_ARG(element->scalar));
    if (str_starts(name, STR("o2c_")))
        return str_print(b->m, "%.*s_%.*s", STR_ARG(prefix), STR_ARG(str_slice(name, 4, name.len)));
    return name;
}

static str container_key(layout_build *b, plan_form form, const plan_type *element)
{
    const char *suffix = form == PLAN_LIST ? "[]" : form == PLAN_MAP ? "{}" : "?";
    str key = element->key.data              ? element->key
              : element->form == PLAN_SCALAR ? element->scalar
                                             : element->c_name;
    return str_print(b->m, "%.*s%s", STR_ARG(key), suffix);
}

/* Lists and maps of most scalars come with the runtime. */
static bool is_of_runtime(plan_form form, const plan_type *element)
{
    return form != PLAN_BOX && element->form == PLAN_SCALAR &&
           !str_eq(element->scalar, STR("nothing")) && !str_eq(element->scalar, STR("never"));
}

plan_type *layout_container(layout_build *b, plan_form form, const model_type *made_for,
                            plan_slot element)
{
    const char *suffix = form == PLAN_LIST ? "list" : form == PLAN_MAP ? "map" : "or_null";
    const plan_type *e = element.type;
    str key =
        str_print(b->m, "%.*s %s", STR_ARG(e->form == PLAN_SCALAR ? e->scalar : e->c_name), suffix);
    plan_type *p = map_get(&b->derived, key);
    if (p)
        return p;
    p = mem_new(b->m, plan_type);
    p->form = form;
    p->model = made_for;
    p->element = element;
    p->element.checks = NULL;
    p->filled = true;
    map_put(&b->derived, key, p);
    if (is_of_runtime(form, e)) {
        p->c_name = str_print(b->m, "o2c_%.*s_%s", STR_ARG(e->scalar), suffix);
    } else {
        str base = str_print(b->m, "%.*s_%s", STR_ARG(container_base(b, e)), suffix);
        p->emitted = true;
        p->key = container_key(b, form, e);
        p->c_name = keep_name(b, p, base);
        p->constant = name_upper(b->m, p->c_name);
        list_push(b->m, &b->made, p);
    }
    if (form == PLAN_MAP)
        p->extra = is_of_runtime(form, e) ? str_print(b->m, "o2c_%.*s_entry", STR_ARG(e->scalar))
                                          : str_print(b->m, "%.*s_entry", STR_ARG(p->c_name));
    return p;
}

plan_type *layout_type_of(layout_build *b, const model_type *t)
{
    plan_type *own = b->of[t->id];
    if (own) {
        if (!own->emitted) {
            own->emitted = true;
            list_push(b->m, &b->made, own);
            layout_fill_type(b, own);
        }
        return own;
    }
    if (t->kind == MODEL_ARRAY || t->kind == MODEL_MAP || t->kind == MODEL_NULLABLE)
        return layout_container(b, layout_own_form(b, t), t,
                                layout_slot(b, t->element, LAYOUT_VALUE));
    return runtime_type(b, t);
}

static bool holds_nothing(const layout_build *b, const model_type *t, layout_place place)
{
    return (is_literal(t) && (place == LAYOUT_TAG || !is_open_enum(b, t))) ||
           (!t->name.data && !t->check && t->kind == MODEL_NULL);
}

/* What tells branches apart is compared as text. */
static bool is_typed_tag(const layout_build *b, const model_type *t, layout_place place)
{
    return place == LAYOUT_TAG && t->typed && !b->of[t->id];
}

plan_slot layout_slot(layout_build *b, const model_type *t, layout_place place)
{
    /* An alias inside a cycle could not be declared before what it stands for: go by the latter. */
    while (t->kind == MODEL_ALIAS && t->recursive)
        t = t->element;
    plan_slot slot = {.model = t};
    if (place != LAYOUT_VALUE) {
        const model_type *end = t;
        while (end->kind == MODEL_ALIAS)
            end = end->element;
        if (end->kind == MODEL_NULLABLE && !end->check) {
            slot.nullable = true;
            slot.model = t = end->element;
        }
        slot.literal = holds_nothing(b, t, place);
    }
    if (slot.literal) {
        slot.type = NULL;
        return slot;
    }
    if (is_typed_tag(b, t, place)) {
        slot.type = scalar(b, "o2c_str", "str");
        slot.checks = &t->checks;
        return slot;
    }
    slot.type = layout_type_of(b, t);
    /* A type with functions of its own makes its checks itself; these are made where it is used. */
    bool restricted = t->kind == MODEL_ANY && t->kinds && t->kinds != 0x7Eu;
    if (!b->of[t->id] && (restricted || t->kind == MODEL_ENUM || layout_checks_of(t)))
        slot.checks = &t->checks;
    return slot;
}

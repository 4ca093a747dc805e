/** Schema to type: what shape the conjunction of some leaves has (DESIGN §4). */
#include "model/build.h"

#include <stdlib.h>

model_type *shape_new(build *b, model_kind kind, const schema *s, model_type *parent, str hint)
{
    build_type *made = mem_new(b->m, build_type);
    made->mask = SCHEMA_ALL;
    model_type *type = &made->type;
    type->kind = kind;
    type->parent = parent;
    type->hint = hint;
    type->schema = s;
    if (s) {
        type->pointer = s->pointer;
        type->title = s->title;
        type->description = s->description;
        type->deprecated = s->deprecated;
    }
    if (kind == MODEL_ANY)
        type->kinds = KIND_ALL;
    checks_init(&type->checks);
    list_push(b->m, &b->types, type);
    return type;
}

/* Sets of leaves, and the type of each. */

static int compare_indices(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

static str set_key(build *b, const schema_list *leaves)
{
    uint32_t *indices = mem_array(&b->scratch, uint32_t, leaves->count + 1);
    for (size_t i = 0; i < leaves->count; i++)
        indices[i] = entry_of(b, leaves->items[i])->index;
    qsort(indices, leaves->count, sizeof *indices, compare_indices);
    return (str){(const char *)indices, leaves->count * sizeof *indices};
}

model_type *shape_set(build *b, const schema_list *leaves, const schema *s, model_type *parent,
                      str hint)
{
    model_type *type;
    if (!leaves->count || !build_spend(b, leaves->count, s)) {
        type = shape_new(b, MODEL_ANY, s, parent, hint);
        if (leaves->count)
            residue_whole(b, type, leaves);
        return type;
    }
    str key = set_key(b, leaves);
    type = map_get(&b->sets, key);
    if (type)
        return type;
    type = shape_new(b, MODEL_ANY, s, parent, hint);
    build_of(type)->leaves = leaves_copy(b, leaves);
    map_put(&b->sets, str_copy(b->m, key), type);
    return type;
}

/* A property's own name is its member's. */
static schema_name type_name(const schema *s)
{
    bool own = s->choices.type_name.text.data || s->is_property;
    return own ? s->choices.type_name : s->choices.name;
}

static model_type *shape_alias(build *b, const schema *s, model_type *target)
{
    model_type *type = shape_new(b, MODEL_ALIAS, s, NULL, STR_NULL);
    type->name = s->name;
    type->given = type_name(s);
    type->element = target;
    return type;
}

/* A schema that says something itself, or the base of an inheritance. */
static model_type *shape_own(build *b, const schema *s, model_type *parent, str hint)
{
    if (entry_of(b, s)->heirs.count) {
        model_type *type = shape_new(b, MODEL_UNION, s, parent, hint);
        build_of(type)->heirs_only = true;
        type->name = s->name;
        type->given = type_name(s);
        return type;
    }
    model_type *type = shape_set(b, schema_leaves(b, s), s, parent, hint);
    if (type->schema != s && s->name.data)
        return shape_alias(b, s, type);
    if (type->schema == s) {
        type->name = s->name;
        type->given = type_name(s);
    }
    return type;
}

static bool is_chosen(const schema *s)
{
    return s->choices.type.value || s->choices.open.value || s->choices.unknown.value;
}

/* Scalars without a check are one type each; most schemas are such. */
static model_type *shape_plain(build *b, const schema *s, model_type *parent, str hint)
{
    schema without = *s;
    without.types = 0;
    without.format_node = NULL;
    bool scalar = s->types == SCHEMA_STRING || s->types == SCHEMA_BOOLEAN ||
                  s->types == SCHEMA_INTEGER || s->types == SCHEMA_NUMBER;
    if (!scalar || s->name.data || is_chosen(s) || s->ref || s->all_of.count ||
        schema_asserts(&without))
        return NULL;
    str key = str_print(&b->scratch, "%u %d %.*s", s->types, s->asserts_format, STR_ARG(s->format));
    if (b->graph->typed) /* which an encoding may lead to */
        key = str_print(&b->scratch, "%.*s %.*s", STR_ARG(key), STR_ARG(s->content_encoding));
    model_type *type = map_get(&b->plain, key);
    if (type)
        return type;
    type = shape_set(b, schema_leaves(b, s), s, parent, hint);
    map_put(&b->plain, str_copy(b->m, key), type);
    return type;
}

static model_type *shape_endless(build *b, const schema *s, model_type *parent, str hint)
{
    if (build_once(b, "O2C-M005", s->node))
        diag_warning(b->d, "O2C-M005", schema_place(s, s->ref ? "$ref" : "allOf"), NULL,
                     "'%.*s' refers to itself and nothing else; no value satisfies it",
                     STR_ARG(s->pointer));
    model_type *type = shape_new(b, MODEL_NEVER, s, parent, hint);
    type->name = s->name;
    return type;
}

model_type *shape_schema(build *b, const schema *s, model_type *parent, str hint)
{
    entry *e = entry_of(b, s);
    coverage_keywords(b, e);
    if (e->type)
        return e->type;
    e->type = shape_plain(b, s, parent, hint);
    if (e->type)
        return e->type;
    const schema *target = schema_target(b, s);
    if (!target)
        e->type = shape_endless(b, s, parent, hint);
    else if (target == s)
        e->type = shape_own(b, s, parent, hint);
    else if (s->name.data)
        e->type = shape_alias(b, s, shape_schema(b, target, parent, hint));
    else
        e->type = shape_schema(b, target, parent, hint);
    return e->type;
}

/* The parts that say something, each target once. */
static schema_list distinct_parts(build *b, const schema_list *parts, bool *never)
{
    schema_list kept = {0};
    uint32_t walk = leaves_walk(b);
    *never = false;
    for (size_t i = 0; i < parts->count; i++) {
        const schema *target = schema_target(b, parts->items[i]);
        *never = *never || !target || target->never;
        if (!target || entry_of(b, target)->visit == walk)
            continue;
        entry_of(b, target)->visit = walk;
        if (schema_asserts(target) || target->ref || target->all_of.count || parts->count == 1)
            list_push(&b->scratch, &kept, parts->items[i]);
    }
    return kept;
}

model_type *shape_parts(build *b, const schema_list *parts, model_type *parent, str hint)
{
    bool never;
    schema_list kept = distinct_parts(b, parts, &never);
    if (kept.count == 1)
        return shape_schema(b, kept.items[0], parent, hint);
    const schema *s = parts->count ? parts->items[0] : NULL;
    if (never || !kept.count) {
        model_type *type = shape_new(b, never ? MODEL_NEVER : MODEL_ANY, s, parent, hint);
        if (!s)
            type->pointer = parent->pointer;
        return type;
    }
    schema_list leaves = {0};
    uint32_t walk = leaves_walk(b);
    for (size_t i = 0; i < kept.count; i++)
        leaves_add(b, &leaves, kept.items[i], kept.items[0], walk);
    return shape_set(b, &leaves, s, parent, hint);
}

/* Filling: from a flat record to a kind. */

void shape_never(build *b, model_type *type, const node *at, const char *why)
{
    const node *place = at ? at : type->schema->node;
    type->kind = MODEL_NEVER;
    type->members.count = 0;
    type->others = MODEL_OTHERS_OPEN;
    if (build_once(b, "O2C-M003", place))
        diag_warning(b->d, "O2C-M003", node_place(place), NULL, "no value satisfies '%.*s': %s",
                     STR_ARG(type->pointer), why);
}

/* Bounds that exclude each other, or NULL. */
static const char *empty_numbers(const model_checks *c)
{
    if (c->minimum && c->maximum && number_compare(c->minimum, c->maximum) > 0)
        return "the maximum is below the minimum";
    if (c->exclusive_minimum && c->maximum && number_compare(c->exclusive_minimum, c->maximum) >= 0)
        return "the maximum is not above the exclusive minimum";
    if (c->minimum && c->exclusive_maximum && number_compare(c->minimum, c->exclusive_maximum) >= 0)
        return "the exclusive maximum is not above the minimum";
    if (c->exclusive_minimum && c->exclusive_maximum &&
        number_compare(c->exclusive_minimum, c->exclusive_maximum) >= 0)
        return "the exclusive maximum is not above the exclusive minimum";
    return NULL;
}

/* Widths narrower than 32 bits are 32 bits with bounds. */
static void bound_width(build *b, model_type *type, const flat *f)
{
    number_limits l;
    if (!number_range(b, f->format, f->format_node, &l))
        return;
    if (!type->checks.minimum || number_compare(l.minimum, type->checks.minimum) > 0)
        type->checks.minimum = l.minimum;
    if (!type->checks.maximum || number_compare(l.maximum, type->checks.maximum) < 0)
        type->checks.maximum = l.maximum;
}

static bool is_beyond_i64(const node *n)
{
    int64_t i;
    uint64_t u;
    return n && !node_i64(n, &i) && node_u64(n, &u);
}

static bool is_beyond_64(const node *n)
{
    double f;
    return n && node_f64(n, &f) && (f > 18446744073709551615.0 || f < -9223372036854775808.0);
}

static void integer_width(build *b, model_type *type, const flat *f)
{
    const model_checks *c = &type->checks;
    str format = f->format;
    if (str_eq(format, STR("int32")) || str_eq(format, STR("int16")) || str_eq(format, STR("int8")))
        type->width = MODEL_WIDTH_32;
    else if (str_eq(format, STR("uint32")) || str_eq(format, STR("uint16")) ||
             str_eq(format, STR("uint8")))
        type->width = MODEL_WIDTH_U32;
    else if (str_eq(format, STR("uint64")))
        type->width = MODEL_WIDTH_U64;
    else if (is_beyond_i64(c->maximum) && c->minimum && c->minimum->as.text.data[0] != '-')
        type->width = MODEL_WIDTH_U64;
    if (str_eq(format, STR("int8")) || str_eq(format, STR("int16")) ||
        str_eq(format, STR("uint8")) || str_eq(format, STR("uint16")))
        bound_width(b, type, f);
    if (is_beyond_64(c->minimum) || is_beyond_64(c->maximum))
        coverage_add(b, MODEL_NARROWER, type->schema, NULL, "type", "integers have 64 bits");
}

static void fill_number(build *b, model_type *type, const flat *f, bool whole)
{
    const model_checks *c = &f->checks;
    const char *empty = empty_numbers(c);
    if (empty) {
        shape_never(b, type, NULL, empty);
        return;
    }
    type->kind = whole ? MODEL_INTEGER : MODEL_NUMBER;
    type->checks.minimum = c->minimum;
    type->checks.maximum = c->maximum;
    type->checks.exclusive_minimum = c->exclusive_minimum;
    type->checks.exclusive_maximum = c->exclusive_maximum;
    for (size_t i = 0; i < c->multiple_of.count; i++)
        list_push(b->m, &type->checks.multiple_of, c->multiple_of.items[i]);
    type->format = f->format;
    if (whole && !b->graph->exact) /* where formats say nothing of numbers */
        integer_width(b, type, f);
    else if (!whole && str_eq(f->format, STR("float")))
        type->width = MODEL_WIDTH_32;
}

static void fill_string(build *b, model_type *type, const flat *f)
{
    if (f->checks.min_length > f->checks.max_length) {
        shape_never(b, type, NULL, "maxLength is below minLength");
        return;
    }
    type->kind = MODEL_STRING;
    type->format = f->format;
    type->checks.min_length = f->checks.min_length;
    type->checks.max_length = f->checks.max_length;
    type->checks.formats = f->checks.formats;
    for (size_t i = 0; i < f->checks.patterns.count; i++)
        list_push(b->m, &type->checks.patterns, f->checks.patterns.items[i]);
}

static void fill_array(build *b, model_type *type, flat *f)
{
    if (f->checks.min_items > f->checks.max_items) {
        shape_never(b, type, NULL, "maxItems is below minItems");
        return;
    }
    type->kind = f->prefix.count ? MODEL_TUPLE : MODEL_ARRAY;
    type->checks.min_items = f->checks.min_items;
    type->checks.max_items = f->checks.max_items;
    type->checks.unique_items = f->checks.unique_items;
    for (size_t i = 0; i < f->prefix.count; i++) {
        str hint = str_print(b->m, "item%zu", i);
        list_push(b->m, &type->items, shape_parts(b, &f->prefix.items[i], type, hint));
    }
    if (!f->prefix.count || !f->items_closed)
        type->element = shape_parts(b, &f->items, type, STR("item"));
}

/* Objects. */

/* The first default of the parts, or of what they refer to. */
static const node *default_of(build *b, const schema_list *parts)
{
    const node *found = NULL;
    for (size_t i = 0; !found && i < parts->count; i++) {
        const schema *target = schema_target(b, parts->items[i]);
        found = parts->items[i]->default_node;
        if (!found && target)
            found = target->default_node;
    }
    return found;
}

static void annotate_member(build *b, model_member *member, const schema_list *parts)
{
    member->default_value = default_of(b, parts);
    for (size_t i = 0; i < parts->count; i++) {
        const schema *s = parts->items[i];
        if (!member->description.data)
            member->description = s->description;
        member->deprecated = member->deprecated || s->deprecated;
        member->read_only = member->read_only || s->read_only;
        member->write_only = member->write_only || s->write_only;
        if (!member->given.text.data && s->is_property)
            member->given = s->choices.name;
        if (!member->storage.value && s->is_property)
            member->storage = s->choices.storage;
    }
}

static void warn_of_undeclared(build *b, const flat_property *p)
{
    if (p->required_at && build_once(b, "O2C-M012", p->required_at))
        diag_warning(b->d, "O2C-M012", node_place(p->required_at), NULL,
                     "'%.*s' is required but not among the properties; it is read as any value",
                     STR_ARG(p->name));
}

static void warn_of_refused(build *b, const flat_property *p)
{
    if (build_once(b, "O2C-M010", p->first->node))
        diag_warning(b->d, "O2C-M010", node_place(p->first->node), NULL,
                     "the property '%.*s' is refused by additionalProperties of '%.*s'",
                     STR_ARG(p->name), STR_ARG(p->refused_by->pointer));
}

static void add_member(build *b, model_type *type, const flat_property *p)
{
    model_member member = {.name = p->name, .required = p->required, .schema = p->first};
    annotate_member(b, &member, &p->parts);
    for (size_t i = 0; i < p->parts.count; i++)
        list_push(b->m, &member.sources, p->parts.items[i]);
    if (!p->parts.count)
        warn_of_undeclared(b, p);
    member.type = shape_parts(b, &p->parts, type, p->name);
    list_push(b->m, &type->members, member);
}

static bool add_members(build *b, model_type *type, const flat *f)
{
    for (size_t i = 0; i < f->properties.count; i++) {
        const flat_property *p = &f->properties.items[i];
        if (p->refused_by && p->required) {
            shape_never(b, type, p->refused_by->node,
                        "a required member is refused by additionalProperties");
            return false;
        }
        if (p->refused_by)
            warn_of_refused(b, p);
        else
            add_member(b, type, p);
    }
    return true;
}

static void fill_object(build *b, model_type *type, const flat *f)
{
    if (f->checks.min_properties > f->checks.max_properties) {
        shape_never(b, type, NULL, "maxProperties is below minProperties");
        return;
    }
    type->kind = MODEL_OBJECT;
    type->checks.min_properties = f->checks.min_properties;
    type->checks.max_properties = f->checks.max_properties;
    type->others = f->others;
    if (!add_members(b, type, f))
        return;
    if (f->others == MODEL_OTHERS_TYPED)
        type->element = shape_parts(b, &f->others_parts, type, STR("value"));
    if (type->members.count || f->declares || f->others == MODEL_OTHERS_CLOSED)
        return;
    if (f->others == MODEL_OTHERS_TYPED) {
        type->kind = MODEL_MAP;
        type->others = MODEL_OTHERS_OPEN;
    } else {
        type->kind = MODEL_ANY;
        type->kinds = KIND_OBJECT;
    }
}

/* A dynamic value keeps the checks of every kind that it may have. */
static void fill_any(build *b, model_type *type, const flat *f, unsigned types)
{
    type->kind = MODEL_ANY;
    type->kinds = kinds_of_types(types);
    type->checks = f->checks;
    type->checks.multiple_of.items = NULL;
    type->checks.multiple_of.count = type->checks.multiple_of.room = 0;
    type->checks.patterns.items = NULL;
    type->checks.patterns.count = type->checks.patterns.room = 0;
    for (size_t i = 0; i < f->checks.multiple_of.count; i++)
        list_push(b->m, &type->checks.multiple_of, f->checks.multiple_of.items[i]);
    for (size_t i = 0; i < f->checks.patterns.count; i++)
        list_push(b->m, &type->checks.patterns, f->checks.patterns.items[i]);
    if (!checks_none(&f->checks) || types != SCHEMA_ALL)
        coverage_add(b, MODEL_DYNAMIC, type->schema, NULL, "type", "a value of several types");
}

/* Without limits that a C type holds, an exact number is a value. */
static bool is_value(const build *b, const flat *f, unsigned types)
{
    int64_t i;
    bool held = types == SCHEMA_INTEGER && f->checks.minimum && f->checks.maximum &&
                node_i64(f->checks.minimum, &i) && node_i64(f->checks.maximum, &i);
    return b->graph->exact && kinds_of_types(types) == KIND_NUMBER && !held;
}

static void fill_kind(build *b, model_type *type, flat *f, unsigned types)
{
    if (is_value(b, f, types)) {
        fill_any(b, type, f, types);
        if (types == SCHEMA_INTEGER)
            residue_whole_number(b, type);
        return;
    }
    switch (types) {
    case SCHEMA_NULL: type->kind = MODEL_NULL; break;
    case SCHEMA_BOOLEAN: type->kind = MODEL_BOOL; break;
    case SCHEMA_INTEGER: fill_number(b, type, f, true); break;
    case SCHEMA_NUMBER | SCHEMA_INTEGER: fill_number(b, type, f, false); break;
    case SCHEMA_STRING: fill_string(b, type, f); break;
    case SCHEMA_ARRAY: fill_array(b, type, f); break;
    default: fill_object(b, type, f); break;
    }
}

void shape_pass_name(model_type *outer, model_type *inner)
{
    if (outer->name.data || inner->given.text.data)
        return;
    inner->given = outer->given;
    outer->given = (schema_name){0};
}

void shape_nullable(build *b, model_type *type)
{
    str hint = type->name.data ? STR("value") : type->hint;
    model_type *parent = type->name.data ? type : (model_type *)type->parent;
    model_type *inner = shape_new(b, MODEL_ANY, type->schema, parent, hint);
    build_of(inner)->leaves = build_of(type)->leaves;
    build_of(inner)->mask = build_of(type)->mask & ~(unsigned)SCHEMA_NULL;
    shape_pass_name(type, inner);
    build_of(inner)->inner = true;
    type->kind = MODEL_NULLABLE;
    type->element = inner;
}

/* Without `type`, properties imply an object and items an array, except in a branch of a union. */
static unsigned implied_types(build *b, const model_type *type, const flat *f)
{
    unsigned implied = (f->object_schema ? (unsigned)SCHEMA_OBJECT : 0) |
                       (f->array_schema ? (unsigned)SCHEMA_ARRAY : 0);
    if (!implied || build_of((model_type *)type)->branch || b->graph->exact)
        return SCHEMA_ALL;
    const schema *s = f->object_schema ? f->object_schema : f->array_schema;
    if (build_once(b, "O2C-M001", s->node)) {
        coverage_add(b, MODEL_NARROWER, s, NULL, "type", "the type is implied by other keywords");
        diag_note(b->d, "O2C-M001", node_place(s->node), NULL,
                  "no 'type' here: read as %s, other values are refused",
                  f->object_schema ? "an object" : "an array");
    }
    return implied;
}

static bool is_one_kind(unsigned types)
{
    unsigned kinds = kinds_of_types(types);
    return (kinds & (kinds - 1)) == 0;
}

/* Everything but null. */
static bool is_any(unsigned types)
{
    return kinds_of_types(types) == (KIND_ALL & ~KIND_NULL) && (types & SCHEMA_NUMBER);
}

static void fill_types(build *b, model_type *type, flat *f)
{
    build_type *made = build_of(type);
    unsigned types = f->types & made->mask;
    bool typed = f->typed || made->mask != SCHEMA_ALL;
    bool shaped = f->object_schema || f->array_schema;
    if (!typed)
        types &= implied_types(b, type, f);
    if (!types)
        shape_never(b, type, NULL, "no type is left");
    else if (made->together)
        fill_any(b, type, f, types);
    else if (is_one_kind(types))
        fill_kind(b, type, f, types);
    else if (typed && (types & SCHEMA_NULL))
        shape_nullable(b, type);
    else if (!shaped && (!typed || is_any(types)))
        fill_any(b, type, f, types);
    else
        union_fill_types(b, type, f, types);
}

static void fill(build *b, model_type *type)
{
    build_type *made = build_of(type);
    flat f;
    merge_leaves(b, &made->leaves, &f);
    for (size_t i = 0; i < made->leaves.count; i++)
        made->weak = made->weak || entry_of(b, made->leaves.items[i])->weak;
    if (choose_value(b, type, &f))
        return;
    if (f.never)
        type->kind = MODEL_NEVER;
    else if (f.contradiction)
        shape_never(b, type, f.contradiction, f.conflict);
    else if (f.has_values)
        enum_fill(b, type, &f);
    else if (!f.unions.count || !union_fill(b, type, &f))
        fill_types(b, type, &f);
    choose_fill(b, type);
    residue_attach(b, type, &f);
}

static void fill_queue(build *b)
{
    for (; b->filled < b->types.count; b->filled++) {
        model_type *type = b->types.items[b->filled];
        if (build_of(type)->heirs_only) {
            union_fill_heirs(b, type, entry_of(b, type->schema));
            type->open = type->schema->choices.open;
        } else if (build_of(type)->leaves.count)
            fill(b, type);
        scratch_empty(b);
    }
}

void shape_all(build *b)
{
    for (size_t i = 0; i < b->graph->roots.count; i++) {
        const schema_root *root = &b->graph->roots.items[i];
        if (root->kind == SCHEMA_ROOT_HEIR)
            continue;
        model_root made = {.kind = root->kind, .name = root->name, .pointer = root->value->pointer};
        made.type = shape_schema(b, root->value, NULL, root->name);
        scratch_empty(b);
        list_push(b->m, &b->out->roots, made);
    }
    fill_queue(b);
}

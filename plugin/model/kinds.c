/** Types as a graph: their edges, the JSON kinds that they accept, their members by name. */
#include "model/build.h"

uint32_t type_edge_count(const model_type *type)
{
    size_t others = type->items.count + type->members.count + type->branches.count;
    return (uint32_t)(others + (type->element ? 1 : 0));
}

model_type **type_edge(model_type *type, uint32_t at)
{
    size_t i = at;
    if (i < type->items.count)
        return &type->items.items[i];
    i -= type->items.count;
    if (i < type->members.count)
        return &type->members.items[i].type;
    i -= type->members.count;
    if (i < type->branches.count)
        return &type->branches.items[i].type;
    return &type->element;
}

bool type_is_plain(const model_type *type)
{
    return checks_none(&type->checks) && !type->check && !build_of((model_type *)type)->weak;
}

model_type *model_resolve(model_type *type)
{
    while (type->kind == MODEL_ALIAS)
        type = type->element;
    return type;
}

void alias_skip(build *b)
{
    for (size_t i = 0; i < b->types.count; i++) {
        model_type *type = b->types.items[i];
        uint32_t count = type_edge_count(type);
        for (uint32_t k = 0; k < count; k++) {
            model_type **edge = type_edge(type, k);
            while ((*edge)->kind == MODEL_ALIAS && !(*edge)->name.data)
                *edge = (*edge)->element;
        }
    }
    for (size_t i = 0; i < b->out->roots.count; i++) {
        model_type **edge = &b->out->roots.items[i].type;
        while ((*edge)->kind == MODEL_ALIAS && !(*edge)->name.data)
            *edge = (*edge)->element;
    }
}

unsigned kinds_of_types(unsigned types)
{
    return (types & SCHEMA_NULL ? (unsigned)KIND_NULL : 0) |
           (types & SCHEMA_BOOLEAN ? (unsigned)KIND_BOOL : 0) |
           (types & (SCHEMA_INTEGER | SCHEMA_NUMBER) ? (unsigned)KIND_NUMBER : 0) |
           (types & SCHEMA_STRING ? (unsigned)KIND_STRING : 0) |
           (types & SCHEMA_ARRAY ? (unsigned)KIND_ARRAY : 0) |
           (types & SCHEMA_OBJECT ? (unsigned)KIND_OBJECT : 0);
}

unsigned kind_of_node(const node *n)
{
    static const unsigned kinds[] = {
        [NODE_NULL] = KIND_NULL,     [NODE_BOOL] = KIND_BOOL,   [NODE_NUMBER] = KIND_NUMBER,
        [NODE_STRING] = KIND_STRING, [NODE_ARRAY] = KIND_ARRAY, [NODE_OBJECT] = KIND_OBJECT};
    return kinds[n->kind];
}

const char *kind_name(unsigned kind)
{
    switch (kind) {
    case KIND_NULL: return "null";
    case KIND_BOOL: return "boolean";
    case KIND_NUMBER: return "number";
    case KIND_STRING: return "string";
    case KIND_ARRAY: return "array";
    case KIND_OBJECT: return "object";
    default: return "value";
    }
}

static unsigned kinds_of_branches(const model_type *type)
{
    unsigned kinds = 0;
    for (size_t i = 0; i < type->branches.count; i++)
        kinds |= build_of(type->branches.items[i].type)->kinds;
    return kinds & build_of((model_type *)type)->info->kinds;
}

unsigned type_own_kinds(const model_type *type)
{
    switch (type->kind) {
    case MODEL_ANY: return type->kinds;
    case MODEL_NEVER: return 0;
    case MODEL_NULL: return KIND_NULL;
    case MODEL_BOOL: return KIND_BOOL;
    case MODEL_INTEGER:
    case MODEL_NUMBER: return KIND_NUMBER;
    case MODEL_STRING: return KIND_STRING;
    case MODEL_ENUM:
        return type->values.items[0].value->kind == NODE_STRING ? KIND_STRING : KIND_NUMBER;
    case MODEL_OBJECT:
    case MODEL_MAP: return KIND_OBJECT;
    case MODEL_ARRAY:
    case MODEL_TUPLE: return KIND_ARRAY;
    case MODEL_UNION: return kinds_of_branches(type);
    case MODEL_NULLABLE: return KIND_NULL | build_of(type->element)->kinds;
    case MODEL_ALIAS: return build_of(type->element)->kinds;
    }
    return 0;
}

void kinds_compute(build *b)
{
    type_list order = {0};
    cycles_cut_direct(b, &order);
    for (size_t i = 0; i < order.count; i++)
        build_of(order.items[i])->kinds = type_own_kinds(order.items[i]);
}

model_member *type_member(build *b, model_type *object, str name)
{
    build_type *made = build_of(object);
    if (!made->members) {
        made->members = mem_new(b->m, map);
        map_init(made->members, b->m);
        for (size_t i = 0; i < object->members.count; i++)
            map_put(made->members, object->members.items[i].name, &object->members.items[i]);
    }
    return map_get(made->members, name);
}

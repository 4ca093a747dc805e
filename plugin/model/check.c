/** Defaults: kept where they are values of their type. */
#include "model/build.h"

typedef enum verdict {
    VALID,
    INVALID,
    UNSUPPORTED /* a value that we do not make at generation time */
} verdict;

static bool is_in_width(const node *n, model_width width)
{
    int64_t i;
    uint64_t u;
    if (width == MODEL_WIDTH_U64)
        return node_u64(n, &u);
    if (!node_i64(n, &i))
        return false;
    switch (width) {
    case MODEL_WIDTH_32: return i >= INT32_MIN && i <= INT32_MAX;
    case MODEL_WIDTH_U32: return i >= 0 && i <= UINT32_MAX;
    default: return true;
    }
}

static bool is_listed(const model_type *type, const node *n)
{
    for (size_t i = 0; i < type->values.count; i++)
        if (node_equal(type->values.items[i].value, n))
            return true;
    return false;
}

/* Only the empty ones can be made. */
static verdict judge_container(const node *n, node_kind kind, bool empty_is_valid)
{
    if (n->kind != kind)
        return INVALID;
    if (n->count)
        return UNSUPPORTED;
    return empty_is_valid ? VALID : INVALID;
}

static verdict judge(model_type *type, const node *n, uint32_t *branch);

static bool requires_members(const model_type *type)
{
    for (size_t i = 0; i < type->members.count; i++)
        if (type->members.items[i].required)
            return true;
    return type->checks.min_properties > 0;
}

static verdict judge_number(const model_type *type, const node *n)
{
    bool fits =
        n->kind == NODE_NUMBER && (type->kind == MODEL_NUMBER || is_in_width(n, type->width));
    return fits && value_passes(n, &type->checks) ? VALID : INVALID;
}

static verdict judge_string(const model_type *type, const node *n)
{
    bool fits = n->kind == NODE_STRING && value_passes(n, &type->checks) &&
                (!type->typed || typed_holds(type->typed, n->as.text));
    return fits ? VALID : INVALID;
}

/* Whether nothing in the type can lead back to it, so that its union is no pointer. */
static bool is_closed(model_type *type, int depth)
{
    enum { MAX_CLOSED = 8 };
    type = model_resolve(type);
    if (type->kind == MODEL_OBJECT || type->kind == MODEL_TUPLE || depth == MAX_CLOSED)
        return false;
    for (size_t i = 0; i < type->branches.count; i++)
        if (!is_closed(type->branches.items[i].type, depth + 1))
            return false;
    return !type->element || is_closed(type->element, depth + 1);
}

static bool is_scalar(const model_type *type)
{
    return type->kind == MODEL_BOOL || type->kind == MODEL_INTEGER || type->kind == MODEL_NUMBER ||
           type->kind == MODEL_STRING || type->kind == MODEL_ENUM;
}

/* The first branch that takes it, as a decoder would find; *branch: its number. */
static verdict judge_union(model_type *type, const node *n, uint32_t *branch)
{
    verdict found = INVALID;
    for (uint32_t i = 0; i < type->branches.count; i++) {
        model_type *one = model_resolve(type->branches.items[i].type);
        verdict v = is_scalar(one) ? judge(one, n, branch) : UNSUPPORTED;
        if (v == VALID && is_closed(type, 0)) {
            *branch = i;
            return VALID;
        }
        found = v == INVALID ? found : UNSUPPORTED;
    }
    return found;
}

static verdict judge_shape(model_type *type, const node *n, uint32_t *branch)
{
    switch (type->kind) {
    case MODEL_NULLABLE: return judge(type->element, n, branch);
    case MODEL_BOOL: return n->kind == NODE_BOOL ? VALID : INVALID;
    case MODEL_INTEGER:
    case MODEL_NUMBER: return judge_number(type, n);
    case MODEL_STRING: return judge_string(type, n);
    case MODEL_ENUM: return is_listed(type, n) ? VALID : INVALID;
    case MODEL_ARRAY:
    case MODEL_TUPLE: return judge_container(n, NODE_ARRAY, !type->checks.min_items);
    case MODEL_OBJECT:
    case MODEL_MAP: return judge_container(n, NODE_OBJECT, !requires_members(type));
    case MODEL_UNION: return judge_union(type, n, branch);
    case MODEL_ANY:
    case MODEL_ALIAS: return UNSUPPORTED;
    case MODEL_NULL:
    case MODEL_NEVER: return INVALID;
    }
    return INVALID;
}

static verdict judge(model_type *type, const node *n, uint32_t *branch)
{
    type = model_resolve(type);
    bool refused = type->check && n->kind != NODE_ARRAY && n->kind != NODE_OBJECT &&
                   check_accepts(type->check, n) == O2C_MATCH_NO;
    return refused ? INVALID : judge_shape(type, n, branch);
}

static void check_default(build *b, model_member *m)
{
    const node *value = m->default_value;
    if (!value)
        return;
    verdict found = value->kind == NODE_NULL ? INVALID : judge(m->type, value, &m->default_branch);
    if (found == VALID)
        return;
    m->default_value = NULL;
    bool told = m->schema && !types_allow(m->schema->types, value); /* by the schema stage */
    if (value->kind == NODE_NULL || told || !build_once(b, "O2C-M008", value))
        return;
    if (found == INVALID)
        diag_warning(b->d, "O2C-M008", node_place(value), NULL,
                     "the default of '%.*s' is not a value of its type, and is ignored",
                     STR_ARG(m->name));
    else
        diag_warning(b->d, "O2C-M009", node_place(value), NULL,
                     "the default of '%.*s' is ignored: only scalars and empty containers of a "
                     "static type can be made",
                     STR_ARG(m->name));
}

void check_defaults(build *b)
{
    for (size_t i = 0; i < b->types.count; i++)
        for (size_t k = 0; k < b->types.items[i]->members.count; k++)
            check_default(b, &b->types.items[i]->members.items[k]);
}

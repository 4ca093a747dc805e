/** Views of places that hold a value, and of the checks made there. */
#include "emit/build.h"

const plan_type *base_type(const plan_type *t)
{
    while (t->form == PLAN_ALIAS)
        t = t->element.type;
    return t;
}

str slot_type(mem *m, const plan_slot *slot)
{
    return str_print(m, "%.*s %s", STR_ARG(slot->type->c_name), slot->pointer ? "*" : "");
}

str address_of(mem *m, str lvalue)
{
    if (str_starts(lvalue, STR("*")))
        return str_slice(lvalue, 1, lvalue.len);
    return str_print(m, "&%.*s", STR_ARG(lvalue));
}

static bool is_any(const plan_type *t)
{
    return t->form == PLAN_SCALAR && str_eq(t->scalar, STR("value"));
}

static str literal_token(mem *m, const plan_slot *slot)
{
    if (slot->model->kind == MODEL_NULL)
        return STR("\"null\"");
    return text_quote(m, text_json(m, slot->model->values.items[0].value));
}

void check_push(view *list, const char *check, str arguments)
{
    view *c = view_push_object(list);
    view_set_text(c, "check", str_of(check));
    view_set_text(c, "arguments", arguments);
}

/* Numbers that no C enum holds: the number read last must be one of them. */
static void listed_check(mem *m, view *list, const model_type *t)
{
    buf texts = BUF_INIT;
    for (size_t i = 0; i < t->values.count; i++) {
        if (i)
            buf_char(&texts, '\0');
        node_print(&texts, t->values.items[i].value);
    }
    str quoted = text_quote(m, buf_str(&texts));
    check_push(list, "number_enum", str_print(m, "%.*s, %zu", STR_ARG(quoted), t->values.count));
    buf_free(&texts);
}

/* The call that reads a null, if that is next. Where the value has one way to start that is looked at
 * first. */
static str null_call(const plan_slot *slot)
{
    const plan_type *t = slot->literal ? NULL : base_type(slot->type);
    switch (t ? t->form : PLAN_UNION) {
    case PLAN_STRUCT:
    case PLAN_MAP: return STR("o2c_read_null_or(r, '{')");
    case PLAN_LIST:
    case PLAN_TUPLE: return STR("o2c_read_null_or(r, '[')");
    case PLAN_SCALAR:
        if (t->typed || str_eq(t->scalar, STR("str")))
            return STR("o2c_read_null_or(r, '\"')");
        return STR("o2c_read_null(r)");
    default: return STR("o2c_read_null(r)");
    }
}

void slot_view(mem *m, view *o, const plan_slot *slot, str to, str from)
{
    const plan_type *t = slot->literal ? NULL : slot->type;
    bool scalar = t && t->form == PLAN_SCALAR && !slot->pointer;
    bool restricted = scalar && is_any(t) && slot->model && slot->model->kind == MODEL_ANY &&
                      slot->model->kinds && slot->model->kinds != 0x7Eu;
    view_set_bool(o, "literal", slot->literal);
    view_set_text(o, "token", slot->literal ? literal_token(m, slot) : STR(""));
    view_set_bool(o, "scalar", scalar && !restricted);
    view_set_bool(o, "restricted", restricted);
    view_set_bool(o, "call", t && !scalar && !slot->pointer);
    view_set_bool(o, "pointer", t && slot->pointer);
    view_set_text(o, "scalar_name", scalar ? t->scalar : STR(""));
    view_set_print(o, "kinds", "0x%xu", restricted ? slot->model->kinds : 0);
    view_set_text(o, "null_call", null_call(slot));
    view_set_text(o, "type", t ? t->c_name : STR(""));
    view_set_text(o, "to", to);
    view_set_text(o, "to_address", address_of(m, to));
    view_set_text(o, "from_address", address_of(m, from));
    bool by_address = scalar && !restricted && (is_any(t) || str_eq(t->scalar, STR("never")));
    view_set_text(o, "from", by_address ? address_of(m, from) : from);
    view *checks = view_set_list(o, "checks");
    if (t && slot->checks) {
        checks_view(m, checks, slot->checks, t, to);
        patterns_view(m, checks, &slot->patterns, t, to);
    }
    if (scalar && slot->model && slot->model->kind == MODEL_ENUM)
        listed_check(m, checks, slot->model);
}

static str size_text(mem *m, uint64_t max)
{
    return max == UINT64_MAX ? STR("SIZE_MAX") : str_print(m, "%llu", (unsigned long long)max);
}

static void range_check(mem *m, view *list, const char *check, str of, uint64_t min, uint64_t max)
{
    if (min || max != UINT64_MAX)
        check_push(list, check,
             str_print(m, "%.*s, %llu, %.*s", STR_ARG(of), (unsigned long long)min,
                       STR_ARG(size_text(m, max))));
}

static void multiple_checks(mem *m, view *list, const model_checks *c, const char *check)
{
    for (size_t i = 0; i < c->multiple_of.count; i++) {
        str of = text_quote(m, c->multiple_of.items[i]->as.text);
        check_push(list, check, str_print(m, "O2C_LIT(%.*s)", STR_ARG(of)));
    }
}

/* The JSON texts of an enumeration, one after the other, each ended by NUL. */
static void value_enum_check(mem *m, view *list, const model_checks *c, str of)
{
    if (!c->value_enum.count)
        return;
    buf texts = BUF_INIT;
    for (size_t i = 0; i < c->value_enum.count; i++) {
        if (i)
            buf_char(&texts, '\0');
        node_print(&texts, c->value_enum.items[i]);
    }
    str quoted = text_quote(m, buf_str(&texts));
    check_push(list, "value_enum",
         str_print(m, "%.*s, %.*s, %zu", STR_ARG(address_of(m, of)), STR_ARG(quoted),
                   c->value_enum.count));
    buf_free(&texts);
}

static str bound_text(mem *m, const node *n)
{
    return n ? text_quote(m, n->as.text) : STR("NULL");
}

/* check(…, O2C_FORMAT_DATE_TIME) for each of the formats. */
static void format_checks(mem *m, view *list, const char *check, str of, uint32_t formats)
{
    for (int i = 0; i < 32; i++) {
        if (!(formats >> i & 1))
            continue;
        str name = name_upper(m, str_of(o2c_format_name((o2c_format)i)));
        check_push(list, check, str_print(m, "%.*s, O2C_FORMAT_%.*s", STR_ARG(of), STR_ARG(name)));
    }
}

/* Checks of a value whose kind shows only when it is read: each applies to its own kind. */
static void any_checks(mem *m, view *list, const model_checks *c, str of)
{
    if (c->minimum || c->maximum || c->exclusive_minimum || c->exclusive_maximum)
        check_push(list, "value_bounds",
             str_print(m, "%.*s, %.*s, %.*s, %.*s, %.*s", STR_ARG(address_of(m, of)),
                       STR_ARG(bound_text(m, c->minimum)), STR_ARG(bound_text(m, c->maximum)),
                       STR_ARG(bound_text(m, c->exclusive_minimum)),
                       STR_ARG(bound_text(m, c->exclusive_maximum))));
    for (size_t i = 0; i < c->multiple_of.count; i++)
        check_push(list, "value_multiple",
             str_print(m, "%.*s, %.*s", STR_ARG(address_of(m, of)),
                       STR_ARG(bound_text(m, c->multiple_of.items[i]))));
    const struct {
        const char *kind;
        uint64_t min, max;
    } sizes[] = {
        {"O2C_STRING", c->min_length, c->max_length},
        {"O2C_ARRAY", c->min_items, c->max_items},
        {"O2C_OBJECT", c->min_properties, c->max_properties},
    };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        range_check(m, list, "value_size",
                    str_print(m, "%.*s, %s", STR_ARG(address_of(m, of)), sizes[i].kind),
                    sizes[i].min, sizes[i].max);
    format_checks(m, list, "value_format", address_of(m, of), c->formats);
    if (c->unique_items)
        check_push(list, "value_unique", address_of(m, of));
    value_enum_check(m, list, c, of);
}

static void scalar_checks(mem *m, view *list, const model_checks *c, const plan_type *t, str of)
{
    if (is_any(t)) {
        any_checks(m, list, c, of);
        return;
    }
    if (str_eq(t->scalar, STR("i64")) || str_eq(t->scalar, STR("i32")) ||
        str_eq(t->scalar, STR("u32"))) {
        bounds_i64(m, list, c, of);
        multiple_checks(m, list, c, "multiple");
    } else if (str_eq(t->scalar, STR("u64"))) {
        bounds_u64(m, list, c, of);
        multiple_checks(m, list, c, "multiple");
    } else if (str_eq(t->scalar, STR("f64")) || str_eq(t->scalar, STR("f32"))) {
        bounds_number(m, list, c, of, str_eq(t->scalar, STR("f32")));
        multiple_checks(m, list, c, "multiple");
    } else if (str_eq(t->scalar, STR("str"))) {
        range_check(m, list, "length", of, c->min_length, c->max_length);
        format_checks(m, list, "format", of, c->formats);
    }
}

static str count_of(mem *m, str of)
{
    if (str_starts(of, STR("*")))
        return str_print(m, "%.*s->count", STR_ARG(address_of(m, of)));
    return str_print(m, "%.*s.count", STR_ARG(of));
}

void checks_view(mem *m, view *list, const model_checks *c, const plan_type *type, str of)
{
    const plan_type *t = base_type(type);
    switch (t->form) {
    case PLAN_SCALAR: scalar_checks(m, list, c, t, of); break;
    case PLAN_LIST:
        range_check(m, list, "items", count_of(m, of), c->min_items, c->max_items);
        if (c->unique_items)
            check_push(list, "unique", STR(""));
        break;
    case PLAN_MAP:
        range_check(m, list, "properties", count_of(m, of), c->min_properties, c->max_properties);
        break;
    case PLAN_STRUCT:
        range_check(m, list, "properties", STR("o2c_object_count(&o)"), c->min_properties,
                    c->max_properties);
        break;
    case PLAN_TUPLE:
        range_check(m, list, "items", STR("a.count"), c->min_items, c->max_items);
        if (c->unique_items)
            check_push(list, "unique", STR(""));
        break;
    case PLAN_ENUM:
    case PLAN_OPEN_ENUM:
    case PLAN_UNION:
    case PLAN_BOX:
    case PLAN_ALIAS: break;
    }
}

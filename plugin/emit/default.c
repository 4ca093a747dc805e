/** Defaults of members as C assignments. */
#include "emit/build.h"

#include <o2c/typed.h>

static void assign(view *list, str text)
{
    view_set_text(view_push_object(list), "assignment", text);
}

static str signed_literal(mem *m, int64_t i)
{
    if (i == INT64_MIN)
        return STR("INT64_MIN");
    return i > INT32_MAX || i < -INT32_MAX ? str_print(m, "INT64_C(%lld)", (long long)i)
                                           : str_print(m, "%lld", (long long)i);
}

static str unsigned_literal(mem *m, uint64_t u)
{
    return str_print(m, "UINT64_C(%llu)", (unsigned long long)u);
}

static str integer_literal(mem *m, const plan_type *t, const node *n)
{
    int64_t i;
    uint64_t u;
    if (str_eq(t->scalar, STR("u64")) && node_u64(n, &u))
        return unsigned_literal(m, u);
    return node_i64(n, &i) ? signed_literal(m, i) : STR_NULL;
}

static void text_default(mem *m, view *list, str to, str text)
{
    assign(list, str_print(m, "%.*s.data = %.*s", STR_ARG(to), STR_ARG(text_quote(m, text))));
    assign(list, str_print(m, "%.*s.len = %zu", STR_ARG(to), text.len));
}

static void bytes_default(mem *m, view *list, o2c_format format, str to, str text)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_bytes bytes;
    if (format == O2C_FORMAT_BYTE ? o2c_base64_parse(&arena, text.data, text.len, &bytes)
                                  : o2c_base64url_parse(&arena, text.data, text.len, &bytes)) {
        str quoted = text_quote(m, (str){(const char *)bytes.data, bytes.len});
        assign(list,
               str_print(m, "%.*s.data = (const uint8_t *)%.*s", STR_ARG(to), STR_ARG(quoted)));
        assign(list, str_print(m, "%.*s.len = %zu", STR_ARG(to), bytes.len));
    }
    o2c_arena_deinit(&arena);
}

/* The text was found to be one that the form holds. */
static void typed_default(mem *m, view *list, const plan_typed *form, str to, str text)
{
    int64_t i;
    uint64_t u;
    str value = STR_NULL;
    if (form->format == O2C_FORMAT_BYTE || form->format == O2C_FORMAT_BASE64URL)
        bytes_default(m, list, form->format, to, text);
    else if (form->format == O2C_FORMAT_INT64 && o2c_i64_text_parse(text.data, text.len, &i))
        value = signed_literal(m, i);
    else if (form->format == O2C_FORMAT_UINT64 && o2c_u64_text_parse(text.data, text.len, &u))
        value = unsigned_literal(m, u);
    else
        assign(list, str_print(m, "o2c_%s_parse(O2C_LIT(%.*s), %.*s)", form->scalar,
                               STR_ARG(text_quote(m, text)), STR_ARG(address_of(m, to))));
    if (value.data)
        assign(list, str_print(m, "%.*s = %.*s", STR_ARG(to), STR_ARG(value)));
}

static void scalar_default(mem *m, view *list, const plan_type *t, str to, const node *n)
{
    str value = STR_NULL;
    if (n->kind == NODE_STRING && t->typed) {
        typed_default(m, list, t->typed, to, n->as.text);
        return;
    }
    if (n->kind == NODE_STRING && str_eq(t->scalar, STR("str"))) {
        text_default(m, list, to, n->as.text);
        return;
    }
    if (n->kind == NODE_BOOL && str_eq(t->scalar, STR("bool")))
        value = n->boolean ? STR("true") : STR("false");
    else if (n->kind == NODE_NUMBER && str_eq(t->scalar, STR("f32")))
        value = str_print(m, "(float)%.*s", STR_ARG(text_double(m, n)));
    else if (n->kind == NODE_NUMBER && str_eq(t->scalar, STR("f64")))
        value = text_double(m, n);
    else if (n->kind == NODE_NUMBER)
        value = integer_literal(m, t, n);
    if (value.data)
        assign(list, str_print(m, "%.*s = %.*s", STR_ARG(to), STR_ARG(value)));
}

static void enum_default(mem *m, view *list, const plan_type *t, str to, const node *n)
{
    for (size_t i = 0; i < t->enumerators.count; i++) {
        if (!node_equal(t->enumerators.items[i].model->value, n))
            continue;
        assign(list,
               str_print(m, "%.*s%s = %.*s", STR_ARG(to), t->form == PLAN_OPEN_ENUM ? ".value" : "",
                         STR_ARG(t->enumerators.items[i].c_name)));
        return;
    }
}

static void value_default(mem *m, view *list, const plan_slot *slot, str to, const node *n)
{
    if (slot->literal || slot->pointer)
        return;
    const plan_type *t = base_type(slot->type);
    if (t->form == PLAN_SCALAR)
        scalar_default(m, list, t, to, n);
    else if (t->form == PLAN_ENUM || t->form == PLAN_OPEN_ENUM)
        enum_default(m, list, t, to, n);
}

void default_view(mem *m, view *list, const plan_member *pm)
{
    const node *n = pm->model ? pm->model->default_value : NULL;
    if (!n || pm->slot.literal || pm->slot.pointer)
        return;
    const plan_type *t = base_type(pm->slot.type);
    str to = str_print(m, "out->%.*s", STR_ARG(pm->c_name));
    if (t->form != PLAN_UNION) {
        value_default(m, list, &pm->slot, to, n);
        return;
    }
    const plan_branch *branch = &t->branches.items[pm->model->default_branch];
    assign(list, str_print(m, "%.*s.kind = %.*s", STR_ARG(to), STR_ARG(branch->enumerator)));
    value_default(m, list, &branch->slot,
                  str_print(m, "%.*s.as.%.*s", STR_ARG(to), STR_ARG(branch->c_name)), n);
}

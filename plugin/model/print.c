/** The model as text, for `inspect --stage model` and the tests: stable, one fact a line. */
#include "model/build.h"

static const char *const kind_names[] = {
    [MODEL_ANY] = "any",       [MODEL_NEVER] = "never",       [MODEL_NULL] = "null",
    [MODEL_BOOL] = "bool",     [MODEL_INTEGER] = "integer",   [MODEL_NUMBER] = "number",
    [MODEL_STRING] = "string", [MODEL_ENUM] = "enum",         [MODEL_OBJECT] = "object",
    [MODEL_MAP] = "map",       [MODEL_ARRAY] = "array",       [MODEL_TUPLE] = "tuple",
    [MODEL_UNION] = "union",   [MODEL_NULLABLE] = "nullable", [MODEL_ALIAS] = "alias"};

static const char *const rule_names[] = {"never",
                                         "type",
                                         "enum",
                                         "const",
                                         "minimum",
                                         "maximum",
                                         "exclusiveMinimum",
                                         "exclusiveMaximum",
                                         "multipleOf",
                                         "minLength",
                                         "maxLength",
                                         "minItems",
                                         "maxItems",
                                         "minProperties",
                                         "maxProperties",
                                         "uniqueItems",
                                         "pattern",
                                         "format",
                                         "items",
                                         "contains",
                                         "required",
                                         "properties",
                                         "propertyNames",
                                         "dependentRequired",
                                         "dependencies",
                                         "dependentSchemas",
                                         "all of",
                                         "$dynamicRef",
                                         "anyOf",
                                         "oneOf",
                                         "not",
                                         "if",
                                         "unevaluatedItems",
                                         "unevaluatedProperties"};

static const char *const width_names[] = {[MODEL_WIDTH_64] = "64",
                                          [MODEL_WIDTH_32] = "32",
                                          [MODEL_WIDTH_U32] = "u32",
                                          [MODEL_WIDTH_U64] = "u64"};

/* How sure a union is of its branches. */
static const char *const order_names[] = {[MODEL_ORDER_PROVED] = "proved",
                                          [MODEL_ORDER_KEYS] = "ordered",
                                          [MODEL_ORDER_SPECIFIC] = "ordered",
                                          [MODEL_ORDER_DOCUMENT] = "tried"};

static const char *const coverage_names[] = {
    [MODEL_NARROWER] = "narrower", [MODEL_WEAKER] = "weaker", [MODEL_DYNAMIC] = "dynamic"};

static const char *const root_names[] = {
    [SCHEMA_ROOT_COMPONENT] = "component",   [SCHEMA_ROOT_DOCUMENT] = "document",
    [SCHEMA_ROOT_PARAMETERS] = "parameters", [SCHEMA_ROOT_REQUEST] = "request",
    [SCHEMA_ROOT_RESPONSE] = "response",     [SCHEMA_ROOT_POINTER] = "pointer"};

static void add_text(buf *out, const char *label, str s)
{
    if (!s.data)
        return;
    buf_text(out, label);
    buf_json(out, s);
}

static void add_value(buf *out, const char *label, const node *n)
{
    if (!n)
        return;
    buf_text(out, label);
    node_print(out, n);
}

static void add_range(buf *out, const char *label, uint64_t minimum, uint64_t maximum)
{
    if (!minimum && maximum == UINT64_MAX)
        return;
    buf_print(out, " %s %llu..", label, (unsigned long long)minimum);
    if (maximum != UINT64_MAX)
        buf_print(out, "%llu", (unsigned long long)maximum);
}

static void print_kinds(unsigned kinds, buf *out)
{
    const char *separator = " of ";
    if (kinds == KIND_ALL)
        return;
    for (unsigned kind = KIND_NULL; kind <= KIND_OBJECT; kind <<= 1)
        if (kinds & kind) {
            buf_print(out, "%s%s", separator, kind_name(kind));
            separator = ", ";
        }
}

static void print_checks(const model_checks *c, buf *out)
{
    add_value(out, " >= ", c->minimum);
    add_value(out, " > ", c->exclusive_minimum);
    add_value(out, " <= ", c->maximum);
    add_value(out, " < ", c->exclusive_maximum);
    for (size_t i = 0; i < c->multiple_of.count; i++)
        add_value(out, " multiple of ", c->multiple_of.items[i]);
    add_range(out, "length", c->min_length, c->max_length);
    add_range(out, "items", c->min_items, c->max_items);
    add_range(out, "properties", c->min_properties, c->max_properties);
    buf_text(out, c->unique_items ? " unique" : "");
    for (size_t i = 0; i < c->patterns.count; i++) {
        buf_text(out, i ? " and " : " matching ");
        buf_json(out, c->patterns.items[i]->text);
    }
    for (int i = 0; i < 32; i++)
        if (c->formats >> i & 1)
            buf_print(out, " checked as %s", o2c_format_name((o2c_format)i));
    for (size_t i = 0; i < c->value_enum.count; i++)
        add_value(out, i ? ", " : " one of ", c->value_enum.items[i]);
}

void check_print(const model_check *check, buf *out)
{
    for (size_t i = 0; check && i < check->rules.count; i++)
        buf_print(out, i ? ", %s" : " where %s", rule_names[check->rules.items[i].op]);
}

static void print_id(const model_type *type, buf *out)
{
    buf_print(out, "%u", type->id);
    if (type->name.data)
        buf_print(out, " %.*s", STR_ARG(type->name));
}

static void print_member(const model_member *m, buf *out)
{
    buf_text(out, "    ");
    buf_json(out, m->name);
    buf_text(out, ": ");
    print_id(m->type, out);
    buf_text(out, m->required ? " required" : "");
    buf_text(out, m->recursive ? " recursive" : "");
    buf_text(out, m->deprecated ? " deprecated" : "");
    buf_text(out, m->read_only ? " read-only" : "");
    buf_text(out, m->write_only ? " write-only" : "");
    add_value(out, " default ", m->default_value);
    buf_char(out, '\n');
}

static void print_value(const model_value *value, buf *out)
{
    add_value(out, "    ", value->value);
    add_text(out, " hint ", value->name_hint);
    add_text(out, " ", value->description);
    buf_char(out, '\n');
}

static void print_branch(const model_branch *branch, buf *out)
{
    buf_text(out, "    | ");
    print_id(branch->type, out);
    add_text(out, " hint ", branch->hint);
    for (size_t i = 0; i < branch->tags.count; i++)
        add_value(out, i ? ", " : " tag ", branch->tags.items[i]);
    buf_char(out, '\n');
}

static void print_kinds_of(const model_decision *decision, buf *out)
{
    const char *separator = "";
    for (unsigned k = O2C_NULL; k <= O2C_OBJECT; k++) {
        if (!decision->by_kind[k])
            continue;
        buf_print(out, "%s%s: ", separator, kind_name(1u << k));
        decision_print(decision->by_kind[k], out);
        separator = ", ";
    }
}

static void print_kind_choice(const model_decision *decision, buf *out)
{
    buf_text(out, "kind {");
    print_kinds_of(decision, out);
    buf_char(out, '}');
}

static void print_rest(const char *label, const model_decision *decision, buf *out)
{
    if (!decision)
        return;
    buf_print(out, ", %s: ", label);
    decision_print(decision, out);
}

static void print_member_choice(const model_decision *decision, buf *out)
{
    buf_text(out, "kind of ");
    buf_json(out, decision->property);
    buf_text(out, " {");
    print_kinds_of(decision, out);
    print_rest("missing", decision->missing, out);
    buf_char(out, '}');
}

static void print_item_choice(const model_decision *decision, buf *out)
{
    buf_text(out, "kind of item ");
    if (decision->property.data) {
        buf_text(out, "of ");
        buf_json(out, decision->property);
        buf_char(out, ' ');
    }
    buf_char(out, '{');
    print_kinds_of(decision, out);
    print_rest("none", decision->missing, out);
    buf_char(out, '}');
}

static void print_key_choice(const model_decision *decision, buf *out)
{
    buf_text(out, "key {");
    for (size_t i = 0; i < decision->keys.count; i++) {
        buf_text(out, i ? ", " : "");
        buf_json(out, decision->keys.items[i].name);
        buf_text(out, ": ");
        decision_print(decision->keys.items[i].then, out);
    }
    print_rest("none", decision->missing, out);
    buf_char(out, '}');
}

static void print_tag_choice(const model_decision *decision, buf *out)
{
    buf_text(out, decision->tag_required ? "tag " : "optional tag ");
    buf_json(out, decision->property);
    buf_text(out, " {");
    for (size_t i = 0; i < decision->tags.count; i++) {
        add_value(out, i ? ", " : "", decision->tags.items[i].value);
        buf_text(out, ": ");
        decision_print(decision->tags.items[i].then, out);
    }
    print_rest("missing", decision->missing, out);
    print_rest("unknown", decision->unknown, out);
    buf_char(out, '}');
}

static void print_attempts(const model_decision *decision, buf *out)
{
    buf_text(out, decision->exact ? "exactly one of [" : "first of [");
    for (size_t i = 0; i < decision->candidates.count; i++)
        buf_print(out, i ? ", %u" : "%u", decision->candidates.items[i]);
    buf_char(out, ']');
    for (size_t i = 0; i < decision->keys.count; i++) {
        buf_text(out, i ? ", " : decision->of_item ? " by keys of the item " : " by keys ");
        buf_json(out, decision->keys.items[i].name);
    }
}

void decision_print(const model_decision *decision, buf *out)
{
    switch (decision->pick) {
    case MODEL_PICK_FAIL: buf_text(out, "fail"); break;
    case MODEL_PICK_ONE: buf_print(out, "%u", decision->branch); break;
    case MODEL_PICK_KIND: print_kind_choice(decision, out); break;
    case MODEL_PICK_TAG: print_tag_choice(decision, out); break;
    case MODEL_PICK_KEY: print_key_choice(decision, out); break;
    case MODEL_PICK_MEMBER: print_member_choice(decision, out); break;
    case MODEL_PICK_ITEM: print_item_choice(decision, out); break;
    case MODEL_PICK_TRY: print_attempts(decision, out); break;
    }
}

static void print_head(const model_type *type, buf *out)
{
    print_id(type, out);
    buf_print(out, ": %s", kind_names[type->kind]);
    if (type->kind == MODEL_ANY)
        print_kinds(type->kinds, out);
    if (type->width != MODEL_WIDTH_64)
        buf_print(out, " width %s", width_names[type->width]);
    add_text(out, " format ", type->format);
    if (type->typed)
        buf_print(out, " typed as %s", o2c_format_name(type->typed));
    print_checks(&type->checks, out);
    if (type->element && type->kind != MODEL_OBJECT) {
        buf_text(out, " of ");
        print_id(type->element, out);
    }
    check_print(type->check, out);
    add_text(out, " tag ", type->tag);
    buf_text(out, type->others == MODEL_OTHERS_CLOSED ? " closed" : "");
    if (type->others == MODEL_OTHERS_TYPED && type->element) {
        buf_text(out, " others ");
        print_id(type->element, out);
    }
    buf_text(out, type->recursive ? " recursive" : "");
    buf_text(out, type->impossible ? " impossible" : "");
    buf_text(out, type->deprecated ? " deprecated" : "");
    if (!type->name.data && type->parent) {
        buf_print(out, " as ");
        buf_json(out, type->hint);
        buf_text(out, " in ");
        print_id(type->parent, out);
    } else if (!type->name.data) {
        add_text(out, " as ", type->hint);
    }
    buf_print(out, " scc %u %.*s\n", type->scc, STR_ARG(type->pointer));
}

static void print_type(const model_type *type, buf *out)
{
    print_head(type, out);
    for (size_t i = 0; i < type->values.count; i++)
        print_value(&type->values.items[i], out);
    for (size_t i = 0; i < type->items.count; i++) {
        buf_text(out, "    - ");
        print_id(type->items.items[i], out);
        buf_char(out, '\n');
    }
    for (size_t i = 0; i < type->members.count; i++)
        print_member(&type->members.items[i], out);
    for (size_t i = 0; i < type->branches.count; i++)
        print_branch(&type->branches.items[i], out);
    if (!type->decision)
        return;
    buf_print(out, "    %s by %.*s: ", order_names[model_decision_order(type->decision)],
              STR_ARG(type->decision->reason));
    decision_print(type->decision, out);
    buf_char(out, '\n');
}

static void print_coverage(const model_coverage *c, buf *out)
{
    buf_print(out, "%s %.*s %.*s: %.*s\n", coverage_names[c->kind], STR_ARG(c->pointer),
              STR_ARG(c->keyword), STR_ARG(c->reason));
}

void model_print(const model *self, buf *out)
{
    for (size_t i = 0; i < self->types.count; i++)
        print_type(self->types.items[i], out);
    for (size_t i = 0; i < self->roots.count; i++) {
        const model_root *root = &self->roots.items[i];
        buf_print(out, "%s ", root_names[root->kind]);
        buf_json(out, root->name);
        buf_text(out, ": ");
        print_id(root->type, out);
        buf_char(out, '\n');
    }
    for (size_t i = 0; i < self->coverage.count; i++)
        print_coverage(&self->coverage.items[i], out);
}

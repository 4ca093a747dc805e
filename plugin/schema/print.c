#include "schema/schema.h"

static const char *root_kind_name(schema_root_kind kind)
{
    switch (kind) {
    case SCHEMA_ROOT_COMPONENT: return "component";
    case SCHEMA_ROOT_DOCUMENT: return "document";
    case SCHEMA_ROOT_PARAMETERS: return "parameters";
    case SCHEMA_ROOT_REQUEST: return "request";
    case SCHEMA_ROOT_RESPONSE: return "response";
    case SCHEMA_ROOT_POINTER: return "pointer";
    case SCHEMA_ROOT_HEIR: return "heir";
    }
    return "";
}

static void print_types(unsigned types, buf *out)
{
    static const char *const names[] = {"null",   "boolean", "integer", "number",
                                        "string", "array",   "object"};
    const char *before = " ";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!(types & 1u << i))
            continue;
        buf_print(out, "%s%s", before, names[i]);
        before = "|";
    }
}

static void print_value(const char *name, const node *n, buf *out)
{
    if (!n)
        return;
    buf_print(out, " %s=", name);
    node_print(out, n);
}

static void print_text(const char *name, str text, buf *out)
{
    if (!text.data)
        return;
    buf_print(out, " %s=", name);
    buf_json(out, text);
}

static void print_child(const char *name, const schema *s, buf *out)
{
    if (s)
        buf_print(out, " %s=%s", name, s->always ? "true" : s->never ? "false" : "schema");
}

static void print_count(const char *name, size_t count, buf *out)
{
    if (count)
        buf_print(out, " %s=%zu", name, count);
}

static void print_strings(const schema *s, buf *out)
{
    print_text("format", s->format, out);
    print_value("pattern", s->pattern, out);
    print_value("minLength", s->min_length, out);
    print_value("maxLength", s->max_length, out);
    print_text("contentEncoding", s->content_encoding, out);
    print_text("contentMediaType", s->content_media_type, out);
    print_child("contentSchema", s->content_schema, out);
}

static void print_numbers(const schema *s, buf *out)
{
    print_value("minimum", s->minimum, out);
    print_value("maximum", s->maximum, out);
    print_value("exclusiveMinimum", s->exclusive_minimum, out);
    print_value("exclusiveMaximum", s->exclusive_maximum, out);
    print_value("multipleOf", s->multiple_of, out);
}

static void print_object(const schema *s, buf *out)
{
    print_count("properties", s->properties.count, out);
    print_count("required", s->required.count, out);
    print_count("patternProperties", s->pattern_properties.count, out);
    print_child("additionalProperties", s->additional_properties, out);
    print_child("propertyNames", s->property_names, out);
    print_child("unevaluatedProperties", s->unevaluated_properties, out);
    print_count("dependentSchemas", s->dependent_schemas.count, out);
    print_value("dependentRequired", s->dependent_required, out);
    print_value("minProperties", s->min_properties, out);
    print_value("maxProperties", s->max_properties, out);
}

static void print_array(const schema *s, buf *out)
{
    print_count("prefixItems", s->prefix_items.count, out);
    print_child("items", s->items, out);
    print_child("contains", s->contains, out);
    print_value("minContains", s->min_contains, out);
    print_value("maxContains", s->max_contains, out);
    print_child("unevaluatedItems", s->unevaluated_items, out);
    print_value("minItems", s->min_items, out);
    print_value("maxItems", s->max_items, out);
    if (s->unique_items)
        buf_text(out, " uniqueItems");
}

static void print_applicators(const schema *s, buf *out)
{
    print_count("allOf", s->all_of.count, out);
    print_count("anyOf", s->any_of.count, out);
    print_count("oneOf", s->one_of.count, out);
    print_child("not", s->not_, out);
    print_child("if", s->if_, out);
    print_child("then", s->then_, out);
    print_child("else", s->else_, out);
    if (s->discriminator) {
        buf_text(out, " discriminator=");
        buf_json(out, s->discriminator->property);
        print_count("mapping", s->discriminator->mapping.count, out);
    }
}

static void print_schema(const schema *s, buf *out)
{
    buf_json(out, s->pointer);
    buf_char(out, ':');
    if (s->always || s->never)
        buf_text(out, s->always ? " true" : " false");
    print_types(s->types, out);
    if (s->ref) {
        buf_text(out, " ref=");
        buf_json(out, s->ref->pointer);
    }
    print_value("enum", s->enum_node, out);
    print_value("const", s->const_node, out);
    print_value("default", s->default_node, out);
    print_strings(s, out);
    print_numbers(s, out);
    print_object(s, out);
    print_array(s, out);
    print_applicators(s, out);
    buf_char(out, '\n');
}

void schema_print(const schema_graph *g, buf *out)
{
    for (size_t i = 0; i < g->roots.count; i++) {
        const schema_root *r = &g->roots.items[i];
        buf_print(out, "root %s ", root_kind_name(r->kind));
        buf_json(out, r->name);
        buf_char(out, ' ');
        buf_json(out, r->value->pointer);
        buf_char(out, '\n');
    }
    for (size_t i = 0; i < g->all.count; i++)
        print_schema(g->all.items[i], out);
}

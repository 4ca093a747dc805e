/** Where schemas and their keywords stand, as the side file of emitted code says it. */
#include "schema/places.h"

#include <stdlib.h>

/* Keywords that can be the reason for a refusal. Those with schemas in them have lines for these. */
static bool refuses(str keyword)
{
    static const char *const names[] = {
        "type",          "enum",          "const",         "minimum",           "maximum",
        "multipleOf",    "minLength",     "maxLength",     "pattern",           "format",
        "minItems",      "maxItems",      "uniqueItems",   "contains",          "minContains",
        "maxContains",   "items",         "prefixItems",   "additionalItems",   "unevaluatedItems",
        "required",      "minProperties", "maxProperties", "propertyNames",     "properties",
        "dependencies",  "not",           "if",            "dependentRequired", "dependentSchemas",
        "allOf",         "anyOf",         "oneOf",         "discriminator",     "$dynamicRef",
        "$recursiveRef", "nullable",      "exclusiveMinimum",  "exclusiveMaximum",
        "patternProperties", "additionalProperties", "unevaluatedProperties"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(keyword, str_of(names[i])))
            return true;
    return false;
}

static int compare_pointers(const void *a, const void *b)
{
    const schema *x = *(schema *const *)a, *y = *(schema *const *)b;
    return str_compare(x->pointer, y->pointer);
}

/* A text without control characters, which separate fields and lines. */
static void add_escaped(buf *out, str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (byte < 0x20 || byte == 0x7F || byte == '\\')
            buf_print(out, "\\x%02X", byte);
        else
            buf_char(out, (char)byte);
    }
}

static void add_schema(buf *out, const schema *s, str folder)
{
    diag_place place = node_place(s->node);
    add_escaped(out, s->pointer);
    buf_char(out, '\t');
    str file = place.file->name;
    add_escaped(out, str_starts(file, folder) ? str_slice(file, folder.len, file.len) : file);
    buf_print(out, ":%u:%u", place.line, place.column);
    for (uint32_t i = 0; s->node->kind == NODE_OBJECT && i < s->node->count; i++) {
        const node_member *member = &s->node->as.members[i];
        if (refuses(member->key))
            buf_print(out, "\t%.*s:%u:%u", STR_ARG(member->key), member->line, member->column);
    }
    buf_char(out, '\n');
}

void schema_places(mem *m, const schema_graph *g, str folder, buf *out)
{
    schema **all = mem_array(m, schema *, g->all.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < g->all.count; i++)
        if (g->all.items[i]->node && g->all.items[i]->node->document)
            all[count++] = g->all.items[i];
    qsort(all, count, sizeof *all, compare_pointers);
    buf_text(out, "# openapi2c: schema, file:line:column, then its keywords with theirs\n");
    for (size_t i = 0; i < count; i++)
        if (!i || !str_eq(all[i]->pointer, all[i - 1]->pointer))
            add_schema(out, all[i], folder);
}

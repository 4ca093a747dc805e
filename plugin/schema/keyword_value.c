#include "schema/choice.h"
#include "schema/keyword.h"

#include <stddef.h>

/* The field of `s` that the keyword fills. */
#define FIELD(type, s, k) ((type *)(void *)((char *)(s) + (k)->offset))

void keyword_nothing(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)b, (void)s, (void)k, (void)m;
}

void keyword_any(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)b;
    *FIELD(const node *, s, k) = m->value;
}

void keyword_number(builder *b, schema *s, const keyword *k, const node_member *m)
{
    if (m->value->kind == NODE_NUMBER)
        *FIELD(const node *, s, k) = m->value;
    else
        keyword_bad(b, m->key, m->value, "a number");
}

/* Before draft 6 a boolean that changed the meaning of `minimum`; too common to refuse. */
void keyword_exclusive(builder *b, schema *s, const keyword *k, const node_member *m)
{
    if (m->value->kind != NODE_BOOL) {
        keyword_number(b, s, k, m);
        return;
    }
    diag_warning(b->d, SCHEMA_FOREIGN, node_place(m->value), "write the limit itself as its value",
                 "'%.*s' takes a number in this dialect; the boolean is ignored", STR_ARG(m->key));
}

/* What `keyword_exclusive` takes a number for, where it is a flag beside `minimum`. */
void keyword_exclusive_flag(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)s;
    if (m->value->kind == NODE_NUMBER) {
        diag_warning(b->d, SCHEMA_FOREIGN, node_place(m->value),
                     "write the limit as 'minimum' or 'maximum', and true here",
                     "'%.*s' takes true or false in this dialect; the number is ignored",
                     STR_ARG(m->key));
        return;
    }
    if (m->value->kind != NODE_BOOL) {
        keyword_bad(b, m->key, m->value, "true or false");
        return;
    }
    const node *limit = m->value->boolean ? m->value : NULL;
    if (k->offset == offsetof(schema, exclusive_minimum))
        b->pending->exclusive_minimum = limit;
    else
        b->pending->exclusive_maximum = limit;
}

void keyword_nullable(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)s, (void)k;
    if (m->value->kind != NODE_BOOL)
        keyword_bad(b, m->key, m->value, "true or false");
    else if (m->value->boolean)
        b->pending->nullable = m->value;
}

/* Whether the number is above zero, by its digits: 1e-400 is. */
static bool is_positive(str number)
{
    for (size_t i = 0; i < number.len; i++) {
        char c = number.data[i];
        if (c == '-' || c == 'e' || c == 'E')
            return false;
        if (c >= '1' && c <= '9')
            return true;
    }
    return false;
}

void keyword_multiple(builder *b, schema *s, const keyword *k, const node_member *m)
{
    if (m->value->kind == NODE_NUMBER && !is_positive(m->value->as.text)) {
        diag_error(b->d, SCHEMA_RANGE, node_place(m->value), NULL,
                   "'multipleOf' must be greater than 0");
        return;
    }
    keyword_number(b, s, k, m);
}

void keyword_count(builder *b, schema *s, const keyword *k, const node_member *m)
{
    const node *value = m->value;
    uint64_t count;
    if (value->kind != NODE_NUMBER) {
        keyword_bad(b, m->key, value, "a whole number");
    } else if (node_u64(value, &count)) {
        *FIELD(const node *, s, k) = value;
    } else {
        diag_error(b->d, SCHEMA_RANGE, node_place(value), NULL,
                   "'%.*s' must be a whole number from 0 to 2^64 - 1, not %.*s", STR_ARG(m->key),
                   STR_ARG(value->as.text));
    }
}

void keyword_string(builder *b, schema *s, const keyword *k, const node_member *m)
{
    if (m->value->kind == NODE_STRING)
        *FIELD(str, s, k) = m->value->as.text;
    else
        keyword_bad(b, m->key, m->value, "a string");
}

/* One of our extensions: what is in choice.h, after "x-o2c-". */
void keyword_choice(builder *b, schema *s, const keyword *k, const node_member *m)
{
    str name = str_of(k->name);
    str choice = str_slice(name, STR("x-o2c-").len, name.len);
    schema_choice_set(b->d, DIAG_SPEC, &s->choices, schema_choice_find(choice), m->value, name);
}

/* What stands there for other tools; ours wins. */
void keyword_name(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)b;
    schema_name *name = FIELD(schema_name, s, k);
    if (m->value->kind == NODE_STRING && m->value->as.text.len && !name->exact)
        *name = (schema_name){m->value->as.text, m->value, false};
}

void keyword_string_node(builder *b, schema *s, const keyword *k, const node_member *m)
{
    if (m->value->kind == NODE_STRING)
        *FIELD(const node *, s, k) = m->value;
    else
        keyword_bad(b, m->key, m->value, "a string");
}

/* Annotations decide nothing, so a bad one is a warning. An empty `description:` is common in YAML. */
static void bad_annotation(builder *b, const node_member *m, const char *wanted)
{
    diag_warning(b->d, SCHEMA_ANNOTATION, node_place(m->value), NULL,
                 "'%.*s' must be %s, not %s; it is ignored", STR_ARG(m->key), wanted,
                 node_kind_name(m->value->kind));
}

void keyword_note(builder *b, schema *s, const keyword *k, const node_member *m)
{
    if (m->value->kind == NODE_STRING)
        *FIELD(str, s, k) = m->value->as.text;
    else
        bad_annotation(b, m, "a string");
}

void keyword_comment(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)s, (void)k;
    if (m->value->kind != NODE_STRING)
        bad_annotation(b, m, "a string");
}

void keyword_hint_flag(builder *b, schema *s, const keyword *k, const node_member *m)
{
    if (m->value->kind == NODE_BOOL)
        *FIELD(bool, s, k) = m->value->boolean;
    else
        bad_annotation(b, m, "true or false");
}

void keyword_flag(builder *b, schema *s, const keyword *k, const node_member *m)
{
    if (m->value->kind == NODE_BOOL)
        *FIELD(bool, s, k) = m->value->boolean;
    else
        keyword_bad(b, m->key, m->value, "true or false");
}

void keyword_unique(builder *b, schema *s, const keyword *k, const node_member *m)
{
    keyword_flag(b, s, k, m);
    s->unique_node = s->unique_items ? m->value : NULL;
}

void keyword_format(builder *b, schema *s, const keyword *k, const node_member *m)
{
    keyword_string(b, s, k, m);
    s->format_node = s->format.data ? m->value : NULL;
    s->asserts_format = s->format.data && (b->asserts_formats || b->scope.base->asserts_formats);
    if (s->asserts_format)
        s->asserted_format = o2c_format_find(s->format.data, s->format.len);
}

typedef struct type_row {
    const char *name;
    unsigned bit;
} type_row;

static const type_row TYPES[] = {
    {"null", SCHEMA_NULL},     {"boolean", SCHEMA_BOOLEAN}, {"integer", SCHEMA_INTEGER},
    {"number", SCHEMA_NUMBER}, {"string", SCHEMA_STRING},   {"array", SCHEMA_ARRAY},
    {"object", SCHEMA_OBJECT},
};

enum { TYPE_COUNT = sizeof TYPES / sizeof *TYPES };

static void unknown_type(builder *b, const node *n)
{
    static const struct {
        const char *wrong, *right;
    } other[] = {{"text", "string"},  {"str", "string"},   {"int", "integer"},
                 {"long", "integer"}, {"float", "number"}, {"double", "number"},
                 {"bool", "boolean"}, {"list", "array"},   {"map", "object"},
                 {"dict", "object"},  {"file", "string"},  {"date", "string"}};
    str names[TYPE_COUNT];
    for (size_t i = 0; i < TYPE_COUNT; i++)
        names[i] = str_of(TYPES[i].name);
    str meant = str_suggest(n->as.text, names, TYPE_COUNT);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (str_eq(n->as.text, str_of(other[i].wrong)))
            meant = str_of(other[i].right);
    const char *hint = "one of null, boolean, integer, number, string, array, object";
    if (meant.data)
        hint = str_print(b->m, "did you mean '%.*s'?", STR_ARG(meant)).data;
    diag_error(b->d, SCHEMA_TYPE_NAME, node_place(n), hint, "'%.*s' is no type",
               STR_ARG(n->as.text));
}

/* The bit of one type name, or 0 after an error. */
static unsigned type_bit(builder *b, const node *n)
{
    if (n->kind == NODE_NULL) { /* YAML's `type: null`, which is plain enough */
        diag_warning(b->d, SCHEMA_KIND, node_place(n), "write 'null' in quotes",
                     "a type is a string; this null is read as the type \"null\"");
        return SCHEMA_NULL;
    }
    if (n->kind != NODE_STRING) {
        keyword_bad(b, STR("type"), n, "a string or an array of strings");
        return 0;
    }
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (str_eq(n->as.text, str_of(TYPES[i].name)))
            return TYPES[i].bit;
    if ((b->scope.dialect & DIALECT_OLD_OPENAPI & ~(unsigned)DIALECT_OPENAPI_3_0) &&
        str_eq(n->as.text, STR("file")))
        return SCHEMA_STRING; /* bytes, as `format: binary` */
    unknown_type(b, n);
    return 0;
}

void keyword_type(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)k;
    const node *value = m->value;
    s->type_node = value;
    if (value->kind != NODE_ARRAY) {
        s->types = type_bit(b, value);
        return;
    }
    if (b->scope.dialect & DIALECT_OLD_OPENAPI)
        diag_warning(b->d, SCHEMA_FOREIGN, node_place(value),
                     b->scope.dialect == DIALECT_OPENAPI_3_0 ? "write 'nullable' for null" : NULL,
                     "'type' takes one name in this dialect; the list is read all the same");
    if (value->count == 0)
        diag_error(b->d, SCHEMA_EMPTY, node_place(value), NULL, "'type' names no type");
    for (size_t i = 0; i < value->count; i++) {
        unsigned bit = type_bit(b, value->as.items[i]);
        if (s->types & bit)
            diag_warning(b->d, SCHEMA_DUPLICATE, node_place(value->as.items[i]), NULL,
                         "this type is named twice");
        s->types |= bit;
    }
}

/* Equal scalars print alike but for the spelling of numbers, which is good enough for a warning. */
static void warn_of_duplicates(builder *b, const node *values, const char *where)
{
    map seen;
    map_init(&seen, b->m);
    buf text = BUF_INIT;
    for (size_t i = 0; i < values->count; i++) {
        const node *n = values->as.items[i];
        if (n->kind == NODE_ARRAY || n->kind == NODE_OBJECT)
            continue;
        buf_reset(&text);
        node_print(&text, n);
        if (!map_put(&seen, str_copy(b->m, buf_str(&text)), values->as.items[i]))
            diag_warning(b->d, SCHEMA_DUPLICATE, node_place(n), NULL, "%s holds %.*s twice", where,
                         STR_ARG(buf_str(&text)));
    }
    buf_free(&text);
}

void keyword_enum(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)k;
    if (m->value->kind != NODE_ARRAY) {
        keyword_bad(b, m->key, m->value, "an array");
        return;
    }
    s->enum_node = m->value;
    if (m->value->count == 0)
        diag_warning(b->d, SCHEMA_EMPTY, node_place(m->value), NULL,
                     "'enum' is empty: no value satisfies it");
    warn_of_duplicates(b, m->value, "'enum'");
}

/* Whether `n` is an array of strings; reports what is not. */
static bool strings_only(builder *b, str name, const node *n)
{
    if (n->kind != NODE_ARRAY) {
        keyword_bad(b, name, n, "an array of strings");
        return false;
    }
    bool good = true;
    for (size_t i = 0; i < n->count; i++) {
        if (n->as.items[i]->kind == NODE_STRING)
            continue;
        keyword_bad(b, name, n->as.items[i], "an array of strings");
        good = false;
    }
    return good;
}

void keyword_required(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)k;
    if (m->value->kind == NODE_BOOL) { /* draft 3, and common by mistake */
        diag_warning(b->d, SCHEMA_FOREIGN, node_place(m->value),
                     "list the names in 'required' of the object that has the property",
                     "'required' is an array of names in this dialect; the boolean is ignored");
        return;
    }
    if (!strings_only(b, m->key, m->value))
        return;
    s->required_node = m->value;
    map seen;
    map_init(&seen, b->m);
    for (size_t i = 0; i < m->value->count; i++) {
        node *n = m->value->as.items[i];
        if (map_put(&seen, n->as.text, n))
            list_push(b->m, &s->required, n->as.text);
        else
            diag_warning(b->d, SCHEMA_DUPLICATE, node_place(n), NULL,
                         "'required' names '%.*s' twice", STR_ARG(n->as.text));
    }
}

void keyword_dependent_required(builder *b, schema *s, const keyword *k, const node_member *m)
{
    (void)k;
    if (m->value->kind != NODE_OBJECT) {
        keyword_bad(b, m->key, m->value, "an object of arrays of strings");
        return;
    }
    bool good = true;
    for (size_t i = 0; i < m->value->count; i++)
        good &= strings_only(b, m->key, m->value->as.members[i].value);
    if (good)
        s->dependent_required = m->value;
}

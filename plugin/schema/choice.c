#include "schema/choice.h"

#define CHOICE_VALUE "O2C-G014"
#define CHOICE_LATER "O2C-G016"

#define AT(field) offsetof(schema_choices, field)

const schema_choice schema_choice_table[SCHEMA_CHOICE_COUNT] = {
    {"name", NULL, AT(name), "C name: of the member if this is a property, else of the type."},
    {"type-name", NULL, AT(type_name),
     "C name of the type that is declared in the property's place."},
    {"type", "int32|int64|uint32|uint64|float|double|value|string|typed", AT(type),
     "C type of an integer or number; 'typed' for what a string's format says, or 'string' for its "
     "text; or 'value', a dynamic value, of anything."},
    {"storage", "value|pointer", AT(storage), "How a member holds its struct."},
    {"open", "true|false", AT(open),
     "Whether an enumeration or union keeps values and tags that it does not list."},
    {"unknown", "ignore|reject|keep", AT(unknown),
     "What happens to members that the object does not declare."},
    {"profile", "fast", AT(profile), "How decoders are written."},
};

const schema_choice *schema_choice_find(str name)
{
    for (size_t i = 0; i < SCHEMA_CHOICE_COUNT; i++)
        if (str_eq(name, str_of(schema_choice_table[i].name)))
            return &schema_choice_table[i];
    return NULL;
}

/* The position of `text` in "a|b|c" from 1, or 0. */
static int find_value(const char *values, str text)
{
    str left = str_of(values);
    for (int i = 1;; i++) {
        size_t end = str_find(left, '|');
        if (str_eq(str_slice(left, 0, end), text))
            return i;
        if (end == left.len)
            return 0;
        left = str_slice(left, end + 1, left.len);
    }
}

static str text_of(const node *value)
{
    if (value->kind == NODE_BOOL)
        return value->boolean ? STR("true") : STR("false");
    return value->kind == NODE_STRING ? value->as.text : STR_NULL;
}

/* In a spec, which may be somebody else's, it is no reason to stop. */
static bool is_later(diag *d, diag_class cls, const schema_choice *c, const node *value, str what)
{
    if (!str_eq(str_of(c->name), STR("profile")) || !str_eq(text_of(value), STR("small")))
        return false;
    if (cls == DIAG_SPEC)
        diag_warning(d, CHOICE_LATER, node_place(value), NULL,
                     "'%.*s: small' comes with a later version; 'fast' is used", STR_ARG(what));
    else
        diag_fail(d, cls, CHOICE_LATER, node_place(value),
                  "'%.*s: small' comes with a later version", STR_ARG(what));
    return true;
}

static bool set_pick(diag *d, diag_class cls, schema_pick *pick, const schema_choice *c,
                     const node *value, str what)
{
    str text = text_of(value);
    int found = text.data ? find_value(c->values, text) : 0;
    if (found)
        *pick = (schema_pick){.value = found, .node = value};
    else if (is_later(d, cls, c, value, what))
        return cls == DIAG_SPEC;
    else
        diag_fail(d, cls, CHOICE_VALUE, node_place(value), "'%.*s' takes %s", STR_ARG(what),
                  c->values);
    return found;
}

bool schema_choice_set(diag *d, diag_class cls, schema_choices *to, const schema_choice *c,
                       const node *value, str what)
{
    void *field = (char *)to + c->offset;
    if (c->values)
        return set_pick(d, cls, field, c, value, what);
    if (value->kind == NODE_STRING) {
        *(schema_name *)field = (schema_name){value->as.text, value, true};
        return true;
    }
    diag_fail(d, cls, CHOICE_VALUE, node_place(value), "'%.*s' must be a string, not %s",
              STR_ARG(what), node_kind_name(value->kind));
    return false;
}

/** Is the configuration what it should be? Everything that is not, with its place. */
#include "command/config.h"

#define CONFIG_KEY   "O2C-G020"
#define CONFIG_VALUE "O2C-G021"

typedef struct check {
    mem *m;
    diag *d;
} check;

static void fail(check *c, const char *code, diag_place place, str text)
{
    diag_fail(c->d, DIAG_USAGE, code, place, "%.*s", STR_ARG(text));
}

static void fail_key(check *c, const node *object, const node_member *member, const texts *known)
{
    str near = str_suggest(member->key, known->items, known->count);
    str text =
        near.data
            ? str_print(c->m, "unknown key '%.*s'; did you mean '%.*s'?", STR_ARG(member->key),
                        STR_ARG(near))
            : str_print(
                  c->m,
                  "unknown key '%.*s'; 'openapi2c init' writes a file with all that there are",
                  STR_ARG(member->key));
    fail(c, CONFIG_KEY, node_key_place(object, member), text);
}

static bool is_kind(check *c, const char *key, const node *value, node_kind kind,
                    const char *wanted)
{
    if (value->kind == kind)
        return true;
    fail(c, CONFIG_VALUE, node_place(value),
         str_print(c->m, "'%s' must be %s, not %s", key, wanted, node_kind_name(value->kind)));
    return false;
}

/* Texts end at U+0000 in C. */
static bool check_text(check *c, const char *key, const node *value)
{
    if (!is_kind(c, key, value, NODE_STRING, "a string"))
        return false;
    if (str_find(value->as.text, '\0') < value->as.text.len) {
        fail(c, CONFIG_VALUE, node_place(value), str_print(c->m, "'%s' holds U+0000", key));
        return false;
    }
    return true;
}

static bool check_texts(check *c, const char *key, const node *value)
{
    if (!is_kind(c, key, value, NODE_ARRAY, "a list of strings"))
        return false;
    bool ok = true;
    for (size_t i = 0; i < value->count; i++)
        ok = check_text(c, key, value->as.items[i]) && ok;
    return ok;
}

/* Whether the option takes it, by what the command line goes by. */
static void check_taken(check *c, const char *key, const option *o, const node *value, str text)
{
    settings unused = {0};
    if (option_set(c->m, o, &unused, text))
        return;
    str wanted = o->kind == OPTION_NUMBER
                     ? str_print(c->m, "a number from %u to %u", (unsigned)o->from, (unsigned)o->to)
                     : str_of(o->argument);
    fail(c, CONFIG_VALUE, node_place(value),
         str_print(c->m, "'%s' takes %.*s, not '%.*s'", key, STR_ARG(wanted), STR_ARG(text)));
}

static void check_option(check *c, const config_key *key, const node *value)
{
    const option *o = config_option(key);
    switch (o->kind) {
    case OPTION_FLAG: is_kind(c, key->name, value, NODE_BOOL, "true or false"); return;
    case OPTION_LIST:
    case OPTION_NAMES: check_texts(c, key->name, value); return;
    case OPTION_NUMBER:
        if (is_kind(c, key->name, value, NODE_NUMBER, "a number"))
            check_taken(c, key->name, o, value, value->source);
        return;
    case OPTION_TEXT:
    case OPTION_CHOICE:
        if (check_text(c, key->name, value))
            check_taken(c, key->name, o, value, value->as.text);
        return;
    case OPTION_SET:
    case OPTION_END: return;
    }
}

static void check_choice(check *c, const node *value, const schema_choice *choice)
{
    schema_choices unused = {0};
    schema_choice_set(c->d, DIAG_USAGE, &unused, choice, value, str_of(choice->name));
}

static void check_schema(check *c, const node *entry)
{
    texts known = {0};
    if (!is_kind(c, "schemas", entry, NODE_OBJECT, "a list of mappings"))
        return;
    list_push(c->m, &known, STR("at"));
    for (size_t i = 0; i < SCHEMA_CHOICE_COUNT; i++)
        list_push(c->m, &known, str_of(schema_choice_table[i].name));
    for (size_t i = 0; i < entry->count; i++) {
        const node_member *member = &entry->as.members[i];
        const schema_choice *choice = schema_choice_find(member->key);
        if (str_eq(member->key, STR("at")))
            check_text(c, "at", member->value);
        else if (choice)
            check_choice(c, member->value, choice);
        else
            fail_key(c, entry, member, &known);
    }
    if (!node_get(entry, STR("at")))
        fail(c, CONFIG_KEY, node_place(entry),
             STR("'at' is missing: the JSON Pointer or the name of the schemas that this is for"));
}

static void check_schemas(check *c, const node *value)
{
    if (!is_kind(c, "schemas", value, NODE_ARRAY, "a list"))
        return;
    for (size_t i = 0; i < value->count; i++)
        check_schema(c, value->as.items[i]);
}

static const config_key *find_key(str name)
{
    for (size_t i = 0; i < CONFIG_KEY_COUNT; i++)
        if (str_eq(name, str_of(config_keys[i].name)))
            return &config_keys[i];
    return NULL;
}

static void check_member(check *c, const node *root, const node_member *member, const texts *known)
{
    const config_key *key = find_key(member->key);
    if (key)
        check_option(c, key, member->value);
    else if (str_eq(member->key, STR("specs")))
        check_texts(c, "specs", member->value);
    else if (str_eq(member->key, STR("schemas")))
        check_schemas(c, member->value);
    else
        fail_key(c, root, member, known);
}

bool config_check(mem *m, diag *d, const document *file)
{
    check c = {m, d};
    size_t errors = d->errors;
    texts known = {0};
    list_push(m, &known, STR("specs"));
    list_push(m, &known, STR("schemas"));
    for (size_t i = 0; i < CONFIG_KEY_COUNT; i++)
        list_push(m, &known, str_of(config_keys[i].name));
    if (is_kind(&c, CONFIG_NAME, file->root, NODE_OBJECT, "a mapping"))
        for (size_t i = 0; i < file->root->count; i++)
            check_member(&c, file->root, &file->root->as.members[i], &known);
    return d->errors == errors;
}

#include "command/config.h"

#include "document/load.h"
#include "source/source.h"
#include "source/url.h"

#include <string.h>

/*
 * What is said on the command line alone: where a build keeps its bookkeeping, and what reaches out of the
 * folder or sends secrets, which a file that comes with a checkout must not decide.
 */
const config_key config_keys[CONFIG_KEY_COUNT] = {
    {"output", "out", CONFIG_PATH},
    {"prefix", "prefix", CONFIG_PLAIN},
    {"shards", "shards", CONFIG_PLAIN},
    {"names", "names", CONFIG_PATH},
    {"only", "only", CONFIG_PLAIN},
    {"except", "except", CONFIG_PLAIN},
    {"unknown", "unknown", CONFIG_PLAIN},
    {"duplicates", "duplicates", CONFIG_PLAIN},
    {"open-unions", "open-unions", CONFIG_PLAIN},
    {"open-enums", "open-enums", CONFIG_PLAIN},
    {"accept-field-names", "accept-field-names", CONFIG_PLAIN},
    {"exact", "exact", CONFIG_PLAIN},
    {"formats", "formats", CONFIG_PLAIN},
    {"typed-formats", "typed-formats", CONFIG_PLAIN},
    {"strict", "strict", CONFIG_PLAIN},
    {"dialect", "dialect", CONFIG_PLAIN},
    {"map", "map", CONFIG_MAP},
    {"templates", "templates", CONFIG_PATH},
    {"bundle-runtime", "bundle-runtime", CONFIG_PLAIN},
    {"source-map", "source-map", CONFIG_PLAIN},
    {"fetch", "fetch", CONFIG_PLAIN},
    {"offline", "offline", CONFIG_PLAIN},
    {"lock", "lock", CONFIG_PATH},
    {"locked", "locked", CONFIG_PLAIN},
    {"quiet", "quiet", CONFIG_PLAIN},
};

const option *config_option(const config_key *key)
{
    return option_find(command_generate.options, str_of(key->option));
}

/* ---- loading ---- */

static document *load_file(mem *m, diag *d, str path)
{
    str text;
    if (!source_read_file(m, d, path, 0, &text))
        return NULL;
    return doc_load(m, d, path, source_file_uri(m, path), text, NULL);
}

/* "api/openapi2c.yaml" as "api/" */
static str folder_of(str path)
{
    size_t end = path.len;
    while (end && path.data[end - 1] != '/')
        end--;
    return str_slice(path, 0, end);
}

/* ---- applying ---- */

typedef struct apply {
    mem *m;
    diag *d;
    const document *file;
    str folder;
    const command *command;
    const given_options *given;
    settings *s;
} apply;

static str join(const apply *a, str path)
{
    bool here = path.len && (path.data[0] == '/' || str_eq(path, STR("-")) || url_is_remote(path));
    return here ? path : str_print(a->m, "%.*s%.*s", STR_ARG(a->folder), STR_ARG(path));
}

static str locate(const apply *a, config_path kind, str text)
{
    size_t at = str_find(text, '=');
    if (kind == CONFIG_PATH)
        return join(a, text);
    if (kind == CONFIG_MAP && at < text.len) {
        str folder = join(a, str_slice(text, at + 1, text.len));
        return str_print(a->m, "%.*s=%.*s", STR_ARG(str_slice(text, 0, at)), STR_ARG(folder));
    }
    return text;
}

static str keep(const apply *a, const char *text)
{
    return str_copy(a->m, str_of(text));
}

static void apply_value(const apply *a, const config_key *key, const config_value *value)
{
    const option *o = option_find(a->command->options, str_of(key->option));
    if (!o || option_is_given(a->given, o))
        return;
    if (value->flag)
        option_set_flag(o, a->s, value->flag == 2);
    if (value->text)
        option_set(a->m, o, a->s, locate(a, key->path, keep(a, value->text)));
    for (unsigned i = 0; i < value->item_count; i++)
        option_set(a->m, o, a->s, locate(a, key->path, keep(a, value->items[i])));
}

/* Where the texts of a list stand. */
static const diag_place *places_of(const apply *a, const char *key)
{
    const node *list = node_get(a->file->root, str_of(key));
    diag_place *places = mem_array(a->m, diag_place, list ? list->count : 1);
    for (size_t i = 0; list && i < list->count; i++)
        places[i] = node_place(list->as.items[i]);
    return places;
}

static const diag_place *selector_places(const apply *a, const char *key)
{
    const option *o = option_find(a->command->options, str_of(key));
    bool ours = o && !option_is_given(a->given, o) && node_get(a->file->root, str_of(key));
    return ours ? places_of(a, key) : NULL;
}

static void apply_specs(const apply *a, const config_values *values)
{
    for (unsigned i = 0; i < values->spec_count; i++) {
        str spec = join(a, keep(a, values->specs[i]));
        if (i)
            list_push(a->m, &a->s->others, spec);
        else
            a->s->spec = spec;
    }
}

static void apply_schema(const apply *a, const config_schema *filled, const node *entry,
                         schema_setting *out)
{
    out->at = keep(a, filled->at);
    out->place = node_place(node_get(entry, STR("at")));
    for (size_t i = 0; i < entry->count; i++) {
        const node_member *member = &entry->as.members[i];
        const schema_choice *choice = schema_choice_find(member->key);
        if (choice)
            schema_choice_set(a->d, DIAG_USAGE, &out->choices, choice, member->value, member->key);
    }
}

static void apply_schemas(const apply *a, const config_values *values)
{
    const node *list = node_get(a->file->root, STR("schemas"));
    schema_setting *all = mem_array(a->m, schema_setting, values->schema_count);
    for (unsigned i = 0; i < values->schema_count; i++)
        apply_schema(a, &values->schemas[i], list->as.items[i], &all[i]);
    a->s->schemas = all;
    a->s->schema_count = values->schema_count;
}

bool config_load(mem *m, diag *d, const command *c, str path, bool specs,
                 const given_options *given, settings *s)
{
    config_values *values = NULL;
    const document *file = load_file(m, d, path);
    if (!file || !config_check(m, d, file))
        return false;
    bool ok = config_fill(m, d, file, &values);
    const apply a = {m, d, file, folder_of(path), c, given, s};
    for (size_t i = 0; ok && i < CONFIG_KEY_COUNT; i++)
        apply_value(&a, &config_keys[i], &values->values[i]);
    if (ok && specs)
        apply_specs(&a, values);
    if (ok)
        apply_schemas(&a, values);
    if (ok) {
        s->only_places = selector_places(&a, "only");
        s->except_places = selector_places(&a, "except");
        s->config = path;
    }
    config_free(values);
    return ok;
}

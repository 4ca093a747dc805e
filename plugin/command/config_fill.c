/** Plain C values from the text of a configuration, by libcyaml. */
#include "command/config.h"

#include <cyaml/cyaml.h>
#include <stdio.h>

#define CONFIG_READER "O2C-G022"

/* The schema that libcyaml goes by. Texts are all that it converts: what they must be was checked. */
typedef struct shape {
    cyaml_schema_field_t choices[SCHEMA_CHOICE_COUNT + 2];
    cyaml_schema_field_t root[CONFIG_KEY_COUNT + 3];
    cyaml_schema_value_t schema, top;
} shape;

static const cyaml_schema_value_t text_entry = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 0, CYAML_UNLIMITED),
};

/* As the core schema of YAML 1.2 spells them; strictly, since libcyaml takes any other word for true. */
static const cyaml_strval_t flag_words[] = {{"false", 1}, {"False", 1}, {"FALSE", 1},
                                            {"true", 2},  {"True", 2},  {"TRUE", 2}};

static cyaml_schema_field_t text_field(const char *key, size_t offset, bool required)
{
    cyaml_flag_e flags = CYAML_FLAG_POINTER | (required ? 0 : CYAML_FLAG_OPTIONAL);
    return (cyaml_schema_field_t){
        .key = key,
        .data_offset = (uint32_t)offset,
        .value = {CYAML_VALUE_STRING(flags, char *, 0, CYAML_UNLIMITED)},
    };
}

static cyaml_schema_field_t list_field(const char *key, size_t offset, size_t count_offset)
{
    return (cyaml_schema_field_t){
        .key = key,
        .data_offset = (uint32_t)offset,
        .count_offset = (uint32_t)count_offset,
        .count_size = sizeof(unsigned),
        .value = {CYAML_VALUE_SEQUENCE(CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, char *,
                                       &text_entry, 0, CYAML_UNLIMITED)},
    };
}

static cyaml_schema_field_t flag_field(const char *key, size_t offset)
{
    return (cyaml_schema_field_t){
        .key = key,
        .data_offset = (uint32_t)offset,
        .value = {CYAML_VALUE_ENUM(CYAML_FLAG_STRICT | CYAML_FLAG_OPTIONAL, int, flag_words,
                                   sizeof flag_words / sizeof *flag_words)},
    };
}

static cyaml_schema_field_t option_field(size_t i)
{
    const config_key *key = &config_keys[i];
    size_t at = offsetof(config_values, values) + i * sizeof(config_value);
    switch (config_option(key)->kind) {
    case OPTION_FLAG: return flag_field(key->name, at + offsetof(config_value, flag));
    case OPTION_LIST:
    case OPTION_NAMES:
        return list_field(key->name, at + offsetof(config_value, items),
                          at + offsetof(config_value, item_count));
    case OPTION_END:
    case OPTION_SET:
    case OPTION_TEXT:
    case OPTION_NUMBER:
    case OPTION_CHOICE: break;
    }
    return text_field(key->name, at + offsetof(config_value, text), false);
}

static void make_shape(shape *s)
{
    s->choices[0] = text_field("at", offsetof(config_schema, at), true);
    for (size_t i = 0; i < SCHEMA_CHOICE_COUNT; i++)
        s->choices[i + 1] = (cyaml_schema_field_t)CYAML_FIELD_IGNORE(schema_choice_table[i].name,
                                                                     CYAML_FLAG_OPTIONAL);
    s->schema =
        (cyaml_schema_value_t){CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, config_schema, s->choices)};
    for (size_t i = 0; i < CONFIG_KEY_COUNT; i++)
        s->root[i] = option_field(i);
    s->root[CONFIG_KEY_COUNT] =
        list_field("specs", offsetof(config_values, specs), offsetof(config_values, spec_count));
    s->root[CONFIG_KEY_COUNT + 1] = (cyaml_schema_field_t){
        .key = "schemas",
        .data_offset = offsetof(config_values, schemas),
        .count_offset = offsetof(config_values, schema_count),
        .count_size = sizeof(unsigned),
        .value = {CYAML_VALUE_SEQUENCE(CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, config_schema,
                                       &s->schema, 0, CYAML_UNLIMITED)},
    };
    s->top =
        (cyaml_schema_value_t){CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, config_values, s->root)};
}

/* libcyaml says what is wrong in lines of a log; the first is the reason. */
typedef struct reason {
    char text[256];
} reason;

static void note_reason(cyaml_log_t level, void *context, const char *format, va_list args)
{
    reason *r = context;
    if (level == CYAML_LOG_ERROR && !r->text[0])
        vsnprintf(r->text, sizeof r->text, format, args);
}

static cyaml_config_t reader(reason *r)
{
    return (cyaml_config_t){
        .log_fn = note_reason,
        .log_ctx = r,
        .log_level = CYAML_LOG_ERROR,
        .mem_fn = cyaml_mem,
        .flags = CYAML_CFG_NO_ALIAS,
    };
}

bool config_fill(mem *m, diag *d, const document *file, config_values **out)
{
    reason why = {{0}};
    cyaml_config_t config = reader(&why);
    shape s = {0};
    cyaml_data_t *filled = NULL;
    make_shape(&s);
    cyaml_err_t status = cyaml_load_data((const uint8_t *)file->file.text.data, file->file.text.len,
                                         &config, &s.top, &filled, NULL);
    *out = filled;
    if (status == CYAML_OK && filled)
        return true;
    size_t end = str_find(str_of(why.text), '\n');
    str text = status == CYAML_ERR_ALIAS ? STR("aliases are not taken here")
               : end                     ? str_slice(str_of(why.text), 0, end)
                                         : str_of(cyaml_strerror(status));
    diag_fail(d, DIAG_USAGE, CONFIG_READER, (diag_place){.file = &file->file}, "%.*s",
              STR_ARG(str_copy(m, text)));
    return false;
}

void config_free(config_values *values)
{
    reason why = {{0}};
    cyaml_config_t config = reader(&why);
    shape s = {0};
    make_shape(&s);
    cyaml_free(&config, &s.top, values, 0);
}

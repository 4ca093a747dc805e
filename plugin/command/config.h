/**
 * openapi2c.yaml: what would otherwise stand on the command line, and choices for single schemas.
 *
 * The file is read twice. Our own loader and config_check find what is wrong with it, each fault in its
 * place; then libcyaml fills plain C values from the same text (config_fill), which were checked by then.
 * What an option takes, and what it is for, is in the option tables alone; here is only which of them the
 * file may have.
 */
#ifndef COMMAND_CONFIG_H
#define COMMAND_CONFIG_H

#include "command/command.h"
#include "document/node.h"
#include "schema/choice.h"

#define CONFIG_NAME "openapi2c.yaml"

/** What is relative to the file's folder. */
typedef enum config_path { CONFIG_PLAIN, CONFIG_PATH, CONFIG_MAP /* behind its '=' */ } config_path;

typedef struct config_key {
    const char *name;   /* in the file */
    const char *option; /* whose value it is */
    config_path path;
} config_key;

enum { CONFIG_KEY_COUNT = 25 };
extern const config_key config_keys[CONFIG_KEY_COUNT];

/** The option of a key; every key has one. */
const option *config_option(const config_key *key);

/** What libcyaml fills. Texts are its own; absent: NULL or 0. */
typedef struct config_value {
    char *text;
    char **items;
    unsigned item_count;
    int flag; /* 1 false, 2 true */
} config_value;

typedef struct config_schema {
    char *at; /* the choices are taken from the tree: what is said of them needs their places */
} config_schema;

typedef struct config_values {
    char **specs;
    unsigned spec_count;
    config_schema *schemas;
    unsigned schema_count;
    config_value values[CONFIG_KEY_COUNT];
} config_values;

/** Reports everything that is wrong with the file. */
bool config_check(mem *m, diag *d, const document *file);

/** Fills `out` from a file that was checked; free it with config_free. False after an error. */
bool config_fill(mem *m, diag *d, const document *file, config_values **out);
void config_free(config_values *values);

/**
 * Reads the file and sets what the command line has not: options of `c`, specs if `specs` says so, choices.
 * All is copied into `m`. False after errors.
 */
bool config_load(mem *m, diag *d, const command *c, str path, bool specs,
                 const given_options *given, settings *s);

#endif

/* The keys of openapi2c.yaml and the options of generate are one: neither may forget the other. */
#include "command/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void every_key_is_an_option_of_generate(void **state)
{
    (void)state;
    for (size_t i = 0; i < CONFIG_KEY_COUNT; i++) {
        if (!config_keys[i].name || !config_option(&config_keys[i]))
            fail_msg("key %zu has no option", i);
        assert_int_not_equal(config_option(&config_keys[i])->kind, OPTION_SET);
    }
}

static bool has_key(const option *o)
{
    for (size_t i = 0; i < CONFIG_KEY_COUNT; i++)
        if (config_option(&config_keys[i]) == o)
            return true;
    return false;
}

/* What only the command line says, each for a reason that config.c gives. */
static bool is_for_command_line(str name)
{
    static const char *const names[] = {
        "config",   "depfile",       "stamp",      "keep-unknown",  "diagnostics",
        "help",     "update",        "sha256",     "header",        "netrc",
        "ca-file",  "proxy",         "allow-http", "allow-private", "cache",
        "no-cache", "max-documents", "max-bytes",  "timeout",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(name, str_of(names[i])))
            return true;
    return false;
}

static void every_option_of_generate_is_a_key_or_named_here(void **state)
{
    (void)state;
    for (option_tables t = command_generate.options; *t; t++)
        for (const option *o = *t; o->kind; o++)
            if (has_key(o) == is_for_command_line(str_of(o->name)))
                fail_msg("'--%s': put it into config_keys, or into the list here", o->name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_an_option_of_generate),
        cmocka_unit_test(every_option_of_generate_is_a_key_or_named_here),
    };
    return cmocka_run_group_tests_name("command.config", tests, NULL, NULL);
}

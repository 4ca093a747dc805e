#include "command/later.h"

static const char *const later_options[] = {
    "allow-http", "allow-private", "cache",         "clients", "config",  "exact",
    "fetch",      "format",        "header",        "lang",    "locked",  "lock",
    "names",      "netrc",         "offline",       "plugin",  "profile", "servers",
    "sizes",      "strict",        "typed-formats", "update",
};

static const char *const later_commands[] = {
    "bundle", "check", "diff", "explain", "fetch", "graph", "init",
};

static const char *const later_values[][2] = {
    {"diagnostics", "json"},
    {"diagnostics", "sarif"},
    {"diagnostics", "github"},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_among(const char *const *names, size_t count, str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(str_of(names[i]), name))
            return true;
    return false;
}

bool later_option(str name)
{
    return is_among(later_options, COUNT(later_options), name);
}

bool later_command(str name)
{
    return is_among(later_commands, COUNT(later_commands), name);
}

bool later_value(str option, str value)
{
    for (size_t i = 0; i < COUNT(later_values); i++)
        if (str_eq(str_of(later_values[i][0]), option) && str_eq(str_of(later_values[i][1]), value))
            return true;
    return false;
}

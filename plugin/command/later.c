#include "command/later.h"

static const char *const later_options[] = {
    "clients", "format", "lang", "plugin", "profile", "servers",
};

static const char *const later_commands[] = {
    "bundle",
    "diff",
    "graph",
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

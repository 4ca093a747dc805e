#include "command/prefix.h"

/** Headers that a P.h in an include path would hide. */
static const char *const system_headers[] = {
    "assert", "complex",   "ctype",   "dirent",    "dlfcn",  "errno",    "fcntl",  "features",
    "fenv",   "float",     "glob",    "grp",       "iconv",  "inttypes", "iso646", "limits",
    "locale", "malloc",    "math",    "memory",    "netdb",  "o2c",      "poll",   "pthread",
    "pwd",    "regex",     "sched",   "semaphore", "setjmp", "signal",   "spawn",  "stdalign",
    "stdarg", "stdatomic", "stdbool", "stddef",    "stdint", "stdio",    "stdlib", "stdnoreturn",
    "string", "strings",   "syslog",  "termios",   "tgmath", "threads",  "time",   "uchar",
    "unistd", "utime",     "values",  "version",   "wchar",  "wctype",   "zconf",  "zlib",
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_identifier(str s)
{
    if (!s.len || !is_letter(s.data[0]))
        return false;
    for (size_t i = 1; i < s.len; i++)
        if (!is_letter(s.data[i]) && !is_digit(s.data[i]))
            return false;
    return true;
}

static bool is_system_header(str s)
{
    for (size_t i = 0; i < sizeof system_headers / sizeof *system_headers; i++)
        if (str_eq(s, str_of(system_headers[i])))
            return true;
    return false;
}

/** What is wrong with it, or NULL. */
static const char *find_fault(str prefix)
{
    if (!is_identifier(prefix))
        return "is not a C identifier (letters, digits and '_', not a digit first)";
    if (prefix.data[0] == '_')
        return "starts with '_', as names of the compiler do";
    if (str_starts(prefix, STR("o2c_")) || str_starts(prefix, STR("O2C_")))
        return "starts with 'o2c_', which is the runtime's";
    if (prefix.len > PREFIX_MAX)
        return "is longer than 64 bytes";
    if (is_system_header(prefix))
        return "would hide a system header of that name";
    return NULL;
}

bool prefix_check(diag *d, str prefix)
{
    const char *fault = find_fault(prefix);
    if (fault)
        diag_fail(d, DIAG_USAGE, "O2C-U009", (diag_place){0}, "the prefix '%.*s' %s",
                  STR_ARG(prefix), fault);
    return !fault;
}

/** The file's name without its folder and without its last extension. */
static str file_stem(str path)
{
    size_t from = path.len;
    while (from && path.data[from - 1] != '/')
        from--;
    str name = str_slice(path, from, path.len);
    for (size_t dot = name.len; dot > 1; dot--)
        if (name.data[dot - 1] == '.')
            return str_slice(name, 0, dot - 1);
    return name;
}

/** One '_' for every run of what an identifier cannot hold, none at the ends. */
static void add_identifier(buf *out, str text)
{
    for (size_t i = 0; i < text.len && out->len < PREFIX_MAX - 4; i++) {
        char c = text.data[i];
        if (c >= 'A' && c <= 'Z')
            buf_char(out, (char)(c - 'A' + 'a'));
        else if (c != '_' && (is_letter(c) || is_digit(c)))
            buf_char(out, c);
        else if (out->len && out->data[out->len - 1] != '_')
            buf_char(out, '_');
    }
    while (out->len && out->data[out->len - 1] == '_')
        out->data[--out->len] = '\0';
}

str prefix_of_file(mem *m, str path)
{
    buf words = BUF_INIT;
    add_identifier(&words, file_stem(path));
    str stem = buf_take(&words, m);
    if (!stem.len)
        return STR("api");
    if (is_digit(stem.data[0]) || str_starts(stem, STR("o2c_")))
        return str_print(m, "api_%.*s", STR_ARG(stem));
    if (is_system_header(stem))
        return str_print(m, "%.*s_api", STR_ARG(stem));
    return stem;
}

#include <o2c/stdio.h>

void o2c_error_print(const o2c_error *error, FILE *stream)
{
    char line[1024];
    size_t length = o2c_error_format(error, line, sizeof line);
    fputs(line, stream);
    fputs(length >= sizeof line ? "...\n" : "\n", stream);
}

bool o2c_file_sink(void *user, const char *data, size_t length)
{
    return fwrite(data, 1, length, user) == length;
}

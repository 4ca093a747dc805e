#include <o2c/error.h>

#include "number.h"
#include <string.h>

/** Writes what fits and counts what would have been written. */
typedef struct output {
    char *buffer;
    size_t size, count;
} output;

static void put(output *out, const char *text, size_t len)
{
    if (out->count < out->size) {
        size_t room = out->size - out->count;
        memcpy(out->buffer + out->count, text, len < room ? len : room);
    }
    out->count += len;
}

static void put_count(output *out, size_t number)
{
    char digits[O2C_NUMBER_ROOM];
    put(out, digits, (size_t)(o2c_number_print_u64(digits, number) - digits));
}

static void put_error(output *out, const o2c_error *error)
{
    if (error->pointer != NULL && error->pointer[0] != '\0') {
        put(out, error->pointer, strlen(error->pointer));
        put(out, O2C_LIT(": "));
    }
#ifdef O2C_NO_MESSAGES
    put(out, O2C_LIT("error "));
    put_count(out, (size_t)error->code);
#else
    put(out, error->message, strlen(error->message));
#endif
    if (error->line > 0) {
        put(out, O2C_LIT(" (line "));
        put_count(out, error->line);
        put(out, O2C_LIT(", column "));
        put_count(out, error->column);
        put(out, O2C_LIT(")"));
    }
    if (error->schema != NULL && error->schema[0] != '\0') {
        put(out, O2C_LIT(" by "));
        put(out, error->schema, strlen(error->schema));
    }
}

size_t o2c_error_format(const o2c_error *error, char *buffer, size_t size)
{
    output out = {buffer, size > 0 ? size - 1 : 0, 0};
    put_error(&out, error);
    if (error->tried != NULL && error->tried[0] != '\0') {
        put(&out, O2C_LIT("; tried "));
        put(&out, error->tried, strlen(error->tried));
    }
    if (error->nearest != NULL) {
        put(&out, O2C_LIT("; nearest: "));
        put_error(&out, error->nearest);
    }
    if (size > 0) {
        buffer[out.count < size - 1 ? out.count : size - 1] = '\0';
    }
    return out.count;
}

#include <o2c/error.h>

#include "number.h"
#include <string.h>

const char *o2c_code_name(o2c_code code)
{
    switch (code) {
    case O2C_OK: return "O2C_OK";
    case O2C_E_SYNTAX: return "O2C_E_SYNTAX";
    case O2C_E_END: return "O2C_E_END";
    case O2C_E_TRAILING: return "O2C_E_TRAILING";
    case O2C_E_STRING: return "O2C_E_STRING";
    case O2C_E_UTF8: return "O2C_E_UTF8";
    case O2C_E_SURROGATE: return "O2C_E_SURROGATE";
    case O2C_E_NUMBER: return "O2C_E_NUMBER";
    case O2C_E_DEPTH: return "O2C_E_DEPTH";
    case O2C_E_MEMORY: return "O2C_E_MEMORY";
    case O2C_E_RANGE: return "O2C_E_RANGE";
    case O2C_E_SPACE: return "O2C_E_SPACE";
    case O2C_E_COSTLY: return "O2C_E_COSTLY";
    case O2C_E_TYPE: return "O2C_E_TYPE";
    case O2C_E_REQUIRED: return "O2C_E_REQUIRED";
    case O2C_E_UNKNOWN: return "O2C_E_UNKNOWN";
    case O2C_E_DUPLICATE: return "O2C_E_DUPLICATE";
    case O2C_E_ENUM: return "O2C_E_ENUM";
    case O2C_E_CONST: return "O2C_E_CONST";
    case O2C_E_TAG: return "O2C_E_TAG";
    case O2C_E_UNION: return "O2C_E_UNION";
    case O2C_E_ONE_OF: return "O2C_E_ONE_OF";
    case O2C_E_MINIMUM: return "O2C_E_MINIMUM";
    case O2C_E_MAXIMUM: return "O2C_E_MAXIMUM";
    case O2C_E_EXCLUSIVE_MINIMUM: return "O2C_E_EXCLUSIVE_MINIMUM";
    case O2C_E_EXCLUSIVE_MAXIMUM: return "O2C_E_EXCLUSIVE_MAXIMUM";
    case O2C_E_MULTIPLE: return "O2C_E_MULTIPLE";
    case O2C_E_MIN_LENGTH: return "O2C_E_MIN_LENGTH";
    case O2C_E_MAX_LENGTH: return "O2C_E_MAX_LENGTH";
    case O2C_E_MIN_ITEMS: return "O2C_E_MIN_ITEMS";
    case O2C_E_MAX_ITEMS: return "O2C_E_MAX_ITEMS";
    case O2C_E_UNIQUE: return "O2C_E_UNIQUE";
    case O2C_E_MIN_PROPERTIES: return "O2C_E_MIN_PROPERTIES";
    case O2C_E_MAX_PROPERTIES: return "O2C_E_MAX_PROPERTIES";
    case O2C_E_NEVER: return "O2C_E_NEVER";
    case O2C_E_DEPENDENT: return "O2C_E_DEPENDENT";
    case O2C_E_FORMAT: return "O2C_E_FORMAT";
    case O2C_E_PATTERN: return "O2C_E_PATTERN";
    case O2C_E_NOT: return "O2C_E_NOT";
    case O2C_E_MIN_CONTAINS: return "O2C_E_MIN_CONTAINS";
    case O2C_E_MAX_CONTAINS: return "O2C_E_MAX_CONTAINS";
    case O2C_E_NAME: return "O2C_E_NAME";
    case O2C_E_UNSET: return "O2C_E_UNSET";
    case O2C_E_NOT_FINITE: return "O2C_E_NOT_FINITE";
    case O2C_E_PARTS: return "O2C_E_PARTS";
    }
    return "O2C_E_?"; /* from a newer runtime */
}

const char *o2c_code_keyword(o2c_code code)
{
    switch (code) {
    case O2C_E_RANGE:
    case O2C_E_TYPE: return "type";
    case O2C_E_REQUIRED: return "required";
    case O2C_E_UNKNOWN: return "additionalProperties";
    case O2C_E_ENUM: return "enum";
    case O2C_E_CONST: return "const";
    case O2C_E_TAG: return "discriminator";
    case O2C_E_UNION:
    case O2C_E_ONE_OF: return "oneOf";
    case O2C_E_MINIMUM: return "minimum";
    case O2C_E_MAXIMUM: return "maximum";
    case O2C_E_EXCLUSIVE_MINIMUM: return "exclusiveMinimum";
    case O2C_E_EXCLUSIVE_MAXIMUM: return "exclusiveMaximum";
    case O2C_E_MULTIPLE: return "multipleOf";
    case O2C_E_MIN_LENGTH: return "minLength";
    case O2C_E_MAX_LENGTH: return "maxLength";
    case O2C_E_MIN_ITEMS: return "minItems";
    case O2C_E_MAX_ITEMS: return "maxItems";
    case O2C_E_UNIQUE: return "uniqueItems";
    case O2C_E_MIN_PROPERTIES: return "minProperties";
    case O2C_E_MAX_PROPERTIES: return "maxProperties";
    case O2C_E_DEPENDENT: return "dependentRequired";
    case O2C_E_FORMAT: return "format";
    case O2C_E_COSTLY:
    case O2C_E_PATTERN: return "pattern";
    case O2C_E_NOT: return "not";
    case O2C_E_MIN_CONTAINS: return "minContains";
    case O2C_E_MAX_CONTAINS: return "maxContains";
    case O2C_E_NAME: return "propertyNames";
    case O2C_OK:
    case O2C_E_SYNTAX:
    case O2C_E_END:
    case O2C_E_TRAILING:
    case O2C_E_STRING:
    case O2C_E_UTF8:
    case O2C_E_SURROGATE:
    case O2C_E_NUMBER:
    case O2C_E_DEPTH:
    case O2C_E_MEMORY:
    case O2C_E_SPACE:
    case O2C_E_DUPLICATE:
    case O2C_E_NEVER:
    case O2C_E_UNSET:
    case O2C_E_NOT_FINITE:
    case O2C_E_PARTS: break;
    }
    return "";
}

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
    put(out, error->message, strlen(error->message));
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

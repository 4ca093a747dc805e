#include <o2c/error.h>

/* The names of codes, for programs that ask for them. */

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

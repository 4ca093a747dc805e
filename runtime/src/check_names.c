#include "internal.h"

#include <o2c/check.h>

/* Names of keywords with the slash before them, each ended by NUL, in the order of o2c_check_op. */
static const char names[] = "\0"
                            "/type\0"
                            "/enum\0"
                            "/const\0"
                            "/minimum\0"
                            "/maximum\0"
                            "/exclusiveMinimum\0"
                            "/exclusiveMaximum\0"
                            "/multipleOf\0"
                            "/minLength\0"
                            "/maxLength\0"
                            "/minItems\0"
                            "/maxItems\0"
                            "/minProperties\0"
                            "/maxProperties\0"
                            "/uniqueItems\0"
                            "/pattern\0"
                            "/format\0"
                            "/items\0"
                            "/contains\0"
                            "/required\0"
                            "/additionalProperties\0"
                            "/propertyNames\0"
                            "/dependentRequired\0"
                            "/dependencies\0"
                            "/dependentSchemas\0"
                            "/allOf\0"
                            "/$dynamicRef\0"
                            "/anyOf\0"
                            "/oneOf\0"
                            "/not\0"
                            "/if\0"
                            "/unevaluatedItems\0"
                            "/unevaluatedProperties";

const char *o2c_rule_name(uint32_t op)
{
    const char *name = names;
    for (uint32_t i = 0; i < op && i <= O2C_CHECK_UNEVALUATED_PROPERTIES; i++) {
        name += strlen(name) + 1;
    }
    return name;
}

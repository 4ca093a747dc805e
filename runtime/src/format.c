#include <o2c/format.h>

#include "internal.h"

/* By number; an array of arrays, since pointers would be relocations. */
static const char names[][sizeof "relative-json-pointer"] = {
    "",
    "date-time",
    "date",
    "time",
    "duration",
    "email",
    "idn-email",
    "hostname",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "uri",
    "uri-reference",
    "iri",
    "iri-reference",
    "uri-template",
    "json-pointer",
    "relative-json-pointer",
    "uuid",
    "regex",
    "byte",
    "base64url",
    "int64",
    "uint64",
};

#define COUNT (sizeof names / sizeof *names)

const char *o2c_format_name(o2c_format format)
{
    return (size_t)format < COUNT ? names[format] : "";
}

o2c_format o2c_format_find(const char *name, size_t len)
{
    for (size_t i = 1; i < COUNT; i++) {
        if (strlen(names[i]) == len && memcmp(names[i], name, len) == 0) {
            return (o2c_format)i;
        }
    }
    return O2C_FORMAT_NONE;
}

void o2c_fail_format(o2c_reader *r, o2c_format format)
{
    if (o2c_has_value(r)) {
        const char *name = o2c_format_name(format);
        o2c_fail(r, O2C_E_FORMAT, r->at, name, strlen(name), 0);
    }
}

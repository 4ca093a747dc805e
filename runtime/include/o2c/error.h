/**
 * Errors of decoding and encoding: a code to branch on, a place, and a message to print.
 */
#ifndef O2C_ERROR_H
#define O2C_ERROR_H

#include <o2c/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Stable numbers: append only. */
typedef enum o2c_code {
    O2C_OK = 0,
    /* the text is not JSON (RFC 8259) */
    O2C_E_SYNTAX = 1,    /* a byte that no JSON text has here */
    O2C_E_END = 2,       /* the text ends too early */
    O2C_E_TRAILING = 3,  /* something follows the value */
    O2C_E_STRING = 4,    /* a control character or a bad escape in a string */
    O2C_E_UTF8 = 5,      /* bytes that are not UTF-8 */
    O2C_E_SURROGATE = 6, /* a \u escape that is half a surrogate pair */
    O2C_E_NUMBER = 7,    /* malformed number */
    /* limits of ours */
    O2C_E_DEPTH = 16,    /* nested more deeply than the reader's limit */
    O2C_E_MEMORY = 17,   /* the arena cannot grow */
    O2C_E_RANGE = 18,    /* a number that the C type cannot hold */
    O2C_E_SPACE = 19,    /* the writer's buffer is full, or its sink failed */
    O2C_E_COSTLY = 20,   /* a pattern was given up: whether the string matches is not known */
    /* the document is not what the schema describes */
    O2C_E_TYPE = 32,     /* another JSON type */
    O2C_E_REQUIRED = 33, /* a required member is missing; the pointer names it */
    O2C_E_UNKNOWN = 34,  /* a member that the schema does not allow */
    O2C_E_DUPLICATE = 35,/* a member given twice */
    O2C_E_ENUM = 36,     /* none of the values of the enumeration */
    O2C_E_CONST = 37,    /* not the one value that is allowed */
    O2C_E_TAG = 38,      /* a discriminator's value that names no branch */
    O2C_E_UNION = 39,    /* no branch of a union takes the value */
    O2C_E_ONE_OF = 40,   /* more than one branch of a oneOf takes the value */
    O2C_E_MINIMUM = 41,
    O2C_E_MAXIMUM = 42,
    O2C_E_EXCLUSIVE_MINIMUM = 43,
    O2C_E_EXCLUSIVE_MAXIMUM = 44,
    O2C_E_MULTIPLE = 45,
    O2C_E_MIN_LENGTH = 46,
    O2C_E_MAX_LENGTH = 47,
    O2C_E_MIN_ITEMS = 48,
    O2C_E_MAX_ITEMS = 49,
    O2C_E_UNIQUE = 50,
    O2C_E_MIN_PROPERTIES = 51,
    O2C_E_MAX_PROPERTIES = 52,
    O2C_E_NEVER = 53,    /* a schema that no value satisfies */
    O2C_E_DEPENDENT = 54,/* a member that another one requires is missing */
    O2C_E_FORMAT = 55,   /* a string without the format that is asked for */
    O2C_E_PATTERN = 56,  /* a string that does not match a pattern */
    O2C_E_NOT = 58,      /* what `not` excludes */
    O2C_E_MIN_CONTAINS = 59, /* too few items of an array are what `contains` asks for */
    O2C_E_MAX_CONTAINS = 60, /* or too many */
    O2C_E_NAME = 61,     /* a member's name that is not allowed */
    /* the struct cannot be written */
    O2C_E_UNSET = 64,    /* a required pointer, string, enum or union kind was never set */
    O2C_E_NOT_FINITE = 65,/* NaN or infinity */
    O2C_E_PARTS = 66     /* the parts of a date, a time or a duration make none: month 13 */
} o2c_code;

/** How the place of an error in the schema is found, once it is asked for. Private. */
typedef struct o2c_site {
    const void *places; /* see <o2c/place.h>; NULL: none that is known */
    const char *from;   /* where in the text the value starts that they are about */
    uint32_t member;    /* which of its members, or branches */
    uint32_t form;      /* what `places` is */
    const char *branches; /* the places of a union's branches; NULL: none was tried */
    uint64_t tried;       /* which of them: bits 1 << number, the last for all beyond */
} o2c_site;

typedef struct o2c_error o2c_error;

struct o2c_error {
    o2c_code code;
    size_t offset;       /* byte where the faulty value starts, from 0 */
    size_t line;         /* from 1 */
    size_t column;       /* in code points, from 1 */
    const char *pointer; /* JSON Pointer (RFC 6901 §3) of the value, "" for the root; NUL-terminated,
                            in the arena that was decoded into; never NULL once code is set */
    const char *schema;  /* the keyword that says so: "#/components/schemas/Pet/properties/age/type";
                            NUL-terminated, static or in that arena; "" where no schema is about it (the
                            text is not JSON), or with O2C_NO_MESSAGES; never NULL once code is set */
    const char *tried;   /* of a union (O2C_E_UNION): the schemas of the branches that were tried, with ", "
                            between them; as `schema`, also for all others, which have none: "" */
    o2c_error *nearest;  /* and why the one of them refuses the value that came furthest, or that the tag
                            names; in that arena; NULL: no branch was tried, or there is no memory */
    o2c_site site;       /* private */
    char message[160];   /* "expected integer, found string"; NUL-terminated UTF-8; "" with O2C_NO_MESSAGES */
};

/** The code's name, for logs: "O2C_E_TYPE". Static text. */
const char *o2c_code_name(o2c_code code);

/** The keyword that usually is the reason: "maxLength". "" for codes that no schema is about. Static. */
const char *o2c_code_keyword(o2c_code code);

/**
 * Writes "/owner/age: expected integer, found string (line 3, column 17) by #/components/schemas/Owner/
 * properties/age/type" without a line end into `buffer`, NUL-terminated, cut to `size`; of unions also
 * what was tried, and the nearest one's error. Returns the bytes that the whole text has.
 */
size_t o2c_error_format(const o2c_error *error, char *buffer, size_t size);

#ifdef __cplusplus
}
#endif

#endif

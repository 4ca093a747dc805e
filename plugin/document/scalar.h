/** Scalars of the YAML 1.2 core schema (YAML 1.2.2 §10.3.2). */
#ifndef DOCUMENT_SCALAR_H
#define DOCUMENT_SCALAR_H

#include "base/str.h"

typedef enum scalar_kind {
    SCALAR_STRING,
    SCALAR_NULL,
    SCALAR_TRUE,
    SCALAR_FALSE,
    SCALAR_INT,   /* decimal */
    SCALAR_OCTAL, /* 0o17 */
    SCALAR_HEX,   /* 0x1F */
    SCALAR_FLOAT,
    SCALAR_SPECIAL /* .inf, .nan: numbers that JSON does not have */
} scalar_kind;

/** What an untagged plain scalar is. */
scalar_kind scalar_resolve(str text);

/** Most digits of a hexadecimal or octal number; more would make reading them slow. */
enum { SCALAR_DIGITS_MAX = 1000 };

/**
 * How JSON spells a number of kind INT, OCTAL, HEX or FLOAT: the same value, all digits kept. A view
 * of `text` or a string in `m`; STR_NULL: more than SCALAR_DIGITS_MAX digits to convert.
 */
str scalar_number(mem *m, scalar_kind kind, str text);

#endif

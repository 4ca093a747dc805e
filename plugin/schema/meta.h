/** The meta-schemas of all dialects of JSON Schema, without network. Private to schema/. */
#ifndef SCHEMA_META_H
#define SCHEMA_META_H

#include "base/str.h"

/** The text of the meta-schema (YAML, in `m`) that a URI without fragment names, or STR_NULL. */
str meta_schema(mem *m, str uri);

#endif

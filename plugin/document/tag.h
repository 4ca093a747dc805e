/** Tags of the YAML core schema (YAML 1.2.2 §10). */
#ifndef DOCUMENT_TAG_H
#define DOCUMENT_TAG_H

#include "document/scalar.h"

typedef enum tag {
    TAG_NONE,
    TAG_STR, /* also the non-specific "!" on a scalar */
    TAG_INT,
    TAG_FLOAT,
    TAG_BOOL,
    TAG_NULL,
    TAG_SEQ,
    TAG_MAP,
    TAG_OTHER
} tag;

/** text: as resolved, "tag:yaml.org,2002:str"; NULL is TAG_NONE. "!" on a container is TAG_NONE. */
tag tag_find(const char *text, bool scalar);

/** Whether a scalar whose text reads as `kind` may carry the tag. */
bool tag_fits(tag t, scalar_kind kind);

/** "str" of TAG_STR, and so on. */
const char *tag_name(tag t);

#endif

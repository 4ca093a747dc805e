/** The table of keywords by dialect, and the functions that parse their values. Private to schema/. */
#ifndef SCHEMA_KEYWORD_H
#define SCHEMA_KEYWORD_H

#include "schema/build.h"

typedef struct keyword keyword;

/** Parses the keyword `k`, whose value is `m->value`, into `s`; most store at `k->offset`. */
typedef void keyword_parser(builder *b, schema *s, const keyword *k, const node_member *m);

struct keyword {
    const char *name;
    unsigned dialects; /* bits: where `parse` is its meaning */
    keyword_parser *parse;
    size_t offset;       /* of its field in struct schema */
    const char *instead; /* what to write where the dialect does not have it; may be NULL */
};

/** The keywords of the current dialect. */
vocabulary *keyword_vocabulary(builder *b);
/** Whether some dialect knows the keyword. */
bool keyword_is_known(str name);
/** Warns of a member that is no keyword, if it looks like a misspelled one. */
void keyword_unknown(builder *b, const node *object, const node_member *m);
/** Warns of a keyword of other dialects. */
void keyword_foreign(builder *b, const node *object, const keyword *k, const node_member *m);

/** Reports "'minimum' must be a number, not a string". */
void keyword_bad(builder *b, str name, const node *value, const char *wanted);

/* keyword_value.c: values that hold no schema */

keyword_parser keyword_nothing; /* taken care of elsewhere, or without meaning here */
keyword_parser keyword_any, keyword_number, keyword_exclusive, keyword_multiple, keyword_count;
keyword_parser keyword_string, keyword_string_node, keyword_note, keyword_comment, keyword_flag;
keyword_parser keyword_hint_flag, keyword_type, keyword_enum, keyword_format, keyword_unique;
keyword_parser keyword_required, keyword_dependent_required, keyword_exclusive_flag;
keyword_parser keyword_nullable, keyword_choice, keyword_name;

/* keyword_schema.c: values that hold schemas or refer to them */

keyword_parser keyword_schema, keyword_schema_list, keyword_schema_map, keyword_definitions;
keyword_parser keyword_contains, keyword_items, keyword_additional_items, keyword_dependencies;
keyword_parser keyword_ref, keyword_dynamic_ref, keyword_recursive_ref;
keyword_parser keyword_discriminator, keyword_discriminator_name;

#endif

#include "schema/keyword.h"

#include <stddef.h>

#define OPENAPI_3 (DIALECT_OPENAPI_3_0 | DIALECT_OPENAPI_3_1 | DIALECT_OPENAPI_3_2)
#define OPENAPI   (DIALECT_SWAGGER_2_0 | OPENAPI_3)
/* The dialects whose schemas are those of 2020-12, with or without OpenAPI's own vocabulary. */
#define NOW         (DIALECT_2020_12 | DIALECT_OPENAPI_3_1)
#define NOW_OPENAPI DIALECT_OPENAPI_3_1
#define OLD_DRAFTS  (DIALECT_DRAFT_4 | DIALECT_DRAFT_6 | DIALECT_DRAFT_7)

#define AT(field) offsetof(schema, field)

/*
 * One row a keyword. `dialects` names those in which `parse` is what it means; a dialect that joins
 * later adds its bit, or a row of its own where the same name means something else.
 */
static const keyword KEYWORDS[] = {
    /* Core §8 */
    {"$schema", NOW, keyword_nothing, 0, NULL},        /* parse.c, before all others */
    {"$id", NOW, keyword_nothing, 0, NULL},            /* registry.c */
    {"$anchor", NOW, keyword_nothing, 0, NULL},        /* registry.c */
    {"$dynamicAnchor", NOW, keyword_nothing, 0, NULL}, /* registry.c */
    {"$vocabulary", NOW, keyword_nothing, 0, NULL},    /* of meta-schemas only */
    {"$comment", NOW, keyword_comment, 0, NULL},
    {"$ref", NOW, keyword_ref, 0, NULL},
    {"$dynamicRef", NOW, keyword_dynamic_ref, 0, NULL},
    {"$defs", NOW, keyword_definitions, 0, NULL},
    {"definitions", NOW, keyword_definitions, 0, NULL}, /* reserved, Validation appendix */

    /* Core §10: applicators */
    {"allOf", NOW, keyword_schema_list, AT(all_of), NULL},
    {"anyOf", NOW, keyword_schema_list, AT(any_of), NULL},
    {"oneOf", NOW, keyword_schema_list, AT(one_of), NULL},
    {"not", NOW, keyword_schema, AT(not_), NULL},
    {"if", NOW, keyword_schema, AT(if_), NULL},
    {"then", NOW, keyword_schema, AT(then_), NULL},
    {"else", NOW, keyword_schema, AT(else_), NULL},
    {"dependentSchemas", NOW, keyword_schema_map, AT(dependent_schemas), NULL},
    {"prefixItems", NOW, keyword_schema_list, AT(prefix_items), NULL},
    {"items", NOW, keyword_schema, AT(items), NULL},
    {"contains", NOW, keyword_schema, AT(contains), NULL},
    {"properties", NOW, keyword_schema_map, AT(properties), NULL},
    {"patternProperties", NOW, keyword_schema_map, AT(pattern_properties), NULL},
    {"additionalProperties", NOW, keyword_schema, AT(additional_properties), NULL},
    {"propertyNames", NOW, keyword_schema, AT(property_names), NULL},

    /* Core §11 */
    {"unevaluatedItems", NOW, keyword_schema, AT(unevaluated_items), NULL},
    {"unevaluatedProperties", NOW, keyword_schema, AT(unevaluated_properties), NULL},

    /* Validation §6 */
    {"type", NOW, keyword_type, AT(types), NULL},
    {"enum", NOW, keyword_enum, AT(enum_node), NULL},
    {"const", NOW, keyword_any, AT(const_node), NULL},
    {"multipleOf", NOW, keyword_multiple, AT(multiple_of), NULL},
    {"maximum", NOW, keyword_number, AT(maximum), NULL},
    {"exclusiveMaximum", NOW, keyword_exclusive, AT(exclusive_maximum), NULL},
    {"minimum", NOW, keyword_number, AT(minimum), NULL},
    {"exclusiveMinimum", NOW, keyword_exclusive, AT(exclusive_minimum), NULL},
    {"maxLength", NOW, keyword_count, AT(max_length), NULL},
    {"minLength", NOW, keyword_count, AT(min_length), NULL},
    {"pattern", NOW, keyword_string_node, AT(pattern), NULL},
    {"maxItems", NOW, keyword_count, AT(max_items), NULL},
    {"minItems", NOW, keyword_count, AT(min_items), NULL},
    {"uniqueItems", NOW, keyword_unique, AT(unique_items), NULL},
    {"maxContains", NOW, keyword_count, AT(max_contains), NULL},
    {"minContains", NOW, keyword_count, AT(min_contains), NULL},
    {"maxProperties", NOW, keyword_count, AT(max_properties), NULL},
    {"minProperties", NOW, keyword_count, AT(min_properties), NULL},
    {"required", NOW, keyword_required, AT(required), NULL},
    {"dependentRequired", NOW, keyword_dependent_required, AT(dependent_required), NULL},

    /* Validation §7 and §8 */
    {"format", NOW, keyword_format, AT(format), NULL},
    {"contentEncoding", NOW, keyword_string, AT(content_encoding), NULL},
    {"contentMediaType", NOW, keyword_string, AT(content_media_type), NULL},
    {"contentSchema", NOW, keyword_schema, AT(content_schema), NULL},

    /* Validation §9: annotations */
    {"title", NOW, keyword_note, AT(title), NULL},
    {"description", NOW, keyword_note, AT(description), NULL},
    {"default", NOW, keyword_any, AT(default_node), NULL},
    {"deprecated", NOW, keyword_hint_flag, AT(deprecated), NULL},
    {"readOnly", NOW, keyword_hint_flag, AT(read_only), NULL},
    {"writeOnly", NOW, keyword_hint_flag, AT(write_only), NULL},
    {"examples", NOW, keyword_nothing, 0, NULL},

    /* OpenAPI 3.1 §4.8.24 */
    {"discriminator", NOW_OPENAPI, keyword_discriminator, AT(discriminator),
     "it is OpenAPI's; in JSON Schema a 'const' in each branch tells them apart"},
    {"xml", OPENAPI | NOW, keyword_nothing, 0, NULL},
    {"externalDocs", OPENAPI | NOW, keyword_nothing, 0, NULL},
    {"example", OPENAPI | NOW, keyword_nothing, 0, NULL},

    /* Ours */
    {"x-o2c-name", NOW, keyword_string, AT(x_c_name), NULL},

    /* Of other dialects alone */
    {"nullable", DIALECT_OPENAPI_3_0, NULL, 0,
     "write type: [..., 'null'], or an anyOf with type: 'null'"},
    {"id", DIALECT_DRAFT_4, NULL, 0, "write '$id'"},
    {"dependencies", OLD_DRAFTS, NULL, 0, "write 'dependentRequired' or 'dependentSchemas'"},
    {"additionalItems", OLD_DRAFTS | DIALECT_2019_09, NULL, 0,
     "write 'prefixItems' for the first items and 'items' for the rest"},
    {"$recursiveRef", DIALECT_2019_09, NULL, 0, "write '$dynamicRef'"},
    {"$recursiveAnchor", DIALECT_2019_09, NULL, 0, "write '$dynamicAnchor'"},
};

enum { KEYWORD_COUNT = sizeof KEYWORDS / sizeof *KEYWORDS };

/* Unknown members that are looked at for typos in one document, so that hostile ones cost little. */
enum { TYPO_LIMIT = 1000, TYPO_MIN_LENGTH = 4, TYPO_MAX_LENGTH = 32, TYPO_DISTANCE = 2 };

void keyword_table(builder *b)
{
    map_init(&b->keywords, b->m);
    for (size_t i = 0; i < KEYWORD_COUNT; i++) {
        str name = str_of(KEYWORDS[i].name);
        if ((KEYWORDS[i].dialects & b->dialect) || !map_has(&b->keywords, name))
            map_put(&b->keywords, name, (void *)(uintptr_t)&KEYWORDS[i]);
    }
}

bool keyword_is_known(str name)
{
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        if (str_eq(name, str_of(KEYWORDS[i].name)))
            return true;
    return false;
}

/* The keyword of the dialect that `name` may be a misspelling of, or STR_NULL. */
static str suggest_keyword(const builder *b, str name)
{
    str candidates[KEYWORD_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < b->keywords.count; i++) {
        const keyword *k = b->keywords.entries[i].value;
        str known = b->keywords.entries[i].key;
        size_t apart = known.len > name.len ? known.len - name.len : name.len - known.len;
        if ((k->dialects & b->dialect) && known.len >= TYPO_MIN_LENGTH && apart <= TYPO_DISTANCE)
            candidates[count++] = known;
    }
    return str_suggest(name, candidates, count);
}

void keyword_unknown(builder *b, const node *object, const node_member *m)
{
    str name = m->key;
    if (str_starts(name, STR("x-")) || str_starts(name, STR("$")) || name.len < TYPO_MIN_LENGTH ||
        name.len > TYPO_MAX_LENGTH)
        return;
    str *meant = map_get(&b->typos, name);
    if (!meant) {
        if (b->typos.count == TYPO_LIMIT)
            return;
        meant = mem_new(b->m, str);
        *meant = suggest_keyword(b, name);
        map_put(&b->typos, name, meant);
    }
    if (!meant->data)
        return;
    str hint = str_print(b->m, "did you mean '%.*s'?", STR_ARG(*meant));
    diag_warning(b->d, SCHEMA_TYPO, node_key_place(object, m), hint.data,
                 "'%.*s' is no keyword and is ignored", STR_ARG(name));
}

void keyword_foreign(builder *b, const node *object, const keyword *k, const node_member *m)
{
    diag_warning(b->d, SCHEMA_FOREIGN, node_key_place(object, m), k->instead,
                 "'%s' is no keyword of %s and is ignored", k->name,
                 b->dialect == DIALECT_OPENAPI_3_1 ? "OpenAPI 3.1" : "JSON Schema 2020-12");
}

void keyword_bad(builder *b, str name, const node *value, const char *wanted)
{
    diag_error(b->d, SCHEMA_KIND, node_place(value), NULL, "'%.*s' must be %s, not %s",
               STR_ARG(name), wanted, node_kind_name(value->kind));
}

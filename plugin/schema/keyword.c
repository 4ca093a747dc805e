#include "schema/keyword.h"

#include <stddef.h>

/* Sets of dialects. */
enum {
    D4 = DIALECT_DRAFT_4,
    D19 = DIALECT_2019_09,
    V2 = DIALECT_SWAGGER_2_0,
    V30 = DIALECT_OPENAPI_3_0,
    V31 = DIALECT_OPENAPI_3_1 | DIALECT_OPENAPI_3_2, /* their schemas are those of 2020-12 */
    ITEMS = DIALECT_SWAGGER_ITEMS,
    NOW = DIALECT_2020_12 | V31,
    SINCE_2019 = D19 | NOW,
    SINCE_7 = DIALECT_DRAFT_7 | SINCE_2019,
    SINCE_6 = DIALECT_DRAFT_6 | SINCE_7,
    DRAFTS = D4 | SINCE_6,
    UNTIL_7 = DIALECT_OLD_DRAFTS,
    UNTIL_2019 = UNTIL_7 | D19,
    ALL = DRAFTS | V2 | V30,
    EVERY = ALL | ITEMS
};

#define AT(field) offsetof(schema, field)

/*
 * One row a keyword, or several where dialects mean different things by it. `dialects` names those in
 * which `parse` is what it means.
 */
static const keyword KEYWORDS[] = {
    /* Core §8 */
    {"$schema", DRAFTS, keyword_nothing, 0, NULL},                           /* registry.c */
    {"$id", SINCE_6, keyword_nothing, 0, "write 'id'"},                      /* registry.c */
    {"id", D4, keyword_nothing, 0, "write '$id'"},                           /* registry.c */
    {"$anchor", SINCE_2019, keyword_nothing, 0, NULL},                       /* registry.c */
    {"$dynamicAnchor", NOW, keyword_nothing, 0, NULL},                       /* registry.c */
    {"$recursiveAnchor", D19, keyword_nothing, 0, "write '$dynamicAnchor'"}, /* registry.c */
    {"$vocabulary", SINCE_2019, keyword_nothing, 0, NULL}, /* of meta-schemas only */
    {"$comment", EVERY, keyword_comment, 0, NULL},
    {"$ref", EVERY, keyword_ref, 0, NULL},
    {"$dynamicRef", NOW, keyword_dynamic_ref, 0, NULL},
    {"$recursiveRef", D19, keyword_recursive_ref, 0, "write '$dynamicRef'"},
    {"$defs", DRAFTS, keyword_definitions, 0, NULL},
    {"definitions", DRAFTS, keyword_definitions, 0, NULL}, /* reserved, Validation appendix */

    /* Core §10: applicators */
    {"allOf", ALL, keyword_schema_list, AT(all_of), NULL},
    {"anyOf", DRAFTS | V30, keyword_schema_list, AT(any_of), NULL},
    {"oneOf", DRAFTS | V30, keyword_schema_list, AT(one_of), NULL},
    {"not", DRAFTS | V30, keyword_schema, AT(not_), NULL},
    {"if", SINCE_7, keyword_schema, AT(if_), NULL},
    {"then", SINCE_7, keyword_schema, AT(then_), NULL},
    {"else", SINCE_7, keyword_schema, AT(else_), NULL},
    {"dependentSchemas", SINCE_2019, keyword_schema_map, AT(dependent_schemas),
     "write 'dependencies'"},
    {"dependencies", DRAFTS, keyword_dependencies, 0,
     "write 'dependentRequired' or 'dependentSchemas'"},
    {"prefixItems", NOW, keyword_schema_list, AT(prefix_items), "write an array in 'items'"},
    {"items", NOW | V2 | V30 | ITEMS, keyword_schema, AT(items), NULL},
    {"items", UNTIL_2019, keyword_items, AT(items), NULL},
    {"additionalItems", UNTIL_2019, keyword_additional_items, 0,
     "write 'prefixItems' for the first items and 'items' for the rest"},
    {"contains", SINCE_6, keyword_contains, AT(contains), NULL},
    {"properties", ALL, keyword_schema_map, AT(properties), NULL},
    {"patternProperties", DRAFTS, keyword_schema_map, AT(pattern_properties), NULL},
    {"additionalProperties", ALL, keyword_schema, AT(additional_properties), NULL},
    {"propertyNames", SINCE_6, keyword_schema, AT(property_names), NULL},

    /* Core §11 */
    {"unevaluatedItems", SINCE_2019, keyword_schema, AT(unevaluated_items), NULL},
    {"unevaluatedProperties", SINCE_2019, keyword_schema, AT(unevaluated_properties), NULL},

    /* Validation §6 */
    {"type", EVERY, keyword_type, AT(types), NULL},
    {"enum", EVERY, keyword_enum, AT(enum_node), NULL},
    {"const", SINCE_6, keyword_any, AT(const_node), "write an 'enum' of one value"},
    {"multipleOf", EVERY, keyword_multiple, AT(multiple_of), NULL},
    {"maximum", EVERY, keyword_number, AT(maximum), NULL},
    {"exclusiveMaximum", SINCE_6, keyword_exclusive, AT(exclusive_maximum), NULL},
    {"exclusiveMaximum", D4 | V2 | V30 | ITEMS, keyword_exclusive_flag, AT(exclusive_maximum),
     NULL},
    {"minimum", EVERY, keyword_number, AT(minimum), NULL},
    {"exclusiveMinimum", SINCE_6, keyword_exclusive, AT(exclusive_minimum), NULL},
    {"exclusiveMinimum", D4 | V2 | V30 | ITEMS, keyword_exclusive_flag, AT(exclusive_minimum),
     NULL},
    {"maxLength", EVERY, keyword_count, AT(max_length), NULL},
    {"minLength", EVERY, keyword_count, AT(min_length), NULL},
    {"pattern", EVERY, keyword_string_node, AT(pattern), NULL},
    {"maxItems", EVERY, keyword_count, AT(max_items), NULL},
    {"minItems", EVERY, keyword_count, AT(min_items), NULL},
    {"uniqueItems", EVERY, keyword_unique, AT(unique_items), NULL},
    {"maxContains", SINCE_2019, keyword_count, AT(max_contains), NULL},
    {"minContains", SINCE_2019, keyword_count, AT(min_contains), NULL},
    {"maxProperties", ALL, keyword_count, AT(max_properties), NULL},
    {"minProperties", ALL, keyword_count, AT(min_properties), NULL},
    {"required", ALL, keyword_required, AT(required), NULL},
    {"required", ITEMS, keyword_nothing, 0, NULL}, /* of the parameter */
    {"dependentRequired", SINCE_2019, keyword_dependent_required, AT(dependent_required),
     "write 'dependencies'"},

    /* Validation §7 and §8 */
    {"format", EVERY, keyword_format, AT(format), NULL},
    {"contentEncoding", SINCE_7, keyword_string, AT(content_encoding), NULL},
    {"contentMediaType", SINCE_7, keyword_string, AT(content_media_type), NULL},
    {"contentSchema", SINCE_2019, keyword_schema, AT(content_schema), NULL},

    /* Validation §9: annotations, which mean the same wherever they stand */
    {"title", EVERY, keyword_note, AT(title), NULL},
    {"description", EVERY, keyword_note, AT(description), NULL},
    {"default", EVERY, keyword_any, AT(default_node), NULL},
    {"deprecated", EVERY, keyword_hint_flag, AT(deprecated), NULL},
    {"readOnly", EVERY, keyword_hint_flag, AT(read_only), NULL},
    {"writeOnly", EVERY, keyword_hint_flag, AT(write_only), NULL},
    {"examples", EVERY, keyword_nothing, 0, NULL},

    /* OpenAPI 3.1 §4.8.24, 3.0 §4.7.24, 2.0 "Schema Object" */
    {"discriminator", V30 | V31, keyword_discriminator, AT(discriminator),
     "it is OpenAPI's; in JSON Schema a 'const' in each branch tells them apart"},
    {"discriminator", V2, keyword_discriminator_name, AT(discriminator), NULL},
    {"nullable", V30, keyword_nullable, 0,
     "write type: [..., 'null'], or an anyOf with type: 'null'"},
    {"x-nullable", V2 | ITEMS, keyword_nullable, 0, NULL},
    {"collectionFormat", V2 | ITEMS, keyword_nothing, 0, NULL}, /* how lists are joined */
    {"xml", EVERY, keyword_nothing, 0, NULL},
    {"externalDocs", EVERY, keyword_nothing, 0, NULL},
    {"example", EVERY, keyword_nothing, 0, NULL},

    /* Ours */
    {"x-o2c-name", EVERY, keyword_choice, 0, NULL},
    {"x-o2c-type-name", EVERY, keyword_choice, 0, NULL},
    {"x-o2c-type", EVERY, keyword_choice, 0, NULL},
    {"x-o2c-storage", EVERY, keyword_choice, 0, NULL},
    {"x-o2c-open", EVERY, keyword_choice, 0, NULL},
    {"x-o2c-unknown", EVERY, keyword_choice, 0, NULL},
    {"x-o2c-profile", EVERY, keyword_choice, 0, NULL},
    {"x-go-name", EVERY, keyword_name, AT(choices.name), NULL},
    {"x-go-type-name", EVERY, keyword_name, AT(choices.type_name), NULL},
};

enum { KEYWORD_COUNT = sizeof KEYWORDS / sizeof *KEYWORDS };

/* Unknown members that are looked at for typos in one document, so that hostile ones cost little. */
enum { TYPO_LIMIT = 1000, TYPO_MIN_LENGTH = 4, TYPO_MAX_LENGTH = 32, TYPO_DISTANCE = 2 };

static vocabulary *make_vocabulary(builder *b, dialect d)
{
    vocabulary *v = mem_new(b->m, vocabulary);
    map_init(&v->keywords, b->m);
    map_init(&v->typos, b->m);
    for (size_t i = 0; i < KEYWORD_COUNT; i++) {
        str name = str_of(KEYWORDS[i].name);
        if ((KEYWORDS[i].dialects & d) || !map_has(&v->keywords, name))
            map_put(&v->keywords, name, (void *)(uintptr_t)&KEYWORDS[i]);
    }
    return v;
}

vocabulary *keyword_vocabulary(builder *b)
{
    size_t at = 0;
    while (b->scope.dialect >> at > 1)
        at++;
    if (!b->vocabularies[at])
        b->vocabularies[at] = make_vocabulary(b, b->scope.dialect);
    return b->vocabularies[at];
}

bool keyword_is_known(str name)
{
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        if (str_eq(name, str_of(KEYWORDS[i].name)))
            return true;
    return false;
}

/* The keyword of the dialect that `name` may be a misspelling of, or STR_NULL. */
static str suggest_keyword(const builder *b, const vocabulary *v, str name)
{
    str candidates[KEYWORD_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < v->keywords.count; i++) {
        const keyword *k = v->keywords.entries[i].value;
        str known = v->keywords.entries[i].key;
        size_t apart = known.len > name.len ? known.len - name.len : name.len - known.len;
        if ((k->dialects & b->scope.dialect) && known.len >= TYPO_MIN_LENGTH &&
            apart <= TYPO_DISTANCE)
            candidates[count++] = known;
    }
    return str_suggest(name, candidates, count);
}

/* An extension of ours that there is not. */
static void unknown_choice(builder *b, const node *object, const node_member *m)
{
    str names[KEYWORD_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        if (str_starts(str_of(KEYWORDS[i].name), STR("x-o2c-")))
            names[count++] = str_of(KEYWORDS[i].name);
    str near = str_suggest(m->key, names, count);
    const char *hint =
        near.data ? str_print(b->m, "did you mean '%.*s'?", STR_ARG(near)).data : NULL;
    diag_warning(b->d, SCHEMA_TYPO, node_key_place(object, m), hint,
                 "'%.*s' is no extension of openapi2c and is ignored", STR_ARG(m->key));
}

void keyword_unknown(builder *b, const node *object, const node_member *m)
{
    str name = m->key;
    if (str_starts(name, STR("x-o2c-"))) {
        unknown_choice(b, object, m);
        return;
    }
    if (str_starts(name, STR("x-")) || str_starts(name, STR("$")) || name.len < TYPO_MIN_LENGTH ||
        name.len > TYPO_MAX_LENGTH || b->scope.dialect == DIALECT_SWAGGER_ITEMS)
        return;
    vocabulary *v = keyword_vocabulary(b);
    str *meant = map_get(&v->typos, name);
    if (!meant) {
        if (v->typos.count == TYPO_LIMIT)
            return;
        meant = mem_new(b->m, str);
        *meant = suggest_keyword(b, v, name);
        map_put(&v->typos, name, meant);
    }
    if (!meant->data)
        return;
    str hint = str_print(b->m, "did you mean '%.*s'?", STR_ARG(*meant));
    diag_warning(b->d, SCHEMA_TYPO, node_key_place(object, m), hint.data,
                 "'%.*s' is no keyword and is ignored", STR_ARG(name));
}

void keyword_foreign(builder *b, const node *object, const keyword *k, const node_member *m)
{
    if (str_starts(m->key, STR("x-")))
        return;
    diag_warning(b->d, SCHEMA_FOREIGN, node_key_place(object, m), k->instead,
                 "'%s' is no keyword of %s and is ignored", k->name,
                 dialect_name(b->scope.dialect));
}

void keyword_bad(builder *b, str name, const node *value, const char *wanted)
{
    diag_error(b->d, SCHEMA_KIND, node_place(value), NULL, "'%.*s' must be %s, not %s",
               STR_ARG(name), wanted, node_kind_name(value->kind));
}

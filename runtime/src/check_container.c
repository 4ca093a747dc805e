#include "check.h"

#include "value_members.h"

/* Rules about the items of arrays and the members of objects. */

/* ---- arrays ---- */

static bool evaluate_item(evaluation *e, uint32_t schema, const situation *s, size_t i)
{
    marks none = o2c_no_marks();
    return o2c_evaluate(e, schema, s->scope, o2c_tree_item(s->place.value, i), &none);
}

static bool rule_items(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    const uint32_t *words = e->words + rule->a;
    for (size_t i = 0; i < s->place.value->count; i++) {
        uint32_t schema = words[i < rule->b ? i : rule->b];
        if (schema == O2C_NO_SCHEMA) {
            return true;
        }
        if (!evaluate_item(e, schema, s, i)) {
            return false;
        }
        o2c_mark(s->evaluated, i);
    }
    return true;
}

static bool rule_contains(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    const uint32_t *words = e->words + rule->a;
    uint32_t least = words[1], most = words[2], found = 0;
    bool marking = words[3] != 0 && s->evaluated->bits != NULL;
    for (size_t i = 0; i < s->place.value->count && !e->stopped; i++) {
        if (!evaluate_item(e, words[0], s, i)) {
            continue;
        }
        found++;
        if (marking) {
            o2c_mark(s->evaluated, i);
        } else if (found >= least && most == UINT32_MAX) {
            return true;
        }
    }
    if (e->stopped || (found >= least && found <= most)) {
        return !e->stopped;
    }
    bool few = found < least;
    failure why = {.code = few ? O2C_E_MIN_CONTAINS : O2C_E_MAX_CONTAINS,
                   .detail_len = found,
                   .number = few ? least : most};
    return o2c_rule_fails(e, rule, s, why);
}

static bool rule_unique(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    size_t first = 0, second = 0;
    bool failed;
    bool equal = o2c_value_repeats(e->r->arena, s->place.value, &first, &second, &failed);
    if (failed) {
        return o2c_evaluation_stop(e, O2C_E_MEMORY, s->place.at, 0);
    }
    failure why = {.code = O2C_E_UNIQUE, .detail_len = first, .number = second};
    return !equal || o2c_rule_fails(e, rule, s, why);
}

static bool rule_unevaluated_items(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    for (size_t i = 0; i < s->place.value->count; i++) {
        if (!o2c_is_marked(s->evaluated, i) && !evaluate_item(e, rule->a, s, i)) {
            return false;
        }
        o2c_mark(s->evaluated, i);
    }
    return true;
}

bool o2c_rule_array(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    switch ((o2c_check_op)rule->op) {
    case O2C_CHECK_ITEMS: return rule_items(e, rule, s);
    case O2C_CHECK_CONTAINS: return rule_contains(e, rule, s);
    case O2C_CHECK_UNIQUE: return rule_unique(e, rule, s);
    default: return rule_unevaluated_items(e, rule, s);
    }
}

/* ---- objects ---- */

static bool refuses_all(const evaluation *e, uint32_t schema)
{
    uint32_t first = e->schemas[schema].rules;
    return first < e->schemas[schema + 1].rules && e->rules[first].op == O2C_CHECK_NEVER;
}

static bool evaluate_member(evaluation *e, uint32_t schema, const situation *s, size_t i)
{
    marks none = o2c_no_marks();
    return o2c_evaluate(e, schema, s->scope, o2c_tree_member(s->place.value, i), &none);
}

/* A member that only additionalProperties or unevaluatedProperties speaks of. */
static bool evaluate_other(evaluation *e, const o2c_check_rule *rule, uint32_t schema,
                           const situation *s, size_t i)
{
    if (!refuses_all(e, schema)) {
        return evaluate_member(e, schema, s, i);
    }
    failure why = {.code = O2C_E_UNKNOWN, .at = o2c_tree_name(s->place.value, i)};
    return o2c_rule_fails(e, rule, s, why);
}

/* The schema of a declared property, or O2C_NO_SCHEMA: names are sorted, three words each. */
static uint32_t find_property(const evaluation *e, const uint32_t *properties, uint32_t count,
                              o2c_str name)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const uint32_t *property = properties + 3 * (size_t)middle;
        int order = o2c_name_by_bytes(o2c_word_text(e, property), name);
        if (order == 0) {
            return property[2];
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return O2C_NO_SCHEMA;
}

static bool member_patterns(evaluation *e, const uint32_t *patterns, uint32_t count,
                            const situation *s, size_t i, bool *known)
{
    for (uint32_t k = 0; k < count; k++) {
        bool yes;
        o2c_str name = s->place.value->as.members[i].name;
        if (!o2c_match_rule(e, patterns[2 * k], name, s->place.at, &yes)) {
            return false;
        }
        if (!yes) {
            continue;
        }
        *known = true;
        if (!evaluate_member(e, patterns[2 * k + 1], s, i)) {
            return false;
        }
    }
    return true;
}

static bool rule_members(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    const uint32_t *words = e->words + rule->a;
    uint32_t count = words[0], pattern_count = words[1];
    const uint32_t *properties = words + 2, *patterns = properties + 3 * (size_t)count;
    uint32_t others = patterns[2 * (size_t)pattern_count];
    const o2c_value *object = s->place.value;
    for (size_t i = 0; i < object->count; i++) {
        uint32_t schema = find_property(e, properties, count, object->as.members[i].name);
        bool known = schema != O2C_NO_SCHEMA;
        if ((known && !evaluate_member(e, schema, s, i)) ||
            !member_patterns(e, patterns, pattern_count, s, i, &known)) {
            return false;
        }
        if (!known && others == O2C_NO_SCHEMA) {
            continue;
        }
        if (!known && !evaluate_other(e, rule, others, s, i)) {
            return false;
        }
        o2c_mark(s->evaluated, i);
    }
    return true;
}

static bool rule_names(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    const o2c_value *object = s->place.value;
    for (size_t i = 0; i < object->count; i++) {
        o2c_value *name = o2c_pool_alloc(e->r, &e->c->pool, sizeof *name);
        if (name == NULL) {
            return o2c_evaluation_stop(e, O2C_E_MEMORY, s->place.at, 0);
        }
        memset(name, 0, sizeof *name);
        name->kind = O2C_STRING;
        name->as.text = object->as.members[i].name.data;
        name->count = object->as.members[i].name.len;
        marks none = o2c_no_marks();
        place p = {name, o2c_tree_name(object, i)};
        if (!o2c_evaluate(e, rule->a, s->scope, p, &none)) {
            return e->stopped
                       ? false
                       : o2c_rule_fails(e, rule, s, (failure){.code = O2C_E_NAME, .at = p.at});
        }
    }
    return true;
}

static bool has_all(evaluation *e, const o2c_check_rule *rule, const situation *s,
                    const uint32_t *names, o2c_code code)
{
    for (uint32_t i = 0; i < rule->b; i++) {
        o2c_str name = o2c_word_text(e, names + 2 * (size_t)i);
        if (o2c_value_get(s->place.value, name) == NULL) {
            failure why = {.code = code, .detail = name.data, .detail_len = name.len};
            return o2c_rule_fails(e, rule, s, why);
        }
    }
    return true;
}

static bool rule_dependent_schema(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    const uint32_t *words = e->words + rule->a;
    if (o2c_value_get(s->place.value, o2c_word_text(e, words)) == NULL) {
        return true;
    }
    return o2c_evaluate(e, words[2], s->scope, s->place, s->evaluated);
}

static bool rule_unevaluated_properties(evaluation *e, const o2c_check_rule *rule,
                                        const situation *s)
{
    for (size_t i = 0; i < s->place.value->count; i++) {
        if (!o2c_is_marked(s->evaluated, i) && !evaluate_other(e, rule, rule->a, s, i)) {
            return false;
        }
        o2c_mark(s->evaluated, i);
    }
    return true;
}

bool o2c_rule_object(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    const uint32_t *words = e->words + rule->a;
    switch ((o2c_check_op)rule->op) {
    case O2C_CHECK_REQUIRED: return has_all(e, rule, s, words, O2C_E_REQUIRED);
    case O2C_CHECK_MEMBERS: return rule_members(e, rule, s);
    case O2C_CHECK_NAMES: return rule_names(e, rule, s);
    case O2C_CHECK_DEPENDENT_REQUIRED:
    case O2C_CHECK_DEPENDENCIES:
        return o2c_value_get(s->place.value, o2c_word_text(e, words)) == NULL ||
               has_all(e, rule, s, words + 2, O2C_E_DEPENDENT);
    case O2C_CHECK_DEPENDENT_SCHEMA: return rule_dependent_schema(e, rule, s);
    default: return rule_unevaluated_properties(e, rule, s);
    }
}

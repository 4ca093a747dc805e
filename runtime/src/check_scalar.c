#include "check.h"

#include "number.h"
#include <o2c/format.h>

/* Rules about the value itself: kinds, constants, limits, patterns. */

static bool rule_type(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    const o2c_value *v = s->place.value;
    unsigned kinds = rule->a;
    bool listed = (kinds >> v->kind & 1u) != 0;
    if (listed && v->kind == O2C_NUMBER && rule->b != 0) {
        bool negative;
        uint64_t magnitude;
        listed = o2c_number_integer(v->as.text, v->count, &negative, &magnitude) != O2C_E_TYPE;
    }
    if (listed) {
        return true;
    }
    char text[64];
    bool whole = rule->b != 0 && kinds == 1u << O2C_NUMBER;
    size_t len = o2c_list_kinds(kinds, text, sizeof text);
    failure why = {.code = O2C_E_TYPE, .detail = "integer", .detail_len = 7};
    if (!whole) {
        char *copy = o2c_pool_alloc(e->r, &e->c->pool, len);
        if (copy != NULL) {
            memcpy(copy, text, len);
        }
        why.detail = copy;
        why.detail_len = copy != NULL ? len : 0;
    }
    return o2c_rule_fails(e, rule, s, why);
}

/* ---- constants ---- */

static bool equals_parsed(evaluation *e, const o2c_value *v, o2c_str constant)
{
    o2c_value parsed;
    o2c_arena_mark mark = o2c_arena_here(e->r->arena);
    bool read = o2c_value_parse(e->r->arena, constant.data, constant.len, &parsed, NULL);
    bool equal = read && o2c_value_equal(v, &parsed);
    o2c_arena_rollback(e->r->arena, mark);
    return read ? equal : o2c_evaluation_stop(e, O2C_E_MEMORY, e->c->start, 0);
}

/* Containers alone have to be parsed. */
static bool equals(evaluation *e, const o2c_value *v, o2c_str constant)
{
    o2c_str text = {v->as.text, v->count};
    if (o2c_kind_of(constant.data[0]) != v->kind) {
        return false;
    }
    switch (v->kind) {
    case O2C_NONE:
    case O2C_NULL: return true;
    case O2C_BOOL: return v->boolean == (constant.data[0] == 't');
    case O2C_NUMBER: return o2c_number_compare(text, constant) == 0;
    case O2C_STRING:
        return text.len == constant.len - 1 &&
               (text.len == 0 || memcmp(text.data, constant.data + 1, text.len) == 0);
    case O2C_ARRAY:
    case O2C_OBJECT: break;
    }
    return equals_parsed(e, v, constant);
}

static bool rule_enum(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    const uint32_t *words = e->words + rule->a;
    uint32_t count = rule->op == O2C_CHECK_CONST ? 1 : rule->b;
    for (uint32_t i = 0; i < count && !e->stopped; i++) {
        if (equals(e, s->place.value, o2c_word_text(e, words + 2 * i))) {
            return true;
        }
    }
    failure why = {.code = rule->op == O2C_CHECK_CONST ? O2C_E_CONST : O2C_E_ENUM};
    return o2c_rule_fails(e, rule, s, why);
}

/* ---- limits ---- */

static bool rule_number(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    const o2c_value *v = s->place.value;
    if (v->kind != O2C_NUMBER) {
        return true;
    }
    o2c_str number = {v->as.text, v->count}, limit = o2c_word_text(e, &rule->a);
    failure why = {.detail = limit.data, .detail_len = limit.len};
    if (rule->op == O2C_CHECK_MULTIPLE) {
        why.code = O2C_E_MULTIPLE;
        return o2c_is_multiple(e->r, number, limit) || o2c_rule_fails(e, rule, s, why);
    }
    int order = o2c_number_compare(number, limit);
    bool holds = false;
    switch ((o2c_check_op)rule->op) {
    case O2C_CHECK_MINIMUM:
        holds = order >= 0;
        why.code = O2C_E_MINIMUM;
        break;
    case O2C_CHECK_MAXIMUM:
        holds = order <= 0;
        why.code = O2C_E_MAXIMUM;
        break;
    case O2C_CHECK_EXCLUSIVE_MINIMUM:
        holds = order > 0;
        why.code = O2C_E_EXCLUSIVE_MINIMUM;
        break;
    default:
        holds = order < 0;
        why.code = O2C_E_EXCLUSIVE_MAXIMUM;
        break;
    }
    return holds || o2c_rule_fails(e, rule, s, why);
}

typedef struct size_rule {
    uint8_t kind;
    bool maximum;
    uint8_t code;
} size_rule;

static const size_rule sizes[] = {
    {O2C_STRING, false, O2C_E_MIN_LENGTH},     {O2C_STRING, true, O2C_E_MAX_LENGTH},
    {O2C_ARRAY, false, O2C_E_MIN_ITEMS},       {O2C_ARRAY, true, O2C_E_MAX_ITEMS},
    {O2C_OBJECT, false, O2C_E_MIN_PROPERTIES}, {O2C_OBJECT, true, O2C_E_MAX_PROPERTIES},
};

static bool rule_size(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    const size_rule *size = &sizes[rule->op - O2C_CHECK_MIN_LENGTH];
    const o2c_value *v = s->place.value;
    if (v->kind != size->kind) {
        return true;
    }
    size_t count = v->count;
    if (v->kind == O2C_STRING) {
        o2c_str text = {v->as.text, v->count};
        count = o2c_count_characters(text);
    }
    if (size->maximum ? count <= rule->a : count >= rule->a) {
        return true;
    }
    failure why = {.code = (o2c_code)size->code, .detail_len = count, .number = rule->a};
    return o2c_rule_fails(e, rule, s, why);
}

static bool rule_match(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    const o2c_value *v = s->place.value;
    if (v->kind != O2C_STRING) {
        return true;
    }
    o2c_str text = {v->as.text, v->count};
    bool pattern = rule->op == O2C_CHECK_PATTERN;
    failure why = {.code = pattern ? O2C_E_PATTERN : O2C_E_FORMAT};
    why.detail =
        pattern ? o2c_message_text(e, rule->b) : o2c_format_name((o2c_format)rule->b);
    why.detail_len = why.detail != NULL ? strlen(why.detail) : 0;
    bool yes;
    return o2c_match_rule(e, rule->a, text, s->place.at, &yes) &&
           (yes || o2c_rule_fails(e, rule, s, why));
}

bool o2c_rule_scalar(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    switch ((o2c_check_op)rule->op) {
    case O2C_CHECK_TYPE: return rule_type(e, rule, s);
    case O2C_CHECK_ENUM:
    case O2C_CHECK_CONST: return rule_enum(e, rule, s);
    case O2C_CHECK_MINIMUM:
    case O2C_CHECK_MAXIMUM:
    case O2C_CHECK_EXCLUSIVE_MINIMUM:
    case O2C_CHECK_EXCLUSIVE_MAXIMUM:
    case O2C_CHECK_MULTIPLE: return rule_number(e, rule, s);
    case O2C_CHECK_MIN_LENGTH:
    case O2C_CHECK_MAX_LENGTH:
    case O2C_CHECK_MIN_ITEMS:
    case O2C_CHECK_MAX_ITEMS:
    case O2C_CHECK_MIN_PROPERTIES:
    case O2C_CHECK_MAX_PROPERTIES: return rule_size(e, rule, s);
    case O2C_CHECK_PATTERN:
    case O2C_CHECK_FORMAT: return rule_match(e, rule, s);
    default: return o2c_rule_fails(e, rule, s, (failure){.code = O2C_E_NEVER});
    }
}

bool o2c_match_rule(evaluation *e, uint32_t number, o2c_str text, const char *at, bool *yes)
{
    o2c_match found = e->matcher(e->r, number, text);
    *yes = found == O2C_MATCH_YES;
    if (found == O2C_MATCH_YES || found == O2C_MATCH_NO) {
        return true;
    }
    o2c_code code = found == O2C_MATCH_MEMORY ? O2C_E_MEMORY : O2C_E_COSTLY;
    return o2c_evaluation_stop(e, code, at, (uint64_t)found);
}

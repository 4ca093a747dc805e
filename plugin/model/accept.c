/** What checks say of scalars, as far as that is known before a program runs. */
#include "model/build.h"

/* How deep checks in checks are followed; what is deeper is not known. */
enum { ACCEPT_DEPTH = 12, ACCEPT_RULES = 2000 };

static o2c_match judge(const model_check *check, const node *value, size_t *rules, int depth);

static o2c_match known(bool yes)
{
    return yes ? O2C_MATCH_YES : O2C_MATCH_NO;
}

static bool is_among(const model_rule *r, const node *value)
{
    for (size_t i = 0; i < r->values.count; i++)
        if (node_equal(r->values.items[i], value))
            return true;
    return false;
}

static bool has_type(const model_rule *r, const node *value)
{
    bool whole = value->kind != NODE_NUMBER || !r->flag || node_is_whole(value);
    return (r->kinds & kind_of_node(value)) && whole;
}

static bool is_zero(const node *value)
{
    int64_t i;
    return node_i64(value, &i) && i == 0;
}

/* Bounds, lengths and formats as a type would have them. */
static o2c_match judge_limit(const model_rule *r, const node *value)
{
    model_checks c;
    checks_init(&c);
    switch (r->op) {
    case O2C_CHECK_MINIMUM: c.minimum = r->value; break;
    case O2C_CHECK_MAXIMUM: c.maximum = r->value; break;
    case O2C_CHECK_EXCLUSIVE_MINIMUM: c.exclusive_minimum = r->value; break;
    case O2C_CHECK_EXCLUSIVE_MAXIMUM: c.exclusive_maximum = r->value; break;
    case O2C_CHECK_MIN_LENGTH: c.min_length = r->limit; break;
    case O2C_CHECK_MAX_LENGTH: c.max_length = r->limit; break;
    default: c.formats = UINT32_C(1) << r->limit; break;
    }
    return known(value_passes(value, &c));
}

static o2c_match judge_pattern(const model_rule *r, const node *value)
{
    if (value->kind != NODE_STRING)
        return O2C_MATCH_YES;
    return r->pattern ? pattern_match(&r->pattern->code, value->as.text) : O2C_MATCH_COSTLY;
}

/* ANY, ONE */
static o2c_match judge_branches(const model_rule *r, const node *value, size_t *rules, int depth)
{
    size_t sure = 0, unsure = 0;
    for (size_t i = 0; i < r->checks.count; i++) {
        o2c_match found = judge(r->checks.items[i], value, rules, depth + 1);
        sure += found == O2C_MATCH_YES;
        unsure += found == O2C_MATCH_COSTLY;
    }
    if (r->op == O2C_CHECK_ANY)
        return sure ? O2C_MATCH_YES : unsure ? O2C_MATCH_COSTLY : O2C_MATCH_NO;
    return sure > 1 ? O2C_MATCH_NO : unsure ? O2C_MATCH_COSTLY : known(sure == 1);
}

static o2c_match judge_not(const model_rule *r, const node *value, size_t *rules, int depth)
{
    o2c_match found = judge(r->check, value, rules, depth + 1);
    return found == O2C_MATCH_COSTLY ? found : known(found == O2C_MATCH_NO);
}

static o2c_match judge_if(const model_rule *r, const node *value, size_t *rules, int depth)
{
    o2c_match found = judge(r->checks.items[0], value, rules, depth + 1);
    if (found == O2C_MATCH_COSTLY)
        return found;
    const model_check *then = r->checks.items[found == O2C_MATCH_YES ? 1 : 2];
    return then ? judge(then, value, rules, depth + 1) : O2C_MATCH_YES;
}

/* What is said of arrays and objects alone holds for scalars. */
static o2c_match judge_rule(const model_rule *r, const node *value, size_t *rules, int depth)
{
    switch (r->op) {
    case O2C_CHECK_NEVER: return O2C_MATCH_NO;
    case O2C_CHECK_TYPE: return known(has_type(r, value));
    case O2C_CHECK_ENUM:
    case O2C_CHECK_CONST: return known(is_among(r, value));
    case O2C_CHECK_MINIMUM:
    case O2C_CHECK_MAXIMUM:
    case O2C_CHECK_EXCLUSIVE_MINIMUM:
    case O2C_CHECK_EXCLUSIVE_MAXIMUM:
    case O2C_CHECK_MIN_LENGTH:
    case O2C_CHECK_MAX_LENGTH:
    case O2C_CHECK_FORMAT: return judge_limit(r, value);
    case O2C_CHECK_MULTIPLE:
        return value->kind == NODE_NUMBER && !is_zero(value) ? O2C_MATCH_COSTLY : O2C_MATCH_YES;
    case O2C_CHECK_PATTERN: return judge_pattern(r, value);
    case O2C_CHECK_APPLY: return judge(r->check, value, rules, depth + 1);
    case O2C_CHECK_DYNAMIC: return O2C_MATCH_COSTLY;
    case O2C_CHECK_ANY:
    case O2C_CHECK_ONE: return judge_branches(r, value, rules, depth);
    case O2C_CHECK_NOT: return judge_not(r, value, rules, depth);
    case O2C_CHECK_IF: return judge_if(r, value, rules, depth);
    default: return O2C_MATCH_YES;
    }
}

static o2c_match judge(const model_check *check, const node *value, size_t *rules, int depth)
{
    o2c_match all = O2C_MATCH_YES;
    if (depth > ACCEPT_DEPTH)
        return O2C_MATCH_COSTLY;
    for (size_t i = 0; all != O2C_MATCH_NO && i < check->rules.count; i++) {
        if (++*rules > ACCEPT_RULES)
            return O2C_MATCH_COSTLY;
        o2c_match found = judge_rule(&check->rules.items[i], value, rules, depth);
        all = found == O2C_MATCH_YES ? all : found;
    }
    return all;
}

o2c_match check_accepts(const model_check *check, const node *scalar)
{
    size_t rules = 0;
    return judge(check, scalar, &rules, 0);
}

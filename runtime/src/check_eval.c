#include "check.h"

/*
 * Evaluation of schemas. A rule that fails ends its schema at once; the failure that was noted last is
 * the reason. Marks of a schema that fails are dropped by whoever lets it fail.
 */

bool o2c_evaluation_stop(evaluation *e, o2c_code code, const char *at, uint64_t number)
{
    if (!e->stopped) {
        failure why = {code, at, NULL, 0, number, NULL, O2C_CHECK_NEVER};
        e->failure = why;
        e->stopped = true;
    }
    return false;
}

bool o2c_rule_fails(evaluation *e, const o2c_check_rule *rule, const situation *s, failure why)
{
    if (!e->stopped) {
        why.pointer = o2c_message_text(e, e->schemas[s->schema].pointer);
        why.op = rule->op;
        if (why.at == NULL) {
            why.at = s->place.at;
        }
        e->failure = why;
    }
    return false;
}

/* ---- marks ---- */

bool o2c_marks_begin(evaluation *e, marks *m, const o2c_value *value)
{
    bool container = value->kind == O2C_ARRAY || value->kind == O2C_OBJECT;
    m->words = container ? value->count / 64 + 1 : 1;
    m->one = 0;
    m->bits = &m->one;
    if (m->words == 1) {
        return true;
    }
    m->bits = o2c_pool_alloc(e->r, &e->c->pool, m->words * sizeof *m->bits);
    if (m->bits == NULL) {
        return o2c_evaluation_stop(e, O2C_E_MEMORY, e->c->start, 0);
    }
    memset(m->bits, 0, m->words * sizeof *m->bits);
    return true;
}

void o2c_marks_add(marks *to, const marks *from)
{
    for (size_t i = 0; to->bits != NULL && from->bits != NULL && i < to->words; i++) {
        to->bits[i] |= from->bits[i];
    }
}

/* ---- dynamic scopes ---- */

static bool is_in_scope(const struct o2c_checking *c, uint32_t scope, uint32_t resource)
{
    for (; scope != 0; scope = c->scopes[scope].parent) {
        if (c->scopes[scope].resource == resource) {
            return true;
        }
    }
    return false;
}

/* The scope inside which a resource is entered. What is in it already changes nothing: the outermost counts. */
static uint32_t enter_resource(evaluation *e, uint32_t scope, uint32_t resource)
{
    struct o2c_checking *c = e->c;
    if (resource == 0 || is_in_scope(c, scope, resource)) {
        return scope;
    }
    if (c->scopes == NULL) {
        c->scopes = o2c_pool_alloc(e->r, &c->pool, SCOPES_MAX * sizeof *c->scopes);
        c->scope_count = 1;
    }
    for (uint32_t i = 1; c->scopes != NULL && i < c->scope_count; i++) {
        if (c->scopes[i].parent == scope && c->scopes[i].resource == resource) {
            return i;
        }
    }
    if (c->scopes == NULL || c->scope_count == SCOPES_MAX) {
        (void)o2c_evaluation_stop(e, O2C_E_MEMORY, e->c->start, 0);
        return scope;
    }
    check_scope made = {scope, resource};
    c->scopes[c->scope_count] = made;
    return c->scope_count++;
}

static bool rule_dynamic(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    const uint32_t *words = e->words + rule->a;
    uint32_t schema = words[0];
    for (uint32_t at = s->scope; at != 0; at = e->c->scopes[at].parent) {
        for (uint32_t i = 0; i < rule->b; i++) {
            if (words[1 + 2 * i] == e->c->scopes[at].resource) {
                schema = words[2 + 2 * i]; /* the outermost is met last */
            }
        }
    }
    return o2c_evaluate(e, schema, s->scope, s->place, s->evaluated);
}

/* ---- applicators ---- */

/* Evaluates a schema that may fail without harm. */
static bool try_schema(evaluation *e, uint32_t schema, const situation *s)
{
    marks own = o2c_no_marks();
    if (s->evaluated->bits != NULL && !o2c_marks_begin(e, &own, s->place.value)) {
        return false;
    }
    bool passes = o2c_evaluate(e, schema, s->scope, s->place, &own);
    if (passes) {
        o2c_marks_add(s->evaluated, &own);
    }
    return passes;
}

static bool rule_any(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    bool passes = false;
    for (uint32_t i = 0; i < rule->b && !e->stopped; i++) {
        passes = try_schema(e, e->words[rule->a + i], s) || passes;
        if (passes && s->evaluated->bits == NULL) {
            break; /* all that pass count only where somebody asks what they have evaluated */
        }
    }
    if (passes || e->stopped || rule->b == 1) {
        return passes && !e->stopped;
    }
    return o2c_rule_fails(e, rule, s, (failure){.code = O2C_E_UNION, .number = rule->b});
}

static bool rule_one(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    uint32_t passing = 0;
    for (uint32_t i = 0; i < rule->b && passing < 2 && !e->stopped; i++) {
        passing += try_schema(e, e->words[rule->a + i], s);
    }
    if (e->stopped || passing == 1 || (passing == 0 && rule->b == 1)) {
        return passing == 1 && !e->stopped;
    }
    o2c_code code = passing == 0 ? O2C_E_UNION : O2C_E_ONE_OF;
    return o2c_rule_fails(e, rule, s, (failure){.code = code, .number = rule->b});
}

static bool rule_not(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    marks none = o2c_no_marks();
    bool passes = o2c_evaluate(e, rule->a, s->scope, s->place, &none);
    if (e->stopped) {
        return false;
    }
    return !passes || o2c_rule_fails(e, rule, s, (failure){.code = O2C_E_NOT});
}

static bool rule_if(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    const uint32_t *words = e->words + rule->a;
    uint32_t next = try_schema(e, words[0], s) ? words[1] : words[2];
    if (e->stopped || next == O2C_NO_SCHEMA) {
        return !e->stopped;
    }
    return o2c_evaluate(e, next, s->scope, s->place, s->evaluated);
}

bool o2c_rule_apply(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    switch ((o2c_check_op)rule->op) {
    case O2C_CHECK_APPLY: return o2c_evaluate(e, rule->a, s->scope, s->place, s->evaluated);
    case O2C_CHECK_DYNAMIC: return rule_dynamic(e, rule, s);
    case O2C_CHECK_ANY: return rule_any(e, rule, s);
    case O2C_CHECK_ONE: return rule_one(e, rule, s);
    case O2C_CHECK_NOT: return rule_not(e, rule, s);
    default: return rule_if(e, rule, s);
    }
}

/* ---- schemas ---- */

static bool evaluate_rule(evaluation *e, const o2c_check_rule *rule, const situation *s)
{
    switch ((o2c_check_op)rule->op) {
    case O2C_CHECK_ITEMS:
    case O2C_CHECK_CONTAINS:
    case O2C_CHECK_UNIQUE:
    case O2C_CHECK_UNEVALUATED_ITEMS:
        return s->place.value->kind != O2C_ARRAY || o2c_rule_array(e, rule, s);
    case O2C_CHECK_REQUIRED:
    case O2C_CHECK_MEMBERS:
    case O2C_CHECK_NAMES:
    case O2C_CHECK_DEPENDENT_REQUIRED:
    case O2C_CHECK_DEPENDENCIES:
    case O2C_CHECK_DEPENDENT_SCHEMA:
    case O2C_CHECK_UNEVALUATED_PROPERTIES:
        return s->place.value->kind != O2C_OBJECT || o2c_rule_object(e, rule, s);
    case O2C_CHECK_APPLY:
    case O2C_CHECK_DYNAMIC:
    case O2C_CHECK_ANY:
    case O2C_CHECK_ONE:
    case O2C_CHECK_NOT:
    case O2C_CHECK_IF: return o2c_rule_apply(e, rule, s);
    default: return o2c_rule_scalar(e, rule, s);
    }
}

static bool evaluate_rules(evaluation *e, const situation *s)
{
    const o2c_check_rule *rule = e->rules + e->schemas[s->schema].rules;
    const o2c_check_rule *end = e->rules + e->schemas[s->schema + 1].rules;
    for (; rule < end; rule++) {
        if (!evaluate_rule(e, rule, s)) {
            return false;
        }
    }
    return true;
}

/* A schema with unevaluated* sees what itself has evaluated, and nothing that stands beside it. */
static bool evaluate_apart(evaluation *e, situation *s, marks *evaluated)
{
    marks own;
    if (!o2c_marks_begin(e, &own, s->place.value)) {
        return false;
    }
    s->evaluated = &own;
    bool passes = evaluate_rules(e, s);
    if (passes) {
        o2c_marks_add(evaluated, &own);
    }
    return passes;
}

static bool asks_for_unevaluated(const evaluation *e, uint32_t schema)
{
    uint32_t first = e->schemas[schema].rules, end = e->schemas[schema + 1].rules;
    return first < end && e->rules[end - 1].op >= O2C_CHECK_UNEVALUATED_ITEMS;
}

static bool evaluate_now(evaluation *e, uint32_t schema, uint32_t scope, place p, marks *evaluated)
{
    if (e->depth == 0) {
        return o2c_evaluation_stop(e, O2C_E_DEPTH, p.at, e->r->max_depth);
    }
    e->depth--;
    situation s = {p, schema, enter_resource(e, scope, e->schemas[schema].scope), evaluated};
    bool passes = !e->stopped && (asks_for_unevaluated(e, schema) ? evaluate_apart(e, &s, evaluated)
                                                                  : evaluate_rules(e, &s));
    e->depth++;
    return passes && !e->stopped;
}

static void memo_failure(evaluation *e, memo *m)
{
    failure *kept = o2c_pool_alloc(e->r, &e->c->pool, sizeof *kept);
    if (kept != NULL) {
        *kept = e->failure;
        m->failure = kept;
        m->state = MEMO_FAILS;
    }
}

/* Evaluates and remembers; with marks if anybody asks for them. */
static bool evaluate_once(evaluation *e, uint32_t schema, uint32_t scope, place p, marks *evaluated)
{
    marks own = o2c_no_marks();
    if (evaluated->bits != NULL && !o2c_marks_begin(e, &own, p.value)) {
        return false;
    }
    bool passes = evaluate_now(e, schema, scope, p, &own);
    memo *m = e->stopped ? NULL : o2c_memo_find(e, schema, scope, p.value);
    if (m == NULL) {
        return false;
    }
    if (!passes) {
        memo_failure(e, m);
        return false;
    }
    m->state = MEMO_PASSES;
    if (evaluated->bits != NULL) {
        m->marked = true;
        m->evaluated = own;
        if (own.words == 1) {
            m->evaluated.bits = &m->evaluated.one;
        }
        o2c_marks_add(evaluated, &own);
    }
    return true;
}

bool o2c_evaluate(evaluation *e, uint32_t schema, uint32_t scope, place p, marks *evaluated)
{
    if ((e->schemas[schema].flags & O2C_SCHEMA_SHARED) == 0) {
        return evaluate_now(e, schema, scope, p, evaluated);
    }
    memo *m = o2c_memo_find(e, schema, scope, p.value);
    if (m == NULL) {
        return false;
    }
    if (m->state == MEMO_FAILS) {
        e->failure = *m->failure;
        return false;
    }
    if (m->state == MEMO_BUSY) {
        return true; /* a schema that leads back to itself without a step says nothing there */
    }
    if (m->state == MEMO_PASSES && (evaluated->bits == NULL || m->marked)) {
        o2c_marks_add(evaluated, &m->evaluated);
        return true;
    }
    m->state = MEMO_BUSY;
    return evaluate_once(e, schema, scope, p, evaluated);
}

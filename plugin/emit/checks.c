/** Check tables: schemas, rules, words and texts by number, as the runtime evaluates them. */
#include "emit/build.h"

#include <o2c/format.h>

typedef LIST(uint32_t) numbers;

/** Texts that follow each other, each with a NUL behind it and none twice. */
typedef struct text_pool {
    LIST(str) texts;
    size_t size;
    map offsets; /* text: 1 + its offset */
} text_pool;

/** A table while it is put together. */
typedef struct table {
    mem *m;
    const plan *plan;
    const plan_checks *checks;
    view *rules;
    uint32_t rule_count;
    numbers words;
    text_pool texts;
    text_pool messages; /* what only errors need */
    uint32_t *users;   /* of each check: how many rules lead to it */
    view *matches;     /* calls of formats and patterns, by number */
    map match_numbers; /* a call: 1 + its number */
} table;

/* ---- texts and words ---- */

static uint32_t pool_at(mem *m, text_pool *pool, str text)
{
    size_t at = (size_t)(uintptr_t)map_get(&pool->offsets, text);
    if (at)
        return (uint32_t)(at - 1);
    at = pool->size;
    list_push(m, &pool->texts, text);
    map_put(&pool->offsets, text, (void *)(uintptr_t)(at + 1));
    pool->size += text.len + 1;
    return (uint32_t)at;
}

static uint32_t text_at(table *t, str text)
{
    return pool_at(t->m, &t->texts, text);
}

static void push(table *t, uint32_t word)
{
    list_push(t->m, &t->words, word);
}

static void push_text(table *t, str text)
{
    push(t, text_at(t, text));
    push(t, (uint32_t)text.len);
}

static uint32_t number_of(table *t, const model_check *check)
{
    if (!check)
        return O2C_NO_SCHEMA;
    uint32_t number = plan_check_number(t->checks, check);
    t->users[number]++;
    return number;
}

/* Strings as they are behind a quote, everything else as JSON. */
static str constant(table *t, const node *value)
{
    if (value->kind != NODE_STRING)
        return text_json(t->m, value);
    return str_print(t->m, "\"%.*s", STR_ARG(value->as.text));
}

static uint32_t limited(uint64_t limit)
{
    return limit < UINT32_MAX ? (uint32_t)limit : UINT32_MAX;
}

/* The number of a call that says whether a string matches. */
static uint32_t match_number(table *t, str call)
{
    size_t known = (size_t)(uintptr_t)map_get(&t->match_numbers, call);
    if (known)
        return (uint32_t)(known - 1);
    uint32_t number = (uint32_t)view_count(t->matches);
    view *match = view_push_object(t->matches);
    view_set_print(match, "number", "%u", number);
    view_set_text(match, "call", call);
    map_put(&t->match_numbers, call, (void *)(uintptr_t)(number + 1));
    return number;
}

static uint32_t pattern_call(table *t, const model_pattern *pattern)
{
    const plan_pattern *p = plan_pattern_of(t->plan, pattern);
    return match_number(t, str_print(t->m, "%.*s(r, subject)", STR_ARG(p->c_name)));
}

/* ---- rules ---- */

typedef struct operands {
    uint32_t a, b;
} operands;

static operands values_words(table *t, const model_rule *r)
{
    operands o = {(uint32_t)t->words.count, (uint32_t)r->values.count};
    for (size_t i = 0; i < r->values.count; i++)
        push_text(t, constant(t, r->values.items[i]));
    return o;
}

static operands checks_words(table *t, const model_rule *r)
{
    operands o = {(uint32_t)t->words.count, (uint32_t)r->checks.count};
    for (size_t i = 0; i < r->checks.count; i++)
        push(t, number_of(t, r->checks.items[i]));
    return o;
}

static operands items_words(table *t, const model_rule *r)
{
    operands o = checks_words(t, r);
    push(t, number_of(t, r->check));
    return o;
}

static operands dynamic_words(table *t, const model_rule *r)
{
    operands o = {(uint32_t)t->words.count, (uint32_t)r->checks.count};
    push(t, number_of(t, r->check));
    for (size_t i = 0; i < r->checks.count; i++) {
        push(t, r->scopes.items[i]);
        push(t, number_of(t, r->checks.items[i]));
    }
    return o;
}

static operands contains_words(table *t, const model_rule *r)
{
    operands o = {(uint32_t)t->words.count, 0};
    push(t, number_of(t, r->check));
    push(t, limited(r->limit));
    push(t, limited(r->most));
    push(t, r->flag);
    return o;
}

static operands names_words(table *t, const model_rule *r)
{
    operands o = {(uint32_t)t->words.count, (uint32_t)r->names.count};
    if (r->op == O2C_CHECK_DEPENDENT_REQUIRED || r->op == O2C_CHECK_DEPENDENCIES)
        push_text(t, r->name);
    for (size_t i = 0; i < r->names.count; i++)
        push_text(t, r->names.items[i]);
    return o;
}

static operands members_words(table *t, const model_rule *r)
{
    operands o = {(uint32_t)t->words.count, 0};
    push(t, (uint32_t)r->properties.count);
    push(t, (uint32_t)r->patterns.count);
    for (size_t i = 0; i < r->properties.count; i++) {
        push_text(t, r->properties.items[i].name);
        push(t, number_of(t, r->properties.items[i].check));
    }
    for (size_t i = 0; i < r->patterns.count; i++) {
        push(t, pattern_call(t, r->patterns.items[i].pattern));
        push(t, number_of(t, r->patterns.items[i].check));
    }
    push(t, number_of(t, r->check));
    return o;
}

static operands dependent_words(table *t, const model_rule *r)
{
    operands o = {(uint32_t)t->words.count, 0};
    push_text(t, r->name);
    push(t, number_of(t, r->check));
    return o;
}

static operands limit_text(table *t, const model_rule *r)
{
    str text = r->value->as.text;
    return (operands){text_at(t, text), (uint32_t)text.len};
}

static operands format_call(table *t, const model_rule *r)
{
    str name = str_of(o2c_format_name((o2c_format)r->limit));
    str call = str_print(t->m, "o2c_match_format(subject, O2C_FORMAT_%.*s)",
                         STR_ARG(name_upper(t->m, name)));
    return (operands){match_number(t, call), (uint32_t)r->limit};
}

static operands rule_operands(table *t, const model_rule *r)
{
    switch (r->op) {
    case O2C_CHECK_NEVER:
    case O2C_CHECK_UNIQUE: break;
    case O2C_CHECK_TYPE: return (operands){r->kinds, r->flag};
    case O2C_CHECK_ENUM:
    case O2C_CHECK_CONST: return values_words(t, r);
    case O2C_CHECK_MINIMUM:
    case O2C_CHECK_MAXIMUM:
    case O2C_CHECK_EXCLUSIVE_MINIMUM:
    case O2C_CHECK_EXCLUSIVE_MAXIMUM:
    case O2C_CHECK_MULTIPLE: return limit_text(t, r);
    case O2C_CHECK_MIN_LENGTH:
    case O2C_CHECK_MAX_LENGTH:
    case O2C_CHECK_MIN_ITEMS:
    case O2C_CHECK_MAX_ITEMS:
    case O2C_CHECK_MIN_PROPERTIES:
    case O2C_CHECK_MAX_PROPERTIES: return (operands){limited(r->limit), 0};
    case O2C_CHECK_PATTERN:
        return (operands){pattern_call(t, r->pattern),
                          pool_at(t->m, &t->messages, r->pattern->text)};
    case O2C_CHECK_FORMAT: return format_call(t, r);
    case O2C_CHECK_ITEMS: return items_words(t, r);
    case O2C_CHECK_CONTAINS: return contains_words(t, r);
    case O2C_CHECK_REQUIRED:
    case O2C_CHECK_DEPENDENT_REQUIRED:
    case O2C_CHECK_DEPENDENCIES: return names_words(t, r);
    case O2C_CHECK_MEMBERS: return members_words(t, r);
    case O2C_CHECK_DEPENDENT_SCHEMA: return dependent_words(t, r);
    case O2C_CHECK_DYNAMIC: return dynamic_words(t, r);
    case O2C_CHECK_ANY:
    case O2C_CHECK_ONE:
    case O2C_CHECK_IF: return checks_words(t, r);
    case O2C_CHECK_NAMES:
    case O2C_CHECK_APPLY:
    case O2C_CHECK_NOT:
    case O2C_CHECK_UNEVALUATED_ITEMS:
    case O2C_CHECK_UNEVALUATED_PROPERTIES: return (operands){number_of(t, r->check), 0};
    }
    return (operands){0, 0};
}

static const char *const op_names[] = {"NEVER",
                                       "TYPE",
                                       "ENUM",
                                       "CONST",
                                       "MINIMUM",
                                       "MAXIMUM",
                                       "EXCLUSIVE_MINIMUM",
                                       "EXCLUSIVE_MAXIMUM",
                                       "MULTIPLE",
                                       "MIN_LENGTH",
                                       "MAX_LENGTH",
                                       "MIN_ITEMS",
                                       "MAX_ITEMS",
                                       "MIN_PROPERTIES",
                                       "MAX_PROPERTIES",
                                       "UNIQUE",
                                       "PATTERN",
                                       "FORMAT",
                                       "ITEMS",
                                       "CONTAINS",
                                       "REQUIRED",
                                       "MEMBERS",
                                       "NAMES",
                                       "DEPENDENT_REQUIRED",
                                       "DEPENDENCIES",
                                       "DEPENDENT_SCHEMA",
                                       "APPLY",
                                       "DYNAMIC",
                                       "ANY",
                                       "ONE",
                                       "NOT",
                                       "IF",
                                       "UNEVALUATED_ITEMS",
                                       "UNEVALUATED_PROPERTIES"};

static void rule_view(table *t, const model_rule *r)
{
    operands o = rule_operands(t, r);
    view *rule = view_push_object(t->rules);
    view_set_print(rule, "op", "O2C_CHECK_%s", op_names[r->op]);
    view_set_print(rule, "a", o.a == O2C_NO_SCHEMA ? "O2C_NO_SCHEMA" : "%u", o.a);
    view_set_print(rule, "b", "%u", o.b);
    t->rule_count++;
}

/* ---- the parts of the table ---- */

/* Whether a rule of it leads to another schema: then it is worth remembering. */
static bool leads_on(const model_check *check)
{
    for (size_t i = 0; i < check->rules.count; i++) {
        const model_rule *r = &check->rules.items[i];
        if (r->check || r->checks.count || r->properties.count || r->patterns.count)
            return true;
    }
    return false;
}

static void schema_view(table *t, view *list, const model_check *check)
{
    view *s = view_push_object(list);
    view_set_print(s, "rules", "%u", t->rule_count);
    view_set_print(s, "pointer", "%u", pool_at(t->m, &t->messages, check->pointer));
    view_set_print(s, "scope", "%u", check->scope);
    view_set_text(s, "comment", text_comment(t->m, check->pointer, 80));
    for (size_t i = 0; i < check->rules.count; i++)
        rule_view(t, &check->rules.items[i]);
}

static void flags_view(table *t, view *list)
{
    for (size_t i = 0; i < t->checks->checks.count; i++) {
        bool shared = t->users[i] > 1 && leads_on(t->checks->checks.items[i]);
        view_set_text((view *)view_at(list, i), "flags",
                      shared ? STR("O2C_SCHEMA_SHARED") : STR("0"));
    }
}

static void end_view(table *t, view *list)
{
    view *s = view_push_object(list);
    view_set_print(s, "rules", "%u", t->rule_count);
    view_set_text(s, "pointer", STR("0"));
    view_set_text(s, "scope", STR("0"));
    view_set_text(s, "flags", STR("0"));
    view_set_text(s, "comment", STR("the end"));
}

static void words_view(table *t, view *o)
{
    view *lines = view_set_list(o, "words");
    buf line = BUF_INIT;
    if (!t->words.count)
        push(t, 0);
    for (size_t i = 0; i < t->words.count; i++) {
        uint32_t word = t->words.items[i];
        buf_print(&line, word == O2C_NO_SCHEMA ? "%sO2C_NO_SCHEMA" : "%s%u", line.len ? ", " : "",
                  word);
        if (line.len < 84 && i + 1 < t->words.count)
            continue;
        view_set_text(view_push_object(lines), "line", str_copy(t->m, buf_str(&line)));
        line.len = 0;
    }
    buf_free(&line);
}

static void pool_view(mem *m, view *pool, const text_pool *texts)
{
    bool longish = texts->size > TEXT_LITERAL_MAX;
    view *list = view_set_list(pool, "lines");
    for (size_t i = 0; i < texts->texts.count; i++) {
        str ended = str_copy(m, texts->texts.items[i]); /* with a NUL behind it */
        ended.len++;
        view *line = view_push_object(list);
        view_set_bool(line, "last", i + 1 == texts->texts.count);
        if (longish)
            view_set_text(line, "characters", text_characters(m, ended));
        else
            view_set_text(line, "literal", text_quote(m, ended));
    }
    view_set_bool(pool, "short", !longish);
    view_set_bool(pool, "long", longish);
    view_set_print(pool, "room", "%zu", texts->size + 1);
}

static void sizes_view(table *t, view *o)
{
    size_t schemas = t->checks->checks.count + 1;
    size_t rules = t->rule_count ? t->rule_count : 1;
    size_t schemas_at = sizeof(o2c_checks);
    size_t rules_at = schemas_at + schemas * sizeof(o2c_check_schema);
    size_t words_at = rules_at + rules * sizeof(o2c_check_rule);
    size_t texts_at = words_at + t->words.count * sizeof(uint32_t);
    view_set_print(o, "schema_count", "%zu", schemas - 1);
    view_set_print(o, "schema_room", "%zu", schemas);
    view_set_print(o, "rule_room", "%zu", rules);
    view_set_print(o, "word_room", "%zu", t->words.count);
    view_set_print(o, "schemas_at", "%zu", schemas_at);
    view_set_print(o, "rules_at", "%zu", rules_at);
    view_set_print(o, "words_at", "%zu", words_at);
    view_set_print(o, "texts_at", "%zu", texts_at);
    view_set_print(o, "messages_at", "%zu", texts_at + t->texts.size + 1);
}

view *check_table_view(mem *m, const plan *p, const plan_checks *checks)
{
    view *o = view_object(m);
    table t = {.m = m, .plan = p, .checks = checks, .rules = view_set_list(o, "rules")};
    map_init(&t.texts.offsets, m);
    map_init(&t.messages.offsets, m);
    map_init(&t.match_numbers, m);
    t.matches = view_set_list(o, "matches");
    t.users = mem_array(m, uint32_t, checks->checks.count);
    view_set_text(o, "table", checks->c_name);
    view *schemas = view_set_list(o, "schemas");
    for (size_t i = 0; i < checks->checks.count; i++)
        schema_view(&t, schemas, checks->checks.items[i]);
    flags_view(&t, schemas);
    end_view(&t, schemas);
    words_view(&t, o);
    if (!t.texts.texts.count)
        text_at(&t, STR(""));
    pool_view(m, view_set_object(o, "texts"), &t.texts);
    pool_view(m, view_set_object(o, "messages"), &t.messages);
    sizes_view(&t, o);
    view_set_bool(o, "has_matches", view_count(t.matches) > 0);
    return o;
}

void check_view(mem *m, view *o, const plan *p, const plan_type *t)
{
    if (!t->check) {
        view_set(o, "check", NULL);
        return;
    }
    view *check = view_set_object(o, "check");
    view_set_text(check, "table", p->shards.items[t->shard].checks.c_name);
    view_set_print(check, "number", "%u", t->check_number);
    view_set_text(check, "whole", t->check_whole ? STR("true") : STR("false"));
    const plan_checks *checks = &p->shards.items[t->shard].checks;
    view_set_text(check, "matcher",
                  checks->matches ? str_print(m, "%.*s_match", STR_ARG(checks->c_name))
                                  : STR("NULL"));
}

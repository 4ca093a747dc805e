/**
 * Witnesses: a small document that two types accept, to show that nothing tells them apart. It is made
 * from both, and then checked against both; where a check is not known here, there is no witness.
 */
#include "model/build.h"

/* Limits: values in values, values that are tried, items that are made. */
enum { MAX_DEPTH = 12, MAX_STEPS = 20000, MAX_ITEMS = 16 };

typedef enum verdict { NO, UNSURE, YES } verdict;

typedef struct maker {
    mem *m;
    size_t steps;
} maker;

/* ---- whether a type accepts a value ---- */

static verdict judge(maker *w, model_type *type, const node *n, int depth);

static verdict both(verdict x, verdict y)
{
    return x < y ? x : y;
}

static bool is_zero(const node *n)
{
    int64_t i;
    return node_i64(n, &i) && i == 0;
}

static verdict verdict_of(o2c_match found)
{
    return found == O2C_MATCH_YES ? YES : found == O2C_MATCH_NO ? NO : UNSURE;
}

static verdict judge_check(const model_check *check, const node *n)
{
    bool scalar = n->kind != NODE_ARRAY && n->kind != NODE_OBJECT;
    return scalar ? verdict_of(check_accepts(check, n)) : UNSURE;
}

static verdict judge_patterns(const model_checks *c, const node *n)
{
    verdict all = YES;
    for (size_t i = 0; n->kind == NODE_STRING && i < c->patterns.count; i++)
        all = both(all, verdict_of(pattern_match(&c->patterns.items[i]->code, n->as.text)));
    return all;
}

/* Bounds, lengths, formats and patterns, counts of items and members. */
static verdict judge_checks(const model_checks *c, const node *n)
{
    if (!value_passes(n, c))
        return NO;
    if (judge_patterns(c, n) != YES)
        return judge_patterns(c, n);
    if (n->kind == NODE_NUMBER && c->multiple_of.count && !is_zero(n))
        return UNSURE;
    if (n->kind == NODE_ARRAY && (n->count < c->min_items || n->count > c->max_items))
        return NO;
    if (n->kind == NODE_OBJECT && (n->count < c->min_properties || n->count > c->max_properties))
        return NO;
    return n->kind == NODE_ARRAY && c->unique_items && n->count > 1 ? UNSURE : YES;
}

static bool is_among(const node *n, const node *const *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (node_equal(values[i], n))
            return true;
    return false;
}

static verdict judge_enum(const model_type *type, const node *n)
{
    for (size_t i = 0; i < type->values.count; i++)
        if (node_equal(type->values.items[i].value, n))
            return YES;
    return NO;
}

static verdict judge_integer(const model_type *type, const node *n)
{
    int64_t i;
    if (n->kind != NODE_NUMBER || !node_is_whole(n))
        return NO;
    if (!node_i64(n, &i) || (type->width == MODEL_WIDTH_32 && i != (int32_t)i) ||
        (type->width != MODEL_WIDTH_64 && type->width != MODEL_WIDTH_32 && i < 0))
        return UNSURE;
    return YES;
}

static model_member *find_member(const model_type *type, str name)
{
    for (size_t i = 0; i < type->members.count; i++)
        if (str_eq(type->members.items[i].name, name))
            return &type->members.items[i];
    return NULL;
}

static verdict judge_object(maker *w, model_type *type, const node *n, int depth)
{
    verdict all = n->kind == NODE_OBJECT ? YES : NO;
    for (size_t i = 0; all && i < type->members.count; i++)
        if (type->members.items[i].required && !node_get(n, type->members.items[i].name))
            return NO;
    for (uint32_t i = 0; all && i < n->count; i++) {
        const model_member *member = find_member(type, n->as.members[i].key);
        model_type *wanted = member                               ? member->type
                             : type->kind == MODEL_MAP            ? type->element
                             : type->others == MODEL_OTHERS_TYPED ? type->element
                                                                  : NULL;
        if (!wanted && type->others == MODEL_OTHERS_CLOSED)
            return NO;
        if (wanted)
            all = both(all, judge(w, wanted, n->as.members[i].value, depth + 1));
    }
    return all;
}

static verdict judge_array(maker *w, model_type *type, const node *n, int depth)
{
    verdict all = n->kind == NODE_ARRAY ? YES : NO;
    for (uint32_t i = 0; all && i < n->count; i++) {
        model_type *wanted = i < type->items.count ? type->items.items[i] : type->element;
        all = both(all, wanted ? judge(w, wanted, n->as.items[i], depth + 1) : NO);
    }
    return all;
}

static verdict judge_union(maker *w, model_type *type, const node *n, int depth)
{
    const union_info *info = build_of(type)->info;
    size_t sure = 0, unsure = 0;
    if (!(info->kinds & kind_of_node(n)) ||
        (info->required_tag.data && n->kind == NODE_OBJECT && !node_get(n, info->required_tag)))
        return NO;
    for (size_t i = 0; i < type->branches.count; i++) {
        verdict one = judge(w, type->branches.items[i].type, n, depth + 1);
        sure += one == YES;
        unsure += one == UNSURE;
    }
    if (!sure && !unsure)
        return NO;
    if (info->one_of || info->discriminator)
        return sure == 1 && !unsure ? YES : sure > 1 && !info->discriminator ? NO : UNSURE;
    return sure ? YES : UNSURE;
}

static verdict judge_shape(maker *w, model_type *type, const node *n, int depth)
{
    switch (type->kind) {
    case MODEL_ANY:
        if (type->checks.value_enum.count)
            return is_among(n, type->checks.value_enum.items, type->checks.value_enum.count) ? YES
                                                                                             : NO;
        return type->kinds & kind_of_node(n) ? YES : NO;
    case MODEL_NEVER: return NO;
    case MODEL_NULL: return n->kind == NODE_NULL ? YES : NO;
    case MODEL_BOOL: return n->kind == NODE_BOOL ? YES : NO;
    case MODEL_INTEGER: return judge_integer(type, n);
    case MODEL_NUMBER: return n->kind == NODE_NUMBER ? YES : NO;
    case MODEL_STRING: return n->kind == NODE_STRING ? YES : NO;
    case MODEL_ENUM: return judge_enum(type, n);
    case MODEL_OBJECT:
    case MODEL_MAP: return judge_object(w, type, n, depth);
    case MODEL_ARRAY:
    case MODEL_TUPLE: return judge_array(w, type, n, depth);
    case MODEL_UNION: return judge_union(w, type, n, depth);
    case MODEL_NULLABLE: return n->kind == NODE_NULL ? YES : judge(w, type->element, n, depth + 1);
    case MODEL_ALIAS: break;
    }
    return UNSURE;
}

static verdict judge(maker *w, model_type *type, const node *n, int depth)
{
    type = model_resolve(type);
    if (depth > 2 * MAX_DEPTH || ++w->steps > MAX_STEPS)
        return UNSURE;
    verdict found = both(judge_shape(w, type, n, depth), judge_checks(&type->checks, n));
    if (found && type->check)
        found = both(found, judge_check(type->check, n));
    return found == YES && build_of(type)->lax ? UNSURE : found;
}

/* ---- making a value that two types accept; NULL types accept all ---- */

static node *make(maker *w, model_type *x, model_type *y, int depth);

static node *new_node(maker *w, node_kind kind)
{
    node *n = mem_new(w->m, node);
    n->kind = kind;
    return n;
}

static node *new_string(maker *w, str text)
{
    node *n = new_node(w, NODE_STRING);
    n->as.text = text;
    return n;
}

static node *new_number(maker *w, str text)
{
    node *n = new_node(w, NODE_NUMBER);
    n->as.text = n->source = text;
    return n;
}

/* `n` if both accept it. */
static node *if_accepted(maker *w, model_type *x, model_type *y, const node *n)
{
    if (!n || (x && judge(w, x, n, 0) != YES) || (y && judge(w, y, n, 0) != YES))
        return NULL;
    return (node *)n;
}

static node *make_listed(maker *w, model_type *x, model_type *y, const model_type *from)
{
    node *found = NULL;
    for (size_t i = 0; from && !found && i < from->values.count; i++)
        found = if_accepted(w, x, y, from->values.items[i].value);
    for (size_t i = 0; from && !found && i < from->checks.value_enum.count; i++)
        found = if_accepted(w, x, y, from->checks.value_enum.items[i]);
    return found;
}

static str repeated(maker *w, uint64_t count)
{
    char *text = mem_alloc(w->m, (size_t)count + 1);
    for (size_t i = 0; i < count; i++)
        text[i] = 'a';
    text[count] = '\0';
    return (str){text, (size_t)count};
}

/* A string that matches the patterns of both; NULL: there are none. */
static node *make_matching(maker *w, const model_type *x, const model_type *y)
{
    static const model_patterns none = {0};
    const model_patterns *of_x = x ? &x->checks.patterns : &none;
    const model_patterns *of_y = y ? &y->checks.patterns : &none;
    str found;
    if ((!of_x->count && !of_y->count) || ++w->steps > MAX_STEPS ||
        patterns_meet(w->m, of_x, of_y, &found) != O2C_MATCH_YES)
        return NULL;
    for (size_t i = 0; i < found.len; i++)
        if ((unsigned char)found.data[i] >= 0x80) /* perhaps no UTF-8 */
            return NULL;
    return new_string(w, found);
}

static node *make_string(maker *w, model_type *x, model_type *y)
{
    static const char *const samples[] = {"a",
                                          "2020-01-01",
                                          "2020-01-01T00:00:00Z",
                                          "00:00:00Z",
                                          "P1D",
                                          "a@example.com",
                                          "192.0.2.1",
                                          "2001:db8::1",
                                          "https://example.com/",
                                          "/a",
                                          "123e4567-e89b-12d3-a456-426614174000",
                                          "YQ==",
                                          "1",
                                          "A",
                                          ""};
    enum { MAX_LENGTH = 64 };
    node *found = NULL;
    for (size_t i = 0; !found && i < sizeof samples / sizeof *samples; i++)
        found = if_accepted(w, x, y, new_string(w, str_of(samples[i])));
    if (!found)
        found = if_accepted(w, x, y, make_matching(w, x, y));
    for (int side = 0; !found && side < 2; side++) {
        model_type *type = side ? y : x;
        if (type && type->checks.min_length <= MAX_LENGTH)
            found = if_accepted(w, x, y, new_string(w, repeated(w, type->checks.min_length)));
    }
    return found;
}

/* A bound, or what is one more or less. */
static node *make_beside(maker *w, model_type *x, model_type *y, const node *bound)
{
    int64_t i;
    node *found = if_accepted(w, x, y, bound);
    if (!bound || found || !node_i64(bound, &i) || i == INT64_MAX || i == INT64_MIN)
        return found;
    found = if_accepted(w, x, y, new_number(w, str_print(w->m, "%lld", (long long)i + 1)));
    return found ? found
                 : if_accepted(w, x, y, new_number(w, str_print(w->m, "%lld", (long long)i - 1)));
}

static node *make_number(maker *w, model_type *x, model_type *y)
{
    static const char *const samples[] = {"0", "1", "0.5"};
    node *found = NULL;
    for (size_t i = 0; !found && i < sizeof samples / sizeof *samples; i++)
        found = if_accepted(w, x, y, new_number(w, str_of(samples[i])));
    for (int side = 0; side < 2; side++) {
        const model_type *type = side ? y : x;
        const node *bounds[4] = {NULL};
        if (type) {
            const model_checks *c = &type->checks;
            bounds[0] = c->minimum;
            bounds[1] = c->maximum;
            bounds[2] = c->exclusive_minimum;
            bounds[3] = c->exclusive_maximum;
        }
        for (int i = 0; !found && i < 4; i++)
            found = make_beside(w, x, y, bounds[i]);
    }
    return found;
}

/* What a type wants of a member; *refused: there is no room for it. */
static model_type *wants(const model_type *type, str name, bool *refused)
{
    if (!type)
        return NULL;
    if (type->kind == MODEL_MAP)
        return type->element;
    if (type->kind != MODEL_OBJECT)
        return NULL;
    const model_member *member = find_member(type, name);
    if (member)
        return member->type;
    *refused = *refused || type->others == MODEL_OTHERS_CLOSED;
    return type->others == MODEL_OTHERS_TYPED ? type->element : NULL;
}

typedef LIST(node_member) node_members;

static bool add_member(maker *w, node_members *made, model_type *x, model_type *y, str name,
                       int depth)
{
    bool refused = false;
    model_type *of_x = wants(x, name, &refused), *of_y = wants(y, name, &refused);
    for (size_t i = 0; i < made->count; i++)
        if (str_eq(made->items[i].key, name))
            return true;
    node *value = refused ? NULL : make(w, of_x, of_y, depth + 1);
    if (!value)
        return false;
    list_push(w->m, made, (node_member){.key = name, .value = value});
    return true;
}

/* Members of `from`: all that it requires, or as many others as are still missing. */
static bool add_members(maker *w, node_members *made, model_type *x, model_type *y,
                        const model_type *from, size_t least, int depth)
{
    for (size_t i = 0; from && i < from->members.count; i++) {
        const model_member *m = &from->members.items[i];
        if (!least && m->required && !add_member(w, made, x, y, m->name, depth))
            return false;
        if (least > made->count)
            (void)add_member(w, made, x, y, m->name, depth);
    }
    return true;
}

static node *make_object(maker *w, model_type *x, model_type *y, int depth)
{
    node_members made = {0};
    if (!add_members(w, &made, x, y, x, 0, depth) || !add_members(w, &made, x, y, y, 0, depth))
        return NULL;
    uint64_t least = x ? x->checks.min_properties : 0;
    if (y && y->checks.min_properties > least)
        least = y->checks.min_properties;
    if (least > MAX_ITEMS)
        return NULL;
    (void)add_members(w, &made, x, y, x, (size_t)least, depth);
    (void)add_members(w, &made, x, y, y, (size_t)least, depth);
    for (size_t i = 0; made.count < least && i < MAX_ITEMS; i++)
        (void)add_member(w, &made, x, y, str_print(w->m, "key%zu", i + 1), depth);
    node *n = new_node(w, NODE_OBJECT);
    n->count = (uint32_t)made.count;
    n->as.members = made.items;
    return n;
}

static model_type *wanted_item(const model_type *type, size_t i)
{
    if (!type || (type->kind != MODEL_ARRAY && type->kind != MODEL_TUPLE))
        return NULL;
    return i < type->items.count ? type->items.items[i] : type->element;
}

static node *make_array(maker *w, model_type *x, model_type *y, int depth)
{
    uint64_t least = x ? x->checks.min_items : 0;
    if (y && y->checks.min_items > least)
        least = y->checks.min_items;
    if (least > MAX_ITEMS)
        return NULL;
    node *n = new_node(w, NODE_ARRAY);
    n->as.items = mem_array(w->m, node *, (size_t)least + 1);
    for (n->count = 0; n->count < least; n->count++) {
        n->as.items[n->count] =
            make(w, wanted_item(x, n->count), wanted_item(y, n->count), depth + 1);
        if (!n->as.items[n->count])
            return NULL;
    }
    return n;
}

static node *make_of_kind(maker *w, unsigned kind, model_type *x, model_type *y, int depth)
{
    node *n = NULL;
    switch (kind) {
    case KIND_OBJECT: n = make_object(w, x, y, depth); break;
    case KIND_ARRAY: n = make_array(w, x, y, depth); break;
    case KIND_STRING: return make_string(w, x, y);
    case KIND_NUMBER: return make_number(w, x, y);
    case KIND_BOOL:
        n = new_node(w, NODE_BOOL);
        if (!if_accepted(w, x, y, n))
            n->boolean = true;
        break;
    default: n = new_node(w, NODE_NULL); break;
    }
    return if_accepted(w, x, y, n);
}

/* One branch of `x` after the other. */
static node *make_branch(maker *w, model_type *x, model_type *y, int depth)
{
    node *found = NULL;
    if (x->kind == MODEL_NULLABLE) {
        found = make(w, x->element, y, depth + 1);
        return found ? found : if_accepted(w, x, y, new_node(w, NODE_NULL));
    }
    for (size_t i = 0; !found && i < x->branches.count; i++)
        found = if_accepted(w, x, y, make(w, x->branches.items[i].type, y, depth + 1));
    return found;
}

static bool is_choice(const model_type *type)
{
    return type && (type->kind == MODEL_UNION || type->kind == MODEL_NULLABLE);
}

static node *make(maker *w, model_type *x, model_type *y, int depth)
{
    static const unsigned order[] = {KIND_OBJECT, KIND_ARRAY, KIND_STRING,
                                     KIND_NUMBER, KIND_BOOL,  KIND_NULL};
    x = x ? model_resolve(x) : NULL;
    y = y ? model_resolve(y) : NULL;
    if (depth > MAX_DEPTH || ++w->steps > MAX_STEPS)
        return NULL;
    if (is_choice(x))
        return make_branch(w, x, y, depth);
    if (is_choice(y))
        return make_branch(w, y, x, depth);
    node *found = make_listed(w, x, y, x);
    found = found ? found : make_listed(w, x, y, y);
    unsigned kinds = (x ? build_of(x)->kinds : KIND_ALL) & (y ? build_of(y)->kinds : KIND_ALL);
    for (size_t i = 0; !found && i < sizeof order / sizeof *order; i++)
        if (kinds & order[i])
            found = make_of_kind(w, order[i], x, y, depth);
    return found;
}

bool model_witness(mem *m, model_type *x, model_type *y, buf *out)
{
    maker w = {.m = m};
    const node *found = make(&w, x, y, 0);
    w.steps = 0; /* once more, whole: nothing wrong may be shown */
    if (!if_accepted(&w, x, y, found))
        return false;
    node_print(out, found);
    return true;
}

/** Places: what a type says of its schemas, for errors (runtime/include/o2c/place.h). */
#include "emit/build.h"

/** The lines of a type while they are put together. */
typedef struct places {
    mem *m;
    str own; /* the pointer of the type's schema */
    LIST(str) lines;
} places;

/** Members that something is said of together: "0-3,5". */
typedef struct group {
    str pointer;
    LIST(size_t) numbers; /* ascending */
} group;

typedef LIST(group) groups;

/* ---- lines ---- */

/* What stands in a line for a pointer: what is inside the type's own schema begins with '/'. */
static str relative(const places *p, str pointer)
{
    bool inside = str_starts(pointer, p->own) && pointer.len > p->own.len &&
                  pointer.data[p->own.len] == '/';
    return inside ? str_slice(pointer, p->own.len, pointer.len) : pointer;
}

static void push(places *p, str selector, str keyword, str pointer)
{
    str target = relative(p, pointer);
    list_push(p->m, &p->lines,
              str_print(p->m, "%.*s%s%.*s=%.*s", STR_ARG(selector), keyword.len ? ":" : "",
                        STR_ARG(keyword), STR_ARG(target)));
}

static void add_to(mem *m, groups *all, str pointer, size_t number)
{
    size_t i = 0;
    while (i < all->count && !str_eq(all->items[i].pointer, pointer))
        i++;
    if (i == all->count)
        list_push(m, all, (group){.pointer = pointer});
    list_push(m, &all->items[i].numbers, number);
}

static str number_list(mem *m, const group *g)
{
    buf b = BUF_INIT;
    for (size_t i = 0; i < g->numbers.count;) {
        size_t first = g->numbers.items[i], last = first;
        while (++i < g->numbers.count && g->numbers.items[i] == last + 1)
            last++;
        buf_print(&b, b.len ? ",%zu" : "%zu", first);
        if (last > first)
            buf_print(&b, "-%zu", last);
    }
    return buf_take(&b, m);
}

static void push_groups(places *p, const groups *all, str keyword)
{
    for (size_t i = 0; i < all->count; i++)
        push(p, number_list(p->m, &all->items[i]), keyword, all->items[i].pointer);
}

/* ---- keywords ---- */

/** What is read at a place, as far as the codes differ that it can be refused with. */
enum {
    READS_STRING = 1,
    READS_NUMBER = 2,
    READS_LIST = 4,
    READS_MAP = 8,
    READS_STRUCT = 16,
    READS_UNION = 32,
    READS_LISTED = 64, /* an enum */
    READS_CONST = 128,
    READS_OTHER = 256, /* what has a type and nothing else */
    READS_VALUE = READS_STRING | READS_NUMBER | READS_LIST | READS_MAP | READS_LISTED,
    READS_ALL = 511
};

static const struct {
    o2c_code code;
    unsigned reads;
} CODES[] = {
    {O2C_E_TYPE, READS_ALL},
    {O2C_E_RANGE, READS_NUMBER},
    {O2C_E_ENUM, READS_LISTED | READS_STRING | READS_NUMBER},
    {O2C_E_CONST, READS_CONST},
    {O2C_E_TAG, READS_UNION},
    {O2C_E_UNION, READS_UNION}, /* and O2C_E_ONE_OF, whose keyword has the same name */
    {O2C_E_UNKNOWN, READS_STRUCT},
    {O2C_E_MINIMUM, READS_NUMBER},
    {O2C_E_MAXIMUM, READS_NUMBER},
    {O2C_E_EXCLUSIVE_MINIMUM, READS_NUMBER},
    {O2C_E_EXCLUSIVE_MAXIMUM, READS_NUMBER},
    {O2C_E_MULTIPLE, READS_NUMBER},
    {O2C_E_MIN_LENGTH, READS_STRING},
    {O2C_E_MAX_LENGTH, READS_STRING},
    {O2C_E_FORMAT, READS_STRING},
    {O2C_E_PATTERN, READS_STRING},
    {O2C_E_MIN_ITEMS, READS_LIST},
    {O2C_E_MAX_ITEMS, READS_LIST},
    {O2C_E_UNIQUE, READS_LIST},
    {O2C_E_MIN_PROPERTIES, READS_MAP | READS_STRUCT},
    {O2C_E_MAX_PROPERTIES, READS_MAP | READS_STRUCT},
};

static unsigned scalar_reads(const plan_type *t)
{
    if (str_eq(t->scalar, STR("value")))
        return READS_VALUE;
    if (str_eq(t->scalar, STR("bool")) || str_eq(t->scalar, STR("nothing")) ||
        str_eq(t->scalar, STR("never")))
        return READS_OTHER;
    bool number = str_ends(t->scalar, STR("32")) || str_ends(t->scalar, STR("64"));
    return number ? READS_NUMBER : READS_STRING; /* as it is, or in a typed form */
}

static unsigned type_reads(const plan_type *t)
{
    switch (t->form) {
    case PLAN_SCALAR: return scalar_reads(t);
    case PLAN_ENUM:
    case PLAN_OPEN_ENUM: return READS_LISTED;
    case PLAN_STRUCT: return READS_STRUCT;
    case PLAN_TUPLE:
    case PLAN_LIST: return READS_LIST;
    case PLAN_MAP: return READS_MAP;
    case PLAN_UNION: return READS_UNION;
    case PLAN_BOX:
    case PLAN_ALIAS: break;
    }
    return READS_OTHER;
}

/* Whether all keywords of a type are where they usually are. */
static bool is_usual(const schema_list *sources)
{
    const schema *s = sources->count == 1 ? sources->items[0] : NULL;
    return s && s->type_node && !s->enum_node && !s->const_node && !s->any_of.count &&
           !s->one_of.count && !s->discriminator && !s->unevaluated_properties;
}

static str usual_keyword(o2c_code code, bool narrow)
{
    return code == O2C_E_RANGE && narrow ? STR("format") : str_of(o2c_code_keyword(code));
}

/* The keywords that are not those of the schema at `base`. */
static void push_keywords(places *p, str selector, const schema_list *sources, str base,
                          unsigned reads, bool narrow)
{
    if (is_usual(sources) && (!narrow || sources->items[0]->format_node))
        return;
    for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++) {
        o2c_code code = CODES[i].code;
        if (!(CODES[i].reads & reads) || (code == O2C_E_RANGE && !narrow))
            continue;
        str keyword = usual_keyword(code, narrow);
        str origin = model_origin(p->m, sources, code, STR(""), narrow);
        str usual = str_print(p->m, "%.*s/%.*s", STR_ARG(base), STR_ARG(keyword));
        if (origin.data && !str_eq(origin, usual))
            push(p, selector, keyword, origin);
    }
}

static bool is_narrow(const plan_slot *slot)
{
    const plan_type *t = slot->literal ? NULL : slot->type;
    return t && t->form == PLAN_SCALAR &&
           (str_ends(t->scalar, STR("32")) || str_eq(t->scalar, STR("u64")));
}

/* Null is nothing of its own to schemas. */
static const plan_slot *unboxed(const plan_slot *slot)
{
    while (!slot->literal && !slot->type->api && slot->type->form == PLAN_BOX)
        slot = &slot->type->element;
    return slot;
}

/* Whether what is read here has no places of its own. */
static bool is_inline(const plan_slot *slot)
{
    return slot->literal || !slot->type->api;
}

/* ---- slots ---- */

/* What is read at a place: its schema, unless that is the `usual` one, and its keywords. */
static void push_slot(places *p, str selector, const plan_slot *slot, const schema_list *sources,
                      str usual)
{
    str base = sources->count ? sources->items[0]->pointer : usual;
    slot = unboxed(slot);
    if (base.data && !str_eq(base, usual))
        push(p, selector, STR(""), base);
    if (!is_inline(slot))
        return;
    push_keywords(p, selector, sources, base, slot->literal ? READS_CONST : type_reads(slot->type),
                  is_narrow(slot));
    const plan_type *t = slot->literal ? NULL : slot->type;
    if (!t || (t->form != PLAN_LIST && t->form != PLAN_MAP) || !is_inline(&t->element))
        return;
    bool list = t->form == PLAN_LIST;
    schema_list inner = model_element_sources(p->m, sources, list);
    push_slot(p, str_print(p->m, "%.*s*", STR_ARG(selector)), &t->element, &inner,
              str_print(p->m, "%.*s%s", STR_ARG(base), list ? "/items" : "/additionalProperties"));
}

/* ---- structs ---- */

/* "/properties/" and the name, as in a pointer. */
static str property_end(mem *m, str name)
{
    buf b = BUF_INIT;
    buf_text(&b, "/properties/");
    for (size_t i = 0; i < name.len; i++) {
        if (name.data[i] == '~' || name.data[i] == '/')
            buf_text(&b, name.data[i] == '~' ? "~0" : "~1");
        else
            buf_char(&b, name.data[i]);
    }
    return buf_take(&b, m);
}

static void push_member(places *p, const plan_member *pm, size_t i, groups *owners)
{
    schema_list sources = model_spread(p->m, &pm->model->sources);
    str end = property_end(p->m, pm->model->name);
    str usual = str_print(p->m, "%.*s%.*s", STR_ARG(p->own), STR_ARG(end));
    str base = sources.count ? sources.items[0]->pointer : usual;
    if (!str_eq(base, usual) && str_ends(base, end)) {
        add_to(p->m, owners, str_slice(base, 0, base.len - end.len), i);
        usual = base;
    }
    if (is_inline(&pm->slot))
        push_slot(p, str_print(p->m, "%zu", i), &pm->slot, &sources, usual);
}

static void push_required(places *p, const plan_type *t, const schema_list *sources)
{
    groups all = {0};
    str usual = str_print(p->m, "%.*s/required", STR_ARG(p->own));
    for (size_t i = 0; i < t->members.count; i++) {
        const model_member *mm = t->members.items[i].model;
        str origin = mm->required
                         ? model_origin(p->m, sources, O2C_E_REQUIRED, mm->name, false)
                         : STR_NULL;
        if (origin.data && !str_eq(origin, usual))
            add_to(p->m, &all, origin, i);
    }
    push_groups(p, &all, STR("required"));
}

static void push_struct(places *p, const plan_type *t, const schema_list *sources)
{
    groups owners = {0};
    push_keywords(p, STR(""), sources, p->own, type_reads(t), false);
    push_required(p, t, sources);
    for (size_t i = 0; i < t->members.count; i++)
        push_member(p, &t->members.items[i], i, &owners);
    push_groups(p, &owners, STR("properties"));
    if (t->element.type && is_inline(&t->element)) {
        schema_list others = model_element_sources(p->m, sources, false);
        push_slot(p, STR("*"), &t->element, &others,
                  str_print(p->m, "%.*s/additionalProperties", STR_ARG(p->own)));
    }
}

/* ---- the others ---- */

static void push_tuple(places *p, const plan_type *t, const schema_list *sources)
{
    push_keywords(p, STR(""), sources, p->own, type_reads(t), false);
    for (size_t i = 0; i < t->members.count; i++) {
        schema_list item = model_item_sources(p->m, sources, i);
        push_slot(p, str_print(p->m, "%zu", i), &t->members.items[i].slot, &item, STR_NULL);
    }
    schema_list rest = model_element_sources(p->m, sources, true);
    static const plan_slot CLOSED = {.literal = true};
    push_slot(p, STR("*"), t->element.type ? &t->element : &CLOSED, &rest,
              str_print(p->m, "%.*s/items", STR_ARG(p->own)));
}

static void push_container(places *p, const plan_type *t, const schema_list *sources)
{
    push_keywords(p, STR(""), sources, p->own, type_reads(t), false);
    if (!is_inline(&t->element))
        return;
    bool list = t->form == PLAN_LIST;
    schema_list inner = model_element_sources(p->m, sources, list);
    push_slot(p, STR("*"), &t->element, &inner,
              str_print(p->m, "%.*s/%s", STR_ARG(p->own), list ? "items" : "additionalProperties"));
}

/* What asks for the tag. */
static void push_union(places *p, const plan_type *t, const schema_list *sources)
{
    const model_decision *d = t->model->decision;
    if (d->pick == MODEL_PICK_KIND && d->by_kind[O2C_OBJECT])
        d = d->by_kind[O2C_OBJECT];
    push_keywords(p, STR(""), sources, p->own, READS_UNION, false);
    if (d->pick != MODEL_PICK_TAG)
        return;
    str origin = model_origin(p->m, sources, O2C_E_REQUIRED, d->property, false);
    if (!origin.data)
        origin = model_origin(p->m, sources, O2C_E_TAG, STR(""), false);
    str usual = str_print(p->m, "%.*s/required", STR_ARG(p->own));
    if (origin.data && !str_eq(origin, usual))
        push(p, STR(""), STR("required"), origin);
}

static void push_type(places *p, const plan_type *t, const schema_list *sources)
{
    switch (t->form) {
    case PLAN_STRUCT: push_struct(p, t, sources); break;
    case PLAN_TUPLE: push_tuple(p, t, sources); break;
    case PLAN_LIST:
    case PLAN_MAP: push_container(p, t, sources); break;
    case PLAN_ALIAS:
    case PLAN_BOX:
        if (is_inline(&t->element))
            push_slot(p, STR(""), &t->element, sources, p->own);
        break;
    case PLAN_UNION: push_union(p, t, sources); break;
    case PLAN_ENUM:
    case PLAN_OPEN_ENUM: push_keywords(p, STR(""), sources, p->own, type_reads(t), false); break;
    case PLAN_SCALAR: break;
    }
}

/* ---- the view ---- */

static const view *show(places *p, view *o, const char *name)
{
    size_t size = 1;
    view *shown = view_set_object(o, name);
    view *lines = view_set_list(shown, "lines");
    for (size_t i = 0; i < p->lines.count; i++)
        size += p->lines.items[i].len + 1;
    bool longish = size > TEXT_LITERAL_MAX;
    for (size_t i = 0; i < p->lines.count; i++) {
        str ended = str_copy(p->m, p->lines.items[i]); /* with a NUL, that of the copy */
        ended.len++;
        view *line = view_push_object(lines);
        view_set_bool(line, "last", i + 1 == p->lines.count);
        view_set_text(line, longish ? "characters" : "literal",
                      longish ? text_characters(p->m, ended) : text_quote(p->m, ended));
    }
    view_set_bool(shown, "short", !longish);
    view_set_bool(shown, "long", longish);
    view_set_print(shown, "size", "%zu", size);
    return shown;
}

const view *places_view(mem *m, view *o, const plan_type *t)
{
    places p = {.m = m, .own = t->model->pointer};
    schema_list sources = model_sources(m, t->model);
    list_push(m, &p.lines, p.own);
    push_type(&p, t, &sources);
    return show(&p, o, "places");
}

/* Whether what is read is a container without places of its own. */
static bool is_plain_container(const plan_slot *slot)
{
    slot = unboxed(slot);
    return is_inline(slot) && !slot->literal &&
           (slot->type->form == PLAN_LIST || slot->type->form == PLAN_MAP);
}

bool places_need_start(const plan_type *t)
{
    bool need = (t->form == PLAN_ALIAS || t->form == PLAN_BOX) && is_plain_container(&t->element);
    for (size_t i = 0; i < t->branches.count; i++)
        need = need || is_plain_container(&t->branches.items[i].slot);
    return need;
}

static bool tries(const model_decision *d)
{
    if (!d)
        return false;
    bool found = d->pick == MODEL_PICK_TRY || tries(d->missing) || tries(d->unknown);
    for (size_t i = 0; i < sizeof d->by_kind / sizeof *d->by_kind; i++)
        found = found || tries(d->by_kind[i]);
    for (size_t i = 0; i < d->tags.count; i++)
        found = found || tries(d->tags.items[i].then);
    for (size_t i = 0; i < d->keys.count; i++)
        found = found || tries(d->keys.items[i].then);
    return found;
}

bool places_are_needed(const plan_type *t)
{
    bool needed = tries(t->model->decision);
    for (size_t i = 0; i < t->branches.count; i++)
        needed = needed || is_inline(unboxed(&t->branches.items[i].slot));
    return needed;
}

void branch_places_view(mem *m, view *o, const plan_type *t)
{
    places p = {.m = m, .own = t->model->pointer};
    list_push(m, &p.lines, p.own);
    for (size_t i = 0; i < t->branches.count; i++) {
        const plan_branch *pb = &t->branches.items[i];
        schema_list one = {0};
        if (pb->model->schema)
            list_push(m, &one, (schema *)pb->model->schema);
        schema_list sources = model_spread(m, &one);
        if (!one.count || pb->model->type->schema == one.items[0])
            sources = model_sources(m, pb->model->type);
        push_slot(&p, str_print(m, "%zu", i + 1), &pb->slot, &sources, STR_NULL);
    }
    show(&p, o, "branch_places");
}

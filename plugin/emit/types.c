/** Views of types, one builder a form. */
#include "emit/build.h"

#include <o2c/base.h>

enum { COMMENT_WIDTH = 92 };

static str how_decided(mem *m, const model_decision *d)
{
    const model_decision *object = d->pick == MODEL_PICK_KIND ? d->by_kind[O2C_OBJECT] : NULL;
    if (!object || object->pick == MODEL_PICK_ONE || !object->reason.len)
        return str_print(m, "Decided by %.*s.", STR_ARG(d->reason));
    return str_print(m, "Decided by %.*s, objects by %.*s.", STR_ARG(d->reason),
                     STR_ARG(object->reason));
}

static void about_view(mem *m, view *o, const plan_type *t)
{
    view *lines = view_set_list(o, "about");
    const model_type *mt = t->model;
    str what = mt->pointer.data ? mt->pointer : STR("");
    if (t->form == PLAN_LIST && !t->api)
        what = str_print(m, "A list of %.*s.", STR_ARG(t->element.type->c_name));
    else if (t->form == PLAN_MAP && !t->api)
        what = str_print(m, "A map to %.*s.", STR_ARG(t->element.type->c_name));
    else if (t->form == PLAN_BOX && !t->api)
        what = str_print(m, "%.*s or null.", STR_ARG(t->element.type->c_name));
    text_wrap(m, lines, what, COMMENT_WIDTH);
    if (t->form == PLAN_UNION)
        text_wrap(m, lines, how_decided(m, mt->decision), COMMENT_WIDTH);
    if (mt->deprecated)
        text_wrap(m, lines, STR("Deprecated."), COMMENT_WIDTH);
    str texts[] = {mt->title, mt->description};
    for (size_t i = 0; i < 2; i++) {
        if (!texts[i].len || (!t->api && t->form != PLAN_STRUCT))
            continue;
        view_set_text(view_push_object(lines), "line", STR(""));
        text_wrap(m, lines, texts[i], COMMENT_WIDTH);
    }
}

/* ---- members ---- */

static const char *requirement(const model_member *mm)
{
    return mm->required ? "required" : "optional";
}

/* What a member's comment says that its declaration does not. */
static void member_comment(mem *m, view *o, const plan_member *pm)
{
    view *lines = view_set_list(o, "about_member");
    const model_member *mm = pm->model;
    if (!mm)
        return;
    buf b = BUF_INIT;
    buf_json(&b, mm->name);
    buf_print(&b, ", %s", requirement(mm));
    if (pm->slot.nullable)
        buf_text(&b, ", may be null");
    if (pm->slot.literal) {
        buf_text(&b, ", always ");
        if (pm->slot.model->kind == MODEL_NULL)
            buf_text(&b, "null");
        else
            node_print(&b, pm->slot.model->values.items[0].value);
    }
    if (mm->default_value) {
        buf_text(&b, ", default ");
        node_print(&b, mm->default_value);
    }
    if (mm->deprecated)
        buf_text(&b, ", deprecated");
    if (mm->read_only || mm->write_only)
        buf_text(&b, mm->read_only ? ", read only" : ", write only");
    if (mm->description.len) {
        buf_text(&b, ". ");
        buf_add(&b, mm->description);
    }
    text_wrap(m, lines, buf_str(&b), COMMENT_WIDTH - 5);
    buf_free(&b);
}

static str declaration(mem *m, const plan_slot *slot, str name)
{
    if (slot->literal)
        return STR("");
    return str_print(m, "%.*s%.*s", STR_ARG(slot_type(m, slot)), STR_ARG(name));
}

/* Whether a stored tag was set by the user: the C condition. */
static str is_set(mem *m, const plan_member *pm)
{
    if (pm->has_name.data)
        return str_print(m, "v->%.*s", STR_ARG(pm->has_name));
    const plan_type *t = base_type(pm->slot.type);
    if (t->form == PLAN_ENUM)
        return str_print(m, "v->%.*s", STR_ARG(pm->c_name));
    if (t->form == PLAN_OPEN_ENUM)
        return str_print(m, "(v->%.*s.value || v->%.*s.text.data)", STR_ARG(pm->c_name),
                         STR_ARG(pm->c_name));
    if (t->form == PLAN_SCALAR && str_eq(t->scalar, STR("str")))
        return str_print(m, "v->%.*s.data", STR_ARG(pm->c_name));
    return STR("true");
}

/* How its name is written: with a value that never changes, by a function for both, or before the value. */
static void name_view(mem *m, view *o, const plan_member *pm)
{
    const plan_slot *slot = &pm->slot;
    str key = text_token(m, pm->model->name, true);
    bool scalar = !slot->literal && !slot->pointer && slot->type->form == PLAN_SCALAR;
    bool quick = scalar && (str_eq(slot->type->scalar, STR("str")) ||
                            str_eq(slot->type->scalar, STR("bool")) ||
                            str_eq(slot->type->scalar, STR("i64")));
    str value = slot->literal && slot->model->kind != MODEL_NULL
                    ? text_json(m, slot->model->values.items[0].value)
                    : STR("null");
    str constant = str_print(m, "%.*s%.*s", STR_ARG(key), STR_ARG(value));
    view_set_text(o, "key", text_quote(m, key));
    view_set_print(o, "key_length", "%zu", key.len);
    view_set_text(o, "null_member", text_quote(m, str_print(m, "%.*snull", STR_ARG(key))));
    view_set_text(o, "constant_member", text_quote(m, constant));
    view_set_bool(o, "quick", quick);
    view_set_bool(o, "usual", !quick && !slot->literal);
}

static void member_view(mem *m, view *o, const plan *p, const plan_type *t, const plan_member *pm,
                        size_t i)
{
    str to = str_print(m, "out->%.*s", STR_ARG(pm->c_name));
    str from = str_print(m, "v->%.*s", STR_ARG(pm->c_name));
    slot_view(m, o, &pm->slot, to, from);
    view_set_print(o, "number", "%zu", i);
    view_set_print(o, "position", "%zu", i + 1);
    view_set_text(o, "declaration", declaration(m, &pm->slot, pm->c_name));
    view_set_bool(o, "stored", !pm->slot.literal);
    view_set_bool(o, "optional", pm->has_name.data != NULL);
    view_set_text(o, "has_name", pm->has_name);
    view_set_bool(o, "nullable", pm->slot.nullable);
    view_set_text(o, "null_name", pm->null_name);
    view_set_bool(o, "resets_null", p->options.duplicates_last);
    bool tag = pm->model && t->tag.data && str_eq(pm->model->name, t->tag);
    view_set_bool(o, "is_tag", tag);
    view_set_bool(o, "is_stored_tag", tag && !pm->slot.literal);
    view_set_text(o, "is_set", tag && !pm->slot.literal ? is_set(m, pm) : STR("true"));
    if (pm->model) {
        name_view(m, o, pm);
        view_set_text(o, "comment", text_comment(m, pm->model->name, 60));
    }
    member_comment(m, o, pm);
}

static void bits_view(view *o, const plan_type *t)
{
    view *bits = view_set_list(o, "bits");
    for (size_t i = 0; i < t->members.count; i++) {
        const plan_member *pm = &t->members.items[i];
        if (pm->has_name.data)
            view_set_text(view_push_object(bits), "bit", pm->has_name);
        if (pm->null_name.data)
            view_set_text(view_push_object(bits), "bit", pm->null_name);
    }
    bool empty = view_count(bits) == 0 && !t->others.data;
    for (size_t i = 0; i < t->members.count; i++)
        empty = empty && t->members.items[i].slot.literal;
    view_set_bool(o, "is_empty", empty);
}

static void others_view(mem *m, view *o, const plan_type *t)
{
    bool typed = t->form == PLAN_STRUCT && t->element.type != NULL;
    bool rest = t->form == PLAN_TUPLE && t->others.data;
    view_set_bool(o, "map_others", typed);
    view_set_bool(o, "list_others", rest);
    view_set_bool(o, "raw_others", t->form == PLAN_STRUCT && t->others.data && !typed);
    view_set_bool(o, "keeps_others", t->form == PLAN_STRUCT && t->others.data);
    view_set_text(o, "others_name", t->others);
    view_set_text(o, "entry", typed ? t->container.type->extra : STR(""));
    view_set_text(o, "container_type", t->container.type ? t->container.type->c_name : STR(""));
    view_set_text(o, "element_type", typed || rest ? slot_type(m, &t->element) : STR(""));
    if (typed || rest) {
        str from = str_print(m, "v->%.*s.items[i]%s", STR_ARG(t->others), typed ? ".value" : "");
        slot_view(m, view_set_object(o, "element"), &t->element,
                  typed ? STR("other->value") : STR("*item"), from);
    }
}

/* ---- structs ---- */

static bool is_other_name(const plan_type *t, str name)
{
    for (size_t i = 0; i < t->members.count; i++) {
        if (str_eq(t->members.items[i].model->name, name))
            return true;
    }
    return false;
}

static void struct_shape(mem *m, view *o, const plan *p, const plan_type *t, const view *places)
{
    shape_names names = {0};
    uint32_t words = (uint32_t)(t->members.count / 64) + 1;
    uint64_t *required = mem_array(m, uint64_t, words);
    bool any = false;
    shape_options options = {.members = true, .guessed = true, .words = words, .places = places};
    for (size_t i = 0; i < t->members.count; i++) {
        const model_member *mm = t->members.items[i].model;
        list_push(m, &names, (shape_name){mm->name, true, (uint32_t)i});
        if (mm->required) {
            required[i / 64] |= UINT64_C(1) << (i % 64);
            any = true;
        }
    }
    for (size_t i = 0; p->options.accept_field_names && i < t->members.count; i++) {
        if (!is_other_name(t, t->members.items[i].c_name))
            list_push(m, &names, (shape_name){t->members.items[i].c_name, true, (uint32_t)i});
    }
    bool closed = t->model->others == MODEL_OTHERS_CLOSED ||
                  (t->model->others == MODEL_OTHERS_OPEN &&
                   plan_unknown(p, t->model) == LAYOUT_UNKNOWN_REJECT);
    options.required = any ? required : NULL;
    options.flags = closed && p->options.duplicates_last
                        ? STR("O2C_SHAPE_CLOSED | O2C_SHAPE_LAST_WINS")
                    : closed                     ? STR("O2C_SHAPE_CLOSED")
                    : p->options.duplicates_last ? STR("O2C_SHAPE_LAST_WINS")
                                                 : STR("0");
    shape_view(m, o, str_print(m, "%.*s_shape", STR_ARG(t->c_name)), &names, &options);
}

static const plan_member *tag_member(const plan_type *t)
{
    for (size_t i = 0; t->tag.data && i < t->members.count; i++) {
        if (str_eq(t->members.items[i].model->name, t->tag))
            return &t->members.items[i];
    }
    return NULL;
}

/* Whether writing asks if there is a tag to write: not if the tag is always written. */
static bool uses_tag(const plan_type *t)
{
    const plan_member *pm = tag_member(t);
    return !pm || pm->has_name.data || !pm->slot.literal;
}

/* Whether it may write the caller's text: a constant has its own. */
static bool uses_tag_text(const plan_type *t)
{
    const plan_member *pm = tag_member(t);
    return !pm || !pm->slot.literal;
}

static size_t member_number(const plan_type *t, str name)
{
    size_t i = 0;
    while (!str_eq(t->members.items[i].model->name, name))
        i++;
    return i;
}

static void dependent_view(mem *m, view *list, const plan_type *t, const model_rule *r)
{
    for (size_t i = 0; i < r->names.count; i++) {
        view *o = view_push_object(list);
        view_set_print(o, "member", "%zu", member_number(t, r->name));
        view_set_print(o, "needed", "%zu", member_number(t, r->names.items[i]));
        view_set_text(o, "pointer", text_quote(m, t->dependent->pointer));
        view_set_text(o, "draft", r->op == O2C_CHECK_DEPENDENCIES ? STR("true") : STR("false"));
    }
}

static void struct_view(mem *m, view *o, const plan *p, const plan_type *t, const view *places)
{
    struct_shape(m, o, p, t, places);
    view_set_bool(o, "has_checks", t->checks != NULL);
    /* A case may stand for names of different lengths; then the runtime steps over them. */
    view_set_bool(o, "by_constants", !p->options.accept_field_names);
    view *dependents = view_set_list(o, "dependents");
    for (size_t i = 0; t->dependent && i < t->dependent->rules.count; i++)
        dependent_view(m, dependents, t, &t->dependent->rules.items[i]);
    view *members = view_set_list(o, "members");
    view *defaults = view_set_list(o, "defaults"), *nested = view_set_list(o, "nested");
    bool declared = false;
    for (size_t i = 0; i < t->members.count; i++) {
        const plan_member *pm = &t->members.items[i];
        member_view(m, view_push_object(members), p, t, pm, i);
        default_view(m, defaults, pm);
        declared = declared || (t->tag.data && str_eq(pm->model->name, t->tag));
        if (pm->slot.literal || pm->slot.pointer || pm->slot.type->form == PLAN_SCALAR)
            continue;
        plan_form form = base_type(pm->slot.type)->form;
        if (form == PLAN_STRUCT || form == PLAN_TUPLE) {
            view *n = view_push_object(nested);
            view_set_text(n, "type", pm->slot.type->c_name);
            view_set_text(n, "member", pm->c_name);
        }
    }
    view_set_bool(o, "ignores_tag", declared && !uses_tag(t));
    view_set_bool(o, "ignores_tag_text", declared && !uses_tag_text(t));
    view_set_bool(o, "has_members", t->members.count > 0);
    view_set_bool(o, "has_defaults", view_count(defaults) > 0);
    view_set_bool(o, "tag_undeclared", t->tag.data && !declared);
    str tag = t->tag.data ? t->tag : STR("");
    view_set_text(o, "tag_name", text_quote(m, tag));
    view_set_text(o, "tag_key", text_quote(m, text_token(m, tag, true)));
    bits_view(o, t);
    others_view(m, o, t);
}

static void tuple_view(mem *m, view *o, const plan *p, const plan_type *t)
{
    view *members = view_set_list(o, "members");
    for (size_t i = 0; i < t->members.count; i++)
        member_view(m, view_push_object(members), p, t, &t->members.items[i], i);
    bits_view(o, t);
    others_view(m, o, t);
}

/* ---- enums ---- */

/* The texts one after the other, each ended by NUL. */
static void texts_view(mem *m, view *o, const plan_type *t)
{
    view *list = view_set_list(o, "texts");
    size_t size = 0;
    for (size_t i = 0; i < t->enumerators.count; i++)
        size += t->enumerators.items[i].model->value->as.text.len + 1;
    bool longish = size > TEXT_LITERAL_MAX;
    for (size_t i = 0; i < t->enumerators.count; i++) {
        str text = t->enumerators.items[i].model->value->as.text;
        /* A name ends at its first NUL; str_copy adds the one that ends them all. */
        str ended = str_copy(m, str_slice(text, 0, str_find(text, '\0')));
        ended.len++;
        view *line = view_push_object(list);
        if (longish)
            view_set_text(line, "characters", text_characters(m, ended));
        else
            view_set_text(line, "literal", text_quote(m, ended));
    }
    view_set_bool(o, "short_texts", !longish);
    view_set_bool(o, "long_texts", longish);
    view_set_print(o, "text_count", "%zu", t->enumerators.count);
}

static bool has_texts(const plan_type *t)
{
    return t->enumerators.count && t->enumerators.items[0].model->value->kind == NODE_STRING;
}

static void enum_view(mem *m, view *o, const plan_type *t)
{
    view *list = view_set_list(o, "enumerators");
    buf values = BUF_INIT;
    shape_names names = {0};
    bool by_number = !has_texts(t) && t->form == PLAN_ENUM; /* the enumerator is the value */
    for (size_t i = 0; i < t->enumerators.count; i++) {
        const node *value = t->enumerators.items[i].model->value;
        int64_t number = (int64_t)i + 1;
        if (by_number)
            node_i64(value, &number);
        view *e = view_push_object(list);
        view_set_text(e, "enumerator", t->enumerators.items[i].c_name);
        view_set_text(e, "comment", text_comment(m, text_json(m, value), 60));
        view_set_print(e, "value", "%lld", (long long)number);
        buf_print(&values, "%s%lld", i ? ", " : "", (long long)number);
        list_push(m, &names,
                  (shape_name){value->as.text, value->kind == NODE_STRING, (uint32_t)i + 1});
    }
    view_set_bool(o, "is_text", has_texts(t));
    view_set_text(o, "values", buf_take(&values, m));
    view_set_text(o, "other", t->extra);
    view_set_text(o, "value_type",
                  t->form == PLAN_OPEN_ENUM ? str_print(m, "%.*s_value", STR_ARG(t->c_name))
                                            : t->c_name);
    if (has_texts(t))
        texts_view(m, o, t);
    shape_options options = {.words = 1, .flags = STR("0")};
    shape_view(m, o, str_print(m, "%.*s_shape", STR_ARG(t->c_name)), &names, &options);
}

/* ---- unions ---- */

/* The tag that leads to a branch alone, or NULL: to be written by the branch's struct. */
static const node *branch_tag(const plan_type *t, uint32_t branch, const plan_type *base)
{
    const model_decision *d = t->model->decision;
    if (d->pick == MODEL_PICK_KIND && d->by_kind[O2C_OBJECT])
        d = d->by_kind[O2C_OBJECT];
    if (d->pick != MODEL_PICK_TAG || !d->tag_required || !base->tag.data ||
        !str_eq(d->property, base->tag))
        return NULL;
    const model_branch *mb = t->branches.items[branch].model;
    if (mb->tags.count)
        return mb->tags.items[0];
    for (size_t i = 0; i < d->tags.count; i++) {
        const model_decision *then = d->tags.items[i].then;
        if (then->pick == MODEL_PICK_ONE && then->branch == branch)
            return d->tags.items[i].value;
    }
    return NULL;
}

static void branch_view(mem *m, view *o, const plan_type *t, const plan_branch *pb, size_t i)
{
    str to = str_print(m, "out->as.%.*s", STR_ARG(pb->c_name));
    str from = str_print(m, "v->as.%.*s", STR_ARG(pb->c_name));
    slot_view(m, o, &pb->slot, to, from);
    view_set_text(o, "enumerator", pb->enumerator);
    view_set_print(o, "number", "%zu", i + 1);
    view_set_bool(o, "is_last", i + 1 == t->branches.count && !t->others.data);
    view_set_bool(o, "stored", !pb->slot.literal);
    view_set_text(o, "declaration", declaration(m, &pb->slot, pb->c_name));
    view_set_text(o, "comment", text_comment(m, pb->model->hint, 60));
    const plan_type *base = pb->slot.literal ? NULL : base_type(pb->slot.type);
    const node *tag = base && base->form == PLAN_STRUCT ? branch_tag(t, (uint32_t)i, base) : NULL;
    view_set_bool(o, "with_tag", tag != NULL);
    view_set_text(o, "tag_token", tag ? text_quote(m, text_json(m, tag)) : STR(""));
    if (tag)
        view_set_text(o, "type", base->c_name);
}

static void union_view(mem *m, view *o, const plan *p, const plan_type *t)
{
    view *list = view_set_list(o, "branches");
    bool stored = t->others.data != NULL;
    for (size_t i = 0; i < t->branches.count; i++) {
        branch_view(m, view_push_object(list), t, &t->branches.items[i], i);
        stored = stored || !t->branches.items[i].slot.literal;
    }
    view_set_bool(o, "is_empty", !stored);
    view_set_bool(o, "is_open", t->others.data != NULL);
    view_set_text(o, "other", t->extra);
    view_set_print(o, "other_number", "%zu", t->branches.count + 1);
    view_set_text(o, "others_name", t->others);
    union_decision_view(m, o, p, t);
    bool places = places_are_needed(t);
    view_set_bool(o, "places_branches", places);
    if (places)
        branch_places_view(m, o, t);
}

/* ---- lists, maps, boxes, aliases ---- */

static void container_view(mem *m, view *o, const plan_type *t)
{
    view_set_text(o, "element_type", slot_type(m, &t->element));
    view *element = view_set_object(o, "element");
    switch (t->form) {
    case PLAN_LIST: slot_view(m, element, &t->element, STR("*item"), STR("v->items[i]")); break;
    case PLAN_MAP:
        slot_view(m, element, &t->element, STR("item->value"), STR("v->items[i].value"));
        view_set_text(o, "entry", t->extra);
        break;
    case PLAN_BOX: slot_view(m, element, &t->element, STR("out->value"), STR("v->value")); break;
    case PLAN_ALIAS: slot_view(m, element, &t->element, STR("*out"), STR("*v")); break;
    case PLAN_SCALAR:
    case PLAN_ENUM:
    case PLAN_OPEN_ENUM:
    case PLAN_STRUCT:
    case PLAN_TUPLE:
    case PLAN_UNION: break;
    }
}

view *type_view(mem *m, const plan *p, const plan_type *t)
{
    view *o = view_object(m);
    view_set_text(o, "name", t->c_name);
    view_set_bool(o, "api", t->api);
    view_set_bool(o, "tagged", t->tag.data != NULL);
    check_view(m, o, p, t);
    view_set_bool(o, "has_places", t->api);
    view_set_bool(o, "from_start", t->api && places_need_start(t));
    const view *places = t->api ? places_view(m, o, t) : NULL;
    about_view(m, o, t);
    view *checks = view_set_list(o, "checks");
    if (t->checks && t->form != PLAN_ALIAS) {
        checks_view(m, checks, t->checks, t, STR("*out"));
        patterns_view(m, checks, &t->patterns, t, STR("*out"));
    }
    switch (t->form) {
    case PLAN_STRUCT: struct_view(m, o, p, t, places); break;
    case PLAN_TUPLE: tuple_view(m, o, p, t); break;
    case PLAN_ENUM:
    case PLAN_OPEN_ENUM: enum_view(m, o, t); break;
    case PLAN_UNION: union_view(m, o, p, t); break;
    case PLAN_LIST:
    case PLAN_MAP:
    case PLAN_BOX:
    case PLAN_ALIAS: container_view(m, o, t); break;
    case PLAN_SCALAR: break;
    }
    return o;
}

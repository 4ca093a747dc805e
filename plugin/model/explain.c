/** What a type is and how the branch of a union is found, in words for people. */
#include "model/build.h"

enum { MAX_WITNESSES = 3, MAX_NAMED = 12, MAX_INDENT = 24 };

typedef struct explainer {
    mem *m;
    const model_type *type;
    const char *indent;
    buf *out;
    size_t witnesses;
} explainer;

static void explain(explainer *e, const model_decision *decision, unsigned depth);

static void begin_line(explainer *e, unsigned depth)
{
    buf_text(e->out, e->indent);
    for (unsigned i = 0; i < depth && i < MAX_INDENT; i++)
        buf_text(e->out, "  ");
}

/* What a type without a name is called: its place. */
static str name_of(const model_type *type)
{
    type = model_resolve((model_type *)type);
    return type->name.data ? type->name : type->pointer;
}

/* Its hint, unless another one has the same. */
static str branch_name_of(const explainer *e, uint32_t branch)
{
    const model_branch *mb = &e->type->branches.items[branch];
    return mb->shared ? name_of(mb->type) : mb->hint;
}

/* ---- decisions ---- */

static bool is_leaf(const model_decision *decision)
{
    return !decision || decision->pick == MODEL_PICK_FAIL || decision->pick == MODEL_PICK_ONE;
}

/* What follows behind the colon of an answer. */
static void explain_answer(explainer *e, const model_decision *decision, unsigned depth)
{
    buf_char(e->out, ':');
    if (!is_leaf(decision)) {
        buf_char(e->out, '\n');
        explain(e, decision, depth + 1);
        return;
    }
    buf_char(e->out, ' ');
    if (decision && decision->pick == MODEL_PICK_ONE)
        buf_add(e->out, branch_name_of(e, decision->branch));
    else
        buf_text(e->out, "no branch");
    buf_char(e->out, '\n');
}

static bool same_leaf(const model_decision *x, const model_decision *y)
{
    return x == y || (x && y && x->pick == MODEL_PICK_ONE && y->pick == MODEL_PICK_ONE &&
                      x->branch == y->branch);
}

static void explain_rest(explainer *e, const char *label, const model_decision *decision,
                         unsigned depth)
{
    if (!decision)
        return;
    begin_line(e, depth);
    buf_text(e->out, label);
    explain_answer(e, decision, depth);
}

static void explain_kinds(explainer *e, const model_decision *decision, unsigned depth)
{
    for (unsigned k = O2C_NULL; k <= O2C_OBJECT; k++) {
        bool said = !decision->by_kind[k];
        for (unsigned j = O2C_NULL; !said && j < k; j++)
            said = same_leaf(decision->by_kind[j], decision->by_kind[k]);
        if (said)
            continue;
        begin_line(e, depth);
        buf_text(e->out, kind_name(1u << k));
        for (unsigned j = k + 1; j <= O2C_OBJECT; j++)
            if (same_leaf(decision->by_kind[j], decision->by_kind[k]))
                buf_print(e->out, ", %s", kind_name(1u << j));
        explain_answer(e, decision->by_kind[k], depth);
    }
}

static void explain_tag(explainer *e, const model_decision *decision, unsigned depth)
{
    begin_line(e, depth);
    buf_text(e->out, "by the value of the member ");
    buf_json(e->out, decision->property);
    buf_text(e->out, decision->tag_required ? ", which must be there:\n" : ":\n");
    for (size_t i = 0; i < decision->tags.count; i++) {
        const model_decision *then = decision->tags.items[i].then;
        begin_line(e, depth + 1);
        node_print(e->out, decision->tags.items[i].value);
        for (; i + 1 < decision->tags.count && same_leaf(then, decision->tags.items[i + 1].then);
             i++) {
            buf_text(e->out, ", ");
            node_print(e->out, decision->tags.items[i + 1].value);
        }
        explain_answer(e, then, depth + 1);
    }
    explain_rest(e, "missing", decision->missing, depth + 1);
    explain_rest(e, "another value", decision->unknown, depth + 1);
}

static void explain_key(explainer *e, const model_decision *decision, unsigned depth)
{
    begin_line(e, depth);
    buf_text(e->out, "by the first of these members that is there, which others have no place "
                     "for:\n");
    for (size_t i = 0; i < decision->keys.count; i++) {
        const model_decision *then = decision->keys.items[i].then;
        begin_line(e, depth + 1);
        buf_json(e->out, decision->keys.items[i].name);
        for (; i + 1 < decision->keys.count && same_leaf(then, decision->keys.items[i + 1].then);
             i++) {
            buf_text(e->out, ", ");
            buf_json(e->out, decision->keys.items[i + 1].name);
        }
        explain_answer(e, then, depth + 1);
    }
    explain_rest(e, "none of them", decision->missing, depth + 1);
}

/* Documents that two candidates accept. */
static void explain_overlap(explainer *e, const model_decision *decision, unsigned depth)
{
    size_t count = decision->candidates.count;
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count && e->witnesses < MAX_WITNESSES; k++) {
            uint32_t x = decision->candidates.items[i], y = decision->candidates.items[k];
            buf found = BUF_INIT;
            if (!model_witness(e->m, e->type->branches.items[x].type,
                               e->type->branches.items[y].type, &found))
                continue;
            e->witnesses++;
            begin_line(e, depth);
            buf_print(e->out, "%.*s and %.*s both accept ", STR_ARG(branch_name_of(e, x)),
                      STR_ARG(branch_name_of(e, y)));
            buf_add(e->out, buf_str(&found));
            buf_char(e->out, '\n');
            buf_free(&found);
        }
}

static void explain_attempts(explainer *e, const model_decision *decision, unsigned depth)
{
    begin_line(e, depth);
    buf_text(e->out, decision->exact ? "by trying; exactly one may fit: " : "by trying: ");
    for (size_t i = 0; i < decision->candidates.count; i++) {
        buf_text(e->out, i ? ", " : "");
        buf_add(e->out, branch_name_of(e, decision->candidates.items[i]));
    }
    buf_char(e->out, '\n');
    if (decision->keys.count) {
        begin_line(e, depth + 1);
        buf_print(e->out, "those first that declare most of what is there%s of ",
                  decision->of_item ? " in the first item" : "");
        for (size_t i = 0; i < decision->keys.count && i < MAX_NAMED; i++) {
            buf_text(e->out, i ? ", " : "");
            buf_json(e->out, decision->keys.items[i].name);
        }
        buf_text(e->out, decision->keys.count > MAX_NAMED ? ", ...\n" : "\n");
    }
    if (decision->order == MODEL_ORDER_PROVED) {
        begin_line(e, depth + 1);
        buf_text(e->out, "no value has two of them\n");
    } else {
        explain_overlap(e, decision, depth + 1);
    }
}

static void explain(explainer *e, const model_decision *decision, unsigned depth)
{
    switch (decision->pick) {
    case MODEL_PICK_FAIL:
    case MODEL_PICK_ONE:
        begin_line(e, depth);
        buf_text(e->out, "always");
        explain_answer(e, decision, depth);
        break;
    case MODEL_PICK_KIND:
        begin_line(e, depth);
        buf_text(e->out, "by the type of the value:\n");
        explain_kinds(e, decision, depth + 1);
        break;
    case MODEL_PICK_TAG: explain_tag(e, decision, depth); break;
    case MODEL_PICK_KEY: explain_key(e, decision, depth); break;
    case MODEL_PICK_MEMBER:
        begin_line(e, depth);
        buf_text(e->out, "by the type of the member ");
        buf_json(e->out, decision->property);
        buf_text(e->out, ":\n");
        explain_kinds(e, decision, depth + 1);
        explain_rest(e, "missing", decision->missing, depth + 1);
        break;
    case MODEL_PICK_ITEM:
        begin_line(e, depth);
        buf_text(e->out, "by the type of the first item");
        if (decision->property.data) {
            buf_text(e->out, " of the member ");
            buf_json(e->out, decision->property);
        }
        buf_text(e->out, ":\n");
        explain_kinds(e, decision, depth + 1);
        explain_rest(e, "an empty array", decision->missing, depth + 1);
        break;
    case MODEL_PICK_TRY: explain_attempts(e, decision, depth); break;
    }
}

static const char *order_words(model_order order)
{
    switch (order) {
    case MODEL_ORDER_PROVED: return "proved: it is certain which branch a value has";
    case MODEL_ORDER_KEYS:
        return "ordered: what is there suggests a branch; where that does not fit, others are "
               "tried";
    case MODEL_ORDER_SPECIFIC:
        return "ordered: branches are tried, those last that take almost anything";
    case MODEL_ORDER_DOCUMENT: break;
    }
    return "tried: nothing tells some branches apart, and document order decides";
}

/* ---- types ---- */

static const char *article_of(model_kind kind)
{
    static const char *const words[] = {
        [MODEL_ANY] = "any value",      [MODEL_NEVER] = "no value at all",
        [MODEL_NULL] = "null",          [MODEL_BOOL] = "a boolean",
        [MODEL_INTEGER] = "an integer", [MODEL_NUMBER] = "a number",
        [MODEL_STRING] = "a string",    [MODEL_ENUM] = "one of some values",
        [MODEL_OBJECT] = "an object",   [MODEL_MAP] = "a map",
        [MODEL_ARRAY] = "a list",       [MODEL_TUPLE] = "a tuple",
        [MODEL_UNION] = "a union",      [MODEL_NULLABLE] = "null, or ",
        [MODEL_ALIAS] = "another name"};
    return words[kind];
}

static void add_kinds(const model_type *type, buf *out)
{
    const char *separator = " of type ";
    for (unsigned kind = KIND_NULL; type->kinds != KIND_ALL && kind <= KIND_OBJECT; kind <<= 1)
        if (type->kinds & kind) {
            buf_print(out, "%s%s", separator, kind_name(kind));
            separator = ", ";
        }
}

/* "an object of 3 members, 1 of them required, and no others" */
static void add_members_words(const model_type *type, buf *out)
{
    size_t required = 0;
    for (size_t i = 0; i < type->members.count; i++)
        required += type->members.items[i].required;
    buf_print(out, " of %zu member%s", type->members.count, type->members.count == 1 ? "" : "s");
    if (required)
        buf_print(out, ", %zu required", required);
    if (type->others == MODEL_OTHERS_CLOSED)
        buf_text(out, ", and no others");
    if (type->others == MODEL_OTHERS_TYPED)
        buf_print(out, ", and others that are %s", article_of(model_resolve(type->element)->kind));
}

static void add_element(model_type *element, buf *out)
{
    element = model_resolve(element);
    if (element->name.data)
        buf_print(out, " of %.*s", STR_ARG(element->name));
    else
        buf_print(out, ", each %s",
                  element->kind == MODEL_NULLABLE ? "null or a value" : article_of(element->kind));
}

static void add_shape(model_type *type, buf *out)
{
    buf_text(out, article_of(type->kind));
    switch (type->kind) {
    case MODEL_ANY: add_kinds(type, out); break;
    case MODEL_ENUM: buf_print(out, ": %zu", type->values.count); break;
    case MODEL_OBJECT: add_members_words(type, out); break;
    case MODEL_TUPLE: buf_print(out, " of %zu", type->items.count); break;
    case MODEL_UNION:
        buf_print(out, " of %zu branch%s", type->branches.count,
                  type->branches.count == 1 ? "" : "es");
        break;
    case MODEL_MAP:
    case MODEL_ARRAY: add_element(type->element, out); break;
    case MODEL_ALIAS: buf_print(out, " of %.*s", STR_ARG(name_of(type->element))); break;
    default: break;
    }
}

static void explain_union(mem *m, const model_type *type, const char *indent, buf *out)
{
    explainer e = {.m = m, .type = type, .indent = indent, .out = out};
    buf_print(out, "%sBranches\n", indent);
    for (size_t i = 0; i < type->branches.count; i++) {
        model_type *branch = model_resolve(type->branches.items[i].type);
        buf_print(out, "%s  %.*s: ", indent, STR_ARG(branch_name_of(&e, (uint32_t)i)));
        add_shape(branch, out);
        if (branch->pointer.data)
            buf_print(out, ", %.*s", STR_ARG(branch->pointer));
        buf_char(out, '\n');
    }
    buf_print(out, "%sDecided\n", indent);
    explain(&e, type->decision, 1);
    buf_print(out, "%sSo it is %s.\n", indent, order_words(model_decision_order(type->decision)));
}

void model_explain(mem *m, model_type *type, const char *indent, buf *out)
{
    buf_print(out, "%sType: ", indent);
    model_type *target = model_resolve(type);
    if (target != type)
        buf_print(out, "%.*s, ", STR_ARG(name_of(target)));
    bool nullable = target->kind == MODEL_NULLABLE;
    add_shape(target, out);
    if (nullable) {
        target = model_resolve(target->element);
        add_shape(target, out);
    }
    buf_char(out, '\n');
    if (target->impossible)
        buf_print(out, "%sNo finite document satisfies it.\n", indent);
    if (target->kind == MODEL_UNION)
        explain_union(m, target, indent, out);
}

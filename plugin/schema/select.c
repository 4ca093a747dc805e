#include "schema/select.h"

#include "base/glob.h"

#include <stdlib.h>

static const char *const KINDS[] = {"schema:", "tag:", "path:", "operation:", NULL};

/* "tag:users" as the kind it is of and the pattern. What has no kind names a schema. */
static void read_selector(schema_selector asked, selector *out)
{
    *out = (selector){.asked = asked, .pattern = asked.text, .kind = SELECT_SCHEMA};
    for (int i = 0; KINDS[i]; i++) {
        if (str_starts(asked.text, str_of(KINDS[i]))) {
            out->kind = (select_kind)i;
            out->pattern = str_slice(asked.text, str_of(KINDS[i]).len, asked.text.len);
        }
    }
    out->pointer = out->kind == SELECT_SCHEMA && str_find(out->pattern, '#') < out->pattern.len;
}

static void read_selectors(builder *b, const schema_selector *asked, size_t count, selectors *out)
{
    for (size_t i = 0; i < count; i++) {
        selector one;
        read_selector(asked[i], &one);
        list_push(b->m, out, one);
    }
}

void select_init(builder *b, const schema_options *o)
{
    read_selectors(b, o->only, o->only_count, &b->selection.only);
    read_selectors(b, o->except, o->except_count, &b->selection.except);
    b->selection.on = o->only_count || o->except_count;
}

bool select_is_on(const builder *b)
{
    return b->selection.on;
}

/* Marks and counts the selectors of `kind` that match; all of them, so that each knows it was of use. */
static bool match(selectors *list, select_kind kind, str text, bool pointer)
{
    bool found = false;
    for (size_t i = 0; i < list->count; i++) {
        selector *s = &list->items[i];
        if (s->kind != kind || s->pointer != pointer)
            continue;
        bool any_document = pointer && s->pattern.data[0] == '#';
        str whole = any_document ? str_slice(text, str_find(text, '#'), text.len) : text;
        if (glob_match(s->pattern, whole))
            found = s->used = true;
    }
    return found;
}

static void note_name(builder *b, select_kind kind, str name)
{
    list_push(b->m, &b->selection.names[kind], name);
}

static bool match_schema(selectors *list, str name, str pointer)
{
    bool by_name = match(list, SELECT_SCHEMA, name, false);
    return match(list, SELECT_SCHEMA, pointer, true) || by_name;
}

bool select_schema(builder *b, str name, str pointer)
{
    if (!select_is_on(b))
        return true;
    note_name(b, SELECT_SCHEMA, name);
    bool wanted = match_schema(&b->selection.only, name, pointer) || !b->selection.only.count;
    return !match_schema(&b->selection.except, name, pointer) && wanted;
}

static bool match_tags(selectors *list, const node *tags)
{
    bool found = false;
    for (size_t i = 0; tags && tags->kind == NODE_ARRAY && i < tags->count; i++)
        if (tags->as.items[i]->kind == NODE_STRING)
            found |= match(list, SELECT_TAG, tags->as.items[i]->as.text, false);
    return found;
}

static bool match_operation(selectors *list, const node *operation, str path)
{
    const node *id = node_get(operation, STR("operationId"));
    bool found = match(list, SELECT_PATH, path, false);
    found |= match_tags(list, node_get(operation, STR("tags")));
    if (id && id->kind == NODE_STRING)
        found |= match(list, SELECT_OPERATION, id->as.text, false);
    return found;
}

static void note_operation(builder *b, const node *operation, str path)
{
    const node *tags = node_get(operation, STR("tags"));
    const node *id = node_get(operation, STR("operationId"));
    note_name(b, SELECT_PATH, path);
    for (size_t i = 0; tags && tags->kind == NODE_ARRAY && i < tags->count; i++)
        if (tags->as.items[i]->kind == NODE_STRING)
            note_name(b, SELECT_TAG, tags->as.items[i]->as.text);
    if (id && id->kind == NODE_STRING)
        note_name(b, SELECT_OPERATION, id->as.text);
}

bool select_operation(builder *b, const node *operation, str path)
{
    if (!select_is_on(b))
        return true;
    note_operation(b, operation, path);
    bool wanted = match_operation(&b->selection.only, operation, path) || !b->selection.only.count;
    return !match_operation(&b->selection.except, operation, path) && wanted;
}

void select_component(builder *b, const node_member *m, str pointer)
{
    if (select_schema(b, m->key, pointer)) {
        root_add(b, SCHEMA_ROOT_COMPONENT, m->key, parse_schema(b, m->value, pointer, m->key));
        return;
    }
    b->scope.base->spec->parsed = false;
    list_push(b->m, &b->selection.left, (select_left){b->graph->roots.count, m});
    root_add(b, SCHEMA_ROOT_HEIR, m->key, NULL);
}

void select_pointers(builder *b)
{
    for (size_t i = 0; i < b->selection.only.count; i++) {
        selector *s = &b->selection.only.items[i];
        if (s->used || !s->pointer || s->pattern.data[0] != '#' || glob_is_pattern(s->pattern))
            continue;
        s->used = true;
        graph_pointer_root(b, b->specs.items[0], s->pattern);
    }
}

void select_settle(builder *b)
{
    for (size_t i = 0; i < b->selection.left.count; i++) {
        const select_left *left = &b->selection.left.items[i];
        schema *s = parse_known(b, left->member->value);
        b->graph->roots.items[left->root].value = s;
        if (s && !s->key.data)
            s->name = s->key = left->member->key;
    }
}

/* "; did you mean 'tag:users'?", or "" */
static str suggestion(builder *b, const selector *s)
{
    size_t colon = str_find(s->pattern, ':');
    str near = str_suggest(s->pattern, b->selection.names[s->kind].items,
                           b->selection.names[s->kind].count);
    if (near.data)
        return str_print(b->m, "; did you mean '%s%.*s'?",
                         s->pattern.len < s->asked.text.len ? KINDS[s->kind] : "", STR_ARG(near));
    if (s->pattern.len < s->asked.text.len || colon == s->pattern.len)
        return STR("");
    str kinds[sizeof KINDS / sizeof *KINDS - 1];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        kinds[i] = str_slice(str_of(KINDS[i]), 0, str_of(KINDS[i]).len - 1);
    near = str_suggest(str_slice(s->pattern, 0, colon), kinds, sizeof kinds / sizeof *kinds);
    if (!near.data)
        return STR("");
    return str_print(b->m, "; did you mean '%.*s%.*s'?", STR_ARG(near),
                     STR_ARG(str_slice(s->pattern, colon, s->pattern.len)));
}

static void report_unused(builder *b, const char *option, const selectors *list)
{
    static const char *const what[] = {"schema", "tag", "path", "operation"};
    for (size_t i = 0; i < list->count; i++) {
        const selector *s = &list->items[i];
        if (!s->used)
            diag_fail(b->d, DIAG_USAGE, SELECT_NOTHING, s->asked.place,
                      "'%s %.*s': no %s is called that%.*s", option, STR_ARG(s->asked.text),
                      what[s->kind], STR_ARG(suggestion(b, s)));
    }
}

void select_report(builder *b)
{
    if (!select_is_on(b))
        return;
    size_t wanted = 0;
    report_unused(b, "only", &b->selection.only);
    report_unused(b, "except", &b->selection.except);
    for (size_t i = 0; i < b->graph->roots.count; i++)
        wanted += b->graph->roots.items[i].kind != SCHEMA_ROOT_HEIR;
    if (!wanted && !b->d->errors)
        diag_fail(b->d, DIAG_USAGE, SELECT_EMPTY, (diag_place){0},
                  "'only' and 'except' together select nothing");
}

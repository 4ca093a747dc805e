/* JSON by the runtime's own reader; what is added here is where everything stands. */
#include "document/tree.h"

#include <o2c/reader.h>
#include <string.h>

typedef struct json {
    tree *t;
    o2c_reader r;
} json;

static node *read_value(json *j);

static void go_to(json *j, const char *p)
{
    cursor_to_offset(&j->t->at, (size_t)(p - j->r.begin));
}

/* Code points of a token that begins at the cursor and ends at `end`; a token is in one line. */
static uint32_t width_to(const json *j, const char *end)
{
    cursor c = j->t->at;
    cursor_to_offset(&c, (size_t)(end - j->r.begin));
    return c.column - j->t->at.column;
}

/* The end of the string token that starts at `p`; it was read, so it has one. */
static const char *token_end(const char *p)
{
    for (p++; *p != '"'; p++) {
        if (*p == '\\')
            p++;
    }
    return p + 1;
}

/* Fills in where the key stands that is the first string token after `before`. */
static void locate_key(json *j, node_member *member, const char *before)
{
    const char *key = memchr(before, '"', (size_t)(j->r.end - before));
    go_to(j, key);
    member->line = j->t->at.line;
    member->column = j->t->at.column;
    member->width = width_to(j, token_end(key));
}

static node *read_object(json *j)
{
    o2c_reader *r = &j->r;
    tree *t = j->t;
    node *n = tree_node(t, NODE_OBJECT, 1);
    size_t base = t->members.count;
    o2c_object o;
    o2c_object_begin(r, &o, NULL, NULL);
    for (const char *before = r->p; o2c_object_next(r, &o); before = r->p) {
        node_member member = {.key = o.name};
        locate_key(j, &member, before);
        member.value = read_value(j);
        if (!member.value)
            return NULL;
        list_push(&t->scratch, &t->members, member);
    }
    if (!o2c_object_end(r, &o))
        return NULL;
    tree_object(t, n, base);
    return n;
}

static node *read_array(json *j)
{
    o2c_reader *r = &j->r;
    tree *t = j->t;
    node *n = tree_node(t, NODE_ARRAY, 1);
    size_t base = t->items.count;
    o2c_array a;
    o2c_array_begin(r, &a);
    while (o2c_array_next(r, &a)) {
        node *item = read_value(j);
        if (!item)
            return NULL;
        list_push(&t->scratch, &t->items, item);
    }
    if (!o2c_array_end(r, &a))
        return NULL;
    tree_array(t, n, base);
    return n;
}

static node *read_scalar(json *j, o2c_kind kind)
{
    o2c_reader *r = &j->r;
    node *n = tree_node(j->t, NODE_NULL, 0);
    switch (kind) {
    case O2C_NULL: o2c_expect_null(r); break;
    case O2C_BOOL:
        n->kind = NODE_BOOL;
        n->boolean = o2c_read_bool(r);
        break;
    case O2C_NUMBER:
        n->kind = NODE_NUMBER;
        n->as.text = n->source = o2c_read_raw(r);
        break;
    case O2C_STRING:
        n->kind = NODE_STRING;
        n->as.text = o2c_read_str(r);
        break;
    default: o2c_skip(r); break; /* no value starts like this: makes the error */
    }
    if (!o2c_ok(r))
        return NULL;
    n->width = width_to(j, r->p);
    return n;
}

static node *read_value(json *j)
{
    o2c_kind kind = o2c_peek(&j->r);
    if (!o2c_ok(&j->r))
        return NULL;
    go_to(j, j->r.p);
    switch (kind) {
    case O2C_OBJECT: return read_object(j);
    case O2C_ARRAY: return read_array(j);
    default: return read_scalar(j, kind);
    }
}

node *doc_read_json(tree *t, o2c_error *not_json)
{
    json j = {.t = t};
    str text = t->doc->file.text;
    o2c_read_options options = {
        .strings = O2C_STRINGS_VIEW,
        .max_depth = (uint32_t)t->limits.depth,
    };
    o2c_reader_init(&j.r, t->m, text.data, text.len, &options);
    node *root = read_value(&j);
    return o2c_reader_finish(&j.r, not_json) ? root : NULL;
}

void doc_report_json(tree *t, const o2c_error *error)
{
    diag_place place = tree_place_at_offset(t, error->offset);
    if (error->code == O2C_E_MEMORY)
        mem_exhausted();
    else if (error->code == O2C_E_DEPTH)
        diag_error(t->d, "O2C-D004", place, NULL, "nested more than %zu levels deep",
                   t->limits.depth);
    else
        diag_error(t->d, "O2C-D001", place, NULL, "not valid JSON: %s", error->message);
}

#include "document/node.h"

#include <o2c/value.h>

diag_place node_place(const node *n)
{
    return (diag_place){&n->document->file, n->line, n->column, n->width};
}

diag_place node_key_place(const node *object, const node_member *member)
{
    return (diag_place){&object->document->file, member->line, member->column, member->width};
}

const node_member *node_find(const node *n, str key)
{
    if (!n || n->kind != NODE_OBJECT)
        return NULL;
    if (n->index)
        return map_get(n->index, key);
    for (uint32_t i = 0; i < n->count; i++) {
        if (str_eq(n->as.members[i].key, key))
            return &n->as.members[i];
    }
    return NULL;
}

node *node_get(const node *n, str key)
{
    const node_member *member = node_find(n, key);
    return member ? member->value : NULL;
}

const char *node_kind_name(node_kind kind)
{
    switch (kind) {
    case NODE_NULL: return "null";
    case NODE_BOOL: return "a boolean";
    case NODE_NUMBER: return "a number";
    case NODE_STRING: return "a string";
    case NODE_ARRAY: return "an array";
    case NODE_OBJECT: break;
    }
    return "an object";
}

static bool arrays_equal(const node *a, const node *b)
{
    for (uint32_t i = 0; i < a->count; i++) {
        if (!node_equal(a->as.items[i], b->as.items[i]))
            return false;
    }
    return true;
}

/* Keys are all different, so with equal counts one direction is enough. */
static bool objects_equal(const node *a, const node *b)
{
    for (uint32_t i = 0; i < a->count; i++) {
        const node *other = node_get(b, a->as.members[i].key);
        if (!other || !node_equal(a->as.members[i].value, other))
            return false;
    }
    return true;
}

bool node_equal(const node *a, const node *b)
{
    if (a == b)
        return true;
    if (a->kind != b->kind || a->count != b->count)
        return false;
    switch (a->kind) {
    case NODE_NULL: return true;
    case NODE_BOOL: return a->boolean == b->boolean;
    case NODE_NUMBER: return o2c_number_compare(a->as.text, b->as.text) == 0;
    case NODE_STRING: return str_eq(a->as.text, b->as.text);
    case NODE_ARRAY: return arrays_equal(a, b);
    case NODE_OBJECT: break;
    }
    return objects_equal(a, b);
}

static void print_array(buf *b, const node *n)
{
    buf_char(b, '[');
    for (uint32_t i = 0; i < n->count; i++) {
        if (i)
            buf_char(b, ',');
        node_print(b, n->as.items[i]);
    }
    buf_char(b, ']');
}

static void print_object(buf *b, const node *n)
{
    buf_char(b, '{');
    for (uint32_t i = 0; i < n->count; i++) {
        if (i)
            buf_char(b, ',');
        buf_json(b, n->as.members[i].key);
        buf_char(b, ':');
        node_print(b, n->as.members[i].value);
    }
    buf_char(b, '}');
}

void node_print(buf *b, const node *n)
{
    switch (n->kind) {
    case NODE_NULL: buf_text(b, "null"); break;
    case NODE_BOOL: buf_text(b, n->boolean ? "true" : "false"); break;
    case NODE_NUMBER: buf_add(b, n->as.text); break;
    case NODE_STRING: buf_json(b, n->as.text); break;
    case NODE_ARRAY: print_array(b, n); break;
    case NODE_OBJECT: print_object(b, n); break;
    }
}

/* The runtime's view of a node; of one that is no number: a value that is none. */
static o2c_value number_of(const node *n)
{
    if (!n || n->kind != NODE_NUMBER)
        return (o2c_value){0};
    return (o2c_value){.kind = O2C_NUMBER, .count = n->as.text.len, .as.text = n->as.text.data};
}

bool node_i64(const node *n, int64_t *out)
{
    o2c_value v = number_of(n);
    return o2c_value_i64(&v, out);
}

bool node_u64(const node *n, uint64_t *out)
{
    o2c_value v = number_of(n);
    return o2c_value_u64(&v, out);
}

bool node_f64(const node *n, double *out)
{
    o2c_value v = number_of(n);
    return o2c_value_f64(&v, out);
}

bool node_is_whole(const node *n)
{
    int64_t i;
    uint64_t u;
    double f;
    if (n->kind != NODE_NUMBER)
        return false;
    if (node_i64(n, &i) || node_u64(n, &u))
        return true;
    /* Beyond 64 bits a number is whole unless its digits say otherwise; doubles that large are. */
    bool plain = str_find(n->as.text, '.') == n->as.text.len &&
                 str_find(n->as.text, 'e') == n->as.text.len &&
                 str_find(n->as.text, 'E') == n->as.text.len;
    return plain || (node_f64(n, &f) && (f >= 1e19 || f <= -1e19));
}

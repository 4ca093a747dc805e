#include "document/pointer.h"

/* Undoes ~0 and ~1 (RFC 6901 §4). False: a ~ that is neither. */
static bool unescape_token(mem *m, str raw, str *token)
{
    *token = raw;
    if (str_find(raw, '~') == raw.len)
        return true;
    char *text = mem_alloc(m, raw.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.data[i];
        if (c == '~') {
            char which = i + 1 < raw.len ? raw.data[++i] : '\0';
            if (which != '0' && which != '1')
                return false;
            c = which == '0' ? '~' : '/';
        }
        text[len++] = c;
    }
    *token = (str){text, len};
    return true;
}

/* An array's element; NULL unless `token` is digits without leading zeros, and in range. */
static node *item_at(const node *n, str token)
{
    size_t index = 0;
    if (token.len == 0 || token.len > 10 || (token.data[0] == '0' && token.len > 1))
        return NULL;
    for (size_t i = 0; i < token.len; i++) {
        if (token.data[i] < '0' || token.data[i] > '9')
            return NULL;
        index = index * 10 + (size_t)(token.data[i] - '0');
    }
    return index < n->count ? n->as.items[index] : NULL;
}

static node *child_of(const node *n, str token)
{
    return n->kind == NODE_ARRAY ? item_at(n, token) : node_get(n, token);
}

static node *miss(node *n, str token, node **reached, str *rest)
{
    if (reached)
        *reached = n;
    if (rest)
        *rest = token;
    return NULL;
}

node *pointer_get(node *root, str pointer, node **reached, str *rest, mem *m)
{
    node *n = root;
    if (pointer.len && pointer.data[0] != '/')
        return miss(n, pointer, reached, rest);
    while (pointer.len) {
        str left = str_slice(pointer, 1, pointer.len), token;
        size_t len = str_find(left, '/');
        str raw = str_slice(left, 0, len);
        node *child = unescape_token(m, raw, &token) ? child_of(n, token) : NULL;
        if (!child)
            return miss(n, token, reached, rest);
        n = child;
        pointer = str_slice(left, len, left.len);
    }
    miss(n, STR_NULL, reached, rest);
    return n;
}

void pointer_add(buf *b, str token)
{
    buf_char(b, '/');
    for (size_t i = 0; i < token.len; i++) {
        if (token.data[i] == '~')
            buf_text(b, "~0");
        else if (token.data[i] == '/')
            buf_text(b, "~1");
        else
            buf_char(b, token.data[i]);
    }
}

bool pointer_unescape_uri(mem *m, str fragment, str *out)
{
    return str_percent_decode(m, fragment, out);
}

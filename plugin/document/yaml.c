/*
 * YAML from libyaml's events (its own tree is slow and quadratic in anchors). Aliases share nodes, so
 * the tree may be a graph; a budget bounds what walking it costs, and the depth counts through aliases.
 *
 * Of libyaml's places only the index is used; lines and columns are what the cursor says.
 */
#include "document/separators.h"
#include "document/tag.h"
#include "document/tree.h"

#include <string.h>
#include <yaml.h>

enum {
    DIRECTIVES_MAX = 16,   /* libyaml is quadratic in them */
    DIRECTIVE_MAX = 1024,  /* bytes of one, as each tag repeats a prefix */
    EXPANSION_MIN = 10000, /* nodes that aliases may always add */
    EXPANSION_TIMES = 10,  /* or this many times the nodes of the file */
    NODE_BYTES = 32        /* text that costs as much as a node */
};

/* What an anchor names; for sizes and depths aliases count as what they stand for. */
typedef struct anchor {
    node *node;
    str text;      /* of a scalar, for aliases that are keys; else STR_NULL */
    bool open;     /* its node is not finished yet */
    size_t size;   /* nodes */
    size_t height; /* levels of containers */
} anchor;

/* A container that is open. */
typedef struct frame {
    node *node;
    size_t base;    /* where its children start on the tree's stack */
    anchor *anchor; /* or NULL */
    size_t size, height;
    bool has_key;    /* object: `key` waits for its value */
    bool key_merges; /* it is a merge key */
    node_member key;
    node_member merge; /* the merge key and what to merge; value NULL: none */
    size_t merge_at;   /* members before it */
} frame;

typedef struct yaml {
    tree *t;
    yaml_parser_t parser;
    LIST(frame) frames;
    map anchors;
    node *root;
    size_t nodes; /* in the file so far; long texts count as several */
    size_t added; /* by aliases */
    separators separators;
    bool stop;
} yaml;

/* ---- errors ---- */

#define fail(y, ...)                                                                               \
    do {                                                                                           \
        diag_error((y)->t->d, __VA_ARGS__);                                                        \
        (y)->stop = true;                                                                          \
    } while (0)

static diag_place place_here(const yaml *y, size_t width)
{
    const cursor *at = &y->t->at;
    return tree_place(y->t, at->line, at->column, (uint32_t)width);
}

static void report_syntax(yaml *y)
{
    const yaml_parser_t *p = &y->parser;
    tree *t = y->t;
    if (p->error == YAML_MEMORY_ERROR)
        mem_exhausted();
    if (p->error == YAML_READER_ERROR) {
        diag_error(t->d, "O2C-D002", tree_place_at_offset(t, p->problem_offset), NULL,
                   "not valid YAML: %s", p->problem);
        return;
    }
    diag_place place = tree_place_at_index(t, p->problem_mark.index);
    bool context = p->context && p->context_mark.index < p->problem_mark.index;
    diag_error(t->d, "O2C-D002", place, NULL, "not valid YAML: %s%s%s", p->problem,
               p->context && !context ? " " : "", p->context && !context ? p->context : "");
    if (context)
        diag_note(t->d, "O2C-D002", tree_place_at_index(t, p->context_mark.index), NULL,
                  "%s that starts here", p->context);
}

/* ---- events ---- */

static size_t event_width(const yaml_event_t *e)
{
    return e->end_mark.index - e->start_mark.index;
}

static str value_of(const yaml_event_t *e)
{
    return (str){(const char *)e->data.scalar.value, e->data.scalar.length};
}

/* The scalar's text for the tree: a view where the document spells it in the same way. */
static str keep_text(const yaml *y, const yaml_event_t *e)
{
    str value = value_of(e);
    size_t quote = e->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                   e->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    size_t from = y->t->at.offset + quote;
    str source = str_slice(y->t->at.text, from, from + value.len);
    return str_eq(source, value) ? source : separators_show(y->t->m, &y->separators, value);
}

/* ---- tags ---- */

static void warn_of_tag(yaml *y, const char *text)
{
    diag_warning(y->t->d, "O2C-D014", place_here(y, 1), NULL, "the tag '%s' is unknown and ignored",
                 text);
}

static void report_misfit(yaml *y, tag which, size_t width)
{
    diag_error(y->t->d, "O2C-D013", place_here(y, width), NULL,
               "the value does not fit its tag !!%s", tag_name(which));
}

/* What the scalar is by its tag, its style and its text. */
static scalar_kind resolve(yaml *y, const yaml_event_t *e)
{
    const char *text = (const char *)e->data.scalar.tag;
    bool plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    tag which = tag_find(text, true);
    if (which == TAG_OTHER)
        warn_of_tag(y, text);
    if (which == TAG_STR || (!plain && (which == TAG_NONE || which == TAG_OTHER)))
        return SCALAR_STRING;
    scalar_kind kind = scalar_resolve(value_of(e));
    if (tag_fits(which, kind))
        return kind;
    report_misfit(y, which, event_width(e));
    return SCALAR_STRING;
}

/* ---- anchors ---- */

static anchor *new_anchor(yaml *y, const yaml_char_t *name)
{
    if (!name)
        return NULL;
    anchor *a = mem_new(&y->t->scratch, anchor);
    map_put(&y->anchors, str_copy(&y->t->scratch, str_of((const char *)name)), a);
    return a;
}

static anchor *find_anchor(yaml *y, const yaml_event_t *e)
{
    const char *name = (const char *)e->data.alias.anchor;
    diag_place place = place_here(y, event_width(e));
    anchor *a = map_get(&y->anchors, str_of(name));
    if (!a)
        fail(y, "O2C-D008", place, NULL, "no anchor '%s' comes before this alias", name);
    else if (a->open)
        fail(y, "O2C-D009", place, NULL, "the alias '%s' stands inside its own anchor", name);
    else
        return a;
    return NULL;
}

static size_t expansion_limit(const yaml *y)
{
    if (y->t->limits.expansion)
        return y->t->limits.expansion;
    size_t times = EXPANSION_TIMES * y->nodes;
    return times > EXPANSION_MIN ? times : EXPANSION_MIN;
}

/* Whether the alias of `a` keeps within the limits of expansion and depth. */
static bool may_expand(yaml *y, const anchor *a, const yaml_event_t *e)
{
    diag_place place = place_here(y, event_width(e));
    size_t limit = expansion_limit(y);
    if (a->size > limit || y->added > limit - a->size)
        fail(y, "O2C-D010", place, NULL, "aliases add more than %zu nodes to the document", limit);
    else if (y->frames.count + a->height > y->t->limits.depth)
        fail(y, "O2C-D004", place, NULL, "nested more than %zu levels deep, through this alias",
             y->t->limits.depth);
    else
        return true;
    return false;
}

/* ---- placing what was read ---- */

static frame *top(yaml *y)
{
    return y->frames.count ? &y->frames.items[y->frames.count - 1] : NULL;
}

static bool wants_key(yaml *y)
{
    const frame *f = top(y);
    return f && f->node->kind == NODE_OBJECT && !f->has_key;
}

static void add_member(yaml *y, frame *f, node *value)
{
    tree *t = y->t;
    f->key.value = value;
    f->has_key = false;
    if (!f->key_merges) {
        list_push(&t->scratch, &t->members, f->key);
    } else if (f->merge.value) {
        diag_error(t->d, "O2C-D003", tree_place(t, f->key.line, f->key.column, f->key.width), NULL,
                   "the merge key '<<' is given twice; give it a list of aliases");
    } else {
        f->merge = f->key;
        f->merge_at = t->members.count - f->base;
    }
}

/* Adds a finished value to the innermost container, or makes it the root. */
static void add_value(yaml *y, node *value, size_t size, size_t height)
{
    frame *f = top(y);
    if (!f) {
        y->root = value;
        return;
    }
    f->size += size;
    if (f->height < height + 1)
        f->height = height + 1;
    if (f->node->kind == NODE_ARRAY)
        list_push(&y->t->scratch, &y->t->items, value);
    else
        add_member(y, f, value);
}

/* What a scalar adds to the size of the tree. */
static size_t scalar_size(str text)
{
    return 1 + text.len / NODE_BYTES;
}

static void add_key(yaml *y, str text, size_t width, bool merges)
{
    const cursor *at = &y->t->at;
    frame *f = top(y);
    f->key = (node_member){text, at->line, at->column, (uint32_t)width, NULL};
    f->has_key = true;
    f->key_merges = merges;
    f->size += scalar_size(text) - 1;
}

/* ---- scalars and aliases ---- */

static void set_number(yaml *y, node *n, scalar_kind kind, str text)
{
    n->kind = NODE_NUMBER;
    n->source = text;
    n->as.text = scalar_number(y->t->m, kind, text);
    if (!n->as.text.data)
        diag_error(y->t->d, "O2C-D017", node_place(n), NULL,
                   "a hexadecimal or octal number of more than %d digits", SCALAR_DIGITS_MAX);
}

static node *make_scalar(yaml *y, const yaml_event_t *e)
{
    node *n = tree_node(y->t, NODE_NULL, event_width(e));
    scalar_kind kind = resolve(y, e);
    switch (kind) {
    case SCALAR_NULL: break;
    case SCALAR_TRUE:
    case SCALAR_FALSE:
        n->kind = NODE_BOOL;
        n->boolean = kind == SCALAR_TRUE;
        break;
    case SCALAR_INT:
    case SCALAR_OCTAL:
    case SCALAR_HEX:
    case SCALAR_FLOAT: set_number(y, n, kind, keep_text(y, e)); break;
    case SCALAR_SPECIAL:
        diag_error(y->t->d, "O2C-D012", node_place(n), "quote it if it is text",
                   "'%.*s' is a number that JSON does not have", STR_ARG(value_of(e)));
        break;
    case SCALAR_STRING:
        n->kind = NODE_STRING;
        n->as.text = keep_text(y, e);
        break;
    }
    return n;
}

static bool is_merge_key(const yaml_event_t *e)
{
    return e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && !e->data.scalar.tag &&
           str_eq(value_of(e), STR("<<"));
}

static void on_scalar(yaml *y, const yaml_event_t *e)
{
    bool is_key = wants_key(y);
    size_t size = scalar_size(value_of(e));
    anchor *a = new_anchor(y, e->data.scalar.anchor);
    node *n = !is_key || a ? make_scalar(y, e) : NULL;
    str text = is_key || a ? keep_text(y, e) : STR_NULL;
    if (a)
        *a = (anchor){.node = n, .text = text, .size = size};
    y->nodes += size;
    if (is_key)
        add_key(y, text, event_width(e), is_merge_key(e));
    else
        add_value(y, n, size, 0);
}

static void refuse_key(yaml *y, size_t width)
{
    fail(y, "O2C-D007", place_here(y, width), NULL, "a key must be a scalar");
}

static void on_alias(yaml *y, const yaml_event_t *e)
{
    const anchor *a = find_anchor(y, e);
    if (!a)
        return;
    bool is_key = wants_key(y);
    if (is_key && !a->text.data) {
        refuse_key(y, event_width(e));
        return;
    }
    y->nodes++;
    if (!may_expand(y, a, e))
        return;
    y->added += a->size;
    if (is_key)
        add_key(y, a->text, event_width(e), false);
    else
        add_value(y, a->node, a->size, a->height);
}

/* ---- containers ---- */

static void check_container_tag(yaml *y, const yaml_event_t *e, node_kind kind, const char *text)
{
    tag which = tag_find(text, false);
    if (which == TAG_OTHER)
        warn_of_tag(y, text);
    else if (which != TAG_NONE && which != (kind == NODE_ARRAY ? TAG_SEQ : TAG_MAP))
        report_misfit(y, which, event_width(e));
}

static void on_start(yaml *y, const yaml_event_t *e, node_kind kind, const yaml_char_t *name)
{
    tree *t = y->t;
    if (wants_key(y)) {
        refuse_key(y, event_width(e));
        return;
    }
    if (y->frames.count >= t->limits.depth) {
        fail(y, "O2C-D004", place_here(y, 1), NULL, "nested more than %zu levels deep",
             t->limits.depth);
        return;
    }
    frame f = {.node = tree_node(t, kind, event_width(e)), .size = 1, .height = 1};
    f.base = kind == NODE_ARRAY ? t->items.count : t->members.count;
    f.anchor = new_anchor(y, name);
    if (f.anchor)
        *f.anchor = (anchor){.node = f.node, .open = true};
    y->nodes++;
    list_push(&t->scratch, &y->frames, f);
}

/* What a merge takes from: the object itself or each one of the list. False: it is neither. */
static bool merge_sources(const node_member *merge, node *const **sources, size_t *count)
{
    bool list = merge->value->kind == NODE_ARRAY;
    *sources = list ? merge->value->as.items : &merge->value;
    *count = list ? merge->value->count : 1;
    for (size_t i = 0; i < *count; i++) {
        if ((*sources)[i]->kind != NODE_OBJECT)
            return false;
    }
    return true;
}

/*
 * Puts merged members where the merge key stood. Given keys win, then those merged first. The cost of
 * going through the sources is what their aliases were charged for.
 */
static void merge_members(yaml *y, const frame *f)
{
    tree *t = y->t;
    node *const *sources;
    size_t count;
    if (!merge_sources(&f->merge, &sources, &count)) {
        diag_error(t->d, "O2C-D011", tree_place(t, f->merge.line, f->merge.column, f->merge.width),
                   "quote it ('<<') to use it as an ordinary key",
                   "the merge key '<<' takes an object or a list of objects");
        return;
    }
    mem m = MEM_INIT;
    map have;
    map_init(&have, &m);
    size_t at = f->base + f->merge_at, own = t->members.count;
    for (size_t i = f->base; i < own; i++)
        map_put(&have, t->members.items[i].key, NULL);
    for (size_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < sources[i]->count; k++) {
            if (map_put(&have, sources[i]->as.members[k].key, NULL))
                list_push(&t->scratch, &t->members, sources[i]->as.members[k]);
        }
    }
    size_t after = own - at, merged = t->members.count - own;
    node_member *tail = mem_array(&m, node_member, after);
    node_member *gap = t->members.items + at;
    if (merged && after) {
        memcpy(tail, gap, after * sizeof *tail);
        memmove(gap, gap + after, merged * sizeof *gap);
        memcpy(gap + merged, tail, after * sizeof *tail);
    }
    mem_free(&m);
}

static void on_end(yaml *y)
{
    frame f = y->frames.items[--y->frames.count];
    if (f.merge.value)
        merge_members(y, &f);
    if (f.node->kind == NODE_ARRAY)
        tree_array(y->t, f.node, f.base);
    else
        tree_object(y->t, f.node, f.base);
    if (f.anchor)
        *f.anchor = (anchor){.node = f.node, .size = f.size, .height = f.height};
    add_value(y, f.node, f.size, f.height);
}

/* ---- the stream ---- */

/* Skips lines that hold nothing but spaces, a comment or the end mark "...". */
static size_t skip_empty_lines(str text, size_t at)
{
    while (at < text.len) {
        size_t start = at;
        if (str_starts(str_slice(text, at, text.len), STR("...")))
            at += 3;
        while (at < text.len && (text.data[at] == ' ' || text.data[at] == '\t'))
            at++;
        if (at < text.len && text.data[at] == '#') {
            while (at < text.len && text.data[at] != '\n' && text.data[at] != '\r')
                at++;
        }
        if (at < text.len && text.data[at] != '\n' && text.data[at] != '\r')
            return start;
        at += at < text.len;
    }
    return at;
}

/* Refuses many or long directives before libyaml sees them. */
static bool directives_are_few(yaml *y)
{
    str text = y->t->doc->file.text;
    size_t count = 0;
    size_t at = skip_empty_lines(text, 0);
    while (at < text.len && text.data[at] == '%') {
        size_t start = at;
        while (at < text.len && text.data[at] != '\n' && text.data[at] != '\r')
            at++;
        if (++count > DIRECTIVES_MAX || at - start > DIRECTIVE_MAX) {
            fail(y, "O2C-D016", tree_place_at_offset(y->t, start), NULL,
                 "more than %d directives, or one of more than %d bytes", DIRECTIVES_MAX,
                 DIRECTIVE_MAX);
            return false;
        }
        at = skip_empty_lines(text, at);
    }
    return true;
}

/* libyaml is not asked what follows the document: only emptiness may. */
static void on_document_end(yaml *y, const yaml_event_t *e)
{
    str text = y->t->at.text;
    cursor_to_index(&y->t->at, e->end_mark.index);
    size_t rest = skip_empty_lines(text, y->t->at.offset);
    y->stop = true;
    if (rest == text.len)
        return;
    cursor_to_offset(&y->t->at, rest);
    if (str_starts(str_slice(text, rest, text.len), STR("---")) || text.data[rest] == '%')
        fail(y, "O2C-D006", place_here(y, 1), NULL, "a second document starts here");
    else
        fail(y, "O2C-D002", place_here(y, 1), NULL,
             "not valid YAML: text after the document's end");
}

/* Whether the document is a scalar that nobody wrote. */
static bool is_nothing(const yaml *y, const yaml_event_t *e)
{
    return y->frames.count == 0 && e->data.scalar.length == 0 && !e->data.scalar.tag &&
           e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

static void report_empty(yaml *y)
{
    fail(y, "O2C-D005", tree_place(y->t, 0, 0, 0), NULL, "the document is empty");
}

static void on_event(yaml *y, const yaml_event_t *e)
{
    cursor_to_index(&y->t->at, e->start_mark.index);
    switch (e->type) {
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_START_EVENT: break;
    case YAML_STREAM_END_EVENT: report_empty(y); break;
    case YAML_DOCUMENT_END_EVENT: on_document_end(y, e); break;
    case YAML_ALIAS_EVENT: on_alias(y, e); break;
    case YAML_SCALAR_EVENT:
        if (is_nothing(y, e))
            report_empty(y);
        else
            on_scalar(y, e);
        break;
    case YAML_SEQUENCE_START_EVENT:
        check_container_tag(y, e, NODE_ARRAY, (const char *)e->data.sequence_start.tag);
        on_start(y, e, NODE_ARRAY, e->data.sequence_start.anchor);
        break;
    case YAML_MAPPING_START_EVENT:
        check_container_tag(y, e, NODE_OBJECT, (const char *)e->data.mapping_start.tag);
        on_start(y, e, NODE_OBJECT, e->data.mapping_start.anchor);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: on_end(y); break;
    }
}

static void read_events(yaml *y)
{
    while (!y->stop) {
        yaml_event_t event;
        if (!yaml_parser_parse(&y->parser, &event)) {
            report_syntax(y);
            return;
        }
        on_event(y, &event);
        yaml_event_delete(&event);
    }
}

node *doc_read_yaml(tree *t)
{
    yaml y = {.t = t};
    str text = separators_hide(&t->scratch, &y.separators, t->doc->file.text);
    map_init(&y.anchors, &t->scratch);
    if (!directives_are_few(&y))
        return NULL;
    if (!yaml_parser_initialize(&y.parser))
        mem_exhausted();
    yaml_parser_set_encoding(&y.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&y.parser, (const unsigned char *)(text.data ? text.data : ""),
                                 text.len);
    read_events(&y);
    yaml_parser_delete(&y.parser);
    return y.root;
}

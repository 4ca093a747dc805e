#include "document/load.h"

#include "document/encoding.h"
#include "document/tree.h"
#include "source/url.h"

enum {
    DEPTH_DEFAULT = 512,
    DEPTH_MAX = 10000 /* whoever walks a tree may use the stack for it */
};

/* The first byte that is not space, or 0. */
static char first_byte(str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            return c;
    }
    return '\0';
}

/* ending: ".json"; of a URL's path, whatever query follows it. */
static bool is_named(str name, const char *ending)
{
    return str_ends(url_is_remote(name) ? url_file_name(name) : name, str_of(ending));
}

static bool is_named_yaml(str name)
{
    return is_named(name, ".yaml") || is_named(name, ".yml");
}

/* A text that starts like JSON but is none may still be YAML's flow style, if it says so. */
static node *read_as_json(tree *t)
{
    o2c_error error = {0};
    node *root = doc_read_json(t, &error);
    if (root || error.code == O2C_OK)
        return root;
    bool syntax = error.code < O2C_E_DEPTH;
    if (!syntax || !is_named_yaml(t->doc->file.name)) {
        doc_report_json(t, &error);
        return NULL;
    }
    t->at = cursor_start(t->doc->file.text);
    t->items.count = t->members.count = 0;
    t->doc->yaml = true;
    return doc_read_yaml(t);
}

static bool prepare_text(tree *t, str text)
{
    const char *encoding = NULL;
    size_t offset = 0;
    diag_place place = tree_place(t, 0, 0, 0);
    if (text.len >= UINT32_MAX) {
        diag_error(t->d, "O2C-D018", place, NULL, "larger than 4 GiB");
        return false;
    }
    if (!encoding_to_utf8(t->m, text, &t->doc->file.text, &encoding, &offset)) {
        diag_error(t->d, "O2C-D015", place, NULL, "not valid %s at byte %zu", encoding, offset);
        return false;
    }
    t->at = cursor_start(t->doc->file.text);
    return true;
}

static node *read_root(tree *t)
{
    char first = first_byte(t->doc->file.text);
    if (first == '{' || first == '[' || is_named(t->doc->file.name, ".json"))
        return read_as_json(t);
    t->doc->yaml = true;
    return doc_read_yaml(t);
}

static doc_limits limits_of(const doc_limits *given)
{
    doc_limits limits = given ? *given : (doc_limits){0};
    if (!limits.depth)
        limits.depth = DEPTH_DEFAULT;
    if (limits.depth > DEPTH_MAX)
        limits.depth = DEPTH_MAX;
    return limits;
}

document *doc_load(mem *m, diag *d, str name, str uri, str text, const doc_limits *limits)
{
    size_t errors = d->errors;
    document *doc = mem_new(m, document);
    doc->file.name = str_copy(m, name);
    doc->uri = str_copy(m, uri);
    tree t = {.m = m, .d = d, .doc = doc, .limits = limits_of(limits), .scratch = MEM_INIT};
    if (prepare_text(&t, text))
        doc->root = read_root(&t);
    mem_free(&t.scratch);
    return d->errors == errors ? doc : NULL;
}

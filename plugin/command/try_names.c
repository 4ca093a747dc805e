#include "command/try_names.h"

#include "document/pointer.h"

void try_names_init(try_names *names, mem *m)
{
    names->m = m;
    map_init(&names->table, m);
}

try_name *try_names_add(try_names *names, str text)
{
    try_name *name = map_get(&names->table, text);
    if (!name) {
        name = mem_new(names->m, try_name);
        name->text = text;
        map_put(&names->table, text, name);
    }
    return name;
}

/* ---- where it stands ---- */

/** The objects whose members have names, and their pointers. */
typedef struct holder {
    const node *object;
    str pointer;
} holder;

enum { HOLDERS = 3 };

static void find_holders(const document *doc, holder holders[HOLDERS])
{
    const node *components = node_get(doc->root, STR("components"));
    holders[0] = (holder){node_get(components, STR("schemas")), STR("/components/schemas")};
    holders[1] = (holder){node_get(doc->root, STR("$defs")), STR("/$defs")};
    holders[2] = (holder){node_get(doc->root, STR("definitions")), STR("/definitions")};
}

static str member_pointer(mem *m, str parent, str member)
{
    buf pointer = BUF_INIT;
    buf_add(&pointer, parent);
    pointer_add(&pointer, member);
    return buf_take(&pointer, m);
}

/** Whether it is a member's name; of two members it is none, and a problem. */
static bool locate_member(try_names *names, try_name *name, const holder *holders)
{
    for (int i = 0; i < HOLDERS; i++) {
        const node *found = node_get(holders[i].object, name->text);
        if (!found)
            continue;
        str pointer = member_pointer(names->m, holders[i].pointer, name->text);
        if (name->node)
            name->problem =
                str_print(names->m, "'%.*s' is ambiguous: '%.*s' or '%.*s'", STR_ARG(name->text),
                          STR_ARG(name->pointer), STR_ARG(pointer));
        name->node = found;
        name->pointer = pointer;
    }
    return name->node != NULL;
}

static str suggest_token(try_names *names, const node *reached, str token)
{
    texts keys = {0};
    for (uint32_t i = 0; reached->kind == NODE_OBJECT && i < reached->count; i++)
        list_push(names->m, &keys, reached->as.members[i].key);
    str near = str_suggest(token, keys.items, keys.count);
    return near.data ? str_print(names->m, "; did you mean '%.*s'?", STR_ARG(near)) : STR("");
}

static void locate_pointer(try_names *names, try_name *name, const document *doc)
{
    node *reached = NULL;
    str rest = STR_NULL, pointer = name->text;
    if (str_starts(pointer, STR("#")) &&
        !pointer_unescape_uri(names->m, str_slice(pointer, 1, pointer.len), &pointer)) {
        name->problem = str_print(names->m, "'%.*s' has a bad percent escape", STR_ARG(name->text));
        return;
    }
    name->pointer = pointer;
    name->node = pointer_get(doc->root, pointer, &reached, &rest, names->m);
    if (!name->node) {
        name->problem = str_print(names->m, "'%.*s' does not exist: there is no '%.*s'%.*s",
                                  STR_ARG(name->text), STR_ARG(rest),
                                  STR_ARG(suggest_token(names, reached, rest)));
    } else if (name->node->kind != NODE_OBJECT && name->node->kind != NODE_BOOL) {
        name->problem = str_print(names->m, "'%.*s' is no schema but %s", STR_ARG(name->text),
                                  node_kind_name(name->node->kind));
    }
}

static bool is_pointer(str text)
{
    return !text.len || text.data[0] == '/' || text.data[0] == '#';
}

void try_names_locate(try_names *names, const document *doc, texts *pointers)
{
    holder holders[HOLDERS];
    find_holders(doc, holders);
    for (size_t i = 0; i < names->table.count; i++) {
        try_name *name = names->table.entries[i].value;
        bool whole = !name->text.len && !holders[0].object; /* not a definition without a name */
        if ((whole || !locate_member(names, name, holders)) && is_pointer(name->text))
            locate_pointer(names, name, doc);
        if (name->node && !name->problem.data)
            list_push(names->m, pointers, name->pointer);
    }
}

/* ---- its type ---- */

static bool is_operation(const plan_root *root)
{
    return root->kind != SCHEMA_ROOT_COMPONENT && root->kind != SCHEMA_ROOT_POINTER;
}

/** A node that stands at two places (a YAML alias) has the pointer of the first. */
static const plan_root *find_node(try_names *names, const document *doc, const plan *built,
                                  const node *wanted)
{
    for (size_t i = 0; i < built->roots.count; i++) {
        str pointer = built->roots.items[i].pointer;
        if (str_starts(pointer, STR("#")) &&
            pointer_get(doc->root, str_slice(pointer, 1, pointer.len), NULL, NULL, names->m) ==
                wanted)
            return &built->roots.items[i];
    }
    return NULL;
}

static void resolve_located(try_names *names, try_name *name, const map *by_pointer,
                            const document *doc, const plan *built)
{
    str key = str_print(names->m, "#%.*s", STR_ARG(name->pointer));
    name->root = map_get(by_pointer, key);
    if (!name->root)
        name->root = find_node(names, doc, built, name->node);
    if (!name->root)
        name->problem = str_print(names->m, "'%.*s' has no type", STR_ARG(name->text));
}

static str suggest_name(try_names *names, const document *doc, const plan *built, str text)
{
    texts known = {0};
    holder holders[HOLDERS];
    find_holders(doc, holders);
    for (int i = 0; i < HOLDERS; i++)
        for (uint32_t j = 0; holders[i].object && holders[i].object->kind == NODE_OBJECT &&
                             j < holders[i].object->count;
             j++)
            list_push(names->m, &known, holders[i].object->as.members[j].key);
    for (size_t i = 0; i < built->roots.count; i++)
        if (is_operation(&built->roots.items[i]))
            list_push(names->m, &known, built->roots.items[i].name);
    return str_suggest(text, known.items, known.count);
}

static void resolve_operation(try_names *names, try_name *name, const document *doc,
                              const plan *built)
{
    for (size_t i = 0; i < built->roots.count; i++) {
        const plan_root *root = &built->roots.items[i];
        if (!is_operation(root) || !str_eq(root->name, name->text))
            continue;
        if (name->root && name->root->type != root->type)
            name->problem =
                str_print(names->m, "'%.*s' is ambiguous: '%.*s' or '%.*s'", STR_ARG(name->text),
                          STR_ARG(name->root->pointer), STR_ARG(root->pointer));
        name->root = root;
    }
    if (name->root)
        return;
    str near = suggest_name(names, doc, built, name->text);
    name->problem = near.data
                        ? str_print(names->m, "there is no schema '%.*s'; did you mean '%.*s'?",
                                    STR_ARG(name->text), STR_ARG(near))
                        : str_print(names->m, "there is no schema '%.*s'", STR_ARG(name->text));
}

void try_names_resolve(try_names *names, const document *doc, const plan *built)
{
    map by_pointer;
    map_init(&by_pointer, names->m);
    for (size_t i = built->roots.count; i > 0; i--)
        map_put(&by_pointer, built->roots.items[i - 1].pointer, &built->roots.items[i - 1]);
    for (size_t i = 0; i < names->table.count; i++) {
        try_name *name = names->table.entries[i].value;
        if (name->problem.data)
            continue;
        if (name->node)
            resolve_located(names, name, &by_pointer, doc, built);
        else
            resolve_operation(names, name, doc, built);
    }
}

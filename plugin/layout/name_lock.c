#include "layout/name_lock.h"

#include "base/cursor.h"
#include "layout/name.h"

#include <stdlib.h>

#define NAMES_FILE "O2C-G010"

static const char HEADER[] = "openapi2c names 1";

void name_lock_init(name_lock *self, mem *m)
{
    self->m = m;
    map_init(&self->blocks, m);
}

/* ---- reading ---- */

typedef struct reading {
    name_lock *lock;
    diag *d;
    const diag_file *file;
    cursor at;         /* where the line begins */
    name_block *block; /* that parts belong to */
} reading;

/* The place of bytes [from, to) of the line. */
static diag_place place_of(const reading *r, size_t from, size_t to)
{
    cursor start = r->at, end = r->at;
    cursor_to_offset(&start, r->at.offset + from);
    cursor_to_offset(&end, r->at.offset + to);
    return (diag_place){r->file, start.line, start.column, (uint32_t)(end.index - start.index)};
}

static bool bad_line(reading *r, size_t from, size_t to, const char *what)
{
    diag_fail(r->d, DIAG_USAGE, NAMES_FILE, place_of(r, from, to), "%s", what);
    return false;
}

static bool is_part(char c)
{
    return c == NAME_MEMBER || c == NAME_HAS || c == NAME_NULL || c == NAME_BRANCH ||
           c == NAME_ENUMERATOR || c == NAME_OWN;
}

/* Types and enumerators have a prefix before them, so anything may follow. */
static bool is_good_name(str key, str name, bool part)
{
    bool whole = part && key.data[0] != NAME_ENUMERATOR;
    return whole ? name_is_identifier(name) && !name_is_reserved(name) : name_is_tail(name);
}

static bool add_type(reading *r, const name_entry *e)
{
    if (map_has(&r->lock->blocks, e->key)) {
        diag_fail(r->d, DIAG_USAGE, NAMES_FILE, e->place, "this type has a line already");
        return false;
    }
    r->block = mem_new(r->lock->m, name_block);
    r->block->type = *e;
    map_init(&r->block->parts, r->lock->m);
    map_put(&r->lock->blocks, e->key, r->block);
    return true;
}

static bool add_part(reading *r, const name_entry *e)
{
    if (map_has(&r->block->parts, e->key)) {
        diag_fail(r->d, DIAG_USAGE, NAMES_FILE, e->place, "this part has a line already");
        return false;
    }
    name_entry *kept = mem_new(r->lock->m, name_entry);
    *kept = *e;
    map_put(&r->block->parts, e->key, kept);
    return true;
}

static bool read_line(reading *r, str line)
{
    bool part = line.data[0] == ' ';
    size_t from = part, blank = from + str_find(str_slice(line, from, line.len), ' ');
    name_entry e = {.place = place_of(r, blank + 1, line.len)};
    if (blank == line.len || blank == from)
        return bad_line(r, 0, line.len, "not a line of names: a key, one blank, a C name");
    if (part && (!r->block || !is_part(line.data[1])))
        return bad_line(r, 0, blank, "not a part of a type");
    if (!str_percent_decode(r->lock->m, str_slice(line, from, blank), &e.key))
        return bad_line(r, from, blank, "a bad percent escape");
    e.name = str_slice(line, blank + 1, line.len);
    if (!is_good_name(e.key, e.name, part))
        return bad_line(r, blank + 1, line.len, "not a name that C and C++ allow here");
    return part ? add_part(r, &e) : add_type(r, &e);
}

/* The line at the cursor without its end. */
static str line_at(str text, size_t offset)
{
    str rest = str_slice(text, offset, text.len);
    str line = str_slice(rest, 0, str_find(rest, '\n'));
    return str_ends(line, STR("\r")) ? str_slice(line, 0, line.len - 1) : line;
}

bool name_lock_read(name_lock *self, diag *d, const diag_file *file)
{
    reading r = {.lock = self, .d = d, .file = file, .at = cursor_start(file->text)};
    size_t errors = d->errors;
    for (size_t offset = 0; offset < file->text.len;) {
        str line = line_at(file->text, offset);
        cursor_to_offset(&r.at, offset);
        if (r.at.line == 1 && !str_eq(line, str_of(HEADER)))
            return bad_line(&r, 0, line.len, "not a file of names: it begins 'openapi2c names 1'");
        if (r.at.line > 1 && line.len)
            read_line(&r, line);
        offset += str_find(str_slice(file->text, offset, file->text.len), '\n') + 1;
    }
    return d->errors == errors;
}

/* ---- looking up and setting ---- */

static str part_key(mem *m, name_part part, str key)
{
    buf b = BUF_INIT;
    buf_char(&b, (char)part);
    buf_add(&b, key);
    return buf_take(&b, m);
}

name_entry *name_lock_part(const name_block *block, name_part part, str key)
{
    if (!block)
        return NULL;
    buf b = BUF_INIT;
    buf_char(&b, (char)part);
    buf_add(&b, key);
    name_entry *found = map_get(&block->parts, buf_str(&b));
    buf_free(&b);
    return found;
}

void name_lock_set_type(name_lock *self, str key, str name)
{
    name_block *block = map_get(&self->blocks, key);
    if (!block) {
        block = mem_new(self->m, name_block);
        block->type.key = key;
        map_init(&block->parts, self->m);
        map_put(&self->blocks, key, block);
    }
    block->type.name = name;
    block->type.live = true;
}

void name_lock_set_part(name_lock *self, str type, name_part part, str key, str name)
{
    name_block *block = map_get(&self->blocks, type);
    str whole = part_key(self->m, part, key);
    name_entry *e = map_get(&block->parts, whole);
    if (!e) {
        e = mem_new(self->m, name_entry);
        e->key = whole;
        map_put(&block->parts, whole, e);
    }
    e->name = name;
    e->live = true;
}

/* ---- writing ---- */

static void add_encoded(buf *out, str key)
{
    for (size_t i = 0; i < key.len; i++) {
        unsigned char c = (unsigned char)key.data[i];
        if (c <= ' ' || c == '%' || c == 0x7F)
            buf_print(out, "%%%02X", c);
        else
            buf_char(out, (char)c);
    }
}

static int by_type(const void *a, const void *b)
{
    const name_block *const *x = a, *const *y = b;
    return str_compare((*x)->type.key, (*y)->type.key);
}

static int by_part(const void *a, const void *b)
{
    const name_entry *const *x = a, *const *y = b;
    return str_compare((*x)->key, (*y)->key);
}

/* Values of a map, sorted. */
static void *sorted(mem *m, const map *t, int (*compare)(const void *, const void *))
{
    void **all = mem_array(m, void *, t->count + 1);
    for (size_t i = 0; i < t->count; i++)
        all[i] = t->entries[i].value;
    if (t->count)
        qsort(all, t->count, sizeof *all, compare);
    return all;
}

/* Enumerators are a world of their own; all other parts are members of one struct. */
static str scope_key(mem *m, const name_entry *e)
{
    return str_print(m, "%c%.*s", e->key.data[0] == NAME_ENUMERATOR ? '=' : '.', STR_ARG(e->name));
}

static void add_line(buf *out, const char *indent, const name_entry *e)
{
    buf_text(out, indent);
    add_encoded(out, e->key);
    buf_char(out, ' ');
    buf_add(out, e->name);
    buf_char(out, '\n');
}

static void add_block(name_block *block, mem *m, buf *out)
{
    map taken;
    map_init(&taken, m);
    name_entry **parts = sorted(m, &block->parts, by_part);
    for (size_t i = 0; i < block->parts.count; i++)
        if (parts[i]->live)
            map_put(&taken, scope_key(m, parts[i]), parts[i]);
    add_line(out, "", &block->type);
    for (size_t i = 0; i < block->parts.count; i++)
        if (parts[i]->live || !map_has(&taken, scope_key(m, parts[i])))
            add_line(out, " ", parts[i]);
}

void name_lock_print(name_lock *self, buf *out)
{
    map taken;
    map_init(&taken, self->m);
    name_block **blocks = sorted(self->m, &self->blocks, by_type);
    for (size_t i = 0; i < self->blocks.count; i++)
        if (blocks[i]->type.live)
            map_put(&taken, blocks[i]->type.name, blocks[i]);
    buf_print(out, "%s\n", HEADER);
    for (size_t i = 0; i < self->blocks.count; i++)
        if (blocks[i]->type.live || self->partial || !map_has(&taken, blocks[i]->type.name))
            add_block(blocks[i], self->m, out);
}

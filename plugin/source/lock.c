#include "source/lock.h"

#include "source/sha256.h"
#include "source/source.h"
#include "source/url.h"

#include <inttypes.h>
#include <stdlib.h>

void lock_init(lock *self, mem *m)
{
    *self = (lock){.m = m};
    map_init(&self->by_url, m);
}

const lock_entry *lock_find(const lock *self, str url)
{
    return map_get(&self->by_url, url);
}

void lock_put(lock *self, lock_entry entry)
{
    lock_entry *kept = mem_new(self->m, lock_entry);
    *kept = entry;
    map_put(&self->by_url, entry.url, kept);
}

void lock_merge(lock *self, const lock *other)
{
    for (size_t i = 0; i < other->by_url.count; i++) {
        const lock_entry *e = other->by_url.entries[i].value;
        if (!e->any_size)
            lock_put(self, *e);
    }
}

/* Cuts the first word off. */
static str take_word(str *line)
{
    size_t end = str_find(*line, ' ');
    str word = str_slice(*line, 0, end);
    *line = str_slice(*line, end + 1, line->len);
    return word;
}

static bool parse_size(str s, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] < '0' || s.data[i] > '9')
            return false;
        *out = *out * 10 + (uint64_t)(s.data[i] - '0');
    }
    return s.len > 0 && s.len < 19;
}

/* What is wrong with a line, or NULL. */
static const char *parse_line(lock *self, str line)
{
    lock_entry entry = {.any_size = false};
    url_parts where;
    const char *fault;
    entry.hash = take_word(&line);
    if (!sha256_is_hash(entry.hash))
        return "expected the 64 hexadecimal digits of a SHA-256";
    if (!parse_size(take_word(&line), &entry.size))
        return "expected the number of bytes after the hash";
    if (!url_parse(self->m, line, &where, &fault))
        return "expected an http: or https: URL after the number of bytes";
    entry.url = where.text;
    if (lock_find(self, entry.url))
        return "this URL has a line already";
    lock_put(self, entry);
    return NULL;
}

bool lock_parse(lock *self, diag *d, str name, str text)
{
    size_t errors = d->errors;
    diag_file *file = mem_new(&d->m, diag_file);
    *file = (diag_file){.name = str_copy(&d->m, name), .text = str_copy(&d->m, text)};
    for (uint32_t number = 1; text.len; number++) {
        size_t end = str_find(text, '\n');
        str line = str_slice(text, 0, end);
        text = str_slice(text, end + 1, text.len);
        if (str_ends(line, STR("\r")))
            line.len--;
        const char *fault = line.len && line.data[0] != '#' ? parse_line(self, line) : NULL;
        if (fault)
            diag_fail(d, DIAG_IO, "O2C-N010", (diag_place){file, number, 1, 0}, "%s", fault);
    }
    return d->errors == errors;
}

bool lock_read(lock *self, diag *d, str path)
{
    str text;
    return source_read_file(self->m, d, path, 0, &text) && lock_parse(self, d, path, text);
}

static int by_url(const void *a, const void *b)
{
    return str_compare(((const map_entry *)a)->key, ((const map_entry *)b)->key);
}

str lock_text(mem *m, const lock *self)
{
    buf out = BUF_INIT;
    size_t count = self->by_url.count;
    map_entry *sorted = mem_array(m, map_entry, count + 1);
    for (size_t i = 0; i < count; i++)
        sorted[i] = self->by_url.entries[i];
    qsort(sorted, count, sizeof *sorted, by_url);
    buf_text(
        &out,
        "# What remote documents must be: SHA-256, bytes, URL. Written by openapi2c --update.\n");
    for (size_t i = 0; i < count; i++) {
        const lock_entry *e = sorted[i].value;
        buf_print(&out, "%.*s %" PRIu64 " %.*s\n", STR_ARG(e->hash), e->size, STR_ARG(e->url));
    }
    return buf_take(&out, m);
}

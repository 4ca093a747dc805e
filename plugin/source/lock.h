/**
 * openapi2c.lock: what remote documents must be, so that a build repeats. A line for each, sorted by URL:
 *
 *     SHA-256 of the bytes, their number, URL
 */
#ifndef SOURCE_LOCK_H
#define SOURCE_LOCK_H

#include "base/diag.h"

typedef struct lock_entry {
    str url;  /* normal (url_parse) */
    str hash; /* 64 hexadecimal digits */
    uint64_t size;
    bool any_size; /* only the hash is known */
} lock_entry;

typedef struct lock {
    mem *m;
    map by_url;
} lock;

/** Empty; memory from `m`. */
void lock_init(lock *self, mem *m);

/** Takes in a lock file. False after DIAG_IO errors in `d`, with their lines. */
bool lock_read(lock *self, diag *d, str path);

/** The same of its text; name: for messages. */
bool lock_parse(lock *self, diag *d, str name, str text);

/** What is said of a URL, or NULL. */
const lock_entry *lock_find(const lock *self, str url);

/** Adds an entry, in place of another of that URL. Texts are borrowed. */
void lock_put(lock *self, lock_entry entry);

/** Adds all entries of `other` whose size is known, in the same way. */
void lock_merge(lock *self, const lock *other);

/** The file's text, in `m`. */
str lock_text(mem *m, const lock *self);

#endif

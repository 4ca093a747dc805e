/**
 * What the drivers of this folder share: files, an allocator that counts, may fail and is exact, and
 * a second opinion on where an error is.
 */
#ifndef DRIVE_H
#define DRIVE_H

#include <o2c/o2c.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A promise, and where it was broken. */
#define REQUIRE(holds, ...)                                                                        \
    do {                                                                                           \
        if (!(holds)) {                                                                            \
            fprintf(stderr, "%s:%d: not so: %s: ", __FILE__, __LINE__, #holds);                    \
            fprintf(stderr, __VA_ARGS__);                                                          \
            fputc('\n', stderr);                                                                   \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

typedef struct bytes {
    char
        *data; /* exactly `length` bytes on the heap, so that a sanitizer sees a read beyond them */
    size_t length;
} bytes;

static inline bytes bytes_of(const char *data, size_t length)
{
    bytes t = {malloc(length ? length : 1), length};
    REQUIRE(t.data, "out of memory");
    if (length)
        memcpy(t.data, data, length);
    return t;
}

static inline bytes bytes_read(const char *path)
{
    FILE *file = fopen(path, "rb");
    REQUIRE(file && fseek(file, 0, SEEK_END) == 0, "%s", path);
    long size = ftell(file);
    rewind(file);
    bytes t = {malloc(size > 0 ? (size_t)size : 1), (size_t)size};
    REQUIRE(t.data && fread(t.data, 1, t.length, file) == t.length, "%s", path);
    fclose(file);
    return t;
}

/** xorshift64*: the same numbers everywhere. */
static inline uint64_t random_next(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 0x2545F4914F6CDD1Du;
}

static inline size_t random_below(uint64_t *state, size_t bound)
{
    return (size_t)(random_next(state) % bound);
}

/* ---- an allocator that counts ---- */

typedef struct heap {
    size_t calls;   /* of alloc */
    size_t fail_at; /* the call that fails, from 1; 0: none */
    size_t live;    /* bytes */
    bool all_after; /* every later call fails as well */
} heap;

static inline void *heap_alloc(void *user, size_t size)
{
    heap *h = user;
    h->calls++;
    if (h->fail_at && (h->calls == h->fail_at || (h->all_after && h->calls > h->fail_at)))
        return NULL;
    void *memory = malloc(size);
    REQUIRE(memory, "out of memory: %zu bytes", size);
    h->live += size;
    return memory;
}

static inline void heap_free(void *user, void *memory, size_t size)
{
    heap *h = user;
    h->live -= size;
    free(memory);
}

static inline o2c_allocator heap_allocator(heap *h)
{
    o2c_allocator allocator = {heap_alloc, heap_free, h};
    return allocator;
}

/* ---- where an error is ---- */

/** Line, column and offset of `error` as a second, naive reading of the text has them. */
static inline void require_place(const o2c_error *error, bytes t)
{
    size_t line = 1, column = 1;
    REQUIRE(error->code != O2C_OK && error->pointer && error->message[0], "code %d", error->code);
    REQUIRE(memchr(error->message, '\0', sizeof error->message), "endless message");
    REQUIRE(error->offset <= t.length, "offset %zu of %zu", error->offset, t.length);
    for (size_t i = 0; i < error->offset; i++) {
        unsigned char c = (unsigned char)t.data[i];
        if (c == '\n' || (c == '\r' && (i + 1 == t.length || t.data[i + 1] != '\n'))) {
            line++;
            column = 1;
        } else if (c < 0x80 || c > 0xBF) {
            column++;
        }
    }
    REQUIRE(error->line == line && error->column == column, "offset %zu: %zu:%zu, not %zu:%zu",
            error->offset, error->line, error->column, line, column);
}

static inline const o2c_value *step_into(const o2c_value *value, const char *token, size_t length)
{
    char name[256];
    size_t n = 0;
    for (size_t i = 0; i < length && n < sizeof name; i++) {
        bool escaped = token[i] == '~' && i + 1 < length;
        name[n++] = escaped ? (token[++i] == '0' ? '~' : '/') : token[i];
    }
    if (value->kind == O2C_OBJECT) {
        o2c_str s = {name, n};
        return o2c_value_get(value, s);
    }
    if (value->kind != O2C_ARRAY || n == 0 || n > 9)
        return NULL;
    name[n] = '\0';
    size_t index = (size_t)strtoul(name, NULL, 10);
    return index < value->count ? &value->as.items[index] : NULL;
}

/** Whether `pointer` leads to a value under `top`, or to what an object or array there lacks. */
static inline bool pointer_leads(const o2c_value *top, const char *pointer)
{
    const o2c_value *at = top;
    while (*pointer) {
        if (*pointer != '/' || (at->kind != O2C_OBJECT && at->kind != O2C_ARRAY))
            return false;
        size_t length = strcspn(++pointer, "/");
        const o2c_value *next = step_into(at, pointer, length);
        pointer += length;
        if (!next)
            return *pointer == '\0';
        at = next;
    }
    return true;
}

#endif

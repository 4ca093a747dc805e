/*
 * Every allocation fails once, for every document and type of `cases`, which allocation_cases.py writes:
 * decode, encode and check then say O2C_E_MEMORY or do without; nothing leaks, nothing crashes, and the
 * arena can be used again. All this also with each byte limit up to what the document needs.
 */
#include "drive.h"
#include "types.inc" /* static const root *type_of(const char *name); */

/* Reads, writes and checks; false if memory ran out on the way. */
static bool go_through(const root *type, o2c_arena *arena, const char *json, size_t length,
                       void *out)
{
    o2c_error error = {0};
    size_t written = 0;
    memset(out, 0xAA, type->size);
    bool ok = type->decode(arena, json, length, out, &error);
    REQUIRE(ok || error.code == O2C_E_MEMORY, "%s: %s", error.pointer, error.message);
    if (ok) {
        ok = type->encode(arena, out, &written, &error) != NULL;
        REQUIRE(ok || error.code == O2C_E_MEMORY, "%s: %s", error.pointer, error.message);
    }
    if (ok) {
        ok = type->check(arena, out, &error);
        REQUIRE(ok || error.code == O2C_E_MEMORY, "%s: %s", error.pointer, error.message);
    }
    REQUIRE(ok || (error.pointer && error.message[0]), "an error without a text");
    return ok;
}

/* A fault inside must be told, memory or not. */
static void go_wrong(const root *type, o2c_arena *arena, const char *json, size_t length, void *out)
{
    o2c_error errors[4];
    REQUIRE(!type->decode(arena, json, length - 1, out, errors), "half a document is accepted");
    REQUIRE(type->validate(arena, json, length - 1, errors, 4) > 0, "half a document is valid");
    REQUIRE(errors[0].pointer, "an error without a place");
}

static size_t fail_each(const root *type, const char *json, size_t length, void *out,
                        bool all_after)
{
    size_t n = 0;
    bool ok = false;
    while (!ok) {
        heap h = {0, ++n, 0, all_after};
        o2c_allocator allocator = heap_allocator(&h);
        o2c_arena arena;
        o2c_arena_init(&arena, &allocator, 0);
        ok = go_through(type, &arena, json, length, out);
        REQUIRE(ok || h.calls >= n, "out of memory without cause");
        ok = ok && h.calls < n;
        go_wrong(type, &arena, json, length, out);
        h.fail_at = 0;
        o2c_arena_reset(&arena);
        REQUIRE(go_through(type, &arena, json, length, out),
                "the arena is spoiled after failure %zu", n);
        o2c_arena_deinit(&arena);
        REQUIRE(h.live == 0, "%zu bytes leak after failure %zu", h.live, n);
    }
    return n;
}

static void fail_by_limit(const root *type, const char *json, size_t length, void *out)
{
    bool ok = false;
    for (size_t limit = 1; !ok; limit += 1 + limit / 16) {
        heap h = {0, 0, 0, false};
        o2c_allocator allocator = heap_allocator(&h);
        o2c_arena arena;
        o2c_arena_init(&arena, &allocator, limit);
        ok = go_through(type, &arena, json, length, out);
        REQUIRE(h.live <= limit, "%zu bytes held of %zu", h.live, limit);
        o2c_arena_deinit(&arena);
        REQUIRE(h.live == 0, "%zu bytes leak under limit %zu", h.live, limit);
    }
}

/* `cases`: a name, a blank, a document, line by line. */
int main(int argc, char **argv)
{
    REQUIRE(argc == 2, "usage: allocation CASES");
    bytes all = bytes_read(argv[1]);
    size_t documents = 0, failures = 0;
    for (char *line = all.data, *end = all.data + all.length; line < end;) {
        char *newline = memchr(line, '\n', (size_t)(end - line));
        char *blank = memchr(line, ' ', (size_t)(end - line));
        REQUIRE(newline && blank && blank < newline, "a line without an end");
        *blank = '\0';
        const root *type = type_of(line);
        bytes json = bytes_of(blank + 1, (size_t)(newline - blank - 1));
        void *out = malloc(type->size);
        REQUIRE(out, "out of memory");
        failures += fail_each(type, json.data, json.length, out, false);
        failures += fail_each(type, json.data, json.length, out, true);
        fail_by_limit(type, json.data, json.length, out);
        free(out);
        free(json.data);
        documents++;
        line = newline + 1;
    }
    free(all.data);
    printf("%zu documents, %zu failures\n", documents, failures);
    return documents > 20 ? 0 : 1;
}

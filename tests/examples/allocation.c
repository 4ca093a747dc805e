/**
 * Decodes and encodes one type while memory runs out, at every place where it can: the n-th
 * allocation fails (it alone, or all from there on) for n = 0, 1, 2, ... until there is none left to
 * fail, and the arena is a buffer of 0, 16, 32, ... bytes until one is large enough. Each failure must
 * be O2C_E_MEMORY (O2C_E_SPACE of a writer), leave zeroes, and give everything back.
 *
 * Compiled once for each example with -DHEADER='"petstore.h"' -DTYPE=petstore_pet; the argument is a
 * file with a valid document.
 */
#include HEADER

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JOIN_(a, b) a##b
#define JOIN(a, b)  JOIN_(a, b)
#define DECODE      JOIN(TYPE, _decode)
#define ENCODE      JOIN(TYPE, _encode)
#define VALIDATE    JOIN(TYPE, _validate)
#define READ        JOIN(TYPE, _read)
#define WRITE       JOIN(TYPE, _write)

#define REQUIRE(condition)                                                                         \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                        \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

typedef struct failing {
    size_t calls, fail_at, live;
    bool for_ever;
} failing;

static void *failing_alloc(void *user, size_t size)
{
    failing *f = user;
    size_t call = f->calls++;
    if (f->for_ever ? call >= f->fail_at : call == f->fail_at)
        return NULL;
    f->live++;
    return malloc(size);
}

static void failing_free(void *user, void *memory, size_t size)
{
    failing *f = user;
    (void)size;
    f->live--;
    free(memory);
}

static bool is_zero(const void *memory, size_t size)
{
    const unsigned char *bytes = memory;
    for (size_t i = 0; i < size; i++)
        if (bytes[i])
            return false;
    return true;
}

/* Whether it failed, in the way that it should. */
static bool ran_out(const o2c_error *error)
{
    if (error->code == O2C_OK)
        return false;
    REQUIRE(error->code == O2C_E_MEMORY || error->code == O2C_E_SPACE);
    REQUIRE(error->pointer && error->message[0]);
    return true;
}

/* What a user does, once. Returns whether memory ran out. */
typedef bool action(o2c_arena *arena, const char *text, size_t length);

static bool decode_and_encode(o2c_arena *arena, const char *text, size_t length)
{
    TYPE value;
    o2c_error error = {0};
    memset(&value, 0xAA, sizeof value);
    if (!DECODE(arena, text, length, &value, &error)) {
        REQUIRE(is_zero(&value, sizeof value));
        return ran_out(&error);
    }
    char *json = ENCODE(arena, &value, NULL, &error);
    return !json && ran_out(&error);
}

static bool validate(o2c_arena *arena, const char *text, size_t length)
{
    o2c_error errors[4] = {{0}};
    return VALIDATE(arena, text, length, errors, 4) > 0 && ran_out(&errors[0]);
}

static bool ignore(void *user, const char *data, size_t length)
{
    (void)data;
    *(size_t *)user += length;
    return true;
}

static bool view_and_pour(o2c_arena *arena, const char *text, size_t length)
{
    static const o2c_read_options views = {O2C_STRINGS_VIEW, 0, 0, NULL};
    TYPE value;
    o2c_error error = {0};
    o2c_reader r;
    o2c_reader_init(&r, arena, text, length, &views);
    READ(&r, &value);
    if (!o2c_reader_finish(&r, &error))
        return ran_out(&error);
    size_t taken = 0;
    o2c_writer w;
    o2c_writer_init_sink(&w, arena, ignore, &taken, NULL);
    WRITE(&w, &value);
    return !o2c_writer_finish(&w, NULL, &error) && ran_out(&error);
}

/* A document that is cut off has an error of its own; memory may run out before, or while it is told. */
static bool decode_half(o2c_arena *arena, const char *text, size_t length)
{
    TYPE value;
    o2c_error error = {0};
    REQUIRE(!DECODE(arena, text, length / 2, &value, &error));
    REQUIRE(is_zero(&value, sizeof value) && error.pointer && error.message[0]);
    return error.code == O2C_E_MEMORY;
}

static size_t fail_each(action *act, bool for_ever, const char *text, size_t length)
{
    for (size_t n = 0;; n++) {
        failing f = {0, n, 0, for_ever};
        o2c_allocator allocator = {failing_alloc, failing_free, &f};
        o2c_arena arena;
        o2c_arena_init(&arena, &allocator, 0);
        bool failed = act(&arena, text, length);
        f.fail_at = SIZE_MAX;
        o2c_arena_reset(&arena); /* a failure leaves the arena fit for use */
        REQUIRE(!act(&arena, text, length));
        o2c_arena_deinit(&arena);
        REQUIRE(f.live == 0);
        if (!failed && f.calls <= n)
            return n;
    }
}

static size_t fill_each(action *act, const char *text, size_t length)
{
    for (size_t size = 0;; size += 16) {
        char *buffer = malloc(size + 1);
        REQUIRE(buffer);
        o2c_arena arena;
        o2c_arena_init_buffer(&arena, buffer, size);
        bool failed = act(&arena, text, length);
        o2c_arena_deinit(&arena);
        free(buffer);
        if (!failed)
            return size;
    }
}

static char *read_file(const char *name, size_t *length)
{
    FILE *file = fopen(name, "rb");
    REQUIRE(file);
    char *text = malloc(1 << 20);
    REQUIRE(text);
    *length = fread(text, 1, 1 << 20, file);
    fclose(file);
    return text;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        action *act;
    } actions[] = {{"decode and encode", decode_and_encode},
                   {"validate", validate},
                   {"view and pour", view_and_pour},
                   {"decode half", decode_half}};
    REQUIRE(argc == 2);
    size_t length;
    char *text = read_file(argv[1], &length);
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        size_t once = fail_each(actions[i].act, false, text, length);
        size_t for_ever = fail_each(actions[i].act, true, text, length);
        size_t bytes = fill_each(actions[i].act, text, length);
        printf("%s: failed %zu and %zu allocations, %zu bytes suffice\n", actions[i].name, once,
               for_ever, bytes);
    }
    free(text);
    return 0;
}

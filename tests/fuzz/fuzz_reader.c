/*
 * Any bytes as JSON, read in every way that there is: skipped, taken as they stand, as a value, pulled
 * member by member; strings copied, viewed and in place; with and without bytes to spare behind the text.
 * All agree on whether it is JSON, on the first error, and on the value.
 */
#include <o2c/o2c.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef void (*way)(o2c_reader *r);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void by_skipping(o2c_reader *r)
{
    o2c_skip(r);
}

static void by_raw(o2c_reader *r)
{
    o2c_str raw = o2c_read_raw(r);
    require(!o2c_ok(r) || raw.len > 0);
}

static void by_value(o2c_reader *r)
{
    o2c_value value = o2c_read_value(r);
    require(o2c_ok(r) == (value.kind != O2C_NONE));
}

static void pull(o2c_reader *r);

static void pull_members(o2c_reader *r)
{
    o2c_object o;
    o2c_object_begin(r, &o, NULL, NULL);
    while (o2c_object_next(r, &o)) {
        o2c_str name = o2c_object_name(r, &o);
        require(!o2c_ok(r) || name.data);
        pull(r);
    }
    o2c_object_end(r, &o);
}

static void pull_elements(o2c_reader *r)
{
    o2c_array a;
    o2c_array_begin(r, &a);
    while (o2c_array_next(r, &a))
        pull(r);
    o2c_array_end(r, &a);
}

/* The way of emitted decoders. */
static void pull(o2c_reader *r)
{
    switch (o2c_peek(r)) {
    case O2C_NULL: o2c_expect_null(r); break;
    case O2C_BOOL: o2c_read_bool(r); break;
    case O2C_STRING: require(o2c_read_str(r).data || !o2c_ok(r)); break;
    case O2C_ARRAY: pull_elements(r); break;
    case O2C_OBJECT: pull_members(r); break;
    case O2C_NUMBER: /* numbers have limits of their own: see fuzz_value */
    case O2C_NONE: o2c_skip(r); break;
    }
}

/* Reads a copy with `padding` bytes of noise behind it. */
static void read_by(way how, const uint8_t *data, size_t size, o2c_string_mode mode, size_t padding,
                    o2c_error *error)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_read_options options = {mode, 64, padding, NULL};
    o2c_reader r;
    char *text = malloc(size + padding + 1);
    require(text != NULL);
    if (size)
        memcpy(text, data, size);
    memset(text + size, '"', padding);
    o2c_reader_init(&r, &arena, text, size, &options);
    how(&r);
    bool ok = o2c_reader_finish(&r, error);
    require(ok == (error->code == O2C_OK));
    require(ok ||
            (error->pointer && error->offset <= size && error->line > 0 && error->column > 0));
    error->pointer = NULL;
    o2c_arena_deinit(&arena);
    free(text);
}

static void require_same_error(const o2c_error *a, const o2c_error *b, bool place)
{
    require(a->code == b->code);
    if (a->code != O2C_OK && place)
        require(a->offset == b->offset && a->line == b->line && a->column == b->column);
}

/* Skipping is what the other ways are compared with. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const way ways[] = {by_skipping, by_raw, by_value, pull};
    o2c_error first, error;
    read_by(by_skipping, data, size, O2C_STRINGS_COPY, 0, &first);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        for (int mode = O2C_STRINGS_COPY; mode <= O2C_STRINGS_IN_PLACE; mode++) {
            for (size_t padding = 0; padding <= 64; padding += 32) {
                read_by(ways[i], data, size, (o2c_string_mode)mode, padding, &error);
                /* in place, what was unescaped has moved */
                require_same_error(&first, &error, mode != O2C_STRINGS_IN_PLACE);
            }
        }
    }
    return 0;
}

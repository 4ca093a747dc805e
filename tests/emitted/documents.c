/*
 * Whole documents through an emitted library:
 *
 *     documents all FILE...          there and back, in every string mode and layout
 *     documents truncate N FILE...   N random places to cut at: all refused, and well told
 *     documents mutate N FILE...     N single-byte faults
 *     documents fixed FILE...        arenas over buffers of all sizes
 *
 * The type is known by the file's name: timeline_* or thread_*.
 */
#include "drive.h"

#define ROOT feed_app_bsky_feed_get_timeline_response
#include "root.h"
#undef ROOT
#define ROOT feed_app_bsky_feed_get_post_thread_response
#include "root.h"

typedef struct subject {
    const char *path;
    const root *type;
    bytes text;
} subject;

/* An arena that counts, and room for the struct. */
typedef struct bench {
    heap heap;
    o2c_allocator allocator;
    o2c_arena arena;
    void *out, *again;
} bench;

static subject subject_of(const char *path)
{
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    subject s = {path, &feed_app_bsky_feed_get_timeline_response_root, bytes_read(path)};
    if (strncmp(name, "timeline", 8) != 0)
        s.type = &feed_app_bsky_feed_get_post_thread_response_root;
    while (s.text.length && strchr(" \t\r\n", s.text.data[s.text.length - 1]))
        s.text.length--;
    bytes exact = bytes_of(s.text.data, s.text.length);
    free(s.text.data);
    s.text = exact;
    return s;
}

static void bench_init(bench *b, const root *type)
{
    memset(b, 0, sizeof *b);
    b->allocator = heap_allocator(&b->heap);
    o2c_arena_init(&b->arena, &b->allocator, 0);
    b->out = malloc(type->size);
    b->again = malloc(type->size);
    REQUIRE(b->out && b->again, "out of memory");
    memset(b->out, 0xAA, type->size);
    memset(b->again, 0xAA, type->size);
}

static void bench_free(bench *b)
{
    o2c_arena_deinit(&b->arena);
    REQUIRE(b->heap.live == 0, "%zu bytes leak", b->heap.live);
    free(b->out);
    free(b->again);
}

static void require_zero(const void *out, size_t size)
{
    for (size_t i = 0; i < size; i++)
        REQUIRE(((const char *)out)[i] == 0, "byte %zu of a failed result is set", i);
}

static void require_same_value(o2c_arena *arena, bytes a, const char *b, size_t length)
{
    o2c_value x, y;
    o2c_error error;
    REQUIRE(o2c_value_parse(arena, a.data, a.length, &x, &error), "%s: %s", error.pointer,
            error.message);
    REQUIRE(o2c_value_parse(arena, b, length, &y, &error), "%s: %s", error.pointer, error.message);
    REQUIRE(o2c_value_equal(&x, &y), "another value: %.*s", length < 2000 ? (int)length : 2000, b);
}

/* ---- there and back ---- */

static const o2c_write_options layouts[] = {
    {0, false, false, 0}, {2, false, false, 0}, {0, true, false, 0}, {0, false, true, 0}};

static void write_layouts(const subject *s, bench *b)
{
    for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++) {
        o2c_writer w;
        o2c_error error;
        size_t length;
        o2c_writer_init(&w, &b->arena, &layouts[i]);
        s->type->write(&w, b->out);
        char *json = o2c_writer_finish(&w, &length, &error);
        REQUIRE(json, "%s, layout %zu: %s", s->path, i, error.message);
        REQUIRE(strlen(json) == length, "%s, layout %zu: length", s->path, i);
        require_same_value(&b->arena, s->text, json, length);
    }
}

/* Reads a copy of the text with that many bytes behind it; the copy lives until the struct is done with. */
static void round_trip(const subject *s, o2c_string_mode mode, size_t padding)
{
    bench b;
    bench_init(&b, s->type);
    o2c_read_options options = {mode, 0, padding, NULL};
    bytes copy = {calloc(1, s->text.length + padding + 1), s->text.length};
    REQUIRE(copy.data, "out of memory");
    memcpy(copy.data, s->text.data, s->text.length);
    if (padding == 0) {
        free(copy.data);
        copy = bytes_of(s->text.data, s->text.length);
    }
    o2c_reader r;
    o2c_error error;
    o2c_reader_init(&r, &b.arena, copy.data, copy.length, &options);
    bool ok = s->type->read(&r, b.out);
    REQUIRE(o2c_reader_finish(&r, &error) && ok, "%s: %s: %s", s->path, error.pointer,
            error.message);
    if (mode == O2C_STRINGS_COPY) { /* then the text may go */
        memset(copy.data, '!', copy.length);
        REQUIRE(s->type->check(&b.arena, b.out, &error), "%s: %s", error.pointer, error.message);
    }
    write_layouts(s, &b);
    bench_free(&b);
    free(copy.data);
}

static void there_and_back(const subject *s)
{
    static const size_t paddings[] = {0, 1, 32, 64};
    for (int mode = O2C_STRINGS_COPY; mode <= O2C_STRINGS_IN_PLACE; mode++) {
        for (size_t i = 0; i < sizeof paddings / sizeof paddings[0]; i++) {
            if (s->text.length < 1000000 || i % 4 == 0)
                round_trip(s, (o2c_string_mode)mode, paddings[i]);
        }
    }
    bench b;
    bench_init(&b, s->type);
    o2c_error errors[4];
    REQUIRE(s->type->validate(&b.arena, s->text.data, s->text.length, errors, 4) == 0, "%s: %s: %s",
            s->path, errors[0].pointer, errors[0].message);
    bench_free(&b);
}

/* ---- faults ---- */

/* What must hold of a text that is not accepted. */
static void require_told(const subject *s, bench *b, bytes t, const o2c_error *error)
{
    o2c_error errors[3];
    require_zero(b->out, s->type->size);
    require_place(error, t);
    size_t found = s->type->validate(&b->arena, t.data, t.length, errors, 3);
    REQUIRE(found > 0, "%s: decode says %s: %s, validate nothing", s->path, error->pointer,
            error->message);
    for (size_t i = 0; i < found && i < 3; i++)
        require_place(&errors[i], t);
    REQUIRE(errors[0].code == error->code && errors[0].offset == error->offset &&
                strcmp(errors[0].pointer, error->pointer) == 0,
            "%s: decode says %s: %s at %zu, validate %s: %s at %zu", s->path, error->pointer,
            error->message, error->offset, errors[0].pointer, errors[0].message, errors[0].offset);
}

static void truncate_at(const subject *s, bench *b, const o2c_value *intact, size_t length,
                        unsigned turn)
{
    bytes t = bytes_of(s->text.data, length);
    o2c_read_options options = {(o2c_string_mode)(turn % 3), 0, 0, NULL};
    o2c_error error;
    o2c_reader r;
    memset(b->out, 0xAA, s->type->size);
    o2c_reader_init(&r, &b->arena, t.data, t.length, &options);
    s->type->read(&r, b->out);
    REQUIRE(!o2c_decode_end(&r, b->out, s->type->size, &error), "%s: accepted, cut at %zu", s->path,
            length);
    REQUIRE(pointer_leads(intact, error.pointer), "%s, cut at %zu: %s leads nowhere", s->path,
            length, error.pointer);
    if (options.strings != O2C_STRINGS_IN_PLACE)
        require_told(s, b, t, &error);
    free(t.data);
    o2c_arena_reset(&b->arena);
    if (turn % 20 == 0) { /* and the arena is as good as new */
        REQUIRE(s->type->decode(&b->arena, s->text.data, s->text.length, b->out, &error), "%s: %s",
                s->path, error.message);
        o2c_arena_reset(&b->arena);
    }
}

static void truncate_often(const subject *s, unsigned times)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_value intact;
    uint64_t state = 20240712;
    bench b;
    bench_init(&b, s->type);
    REQUIRE(o2c_value_parse(&arena, s->text.data, s->text.length, &intact, NULL), "%s", s->path);
    for (unsigned i = 0; i < times; i++)
        truncate_at(s, &b, &intact, random_below(&state, s->text.length), i);
    bench_free(&b);
    o2c_arena_deinit(&arena);
}

/* decode, encode, decode, encode: the two texts are the same, and the same value as what was read. */
static void require_fixed_point(const subject *s, bench *b, bytes t)
{
    size_t first_length, second_length;
    o2c_error error = {0};
    char *first = s->type->encode(&b->arena, b->out, &first_length, &error);
    REQUIRE(first, "%s: %s: %s: %.*s", s->path, error.pointer, error.message, (int)t.length,
            t.data);
    REQUIRE(s->type->decode(&b->arena, first, first_length, b->again, &error), "%s: %s: %s in %s",
            s->path, error.pointer, error.message, first);
    char *second = s->type->encode(&b->arena, b->again, &second_length, &error);
    REQUIRE(second && first_length == second_length && memcmp(first, second, first_length) == 0,
            "%s: no fixed point:\n%s\n%s", s->path, first, second ? second : error.message);
    require_same_value(&b->arena, t, first, first_length);
}

/* The text with one byte flipped, changed, taken away or put in. */
static bytes mutate(const bytes *original, uint64_t *state)
{
    static const char telling[] = "{}[]:,\"\\0123456789-+.eEtfn$#/\x80\xff\0 \n";
    size_t at = random_below(state, original->length);
    char byte = telling[random_below(state, sizeof telling - 1)];
    bytes t = {malloc(original->length + 1), original->length};
    REQUIRE(t.data, "out of memory");
    memcpy(t.data, original->data, original->length);
    switch (random_below(state, 4)) {
    case 0: t.data[at] = (char)((unsigned char)t.data[at] ^ 1u << random_below(state, 8)); break;
    case 1: t.data[at] = byte; break;
    case 2: memmove(t.data + at, t.data + at + 1, --t.length - at); break;
    default:
        memmove(t.data + at + 1, t.data + at, t.length++ - at);
        t.data[at] = byte;
        break;
    }
    bytes exact = bytes_of(t.data, t.length);
    free(t.data);
    return exact;
}

static void mutate_often(const subject *s, unsigned times)
{
    uint64_t state = 421;
    unsigned accepted = 0;
    bench b;
    bench_init(&b, s->type);
    for (unsigned i = 0; i < times; i++) {
        bytes t = mutate(&s->text, &state);
        o2c_error error;
        memset(b.out, 0xAA, s->type->size);
        if (s->type->decode(&b.arena, t.data, t.length, b.out, &error)) {
            accepted++;
            REQUIRE(s->type->validate(&b.arena, t.data, t.length, &error, 1) == 0, "%s: %s: %s",
                    s->path, error.pointer, error.message);
            require_fixed_point(s, &b, t);
        } else {
            require_told(s, &b, t, &error);
        }
        free(t.data);
        o2c_arena_reset(&b.arena);
    }
    bench_free(&b);
    printf("%s: %u of %u mutants accepted\n", s->path, accepted, times);
}

/* ---- fixed arenas ---- */

/* Whether the document decodes in `size` bytes; if not, for want of memory. */
static bool fits(const subject *s, size_t size, size_t shift)
{
    static const char behind[] = "neither here nor there";
    char *memory = malloc(size + shift + sizeof behind);
    void *out = malloc(s->type->size);
    o2c_arena arena;
    o2c_error error;
    REQUIRE(memory && out, "out of memory");
    memcpy(memory + size + shift, behind, sizeof behind);
    o2c_arena_init_buffer(&arena, memory + shift, size);
    bool ok = s->type->decode(&arena, s->text.data, s->text.length, out, &error);
    REQUIRE(ok || error.code == O2C_E_MEMORY, "%s in %zu bytes: %s: %s", s->path, size,
            error.pointer, error.message);
    if (!ok) {
        require_place(&error, s->text);
        require_zero(out, s->type->size);
        o2c_arena_reset(&arena);
        REQUIRE(size < 8192 || o2c_arena_alloc(&arena, 1024, 8), "the buffer is lost");
    }
    REQUIRE(memcmp(memory + size + shift, behind, sizeof behind) == 0,
            "%s: written beyond %zu bytes", s->path, size);
    o2c_arena_deinit(&arena);
    free(memory);
    free(out);
    return ok;
}

static void fixed_sizes(const subject *s)
{
    size_t enough = 1024;
    while (!fits(s, enough, 0))
        enough *= 2;
    for (size_t size = 0; size < enough; size += size < 600 || s->text.length < 10000 ? 1 : 97)
        fits(s, size, size % 17);
    printf("%s: %zu bytes of arena are enough for %zu of text\n", s->path, enough, s->text.length);
}

int main(int argc, char **argv)
{
    REQUIRE(argc > 2, "usage: documents all|truncate N|mutate N|fixed FILE...");
    bool counted = strcmp(argv[1], "truncate") == 0 || strcmp(argv[1], "mutate") == 0;
    unsigned times = counted ? (unsigned)strtoul(argv[2], NULL, 10) : 0;
    for (int i = counted ? 3 : 2; i < argc; i++) {
        subject s = subject_of(argv[i]);
        switch (argv[1][0]) {
        case 'a': there_and_back(&s); break;
        case 't': truncate_often(&s, times); break;
        case 'm': mutate_often(&s, times); break;
        default: fixed_sizes(&s); break;
        }
        free(s.text.data);
    }
    return 0;
}

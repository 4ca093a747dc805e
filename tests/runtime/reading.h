/** What the tests of the reading half share: shapes made at run time, texts with exact bounds. */
#ifndef TEST_READING_H
#define TEST_READING_H

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "internal.h"
#include <o2c/o2c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHAPE_KEYS = 140, SHAPE_BUCKETS = 64, SHAPE_NAMES = 4096 };

typedef struct shape {
    o2c_shape head;
    uint64_t required[4];
    o2c_key keys[SHAPE_KEYS];
    uint32_t guesses[256]; /* by the first byte of the name */
    uint16_t buckets[SHAPE_BUCKETS];
    char names[SHAPE_NAMES];
} shape;

static inline o2c_str shape_bare(const shape *s, const o2c_key *k)
{
    o2c_str name = {s->names + k->at, k->len};
    if (k->form != O2C_KEY_ESCAPED && name.data[0] == '"') {
        name.data++;
        name.len -= s->names[k->at + k->len - 1] == ':' ? 3u : 2u;
    }
    return name;
}

/**
 * Makes a shape from `count` tokens, `"id":` or `"cat"` or `12`. A leading ! makes a member required;
 * a leading ^ says that the bare name follows, which needs escapes.
 */
static inline const shape *shape_make(shape *s, unsigned flags, const char *const *tokens,
                                      size_t count)
{
    memset(s, 0, sizeof *s);
    s->head.key_count = (uint32_t)count;
    s->head.bucket_mask = SHAPE_BUCKETS - 1;
    s->head.keys_at = (uint32_t)offsetof(shape, keys);
    s->head.buckets_at = (uint32_t)offsetof(shape, buckets);
    s->head.guesses_at = (uint32_t)offsetof(shape, guesses);
    s->head.multiplier = 1;
    s->head.window_shift = s->head.guesses_shift = 56;
    s->head.names_at = (uint32_t)offsetof(shape, names);
    s->head.word_count = (uint16_t)(count / 64 + 1);
    s->head.flags = (uint16_t)flags;
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        const char *token = tokens[i];
        o2c_key *k = &s->keys[i];
        if (*token == '!') {
            s->required[i / 64] |= (uint64_t)1 << i % 64;
            s->head.required_at = (uint32_t)offsetof(shape, required);
            token++;
        }
        k->form = *token == '^';
        token += k->form;
        k->at = at;
        k->len = (uint16_t)strlen(token);
        if (k->form == O2C_KEY_PLAIN && k->len <= 16) {
            k->form = (uint16_t)(32 - k->len);
        }
        k->member = (uint16_t)i;
        memcpy(s->names + at, token, k->len);
        at += k->len;
        assert_true(at + 16 <= SHAPE_NAMES);
        o2c_str bare = shape_bare(s, k);
        uint16_t *bucket = &s->buckets[o2c_key_hash(bare.data, bare.len) & s->head.bucket_mask];
        s->guesses[bare.len > 0 ? (unsigned char)*bare.data : 0] =
            O2C_GUESS(offsetof(shape, names) + k->at, i, k->form >= 16 ? k->form : 0);
        k->next = *bucket;
        *bucket = (uint16_t)(i + 1);
    }
    return s;
}

#define SHAPE(s, flags, ...)                                                                       \
    shape_make((s), (flags), (const char *const[]){__VA_ARGS__},                                   \
               sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

/** A reader over a copy of the text without a byte to spare, so that ASan sees every step outside. */
typedef struct fixture {
    o2c_arena arena;
    o2c_reader reader;
    o2c_error error;
    char *text;
} fixture;

static inline o2c_reader *open_bytes(fixture *f, const char *text, size_t length,
                                     const o2c_read_options *options)
{
    o2c_arena_init(&f->arena, NULL, 0);
    f->text = malloc(length > 0 ? length : 1);
    assert_non_null(f->text);
    memcpy(f->text, text, length);
    char *start = length > 0 ? f->text : f->text + 1; /* one past: nothing may be read */
    o2c_reader_init(&f->reader, &f->arena, start, length, options);
    return &f->reader;
}

static inline o2c_reader *open_text(fixture *f, const char *text)
{
    return open_bytes(f, text, strlen(text), NULL);
}

static inline o2c_reader *open_mode(fixture *f, const char *text, o2c_string_mode mode)
{
    o2c_read_options options = {mode, 0, 0, NULL};
    return open_bytes(f, text, strlen(text), &options);
}

static inline void close_text(fixture *f)
{
    o2c_reader_forget(&f->reader);
    o2c_arena_deinit(&f->arena);
    free(f->text);
}

/** Finishes, checks that all went well, and frees. */
static inline void close_fine(fixture *f)
{
    bool fine = o2c_reader_finish(&f->reader, &f->error);
    if (!fine) {
        print_message("%s: %s\n", f->error.pointer, f->error.message);
    }
    assert_true(fine);
    assert_int_equal(f->error.code, O2C_OK);
    close_text(f);
}

/** Finishes, checks the error's code, pointer and message (NULL: any), and frees. */
static inline void close_error(fixture *f, o2c_code code, const char *pointer, const char *message)
{
    assert_false(o2c_reader_finish(&f->reader, &f->error));
    if (f->error.code != code) {
        print_message("%s: %s\n", f->error.pointer, f->error.message);
    }
    assert_int_equal(f->error.code, code);
    if (pointer != NULL) {
        assert_string_equal(f->error.pointer, pointer);
    }
    if (message != NULL) {
        assert_string_equal(f->error.message, message);
    }
    close_text(f);
}

/** Checks a string, and that it is terminated where `terminated`. */
static inline void assert_str(o2c_str s, const char *expected, bool terminated)
{
    assert_non_null(s.data);
    assert_int_equal(s.len, strlen(expected));
    assert_memory_equal(s.data, expected, s.len);
    if (terminated) {
        assert_int_equal(s.data[s.len], 0);
    }
}

#endif

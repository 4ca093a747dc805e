#include "reading.h"

/*
 * One document with a bit of everything, read by a decoder as the generator would write it: cut at
 * every byte, changed at every byte, with every allocation failing in turn.
 */

static const char document[] =
    "{\"id\":\"caf\\u00e9 \xE2\x82\xAC\",\"count\":-12,\"big\":18446744073709551615,\"ratio\":0.25,"
    "\"flags\":[true,false,null],\"colour\":\"gr\\u0065en\",\"version\":1.0,\n"
    "  \"shapes\" : [ "
    "{\"inner\":[{\"r\":1,\"$type\":\"circle\"}],\"r\":2.5e1,\"$type\":\"circle\"},\n"
    "    {\"$type\":\"square\",\"side\":3,\"note\":\"plain\"} ],\"either\":[[1,2],\"two\",3],\n"
    "  \"extra\":{\"a\":[{},[],\"x\\n\"],\"b\":-1.5E+3},\"map\":{\"one\":1,\"t\\two\":2},"
    "\"raw\":{\"x\":[1]},\"unknown\":[{\"deep\":[[[\"\xF0\x9F\x98\x80\"]]]}],\"long\":\"a string "
    "that is longer than any register, so that it takes several turns of the loop\"}   ";

typedef struct figure {
    int kind;
    double size;
    o2c_str note;
    struct figure *inner;
    size_t inner_count;
} figure;

typedef struct rich {
    o2c_str id, note, raw;
    int64_t count;
    uint64_t big;
    double ratio;
    int colour;
    figure *figures;
    size_t figure_count;
    o2c_value extra;
    int64_t map_sum;
    size_t either_kinds[3], flag_count;
} rich;

static shape rich_shape, colour_shape, kind_shape, circle_shape, square_shape;

static int make_shapes(void **state)
{
    (void)state;
    SHAPE(&rich_shape, 0, "!\"id\":", "!\"count\":", "\"big\":", "\"ratio\":", "\"flags\":",
          "\"colour\":", "\"version\":", "\"shapes\":", "\"either\":", "\"extra\":", "\"map\":",
          "\"raw\":", "!\"long\":");
    SHAPE(&colour_shape, 0, "\"red\"", "\"green\"");
    SHAPE(&kind_shape, 0, "\"circle\"", "\"square\"");
    SHAPE(&circle_shape, O2C_SHAPE_CLOSED, "\"$type\":", "!\"r\":", "\"inner\":");
    SHAPE(&square_shape, O2C_SHAPE_CLOSED, "\"$type\":", "!\"side\":", "\"note\":");
    return 0;
}

static bool read_figures(o2c_reader *r, figure **items, size_t *count);

static bool read_figure(o2c_reader *r, figure *out)
{
    static const char name[] = "\"$type\":";
    o2c_object o;
    uint64_t seen[1] = {0};
    out->kind = o2c_read_tag(r, &kind_shape, O2C_LIT(name));
    if (out->kind < 0) {
        return o2c_ok(r);
    }
    o2c_object_begin(r, &o, out->kind == 0 ? &circle_shape : &square_shape, seen);
    while (o2c_object_next(r, &o)) {
        switch (o.member) {
        case 0: o2c_skip(r); break;
        case 1:
            out->size = o2c_read_f64(r);
            o2c_check_minimum(r, out->size, 0, true);
            break;
        default:
            if (out->kind == 0) {
                (void)read_figures(r, &out->inner, &out->inner_count);
            } else {
                out->note = o2c_read_str(r);
            }
            break;
        }
    }
    return o2c_object_end(r, &o);
}

static bool read_figures(o2c_reader *r, figure **items, size_t *count)
{
    o2c_array a;
    o2c_list list;
    o2c_array_begin(r, &a);
    o2c_list_begin(r, &list, sizeof(figure));
    while (o2c_array_next(r, &a)) {
        figure *item = o2c_list_push(r, &list);
        if (item == NULL) {
            break;
        }
        (void)read_figure(r, item);
    }
    *count = list.count;
    *items = o2c_list_end(r, &list);
    return o2c_array_end(r, &a);
}

static void read_either(o2c_reader *r, size_t kinds[3])
{
    o2c_attempt t;
    uint32_t branch = 0;
    o2c_attempt_begin(r, &t, 1, 3, true);
    while (o2c_attempt_next(r, &t)) {
        branch = t.branch;
        switch (branch) {
        case 0: (void)o2c_read_i64(r); break;
        case 1: (void)o2c_read_str(r); break;
        default: {
            o2c_value value = o2c_read_value(r);
            if (value.kind != O2C_ARRAY) {
                o2c_fail(r, O2C_E_TYPE, t.start, NULL, 0, 0);
            }
            break;
        }
        }
    }
    if (o2c_attempt_end(r, &t)) {
        kinds[branch]++;
    }
}

static void read_member(o2c_reader *r, rich *out, uint32_t member)
{
    o2c_array a;
    o2c_object o;
    switch (member) {
    case 0:
        out->id = o2c_read_str(r);
        o2c_check_length(r, out->id, 1, 100);
        break;
    case 1: out->count = o2c_read_i32(r); break;
    case 2: out->big = o2c_read_u64(r); break;
    case 3:
        out->ratio = o2c_read_f64(r);
        o2c_check_multiple(r, O2C_LIT("0.05"));
        break;
    case 4:
        o2c_array_begin(r, &a);
        while (o2c_array_next(r, &a)) {
            if (!o2c_read_null(r)) {
                (void)o2c_read_bool(r);
            }
        }
        out->flag_count = a.count;
        (void)o2c_array_end(r, &a);
        o2c_check_unique(r);
        break;
    case 5: out->colour = o2c_read_enum(r, &colour_shape); break;
    case 6: o2c_read_const(r, O2C_LIT("1")); break;
    case 7: (void)read_figures(r, &out->figures, &out->figure_count); break;
    case 8:
        o2c_array_begin(r, &a);
        while (o2c_array_next(r, &a)) {
            read_either(r, out->either_kinds);
        }
        (void)o2c_array_end(r, &a);
        break;
    case 9: out->extra = o2c_read_value(r); break;
    case 10:
        o2c_object_begin(r, &o, NULL, NULL);
        while (o2c_object_next(r, &o)) {
            (void)o2c_object_name(r, &o);
            out->map_sum += o2c_read_i64(r);
        }
        (void)o2c_object_end(r, &o);
        break;
    case 11: out->raw = o2c_read_raw(r); break;
    case 12: out->note = o2c_read_str(r); break;
    default: o2c_skip(r); break;
    }
}

static bool read_rich(o2c_reader *r, rich *out)
{
    o2c_object o;
    uint64_t seen[1] = {0};
    memset(out, 0, sizeof *out);
    o2c_object_begin(r, &o, &rich_shape, seen);
    while (o2c_object_next(r, &o)) {
        read_member(r, out, o.member);
    }
    return o2c_object_end(r, &o);
}

static void expect_rich(const rich *d)
{
    assert_str(d->id, "caf\xC3\xA9 \xE2\x82\xAC", false);
    assert_int_equal(d->count, -12);
    assert_true(d->big == UINT64_MAX && d->ratio == 0.25);
    assert_int_equal(d->colour, 1);
    assert_int_equal(d->flag_count, 3);
    assert_int_equal(d->figure_count, 2);
    assert_true(d->figures[0].size == 25 && d->figures[0].inner[0].size == 1);
    assert_str(d->figures[1].note, "plain", false);
    assert_int_equal(d->either_kinds[0] + d->either_kinds[1] + d->either_kinds[2], 3);
    assert_int_equal(d->extra.count, 2);
    assert_int_equal(d->map_sum, 3);
    assert_str(d->raw, "{\"x\":[1]}", false);
    assert_int_equal(d->note.len, 85);
}

static void the_document_is_read_in_every_mode(void **state)
{
    (void)state;
    for (int mode = 0; mode <= O2C_STRINGS_IN_PLACE; mode++) {
        fixture f;
        rich out;
        assert_true(read_rich(open_mode(&f, document, (o2c_string_mode)mode), &out));
        expect_rich(&out);
        close_fine(&f);
    }
}

static void every_cut_is_refused(void **state)
{
    (void)state;
    size_t full = (size_t)(strrchr(document, '}') - document) + 1;
    for (int mode = 0; mode <= O2C_STRINGS_IN_PLACE; mode++) {
        for (size_t length = 0; length < full; length++) {
            fixture f;
            rich out;
            o2c_read_options options = {(o2c_string_mode)mode, 0, 0, NULL};
            assert_false(read_rich(open_bytes(&f, document, length, &options), &out));
            assert_false(o2c_reader_finish(&f.reader, &f.error));
            assert_non_null(f.error.pointer);
            assert_true(f.error.offset <= length && f.error.message[0] != '\0');
            close_text(&f);
            o2c_skip(open_bytes(&f, document, length, &options));
            assert_false(o2c_reader_finish(&f.reader, NULL));
            close_text(&f);
        }
    }
}

static void every_changed_byte_is_survived(void **state)
{
    (void)state;
    static const char others[] = "\0\"\\{}[],:x0-e.\x80\xFF\n";
    char text[sizeof document];
    for (size_t at = 0; at + 1 < sizeof document; at++) {
        for (size_t i = 0; i < sizeof others; i++) {
            for (int mode = 0; mode <= O2C_STRINGS_IN_PLACE; mode += 2) {
                fixture f;
                rich out;
                memcpy(text, document, sizeof text);
                text[at] = others[i];
                o2c_read_options options = {(o2c_string_mode)mode, 0, 0, NULL};
                o2c_reader *r = open_bytes(&f, text, sizeof text - 1, &options);
                bool read = read_rich(r, &out);
                bool fine = o2c_reader_finish(r, &f.error);
                assert_true(read || !fine);
                assert_int_equal(fine, f.error.code == O2C_OK);
                close_text(&f);
            }
        }
    }
}

static void every_changed_byte_is_survived_while_collecting(void **state)
{
    (void)state;
    static const char others[] = "\"{[,:x0";
    char text[sizeof document];
    for (size_t at = 0; at + 1 < sizeof document; at++) {
        for (size_t i = 0; i < sizeof others; i++) {
            fixture f;
            rich out;
            o2c_error errors[8];
            memcpy(text, document, sizeof text);
            text[at] = others[i];
            o2c_reader *r = open_bytes(&f, text, sizeof text - 1, NULL);
            o2c_reader_collect(r, errors, 8);
            (void)read_rich(r, &out);
            bool fine = o2c_reader_finish(r, &f.error);
            assert_int_equal(fine, r->error_count == 0);
            close_text(&f);
        }
    }
}

/* ---- memory ---- */

typedef struct counter {
    size_t calls, fail_at, held;
} counter;

static void *count_alloc(void *user, size_t size)
{
    counter *c = user;
    if (++c->calls >= c->fail_at && c->fail_at != 0) { /* once none is left, none is left */
        return NULL;
    }
    c->held += size;
    return malloc(size);
}

static void count_free(void *user, void *memory, size_t size)
{
    counter *c = user;
    c->held -= size;
    free(memory);
}

static void every_failed_allocation_is_an_error(void **state)
{
    (void)state;
    size_t failures = 0;
    for (size_t fail_at = 1;; fail_at++) {
        counter c = {0, fail_at, 0};
        o2c_allocator allocator = {count_alloc, count_free, &c};
        fixture f;
        rich out;
        o2c_reader *r = open_text(&f, document);
        o2c_arena_init(&f.arena, &allocator, 0);
        bool fine = read_rich(r, &out);
        assert_int_equal(o2c_reader_finish(r, &f.error), fine);
        if (!fine) {
            assert_int_equal(f.error.code, O2C_E_MEMORY);
            failures++;
        }
        close_text(&f);
        assert_int_equal(c.held, 0);
        if (c.calls < fail_at) {
            break;
        }
    }
    assert_true(failures >= 3);
}

static void every_size_of_buffer_is_enough_or_an_error(void **state)
{
    (void)state;
    bool fine = false;
    for (size_t size = 0; size < 20000 && !fine; size += 37) {
        fixture f;
        rich out;
        char *buffer = malloc(size > 0 ? size : 1);
        o2c_reader *r = open_text(&f, document);
        o2c_arena_init_buffer(&f.arena, buffer, size);
        fine = read_rich(r, &out);
        assert_int_equal(o2c_reader_finish(r, &f.error), fine);
        if (fine) {
            expect_rich(&out);
        } else {
            assert_int_equal(f.error.code, O2C_E_MEMORY);
        }
        close_text(&f);
        free(buffer);
    }
    assert_true(fine);
}

static void a_used_arena_costs_no_allocation(void **state)
{
    (void)state;
    counter c = {0, 0, 0};
    o2c_allocator allocator = {count_alloc, count_free, &c};
    o2c_arena arena;
    size_t calls = 0;
    o2c_arena_init(&arena, &allocator, 0);
    for (int round = 0; round < 8; round++) {
        fixture f;
        rich out;
        o2c_reader *r = open_text(&f, document);
        r->arena = &arena;
        assert_true(read_rich(r, &out));
        assert_true(o2c_reader_finish(r, NULL));
        expect_rich(&out);
        o2c_arena_reset(&arena);
        close_text(&f);
        if (round == 2) {
            calls = c.calls;
        }
    }
    assert_int_equal(c.calls, calls);
    o2c_arena_deinit(&arena);
    assert_int_equal(c.held, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_document_is_read_in_every_mode),
        cmocka_unit_test(every_cut_is_refused),
        cmocka_unit_test(every_changed_byte_is_survived),
        cmocka_unit_test(every_changed_byte_is_survived_while_collecting),
        cmocka_unit_test(every_failed_allocation_is_an_error),
        cmocka_unit_test(every_size_of_buffer_is_enough_or_an_error),
        cmocka_unit_test(a_used_arena_costs_no_allocation),
    };
    return cmocka_run_group_tests_name("runtime.reader_rich", tests, make_shapes, NULL);
}

#include "reading.h"

/* An allocator that counts, and fails when told. */
typedef struct counter {
    size_t calls, frees, held, room;
} counter;

static void *count_alloc(void *user, size_t size)
{
    counter *c = user;
    c->calls++;
    if (c->room != 0 && c->held + size > c->room) {
        return NULL;
    }
    c->held += size;
    return malloc(size);
}

static void count_free(void *user, void *memory, size_t size)
{
    counter *c = user;
    c->frees++;
    c->held -= size;
    free(memory);
}

static void arena_gives_aligned_memory_that_stays(void **state)
{
    (void)state;
    o2c_arena arena = O2C_ARENA_INIT;
    char *first = NULL;
    for (size_t i = 1; i < 3000; i++) {
        size_t align = (size_t)1 << i % 5;
        char *p = o2c_arena_alloc(&arena, i, align);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % align, 0);
        memset(p, (int)(i & 0x7F), i);
        if (i == 1) {
            first = p;
        }
    }
    assert_int_equal(first[0], 1);
    o2c_arena_deinit(&arena);
    assert_int_equal(arena.held, 0);
}

static void arena_grows_in_few_blocks(void **state)
{
    (void)state;
    counter c = {0};
    o2c_allocator allocator = {count_alloc, count_free, &c};
    o2c_arena arena;
    o2c_arena_init(&arena, &allocator, 0);
    for (int i = 0; i < 100000; i++) {
        assert_non_null(o2c_arena_alloc(&arena, 40, 8));
    }
    assert_in_range(c.calls, 1, 16);
    o2c_arena_deinit(&arena);
    assert_int_equal(c.calls, c.frees);
    assert_int_equal(c.held, 0);
}

static void arena_reset_needs_no_more_memory_for_the_same_work(void **state)
{
    (void)state;
    counter c = {0};
    o2c_allocator allocator = {count_alloc, count_free, &c};
    o2c_arena arena;
    o2c_arena_init(&arena, &allocator, 0);
    size_t calls = 0;
    for (int round = 0; round < 6; round++) {
        for (int i = 0; i < 5000; i++) {
            assert_non_null(o2c_arena_alloc(&arena, (size_t)(i % 700), 8));
        }
        assert_non_null(o2c_arena_alloc(&arena, 3000000, 16));
        char *run = NULL;
        for (size_t used = 0; used < 100000; used += 100) {
            run = o2c_scratch_extend(&arena, run, used, 100);
            assert_non_null(run);
        }
        o2c_scratch_mark none = {NULL, NULL};
        o2c_scratch_back(&arena, none);
        void *pin = o2c_arena_pin(&arena, 50000);
        assert_non_null(pin);
        o2c_arena_unpin(&arena, pin);
        o2c_arena_reset(&arena);
        if (round == 2) {
            calls = c.calls;
        }
    }
    assert_int_equal(c.calls, calls);
    o2c_arena_deinit(&arena);
    assert_int_equal(c.held, 0);
}

static void arena_holds_to_its_limit(void **state)
{
    (void)state;
    o2c_arena arena;
    o2c_arena_init(&arena, NULL, 20000);
    size_t total = 0;
    while (o2c_arena_alloc(&arena, 100, 1) != NULL) {
        total += 100;
        assert_true(arena.held <= 20000);
    }
    assert_in_range(total, 10000, 20000);
    assert_null(o2c_arena_alloc(&arena, SIZE_MAX, 1));
    assert_null(o2c_arena_alloc(&arena, SIZE_MAX - 20, 16));
    o2c_arena_deinit(&arena);
}

static void arena_in_a_buffer_never_leaves_it(void **state)
{
    (void)state;
    char *buffer = malloc(2001);
    o2c_arena arena;
    for (size_t size = 0; size < 2000; size += 7) {
        o2c_arena_init_buffer(&arena, buffer + 1, size);
        for (int round = 0; round < 2; round++) {
            o2c_scratch_mark none = {NULL, NULL};
            char *run = o2c_scratch_extend(&arena, NULL, 0, 64);
            void *pin = o2c_arena_pin(&arena, 100);
            char *more = run != NULL ? o2c_scratch_extend(&arena, run, 64, 300) : NULL;
            if (more != NULL) {
                memset(more, 1, 364);
            }
            size_t total = 0;
            for (char *p = o2c_arena_alloc(&arena, 33, 8); p != NULL;
                 p = o2c_arena_alloc(&arena, 33, 8)) {
                memset(p, 2, 33);
                total += 33;
            }
            assert_true(total <= size);
            o2c_arena_unpin(&arena, pin);
            o2c_scratch_back(&arena, none);
            o2c_arena_reset(&arena);
        }
        o2c_arena_deinit(&arena);
    }
    free(buffer);
}

static void arena_rollback_drops_what_came_after_the_mark(void **state)
{
    (void)state;
    counter c = {0};
    o2c_allocator allocator = {count_alloc, count_free, &c};
    o2c_arena arena;
    o2c_arena_init(&arena, &allocator, 0);
    o2c_arena_mark start = o2c_arena_here(&arena);
    char *kept = o2c_arena_alloc(&arena, 10, 1);
    memset(kept, 7, 10);
    o2c_arena_mark mark = o2c_arena_here(&arena);
    char *pin = o2c_arena_pin(&arena, 100);
    memset(pin, 9, 100);
    size_t calls = 0;
    for (int round = 0; round < 50; round++) {
        for (int i = 0; i < 500; i++) {
            assert_non_null(o2c_arena_alloc(&arena, 30, 8));
        }
        assert_non_null(o2c_arena_alloc(&arena, 100000, 8));
        o2c_arena_rollback(&arena, mark);
        char *next = o2c_arena_alloc(&arena, 1, 1);
        assert_ptr_equal(next, kept + 10);
        o2c_arena_rollback(&arena, mark);
        if (round == 0) {
            calls = c.calls;
        }
    }
    assert_int_equal(c.calls, calls); /* given-up blocks are used again */
    assert_int_equal(kept[9], 7);
    assert_int_equal(pin[99], 9);
    o2c_arena_rollback(&arena, start);
    o2c_arena_deinit(&arena);
    assert_int_equal(c.held, 0);
}

static void scratch_does_not_move_what_lies_below(void **state)
{
    (void)state;
    o2c_arena arena = O2C_ARENA_INIT;
    char *outer = o2c_scratch_extend(&arena, NULL, 0, 1000);
    memset(outer, 1, 1000);
    o2c_scratch_mark mark = o2c_scratch_here(&arena);
    char *inner = NULL;
    for (size_t used = 0; used < 50000; used += 500) {
        inner = o2c_scratch_extend(&arena, inner, used, 500);
        assert_non_null(inner);
        assert_int_equal((uintptr_t)inner % 16, 0);
        memset(inner + used, 2, 500);
    }
    assert_int_equal(outer[999], 1);
    assert_int_equal(inner[0], 2);
    o2c_scratch_back(&arena, mark);
    char *again = o2c_scratch_extend(&arena, outer, 1000, 8);
    assert_ptr_equal(again, outer);
    o2c_arena_deinit(&arena);
}

static void arena_str_is_terminated(void **state)
{
    (void)state;
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_str s = o2c_arena_str(&arena, "ab\0c", 4);
    assert_int_equal(s.len, 4);
    assert_memory_equal(s.data, "ab\0c\0", 5);
    s = o2c_arena_str(&arena, NULL, 0);
    assert_str(s, "", true);
    o2c_arena_deinit(&arena);
    o2c_arena_init_buffer(&arena, NULL, 0);
    s = o2c_arena_str(&arena, "a", 1);
    assert_null(s.data);
    assert_int_equal(s.len, 0);
}

static void arena_survives_every_failed_allocation(void **state)
{
    (void)state;
    for (size_t room = 1; room < 200000; room += 3001) {
        counter c = {0, 0, 0, room};
        o2c_allocator allocator = {count_alloc, count_free, &c};
        o2c_arena arena;
        o2c_arena_init(&arena, &allocator, 0);
        size_t got = 0;
        while (got < 1000 && o2c_arena_alloc(&arena, 999, 4) != NULL) {
            got++;
        }
        assert_true(got * 999 < room);
        o2c_arena_reset(&arena);
        o2c_arena_deinit(&arena);
        assert_int_equal(c.held, 0);
    }
}

static void strings_compare_by_bytes(void **state)
{
    (void)state;
    o2c_str none = {NULL, 0};
    assert_true(o2c_str_eq(o2c_str_of("a"), o2c_str_of("a")));
    assert_false(o2c_str_eq(o2c_str_of("a"), o2c_str_of("b")));
    assert_false(o2c_str_eq(o2c_str_of("a"), o2c_str_of("aa")));
    assert_true(o2c_str_eq(none, o2c_str_of("")));
    assert_int_equal(o2c_str_of(NULL).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_aligned_memory_that_stays),
        cmocka_unit_test(arena_grows_in_few_blocks),
        cmocka_unit_test(arena_reset_needs_no_more_memory_for_the_same_work),
        cmocka_unit_test(arena_holds_to_its_limit),
        cmocka_unit_test(arena_in_a_buffer_never_leaves_it),
        cmocka_unit_test(arena_rollback_drops_what_came_after_the_mark),
        cmocka_unit_test(scratch_does_not_move_what_lies_below),
        cmocka_unit_test(arena_str_is_terminated),
        cmocka_unit_test(arena_survives_every_failed_allocation),
        cmocka_unit_test(strings_compare_by_bytes),
    };
    return cmocka_run_group_tests_name("runtime.arena", tests, NULL, NULL);
}

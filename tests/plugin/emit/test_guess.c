/* plugin/emit/guess.c: every name that got an entry is found there by the reader's own function. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "emit/guess.h"

#include <o2c/shape.h>
#include <stdio.h>
#include <string.h>

enum { MANY = 300 };

static struct {
    o2c_shape head;
    uint32_t guesses[1024];
} shape;

/* The guesses for `count` names of members; those from `odd` on need escapes. */
static shape_guesses guess(mem *m, const char *const *texts, size_t count, size_t odd)
{
    shape_names names = {0};
    bool plain[MANY] = {false};
    for (size_t i = 0; i < count; i++) {
        list_push(m, &names, (shape_name){str_of(texts[i]), true, (uint32_t)i});
        plain[i] = i < odd;
    }
    shape_guesses g = guesses_find(m, &names, plain, STR("\":"));
    assert_true(g.count >= 2 && g.count <= 1024 && (g.count & (g.count - 1)) == 0);
    assert_int_equal(g.count, (uint64_t)1 << (64 - g.guesses_shift));
    assert_true(g.window_at <= O2C_WINDOW_MAX && g.window_shift < 64);
    return g;
}

/* How many of the names the reader guesses, whatever stands behind them. */
static size_t guessed(const shape_guesses *g, const char *const *texts, size_t count)
{
    size_t right = 0;
    shape.head.multiplier = g->multiplier;
    shape.head.guesses_at = (uint32_t)((char *)shape.guesses - (char *)&shape);
    shape.head.window_at = (uint16_t)g->window_at;
    shape.head.window_shift = (uint8_t)g->window_shift;
    shape.head.guesses_shift = (uint8_t)g->guesses_shift;
    for (size_t i = 0; i < g->count; i++)
        shape.guesses[i] = g->items[i];
    for (size_t i = 0; i < count; i++) {
        bool found = true;
        for (int fill = 0; fill < 256; fill += 51) {
            char text[256];
            memset(text, fill, sizeof text);
            size_t n = (size_t)sprintf(text, "%s\":", texts[i]);
            text[n] = (char)fill;
            found = found && o2c_shape_guess(&shape.head, text) == i + 1;
        }
        right += found;
    }
    return right;
}

static void names_that_differ_early_are_all_guessed(void **state)
{
    (void)state;
    static const char *const names[] = {"uri",        "cid",       "author",     "record",
                                        "replyCount", "likeCount", "viewer",     "labels",
                                        "$type",      "embed",     "repostCount"};
    size_t count = sizeof names / sizeof *names;
    mem m = MEM_INIT;
    shape_guesses g = guess(&m, names, count, count);
    assert_int_equal(guessed(&g, names, count), count);
    mem_free(&m);
}

static void names_that_differ_late_are_guessed_by_what_differs(void **state)
{
    (void)state;
    static const char *const names[] = {"app.bsky.embed.images#view", "app.bsky.embed.record#view",
                                        "app.bsky.embed.external#view",
                                        "app.bsky.embed.recordWithMedia#view"};
    mem m = MEM_INIT;
    shape_guesses g = guess(&m, names, 4, 4);
    assert_int_equal(guessed(&g, names, 4), 4);
    mem_free(&m);
}

static void a_short_name_does_not_spoil_the_others(void **state)
{
    (void)state;
    static const char *const names[] = {"prefixOne", "prefixTwo", "prefixThree", "prefixFour", "a"};
    mem m = MEM_INIT;
    shape_guesses g = guess(&m, names, 5, 5);
    assert_int_equal(guessed(&g, names, 5), 4);
    mem_free(&m);
}

static void names_with_escapes_are_never_guessed(void **state)
{
    (void)state;
    static const char *const names[] = {"plain", "other", "od\"d"};
    mem m = MEM_INIT;
    shape_guesses g = guess(&m, names, 3, 2);
    assert_int_equal(guessed(&g, names, 3), 2);
    for (size_t i = 0; i < g.count; i++)
        assert_int_not_equal(g.items[i], 3);
    mem_free(&m);
}

static void no_names_and_one_name_make_tables_too(void **state)
{
    (void)state;
    static const char *const names[] = {""};
    mem m = MEM_INIT;
    shape_guesses none = guess(&m, names, 0, 0);
    assert_int_equal(none.items[0] + none.items[1], 0);
    shape_guesses one = guess(&m, names, 1, 1);
    assert_int_equal(guessed(&one, names, 1), 1);
    mem_free(&m);
}

static void many_names_are_nearly_all_guessed(void **state)
{
    (void)state;
    static char texts[MANY][16];
    const char *names[MANY];
    for (size_t i = 0; i < MANY; i++) {
        sprintf(texts[i], "member%zu", i * 7919 % 10007);
        names[i] = texts[i];
    }
    mem m = MEM_INIT;
    shape_guesses g = guess(&m, names, MANY, MANY);
    size_t found = guessed(&g, names, MANY);
    assert_true(found > 200 && found <= 256);
    mem_free(&m);
}

static void the_same_names_make_the_same_table(void **state)
{
    (void)state;
    static const char *const names[] = {"one", "two", "three", "four", "five", "six", "seven"};
    mem m = MEM_INIT;
    shape_guesses a = guess(&m, names, 7, 7), b = guess(&m, names, 7, 7);
    assert_int_equal(a.multiplier, b.multiplier);
    assert_int_equal(a.count, b.count);
    assert_memory_equal(a.items, b.items, a.count * sizeof *a.items);
    mem_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_differ_early_are_all_guessed),
        cmocka_unit_test(names_that_differ_late_are_guessed_by_what_differs),
        cmocka_unit_test(a_short_name_does_not_spoil_the_others),
        cmocka_unit_test(names_with_escapes_are_never_guessed),
        cmocka_unit_test(no_names_and_one_name_make_tables_too),
        cmocka_unit_test(many_names_are_nearly_all_guessed),
        cmocka_unit_test(the_same_names_make_the_same_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

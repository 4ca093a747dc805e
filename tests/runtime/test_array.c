#include "reading.h"

static void arrays_are_read(void **state)
{
    (void)state;
    static const char *const texts[] = {"[]",        "[ ]",     "[0]",
                                        "[ 0 , 1 ]", "[0,1,2]", "[\n0,\n1\n]\n"};
    static const size_t counts[] = {0, 0, 1, 2, 3, 2};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fixture f;
        o2c_array a;
        int64_t n = 0;
        o2c_reader *r = open_text(&f, texts[i]);
        o2c_array_begin(r, &a);
        while (o2c_array_next(r, &a)) {
            assert_int_equal(o2c_read_i64(r), n++);
        }
        assert_true(o2c_array_end(r, &a));
        assert_int_equal(a.count, counts[i]);
        assert_ptr_equal(r->at, r->begin);
        close_fine(&f);
    }
}

static void arrays_that_are_no_json_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        o2c_code code;
        size_t offset;
    } cases[] = {{"[", O2C_E_END, 1},       {"[1", O2C_E_END, 2},       {"[1,", O2C_E_END, 3},
                 {"[1,]", O2C_E_SYNTAX, 3}, {"[,1]", O2C_E_SYNTAX, 1},  {"[1 2]", O2C_E_SYNTAX, 3},
                 {"[1}", O2C_E_SYNTAX, 2},  {"[1,,2]", O2C_E_SYNTAX, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int skips = 0; skips < 2; skips++) {
            fixture f;
            o2c_array a;
            o2c_reader *r = open_text(&f, cases[i].text);
            if (skips) {
                o2c_skip(r);
            } else {
                o2c_array_begin(r, &a);
                while (o2c_array_next(r, &a)) {
                    (void)o2c_read_i64(r);
                }
                assert_false(o2c_array_end(r, &a));
            }
            assert_false(o2c_reader_finish(r, &f.error));
            assert_int_equal(f.error.code, cases[i].code);
            assert_int_equal(f.error.offset, cases[i].offset);
            close_text(&f);
        }
    }
}

static void lists_keep_what_was_pushed(void **state)
{
    (void)state;
    for (size_t count = 0; count < 3000; count = count * 2 + 1) {
        fixture f;
        o2c_list list;
        o2c_reader *r = open_text(&f, "0");
        o2c_list_begin(r, &list, sizeof(int64_t));
        for (size_t i = 0; i < count; i++) {
            int64_t *item = o2c_list_push(r, &list);
            assert_non_null(item);
            *item = (int64_t)i;
        }
        assert_int_equal(list.count, count);
        int64_t *items = o2c_list_end(r, &list);
        assert_int_equal(items == NULL, count == 0);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(items[i], i);
        }
        close_text(&f);
    }
}

/* A list of lists of lists: each item is held while the lists inside it grow. */
typedef struct node {
    struct node *items;
    size_t count;
    int64_t check[3];
} node;

static void build(o2c_reader *r, node *n, int depth, size_t width)
{
    o2c_list list;
    o2c_list_begin(r, &list, sizeof(node));
    for (size_t i = 0; depth > 0 && i < width; i++) {
        node *item = o2c_list_push(r, &list);
        if (item == NULL) {
            break;
        }
        item->check[0] = item->check[2] = depth;
        build(r, item, depth - 1, width);
    }
    n->count = list.count;
    n->items = o2c_list_end(r, &list);
}

static size_t count_nodes(const node *n, int depth)
{
    size_t total = 1;
    for (size_t i = 0; i < n->count; i++) {
        assert_int_equal(n->items[i].check[0], depth);
        assert_int_equal(n->items[i].check[2], depth);
        total += count_nodes(&n->items[i], depth - 1);
    }
    return total;
}

static void lists_nest(void **state)
{
    (void)state;
    fixture f;
    node root;
    o2c_reader *r = open_text(&f, "0");
    build(r, &root, 5, 9);
    assert_int_equal(count_nodes(&root, 5), 66430);
    o2c_skip(r);
    close_fine(&f);
}

static void lists_without_memory_are_an_error(void **state)
{
    (void)state;
    fixture f;
    node root;
    o2c_reader *r = open_text(&f, "0");
    f.arena.limit = 50000;
    build(r, &root, 5, 9);
    assert_int_equal(r->code, O2C_E_MEMORY);
    close_text(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrays_are_read),
        cmocka_unit_test(arrays_that_are_no_json_are_refused),
        cmocka_unit_test(lists_keep_what_was_pushed),
        cmocka_unit_test(lists_nest),
        cmocka_unit_test(lists_without_memory_are_an_error),
    };
    return cmocka_run_group_tests_name("runtime.array", tests, NULL, NULL);
}

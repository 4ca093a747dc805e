#include "reading.h"

static shape pet; /* id, name, a long key, one with an escape, tag */

static const o2c_shape *pet_shape(unsigned flags)
{
    return &SHAPE(&pet, flags, "!\"id\":", "\"name\":",
                  "\"aVeryLongKeyThatNeedsMoreThanSixteenBytes\":", "^quo\"te", "!\"tag\":")
                ->head;
}

/* Reads an object of integers into values[]; -1 where nothing was. Unknown members are skipped. */
static bool read_pet(o2c_reader *r, unsigned flags, int64_t values[5])
{
    o2c_object o;
    uint64_t seen[2] = {0};
    for (int i = 0; i < 5; i++) {
        values[i] = -1;
    }
    o2c_object_begin(r, &o, pet_shape(flags), seen);
    while (o2c_object_next(r, &o)) {
        if (o.member == O2C_UNKNOWN) {
            o2c_skip(r);
        } else {
            values[o.member] = o2c_read_i64(r);
        }
    }
    return o2c_object_end(r, &o);
}

/* The same as emitted code does it, each case stepping over its name. */
static bool read_pet_as_struct(o2c_reader *r, unsigned flags, int64_t values[5])
{
    static const size_t lengths[] = {5, 7, 44, 10, 6}; /* of the tokens in compact text */
    const o2c_shape *s = pet_shape(flags);
    o2c_object o;
    uint64_t seen[1] = {0};
    for (int i = 0; i < 5; i++) {
        values[i] = -1;
    }
    o2c_struct_begin(r, &o, s, seen);
    while (o2c_struct_next(r, &o, s, seen)) {
        if (o.member == O2C_UNKNOWN) {
            o2c_skip(r);
        } else {
            o2c_struct_past(r, "", lengths[o.member]);
            values[o.member] = o2c_read_i64(r);
        }
    }
    return o2c_struct_end(r, &o, s, seen);
}

typedef bool pet_reader(o2c_reader *r, unsigned flags, int64_t values[5]);

static pet_reader *const pet_readers[] = {read_pet, read_pet_as_struct};

static const char far[] = "                                                                "
                          "                                                                "
                          "                                                                ";

static void expect_pet(const char *text, int64_t id, int64_t name, int64_t longer, int64_t quote,
                       int64_t tag)
{
    for (int tail = 0; tail < 2; tail++) {
        fixture f;
        int64_t values[5];
        char padded[1024];
        strcpy(padded, text);
        strcat(padded, tail ? far : "");
        for (int round = 0; round < 2; round++) {
            o2c_reader *r = open_text(&f, padded);
            assert_true(pet_readers[round](r, 0, values));
            assert_ptr_equal(r->at, r->begin);
            assert_int_equal(r->depth, r->max_depth);
            close_fine(&f);
            assert_int_equal(values[0], id);
            assert_int_equal(values[1], name);
            assert_int_equal(values[2], longer);
            assert_int_equal(values[3], quote);
            assert_int_equal(values[4], tag);
        }
    }
}

static void refuse_pet(const char *text, unsigned flags, o2c_code code, const char *pointer,
                       const char *message)
{
    for (int round = 0; round < 2; round++) {
        fixture f;
        int64_t values[5];
        o2c_reader *r = open_text(&f, text);
        assert_false(pet_readers[round](r, flags, values));
        close_error(&f, code, pointer, message);
    }
}

static void objects_are_read_in_any_order(void **state)
{
    (void)state;
    expect_pet("{\"id\":1,\"name\":2,\"aVeryLongKeyThatNeedsMoreThanSixteenBytes\":3,"
               "\"quo\\\"te\":4,\"tag\":5}",
               1, 2, 3, 4, 5);
    expect_pet("{\"tag\":5,\"quo\\u0022te\":4,\"aVeryLongKeyThatNeedsMoreThanSixteenBytes\":3,"
               "\"name\":2,\"id\":1}",
               1, 2, 3, 4, 5);
    expect_pet("{\"id\":1,\"tag\":5}", 1, -1, -1, -1, 5);
}

static void objects_may_be_indented_by_anything(void **state)
{
    (void)state;
    for (int first = 0; first < 40; first++) {
        for (int second = 0; second < 40; second++) {
            char text[512];
            sprintf(text, "{%.*s\"id\":%.*s1,%.*s\"name\": 2,%.*s\"x\":null,\n%.*s\"tag\": 5%.*s}",
                    first, far, second, far, first, far, second, far, first, far, second, far);
            expect_pet(text, 1, 2, -1, -1, 5);
        }
    }
}

static void only_white_space_indents(void **state)
{
    (void)state;
    for (int at = 0; at < 31; at++) {
        for (int tail = 0; tail < 2; tail++) {
            char text[512], indent[32];
            memset(indent, ' ', 31);
            indent[31] = '\0';
            int start = sprintf(text, "{%s\"id\":1,%s\"name\":2,", indent, indent);
            indent[at] = '\v';
            sprintf(text + start, "%s\"tag\":5}%s", indent, tail ? far : "");
            for (int round = 0; round < 2; round++) {
                fixture f;
                int64_t values[5];
                o2c_reader *r = open_text(&f, text);
                assert_false(pet_readers[round](r, 0, values));
                assert_int_equal(r->code, O2C_E_SYNTAX);
                assert_int_equal(r->fault - r->begin, start + at);
                close_text(&f);
            }
        }
    }
}

static void objects_may_hold_white_space_anywhere(void **state)
{
    (void)state;
    expect_pet("{ \"id\" : 1 ,\r\n\t\"tag\":\n5 } ", 1, -1, -1, -1, 5);
    expect_pet("{\n        \"id\": 1,\n        \"name\": 2,\n        \"tag\": 3\n}", 1, 2, -1, -1,
               3);
}

static void objects_take_escaped_keys(void **state)
{
    (void)state;
    expect_pet("{\"\\u0069d\":1,\"n\\u0061me\":2,\"ta\\u0067\":5}", 1, 2, -1, -1, 5);
}

static void objects_skip_unknown_members_but_check_them(void **state)
{
    (void)state;
    expect_pet(
        "{\"x\":[1,{\"id\":2}],\"id\":1,\"\":null,\"i\":2,\"idd\":3,\"tag\":5,\"\\u0001\":1}", 1,
        -1, -1, -1, 5);
    refuse_pet("{\"x\":[1,}", 0, O2C_E_SYNTAX, "/x/1", NULL);
    refuse_pet("{\"x\":\"\xFF\"}", 0, O2C_E_UTF8, "/x", NULL);
}

static void objects_miss_required_members(void **state)
{
    (void)state;
    refuse_pet("{\"id\":1}", 0, O2C_E_REQUIRED, "/tag", "required member 'tag' is missing");
    refuse_pet(" {}", 0, O2C_E_REQUIRED, "/id", "required member 'id' is missing");
}

/* Reads an object whose "name" needs "tag" in it, and "tag" the long key. */
static o2c_code read_dependents(const char *text, const char *pointer)
{
    fixture f;
    o2c_reader *r = open_text(&f, text);
    o2c_object o;
    uint64_t seen[1] = {0};
    shape dependents;
    o2c_object_begin(r, &o, &SHAPE(&dependents, 0, "\"name\":", "\"tag\":", "\"size\":")->head,
                     seen);
    while (o2c_object_next(r, &o)) {
        o2c_skip(r);
    }
    o2c_object_end(r, &o);
    o2c_object_depends(r, &o, 0, 1, "#/schema", false);
    o2c_object_depends(r, &o, 1, 2, "#/schema", true);
    if (o2c_reader_finish(r, &f.error)) {
        close_text(&f);
        return O2C_OK;
    }
    o2c_code code = f.error.code;
    assert_string_equal(f.error.pointer, pointer);
    if (code == O2C_E_DEPENDENT) {
        bool draft = strcmp(pointer, "/size") == 0;
        assert_string_equal(f.error.schema,
                            draft ? "#/schema/dependencies" : "#/schema/dependentRequired");
    }
    close_text(&f);
    return code;
}

static void members_may_need_others(void **state)
{
    (void)state;
    assert_int_equal(read_dependents("{}", NULL), O2C_OK);
    assert_int_equal(read_dependents("{\"size\":1,\"other\":2}", NULL), O2C_OK);
    assert_int_equal(read_dependents("{\"size\":1,\"tag\":2,\"name\":3}", NULL), O2C_OK);
    assert_int_equal(read_dependents("{\"size\":1,\"name\":3}", "/tag"), O2C_E_DEPENDENT);
    assert_int_equal(read_dependents("{\"tag\":1,\"name\":3}", "/size"), O2C_E_DEPENDENT);
    assert_int_equal(read_dependents("[]", ""), O2C_E_TYPE);
}

static void objects_refuse_repeated_members(void **state)
{
    (void)state;
    refuse_pet("{\"id\":1,\"tag\":1,\"id\":2}", 0, O2C_E_DUPLICATE, "/id",
               "member 'id' is given twice");
    refuse_pet("{\"id\":1,\"id\":2,\"tag\":1,\"name\":1,\"unknown\":123123123123123123}", 0,
               O2C_E_DUPLICATE, "/id", NULL);
    fixture f;
    int64_t values[5];
    assert_true(
        read_pet(open_text(&f, "{\"id\":1,\"tag\":1,\"id\":2}"), O2C_SHAPE_LAST_WINS, values));
    assert_int_equal(values[0], 2);
    close_fine(&f);
}

static void closed_objects_refuse_unknown_members(void **state)
{
    (void)state;
    refuse_pet("{\"id\":1,\"ex/tr~a\":[1],\"tag\":2}", O2C_SHAPE_CLOSED, O2C_E_UNKNOWN,
               "/ex~1tr~0a", "unknown member 'ex/tr~a'");
}

static void objects_that_are_no_json_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        o2c_code code;
        size_t offset;
    } cases[] = {
        {"{", O2C_E_END, 1},
        {"{\"id\"", O2C_E_END, 5},
        {"{\"id\":", O2C_E_END, 6},
        {"{\"id\":1", O2C_E_END, 7},
        {"{\"id\":1,", O2C_E_END, 8},
        {"{\"id\":1,}", O2C_E_SYNTAX, 8},
        {"{,\"id\":1}", O2C_E_SYNTAX, 1},
        {"{\"id\" 1}", O2C_E_SYNTAX, 6},
        {"{id:1}", O2C_E_SYNTAX, 1},
        {"{\"id\":1 \"tag\":2}", O2C_E_SYNTAX, 8},
        {"{\"id\":1,,\"tag\":2}", O2C_E_SYNTAX, 8},
        {"{\"id\":1]", O2C_E_SYNTAX, 7},
        {"{\"id\"::1}", O2C_E_SYNTAX, 6},
        {"{\"i\nd\":1}", O2C_E_STRING, 3},
        {"{\"id", O2C_E_END, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int tail = 0; tail < 2; tail++) {
            fixture f;
            int64_t values[5];
            char text[200];
            strcpy(text, cases[i].text);
            strcat(text, tail && cases[i].code != O2C_E_END ? "                               "
                                                              "                               "
                                                            : "");
            assert_false(read_pet(open_text(&f, text), 0, values));
            assert_false(o2c_reader_finish(&f.reader, &f.error));
            assert_int_equal(f.error.code, cases[i].code);
            assert_int_equal(f.error.offset, cases[i].offset);
            close_text(&f);
        }
    }
    refuse_pet("[]", 0, O2C_E_TYPE, "", "expected object, found array");
}

static void maps_give_names(void **state)
{
    (void)state;
    static const o2c_string_mode modes[] = {O2C_STRINGS_COPY, O2C_STRINGS_VIEW,
                                            O2C_STRINGS_IN_PLACE};
    for (size_t m = 0; m < 3; m++) {
        fixture f;
        o2c_object o;
        static const char *const names[] = {"one", "", "t\nwo", "one"};
        o2c_reader *r = open_mode(&f, "{\"one\":1,\"\":2,\"t\\nwo\" : 3 , \"one\":4}", modes[m]);
        o2c_object_begin(r, &o, NULL, NULL);
        o2c_str got[4];
        while (o2c_object_next(r, &o)) {
            assert_int_equal(o.member, O2C_UNKNOWN);
            got[o2c_object_count(&o) - 1] = o2c_object_name(r, &o);
            assert_int_equal(o2c_read_i64(r), o2c_object_count(&o));
        }
        assert_true(o2c_object_end(r, &o));
        assert_int_equal(o2c_object_count(&o), 4);
        for (int i = 0; i < 4; i++) {
            assert_str(got[i], names[i], modes[m] != O2C_STRINGS_VIEW);
        }
        close_fine(&f);
    }
}

static void known_members_have_names_too(void **state)
{
    (void)state;
    fixture f;
    o2c_object o;
    uint64_t seen[2] = {0};
    o2c_reader *r = open_text(&f, "{\"name\":1,\"quo\\\"te\":2}");
    o2c_object_begin(r, &o, pet_shape(0), seen);
    assert_true(o2c_object_next(r, &o));
    assert_str(o2c_object_name(r, &o), "name", true);
    o2c_skip(r);
    assert_true(o2c_object_next(r, &o));
    assert_str(o2c_object_name(r, &o), "quo\"te", true);
    close_text(&f);
}

static void objects_with_many_members_are_found(void **state)
{
    (void)state;
    static shape wide;
    static char names[SHAPE_KEYS][16];
    const char *tokens[SHAPE_KEYS];
    for (size_t i = 0; i < SHAPE_KEYS; i++) {
        snprintf(names[i], sizeof names[i], "!\"k%zu\":", i * 7);
        tokens[i] = names[i];
    }
    shape_make(&wide, 0, tokens, SHAPE_KEYS);
    for (size_t step = 1; step < SHAPE_KEYS; step += 2) {
        if (SHAPE_KEYS % step == 0 && step > 1) {
            continue; /* not a permutation */
        }
        char text[4096] = "[";
        for (int copy = 0; copy < 2; copy++) {
            for (size_t i = 0; i < SHAPE_KEYS; i++) {
                char member[64];
                size_t key = i * step % SHAPE_KEYS;
                snprintf(member, sizeof member, "%s\"k%zu\":%zu", i ? "," : "{", key * 7, key);
                strcat(text, member);
            }
            strcat(text, copy ? "}]" : "},");
        }
        fixture f;
        o2c_array a;
        o2c_reader *r = open_text(&f, text);
        o2c_array_begin(r, &a);
        while (o2c_array_next(r, &a)) {
            o2c_object o;
            uint64_t seen[3] = {0};
            o2c_object_begin(r, &o, &wide, seen);
            while (o2c_object_next(r, &o)) {
                assert_int_equal(o2c_read_i64(r), o.member);
            }
            if (step % 7 != 0 && step % 5 != 0) {
                assert_true(o2c_object_end(r, &o));
                assert_int_equal(o2c_object_count(&o), SHAPE_KEYS);
            }
        }
        close_text(&f);
    }
}

static void depth_is_limited(void **state)
{
    (void)state;
    fixture f;
    o2c_read_options options = {O2C_STRINGS_COPY, 2, 0, NULL};
    const char *text = "{\"a\":{\"b\":[1]}}";
    for (uint32_t depth = 1; depth <= 3; depth++) {
        options.max_depth = depth;
        o2c_object outer, inner;
        o2c_array array;
        o2c_reader *r = open_bytes(&f, text, strlen(text), &options);
        o2c_object_begin(r, &outer, NULL, NULL);
        while (o2c_object_next(r, &outer)) {
            o2c_object_begin(r, &inner, NULL, NULL);
            while (o2c_object_next(r, &inner)) {
                o2c_array_begin(r, &array);
                while (o2c_array_next(r, &array)) {
                    assert_int_equal(o2c_read_i64(r), 1);
                }
                (void)o2c_array_end(r, &array);
            }
            (void)o2c_object_end(r, &inner);
        }
        if (depth == 3) {
            assert_true(o2c_object_end(r, &outer));
            close_fine(&f);
        } else {
            assert_false(o2c_object_end(r, &outer));
            close_error(&f, O2C_E_DEPTH, depth == 1 ? "/a" : "/a/b", NULL);
        }
    }
}

static void collecting_goes_on_behind_bad_members(void **state)
{
    (void)state;
    fixture f;
    o2c_error errors[8];
    int64_t values[5];
    o2c_reader *r = open_text(&f, "{\"name\":1,\"name\":{},\"x\":[],\"aVeryLongKeyThatNeedsMoreThan"
                                  "SixteenBytes\":\"s\",\"quo\\\"te\":4}");
    o2c_reader_collect(r, errors, 8);
    assert_true(read_pet(r, O2C_SHAPE_CLOSED, values));
    assert_false(o2c_reader_finish(r, NULL));
    assert_int_equal(r->error_count, 5);
    assert_int_equal(errors[0].code, O2C_E_DUPLICATE);
    assert_int_equal(errors[1].code, O2C_E_UNKNOWN);
    assert_string_equal(errors[1].pointer, "/x");
    assert_int_equal(errors[2].code, O2C_E_TYPE);
    assert_int_equal(errors[3].code, O2C_E_REQUIRED);
    assert_string_equal(errors[3].pointer, "/id");
    assert_string_equal(errors[4].pointer, "/tag");
    assert_int_equal(values[1], 1);
    assert_int_equal(values[3], 4);
    close_text(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_are_read_in_any_order),
        cmocka_unit_test(objects_may_hold_white_space_anywhere),
        cmocka_unit_test(objects_may_be_indented_by_anything),
        cmocka_unit_test(only_white_space_indents),
        cmocka_unit_test(objects_take_escaped_keys),
        cmocka_unit_test(objects_skip_unknown_members_but_check_them),
        cmocka_unit_test(objects_miss_required_members),
        cmocka_unit_test(members_may_need_others),
        cmocka_unit_test(objects_refuse_repeated_members),
        cmocka_unit_test(closed_objects_refuse_unknown_members),
        cmocka_unit_test(objects_that_are_no_json_are_refused),
        cmocka_unit_test(maps_give_names),
        cmocka_unit_test(known_members_have_names_too),
        cmocka_unit_test(objects_with_many_members_are_found),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(collecting_goes_on_behind_bad_members),
    };
    return cmocka_run_group_tests_name("runtime.object", tests, NULL, NULL);
}

#include "formats.h"

#include <stdio.h>
#include <string.h>

#define ID "\"id\":\"01234567-89ab-cdef-0123-456789ABCDEF\",\"made\":\"2024-02-29T12:00:00Z\""

static void read(const char *text)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    formats_record v;
    if (formats_record_decode(&arena, text, strlen(text), &v, &error)) {
        char *json = formats_record_encode(&arena, &v, NULL, &error);
        printf("%s\n", json ? json : error.message);
    } else {
        o2c_error_print(&error, stdout);
    }
    o2c_arena_deinit(&arena);
}

/* What cannot be decoded is refused before it is sent. */
static void check(const char *made)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    formats_record v;
    formats_record_init(&v);
    v.id = o2c_str_of("01234567-89ab-cdef-0123-456789abcdef");
    v.made = o2c_str_of(made);
    bool fine = formats_record_check(&arena, &v, &error);
    printf("%d %s\n", fine, fine ? "" : error.message);
    o2c_arena_deinit(&arena);
}

int main(void)
{
    read("{" ID ",\"day\":null,\"links\":[\"http://a/b?c#d\"],\"hosts\":{\"x\":\"a.b\"},"
         "\"address\":\"::1\",\"count\":\"-9223372036854775808\",\"both\":\"a@b\",\"any\":\"AA\","
         "\"kept\":\"whatever\"}");
    read("{" ID ",\"address\":\"127.0.0.1\",\"any\":1}");
    read("{\"id\":\"01234567-89ab-cdef-0123\",\"made\":\"2024-02-29T12:00:00Z\"}");
    read("{\"made\":\"2023-02-29T12:00:00Z\"}");
    read("{" ID ",\"day\":\"29.2.2024\"}");
    read("{" ID ",\"links\":[\"http://a\",\"b\"]}");
    read("{" ID ",\"hosts\":{\"x\":\"a_b\"}}");
    read("{" ID ",\"address\":\"127.0.0.256\"}");
    read("{" ID ",\"count\":\"9223372036854775808\"}");
    read("{" ID ",\"both\":\"\\u00e4@b\"}");
    read("{" ID ",\"any\":\"A\"}");
    check("2024-02-29T12:00:00Z");
    check("yesterday");
    return 0;
}

#include "decisions.h"

#include <stdio.h>
#include <string.h>

#define TRY(type, text)                                                                     \
    do {                                                                                    \
        o2c_arena arena = O2C_ARENA_INIT;                                                   \
        o2c_error error;                                                                    \
        decisions_##type v;                                                                    \
        if (decisions_##type##_decode(&arena, text, strlen(text), &v, &error)) {               \
            char *json = decisions_##type##_encode(&arena, &v, NULL, &error);                  \
            printf(#type " %d %s\n", (int)v.kind, json ? json : error.message);             \
        } else {                                                                            \
            printf(#type " ");                                                              \
            o2c_error_print(&error, stdout);                                                \
        }                                                                                   \
        o2c_arena_deinit(&arena);                                                           \
    } while (0)

int main(void)
{
    TRY(shape, "{\"circle\":1}");
    TRY(shape, "{\"square\":2}");
    TRY(shape, "{\"label\":\"l\",\"height\":2,\"side\":1}");
    TRY(shape, "\"none\"");
    TRY(shape, "{}");
    TRY(shape, "{\"circle\":1,\"square\":2}");
    TRY(shape, "{\"circle\":1");
    TRY(shape, "{\"triangle\":3}");
    TRY(reading, "{\"unit\":\"m\",\"value\":1.5}");
    TRY(reading, "{\"value\":\"x\"}");
    TRY(reading, "{\"value\":null}");
    TRY(reading, "{\"value\":[1,2]}");
    TRY(reading, "{\"value\":[]}");
    TRY(reading, "{\"value\":[\"a\",\"b\"]}");
    TRY(reading, "{\"value\":[\"a\",1]}");
    TRY(reading, "{\"value\":true}");
    TRY(reading, "{\"unit\":\"m\"}");
    TRY(rows, "[\"a\"]");
    TRY(rows, "[1,2]");
    TRY(rows, "[[1],[2]]");
    TRY(rows, "[]");
    TRY(rows, "[1,\"a\"]");
    TRY(rows, "[null]");
    TRY(person, "{\"name\":\"n\",\"id\":1}");
    TRY(person, "{\"name\":\"n\",\"email\":\"e\"}");
    TRY(person, "{\"id\":1,\"email\":\"e\"}");
    TRY(person, "{\"id\":\"x\",\"email\":\"e\"}");
    TRY(person, "{}");
    TRY(groups, "[{\"a\":1}]");
    TRY(groups, "[{\"b\":1}]");
    TRY(groups, "[{\"b\":\"x\"}]");
    TRY(groups, "[{\"b\":1},{\"a\":\"x\"}]");
    TRY(groups, "[]");
    TRY(mixed, "{\"type\":\"point\",\"x\":1}");
    TRY(mixed, "{\"y\":1,\"type\":\"point\"}");
    TRY(mixed, "{\"type\":\"line\",\"x\":1}");
    TRY(mixed, "{\"type\":\"point\"}");
    return 0;
}

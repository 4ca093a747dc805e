#include "containers.h"

#include <stdio.h>
#include <string.h>

#define TRY(type, text)                                                                     \
    do {                                                                                    \
        o2c_arena arena = O2C_ARENA_INIT;                                                   \
        o2c_error error;                                                                    \
        containers_##type v;                                                                \
        if (containers_##type##_decode(&arena, text, strlen(text), &v, &error)) {           \
            char *json = containers_##type##_encode(&arena, &v, NULL, &error);              \
            printf(#type " %s\n", json ? json : error.message);                             \
        } else {                                                                            \
            printf(#type " ");                                                              \
            o2c_error_print(&error, stdout);                                                \
        }                                                                                   \
        o2c_arena_deinit(&arena);                                                           \
    } while (0)

int main(void)
{
    TRY(point, "[1,2.5]");
    TRY(point, "[1]");
    TRY(point, "[1,2,3]");
    TRY(row, "[]");
    TRY(row, "[\"a\",null,true,false]");
    TRY(row, "[\"a\",1,2]");
    TRY(grid, "[[],[1,2],[0]]");
    TRY(grid, "[[1],[2,-3]]");
    TRY(ring, "[[1,2],[2,1]]");
    TRY(ring, "[[1,2],[1.0,2e0]]");
    TRY(ring, "[]");
    TRY(labels, "{\"a\":\"b\",\"c\":\"d\"}");
    TRY(labels, "{\"a\":\"b\",\"c\":\"d\",\"e\":\"f\"}");
    TRY(labels, "{\"a\":\"toolong\"}");
    TRY(mixed, "{\"id\":1,\"x\":0.3,\"tags\":[\"a\"]}");
    TRY(mixed, "{\"id\":11}");
    TRY(mixed, "{\"x\":0.35}");
    TRY(mixed, "{\"tags\":[\"a\",\"\"]}");
    TRY(mixed, "{\"tags\":[\"a\",\"b\",\"c\"]}");
    TRY(any, "1.0");
    TRY(any, "{\"four\":4}");
    TRY(any, "[4]");
    TRY(bounded, "3");
    TRY(bounded, "2.9");
    TRY(bounded, "\"x\"");
    TRY(bounded, "[1,2]");
    TRY(bounded, "true");
    TRY(free, "{\"a\":[1]}");
    TRY(free, "[]");
    return 0;
}

#include "exact.h"

#include <stdio.h>
#include <string.h>

#define TRY(type, text)                                                                            \
    do {                                                                                           \
        o2c_arena arena = O2C_ARENA_INIT;                                                          \
        o2c_error error;                                                                           \
        exact_##type value;                                                                        \
        bool ok = exact_##type##_decode(&arena, text, strlen(text), &value, &error);               \
        printf(#type " %s: %s\n", text, ok ? "taken" : "refused");                                 \
        if (!ok)                                                                                   \
            o2c_error_print(&error, stdout);                                                       \
        o2c_arena_deinit(&arena);                                                                  \
    } while (0)

int main(void)
{
    TRY(anything, "[1,2e999]");
    TRY(anything, "[1,\"2\"]");
    TRY(list, "[1,\"2\"]");
    TRY(point, "12");
    TRY(point, "{\"x\":100000000000000000000,\"y\":9}");
    TRY(point, "{\"x\":1.5}");
    TRY(point, "{\"x\":1,\"x\":2}");
    TRY(point, "{\"y\":1}");
    TRY(rest, "[1,\"a\",null]");
    TRY(rest, "[1,\"a\",2]");
    TRY(rest, "[1,null]");
    return 0;
}

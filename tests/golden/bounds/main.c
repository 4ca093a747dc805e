#include "bounds.h"

#include <stdio.h>
#include <string.h>

#define READ(type, text)                                                                           \
    do {                                                                                           \
        o2c_arena arena = O2C_ARENA_INIT;                                                          \
        o2c_error error;                                                                           \
        bounds_##type v;                                                                           \
        bool fine = bounds_##type##_decode(&arena, text, strlen(text), &v, &error);                \
        printf("%s %s %s\n", #type, text, fine ? "" : error.message);                              \
        o2c_arena_deinit(&arena);                                                                  \
    } while (0)

int main(void)
{
    READ(a, "9007199254740993");
    READ(a, "9007199254740993.5");
    READ(b, "9223372036854775807");
    READ(c, "9007199254740992");
    READ(c, "9007199254740993");
    READ(d, "0");
    READ(d, "18446744073709551614");
    READ(d, "18446744073709551615");
    READ(e, "0.1");
    READ(e, "0.10000000001");
    READ(f, "1e-400");
    READ(f, "0");
    READ(f, "100.00000000000000000000000001");
    READ(g, "1");
    READ(h, "9223372036854775807");
    READ(i, "0.07");
    READ(i, "0.070000000000000000001");
    return 0;
}

#include "refused.h"

#include <stdio.h>
#include <string.h>

#define TRY(type, text)                                                                            \
    do {                                                                                           \
        o2c_arena arena = O2C_ARENA_INIT;                                                          \
        o2c_error errors[4];                                                                       \
        size_t count = refused_##type##_validate(&arena, text, strlen(text), errors, 4);           \
        printf(#type " %s: %d\n", text, (int)count);                                               \
        for (size_t i = 0; i < count && i < 4; i++)                                                \
            o2c_error_print(&errors[i], stdout);                                                   \
        o2c_arena_deinit(&arena);                                                                  \
    } while (0)

int main(void)
{
    /* what is refused for its type is not checked further, and nothing breaks */
    TRY(s, "5");
    TRY(s, "null");
    TRY(s, "[]");
    TRY(s, "{}");
    TRY(s, "{\"a\":2}");
    TRY(n, "{\"s\":5,\"t\":6,\"l\":\"x\",\"m\":[]}");
    TRY(n, "{\"s\":{},\"t\":\"\",\"l\":[],\"m\":{}}");
    TRY(n, "{\"int64_t\":9223372036854775808}");
    TRY(e, "\"other\"");
    TRY(t, "{\"t\":2.0}");
    TRY(t, "{\"t\":20e-1}");
    TRY(t, "{\"t\":2.5}");
    return 0;
}

#include "unions.h"

#include <stdio.h>
#include <string.h>

#define TRY(type, text)                                                                            \
    do {                                                                                           \
        o2c_arena arena = O2C_ARENA_INIT;                                                          \
        o2c_error error;                                                                           \
        unions_##type v;                                                                           \
        if (unions_##type##_decode(&arena, text, strlen(text), &v, &error)) {                      \
            char *json = unions_##type##_encode(&arena, &v, NULL, &error);                         \
            printf(#type " %d %s\n", (int)v.kind, json ? json : error.message);                    \
        } else {                                                                                   \
            printf(#type " ");                                                                     \
            o2c_error_print(&error, stdout);                                                       \
        }                                                                                          \
        o2c_arena_deinit(&arena);                                                                  \
    } while (0)

int main(void)
{
    TRY(by_tag, "{\"lives\":9,\"kind\":\"cat\"}");
    TRY(by_tag, "{\"tricks\":[\"sit\"],\"k\\u0069nd\":\"d\\u006fg\"}");
    TRY(by_tag, "{\"kind\":\"cow\"}");
    TRY(by_tag, "{\"lives\":9}");
    TRY(by_tag, "[]");
    TRY(by_kind, "\"text\"");
    TRY(by_kind, "12");
    TRY(by_kind, "[\"a\",\"b\"]");
    TRY(by_kind, "{\"kind\":\"cat\",\"lives\":1}");
    TRY(by_kind, "1.5");
    TRY(by_kind, "true");
    TRY(by_trying, "{\"a\":1}");
    TRY(by_trying, "{\"b\":1}");
    TRY(by_trying, "{\"c\":1}");
    TRY(overlapping, "{\"a\":1,\"b\":\"x\"}");
    TRY(overlapping, "{\"a\":\"x\",\"b\":1}");
    TRY(overlapping, "{\"a\":1,\"b\":1}");
    TRY(overlapping, "{\"a\":\"x\",\"b\":\"x\"}");
    TRY(numbered, "{\"v\":1,\"x\":\"s\"}");
    TRY(numbered, "{\"v\":2,\"x\":5}");
    TRY(numbered, "{\"v\":3}");
    TRY(by_member, "{\"k\":\"x\",\"e\":null}");
    TRY(by_member, "{\"k\":\"x\"}");
    TRY(by_member, "{\"e\":{}}");
    return 0;
}

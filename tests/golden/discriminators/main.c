#include "discriminators.h"

#include <stdio.h>
#include <string.h>

#define TRY(type, text)                                                                     \
    do {                                                                                    \
        o2c_arena arena = O2C_ARENA_INIT;                                                   \
        o2c_error error;                                                                    \
        discriminators_##type v;                                                            \
        if (discriminators_##type##_decode(&arena, text, strlen(text), &v, &error)) {       \
            char *json = discriminators_##type##_encode(&arena, &v, NULL, &error);          \
            printf(#type " %d %s\n", (int)v.kind, json ? json : error.message);             \
        } else {                                                                            \
            printf(#type " ");                                                              \
            o2c_error_print(&error, stdout);                                                \
        }                                                                                   \
        o2c_arena_deinit(&arena);                                                           \
    } while (0)

int main(void)
{
    TRY(event, "{\"at\":1,\"type\":\"started\"}");
    TRY(event, "{\"type\":\"begun\",\"at\":1}");
    TRY(event, "{\"type\":\"begun\"}");
    TRY(event, "{\"type\":\"paused\",\"at\":1}");
    TRY(event, "{\"at\":1}");
    TRY(event, "[]");
    TRY(note, "{\"size\":null}");
    TRY(note, "{\"size\":\"Short\"}");
    TRY(note, "{}");
    TRY(note, "{\"pages\":3,\"size\":\"Long\"}");
    TRY(answer, "{\"value\":\"v\",\"ok\":true}");
    TRY(answer, "{\"ok\":false,\"error\":\"e\"}");
    TRY(answer, "{\"ok\":null}");
    TRY(shape, "{\"shape\":\"Point\"}");
    TRY(shape, "{\"shape\":\"Square\",\"corners\":4,\"side\":1}");
    TRY(shape, "{\"corners\":4,\"side\":1,\"shape\":\"Polygon\"}");
    TRY(shape, "{\"shape\":\"Polygon\",\"corners\":4}");
    TRY(shape, "{\"shape\":\"Polygon\",\"corners\":3,\"heights\":[1,2,3]}");
    TRY(shape, "{\"shape\":\"Polygon\",\"corners\":5}");
    TRY(shape, "{\"shape\":\"Polygon\"}");
    TRY(shape, "{\"shape\":\"Circle\"}");
    return 0;
}

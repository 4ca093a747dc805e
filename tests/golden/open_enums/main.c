#include "open_enums.h"

#include <stdio.h>
#include <string.h>

/* What the type's decoder takes, and how it is written again. */
#define READ(type, text, kind)                                                                     \
    do {                                                                                           \
        o2c_arena arena = O2C_ARENA_INIT;                                                          \
        o2c_error error;                                                                           \
        type v;                                                                                    \
        if (type##_decode(&arena, text, strlen(text), &v, &error)) {                               \
            printf("%d %s\n", (int)(kind), type##_encode(&arena, &v, NULL, &error));               \
        } else {                                                                                   \
            o2c_error_print(&error, stdout);                                                       \
        }                                                                                          \
        o2c_arena_deinit(&arena);                                                                  \
    } while (0)

int main(void)
{
    READ(open_enums_address, "\"gateway\"", v.kind);
    READ(open_enums_address, "\"1.2.3.4\"", v.kind);
    READ(open_enums_address, "\"elsewhere\"", v.kind);
    READ(open_enums_shape, "{\"look\":\"ball\",\"size\":1}", v.kind);
    READ(open_enums_shape, "{\"look\":\"leaf\",\"size\":1}", v.kind);
    READ(open_enums_shape, "{\"look\":\"egg\",\"size\":1}", v.kind);
    READ(open_enums_shape, "{\"look\":\"cube\",\"size\":1}", v.kind);
    READ(open_enums_shape, "{\"look\":\"cube\",\"size\":\"1\"}", v.kind);
    READ(open_enums_boxed, "[{\"look\":\"leaf\",\"size\":1},{\"look\":\"cube\",\"size\":1}]", v.kind);
    READ(open_enums_boxed, "[\"a\"]", v.kind);
    READ(open_enums_boxed, "[1]", v.kind);
    READ(open_enums_deep, "{\"s\":{\"look\":\"leaf\",\"size\":1},\"z\":5}", v.kind);
    READ(open_enums_deep, "{\"s\":{\"look\":\"cube\",\"size\":1},\"z\":5}", v.kind);
    READ(open_enums_deep, "{\"s\":{\"look\":\"cube\",\"size\":1},\"z\":3}", v.kind);
    READ(open_enums_deep, "{\"s\":{\"look\":\"cube\",\"size\":1},\"z\":\"5\"}", v.kind);
    READ(open_enums_only, "{\"one\":\"only\",\"fixed\":\"always\",\"number\":7}", v.one.value);
    READ(open_enums_only, "{\"one\":\"other\",\"fixed\":\"always\"}", v.one.value);
    READ(open_enums_only, "{\"one\":\"only\",\"fixed\":\"never\"}", v.one.value);
    READ(open_enums_only, "{\"one\":\"only\",\"fixed\":\"always\",\"number\":8}", v.one.value);
    READ(open_enums_event, "{\"type\":\"lost\"}", v.kind);
    READ(open_enums_event, "{\"type\":\"found\"}", v.kind);
    return 0;
}

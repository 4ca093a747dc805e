#include "presence.h"

#include <stdio.h>
#include <string.h>

static void round_trip(const char *text)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    presence_presence v;
    if (!presence_presence_decode(&arena, text, strlen(text), &v, &error)) {
        o2c_error_print(&error, stdout);
    } else {
        char *json = presence_presence_encode(&arena, &v, NULL, &error);
        printf("%d%d %d%d %d%d %d%d %s\n", v.null_b, v.has_c, v.has_d, v.null_d, v.has_t,
               v.t != NULL, v.has_u, v.null_u, json ? json : error.message);
    }
    o2c_arena_deinit(&arena);
}

int main(void)
{
    round_trip("{\"a\":\"1\",\"b\":null,\"s\":{\"x\":1}}");
    round_trip("{\"a\":\"1\",\"b\":\"2\",\"s\":{\"x\":1},\"c\":\"3\",\"d\":null,\"t\":{\"x\":2},"
               "\"u\":null}");
    round_trip(
        "{\"a\":\"1\",\"b\":\"2\",\"s\":{\"x\":1},\"d\":4,\"u\":{\"x\":3},\"l\":[null,\"z\"]}");
    round_trip("{\"a\":null,\"b\":\"2\",\"s\":{\"x\":1}}");
    round_trip("{\"a\":\"1\",\"s\":{\"x\":1}}");
    round_trip("{\"a\":\"1\",\"b\":\"2\",\"s\":{\"x\":1},\"t\":null}");
    round_trip("{\"a\":\"1\",\"b\":\"2\",\"s\":{}}");
    return 0;
}

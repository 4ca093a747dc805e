#include "closed.h"

#include <stdio.h>
#include <string.h>

static void round_trip(const char *text)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error errors[4];
    closed_put_thing_request v;
    if (closed_put_thing_request_decode(&arena, text, strlen(text), &v, &errors[0])) {
        char *json = closed_put_thing_request_encode(&arena, &v, NULL, &errors[0]);
        printf("%s (ratio %g, mode %d, level %d, big %llu, on %d)\n",
               json ? json : errors[0].message, (double)v.ratio, (int)v.mode, (int)v.level,
               (unsigned long long)v.big, v.on);
    } else {
        size_t count = closed_put_thing_request_validate(&arena, text, strlen(text), errors, 4);
        for (size_t i = 0; i < count && i < 4; i++)
            o2c_error_print(&errors[i], stdout);
    }
    o2c_arena_deinit(&arena);
}

int main(void)
{
    round_trip("{\"name\":\"a\"}");
    round_trip("{\"name\":\"a\",\"more\":1}");
    round_trip("{\"name\":\"a\",\"name\":\"b\"}");
    round_trip("{\"name\":\"a\",\"level\":0,\"mode\":\"fast\",\"ratio\":0.1,\"on\":false}");
    round_trip("{\"level\":1,\"mode\":\"faster\",\"ratio\":0,\"on\":\"false\",\"more\":[]}");

    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    closed_put_thing_params params;
    if (closed_put_thing_params_decode(&arena, "{\"id\":4294967296}", 17, &params, &error))
        return 1;
    o2c_error_print(&error, stdout);

    /* What was never set is not written, and _check says what a reader would refuse. */
    closed_thing thing;
    closed_thing_init(&thing);
    if (!closed_thing_check(&arena, &thing, &error))
        o2c_error_print(&error, stdout);
    thing.name = o2c_str_of("x");
    thing.has_ratio = true;
    thing.ratio = 2;
    if (!closed_thing_check(&arena, &thing, &error))
        o2c_error_print(&error, stdout);
    o2c_arena_deinit(&arena);
    return 0;
}

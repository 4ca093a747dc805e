#include "policies.h"

#include <stdio.h>
#include <string.h>

static void round_trip(const char *text)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    policies_event v;
    if (policies_event_decode(&arena, text, strlen(text), &v, &error)) {
        char *json = policies_event_encode(&arena, &v, NULL, &error);
        printf("%d %s\n", (int)v.kind, json ? json : error.message);
    } else {
        o2c_error_print(&error, stdout);
    }
    o2c_arena_deinit(&arena);
}

int main(void)
{
    round_trip("{\"eventType\":\"made\",\"byWhom\":\"ann\",\"more\":[1.0,{\"x\":null}]}");
    round_trip("{\"eventType\":\"made\",\"by_whom\":\"ann\"}");
    round_trip("{\"eventType\":\"made\",\"by_whom\":\"ann\",\"byWhom\":\"bob\"}");
    round_trip("{\"eventType\":\"made\",\"byWhom\":\"ann\",\"colour\":\"blue\"}");
    round_trip("{\"eventType\":\"made\",\"byWhom\":\"ann\",\"colour\":\"red\",\"colour\":\"green\"}");
    round_trip("{\"eventType\":\"new one\", \"x\": [1, 2]}");
    round_trip("{\"x\":1}");
    return 0;
}

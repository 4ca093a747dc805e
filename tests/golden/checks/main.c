#include "checks.h"

#include <stdio.h>
#include <string.h>

#define TRY(type, text)                                                                            \
    do {                                                                                           \
        o2c_arena arena = O2C_ARENA_INIT;                                                          \
        o2c_error error;                                                                           \
        checks_##type value;                                                                       \
        bool ok = checks_##type##_decode(&arena, text, strlen(text), &value, &error);              \
        printf(#type " %s: %s\n", text, ok ? "taken" : "refused");                                 \
        if (!ok)                                                                                   \
            o2c_error_print(&error, stdout);                                                       \
        o2c_arena_deinit(&arena);                                                                  \
    } while (0)

int main(void)
{
    TRY(order, "{\"lines\":[{},{\"main\":false}],\"price\":1}");
    TRY(order, "{\"lines\":[{}],\"price\":1}");
    TRY(order, "{\"lines\":[{\"main\":true}]}");
    TRY(order, "{\"lines\":[{\"main\":true}],\"paid\":true}");
    TRY(order, "{\"lines\":[{\"main\":true}],\"price\":1,\"paid_at\":\"now\"}");
    TRY(order, "{\"lines\":[{\"main\":true}],\"price\":1, \"note\": \"\"}");
    TRY(order,
        "{\"lines\":[{\"main\":true, \"parts\":[{\"other\":1},\n {\"longest\":1}]}],\"price\":1}");
    TRY(price, "{\"currency\":\"EUR\"}");
    TRY(price, "{\"tax\":1,\"currency\":\"EUR\"}");
    TRY(price, "{\"amount\":1}");
    TRY(open, "{\"a\":1,\"b\":2,\"c\":3}");
    TRY(open, "{\"a\":1,\"b\":2,\"c\":\"3\"}");
    TRY(open, "{\"a\":1}");
    TRY(maybe, "\"text\"");
    TRY(maybe, "null");
    TRY(picked, "1");
    TRY(picked, "[1,2.0]");
    TRY(picked, "{\"a\":[1]}");
    TRY(picked, "{\"a\":[2]}");
    TRY(picked, "{\"a\":[2");
    TRY(contact, "{\"handle\":null,\"address\":null,\"alias\":null}");
    TRY(contact, "{\"handle\":\"four\",\"address\":\"1.2\",\"size\":9,\"alias\":\"a\"}");
    TRY(contact, "{\"handle\":\"fives\"}");
    TRY(contact, "{\"address\":\"1.2.3.4\"}");
    TRY(contact, "{\"address\":\"here\"}");
    TRY(contact, "{\"address\":1}");
    TRY(contact, "{\"size\":15}");
    TRY(contact, "{\"size\":null}");
    TRY(contact, "{\"alias\":\"\"}");
    return 0;
}

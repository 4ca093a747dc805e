#include "patterns.h"

static void check(const char *text)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error errors[4];
    size_t count = patterns_parcel_validate(&arena, text, strlen(text), errors, 4);
    printf("%s: %zu\n", text, count);
    for (size_t i = 0; i < count; i++)
        o2c_error_print(&errors[i], stdout);
    o2c_arena_deinit(&arena);
}

static void check_both(const char *text)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    patterns_both both;
    printf("%s: ", text);
    if (patterns_both_decode(&arena, text, strlen(text), &both, &error))
        puts("fine");
    else
        o2c_error_print(&error, stdout);
    o2c_arena_deinit(&arena);
}

int main(void)
{
    check("{\"code\": \"AB-123\"}");
    check("{\"code\": \"AB-12\", \"word\": \"food\", \"secret\": \"a1-b\", \"empty\": \"\"}");
    check("{\"code\": \"\\u0041B-1234567\", \"secret\": \"a1--b\", \"word\": \"fo\"}");
    check("{\"code\": \"AB-123\", \"others\": [\"AB-123\", \"ab-123\", \"\xC3\x84" "B-123\"]}");
    check("{\"code\": \"AB-123\", \"sender\": \"j\xC3\xB6rg@\xF0\x9F\x98\x80\", \"anything\": 1}");
    check("{\"code\": \"AB-123\", \"sender\": \"a@b c\", \"anything\": \"y\", \"grade\": \"c\"}");
    check_both("\"az\"");
    check_both("\"ab\"");
    check_both("\"bz\"");
    return 0;
}

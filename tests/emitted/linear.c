/*
 * What reading costs, for a tool that counts instructions:
 *
 *     linear read|decode TYPE FILE      `read` does all but decode
 *     linear refuse TYPE FILE CODE      decodes; the error must have that code
 *     linear again TYPE FILE            decodes and encodes; the text must be the same
 */
#include "drive.h"
#include "types.inc"

static void require_same(const root *type, o2c_arena *arena, const void *value, bytes t)
{
    o2c_error error;
    size_t length = 0;
    const char *text = type->encode(arena, value, &length, &error);
    REQUIRE(text && length == t.length && memcmp(text, t.data, length) == 0, "%.*s",
            text && length < 200 ? (int)length : 0, text ? text : "");
}

int main(int argc, char **argv)
{
    REQUIRE(argc >= 4, "usage: linear read|decode|refuse|again TYPE FILE [CODE]");
    const root *type = type_of(argv[2]);
    bytes t = bytes_read(argv[3]);
    void *out = calloc(1, type->size);
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error = {0};
    bool ok = argv[1][0] == 'r' && argv[1][2] == 'a';
    if (!ok)
        ok = type->decode(&arena, t.data, t.length, out, &error);
    if (argc == 5)
        REQUIRE(!ok && strcmp(o2c_code_name(error.code), argv[4]) == 0, "%s: %s",
                o2c_code_name(error.code), error.message);
    else
        REQUIRE(ok, "%s: %s", error.pointer, error.message);
    if (argv[1][0] == 'a')
        require_same(type, &arena, out, t);
    o2c_arena_deinit(&arena);
    free(out);
    free(t.data);
    return 0;
}

/*
 * Every function of every type of an emitted library, with structs that hold nothing, and with documents
 * that suit few: no crash, an error that says something, and decode, validate, encode and check agree.
 */
#include "all_types.inc"
#include "drive.h"

static const char *const documents[] = {
    "{}",
    "[]",
    "null",
    "\"\"",
    "\"x\"",
    "0",
    "-1",
    "true",
    "[{}]",
    "[null]",
    "[[]]",
    "{\"$type\":\"x\"}",
    "{\"$type\":1}",
    "{\"$type\":\"app.bsky.embed.images\",\"images\":[]}",
    "{\"did\":null,\"uri\":{}}",
    "{\"a\":1,\"a\":2,\"\":[]}",
    "",
    " ",
    "{",
    "[",
    "nul",
    "{\"$type\"",
    "{\"$type\":\"app.bsky.embed.images\"",
};

/* What was never set is refused, or is written and then read. */
static void encode_nothing(size_t i, void *value)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error = {0};
    const root *type = types[i].type;
    size_t length;
    void *again = malloc(type->size);
    char *text = type->encode(&arena, value, &length, &error);
    REQUIRE(again && (text || (error.code != O2C_OK && error.pointer && error.message[0])), "%s",
            types[i].name);
    bool reads = text && type->decode(&arena, text, length, again, &error);
    REQUIRE(type->check(&arena, value, &error) == reads, "%s: %s: %s", types[i].name, text,
            error.message);
    REQUIRE(!text || (type->validate(&arena, text, length, &error, 1) == 0) == reads, "%s",
            types[i].name);
    free(again);
    o2c_arena_deinit(&arena);
}

static bool decode_document(size_t i, const char *document, void *value)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error, first;
    const root *type = types[i].type;
    bytes t = bytes_of(document, strlen(document));
    size_t length;
    bool ok = type->decode(&arena, t.data, t.length, value, &error);
    size_t found = type->validate(&arena, t.data, t.length, &first, 1);
    REQUIRE(ok == (found == 0), "%s: %s", types[i].name, document);
    if (ok) {
        char *text = type->encode(&arena, value, &length, &error);
        REQUIRE(text, "%s: %s: %s", types[i].name, document, error.message);
        REQUIRE(type->check(&arena, value, &error), "%s: %s: %s", types[i].name, text,
                error.message);
    } else {
        require_place(&error, t);
        REQUIRE(error.code == first.code && error.offset == first.offset, "%s: %s: %s, %s",
                types[i].name, document, error.message, first.message);
    }
    o2c_arena_deinit(&arena);
    free(t.data);
    return ok;
}

int main(void)
{
    size_t accepted = 0, count = sizeof types / sizeof types[0];
    for (size_t i = 0; i < count; i++) {
        void *value = malloc(types[i].type->size);
        REQUIRE(value, "out of memory");
        memset(value, 0, types[i].type->size);
        encode_nothing(i, value);
        memset(value, 0xAA, types[i].type->size);
        types[i].init(value);
        encode_nothing(i, value);
        for (size_t d = 0; d < sizeof documents / sizeof documents[0]; d++)
            accepted += decode_document(i, documents[d], value);
        free(value);
    }
    printf("%zu types, %zu documents accepted\n", count, accepted);
    return count >= 468 ? 0 : 1;
}

/* What each refusal says of the schema, by _decode and by _validate. */
#include "errors.h"

#include <stdio.h>
#include <string.h>

static void say(const o2c_error *e)
{
    printf("  %s at '%s' line %zu column %zu: %s\n", o2c_code_name(e->code), e->pointer, e->line,
           e->column, e->schema);
    if (*e->tried)
        printf("    tried %s\n", e->tried);
    if (e->nearest) {
        printf("    nearest: %s\n    ", e->nearest->message);
        say(e->nearest);
    }
}

#define TRY(type, text)                                                                            \
    do {                                                                                           \
        o2c_arena arena = O2C_ARENA_INIT;                                                          \
        o2c_error error, errors[12];                                                               \
        errors_##type value;                                                                       \
        printf("%s\n", text);                                                                      \
        if (errors_##type##_decode(&arena, text, strlen(text), &value, &error))                    \
            printf("  valid\n");                                                                   \
        else                                                                                       \
            say(&error);                                                                           \
        size_t count = errors_##type##_validate(&arena, text, strlen(text), errors, 12);           \
        for (size_t i = 0; count > 1 && i < count && i < 12; i++) {                                \
            printf("  %zu.", i + 1);                                                               \
            say(&errors[i]);                                                                       \
        }                                                                                          \
        if (count == 1 && (errors[0].code != error.code || strcmp(errors[0].schema, error.schema))) \
            printf("  _validate says otherwise: %s\n", errors[0].schema);                          \
        o2c_arena_deinit(&arena);                                                                  \
    } while (0)

/* The same through white space, which is read another way. */
#define CAT(members)                                                                               \
    do {                                                                                           \
        TRY(cat, "{\"id\":1,\"name\":\"x\"," members "}");                                         \
        TRY(cat, "{ \"id\": 1, \"name\": \"x\",\n  " members " }");                                \
    } while (0)

int main(void)
{
    TRY(cat, "{\"id\":0,\"name\":\"x\"}");
    TRY(cat, "{\"id\":101,\"name\":\"x\"}");
    TRY(cat, "{\"id\":\"1\",\"name\":\"x\"}");
    TRY(cat, "{\"id\":1}");
    TRY(cat, "{\"name\":\"x\"}");
    TRY(cat, "{}");
    TRY(cat, "[]");
    TRY(cat, "{\"id\":1,\"name\":\"x\",}");
    CAT("\"name\":\"y\"");
    CAT("\"kind\":\"dog\"");
    CAT("\"more\":1");
    CAT("\"a/b~c\":3000000000");
    CAT("\"a/b~c\":\"x\"");
    CAT("\"tags\":[]");
    CAT("\"tags\":[\"a\",3,\"UP\",\"longer\"]");
    CAT("\"nick\":[\"aa\",\"a\",4]");
    CAT("\"nick\":[\"aa\",\"aa\"]");
    CAT("\"names\":[\"aa\",1]");
    CAT("\"names\":2");
    CAT("\"color\":\"blue\"");
    CAT("\"color\":1");
    CAT("\"size\":\"long\"");
    CAT("\"size\":1");
    CAT("\"size\":true");
    CAT("\"size\":[\"a\",1]");
    CAT("\"size\":{\"a\":1}");
    CAT("\"grid\":[[1],[0,1,\"x\"],2]");
    CAT("\"rows\":[[true],[1]]");
    CAT("\"rows\":[1]");
    CAT("\"rows\":true");
    CAT("\"scores\":{\"a\":9,\"b\":10}");
    CAT("\"scores\":[]");
    CAT("\"friend\":{\"id\":1}");
    CAT("\"friend\":1");
    CAT("\"pair\":[\"longer\",\"longer\",[1,\"x\"],4]");
    CAT("\"odd\":4");
    CAT("\"nick\":[1],\"odd\":4,\"color\":0,\"more\":2,\"size\":1,\"friend\":{\"more\":3}");
    TRY(pet, "{\"kind\":\"cow\"}");
    TRY(pet, "{\"bark\":true}");
    TRY(pet, "3");
    TRY(pet, "{\"kind\":\"dog\",\"bark\":1}");
    TRY(pet, "{\"kind\":\"dog\",\"bark\":true,\"a\":1}");
    TRY(pets, "[{\"kind\":\"dog\"},{\"kind\":\"cat\",\"id\":0},4]");
    TRY(open, "{\"n\":\"x\",\"m\":[1,2],\"k\":3}");
    TRY(tree, "[[[],[[],[],[1]]],{}]");
    TRY(name, "\"UP\"");
    TRY(tags, "{}");

    /* Branches that are tried: the one that came furthest says why, or the one that the tag names. */
    TRY(figure, "{\"x\":1,\"y\":\"a\",\"to\":{\"x\":1},\"width\":10}");
    TRY(figure, "{\"x\":1,\"y\":2.5,\"to\":{}}");
    TRY(figure, "{\"x\":null}");
    TRY(figure, "{}");
    TRY(figure, "7");
    TRY(word, "\"a\"");
    TRY(word, "\"longer\"");
    TRY(figures, "[{\"x\":true},{\"x\":1},{\"x\":1,\"to\":{}},{\"y\":1,\"z\":2}]");
    TRY(only, "{\"b\":1,\"e\":2}");
    TRY(only, "{\"b\":1,\"c\":\"2\",\"e\":2}");
    TRY(only, "{\"b\":1,\"d\":1,\"c\":{}}");
    TRY(tagged, "{\"kind\":\"red\",\"x\":1}");
    TRY(tagged, "{\"kind\":\"red\",\"x\":\"ab\"}");
    TRY(tagged, "{\"kind\":\"red\",\"x\":\"abc\"}");
    TRY(tagged, "{\"kind\":\"blue\",\"x\":\"abc\"}");
    TRY(tagged, "{\"kind\":\"blue\",\"x\":\"abc\",\"y\":\"z\"}");
    TRY(tagged, "{\"kind\":\"green\",\"x\":\"abc\"}");
    return 0;
}

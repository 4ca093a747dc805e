#!/bin/sh
# Patterns end to end: in tables, by libo2c-pcre2, bundled; and what is said of those that are none.
. "$SOURCE_DIR/tests/cli/lib.sh"

cat >p.yaml <<'END'
openapi: 3.1.0
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    A:
      type: object
      properties:
        plain: {type: string, pattern: '^[a-z]+$'}
        twice: {type: string, pattern: '^(a+)\1$'}
        quoted: {type: string, pattern: "(['\"])x\\1"}
        costly: {type: string, pattern: '^(a+)+\1$'}
        any: {pattern: '^(a+)\1$'}
    Bad: {type: string, pattern: 'ab(c'}
    Old: {type: string, pattern: 'a\-b'}
END
cat >good.jsonl <<'END'
{"schema": "A", "valid": true, "doc": {"plain": "abc", "twice": "aaaa", "quoted": "a'x'", "any": 1}}
{"schema": "A", "valid": false, "doc": {"plain": "aBc"}, "pointer": "/plain"}
{"schema": "A", "valid": false, "doc": {"twice": "aaa"}, "pointer": "/twice"}
{"schema": "A", "valid": false, "doc": {"quoted": "'x\""}, "pointer": "/quoted"}
{"schema": "A", "valid": false, "doc": {"any": "a"}, "pointer": "/any"}
{"schema": "Bad", "valid": true, "doc": "anything"}
{"schema": "Old", "valid": true, "doc": "a-b"}
{"schema": "Old", "valid": false, "doc": "ab"}
END

expect 0 generate p.yaml -o plain -p p
says err "p.yaml:10:40: note: this pattern needs libo2c-pcre2: it refers to what a group has captured"
says err "p.yaml:14:37: warning: the pattern is not enforced: '(' without ')' [O2C-M041]"
says err "p.yaml:15:36: warning: no such escape: no pattern of ECMA-262 in Unicode mode"
says plain/p_1.c "#include <o2c/pcre2.h>"
[ "$(grep -c '^o2c_match p_pattern_[0-9a-f]*(.*)$' plain/p_1.c)" = 5 ] ||
    fail "five patterns are five functions"
expect 1 generate p.yaml -o strict -p p --strict
empty strict

# The same text is the same function, in whatever library and shard.
expect 0 generate p.yaml -o two -p p --shards 2
names() {
    grep -ho '^o2c_match p_pattern_[0-9a-f]*(.*)$' "$@" | sort
}
names plain/*.c >one_names
names two/*.c >two_names
cmp -s one_names two_names || fail "other functions in two shards"

# A library without such patterns has nothing of PCRE2.
grep -v 'twice\|quoted\|costly\|any' p.yaml >regular.yaml
expect 0 generate regular.yaml -o regular -p p --bundle-runtime
grep -rqi pcre regular/*.[ch] && fail "PCRE2 in a library that needs none"
[ ! -e regular/o2c/pcre2.h ] || fail "libo2c-pcre2 is bundled for nothing"

[ -e /usr/include/pcre2.h ] || done_testing
expect 0 try p.yaml --cases good.jsonl
says out "8 passed, 0 failed"
printf '{"costly": "%040d!"}' 0 | tr 0 a >costly.json
expect 1 try p.yaml --schema A costly.json
says out 'whether it matches /^(a+)+\1$/ is too costly to find out'

# Bundled, and with a context that stays.
expect 0 generate p.yaml -o all -p p --bundle-runtime
cat >main.c <<'END'
#include "p.h"
#include <o2c/pcre2.h>

static int read(const char *text, o2c_context *context, o2c_arena *arena)
{
    o2c_reader r;
    o2c_error error;
    p_a a;
    o2c_read_options options = {O2C_STRINGS_COPY, 0, 0, context};
    o2c_reader_init(&r, arena, text, strlen(text), &options);
    p_a_read(&r, &a);
    o2c_reader_finish(&r, &error);
    return (int)error.code;
}

int main(void)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_context context = O2C_CONTEXT_INIT;
    int wrong = 0;
    for (int i = 0; i < 3; i++) {
        o2c_context *kept = i ? &context : NULL;
        wrong += read("{\"twice\": \"aa\"}", kept, &arena) != O2C_OK;
        wrong += read("{\"twice\": \"a\"}", kept, &arena) != O2C_E_PATTERN;
        wrong += read("{\"costly\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"}", kept, &arena) !=
                 O2C_E_COSTLY;
        o2c_arena_reset(&arena);
    }
    o2c_context_deinit(&context);
    o2c_arena_deinit(&arena);
    return wrong;
}
END
CC=${CC:-cc}
# shellcheck disable=SC2086
$CC -std=c11 ${CFLAGS:-} -Iall main.c all/*.c all/o2c/src/*.c -lpcre2-8 -o main >out 2>err && ./main ||
    fail "a bundled library with PCRE2"
done_testing

# What is linked and not used costs nothing: no writable data, no relocations in data, no constructors,
# no allocation before the first decode, no resident memory. Of all 421 models and the runtime, at -O2.
# The long form (OPENAPI2C_LONG=1) compiles all of it without -fPIC as well, not only a part.
. "$SOURCE_DIR/tests/emitted/lib.sh"
is_sanitized && skip "sanitizers add sections of their own"
needs python3 readelf gcc
compilers=gcc
command -v clang >/dev/null && compilers="gcc clang"

# sections FILE...: name and size (hexadecimal) of those that a start would have to touch.
sections() {
    readelf -SW "$@" | sed -n 's/^ *\[ *[0-9]*\] *//p' | awk '
        $1 ~ /^\.(data|bss|tdata|tbss|init_array|fini_array|preinit_array|ctors|dtors|ldata|lbss)/ &&
            $5 !~ /^0+$/ { print $1, $5 }'
}

# untouched WHAT FOLDER
untouched() {
    found=$(sections "$2"/*.o)
    [ -z "$found" ] || fail "$1: $(echo "$found" | sort | uniq -c | head -5)"
}

run "generate" "$OPENAPI2C" generate "$seed/atproto-models.yaml" -o all -p atproto -q || exit 1
part feed feed AppBskyFeedGetTimeline_Response AppBskyFeedGetPostThread_Response
mkdir checked
for spec in patterns references; do # constant tables of other kinds
    run "generate $spec" "$OPENAPI2C" generate "$SOURCE_DIR/tests/golden/$spec/spec.yaml" -o checked \
        -p $spec -q || exit 1
done
include="$include -I$SOURCE_DIR/runtime/pcre2/include"
mkdir runtime
cp "$SOURCE_DIR"/runtime/src/* runtime/
without="feed checked"
[ -z "$long" ] || without="all checked"
# gcc last: what is linked below is its.
for compiler in $(echo "$compilers" | tr ' ' '\n' | sort); do
    for folder in $without runtime; do
        objects $folder "$compiler" "-O2 -fno-pic -fno-pie $strict"
        untouched "$compiler -fno-pic, $folder" $folder
    done
    for folder in all checked runtime; do
        objects $folder "$compiler" "-O2 -fPIC $strict"
        untouched "$compiler -fPIC, $folder" $folder
    done
done
[ "$failures" -eq 0 ] || done_testing
# The check itself sees what it should.
echo 'char *text = "x"; int number = 1; int zero; const char *const names[] = {"a"};' >probe.c
gcc -fPIC -fno-common -c probe.c -o probe.o && [ "$(sections probe.o | wc -l)" -ge 3 ] ||
    fail "the test does not see data"

# A program that holds every function.
types=$(python3 "$here/resting.py" all every.c)
[ "$types" -ge 468 ] || fail "only $types types"
wrap="-Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc"
# shellcheck disable=SC2086
{
    run "compile every.c" gcc -std=c11 -O1 -fPIC $include -Iall -c every.c -o every.o
    run "link" gcc -std=c11 -O2 -fPIC -DLINKED $wrap "$here/resting.c" every.o all/*.o runtime/*.o -lm -o every
    run "link alone" gcc -std=c11 -O2 -fPIC $wrap "$here/resting.c" -o empty
}
[ "$failures" -eq 0 ] || done_testing
for name in .init_array .fini_array .ctors; do
    ours=$(sections every | grep "^$name" | cut -d' ' -f2)
    [ "$ours" = "$(sections empty | grep "^$name" | cut -d' ' -f2)" ] || fail "$name: $ours"
done
relocations() { readelf -rW "$1" | grep -c RELATIVE; }
echo "relative relocations: $(relocations every), alone $(relocations empty)"
# Some of the runtime's own functions are reached through the global offset table; no model adds to it.
[ "$(relocations every)" -le "$(($(relocations empty) + 8))" ] || fail "relocations in data"

# The least of some runs: what the kernel maps around a fault varies.
least() {
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        "./$1" | cut -d' ' -f1
    done | sort -n | head -1
}
every=$(least every)
empty=$(least empty)
echo "resident: $every KiB, alone $empty KiB"
[ $((every - empty)) -le 256 ] || fail "$((every - empty)) KiB resident"
[ "$(./every | cut -d' ' -f2)" = 0 ] || fail "allocations before the first decode"
[ "$(./every decode | cut -d' ' -f2)" -gt 0 ] || fail "the test does not see allocations"
done_testing

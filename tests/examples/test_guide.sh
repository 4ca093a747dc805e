#!/bin/sh
# Holds the user guide to its word: its first YAML block is the spec; each C block must compile without
# a warning against what `generate` makes of that, with the options that stand behind ```c; a block
# with main must print the text block that follows it.
# OPENAPI2C, SOURCE_DIR, BUILD_DIR, CC and CFLAGS come from tests/CMakeLists.txt.
set -u
work=$(mktemp -d "${TMPDIR:-/tmp}/openapi2c-test-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
CC=${CC:-cc}
flags="-std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -Wno-unused-function"
flags="$flags ${CFLAGS:-} -I$SOURCE_DIR/runtime/include"
runtime=$BUILD_DIR/libo2c.a
[ -f "$runtime" ] || runtime="$SOURCE_DIR/runtime/src/*.c"
failures=0

fail() {
    echo "FAIL: $*"
    failures=$((failures + 1))
}

# Block N becomes N.yaml, N.c or N.text, with the words behind the language in N.options.
cd "$work" || exit 1
awk '/^```[a-z]/ { n++; kind = substr($1, 4); options = $0; sub(/^[^ ]* ?/, "", options)
                   if (kind == "c") print options >(n ".options")
                   next }
     /^```$/ { kind = ""; next }
     kind ~ /^(yaml|c|text)$/ { print >(n "." kind) }' "$SOURCE_DIR/docs/user-guide.md"

first() {
    find . -name "*.$1" | sed 's|\./||; s|\..*||' | sort -n | head -1
}

# The second YAML block is a configuration for the first.
spec=shop.yaml
cp "$(first yaml).yaml" $spec
find . -name '[0-9]*.yaml' | sed 's|\./||; s|\..*||' | sort -n | sed -n 2p >second
cp "$(cat second).yaml" openapi2c.yaml
sources=0
for options in *.options; do
    n=${options%.options}
    # shellcheck disable=SC2046
    "$OPENAPI2C" generate --quiet "$spec" -o "$n" --prefix shop $(cat "$options") ||
        fail "block $n: does not generate"
    printf '#include "shop.h"\n#include <stdio.h>\n#include <string.h>\n#line 1 "block %s"\n' "$n" \
        >"$n/block.c"
    cat "$n.c" >>"$n/block.c"
    # shellcheck disable=SC2086
    "$CC" $flags -I"$n" -c "$n/block.c" -o "$n.o" || fail "block $n: does not compile"
    sources=$((sources + 1))
    grep -q 'int main' "$n.c" || continue
    # shellcheck disable=SC2086
    "$CC" $flags -I"$n" "$n.o" "$n"/shop_*.c $runtime -o "$n/program" ||
        fail "block $n: does not link"
    "$n/program" >"$n/output" 2>&1
    text=$((n + 1))
    while [ ! -e $text.text ] && [ $text -lt $((n + 5)) ]; do text=$((text + 1)); done
    diff -u $text.text "$n/output" || fail "block $n: prints something else"
done
echo "$sources blocks, $failures failures"
[ $failures -eq 0 ] && [ $sources -gt 5 ]

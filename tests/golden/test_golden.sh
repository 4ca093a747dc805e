#!/bin/sh
# Golden files: every folder here holds spec.yaml, options (optional: one line), expected/ (the emitted
# files) and main.c (optional: a program over them, with its output in expected.txt).
#
#     tests/golden/test_golden.sh            compares, compiles as C11 and C++17, runs
#     tests/golden/test_golden.sh --update   writes expected/ and expected.txt anew; read the diff
#
# Environment: OPENAPI2C (the command), SOURCE_DIR (the repository), CC and CXX.
set -u
here=$(cd "$(dirname "$0")" && pwd)
source_dir=${SOURCE_DIR:-$(cd "$here/../.." && pwd)}
command=${OPENAPI2C:?OPENAPI2C: the openapi2c to test}
cc=${CC:-gcc}
cxx=${CXX:-g++}
flags="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -I$source_dir/runtime/include -I$source_dir/runtime/pcre2/include"
update=no
[ "${1:-}" = --update ] && update=yes
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

fail() {
    echo "FAILED: $1"
    failed=$((failed + 1))
}

runtime=$work/runtime
mkdir "$runtime"
for file in "$source_dir"/runtime/src/*.c; do
    $cc -std=c11 -O1 -I"$source_dir/runtime/include" -c "$file" \
        -o "$runtime/$(basename "$file" .c).o" || exit 1
done

run() {
    name=$1
    dir=$here/$name
    out=$work/$name
    mkdir "$out"
    options=
    [ -f "$dir/options" ] && options=$(cat "$dir/options")
    # shellcheck disable=SC2086
    (cd "$dir" && "$command" generate spec.yaml -o "$out" --prefix "$(echo "$name" | tr - _)" \
        --quiet $options) 2>"$work/$name.stderr" || {
        cat "$work/$name.stderr"
        fail "$name: does not generate"
        return
    }
    if [ $update = yes ]; then
        rm -rf "$dir/expected"
        cp -r "$out" "$dir/expected"
    fi
    diff -ru "$dir/expected" "$out" || { fail "$name: emitted text changed"; return; }
    for file in "$out"/*.c; do
        # shellcheck disable=SC2086
        $cc -std=c11 $flags -Wstrict-prototypes -Wmissing-prototypes -c "$file" \
            -o "${file%.c}.o" || { fail "$name: C11"; return; }
        # shellcheck disable=SC2086
        $cxx -std=c++17 $flags -x c++ -fsyntax-only "$file" || { fail "$name: C++17"; return; }
    done
    if [ -f "$dir/main.c" ]; then
        # shellcheck disable=SC2086
        $cc -std=c11 $flags -I"$out" "$dir/main.c" "$out"/*.o "$runtime"/*.o -o "$out/program" ||
            { fail "$name: main.c"; return; }
        "$out/program" >"$work/$name.txt" 2>&1 || echo "exit status $?" >>"$work/$name.txt"
        [ $update = yes ] && cp "$work/$name.txt" "$dir/expected.txt"
        diff -u "$dir/expected.txt" "$work/$name.txt" || { fail "$name: output"; return; }
    fi
    passed=$((passed + 1))
}

for dir in "$here"/*/; do
    run "$(basename "$dir")"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

#!/bin/sh
# O2C_NO_MESSAGES: the same refusals at the same places, without a word of text in the program.
# Environment: OPENAPI2C (the command), SOURCE_DIR (the repository), CC and CXX.
set -u
here=$(cd "$(dirname "$0")" && pwd)
command=${OPENAPI2C:?OPENAPI2C: the openapi2c to test}
cc=${CC:-gcc}
cxx=${CXX:-g++}
flags="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -DO2C_NO_MESSAGES"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0

fail() {
    echo "FAILED: $1"
    failures=$((failures + 1))
}

# texts FILE: what it says that only people need.
texts() {
    strings "$1" | grep -E '#/(components|paths|\$defs)|expected |required member' | head -5
}

for name in errors checks patterns; do
    mkdir "$name"
    "$command" generate "$here/$name/spec.yaml" -o "$name" -p "$name" --bundle-runtime -q || exit 1
    mkdir "$name/objects"
    for file in "$name"/*.c "$name"/o2c/src/*.c; do
        case $file in */pcre2*) continue ;; esac
        # shellcheck disable=SC2086
        $cc -std=c11 -O1 $flags -I"$name" -c "$file" \
            -o "$name/objects/$(basename "$file" .c).o" || { fail "$file: C11"; continue; }
    done
    for file in "$name"/*.c; do
        # shellcheck disable=SC2086
        $cxx -std=c++17 $flags -I"$name" -x c++ -fsyntax-only "$file" || fail "$file: C++17"
    done
    for object in "$name"/objects/*.o; do
        found=$(texts "$object")
        [ -z "$found" ] || fail "$object says: $found"
    done
done

# The program of the golden test, and what it prints but for schemas and messages.
# shellcheck disable=SC2086
$cc -std=c11 $flags -Ierrors "$here/errors/main.c" errors/objects/*.o -o program || exit 1
./program >got || fail "the program's exit status"
sed -e 's/: #.*$/: /' -e '/^    tried /d' -e 's/nearest: .*/nearest: /' \
    "$here/errors/expected.txt" >expected
diff -u expected got || fail "other refusals"
grep -q 'O2C_E_UNION at' got || fail "nothing was refused"
[ "$failures" -eq 0 ]

# Sourced by the tests of this folder: a scratch folder, parts of the headline models, and libraries made
# of them. OPENAPI2C, SOURCE_DIR, BUILD_DIR, SHARED, CC and CFLAGS come from tests/CMakeLists.txt.
# OPENAPI2C_LONG=1 in the environment: the long form of those tests that have one.
set -u
here=$SOURCE_DIR/tests/emitted
include=-I$SOURCE_DIR/runtime/include
runtime=$BUILD_DIR/libo2c.a
seed=$SHARED/seed
strict="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror"
CC=${CC:-cc}
CFLAGS=${CFLAGS:-}
long=${OPENAPI2C_LONG:-}
work=$(mktemp -d "${TMPDIR:-/tmp}/openapi2c-emitted-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP
cd "$work" || exit 1
failures=0

skip() {
    echo "SKIP: $*"
    exit 77
}

# needs PROGRAM...: skips the test where one is missing.
needs() {
    for program in "$@"; do
        command -v "$program" >/dev/null || skip "no $program"
    done
}

[ -r "$seed/atproto-models.json" ] || skip "no seed models"

fail() {
    failures=$((failures + 1))
    echo "FAIL: $*"
}

# run WHAT COMMAND...: fails the test, with the end of what the command said, if the command fails.
run() {
    what=$1
    shift
    "$@" >"$work/log" 2>&1 && return 0
    fail "$what: status $?"
    tail -40 "$work/log" | sed 's/^/  /'
    return 1
}

is_sanitized() {
    case $CFLAGS in *-fsanitize=*) return 0 ;; *) return 1 ;; esac
}

# part FOLDER PREFIX ROOT...: the library of those schemas of the headline models and what they reach.
part() {
    folder=$1
    prefix=$2
    shift 2
    python3 "$here/reduce.py" "$seed/atproto-models.json" "$@" >"$folder.json" || exit 1
    run "generate $folder" "$OPENAPI2C" generate "$folder.json" -o "$folder" -p "$prefix" -q \
        --keep-unknown || exit 1
}

# each_file PATTERN COMMAND: COMMAND with {} as each of the files, two at a time. FILE.log: what it said.
each_file() {
    # shellcheck disable=SC2086
    ls $1 | xargs -P 2 -I '{}' sh -c "$2 >{}.log 2>&1 || { echo {}; tail -5 {}.log; exit 1; }"
}

# objects FOLDER COMPILER FLAGS: FOLDER/*.c to FOLDER/*.o.
objects() {
    run "compile $1 with $2 $3" each_file "$1/*.c" "$2 -std=c11 $3 $include -I$1 -c {} -o {}.o"
}

# documents: the folder of the benchmark's documents, made once for all tests of a build.
documents() {
    docs=$BUILD_DIR/emitted-documents
    if [ ! -e "$docs/done" ]; then
        python3 "$SHARED/bench/gen_docs.py" made >/dev/null || skip "no benchmark documents"
        python3 "$here/smaller.py" "$SHARED/bench" made || exit 1
        touch made/done
        # A test beside this one may have been faster: then its folder is as good.
        mv -T made "$docs" 2>/dev/null || [ -e "$docs/done" ] || exit 1
    fi
}

done_testing() {
    [ "$failures" -eq 0 ] && exit 0
    echo "$failures failures"
    exit 1
}

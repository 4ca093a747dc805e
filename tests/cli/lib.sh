# Sourced by the tests of this folder: a scratch folder, and checks that say what they wanted.
# OPENAPI2C, SOURCE_DIR and SHARED come from tests/CMakeLists.txt.
set -u
work=$(mktemp -d "${TMPDIR:-/tmp}/openapi2c-test-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP
cd "$work" || exit 1
failures=0

fail() {
    failures=$((failures + 1))
    echo "FAIL: $*"
    echo "  --- output:"
    sed 's/^/  /' out | head -20
    echo "  --- errors:"
    sed 's/^/  /' err | head -20
}

# expect STATUS ARGUMENT...: runs the command, output to ./out and ./err.
expect() {
    wanted=$1
    shift
    "$OPENAPI2C" "$@" >out 2>err
    status=$?
    [ "$status" -eq "$wanted" ] || fail "openapi2c $*: status $status, not $wanted"
}

# says FILE TEXT: the output or the errors hold that text.
says() {
    grep -qF -- "$2" "$1" || fail "no '$2' in $1"
}

# empty FOLDER: a failed run has left nothing there.
empty() {
    [ ! -e "$1" ] || [ -z "$(ls -A "$1")" ] || fail "$1 is not empty: $(ls -A "$1")"
}

done_testing() {
    [ "$failures" -eq 0 ] && exit 0
    echo "$failures failures"
    exit 1
}

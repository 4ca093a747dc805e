# Checks of values as a whole: each allocation fails in turn, and work grows with the document, neither with
# its depth nor with the ways that lead through the schemas.
. "$SOURCE_DIR/tests/emitted/lib.sh"
needs python3
python3 "$here/check_cases.py" . || exit 1
run "generate" "$OPENAPI2C" generate checked.json -o checked -p ck -q || exit 1
objects checked "$CC" "-O1 $CFLAGS"
{
    for name in tree alike wide open; do
        printf '#define ROOT ck_%s\n#include "root.h"\n#undef ROOT\n' "$name"
    done
    printf 'static const root *type_of(const char *name)\n{\n'
    for pair in Tree=tree Alike=alike Wide=wide Open=open; do
        printf '    if (strcmp(name, "%s") == 0)\n        return &ck_%s_root;\n' "${pair%=*}" "${pair#*=}"
    done
    printf '    REQUIRE(false, "no type %%s", name);\n    return NULL;\n}\n'
} >types.inc

# driver NAME: a program of this folder over the library.
driver() {
    # shellcheck disable=SC2086
    run "compile $1" "$CC" -std=c11 -O1 $CFLAGS $strict $include -I"$here" -Ichecked -I. \
        -DHEADER='"ck.h"' "$here/$1.c" checked/*.o "$runtime" -lm -o "$1" || done_testing
}
driver allocation
driver linear
run "failing allocations" ./allocation cases

for depth in 200 400; do
    run "tree $depth" ./linear decode Tree tree_$depth.json
    run "fault $depth" ./linear refuse Tree fault_$depth.json O2C_E_NOT
    run "open $depth" ./linear decode Open open_$depth.json
done
run "wide" ./linear decode Wide wide_2000.json
run "alike" ./linear decode Alike alike.json
run "alike, none" ./linear refuse Alike alike_empty.json O2C_E_NOT
run "too deep" ./linear refuse Tree deep.json O2C_E_DEPTH
run "cut off" ./linear refuse Tree broken.json O2C_E_END
[ "$failures" -eq 0 ] || done_testing

if is_sanitized || ! command -v valgrind >/dev/null; then
    echo "not counted: no valgrind, or a sanitized build"
    done_testing
fi

count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 | sed -n 's/.*Collected : //p'
}

# at_most WHAT PERCENT LARGE... -- SMALL...: what the first costs, in parts of the second.
at_most() {
    what=$1 percent=$2 type=$3 large=$4 small=$5 verb=$6 code=${7:-}
    rest=$(count ./linear read "$type" "$small")
    # shellcheck disable=SC2086
    high=$(($(count ./linear "$verb" "$type" "$large" $code) - rest))
    # shellcheck disable=SC2086
    low=$(($(count ./linear "$verb" "$type" "$small" $code) - rest))
    [ "$low" -gt 0 ] || fail "$what: nothing counted"
    echo "$what: $((high * 100 / (low + 1)))% (at most $percent%)"
    [ $((high * 100 / (low + 1))) -le "$percent" ] || fail "$what"
}
at_most "twice as deep" 240 Tree tree_400.json tree_200.json decode
at_most "twice as deep, refused" 240 Tree fault_400.json fault_200.json refuse O2C_E_NOT
at_most "twice as deep, told apart by checks" 240 Open open_400.json open_200.json decode
at_most "twice as many members" 240 Wide wide_2000.json wide_1000.json decode
at_most "2^30 ways" 300 Alike alike.json alike_empty.json decode
done_testing

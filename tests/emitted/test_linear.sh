# Work grows with the input: late tags and keys, alternating tag names, branches tried in vain, bottomless nesting.
# Counts instructions with valgrind, so that a busy machine changes nothing.
. "$SOURCE_DIR/tests/emitted/lib.sh"
needs python3
documents
part feed feed AppBskyFeedGetPostThread_Response
python3 "$here/linear_cases.py" . || exit 1
run "generate nest" "$OPENAPI2C" generate nest.json -o nest -p nest -q || exit 1
mkdir feed_driver nest_driver

# What is counted is the runtime as it is used: without optimization its parts cost other shares.
mkdir optimized
cp "$SOURCE_DIR"/runtime/src/*.[ch] optimized
objects optimized "$CC" "-O2 $CFLAGS"
run "archive the runtime" ar rc optimized.a optimized/*.o || exit 1
runtime=optimized.a

# driver LIBRARY TYPE=NAME...
driver() {
    library=$1
    shift
    objects "$library" "$CC" "-O2 $CFLAGS"
    for pair in "$@"; do
        printf '#define ROOT %s\n#include "root.h"\n#undef ROOT\n' "${pair#*=}"
    done >"${library}_driver/types.inc"
    {
        printf 'static const root *type_of(const char *name)\n{\n'
        for pair in "$@"; do
            printf '    if (strcmp(name, "%s") == 0)\n        return &%s_root;\n' "${pair%=*}" "${pair#*=}"
        done
        printf '    REQUIRE(false, "no type %%s", name);\n    return NULL;\n}\n'
    } >>"${library}_driver/types.inc"
    # shellcheck disable=SC2086
    run "compile the driver" "$CC" -std=c11 -O2 $CFLAGS $strict $include -I"$here" "-I$library" \
        "-I${library}_driver" -DHEADER="\"$library.h\"" "$here/linear.c" "$library"/*.o "$runtime" -lm \
        -o "$library-linear" || done_testing
}
driver feed Thread=feed_app_bsky_feed_get_post_thread_response
driver nest Even=nest_even Tried=nest_tried Keyed=nest_keyed Ordered=nest_ordered Alike=nest_alike

# Beyond 1,024 levels there is an error, not a stack that overflows.
for file in bottomless brackets unknown; do
    run "$file" ./nest-linear refuse Even $file.json O2C_E_DEPTH
done
run "tried_bottomless" ./nest-linear refuse Tried tried_bottomless.json O2C_E_DEPTH
for depth in 100 200 400; do
    run "late $depth" ./nest-linear again Tried late_$depth.json
    run "keyed $depth" ./nest-linear again Keyed keyed_$depth.json
    run "ordered $depth" ./nest-linear again Ordered keyed_$depth.json
    run "faulty $depth" ./nest-linear refuse Tried faulty_$depth.json O2C_E_UNION
done
for depth in 15 30; do # what is ambiguous at the bottom fits no branch above
    run "alike $depth" ./nest-linear refuse Alike alike_$depth.json O2C_E_UNION
    run "ambiguous $depth" ./nest-linear refuse Alike ambiguous_$depth.json O2C_E_UNION
done
[ "$failures" -eq 0 ] || done_testing

if is_sanitized || ! command -v valgrind >/dev/null; then
    echo "not counted: no valgrind, or a sanitized build"
    done_testing
fi

count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 | sed -n 's/.*Collected : //p'
}

# What a program does beside decoding; reading a file is next to nothing.
feed_rest=$(count ./feed-linear read Thread "$docs/thread_small.json")
nest_rest=$(count ./nest-linear read Even alternating_200.json)

# cost PROGRAM TYPE FILE [CODE]: the instructions of decoding alone.
cost() {
    program=$1 type=$2 file=$3
    shift 3
    verb=decode
    [ $# -eq 0 ] || verb=refuse
    all=$(count "$program" $verb "$type" "$file" "$@")
    case $program in *feed*) rest=$feed_rest ;; *) rest=$nest_rest ;; esac
    [ -n "$all" ] && [ -n "$rest" ] || { echo 0; return; }
    echo $((all - rest))
}

# at_most WHAT COST BASE PERCENT: COST is no more than that part of BASE.
at_most() {
    [ "$2" -gt 0 ] && [ "$3" -gt 0 ] || fail "$1: nothing counted"
    percent=$(($2 * 100 / ($3 + 1)))
    echo "$1: $percent% (at most $4%): $2 against $3"
    [ $percent -le "$4" ] || fail "$1"
}

first=$(cost ./feed-linear Thread "$docs/thread_deep.json")
last=$(cost ./feed-linear Thread "$docs/thread_deep_taglast.json")
at_most "200 posts with tags last" "$last" "$first" 250
shallow=$(cost ./feed-linear Thread "$docs/chain_200_taglast.json")
deep=$(cost ./feed-linear Thread "$docs/chain_400_taglast.json")
at_most "twice as deep, tags last" "$deep" "$shallow" 230
at_most "tags last, deepest" "$deep" "$(cost ./feed-linear Thread "$docs/chain_400.json")" 250
at_most "twice as deep, alternating tags" "$(cost ./nest-linear Even alternating_800.json)" \
    "$(cost ./nest-linear Even alternating_400.json)" 230
for type in Keyed Ordered; do
    at_most "twice as deep, $type" "$(cost ./nest-linear $type keyed_400.json)" \
        "$(cost ./nest-linear $type keyed_200.json)" 230
done
# What branches that are tried have decided is remembered: twice, and neither four nor 2^200 times, as much.
at_most "twice as deep, tried" "$(cost ./nest-linear Tried late_400.json)" \
    "$(cost ./nest-linear Tried late_200.json)" 240
at_most "twice as deep, faulty" "$(cost ./nest-linear Tried faulty_400.json O2C_E_UNION)" \
    "$(cost ./nest-linear Tried faulty_200.json O2C_E_UNION)" 240
at_most "twice as deep, all alike" "$(cost ./nest-linear Alike alike_30.json O2C_E_UNION)" \
    "$(cost ./nest-linear Alike alike_15.json O2C_E_UNION)" 240
# What is refused for its depth is refused before the rest is read, or at least not after much more.
at_most "bottomless" "$(cost ./nest-linear Even bottomless.json O2C_E_DEPTH)" \
    "$(cost ./nest-linear Even alternating_800.json)" 2600
done_testing

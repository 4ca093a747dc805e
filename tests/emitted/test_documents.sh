# The benchmark's documents: there and back, truncated, mutated, in small arenas; under the sanitizers
# of the build. The long form (OPENAPI2C_LONG=1) takes the 10 MB documents as well, and 1,000 places
# to cut each of the others at.
. "$SOURCE_DIR/tests/emitted/lib.sh"
needs python3
documents
part feed feed AppBskyFeedGetTimeline_Response AppBskyFeedGetPostThread_Response
objects feed "$CC" "-O1 $CFLAGS"
# shellcheck disable=SC2086
run "compile the driver" "$CC" -std=c11 -O1 $CFLAGS $strict $include -I"$here" -Ifeed \
    -DHEADER='"feed.h"' "$here/documents.c" feed/*.o "$runtime" -lm -o driver || done_testing

cuts=300 mutants=1500
[ -z "$long" ] || cuts=1000 mutants=50000
run "there and back" ./driver all "$docs"/timeline_100k*.json "$docs"/timeline_small*.json \
    "$docs"/thread_*.json
run "truncated" ./driver truncate $cuts "$docs"/timeline_100k*.json "$docs"/thread_small.json
run "truncated, deep" ./driver truncate $((cuts / 5)) "$docs"/thread_deep*.json
run "mutated" ./driver mutate $mutants "$docs"/timeline_small*.json
run "mutated thread" ./driver mutate $((mutants * 2)) "$docs"/thread_small.json
run "fixed arenas" ./driver fixed "$docs"/timeline_small.json "$docs"/timeline_small_ascii.json \
    "$docs"/thread_small.json "$docs"/timeline_escapes.json
if [ -n "$long" ]; then
    run "there and back, 10 MB" ./driver all "$docs"/timeline_10m*.json
    run "truncated, large" ./driver truncate 20 "$docs"/timeline_10m.json "$docs"/thread_2m.json
    run "mutated, large" ./driver mutate 200 "$docs"/timeline_100k*.json "$docs"/thread_2m.json
fi
done_testing

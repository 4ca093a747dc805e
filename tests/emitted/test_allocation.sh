# Failing each allocation in turn, over the seed's documents: no leak, no crash, an error that says so.
. "$SOURCE_DIR/tests/emitted/lib.sh"
needs python3
[ -r "$seed/cases.jsonl" ] || skip "no seed cases"
part feed feed AppBskyFeedGetTimeline_Response AppBskyFeedGetPostThread_Response
python3 "$here/allocation_cases.py" "$seed/cases.jsonl" feed feed . || exit 1
documents
for name in timeline_100k timeline_100k_taglast; do
    printf '%s\n' "AppBskyFeedGetTimeline_Response $(cat "$docs/$name.json")"
done >>cases
printf '%s\n' "AppBskyFeedGetPostThread_Response $(cat "$docs/chain_400_taglast.json")" >>cases
objects feed "$CC" "-O1 $CFLAGS"
# shellcheck disable=SC2086
run "compile the driver" "$CC" -std=c11 -O1 $CFLAGS $strict $include -I"$here" -Ifeed -I. \
    -DHEADER='"feed.h"' "$here/allocation.c" feed/*.o "$runtime" -lm -o driver || done_testing
run "failing allocations" ./driver cases
done_testing

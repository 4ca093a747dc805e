# Eight threads decode and encode different documents with one library, under ThreadSanitizer.
. "$SOURCE_DIR/tests/emitted/lib.sh"
needs python3
is_sanitized && skip "the other sanitizers rule this one out"
tsan="-O1 -g -fsanitize=thread"
# Not every compiler has it, and not every kernel's address space suits it.
echo 'int main(void) { return 0; }' >probe.c
# shellcheck disable=SC2086
"$CC" $tsan probe.c -o probe >/dev/null 2>&1 && ./probe >/dev/null 2>&1 || skip "no ThreadSanitizer"

documents
part feed feed AppBskyFeedGetTimeline_Response AppBskyFeedGetPostThread_Response
objects feed "$CC" "$tsan"
mkdir runtime
cp "$SOURCE_DIR"/runtime/src/* runtime/
objects runtime "$CC" "$tsan"
# shellcheck disable=SC2086
run "compile the driver" "$CC" -std=c11 $tsan $strict $include -I"$here" -Ifeed -DHEADER='"feed.h"' \
    "$here/threads.c" feed/*.o runtime/*.o -lm -pthread -o driver || done_testing
run "eight threads" ./driver 12 "$docs"/timeline_100k*.json "$docs"/thread_small.json \
    "$docs"/thread_deep_taglast.json "$docs"/chain_100.json
! grep -q 'WARNING: ThreadSanitizer' "$work/log" || fail "a race"
done_testing

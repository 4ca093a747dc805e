# Every function of every type of the headline models, under the sanitizers of the build.
. "$SOURCE_DIR/tests/emitted/lib.sh"
needs python3
run "generate" "$OPENAPI2C" generate "$seed/atproto-models.yaml" -o all -p atproto -q || exit 1
python3 "$here/all_types.py" all all_types.inc || exit 1
# Unoptimised, which comes last and so wins: it is compiled once and run for a moment.
objects all "$CC" "$CFLAGS -O0 -g0"
# shellcheck disable=SC2086
run "compile the driver" "$CC" -std=c11 $CFLAGS -O0 $strict $include -I"$here" -Iall -I. "$here/all_types.c" \
    all/*.o "$runtime" -lm -o driver || done_testing
run "all types" ./driver
done_testing

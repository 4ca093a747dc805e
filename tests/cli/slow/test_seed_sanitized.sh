# All seed cases under AddressSanitizer and UndefinedBehaviorSanitizer, in both forms of the spec.
. "$SOURCE_DIR/tests/cli/lib.sh"
seed=$SHARED/seed
[ -r "$seed/cases.jsonl" ] || exit 77
command -v gcc >/dev/null || exit 77
for form in yaml schema.json; do
    expect 0 try "$seed/atproto-models.$form" --cases "$seed/cases.jsonl" --cc gcc \
        --cflags "-O0 -fsanitize=address,undefined"
    says out "4854 passed, 0 failed"
done
done_testing

# The models that the project exists for: every case, in both forms of the spec, by the fastest compiler.
. "$SOURCE_DIR/tests/cli/lib.sh"
seed=$SHARED/seed
unset CC
[ -r "$seed/cases.jsonl" ] || exit 77
for form in yaml schema.json; do
    expect 0 try "$seed/atproto-models.$form" --cases "$seed/cases.jsonl"
    says out "4854 passed, 0 failed"
done

# The two spellings of one document give the same bytes.
expect 0 generate "$seed/atproto-models.yaml" -o yaml --prefix atproto
expect 0 generate "$seed/atproto-models.json" -o json --prefix atproto
diff -r yaml json >out 2>err || fail "YAML and JSON give different C"
done_testing

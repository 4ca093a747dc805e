# Cases of the kinds in the seed's cases.jsonl, other ones: fresh documents, the seed's own documents
# spelled in other ways, and the models with their optional members spelled in other ways.
# The long form (OPENAPI2C_LONG=1) makes ten times as many.
. "$SOURCE_DIR/tests/emitted/lib.sh"
needs python3 tcc
unset CC
# For the generator alone; tcc's programs are never sanitized.
count=1
[ -z "$long" ] || count=10

# fresh SPEC SEED OPTION... >cases
fresh() {
    python3 "$seed/gen_documents.py" "$1" --all --count $count --mutate both --seed "$2" || fail "no cases"
}

# all_pass SPEC CASES OPTION...
all_pass() {
    spec=$1 cases=$2
    shift 2
    wanted=$(wc -l <"$cases")
    [ "$wanted" -gt 400 ] || fail "only $wanted cases in $cases"
    run "try $spec $*: $cases" "$OPENAPI2C" try "$spec" --cases "$cases" "$@" || return
    grep -q "^$wanted passed, 0 failed" "$work/log" || fail "$spec, $cases: $(tail -1 "$work/log")"
}

models=$seed/atproto-models.json
for number in 1 2 3; do
    fresh "$models" $number
done >fresh.jsonl
python3 "$here/respell_cases.py" 1 <"$seed/cases.jsonl" >respelled.jsonl
for form in json schema.json; do
    all_pass "$seed/atproto-models.$form" fresh.jsonl
    all_pass "$seed/atproto-models.$form" respelled.jsonl
done
# What is valid stays valid, and what is wrong wrong, whatever else is accepted.
all_pass "$models" respelled.jsonl --accept-field-names --duplicates=last --shards 2
grep '"valid": true' respelled.jsonl >valid.jsonl
all_pass "$models" valid.jsonl --open-unions --open-enums

for spelling in type-array no-null; do
    python3 "$here/respell.py" $spelling "$models" >$spelling.json
    fresh $spelling.json 4 >$spelling.jsonl
    all_pass $spelling.json $spelling.jsonl
done
all_pass type-array.json respelled.jsonl
done_testing

# Verdicts that were wrong once, most of them found by random_schemas.py: every schema of verdicts.json
# takes and refuses what verdicts.jsonl says, and encodes what it takes as the same value.
set -u
command -v tcc >/dev/null || { echo "SKIP: no tcc"; exit 77; }
unset CC
here=$SOURCE_DIR/tests/conformance
wanted=$(wc -l <"$here/verdicts.jsonl")
failures=0

# all_pass OPTION...: the verdicts are the same with these options.
all_pass() {
    said=$("$OPENAPI2C" try "$here/verdicts.json" --cases "$here/verdicts.jsonl" "$@" 2>&1)
    case $said in
    *"$wanted passed, 0 failed"*) return ;;
    esac
    echo "FAIL: try $*"
    echo "$said" | grep -v warning: | tail -20
    failures=$((failures + 1))
}

all_pass
all_pass --exact
all_pass --unknown=ignore --accept-field-names --duplicates=last
[ "$failures" -eq 0 ]

# Documents written by hand for real specs, valid and invalid: cases/NAME.jsonl for each line of
# cases/index.txt. Skipped without the corpus. CORPUS_ONLY="name name" runs some of them. Compiled by
# tcc: other tests compile the same code with the other compilers, which take ten times as long.
[ -d "$SHARED/corpus" ] && command -v tcc >/dev/null || { echo "SKIP: no corpus or no tcc"; exit 77; }
cases=$SOURCE_DIR/tests/corpus/cases
work=$(mktemp -d "${TMPDIR:-/tmp}/openapi2c-corpus-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
grep -v '^#' "$cases/index.txt" >"$work/index"
while read -r name entry options; do
    case " ${CORPUS_ONLY:-$name} " in *" $name "*) ;; *) continue ;; esac
    # shellcheck disable=SC2086 # options are words
    "$OPENAPI2C" try "$SHARED/corpus/$entry" $options --cc tcc --cases "$cases/$name.jsonl" \
        >"$work/out" 2>"$work/err" </dev/null
    status=$?
    echo "$name: $(tail -n 1 "$work/out")"
    if [ "$status" -ne 0 ]; then
        failed=1
        grep -v ' passed, ' "$work/out"
        grep -A 2 ': error: ' "$work/err"
    fi
done <"$work/index"
exit $failed

# The required tests of the JSON Schema Test Suite, by generated decoders, all drafts. The long form
# (OPENAPI2C_LONG=1) takes the optional ones as well, with gcc and its sanitizers.
set -u
here=$SOURCE_DIR/tests/conformance
suite=$SHARED/suites/json-schema
[ -d "$suite/tests" ] || { echo "SKIP: no JSON Schema Test Suite"; exit 77; }
for program in python3 tcc; do
    command -v $program >/dev/null || { echo "SKIP: no $program"; exit 77; }
done

conformance() {
    python3 "$here/conformance.py" --openapi2c "$OPENAPI2C" --source "$SOURCE_DIR" --suite "$suite" "$@"
}

if [ -n "${OPENAPI2C_LONG:-}" ]; then
    conformance --optional --cc gcc --cflags "-O0 -g -fsanitize=address,undefined -fno-sanitize-recover"
else
    conformance
fi || exit 1

# The same, one by one: what `try` says of a group.
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset CC
for file in anyOf dynamicRef unevaluatedProperties; do
    python3 "$here/cases.py" "$suite/tests/draft2020-12/$file.json" "$work" 6 || exit 1
    for cases in "$work"/*.jsonl; do
        "$OPENAPI2C" try "${cases%l}" --exact --map "http://localhost:1234=$suite/remotes" --cases "$cases" \
            >"$work/log" 2>&1 || { echo "FAIL: try $file ${cases##*/}"; cat "$work/log"; exit 1; }
    done
    rm -f "$work"/*.json*
done

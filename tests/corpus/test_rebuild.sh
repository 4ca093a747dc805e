# A change of one schema compiles few objects again: in a spec of our own, and in GitHub's where it is there.
# OPENAPI2C_LONG=1: in GitHub's with more samples.
set -eu
case ${CFLAGS:-} in *-fsanitize=*) echo "SKIP: the files are the same without the sanitizers"; exit 77 ;; esac
command -v python3 >/dev/null || { echo "SKIP: no python3"; exit 77; }
here=$SOURCE_DIR/tests/corpus
work=$(mktemp -d "${TMPDIR:-/tmp}/openapi2c-rebuild-XXXXXX")
trap 'rm -rf "$work"' EXIT
python3 "$here/big_spec.py" 500 >"$work/big.json"
python3 "$here/rebuild.py" "$OPENAPI2C" "$work/big.json" "$work" --samples 5 --most 12 25 35
github=$SHARED/corpus/github/api.github.com.json
if [ -r "$github" ]; then
    [ "${OPENAPI2C_LONG:-}" ] && samples=40 || samples=4
    python3 "$here/rebuild.py" "$OPENAPI2C" "$github" "$work" --samples $samples --most 15 20 35
fi

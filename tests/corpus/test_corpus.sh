# A spread of public documents generates and compiles (tests/corpus/run.py; all of them: docs/corpus.md).
set -eu
command -v python3 >/dev/null && command -v tcc >/dev/null && [ -x /usr/bin/time ] ||
    { echo "SKIP: no python3, tcc or time"; exit 77; }
[ -r "$SHARED/corpus/MANIFEST.md" ] || { echo "SKIP: no corpus"; exit 77; }
python3 "$SOURCE_DIR/tests/corpus/run.py" "$OPENAPI2C" "$SHARED/corpus" --compile tcc \
    --only oai-examples --only geojson --only cql2 --only moby --only wiremock --only oas-meta \
    --only debug-adapter --only oci- --only package-json --only telegram

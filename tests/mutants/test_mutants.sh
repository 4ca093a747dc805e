# 500 mutants of small specs: located errors or C that compiles (mutants.py says what is tried). The long
# form, 20,000 of them: MUTANTS=20000 SEED=7 ctest --preset asan -R mutants
command -v python3 >/dev/null || exit 77
if command -v tcc >/dev/null; then
    cc=tcc
else
    cc="$CC -fsyntax-only"
fi
exec python3 "$SOURCE_DIR/tests/mutants/mutants.py" --openapi2c "$OPENAPI2C" --cc "$cc" \
    --include "$SOURCE_DIR/runtime/include" --include "$SOURCE_DIR/runtime/pcre2/include" --count "${MUTANTS:-500}" --seed "${SEED:-1}" \
    --keep "$BUILD_DIR/mutants" "$SOURCE_DIR"/tests/golden/*/spec.yaml \
    "$SOURCE_DIR"/examples/openapi/*/*.yaml

# inspect --sizes says what the compiler says, of every type of the golden specs.
. "$SOURCE_DIR/tests/cli/lib.sh"

cc=${CC:-cc}
echo 'typedef char pointers_have_64_bits[sizeof(void *) == 8 ? 1 : -1];' >host.c
$cc -c host.c 2>/dev/null || exit 77

for folder in "$SOURCE_DIR"/tests/golden/*/; do
    name=$(basename "$folder" | tr - _)
    options=
    [ -f "$folder/options" ] && options=$(sed 's/--source-map//' "$folder/options")
    # shellcheck disable=SC2086
    "$OPENAPI2C" inspect "$folder/spec.yaml" --prefix "$name" --sizes $options >sizes 2>err ||
        fail "$name: inspect --sizes"
    [ "$(wc -l <sizes)" -gt 1 ] || fail "$name: no types"
    {
        printf '#include "%s.h"\n#include <stdio.h>\nint main(void)\n{\n' "$name"
        sed 's/.* //; s/.*/    printf("%6zu %s\\n", sizeof(&), "&");/' sizes
        echo '}'
    } >main.c
    $cc -std=c11 "-I$SOURCE_DIR/runtime/include" "-I$folder/expected" main.c -o main 2>err ||
        fail "$name: the types cannot be measured"
    ./main >measured
    diff sizes measured >out || fail "$name: not what the compiler says"
done

expect 2 inspect "$SOURCE_DIR/tests/golden/unions/spec.yaml" --sizes --coverage
says err "O2C-U010"
done_testing

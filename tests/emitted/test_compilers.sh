# The headline models in each spelling: generated in no time and memory, the same bytes from YAML and JSON,
# and accepted without a warning by gcc, clang, g++ and clang++, as C11, C17 and C++17.
. "$SOURCE_DIR/tests/emitted/lib.sh"
for form in yaml json schema.json; do
    (
        # Gross excess alone fails here: machines differ, and sanitizers need address space.
        is_sanitized || ulimit -v 200000
        timeout 60 "$OPENAPI2C" generate "$seed/atproto-models.$form" -o "$form" -p atproto -q
    ) >log 2>&1 || fail "$form: status $?: $(tail -3 log)"
done
diff -r yaml json >log 2>&1 || fail "YAML and JSON give different bytes: $(head -5 log)"
[ "$failures" -eq 0 ] || done_testing
is_sanitized && done_testing # The same text compiles the same.

echo 'int main(void) { return 0; }' >probe.c
for compiler in gcc clang g++ clang++; do
    command -v $compiler >/dev/null || { echo "no $compiler"; continue; }
    standards="c11 c17" language=c only="-Wstrict-prototypes -Wmissing-prototypes"
    case $compiler in *++) standards=c++17 language=c++ only=-Wmissing-declarations ;; esac
    for standard in $standards; do
        flags="-x $language -std=$standard $strict $only -fsyntax-only $include"
        run "$compiler -std=$standard, sources" each_file "yaml/*.c" "$compiler $flags {}"
        # Each header stands alone.
        run "$compiler -std=$standard, headers" each_file "yaml/*.h" \
            "$compiler $flags -include {} probe.c"
    done
done
# What JSON Schema makes is made of the same templates: once as C++, and once with what the syntax alone
# does not show.
! command -v g++ >/dev/null || run "g++, sources of schema.json" each_file "schema.json/*.c" \
    "g++ -x c++ -std=c++17 $strict -fsyntax-only $include {}"
run "gcc -O0" each_file "schema.json/*.c" "gcc -std=c11 $strict -O0 $include -c {} -o {}.o"
done_testing

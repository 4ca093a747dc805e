#!/bin/sh
# Runs out of memory in every example, at every place: in its own program, and in decoding and encoding
# a larger document of its type (allocation.c). No leak, no crash, the right error.
# OPENAPI2C, SOURCE_DIR, BUILD_DIR, CC and CFLAGS come from tests/CMakeLists.txt.
set -u
work=$(mktemp -d "${TMPDIR:-/tmp}/openapi2c-test-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
here=$SOURCE_DIR/tests/examples
examples=$SOURCE_DIR/examples/openapi
CC=${CC:-cc}
flags="-std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror ${CFLAGS:-}"
flags="$flags -I$SOURCE_DIR/runtime/include"
failures=0

fail() {
    echo "FAIL: $*"
    failures=$((failures + 1))
}

# repeat N TEXT: TEXT N times, with commas.
repeat() {
    awk -v n="$1" -v text="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s%s", i ? "," : "", text }'
}

# nested N: a thread of N levels, each with its tag last.
nested() {
    awk -v n="$1" 'BEGIN {
        for (i = 0; i < n; i++)
            printf "{\"post\":{\"author\":\"a\\n\",\"text\":\"t\",\"embeds\":[%s]},\"replies\":[",
                   "{\"url\":\"u\",\"kind\":\"image\"},\"v\""
        printf "{\"reason\":\"deleted\",\"$type\":\"gone\"}"
        for (i = 0; i < n; i++)
            printf "],\"$type\":\"thread\"}"
    }'
}

document() {
    case $1 in
    petstore)
        cat='{"name":"M\u00efa","petType":"cat","huntingSkill":"lazy","owner":{"name":"Ann"}}'
        echo "[$(repeat 40 "$cat"),$(repeat 40 '{"petType":"dog","name":"Rex","packSize":3}')]"
        ;;
    social) nested 40 ;;
    telemetry)
        printf '{"device":"boiler","sequence":1,"level":"info","extra":[%s],"readings":{%s}}' \
            "$(repeat 40 '{"a":[1,2.5,"x"]}')" \
            "$(repeat 40 '"t":{"value":1,"samples":[1,2,3],"unit":"C"}')"
        ;;
    esac
}

type_of() {
    case $1 in
    petstore) echo petstore_list_pets_response_200 ;;
    social) echo social_thread ;;
    telemetry) echo telemetry_report ;;
    *) echo "no_type_for_$1" ;;
    esac
}

runtime=$BUILD_DIR/libo2c.a
[ -f "$runtime" ] || runtime="$SOURCE_DIR/runtime/src/*.c" # a shared one does not call our malloc

# build PROGRAM NAME FLAG... FILE...: with the emitted code and the runtime.
build() {
    program=$1
    name=$2
    shift 2
    # shellcheck disable=SC2086
    "$CC" $flags -I"$work/$name" "$@" "$work/$name"/*.c $runtime -o "$program" ||
        fail "$name: $program does not build"
}

# run_out PROGRAM: until no allocation is left that could fail.
run_out() {
    n=0
    while :; do
        FAIL_AT=$n "$1" >"$work/out" 2>"$work/err"
        status=$?
        case $status in
        98) break ;;
        0 | 1) ;;
        *)
            fail "$1: status $status when allocation $n fails"
            cat "$work/err"
            break
            ;;
        esac
        n=$((n + 1))
    done
    echo "$(basename "$1"): failed $n allocations"
}

for folder in "$examples"/*/; do
    name=$(basename "$folder")
    "$OPENAPI2C" generate --quiet "$folder$name.yaml" -o "$work/$name" --prefix "$name" ||
        fail "$name does not generate"
    build "$work/$name-program" "$name" -Wl,--wrap=malloc,--wrap=free "$here/failing_malloc.c" \
        "${folder}main.c"
    run_out "$work/$name-program"
    document "$name" >"$work/$name.json"
    build "$work/$name-allocation" "$name" "-DHEADER=\"$name.h\"" "-DTYPE=$(type_of "$name")" \
        "$here/allocation.c"
    "$work/$name-allocation" "$work/$name.json" || fail "$name: see above"
done
[ $failures -eq 0 ]

# Names: whatever a spec calls things, what is emitted compiles as C and C++, with every header of the
# system before it; and with --names nothing is renamed, whatever is added.
set -u
command -v python3 >/dev/null || { echo "SKIP: no python3"; exit 77; }
work=$(mktemp -d "${TMPDIR:-/tmp}/openapi2c-names-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0

fail() {
    failures=$((failures + 1))
    echo "FAIL: $*"
}

cc=${CC:-cc}
cxx=$(command -v "${CXX:-g++}") || cxx=
flags="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -I$SOURCE_DIR/runtime/include"

# Headers of C, POSIX and Linux, those that are there.
for header in assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdarg \
    stddef stdint stdio stdlib string time wchar wctype aio arpa/inet cpio dirent dlfcn fcntl fmtmsg fnmatch \
    ftw glob grp iconv langinfo libgen monetary net/if netdb netinet/in netinet/tcp poll pthread pwd regex \
    sched search semaphore spawn strings sys/ioctl sys/ipc sys/mman sys/msg sys/param sys/resource sys/select \
    sys/sem sys/shm sys/socket sys/stat sys/statvfs sys/sysmacros sys/time sys/types sys/uio sys/un \
    sys/utsname sys/wait syslog termios unistd utime utmpx wordexp; do
    echo "#include <$header.h>" >one.h
    "$cc" -std=gnu11 -D_GNU_SOURCE -E one.h >/dev/null 2>&1 && cat one.h
done >all.h
for header in threads stdnoreturn stdalign tgmath stdbool; do echo "#include <$header.h>"; done >more.h
grep -q "sys/stat" all.h || fail "no headers were found"

# compiles FOLDER: in the GNU modes, where `linux` and `unix` are macros.
compiles() {
    for file in "$1"/*.c; do
        # shellcheck disable=SC2086
        "$cc" -std=gnu11 -D_GNU_SOURCE $flags -include all.h -include more.h -I"$1" -fsyntax-only "$file" \
            2>err || { head -20 err; fail "$file is not C after all headers"; }
        [ -z "$cxx" ] && continue
        # shellcheck disable=SC2086
        "$cxx" -std=gnu++17 $flags -include all.h -I"$1" -x c++ -fsyntax-only "$file" \
            2>err || { head -20 err; fail "$file is not C++ after all headers"; }
    done
}

"$cc" -std=gnu11 -D_GNU_SOURCE -include all.h -include more.h -x c -dM -E /dev/null |
    python3 "$SOURCE_DIR/tests/emitted/names.py" --macros >macros.json
[ "$(grep -o '"st_atime"\|"linux"\|"int"' macros.json | wc -l)" -eq 3 ] || fail "macros.json is too small"
"$OPENAPI2C" generate macros.json -o macros -q 2>err || fail "macros.json does not generate"
compiles macros

python3 "$SOURCE_DIR/tests/emitted/names.py" 1 >nasty.json
"$OPENAPI2C" generate nasty.json -o nasty -q 2>err || fail "nasty.json does not generate"
compiles nasty

# Every line of the names file must be there after the spec has grown.
for seed in 1 2 3 4 5 6 12; do
    rm -f kept.names
    python3 "$SOURCE_DIR/tests/emitted/names.py" $seed >grows.json
    "$OPENAPI2C" generate grows.json -o grows -q --names kept.names 2>err || fail "seed $seed"
    cp kept.names before.names
    python3 "$SOURCE_DIR/tests/emitted/names.py" $seed grown >grows.json
    "$OPENAPI2C" generate grows.json -o grows -q --names kept.names 2>err || fail "seed $seed, grown"
    for names in before kept; do # a line each, with what it belongs to
        awk '/^[^ ]/ { type = $1 } { print type, $0 }' $names.names | sort >$names.txt
    done
    [ "$(wc -l <before.txt)" -gt 300 ] || fail "seed $seed: hardly any names"
    comm -23 before.txt kept.txt >lost.txt
    [ -s lost.txt ] && { head -5 lost.txt; fail "seed $seed: names have changed"; }
    cp kept.names again.names
    "$OPENAPI2C" generate grows.json -o grows -q --names kept.names 2>err || fail "seed $seed, again"
    cmp -s kept.names again.names || fail "seed $seed: the names file changes by itself"
done
exit $failures

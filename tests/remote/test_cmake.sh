# openapi2c_generate() with specs on the network: fetched while building, and only what is pinned.
. "$SOURCE_DIR/tests/cli/lib.sh"
. "$SOURCE_DIR/tests/remote/lib.sh"
CC=${CC:-cc}

serve pets.yaml <<'END'
openapi: 3.0.3
info: {title: Pets, version: "1"}
paths: {}
components:
  schemas:
    Pet: {type: object, properties: {id: {$ref: 'common.yaml#/Id'}}}
END
echo 'Id: {type: string}' | serve common.yaml
serve one.yaml <<'END'
title: One
type: object
properties: {id: {type: string}}
END
mkdir project
cat >project/CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.25)
project(remote LANGUAGES C)
include($SOURCE_DIR/cmake/openapi2c_generate.cmake)
add_library(openapi2c::o2c INTERFACE IMPORTED)
target_include_directories(openapi2c::o2c INTERFACE $SOURCE_DIR/runtime/include)
openapi2c_generate(TARGET pets PREFIX pets \${ARGUMENTS} OPTIONS --ca-file $server/good.pem --allow-private)
END

# configure STATUS ARGUMENTS: of openapi2c_generate; build STATUS: both leave what they say in ./out
configure() {
    cmake -S project -B build -G Ninja -DCMAKE_C_COMPILER="$CC" -DOPENAPI2C_EXECUTABLE="$OPENAPI2C" \
        -DARGUMENTS="$2" >out 2>&1
    status=$?
    : >err
    [ $((status != 0)) -eq "$1" ] || fail "configure with $2: status $status"
}
build() {
    cmake --build build >out 2>&1
    status=$?
    [ $((status != 0)) -eq "$1" ] || fail "build: status $status"
}
sum() {
    sha256sum "$server/www/$1" | cut -d' ' -f1
}

# Nothing is fetched that has no hash.
configure 1 "SPEC;$tls/files/one.yaml"
says out "needs SHA256"
configure 1 "SPEC;one.yaml;SHA256;$(sum one.yaml)"
says out "SHA256 takes the hash of a SPEC that is a URL"

# By its hash: fetched while building, once.
configure 0 "SPEC;$tls/files/one.yaml;SHA256;$(sum one.yaml)"
not_asked /files/
build 0
asked "tls /files/one.yaml"
forget
build 0
says out "no work to do"
rm -r build
configure 0 "SPEC;$tls/files/one.yaml;SHA256;$(sum one.yaml)"
build 0
[ -e build/pets.openapi2c/pets/pets.h ] || fail "nothing was generated"
not_asked /files/
# Another document has another hash.
configure 0 "SPEC;$tls/files/one.yaml;SHA256;$(sum pets.yaml)"
build 1
says out "O2C-N009"
# What it refers to would have to be in a lock.
configure 0 "SPEC;$tls/files/pets.yaml;SHA256;$(sum pets.yaml)"
build 1
says out "does not list it, which '--locked' asks for"

# By a lock.
# shellcheck disable=SC2086
expect 0 generate "$tls/files/pets.yaml" -o aside --update --lock project/openapi2c.lock $ours
configure 0 "SPEC;$tls/files/pets.yaml;LOCK;openapi2c.lock"
build 0
build 0
says out "no work to do"
echo "# more" >>project/openapi2c.lock
build 0
says out "Generating pets"
build 0
says out "no work to do"
forget
rm -r "$XDG_CACHE_HOME"
echo 'Id: {type: string, minLength: 1}' | serve common.yaml
echo "# and more" >>project/openapi2c.lock
build 1
says out "pets.yaml:6:49: error: 'common.yaml#/Id': it is not what"
asked "tls /files/common.yaml"

# A local spec stays local without a lock.
rm -r "$XDG_CACHE_HOME" build
echo "allOf: [{\$ref: '$tls/files/one.yaml'}]" >project/local.yaml
mv project/openapi2c.lock kept.lock
forget
configure 0 "SPEC;local.yaml"
build 1
says out "O2C-N007"
not_asked /files/
# shellcheck disable=SC2086
expect 0 fetch "$tls/files/one.yaml" --lock kept.lock --update -o one.yaml $ours
configure 0 "SPEC;local.yaml;LOCK;../kept.lock"
build 0
done_testing

#!/bin/sh
# From a fresh checkout to a running program: installs the packages, builds the generator, generates
# from an example's spec, compiles its program and runs it. Each step is a command that users type.
set -eu
cd "$(dirname "$0")/.."
example=examples/openapi/petstore
out=build/quickstart
cc=${CC:-cc}

say() {
    echo "\$ $*"
    "$@"
}

scripts/setup.sh
cmake --preset release
cmake --build --preset release --target openapi2c

mkdir -p $out
say build/release/openapi2c generate $example/petstore.yaml -o $out --prefix petstore
# shellcheck disable=SC2046 # petstore_1.c, petstore_2.c, ...
say $cc -std=c11 -O2 -Iruntime/include -I$out $example/main.c $(ls $out/petstore_*.c) \
    build/release/libo2c.a -o $out/petstore
say $out/petstore

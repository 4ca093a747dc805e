#!/bin/sh
# Builds with gcc and with clang, runs all tests, then all of them again under AddressSanitizer and
# UndefinedBehaviorSanitizer. Ends with ctest's summary; fails when anything fails.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh

jobs=$(nproc)
build() {
    echo "== build $1"
    cmake --preset "$1"
    cmake --build --preset "$1" -j "$jobs"
}

build dev
build dev-clang
echo "== test dev"
ctest --preset dev -j "$jobs"
# What a second compiler finds, it finds in the unit tests; whole programs are tested above.
echo "== test dev-clang"
ctest --preset dev-clang -j "$jobs" -L 'runtime|plugin'
build asan
echo "== test asan"
ctest --preset asan -j "$jobs"

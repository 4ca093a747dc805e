#!/bin/sh
# Installs the Debian packages that building and testing needs, with sudo where this is not root.
# Does nothing where all are there.
set -eu

build="build-essential cmake ninja-build pkg-config libyaml-dev libcyaml-dev libpcre2-dev
    libcurl4-openssl-dev libssl-dev"
tests="libcmocka-dev clang libclang-rt-14-dev clang-format tcc valgrind python3 openssl"
bench="libsimdjson-dev libcjson-dev rapidjson-dev"

missing=
for package in $build $tests $bench; do
    status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    [ "$status" = "install ok installed" ] || missing="$missing $package"
done
if [ -z "$missing" ]; then
    echo "setup: all packages are installed"
    exit 0
fi

as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
echo "setup: installing with ${as_root:+sudo }apt-get:$missing"
$as_root apt-get update -q
# shellcheck disable=SC2086 # a list of names
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing

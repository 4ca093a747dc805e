# Sourced by the tests of this folder, after cli/lib.sh: starts server.py and names what it offers.
# Sets: plain, tls, second, wrong (origins); log (what they were asked).
"$OPENAPI2C" --version | grep -q 'remote documents by' || {
    echo "SKIP: this build has no remote documents"
    exit 77
}
for tool in python3 openssl; do
    command -v $tool >/dev/null || {
        echo "SKIP: no $tool"
        exit 77
    }
done

server=$work/server
mkdir -p "$server/www/private" "$server/www/unkept"
log=$server/log
: >"$log"

# make_certificate NAME SUBJECT-ALT-NAMES: NAME.pem and its key in one file
make_certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \
        -subj "/CN=$1" -addext "subjectAltName=$2" -keyout key.pem -out cert.pem 2>err ||
        { cat err; exit 1; }
    cat cert.pem key.pem >"$server/$1.pem"
    rm cert.pem key.pem
}
make_certificate good DNS:localhost,IP:127.0.0.1
make_certificate other DNS:other.example

# It ends when its standard input does, which is when this shell ends, however that happens.
mkfifo "$work/alive"
python3 "$SOURCE_DIR/tests/remote/server.py" "$server" <"$work/alive" &
server_pid=$!
exec 9>"$work/alive"
trap 'exec 9>&-; wait $server_pid 2>/dev/null; rm -rf "$work"' EXIT
tries=0
while [ ! -e "$server/ports" ]; do
    tries=$((tries + 1))
    if [ $tries -gt 200 ] || ! kill -0 $server_pid 2>/dev/null; then
        echo "the server does not start"
        exit 1
    fi
    sleep 0.05
done
port() {
    sed -n "s/^$1=//p" "$server/ports"
}
plain=http://127.0.0.1:$(port plain)
tls=https://localhost:$(port tls)
second=https://localhost:$(port second)
wrong=https://localhost:$(port wrong)

HOME=$work/home
XDG_CACHE_HOME=$work/cache
mkdir -p "$HOME"
export HOME XDG_CACHE_HOME
unset NETRC TOKEN http_proxy https_proxy all_proxy 2>/dev/null
ours="--ca-file $server/good.pem --allow-private"

# serve NAME: standard input becomes what /files/NAME answers
serve() {
    cat >"$server/www/$1"
}

# asked TEXT: some request's line in the log holds it; forget: empties the log
asked() {
    grep -qF -- "$1" "$log" || fail "nobody asked '$1': $(cat "$log")"
}
not_asked() {
    ! grep -qF -- "$1" "$log" || fail "somebody asked '$1': $(cat "$log")"
}
forget() {
    : >"$log"
}

# refused TEXT ARGUMENT...: exit status 3, nothing generated, and an error that says so
refused() {
    text=$1
    shift
    # shellcheck disable=SC2086
    expect 3 "$@" $ours
    says err "$text"
}

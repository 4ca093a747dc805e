# Who is sent a secret, and that nobody else ever sees it.
. "$SOURCE_DIR/tests/cli/lib.sh"
. "$SOURCE_DIR/tests/remote/lib.sh"

secret=hush-4711
TOKEN=$secret
export TOKEN
key='X-Api-Key: env:TOKEN'
echo "allOf: [{\$ref: other.yaml}, {\$ref: $second/files/c.yaml}]" | serve private/a.yaml
echo 'type: object' | serve private/other.yaml
echo 'type: object' | serve c.yaml

# told NAME PATH: that server was sent the secret with its request; not_told: it was not
told() {
    grep -qF -- "$1 $2 X-Api-Key=$secret" "$log" || fail "$1 $2 was not told: $(cat "$log")"
}
not_told() {
    grep -qF -- "$1 $2" "$log" || fail "$1 $2 was not asked"
    ! grep -F -- "$1 $2" "$log" | grep -q "$secret" || fail "$1 $2 was told: $(cat "$log")"
}

# Without, with; and only at the origin that the user named.
refused "the server answers with status 401; '--header' and '--netrc' send credentials" \
    fetch "$tls/files/private/a.yaml"
forget
expect 0 inspect "$tls/files/private/a.yaml" --stage=schema --header "$key" $ours
told tls /files/private/a.yaml
told tls /files/private/other.yaml
not_told second /files/c.yaml
# Only at the URL that stands before it.
forget
expect 0 inspect "$tls/files/private/a.yaml" --stage=schema $ours --header "$tls/ $key"
told tls /files/private/other.yaml
not_told second /files/c.yaml
forget
refused "status 401" inspect "$tls/files/private/a.yaml" --stage=schema --header "$second $key"
not_told tls /files/private/a.yaml
# A reference in a local file names no origin.
echo "allOf: [{\$ref: $tls/files/private/other.yaml}]" >use.yaml
forget
refused "status 401" inspect use.yaml --stage=schema --fetch --header "$key"
expect 0 inspect use.yaml --stage=schema --fetch --header "$tls $key" $ours

# Redirects: the same origin is told, another one is not, nor is the first when they lead back.
forget
echo 'type: object' | serve a.yaml
expect 0 fetch "$tls/hops/2" --header "$key" $ours
told tls /hops/1
told tls /files/a.yaml
forget
expect 0 fetch "$tls/to/$second/to/$tls/files/c.yaml" --header "$key" $ours
told tls "/to/$second/to/$tls/files/c.yaml"
not_told second "/to/$tls/files/c.yaml"
not_told tls /files/c.yaml
forget
expect 0 fetch "$tls/to/$second/files/c.yaml" --header "$key" --header "$second $key" $ours
not_told second /files/c.yaml

# netrc: looked at only when asked to, and not after a redirect to another origin.
echo "machine localhost login user password $secret" >"$HOME/.netrc"
basic='Authorization=Basic dXNlcjpodXNoLTQ3MTE='
forget
refused "status 401" fetch "$tls/files/private/other.yaml"
not_asked Authorization
expect 0 fetch "$tls/files/private/other.yaml" --netrc $ours
asked "tls /files/private/other.yaml $basic"
forget
expect 0 fetch "$tls/to/$second/files/c.yaml" --netrc $ours
asked "tls /to/$second/files/c.yaml $basic"
! grep "second /files/c.yaml" "$log" | grep Authorization || fail "netrc after a redirect"
# Nor in clear text, unless the user names the very URL.
echo "allOf: [{\$ref: $plain/files/c.yaml}]" | sed 's/127.0.0.1/localhost/' | serve plainly.yaml
forget
expect 0 inspect "$tls/files/plainly.yaml" --stage=schema --netrc --allow-http $ours
asked "tls /files/plainly.yaml $basic"
! grep "plain /files/c.yaml" "$log" | grep Authorization || fail "netrc in clear text"

# A proxy's password is the proxy's; names are its to look up.
PROXY=$(echo "$plain" | sed "s|//|//user:$secret@|")
export PROXY
forget
expect 0 fetch http://no-such-host.invalid/files/c.yaml --proxy env:PROXY --allow-http --no-cache
asked "plain http://no-such-host.invalid/files/c.yaml Proxy-$basic"
refused "it cannot be fetched" fetch "$tls/files/c.yaml" --proxy env:PROXY
cat out err >>said

# What was fetched with credentials is not for requests without them, offline neither.
rm -r "$XDG_CACHE_HOME"
expect 0 fetch "$tls/files/private/other.yaml" --header "$key" $ours
refused "it is not in the cache" fetch "$tls/files/private/other.yaml" --offline
refused "it is not in the cache" fetch "$tls/files/private/other.yaml" --offline --netrc
refused "it is not in the cache" fetch "$tls/files/private/other.yaml" --offline \
    --header "X-Api-Key: other"
expect 0 fetch "$tls/files/private/other.yaml" --offline --header "$key" $ours
forget
refused "status 401" fetch "$tls/files/private/other.yaml"
not_asked If-None-Match

# A secret is in nothing that is printed or kept.
for where in "$tls/files/private/none.yaml" "$tls/to/file:///etc/passwd" "$wrong/files/x" "$tls/status/500" \
    "$tls/drip/" "https://localhost:1/" "$tls/endless/"; do
    refused "O2C-N0" fetch "$where" --header "$key" --netrc --timeout 1 --max-bytes 1000
    cat out err >>said
    refused "O2C-N0" fetch "$where" --header "X-Api-Key: $secret" --proxy "http://u:$secret@127.0.0.1:1"
    cat out err >>said
done
for header in "$secret" "A: $secret env:NONE" "A B: $secret" "Host: $secret" "https://u:$secret@h/ A: b" ''; do
    expect 2 fetch "$tls/files/c.yaml" --header "$header"
    says err "'--header': "
    cat out err >>said
done
expect 0 fetch "$tls/files/private/other.yaml" --header "$key" --netrc --update $ours
expect 0 fetch --refs "$tls/files/private/a.yaml" --header "$key" --update $ours
expect 0 generate "$tls/files/private/a.yaml" --header "$key" -o gen --depfile dep --update $ours
cat out err openapi2c.lock dep gen/* >>said
find "$XDG_CACHE_HOME" -type f -exec cat {} + >>said
find "$XDG_CACHE_HOME" >>said
! grep -n "$secret\|dXNlcjpodXNoLTQ3MTE" said >out || fail "a secret is told"
grep -q private/other.yaml said || fail "nothing was kept"

# The cache is its owner's alone.
find "$XDG_CACHE_HOME" -type f ! -perm 600 >out
find "$XDG_CACHE_HOME" -type d ! -perm 700 >>out
[ ! -s out ] || fail "others may read the cache"
done_testing

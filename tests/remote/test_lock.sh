# The cache, the lock, --offline, --locked, --update.
. "$SOURCE_DIR/tests/cli/lib.sh"
. "$SOURCE_DIR/tests/remote/lib.sh"

sum() {
    sha256sum "$1" | cut -d' ' -f1
}
echo "allOf: [{\$ref: b.yaml}]" | serve a.yaml
echo 'type: object' | serve b.yaml
url=$tls/files/a.yaml
www=$server/www

# The second time the server is asked whether anything is new, and what is new is taken.
expect 0 fetch "$url" $ours
asked "tls /files/a.yaml"
not_asked If-None-Match
forget
expect 0 fetch "$url" $ours
cmp -s out "$www/a.yaml" || fail "304 does not give the document"
asked "tls /files/a.yaml If-None-Match="
echo "# changed" >>"$www/a.yaml"
expect 0 fetch "$url" $ours
cmp -s out "$www/a.yaml" || fail "an old document is given"
# Nothing is kept of what the server does not want kept, or with --no-cache.
echo 'type: object' | serve unkept/x.yaml
expect 0 fetch "$tls/files/unkept/x.yaml" $ours
expect 0 fetch "$tls/files/b.yaml" --no-cache $ours
refused "it is not in the cache, and '--offline' keeps it from being fetched [O2C-N008]" \
    fetch "$tls/files/unkept/x.yaml" --offline
refused "it is not in the cache" fetch "$tls/files/b.yaml" --offline
# --offline never touches the network; redirects are known as well.
expect 0 generate "$tls/files/moved/a.yaml" -o one $ours
forget
expect 0 generate "$url" -o two --prefix a --offline
expect 0 generate "$tls/files/moved/a.yaml" -o two --offline
expect 3 generate "$tls/files/never.yaml" -o no --offline
empty no
[ ! -s "$log" ] || fail "--offline asked: $(cat "$log")"
diff -r one two >out 2>err || fail "--offline gives something else"
# Another folder for the cache; one that cannot be written is no more than a note.
expect 0 fetch "$url" --cache there $ours
expect 0 fetch "$url" --cache there --offline
echo file >file
expect 0 fetch "$url" --cache file/x $ours
says err "O2C-N011"

# The rules hold for what the cache has as well.
expect 3 fetch "$url" --offline --max-bytes 5
says err "it has more than 5 bytes"
expect 0 fetch "$plain/files/a.yaml" --allow-http --allow-private
expect 3 fetch "$plain/files/a.yaml" --offline
says err "'--allow-http' allows it"
expect 0 fetch "$plain/files/a.yaml" --offline --allow-http

# Damage is seen: each byte of an entry, and its end.
entry=$(grep -l "^url: $tls/files/b.yaml\$" "$XDG_CACHE_HOME"/openapi2c/*)
cp "$entry" kept
size=$(wc -c <kept)
at=0
while [ $at -lt "$size" ]; do
    cp kept "$entry"
    printf '\001' | dd of="$entry" bs=1 seek=$at conv=notrunc 2>/dev/null
    expect 3 fetch "$tls/files/b.yaml" --offline
    says err "the copy in the cache is damaged and was not used"
    at=$((at + 23))
done
head -c $((size - 1)) kept >"$entry"
expect 3 fetch "$tls/files/b.yaml" --offline
: >"$entry"
expect 0 fetch "$tls/files/b.yaml" $ours
says err "O2C-N011"
expect 0 fetch "$tls/files/b.yaml" --offline
cmp -s out "$www/b.yaml" || fail "a damaged entry is not written again"
# An entry under another's name is none.
cp "$(grep -l "^url: $tls/files/a.yaml\$" "$XDG_CACHE_HOME"/openapi2c/*)" "$entry"
expect 3 fetch "$tls/files/b.yaml" --offline
ln -sf "$work/kept" "$entry"
expect 3 fetch "$tls/files/b.yaml" --offline
rm "$entry"

# The lock: written when asked for, sorted, and not touched where it would not change.
expect 0 generate "$url" -o gen $ours
[ ! -e openapi2c.lock ] || fail "a lock that nobody wanted"
expect 0 generate "$url" -o gen --update $ours
{
    echo "# What remote documents must be: SHA-256, bytes, URL. Written by openapi2c --update."
    echo "$(sum "$www/a.yaml") $(wc -c <"$www/a.yaml") $url"
    echo "$(sum "$www/b.yaml") $(wc -c <"$www/b.yaml") $tls/files/b.yaml"
} >expected
diff expected openapi2c.lock >out || fail "the lock is another"
touch -d '2001-01-01' openapi2c.lock
touch -d '2001-01-01' before
expect 0 generate "$url" -o gen --update $ours
[ ! openapi2c.lock -nt before ] || fail "the lock was written again"
# What is locked and in the cache is not asked for.
forget
expect 0 generate "$url" -o gen --locked
[ ! -s "$log" ] || fail "asked for what is locked: $(cat "$log")"
rm -r "$XDG_CACHE_HOME"
expect 0 generate "$url" -o gen --locked $ours
asked /files/b.yaml

# What has changed is refused, with --locked or without, however it comes, until the lock is written.
echo "title: changed" >>"$www/b.yaml"
expect 0 generate "$url" -o gen --locked --offline
for how in --locked --no-cache --offline; do
    rm -rf "$XDG_CACHE_HOME"
    # The cache has the new one, by another lock.
    expect 0 fetch "$tls/files/b.yaml" "$url" --lock other.lock $ours --update
    refused "$url:1:16: error: 'b.yaml': it is not what openapi2c.lock says: SHA-256 $(sum "$www/b.yaml"), not" \
        generate "$url" -o no $how
    says err "O2C-N009"
done
# Nor does a redirect lead around the lock.
refused "it is not what openapi2c.lock says" fetch "$tls/files/moved/b.yaml"
empty no
cp openapi2c.lock before.lock
expect 2 generate "$tls/files/b.yaml" --only nothing -o no --update $ours
diff before.lock openapi2c.lock >out || fail "a failed run wrote the lock"
expect 0 generate "$url" -o gen --update $ours
grep -q "$(sum "$www/b.yaml")" openapi2c.lock || fail "--update did not write"
# What is not listed is refused with --locked, and not asked for.
echo "type: object" | serve c.yaml
forget
refused "openapi2c.lock does not list it, which '--locked' asks for" fetch "$tls/files/c.yaml" --locked
refused "/dev/null does not list it" fetch "$url" --locked --lock /dev/null
not_asked /files/
expect 0 fetch "$tls/files/c.yaml" $ours
# fetch adds to it, with what documents refer to as well.
expect 0 fetch "$tls/files/c.yaml" --update -o c.yaml $ours
grep -q "c.yaml" openapi2c.lock || fail "fetch --update did not write"
expect 0 fetch "$url" --refs --lock refs.lock --update $ours
says err "2 remote documents"
grep -q "b.yaml" refs.lock || fail "fetch --refs did not lock what is referred to"
refused "there is no lock 'no-such.lock'; '--update' writes it" fetch "$url" --lock no-such.lock
echo 'type: object' >alone.yaml
expect 0 generate alone.yaml --update --lock never.lock -o alone
[ ! -e never.lock ] || fail "a lock with nothing in it"

# Beside a local spec, an entry is what --fetch would be; what is fetched so leads no further than the lock.
mkdir specs
echo "allOf: [{\$ref: '$url'}]" >specs/use.yaml
refused "it is on the network and not fetched" generate specs/use.yaml -o no
grep -v b.yaml openapi2c.lock >specs/openapi2c.lock
refused "$url:1:16: error: 'b.yaml': it is on the network" generate specs/use.yaml -o no
cp openapi2c.lock specs
expect 0 generate specs/use.yaml -o gen2 --depfile dep $ours
grep -q specs/openapi2c.lock dep || fail "the depfile does not name the lock: $(cat dep)"
expect 0 generate specs/use.yaml -o gen2 --offline

# One document by its hash alone.
expect 0 generate "$tls/files/c.yaml" -o gen3 --sha256 "$(sum "$www/c.yaml")" --locked --lock /dev/null $ours
expect 3 generate "$tls/files/c.yaml" -o no --sha256 "$(sum "$www/b.yaml")" $ours
says err "it is not what '--sha256' says"
refused "it is not what" fetch "$tls/files/c.yaml" --sha256 "$(sum "$www/b.yaml")" --update
expect 2 fetch "$tls/files/c.yaml" --sha256 123
empty no

# A lock that is none.
bad() {
    printf '%b' "$1" >bad.lock
    refused "bad.lock:$2: error: $3" fetch "$url" --lock bad.lock
    says err "O2C-N010"
}
hash=$(sum "$www/b.yaml")
bad "# fine\n\n<<<<<<< HEAD\n" 3:1 "expected the 64 hexadecimal digits"
bad "$hash x $url\n" 1:1 "expected the number of bytes"
bad "$hash 5 file:///etc/passwd\n" 1:1 "expected an http: or https: URL"
bad "$hash 5 $url\r\n$hash 5 $url\n" 2:1 "this URL has a line already"
done_testing

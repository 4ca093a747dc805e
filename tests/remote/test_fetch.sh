# What is fetched, and every way in which it is refused.
. "$SOURCE_DIR/tests/cli/lib.sh"
. "$SOURCE_DIR/tests/remote/lib.sh"

serve a.yaml <<'END'
openapi: 3.0.3
info: {title: A, version: "1"}
paths: {}
components:
  schemas:
    Pet: {type: object, properties: {id: {$ref: 'common/b.yaml#/Id'}}}
END
mkdir -p "$server/www/common"
serve common/b.yaml <<'END'
Id: {type: string, minLength: 3}
END

# A spec by its URL, and what it refers to.
expect 0 generate "$tls/files/a.yaml" -o one --depfile one.d --source-map $ours
asked "tls /files/common/b.yaml"
grep -q 'a_id' one/a_types_1.h || fail "no type for Id"
! grep -q "yaml" one.d || fail "the depfile names what is no file: $(cat one.d)"
# The same bytes as from files; the map says where they come from.
mkdir local && cp -r "$server/www/." local
expect 0 generate local/a.yaml -o two --source-map
sed "s|$tls/files/||" one/a.map >map && mv map one/a.map
diff -r one two >out 2>err || fail "local and remote differ"
# What the server calls it does not matter: this one says text/plain in ISO 8859-1.
printf '\357\273\277type: object\ntitle: Gr\303\266\303\237e\nproperties: {a: {type: string}}\n' | serve utf8
expect 0 inspect "$tls/files/utf8" --stage=document $ours
says out 'Größe'
expect 0 try "$tls/files/utf8" --schema '' --instances /dev/null $ours
expect 0 check "$tls/files/a.yaml?ref=main#/components" $ours

# However it is spelled, it is one document.
forget
expect 0 generate "https://LOCALHOST:${tls##*:}/files/a.yaml" "$tls/files/../files/a.yaml" local/a.yaml -o many $ours
[ "$(grep -c "/files/a.yaml" "$log")" -eq 2 ] || fail "asked more than once a spelling: $(cat "$log")"
echo "{type: [object, 'null'], title: Flow}" | serve flow.yaml
expect 0 generate "$tls/files/flow.yaml?v=1#x" -o flow $ours
[ -e flow/flow.h ] || fail "the query is in a name"
echo "properties: {a: {\$ref: 'flow.yaml?v=2'}}" | serve query.yaml
expect 0 generate "$tls/files/query.yaml" -o query $ours
grep -q "query_flow;" query/query_types_1.h || fail "the query is in a type's name"

# Bytes as they are, to standard output or a file.
expect 0 fetch "$tls/files/utf8" $ours
cmp -s out "$server/www/utf8" || fail "fetch changes bytes"
expect 0 fetch "$tls/files/utf8" -o got/utf8 $ours
cmp -s got/utf8 "$server/www/utf8" || fail "fetch -o changes bytes"
expect 0 fetch "$tls/files/utf8" "$tls/files/a.yaml" $ours
says err "2 remote documents"
expect 2 fetch "$tls/files/utf8" "$tls/files/a.yaml" -o x $ours
expect 2 fetch local/a.yaml
says err "'local/a.yaml' is no http: or https: URL"

# A reference in a local file is another matter.
cat >use.yaml <<END
type: object
properties:
  id: {\$ref: '$tls/files/common/b.yaml#/Id'}
END
forget
refused "use.yaml:3:14: error: '$tls/files/common/b.yaml#/Id': it is on the network and not fetched" \
    generate use.yaml -o no
says err O2C-N007
empty no
not_asked /files/
expect 0 generate use.yaml --fetch -o three $ours
asked /files/common/b.yaml
expect 3 generate use.yaml --fetch -o no --ca-file "$server/good.pem"
says err "use.yaml:3:14: error: '$tls/files/common/b.yaml#/Id': 'localhost' is at "
says err "a private address; '--allow-private' allows it [O2C-N003]"
# It leads on when it was asked for, and --fetch does not.
serve on.yaml <<END
allOf: [{\$ref: $second/files/on2.yaml}]
END
echo 'allOf: [{$ref: common/b.yaml#/Id}]' | serve on2.yaml
expect 0 inspect "$tls/files/on.yaml" --stage=schema $ours
# A map answers instead of the network.
forget
expect 0 generate use.yaml --map "$tls/files/=local" -o three
expect 0 generate "$tls/files/a.yaml" --map "$tls/files/=local" -o three
not_asked /files/

# http: has to be allowed.
expect 3 fetch "$plain/files/a.yaml" --allow-private
says err "'--allow-http' allows it"
says err "O2C-N002"
expect 0 fetch "$plain/files/a.yaml" --allow-private --allow-http

# Addresses that are not public, in every spelling, also behind a name.
forget
port=${plain##*:}
for host in 127.0.0.1 2130706433 0x7f000001 127.1 0 '[::ffff:127.0.0.1]' '[::1]' localhost 10.1.2.3 \
    192.168.0.1 172.16.0.1 169.254.169.254 '[fe80::1]' '[fd00::1]' '[64:ff9b::7f00:1]'; do
    expect 3 fetch "http://$host:$port/files/a.yaml" --allow-http
    says err "a private address; '--allow-private' allows it [O2C-N003]"
done
expect 3 fetch "$plain/files/a.yaml" --allow-http --proxy "$plain"
says err "O2C-N003"
not_asked /files/
expect 0 fetch "http://localhost:$port/files/a.yaml" --allow-http --allow-private
# The environment's proxies are nobody's business but the user's.
http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9
export http_proxy https_proxy
expect 0 fetch "$tls/files/a.yaml" $ours
refused "it cannot be fetched" fetch "$tls/files/a.yaml" --proxy env:https_proxy
unset http_proxy https_proxy
expect 2 fetch "$tls/files/a.yaml" --proxy env:https_proxy
says err "the environment has no 'https_proxy'"

# URLs that could be read in two ways, or hold a secret.
for bad in "https://user:hush@localhost/a" "https://local host/a" "https://localhost:99999/a" \
    "https://loc%61lhost/a" 'https://localhost\@other/a' "https:///a"; do
    expect 3 fetch "$bad"
    says err "O2C-N002"
    ! grep -q hush err || sed -i 's/.*//' err
done
expect 3 generate ftp://localhost/a.yaml -o no
says err "only https:, http: and file: URLs are read"
expect 0 generate "file://$work/local/a.yaml" -o three

# Certificates.
expect 3 fetch "$tls/files/a.yaml" --allow-private
says err "it cannot be fetched: SSL certificate"
refused "SSL" fetch "$wrong/files/a.yaml"
expect 3 fetch "$wrong/files/a.yaml" --ca-file "$server/other.pem" --allow-private
says err "SSL: no alternative certificate subject name matches"
expect 3 fetch "$tls/files/a.yaml" --ca-file no-such-file --allow-private
says err "O2C-N001"

# Redirects: a few, within the rules.
expect 0 fetch "$tls/hops/4" $ours
refused "it is redirected more than 5 times" fetch "$tls/hops/5"
refused "O2C-N005" fetch "$tls/loop/"
refused "it is redirected from https: to 'http://127.0.0.1:$port/files/a.yaml'; that is refused" \
    fetch "$tls/to/$plain/files/a.yaml" --allow-http
for place in file:///etc/passwd ftp://localhost/x //user@localhost/x; do
    refused "it is redirected to a URL that" fetch "$tls/to/$place"
done
expect 3 fetch "$plain/to/http://[::ffff:127.0.0.1]:1/" --allow-http
says err "O2C-N003"
# The last of them is what relative references start from.
serve common/c.yaml <<'END'
allOf: [{$ref: 'b.yaml#/Id'}]
END
expect 0 inspect "$tls/files/moved/common/c.yaml" --stage=schema $ours
forget
expect 0 inspect "$tls/to/%2Ffiles%2Fcommon%2Fc.yaml" --stage=schema $ours
asked "tls /files/common/b.yaml"

# Too much, too slow, too little.
refused "it has more than 1000000 bytes, the limit of '--max-bytes'" \
    fetch "$tls/bomb/" --max-bytes 1000000
refused "it has more than 1000000 bytes" fetch "$tls/endless/" --max-bytes 1000000
refused "it has more than 67108864 bytes" fetch "$tls/long/"
refused "O2C-N004" fetch "$tls/headers/"
refused "it takes too long" fetch "$tls/drip/" --timeout 1
refused "it takes too long" fetch "$tls/hang/" --timeout 1
refused "it cannot be fetched" fetch "$tls/short/"
refused "it cannot be fetched" fetch "$tls/short-chunks/"
refused "more than 20 remote documents would be read" \
    generate "$tls/chain/1" -o no --max-documents 20
refused "the documents of this run have more than 4000 bytes together" \
    generate "$tls/chain/1" -o no --max-bytes 1000
empty no

# On a terminal, what takes half a second says what it waits for; a pipe sees nothing of it.
expect 3 fetch "$tls/drip/" --timeout 1 $ours
! grep -q "fetching" err || fail "progress in a pipe"
python3 -c 'import pty, sys; pty.spawn(sys.argv[1:])' \
    "$OPENAPI2C" fetch "$tls/drip/" --timeout 1 $ours >out 2>&1 </dev/null
says out "fetching from localhost …"
says out "O2C-N004"

# Answers that are none.
refused "the server answers with status 404" fetch "$tls/files/none.yaml"
refused "the server answers with status 500" fetch "$tls/status/500"
refused "the server answers with status 401" fetch "$tls/status/401"
refused "the server answers with status 204" fetch "$tls/status/204"
refused "the server answers with status 304" fetch "$tls/status/304"
echo '<!DOCTYPE html><html>sign in</html>' | serve page.yaml
refused "a page of HTML or XML" generate "$tls/files/page.yaml" -o no
echo 'type: [' | serve bad.yaml
expect 1 generate "$tls/files/bad.yaml" -o no $ours
says err "$tls/files/bad.yaml:"
cat >use404.yaml <<END
type: object
properties: {id: {\$ref: '$tls/files/none.yaml'}}
END
refused "use404.yaml:2:25: error: '$tls/files/none.yaml': the server answers with status 404" \
    generate use404.yaml --fetch -o no
refused "cannot be fetched" fetch "https://localhost:1/x"
empty no

# A mapping is a hint, and says why it is not followed.
cat >hint.yaml <<END
discriminator: {propertyName: kind, mapping: {far: '$tls/files/common/c.yaml'}}
oneOf: [{type: object, required: [kind], properties: {kind: {const: near}}}]
END
expect 0 check hint.yaml --dialect openapi3.0
says out "hint.yaml:1:52: warning: '$tls/files/common/c.yaml': it is on the network and not fetched"

# A fetched document has no business with local files.
echo 'Secret: {type: string}' >secret.yaml
for ref in "file://$work/secret.yaml#/Secret" "FILE:$work/secret.yaml#/Secret" \
    "file://localhost$work/secret.yaml#/Secret"; do
    echo "allOf: [{\$ref: '$ref'}]" | serve local.yaml
    refused "$tls/files/local.yaml:1:16: error: '$ref': a document with a URL may not refer to local files" \
        generate "$tls/files/local.yaml" -o no
done
echo "allOf: [{\$ref: '../../../../../..$work/secret.yaml#/Secret'}]" | serve local.yaml
forget
refused "the server answers" generate "$tls/files/local.yaml" -o no
asked "tls $work/secret.yaml"
printf '%s\n' "\$id: file://$work/x.yaml" "allOf: [{\$ref: 'secret.yaml#/Secret'}]" | serve local.yaml
refused "names a local file, which a document with a URL may not" generate "$tls/files/local.yaml" -o no
echo "allOf: [{\$ref: '$tls/mapped/..%2Fsecret.yaml#/Secret'}]" | serve local.yaml
refused "its path leads out of the folder of its --map" \
    generate "$tls/files/local.yaml" --map "$tls/mapped/=local" -o no
empty no
done_testing

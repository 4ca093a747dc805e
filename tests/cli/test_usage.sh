# Usage: help, version, and every kind of wrong command line (status 2, nothing written).
. "$SOURCE_DIR/tests/cli/lib.sh"

expect 0 --version
says out "openapi2c 0."
expect 0 --help
says out "generate"
says out "try"
expect 0 help generate
says out "--depfile FILE"
for command in generate try inspect; do
    expect 0 $command --help
    says out "Usage: openapi2c $command"
    says out "--keep-unknown"
done

expect 2
says err "Usage: openapi2c"
expect 2 generat x.yaml
says err "did you mean 'generate'?"
for command in graph bundle diff; do
    expect 2 $command x.yaml
    says err "'$command' comes with a later version"
done
for option in plugin profile; do
    expect 2 generate x.yaml --$option
    says err "'--$option' comes with a later version"
done
expect 2 generate x.yaml --diagnostics=xml
says err "text|json|sarif|github"
expect 2 generate x.yaml --locked --update
expect 2 generate x.yaml --offline --update
expect 2 generate x.yaml --cache c --no-cache
expect 2 generate x.yaml --sha256 00
says err "'--sha256' is for a spec that is a URL"
expect 2 generate x.yaml --max-bytes 0
expect 2 check x.yaml --update
expect 3 generate https://example.com/x.yaml --offline --no-cache -o gen

echo '{"type":"object","title":"T","properties":{"a":{"type":"string"}}}' >t.json
expect 2 generate
says err "no spec is given"
expect 3 generate t.json more.json -o gen
says err "more.json: error: cannot read the file"
expect 2 generate t.json --map folder -o gen
says err "'--map' takes URL-PREFIX=DIR, not 'folder'"
expect 2 generate t.json --dialect draft5 -o gen
says err "not 'draft5'"
expect 2 generate t.json -o gen --prefx=p
says err "did you mean '--prefix'?"
for prefix in 2x a-b o2c_x '' _x string 'a b'; do
    expect 2 generate t.json -o gen --prefix "$prefix"
    says err "the prefix '$prefix'"
done
expect 2 generate t.json -o gen --shards 0
expect 2 generate t.json -o gen --shards=many
expect 2 generate t.json -o gen --unknown=maybe
expect 2 generate t.json -o gen -o gen2
says err "'--out' is given twice"
empty gen

expect 2 inspect t.json
says err "say what to print"
expect 2 inspect t.json --stage=model --coverage
expect 2 inspect t.json --stage=nothing
expect 2 try t.json
says err "nothing to try"
expect 2 try - --schema T -
says err "'-' is given 2 times"
expect 2 try t.json --max-depth 0 --schema '' t.json

# Output that cannot be written is a failure.
if [ -w /dev/full ]; then
    "$OPENAPI2C" --help >/dev/full 2>err
    [ $? -eq 3 ] || fail "help to a full disk"
fi
done_testing

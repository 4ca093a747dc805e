# Wrong specs: a located error, the right exit status, and nothing written.
. "$SOURCE_DIR/tests/cli/lib.sh"

# bad STATUS FILE TEXT...: generate fails, says all TEXTs, writes nothing.
bad() {
    wanted=$1
    file=$2
    shift 2
    expect "$wanted" generate "$file" -o gen --depfile gen.d --stamp gen.stamp
    for text in "$@"; do
        says err "$text"
    done
    empty gen
    [ ! -e gen.d ] && [ ! -e gen.stamp ] || fail "$file: depfile or stamp is left"
}

api() {
    printf 'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {}\n%s\n' "$1"
}

# Files
bad 3 missing.yaml "missing.yaml"
mkdir folder.yaml
bad 3 folder.yaml "folder.yaml"
if [ "$(id -u)" -ne 0 ]; then
    touch secret.yaml && chmod 000 secret.yaml
    bad 3 secret.yaml "secret.yaml"
fi
: >empty.yaml
bad 1 empty.yaml "empty.yaml"

# Not YAML, not JSON
printf 'a: [1, 2\nb: }\n' >bad.yaml
bad 1 bad.yaml "bad.yaml:2:" "error:"
printf '{"a": 1,\n "b" 2}\n' >bad.json
bad 1 bad.json "bad.json:2:"
printf '{"type": "object", "type": "string"}' >twice.json
bad 1 twice.json "twice.json:1:"
printf 'type: \377\376x\n' >bytes.yaml
bad 1 bytes.yaml "bytes.yaml"
printf '\000\001\002' >binary.json
bad 1 binary.json "binary.json"

# No schema, another dialect
echo '{"hello": "world"}' >none.json
bad 1 none.json "none.json:1:" "no schema"
echo '[1, 2]' >list.json
bad 1 list.json "list.json:1:"
printf 'swagger: "1.2"\ninfo: {title: T, version: "1"}\npaths: {}\n' >old.yaml
bad 1 old.yaml "old.yaml:1:" "1.2"

# References
api 'components:
  schemas:
    Pet: {type: object, properties: {owner: {$ref: "#/components/schemas/Ownr"}}}
    Owner: {type: object}' >dangling.yaml
bad 1 dangling.yaml "dangling.yaml:6:" "#/components/schemas/Ownr" "did you mean" "Owner"
api 'components:
  schemas:
    A: {$ref: "#/components/schemas/B"}
    B: {$ref: "#/components/schemas/A"}' >cycle.yaml
bad 1 cycle.yaml "cycle.yaml:" "cycle"
api 'components:
  schemas:
    A: {$ref: "#/components/schemas/A"}' >self.yaml
bad 1 self.yaml "self.yaml:6:"
echo '{"$ref": "other.json"}' >file.json
bad 3 file.json "file.json:1:" "other.json"
echo '{"$ref": "https://example.com/x.json"}' >net.json
bad 3 net.json "net.json:1:" "https://example.com/x.json"

# Too much
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "["; for (i = 0; i < 100000; i++) printf "]" }' >deep.json
bad 1 deep.json "deep.json:1:"
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "{\"not\":"; printf "{}"
     for (i = 0; i < 100000; i++) printf "}" }' >deep_not.json
bad 1 deep_not.json "deep_not.json:1:"
cp deep.json deep.yaml
bad 1 deep.yaml "deep.yaml"
awk 'BEGIN { printf "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
     for (i = 1; i < 12; i++) { printf "a%d: &a%d [", i, i
         for (j = 0; j < 10; j++) printf "%s*a%d", j ? "," : "", i - 1
         printf "]\n" } }' >bomb.yaml
bad 1 bomb.yaml "bomb.yaml:"

# The same from standard input, and by the other commands.
"$OPENAPI2C" generate - -o gen <dangling.yaml >out 2>err
[ $? -eq 1 ] || fail "generate from standard input"
says err "<stdin>:6:"
expect 1 inspect dangling.yaml --stage=model
echo '{}' >doc.json
expect 1 try dangling.yaml --schema Pet doc.json
expect 3 try dangling.yaml --schema Pet missing.json
expect 3 inspect missing.yaml --stage=document

# A failed run leaves the old output as it was.
api 'components: {schemas: {Pet: {type: object, properties: {a: {type: string}}}}}' >good.yaml
expect 0 generate good.yaml -o old --prefix p
ls -l --time-style=full-iso old >before
cp dangling.yaml good.yaml
expect 1 generate good.yaml -o old --prefix p
ls -l --time-style=full-iso old >after
cmp -s before after || fail "a failed run touched the old output"

# A place that cannot be written.
: >plain
api 'components: {schemas: {Pet: {type: object, properties: {a: {type: string}}}}}' >good.yaml
expect 3 generate good.yaml -o plain/gen
expect 3 generate good.yaml -o gen --depfile plain/x.d
empty gen
done_testing

# init writes a configuration that works as it is, with every setting there is.
. "$SOURCE_DIR/tests/cli/lib.sh"

echo '{"type": "object", "title": "T", "properties": {"a": {"type": "string"}}}' >'my "spec".json'
echo '{"type": "object", "title": "U", "properties": {"a": {"type": "string"}}}' >two.json
expect 0 init 'my "spec".json' two.json
[ -s err ] && fail "init says something"
awk 'length > 100' openapi2c.yaml | grep -q . && fail "lines of more than 100 columns"
for key in specs output prefix names unknown only map schemas at storage; do
    grep -q "$key:" openapi2c.yaml || fail "no '$key'"
done
expect 0 generate
says err "my_spec: 2 types"
[ -f my_spec.h ] || fail "nothing was generated"

# It is left as it is when it is there.
cp openapi2c.yaml before.yaml
expect 3 init two.json
says err "'openapi2c.yaml' is there already"
cmp -s openapi2c.yaml before.yaml || fail "init has overwritten a file"

# With a word that it takes for each setting, all comments can be opened.
sed -e 's/^# \([a-z-]*:\)/\1/' -e 's/^#   - at:/  - at:/' -e 's/^#     \([a-z-]*:\)/    \1/' \
    -e "s|^output: .*|output: gen|; s|^names: .*|names: n.names|; s|^prefix: .*|prefix: p|" \
    -e "s|^templates: .*|templates: '$SOURCE_DIR/templates'|; s|^lock: .*|lock: none.lock|" \
    -e "s|^only: .*|only: ['*']|; s|^except: .*|except: [U]|; s|^map: .*|map: ['https://example.com/=.']|" \
    -e "s|^dialect: .*|dialect: draft7|; s|^    name: NAME|    name: Tee|; s|^    type-name: NAME|    type-name: Te|" \
    -e "s|^  - at: .*|  - at: '#'|" before.yaml >openapi2c.yaml
echo '# nothing' >none.lock
grep -q '^strict: true' openapi2c.yaml || fail "the comments have another form"
expect 0 generate
[ -f gen/p.h ] || fail "opened comments are not heard"

rm openapi2c.yaml
expect 0 init
says openapi2c.yaml '- "openapi.yaml"'
expect 2 init --nonsense
expect 0 init --help
says out "Usage: openapi2c init [SPEC...]"
done_testing

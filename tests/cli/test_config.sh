# openapi2c.yaml: every setting, every fault with its place, and what wins.
. "$SOURCE_DIR/tests/cli/lib.sh"
CC=${CC:-cc}

mkdir -p api/parts api/templates other
cat >api/shop.yaml <<'YAML'
openapi: 3.1.0
info: {title: Shop, version: "1"}
paths:
  /orders:
    get: {operationId: listOrders, tags: [orders], responses: {200: {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}}
components:
  schemas:
    Order:
      type: object
      required: [line]
      properties:
        giftText: {type: string}
        line: {$ref: '#/components/schemas/Line'}
        status: {type: string, enum: [open, paid]}
        sum: {type: integer}
        pay: {oneOf: [{$ref: '#/components/schemas/Card'}, {$ref: '#/components/schemas/Cash'}], discriminator: {propertyName: kind}}
    Line: {type: object, properties: {product: {type: string}}}
    Card: {type: object, required: [kind], properties: {kind: {type: string}}}
    Cash: {type: object, required: [kind], properties: {kind: {type: string}, sum: {type: integer}}}
YAML
echo '{"type": "object", "title": "Stock", "properties": {"ref": {"$ref": "https://example.com/s/t.json"}}}' >api/stock.json
echo '{"type": "string"}' >api/parts/t.json
cp "$SOURCE_DIR/templates/about.tmpl" api/templates/

# config TEXT: writes api/openapi2c.yaml
config() {
    printf '%s\n' "$@" >api/openapi2c.yaml
}

# From the folder itself without any argument, and from elsewhere by --config: the same bytes.
config 'specs: [shop.yaml]' 'output: gen' 'prefix: store' 'names: store.names'
(cd api && "$OPENAPI2C" generate) >out 2>err || fail "generate with openapi2c.yaml alone"
[ -f api/gen/store.h ] && [ -f api/store.names ] || fail "output, prefix or names is not heard"
mv api/gen gen.first
expect 0 generate --config api/openapi2c.yaml --depfile one.d
diff -r gen.first api/gen || fail "the folder makes a difference"
tr -d '\\\n' <one.d | grep -q 'api/openapi2c.yaml' || fail "the depfile does not name the configuration"
tr -d '\\\n' <one.d | grep -q 'api/shop.yaml' || fail "the depfile does not name the spec"
# Where a spec is named, no configuration is looked for.
cp api/openapi2c.yaml openapi2c.yaml
expect 0 generate api/shop.yaml -o plain
[ -f plain/shop.h ] || fail "a configuration that nobody asked for"
rm openapi2c.yaml
# The other commands read it, too.
(cd api && "$OPENAPI2C" check && "$OPENAPI2C" inspect --stage=layout) >out 2>err || fail "check, inspect"
says out "store_order"
echo '{"line": {}}' >order.json
expect 0 try --config api/openapi2c.yaml --schema Order order.json

# generates KEY FILE TEXT: with that setting the output has the text, without it it has not.
generates() {
    rm -rf api/gen
    config 'specs: [shop.yaml]' 'output: gen' "$1"
    expect 0 generate --config api/openapi2c.yaml
    grep -q -- "$3" api/gen/$2 || fail "'$1' is not heard: no '$3' in $2"
    rm -rf api/gen
    config 'specs: [shop.yaml]' 'output: gen'
    expect 0 generate --config api/openapi2c.yaml
    ! grep -qs -- "$3" api/gen/$2 || fail "'$3' is in $2 without '$1'"
}
generates 'shards: 3' shop_3.c 'shop'
generates 'unknown: keep' shop_types_1.h 'o2c_raw_members others;'
generates 'open-unions: true' shop_types_1.h 'PAY_OTHER'
generates 'open-enums: true' shop_types_1.h 'STATUS_OTHER'
generates 'accept-field-names: true' shop_1.c 'gift_text\\"'
generates 'duplicates: last' shop_1.c 'O2C_SHAPE_LAST_WINS'
generates 'source-map: true' shop.map '/Order	shop.yaml:'
generates 'bundle-runtime: true' o2c/src/arena.c 'o2c_arena_init'
generates 'schemas: [{at: Order, name: Purchase}]' shop_types_1.h '^struct shop_Purchase {'
generates "schemas: [{at: '#/components/schemas/Order/properties/giftText', name: gift}]" shop_types_1.h ' gift;'
generates "schemas: [{at: '#/components/schemas/Order/properties/status', type-name: state}]" shop_types_1.h '} shop_state;'
generates "schemas: [{at: '#/components/schemas/*/properties/sum', type: int32}]" shop_types_1.h 'int32_t sum;'
generates "schemas: [{at: '**/line', storage: pointer}]" shop_types_1.h 'shop_line \*line;'
generates "schemas: [{at: '**/status', open: true}]" shop_types_1.h 'STATUS_OTHER'
generates "schemas: [{at: 'L*', unknown: keep}]" shop_types_1.h 'o2c_raw_members others;'
generates "schemas: [{at: Line, type: value, profile: fast}]" shop_types_1.h 'typedef o2c_value shop_line;'

config 'specs: [shop.yaml]' 'output: gen' 'only: [Line]' 'quiet: true'
expect 0 generate --config api/openapi2c.yaml
[ -s err ] && fail "quiet is not heard"
! grep -q 'shop_order ' api/gen/shop_types_1.h || fail "only is not heard"
config 'specs: [shop.yaml]' 'output: gen' 'except: [Order, "tag:orders"]'
expect 0 generate --config api/openapi2c.yaml
! grep -q 'shop_order ' api/gen/shop_types_1.h || fail "except is not heard"
config 'specs: [shop.yaml, stock.json]' 'output: gen' 'map: ["https://example.com/s/=parts"]' 'templates: templates' \
    'dialect: draft7' 'formats: assert' 'strict: true' 'offline: true' 'fetch: false' 'locked: false' 'lock: none.lock'
echo '# nothing' >api/none.lock
expect 0 generate --config api/openapi2c.yaml --depfile two.d
tr -d '\\\n' <two.d | grep -q 'api/templates/about.tmpl' || fail "templates is not heard"
tr -d '\\\n' <two.d | grep -q 'api/parts/t.json' || fail "map is not heard"
config 'specs: [shop.yaml]' 'dialect: draft5'
expect 2 generate --config api/openapi2c.yaml
says err "not 'draft5'"
config 'specs: [https://example.com/x.yaml]' 'offline: true'
expect 3 generate --config api/openapi2c.yaml --cache empty
sed 's/{type: string}/{type: string, pattern: "a("}/' api/shop.yaml >api/weak.yaml
config 'specs: [weak.yaml]' 'strict: true'
expect 1 generate --config api/openapi2c.yaml
says err "O2C-W001"
rm -rf api/gen

# The command line wins.
config 'specs: [shop.yaml]' 'output: gen' 'prefix: store' 'unknown: keep' 'open-enums: true' 'only: [Line]'
expect 0 generate --config api/openapi2c.yaml -o other/gen -p mine --unknown=ignore --only Order --no-open-enums
[ ! -e api/gen ] && [ -f other/gen/mine.h ] || fail "the command line does not win"
! grep -q 'o2c_raw_members\|STATUS_OTHER' other/gen/mine_types_1.h || fail "the command line does not win"
grep -q '^struct mine_order' other/gen/mine_types_1.h || fail "the command line's list does not win"
expect 0 generate --config api/openapi2c.yaml --keep-unknown --only Order -o other/gen
grep -q 'o2c_raw_members' other/gen/store_types_1.h || fail "--keep-unknown"
expect 0 generate --config api/openapi2c.yaml api/stock.json --only Stock -o other/two --map https://example.com/s/=api/parts
[ -f other/two/store.h ] || fail "a spec of the command line"

# Every fault has its place; all are said at once; nothing is written.
rm -rf api/gen
cat >api/openapi2c.yaml <<'YAML'
specs: shop.yaml
prefx: store
open-unions: yes
shards: many
unknown: maybe
names: 3
only: [1]
shards-more: 3
schemas:
  - at: Order
    stroage: x
    storage: heap
  - name: x
  - 3
  - {at: 1, open: 3, profile: small}
YAML
expect 2 generate --config api/openapi2c.yaml
says err "api/openapi2c.yaml:1:8: error: 'specs' must be a list of strings, not a string"
says err "api/openapi2c.yaml:2:1: error: unknown key 'prefx'; did you mean 'prefix'?"
says err "api/openapi2c.yaml:3:14: error: 'open-unions' must be true or false, not a string"
says err "api/openapi2c.yaml:4:9: error: 'shards' must be a number, not a string"
says err "api/openapi2c.yaml:5:10: error: 'unknown' takes ignore|reject|keep, not 'maybe'"
says err "api/openapi2c.yaml:6:8: error: 'names' must be a string, not a number"
says err "api/openapi2c.yaml:7:8: error: 'only' must be a string, not a number"
says err "api/openapi2c.yaml:8:1: error: unknown key 'shards-more'"
says err "api/openapi2c.yaml:11:5: error: unknown key 'stroage'; did you mean 'storage'?"
says err "api/openapi2c.yaml:12:14: error: 'storage' takes value|pointer"
says err "api/openapi2c.yaml:13:5: error: 'at' is missing"
says err "api/openapi2c.yaml:14:5: error: 'schemas' must be a list of mappings, not a number"
says err "api/openapi2c.yaml:15:10: error: 'at' must be a string, not a number"
says err "api/openapi2c.yaml:15:19: error: 'open' takes true|false"
says err "api/openapi2c.yaml:15:31: error: 'profile: small' comes with a later version"
refused() { # MESSAGE TEXT...
    message=$1
    shift
    printf '%b\n' "$@" >api/openapi2c.yaml
    expect "${status_wanted:-2}" generate --config api/openapi2c.yaml
    says err "$message"
}
refused "api/openapi2c.yaml:2:9: error: 'shards' takes a number from 1 to 999, not '1000'" 'specs: [shop.yaml]' 'shards: 1000'
refused "not '0x10'" 'specs: [shop.yaml]' 'shards: 0x10'
refused "not '1.5'" 'specs: [shop.yaml]' 'shards: 1.5'
refused "'prefix' must be a string, not null" 'specs: [shop.yaml]' 'prefix: ~'
printf 'specs: [shop.yaml]\nprefix: "a\\0b"\n' >api/openapi2c.yaml
expect 2 generate --config api/openapi2c.yaml
says err "'prefix' holds U+0000"
refused "the prefix '2x'" 'specs: [shop.yaml]' 'prefix: 2x'
refused "must be a mapping, not an array" '- specs'
refused "aliases are not taken here" 'specs: [&a shop.yaml]' 'prefix: *a'
refused "no spec is given" 'prefix: x'
refused "no spec is given" 'specs: []'
refused "api/openapi2c.yaml:2:8: error: 'only Lin': no schema is called that; did you mean 'Line'?" 'specs: [shop.yaml]' 'only: [Lin]'
refused "api/openapi2c.yaml:2:17: error: 'except tag:order': no tag" 'specs: [shop.yaml]' 'except: [Order, "tag:order"]'
refused "api/openapi2c.yaml:1:6: error: 'map' must be a list" 'map: {a: b}' 
status_wanted=1
refused "api/openapi2c.yaml:2:1: error: the key 'prefix' is given twice" 'prefix: a' 'prefix: b'
refused "error" 'specs: [' 
refused "O2C-D005" ''
status_wanted=3
refused "shop2.yaml" 'specs: [shop2.yaml]'
expect 3 generate --config none.yaml
says err "none.yaml"
[ ! -e api/gen ] || fail "something was written"

# A pattern that is for nothing is a warning with its place.
config 'specs: [shop.yaml]' 'output: gen' 'schemas:' "  - at: '#/components/schemas/Ordr'" '    name: x' \
    "  - {at: '#/nowhere/**', name: y}" '  - {at: Lne, name: z}' '  - {at: Line, open: true}'
expect 0 generate --config api/openapi2c.yaml
says err "api/openapi2c.yaml:4:9: warning: no schema is at '#/components/schemas/Ordr'; nothing was set [O2C-G015]"
says err "did you mean '#/components/schemas/Order'?"
says err "api/openapi2c.yaml:6:10: warning: no schema is at '#/nowhere/**'"
says err "did you mean 'Line'?"
says err "api/openapi2c.yaml:8:22: warning: 'open' means nothing for '#/components/schemas/Line': it is no enumeration or union"
# ... unless it matches others, too
config 'specs: [shop.yaml]' 'output: gen' "schemas: [{at: '**/properties/*', type: int32, storage: value}]"
expect 0 generate --config api/openapi2c.yaml
! grep -q 'means nothing\|stays a pointer' err || fail "complaints of a pattern"
# Later entries win, and the file over the spec.
sed -i 's/    Line: {type: object,/    Line: {type: object, x-o2c-name: FromSpec,/' api/shop.yaml
config 'specs: [shop.yaml]' 'output: gen' 'schemas:' '  - {at: "*ine", name: first, unknown: keep}' '  - {at: Line, name: second}'
expect 0 generate --config api/openapi2c.yaml
grep -q '^struct shop_second {' api/gen/shop_types_1.h || fail "the last entry does not win"
grep -q 'o2c_raw_members' api/gen/shop_types_1.h || fail "the first entry is forgotten"
done_testing

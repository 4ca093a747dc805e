# Specs in several files and of several dialects: one library, a depfile of all that was read.
. "$SOURCE_DIR/tests/cli/lib.sh"
CC=${CC:-cc}
flags="-std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -I$SOURCE_DIR/runtime/include"

compiles() {
    for file in "$1"/*.c; do
        # shellcheck disable=SC2086
        "$CC" $flags -I"$1" -c "$file" -o object.o >out 2>err || fail "$file does not compile"
    done
}

mkdir -p specs/parts common
cat >specs/shop.yaml <<'EOF'
openapi: 3.0.3
info: {title: Shop, version: "1"}
paths:
  /orders: {$ref: parts/orders.yaml}
components:
  schemas:
    Order: {type: object, required: [id], properties: {id: {$ref: '../common/types.yaml#/Id'}}}
    Note: {type: string, nullable: true}
EOF
cat >specs/parts/orders.yaml <<'EOF'
get:
  operationId: listOrders
  parameters: [{name: after, in: query, schema: {$ref: '../../common/types.yaml#/Id'}}]
  responses:
    200:
      description: fine
      content: {application/json: {schema: {type: array, items: {$ref: '../shop.yaml#/components/schemas/Order'}}}}
EOF
echo 'Id: {type: string, minLength: 3}' >common/types.yaml
cat >stock.json <<'EOF'
{"swagger": "2.0", "info": {"title": "Stock", "version": "1"}, "paths": {}, "definitions": {
 "Order": {"type": "object", "properties": {"note": {"$ref": "https://example.com/s/types.yaml#/Id"}}}}}
EOF

# One spec of three files.
expect 0 generate specs/shop.yaml -o one --depfile one.d
tr -d '\\\n' <one.d | grep -q 'specs/shop.yaml' || fail "depfile: $(cat one.d)"
tr -d '\\\n' <one.d | grep -q 'specs/parts/orders.yaml' || fail "depfile: $(cat one.d)"
tr -d '\\\n' <one.d | grep -q 'specs/../common/types.yaml' || fail "depfile: $(cat one.d)"
compiles one
grep -q "shop_id" one/shop_types_1.h || fail "no type for Id of the other file"
! grep -rq "$work" one || fail "a path of this machine is in the output"

# From another folder, the same bytes.
(cd common && "$OPENAPI2C" generate ../specs/shop.yaml -o ../again -q) || fail "from another folder"
diff -r one again >out 2>err || fail "the output depends on the folder"

# Two specs: what they share is one type, and a map answers the URL.
expect 3 generate specs/shop.yaml stock.json -o two
says err "stock.json:2:"
expect 0 generate specs/shop.yaml stock.json -o two --prefix all --map https://example.com/s/=common
compiles two
[ "$(cat two/*.h | grep -c "^typedef o2c_str all_id;")" -eq 1 ] || fail "Id is not there once"
grep -q 'all_stock_order' two/*.h || fail "no type for the second Order"
expect 0 inspect specs/shop.yaml stock.json --stage=schema --map https://example.com/s/=common
says out 'root component "stock.Order"'

# A dialect for what names none.
echo '{"minimum": 3, "exclusiveMinimum": true}' >limit.json
expect 0 inspect limit.json --stage=schema --dialect draft4
says out 'exclusiveMinimum=3'
expect 0 inspect limit.json --stage=schema
says err 'O2C-S007'

# An error in another file has that file's line.
printf 'Id:\n  type: strng\n' >common/types.yaml
expect 1 generate specs/shop.yaml -o bad
says err "specs/../common/types.yaml:2:9: error:"
empty bad
done_testing

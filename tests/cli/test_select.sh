# --only and --except: a part of a spec, with all that it needs and nothing else.
. "$SOURCE_DIR/tests/cli/lib.sh"

cat >shop.yaml <<'YAML'
openapi: 3.1.0
info: {title: Shop, version: "1"}
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      responses: {200: {description: all, content: {application/json: {schema: {
        type: array, items: {$ref: '#/components/schemas/Order'}}}}}}
  /users:
    get:
      operationId: listUsers
      tags: [users]
      responses: {200: {description: all, content: {application/json: {schema: {
        $ref: '#/components/schemas/User'}}}}}
components:
  schemas:
    Order: {type: object, properties: {line: {$ref: '#/components/schemas/Line'}}}
    Line: {type: object, properties: {product: {type: string}}}
    User: {type: object, properties: {name: {$ref: '#/components/schemas/Nmae'}}}
YAML

# structs FILE...: their names, in order
structs() {
    cat "$@" | sed -n 's/^struct \([a-z_0-9]*\) {.*/\1/p' | tr '\n' ' '
}

expect 1 generate shop.yaml -o all
says err "'#/components/schemas/Nmae' does not exist"

# The broken part is not needed.
expect 0 generate shop.yaml -o one --only Order
[ "$(structs one/*.h)" = "shop_order shop_line " ] || fail "one: $(structs one/*.h)"
! grep -q list_orders one/*.h || fail "an operation's type that nobody asked for"
expect 0 generate shop.yaml -o two --only tag:orders
grep -q shop_list_orders_response_200 two/*.h || fail "no type for the operation"
[ "$(structs two/*.h)" = "shop_line shop_order shop_order_list " ] || fail "two: $(structs two/*.h)"
expect 0 generate shop.yaml -o three --except User --except 'path:/users**'
says err "shop: "

expect 2 generate shop.yaml -o no --only tag:order
says err "'only tag:order': no tag is called that; did you mean 'tag:orders'?"
expect 2 inspect shop.yaml --stage=layout --only Line --except L*
says err "select nothing"
empty no
done_testing

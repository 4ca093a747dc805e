# explain: a type, its union's decision, documents that two branches accept, its place in a cycle.
. "$SOURCE_DIR/tests/cli/lib.sh"

cat >api.yaml <<'EOF'
openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /p:
    get:
      operationId: getNode
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}}
components:
  schemas:
    Node:
      type: object
      required: [id]
      properties:
        id: {type: integer}
        next: {$ref: '#/components/schemas/Node'}
        parts: {type: array, items: {$ref: '#/components/schemas/Part'}}
    Part:
      oneOf: [{$ref: '#/components/schemas/Node'}, {type: string}]
    Low: {type: object, required: [n], properties: {n: {type: integer, maximum: 5}, tags: {type: array, minItems: 2, items: {type: string, format: date}}}}
    High: {type: object, required: [n, tags], properties: {n: {type: number, minimum: 3}, tags: {type: array}}}
    Either:
      anyOf: [{$ref: '#/components/schemas/Low'}, {$ref: '#/components/schemas/High'}]
EOF
expect 0 explain api.yaml Node --prefix zoo
says out '#/components/schemas/Node'
says out 'Type: an object of 3 members, 1 required'
says out 'C: zoo_node, a struct, in zoo_types_1.h; held by pointer inside its cycle'
says out 'Cycle: 3 types that lead back to each other'
says out 'zoo_node.next: zoo_node *'
says out 'zoo_part_list.items: zoo_part []'
expect 0 explain api.yaml getNode.response.200 '#/components/schemas/Part' --prefix zoo
says out 'string: string'
says out 'object: Node'
says out 'So it is proved'
expect 0 explain api.yaml '/components/schemas/Node/properties/id'
says out 'Type: an integer'
says out 'C: int64_t, a value; held by value'
says out 'Cycle: none'

# What is shown, both branches do accept.
expect 0 explain api.yaml Either
says out 'So it is ordered'
sed -n 's/.* both accept //p' out >witness.json
grep -q . witness.json || fail "no witness"
expect 0 try api.yaml --schema Low witness.json
expect 0 try api.yaml --schema High witness.json

expect 2 explain api.yaml Nod
says err "did you mean 'Node'?"
expect 2 explain api.yaml
says err 'say what to explain'
expect 2 explain api.yaml '#/components/schemas/Node/properties/idd'
says err "did you mean 'id'?"
done_testing

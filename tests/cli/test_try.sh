# try: what it prints, what it returns, how schemas are named, and that nothing stays behind.
. "$SOURCE_DIR/tests/cli/lib.sh"
export TMPDIR="$work/tmp"
mkdir "$TMPDIR"
unset CC

cat >pet.yaml <<'EOF'
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        '200':
          description: A pet.
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string, minLength: 1}
        age: {type: integer, minimum: 0, default: 7}
        tags: {type: array, items: {type: string, maxLength: 3}}
        mother: {$ref: '#/components/schemas/Pet'}
    /a~b: {type: boolean}
EOF
echo '{"name": "Tom", "age": 3, "more": [1.0, {"x": null}]}' >good.json
printf '{"name": "Tom",\n "age": -1}' >bad.json
printf '{"name": "Tom"' >cut.json
echo '{}' >missing.json
: >empty.json

expect 0 try pet.yaml --schema Pet good.json
[ "$(cat out)" = "good.json: valid" ] || fail "a valid file"
expect 1 try pet.yaml --schema Pet good.json bad.json cut.json missing.json empty.json
says out "good.json: valid"
says out "bad.json: /age: "
says out "(line 2, column 9)"
says out "cut.json: "
says out "missing.json: /name: "
says out "empty.json: "
expect 0 try pet.yaml --schema '#/components/schemas/Pet' good.json
expect 0 try pet.yaml --schema /components/schemas/Pet good.json
expect 0 try pet.yaml --schema getPet.response.200 good.json
echo '{"id": 12}' >params.json
expect 0 try pet.yaml --schema getPet.params params.json
echo true >true.json
expect 0 try pet.yaml --schema /a~b true.json
expect 0 try pet.yaml --schema /components/schemas/~1a~0b true.json
echo '"a"' >tag.json
expect 0 try pet.yaml --schema /components/schemas/Pet/properties/tags/items tag.json
# Without --schema: a JSON Schema as a whole, but nothing in an OpenAPI document.
expect 2 try pet.yaml good.json
says err "--schema NAME"
echo '{"type": "object", "$defs": {"Pet": {}}}' >whole.json
expect 0 try whole.json good.json
expect 1 try whole.json true.json
expect 2 try pet.yaml --schema Pett good.json
says err "did you mean 'Pet'?"
expect 2 try pet.yaml --schema /components/schemas/Pett good.json
says err "did you mean 'Pet'?"
expect 2 try pet.yaml --schema /info/title good.json
says err "is no schema but a string"

# Options of generate count, --keep-unknown is what try adds.
expect 1 try pet.yaml --schema Pet --unknown=reject good.json
says out "good.json: /more: "
echo '{"name": "Tom", "name": "Tim"}' >twice.json
expect 1 try pet.yaml --schema Pet twice.json
expect 0 try pet.yaml --schema Pet --duplicates=last twice.json

# Names: a member's name before a pointer; one under both $defs and definitions is ambiguous.
cat >defs.json <<'EOF'
{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "array", "items": {"$ref": "#/$defs/B"},
 "$defs": {"A": {"type": "string"}, "B": {"type": "integer"}}, "definitions": {"A": {"type": "boolean"}}}
EOF
echo '[1, 2]' >list.json
expect 0 try defs.json --schema '' list.json
expect 0 try defs.json --schema '#' list.json
echo 1 >one.json
expect 0 try defs.json --schema B one.json
expect 2 try defs.json --schema A one.json
says err "ambiguous"
expect 0 try defs.json --schema /definitions/A true.json
expect 1 try defs.json --schema '/$defs/A' true.json

# Cases
cat >cases.jsonl <<'EOF'
{"schema":"Pet","valid":true,"pointer":null,"doc":{"name":"Tom","age":1e0,"big":123456789012345678901234567890}}
{"schema":"Pet","valid":false,"pointer":"/name","doc":{}}
{"schema":"Pet","valid":false,"pointer":"/tags/1","doc":{"name":"T","tags":["a","long"]}}

{"schema":"Pet","valid":false,"text":"{\"name\":\"T\"}}"}
{"schema":"Pet","valid":true,"text":" {\"name\":\"T\"}\n"}
{"schema":"Pet","valid":false,"doc":{"name":"\ud800"}}
{"schema":"/components/schemas/Pet/properties/age","valid":true,"doc":0}
{"schema":"getPet.params","valid":false,"pointer":"/id","doc":{"id":"1"}}
EOF
expect 0 try pet.yaml --cases cases.jsonl
[ "$(cat out)" = "8 passed, 0 failed" ] || fail "good cases"

cat >wrong.jsonl <<'EOF'
{"schema":"Pet","valid":true,"doc":{}}
{"schema":"Pet","valid":false,"doc":{"name":"Tom"}}
{"schema":"Pet","valid":false,"pointer":"/age","doc":{"name":1}}
{"schema":"Pett","valid":true,"doc":{"name":"Tom"}}
{"schema":"/nowhere","valid":true,"doc":{"name":"Tom"}}
{"schema":"Pet","valid":true}
nonsense
{"schema":"Pet","valid":true,"doc":{"name":"Tom"}}
EOF
expect 1 try pet.yaml --cases wrong.jsonl
says out "wrong.jsonl:1: Pet: expected valid, got /name: "
says out "wrong.jsonl:2: Pet: expected an error, got valid"
says out "wrong.jsonl:3: Pet: expected an error at '/age', got /name: "
says out "wrong.jsonl:4: Pett: there is no schema 'Pett'; did you mean 'Pet'?"
says out "wrong.jsonl:5: /nowhere: "
says out "wrong.jsonl:6: Pet: one of 'doc' and 'text' must be there"
says out "wrong.jsonl:7: the line is no JSON object"
says out "1 passed, 7 failed"

# Instances
printf '{"name":"A"}\n{"name":"B","mother":{"name":"C"}}\n' >pets.jsonl
expect 0 try pet.yaml --schema Pet --instances pets.jsonl
says out "2 passed, 0 failed"
printf '{"name":"A"}\n{"name":""}\n' | "$OPENAPI2C" try pet.yaml --schema Pet --instances - >out 2>err
[ $? -eq 1 ] || fail "instances on standard input"
says out "1 passed, 1 failed"
says out ":2: Pet: expected valid, got /name: "

# Depth: of documents beyond the default, and less of it.
awk 'BEGIN { for (i = 0; i < 3000; i++) printf "{\"name\":\"a\",\"mother\":"; printf "{\"name\":\"b\"}"
     for (i = 0; i < 3000; i++) printf "}" }' >deep.json
expect 1 try pet.yaml --schema Pet deep.json
grep -q '^deep.json: /mother/.*(line 1, column [0-9]*)$' out || fail "a long pointer is cut"
expect 0 try pet.yaml --schema Pet --max-depth 4000 deep.json
expect 0 try pet.yaml --schema Pet --max-depth 3 good.json
expect 1 try pet.yaml --schema Pet --max-depth 2 good.json

# Compilers
for cc in tcc gcc clang; do
    command -v $cc >/dev/null || continue
    expect 0 try pet.yaml --schema Pet --cc $cc good.json
    CC=$cc "$OPENAPI2C" try pet.yaml --schema Pet good.json >out 2>err || fail "CC=$cc"
done
expect 2 try pet.yaml --schema Pet --cc no-such-compiler good.json
says err "no-such-compiler"
expect 2 try pet.yaml --schema Pet --cc gcc --cflags '-DX -fno-such-flag' good.json
expect 2 try pet.yaml --schema Pet --cc 'gcc; touch evil' good.json
[ ! -e evil ] || fail "--cc went through a shell"

# A decoder that crashes is a result: which document it was, and what was not tried.
mkdir crash
sed 's/^    judge(&v, arena, c);/    if (c->length == 9)\n        abort();\n&/' \
    "$SOURCE_DIR/templates/try_main.c.tmpl" >crash/try_main.c.tmpl
printf '{"name":"A"}\n{"n":  1}\n{"name":"B"}\n' >crash.jsonl
expect 1 try pet.yaml --schema Pet --instances crash.jsonl --templates crash
says err "ended with signal 6"
says err "at crash.jsonl:2: Pet; 1 documents were not tried"
says out "1 passed, 2 failed"

# Policies
cat >pol.yaml <<'EOF'
openapi: 3.1.0
info: {title: Pol, version: "1"}
paths: {}
components:
  schemas:
    Colour: {type: string, enum: [red, green]}
    Cat: {type: object, required: [kind], properties: {kind: {const: cat}, lifeCount: {type: integer}}}
    Dog: {type: object, required: [kind], properties: {kind: {const: dog}, colour: {$ref: '#/components/schemas/Colour'}}}
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog'}}
EOF
echo '{"colour":"blue","kind":"dog"}' >blue.json
echo '{"x":[1],"kind":"eel"}' >eel.json
echo '{"life_count":"9","kind":"cat"}' >field.json
echo '{"lifeCount":9,"life_count":9,"kind":"cat"}' >both.json
expect 1 try pol.yaml --schema Pet blue.json
expect 0 try pol.yaml --schema Pet --open-enums blue.json
expect 1 try pol.yaml --schema Pet eel.json
expect 0 try pol.yaml --schema Pet --open-unions eel.json
expect 0 try pol.yaml --schema Pet field.json both.json
expect 0 try pol.yaml --schema Pet --unknown=ignore field.json
expect 1 try pol.yaml --schema Pet --unknown=reject field.json
expect 1 try pol.yaml --schema Pet --accept-field-names field.json
says out "field.json: /life_count: "
expect 1 try pol.yaml --schema Pet --accept-field-names both.json
says out "given twice"

# A name with U+0000, as errors spell it.
echo '{"$schema": "http://json-schema.org/draft-07/schema#", "additionalProperties": {"enum": [1, 2]}}' >map.json
printf '%s\n' '{"schema":"","valid":false,"pointer":"/a\u0000b","doc":{"a\u0000b":3}}' \
    '{"schema":"","valid":false,"pointer":"/a","doc":{"a\u0000b":3}}' >nul.jsonl
expect 1 try map.json --cases nul.jsonl
says out "1 passed, 1 failed"
says out '/a\u0000b: expected 1 or 2, found 3'

# A keyword by the name that its draft has for it.
printf '%s\n' '{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object",' \
    ' "properties": {"a": {}, "b": {}}, "dependencies": {"a": ["b"], "b": {"maxProperties": 2}}}' >needs.json
echo '{"a":1}' >alone.json
expect 1 try needs.json alone.json
says out "/b: member 'b' is missing, which another member requires (line 1, column 1) by #/dependencies (needs.json:2:36)"
sed -i 's/, "b": {"maxProperties": 2}//' needs.json
expect 1 try needs.json alone.json
says out "by #/dependencies (needs.json:2:36)"

# Formats: checked in OpenAPI documents, annotations in a JSON Schema, or as asked for.
printf '%s\n' 'openapi: 3.0.0' 'info: {title: T, version: "1"}' 'paths: {}' 'components:' '  schemas:' \
    '    Day: {type: string, format: date}' >day.yaml
echo '{"$schema": "http://json-schema.org/draft-07/schema#", "type": "string", "format": "date"}' >day.json
echo '"tomorrow"' >tomorrow.json
expect 1 try day.yaml --schema Day tomorrow.json
says out 'tomorrow.json: expected a string of format date, found "tomorrow" (line 1, column 1)'
expect 0 try day.yaml --schema Day --formats=annotate tomorrow.json
expect 0 try day.json --schema '' tomorrow.json
expect 1 try day.json --schema '' --formats=assert tomorrow.json
expect 2 try day.json --formats=maybe tomorrow.json

# Nothing stays behind, unless asked for; also after a signal.
empty "$TMPDIR"
expect 0 try pet.yaml --schema Pet --keep-temp kept good.json
[ -s kept/try_main.c ] && [ -x kept/try ] || fail "--keep-temp kept nothing"
printf '#!/bin/sh\nexec sleep 30\n' >slowcc
chmod +x slowcc
"$OPENAPI2C" try pet.yaml --schema Pet --cc "$work/slowcc" good.json >out 2>err &
pid=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ -n "$(ls -A "$TMPDIR")" ] && break
    sleep 0.2
done
kill -TERM $pid
wait $pid
[ $? -eq 143 ] || fail "a terminated run does not end by its signal"
empty "$TMPDIR"
TMPDIR="$work/nowhere" expect 3 try pet.yaml --schema Pet good.json

# What is decoded at its exact size shows reads beyond the end.
if command -v gcc >/dev/null; then
    expect 0 try pet.yaml --cases cases.jsonl --cc gcc --cflags '-O0 -fsanitize=address,undefined'
    says out "8 passed, 0 failed"
fi
# "" is the whole, also where a definition has no name.
cat >nameless.json <<'EOF'
{"$defs": {"": {"type": "string"}}, "type": "number"}
EOF
echo '{"schema": "", "valid": true, "doc": 1}' >nameless.jsonl
expect 0 try nameless.json --cases nameless.jsonl
says out "1 passed, 0 failed"
done_testing

# JSON and YAML of the same content give the same bytes, as does every run, and every order in which
# references are met.
. "$SOURCE_DIR/tests/cli/lib.sh"

# twins A B WHAT: both generate, and the same.
twins() {
    expect 0 generate "$1" -o first -p t -q
    expect 0 generate "$2" -o second -p t -q
    diff -r first second >differences || fail "$3: $(head -5 differences)"
    rm -rf first second
}

mkdir a b
cat >a/api.yaml <<'EOF'
openapi: 3.1.0
info: {title: Twins, version: "1"}
paths: {}
components:
  schemas:
    Pet:
      type: object
      required: [name, 'é']
      properties:
        name: {type: string, default: "yes"}
        'é': {enum: [1.0, 2, 1e2]}
        owner: {$ref: 'owner.yaml#/Owner'}
        tags: {type: array, items: {type: object, properties: {a: {type: string}, b: {type: boolean}}}}
    Shop:
      type: object
      properties:
        place: {$ref: 'place.yaml'}
        tags: {type: object, properties: {a: {type: string}, b: {type: boolean}}}
EOF
cat >a/owner.yaml <<'EOF'
Owner:
  type: object
  properties:
    home: {$ref: place.yaml}
    tags: {type: object, properties: {a: {type: string}, b: {type: boolean}}}
EOF
cat >a/place.yaml <<'EOF'
type: object
description: "Where."
properties:
  at: {type: string}
  tags: {type: object, properties: {a: {type: string}, b: {type: boolean}}}
  owner: {$ref: 'owner.yaml#/Owner'}
EOF
cat >b/api.json <<'EOF'
{"openapi": "3.1.0", "info": {"title": "Twins", "version": "1"}, "paths": {}, "components": {"schemas": {
"Pet": {"type": "object", "required": ["name", "\u00e9"], "properties": {
    "name": {"type": "string", "default": "yes"}, "\u00e9": {"enum": [1.0, 2, 1e2]},
    "owner": {"$ref": "owner.json#/Owner"},
    "tags": {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string"},
        "b": {"type": "boolean"}}}}}},
"Shop": {"type": "object", "properties": {"place": {"$ref": "place.json"},
    "tags": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "boolean"}}}}}}}}
EOF
cat >b/owner.json <<'EOF'
{"Owner": {"type": "object", "properties": {"home": {"$ref": "place.json"},
    "tags": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "boolean"}}}}}}
EOF
cat >b/place.json <<'EOF'
{"type": "object", "description": "Where.", "properties": {"at": {"type": "string"},
    "tags": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "boolean"}}},
    "owner": {"$ref": "owner.json#/Owner"}}}
EOF
expect 0 generate a/api.yaml -o first -p t -q
expect 0 generate b/api.json -o second -p t -q
# pointers into other documents name those
sed -i 's/\.yaml/.json/g' first/*
diff -r first second >differences || fail "YAML and JSON: $(head -5 differences)"
rm -rf first second
twins a/api.yaml a/api.yaml "two runs"

# The same types, though the files are met in another order: a parameter that is not generated refers first.
sed 's|^components:|components:\n  parameters:\n    P: {name: p, in: query, schema: {$ref: place.yaml}}|' a/api.yaml >a/other.yaml
twins a/api.yaml a/other.yaml "another order of references"

examples=$SHARED/corpus/oai-examples
[ -d "$examples" ] && for json in $(find "$examples" -name '*.json'); do
    case $json in
    */uber.json | */tictactoe.json) continue ;; # they say different things
    */v2.0/json/petstore.json | */v2.0/json/petstore-expanded.json) continue ;; # or with other keywords
    */petstore-separate/*) continue ;;          # as above: comments name the other file
    esac
    yaml=${json%.json}.yaml
    [ -f "$yaml" ] || yaml=$(echo "$yaml" | sed 's|/json/|/yaml/|')
    [ -f "$yaml" ] && "$OPENAPI2C" check "$json" >/dev/null 2>&1 || continue
    twins "$json" "$yaml" "${json#"$examples"/}"
done
done_testing

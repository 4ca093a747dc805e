# x-o2c-... extensions: what a spec chooses for one schema.
. "$SOURCE_DIR/tests/cli/lib.sh"
CC=${CC:-cc}

cat >shop.yaml <<'YAML'
openapi: 3.1.0
info: {title: Shop, version: "1"}
paths: {}
components:
  schemas:
    Order:
      type: object
      x-o2c-unknown: keep
      required: [must, pick, st, plain]
      properties:
        opt: {$ref: '#/components/schemas/Line', x-o2c-storage: value}
        nul: {x-o2c-storage: value, oneOf: [{$ref: '#/components/schemas/Line'}, {type: 'null'}]}
        must: {$ref: '#/components/schemas/Line', x-o2c-storage: pointer}
        n: {type: integer, x-o2c-type: int32}
        u: {type: integer, minimum: 0, x-o2c-type: uint64}
        m: {type: [number, 'null'], x-o2c-type: float}
        any: {type: object, properties: {a: {type: integer}}, x-o2c-type: value}
        st: {type: string, enum: [a, b], x-o2c-open: true}
        cl: {type: [string, 'null'], enum: [a, b, null], x-o2c-open: true}
        plain: {type: string, enum: [a, b]}
        strict: {type: object, x-o2c-unknown: reject, properties: {a: {type: integer}}}
        pick: {$ref: '#/components/schemas/Pick'}
    Line: {type: object, required: [a], properties: {a: {type: integer, default: 3}, b: {type: string}}}
    Pick:
      x-o2c-open: true
      oneOf: [{$ref: '#/components/schemas/P1'}, {$ref: '#/components/schemas/P2'}]
      discriminator: {propertyName: k}
    P1: {type: object, required: [k], properties: {k: {type: string}}}
    P2: {type: object, required: [k], properties: {k: {type: string}, x: {type: integer}}}
YAML
cat >cases.jsonl <<'JSON'
{"schema":"Order","valid":true,"doc":{"must":{"a":1},"pick":{"k":"P1"},"st":"a","plain":"a"}}
{"schema":"Order","valid":true,"doc":{"must":{"a":1},"pick":{"k":"ZZ","u":[1]},"st":"other","plain":"b","opt":{"a":2,"b":"x"},"nul":null,"extra":[1],"n":5,"m":1.5,"any":{"a":4,"b":[2]},"cl":null}}
{"schema":"Order","valid":true,"doc":{"must":{"a":1},"pick":{"k":"P2","x":1},"st":"b","plain":"b","opt":{"a":2},"nul":{"a":7},"cl":"q","m":null,"strict":{"a":1},"u":18446744073709551615}}
{"schema":"Order","valid":false,"doc":{"must":{"a":1},"pick":{"k":"P2"},"st":"b","plain":"c"},"pointer":"/plain"}
{"schema":"Order","valid":false,"doc":{"must":{"a":1},"pick":{"k":"P2"},"st":"b","plain":"b","strict":{"b":1}},"pointer":"/strict/b"}
{"schema":"Order","valid":false,"doc":{"must":{"a":1},"pick":{"k":"P2"},"st":"b","plain":"b","n":3000000000},"pointer":"/n"}
{"schema":"Order","valid":false,"doc":{"must":{"a":1},"pick":{"k":"P2"},"st":"b","plain":"b","any":3},"pointer":"/any"}
{"schema":"Order","valid":false,"doc":{"must":{"a":1},"pick":{"k":"P2"},"st":"b","plain":"b","any":{"a":"str"}},"pointer":"/any/a"}
{"schema":"Order","valid":false,"doc":{"must":{"a":1},"pick":{"k":"P2"},"st":"b","plain":"b","opt":{"b":"q"}},"pointer":"/opt/a"}
JSON
expect 0 try shop.yaml --cases cases.jsonl --unknown=ignore --cc "$CC" --cflags "-Wall -Wextra -Werror"
says out "9 passed, 0 failed"
expect 0 generate shop.yaml -o gen
for member in 'shop_line opt;' 'shop_line nul;' 'shop_line \*must;' 'int32_t n;' 'uint64_t u;' 'float m;' \
    'shop_order_any any;' 'o2c_raw_members others;' 'shop_order_strict \*strict;'; do
    grep -q "^    $member" gen/shop_types_1.h || fail "no '$member'"
done
expect 0 inspect shop.yaml --coverage
says out "dynamic: #/components/schemas/Order/properties/any: x-o2c-type"
says out "narrower: #/components/schemas/Order/properties/n: x-o2c-type"

# What means nothing, what is misspelled, and what is not there yet is said.
cat >idle.yaml <<'YAML'
$defs:
  A:
    type: object
    x-o2c-profile: small
    properties:
      self: {$ref: '#/$defs/A', x-o2c-storage: value}
      text: {type: string, x-o2c-storage: value}
      b: {type: string, x-o2c-type: int32}
      c: {type: integer, x-o2c-type: double}
      d: {type: string, x-o2c-open: true}
      e: {type: object, additionalProperties: false, properties: {x: {}}, x-o2c-unknown: keep}
      f: {type: string, x-o2c-oepn: true}
YAML
expect 0 generate idle.yaml -o idle
says err "idle.yaml:4:20: warning: 'x-o2c-profile: small' comes with a later version; 'fast' is used [O2C-G016]"
says err "idle.yaml:6:48: warning: 'self' leads back to itself, or is too large: it stays a pointer [O2C-G017]"
says err "idle.yaml:7:43: warning: 'storage' means nothing for 'text': it is no struct [O2C-G017]"
says err "idle.yaml:8:37: warning: 'type' means nothing for '#/\$defs/A/properties/b': it is no integer [O2C-G017]"
says err "idle.yaml:9:38: warning: 'type' means nothing for '#/\$defs/A/properties/c': it is no number with a fraction [O2C-G017]"
says err "idle.yaml:10:37: warning: 'open' means nothing for '#/\$defs/A/properties/d': it is no enumeration or union [O2C-G017]"
says err "idle.yaml:11:90: warning: 'unknown' means nothing for '#/\$defs/A/properties/e': it is no object with members that it leaves"
says err "did you mean 'x-o2c-open'?"
for wrong in 'x-o2c-storage: heap' 'x-o2c-open: maybe' 'x-o2c-type: int16' 'x-o2c-unknown: 3' 'x-o2c-name: [a]' \
    'x-o2c-profile: slow'; do
    printf '$defs:\n  A: {type: string, %s}\n' "$wrong" >wrong.yaml
    expect 1 generate wrong.yaml -o no
    says err "wrong.yaml:2:"
    says err "O2C-G014"
done
empty no
done_testing

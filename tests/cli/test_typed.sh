# --typed-formats: strings as what they say, for all of a format, for a list of formats, for one schema.
. "$SOURCE_DIR/tests/cli/lib.sh"
CC=${CC:-cc}

cat >day.yaml <<'YAML'
openapi: 3.1.0
info: {title: Day, version: "1"}
paths: {}
components:
  schemas:
    Day:
      type: object
      properties:
        day: {type: string, format: date}
        id: {type: string, format: uuid}
        host: {type: string, format: ipv6}
        data: {type: string, format: byte}
        token: {type: string, format: base64url}
        big: {type: string, format: int64}
        text: {type: string, format: uuid, x-o2c-type: string}
        short: {type: string, format: uuid, minLength: 1}
YAML

# member TEXT: a member that is declared so, in what was generated last
member() {
    grep -q "^    $1;" gen/day_types_1.h || fail "no '$1'"
}

expect 0 generate day.yaml -o gen
member 'o2c_str day'
member 'o2c_str big'
expect 0 generate day.yaml -o gen --typed-formats
for text in 'o2c_date day' 'o2c_uuid id' 'o2c_ipv6 host' 'o2c_bytes data' 'o2c_bytes token' 'int64_t big' \
    'o2c_str text' 'o2c_str short_'; do
    member "$text"
done
says err "day.yaml:16:16: note: kept as text, not as uuid: more than the format is asked of the text [O2C-M021]"
expect 0 generate day.yaml -o gen --typed-formats=date,int64 --typed-formats=uuid
member 'o2c_date day'
member 'int64_t big'
member 'o2c_uuid id'
member 'o2c_str host'
for form in uuid date-time date time duration ipv4 ipv6 byte base64url int64 uint64; do
    expect 0 generate day.yaml -o gen "--typed-formats=$form"
    "$OPENAPI2C" generate --help | tr -d '\n' | tr -s ' ' | grep -q "what they say.*[ ,]$form[,.]" ||
        fail "help does not name $form"
done
expect 2 generate day.yaml -o no --typed-formats=date,email
says err "'--typed-formats' takes all, uuid, date-time,"
says err "not 'email'"
expect 2 generate day.yaml -o no --typed-formats=
says err "O2C-U004"
empty no

# The configuration, for all and for one; the command line wins.
cat >openapi2c.yaml <<'YAML'
specs: [day.yaml]
output: gen
typed-formats: [date]
schemas:
  - {at: '#/components/schemas/Day/properties/id', type: typed}
YAML
expect 0 generate
member 'o2c_date day'
member 'o2c_uuid id'
member 'o2c_str host'
expect 0 generate --typed-formats=ipv6
member 'o2c_str day'
member 'o2c_uuid id'
member 'o2c_ipv6 host'

# What is spelt in another way is the same value.
cat >cases.jsonl <<'JSON'
{"schema":"Day","valid":true,"doc":{"id":"0123ABCD-0000-0000-0000-00000000000A","host":"2001:0DB8:0:0::1"}}
{"schema":"Day","valid":true,"doc":{"data":"Zh==","token":"Zm8=","big":"-0","text":"0123ABCD-0000-0000-0000-00000000000A"}}
{"schema":"Day","valid":false,"doc":{"id":"x"},"pointer":"/id"}
{"schema":"Day","valid":false,"doc":{"day":"2023-02-29"},"pointer":"/day"}
{"schema":"Day","valid":false,"doc":{"big":12},"pointer":"/big"}
JSON
expect 0 try day.yaml --keep-unknown --typed-formats --cases cases.jsonl --cc "$CC" --cflags "-Wall -Wextra -Werror"
says out "5 passed, 0 failed"

expect 0 inspect day.yaml --typed-formats --stage=model
says out "typed as date"
expect 0 inspect day.yaml --typed-formats --coverage
done_testing

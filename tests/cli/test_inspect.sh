# inspect: every stage prints something stable, coverage names the line.
. "$SOURCE_DIR/tests/cli/lib.sh"

cat >api.yaml <<'EOF'
openapi: 3.1.0
info: {title: T, version: "1"}
paths: {}
components:
  schemas:
    Pet:
      type: object
      properties:
        name: {type: string}
        odd:
          {type: integer, maximum: 1e30}
EOF
expect 0 inspect api.yaml --stage=document
says out '{"openapi":"3.1.0",'
expect 0 inspect api.yaml --stage schema
says out '#/components/schemas/Pet'
expect 0 inspect api.yaml --stage=model
says out 'Pet'
expect 0 inspect api.yaml --stage=layout --prefix zoo
says out 'zoo_pet'
"$OPENAPI2C" inspect - --stage=layout --prefix zoo <api.yaml >again 2>err
cmp -s out again || fail "standard input gives another plan"

# What is not kept exactly has its place.
expect 0 inspect api.yaml --coverage
says out "api.yaml:11:"
says out "64 bits"

if [ -w /dev/full ]; then
    "$OPENAPI2C" inspect api.yaml --stage=document >/dev/full 2>err
    [ $? -eq 3 ] || fail "a full disk is no failure"
    says err "cannot write to standard output"
fi
done_testing

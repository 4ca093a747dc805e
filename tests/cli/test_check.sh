# check: problems only, on standard output, in a form of one's choice; --strict.
. "$SOURCE_DIR/tests/cli/lib.sh"

cat >good.yaml <<'EOT'
openapi: 3.1.0
info: {title: T, version: "1"}
paths: {}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
EOT
expect 0 check good.yaml
[ ! -s out ] && [ ! -s err ] || fail "something is said of a good spec"

# A warning does not fail, an error does; both have their place; nothing is written.
sed 's/name: {/name: {default: 5, /' good.yaml >odd.yaml
expect 0 check odd.yaml
says out "odd.yaml:6:"
says out "warning:"
[ ! -s err ] || fail "problems go to standard output alone"
printf '%s\n' "    Owner: {\$ref: '#/components/schemas/Pett'}" | cat odd.yaml - >"b,a:d%.yaml"
expect 1 check "b,a:d%.yaml"
says out "error: "
says out "did you mean"
[ "$(ls)" = "$(printf '%s\n' 'b,a:d%.yaml' err good.yaml odd.yaml out)" ] || fail "files were written"

# The forms for programs.
expect 1 check --diagnostics=github "b,a:d%.yaml"
says out "::error file=b%2Ca%3Ad%25.yaml,line=7,col=19,endColumn=45,title=O2C-R001::"
says out "::warning file="
[ "$(grep -vc '^::' out)" -eq 0 ] || fail "not a workflow command"

expect 1 check --diagnostics=json "b,a:d%.yaml"
python3 - <<'EOT' || fail "not the JSON that is promised"
import json
r = json.load(open("out"))
assert r["errors"] == 1 and r["warnings"] >= 1, r
e = [d for d in r["diagnostics"] if d["severity"] == "error"][0]
assert (e["file"], e["line"], e["column"], e["endColumn"]) == ("b,a:d%.yaml", 7, 19, 46), e
assert e["code"] == "O2C-R001" and "Pett" in e["message"] and "Pet" in e["hint"], e
EOT

expect 1 check --diagnostics=sarif "b,a:d%.yaml"
python3 - <<'EOT' || fail "not the SARIF that is promised"
import json
log = json.load(open("out"))
assert log["version"] == "2.1.0"
run, = log["runs"]
rules = run["tool"]["driver"]["rules"]
assert run["columnKind"] == "unicodeCodePoints"
for r in run["results"]:
    assert rules[r["ruleIndex"]]["id"] == r["ruleId"] and r["message"]["text"], r
e, = [r for r in run["results"] if r["level"] == "error"]
where = e["locations"][0]["physicalLocation"]
assert where["artifactLocation"]["uri"] == "./b,a:d%25.yaml", where
assert where["region"] == {"startLine": 7, "startColumn": 19, "endColumn": 46}, where
EOT

# They are whole documents where there is nothing to say, and where the command line is wrong.
expect 0 check --diagnostics=sarif good.yaml
python3 -c 'import json; assert json.load(open("out"))["runs"][0]["results"] == []' ||
    fail "no empty SARIF"
expect 2 check --diagnostics=json --prefixx=a good.yaml
python3 -c 'import json; assert json.load(open("err"))["diagnostics"][0]["code"] == "O2C-U001"' ||
    fail "a wrong command line is not JSON"
expect 3 check --diagnostics=json missing.yaml
python3 -c 'import json; assert json.load(open("out"))["errors"] == 1' || fail "no JSON"
name=$(printf 'x\377.yaml')
expect 3 check --diagnostics=json "$name"
python3 -c 'import json; json.load(open("out", encoding="utf-8"))' || fail "not UTF-8"

# generate reports in the same forms, on standard error.
expect 0 generate odd.yaml -o gen -q --diagnostics=github
says err "::warning file=odd.yaml,line=6"

# --strict: what is weaker than the spec is an error, for check and generate.
sed 's/{type: string}/{type: string, pattern: "a("}/' good.yaml >weak.yaml
expect 0 check weak.yaml
expect 1 check --strict weak.yaml
says out "O2C-W001"
expect 1 generate --strict weak.yaml -o strict
says err "weak.yaml:6:"
empty strict
expect 0 check --strict good.yaml

if [ -w /dev/full ]; then
    "$OPENAPI2C" check odd.yaml >/dev/full 2>err
    [ $? -eq 3 ] || fail "a full disk is no failure"
fi
done_testing

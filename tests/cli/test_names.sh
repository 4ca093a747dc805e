# --names: names stay, whatever comes; x-o2c-name and what other tools call things.
. "$SOURCE_DIR/tests/cli/lib.sh"
CC=${CC:-cc}

members() { # FILE STRUCT: its members
    sed -n "/^struct $2 {/,/^}/s/^    [a-z_0-9]* \**\([a-z_0-9]*\)[; ].*/\1/p" "$1" | tr '\n' ' '
}

cat >zoo.yaml <<'YAML'
$defs:
  Pet: {type: object, properties: {fooBar: {type: string}, kind: {type: string, enum: [cat, dog]}}}
  Pets: {type: array, items: {$ref: '#/$defs/Pet'}}
YAML
expect 0 generate zoo.yaml -o gen --names zoo.names --depfile gen.d
grep -q 'zoo.names' gen.d || fail "the depfile does not name the names file"
cat >expected <<'EOT'
openapi2c names 1
#/$defs/Pet pet
 .fooBar foo_bar
 .kind kind
#/$defs/Pet/properties/kind pet_kind
 =cat CAT
 =dog DOG
#/$defs/Pets pets
EOT
diff expected zoo.names || fail "zoo.names"
cp zoo.names first.names
touch -d '2001-01-01' zoo.names
expect 0 generate zoo.yaml -o gen --names zoo.names
[ zoo.names -ot first.names ] || fail "a names file that did not change was written"

# What comes first does not take a name, be it a type, an equal inline enum, a member or a value.
cat >zoo.yaml <<'YAML'
$defs:
  pet: {type: object, properties: {sort: {type: string, enum: [cat, dog]}}}
  pet_kind: {type: integer, minimum: 3}
  Pet: {type: object, properties: {foo_bar: {type: integer}, fooBar: {type: string}, has_kind: {type: boolean}, kind: {type: string, enum: [cat, dog]}}}
  Pets: {type: array, items: {$ref: '#/$defs/Pet'}}
YAML
expect 0 generate zoo.yaml -o gen --names zoo.names
lost=$(grep -vxF -f zoo.names first.names)
[ -z "$lost" ] || fail "renamed: $lost"
grep -qxF '#/$defs/pet pet_2' zoo.names || fail "the new 'pet': $(cat zoo.names)"
grep -qxF ' .foo_bar foo_bar_2' zoo.names || fail "the new member: $(cat zoo.names)"
grep -qxF ' .has_kind has_kind_2' zoo.names || fail "a bit has given way: $(cat zoo.names)"
[ "$(members gen/zoo_types_1.h zoo_pet)" = "foo_bar_2 foo_bar has_kind_2 kind has_foo_bar_2 has_foo_bar has_has_kind_2 has_kind " ] ||
    fail "members: $(members gen/zoo_types_1.h zoo_pet)"
# without the file they are called otherwise
expect 0 generate zoo.yaml -o other
grep -q '^struct zoo_pet_2 {' other/zoo_types_1.h || fail "the test tests nothing"

# The file may be edited: that is a way to choose names. With another prefix, the rest stays.
sed -i 's/^#\/$defs\/Pet pet$/#\/$defs\/Pet animal/; s/ =cat CAT/ =cat KITTY/' zoo.names
expect 0 generate zoo.yaml -o gen --names zoo.names -p p
grep -q 'P_PET_KIND_KITTY' gen/p_types_1.h || fail "no KITTY"
grep -q '^struct p_animal {' gen/p_types_1.h || fail "no p_animal"

# What is not there any more stays in the file; so does what is not selected, with its name.
cp zoo.names before.names
expect 0 generate zoo.yaml -o gen --names zoo.names --only Pets
diff before.names zoo.names || fail "a selection changed the names"
printf '$defs: {Cage: {type: object}}\n' >zoo.yaml
expect 0 generate zoo.yaml -o gen --names zoo.names
grep -qxF '#/$defs/Pet animal' zoo.names || fail "a name was dropped"

# A broken file is an error with its place, and nothing is written.
printf 'openapi2c names 1\n#/$defs/Pet pet\n>>>>>>>\n' >broken.names
expect 2 generate zoo.yaml -o no --names broken.names
says err "broken.names:3:1: error: not a line of names"
empty no
expect 3 generate zoo.yaml -o no --names .
empty no

# The first heir makes a union of a base; its members' types keep their names.
cat >base.yaml <<'YAML'
openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    Pet:
      type: object
      required: [type]
      discriminator: {propertyName: type}
      properties:
        type: {type: string}
        kind: {type: string, enum: [a, b]}
        tags: {type: object, properties: {x: {type: string}}}
YAML
expect 0 generate base.yaml -o gen --names base.names
cp base.names before.names
echo "    Cat: {allOf: [{\$ref: '#/components/schemas/Pet'}]}" >>base.yaml
expect 0 generate base.yaml -o gen --names base.names
grep -q '} base_pet_kind;' gen/base_types_1.h || fail "the heir makes no union"
lost=$(grep -v '^ ' before.names | grep -vxF -f base.names)
[ -z "$lost" ] || fail "renamed: $lost"
"$CC" -std=c11 -I"$SOURCE_DIR/runtime/include" -Igen -fsyntax-only gen/base_1.c >out 2>err || fail "base"

# Two runs disagree: the one that comes second gets a new name, with a warning.
printf 'openapi2c names 1\n#/$defs/A same\n#/$defs/B same\n' >twice.names
printf '$defs: {A: {type: object}, B: {type: object}}\n' >ab.yaml
expect 0 generate ab.yaml -o gen --names twice.names
says err "twice.names:3:11: warning: 'ab_same' is the name of another type"
grep -qxF '#/$defs/B b' twice.names || fail "B: $(cat twice.names)"

# Names that the spec gives: ours are binding, those for other tools are words to make one of.
cat >given.yaml <<'YAML'
swagger: '2.0'
info: {title: t, version: '1'}
paths: {}
definitions:
  Volume:
    type: object
    x-go-name: VolumeInfo
    properties:
      Name: {type: string, x-o2c-name: Label}
      Driver: {type: string, x-go-name: DriverName}
      link: {$ref: '#/definitions/other', x-o2c-name: next}
      inner: {type: object, x-o2c-type-name: volume_inside, properties: {a: {type: integer}}}
  other: {type: object, x-o2c-name: Volume, properties: {a: {type: integer}}}
YAML
expect 0 generate given.yaml -o gen
for struct in given_volume_info given_Volume given_volume_inside; do
    grep -q "^struct $struct {" gen/given_types_1.h || fail "no $struct"
done
[ "$(members gen/given_types_1.h given_volume_info)" = "driver_name next inner has_Label has_driver_name has_next has_inner " ] ||
    grep -q ' Label;' gen/given_types_1.h || fail "members: $(members gen/given_types_1.h given_volume_info)"
"$CC" -std=c11 -I"$SOURCE_DIR/runtime/include" -Igen -fsyntax-only gen/given_1.c >out 2>err || fail "given"

cat >bad.yaml <<'YAML'
$defs:
  A: {type: object, x-o2c-name: "a b", properties: {x: {type: string, x-o2c-name: int}}}
  B: {type: object, x-o2c-name: same, properties: {x: {x-o2c-name: y}, z: {x-o2c-name: y}}}
  C: {type: object, x-o2c-name: same}
  D: {x-o2c-name: 3}
YAML
expect 1 generate bad.yaml -o no
says err "bad.yaml:5:19: error: 'x-o2c-name' must be a string, not a number"
sed -i '$d' bad.yaml
expect 1 generate bad.yaml -o no
says err "bad.yaml:2:33: error: 'a b' cannot be part of a C name"
says err "bad.yaml:2:83: error: 'int' cannot be the name of a member"
says err "bad.yaml:4:33: error: 'bad_same' is, or clashes with, the name of another type"
says err "bad.yaml:3:88: error: another member of this struct is called 'y' as well"
empty no
done_testing

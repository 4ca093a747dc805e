# What generate writes, when it writes, and that hostile specs make harmless C.
. "$SOURCE_DIR/tests/cli/lib.sh"
CC=${CC:-cc}
flags="-std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -I$SOURCE_DIR/runtime/include"

# compiles FOLDER: every .c file of it, without a warning, and not by luck of trigraphs.
compiles() {
    for file in "$1"/*.c; do
        # shellcheck disable=SC2086
        "$CC" $flags -trigraphs -I"$1" -c "$file" -o object.o >out 2>err || fail "$file does not compile"
    done
}

cat >pet.yaml <<'EOF'
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths: {}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties: {name: {type: string}, age: {type: integer}}
EOF
expect 0 generate pet.yaml -o gen
says err "pet: "
for file in pet.h pet_types_1.h pet_1.c; do
    [ -s gen/$file ] || fail "no gen/$file"
done
compiles gen

# The same again: no file is touched, nothing is said with --quiet.
ls -l --time-style=full-iso gen >before
expect 0 generate pet.yaml -o gen --quiet
[ ! -s err ] || fail "--quiet is not"
ls -l --time-style=full-iso gen >after
cmp -s before after || fail "unchanged files were touched"

# Standard input, --prefix, the current folder.
"$OPENAPI2C" generate - -p from_stdin <pet.yaml >out 2>err || fail "generate -"
[ -s from_stdin.h ] || fail "no from_stdin.h in the current folder"

# Shards: fewer remove what is too much.
expect 0 generate pet.yaml -o shards --shards 2
expect 0 generate pet.yaml -o shards --shards 1
[ ! -e shards/pet_2.c ] || fail "shards/pet_2.c is left"

# Depfile and stamp.
mkdir "with blank"
cp pet.yaml "with blank/pet.yaml"
expect 0 generate "with blank/pet.yaml" -o dep --depfile dep.d --stamp dep.stamp
[ -e dep.stamp ] || fail "no stamp"
tr -d '\\\n' <dep.d | grep -q '^dep.stamp:.*with blank/pet.yaml' || fail "depfile: $(cat dep.d)"
expect 0 generate pet.yaml -o dep2 --depfile dep2.d
tr -d '\\\n' <dep2.d | grep -q '^dep2/pet.h:.*pet.yaml' || fail "depfile: $(cat dep2.d)"
printf 'all: dep2/pet.h\ninclude dep2.d\ndep2/pet.h:\n\t@echo made\n' >Makefile
if command -v make >/dev/null; then
    touch -d '1 hour ago' dep2/pet.h
    [ "$(make -s)" = made ] || fail "make does not follow the depfile"
fi

# With the runtime beside it nothing else is needed.
expect 0 generate pet.yaml -o all --bundle-runtime
cat >main.c <<'EOF'
#include "pet.h"
int main(void)
{
    o2c_arena arena = O2C_ARENA_INIT;
    o2c_error error;
    pet_pet pet;
    const char text[] = "{\"name\": \"Tom\", \"age\": 3}";
    bool ok = pet_pet_decode(&arena, text, sizeof text - 1, &pet, &error);
    o2c_arena_deinit(&arena);
    return !ok;
}
EOF
"$CC" -std=c11 -Iall main.c all/*.c all/o2c/src/*.c -o main >out 2>err && ./main || fail "--bundle-runtime"

# Templates of the user.
mkdir templates
cp "$SOURCE_DIR/templates/umbrella.h.tmpl" templates/
echo '/* mine */' >>templates/umbrella.h.tmpl
expect 0 generate pet.yaml -o mine --templates templates --depfile mine.d
grep -q '/\* mine \*/' mine/pet.h || fail "--templates"
grep -q 'templates/umbrella.h.tmpl' mine.d || fail "templates are no prerequisites: $(cat mine.d)"
echo x >templates/umbrela.h.tmpl
expect 2 generate pet.yaml -o mine2 --templates templates
says err "umbrella"
empty mine2
expect 3 generate pet.yaml -o mine2 --templates nowhere
empty mine2

# Warnings are printed and do not stop.
cat >sloppy.yaml <<'EOF'
openapi: 3.1.0
info: {title: Sloppy, version: "1"}
paths: {}
components:
  schemas:
    Never:
      type: object
      required: [self]
      properties: {self: {$ref: '#/components/schemas/Never'}}
    Both:
      allOf: [{type: string}, {type: integer}]
EOF
expect 0 generate sloppy.yaml -o sloppy
says err "sloppy.yaml:"
says err "warning:"
compiles sloppy

# Hostile names and descriptions: data, whatever they look like.
cat >hostile.json <<'EOF'
{"openapi": "3.1.0", "info": {"title": "*/ int evil; /* \" \\ ??/ %s\n#error x", "version": "1"}, "paths": {},
 "components": {"schemas": {
  "int": {"type": "object", "properties": {"int": {"type": "string"}, "has_int": {"type": "string"}}},
  "*/ #error": {"type": "object", "description": "*/ #error \n*/\\\n??/\n//\r\n#error\u2028 %n \u0000",
    "properties": {"*/": {"type": "string", "description": "*/ int evil;"}, "\"": {"type": "integer"},
     "\\": {"type": "integer"}, "%s%n": {"type": "integer"}, "a\nb": {"type": "integer"}, "??/": {"type": "integer"},
     "": {"type": "integer"}, "\u0000": {"type": "integer"}, "class": {"type": "integer"},
     "has_a": {"type": "integer"}, "a": {"type": "integer"}, "A": {"type": "integer"},
     "日本": {"type": "integer"}, "\ud83d\ude80": {"type": "integer"}, "$type": {"const": "??/\"\\\n*/"}},
    "required": ["\"", "\\", "a\nb"]},
  "*/_#error": {"type": "string", "enum": ["*/", "\"", "\\", "??/", "%d", "", "a\nb", "a b", "a-b", "A-B"]},
  "../../etc/passwd": {"type": "array", "items": {"enum": ["x\u0000y", "x y"]}},
  "defaults": {"type": "object", "properties": {
     "s": {"type": "string", "default": "\"; int evil; //??/\n\u0000 %s*/"}, "n": {"type": "number", "default": 1e400},
     "i": {"type": "integer", "default": -9223372036854775808}}},
  "u": {"oneOf": [{"type": "object", "title": "*/", "required": ["t"], "properties": {"t": {"const": "*/\"??/\n"}}},
                  {"type": "object", "title": "*/", "required": ["t"], "properties": {"t": {"const": "\\"}}}]}
 }}}
EOF
expect 0 generate hostile.json -o hostile
compiles hostile
[ -z "$(find . -name '*passwd*')" ] || fail "a name of the spec became a file's"
"$CC" -std=c11 -I"$SOURCE_DIR/runtime/include" -c hostile/hostile_1.c -o object.o
! nm object.o | grep evil >out || fail "a text of the spec became code"
done_testing

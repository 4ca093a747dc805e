"""Specs with the nastiest names there are, for test_names.sh.

    names.py SEED          a spec, as JSON; 'grown' as a second argument: the same with more schemas,
                           members, values and branches, anywhere, that collide with what is there
    names.py --macros      reads `cc -dM -E` and lists object-like macros that a member could be called like
"""
import json
import random
import re
import sys

KEYWORDS = """alignas auto bool break case catch char class const constexpr continue decltype default delete do
double else enum explicit export extern false float for friend goto if inline int long mutable namespace new
noexcept nullptr operator or private protected public register restrict return short signed sizeof static struct
switch template this throw true try typedef typeid typename union unsigned using virtual void volatile wchar_t
while xor _Bool _Generic asm typeof and not errno stdin stdout stderr EOF NULL linux unix i386 major minor
st_atime sa_handler si_pid h_addr s6_addr assert setjmp offsetof va_arg size_t int32_t uint8_t I complex
main exit read write errno_ o2c o2c_str o2c_error kind as items count value others other null has_a null_a key
data len is_null rest item1 out r w arena error text length x self""".split()

STRANGE = ["", "-", "+1", "-1", "@id", "$ref", "$schema", "1.0", "10", "3GPP_ACCESS", "a.b.c", "A::B", "a/b",
           "a~b", "a b", " ", "a-b", "a_b", "aB", "AB", "Ab", "a__b", "_a", "a_", "__a", "é", "日本", "Ω", "\u202e",
           "\n", "\t", "\"", "\\", "*/", "/*", "//", "??/", "%s%n", "#", "#/", "?", "[]", "{}", "a[]", "<T>", "List<Pet>",
           "x" * 200, "X" * 200, "x" * 199 + "y", "pet", "Pet", "PET", "pet_list", "PetList", "pet_read", "Pet_Write",
           "pet_2", "pet_2_2", "pet_kind", "PetKind", "pet_base", "pet_name", "p_pet", "type", "Type", "\x7f", "a\u0001b"]

POOL = KEYWORDS + STRANGE


def scalar(rng):
    return rng.choice([{"type": "string"}, {"type": "integer"}, {"type": ["number", "null"]}, {"type": "boolean"},
                       {}, {"type": "string", "minLength": 1}])


def enum(rng, pool):
    values = rng.sample(pool, min(len(pool), rng.randint(1, 9)))
    if rng.random() < 0.2:
        return {"type": "integer", "enum": rng.sample(range(-5, 20), 4)}
    return {"type": "string", "enum": values}


def schema(rng, names, pool, depth=0):
    kind = rng.randrange(10 if depth < 2 else 6)
    if kind < 2:
        return scalar(rng)
    if kind < 4:
        return enum(rng, pool)
    if kind == 4:
        return {"$ref": "#/$defs/" + pointer(rng.choice(names))}
    if kind == 5:
        return {"type": rng.choice(["array", ["array", "null"]]), "items": schema(rng, names, pool, depth + 1)}
    if kind == 6:
        return {"oneOf": [{"title": rng.choice(pool), "type": "object", "required": ["t"],
                           "properties": {"t": {"const": str(i)}, "v": scalar(rng)}} for i in range(3)]}
    if kind == 7:
        return {"type": "object", "additionalProperties": schema(rng, names, pool, depth + 1)}
    return struct(rng, names, pool, depth + 1)


def struct(rng, names, pool, depth=0):
    members = {n: schema(rng, names, pool, depth) for n in rng.sample(pool, rng.randint(1, 7))}
    return {"type": "object", "properties": members, "required": [n for n in members if rng.random() < 0.4]}


def pointer(name):
    return re.sub(r"[^A-Za-z0-9_.-]", lambda m: "".join("%%%02X" % b for b in m[0].encode()),
                  name.replace("~", "~0").replace("/", "~1"))


def spec(rng):
    names = rng.sample(POOL, 24)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema",
            "$defs": {n: (enum(rng, POOL) if rng.random() < 0.2 else struct(rng, names, POOL)) for n in names}}


def insert(rng, where, key, value):
    """A member of an object, at a random place."""
    items = list(where.items())
    items.insert(rng.randint(0, len(items)), (key, value))
    where.clear()
    where.update(items)


def grow(rng, node, names):
    if isinstance(node, list):
        for n in node:
            grow(rng, n, names)
        return
    if not isinstance(node, dict):
        return
    for n in list(node.values()):
        grow(rng, n, names)
    if isinstance(node.get("properties"), dict) and "t" not in node["properties"]:
        for n in rng.sample(POOL, 3):
            if n not in node["properties"]:
                insert(rng, node["properties"], n, schema(rng, names, POOL, 1))
    if node.get("type") == "string" and len(node.get("enum", [])) > 1:
        for v in rng.sample(POOL, 2):
            if v not in node["enum"]:
                node["enum"].insert(rng.randint(0, len(node["enum"])), v)
    if "oneOf" in node:
        more = {"title": "one more", "type": "object", "required": ["t"], "properties": {"t": {"const": "more"}}}
        node["oneOf"].insert(rng.randint(0, len(node["oneOf"])), more)


def main():
    if sys.argv[1] == "--macros":
        names = re.findall(r"^#define ([a-z][a-z0-9_]*) (?!$)", sys.stdin.read(), re.M)
        print(json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {"all": {
            "type": "object", "properties": {n: {"type": "integer"} for n in sorted(set(names + KEYWORDS))}}}}))
        return
    rng = random.Random(int(sys.argv[1]))
    made = spec(rng)
    if sys.argv[2:] == ["grown"]:
        names = list(made["$defs"])
        old = dict(made["$defs"])
        grow(rng, list(old.values()), names)
        for n in rng.sample(POOL, 24):
            if n not in made["$defs"]:
                copy = json.loads(json.dumps(rng.choice(list(old.values()))))
                insert(rng, made["$defs"], n, rng.choice([copy, struct(rng, names, POOL)]))
    json.dump(made, sys.stdout)


main()

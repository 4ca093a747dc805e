"""Random JSON Schemas (2020-12), and what they are in other dialects."""

from json_text import Number

NAMES = ["a", "b", "c", "d", "kind", "type", "value", "a-b", "a_b", 'q"uote', "back\\slash", "é", "",
         "line\nbreak", "name of more than sixteen bytes", "$ref", "null", "a/b~c", "\u0000", "items"]
TEXTS = ["", "a", "b", "cat", "dog", "abc", 'say "hi"', "back\\slash", "é", "😀", "tab\t", "x" * 40, "1",
         "null", "true", "\u0000z"]
INTEGERS = ["0", "1", "2", "3", "-1", "7", "10", "1.0", "1e2", "-0", "100", "2147483647", "2147483648",
            "-2147483648", "-2147483649", "9007199254740991", "9007199254740993", "4294967296",
            "9223372036854775807", "-9223372036854775808"]
DECIMALS = ["0.5", "1.5", "-0.0", "1e-3", "3.25", "1E+2", "0.1", "-2.75", "1e300", "12345.678"]
PATTERNS = ["^a", "b$", "^[a-c]*$", "^\\d+$", "a|b", "^.{2}$", "^$", "é", "^(ab|c)+$", "\\s", "^\\w+$",
            "^[^a]", "x{3,}", "\\bcat\\b"]
TYPES = ["string", "integer", "number", "boolean", "null", "object", "array"]


class Maker:
    """Makes a schema and the definitions that it refers to. whole: with keywords that need a whole value."""

    def __init__(self, rng, name, whole):
        self.rng, self.name, self.whole = rng, name, whole
        self.defs = {}

    def chance(self, p):
        return self.rng.random() < p

    def make(self):
        """Definitions; the one under the maker's name is the schema."""
        for i in range(self.rng.choice([0, 1, 2, 3])):
            self.defs[f"{self.name}_{i}"] = None
        self.defs[self.name] = None
        for name in list(self.defs):
            make = self.object if self.chance(0.55) else self.schema
            self.defs[name] = make(3)
        if self.chance(0.5):
            self.defs[self.name] = self.union(3)
        return self.defs

    def ref(self):
        return {"$ref": "#/$defs/" + self.rng.choice(list(self.defs))}

    def schema(self, depth):
        rng = self.rng
        if depth <= 0:
            found = rng.choice([self.string, self.integer, self.number, self.boolean, self.enum, self.const])(0)
        else:
            found = rng.choice([self.string, self.integer, self.number, self.boolean, self.null, self.enum,
                                self.const, self.array, self.tuple, self.object, self.object, self.map,
                                self.union, self.union, self.all_of, self.reference, self.anything])(depth - 1)
        if self.chance(0.15):
            found = self.nullable(found)
        if self.whole and self.chance(0.15):
            found = self.with_whole(found, depth - 1)
        return found

    # ---- scalars ----

    def value(self):
        rng = self.rng
        return rng.choice([None, True, False, Number(rng.choice(INTEGERS)), Number(rng.choice(DECIMALS)),
                           rng.choice(TEXTS), rng.choice(TEXTS), [], {}, [Number("1")], {"a": Number("1")}])

    def string(self, _):
        found = {"type": "string"}
        if self.chance(0.15):
            found["minLength"] = Number(self.rng.choice([0, 1, 2, 3]))
        if self.chance(0.15):
            found["maxLength"] = Number(self.rng.choice([0, 1, 2, 5]))
        if self.chance(0.15):
            found["pattern"] = self.rng.choice(PATTERNS)
        return self.with_default(found, TEXTS)

    def bounds(self, found, numbers):
        for name in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
            if self.chance(0.1):
                found[name] = Number(self.rng.choice(numbers))
        if self.chance(0.08):
            found["multipleOf"] = Number(self.rng.choice(["1", "2", "0.5", "10", "0.01", "3", "2.0"]))
        return found

    def integer(self, _):
        found = self.bounds({"type": "integer"}, INTEGERS[:14] + DECIMALS[:2])
        if self.chance(0.2):
            found["format"] = self.rng.choice(["int64", "int32"]) if self.chance(0.0) else "int64"
        return self.with_default(found, [Number(text) for text in INTEGERS[:8]])

    def number(self, _):
        found = self.bounds({"type": "number"}, INTEGERS[:14] + DECIMALS)
        return self.with_default(found, [Number(text) for text in DECIMALS])

    def boolean(self, _):
        return self.with_default({"type": "boolean"}, [True, False])

    def null(self, _):
        return {"type": "null"}

    def with_default(self, found, values):
        if self.chance(0.1):
            found["default"] = self.rng.choice(values)
        return found

    def enum(self, _):
        rng = self.rng
        kind = rng.random()
        if kind < 0.4:
            values = rng.sample(TEXTS, rng.choice([1, 2, 3, 4]))
            found = {"type": "string", "enum": values}
        elif kind < 0.6:
            values = [Number(text) for text in rng.sample(INTEGERS, rng.choice([1, 2, 3]))]
            found = {"type": "integer", "enum": values}
        else:
            values = []
            for _ in range(rng.choice([1, 2, 3, 4])):
                value = self.value()
                if not any(same(value, other) for other in values):
                    values.append(value)
            found = {"enum": values}
        if self.chance(0.15):
            found["default"] = rng.choice(values)
        return found

    def const(self, _):
        value = self.value()
        found = {"const": value}
        if isinstance(value, str) and self.chance(0.5):
            found["type"] = "string"
        return found

    def anything(self, _):
        return self.rng.choice([True, {}, {"description": "any"}])

    # ---- containers ----

    def array(self, depth):
        found = {"type": "array"}
        if self.chance(0.9):
            found["items"] = self.schema(depth)
        if self.chance(0.15):
            found["minItems"] = Number(self.rng.choice([0, 1, 2]))
        if self.chance(0.15):
            found["maxItems"] = Number(self.rng.choice([0, 1, 2, 3]))
        if self.chance(0.15):
            found["uniqueItems"] = True
        return found

    def tuple(self, depth):
        found = self.array(depth)
        found["prefixItems"] = [self.schema(depth) for _ in range(self.rng.choice([1, 2, 3]))]
        if self.chance(0.3):
            found["items"] = False
        return found

    def properties(self, depth, names):
        return {name: self.schema(depth) for name in names}

    def object(self, depth):
        rng = self.rng
        names = rng.sample(NAMES[:7] if self.chance(0.7) else NAMES, rng.choice([0, 1, 2, 3, 4]))
        found = {"type": "object", "properties": self.properties(depth, names)}
        required = [name for name in names if self.chance(0.5)]
        if self.chance(0.05):
            required.append(rng.choice([name for name in NAMES if name not in names]))
        if required:
            found["required"] = required
        if self.chance(0.3):
            found["additionalProperties"] = self.schema(depth) if self.chance(0.3) else False
        if self.chance(0.05):
            found["minProperties"] = Number(rng.choice([0, 1, 2]))
        if self.chance(0.05):
            found["maxProperties"] = Number(rng.choice([0, 1, 2, 3]))
        if self.chance(0.2):
            found = self.nullable(found)
        return found

    def map(self, depth):
        return {"type": "object", "additionalProperties": self.schema(depth)}

    def nullable(self, schema):
        """Or null, in one of the ways to say so."""
        if not isinstance(schema, dict):
            return schema
        kind = schema.get("type")
        if isinstance(kind, str) and kind != "null" and "enum" not in schema and self.chance(0.5):
            return {**schema, "type": self.rng.choice([[kind, "null"], ["null", kind]])}
        if "enum" in schema and isinstance(kind, str) and None not in schema["enum"] and self.chance(0.5):
            return {**schema, "type": [kind, "null"], "enum": schema["enum"] + [None]}
        branches = [schema, {"type": "null"}]
        self.rng.shuffle(branches)
        return {self.rng.choice(["anyOf", "oneOf"]): branches}

    # ---- references and combinations ----

    def reference(self, _):
        return self.ref()

    def all_of(self, depth):
        parts = []
        for _ in range(self.rng.choice([1, 2, 2, 3])):
            parts.append(self.ref() if self.chance(0.5) else self.object(depth - 1))
        found = {"allOf": parts}
        if self.chance(0.2):
            found.update(self.object(depth - 1))
        return found

    def union(self, depth):
        make = self.rng.choice([self.scalars, self.tagged, self.tagged, self.keyed, self.typed_keys,
                                self.lists, self.mixed, self.types])
        return make(depth - 1)

    def one_of(self, branches):
        return {self.rng.choice(["anyOf", "oneOf"]): branches}

    def count(self):
        return self.rng.choice([1, 2, 2, 3, 3, 4])

    def scalars(self, _):
        return self.one_of([self.rng.choice([self.string, self.integer, self.number, self.boolean, self.null,
                                             self.enum, self.const])(0) for _ in range(self.count())])

    def types(self, _):
        return {"type": self.rng.sample(TYPES, self.rng.choice([2, 3, 4]))}

    def tagged(self, depth):
        """Objects with a constant member, which may be optional or one of several values."""
        rng = self.rng
        tag = rng.choice(NAMES[:6])
        kind = rng.random()
        pool = TEXTS[:8] if kind < 0.6 else [Number(t) for t in ["1", "2", "3", "-1", "0", "4", "5", "9"]]
        if kind > 0.85:
            pool = [None, True, False, "a", Number("1"), "b", Number("0"), "1"]
        branches = []
        for i in range(min(self.count(), 4)):
            branch = self.object(depth)
            if branch.get("type") != "object":
                branch = {"type": "object", "properties": {}}
            values = pool[2 * i:2 * i + 2]
            if self.chance(0.1):
                values = pool[:2]
            branch["properties"][tag] = {"const": values[0]} if self.chance(0.7) else {"enum": values}
            if self.chance(0.8):
                branch["required"] = list(dict.fromkeys(branch.get("required", []) + [tag]))
            branches.append(self.named(branch))
        return self.one_of(branches)

    def named(self, schema):
        """The schema, or a reference to it as a definition."""
        if not self.chance(0.3):
            return schema
        name = f"{self.name}_{len(self.defs)}"
        self.defs[name] = schema
        return {"$ref": "#/$defs/" + name}

    def keyed(self, depth):
        """Objects told apart by keys, if by anything."""
        branches = []
        for _ in range(self.count()):
            branch = self.object(depth)
            if self.chance(0.4) and "properties" in branch:
                branch["additionalProperties"] = False
                branch["required"] = list(branch["properties"])
                if not branch["required"]:
                    del branch["required"]
            branches.append(self.named(branch))
        return self.one_of(branches)

    def typed_keys(self, depth):
        name = self.rng.choice(NAMES[:5])
        return self.one_of([{"type": "object", "properties": {name: self.schema(depth)}, "required": [name]}
                            for _ in range(self.count())])

    def lists(self, depth):
        return self.one_of([self.rng.choice([self.array, self.array, self.tuple])(depth)
                            for _ in range(self.count())])

    def mixed(self, depth):
        found = self.one_of([self.schema(depth) for _ in range(self.count())])
        if self.chance(0.1):
            found = {**found, **self.object(depth)} if "anyOf" not in self.object(0) else found
        return found

    # ---- what needs a whole value ----

    def with_whole(self, schema, depth):
        if not isinstance(schema, dict):
            return schema
        rng = self.rng
        more = {}
        kind = rng.choice(["not", "if", "contains", "patternProperties", "propertyNames", "dependentRequired",
                           "dependentSchemas", "unevaluatedProperties", "unevaluatedItems", "required"])
        small = lambda: self.schema(min(depth, 1))
        if kind == "not":
            more = {"not": small()}
        elif kind == "if":
            more = {"if": small()}
            if self.chance(0.8):
                more["then"] = small()
            if self.chance(0.6):
                more["else"] = small()
        elif kind == "contains":
            more = {"contains": small()}
            if self.chance(0.4):
                more["minContains"] = Number(rng.choice([0, 1, 2]))
            if self.chance(0.4):
                more["maxContains"] = Number(rng.choice([0, 1, 2]))
        elif kind == "patternProperties":
            more = {kind: {pattern: small() for pattern in rng.sample(PATTERNS, rng.choice([1, 2]))}}
            if self.chance(0.4):
                more["additionalProperties"] = rng.choice([False, small()])
        elif kind == "propertyNames":
            more = {kind: rng.choice([{"pattern": rng.choice(PATTERNS)}, {"maxLength": Number(1)},
                                      {"enum": rng.sample(NAMES, 4)}, small()])}
        elif kind == "dependentRequired":
            more = {kind: {rng.choice(NAMES[:5]): rng.sample(NAMES[:6], rng.choice([1, 2]))}}
        elif kind == "dependentSchemas":
            more = {kind: {rng.choice(NAMES[:5]): rng.choice([self.object(depth - 1), small()])}}
        elif kind in ("unevaluatedProperties", "unevaluatedItems"):
            more = {kind: rng.choice([False, False, small()])}
        else:
            more = {rng.choice(["anyOf", "oneOf"]): [{"required": [name]} for name in rng.sample(NAMES[:5], 2)]}
        if set(more) & set(schema) or "$ref" in schema:
            return {"allOf": [schema], **more}
        return {**schema, **more}


def same(one, other):
    """Whether two values are equal JSON (numbers of different spelling are)."""
    if isinstance(one, Number) and isinstance(other, Number):
        return one.value() == other.value()
    return type(one) is type(other) and one == other


# ---- dialects ----

def _draft7(schema):
    """The same constraints in draft 7: tuples, references without siblings, `dependencies`."""
    if not isinstance(schema, dict):
        return schema
    found = {}
    for name, value in schema.items():
        if name in ("properties", "patternProperties", "dependentSchemas"):
            value = {key: _draft7(inner) for key, inner in value.items()}
        elif name in ("allOf", "anyOf", "oneOf", "prefixItems"):
            value = [_draft7(inner) for inner in value]
        elif name in ("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"):
            value = _draft7(value)
        elif name == "$ref":
            value = value.replace("#/$defs/", "#/definitions/")
        found[name] = value
    for old in ("unevaluatedProperties", "unevaluatedItems", "minContains", "maxContains"):
        found.pop(old, None)
    dependencies = {**found.pop("dependentRequired", {}), **found.pop("dependentSchemas", {})}
    if dependencies:
        found["dependencies"] = dependencies
    if "prefixItems" in found:
        rest = found.pop("items", None)
        found["items"] = found.pop("prefixItems")
        if rest is not None:
            found["additionalItems"] = rest
    return found


def _map_refs(value, old, new):
    if isinstance(value, dict):
        return {key: inner.replace(old, new) if key == "$ref" and isinstance(inner, str)
                else _map_refs(inner, old, new) for key, inner in value.items()}
    if isinstance(value, list):
        return [_map_refs(inner, old, new) for inner in value]
    return value


DIALECTS = ["2020-12", "draft7", "openapi"]


def document(definitions, dialect):
    """(What the generator reads, what a validator reads): documents that hold the definitions."""
    if dialect == "draft7":
        found = {"$schema": "http://json-schema.org/draft-07/schema#",
                 "definitions": {name: _draft7(schema) for name, schema in definitions.items()}}
        return found, found
    plain = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions}
    if dialect == "2020-12":
        return plain, plain
    components = _map_refs(definitions, "#/$defs/", "#/components/schemas/")
    return {"openapi": "3.1.0", "info": {"title": "Random", "version": "1"}, "paths": {},
            "components": {"schemas": components}}, plain

"""Random instances of a schema: most of them as it asks for, some with something wrong."""

from json_text import Number, places, replaced, without
from make_schema import DECIMALS, INTEGERS, NAMES, TEXTS

MATCHES = ["a", "ab", "b", "abc", "12", "c", "", "é", "ababc", " ", "w_1", "xxx", "a cat b", "zz"]


def anything(rng, depth=2):
    """Any value, not deeper than `depth`."""
    kind = rng.randrange(8 if depth > 0 else 6)
    if kind < 3:
        return rng.choice([None, True, False])
    if kind == 3:
        return Number(rng.choice(INTEGERS + DECIMALS))
    if kind < 6:
        return rng.choice(TEXTS)
    if kind == 6:
        return [anything(rng, depth - 1) for _ in range(rng.randrange(3))]
    return {rng.choice(NAMES): anything(rng, depth - 1) for _ in range(rng.randrange(3))}


class Instances:
    def __init__(self, rng, definitions):
        self.rng, self.definitions = rng, definitions

    def of(self, schema, depth=6):
        """A value that tries to be valid."""
        rng = self.rng
        if not isinstance(schema, dict) or depth <= 0:
            return anything(rng) if depth > 0 else rng.choice([None, Number(0), "a", {}, []])
        if "$ref" in schema:
            return self.of(self.definitions[schema["$ref"].rpartition("/")[2]], depth - 1)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return rng.choice(schema["enum"])
        parts = [self.of(part, depth - 1) for part in schema.get("allOf", [])]
        for name in ("anyOf", "oneOf"):
            if schema.get(name):
                parts.append(self.of(rng.choice(schema[name]), depth - 1))
        for name in ("then", "else"):
            if name in schema and rng.random() < 0.3:
                parts.append(self.of(schema[name], depth - 1))
        own = self.typed(schema, depth)
        if own is not None or not parts:
            parts.append(own[0] if own else anything(rng))
        objects = [part for part in parts if isinstance(part, dict)]
        if len(objects) > 1:
            return {key: value for part in objects for key, value in part.items()}
        return rng.choice(parts)

    def typed(self, schema, depth):
        """A list of one value of the schema's own type; None if it does not say one."""
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = self.rng.choice(kind)
        make = getattr(self, "make_" + kind, None) if kind else None
        return [make(schema, depth)] if make else None

    def make_null(self, _schema, _depth):
        return None

    def make_boolean(self, _schema, _depth):
        return self.rng.random() < 0.5

    def make_integer(self, schema, _depth):
        bounds = [value for name, value in schema.items() if isinstance(value, Number)]
        if bounds and self.rng.random() < 0.5:
            whole = int(self.rng.choice(bounds).value()) if abs(self.rng.choice(bounds).value()) < 1e15 else 0
            return Number(whole + self.rng.choice([0, 1, -1]))
        return Number(self.rng.choice(INTEGERS[:10] if self.rng.random() < 0.7 else INTEGERS))

    def make_number(self, schema, depth):
        return self.make_integer(schema, depth) if self.rng.random() < 0.5 else Number(self.rng.choice(DECIMALS))

    def make_string(self, schema, _depth):
        return self.rng.choice(MATCHES if "pattern" in schema or self.rng.random() < 0.3 else TEXTS)

    def make_array(self, schema, depth):
        prefix = schema.get("prefixItems", [])
        items = schema.get("items", True)
        found = [self.of(part, depth - 1) for part in prefix[:self.rng.choice([len(prefix), len(prefix), 0, 1])]]
        if len(found) == len(prefix) and items is not False:
            found += [self.of(items, depth - 1) for _ in range(self.rng.choice([0, 1, 1, 2, 3]))]
        if "contains" in schema and self.rng.random() < 0.7:
            found.append(self.of(schema["contains"], depth - 1))
        return found

    def make_object(self, schema, depth):
        rng = self.rng
        required = schema.get("required", [])
        found = {}
        for name, part in schema.get("properties", {}).items():
            if name in required or rng.random() < (0.6 if depth > 2 else 0.1):
                found[name] = self.of(part, depth - 1)
        for name in required:
            if name not in found:
                found[name] = anything(rng)
        more = schema.get("additionalProperties", True)
        if more is not False and rng.random() < (0.7 if more is not True else 0.15):
            for _ in range(rng.choice([1, 1, 2])):
                found.setdefault(rng.choice(NAMES), self.of(more, depth - 1))
        for pattern, part in schema.get("patternProperties", {}).items():
            found.setdefault(rng.choice(MATCHES), self.of(part, depth - 1))
        return found

    # ---- something wrong ----

    def mutant(self, value, pool):
        for _ in range(self.rng.choice([1, 1, 2])):
            value = self.changed(value, pool)
        return value

    def changed(self, document, pool):
        rng = self.rng
        path, value = rng.choice(list(places(document)))
        kind = rng.randrange(6)
        if kind == 0 and path:
            return without(document, path)
        if kind == 1 and isinstance(value, dict):
            new = {**value, rng.choice(NAMES): rng.choice(pool)}
        elif kind == 1 and isinstance(value, list):
            new = value + [rng.choice(value) if value and rng.random() < 0.5 else rng.choice(pool)]
        elif kind == 2 and isinstance(value, dict) and value:
            old = rng.choice(list(value))
            fresh = rng.choice(NAMES)
            new = {fresh if key == old else key: inner for key, inner in value.items()}
        elif kind == 2 and isinstance(value, Number):
            new = Number(rng.choice(INTEGERS + DECIMALS))
        elif kind == 2 and isinstance(value, str):
            new = rng.choice([value[:-1], value + "x", value.upper(), rng.choice(MATCHES)])
        elif kind < 5:
            new = rng.choice(pool)
        else:
            new = rng.choice([None, [value], {"a": value}, anything(rng)])
        return replaced(document, path, new)


def scalars_of(definitions):
    """What the schemas list: values that come close."""
    for _, value in places(definitions):
        if isinstance(value, dict):
            if isinstance(value.get("enum"), list):
                yield from value["enum"]
            if "const" in value:
                yield value["const"]


def instances(rng, definitions, name, count):
    """`count` values for the schema of that name: two thirds of them made to be valid."""
    maker = Instances(rng, definitions)
    pool = [None, True, Number(0), Number("1.5"), "", "a", [], {}] + list(scalars_of(definitions))
    found = []
    for i in range(count):
        value = maker.of(definitions[name])
        if i % 3 == 2:
            value = maker.mutant(value, pool)
        found.append(value)
    return found
